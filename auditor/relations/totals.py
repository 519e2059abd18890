"""Wholes that the wording announces as such: 共…：, 合计, 其余.

Beside 其中 (see `auditor.relations.sums`), 按…分 (`auditor.relations.divisions`), …中 (`auditor.relations.among`) and what
closes a list (`auditor.relations.closing`) these are the forms that bind parts to a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import inner
from auditor.relations.partitions import is_complete
from auditor.relations.parts import MOST_PARTS, closed, prefixes, under_a_cue
from auditor.relations.rate_names import is_part_of
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading

_DENIED = regex.compile(r"(?:尚|还|暂|仍)?(?:未|不|无|没有|非)(?P<name>[一-龥]{1,6})$")
_GRAND_TOTAL = regex.compile("(?P<kind>收入|支出)(?:总计|合计|总额)|总(?P<kind2>收入|支出)")
_ADDED = regex.compile("加上?(?!强|快|大|速|工)")
_SENTENCES_BACK = 3
_NEWLY = regex.compile("新[收受立增]")
_COMES_IN = regex.compile("新[开增设建签收办成]|增[设开加]|转入|调入|购入|流入|迎来")
_ADJOINING = 3
_WHEN = regex.compile("[今本去前上]年|[本上]月|\ue008")
_OTHER = regex.compile("其[他它]")


def find_totals(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of one run of addends."""
    yield from _with_rest(page, run)
    yield from _with_denied(page, run)
    yield from _divided(page, run)
    yield from _carried(page, run)
    yield from _announced(page, run)
    yield from _composed(page, run)


