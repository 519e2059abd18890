"""Totals that close what they add up: `工业60个、农业40个，合计100个`, and in the next sentence 以上三项合计.

What the wording announces before its parts is `auditor.relations.totals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.parts import COMPARED, MOST_PARTS, closed, under_a_cue
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading

_STRONG_TOTAL = regex.compile(
    r"(?:合计|总计|共计|小计|总共|一共|收入总计|支出总计|总收入|总支出|进出口总额|进出口总值)"
)
# names of accounts
_WRITTEN_OFF = regex.compile(r"累计(?:折旧|摊销|减值|亏损|未分配|盈余)")
# the sentence itself says why the parts are not all of it, or more
_SHORT_OF = regex.compile(
    r"差额|之差|尾差|重复计算|交叉|未(?:列|计|统计|包)[出示入含]|不(?:含|包括|计)[^，。；]{0,12}(?:项|类|部分)"
    r"|同时(?:享受|参[加与]|获得?|属于|涉及|[拥具]有)|[两三][项类种]以上"
)
_ABOVE = regex.compile(r"(?:以上|上述|前述|这)[^，。；]{0,12}(?:合计|共计|总计|总共|共)")


def find_closing(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of one run of addends."""
    yield from _total_last(page, run)
    yield from _summed_up(page, run)


def _total_last(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`工业60个、农业40个，合计100个`; `A、B和C等上级资金1368.65万元`."""
    for number in range(2, len(run)):
        whole = run[number]
        if run[number - 2].sentence != whole.sentence:
            continue
        parts = [m for m in run[max(0, number - MOST_PARTS) : number] if m.sentence == whole.sentence]
        if _is_rank(parts):
            parts = parts[1:]
        parts = _counted(page, whole, parts)
        if _has_negative(page, whole, parts) or _are_opposed(parts) or any(COMPARED.match(m.lead) for m in parts):
            continue
        if whole.bracket or page.cues.rest.search(whole.head):
            continue
        if whole.role is Role.SHARE and any(part.base != whole.base for part in parts):
            continue
        if _WRITTEN_OFF.search(whole.head):
            continue
        # 占进出口总额的38.4% is a share of a total, and none itself
        words = whole.head.replace(whole.base, "") if whole.base else whole.head
        strong = _STRONG_TOTAL.search(words) is not None and whole.figure.dimension not in ("number", "duration")
        if _begins_otherwise(page, parts[0]):
            continue
        if not strong and not page.cues.total.search(words) and not _after_list(whole, parts):
            continue
        if not strong and under_a_cue(page, whole):
            continue
        if _SHORT_OF.search(page.shadow.text, whole.at, page.sentences[whole.sentence][1]):
            continue
        strong = strong and not _holds_a_total(parts)
        readings: list[Reading] = []
        for below in {inner(page, parts, reach) for reach in REACHES} | {frozenset[int]()}:
            level = [m for m in parts if m.index not in below]
            trials = max(1, len(level) - 1)
            for size in range(len(level), 1, -1):
                bound = CERTAIN if strong and size == len(level) and not below else LIKELY
                readings.append(
                    reading(
                        bound if size == len(level) else POSSIBLE,
                        trials,
                        whole=whole,
                        part=tuple(level[-size:]),
                    )
                )
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: (-one.strength, -len(one.key)))))


def _has_negative(page: Page, whole: Mention, parts: Sequence[Mention]) -> bool:
    """`三项费用分别为1.52亿元、0.98亿元和1.21亿元，财务费用为-0.06亿元，四项合计3.65亿元`: what is below nought is not added here."""
    between = page.mentions[parts[0].index : whole.index]
    return any(m.figure.value < 0 and m.key == whole.key for m in between)


def _are_opposed(parts: Sequence[Mention]) -> bool:
    """`基金收入86.35亿元、支出79.12亿元，当期结余7.23亿元，年末累计结余101.48亿元`: nobody adds what came in to what went out."""
    labels = [m.label[-len("收入") :] for m in parts]
    return "收入" in labels and "支出" in labels


def _counted(page: Page, whole: Mention, parts: list[Mention]) -> list[Mention]:
    """`前三天4.37亿元，9日2860万元，10日、11日和12日分别为……，四天合计1.47亿元`: the last four."""
    before = page.mentions[whole.index - 1]
    told = before.clause == whole.clause and before.figure.dimension in ("duration", "count") and not before.figure.step
    told = told and not before.head.endswith(("前", "后"))
    number = int(before.figure.value) if told and before.index not in {m.index for m in parts} else 0
    return parts[-number:] if 1 < number < len(parts) else parts


def _is_rank(parts: Sequence[Mention]) -> bool:
    """`1　甲市　金46　银38　铜41　总数125`: the bare number that opens the line says which it is."""
    first = parts[0]
    bare = first.figure.dimension == "number" and not first.figure.step and not first.lead
    return bare and len(parts) > 2 and all(m.head for m in parts[1:])


def _holds_a_total(parts: Sequence[Mention]) -> bool:
    """`加上债务收入126.8亿元，收入总计213.2亿元；支出总计208.6亿元`: what stands before a total may be done with."""
    totals = [_STRONG_TOTAL.search(part.head) is not None for part in parts]
    return any(totals) and not all(totals)


def _begins_otherwise(page: Page, first: Mention) -> bool:
    """`夜宵摊126个、便利店318家、咖啡馆97家，总共……`: the list begins with what is counted by another word."""
    before = page.mentions[first.index - 1] if first.index else first
    listed = "、" in page.between(before, first) and before.clause == first.clause and before.role is first.role
    return listed and before.key != first.key and before.figure.dimension == first.figure.dimension == "count"


def _summed_up(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`教育支出16.4亿元；卫生支出7.5亿元；其他支出21.3亿元。以上三项合计45.2亿元`: the total of the sentence before."""
    for number in range(2, len(run)):
        whole = run[number]
        if whole.sentence == run[number - 1].sentence or not _ABOVE.match(whole.lead) or whole.role is not Role.LEVEL:
            continue
        parts = [m for m in run[max(0, number - MOST_PARTS) : number] if m.sentence == whole.sentence - 1 and closed(m)]
        if (
            len(parts) < 2
            or parts[0].paragraph != whole.paragraph
            or page.cues.partial.search(page.sentence_text(parts[0]))
        ):
            continue
        counted = page.mentions[whole.index - 1]
        told = counted.sentence == whole.sentence and counted.figure.dimension == "count" and counted.figure.value
        if told and told != len(parts):
            continue
        one = reading(CERTAIN if told else LIKELY, 1, whole=whole, part=tuple(parts))
        yield Statement((replace(one, exhaustive=bool(told)),))


def _after_list(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Is 等 said of the list of parts?  `新开工甲路等2个项目，建成乙路等5个项目` says it of two lists without figures."""
    return "等" in whole.head and not any("等" in part.head for part in parts)
