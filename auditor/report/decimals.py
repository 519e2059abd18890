"""Exact rationals as decimal strings: no floats, no exponents, no trailing zeros."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from auditor.exact import Fraction

_DIGITS = 12


class Toward(Enum):
    """Where a fraction goes that has no end in decimal; the others are never rounded."""

    NEAREST = "nearest"
    LOW = "low"
    HIGH = "high"


def decimal_string(value: Fraction, toward: Toward = Toward.NEAREST) -> str:
    """`value` in decimal, exact where that ends, otherwise 12 significant digits."""
    places = _places(value.denominator)
    if places is None:
        value = _rounded(value, toward)
        places = _places(value.denominator) or 0
    scaled = _digits(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    whole, part = (scaled[:-places], scaled[-places:].rstrip("0")) if places else (scaled, "")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def exact_string(value: Fraction) -> str:
    """In decimal where that ends, as a fraction where not: `Fraction` reads both back without loss."""
    shown = decimal_string(value)
    return shown if Fraction(shown) == value else f"{value.numerator}/{value.denominator}"


def _places(denominator: int) -> int | None:
    """Decimal places that a reduced fraction over `denominator` needs, None if it never ends."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None


def _rounded(value: Fraction, toward: Toward) -> Fraction:
    size = abs(value)
    exponent = len(_digits(int(size))) - 1 if size >= 1 else -len(_digits(int(1 / size)))
    unit = Fraction(10) ** (exponent - _DIGITS + 1)
    count = value / unit
    if toward is Toward.LOW:
        return (count.numerator // count.denominator) * unit
    if toward is Toward.HIGH:
        return -(-count.numerator // count.denominator) * unit
    return round(count) * unit


def _digits(number: int) -> str:
    """Digits of a natural number of any size: `str` refuses those above 4,300 digits."""
    return format(Decimal(number), "f")
