"""Totals of a table: 合计, 小计 and 总计 of rows and of columns, and parts after 其中.

Which rows a total covers is not written.  Each thinkable set of rows is tried over all columns, and the columns
decide: where one set adds up in other columns it must add up in all of them, else only a usual slip tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import prod
from typing import Protocol

from auditor import regex
from auditor.exact import Fraction
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.rules import RelationRule
from auditor.tables.books import Book
from auditor.tables.breadths import covers_of_row, covers_of_year
from auditor.tables.covers import covers_of_column, parts_within
from auditor.tables.entries import Content, Entry
from auditor.tables.headings import GROWTH, NOT_ADDED
from auditor.tables.sheets import Sheet

# How many values a sum that holds must be told apart from, before it shows what a total covers.
_TELLING = 50
# More totals than this that fail were not meant to be the sum of these rows.
_MOST_UNSURE = 1
# Shares further off from 100 than this, in per cent, are shares of something larger.
_NEAR = 12
_SHARE = regex.compile(r"^(?:所?占比(?:[重例])?|所占[比份][重例额]|比重|构成(?:比)?|份额|占(?:总|全部|合计)[^率]*)$")


class TableFinder(Protocol):
    """Finds the statements of one kind in the tables of a document."""

    def __call__(self, book: Book, rule: RelationRule) -> Iterator[Statement]: ...


@dataclass(frozen=True, slots=True)
class _Trial:
    """One total in one column (or row): its figure, its parts, and whether they add up."""

    whole: Mention
    parts: tuple[Mention, ...]
    complete: bool
    holds: bool
    resolution: Fraction


EntryAt = Callable[[int, int], tuple["Entry | None", "Mention | None"]]


def find_column_sums(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` down the columns."""
    for sheet in book.sheets:
        columns = [place for place in sheet.numeric if _addable_column(sheet, place)]
        columns += [place for place in sheet.numeric if _is_change_of_amounts(sheet, place)]
        for whole, covers, told in covers_of_column(sheet):
            # shares that make 100% show what a total covers as well as amounts do
            shares = [place for place in sheet.numeric if _may_be_all(sheet, whole, place)]
            yield from totals(whole, covers, [*columns, *shares], downward(sheet), told, columns)


