"""Gaps that agree: parallel series that all lack the same row, or all have one twice.

`54 projects: 20, 37%, 82.9; 28, 51.9%, 138.8; 4, 7.4%, 11.4` of 235.4: counts lack 2 of 54, shares 3.7%, amounts 2.3, and 2 ÷ 54
is 3.7%.  No figure need be wrong; one category was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.judge import per_unit
from auditor.model import Figure, Verdict
from auditor.relations.labels import common_suffix
from auditor.relations.mentions import Mention
from auditor.settle import Settled

_TOTALS = ("sum", "shares-total")
# A category left out is a small one; half of the whole is no oversight.
# Most nouns are two characters; what labels share before them is seldom a word (工业项目, 农业项目).
_WORD = 2
_LARGEST_GAP = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the missing row would say in one series: the gap, in the unit of `model`."""

    number: int
    label: str
    model: Figure
    gap: Interval
    whole: Interval


@dataclass(frozen=True, slots=True)
class Row:
    """A row that the series lack; or, where `twice`, the row by its place that they have too often.
    The first cell is the one to report it at."""

    cells: tuple[Cell, ...]
    noun: str
    twice: int | None = None


@dataclass(frozen=True, slots=True)
class _Series:
    number: int
    one: Settled
    parts: tuple[Mention, ...]
    gap: Interval
    whole: Interval
    shares: bool

    @property
    def lacks(self) -> bool:
        return self.gap.low is not None and self.gap.low > 0


def missing_rows(chosen: Sequence[Settled]) -> list[Row]:
    """The rows that explain several failing series of `chosen` at once."""
    series = [one for one in (_series(number, one) for number, one in enumerate(chosen)) if one is not None]
    failing = [one for one in series if one.one.verdict is Verdict.FAILS]
    rows: list[Row] = []
    left = list(failing)
    while left:
        first = left.pop(0)
        group = [first, *(other for other in left if _parallel(first, other))]
        whole = [one for one in series if one.one.verdict is Verdict.HOLDS and _parallel(first, one)]
        row = None if whole or len(group) < 2 else _left_out(group) or _listed_twice(group)
        if row is not None:
            rows.append(row)
            left = [one for one in left if one not in group]
    return rows


def _series(number: int, one: Settled) -> _Series | None:
    """A total and its parts, with what they lack."""
    if one.rule.kind not in _TOTALS or one.reading.bounds is not None or one.verdict is Verdict.OPEN:
        return None
    roles = dict(one.reading.roles)
    parts = tuple(sorted(roles.get("part", ()), key=lambda mention: mention.index))
    if len(parts) < 2:
        return None
    stated, computed = one.outcome.stated, one.outcome.computed
    if one.rule.kind == "shares-total":
        # the hundred is the formula's own, in whichever side it stands
        stated, computed = (computed, stated) if stated.width else (stated, computed)
    return _Series(number, one, parts, stated - computed, stated, one.rule.kind == "shares-total")


def _parallel(a: _Series, b: _Series) -> bool:
    """Do the parts of both stand row by row?"""
    if len(a.parts) != len(b.parts) or a.parts[0].paragraph != b.parts[0].paragraph:
        return False
    if {mention.index for mention in a.parts} & {mention.index for mention in b.parts}:
        return False
    rows = [sorted((mine.index, its.index)) for mine, its in zip(a.parts, b.parts, strict=True)]
    return all(above[1] < below[0] for above, below in pairwise(rows))


def _left_out(group: list[_Series]) -> Row | None:
    group = [one for one in group if one.lacks and _small(one)]
    shares = [one for one in group if one.shares]
    sums = [one for one in group if not one.shares]
    if len(group) < 2 or not sums or len(shares) > 1:
        return None
    if not shares:
        return _row(sums, None)
    agreeing = [one for one in sums if _fraction(one).meets(shares[0].gap)]
    others = [one for one in sums if one not in agreeing]
    return _row([*agreeing, *shares, *others], None) if agreeing else None


def _listed_twice(group: list[_Series]) -> Row | None:
    """Every series exceeds its whole by the same row of its own."""
    for place in range(len(group[0].parts)):
        if all(_exceeds_by(one, place) for one in group):
            return _row(sorted(group, key=lambda one: one.shares), place)
    return None


def _exceeds_by(one: _Series, place: int) -> bool:
    figure = one.parts[place].figure
    mine = figure.interval * Interval.exact(per_unit(figure))
    return one.gap.high is not None and one.gap.high < 0 and (-one.gap).meets(mine)


def _small(one: _Series) -> bool:
    return one.gap.high is not None and one.whole.low is not None and one.gap.high <= _LARGEST_GAP * one.whole.low


def _fraction(one: _Series) -> Interval:
    return one.gap / one.whole


def _row(series: list[_Series], twice: int | None) -> Row:
    noun = common_suffix([part.label or part.noun for part in series[0].parts])[-_WORD:]
    cells = tuple(
        Cell(one.number, common_suffix([part.label for part in one.parts]), _finest(one), one.gap, one.whole)
        for one in series
    )
    return Row(cells, noun if len(noun) == _WORD else "", twice)


def _finest(one: _Series) -> Figure:
    """The part that is printed most precisely."""
    return min((part.figure for part in one.parts), key=lambda figure: figure.step)
