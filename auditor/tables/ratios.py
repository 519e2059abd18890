"""Columns computed from other columns: growth, change, share and completion.

A header seldom says which columns a rate compares.  Each pair of columns that it may mean is tried over all rows;
where most rows hold, a row that does not is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor import regex
from auditor.judge import recompute
from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.rules import RelationRule
from auditor.tables.headings import Measure
from auditor.tables.sheets import Book, Line, Sheet

_GROWTH = regex.compile(r"增[长减幅速]|年增|年减|成长|[涨降]幅|同比|环比|升降|比上[年月季]|较上[年月季]|±|变[化动]")
_FALL = regex.compile(r"^[^增升]*(?:降幅|下降|减少|减幅|跌幅)[^增升]*$")
_SHARE = regex.compile(r"占|比重|比例|份额|率|进度|构成|完成")
_CHANGE = regex.compile(r"增减|增加|净增|增量|变[化动]|增长额|差额|比上年|较上年|±|减少")
# Growth in constant prices does not follow from values in current ones.
_REAL_TERMS = regex.compile(
    r"可比|同口径|不变价|实际增|扣除|生产总值|增加值|GDP|第?[一二三]产|产业$|规模以上|规上|限额以上|限上|修订|普查"
)
_LEFT = 5
_RIGHT = 3
_MOST_LINES = 200
# Rows that hold before one that does not is certainly wrong, and how often they must outnumber such rows.
_CONFIRMING = 3
_MAJORITY = 3
_COARSE = 20
# Rows that show which columns a rate compares.
_SAMPLE = 12

Roles = Callable[[int], "dict[str, Mention] | None"]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One way to read a column; `named` where the headers say so."""

    roles: Roles
    named: bool
    sign: int = 1


