"""Where a document is no prose: code, addresses of the net, tables."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from auditor import regex
from auditor.frozen import dataclass

_FENCE = regex.compile(r"(?m)^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$")
_CODE = regex.compile(r"`[^`\n]{1,200}`")
_INLINE = regex.compile(r"`[^`\n]{1,200}`|(?:https?|ftp)://[!-~]{1,2000}|www\.[!-~]{1,200}|[!-~]{1,64}@[!-~]{1,64}")
# One of them stands in whatever `_INLINE` matches.
_INLINE_CUES = ("`", "://", "www.", "@")
_ROW = regex.compile(r"(?m)^[ \t]{0,20}\|[^\n]*$|^[^\n\t]*\t[^\n]*$")


@dataclass(frozen=True, slots=True)
class Zones:
    """Half-open ranges of the untouched text, in order, not overlapping."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, place: int) -> bool:
        """Does a place of the text lie in one of the ranges?"""
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.ends[index]


@lru_cache(maxsize=4)
def code_and_addresses(text: str) -> Zones:
    """Fenced and inline code, and addresses of pages and mail."""
    ranges = _fenced(text)
    if any(cue in text for cue in _INLINE_CUES):
        ranges += [match.span() for match in _INLINE.finditer(text)]
    return _zones(ranges)


@lru_cache(maxsize=4)
def code(text: str) -> Zones:
    """Fenced and inline code alone."""
    return _zones([*_fenced(text), *(match.span() for match in _CODE.finditer(text))])


@lru_cache(maxsize=4)
def table_rows(text: str) -> Zones:
    """Lines of a table: between bars, or with cells parted by tabs."""
    if "|" not in text and "\t" not in text:
        return _zones([])
    return _zones([match.span() for match in _ROW.finditer(text)])


def _fenced(text: str) -> list[tuple[int, int]]:
    """From an opening fence to the next of the same sign; an open one is no fence."""
    ranges: list[tuple[int, int]] = []
    if "```" not in text and "~~~" not in text:
        return ranges
    opened: tuple[int, str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = (match.start(), match.group(1)[0])
        elif match.group(1)[0] == opened[1]:
            ranges.append((opened[0], match.end()))
            opened = None
    return ranges


def _zones(ranges: list[tuple[int, int]]) -> Zones:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Zones(tuple(start for start, _ in merged), tuple(end for _, end in merged))
