"""Sums that nothing announces: a run of like figures that adds up to a figure elsewhere.

`男性72334万人……女性68844万人` adds up to the `全国人口141178万人` of an earlier paragraph, to six digits.
That is no accident, and the odds say so: such a sum counts when its resolution (how many totals could
be told apart) beats the number of runs that were tried, the more easily the more the labels agree.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import lcm
from typing import cast

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.addends import addends
from auditor.relations.each import is_each
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.partitions import splits
from auditor.relations.readings import LIKELY, Reading, Statement, reading
from auditor.rules import RelationRule

_DIFFERENCE = regex.compile(r"顺差|逆差|超过?|较|比|差|结余|请假|缺席|减去|扣除|高于|低于")
_LONGEST_RUN = 16
_WINDOW = 48
_PARAGRAPHS = 3
_SMALL = 10
_COARSE = 100
_RESOLVED = 50


def find_runs(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` that the figures themselves make, against the odds."""
    odds = Fraction(rule.option("odds", "20"))
    for run in addends(page).values():
        if run[0].figure.dimension == "duration":
            continue  # days are added only where the wording says so
        levels: list[list[Mention]] = []
        for reach in REACHES:
            below = inner(page, run, reach)
            level = [m for m in run if m.index not in below]
            if level not in levels:
                levels.append(level)
        levels += _columns(levels[0])
        found = {one.key: one for level in levels for one in _reduce(page, level, odds)}
        found = {key: one for key, one in found.items() if _may_be_added(page, one)}
        for one in _without_rivals(list(found.values())):
            yield Statement((one,))


def _may_be_added(page: Page, one: Reading) -> bool:
    """What several have each counts more than once, and what 其中 takes from the part before it has been counted."""
    if any(is_each(m) for m in one.mentions()):
        return False
    whole, parts = dict(one.roles)["whole"][0], dict(one.roles)["part"]
    if whole.index + 1 == parts[0].index and page.cues.reached.search(parts[0].head):
        return False  # from 38% to 24%
    coarsest = max(part.figure.step for part in parts)
    if any(part.figure.value < whole.figure.step for part in parts) and _total(parts) != whole.figure.value:
        return False  # what is lost in the rounding is no part
    if coarsest > whole.figure.step and whole.figure.value < coarsest * _COARSE:
        return False  # no sum is printed more finely than its parts
    return not any(b.index == a.index + 1 and _is_taken(page.between(a, b)) for a, b in pairwise(parts))


def _total(parts: Sequence[Mention]) -> Fraction:
    return sum((part.figure.value for part in parts), start=Fraction(0))


def _is_taken(between: str) -> bool:
    return "其中" in between and "；" not in between and "。" not in between


def _without_rivals(found: list[Reading]) -> list[Reading]:
    """Of two ways to make up one whole from overlapping runs, the one with fewer, larger parts."""
    kept: list[Reading] = []
    sums = [_parts(one) for one in found]
    near: dict[int, list[frozenset[int]]] = {}
    for its in sums:
        for index in its:
            near.setdefault(index, []).append(its)
    within = [one for one, mine in zip(found, sums, strict=True) if not any(mine < its for its in near[min(mine)])]
    for one in sorted(within, key=lambda one: (len(one.key), one.key)):
        whole, parts = one.roles[0][1][0].index, {m.index for m in one.roles[1][1]}
        if not any(whole == k.roles[0][1][0].index and parts & {m.index for m in k.roles[1][1]} for k in kept):
            kept.append(one)
    return kept


def _parts(one: Reading) -> frozenset[int]:
    return frozenset(m.index for m in one.roles[1][1])


def _columns(level: list[Mention]) -> list[list[Mention]]:
    """`总投资a，年度计划投资b；总投资c，年度计划投资d`: figures of one label are a column of their own."""
    columns: dict[str, list[Mention]] = {}
    for mention in level:
        columns.setdefault(_last_words(mention.label), []).append(mention)
    return [column for word, column in columns.items() if len(word) >= 2 and 3 <= len(column) < len(level)]


def _last_words(label: str) -> str:
    return label[-3:]


def _reduce(page: Page, level: list[Mention], odds: Fraction) -> Iterator[Reading]:
    """Sums found; their parts then leave the level, so that the wholes can be parts in turn."""
    for _ in range(4):
        closed = [m for m in level if m.figure.interval.low is not None and m.figure.interval.high is not None]
        found = _best(page, closed[: _WINDOW * 8], odds)
        if not found:
            return
        yield from found
        gone = {m.index for one in found for m in one.roles[1][1]}
        level = [m for m in level if m.index not in gone]


