"""Comments of Markdown and HTML in a text: no reader sees them, so nothing of them is audited."""

from __future__ import annotations

from auditor import plain
from auditor.model import Span
from auditor.text.zones import code as code_of

_OPEN, _CLOSE = "<!--", "-->"
_NOT_LINE_ENDS = plain.compile("[^\r\n]")


def find_comments(text: str) -> tuple[Span, ...]:
    """Every comment that is closed, marks included, in order; what stands in code is none."""
    at = text.find(_OPEN)
    if at < 0:
        return ()
    code = code_of(text)
    found: list[Span] = []
    while at >= 0:
        if code.holds(at):
            at = text.find(_OPEN, at + len(_OPEN))
            continue
        close = text.find(_CLOSE, at + len("<!"))  # <!--> is one, too
        if close < 0:
            break
        found.append(Span(at, close + len(_CLOSE)))
        at = text.find(_OPEN, close)
    return tuple(found)


def without_comments(text: str) -> str:
    """The text with blanks in place of its comments: as long as before, its lines where they were."""
    pieces: list[str] = []
    at = 0
    for comment in find_comments(text):
        pieces += (text[at : comment.start], _NOT_LINE_ENDS.sub(" ", comment.of(text)))
        at = comment.end
    return "".join([*pieces, text[at:]]) if pieces else text
