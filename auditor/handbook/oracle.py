"""A second opinion on a claim, by brute force and from the print alone.

It shares nothing with the engine's arithmetic: it reads the printed digits itself, takes the formula apart with
Python's own parser, and tries every corner of what the roundings leave open.  A formula in which every figure
pulls one way has its extremes in corners, so that it can be true exactly when 0 lies between them.
"""

from __future__ import annotations

import ast
import itertools
import keyword
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from auditor.figures.lexicon import lexicon
from auditor.model import Figure

_NUMERAL = re.compile(r"((?:(?<![0-9%万亿])[-+])?)([0-9][0-9,]*)(?:\.([0-9]+))?[多余]?([十百千]?[万亿]{0,2})")
_HAN = re.compile(r"[一二三四五六七八九两十百千万亿零]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {**_PLACES, "万": 10**4, "亿": 10**8}
_COUNTED = ("count", "name", "number", "duration")
_PARTS = {"%": 100, "‰": 1000, "个百分点": 100, "个千分点": 1000}
# How far a figure that is open on one side (超3万) is followed.
_FAR = 10**12
_MOST_CORNERS = 2**14
_FEWEST_FOR_CUTTING = 2
# A role may bear a name that Python keeps for itself (`in`).
_KEYWORDS = re.compile(rf"\b(?:{'|'.join(keyword.kwlist)})\b")
_PYTHON_NAME = r"\g<0>_"


@dataclass(frozen=True, slots=True)
class Printed:
    """All that a print may stand for: from `low` to `high`; `cut` is the end if the digits after were cut off."""

    low: Fraction
    high: Fraction
    cut: Fraction


def can_be_true(
    source: str,
    roles: Mapping[str, Sequence[Printed]],
    sign: int = 1,
    constants: Mapping[str, int | Fraction] | None = None,
) -> bool | None:
    """Is there a value for each figure, within its rounding, that makes the formula true?

    None where a divisor may be zero, or there are too many corners.
    """
    comparison = ast.parse(_KEYWORDS.sub(_PYTHON_NAME, source).replace("^", "**"), mode="eval").body
    assert isinstance(comparison, ast.Compare)
    stated, computed = comparison.left, comparison.comparators[0]
    roles = {_KEYWORDS.sub(_PYTHON_NAME, role): found for role, found in roles.items()}
    fixed = {_KEYWORDS.sub(_PYTHON_NAME, name): Fraction(value) for name, value in (constants or {}).items()}
    ends = _ends(_admit_cutting(stated, roles))
    if 2 ** len(ends) > _MOST_CORNERS:
        return None
    counts = {role: len(found) for role, found in roles.items()}
    divisors: dict[ast.expr, list[Fraction]] = {}
    gaps = []
    for corner in _corners(ends):
        here = {**fixed, **corner}
        try:
            gaps.append(sign * _value(stated, here, counts, divisors) - _value(computed, here, counts, divisors))
        except ZeroDivisionError:
            return None
    if any(min(found) < 0 < max(found) for found in divisors.values()):
        return None
    least, most = min(gaps), max(gaps)
    relation = comparison.ops[0]
    if isinstance(relation, ast.LtE):
        return least <= 0
    return most >= 0 if isinstance(relation, ast.GtE) else least <= 0 <= most


def _admit_cutting(stated: ast.expr, roles: Mapping[str, Sequence[Printed]]) -> Mapping[str, Sequence[Printed]]:
    """A rate that is stated alone may have been cut off instead of rounded."""
    figures = sum(len(found) for found in roles.values())
    names = [node.id for node in ast.walk(stated) if isinstance(node, ast.Name) and node.id in roles]
    if len(names) != 1 or len(roles[names[0]]) != 1 or figures < _FEWEST_FOR_CUTTING:
        return roles
    (only,) = roles[names[0]]
    return {**roles, names[0]: (replace(only, high=only.cut),)}


def _ends(roles: Mapping[str, Sequence[Printed]]) -> dict[str, tuple[Fraction, Fraction]]:
    """The two extremes of each role; figures that are added up go up and down together."""
    return {
        role: (sum((one.low for one in found), Fraction(0)), sum((one.high for one in found), Fraction(0)))
        for role, found in roles.items()
    }


def _corners(ends: Mapping[str, tuple[Fraction, Fraction]]) -> Iterator[dict[str, Fraction]]:
    for values in itertools.product(*({low, high} for low, high in ends.values())):
        yield dict(zip(ends, values, strict=True))


def _value(
    node: ast.expr,
    values: Mapping[str, Fraction],
    counts: Mapping[str, int | Fraction],
    divisors: dict[ast.expr, list[Fraction]],
) -> Fraction:
    """The value at one corner; `divisors` gathers what was divided by."""
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name) and isinstance(node.args[0], ast.Name)
        role = node.args[0].id
        return Fraction(counts[role]) if node.func.id == "count" else values[role]
    assert isinstance(node, ast.BinOp)
    left, right = (_value(side, values, counts, divisors) for side in (node.left, node.right))
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    if isinstance(node.op, ast.Mult):
        return left * right
    if isinstance(node.op, ast.Pow):
        return left ** int(right)
    divisors.setdefault(node, []).append(right)
    return left / right


