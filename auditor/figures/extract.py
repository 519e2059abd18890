"""Tokens → figures: exact value, printed precision, and the interval that a hedge leaves."""

from __future__ import annotations

from bisect import bisect_right

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.lexicon import Lexicon, Unit, lexicon
from auditor.figures.numerals import parse_arabic, parse_han, parse_scale, with_point
from auditor.figures.scan import Token, scan
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.layout import Flow
from auditor.model import Figure, LimitError

_BARE = Unit("", "number", Fraction(1))
_PERCENT = Unit("%", "percent", Fraction(1))
# Things counted one by one; a whole number of them, written in full, is exact.
_EXACT_DIMENSIONS = {"count", "name", "number", "duration"}
# A fraction in words (三分之一) is a round figure: a fortieth either way.
_FRACTION_STEP = Fraction(5)
# A longer row of digits is a key or rubbish.
_LONGEST_NUMERAL = 40
# What one document may hold: each takes some kilobytes until the report is written.
MOST_FIGURES = 200_000
_EXCEEDING = frozenset({"超出", "高于", "多于"})
_COMPARED = regex.compile(r"(?:(?<!占)比(?![重例率])|(?<!比)较)[^，。；：、\n]{1,20}$")
_COMPARED_REACH = 24
_LIST_MARKS = ("、", "和", "与", "及", "：", "，")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, or a date (`figure` is None), with its half-open place in the flow."""

    start: int
    end: int
    figure: Figure | None
    han: bool = False


@dataclass(frozen=True, slots=True)
class _Print:
    """A figure's print, taken apart."""

    value: Fraction
    step: Fraction
    scale: int
    unit: Unit | None
    hedge: str | None
    zeros: Fraction
    upper: Fraction | None = None
    han: bool = False


def extract(flow: Flow) -> list[Item]:
    """Figures and dates of a flow, in order of place.

    Raises:
        LimitError: there are more than `MOST_FIGURES`.
    """
    words = lexicon()
    tokens = [token for token in scan(flow.text) if token.kind == "date" or not _is_tabular(flow, token)]
    if len(tokens) > MOST_FIGURES:
        raise LimitError(
            f"more than {MOST_FIGURES:,} figures in one document, refused; split it and audit the parts",
            f"一篇中的数字超过 {MOST_FIGURES:,} 个，不予核对；请拆分后再核对",
        )
    tokens = [_without_verb(flow.text, token) for token in tokens]
    prints = [_read(token, words) if token.kind == "figure" else None for token in tokens]
    _share_units(flow.text, tokens, prints)
    items: list[Item] = []
    for token, printed in zip(tokens, prints, strict=True):
        if token.kind == "date":
            items.append(Item(token.start, token.end, None))
        elif printed is not None:
            figure = _figure(flow, token, printed, len(items))
            items.append(Item(token.start, token.end, figure, printed.han))
    return items


def _without_verb(text: str, token: Token) -> Token:
    """`比预算（75万元）超出12万元` says by how much; 超出12万元 alone that it is more than that."""
    word = token.parts.get("before", "")
    if word not in _EXCEEDING or not _COMPARED.search(text, max(0, token.start - _COMPARED_REACH), token.start):
        return token
    start = token.start + len(word)
    start += len(text[start : token.end]) - len(text[start : token.end].lstrip())
    return replace(token, start=start, parts={name: part for name, part in token.parts.items() if name != "before"})


def _is_tabular(flow: Flow, token: Token) -> bool:
    """Does a table hold it?  Its row and column name it, not the words beside it; a sentence in a cell is read."""
    if not flow.grids:
        return False
    place = flow.origin(token.start)
    grid = flow.grids[max(0, bisect_right(flow.grids, place, key=lambda one: one.start) - 1)]
    if not grid.start <= place < grid.end:
        return False
    return not any(start <= place < end for start, end in grid.prose)


def _read(token: Token, words: Lexicon) -> _Print | None:
    if token.end - token.start > _LONGEST_NUMERAL and any(
        len(part) > _LONGEST_NUMERAL for part in token.parts.values()
    ):
        return None
    try:
        if "number" in token.parts:
            return _read_arabic(token.parts, words)
        return _read_han(token.parts, words)
    except ValueError:
        return None


