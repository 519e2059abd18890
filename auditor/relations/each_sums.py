"""Sums in which one figure counts several times: `甲、乙两区均新建3所，丙区新建2所，共新建8所`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.addends import addends
from auditor.relations.each import how_many, is_each
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.parts import closed, told_all
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading
from auditor.rules import RelationRule

# `跨越4万亿元量级` is a mark, no part
_MARK = regex.compile(r"^(?:量级|大关|台阶|关口|以上|以下|门槛)")
_SENTENCES = 2


def find_each(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part) + many * each`."""
    for run in addends(page).values():
        for number, each in enumerate(run):
            if is_each(each) and closed(each):
                many = how_many(page, each)
                if many is not None:
                    yield from _statement(page, run, number, many)


def _statement(page: Page, run: Sequence[Mention], number: int, many: int) -> Iterator[Statement]:
    each = run[number]
    level = [m for m in run if m.sentence == each.sentence and not _MARK.match(m.tail)]
    # 两个园区均, 三个园区共: a number in words counts those who have it
    level = [m for m in level if m.bracket == each.bracket and m.item.han == each.item.han]
    if not all(closed(m) and m.role is Role.LEVEL and (m is each or not is_each(m)) for m in level):
        return
    place = level.index(each)
    found = [
        _reading(page, whole, each, parts, many, bound)
        for whole, parts, bound in _wholes(page, run, level, place)
        if parts
    ]
    if found:
        yield Statement(tuple(found))


def _wholes(
    page: Page, run: Sequence[Mention], level: list[Mention], place: int
) -> Iterator[tuple[Mention, list[Mention], int]]:
    """A total behind all the parts; or one before them that 其中 or 分别 takes apart, in the last sentence, too."""
    each, last = level[place], level[-1]
    if last is not each and page.cues.total.search(last.head):
        yield last, [m for m in level[:-1] if m is not each], CERTAIN
    start = page.sentences[each.sentence][0]
    cue = page.cues.partial.search(page.shadow.text, start, each.at)
    if cue is None:
        return
    parts = [m for m in level if m is not each and m.at > cue.start()]
    before = [m for m in run if m.at < cue.start() and each.sentence - m.sentence <= _SENTENCES and closed(m)]
    before = [m for m in before if m.paragraph == each.paragraph and m.role is Role.LEVEL]
    if before:
        yield before[-1], parts, LIKELY


def _reading(page: Page, whole: Mention, each: Mention, parts: list[Mention], many: int, bound: int) -> Reading:
    one = reading(bound, 2, whole=whole, each=each, part=tuple(parts))
    told = bound == CERTAIN or told_all(page, [each, *parts], many - 1)
    return replace(one, constants=(("many", many),), partial=bound != CERTAIN, exhaustive=told)
