"""The flow, cut into clauses: the pieces by which repeated text is found and compared."""

from __future__ import annotations

from bisect import bisect_right

from auditor import plain
from auditor.frozen import dataclass
from auditor.layout import Flow

_CLAUSE = plain.compile(r"[^，。；：！？\n]+")
_BLANK = plain.compile(r"[\s“”\"'*#>|]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """Half-open range of the flow between two marks; `key` is its text without blanks and quotation marks."""

    start: int
    end: int
    key: str
    paragraph: int


def cut(flow: Flow) -> tuple[Clause, ...]:
    """The clauses of a flow, in order."""
    starts = [paragraph.start for paragraph in flow.paragraphs]
    clauses: list[Clause] = []
    for match in _CLAUSE.finditer(flow.text):
        text = match.group()
        key = key_of(text)
        if key:
            start = match.start() + len(text) - len(text.lstrip(" "))
            end = match.end() - (len(text) - len(text.rstrip(" ")))
            clauses.append(Clause(start, end, key, bisect_right(starts, match.start()) - 1))
    return tuple(clauses)


def key_of(text: str) -> str:
    """A clause without blanks and quotation marks, which copies may differ in."""
    return text if text.isalnum() else _BLANK.sub("", text)
