"""auditor.interval: closed intervals of exact rationals."""

from __future__ import annotations

from fractions import Fraction

import pytest

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
        (span("-1", None) * span("3", "4"), span(None, None)),
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


@pytest.mark.parametrize(("base", "exponent"), [(span("-1", "2"), 2), (span(None, "2"), 2), (span("1", "2"), -1)])
def test_power_of_negative_values_is_refused(base: Interval, exponent: int) -> None:
    with pytest.raises(ValueError, match="not negative"):
        base**exponent


def test_result_is_exact_where_floats_are_not() -> None:
    assert span("0.1", "0.1") + span("0.2", "0.2") == span("0.3", "0.3")


def test_a_total_is_open_where_one_of_its_parts_is() -> None:
    assert Interval.total([span("1", "2"), span("3", "5")]) == span("4", "7")
    assert Interval.total([span("1", None), span("3", "5")]) == span("4", None)
    assert Interval.total([span("1", "2"), span(None, "5")]) == span(None, "7")
    assert Interval.total([]) == span("0", "0")
