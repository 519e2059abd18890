"""Intervals of confidence of 95 %: for what is published, not for any verdict, so that floats are good enough."""

from __future__ import annotations

import math

_Z = 1.959963984540054


def wilson(hits: int, tried: int) -> tuple[float, float]:
    """The rates (0 to 1) that so many hits leave likely (Wilson 1927)."""
    if not tried:
        return 0.0, 1.0
    rate, square = hits / tried, _Z * _Z / tried
    middle = (rate + square / 2) / (1 + square)
    half = _Z / (1 + square) * math.sqrt(rate * (1 - rate) / tried + square / tried / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def poisson_most(events: int) -> float:
    """The greatest mean that leaves so few events likely: exact, one-sided, 95 %; 3.0 for none."""
    low, high = 0.0, 10.0 + 4.0 * events
    for _ in range(100):
        mean = (low + high) / 2
        seen = math.fsum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(events + 1))
        low, high = (mean, high) if seen > 0.05 else (low, mean)
    return high
