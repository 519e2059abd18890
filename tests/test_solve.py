"""auditor.solve: what one figure would have to be."""

from __future__ import annotations

import pytest

from auditor.exact import Fraction
from auditor.formula import Values, parse
from auditor.interval import Interval
from auditor.solve import required

SUM = "whole == sum(part)"
PARTS = {"whole": ["99"], "part": ["3", "1", "6"]}
GROWTH = "rate == now / before - 1"
RATE = {"rate": ["1/2"], "now": ["12"], "before": ["10"]}
CHANGE = {"change": ["5"], "now": ["12"], "before": ["8"]}
PRODUCT = {"total": ["100"], "unit": ["2"], "quantity": ["4"]}
BALANCE = {"rate": ["1/4"], "change": ["3"], "now": ["12"]}


def points(roles: dict[str, list[str]]) -> Values:
    return {role: [Interval.exact(Fraction(value)) for value in found] for role, found in roles.items()}


@pytest.mark.parametrize(
    ("source", "roles", "role", "place", "wanted"),
    [
        (SUM, PARTS, "whole", 0, "10"),
        (SUM, PARTS, "part", 0, "92"),
        (SUM, PARTS, "part", 2, "95"),
        (GROWTH, RATE, "rate", 0, "1/5"),
        (GROWTH, RATE, "now", 0, "15"),
        (GROWTH, RATE, "before", 0, "8"),
        ("change == now - before", CHANGE, "change", 0, "4"),
        ("change == now - before", CHANGE, "now", 0, "13"),
        ("change == now - before", CHANGE, "before", 0, "7"),
        ("total == unit * quantity", PRODUCT, "unit", 0, "25"),
        ("total == unit * quantity", PRODUCT, "quantity", 0, "50"),
        ("100 == sum(part)", PARTS, "part", 1, "91"),
        ("now == change / rate", BALANCE, "rate", 0, "1/4"),
    ],
)
def test_figure_that_would_make_it_true(
    source: str, roles: dict[str, list[str]], role: str, place: int, wanted: str
) -> None:
    assert required(parse(source), points(roles), role, place) == Interval.exact(Fraction(wanted))


def test_falling_word_turns_what_is_stated() -> None:
    roles = points({"change": ["5"], "now": ["8"], "before": ["12"]})
    formula = parse("change == now - before")
    assert required(formula, roles, "before", 0, sign=-1) == Interval.exact(13)
    assert required(formula, roles, "change", 0, sign=-1) == Interval.exact(4)


def test_rounding_of_the_others_widens_the_answer() -> None:
    values = {
        "rate": [Interval(Fraction(1, 2), Fraction(3, 5))],
        "part": [Interval.exact(7)],
        "whole": [Interval(Fraction(10), Fraction(20))],
    }
    assert required(parse("rate == part / whole"), values, "part", 0) == Interval(Fraction(5), Fraction(12))


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("part <= whole", "part"),
        ("rate == (now - before) / before", "before"),
        ("rate == now / before", "quantity"),
        ("stated == count(part)", "part"),
        ("(1 + rate) ^ years == now / before", "rate"),
    ],
)
def test_formula_that_cannot_be_turned_round(source: str, role: str) -> None:
    values = points(
        {
            "part": ["1"],
            "whole": ["2"],
            "rate": ["1/2"],
            "now": ["3"],
            "before": ["2"],
            "years": ["2"],
            "stated": ["1"],
        }
    )
    assert required(parse(source), values, role, 0) is None


def test_divisor_that_may_be_zero_gives_no_answer() -> None:
    values = {
        "total": [Interval.exact(6)],
        "unit": [Interval(Fraction(0), Fraction(1))],
        "quantity": [Interval.exact(2)],
    }
    assert required(parse("total == unit * quantity"), values, "quantity", 0) is None
