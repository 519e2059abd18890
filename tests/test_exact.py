"""The quick rational numbers are those of the standard library, whatever is done with them."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction as Library
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.exact import Fraction

INTEGERS = st.integers(-(10**12), 10**12) | st.integers(-9, 9)
RATIOS = st.builds(Library, INTEGERS, INTEGERS.filter(bool))
OPERATIONS = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod,
    operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge,
]  # fmt: skip
ALONE: list[Callable[[Any], Any]] = [
    operator.neg, operator.pos, abs, hash, bool, str, repr, int, float, round, copy.copy, copy.deepcopy,
    lambda value: round(value, 2), lambda value: pickle.loads(pickle.dumps(value)), lambda value: (value.numerator, value.denominator),
]  # fmt: skip


def outcome(task: Callable[..., Any], *values: Any) -> Any:
    """What comes of it, or how it fails."""
    try:
        return task(*values)
    except (ArithmeticError, TypeError, ValueError) as error:
        return type(error), str(error)


def quick(value: Library) -> Fraction:
    return Fraction(value.numerator, value.denominator)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(left=RATIOS, right=RATIOS, whole=INTEGERS)
def test_two_of_them(operation: Callable[..., Any], left: Library, right: Library, whole: int) -> None:
    expected = outcome(operation, left, right)
    for pair in ((quick(left), quick(right)), (quick(left), right), (left, quick(right))):
        assert outcome(operation, *pair) == expected
    assert outcome(operation, quick(left), whole) == outcome(operation, left, whole)
    assert outcome(operation, whole, quick(left)) == outcome(operation, whole, left)


@pytest.mark.parametrize("operation", ALONE)
@given(value=RATIOS)
def test_one_of_them(operation: Callable[..., Any], value: Library) -> None:
    assert outcome(operation, quick(value)) == outcome(operation, value)


@given(value=RATIOS, exponent=st.integers(-4, 6) | st.just(Library(2)) | st.just(0.5))
def test_powers(value: Library, exponent: object) -> None:
    assert outcome(operator.pow, quick(value), exponent) == outcome(operator.pow, value, exponent)


@pytest.mark.parametrize("other", [2.5, Decimal("2.5"), 1j, True, "2", None])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_numbers_of_other_kinds(operation: Callable[..., Any], other: object) -> None:
    for value in (Library(7, 3), Library(5, 2), Library(2)):
        assert outcome(operation, quick(value), other) == outcome(operation, value, other)
        assert outcome(operation, other, quick(value)) == outcome(operation, other, value)


@pytest.mark.parametrize(
    "arguments", [(), (3,), (6, -4), (0, 5), (1, 0), ("3.14",), ("22/7",), ("x",), (Decimal("0.1"),), (0.5,), (True,), (Library(1, 3), 2)]
)  # fmt: skip
def test_made_of(arguments: tuple[Any, ...]) -> None:
    found, expected = outcome(Fraction, *arguments), outcome(Library, *arguments)
    assert found == expected
    if isinstance(expected, Library):
        assert type(found) is Fraction
        assert (found.numerator, found.denominator) == (expected.numerator, expected.denominator)


@given(left=RATIOS, right=RATIOS, whole=INTEGERS)
def test_what_comes_of_them_is_as_quick(left: Library, right: Library, whole: int) -> None:
    one, other = quick(left), quick(right)
    made = [one + other, one - other, one * other, -one, abs(one), one**2, one + whole, whole - one, whole * one]
    assert {type(value) for value in made} == {Fraction}
