"""Repairs that are certain, as edits of a text and of the bytes that hold it.  Opens and prints nothing."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from auditor.comments import find_comments
from auditor.model import DocumentReport, Edit, Span

# Byte-order marks are up to four bytes long, and no part of the text.
_MARK_LENGTHS = (0, 2, 3, 4)
_DIGITS = re.compile(r"[0-9０-９]+")
_LINE_END = re.compile("[\r\n\v\f\x85\u2028\u2029]")


class RepairError(ValueError):
    """The bytes cannot be changed as wanted, without changing others."""


def certain_edits(report: DocumentReport) -> tuple[Edit, ...]:
    """The edits of the findings that nobody ignores, in order; none touches a figure, a line end, a comment or another."""
    figures = sorted(figure.span for figure in report.figures)
    kept: list[Edit] = []
    wanted = {edit for finding in report.findings if finding.suppressed is None for edit in finding.edits}
    comments = find_comments(report.document.text)
    for edit in sorted(wanted, key=lambda edit: (edit.span, edit.text)):
        if kept and edit.span.start < max(kept[-1].span.end, kept[-1].span.start + 1):
            continue
        if any(comment.touches(edit.span) for comment in comments):
            continue
        if is_harmless(report.document.text, edit, figures):
            kept.append(edit)
    return tuple(kept)


def is_harmless(text: str, edit: Edit, figures: Sequence[Span]) -> bool:
    """Does the edit leave figures, digits and line ends alone?  `figures` are sorted and do not overlap."""
    old = edit.span.of(text)
    if _LINE_END.search(old + edit.text) or _DIGITS.findall(old) != _DIGITS.findall(edit.text):
        return False
    at = bisect_left(figures, edit.span)
    near = figures[max(0, at - 1) : at + 1]
    return old != edit.text and not any(figure.touches(edit.span) or _inside(edit.span, figure) for figure in near)


def _inside(edit: Span, figure: Span) -> bool:
    """An insertion has no length, and yet may part a figure."""
    return edit.start == edit.end and figure.start < edit.start < figure.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which are in order and apart."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def apply_to_bytes(data: bytes, text: str, encoding: str, edits: Sequence[Edit]) -> bytes:
    """The bytes after the edits; all that no edit names stays as it is, byte for byte.

    Raises:
        RepairError: the bytes do not hold this text, or the encoding lacks a character.
    """
    skip = _length_of_mark(data, text, encoding)
    if data[skip:] == _encoded(text, encoding):
        return data[:skip] + _encoded(apply(text, edits), encoding)
    # An encoding may write one character in several ways: the bytes between the edits are copied.
    boundaries = _boundaries(data[skip:], encoding)
    if len(boundaries) != len(text) + 1:
        raise RepairError(encoding)
    pieces: list[bytes] = [data[:skip]]
    at = skip
    for edit in edits:
        pieces += (data[at : skip + boundaries[edit.span.start]], _encoded(edit.text, encoding))
        at = skip + boundaries[edit.span.end]
    return b"".join([*pieces, data[at:]])


def _length_of_mark(data: bytes, text: str, encoding: str) -> int:
    for skip in _MARK_LENGTHS:
        try:
            if data[skip:].decode(encoding) == text:
                return skip
        except UnicodeError:
            continue
    raise RepairError(encoding)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeError as error:
        raise RepairError(encoding) from error


def _boundaries(data: bytes, encoding: str) -> list[int]:
    """Where each character begins, and where the last one ends."""
    decoder = codecs.getincrementaldecoder(encoding)()
    found = [0]
    for at in range(len(data)):
        for _ in decoder.decode(data[at : at + 1]):
            found.append(at + 1)
    return found
