"""Prose that repeats a cell: `甲县完成投资12.6亿元` beside a table with a row 甲县 and a column 完成投资.

Two figures of one name are two quantities more often than not, so that a mismatch counts only where a usual slip
explains it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.relations.mentions import Mention, Role
from auditor.relations.readings import LIKELY, Statement, reading
from auditor.rules import RelationRule
from auditor.tables.headings import Measure
from auditor.tables.sheets import Book, Line, Sheet

_UNNAMED = frozenset({"number", "name", "duration", "temperature", "points", "times"})
_WHOLE_PLACE = regex.compile(r"^(?:全[国省市县区州盟旗镇乡村校院厂]|合计|总计|累计|共计|共)+")
_SHORTEST = 2
_MOST_NAMES = 400
_REST = 2


def find_repeated_cells(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `again == first`: a figure of the prose, and the cell that its words name."""
    rows = [(sheet, line) for sheet in book.sheets if sheet.headed for line in sheet.lines if _is_named(line)]
    if len(rows) > _MOST_NAMES:
        return
    for mention in book.page.mentions:
        if not _is_comparable(mention):
            continue
        words = mention.label or mention.subject
        cells = [
            cell
            for sheet, line in rows
            if (rest := _rest(line, words)) is not None
            for cell in _cells(sheet, line, mention, rest)
        ]
        if len(cells) == 1:
            yield Statement((reading(LIKELY, again=mention, first=cells[0]),))


def _is_comparable(mention: Mention) -> bool:
    figure = mention.figure
    wanted = Role.RATE if figure.dimension == "percent" else Role.LEVEL
    return mention.role is wanted and figure.dimension not in _UNNAMED and not figure.hedge


def _is_named(line: Line) -> bool:
    measure = line.measure
    return len(measure.name) >= _SHORTEST and not (measure.is_subtotal or line.ragged)


def _rest(line: Line, words: str) -> str | None:
    """What the words say besides the row's name; None if they do not name it."""
    if line.measure.is_total:
        match = _WHOLE_PLACE.match(words)
        return words[match.end() :] if match else None
    return words.replace(line.measure.name, "", 1) if line.measure.name in words else None


def _cells(sheet: Sheet, line: Line, mention: Mention, rest: str) -> Iterator[Mention]:
    """The cells of a row whose column the rest of the words name: all of its core, and little besides."""
    for place in sheet.numeric:
        cell, column = line.mentions[place], sheet.columns[place]
        if cell is None or column is None or cell.key != mention.key or column.former:
            continue
        named = len(column.core) >= _SHORTEST and column.core in rest
        if named and len(rest) - len(column.core) <= _REST and _one_year(column, line, mention):
            yield cell


def _one_year(column: Measure, line: Line, mention: Mention) -> bool:
    year = column.year or line.measure.year
    return year == mention.year or year is None
