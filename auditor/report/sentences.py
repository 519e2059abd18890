"""The sentence around a place, as much of the text as a reader needs to judge a finding."""

from __future__ import annotations

from auditor import plain
from auditor.backwards import behind_last
from auditor.model import Span

_ENDS = "。！？!?"
_CLOSERS = '”’』」）》)"'
_LINE_ENDS = "\n\r"
_CLAUSE_MARK = plain.compile("[，。、；：,;]")
_BODY_LENGTH = 18
_FARTHEST = 600


def sentence_around(text: str, span: Span) -> Span:
    """`span` widened to whole sentences, without surrounding white space.

    A scraped page breaks a sentence over lines and blank lines: a break counts as the end only
    after a headline or a closing mark.  Searches at most 600 characters either way.
    """
    start, end = _sentence_start(text, span.start), _sentence_end(text, span)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def ends_sentence(text: str) -> bool:
    """Does `text` end with the mark that ends a sentence, quotation marks and brackets aside?"""
    return text.rstrip(_CLOSERS).endswith(tuple(_ENDS))


def _sentence_start(text: str, at: int) -> int:
    floor = max(0, at - _FARTHEST)
    while at > floor:
        before = text[at - 1]
        if before in _ENDS or (before in _CLOSERS and at > 1 and text[at - 2] in _ENDS):
            return at
        if before in _LINE_ENDS and _closes_sentence(text, at - 1):
            return at
        at -= 1
    return at


def _sentence_end(text: str, span: Span) -> int:
    at = span.end
    if ends_sentence(span.of(text)):
        return at
    ceiling = min(len(text), at + _FARTHEST)
    while at < ceiling:
        if text[at] in _ENDS:
            at += 1
            while at < ceiling and text[at] in _CLOSERS:
                at += 1
            return at
        if text[at] in _LINE_ENDS and _closes_sentence(text, at):
            return at
        at += 1
    return at


def _closes_sentence(text: str, line_end: int) -> bool:
    """Does the line break at `line_end` end a sentence?  Blank lines belong to the line before."""
    last = line_end
    while last > 0 and text[last - 1].isspace():
        last -= 1
    first = behind_last(_LINE_ENDS, text, last)
    line = text[first:last].strip()
    return ends_sentence(line) or len(line) < _BODY_LENGTH or not _CLAUSE_MARK.search(line)
