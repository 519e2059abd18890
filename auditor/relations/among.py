"""Parts told of what a clause calls by name: `在22个项目中，……`, `1200名考生中，男生……`, `医务人员中，医师……`.

The whole stands in the clause itself, or it was counted before and is only named again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.backwards import behind_last
from auditor.exact import Fraction
from auditor.frozen import replace
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.partitions import is_complete
from auditor.relations.parts import closed, may_overlap, part_runs, prefixes
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement

_OPENS = regex.compile(r"(?:在|这)[^，。；]{0,12}$")
# 初中, 高中 and 集中 are words of their own
_WITHIN = regex.compile(r"(?:之中|当中|其中|(?<![初高集职])中|里)$")
_NAMED = regex.compile(
    r"^(?:在|而|从)?(?P<which>这些|这批|该批|上述|以上)?(?P<name>[一-龥]{2,12}?)(?:之中|当中|中|里)$"
)
# 去年中, 过程中: a time or a course of things holds no parts
_NO_WHOLE = regex.compile(r"期间?$|过程$|活动$|工作$|行动$|[年月日]$|会$|赛$|心$")
_SENTENCES = 3


def find_among(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of one run of addends."""
    for number in range(len(run) - 2):
        whole = run[number]
        if whole.paragraph != run[number + 1].paragraph:
            continue
        if _WITHIN.search(whole.tail) and (_OPENS.search(whole.head) or _ends_clause(page, whole)):
            yield from _statement(page, run, whole, number + 1, bool(_OPENS.search(whole.head)))
    for number in range(1, len(run) - 1):
        named = _named_again(page, run, number)
        if named is not None:
            yield from _statement(page, run, named, number, False)


def _statement(page: Page, run: Sequence[Mention], whole: Mention, number: int, opened: bool) -> Iterator[Statement]:
    readings: list[Reading] = []
    for parts in part_runs(page, run, number):
        readings += prefixes(whole, parts, LIKELY)
        first = list(readings[0].roles[1][1])
        complete = _brackets_complete(first) or is_complete([m.label + m.noun for m in first], whole.label)
        apart = len({m.segment for m in first}) > 1
        if complete or not (apart or may_overlap(page, whole, parts)):
            strength = CERTAIN if complete else LIKELY
            readings[0] = replace(readings[0], partial=True, strength=strength, exhaustive=complete)
        else:
            readings[0] = replace(readings[0], strength=POSSIBLE)
    if readings:
        yield Statement(tuple(readings))


def _brackets_complete(parts: Sequence[Mention]) -> bool:
    """`10亿元以上……；1亿至10亿元……；1亿元以下……`: an open class at either end leaves nothing out."""
    labels = "\n".join(part.label for part in parts)
    return bool(regex.search("以上|超过|超", labels) and regex.search("以下|以内|不足|不到", labels))


def _ends_clause(page: Page, whole: Mention) -> bool:
    """`参加考试的1200名考生中，`: the clause says nothing but of whom it speaks."""
    text, end = page.shadow.text, whole.at + 1 + len(whole.tail)
    return text[end : end + 1] == "，" and whole.role is Role.LEVEL and closed(whole)


def _named_again(page: Page, run: Sequence[Mention], number: int) -> Mention | None:
    """The figure that the words before the parts name again: `……医务人员1058人。医务人员中，医师386人……`."""
    first = run[number]
    name = _name_before(page, first)
    if name is None or (run[number - 1].sentence == first.sentence and run[number - 1].segment == first.segment):
        return None
    found = [
        m for m in run[max(0, number - 20) : number]
        if m.role is Role.LEVEL and m.paragraph == first.paragraph and first.sentence - m.sentence <= _SENTENCES
        and closed(m) and m.bracket == first.bracket and _is_called(m, name)
    ]  # fmt: skip
    return found[-1] if found and len({m.figure.value for m in found}) == 1 else None


def _is_called(mention: Mention, name: str) -> bool:
    label = mention.label + mention.noun
    return coverage(name, label) == 1 and coverage(label, name) >= Fraction(1, 2)


def _name_before(page: Page, first: Mention) -> str | None:
    """What the clause before the first part names, if it says `…中` and nothing else."""
    start = behind_last("。；！？\n", page.shadow.text, first.at)
    clause, comma, _ = page.shadow.text[start : first.at].partition("，")
    found = _NAMED.match(clause) if comma else None
    return None if found is None or _NO_WHOLE.search(found["name"]) else found["name"]
