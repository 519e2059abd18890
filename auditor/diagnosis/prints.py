"""Other prints of a figure: those from which a usual slip leads to the one that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.numerals import HAN_DIGITS, parse_han
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.model import Figure
from auditor.slips import arabic, families, in_han

_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_HAN_NUMERAL = regex.compile(r"[一二三四五六七八九两十百千]+")
_HAN_DIGITS = HAN_DIGITS[1:]
_EXACT = ("count", "name", "number", "duration")
_MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as it may have been meant; `value` and `step` in its base unit, `slip` the kind of slip
    that leads from this print to the one in the text, `other` the figure that was mixed up with it."""

    text: str
    value: Fraction
    step: Fraction
    slip: str | None = None
    other: Figure | None = None


def as_printed(figure: Figure, other: Print) -> Figure:
    """The figure with another print: its tolerance goes with the printed step, its hedge stays."""
    low, high = figure.interval.low, figure.interval.high
    ratio = other.step / figure.step if figure.step and other.step else Fraction(1)
    interval = Interval(
        None if low is None else other.value + (low - figure.value) * ratio,
        None if high is None else other.value + (high - figure.value) * ratio,
    )
    return replace(figure, text=other.text, value=other.value, step=other.step, interval=interval)


@lru_cache(maxsize=512)
def slipped(figure: Figure) -> tuple[Print, ...]:
    """The prints that one usual slip would turn into this one."""
    if figure.hedge == "range":
        return ()
    found = [
        Print(one.text, family.value(one), family.step, one.kind)
        for family in families(figure)
        for one in family.variants
    ]
    match = _NUMERAL.search(figure.text)
    if match is None:
        return tuple(found or _han(figure))
    seen = {one.text for one in found}
    for kind, literal in _lengths(match.group()):
        text = figure.text[: match.start()] + literal + figure.text[match.end() :]
        if text not in seen:
            seen.add(text)
            found.append(_print(figure, match.group(), literal, text, kind))
    return tuple(one for one in found if one.value != figure.value)


def _print(figure: Figure, old: str, new: str, text: str, kind: str | None) -> Print:
    unit = _unit(figure, old)
    step = figure.step / Fraction(10) ** (_places(new) - _places(old))
    return Print(text, Fraction(new.replace(",", "")) * unit, step, kind)


def _unit(figure: Figure, literal: str) -> Fraction:
    number = Fraction(literal.replace(",", ""))
    return abs(figure.value) / number if number else Fraction(1)


def _lengths(literal: str) -> Iterator[tuple[str, str]]:
    """A digit that was lost, one that was struck twice, a point moved with a nought behind it,
    digits transposed across the point."""
    if "," in literal or not Fraction(literal):
        return
    for place in range(len(literal) + 1):
        for digit in "0123456789":
            longer = literal[:place] + digit + literal[place:]
            if not longer.startswith("0"):
                yield "dropped", longer
    whole, _, decimals = literal.partition(".")
    if len(whole) > 1 and decimals.endswith("0"):  # 12.3 → 123.0
        yield "decimal", f"{whole[:-1]}.{whole[-1]}{decimals[:-1]}"
    if decimals and decimals[0] != whole[-1] and whole[:-1] + decimals[0] != "0":
        yield "transposed", f"{whole[:-1]}{decimals[0]}.{whole[-1]}{decimals[1:]}"
    for place in range(1, len(literal)):
        if literal[place] == literal[place - 1] != ".":
            yield "doubled", literal[:place] + literal[place + 1 :]


def _han(figure: Figure) -> Iterator[Print]:
    match = _HAN_NUMERAL.search(figure.text)
    if match is None:
        return
    literal = match.group()
    try:
        unit = figure.value / parse_han(literal)
    except (ValueError, ZeroDivisionError):
        return
    for place, char in enumerate(literal):
        if char not in _HAN_DIGITS and char != "两":
            continue
        for digit in _HAN_DIGITS:
            if digit != char:
                changed = literal[:place] + digit + literal[place + 1 :]
                text = figure.text[: match.start()] + changed + figure.text[match.end() :]
                value = parse_han(changed) * unit
                if value != figure.value:
                    yield Print(text, value, figure.step, "digit")


def grid(figure: Figure) -> Fraction:
    """The step of the values that could stand there: things are counted in whole numbers."""
    if figure.step:
        return figure.step
    return Fraction(1) if figure.dimension in _EXACT and figure.value.denominator == 1 else Fraction(1, 100)


def room(figure: Figure, needed: Interval) -> Fraction:
    """How many prints of the figure's precision would do."""
    if needed.width is None:
        return max(abs(figure.value) / grid(figure), Fraction(1))
    return Fraction(needed.width // grid(figure) + 1)


def digit_count(figure: Figure) -> int:
    return max(1, sum(char.isdigit() or char in _HAN_DIGITS for char in figure.text))


def nicest(figure: Figure, needed: Interval) -> Print | None:
    """The print within `needed` that has the fewest decimals, in the middle of it, or the nearest to what
    stands there where one side is open."""
    for finer in range(_MOST_DECIMALS):
        step = grid(figure) / 10**finer
        if figure.step == 0 and figure.dimension in _EXACT and finer:
            return None
        value = _on_grid(needed, step, figure.value)
        if value is not None:
            return written(figure, value, finer)
    return None


def _on_grid(needed: Interval, step: Fraction, printed: Fraction) -> Fraction | None:
    low, high = needed.low, needed.high
    if low is not None and high is not None:
        middle = round((low + high) / 2 / step) * step
        if low <= middle <= high:
            return middle
        first = -(-low // step) * step
        return first if first <= high else None
    if low is not None and printed < low:
        return -(-low // step) * step
    return printed if high is None or printed <= high else high // step * step


def written(figure: Figure, value: Fraction, finer: int = 0) -> Print:
    """The figure's print with another value, `finer` more decimals than it has."""
    digits = arabic(figure.text)
    if digits != figure.text:
        made = written(replace(figure, text=digits), value, finer)
        return replace(made, text=in_han(made.text))
    step = grid(figure) / 10**finer if figure.step else Fraction(0)
    match = _NUMERAL.search(figure.text)
    if match is None:
        return Print(_written_han(figure, value), value, step)
    literal = match.group()
    number = value / _unit(figure, literal)
    new = _decimal(number, _places(literal) + finer)
    if "," in literal:
        whole, point, decimals = new.partition(".")
        new = f"{int(whole):,}" + point + decimals
    return Print(figure.text[: match.start()] + new + figure.text[match.end() :], value, step)


def _written_han(figure: Figure, value: Fraction) -> str:
    match = _HAN_NUMERAL.search(figure.text)
    if match is None or value.denominator != 1 or not 0 < value < 10:
        return str(value)
    digit = _HAN_DIGITS[int(value) - 1]
    return figure.text[: match.start()] + ("两" if digit == "二" else digit) + figure.text[match.end() :]


def _places(literal: str) -> int:
    return len(literal.partition(".")[2])


def _decimal(number: Fraction, places: int) -> str:
    scaled = round(number * 10**places)
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(places + 1, "0")
    return sign + (digits if not places else f"{digits[:-places]}.{digits[-places:]}")
