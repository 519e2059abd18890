"""A document's text, cut where marks begin and end, in paragraphs that a browser can lay out one by one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.frozen import dataclass
from auditor.model import Span
from auditor.report.places import EDITOR_ENDS

# A longer line is shown as several paragraphs: laying out a line of a million characters takes seconds.
_LONGEST = 2_000
# Controls, directional overrides and isolates, separators of lines: shown by name, so that none takes effect.
_ODD = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAK_AFTER = re.compile("[。！？；，、 ]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that the same marks cover; `marks` are their numbers."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or, with number 0, the rest of one."""

    number: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str, marks: Sequence[Span]) -> Iterator[Paragraph]:
    """The whole text in order.  An empty mark is put on the character behind it, or the last one."""
    spans = [_seen(mark, len(text)) for mark in marks]
    bounds = sorted({bound for span in spans for bound in (span.start, span.end)})
    order = sorted(range(len(spans)), key=lambda index: spans[index].start)
    sweep = _Sweep(spans, order)
    at, number = 0, 0
    while at <= len(text):
        number += 1
        found = EDITOR_ENDS.search(text, at)
        end, after = found.span() if found else (len(text), len(text) + 1)
        for first, (start, stop) in enumerate(_chunks(text, at, end)):
            cuts = [start, *bounds[bisect_right(bounds, start) : bisect_left(bounds, stop)], stop]
            pieces = (Piece(visible(text[a:b]), sweep.at(a)) for a, b in pairwise(cuts) if a < b)
            yield Paragraph(0 if first else number, tuple(pieces))
        at = after


def visible(text: str) -> str:
    """Text in which every character that could mislead is named instead of obeyed."""
    return _ODD.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    code = ord(match.group())
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"[U+{code:04X}]"


def _seen(mark: Span, length: int) -> Span:
    """`mark` within the text, one character long at least."""
    start = max(0, min(mark.start, length - 1))
    return Span(start, min(length, max(mark.end, start + 1)))


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line in parts that are not too long, after a mark of punctuation where there is one."""
    while end - start > _LONGEST:
        stop = start + _LONGEST
        found = max((match.end() for match in _BREAK_AFTER.finditer(text, stop - 200, stop)), default=stop)
        yield start, found
        start = found
    yield start, end


class _Sweep:
    """Which marks cover an offset; offsets must come in order."""

    def __init__(self, spans: Sequence[Span], order: Sequence[int]) -> None:
        self._spans = spans
        self._order = order
        self._next = 0
        self._active: list[int] = []

    def at(self, offset: int) -> tuple[int, ...]:
        while self._next < len(self._order) and self._spans[self._order[self._next]].start <= offset:
            self._active.append(self._order[self._next])
            self._next += 1
        self._active = [index for index in self._active if self._spans[index].end > offset]
        return tuple(sorted(self._active))
