"""auditor.interval: closed intervals of exact rationals."""

from __future__ import annotations

import fractions

import pytest

from auditor.exact import Fraction
from auditor.interval import Interval


def span(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))


def test_exact_is_a_point() -> None:
    point = Interval.exact(7)
    assert (point.low, point.high, point.width) == (Fraction(7), Fraction(7), Fraction(0))


def test_low_above_high_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        span("2", "1")


def test_width_is_unknown_where_a_side_is_open() -> None:
    assert span("1", "4").width == 3
    assert span("1", None).width is None
    assert span(None, "1").width is None


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (span("1", "2"), span("2", "3"), True),
        (span("1", "2"), span("2.01", "3"), False),
        (span("1", "5"), span("2", "3"), True),
        (span("3", None), span(None, "3"), True),
        (span("3", None), span(None, "2.9"), False),
        (span(None, None), span("9", "9"), True),
    ],
)
def test_meets_both_ways(one: Interval, other: Interval, meets: bool) -> None:
    assert one.meets(other) is meets
    assert other.meets(one) is meets


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (span("1", "2"), ["1", "1.5", "2"], ["0.99", "2.01"]),
        (span("1", None), ["1", "99999"], ["0"]),
        (span(None, "2"), ["-99999", "2"], ["2.5"]),
    ],
)
def test_contains_both_ends(interval: Interval, inside: list[str], outside: list[str]) -> None:
    assert all(interval.contains(Fraction(value)) for value in inside)
    assert not any(interval.contains(Fraction(value)) for value in outside)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (span("1", "2") + span("10", "20"), span("11", "22")),
        (span("1", None) + span("10", "20"), span("11", None)),
        (span("1", "2") - span("10", "20"), span("-19", "-8")),
        (span("1", "2") - span("10", None), span(None, "-8")),
        (-span("1", None), span(None, "-1")),
        (span("-2", "3") * span("-5", "7"), span("-15", "21")),
        (span("-3", "-2") * span("4", "5"), span("-15", "-8")),
        (span("2", "4") / span("8", "16"), span("1/8", "1/2")),
        (span("2", "4") / span("-2", "-1"), span("-4", "-1")),
    ],
)
def test_arithmetic(found: Interval, wanted: Interval) -> None:
    assert found == wanted


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (span("2", None) * span("3", "4"), span("6", None)),
        (span("2", None) * span("3", None), span("6", None)),
        (span("2", None) * span("-4", "-3"), span(None, "-6")),
        (span(None, "-2") * span(None, "-3"), span("6", None)),
        (span("-1", None) * span("3", "4"), span("-4", None)),
        (span("-1", None) * span("-3", "4"), span(None, None)),
        (span(None, "5") * span("1", "1"), span(None, "5")),
        (span("0", "0") * span("3", None), span("0", "0")),
        (span(None, None) * span("0", "0"), span("0", "0")),
        (span("6", "6") / span("3", None), span("0", "2")),
        (span("6", None) / span("3", "4"), span("3/2", None)),
    ],
)
def test_open_products_stay_as_tight_as_their_signs_allow(found: Interval, wanted: Interval) -> None:
    assert found == wanted


@pytest.mark.parametrize("divisor", [span("-1", "1"), span("0", "1"), span(None, "0"), span(None, None)])
def test_divisor_with_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError):
        span("1", "2") / divisor


def test_power() -> None:
    assert span("2", "3") ** 3 == span("8", "27")
    assert span("1.1", None) ** 2 == span("1.21", None)
    assert span("2", "3") ** 0 == span("1", "1")
    assert span("0", "3") ** 2 == span("0", "9")
    assert span("0.5", "3") ** 2 == span("0.25", "9")


@pytest.mark.parametrize(("base", "exponent"), [(span("-1", "2"), 2), (span(None, "2"), 2), (span("1", "2"), -1)])
def test_power_of_negative_values_is_refused(base: Interval, exponent: int) -> None:
    with pytest.raises(ValueError, match=r"^only powers of values that are not negative$"):
        base**exponent


def test_result_is_exact_where_floats_are_not() -> None:
    assert span("0.1", "0.1") + span("0.2", "0.2") == span("0.3", "0.3")


ENDS = (None, Fraction(-2), Fraction(-1), Fraction(0), Fraction(1), Fraction(3))
ALL = [Interval(a, b) for a in ENDS for b in ENDS if a is None or b is None or a <= b]
INFINITE = 10**6  # farther than any product of the ends


def product(one: Interval, other: Interval) -> Interval:
    """The least interval with every product."""
    if one.is_zero or other.is_zero:
        return Interval.exact(0)
    sides = [
        (Fraction(-INFINITE) if i.low is None else i.low, Fraction(INFINITE) if i.high is None else i.high)
        for i in (one, other)
    ]
    corners = [a * b for a in sides[0] for b in sides[1]]
    low, high = min(corners), max(corners)
    return Interval(None if low <= -INFINITE else low, None if high >= INFINITE else high)


@pytest.mark.parametrize("one", ALL, ids=str)
def test_product_is_the_hull_of_the_products_of_the_ends(one: Interval) -> None:
    assert [one * other for other in ALL] == [product(one, other) for other in ALL]


@pytest.mark.parametrize("one", ALL, ids=str)
def test_sums_are_open_where_a_term_is(one: Interval) -> None:
    for other in ALL:
        total = one + other
        assert (total.low is None) == (one.low is None or other.low is None)
        assert (total.high is None) == (one.high is None or other.high is None)
    assert (-one).low == (None if one.high is None else -one.high)
    assert (-one).high == (None if one.low is None else -one.low)


def test_inverse_of_an_open_interval_reaches_to_zero() -> None:
    assert Interval(Fraction(2), None).inverse() == Interval(Fraction(0), Fraction(1, 2))
    assert Interval(None, Fraction(-2)).inverse() == Interval(Fraction(-1, 2), Fraction(0))
    assert Interval(Fraction(2), Fraction(4)).inverse() == Interval(Fraction(1, 4), Fraction(1, 2))
    with pytest.raises(ZeroDivisionError, match=r"^divisor contains zero$"):
        Interval(Fraction(0), None).inverse()


def test_a_total_is_open_where_one_of_its_parts_is() -> None:
    assert Interval.total([span("1", "2"), span("3", "5")]) == span("4", "7")
    assert Interval.total([span("1", None), span("3", "5")]) == span("4", None)
    assert Interval.total([span("1", "2"), span(None, "5")]) == span(None, "7")
    assert Interval.total([]) == span("0", "0")


def test_what_is_exact_is_of_our_own_kind_of_fraction() -> None:
    for value in (3, fractions.Fraction(3, 2), Fraction(3, 2)):
        low = Interval.exact(value).low
        assert type(low) is Fraction
        assert low == value


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (span(None, "5"), span("1", "2"), span(None, "4")),
        (span("3", None), span("1", "2"), span("1", None)),
        (span("3", "5"), span(None, "2"), span("1", None)),
        (span("3", "5"), span("1", None), span(None, "4")),
        (span(None, None), span(None, None), span(None, None)),
    ],
)
def test_differences_are_open_where_a_term_is(one: Interval, other: Interval, wanted: Interval) -> None:
    assert one - other == wanted
