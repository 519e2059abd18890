"""The usual slips of a figure: a digit mistyped or transposed, a decimal point moved, 万 for 亿.

A relation that fails, but would hold with one slip mended, was very probably meant; how probably is
a matter of how many variants were tried against how finely the relation tells values apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from auditor.formula import Formula
from auditor.interval import Interval
from auditor.judge import Constants, Outcome, recompute, resolution
from auditor.model import Figure

_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALES = (("亿", "万"), ("万", "亿"))


@dataclass(frozen=True, slots=True)
class Slip:
    """`figure` printed as `mended` would make the relation hold."""

    figure: Figure
    mended: str
    kind: str


def explain(
    formula: Formula, roles: Mapping[str, Sequence[Figure]], trials: int = 1, sign: int = 1, constants: Constants = ()
) -> tuple[Slip, ...]:
    """Slips that mend a failing relation; empty where chance alone would often mend it too."""
    tried = sum(_variant_count(figure) for figures in roles.values() for figure in figures)
    unmended = recompute(formula, roles, sign, constants)
    if unmended is None or _sharpest(unmended) < 2 * tried * trials:
        return ()
    found: list[Slip] = []
    sharpest = Fraction(1)
    for role, figures in roles.items():
        for place, figure in enumerate(figures):
            for kind, text, changed in variants(figure):
                swapped = {**roles, role: [*figures[:place], changed, *figures[place + 1 :]]}
                outcome = recompute(formula, swapped, sign, constants)
                if outcome is not None and outcome.holds:
                    found.append(Slip(figure, text, kind))
                    sharpest = max(sharpest, resolution(outcome))
    if not found or sharpest < 2 * tried * trials:
        return ()
    return tuple(found)


def _sharpest(unmended: Outcome) -> Fraction:
    """The best resolution that mending one figure can give: that of the larger of the two sides."""
    widths = [width for width in (unmended.stated.width, unmended.computed.width) if width is not None]
    ends = [end for side in (unmended.stated, unmended.computed) for end in (side.low, side.high) if end is not None]
    if len(widths) < 2 or not ends:
        return Fraction(0)
    return max(map(abs, ends)) / (min(widths) or sum(widths, Fraction(0)) or 1)


def _variant_count(figure: Figure) -> int:
    digits = sum(char.isdigit() for char in figure.text)
    return 0 if figure.hedge == "range" else 10 * digits + 2


def variants(figure: Figure) -> Iterator[tuple[str, str, Figure]]:
    """Kind of slip, the print it would mend to, and the figure it gives."""
    match = _NUMERAL.search(figure.text)
    if match is None or figure.hedge == "range":
        return
    literal = match.group()
    for kind, changed in _numerals(literal):
        text = figure.text[: match.start()] + changed + figure.text[match.end() :]
        yield kind, text, _with_value(figure, literal, changed)
    for old, new in _SCALES:
        if old in figure.text and figure.dimension in ("money", "count"):
            factor = Fraction(10**4) if new == "亿" else Fraction(1, 10**4)
            yield "scale", figure.text.replace(old, new, 1), _scaled(figure, factor)


def _numerals(literal: str) -> Iterator[tuple[str, str]]:
    for place, char in enumerate(literal):
        if not char.isdigit():
            continue
        for digit in "0123456789":
            if digit != char and not (place == 0 and digit == "0" and len(literal) > 1 and literal[1] != "."):
                yield "digit", literal[:place] + digit + literal[place + 1 :]
    for place in range(len(literal) - 1):
        a, b = literal[place], literal[place + 1]
        if a.isdigit() and b.isdigit() and a != b and not (place == 0 and b == "0"):
            yield "transposed", literal[:place] + b + a + literal[place + 2 :]
    whole, point, decimals = literal.partition(".")
    if point and "," not in whole:
        yield "decimal", whole + decimals[0] + ("." + decimals[1:] if len(decimals) > 1 else "")
        if len(whole) > 1:
            yield "decimal", whole[:-1] + "." + whole[-1] + decimals


def _with_value(figure: Figure, old: str, new: str) -> Figure:
    before, after = Fraction(old.replace(",", "")), Fraction(new.replace(",", ""))
    if before == 0:
        return figure
    unit = figure.value / before
    value = after * abs(unit) * (1 if figure.value >= 0 else -1)
    places = len(new.partition(".")[2]) - len(old.partition(".")[2])
    step = figure.step / Fraction(10) ** places
    return _moved(figure, value, step)


def _scaled(figure: Figure, factor: Fraction) -> Figure:
    return _moved(figure, figure.value * factor, figure.step * factor)


def _moved(figure: Figure, value: Fraction, step: Fraction) -> Figure:
    half = step / 2
    low = None if figure.interval.low is None else value - half
    high = None if figure.interval.high is None else value + half
    return replace(figure, value=value, step=step, interval=Interval(low, high))