def read(figure: Figure) -> Printed | None:
    """What a figure's print may stand for, as it enters a formula (37% is 0.37); None for a form not known here."""
    found = list(_NUMERAL.finditer(figure.text)) or None
    factor = _factor(figure, found[-1].end() if found else None)
    if factor is None:
        return None
    if found is None:
        return _read_han(figure, factor)
    values = [_numeral(match) for match in found]
    if _is_exact(figure, found, factor):
        values = [(value, Fraction(0), zeros) for value, _, zeros in values]
    if figure.hedge == "range" and len(values) == 2:
        (low, step, zeros), (high, other, _) = values
        if not found[0].group(4):
            scale = _scale(found[1].group(4))
            low, step = low * scale, step * scale
        half = min(step, other) * factor / 2
        first, last = sorted((low * factor, high * factor))
        return _printed(first - half, last + half, last + half, figure)
    if len(values) == 2 and found[0].group(4) and found[0].end() == found[1].start():
        value, step, zeros = values[0][0] + values[1][0], values[1][1], values[1][1]
    elif len(values) == 1:
        value, step, zeros = values[0]
    else:
        return None
    return _hedged(value * factor, step * factor, zeros * factor, figure)


def _is_exact(figure: Figure, found: list[re.Match[str]], factor: Fraction) -> bool:
    """Things counted one by one, in whole numbers written in full."""
    whole = not any(match.group(3) or match.group(4) for match in found)
    if figure.dimension == "number" and figure.step:
        # a cell whose table names no unit may well count in thousands
        return False
    return whole and figure.dimension in _COUNTED and (factor == 1 or figure.dimension == "duration")


def _numeral(match: re.Match[str]) -> tuple[Fraction, Fraction, Fraction]:
    """Value, place of the last digit, and place of the last digit that is not 0 (of decimals all count)."""
    sign, whole, decimals, scale = match.groups()
    digits = whole.replace(",", "") + (decimals or "")
    step = Fraction(1, 10 ** len(decimals or "")) * _scale(scale)
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    value = int(digits) * step * (-1 if sign == "-" else 1)
    return value, step, step * 10 ** (zeros if int(digits) else 0)


def _scale(word: str) -> int:
    factor = 1
    for char in word:
        factor *= _SCALES[char]
    return factor


def _factor(figure: Figure, end: int | None) -> Fraction | None:
    """Base units in one of the printed unit; None if the print does not name the figure's unit."""
    rest = figure.text[end:] if end is not None else _HAN.sub("", figure.text, count=1)
    rest = rest.lstrip("多余来")
    units = lexicon().units
    named = max((word for word in units if rest.startswith(word)), key=len, default="")
    if named and units[named].name == figure.unit:
        return units[named].factor
    if figure.dimension in _COUNTED and (not figure.unit or figure.unit in figure.text):
        return Fraction(1)
    return _factor_of_table(figure) if not rest else None


def _factor_of_table(figure: Figure) -> Fraction | None:
    """A bare number in a cell: its unit stands in a header or a caption, for which the engine's word is taken."""
    found = _NUMERAL.fullmatch(figure.text)
    value = _numeral(found)[0] if found else 0
    return figure.value / value if value else None


def _read_han(figure: Figure, factor: Fraction) -> Printed | None:
    """A whole number in Han numerals, counted one by one: 三十六家."""
    found = _HAN.findall(figure.text)
    if len(found) != 1 or figure.dimension not in ("count", "name") or set(found[0]) & set("万亿"):
        return None
    value = _han(found[0])
    if value is None:
        return None
    zeros = 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    return _hedged(value * factor, Fraction(0), Fraction(max(zeros, 1)), figure)


def _han(word: str) -> int | None:
    """The value of a numeral below ten thousand, None where it is shortened as in speech (三百五)."""
    total = digit = 0
    last = 0
    for char in word:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit, last = 0, _PLACES[char]
        else:
            if digit:
                return None
            digit, last = _HAN_DIGITS[char], last if char != "零" else 0
    return None if digit and last > 10 else total + digit


def _hedged(value: Fraction, step: Fraction, zeros: Fraction, figure: Figure) -> Printed:
    half, far = step / 2, max(abs(value), Fraction(1)) * _FAR
    if figure.hedge == "about":
        loose = max(half, zeros / 2)
        return _printed(value - loose, value + loose, value + loose, figure)
    if figure.hedge == "near":
        return _printed(value - max(step, zeros), value, value, figure)
    if figure.hedge == "over":
        return _printed(value, far, far, figure)
    if figure.hedge == "under":
        return _printed(-far, value, value, figure)
    cut = value + step if figure.dimension in ("percent", "times") else value + half
    return _printed(value - half, value + half, cut, figure)


def _printed(low: Fraction, high: Fraction, cut: Fraction, figure: Figure) -> Printed:
    part = _PARTS.get(figure.unit, 1)
    return Printed(low / part, high / part, cut / part)
