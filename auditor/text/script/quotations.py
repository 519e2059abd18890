"""Is a place inside a title, a quotation or a bracket that keeps a spelling of its own?"""

from __future__ import annotations

import re

from auditor import plain
from auditor.folding import fold

_LONGEST = 80
_OPEN = {"“": "”", "「": "」", "『": "』", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "[": "]"}
_MARK = plain.compile("[" + re.escape("".join([*_OPEN, *_OPEN.values()])) + "\n]")
_CLOSE = {close: mark for mark, close in _OPEN.items()}
_TITLES = "《〈"
_WORD = 4


def is_quoted(
    text: str, start: int, end: int, own: re.Pattern[str] | None, other: re.Pattern[str] | None, by_word: bool
) -> bool:
    """Does the range keep a spelling that is not the document's?

    Within marks, it does if what is written there is of the `other` script and nothing of the document's `own`.  A
    word that both scripts could write (`by_word`) does in any title too, and where it is quoted alone.
    """
    found = _around(text, start, end)
    if found is None:
        return False
    opened, begin, finish = found
    if by_word and (opened in _TITLES or (opened not in "（(" and finish - begin == end - start <= _WORD)):
        return True
    foreign = other is not None and other.search(text, begin, finish) is not None
    return foreign and (own is None or own.search(text, begin, finish) is None)


def is_glossed(text: str, start: int, end: int) -> bool:
    """Is the range followed by its other spelling in brackets?"""
    finish = end + 1 + end - start
    return text[end : end + 1] in ("（", "(") and fold(text[end + 1 : finish]) == fold(text[start:end])


def _around(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The innermost pair of marks around a range: the mark, and what it encloses."""
    depth = 0
    low = max(0, start - _LONGEST)
    for match in reversed(list(_MARK.finditer(text, low, start))):
        mark = match.group()
        if mark == "\n":
            return None
        if mark in _CLOSE:
            depth += 1
        elif depth:
            depth -= 1
        else:
            finish = text.find(_OPEN[mark], end, end + _LONGEST)
            return (mark, match.end(), finish) if finish >= 0 else None
    return None