def find_shares_totals(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` about columns, and rows, of shares whose total is printed as 100%."""
    for sheet in book.both_ways():
        columns = [place for place in sheet.numeric if _addable_column(sheet, place)]
        for whole, covers, told in covers_of_column(sheet):
            shares = [place for place in sheet.numeric if _may_be_all(sheet, whole, place)]
            yield from totals(whole, covers, [*columns, *shares], downward(sheet), told, shares)


def find_shares_of_hundred(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `1 == sum(part)` about columns of shares whose total is not printed, in a table that has one."""
    for sheet in book.sheets:
        shares = [place for place in sheet.numeric if _is_share(sheet, place)]
        for whole, covers, _ in covers_of_column(sheet):
            for place in shares if _is_grand(sheet, whole) else ():
                yield from _hundred(sheet, whole, covers, place)


def _is_share(sheet: Sheet, place: int) -> bool:
    column = sheet.columns[place]
    return column is not None and _SHARE.search(column.name) is not None


def _is_grand(sheet: Sheet, whole: int) -> bool:
    measure = sheet.lines[whole].measure
    return (measure.is_total or measure.is_whole_place) and not measure.is_subtotal


def _hundred(sheet: Sheet, whole: int, covers: Sequence[Sequence[int]], place: int) -> Iterator[Statement]:
    if sheet.lines[whole].mentions[place] is not None:
        return
    readings = []
    for cover in covers:
        parts = [sheet.lines[row].mentions[place] for row in cover]
        shares = tuple(one for one in parts if one is not None and one.figure.dimension == "percent")
        near = abs(sum((one.figure.value for one in shares), Fraction(0)) - 100) <= _NEAR
        if len(shares) == len(cover) > 1 and near:
            readings.append(reading(LIKELY, len(covers), part=shares))
    if readings:
        yield Statement(tuple(readings))


def _may_be_all(sheet: Sheet, whole: int, place: int) -> bool:
    """Is the total printed as 100%, and not because something has doubled?"""
    mention, column = sheet.lines[whole].mentions[place], sheet.columns[place]
    grows = column is not None and GROWTH.search(column.name) is not None
    return mention is not None and mention.figure.dimension == "percent" and mention.figure.value == 100 and not grows


def downward(sheet: Sheet) -> EntryAt:
    """Cells by row and column."""
    return lambda line, place: (sheet.lines[line].entries[place], sheet.lines[line].mentions[place])


def find_row_sums(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` along the rows."""
    for sheet in book.sheets:
        lines = [number for number, line in enumerate(sheet.lines) if line.measure.is_row_addable and not line.ragged]

        for whole, covers in covers_of_row(sheet):
            yield from totals(whole, covers, lines, rightward(sheet), True, lines)
        for whole, covers in covers_of_year(sheet):
            # 全年 of what is there at a time, such as staff, is no sum
            yield from totals(whole, covers, lines, rightward(sheet), False, lines)


def rightward(sheet: Sheet) -> EntryAt:
    """Cells by column and row."""
    return lambda place, line: (sheet.lines[line].entries[place], sheet.lines[line].mentions[place])


def find_parts(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements about rows and columns after 其中: none exceeds the one before.  Together they may, as classes overlap."""
    for sheet in book.both_ways():
        for whole, rows in parts_within(sheet):
            if sheet.is_turned and not _is_first_of_its_kind(sheet, whole):
                continue
            for place in sheet.numeric:
                total = sheet.lines[whole].mentions[place]
                if total is not None and _addable_column(sheet, place):
                    parts = [one for row in rows if (one := sheet.lines[row].mentions[place]) is not None]
                    yield from _within(total, parts, len(parts) == len(rows))


def _is_first_of_its_kind(sheet: Sheet, number: int) -> bool:
    """男 | 女 | 其中：党员 is a part of both."""
    if number == 0:
        return True
    keys = [{one.key for one in sheet.lines[at].mentions if one is not None} for at in (number - 1, number)]
    return not keys[0] & keys[1]


def _within(total: Mention, parts: Sequence[Mention], complete: bool) -> Iterator[Statement]:
    if any(one.key != total.key or one.figure.value < 0 for one in parts):
        return
    if complete and len(parts) > 1 and _sum(parts).meets(total.figure.interval):
        yield Statement((reading(LIKELY, whole=total, part=tuple(parts)),))
    for one in parts:
        least, most = one.figure.interval.low, total.figure.interval.high
        if least is not None and most is not None and least > most:
            yield Statement((replace(reading(LIKELY, whole=total, part=one), partial=True),))


def _is_change_of_amounts(sheet: Sheet, place: int) -> bool:
    """增减额 in a unit of amounts: what changes adds up as what there is."""
    column = sheet.columns[place]
    mentions = [one for line in sheet.lines if (one := line.mentions[place]) is not None]
    named = bool(mentions) and all(one.figure.unit and one.figure.dimension not in NOT_ADDED for one in mentions)
    return column is not None and column.is_change and not column.is_addable and named


def _addable_column(sheet: Sheet, place: int) -> bool:
    column = sheet.columns[place]
    return column is not None and column.is_addable


def totals(
    whole: int, covers: Sequence[Sequence[int]], across: Sequence[int], at: EntryAt, told: bool, only: Sequence[int]
) -> Iterator[Statement]:
    """The statements of one total over the columns (or rows) `only`, by the cover that most of `across` confirm."""
    tried = [{place: found for place in across if (found := _trial(whole, cover, place, at))} for cover in covers]
    if not any(tried):
        return
    best = max(range(len(tried)), key=lambda number: (_held(tried[number]), -number))
    for place in only:
        one = tried[best].get(place)
        if one is None:
            continue
        if one.holds:
            if told or one.resolution >= _TELLING:
                yield Statement((reading(CERTAIN if told else LIKELY, whole=one.whole, part=one.parts),))
            continue
        otherwise = next((found for other in tried if (found := other.get(place)) is not None and found.holds), None)
        if otherwise is not None and told and otherwise.resolution >= _TELLING * len(tried):
            yield Statement((reading(LIKELY, len(tried), whole=otherwise.whole, part=otherwise.parts),))
        if otherwise is not None or not one.complete:
            continue
        yield from _failing(one, tried[best], len(tried), told)


def _failing(one: _Trial, beside: dict[int, _Trial], covers: int, told: bool) -> Iterator[Statement]:
    """A total that its parts do not make: certain where the columns beside it confirm what it covers."""
    held = [other for other in beside.values() if other.holds]
    # what is only averaged says nothing about what a total covers
    failing = sum(not other.holds and not _is_mean(other) for other in beside.values())
    evidence = prod((other.resolution for other in held), start=Fraction(1))
    if evidence >= _TELLING * covers and len(held) >= failing:
        if _is_mean(one) and not (told and one.whole.figure.unit):
            return
        yield Statement((reading(CERTAIN, whole=one.whole, part=one.parts),))
    elif told and failing <= _MOST_UNSURE and not _is_mean(one):
        yield Statement((reading(LIKELY, covers, whole=one.whole, part=one.parts),))


def _trial(whole: int, cover: Sequence[int], place: int, at: EntryAt) -> _Trial | None:
    """None where the total is not printed, or a part is of another kind or cannot be read."""
    total = at(whole, place)[1]
    if total is None or total.figure.value == 0:
        return None
    parts: list[Mention] = []
    complete = True
    for number in cover:
        entry, mention = at(number, place)
        if mention is not None:
            if mention.key != total.key:
                return None
            parts.append(mention)
        elif entry is None or entry.content is not Content.NOTHING:
            return None
        elif not entry.cell.text:
            complete = False
    if len(parts) < 2:
        return None
    summed = _sum(parts)
    interval = total.figure.interval
    width = (interval.width or Fraction(0)) + (summed.width or Fraction(0))
    resolution = abs(total.figure.value) / (width or 1)
    return _Trial(total, tuple(parts), complete, summed.meets(interval), max(Fraction(1), resolution))


def _held(trials: dict[int, _Trial]) -> Fraction:
    """How much a cover explains: the columns where it holds, coarse ones counting little."""
    return sum((min(Fraction(1), one.resolution / _TELLING) for one in trials.values() if one.holds), Fraction(0))


def _sum(parts: Sequence[Mention]) -> Interval:
    total = Interval.exact(0)
    for part in parts:
        total = total + part.figure.interval
    return total


def _is_mean(one: _Trial) -> bool:
    """A value among those of its parts is their mean rather than their sum; a mean is none of its ends."""
    values = [part.figure.value for part in one.parts]
    return min(values) < one.whole.figure.value < max(values) or len(set(values)) == 1
