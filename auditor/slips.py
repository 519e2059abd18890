"""The usual slips of a figure: a digit mistyped, dropped or transposed, a decimal point moved, 万 for 亿.

A relation that fails, but would hold with one slip mended, was very probably meant; how probably is
for `auditor.chance` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import regex

from auditor.formula import Formula
from auditor.interval import Interval
from auditor.judge import Constants, per_unit, quantity
from auditor.model import Figure
from auditor.solve import required

_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALE = regex.compile(r"(?<=[0-9])[万亿萬億]{1,2}(?![0-9])")
# No figure that people write has more digits.
_LONGEST = 16
_SWAPPED = {"万": "亿", "亿": "万", "萬": "億", "億": "萬"}

Roles = Mapping[str, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Slip:
    """`figure` printed as `mended` would make the relation hold; so would, by `chance`, some slip of this kind in
    a relation that nobody meant."""

    figure: Figure
    mended: str
    kind: str
    chance: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Variant:
    """Another print of a figure; `value` and `step` in its base unit, `low` to `high` what it may stand for."""

    kind: str
    text: str
    value: Fraction
    step: Fraction
    low: Fraction
    high: Fraction


def candidates(formula: Formula, roles: Roles, sign: int = 1, constants: Constants = ()) -> tuple[Slip, ...]:
    """Every slip that would mend a failing relation, likely or not."""
    values = {role: [quantity(figure) for figure in figures] for role, figures in roles.items()}
    values.update({name: [Interval.exact(number)] for name, number in constants})
    found: list[Slip] = []
    for role, figures in roles.items():
        for place, figure in enumerate(figures):
            needed = required(formula, values, role, place, sign)
            if needed is None:
                continue
            in_unit = needed * Interval.exact(1 / per_unit(figure))
            low, high = in_unit.low, in_unit.high
            found += [
                Slip(figure, variant.text, variant.kind)
                for variant in variants(figure)
                if (low is None or low <= variant.high) and (high is None or variant.low <= high)
            ]
    return tuple(found)


def variants(figure: Figure) -> tuple[Variant, ...]:
    """Every print of the figure that one slip away from this one could have been meant."""
    return () if figure.hedge == "range" else _variants(figure.text, figure.value, figure.step)


# A figure takes part in many readings, and its variants are asked for in each that fails.
@lru_cache(maxsize=4096)
def _variants(text: str, value: Fraction, step: Fraction) -> tuple[Variant, ...]:
    match = _NUMERAL.search(text)
    if match is None:
        return ()
    literal = match.group()
    before = Fraction(literal.replace(",", ""))
    if before == 0:
        return ()
    unit = value / before
    places = _places(literal)
    found: list[Variant] = []
    for kind, changed in _numerals(literal):
        turned = text[: match.start()] + changed + text[match.end() :]
        finer = step / Fraction(10) ** (_places(changed) - places)
        found.append(_variant(kind, turned, Fraction(changed.replace(",", "")) * unit, finer))
    scale = _SCALE.match(text, match.end())
    for place, char in enumerate(scale.group() if scale else "", match.end()):
        factor = Fraction(10**4) if char in "万萬" else Fraction(1, 10**4)
        turned = text[:place] + _SWAPPED[char] + text[place + 1 :]
        found.append(_variant("scale", turned, value * factor, step * factor))
    return tuple(found)


def _variant(kind: str, text: str, value: Fraction, step: Fraction) -> Variant:
    return Variant(kind, text, value, step, value - step / 2, value + step / 2)


def _numerals(literal: str) -> Iterator[tuple[str, str]]:
    for place, char in enumerate(literal):
        if not char.isdigit():
            continue
        for digit in "0123456789":
            if digit != char and not (place == 0 and digit == "0" and len(literal) > 1 and literal[1] != "."):
                yield "digit", literal[:place] + digit + literal[place + 1 :]
    if "," not in literal and len(literal) < _LONGEST:
        for place in range(len(literal) + 1):
            for digit in "0123456789":
                # a digit before or behind one like it is the same print
                if literal[place : place + 1] != digit and not (place == 0 and digit == "0"):
                    yield "dropped", literal[:place] + digit + literal[place:]
    for place in range(len(literal) - 1):
        a, b = literal[place], literal[place + 1]
        if a.isdigit() and b.isdigit() and a != b and not (place == 0 and b == "0"):
            yield "transposed", literal[:place] + b + a + literal[place + 2 :]
    whole, point, decimals = literal.partition(".")
    if point and "," not in whole:
        yield "decimal", whole + decimals[0] + ("." + decimals[1:] if len(decimals) > 1 else "")
        if len(whole) > 1:
            yield "decimal", whole[:-1] + "." + whole[-1] + decimals


def _places(literal: str) -> int:
    return len(literal.partition(".")[2])