def find_growth(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == now / before - 1`."""
    for sheet, place, column in _columns(book, _GROWTH):
        if column.is_rate and not _REAL_TERMS.search(column.name + sheet.grid.above):
            pairs = _pairs(sheet, place, _is_derived)
            sign = -1 if _FALL.search(column.name) else 1
            candidates = [_candidate(sheet, place, pair, ("rate", "now", "before"), sign) for pair in pairs]
            yield from _vote(sheet, candidates, rule, lambda line: not _REAL_TERMS.search(line.measure.name))


def find_changes(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `change == now - before`."""
    for sheet, place, column in _columns(book, _CHANGE):
        if not column.is_rate:
            sign = -1 if _FALL.search(column.name) else 1
            pairs = _pairs(sheet, place, _is_change)
            candidates = [_candidate(sheet, place, pair, ("change", "now", "before"), sign) for pair in pairs]
            yield from _vote(sheet, candidates, rule, lambda line: True)


def find_shares(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole`: of another column, or of the total of the same column."""
    for sheet, place, column in _columns(book, _SHARE):
        if column.is_rate and not _GROWTH.search(column.name):
            near = _near(sheet, place, _is_derived)
            pairs = [(a, b) for a in near for b in near if a != b]
            candidates = [_of_total(sheet, place, a, whole) for whole in _wholes(sheet) for a in near]
            candidates += [
                replace(_candidate(sheet, place, pair, ("rate", "part", "whole"), 1), named=False) for pair in pairs
            ]
            yield from _vote(sheet, candidates, rule, lambda line: True)


def _columns(book: Book, words: regex.Pattern[str]) -> Iterator[tuple[Sheet, int, Measure]]:
    for sheet in book.sheets:
        for place in sheet.numeric:
            column = sheet.columns[place]
            if sheet.headed and column is not None and words.search(column.name) and len(sheet.lines) <= _MOST_LINES:
                yield sheet, place, column


def _near(sheet: Sheet, place: int, derived: Callable[[Measure], bool]) -> list[int]:
    """Columns of amounts beside a rate or a change, the nearest first."""
    places = sheet.numeric
    order = places.index(place)
    near = [*reversed(places[max(0, order - _LEFT) : order]), *places[order + 1 : order + 1 + _RIGHT]]
    return [one for one in near if (column := sheet.columns[one]) is not None and not derived(column)]


def _is_change(column: Measure) -> bool:
    return _GROWTH.search(column.name) is not None or _CHANGE.search(column.name) is not None


def _is_derived(column: Measure) -> bool:
    return column.is_rate or _GROWTH.search(column.name) is not None


def _pairs(sheet: Sheet, place: int, derived: Callable[[Measure], bool]) -> list[tuple[int, int, bool]]:
    """Later and earlier column: those that the headers name so; else all that stand near."""
    near = _near(sheet, place, derived)
    measures = {one: column for one in near if (column := sheet.columns[one]) is not None}
    named = [
        (a, b, True) for a in near for b in near
        if a != b and _is_later(measures[a], measures[b]) and measures[a].core == measures[b].core
    ]  # fmt: skip
    return named or [(a, b, False) for a in near for b in near if a != b]


def _is_later(now: Measure, before: Measure) -> bool:
    if now.year and before.year:
        return now.year == before.year + 1
    return before.former and not now.former


def _candidate(
    sheet: Sheet, place: int, pair: tuple[int, int] | tuple[int, int, bool], names: tuple[str, str, str], sign: int
) -> _Candidate:
    def roles(number: int) -> dict[str, Mention] | None:
        line = sheet.lines[number]
        found = [line.mentions[one] for one in (place, pair[0], pair[1])]
        return _checked(found, names)

    return _Candidate(roles, len(pair) > 2 and bool(pair[-1]), sign)


def _of_total(sheet: Sheet, place: int, amount: int, whole: int) -> _Candidate:
    def roles(number: int) -> dict[str, Mention] | None:
        if number == whole:
            return None
        line = sheet.lines[number]
        found = [line.mentions[place], line.mentions[amount], sheet.lines[whole].mentions[amount]]
        return _checked(found, ("rate", "part", "whole"))

    alone = sum(column is not None and not _is_derived(column) for column in sheet.columns) == 1
    return _Candidate(roles, alone)


def _checked(found: Sequence[Mention | None], names: tuple[str, str, str]) -> dict[str, Mention] | None:
    """The figures in their roles: two of one kind, the base above zero, and a rate where the formula wants one."""
    first, a, b = found
    if first is None or a is None or b is None or a.key != b.key or b.figure.value <= 0:
        return None
    if names[0] == "rate" and (first.figure.dimension != "percent" or a.figure.dimension in ("percent", "points")):
        return None
    if names[0] == "change":
        points = a.figure.dimension == "percent" and first.figure.dimension == "points"
        if first.key != a.key and not points:
            return None
    return {names[0]: first, names[1]: a, names[2]: b}


def _wholes(sheet: Sheet) -> list[int]:
    totals = [
        number for number, line in enumerate(sheet.lines) if line.measure.is_total and not line.measure.is_subtotal
    ]
    places = [number for number, line in enumerate(sheet.lines) if line.measure.is_whole_place]
    return (totals or places)[:2]


def _vote(
    sheet: Sheet, candidates: Sequence[_Candidate], rule: RelationRule, counts: Callable[[Line], bool]
) -> Iterator[Statement]:
    """The rows read by the candidate that most of them confirm."""
    rows = [
        number for number, line in enumerate(sheet.lines) if not line.is_heading and not line.ragged and counts(line)
    ]
    best = max(candidates, key=lambda one: _confirmed(one, rows[:_SAMPLE], rule), default=None)
    if best is None:
        return
    tried = [one for number in rows if (one := _tried(best, number, rule)) is not None]
    held, named = sum(holds and _is_telling(one) for one, holds in tried), best.named
    failed = sum(not holds for _, holds in tried)
    if held < 2 and not named:
        return
    certain = held >= _CONFIRMING and held >= _MAJORITY * failed
    for read, holds in tried:
        if holds or certain:
            yield Statement((replace(read, strength=CERTAIN),))
        elif held >= failed or (named and failed == 1):
            yield Statement((read,))


def _confirmed(candidate: _Candidate, rows: Sequence[int], rule: RelationRule) -> tuple[int, int]:
    """How many rows hold by a candidate, and of how many it can be computed at all."""
    tried = [one for number in rows if (one := _tried(candidate, number, rule)) is not None]
    return sum(holds and _is_telling(one) for one, holds in tried), len(tried)


def _tried(candidate: _Candidate, number: int, rule: RelationRule) -> tuple[Reading, bool] | None:
    roles = candidate.roles(number)
    if roles is None:
        return None
    outcome = recompute(rule.formula, {role: [one.figure] for role, one in roles.items()}, candidate.sign)
    if outcome is None:
        return None
    return Reading(tuple((role, (one,)) for role, one in roles.items()), LIKELY, sign=candidate.sign), outcome.holds


def _is_telling(one: Reading) -> bool:
    """A change of nothing, or a base of a few units, would hold for many a pair."""
    values = [mention.figure for mention in one.mentions()]
    return values[0].value != 0 and all(
        figure.step == 0 or abs(figure.value) >= figure.step * (_COARSE if number else 1)
        for number, figure in enumerate(values)
    )
