"""The usual slips of a figure: a digit mistyped, dropped or transposed, a decimal point moved, 万 for 亿.

A relation that fails, but would hold with one slip mended, was very probably meant; how probably is
for `auditor.chance` to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from auditor import regex
from auditor.exact import Fraction
from auditor.formula import Formula
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.judge import Constants, per_unit, quantity
from auditor.model import Figure
from auditor.solve import required_each

_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALE = regex.compile(r"(?<=[0-9])[万亿萬億]{1,2}(?![0-9])")
# At least three, or two with a point: 三四 may be three or four, 二五 is a five-year plan.
_HAN_DIGITS = regex.compile(
    r"[零一二三四五六七八九]{3,}(?:[.·点][零一二三四五六七八九]+)?(?![十百千零一二三四五六七八九])"
    r"|[零一二三四五六七八九]{1,2}[.·][零一二三四五六七八九]+"
)
_TO_ARABIC = str.maketrans("零一二三四五六七八九·点", "0123456789..")
_TO_HAN = str.maketrans("0123456789", "零一二三四五六七八九")
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
    numbers: dict[str, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The whole numbers by the kind of slip."""
        numbers: dict[str, list[int]] = {}
        for variant in self.variants:
            numbers.setdefault(variant.kind, []).append(variant.number)
        object.__setattr__(self, "numbers", numbers)

    def value(self, variant: Variant) -> Fraction:
        """What a print of the family stands for, in the base unit."""
        return variant.number * self.grid

    def within(self, needed: Interval) -> Iterator[Variant]:
        """The prints whose tolerance reaches the interval `needed`, in the base unit."""
        least, most = _numbers_within(needed, self.grid, self.step)
        for variant in self.variants:
            if (least is None or least <= variant.number) and (most is None or variant.number <= most):
                yield variant


def candidates(formula: Formula, roles: Roles, sign: int = 1, constants: Constants = ()) -> tuple[Slip, ...]:
    """Every slip that would mend a failing relation, likely or not."""
    values = {role: [quantity(figure) for figure in figures] for role, figures in roles.items()}
    values.update({name: [Interval.exact(number)] for name, number in constants})
    found: list[Slip] = []
    for role, figures in roles.items():
        for figure, needed in zip(figures, required_each(formula, values, role, sign), strict=True):
            if needed is None:
                continue
            per = per_unit(figure)
            in_unit = needed if per == 1 else needed * Interval.exact(1 / per)
            if figure.hedge == "range" or not _may_reach(figure, in_unit):
                continue
            for family in families(figure):
                found += [Slip(figure, variant.text, variant.kind) for variant in family.within(in_unit)]
    return tuple(found)


def families(figure: Figure) -> tuple[Family, ...]:
    """Every print of the figure that one slip away from this one could have been meant."""
    if figure.hedge == "range":
        return ()
    text = arabic(figure.text)
    return _families(text, figure.value, figure.step, text != figure.text)


def in_han(text: str) -> str:
    """The other way: 640.5亿美元 as 六四零.五亿美元."""
    match = _NUMERAL.match(text)
    return text if match is None else match.group().translate(_TO_HAN) + text[match.end() :]


@lru_cache(maxsize=64)
def arabic(text: str) -> str:
    """`六四零.五亿美元` as 640.5亿美元: Han digits that are set one beside the other slip as others do."""
    match = _HAN_DIGITS.match(text)
    return text if match is None else match.group().translate(_TO_ARABIC) + text[match.end() :]


# A figure takes part in many readings, and its variants are asked for in each that fails.
@lru_cache(maxsize=64)
def _families(text: str, value: Fraction, step: Fraction, han: bool = False) -> tuple[Family, ...]:
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
        turned = in_han(turned) if han else turned
        by_places.setdefault(_places(changed) - places, []).append(Variant(kind, turned, _digits(changed)))
    found = [
        Family(grid / Fraction(10) ** finer, step / Fraction(10) ** finer, tuple(variants))
        for finer, variants in by_places.items()
    ]
    scale = _SCALE.match(text, match.end())
    for place, char in enumerate(scale.group() if scale else "", match.end()):
        factor = Fraction(10**4) if char in "万萬" else Fraction(1, 10**4)
        turned = text[:place] + _SWAPPED[char] + text[place + 1 :]
        turned = in_han(turned) if han else turned
        found.append(Family(grid * factor, step * factor, (Variant("scale", turned, before),)))
    return tuple(found)


