"""Which rows of a grid are its header, what they call each column, and which columns hold numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.exact import Fraction
from auditor.grid import Cell, Grid
from auditor.tables.entries import Content, Entry

_SERIAL = regex.compile(r"序号|编号|No\.?|名次|排名|位次|行次|代码", regex.IGNORECASE)
_COLUMN_MARKS = regex.compile(r"[甲乙丙丁]|（?[0-9]{1,2}）?(?:=[0-9（）+\-*/÷×%.]{1,14})?|栏次")
_MOST_HEADERS = 3


def caption_of(grid: Grid, entries: list[list[Entry]]) -> str:
    """The lines above, and a first row that only names the unit."""
    first = "".join(f" {entry.cell.text}" for entry in entries[0]) if entries else ""
    return grid.above + (f"\n{first}" if "单位" in first and len(first) < 40 else "")


def header_rows(grid: Grid, entries: list[list[Entry]], width: int) -> int:
    if grid.head:
        return _below_rule(grid.head, entries)
    count = 0
    for row in entries[: _MOST_HEADERS + 1]:
        if not (count and _is_marks(row)) and not _is_header(row, count):
            break
        count += 1
    return count if count <= _MOST_HEADERS and count < len(entries) else 0


def _below_rule(count: int, entries: list[list[Entry]]) -> int:
    """Markdown has room for one row above its rule: a second one, whose first cell is empty, stands below it."""
    while count < min(_MOST_HEADERS, len(entries) - 1):
        row = entries[count]
        goes_on = bool(row) and row[0].cell.text in ("", entries[count - 1][0].cell.text)
        named = any(_is_name(entry) for entry in row) and not any(entry.is_number for entry in row)
        if not (_is_marks(row) or (goes_on and named)):
            break
        count += 1
    return count


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


def column_names(grid: Grid, head: int, width: int) -> list[str] | None:
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


def text_columns(names: list[str], body: list[list[Entry]], width: int) -> set[int]:
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
