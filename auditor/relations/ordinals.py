"""Chains of ordinals behind a stated number: 一是…二是…三是…, 第一…第二…, （一）…（二）…."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from auditor import regex
from auditor.frozen import dataclass
from auditor.relations.mentions import Mention, Page
from auditor.relations.shadow import FIGURES

_DIGITS = "一二三四五六七八九十"
_FORMS = (
    ("{}是", ""), ("{}要", ""), ("第{}，", ""), ("第{}、", ""), ("（{}）", ""), ("其{}，", ""), ("其{}是", ""), ("第{}是", ""), ("第{}类", ""), ("第{}种", ""),
)  # fmt: skip
_NEAR = 34
_FAR = 90
# The places of every ordinal of one text, and of the two marks that end a point.
_WORDS = len(_FORMS) * len(_DIGITS) + 2


@dataclass(frozen=True, slots=True)
class Chain:
    """`items` are the half-open ranges of the points; `near` when the number announces them directly."""

    items: tuple[tuple[int, int], ...]
    near: bool


def find_chain(page: Page, mention: Mention) -> Chain | None:
    """The chain that a stated number announces; None where another number stands between."""
    text = page.shadow.text
    limit = min(len(text), mention.at + _FAR)
    for form, _ in _FORMS:
        first = text.find(form.format("一"), mention.at + 1, limit)
        if first < 0 or (first and text[first - 1] not in "。；：，！？\n ）—-”"):
            continue
        gap = text[mention.at + 1 : first]
        if regex.search(rf"[{FIGURES}]", gap) and not regex.match(r"“[^”]{1,6}”", gap):
            continue
        if gap.count("。") + gap.count("\n") > 1 or "；" in gap:
            continue
        if text[mention.at - 1 : mention.at] == "“" and gap.find("”") in range(1, 4):
            # 四同 names its own list; it announces no frame
            continue
        items = _points(text, form, first)
        quoted = regex.match(r"“([^”]{1,6})”", gap)
        if quoted and not all(quoted.group(1) in text[a:b] for a, b in items):
            return None
        if len(items) >= 2:
            return Chain(tuple(items), len(gap) <= _NEAR)
    return None


def all_chains(text: str) -> Iterator[list[tuple[int, int]]]:
    """Every chain of points (一是… 二是…) of a text, announced or not, as half-open stretches; the last one
    reaches to the end of its paragraph."""
    for form, _ in _FORMS:
        at = 0
        while (first := _find_ordinal(text, form.format("一"), at)) >= 0:
            points = _points(text, form, first)
            at = points[-1][1] if len(points) > 1 else first + 1
            if len(points) > 1:
                end = _next(text, "\n", points[-1][0])
                yield [*points[:-1], (points[-1][0], len(text) if end is None else end)]


def _points(text: str, form: str, first: int) -> list[tuple[int, int]]:
    """Points in order from 一 on; one ordinal may be left out by mistake where the next one stands in the paragraph."""
    starts = [first]
    again = _find_ordinal(text, form.format("一"), first + 1)
    left_out = False
    for digit in _DIGITS[1:]:
        place = _find_ordinal(text, form.format(digit), starts[-1] + 1)
        if place < 0 or (0 <= again < place):
            if left_out or len(starts) < 2:
                break
            left_out = True
            continue
        if left_out and "\n" in text[starts[-1] : place]:
            break
        starts.append(place)
    ends = [*starts[1:], _end_of_point(text, starts[-1])]
    return list(zip(starts, ends, strict=True))


def _find_ordinal(text: str, word: str, start: int) -> int:
    """Place of an ordinal that opens a clause, -1 where there is none."""
    place = _next(text, word, start)
    return -1 if place is None else place


def _end_of_point(text: str, start: int) -> int:
    ends = (_next(text, mark, start) for mark in "。\n")
    return min((end for end in ends if end is not None), default=len(text))


def _next(text: str, word: str, start: int) -> int | None:
    places = _places(text, word)
    index = bisect_left(places, start)
    return places[index] if index < len(places) else None


@lru_cache(maxsize=_WORDS)
def _places(text: str, word: str) -> tuple[int, ...]:
    """Where a mark stands, or an ordinal opens a clause.  Looked up once a text: one without 二是 would otherwise be
    searched to its end for every 一是."""
    found = []
    place = text.find(word)
    while place >= 0:
        if len(word) == 1 or place == 0 or text[place - 1] in "。；：，！？\n ）-”、":
            found.append(place)
        place = text.find(word, place + 1)
    return tuple(found)