def _read_arabic(parts: dict[str, str], words: Lexicon) -> _Print:
    literal = parts["number"]
    value, place = parse_arabic(literal.lstrip("+-"))
    if literal.startswith("-"):
        value = -value
    scale = parse_scale(parts.get("scale", ""))
    unit = words.units.get(parts.get("unit", ""))
    if "minor" in parts:
        return _read_minor(parts, value * scale, unit, words)
    if "minutes" in parts:
        return _read_hours(parts, value, unit, words)
    upper = None
    if "to" in parts:
        upper_value, upper_place = parse_arabic(parts["to"])
        upper_scale = parse_scale(parts.get("to_scale", ""))
        if "scale" not in parts and "range_unit" not in parts:
            scale = upper_scale
        if "range_unit" in parts and unit is None:
            unit = words.units[parts["range_unit"]]
        upper = upper_value * upper_scale
        place = min(place, upper_place)
    hedge = (
        words.hedges_before.get(parts.get("before", ""))
        or words.hedges_between.get(parts.get("early", "") or parts.get("between", ""))
        or words.hedges_after.get(parts.get("after", ""))
    )
    return _Print(value * scale, place * scale, scale, unit, hedge, _trailing_zeros(literal) * scale, upper)


def _read_minor(parts: dict[str, str], major: Fraction, unit: Unit | None, words: Lexicon) -> _Print:
    """`3亿6420万元`, `2万5千公里`, `28万6,400人`, `3亿6,420万5,000元`: further numerals at smaller scales."""
    value, place = parse_arabic(parts["minor"])
    scale = parse_scale(parts.get("minor_scale", ""))
    if "last" in parts:
        last, place = parse_arabic(parts["last"])
        major, value, scale = major + value * scale, last, parse_scale(parts.get("last_scale", ""))
    hedge = words.hedges_before.get(parts.get("before", "")) or words.hedges_after.get(parts.get("after", ""))
    return _Print(major + value * scale, place * scale, scale, unit, hedge, place * scale)


def _read_hours(parts: dict[str, str], hours: Fraction, unit: Unit | None, words: Lexicon) -> _Print:
    """`1小时50分钟`: one stretch of time, in hours."""
    hedge = words.hedges_before.get(parts.get("before", "")) or words.hedges_after.get(parts.get("after", ""))
    minute = Fraction(1, 60)
    return _Print(hours + int(parts["minutes"]) * minute, minute, 1, unit, hedge, minute)


def _read_han(parts: dict[str, str], words: Lexicon) -> _Print:
    hedge = words.hedges_before.get(parts.get("han_before", "")) or words.hedges_after.get(parts.get("han_after", ""))
    if "of" in parts:
        base = {"百": 100, "千": 1000}.get(parts["of"]) or parse_han(parts["of"])
        value = parse_han(parts["part"]) * 100 / Fraction(base)
        decimals = len(parts["part"].partition("点")[2])
        step = Fraction(100, int(base)) / 10**decimals if base in (100, 1000) else _FRACTION_STEP
        return _Print(value, step, 1, _PERCENT, hedge, step, han=True)
    if "tenths" in parts:
        tenths = parse_han(parts["tenths"])
        half = parts.get("half")
        if half:
            tenths += Fraction(1, 2) if half == "半" else parse_han(half) / 10
        step = Fraction(1) if half or "点" in parts["tenths"] else Fraction(10)
        return _Print(tenths * 10, step, 1, _PERCENT, hedge, step, han=True)
    if "doubled" in parts:
        step = Fraction(1, 10) if hedge is None else Fraction(1)
        return _Print(
            Fraction(2 ** int(parse_han(parts["doubled"])) - 1),
            step,
            1,
            words.units["倍"],
            hedge,
            step,
            han=True,
        )
    literal = with_point(parts.get("rank") or parts.get("coined") or parts["han"])
    value = parse_han(literal)
    hedge = hedge or ("over" if "han_between" in parts else None)
    spelling = parts.get("han_unit", "个")
    scale = _last_scale(literal)
    if spelling in ("亿元", "万元"):
        scale = 10**8 if spelling == "亿元" else 10**4
        value, spelling = value * scale, "元"
    unit = words.units.get(spelling) or Unit(spelling, "count", Fraction(1))
    if "rank" in parts or "coined" in parts:
        unit = Unit("", "name", Fraction(1))
    zeros = _trailing_zeros(str(int(value))) if value == int(value) else Fraction(1)
    step = Fraction(scale) / 10 ** len(literal.partition("点")[2].rstrip("万亿"))
    return _Print(value, step, scale, unit, hedge, max(zeros, step), han=True)