def _with_rest(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`共17家，已完成8家，关停5家，剩余4家`: the rest closes the list."""
    for number in range(2, len(run)):
        rest = run[number]
        if rest.role is not Role.LEVEL or rest.figure.unit in ("%", "") or not page.cues.rest.search(rest.head):
            continue
        before = [m for m in run[max(0, number - 8) : number] if m.sentence == rest.sentence and closed(m)]
        below = inner(page, before, "sentence")
        level = [m for m in before if m.index not in below] or before
        if not level or under_a_cue(page, level[0]) or _flows(level) or _all_have_shares(page, (*level, rest)):
            continue
        larger = level[0].figure.value > max(m.figure.value for m in (*level[1:], rest))
        # 共……其余 says by itself what the whole is, however small it is printed
        if len(level) >= 2 and (larger or _opens(page, run, number, level)):
            one = reading(CERTAIN, 1, whole=level[0], part=(*level[1:], rest))
            # 其他收入 is a class of its own, and closes only a list that something announces
            last = number + 1 == len(run) or run[number + 1].sentence != rest.sentence
            if not _OTHER.search(rest.head) or (last and page.cues.total.search(level[0].head)):
                yield Statement((replace(one, exhaustive=True),))


def _flows(level: Sequence[Mention]) -> bool:
    """`年初612间，新开38间、关闭57间，余下593间`: what comes in adds to what was there."""
    return any(_COMES_IN.search(m.head) for m in level[1:])


def _all_have_shares(page: Page, level: Sequence[Mention]) -> bool:
    """`事故引发33起，占71.7%；车流过大7起，占15.2%；其余6起，占13.0%`: all are parts, the first one, too."""
    behind = [page.mentions[m.index + 1 : m.index + 2] for m in level]
    return all(next_ and next_[0].role is Role.SHARE and not next_[0].base for next_ in behind)


def _opens(page: Page, run: Sequence[Mention], number: int, level: Sequence[Mention]) -> bool:
    """Does the sentence begin with the whole, which is called one, and tell of nothing but its parts in turn?"""
    whole = level[0]
    told = [m for m in run[:number] if m.sentence == whole.sentence]
    clauses = [m.clause for m in (*told, run[number])]
    in_turn = clauses == list(range(clauses[0], clauses[0] + len(clauses)))
    called = regex.search("共|总|累计", whole.lead) is not None
    called = called or (len(level) == 2 and is_part_of(whole.head, level[1].head))
    return told[0].index == whole.index and in_turn and called


def _with_denied(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`抽检1900批次，合格1846批次，不合格54批次`: what is so and what is not so are all of it."""
    for whole, part, other in zip(run, run[1:], run[2:], strict=False):
        if len({(m.sentence, m.segment, m.role) for m in (whole, part, other)}) > 1 or _DENIED.search(whole.label):
            continue
        found = _DENIED.search(other.label)
        if found is None or not part.label.endswith(found["name"]) or _DENIED.search(part.label):
            continue
        if whole.label.endswith(found["name"]):
            continue  # 已办结389件，阶段性办结17件，未办结6件 are three parts
        if _NEWLY.search(whole.lead):
            continue  # of 旧存286件，新收1862件 more than the new ones may be 审结 and 未结
        near = other.clause - whole.clause <= _ADJOINING and not _WHEN.search(page.between(whole, other))
        if near and all(closed(m) and not m.bracket for m in (whole, part, other)):
            one = reading(CERTAIN, 1, whole=whole, part=(part, other))
            yield Statement((replace(one, exhaustive=True),))


def _divided(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`发现隐患4326处，现场整改3985处，限期整改341处`: one clause upon the other, and the names leave nothing out."""
    for whole, part, other in zip(run, run[1:], run[2:], strict=False):
        if len({(m.sentence, m.segment, m.role) for m in (whole, part, other)}) > 1 or whole.role is not Role.LEVEL:
            continue
        in_turn = part.clause - whole.clause == 1 and other.clause - part.clause <= 1
        if not in_turn or any(m.bracket or not closed(m) for m in (whole, part, other)):
            continue
        if max(part.figure.value, other.figure.value) < whole.figure.value and is_complete(
            [part.label + part.noun, other.label + other.noun], whole.label + whole.noun
        ):
            yield Statement((reading(LIKELY, 2, whole=whole, part=(part, other)),))


def _carried(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`一般公共预算收入182.6亿元，……。加上级补助收入214.3亿元、上年结转12.5亿元，收入总计397.1亿元`: the first of what is
    added opens a sentence before."""
    for number in range(2, len(run)):
        whole = run[number]
        found = _GRAND_TOTAL.search(whole.head)
        if found is None or whole.role is not Role.LEVEL or not _ADDED.match(page.sentence_text(whole).strip()):
            continue
        level = [m for m in run[max(0, number - MOST_PARTS) : number] if m.sentence == whole.sentence]
        nested = inner(page, level, "segment")
        kind = found["kind"] or found["kind2"]
        first = [
            m for m in run[max(0, number - MOST_PARTS) : number]
            if 1 <= whole.sentence - m.sentence <= _SENTENCES_BACK and m.paragraph == whole.paragraph
            and kind in m.label and page.opens_sentence(m)
        ]  # fmt: skip
        parts = (*first[-1:], *(m for m in level if m.index not in nested))
        if first and len(parts) > 1 and all(closed(m) and m.role is Role.LEVEL for m in parts):
            yield Statement((reading(LIKELY if nested else CERTAIN, 1, whole=whole, part=parts),))


def _announced(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`资金共计2.18亿元：中央1.06亿元，省级6840万元，……。`: a total, a colon, and nothing but parts."""
    text = page.shadow.text
    for number, whole in enumerate(run[:-2]):
        if text[whole.at + 1 + len(whole.tail) : whole.at + 2 + len(whole.tail)] != "：":
            continue
        parts = [m for m in run[number + 1 : number + MOST_PARTS] if m.sentence == whole.sentence]
        if len(parts) < 2:
            continue
        end = page.sentences[whole.sentence][1]
        clauses = regex.split(r"[，；、]", text[whole.at + 2 + len(whole.tail) : end - 1])
        only_parts = len(clauses) == len(parts) and not regex.search(r"等|其中|包括", text[whole.at + 1 : end])
        bound = CERTAIN if only_parts and page.cues.total.search(whole.head) else LIKELY
        yield Statement(tuple(prefixes(whole, parts, bound)))


def _composed(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`存货7.4亿元，由原材料2.1亿元、库存商品3.4亿元和其他1.9亿元组成`."""
    for number, whole in enumerate(run[:-2]):
        first = run[number + 1]
        if not regex.match(r"由|是由", first.lead) or first.clause != whole.clause + 1:
            continue
        parts = [m for m in run[number + 1 : number + MOST_PARTS] if m.clause == first.clause]
        if len(parts) > 1 and regex.match(r"(?:[一二两三四五六七八九十]+(?:项|部分|类))?(?:组成|构成)", parts[-1].tail):
            one = reading(CERTAIN, 1, whole=whole, part=tuple(parts))
            yield Statement((replace(one, exhaustive=True),))
