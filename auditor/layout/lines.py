"""The lines of a folded text, without the blanks around them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor import plain
from auditor.frozen import dataclass
from auditor.grid import Grid

# The first line of a paragraph is set in by two characters.
INDENT = 2
CLAUSE_MARK = plain.compile(r"[，。；、：]")
FULL_STOP = "。！？…”"
_LINE = plain.compile(r"[^\n]+")
_HEADLINE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Line:
    """Half-open range of the text; a `tabular` line is a row of a table."""

    start: int
    end: int
    text: str
    tabular: bool = False
    indented: bool = False

    @property
    def is_heading(self) -> bool:
        return (
            not self.tabular
            and len(self.text) <= _HEADLINE_LENGTH
            and self.text[-1] not in "。；，、："
            and "。" not in self.text
        )


def read_lines(folded: str, grids: Sequence[Grid]) -> list[Line]:
    """All lines that are not blank."""
    lines = []
    left = list(reversed(grids))
    for match in _LINE.finditer(folded):
        raw = match.group()
        stripped = raw.strip(" ")
        if stripped:
            start = match.start() + len(raw) - len(raw.lstrip(" "))
            while left and left[-1].end <= start:
                left.pop()
            tabular = bool(left) and left[-1].start <= start
            lines.append(Line(start, start + len(stripped), stripped, tabular, start - match.start() >= INDENT))
    return lines
