"""Document text → flow: folded paragraphs with lines broken in mid-sentence joined again.

A scraped page breaks sentences over lines and blank lines, pads figures with spaces, and runs
several articles together.  The flow is the text as it was meant to be read; it keeps a map, so that
every place in it leads back to a place in the untouched text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from auditor import plain, regex
from auditor.folding import fold_whole
from auditor.frozen import dataclass, replace
from auditor.grid import Grid, find_grids
from auditor.layout.joining import join_broken_lines
from auditor.layout.lines import Line, read_lines
from auditor.model import Span

# A space beside a digit, a letter or a mark only pads; between two Chinese words it divides.
_PADDING = plain.compile(
    r"(?= )(?:(?<=[0-9A-Za-z%)])[ ]+(?=[^\x00-\x7f])|(?<=[0-9])[ ]+(?=%)|(?<=[^\x00-\x7f])[ ]+(?=[0-9A-Za-z(%+-])|[ ]{3,})"
)
_THOUSANDS = plain.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_GROUP = 4
_BYLINE = regex.compile(r"^(?:[\u4e00-\u9fff]{1,6}[讯电]（|本报讯|本报记者|本刊记者|新华社|（?记者[ ：])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Half-open range of the flow; `article` numbers the articles of a page from 0."""

    start: int
    end: int
    article: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """`text` is folded; positions in it are led back to the document by `span`.

    A row of a table is a paragraph of its own, with all its blanks; `grids` are the tables.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    flow_starts: tuple[int, ...]
    text_starts: tuple[int, ...]
    grids: tuple[Grid, ...] = ()

    def origin(self, position: int) -> int:
        """Offset in the untouched text of the character at `position` of the flow."""
        piece = bisect_right(self.flow_starts, position) - 1
        return self.text_starts[piece] + position - self.flow_starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Span in the untouched text of the flow's half-open range (not empty)."""
        return Span(self.origin(start), self.origin(end - 1) + 1)


def lay_out(text: str) -> Flow:
    """The flow of a document's text."""
    folded = fold_whole(text)
    grids = find_grids(text, folded)
    blocks = join_broken_lines(read_lines(folded, grids))
    articles = _number_articles(blocks)
    pieces: list[str] = []
    flow_starts: list[int] = []
    text_starts: list[int] = []
    paragraphs: list[Paragraph] = []
    breaks: list[int] = []
    at = 0
    for block, article in zip(blocks, articles, strict=True):
        start = at
        for line in block:
            breaks.append(at)
            for begin, end in _without_padding(folded, line):
                flow_starts.append(at)
                text_starts.append(begin)
                pieces.append(folded[begin:end])
                at += end - begin
        heading = len(block) == 1 and block[0].is_heading
        paragraphs.append(Paragraph(start, at, article, heading))
        flow_starts.append(at)
        text_starts.append(block[-1].end)
        pieces.append("\n")
        at += 1
    flow = Flow("".join(pieces), tuple(paragraphs), tuple(flow_starts), tuple(text_starts), grids)
    return _with_thousands(text, flow, breaks)


def _with_thousands(text: str, flow: Flow, breaks: Sequence[int]) -> Flow:
    """A comma within a figure that was broken over two lines (3,|300) could not be told from one between words."""
    if "," not in text:
        return flow
    found = {
        at
        for place in breaks
        for at in range(max(0, place - _GROUP), place + 1)
        if _THOUSANDS.match(flow.text, at) and text[flow.origin(at)] == ","
    }
    if not found:
        return flow
    return replace(flow, text="".join("," if at in found else char for at, char in enumerate(flow.text)))


def _without_padding(folded: str, line: Line) -> list[tuple[int, int]]:
    if line.tabular:
        return [(line.start, line.end)]
    kept = []
    at = line.start
    for match in _PADDING.finditer(folded, line.start, line.end):
        if match.start() > at:
            kept.append((at, match.start()))
        at = match.end()
    kept.append((at, line.end))
    return kept


def _number_articles(blocks: list[list[Line]]) -> list[int]:
    """A byline begins an article, and takes the headings right before it along."""
    starts = set()
    for index, block in enumerate(blocks):
        if _BYLINE.match(block[0].text):
            first = index
            while first and first - 1 not in starts and _is_heading(blocks[first - 1]):
                first -= 1
            starts.add(first)
    numbers = []
    article = 0
    for index in range(len(blocks)):
        if index in starts and index:
            article += 1
        numbers.append(article)
    return numbers


def _is_heading(block: list[Line]) -> bool:
    return len(block) == 1 and block[0].is_heading
