"""Columns computed from other columns: growth, change, share and completion.

A header seldom says which columns a rate compares.  Each pair of columns that it may mean is tried over all rows;
where most rows hold, a row that does not is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention
from auditor.relations.readings import Statement
from auditor.rules import RelationRule
from auditor.tables.books import Book
from auditor.tables.headings import FALL, GROWTH, REAL_TERMS, Measure, is_later
from auditor.tables.sheets import Sheet
from auditor.tables.votes import Candidate, vote

_SHARE = regex.compile(r"占|比重|比例|份额|率|进度|构成|完成")
_CHANGE = regex.compile(r"增减|增加|净增|增量|变[化动]|增长额|差额|比上年|较上年|±|减少")
_PLAIN_SHARE = regex.compile(r"占(?!.{0,60}率)|比重|构成|份额")
# A sentence above a table that has figures of its own says nothing of how those of the table are meant.
_SENTENCE = regex.compile(r"[^。\n]*(?:[0-9](?:%|[万亿元])|第[0-9])[^。\n]*")
_LEFT = 5
_RIGHT = 3
_MOST_LINES = 200


def find_growth(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == now / before - 1`."""
    for sheet, place, column in _columns(book, GROWTH):
        if column.is_rate and not REAL_TERMS.search(column.name + _SENTENCE.sub("", sheet.grid.above)):
            pairs = _pairs(sheet, place, _is_derived)
            sign = -1 if FALL.search(column.name) else 1
            candidates = [_candidate(sheet, place, pair, ("rate", "now", "before"), sign) for pair in pairs]
            yield from vote(sheet, candidates, rule, lambda line: not REAL_TERMS.search(line.measure.name))


def find_changes(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `change == now - before`."""
    for sheet, place, column in _columns(book, _CHANGE):
        if not column.is_rate:
            sign = -1 if FALL.search(column.name) else 1
            pairs = _pairs(sheet, place, _is_change)
            candidates = [_candidate(sheet, place, pair, ("change", "now", "before"), sign) for pair in pairs]
            yield from vote(sheet, candidates, rule)


def find_shares(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole`: of another column, or of the total of the same column."""
    for sheet, place, column in _columns(book, _SHARE):
        if column.is_rate and not GROWTH.search(column.name):
            near = _near(sheet, place, _is_derived)
            pairs = [(a, b) for a in near for b in near if a != b]
            candidates = [_of_total(sheet, place, a, whole) for whole in _wholes(sheet) for a in near]
            if not candidates and _PLAIN_SHARE.search(column.name):
                candidates = [
                    replace(_of_total(sheet, place, a, whole), named=False)
                    for whole in _hundreds(sheet, place) for a in near
                ]  # fmt: skip
            candidates += [
                replace(_candidate(sheet, place, pair, ("rate", "part", "whole"), 1), named=False) for pair in pairs
            ]
            yield from vote(sheet, candidates, rule)


def _columns(book: Book, words: regex.Pattern[str]) -> Iterator[tuple[Sheet, int, Measure]]:
    """Columns named so, and rows named so in a table that is read across."""
    for sheet in book.both_ways():
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
    return GROWTH.search(column.name) is not None or _CHANGE.search(column.name) is not None


def _is_derived(column: Measure) -> bool:
    return column.is_rate or GROWTH.search(column.name) is not None


def _pairs(sheet: Sheet, place: int, derived: Callable[[Measure], bool]) -> list[tuple[int, int, bool]]:
    """Later and earlier column: those that the headers name so; else all that stand near."""
    near = _near(sheet, place, derived)
    measures = {one: column for one in near if (column := sheet.columns[one]) is not None}
    named = [
        (a, b, True) for a in near for b in near
        if a != b and is_later(measures[a], measures[b]) and measures[a].core == measures[b].core
    ]  # fmt: skip
    return named or [(a, b, False) for a in near for b in near if a != b]


def _candidate(
    sheet: Sheet, place: int, pair: tuple[int, int] | tuple[int, int, bool], names: tuple[str, str, str], sign: int
) -> Candidate:
    def roles(number: int) -> dict[str, Mention] | None:
        line = sheet.lines[number]
        found = [line.mentions[one] for one in (place, pair[0], pair[1])]
        return _checked(found, names)

    return Candidate(roles, len(pair) > 2 and bool(pair[-1]), sign, (place, pair[0], pair[1]))


def _of_total(sheet: Sheet, place: int, amount: int, whole: int) -> Candidate:
    def roles(number: int) -> dict[str, Mention] | None:
        if number == whole:
            return None
        line = sheet.lines[number]
        found = [line.mentions[place], line.mentions[amount], sheet.lines[whole].mentions[amount]]
        return _checked(found, ("rate", "part", "whole"))

    alone = sum(column is not None and not _is_derived(column) for column in sheet.columns) == 1
    return Candidate(roles, alone, places=(place, amount))


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


def _hundreds(sheet: Sheet, place: int) -> list[int]:
    """The one row whose share is 100: 各项贷款 above the kinds of loans."""
    shares = [(number, line.mentions[place]) for number, line in enumerate(sheet.lines)]
    found = [number for number, share in shares if share is not None and share.figure.value == 100]
    return found if len(found) == 1 else []


def _wholes(sheet: Sheet) -> list[int]:
    totals = [
        number for number, line in enumerate(sheet.lines) if line.measure.is_total and not line.measure.is_subtotal
    ]
    places = [number for number, line in enumerate(sheet.lines) if line.measure.is_whole_place]
    return (totals or places)[:2]
