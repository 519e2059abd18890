"""Texts with one digit changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.model import Span

_ROWS = ("0123456789", "０１２３４５６７８９")
_HAN = "一二三四五六七八九"
# One up, one down and half round: slips of every size, at a third of the cost of all nine.
_FEW = (1, 9, 5)
_ALL = tuple(range(1, 10))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with another digit at a place."""

    text: str
    place: int


def mutants(text: str, figures: Sequence[Span], *, thorough: bool) -> Iterator[Mutant]:
    """Every digit of a text changed, in three ways or in all nine; Han digits only within `figures`."""
    for place, char in enumerate(text):
        row = next((row for row in _ROWS if char in row), "")
        if row:
            others = [row[(row.index(char) + by) % 10] for by in (_ALL if thorough else _FEW)]
        elif char in _HAN and any(span.start <= place < span.end for span in figures):
            others = [_HAN[(_HAN.index(char) + by) % 9] for by in (1, 8)]
        else:
            continue
        for other in others:
            if not _leads(text, place, other):
                yield Mutant(text[:place] + other + text[place + 1 :], place)


def _leads(text: str, place: int, digit: str) -> bool:
    """Would the digit be a zero in front of others, which nobody writes?"""
    after = text[place + 1 : place + 2]
    before = text[place - 1 : place] if place else ""
    return digit in "0０" and after.isdecimal() and not (before.isdecimal() or before in ".．,，")
