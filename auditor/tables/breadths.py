"""Which columns a total column covers: those of its unit beside it, or the periods of its year."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.tables.covers import Covers, unique
from auditor.tables.headings import Measure
from auditor.tables.sheets import Sheet

_PERIOD = regex.compile(
    r"(?P<year>(?:19|20)[0-9]{2}年)?第?(?P<period>全年|[上下]半年|[一二三四1-4]季度?|(?:1[0-2]|[1-9])月份?)(?P<rest>.*)"
)
_QUARTERS = ("一季", "二季", "三季", "四季")
_MONTHS = tuple(f"{month}月" for month in range(1, 13))
_DIVIDED = {
    "全年": (_QUARTERS, ("上半年", "下半年"), ("上半年", "三季", "四季"), _MONTHS),
    "上半年": (_QUARTERS[:2], _MONTHS[:6]),
    "下半年": (_QUARTERS[2:], _MONTHS[6:]),
}
_ARABIC = {f"{number}季": name for number, name in enumerate(_QUARTERS, 1)}


def covers_of_row(sheet: Sheet) -> Iterator[tuple[int, Covers]]:
    """Total columns with the columns that they may cover."""
    places = sheet.numeric
    for order, place in enumerate(places):
        column = sheet.columns[place]
        if column is None or not column.is_addable or not (column.is_total or column.is_subtotal):
            continue
        right = _like(sheet, place, places[order + 1 :])
        left = list(reversed(_like(sheet, place, places[:order][::-1])))
        covers = unique([one for side in (right, left) for one in (side, _no_inner(sheet, side)) if len(one) > 1])
        if covers:
            yield place, covers


def _like(sheet: Sheet, place: int, others: list[int]) -> list[int]:
    """The columns beside a total that may be added, to the next total."""
    found: list[int] = []
    for other in others:
        column, whole = sheet.columns[other], sheet.columns[place]
        if column is None or whole is None or column.is_total:
            break
        if column.is_addable and (column.unit, column.scale) == (whole.unit, whole.scale):
            found.append(other)
    return found


def _no_inner(sheet: Sheet, side: list[int]) -> list[int]:
    return [
        one
        for one in side
        if (column := sheet.columns[one]) is not None and not column.is_within and not column.is_subtotal
    ]


def covers_of_year(sheet: Sheet) -> Iterator[tuple[int, Covers]]:
    """Columns of a year or half with the columns of all its periods: 全年 with four quarters."""
    periods = {place: found for place in sheet.numeric if (found := _period(sheet.columns[place])) is not None}
    for whole, (year, period, rest) in periods.items():
        covers: Covers = []
        for names in _DIVIDED.get(period, ()):
            parts = [
                place
                for name in names
                for place, other in periods.items()
                if other == (year, name, rest) and place != whole
            ]
            if len(parts) == len(names) and len({_unit_of(sheet, place) for place in (whole, *parts)}) == 1:
                covers.append(parts)
        if covers:
            yield whole, covers


def _period(column: Measure | None) -> tuple[str, str, str] | None:
    if column is None or not column.is_addable:
        return None
    match = _PERIOD.fullmatch(column.name)
    if match is None:
        return None
    period = match["period"].removesuffix("份").removesuffix("度")
    rest = match["rest"] if match["rest"] not in ("合计", "总计", "累计") else ""
    return match["year"] or "", _ARABIC.get(period, period), rest


def _unit_of(sheet: Sheet, place: int) -> tuple[object, int]:
    column = sheet.columns[place]
    return (column.unit, column.scale) if column is not None else (None, 1)
