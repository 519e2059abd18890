"""Offsets → lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from auditor import plain
from auditor.frozen import dataclass
from auditor.model import Span

# What ends a line: for editors a lone CR too, for git and what stands upon it only LF (a CR before it is the
# last character of the line).
EDITOR_ENDS = plain.compile(r"\r\n|\n|\r")
GIT_ENDS = plain.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1; the column counts code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Places:
    """Finds the place of any offset of one text.  Lines end in LF, CRLF or CR, as editors count, unless told."""

    def __init__(self, text: str, ends: re.Pattern[str] = EDITOR_ENDS) -> None:
        self._text = text
        breaks = list(ends.finditer(text))
        self._starts = [0, *(match.end() for match in breaks)]
        self._ends = [*(match.start() for match in breaks), len(text)]
        self._counted = (0, 0)

    def at(self, offset: int) -> Place:
        """Place of the code point at `offset` (0 ≤ offset ≤ length)."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> Span | None:
        """The line, from 1, without its end; None where the text has no such line."""
        if not 1 <= number <= len(self._starts):
            return None
        return Span(self._starts[number - 1], self._ends[number - 1])

    def in_bytes(self, offset: int) -> Place:
        """The same with a column that counts bytes of UTF-8."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        # Offsets mostly come in order, and a line may be very long: go on from the last one.
        seen, count = self._counted if start <= self._counted[0] <= offset else (start, 0)
        count += len(self._text[seen:offset].encode("utf-8", "surrogatepass"))
        self._counted = (offset, count)
        return Place(line, count + 1)
