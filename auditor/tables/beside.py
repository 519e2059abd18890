"""Prose that repeats a cell: `甲县完成投资12.6亿元` beside a table with a row 甲县 and a column 完成投资.

Two figures of one name are two quantities more often than not, so that a mismatch counts only where a usual slip
explains it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor import regex
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import LIKELY, Statement, reading
from auditor.rules import RelationRule
from auditor.tables.books import Book
from auditor.tables.citing import Roster, period_before
from auditor.tables.headings import Measure
from auditor.tables.sheets import Line

_UNNAMED = frozenset({"number", "name", "duration", "temperature", "points", "times"})
_TIME = regex.compile(r"[年月季度期]|累计|合计|总计")
_MOST_NAMES = 400


def find_repeated_cells(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `again == first`: a figure of the prose, and the cell that its words name."""
    roster = Roster(book.sheets)
    if roster.size > _MOST_NAMES:
        return
    for mention in book.page.mentions:
        if not _is_comparable(mention):
            continue
        words = mention.label or mention.subject
        cells = list(islice(_cells(roster, mention, words), 2))
        if not cells:
            cells = _cells_of_period(book.page, roster, mention, words)
        if len(cells) == 1:
            yield Statement((reading(LIKELY, again=mention, first=cells[0]),))


def _is_comparable(mention: Mention) -> bool:
    figure = mention.figure
    wanted = Role.RATE if figure.dimension == "percent" else Role.LEVEL
    return mention.role is wanted and figure.dimension not in _UNNAMED and not figure.hedge


def _cells(roster: Roster, mention: Mention, words: str) -> Iterator[Mention]:
    """The cells that words name and whose unit and year are those of the figure."""
    for line, column, cell in roster.cells_in(words):
        if cell.key == mention.key and not column.former and _one_year(column, line, mention):
            yield cell


def _one_year(column: Measure, line: Line, mention: Mention) -> bool:
    year = column.year or line.measure.year
    return year == mention.year or year is None


def _cells_of_period(page: Page, roster: Roster, mention: Mention, words: str) -> list[Mention]:
    """The cell of the period in force, in the row of what is measured: 全年发电量 where 发电量 has a column 全年."""
    found = roster.only_row(words, mention)
    if found is None:
        return []
    sheet, line = found
    columns = {place: column for place in sheet.numeric if (column := sheet.columns[place]) is not None}
    if len(columns) < 2 or any(column.is_addable and not _TIME.search(column.name) for column in columns.values()):
        return []
    period = period_before(page, mention)
    if period:
        places = [place for place, column in columns.items() if _is_period(column, period)]
    else:
        years = {place: column.year for place, column in columns.items() if column.year and not column.is_rate}
        wanted = mention.year or max(years.values(), default=None)
        places = [place for place, year in years.items() if year == wanted]
    cells = [cell for place in places if (cell := line.mentions[place]) is not None and cell.key == mention.key]
    return cells if len(cells) == 1 else []


def _is_period(column: Measure, period: str) -> bool:
    return column.name.startswith(period) or (period == "全年" and column.is_total)
