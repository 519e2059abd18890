"""Which rows a total row covers, which columns a total column: every thinkable set, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.tables.sheets import Line, Sheet

Covers = list[list[int]]
_MOST_LINES = 1000
_MOST_MARKED = 8


def covers_of_column(sheet: Sheet) -> Iterator[tuple[int, Covers, bool]]:
    """Total rows with the rows that they may cover; the last says whether the table calls them totals."""
    lines = sheet.lines
    if len(lines) > _MOST_LINES:
        return
    whole_place = None if any(line.measure.is_total for line in lines) else _first_whole_place(lines)
    for number, line in enumerate(lines):
        if line.is_heading or line.ragged:
            continue
        if line.measure.is_subtotal:
            yield number, unique([_block_above(lines, number), _block_below(lines, number)]), True
        elif line.measure.is_total:
            yield number, _of_total(lines, number), True
        elif number == whole_place:
            yield number, _of_total(lines, number), False
        if not line.measure.is_total and (runs := _runs_within(lines, number)):
            yield number, runs, False
        children = _children(lines, number)
        if len(children) > 1 and not line.measure.is_total:
            yield number, [children], False


def _runs_within(lines: tuple[Line, ...], number: int) -> Covers:
    """`其中：甲 | 乙 | 丙`: only the first part is marked, and how many follow it is not said."""
    run: list[int] = []
    for one in range(number + 1, min(len(lines), number + 1 + _MOST_MARKED)):
        other = lines[one]
        ends = other.is_heading or other.ragged or other.measure.is_total or other.measure.is_note
        if ends or other.measure.is_open_ended or other.level or other.measure.is_within == bool(run):
            break
        run.append(one)
    return [run[:count] for count in range(len(run), 1, -1)]


def _first_whole_place(lines: tuple[Line, ...]) -> int | None:
    """全县 at the head of its parts, where no row is called a total."""
    return next((number for number, line in enumerate(lines) if line.measure.is_whole_place), None)


def _of_total(lines: tuple[Line, ...], number: int) -> Covers:
    """A total stands below its rows, or above them."""
    first = _after_total(lines, number)
    above = list(range(first, number))
    below = list(range(number + 1, _next_total(lines, number)))
    covers: Covers = []
    for span in (above, below) if above else (below,):
        if any(lines[one].measure.is_open_ended or lines[one].ragged for one in span):
            continue
        covers += [_highest(lines, span), _leaves(lines, span), _subtotals(lines, span), _without_within(lines, span)]
    covers += _runs_within(lines, number)[:1]
    if first and above:
        # a total that goes on from the one before: 本年收入合计, 上年结转, 收入总计
        covers.append([first - 1, *_highest(lines, above)])
    return unique(covers)


def _after_total(lines: tuple[Line, ...], number: int) -> int:
    before = (one + 1 for one in range(number - 1, -1, -1) if _is_grand(lines[one]))
    return next(before, 0)


def _next_total(lines: tuple[Line, ...], number: int) -> int:
    after = (one for one in range(number + 1, len(lines)) if _is_grand(lines[one]) or lines[one].measure.is_note)
    return next(after, len(lines))


def _is_grand(line: Line) -> bool:
    return line.measure.is_total and not line.measure.is_subtotal


def _block_above(lines: tuple[Line, ...], number: int) -> list[int]:
    """The rows since the last subtotal or heading."""
    found: list[int] = []
    for one in range(number - 1, -1, -1):
        if lines[one].is_heading or lines[one].measure.is_total or lines[one].measure.is_subtotal or lines[one].ragged:
            break
        found.insert(0, one)
    return _outer(lines, found)


def _block_below(lines: tuple[Line, ...], number: int) -> list[int]:
    found: list[int] = []
    for one in range(number + 1, len(lines)):
        if lines[one].is_heading or lines[one].measure.is_total or lines[one].measure.is_subtotal or lines[one].ragged:
            break
        found.append(one)
    return _outer(lines, found)


def _counting(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    return [one for one in span if not lines[one].is_heading and _is_amount(lines[one])]


def _is_amount(line: Line) -> bool:
    return not line.measure.is_note and line.measure.is_row_addable


def _outer(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    """Without what stands under 其中: rows so marked, and the deeper ones behind them."""
    found: list[int] = []
    inside: int | None = None
    for one in _counting(lines, span):
        if lines[one].measure.is_within:
            inside = lines[one].indent
            continue
        if inside is not None and found and lines[one].indent > lines[found[-1]].indent:
            continue
        inside = None
        found.append(one)
    return found


def _highest(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    """The rows of the highest level: by numbering, else by indent."""
    rows = [one for one in _outer(lines, span) if not lines[one].measure.is_subtotal]
    numbered = [lines[one].level for one in rows if lines[one].level]
    if numbered and len({lines[one].level for one in rows}) > 1:
        return [one for one in rows if lines[one].level == min(numbered)]
    least = min((lines[one].indent for one in rows), default=0)
    return [one for one in rows if lines[one].indent == least]


def _leaves(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    """All rows but subtotals, and but those that have deeper rows below them."""
    rows = [one for one in _outer(lines, span) if not lines[one].measure.is_subtotal]
    return [one for one in rows if not _children(lines, one)]


def _subtotals(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    return [one for one in _counting(lines, span) if lines[one].measure.is_subtotal]


def _without_within(lines: tuple[Line, ...], span: list[int]) -> list[int]:
    """Without the rows marked 其中 and all that follow them to the next numbered or marked one."""
    found: list[int] = []
    inside = False
    for one in _counting(lines, span):
        inside = lines[one].measure.is_within or (inside and not lines[one].level)
        if not inside and not lines[one].measure.is_subtotal:
            found.append(one)
    return found


def _children(lines: tuple[Line, ...], number: int) -> list[int]:
    """The rows right below a row that stand one level deeper, by numbering or by indent."""
    mine = lines[number]
    below: list[int] = []
    for one in range(number + 1, len(lines)):
        other = lines[one]
        if other.measure.is_total or other.measure.is_subtotal or other.is_heading or other.ragged:
            break
        if not _is_deeper(mine, other):
            break
        below.append(one)
    if any(lines[one].measure.is_within or lines[one].measure.is_open_ended for one in below):
        return []
    depth = min(((lines[one].level, lines[one].indent) for one in below), default=(0, 0))
    return [one for one in below if (lines[one].level, lines[one].indent) == depth]


def _is_deeper(mine: Line, other: Line) -> bool:
    if mine.level and other.level:
        return other.level > mine.level
    if mine.level or other.level:
        return mine.level > 0 and other.indent > mine.indent
    return other.indent > mine.indent


def parts_within(sheet: Sheet) -> Iterator[tuple[int, list[int]]]:
    """Rows with the 其中 rows right below them."""
    lines = sheet.lines
    for number, line in enumerate(lines):
        if line.is_heading or line.ragged or line.measure.is_within:
            continue
        parts: list[int] = []
        for one in range(number + 1, len(lines)):
            other = lines[one]
            deeper = bool(parts) and other.indent > line.indent and not other.level
            if other.is_heading or other.ragged or not (other.measure.is_within or deeper):
                break
            parts.append(one)
        if parts:
            yield number, parts


def unique(covers: Covers) -> Covers:
    found: Covers = []
    for cover in covers:
        if len(cover) > 1 and cover not in found:
            found.append(cover)
    return found
