"""The usual slips of a figure: a digit mistyped, dropped or transposed, a decimal point moved, 万 for 亿.

A relation that fails, but would hold with one slip mended, was very probably meant; how probably is
for `auditor.chance` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil, floor

from auditor import regex
from auditor.exact import Fraction
from auditor.formula import Formula
from auditor.frozen import dataclass
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
    """Another print of a figure, with the number printed in it as a whole number of the last digits."""

    kind: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Family:
    """Prints with as many decimals: `grid` is the value of a last digit, `step` the printed step, in the base unit.

    Comparing them by their whole numbers costs a fraction of comparing their values.
    """

    grid: Fraction
    step: Fraction
    variants: tuple[Variant, ...]

    def value(self, variant: Variant) -> Fraction:
        """What a print of the family stands for, in the base unit."""
        return variant.number * self.grid

    def within(self, needed: Interval) -> Iterator[Variant]:
        """The prints whose tolerance reaches the interval `needed`, in the base unit."""
        low = None if needed.low is None else (needed.low - self.step / 2) / self.grid
        high = None if needed.high is None else (needed.high + self.step / 2) / self.grid
        if self.grid < 0:
            low, high = high, low
        least = None if low is None else ceil(low)
        most = None if high is None else floor(high)
        for variant in self.variants:
            if (least is None or least <= variant.number) and (most is None or variant.number <= most):
                yield variant


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
            for family in families(figure):
                found += [Slip(figure, variant.text, variant.kind) for variant in family.within(in_unit)]
    return tuple(found)


def families(figure: Figure) -> tuple[Family, ...]:
    """Every print of the figure that one slip away from this one could have been meant."""
    return () if figure.hedge == "range" else _families(figure.text, figure.value, figure.step)


# A figure takes part in many readings, and its variants are asked for in each that fails.
@lru_cache(maxsize=4096)
def _families(text: str, value: Fraction, step: Fraction) -> tuple[Family, ...]:
    match = _NUMERAL.search(text)
    if match is None:
        return ()
    literal = match.group()
    places, before = _places(literal), _digits(literal)
    if before == 0:
        return ()
    grid = value / before
    by_places: dict[int, list[Variant]] = {}
    for kind, changed in _numerals(literal):
        turned = text[: match.start()] + changed + text[match.end() :]
        by_places.setdefault(_places(changed) - places, []).append(Variant(kind, turned, _digits(changed)))
    found = [
        Family(grid / Fraction(10) ** finer, step / Fraction(10) ** finer, tuple(variants))
        for finer, variants in by_places.items()
    ]
    scale = _SCALE.match(text, match.end())
    for place, char in enumerate(scale.group() if scale else "", match.end()):
        factor = Fraction(10**4) if char in "万萬" else Fraction(1, 10**4)
        turned = text[:place] + _SWAPPED[char] + text[place + 1 :]
        found.append(Family(grid * factor, step * factor, (Variant("scale", turned, before),)))
    return tuple(found)


def _digits(literal: str) -> int:
    return int(literal.replace(",", "").replace(".", ""))


def _numerals(literal: str) -> Iterator[tuple[str, str]]:
    for place, char in enumerate(literal):
        if not char.isdigit():
            continue
        for digit in "0123456789":
            if digit != char and not (place == 0 and digit == "0" and len(literal) > 1 and literal[1] != "."):
                yield "digit", literal[:place] + digit + literal[place + 1 :]
    for place in range(len(literal) - 1):
        a, b = literal[place], literal[place + 1]
        if a.isdigit() and b.isdigit() and a != b and not (place == 0 and b == "0"):
            yield "transposed", literal[:place] + b + a + literal[place + 2 :]
    whole, point, decimals = literal.partition(".")
    if point and "," not in whole:
        yield "decimal", whole + decimals[0] + ("." + decimals[1:] if len(decimals) > 1 else "")
        if len(whole) > 1:
            yield "decimal", whole[:-1] + "." + whole[-1] + decimals
    if "," not in literal and len(literal) < _LONGEST:
        for place in range(len(literal) + 1):
            for digit in "0123456789":
                # a digit before or behind one like it is the same print
                if literal[place : place + 1] != digit and not (place == 0 and digit == "0"):
                    yield "dropped", literal[:place] + digit + literal[place:]


def _places(literal: str) -> int:
    return len(literal.partition(".")[2])
