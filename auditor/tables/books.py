"""Grids → sheets: every number a figure that its row and column name."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import dataclass, replace
from auditor.grid import Cell, Grid
from auditor.layout import Flow
from auditor.model import Figure
from auditor.relations.mentions import Mention, Page
from auditor.tables.cells import Maker, unit_of_cell
from auditor.tables.entries import Content, Entry, as_number, read_entry
from auditor.tables.headers import caption_of, column_names, header_rows, text_columns
from auditor.tables.headings import Measure, read_measure, scaled_unit
from auditor.tables.sheets import Line, Sheet

_LEVELS = (
    regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    regex.compile(r"（[一二三四五六七八九十]{1,3}）"),
    regex.compile(r"[0-9]{1,2}[、.．](?![0-9])"),
    regex.compile(r"（[0-9]{1,2}）"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of a document, and its prose."""

    page: Page
    sheets: tuple[Sheet, ...]

    def both_ways(self) -> Iterator[Sheet]:
        """The sheets, and the sheets turned on their side: a row may be computed from rows as a column from columns."""
        for sheet in self.sheets:
            yield sheet
            if (turned := sheet.turned()) is not None:
                yield turned

    @property
    def figures(self) -> Iterator[Figure]:
        return (one.figure for sheet in self.sheets for line in sheet.lines for one in line.mentions if one is not None)


def read_book(flow: Flow, page: Page, figures: int) -> Book:
    """All sheets of a flow; `figures` is how many figures the prose has."""
    maker = Maker(len(page.mentions), figures)
    sheets = []
    for number, grid in enumerate(flow.grids):
        sheet = _read_sheet(grid, number, maker)
        if sheet is not None:
            sheets.append(sheet)
    return Book(page, tuple(sheets))


def _read_sheet(grid: Grid, number: int, maker: Maker) -> Sheet | None:
    width = grid.width
    entries = [[read_entry(cell) for cell in row] for row in grid.rows]
    head = header_rows(grid, entries, width)
    names = column_names(grid, head, width)
    body = entries[head:]
    if not body:
        return None
    headed = head > 0 and names is not None
    names = names or [""] * width
    texts = text_columns(names, body, width)
    if len(texts) == width:
        return None
    caption = caption_of(grid, entries)
    columns = tuple(None if place in texts else read_measure(names[place]) for place in range(width))
    lines = tuple(_line(grid, row, columns, texts, caption, maker, number) for row in body)
    return Sheet(grid, columns, lines, headed)


def _line(
    grid: Grid, row: list[Entry], columns: tuple[Measure | None, ...], texts: set[int], caption: str,
    maker: Maker, number: int,
) -> Line:  # fmt: skip
    ragged = len(row) != len(columns)
    words = [
        entry.cell for place, entry in enumerate(row)
        if place in texts and entry.cell.text and entry.content in (Content.WORDS, Content.YEAR)
    ]  # fmt: skip
    words = [cell for cell in words if len(cell.text) <= 30]
    totals = [cell for cell in words if read_measure(_unnumbered(cell.text)[1]).is_total]
    names = [cell for cell in words if scaled_unit(cell.text) is None]
    cell = next(iter(totals or names), None)
    level, name = _unnumbered(cell.text if cell else "")
    measure = _with_unit(read_measure(name), words)
    entries: list[Entry | None] = []
    mentions: list[Mention | None] = []
    for place, column in enumerate(columns):
        entry = as_number(row[place]) if column is not None and not ragged else None
        entries.append(entry)
        if entry is None or column is None or not entry.is_number:
            mentions.append(None)
        else:
            mentions.append(
                maker.mention(entry, measure, column, unit_of_cell(entry, measure, column, caption), number)
            )
    return Line(measure, level, cell.indent if cell else 0, tuple(entries), tuple(mentions), ragged)


def _with_unit(measure: Measure, words: list[Cell]) -> Measure:
    """The unit of the row, where a cell of its own names it: `粮食产量 | 万吨 | 86.4`."""
    found = next((one for cell in words if (one := scaled_unit(cell.text)) is not None), None)
    if found is None or measure.unit is not None:
        return measure
    return replace(measure, unit=found[0], scale=found[1])


def _unnumbered(text: str) -> tuple[int, str]:
    """The depth of a numbered name, and the name."""
    for level, pattern in enumerate(_LEVELS, 1):
        match = pattern.match(text)
        if match:
            return level, text[match.end() :].strip()
    return 0, text
