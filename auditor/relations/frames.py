"""Sums over the points of a frame: `民生实事128件。一是教育36件……。二是健康29件……。三是……`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor import regex
from auditor.frozen import replace
from auditor.relations.addends import addends
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.ordinals import all_chains
from auditor.relations.parts import closed, may_overlap
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.rules import RelationRule

_MADE_OF = regex.compile(r"组成|构成|分为|包括|如下|分别")
_WHOLES = 2


def find_frame_sums(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` whose parts stand one in each point of a frame."""
    levels = _levels(page)
    numbers = {m.index: number for number, (_, level) in enumerate(levels) for m in level}
    places = [m.at for m in page.mentions]
    for points in all_chains(page.shadow.text):
        within = range(bisect_left(places, points[0][0]), bisect_left(places, points[-1][1]))
        for number in sorted({numbers[index] for index in within if index in numbers}):
            run, level = levels[number]
            inside = [level[bisect_left(level, a, key=_at) : bisect_left(level, b, key=_at)] for a, b in points]
            parts = [found[0] for found in inside if found]
            if len(parts) < max(2, len(points) - 1) or any(len(found) > 1 for found in inside):
                continue
            wholes = _wholes(run, parts)
            if not wholes:
                continue
            told = len(parts) == len(points) and _made_of(page, wholes[0], points[0][0])
            first = reading(CERTAIN if told else LIKELY, len(wholes), whole=wholes[0], part=tuple(parts))
            others = (reading(LIKELY, len(wholes), whole=whole, part=tuple(parts)) for whole in wholes[1:])
            # points may leave something out, but hold no more than there is
            no_more = () if told or may_overlap(page, wholes[0], parts) else (replace(first, partial=True),)
            yield Statement((first, *others, *no_more))


def _levels(page: Page) -> list[tuple[list[Mention], list[Mention]]]:
    """The figures of each unit, and of them the amounts that are closed on both sides."""
    runs = (run for run in addends(page).values() if run[0].role is Role.LEVEL)
    return [(run, [m for m in run if closed(m)]) for run in runs]


def _at(mention: Mention) -> int:
    return mention.at


def _wholes(run: Sequence[Mention], parts: list[Mention]) -> list[Mention]:
    """Figures before the frame that are no smaller than each part and share a word of the name with all of them."""
    largest = max(part.figure.value for part in parts)
    names = frozenset.intersection(*(pairs(part.label + part.noun) for part in parts))
    before = run[: bisect_left(run, parts[0].at, key=_at)]
    found = (m for m in reversed(before) if m.figure.value >= largest and closed(m))
    named = (m for m in found if names & pairs(m.label + m.noun) or m.sentence >= parts[0].sentence - 2)
    return list(islice(named, _WHOLES))


def _made_of(page: Page, whole: Mention, start: int) -> bool:
    """Does the sentence of the whole lead over to the frame?"""
    between = page.shadow.text[whole.at : start]
    return between.count("。") <= 1 and "\n" not in between.strip("\n") and _MADE_OF.search(between) is not None
