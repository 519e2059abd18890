"""Exact rational numbers: the standard library's `Fraction`, quicker at what an audit does all the time.

The library asks a register of classes what kind of number the other operand is, at every comparison and every sum; here
it nearly always is another of these, or an int, and that is asked first.  Values, text, hashes and errors are the
library's, and so is every operation that is not written here.
"""

from __future__ import annotations

from fractions import Fraction as _Library
from math import gcd
from typing import TYPE_CHECKING

__all__ = ["Fraction"]

if TYPE_CHECKING:
    # One type with the library's: values may come from there, and go there.
    from fractions import Fraction
else:

    class Fraction(_Library):
        """A ratio of whole numbers in lowest terms, the lower one positive."""

        __slots__ = ()

        def __new__(cls, numerator=0, denominator=None):
            if type(numerator) is int:
                if denominator is None:
                    return _whole(numerator)
                if type(denominator) is int and denominator > 0:
                    return _ratio(numerator, denominator)
            return super().__new__(cls, numerator, denominator)

        def __add__(self, other):
            if type(other) is Fraction:
                over, under = self._denominator, other._denominator
                if over == 1 == under:
                    return _lowest(self._numerator + other._numerator, 1)
                return _ratio(self._numerator * under + other._numerator * over, over * under)
            if type(other) is int:
                return _lowest(self._numerator + other * self._denominator, self._denominator)
            return super().__add__(other)

        def __radd__(self, other):
            return self + other if type(other) is int else super().__radd__(other)

        def __sub__(self, other):
            if type(other) is Fraction:
                over, under = self._denominator, other._denominator
                if over == 1 == under:
                    return _lowest(self._numerator - other._numerator, 1)
                return _ratio(self._numerator * under - other._numerator * over, over * under)
            if type(other) is int:
                return _lowest(self._numerator - other * self._denominator, self._denominator)
            return super().__sub__(other)

        def __rsub__(self, other):
            if type(other) is int:
                return _lowest(other * self._denominator - self._numerator, self._denominator)
            return super().__rsub__(other)

        def __mul__(self, other):
            if type(other) is Fraction:
                under = self._denominator * other._denominator
                if under == 1:
                    return _lowest(self._numerator * other._numerator, 1)
                return _ratio(self._numerator * other._numerator, under)
            if type(other) is int:
                return self if other == 1 else _ratio(self._numerator * other, self._denominator)
            return super().__mul__(other)

        def __rmul__(self, other):
            return self * other if type(other) is int else super().__rmul__(other)

        def __truediv__(self, other):
            if type(other) is Fraction and other._numerator > 0:
                return _ratio(self._numerator * other._denominator, self._denominator * other._numerator)
            if type(other) is int and other > 0:
                return _ratio(self._numerator, self._denominator * other)
            return super().__truediv__(other)

        def __rtruediv__(self, other):
            if type(other) is int and self._numerator > 0:
                return _ratio(other * self._denominator, self._numerator)
            return super().__rtruediv__(other)

        def __pow__(self, exponent):
            if type(exponent) is int and exponent >= 0:
                return _lowest(self._numerator**exponent, self._denominator**exponent)
            return super().__pow__(exponent)

        def __neg__(self):
            return _lowest(-self._numerator, self._denominator)

        def __abs__(self):
            return self if self._numerator >= 0 else -self

        def __eq__(self, other):
            if type(other) is Fraction:
                return self._numerator == other._numerator and self._denominator == other._denominator
            if type(other) is int:
                return self._numerator == other and self._denominator == 1
            return super().__eq__(other)

        def __lt__(self, other):
            if type(other) is Fraction:
                return self._numerator * other._denominator < other._numerator * self._denominator
            if type(other) is int:
                return self._numerator < other * self._denominator
            return super().__lt__(other)

        def __le__(self, other):
            if type(other) is Fraction:
                return self._numerator * other._denominator <= other._numerator * self._denominator
            if type(other) is int:
                return self._numerator <= other * self._denominator
            return super().__le__(other)

        def __gt__(self, other):
            if type(other) is Fraction:
                return self._numerator * other._denominator > other._numerator * self._denominator
            if type(other) is int:
                return self._numerator > other * self._denominator
            return super().__gt__(other)

        def __ge__(self, other):
            if type(other) is Fraction:
                return self._numerator * other._denominator >= other._numerator * self._denominator
            if type(other) is int:
                return self._numerator >= other * self._denominator
            return super().__ge__(other)

        def __hash__(self):
            return hash(self._numerator) if self._denominator == 1 else super().__hash__()

        def __bool__(self):
            return self._numerator != 0


_new = object.__new__


def _lowest(numerator: int, denominator: int) -> Fraction:
    """A ratio that is in lowest terms already."""
    made = _new(Fraction)
    made._numerator = numerator  # type: ignore[attr-defined]
    made._denominator = denominator  # type: ignore[attr-defined]
    return made


def _whole(number: int) -> Fraction:
    return _lowest(number, 1)


def _ratio(numerator: int, denominator: int) -> Fraction:
    """A ratio of whole numbers, the lower one positive."""
    common = gcd(numerator, denominator)
    made = _new(Fraction)
    if common > 1:
        made._numerator = numerator // common  # type: ignore[attr-defined]
        made._denominator = denominator // common  # type: ignore[attr-defined]
    else:
        made._numerator = numerator  # type: ignore[attr-defined]
        made._denominator = denominator  # type: ignore[attr-defined]
    return made
