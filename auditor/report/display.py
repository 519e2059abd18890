"""Text of unknown origin → cells that a terminal can show: one for each character, widths known.

An article may hold escape sequences, directional overrides, NULs or heaps of combining marks, by
accident or on purpose.  None of them reaches the terminal, and columns still add up.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from auditor import plain

# It begins where blanks begin: to try each of a long run takes time that grows with its square.
_BREAK = plain.compile("(?<![ \t\u3000\xa0])[ \t\u3000\xa0]*[\n\r\v\f\x85\u2028\u2029]\\s*")
_DIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\ufffd"
# Shown as it is, each character a cell: nothing in it breaks a line, combines or steers.
_PLAIN = plain.compile("[ -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e“”‘’—…·]*")
# Of these the ones that take two columns.
_WIDE = plain.compile("[\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]")
_BREAK_SIGN = "⏎"
_MOST_MARKS = 2


def cells(text: str) -> list[str]:
    """What to show for each character of `text`, in as many strings as it has characters.

    A line break with the white space around it becomes one sign; what has no width becomes
    nothing, or U+FFFD where it could mislead.
    """
    if _PLAIN.fullmatch(text):
        return list(text)
    shown: list[str] = []
    at = 0
    for match in _BREAK.finditer(text):
        shown += _line_cells(text[at : match.start()])
        shown += [_BREAK_SIGN, *[""] * (match.end() - match.start() - 1)]
        at = match.end()
    return shown + _line_cells(text[at:])


def printable(text: str) -> str:
    """`text` on one line, safe to print."""
    return text if _PLAIN.fullmatch(text) else "".join(cells(text))


@lru_cache(maxsize=8192)  # asked mostly of single characters, again and again
def display_width(shown: str) -> int:
    """Columns that a string made of cells takes: East Asian wide characters take two."""
    if _PLAIN.fullmatch(shown):
        return len(shown) + len(_WIDE.findall(shown))
    return sum(max(0, _columns(character)) for character in shown)


def _columns(character: str) -> int:
    """-1 for what only steers.  The library's own tables take longer to import than most articles to check."""
    from wcwidth import wcwidth  # noqa: PLC0415

    return wcwidth(character)


def _line_cells(text: str) -> list[str]:
    shown: list[str] = []
    marks = _MOST_MARKS  # a mark with no character before it has nothing to stand on
    for character in text:
        if _is_mark(character):
            marks += 1
            shown.append(character if marks <= _MOST_MARKS and not _selects_variant(character) else "")
        else:
            marks = 0
            shown.append(_cell(character))
    return shown


@lru_cache(maxsize=8192)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me") and _columns(character) == 0


def _selects_variant(character: str) -> bool:
    """Variation selectors change the width of what they follow, differently in each terminal."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@lru_cache(maxsize=8192)
def _cell(character: str) -> str:
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    category = unicodedata.category(character)
    if character in _DIRECTIONAL or category in ("Cc", "Cs", "Cn"):
        return _REPLACEMENT
    if category == "Cf":
        return ""
    return character if _columns(character) >= 0 else _REPLACEMENT