def _best(page: Page, level: list[Mention], odds: Fraction) -> list[Reading]:
    """Runs that beat the odds, none sharing a part with a better one."""
    hits: list[tuple[Fraction, Reading]] = []
    trials = 0
    ends = _scaled(level)
    before = _Wholes(ends)
    largest = max((high for _, high in ends), default=0)
    for first in range(len(level)):
        low, high = ends[first]
        if first:
            before.move(first - 1)
        for last in range(first + 1, min(first + _LONGEST_RUN, len(level))):
            if level[last].paragraph - level[first].paragraph > _PARAGRAPHS:
                break
            low += ends[last][0]
            high += ends[last][1]
            rest = (low - ends[first][0], high - ends[first][1])
            if last - first > 1 and rest[0] <= ends[first][1] and ends[first][0] <= rest[1]:
                continue  # the first is the whole of the others, no part beside them
            behind = last + 1 < len(level) and level[last + 1].sentence - level[last].sentence <= 3
            trials += min(first, _WINDOW) + behind
            if low > largest:
                continue
            near = [*before.meeting(low, high), *([last + 1] if behind else ())]
            for place in near:
                if ends[place][0] <= high and low <= ends[place][1]:
                    resolved = Fraction(sum(ends[place]), 2 * max(high - low + ends[place][1] - ends[place][0], 1))
                    weight = _weight(page, level, first, last, place, resolved)
                    if weight:
                        parts = tuple(level[first : last + 1])
                        hits.append((weight, reading(LIKELY, 1, whole=level[place], part=parts)))
    hits = [hit for hit in hits if hit[0] >= odds * max(trials, 10) / 10]
    hits = [hit for hit in hits if not any(_extends(other, hit) for other in hits)]
    hits.sort(key=lambda hit: (-hit[0], hit[1].key))
    taken: set[int] = set()
    kept = []
    for _, one in hits:
        mine = _parts(one)
        if not mine & taken:
            kept.append(one)
            taken |= mine
    return kept


def _weight(page: Page, level: Sequence[Mention], first: int, last: int, whole: int, resolved: Fraction) -> Fraction:
    """How unlikely it is that a run adds up to a whole by chance, which could tell so many values apart."""
    parts = tuple(level[first : last + 1])
    if len(parts) == 2:
        if level[whole].figure.value < _SMALL and not splits([_name(m) for m in parts]):
            return Fraction(0)  # 2 and 1 are 3 everywhere
        resolved = resolved / 20 if resolved < _RESOLVED else resolved
    return resolved * _likeness(page, level[whole], parts) * _edges(level, first, last, whole)


def _edges(level: Sequence[Mention], first: int, last: int, whole: int) -> int:
    """A run that begins and ends where its sentences do is more likely meant than one cut from the middle."""
    begins = first == 0 or first - 1 == whole or level[first - 1].sentence != level[first].sentence
    ends = last + 1 == len(level) or last + 1 == whole or level[last + 1].sentence != level[last].sentence
    return (3 if begins else 1) * (3 if ends else 1)


def _extends(longer_hit: tuple[Fraction, Reading], shorter_hit: tuple[Fraction, Reading]) -> bool:
    """A run within a run: what the shorter adds up to is chance, or lost in the rounding."""
    longer, shorter = longer_hit[1], shorter_hit[1]
    if longer.roles[0][1][0].figure.value < shorter.roles[0][1][0].figure.value:
        return False
    return {m.index for m in shorter.roles[1][1]} < {m.index for m in longer.roles[1][1]}


class _Wholes:
    """The figures that stand before a run, by their size: of the dozens, a sum meets one or none."""

    def __init__(self, ends: Sequence[tuple[int, int]]) -> None:
        self._ends = ends
        self._by_low: list[tuple[int, int]] = []
        self._widest = max((high - low for low, high in ends), default=0)

    def move(self, place: int) -> None:
        """One figure further: those at and before `place` stand before the run, as far as the window reaches."""
        insort(self._by_low, (self._ends[place][0], place))
        if place >= _WINDOW:
            left = place - _WINDOW
            del self._by_low[bisect_left(self._by_low, (self._ends[left][0], left))]

    def meeting(self, low: int, high: int) -> list[int]:
        """The figures that may come as near as from `low` to `high`, in the order of the text."""
        first = bisect_left(self._by_low, (low - self._widest, 0))
        return sorted(place for _, place in self._by_low[first : bisect_left(self._by_low, (high + 1, 0), first)])


def _scaled(level: Sequence[Mention]) -> list[tuple[int, int]]:
    """Interval ends as integers over one common denominator; an exact figure keeps width 0."""
    intervals = [m.figure.interval for m in level]
    common = lcm(*(cast(Fraction, end).denominator for i in intervals for end in (i.low, i.high))) if intervals else 1
    return [(int(cast(Fraction, i.low) * common), int(cast(Fraction, i.high) * common)) for i in intervals]


def _likeness(page: Page, whole: Mention, parts: tuple[Mention, ...]) -> Fraction:
    """How much the labels speak for the sum; a factor on its odds."""
    factor = Fraction(1)
    labels = [_name(part) for part in parts]
    shared = frozenset.intersection(*(pairs(label) for label in labels))
    if shared:
        factor *= 10
        if shared & pairs(_name(whole)):
            factor *= 10
    if splits(labels):
        factor *= 100
    elif not shared and parts[0].paragraph != parts[-1].paragraph:
        factor /= 20  # things of several paragraphs that bear no name in common
    if len({part.sentence for part in parts}) == 1:
        factor *= 4
    if len(set(labels)) < len(labels) and len({part.series for part in parts}) > 1:
        factor /= 20  # the same thing said twice is no split
    between = page.shadow.text[min(whole.at, parts[0].at) : max(whole.at, parts[-1].at)]
    if len(parts) == 2 and _DIFFERENCE.search(between):
        factor /= 1000
    if whole.index > parts[-1].index and not page.cues.total.search(whole.head):
        factor /= 5
    if whole.paragraph != parts[0].paragraph:
        factor /= 2
    if whole.year != parts[0].year and whole.year and parts[0].year:
        factor /= 10
    if whole.role is Role.SHARE and (not whole.base or any(part.base != whole.base for part in parts)):
        factor /= 100
    return factor


def _name(mention: Mention) -> str:
    if mention.role is Role.LEVEL:
        return mention.label + mention.noun
    return mention.subject + (mention.base or mention.label)
