"""Rows that leave cells blank → rows with all their cells, where the columns are lined up by blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

Extent = tuple[int, int]


def screen_columns(line: str) -> list[int]:
    """The screen column of each character of a line and of its end; Chinese characters take two."""
    return [0, *accumulate(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)]


def columns_of(rows: Sequence[Sequence[Extent]], width: int) -> list[Extent] | None:
    """What screen columns each column takes in the rows that have all cells; None where columns overlap."""
    full = [row for row in rows if len(row) == width]
    if len(full) < 2:
        return None
    columns = [(min(row[place][0] for row in full), max(row[place][1] for row in full)) for place in range(width)]
    return columns if all(a[1] <= b[0] for a, b in pairwise(columns)) else None


def places_in(row: Sequence[Extent], columns: Sequence[Extent]) -> list[int] | None:
    """The column that each cell stands in; None where one stands in none or in several, or two in one."""
    places: list[int] = []
    for start, end in row:
        met = [place for place, column in enumerate(columns) if start < column[1] and column[0] < end]
        if len(met) != 1 or (places and met[0] <= places[-1]):
            return None
        places.append(met[0])
    return places