def _numbers_within(needed: Interval, grid: Fraction, step: Fraction) -> tuple[int | None, int | None]:
    """From which to which whole number of the last digits a print reaches an interval."""
    low = None if needed.low is None else _over(needed.low, -step, grid)
    high = None if needed.high is None else _over(needed.high, step, grid)
    if grid < 0:
        low, high = high, low
    # whole numbers throughout: this is asked of every figure of every relation that does not hold
    return None if low is None else -(-low[0] // low[1]), None if high is None else high[0] // high[1]


def _over(end: Fraction, step: Fraction, grid: Fraction) -> tuple[int, int]:
    """The end of an interval and half a step, in last digits: above and below the line."""
    reach = 2 * end.numerator * step.denominator + step.numerator * end.denominator
    return reach * grid.denominator, 2 * end.denominator * step.denominator * grid.numerator


def _may_reach(figure: Figure, needed: Interval) -> bool:
    """Could some print one slip away reach the interval?  Rarely it does, and then the prints are worth writing out."""
    for grid, step, numbers in _near(arabic(figure.text), figure.value, figure.step):
        least, most = _numbers_within(needed, grid, step)
        place = 0 if least is None else bisect_left(numbers, least)
        if place < len(numbers) and (most is None or numbers[place] <= most):
            return True
    return False


@lru_cache(maxsize=64)
def _near(text: str, value: Fraction, step: Fraction) -> tuple[tuple[Fraction, Fraction, tuple[int, ...]], ...]:
    """For each number of decimals the grid, the step, and in order the whole numbers of all that `_families` writes
    out, and a few more."""
    match = _NUMERAL.search(text)
    literal = match.group() if match else ""
    number = _digits(literal) if match else 0
    if match is None or number == 0:
        return ()
    grid, decimals = value / number, _places(literal)
    powers = [10**place for place in range(sum(map(str.isdigit, literal)) + 1)]
    same = _same_places(number, powers, decimals)
    if decimals == 1 and number % 10 == 0:
        same = tuple(sorted((*same, number // 10)))
    found = [(grid, step, same)]
    if decimals:
        dropped = (
            number + (9 * (number // power) + digit) * power for power in powers[: decimals + 1] for digit in range(10)
        )
        found += [(grid / 10, step / 10, tuple(sorted((number, *dropped)))), (grid * 10, step * 10, (number,))]
    scale = _SCALE.match(text, match.end())
    for char in scale.group() if scale else "":
        factor = Fraction(10**4) if char in "万萬" else Fraction(1, 10**4)
        found.append((grid * factor, step * factor, (number,)))
    return tuple(found)


def _same_places(number: int, powers: list[int], decimals: int) -> tuple[int, ...]:
    """The numbers that differ in a digit, in the order of two, or by a digit more, with as many decimals."""
    found = [number]
    for power in powers[:-1]:
        without = number - number // power % 10 * power
        found += [without + digit * power for digit in range(10)]
    for power in powers[:-2]:
        one, other = number // power % 10, number // power // 10 % 10
        found.append(number + (other - one) * (power - 10 * power))
    for power in powers[decimals:]:
        found += [number + (9 * (number // power) + digit) * power for digit in range(10)]
    return tuple(sorted(found))


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
            if decimals == "0":  # 815.0 for 81.5: the point moved, and the place filled
                yield "decimal", whole[:-1] + "." + whole[-1]
    if "," not in literal and len(literal) < _LONGEST:
        for place in range(len(literal) + 1):
            for digit in "0123456789":
                # a digit before or behind one like it is the same print
                if literal[place : place + 1] != digit and not (place == 0 and digit == "0"):
                    yield "dropped", literal[:place] + digit + literal[place:]


def _places(literal: str) -> int:
    return len(literal.partition(".")[2])
