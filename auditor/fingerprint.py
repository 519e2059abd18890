"""Names of findings that survive moved text: built from words, never from places."""

from __future__ import annotations

from auditor import plain
from auditor.folding import fold
from auditor.model import Span

_BEFORE, _BEHIND, _FARTHEST = 24, 8, 600
_LINE_END = plain.compile("[\r\n]")
_LENGTH = 16


def fingerprint(*parts: str) -> str:
    """Sixteen hexadecimal digits, other ones for other parts."""
    from hashlib import sha256  # noqa: PLC0415 (brings OpenSSL; many articles have no finding)

    return sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:_LENGTH]


def surroundings(span: Span, text: str) -> str:
    """A passage with a few characters of its line around, folded, blanks left out: the same wherever the line stands."""
    before = _LINE_END.split(text[max(0, span.start - _FARTHEST) : span.start])[-1]
    behind = _LINE_END.split(text[span.end : span.end + _FARTHEST])[0]
    before, behind = "".join(before.split())[-_BEFORE:], "".join(behind.split())[:_BEHIND]
    return fold(before + "".join(span.of(text).split()) + behind)
