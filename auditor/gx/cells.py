"""A formula over the cells of any table: which rows it fails in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from numbers import Integral, Real
from typing import Any

from auditor.exact import Fraction
from auditor.figures.extract import extract
from auditor.formula import Formula
from auditor.interval import Interval
from auditor.judge import recompute
from auditor.layout import lay_out
from auditor.model import Figure, Span
from auditor.report.decimals import decimal_string

Row = Mapping[str, Any]
_NUMBER = re.compile(r"[-+]?[0-9]{1,40}(?:\.[0-9]{1,40})?")


def failing_rows(
    rows: Sequence[Row], formula: Formula, columns: Mapping[str, Sequence[str]], units: Mapping[str, str]
) -> tuple[int, list[dict[str, Any]]]:
    """How many rows there were to check, and those that fail, each with its number (from 1) and the reason.

    `units` has the unit of the bare numbers of a column, as its header would: 亿元, %.

    Raises:
        ValueError: the columns are not those of the formula, or a unit is of none of them.
    """
    if set(columns) != formula.roles:
        raise ValueError(f"the formula has {sorted(formula.roles)}, the columns are for {sorted(columns)}")
    known = {name for names in columns.values() for name in names}
    if set(units) - known:
        raise ValueError(f"units are for {sorted(set(units) - known)}, the columns are {sorted(known)}")
    checked, failing = 0, []
    for number, row in enumerate(rows, 1):
        cells = {role: [(row[name], units.get(name, "")) for name in names] for role, names in columns.items()}
        if any(is_empty(cell) for found in cells.values() for cell, _ in found):
            continue
        checked += 1
        reason = _reason(formula, cells)
        if reason:
            used = {name: str(row[name]) for names in columns.values() for name in names}
            failing.append({"row": number, **used, "reason": reason})
    return checked, failing


def is_empty(cell: object) -> bool:
    """None, NaN and NA are unequal to themselves, or nothing at all."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    same = cell == cell
    return same is not True and bool(same is False or "NA" in type(cell).__name__)


def read_cell(cell: object, unit: str = "") -> Figure | None:
    """The one figure that a cell holds; a bare number is in `unit`."""
    plain = _plain(cell)
    if isinstance(cell, str) or (plain and unit):
        text = f"{plain}{unit}" if plain else str(cell)
        found = [item.figure for item in extract(lay_out(text))]
        return found[0] if len(found) == 1 else None
    if not plain:
        return None
    value = Fraction(plain)
    _, point, decimals = plain.partition(".")
    step = Fraction(1, 10 ** len(decimals)) if point and value.denominator != 1 else Fraction(0)
    spread = Interval(value - step / 2, value + step / 2)
    return Figure("", Span(0, 0), plain, value, step, spread, "", "count")


def _plain(cell: object) -> str:
    """A number in digits, without an exponent; empty for what is none."""
    if isinstance(cell, str):
        text = cell.strip().replace(",", "")
        return text if _NUMBER.fullmatch(text) else ""
    if isinstance(cell, bool) or not isinstance(cell, (Real, Decimal)):
        return ""
    try:
        number = Decimal(str(int(cell) if isinstance(cell, Integral) else cell))
    except InvalidOperation:
        return ""
    return format(number, "f") if number.is_finite() else ""


def _reason(formula: Formula, cells: Mapping[str, Sequence[tuple[Any, str]]]) -> str:
    figures = {role: [read_cell(*cell) for cell in found] for role, found in cells.items()}
    known = {role: [one for one in found if one is not None] for role, found in figures.items()}
    for role, found in figures.items():
        if len(known[role]) < len(found):
            return f"no figure in {role}"
    outcome = recompute(formula, known)
    if outcome is None:
        return "division by zero"
    if outcome.holds:
        return ""
    return f"stated {_shown(outcome.stated)}, computed {_shown(outcome.computed)}"


def _shown(interval: Interval) -> str:
    low, high = ("…" if end is None else decimal_string(end) for end in (interval.low, interval.high))
    return low if low == high else f"{low}–{high}"
