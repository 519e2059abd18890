"""How likely a figure came to be printed as it is, in eighths of a bit, the fewer the likelier.

Exact: the logarithm of a rational is taken on its numerator and denominator, without floats.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

# One of these is wrong in a figure that is wrong.  After Verhoeff (Error Detecting Decimal Codes, 1969):
# of single errors in copied numbers four in five are one digit, one in ten two neighbours transposed.
# A slip of a kind is as likely as its kind, shared by the ways to commit it.
_RATES = {
    "digit": Fraction(1, 9),
    "transposed": Fraction(1, 6),
    "decimal": Fraction(1, 6),
    "scale": Fraction(1, 4),
    "dropped": Fraction(1, 30),
    "doubled": Fraction(1, 12),
}
_ARBITRARY = Fraction(1, 16)


def eighths(ratio: Fraction) -> int:
    """Eight times the binary logarithm of a positive rational, rounded down."""
    high = ratio.numerator**8
    low = ratio.denominator**8
    size = high.bit_length() - low.bit_length()
    if size >= 0:
        return size if high >= low << size else size - 1
    return size if high << -size >= low else size - 1


def rate(kind: str, room: Fraction) -> Fraction:
    """The share of wrong figures that this slip makes, each of the prints that would do taken alike."""
    return _RATES[kind] / max(room, Fraction(1))


def slip_cost(slips: Iterable[tuple[str, Fraction]], digits: int) -> int:
    """Cost of a print that slips of these kinds explain, each with how many prints would have done as well;
    of one that none explains, it is that of hitting any number with so many digits."""
    total = sum((rate(kind, room) for kind, room in slips), _ARBITRARY / 10**digits)
    return max(0, -eighths(total))
