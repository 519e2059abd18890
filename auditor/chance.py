"""How often chance alone would let a usual slip mend a relation that fails.

Every variant of every figure moves the difference between what is stated and what is computed by some amount.
The relation is mended wherever that brings the two within their tolerance.  The share of the range of plausible
differences that all variants together cover is the chance that a relation nobody meant is mended by some slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import cast

from auditor.formula import Formula, evaluate
from auditor.interval import Interval
from auditor.judge import Constants, Outcome, per_unit, point, quantity, recompute
from auditor.slips import Roles, Slip, candidates, variants

# Differences are plausible up to the stated value being twice what is computed, or half of it, or the one at hand.
_LEAST = Fraction(-1, 2)
_MOST = Fraction(1)
# In last digits of what is stated.
_FAR_APART = 3
_LEAST_WIDTH = Fraction(1, 2)


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
    odds = chances(formula, roles, sign, constants)
    told = (replace(slip, chance=odds[slip.kind]) for slip in found if slip.kind in odds)
    return tuple(slip for slip in told if slip.chance <= most)


def chances(formula: Formula, roles: Roles, sign: int = 1, constants: Constants = ()) -> dict[str, Fraction]:
    """For each kind of slip, the chance (0 to 1) that it mends a relation that was never meant.

    Empty where a hedge leaves a side open (超3亿元), so that nothing can be told.
    """
    found = recompute(formula, roles, sign, constants)
    if found is None or any(figure.interval.width is None for figures in roles.values() for figure in figures):
        return {}
    middles = {role: [_middle(quantity(figure)) for figure in figures] for role, figures in roles.items()}
    values = {role: [Interval.exact(middle) for middle in found] for role, found in middles.items()}
    values.update({name: [Interval.exact(number)] for name, number in constants})
    at_rest = _gap(formula, values, sign)
    size = abs(_middle(found.computed))
    if at_rest is None or not size:
        return {}
    half = _tolerance(found)
    low, high = min(size * _LEAST, at_rest - half), max(size * _MOST, at_rest + half)
    reached: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for role, figures in roles.items():
        for place, figure in enumerate(figures):
            per, middle = per_unit(figure), middles[role][place]
            shift = _shift(formula, values, sign, role, place)
            for variant in variants(figure):
                moved = shift(middle + (variant.value - figure.value) * per)
                if moved is not None:
                    reached.setdefault(variant.kind, []).append((-moved - half, -moved + half))
    return {kind: _covered(places, low, high) / (high - low) for kind, places in reached.items()}


def _shift(
    formula: Formula, values: Mapping[str, list[Interval]], sign: int, role: str, place: int
) -> Callable[[Fraction], Fraction | None]:
    """How far the gap moves when one figure takes another value; None where a divisor becomes zero.

    Where equal steps of the figure move it equally, as in every sum, two trials tell all the rest.
    """
    here = _middle(values[role][place])

    def gap_at(value: Fraction) -> Fraction | None:
        moved = [*values[role][:place], Interval.exact(value), *values[role][place + 1 :]]
        return _gap(formula, {**values, role: moved}, sign)

    at_rest = gap_at(here)
    steps = [gap_at(here + away) for away in (1, 3)]
    if at_rest is None:
        return lambda value: None
    if None not in steps and (slope := cast(Fraction, steps[0]) - at_rest) * 3 == cast(Fraction, steps[1]) - at_rest:
        return lambda value: (value - here) * slope
    return lambda value: None if (gap := gap_at(value)) is None else gap - at_rest


def misscaled(formula: Formula, roles: Roles) -> tuple[Slip, ...]:
    """A figure that is lost in the rounding of the others as it stands, and in the scale that all others are
    printed in would bring both sides together: 53亿元 + 0.5万元 + 15.6亿元 = 69.1亿元."""
    figures = [figure for found in roles.values() for figure in found]
    coarsest = max(figure.step for figure in figures)
    small = [figure for figure in figures if 0 < figure.value < coarsest / 2 and "万" in figure.text]
    if len(small) != 1 or len(figures) < 3 or any("亿" not in figure.text for figure in figures if figure not in small):
        return ()
    (figure,) = small
    least = max((one.step for role in formula.stated for one in roles.get(role, ())), default=Fraction(0))
    before = _apart(formula, roles)
    for variant in variants(figure):
        if variant.kind == "scale" and before is not None and before >= _FAR_APART * least:
            mended = replace(figure, value=variant.value, interval=Interval.exact(variant.value))
            changed = {role: [mended if one is figure else one for one in found] for role, found in roles.items()}
            after = _apart(formula, changed)
            if after is not None and 2 * after <= least:
                return (Slip(figure, variant.text, variant.kind, Fraction(0)),)
    return ()


def _apart(formula: Formula, roles: Roles) -> Fraction | None:
    """How far apart the two sides are as printed."""
    gap = _gap(formula, {role: [point(figure) for figure in found] for role, found in roles.items()}, 1)
    return None if gap is None else abs(gap)


def _gap(formula: Formula, values: Mapping[str, list[Interval]], sign: int) -> Fraction | None:
    """What is stated less what is computed, of printed values."""
    try:
        stated, computed = evaluate(formula.left, values), evaluate(formula.right, values)
    except ZeroDivisionError:
        return None
    return _middle(stated) * sign - _middle(computed)


def _middle(interval: Interval) -> Fraction:
    return (cast(Fraction, interval.low) + cast(Fraction, interval.high)) / 2


def _tolerance(outcome: Outcome) -> Fraction:
    """How far the two sides may be apart; whole numbers printed in full are told apart by one."""
    width = cast(Fraction, outcome.stated.width) + cast(Fraction, outcome.computed.width)
    return width / 2 or _LEAST_WIDTH


def _covered(places: Iterable[tuple[Fraction, Fraction]], low: Fraction, high: Fraction) -> Fraction:
    """How much of a range the given stretches cover together."""
    covered, at = Fraction(0), low
    for place in sorted(places):
        start, end = max(place[0], at), min(place[1], high)
        if end > start:
            covered += end - start
            at = end
    return covered
