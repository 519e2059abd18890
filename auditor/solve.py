"""What one figure would have to be, for a relation to hold with all others as printed."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.formula import Call, Formula, Name, Node, Number, Operation, Values, evaluate
from auditor.interval import Interval


def required(formula: Formula, values: Values, role: str, place: int, sign: int = 1) -> Interval | None:
    """Interval in which figure `place` of `role` must lie; None where the formula cannot be turned round.

    Every operation is undone on the way from the root to the figure, which therefore may stand in the
    formula only once.  `sign` -1 turns what the left side states.
    """
    if formula.relation != "==":
        return None
    return admitted(formula, values, role, place, sign)


def required_each(formula: Formula, values: Values, role: str, sign: int = 1) -> list[Interval | None]:
    """`required` for every figure of a role."""
    first, *others = values[role]
    needed = required(formula, values, role, 0, sign)
    if needed is None or needed.low is None or needed.high is None or first.low is None or first.high is None:
        return [needed, *(required(formula, values, role, place, sign) for place in range(1, len(others) + 1))]
    # what the other parts of a sum leave to one part moves with that part, so that the first one tells the rest
    moved: list[Interval | None] = [needed]
    for place, one in enumerate(others, 1):
        if one.low is None or one.high is None:
            moved.append(required(formula, values, role, place, sign))
        else:
            moved.append(Interval(needed.low + one.high - first.high, needed.high + one.low - first.low))
    return moved


def admitted(
    formula: Formula,
    values: Values,
    role: str,
    place: int,
    sign: int = 1,
    relation: str = "",
    stated: Interval | None = None,
) -> Interval | None:
    """As `required`, for any relation: the formula's own, or another one in its place.  `stated` is what the
    left side counts as, where that is more than its figures print."""
    left, right = _mentions(formula.left, role), _mentions(formula.right, role)
    if left + right != 1:
        return None
    turn = Interval.exact(sign)
    relation = relation or formula.relation
    try:
        if left:
            target = _side(evaluate(formula.right, values), relation, upper="<=") * turn
            return _undo(formula.left, target, values, role, place)
        told = evaluate(formula.left, values) if stated is None else stated
        return _undo(formula.right, _side(told * turn, relation, upper=">="), values, role, place)
    except ZeroDivisionError:
        return None


def _side(other: Interval, relation: str, upper: str) -> Interval:
    """Where one side may lie, given the other: `upper` is the relation that bounds it from above."""
    if relation == "==":
        return other
    return Interval(None, other.high) if relation == upper else Interval(other.low, None)


def _mentions(node: Node, role: str) -> int:
    if isinstance(node, Operation):
        return _mentions(node.left, role) + _mentions(node.right, role)
    return int(not isinstance(node, Number) and node.role == role)


def _undo(node: Node, target: Interval, values: Values, role: str, place: int) -> Interval | None:
    if isinstance(node, Name):
        return target
    if isinstance(node, Call):
        return _rest_of_sum(node, target, values[role], place)
    assert isinstance(node, Operation)
    inside_left = _mentions(node.left, role) == 1
    other = evaluate(node.right if inside_left else node.left, values)
    found = _inverse(node.symbol, target, other, inside_left)
    return None if found is None else _undo(node.left if inside_left else node.right, found, values, role, place)


def _inverse(symbol: str, target: Interval, other: Interval, inside_left: bool) -> Interval | None:
    if symbol == "+":
        return target - other
    if symbol == "-":
        return target + other if inside_left else other - target
    if symbol == "*":
        return target / other
    if symbol == "/":
        return target * other if inside_left else other / target
    return None


def _rest_of_sum(node: Call, target: Interval, found: Sequence[Interval], place: int) -> Interval | None:
    if node.function != "sum":
        return None
    return target - Interval.total([*found[:place], *found[place + 1 :]])
