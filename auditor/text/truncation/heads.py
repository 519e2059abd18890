"""Paragraphs that begin without their head: with a mark, or a word that only goes on with a sentence.

The lines of the document are read, since the layout hangs such a paragraph on to the one before.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.folding import fold_whole
from auditor.layout.columns import ends_of_columns
from auditor.layout.lines import read_lines
from auditor.model import Severity, Span
from auditor.rules import TextRule
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript
from auditor.text.zones import code_and_addresses, table_rows

_LINE = regex.compile(r"[^\n]+")
_MARK = regex.compile(r"[，、；](?=[“《0-9]?[一-龥0-9])[^，。；！？]{0,24}")
_GOES_ON = regex.compile(
    r"(?:们(?!心)|的(?![确士黎哥姐一])|了(?![解却不无然结得])|(?:提出|指出|强调|表示|认为)，)[^，。；！？]{0,24}"
)
_FINISHED = "。！？”"
_LONG = 20


def find_cut_heads(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """The first words of each line that goes on with something, where the line before has ended."""
    text = manuscript.document.text
    code, tables = code_and_addresses(text), table_rows(text)
    before, ended = "", 0
    columns: frozenset[int] | None = None
    for line in _LINE.finditer(fold_whole(text)):
        words = line.group().strip(" ")
        if not words:
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip(" "))
        match = _head(words, before)
        quoted, last, ended, before = before.endswith("”"), ended, start + len(words), words
        if match is None or code.holds(start) or tables.holds(start):
            continue
        # a quotation may end where the column ends
        if quoted:
            if columns is None:  # of the whole text, so once
                columns = ends_of_columns(read_lines(fold_whole(text), manuscript.flow.grids))
            if last in columns:
                continue
        verb = match.group()[0] in "提指强表认"
        yield Fault(Span(start, start + match.end()), severity=Severity.NOTE if verb else None)


def _head(words: str, before: str) -> regex.Match[str] | None:
    """How a line begins that has lost its head."""
    if len(words) < _LONG or "。" not in words or (before and before[-1] not in _FINISHED):
        return None
    return _MARK.match(words) or (_GOES_ON.match(words) if before else None)
