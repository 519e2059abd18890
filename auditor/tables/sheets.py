"""Grids → sheets: every number a figure that its row and column name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from auditor import regex
from auditor.figures.extract import Item
from auditor.figures.lexicon import Unit, lexicon
from auditor.grid import Cell, Grid
from auditor.interval import Interval
from auditor.layout import Flow
from auditor.model import Figure
from auditor.relations.mentions import Mention, Page
from auditor.tables.entries import Content, Entry, as_number, read_entry, unit_of
from auditor.tables.headings import Measure, caption_unit, read_measure, scaled_unit

_BARE = Unit("", "number", Fraction(1))
_EXACT = frozenset({"count", "name", "duration"})
_SERIAL = regex.compile(r"序号|编号|No\.?|名次|排名|位次|行次|代码", regex.IGNORECASE)
_COLUMN_MARKS = regex.compile(r"[甲乙丙丁]|（?[0-9]{1,2}）?(?:=[0-9（）+\-*/÷×%.]{1,14})?|栏次")
_LEVELS = (
    regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    regex.compile(r"（[一二三四五六七八九十]{1,3}）"),
    regex.compile(r"[0-9]{1,2}[、.．](?![0-9])"),
    regex.compile(r"（[0-9]{1,2}）"),
)
_MOST_HEADERS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its name, its depth (numbering 1 to 4, else 0), and its entries by column."""

    measure: Measure
    level: int
    indent: int
    entries: tuple[Entry | None, ...]
    mentions: tuple[Mention | None, ...]
    ragged: bool = False

    @property
    def is_heading(self) -> bool:
        """A row without any number parts the rows below it from those above."""
        return all(entry is None or not entry.is_number for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns named; `columns[i]` is None where column i holds words."""

    grid: Grid
    columns: tuple[Measure | None, ...]
    lines: tuple[Line, ...]
    headed: bool

    @property
    def numeric(self) -> list[int]:
        return [number for number, column in enumerate(self.columns) if column is not None]


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of a document, and its prose."""

    page: Page
    sheets: tuple[Sheet, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        return (one.figure for sheet in self.sheets for line in sheet.lines for one in line.mentions if one is not None)


def read_book(flow: Flow, page: Page, figures: int) -> Book:
    """All sheets of a flow; `figures` is how many figures the prose has."""
    maker = _Maker(len(page.mentions), figures)
    sheets = []
    for number, grid in enumerate(flow.grids):
        sheet = _read_sheet(grid, number, maker)
        if sheet is not None:
            sheets.append(sheet)
    return Book(page, tuple(sheets))


@dataclass(slots=True)
class _Maker:
    """Numbers the mentions and figures of tables on from those of the prose."""

    mentions: int
    figures: int

    def mention(self, entry: Entry, row: Measure, column: Measure, unit: tuple[Unit, int], table: int) -> Mention:
        self.figures += 1
        figure = _figure(f"f{self.figures}", entry, row, column, unit)
        self.mentions += 1
        return Mention(
            index=self.mentions - 1, item=Item(0, 0, figure), figure=figure, at=0, paragraph=0, article=0, sentence=0,
            segment=-1 - table, clause=0, bracket=0, head="", lead="", tail="", label=figure.label,
            year=column.year or row.year, series=self.mentions - 1,
        )  # fmt: skip


def _read_sheet(grid: Grid, number: int, maker: _Maker) -> Sheet | None:
    width = grid.width
    entries = [[read_entry(cell) for cell in row] for row in grid.rows]
    head = _header_rows(grid, entries, width)
    names = _names(grid, head, width)
    body = entries[head:]
    if not body:
        return None
    headed = head > 0 and names is not None
    names = names or [""] * width
    texts = _text_columns(names, body, width)
    if len(texts) == width:
        return None
    caption = _caption(grid, entries)
    columns = tuple(None if place in texts else read_measure(names[place]) for place in range(width))
    lines = tuple(_line(grid, row, columns, texts, caption, maker, number) for row in body)
    return Sheet(grid, columns, lines, headed)


def _caption(grid: Grid, entries: list[list[Entry]]) -> str:
    """The lines above, and a first row that only names the unit."""
    first = "".join(f" {entry.cell.text}" for entry in entries[0]) if entries else ""
    return grid.above + (f"\n{first}" if "单位" in first and len(first) < 40 else "")


def _header_rows(grid: Grid, entries: list[list[Entry]], width: int) -> int:
    if grid.head:
        return grid.head
    count = 0
    for row in entries[: _MOST_HEADERS + 1]:
        if not (count and _is_marks(row)) and not _is_header(row, count):
            break
        count += 1
    return count if count <= _MOST_HEADERS and count < len(entries) else 0


def _is_header(row: list[Entry], count: int) -> bool:
    """Names without a number; below the first such row, more than a heading of the rows that follow."""
    plain = [entry for entry in row if entry.cell.text]
    if any(entry.is_number for entry in plain):
        return False
    heads_rows = plain and row[0].content is not Content.NOTHING and not any(_is_name(one) for one in plain[1:])
    return not (count and heads_rows)


def _is_marks(row: Sequence[Entry | Cell]) -> bool:
    """`甲 | 1 | 2 | 3`: the columns numbered below their names."""
    texts = [entry.cell.text if isinstance(entry, Entry) else entry.text for entry in row]
    texts = [text for text in texts if text]
    digits = [text.strip("（）").partition("=")[0] for text in texts if text not in ("甲", "乙", "丙", "丁", "栏次")]
    counted = [str(number) for number in range(1, len(digits) + 1)]
    return len(digits) > 1 and digits == counted and all(_COLUMN_MARKS.fullmatch(text) for text in texts)


def _is_name(entry: Entry) -> bool:
    return entry.content is Content.WORDS


def _names(grid: Grid, head: int, width: int) -> list[str] | None:
    """The words above each column; None where the header cannot be laid over the columns."""
    rows = [row for row in grid.rows[:head] if not _is_marks(row)]
    rows = [row for row in rows if sum(bool(cell.text) for cell in row) > 1 or len(rows) == 1]
    if not rows:
        return [""] * width
    fitting = [row for row in rows if len(row) == width]
    if rows[-1] not in fitting:
        return None
    if len(fitting) == 1:
        return [cell.text for cell in fitting[0]]
    return ["".join(dict.fromkeys(_above(fitting, place, width))) for place in range(width)]


def _above(rows: list[tuple[Cell, ...]], place: int, width: int) -> Iterator[str]:
    """A cell that spans columns stands over the first of them; those that follow are empty."""
    for number, row in enumerate(rows):
        at = place
        lower = rows[number + 1 :]
        while at and not row[at].text and lower and any(other[place].text for other in lower):
            at -= 1
        if row[at].text:
            yield row[at].text


def _text_columns(names: list[str], body: list[list[Entry]], width: int) -> set[int]:
    """Columns of words, of serial numbers, and of years before the first number."""
    found = set()
    for place in range(width):
        cells = [row[place] for row in body if len(row) == width]
        numbers = sum(entry.is_number for entry in cells)
        words = sum(entry.content is Content.WORDS for entry in cells)
        years = sum(entry.content is Content.YEAR for entry in cells)
        leading = all(other in found for other in range(place))
        if (
            not numbers
            or words > numbers
            or _SERIAL.search(names[place])
            or (leading and _counts_up(cells) and place + 1 < width)
            or (leading and years > numbers)
        ):
            found.add(place)
    if 0 not in found and not any(entry.is_number and row[0].unit for row in body for entry in row[:1]):
        found.add(0)
    return found


def _counts_up(cells: Sequence[Entry]) -> bool:
    values = [entry.value for entry in cells if entry.is_number]
    return len(values) > 1 and values == [Fraction(number) for number in range(1, len(values) + 1)]


def _line(
    grid: Grid, row: list[Entry], columns: tuple[Measure | None, ...], texts: set[int], caption: str,
    maker: _Maker, number: int,
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
            mentions.append(maker.mention(entry, measure, column, _unit(entry, measure, column, caption), number))
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


def _unit(entry: Entry, row: Measure, column: Measure, caption: str) -> tuple[Unit, int]:
    """The nearest name of a unit: in the cell, the column's head, the row's name, the caption."""
    if entry.unit is not None:
        return entry.unit, entry.scale
    for measure in (column, row):
        if measure.unit is not None:
            return measure.unit, measure.scale * entry.scale
    if column.is_rate:
        return lexicon().units["%"], 1
    general = caption_unit(caption)
    if general is not None and column.is_addable and not column.is_counted:
        return general[0], general[1] * entry.scale
    if column.is_counted:
        return unit_of("个") or _BARE, entry.scale
    return _BARE, entry.scale


def _figure(name: str, entry: Entry, row: Measure, column: Measure, unit: tuple[Unit, int]) -> Figure:
    kind, scale = unit
    factor = kind.factor * scale
    whole = entry.place == 1 and scale == 1 and kind.dimension in _EXACT
    step = Fraction(0) if whole else entry.place * factor
    value = entry.value * factor
    start = entry.cell.start + max(0, entry.cell.text.find(entry.text))
    year = column.year or row.year
    return Figure(
        id=name, span=type(entry.cell.span)(start, start + len(entry.text)), text=entry.text, value=value, step=step,
        interval=Interval(value - step / 2, value + step / 2), unit=kind.name, dimension=kind.dimension,
        label=" ".join(word for word in (row.name, column.name) if word), period=str(year or ""),
    )  # fmt: skip
