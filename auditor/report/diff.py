"""Edits → a unified diff, as `patch` and editors read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.frozen import dataclass
from auditor.model import Edit

_CONTEXT = 3
_NO_LINE_END = "\\ No newline at end of file"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the old text, with its end, and what becomes of it."""

    old: str
    new: str


def unified_diff(path: str, text: str, edits: Sequence[Edit]) -> str:
    """The diff of a text and its repair, or nothing; edits are in order, apart, and keep to their lines."""
    lines = list(_lines(text, edits))
    changed = [number for number, line in enumerate(lines) if line.old != line.new]
    if not changed:
        return ""
    pieces = [f"--- a/{path}\n+++ b/{path}\n"]
    for start, stop in _hunks(changed, len(lines)):
        pieces += (f"@@ -{start + 1},{stop - start} +{start + 1},{stop - start} @@\n", *_hunk(lines[start:stop]))
    return "".join(pieces)


def _lines(text: str, edits: Sequence[Edit]) -> Iterator[_Line]:
    start, waiting = 0, 0
    for old in _split(text):
        end = start + len(old)
        pieces: list[str] = []
        at = start
        while waiting < len(edits) and edits[waiting].span.start < end:
            edit = edits[waiting]
            pieces += (text[at : edit.span.start], edit.text)
            at = edit.span.end
            waiting += 1
        yield _Line(old, "".join([*pieces, text[at:end]]))
        start = end


def _split(text: str) -> Iterator[str]:
    """Lines as `patch` counts them: they end in LF, and a CR before it belongs to the line."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _hunks(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Ranges of lines around the changed ones; what would touch is one."""
    start, stop = changed[0] - _CONTEXT, changed[0] + _CONTEXT + 1
    for number in changed[1:]:
        if number - _CONTEXT > stop:
            yield max(0, start), min(count, stop)
            start = number - _CONTEXT
        stop = number + _CONTEXT + 1
    yield max(0, start), min(count, stop)


def _hunk(lines: Sequence[_Line]) -> Iterator[str]:
    """Lines that change together: the old ones first, then the new ones."""
    waiting: list[str] = []
    for line in lines:
        if line.old == line.new:
            yield from waiting
            waiting = []
            yield _row(" ", line.old)
        else:
            yield _row("-", line.old)
            waiting.append(_row("+", line.new))
    yield from waiting


def _row(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n{_NO_LINE_END}\n"
