"""Looking back in a text, no further than need be."""

from __future__ import annotations

_FIRST_LOOK = 128


def behind_last(marks: str, text: str, end: int) -> int:
    """The place behind the last of several marks before `end`; 0 where there is none.

    A text without one of them would otherwise be searched back to its start each time.
    """
    size = _FIRST_LOOK
    while True:
        start = max(0, end - size)
        found = max(text.rfind(mark, start, end) for mark in marks)
        if found >= 0 or start == 0:
            return found + 1
        size *= 4
