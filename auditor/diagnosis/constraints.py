"""Claims as constraints on their figures, under the checker's own tolerances."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.diagnosis.likelihood import eighths
from auditor.exact import Fraction
from auditor.formula import Formula
from auditor.frozen import dataclass, replace
from auditor.interval import ZERO, Interval
from auditor.judge import per_unit, quantity, recompute, resolution, truncated
from auditor.model import Figure, Verdict
from auditor.relations.readings import Reading
from auditor.rules import RelationRule
from auditor.settle import Settled, roles_of
from auditor.solve import admitted

Domains = Mapping[str, Interval]
_STEPS = 1000
_LEAST_WORTH, _MOST_WORTH = 8 * 2, 8 * 12


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """What must be true of some figures; `at_most`: the parts may fall short of their whole.

    A claim that the wording alone makes must be satisfied.  One that is a claim only because its figures agree
    may be given up: it was chance then, which costs its `worth`, in eighths of a bit (0: not to be given up).
    """

    formula: Formula
    kind: str
    roles: dict[str, list[Figure]]
    sign: int
    constants: tuple[tuple[str, int | Fraction], ...]
    bounds: tuple[int, int] | None
    at_most: bool
    holds: bool
    worth: int = 0

    @property
    def figures(self) -> list[Figure]:
        return [figure for found in self.roles.values() for figure in found]


def derived(one: Constraint) -> frozenset[str]:
    """The figure that was computed from the others, where one is: the rate, the change, the whole."""
    left = _left_figure(one)
    return frozenset() if left is None else frozenset({left[1].id})


def constraint(one: Settled) -> Constraint:
    """The constraint of a claim."""
    found = of_reading(one.rule, one.reading, holds=one.verdict is not Verdict.FAILS)
    loose = one.reading.partial and one.verdict is not Verdict.HOLDS
    worth = 0 if one.certain or not found.holds else _worth(one)
    return replace(found, at_most=loose, worth=worth)


def _worth(one: Settled) -> int:
    """How unlikely it is that the claim holds by chance."""
    if one.reading.bounds is not None:
        return _MOST_WORTH
    odds = resolution(one.outcome) / max(Fraction(one.reading.trials), Fraction(1))
    return max(_LEAST_WORTH, min(_MOST_WORTH, eighths(odds) if odds > 0 else 0))


def of_reading(rule: RelationRule, reading: Reading, holds: bool = False) -> Constraint:
    """The constraint that a reading would be."""
    return Constraint(
        rule.formula, rule.kind, roles_of(reading), reading.sign, reading.constants, reading.bounds, False, holds
    )


def satisfied(one: Constraint, changed: Mapping[str, Figure]) -> bool:
    """Does it hold with these figures in place of the printed ones?"""
    roles = {role: [changed.get(figure.id, figure) for figure in found] for role, found in one.roles.items()}
    if one.bounds is not None:
        stated = next(iter(roles.values()))[0].interval
        return stated.meets(Interval(Fraction(one.bounds[0]), Fraction(one.bounds[1])))
    outcome = recompute(one.formula, roles, one.sign, one.constants, exactly=False)
    if outcome is None:
        return False
    if one.at_most:
        low, high = outcome.computed.low, outcome.stated.high
        return low is None or high is None or low <= high
    return outcome.holds


def without(one: Constraint, figure: Figure) -> bool:
    """Would a sum hold without this part?  Then it says nothing of it: 0.01 among hundreds."""
    if one.kind != "sum" or figure not in one.roles.get("part", ()) or len(one.roles["part"]) < 3:
        return False
    return satisfied(one, {figure.id: replace(figure, value=ZERO, interval=Interval.exact(0))})


def allowed(one: Constraint, figure: Figure, domains: Domains) -> Interval | None:
    """The printed values of a figure that satisfy the constraint, the others as printed or within their
    domains; None where no interval can say."""
    if one.bounds is not None:
        return _printed(figure, Interval(Fraction(one.bounds[0]), Fraction(one.bounds[1])), quantity(figure))
    values = {role: [_quantity(each, domains) for each in found] for role, found in one.roles.items()}
    values.update({name: [Interval.exact(number)] for name, number in one.constants})
    role, place = _place(one, figure)
    left = _left_figure(one)
    stated = None
    loose = quantity(figure)
    if left is not None:
        loosened = truncated(values[left[0]][0], one.formula, one.roles)
        if role == left[0]:
            loose = truncated(loose, one.formula, one.roles)
        else:
            stated = loosened
    relation = ">=" if one.at_most else ""
    needed = admitted(one.formula, values, role, place, one.sign, relation, stated)
    if needed is None:
        return None if set(domains) - {figure.id} else _by_search(one, figure)
    return _printed(figure, needed, loose)


def _place(one: Constraint, figure: Figure) -> tuple[str, int]:
    for role, found in one.roles.items():
        for place, each in enumerate(found):
            if each.id == figure.id:
                return role, place
    raise KeyError(figure.id)


def _left_figure(one: Constraint) -> tuple[str, Figure] | None:
    """The figure that alone makes up the left side."""
    source = one.formula.source.partition("=")[0].strip(" <>")
    found = one.roles.get(source, [])
    return (source, found[0]) if len(found) == 1 else None


def _quantity(figure: Figure, domains: Domains) -> Interval:
    domain = domains.get(figure.id)
    if domain is None:
        return quantity(figure)
    spread = figure.interval - Interval.exact(figure.value)
    return _times(domain + spread, per_unit(figure))


def _printed(figure: Figure, needed: Interval, quantity_interval: Interval) -> Interval | None:
    """Where the printed value must lie for its tolerance to meet `needed`."""
    per = 1 / per_unit(figure)
    spread = _times(quantity_interval, per) - Interval.exact(figure.value)
    wanted = _times(needed, per)
    low = None if wanted.low is None or spread.high is None else wanted.low - spread.high
    high = None if wanted.high is None or spread.low is None else wanted.high - spread.low
    return Interval(low, high)


def _times(interval: Interval, factor: Fraction) -> Interval:
    same = factor == 1 and interval.is_closed
    return interval if same else interval * Interval.exact(factor)


def _by_search(one: Constraint, figure: Figure) -> Interval | None:
    """For formulas that cannot be turned round: bisection over the prints of the figure's precision."""
    step = figure.step or Fraction(1)
    most = max(int(abs(figure.value) / step), 1) * _STEPS
    sides = [_side(one, figure, step * k) for k in (1, most)]
    if None in sides or sides[0] == sides[1]:
        return None
    first = _bisect(one, figure, step, most, lambda side: side == sides[0])
    last = _bisect(one, figure, step, most, lambda side: side != sides[1])
    return Interval(step * (first + 1), step * last) if last > first else None


def _bisect(one: Constraint, figure: Figure, step: Fraction, most: int, before: object) -> int:
    """The last print that is still `before`; 0 where none is."""
    assert callable(before)
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        if before(_side(one, figure, step * middle)):
            low = middle
        else:
            high = middle
    return low


def _side(one: Constraint, figure: Figure, value: Fraction) -> int | None:
    """0 where the constraint holds, else on which side what is stated lies of what is computed."""
    moved = replace(figure, value=value, interval=figure.interval + Interval.exact(value - figure.value))
    roles = {role: [moved if each.id == figure.id else each for each in found] for role, found in one.roles.items()}
    outcome = recompute(one.formula, roles, one.sign, one.constants)
    if outcome is None:
        return None
    if outcome.holds:
        return 0
    below = outcome.stated.high is not None and outcome.computed.low is not None
    return -1 if below and outcome.stated.high < outcome.computed.low else 1  # type: ignore[operator]
