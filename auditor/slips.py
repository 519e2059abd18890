"""The usual slips of a figure: a digit mistyped or transposed, a decimal point moved, 万 for 亿.

A relation that fails, but would hold with one slip mended, was very probably meant; how probably is
a matter of how many variants were tried against how finely the relation tells values apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import regex

from auditor.formula import Formula
from auditor.interval import Interval
from auditor.judge import Constants, Outcome, per_unit, quantity, recompute
from auditor.model import Figure
from auditor.solve import required

_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALES = (("亿", "万"), ("万", "亿"))
_ODDS = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """`figure` printed as `mended` would make the relation hold."""

    figure: Figure
    mended: str
    kind: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Another print of a figure; `value` and `step` in its base unit."""

    kind: str
    text: str
    value: Fraction
    step: Fraction


def explain(
    formula: Formula,
    roles: Mapping[str, Sequence[Figure]],
    trials: int | Fraction = 1,
    sign: int = 1,
    constants: Constants = (),
) -> tuple[Slip, ...]:
    """Slips that mend a failing relation; empty where chance alone would often mend it too."""
    unmended = recompute(formula, roles, sign, constants)
    if unmended is None:
        return ()
    sharpest = _sharpest(unmended)
    likely = {kind for kind, tried in _tried(roles).items() if sharpest >= _ODDS * tried * trials}
    if not likely:
        return ()
    values = {role: [quantity(figure) for figure in figures] for role, figures in roles.items()}
    values.update({name: [Interval.exact(number)] for name, number in constants})
    found: list[Slip] = []
    for role, figures in roles.items():
        for place, figure in enumerate(figures):
            needed = required(formula, values, role, place, sign)
            if needed is None:
                continue
            in_unit = needed * Interval.exact(1 / per_unit(figure))
            for variant in variants(figure):
                if variant.kind not in likely:
                    continue
                half = variant.step / 2
                if in_unit.meets(Interval(variant.value - half, variant.value + half)):
                    found.append(Slip(figure, variant.text, variant.kind))
    return tuple(found)


def _sharpest(unmended: Outcome) -> Fraction:
    """About the resolution that mending one figure can give: that of the larger of the two sides."""
    widths = [width for width in (unmended.stated.width, unmended.computed.width) if width is not None]
    ends = [end for side in (unmended.stated, unmended.computed) for end in (side.low, side.high) if end is not None]
    if len(widths) < 2 or not ends:
        return Fraction(0)
    return max(map(abs, ends)) / (sum(widths, Fraction(0)) or 1)


def _tried(roles: Mapping[str, Sequence[Figure]]) -> dict[str, int]:
    """How many variants of each kind there are: a slip of a rare kind is the stronger evidence."""
    texts = [figure.text for figures in roles.values() for figure in figures if figure.hedge != "range"]
    digits = sum(char.isdigit() for text in texts for char in text)
    return {"digit": 9 * digits, "transposed": digits, "decimal": 2 * len(texts), "scale": len(texts)}


def variants(figure: Figure) -> Iterator[Variant]:
    """Every print of the figure that one slip away from this one could have been meant."""
    match = _NUMERAL.search(figure.text)
    if match is None or figure.hedge == "range":
        return
    literal = match.group()
    before = Fraction(literal.replace(",", ""))
    if before == 0:
        return
    unit = figure.value / before
    places = _places(literal)
    for kind, changed in _numerals(literal):
        text = figure.text[: match.start()] + changed + figure.text[match.end() :]
        step = figure.step / Fraction(10) ** (_places(changed) - places)
        yield Variant(kind, text, Fraction(changed.replace(",", "")) * unit, step)
    for old, new in _SCALES:
        if old in figure.text and figure.dimension in ("money", "count"):
            factor = Fraction(10**4) if new == "亿" else Fraction(1, 10**4)
            yield Variant("scale", figure.text.replace(old, new, 1), figure.value * factor, figure.step * factor)


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


def _places(literal: str) -> int:
    return len(literal.partition(".")[2])
