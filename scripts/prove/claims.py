"""Can what an article asserts be true?  Exact ends of what each relation allows; every figure enters it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from scripts.prove.prints import Ends, Print

Op: TypeAlias = str
_LISTS = ("count", "joined", "etc", "order")


@dataclass(frozen=True, slots=True)
class Relation:
    """`left` is what `op` makes of `right`; keys of cells, and plain numbers.

    sum: all of right added; `-`, `/`, `*`: of two; over: growth from the second to the first; gain: growth by
    an increase (first) to a level (second); `>=`: not below their sum; count: so many things are listed;
    joined: the same, but a 和 before the last may belong to a name; order: numerals that go up by one.
    """

    left: str
    op: Op
    right: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of claim, as rules call it."""
        if self.op in ("sum", ">=") and self.left == "100":
            return "shares-total"
        return {
            "sum": "sum",
            "etc": "count",
            "joined": "count",
            "-": "difference",
            "/": "share",
            "*": "product",
            "over": "growth",
            "per1000": "share",
            "per10000": "share",
            "gain": "growth",
        }.get(self.op, {">=": "bound", "=": "equal", "order": "sequence"}.get(self.op, self.op))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in (self.left, *self.right) if not key.replace(".", "").isdigit())


def possible(relation: Relation, prints: Mapping[str, Print], signs: Mapping[str, int]) -> bool:
    """Is there a value for each figure, within its print, with which the relation is true?"""
    if relation.op in _LISTS:
        return _listed(relation, prints)
    ends = [_ends(key, prints, signs.get(key, 1)) for key in relation.right]
    cut_off = relation.op in ("/", "over", "gain") or relation.op.startswith("per")
    stated = _ends(relation.left, prints, signs.get(relation.left, 1), cut_off)
    if relation.op == ">=":
        total = _sum(ends)
        return stated[1] is None or total[0] is None or total[0] <= stated[1]
    return _meet(stated, _computed(relation.op, ends))


def _listed(relation: Relation, prints: Mapping[str, Print]) -> bool:
    if relation.op == "count":
        return prints[relation.left].value == len(relation.right)
    if relation.op == "joined":
        return len(relation.right) - prints[relation.left].value in (0, 1)
    if relation.op == "etc":
        return prints[relation.left].value >= len(relation.right)
    ranks = [prints[key].value for key in relation.right if key in prints]
    return ranks == [Fraction(rank) for rank in range(1, len(ranks) + 1)]


def _computed(op: Op, ends: Sequence[Ends]) -> Ends:
    if op in ("sum", "="):
        return _sum(ends)
    (a, b), (c, d) = ends
    if op == "-":
        return _less(a, d), _less(b, c)
    if op == "*":
        return _times(a, c), _times(b, d)
    if op == "/":
        return _ratio(a, d), _ratio(b, c)
    if op.startswith("per"):
        base = int(op[3:])
        return _times(_ratio(a, d), Fraction(base)), _times(_ratio(b, c), Fraction(base))
    if op == "over":
        return _less(_ratio(a, d), Fraction(1)), _less(_ratio(b, c), Fraction(1))
    if op == "gain":  # an increase weighs less in a greater level, a loss does, too, but with its sign
        least, most = (c, d) if b is not None and b < 0 else (d, c)
        return _ratio(a, _less(least, a)), _ratio(b, _less(most, b))
    raise ValueError(op)


def _ends(key: str, prints: Mapping[str, Print], sign: int, cut_off: bool = False) -> Ends:
    if key not in prints:
        number = Fraction(key) / 100 if key == "100" else Fraction(key)
        return number, number
    low, high = prints[key].ends_cut_off if cut_off else prints[key].ends
    return (low, high) if sign > 0 else (None if high is None else -high, None if low is None else -low)


def _sum(ends: Sequence[Ends]) -> Ends:
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    return (
        None if None in lows else sum((low for low in lows if low is not None), Fraction(0)),
        None if None in highs else sum((high for high in highs if high is not None), Fraction(0)),
    )


def _meet(one: Ends, other: Ends) -> bool:
    (a, b), (c, d) = one, other
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _ratio(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Of quantities above zero; a divisor that may be nothing leaves the quotient open."""
    return None if one is None or other is None or other <= 0 else one / other
