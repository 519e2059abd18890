"""Closed intervals of exact rationals, either end of which may be open to infinity.

A printed figure stands for every value that would have been rounded to it; a computation on
printed figures therefore gives an interval, and a relation can be true exactly when the interval
computed and the interval stated meet.  Interval arithmetic after Moore (1966); no floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from auditor.exact import Fraction
from auditor.frozen import dataclass

ZERO = Fraction(0)


def total(values: Sequence[Fraction]) -> Fraction:
    """Sum of numbers, of none: zero.  On one denominator it takes a fraction of the time of adding one by one."""
    denominator = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (denominator // value.denominator) for value in values), denominator)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; None means unbounded on that side."""

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"empty interval: {self.low} > {self.high}")

    @classmethod
    def exact(cls, value: Fraction | int) -> Interval:
        point = value if isinstance(value, Fraction) else Fraction(value)
        return cls(point, point)

    @classmethod
    def total(cls, values: Sequence[Interval]) -> Interval:
        """Sum of intervals, of none: zero."""
        lows = [value.low for value in values if value.low is not None]
        highs = [value.high for value in values if value.high is not None]
        complete = len(values)
        return cls(total(lows) if len(lows) == complete else None, total(highs) if len(highs) == complete else None)

    @property
    def is_zero(self) -> bool:
        return self.low is not None and self.high is not None and not self.low and not self.high

    @property
    def is_closed(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """Distance between the ends, None where one is open."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Is there a value in both?"""
        left = self.low is None or other.high is None or self.low <= other.high
        right = other.low is None or self.high is None or other.low <= self.high
        return left and right

    def contains(self, value: Fraction) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(_minus(self.high), _minus(self.low))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_less(self.low, other.high), _less(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return Interval(ZERO, ZERO) if self.is_zero or other.is_zero else _open_product(self, other)
        if self.low >= 0 and other.low >= 0:
            return Interval(self.low * other.low, self.high * other.high)
        ends = (self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient.

        Raises:
            ZeroDivisionError: the divisor contains zero.
        """
        low, high, least, most = self.low, self.high, other.low, other.high
        if low is None or high is None or least is None or most is None or low < 0 or least <= 0:
            return self * other.inverse()
        return Interval(low / most, high / least)

    def __pow__(self, exponent: int) -> Interval:
        """Whole power of an interval without negative values.

        Raises:
            ValueError: a negative value or exponent.
        """
        if self.low is None or self.low < 0 or exponent < 0:
            raise ValueError("only powers of values that are not negative")
        return Interval(self.low**exponent, None if self.high is None else self.high**exponent)

    def inverse(self) -> Interval:
        if self.contains(ZERO):
            raise ZeroDivisionError("divisor contains zero")
        low = ZERO if self.high is None else 1 / self.high
        high = ZERO if self.low is None else 1 / self.low
        return Interval(low, high)


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _less(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b


def _minus(a: Fraction | None) -> Fraction | None:
    return None if a is None else -a


def _open_product(a: Interval, b: Interval) -> Interval:
    """Product where a side is open: as open as the products of the ends are.  An end that is zero stays zero however far
    the other side goes, for every value of it is a number."""
    corners = [_corner(x, y) for x in _ends(a) for y in _ends(b)]
    finite = [value for value, _ in corners if value is not None]
    infinite = {sign for value, sign in corners if value is None}
    return Interval(None if -1 in infinite else min(finite), None if 1 in infinite else max(finite))


_End = tuple[Fraction | None, int]


def _ends(interval: Interval) -> tuple[_End, _End]:
    """Both ends with their signs; of one that is open, only the sign is known."""
    low, high = interval.low, interval.high
    return (low, -1 if low is None else _sign(low)), (high, 1 if high is None else _sign(high))


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _corner(one: _End, other: _End) -> _End:
    sign = one[1] * other[1]
    if not sign:
        return ZERO, 0
    return (None if one[0] is None or other[0] is None else one[0] * other[0]), sign
