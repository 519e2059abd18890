"""Text → grids: rows of cells, found by layout alone (bars, tabs, wide blanks).

Whether a cell holds a number, a heading or nothing is for `auditor.tables` to read; here only the places are found.
Offsets are of the untouched text.  A line that reads as a sentence is never taken for a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor import plain
from auditor.alignment import columns_of, places_in, screen_columns
from auditor.frozen import dataclass
from auditor.model import Span

_LINE = plain.compile(r"[^\n]+")
_BARS = "|｜│┃"
_BAR = plain.compile(f"[{_BARS}]")
_RULE = plain.compile(r"[\s|｜│┃:+\-=─━═┼╋├┤┌┐└┘┬┴╪╞╡]{3,400}")
# 合　　计: the characters of one word, spread; any other wide blank divides.
_WIDE = plain.compile(r"(?<=[^ \u3000\xa0\n\r])[ \u3000\xa0]{2,400}(?=[^ \u3000\xa0])")
_SPREAD = plain.compile(r"^[\u4e00-\u9fff][ \u3000]{2,12}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_EMPHASIS = plain.compile(r" {0,80}(?P<mark>\*\*|__)(?P<inner>[^*_\n]{1,200})(?P=mark) {0,80}")
_DIGITS = plain.compile(r"[-+（↑↓]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?[^0-9，。；、：]{0,6}")
_PROSE = plain.compile(r"[，。；！？]")
_LONG = 30
_MOST_PROSE = 0.3
_LEAST_WIDE = 3
_USUAL = 0.6
_MOST_CUT = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is folded and without blanks around it; `indent` counts the blanks before it."""

    start: int
    end: int
    text: str
    indent: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_prose(self) -> bool:
        """A sentence, whose figures are read as those of any other sentence."""
        return len(self.text) > _LONG and _PROSE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` have cells of their own number; `head` counts the rows above a rule line, 0 where there is none.

    `above` is what stands in the two lines before: a caption, the unit.  `prose` are the cells that read as sentences.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    head: int
    above: str = ""
    prose: tuple[tuple[int, int], ...] = ()

    @property
    def width(self) -> int:
        """The number of cells that most rows have."""
        return _width(self.rows)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    form: str  # bar, tab, wide, rule, or nothing
    gap: int  # blank lines before it


def find_grids(text: str, folded: str) -> tuple[Grid, ...]:
    """The grids of a text; `folded` is its folded form, of the same length."""
    if "\t" not in text and not _BAR.search(text) and not _WIDE.search(text):
        return ()
    lines = _lines(text, folded)
    return tuple(grid for run in _runs(lines) if (grid := _grid(run, lines, text, folded)) is not None)


def _lines(text: str, folded: str) -> list[_Line]:
    found: list[_Line] = []
    end = 0
    for match in _LINE.finditer(folded):
        if match.group().strip(" "):
            between = text[end : match.start()].replace("\r\n", "\n")
            gap = max(0, sum(char in "\n\r\u2028\u2029\x0b\x0c\x85" for char in between) - 1)
            found.append(_Line(match.start(), match.end(), _form(text[match.start() : match.end()]), gap))
            end = match.end()
    return found


def _form(line: str) -> str:
    if _BAR.search(line):
        return "rule" if _RULE.fullmatch(line) and "-" in line else "bar"
    if "\t" in line.strip():
        return "tab"
    stripped = line.strip(" \u3000\xa0")
    if "  " in stripped or "\u3000\u3000" in stripped or _WIDE.search(stripped):
        return "wide"
    return "rule" if _RULE.fullmatch(line) and line.count("-") + line.count("=") + line.count("─") > 2 else ""


def _runs(lines: list[_Line]) -> Iterator[list[int]]:
    """Lines of one form that follow each other; blank lines part them, unless every line is followed by one."""
    run: list[int] = []
    form = ""
    for number, line in enumerate(lines):
        goes_on = bool(run) and line.form in (form, "rule") and line.gap <= 1
        if goes_on and line.gap == 0 and len(run) > 1 and lines[run[-1]].gap == 1:
            # the line before began a new block
            yield from _whole(run[:-1])
            run = [run[-1]]
        elif goes_on and line.gap == 1 and len(run) > 1 and lines[run[-1]].gap == 0:
            goes_on = False
        if not goes_on:
            yield from _whole(run)
            run, form = [], line.form
        if line.form and (run or line.form != "rule"):
            run.append(number)
    yield from _whole(run)


def _whole(run: list[int]) -> Iterator[list[int]]:
    if len(run) > 1:
        yield run


def _grid(run: list[int], lines: list[_Line], text: str, folded: str) -> Grid | None:
    form = lines[run[0]].form
    rows: list[tuple[Cell, ...]] = []
    head = 0
    for number in run:
        line = lines[number]
        if line.form == "rule":
            head = head or len(rows)
        else:
            rows.append(tuple(_cells(line, form, text, folded)))
    if not _is_table(rows, form):
        return None
    if form == "wide":
        rows = _lined_up(rows, [lines[number] for number in run if lines[number].form != "rule"], text)
    elif form == "tab":
        rows = [_filled(row, _width(rows)) for row in rows]
    above = "\n".join(folded[line.start : line.end].strip() for line in lines[max(0, run[0] - 2) : run[0]])
    prose = tuple((cell.start, cell.end) for row in rows for cell in row if cell.is_prose)
    head = head if head < len(rows) else 0
    return Grid(lines[run[0]].start, lines[run[-1]].end, tuple(rows), head, above, prose)


def _lined_up(rows: list[tuple[Cell, ...]], lines: list[_Line], text: str) -> list[tuple[Cell, ...]]:
    """Rows that leave a cell blank, with an empty cell in its column."""
    extents = []
    for row, line in zip(rows, lines, strict=True):
        at = screen_columns(text[line.start : line.end])
        extents.append([(at[cell.start - line.start], at[cell.end - line.start]) for cell in row])
    columns = columns_of(extents, _width(rows))
    if columns is None:
        return rows
    return [_spread(row, places_in(extent, columns), len(columns)) for row, extent in zip(rows, extents, strict=True)]


def _spread(row: tuple[Cell, ...], places: list[int] | None, width: int) -> tuple[Cell, ...]:
    if places is None or len(row) >= width:
        return row
    cells = dict(zip(places, row, strict=True))
    end = row[-1].end
    return tuple(cells.get(place, Cell(end, end, "")) for place in range(width))


def _filled(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """A row whose last, empty cells an editor has cut off with their tabs."""
    if len(row) < 2 or not 0 < width - len(row) <= _MOST_CUT:
        return row
    return (*row, *(Cell(row[-1].end, row[-1].end, "") for _ in range(width - len(row))))


def _cells(line: _Line, form: str, text: str, folded: str) -> Iterator[Cell]:
    start, end = line.start, line.end
    raw = text[start:end]
    if form == "bar":
        left = len(raw) - len(raw.lstrip())
        start += left + (raw.lstrip()[0] in _BARS)
        end -= len(raw) - len(raw.rstrip()) + (raw.rstrip()[-1] in _BARS)
    for begin, finish in (_unmarked(folded, *place) for place in _split(text, start, end, form)):
        piece = folded[begin:finish]
        indent = len(piece) - len(piece.lstrip(" "))
        yield Cell(begin + min(indent, len(piece)), max(begin + indent, begin + len(piece.rstrip(" "))),
                   piece.strip(" "), indent if piece.strip(" ") else 0)  # fmt: skip


def _unmarked(folded: str, start: int, end: int) -> tuple[int, int]:
    """A cell without the marks of emphasis around it: **合计**, __合计__."""
    match = _EMPHASIS.fullmatch(folded, start, end)
    return match.span("inner") if match else (start, end)


def _split(text: str, start: int, end: int, form: str) -> Iterator[tuple[int, int]]:
    at = start
    if form == "wide":
        while at < end and text[at] in " \u3000\xa0":
            at += 1
        spread = _SPREAD.match(text[at:end])
        search = at + spread.end() - 1 if spread else at
        pattern = _WIDE
    else:
        search, pattern = at, _BAR if form == "bar" else _TAB
    for match in pattern.finditer(text, search, end):
        yield at, match.start()
        at = match.end()
    yield at, max(at, end)


_TAB = plain.compile("\t")


def _width(rows: tuple[tuple[Cell, ...], ...] | list[tuple[Cell, ...]]) -> int:
    sizes = Counter(len(row) for row in rows)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0


def _is_table(rows: list[tuple[Cell, ...]], form: str) -> bool:
    """Rows of one width, few sentences among the cells, and numbers where only blanks divide."""
    width = _width(rows)
    if width < 2 or len(rows) < (_LEAST_WIDE if form == "wide" else 2):
        return False
    if sum(len(row) == width for row in rows) < _USUAL * len(rows):
        return False
    prose = sum(any(cell.is_prose for cell in row) for row in rows)
    if form == "wide" and any(_PROSE.search(cell.text) for row in rows for cell in row):
        return False
    if prose > _MOST_PROSE * len(rows):
        return False
    return sum(any(_DIGITS.fullmatch(cell.text) for cell in row[1:]) for row in rows) >= 2
