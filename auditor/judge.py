"""Candidate readings → verdicts: what the figures give against what is stated.

Holding confirms, failing needs evidence: of several readings of one statement the one that holds is
taken; only where none holds, and the wording leaves no other reading, does the claim fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Union

from auditor.exact import Fraction
from auditor.formula import Formula, FormulaError, evaluate, evaluate_points
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.model import Figure

_PER = {
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "个百分点": Fraction(1, 100),
    "个千分点": Fraction(1, 1000),
}
_ONE = Fraction(1)
# A rate is often cut off rather than rounded: 36.37% printed as 36.3%.
_ROUNDED = ("percent", "times")

Roles = Mapping[str, Sequence[Figure]]
Constants = Sequence[tuple[str, Union[int, Fraction]]]  # noqa: UP007 (evaluated at run time on 3.10)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`stated` against `computed`, as pure numbers or in the figures' base unit."""

    holds: bool
    exact: bool
    stated: Interval
    computed: Interval


def per_unit(figure: Figure) -> Fraction:
    """What one printed unit counts in a formula: 1/100 for % and 百分点, else 1."""
    return _PER.get(figure.unit, _ONE)


def quantity(figure: Figure) -> Interval:
    """The figure's interval as it enters a formula: 37% is 0.37, 2 points are 0.02."""
    per = _PER.get(figure.unit)
    if per is None:
        return figure.interval
    low, high = figure.interval.low, figure.interval.high
    return Interval(None if low is None else low * per, None if high is None else high * per)


def recompute(
    formula: Formula, roles: Roles, sign: int = 1, constants: Constants = (), exactly: bool = True
) -> Outcome | None:
    """Outcome of a formula over the figures of each role; None where a divisor may be zero, or a
    power is of what may be negative.

    `sign` -1 turns what is stated: 下降3% states -3%.  Without `exactly` nobody asks whether it holds exactly.

    Raises:
        FormulaError: the formula names a role that has no figure.
    """
    values = {role: [quantity(figure) for figure in figures] for role, figures in roles.items()}
    values.update({name: [Interval.exact(number)] for name, number in constants})
    try:
        stated, computed = evaluate(formula.left, values), evaluate(formula.right, values)
    except FormulaError:
        raise
    except (ZeroDivisionError, ValueError):  # a power of what may be negative
        return None
    cut = _cut(formula, roles)
    loose = stated if cut is None else evaluate(formula.left, {**values, cut[0]: [_cut_off(values[cut[0]][0], cut[1])]})
    holds = _compare(formula.relation, _turned(loose, sign), computed)
    exact = exactly and holds and _is_exact(formula, roles, sign, constants)
    return Outcome(holds, exact, _turned(stated, sign), computed)


def _turned(stated: Interval, sign: int) -> Interval:
    return stated if sign > 0 else -stated


def _is_exact(formula: Formula, roles: Roles, sign: int, constants: Constants) -> bool:
    """Does it hold of the printed values themselves?"""
    points = {role: [figure.value * per_unit(figure) for figure in figures] for role, figures in roles.items()}
    points.update({name: [Fraction(number)] for name, number in constants})
    stated, computed = evaluate_points(formula.left, points) * sign, evaluate_points(formula.right, points)
    if formula.relation == "==":
        return stated == computed
    return stated <= computed if formula.relation == "<=" else stated >= computed


def truncated(stated: Interval, formula: Formula, roles: Roles) -> Interval:
    """The rate that a formula states, widened by half a step where it may have been cut off instead of rounded."""
    cut = _cut(formula, roles)
    return stated if cut is None else _cut_off(stated, cut[1])


def _cut_off(stated: Interval, further: Fraction) -> Interval:
    return stated if stated.high is None else Interval(stated.low, stated.high + further)


def _cut(formula: Formula, roles: Roles) -> tuple[str, Fraction] | None:
    """The role of the rate that may have been cut off, and how much further it then reaches."""
    left = [(role, figure) for role in formula.stated if role in roles for figure in roles[role]]
    if len(left) != 1 or left[0][1].dimension not in _ROUNDED:
        return None
    if sum(len(roles[role]) for role in formula.roles if role in roles) < 2:
        return None
    role, figure = left[0]
    return None if figure.hedge is not None or not figure.step else (role, figure.step * per_unit(figure) / 2)


def _compare(relation: str, stated: Interval, computed: Interval) -> bool:
    if relation == "==":
        return stated.meets(computed)
    if relation == "<=":
        return stated.low is None or computed.high is None or stated.low <= computed.high
    return stated.high is None or computed.low is None or stated.high >= computed.low


def resolution(outcome: Outcome) -> Fraction:
    """How many values could be told apart: the middle of what is stated over the tolerance of the
    comparison.  The chance that a wrong reading holds by accident is about one in this many."""
    stated, computed = outcome.stated, outcome.computed
    low, high, least, most = stated.low, stated.high, computed.low, computed.high
    if low is None or high is None or least is None or most is None:
        return _ONE
    middle = abs(low + high) / 2
    return middle / ((high - low) + (most - least) or 1)
