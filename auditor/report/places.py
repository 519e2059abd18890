"""Offsets → lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from auditor.model import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1; the column counts code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Places:
    """Finds the place of any offset of one text.  Lines end in LF, CRLF or CR, as editors count."""

    def __init__(self, text: str) -> None:
        breaks = list(_LINE_END.finditer(text))
        self._starts = [0, *(match.end() for match in breaks)]
        self._ends = [*(match.start() for match in breaks), len(text)]

    def at(self, offset: int) -> Place:
        """Place of the code point at `offset` (0 ≤ offset ≤ length)."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> Span | None:
        """The line, from 1, without its end; None where the text has no such line."""
        if not 1 <= number <= len(self._starts):
            return None
        return Span(self._starts[number - 1], self._ends[number - 1])
