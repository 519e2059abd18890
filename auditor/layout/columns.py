"""Lines that end because the column ends.

Text taken from a printed page or a PDF breaks its lines at a width, in mid-word and in mid-figure.  Such a line is as
long as its neighbours, and none of them is longer; a line that ends for a reason of its own (the last of a paragraph,
a headline, an item of a list) seldom is.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor import plain
from auditor.layout.lines import CLAUSE_MARK, FULL_STOP, INDENT, Line

_NARROWEST, _WIDEST = 10, 80
# How many lines before and behind are looked at, how many alike make a column, and how many may be longer (a headline).
_REACH = 6
_COLUMN = 3
_LONGER = 1
# A mark that may not begin a line is drawn up to the one before, or takes a character down with it.
_SLACK = 2
_NARROW = plain.compile(r"[\x20-\x7e]")


def full_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line: does it reach the end of its column?

    A column is told by characters, where each takes a cell, or by width, where a digit or a Latin letter takes half of one.
    """
    lengths = [len(line.text) + INDENT * line.indented for line in lines]
    if sum(_NARROWEST <= length <= _WIDEST for length in lengths) < _COLUMN:
        return [False] * len(lines)
    widths = [length - len(_NARROW.findall(line.text)) / 2 for length, line in zip(lengths, lines, strict=True)]
    return [
        _NARROWEST <= length <= _WIDEST and (_is_full(lines, lengths, at) or _is_full(lines, widths, at))
        for at, length in enumerate(lengths)
    ]


def ends_of_columns(lines: Sequence[Line]) -> frozenset[int]:
    """Where the lines end that reach the end of their column: offsets in the text."""
    return frozenset(line.end for line, is_full in zip(lines, full_lines(lines), strict=True) if is_full)


def _is_full(lines: Sequence[Line], sizes: Sequence[float], at: int) -> bool:
    near = range(max(0, at - _REACH), min(len(lines), at + _REACH + 1))
    if sum(sizes[place] > sizes[at] + _SLACK for place in near) > _LONGER:
        return False
    alike = [place for place in near if abs(sizes[place] - sizes[at]) <= _SLACK]
    # short paragraphs of one length end with their sentences
    if 2 * sum(lines[place].text[-1] in FULL_STOP for place in alike) >= len(alike):
        return False
    return len(alike) >= _COLUMN and 3 * sum(_is_prose(lines[place]) for place in alike) >= len(alike)


def _is_prose(line: Line) -> bool:
    """Names in a list have no marks inside; of a narrow column one line in three does."""
    return CLAUSE_MARK.search(line.text, 0, len(line.text) - 1) is not None
