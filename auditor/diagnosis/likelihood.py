"""How likely a figure came to be printed as it is, in eighths of a bit, the fewer the likelier.

Exact: the logarithm of a rational is taken on its numerator and denominator, without floats.
"""

from __future__ import annotations

from auditor.exact import Fraction

# One of these is wrong in a figure that is wrong.  After Verhoeff (Error Detecting Decimal Codes, 1969):
# of single errors in copied numbers four in five are one digit, one in ten two neighbours transposed.
# A slip of a kind is as likely as its kind, shared by the ways to commit it.
_RATES = {
    "digit": Fraction(1, 9),
    "transposed": Fraction(1, 6),
    "decimal": Fraction(1, 6),
    "scale": Fraction(1, 4),
    "dropped": Fraction(1, 60),
    "doubled": Fraction(1, 12),
}
_ARBITRARY = Fraction(1, 16)
_SPREAD = 8 * 4


def eighths(ratio: Fraction) -> int:
    """Eight times the binary logarithm of a positive rational, rounded down."""
    high = ratio.numerator**8
    low = ratio.denominator**8
    size = high.bit_length() - low.bit_length()
    if size >= 0:
        return size if high >= low << size else size - 1
    return size if high << -size >= low else size - 1


def slip_cost(kind: str) -> int:
    """Cost of one slip."""
    return -eighths(_RATES[kind])


def rate_cost(rate: Fraction) -> int:
    """Cost of what happens in so many of the wrong figures."""
    return -eighths(rate)


def arbitrary_cost(room: Fraction, digits: int) -> int:
    """Cost of a print that no slip explains: any number with so many digits, of which `room` would do."""
    return -eighths(_ARBITRARY * min(Fraction(1), room / 10**digits))


def size_cost(printed: Fraction, true: Fraction) -> int:
    """Figures are spread evenly over their logarithms (Benford): the smaller a value, the likelier."""
    if not printed or not true:
        return 0
    return max(-_SPREAD, min(_SPREAD, -eighths(abs(printed / true))))
