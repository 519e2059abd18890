"""How often chance alone would let a usual slip mend a relation that fails.

Every variant of every figure moves the difference between what is stated and what is computed by some amount.
The relation is mended wherever that brings the two within their tolerance.  The share of the range of plausible
differences that all variants together cover is the chance that a relation nobody meant is mended by some slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from math import ceil, floor
from typing import cast

from auditor.exact import Fraction
from auditor.formula import Formula, evaluate_points
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.judge import Constants, Outcome, per_unit, quantity, recompute
from auditor.model import Figure
from auditor.slips import Roles, Slip, candidates, families

# Differences are plausible up to the stated value being twice what is computed, or half of it, or the one at hand.
_LEAST = Fraction(-1, 2)
_MOST = Fraction(1)
# In last digits of what is stated.
_FAR_APART = 3
_LEAST_WIDTH = Fraction(1, 2)
# The range of plausible gaps is cut so fine that the odds are true to a billionth.
_POINTS = 1 << 40


def explain(
    formula: Formula,
    roles: Roles,
    most: Fraction,
    sign: int = 1,
    constants: Constants = (),
) -> tuple[Slip, ...]:
    """The slips that would mend a failing relation; none of a kind that chance alone mends more often than `most`."""
    found = candidates(formula, roles, sign, constants)
    if not found:
        return ()
    odds = chances(formula, roles, sign, constants, frozenset(slip.kind for slip in found))
    told = (replace(slip, chance=odds[slip.kind]) for slip in found if slip.kind in odds)
    return tuple(slip for slip in told if slip.chance <= most)


def chances(
    formula: Formula, roles: Roles, sign: int = 1, constants: Constants = (), kinds: Set[str] | None = None
) -> dict[str, Fraction]:
    """For each kind of slip, of those that are asked for, the chance (0 to 1) that it mends a relation that was never
    meant.

    Empty where a hedge leaves a side open (超3亿元), so that nothing can be told.
    """
    found = recompute(formula, roles, sign, constants)
    if found is None or any(not figure.interval.is_closed for figures in roles.values() for figure in figures):
        return {}
    values = {role: [_middle(quantity(figure)) for figure in figures] for role, figures in roles.items()}
    values.update({name: [Fraction(number)] for name, number in constants})
    at_rest = _gap(formula, values, sign)
    size = abs(_middle(found.computed))
    if at_rest is None or not size:
        return {}
    half = _tolerance(found)
    low, high = min(size * _LEAST, at_rest - half), max(size * _MOST, at_rest + half)
    scale = _Scale(low + half, _POINTS / (high - low), ceil(2 * half * _POINTS / (high - low)))
    reached: dict[str, list[int]] = {}
    for role, figures in roles.items():
        for place, figure in enumerate(figures):
            gap_at = _gap_at(formula, values, sign, role, place)
            for kind, firsts in _mended(figure, gap_at, values[role][place], at_rest, scale, kinds):
                reached.setdefault(kind, []).extend(firsts)
    return {kind: Fraction(_covered(places, scale.wide), _POINTS) for kind, places in reached.items()}


@dataclass(frozen=True, slots=True)
class _Scale:
    """The range of plausible gaps cut into points, so that places in it are whole numbers: a gap lies
    `per_point` times its distance from `start` on, and each slip covers `wide` points."""

    start: Fraction
    per_point: Fraction
    wide: int


def _gap_at(
    formula: Formula, values: Mapping[str, list[Fraction]], sign: int, role: str, place: int
) -> Callable[[Fraction], Fraction | None]:
    """The gap when one figure takes another value; None where a divisor becomes zero."""

    def gap_at(value: Fraction) -> Fraction | None:
        moved = [*values[role][:place], value, *values[role][place + 1 :]]
        return _gap(formula, {**values, role: moved}, sign)

    return gap_at


def _mended(
    figure: Figure,
    gap_at: Callable[[Fraction], Fraction | None],
    here: Fraction,
    at_rest: Fraction,
    scale: _Scale,
    kinds: Set[str] | None,
) -> Iterator[tuple[str, list[int]]]:
    """For the prints that the figure may have had, by their kind: the first points of the gaps that they would close."""
    per, slope = per_unit(figure), _slope(gap_at, here, at_rest)
    for family in families(figure):
        asked = {kind: numbers for kind, numbers in family.numbers.items() if kinds is None or kind in kinds}
        if slope is None:
            for kind, numbers in asked.items():
                gaps = [gap_at(here + (number * family.grid - figure.value) * per) for number in numbers]
                starts = (at_rest - gap - scale.start for gap in gaps if gap is not None)
                yield kind, [floor(start * scale.per_point) for start in starts]
            continue
        step = -family.grid * per * slope * scale.per_point
        first = (figure.value * per * slope - scale.start) * scale.per_point
        times, plus = step.numerator * first.denominator, first.numerator * step.denominator
        over = step.denominator * first.denominator
        for kind, numbers in asked.items():
            yield kind, [(number * times + plus) // over for number in numbers]


def _slope(gap_at: Callable[[Fraction], Fraction | None], here: Fraction, at_rest: Fraction) -> Fraction | None:
    """How far the gap moves with a figure, where equal steps of it move it equally, as in every sum: two trials
    tell all the rest."""
    one, three = gap_at(here + 1), gap_at(here + 3)
    if one is None or three is None or (one - at_rest) * 3 != three - at_rest:
        return None
    return one - at_rest


def misscaled(formula: Formula, roles: Roles) -> tuple[Slip, ...]:
    """A figure that is lost in the rounding of the others as it stands, and in the scale that all others are
    printed in would bring both sides together: 53亿元 + 0.5万元 + 15.6亿元 = 69.1亿元."""
    figures = [figure for found in roles.values() for figure in found]
    coarsest = max(figure.step for figure in figures)
    small = [figure for figure in figures if "万" in figure.text and 0 < figure.value < coarsest / 2]
    if len(small) != 1 or len(figures) < 3 or any("亿" not in figure.text for figure in figures if figure not in small):
        return ()
    (figure,) = small
    least = max((one.step for role in formula.stated for one in roles.get(role, ())), default=Fraction(0))
    before = _apart(formula, roles)
    for family in families(figure):
        variant, value = family.variants[0], family.value(family.variants[0])
        if variant.kind == "scale" and before is not None and before >= _FAR_APART * least:
            mended = replace(figure, value=value, interval=Interval.exact(value))
            changed = {role: [mended if one is figure else one for one in found] for role, found in roles.items()}
            after = _apart(formula, changed)
            if after is not None and 2 * after <= least:
                return (Slip(figure, variant.text, variant.kind, Fraction(0)),)
    return ()


def _apart(formula: Formula, roles: Roles) -> Fraction | None:
    """How far apart the two sides are as printed."""
    values = {role: [figure.value * per_unit(figure) for figure in found] for role, found in roles.items()}
    gap = _gap(formula, values, 1)
    return None if gap is None else abs(gap)


def _gap(formula: Formula, values: Mapping[str, list[Fraction]], sign: int) -> Fraction | None:
    """What is stated less what is computed, of values without tolerance; None where a divisor is zero."""
    try:
        return evaluate_points(formula.left, values) * sign - evaluate_points(formula.right, values)
    except ZeroDivisionError:
        return None


def _middle(interval: Interval) -> Fraction:
    return (cast(Fraction, interval.low) + cast(Fraction, interval.high)) / 2


def _tolerance(outcome: Outcome) -> Fraction:
    """How far the two sides may be apart; whole numbers printed in full are told apart by one."""
    width = cast(Fraction, outcome.stated.width) + cast(Fraction, outcome.computed.width)
    return width / 2 or _LEAST_WIDTH


def _covered(places: Iterable[int], wide: int) -> int:
    """How many points of the range stretches of one width cover together, given where they begin."""
    covered = at = 0
    for first in sorted([first for first in places if -wide < first < _POINTS]):
        start, end = max(first, at), min(first + wide, _POINTS)
        if end > start:
            covered += end - start
            at = end
    return covered
