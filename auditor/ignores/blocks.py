"""The block of a text that a comment stands in, or before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from auditor import plain
from auditor.model import Span

_LINE = plain.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = plain.compile(r"[ ]{0,3}#{1,6}(?:\s|$)")
# A point of a list, or the indent of a paragraph in Chinese.
_BEGINS = plain.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,9}[.)])\s|\u3000\u3000|[ ]{0,3}#{1,6}(?:\s|$)")


class Blocks:
    """Paragraphs, headings, points of lists and tables of a text, whose comments are blank already.

    Blank lines part them; a heading is one line, and a point of a list or an indented line begins a block.
    """

    def __init__(self, bare: str) -> None:
        self._lines = [Span(*match.span()) for match in _LINE.finditer(bare) if match.group()]
        self._texts = [line.of(bare) for line in self._lines]
        self._starts = [line.start for line in self._lines]
        self._said = [number for number, text in enumerate(self._texts) if text.strip()]

    def around(self, comment: Span) -> Span | None:
        """The block that a comment stands in; if it has its lines for itself, the next one, if there is any."""
        first = bisect_right(self._starts, comment.start) - 1
        at = bisect_left(self._said, first)
        return self._block(self._said[at]) if at < len(self._said) else None

    def _block(self, number: int) -> Span:
        first = last = number
        while first > 0 and self._goes_on(self._texts[first - 1], self._texts[first]):
            first -= 1
        while last + 1 < len(self._texts) and self._goes_on(self._texts[last], self._texts[last + 1]):
            last += 1
        return Span(self._lines[first].start, self._lines[last].end)

    @staticmethod
    def _goes_on(line: str, following: str) -> bool:
        parted = not line.strip() or not following.strip() or _HEADING.match(line) or _BEGINS.match(following)
        return not parted


def places_of(words: str, text: str) -> Sequence[Span]:
    """Where words stand in a text, whatever blanks and line ends lie between their characters."""
    wanted = "".join(words.split())
    kept = [at for at, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[at] for at in kept)
    found = []
    at = squeezed.find(wanted) if wanted else -1
    while at >= 0:
        found.append(Span(kept[at], kept[at + len(wanted) - 1] + 1))
        at = squeezed.find(wanted, at + 1)
    return found