def _last_scale(literal: str) -> int:
    """The scale that the last digit of a Han numeral stands in: 二万五千 is counted in thousands."""
    compound = sum(char in "万亿" for char in literal) > 1 or literal[-1] not in "万亿"
    scale = 1
    for char in reversed(literal):
        if char in "万亿":
            scale *= 10**4 if char == "万" else 10**8
        elif char in "千百十" and compound and ("万" in literal or "亿" in literal):
            scale *= {"千": 1000, "百": 100, "十": 10}[char]
        else:
            break
    return scale


def _trailing_zeros(literal: str) -> Fraction:
    """Place of the last digit that is not zero: 400 gives 100, 12.0 gives 1/10 as all decimals count."""
    plain = literal.lstrip("+-").replace(",", "")
    if "." in plain:
        return Fraction(1, 10 ** len(plain.split(".")[1]))
    kept = plain.rstrip("0")
    return Fraction(10 ** (len(plain) - len(kept))) if kept else Fraction(1)


def _share_units(text: str, tokens: list[Token], prints: list[_Print | None]) -> None:
    """`4.3、7.2和8.4个百分点`: a bare number in a list takes the unit that stands at its end."""
    for index in range(len(tokens) - 2, -1, -1):
        here, after = prints[index], prints[index + 1]
        if here is None or after is None or here.unit is not None or after.unit is None:
            continue
        gap = text[tokens[index].end : tokens[index + 1].start]
        if gap not in _LIST_MARKS[:4]:
            continue
        factor = after.scale if here.scale == 1 and after.scale > 1 else 1
        prints[index] = replace(
            here,
            value=here.value * factor,
            step=here.step * factor,
            scale=here.scale * factor,
            zeros=here.zeros * factor,
            unit=after.unit,
        )


def _figure(flow: Flow, token: Token, printed: _Print, number: int) -> Figure:
    unit = printed.unit or _BARE
    step = printed.step * unit.factor
    whole = printed.value == int(printed.value) and printed.step == 1 and printed.scale == 1
    if unit.dimension in _EXACT_DIMENSIONS and whole and (unit.factor == 1 or unit.dimension == "duration"):
        step = Fraction(0)
    if printed.han and unit.dimension in ("count", "name") and printed.scale == 1:
        step = Fraction(0)
    value = printed.value * unit.factor
    upper = None if printed.upper is None else printed.upper * unit.factor
    span = flow.span(token.start, token.end)
    return Figure(
        id=f"f{number + 1}",
        span=span,
        text=flow.text[token.start : token.end],
        value=value,
        step=step,
        interval=_interval(value, step, printed.hedge, printed.zeros * unit.factor, upper),
        unit=unit.name,
        dimension=unit.dimension,
        hedge="range" if upper is not None else printed.hedge,
    )


def _interval(value: Fraction, step: Fraction, hedge: str | None, zeros: Fraction, upper: Fraction | None) -> Interval:
    half = step / 2
    if upper is not None:
        return Interval(min(value, upper) - half, max(value, upper) + half)
    if hedge == "about":
        loose = max(half, zeros / 2)
        return Interval(value - loose, value + loose)
    if hedge == "near":
        return Interval(value - max(step, zeros), value)
    if hedge == "over":
        return Interval(value, None)
    if hedge == "under":
        return Interval(None, value)
    return Interval(value - half, value + half)
