"""Dates as printed → year, month, day: `2024年3月15日`, `二〇二四年三月`, `民國113年5月1日`, `2024-03-15`, `3月15日至17日`.

Read from the folded flow, so that traditional characters and full-width digits need no care here.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor import plain, regex
from auditor.figures.numerals import parse_han, parse_whole
from auditor.frozen import dataclass
from auditor.regex import finditer_from
from auditor.text.manuscript import Manuscript

NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FOUNDING = 1911  # 民国 counts from the year after
_LINK = r"(?:-{1,2}|至|到)"
# 31号 may also be a building, a line, a document
_DAY_END = r"(?:日|号(?=[，。、；！？）（ \n]|上午|下午|晚|早|凌晨|中午|前|后|起|至|到|开|在|是))"
_DAY = rf"(?P<day>{NUMBER})(?:{_DAY_END}|(?={_LINK}{NUMBER}日))"
_MONTH = rf"(?P<month>{NUMBER})月(?!龄|薪|工资|奖|嫂|子)(?:{_DAY})?"
_YEAR = (
    r"(?:民国(?P<reign>元|[0-9]{1,3}|[一二三四五六七八九十百零]{1,5})"
    r"|(?<![0-9.前])(?P<year>[0-9]{4})|(?<![零一二三四五六七八九十百千万前])(?P<han>[一二][零一二三四五六七八九]{3})"
    r"|(?<![0-9.])(?P<minguo>(?:[89][0-9]|1[0-3][0-9])(?=年[0-9]{1,2}月[0-9]{1,2}日)))年"
)
# What every date begins with.
_START = plain.compile("[民0-9一二三四五六七八九十](?:[国元零一二三四五六七八九十百0-9]{0,7}[年月]|[0-9]{3}[-/.])")
_DATE = regex.compile(
    rf"{_YEAR}(?:{_MONTH})?"
    rf"|(?<![0-9.第])(?<!(?:每|闰|第)[个]?)(?P<month>{NUMBER})月(?P<day>{NUMBER})(?:{_DAY_END}|(?={_LINK}{NUMBER}日))"
    r"|(?<![0-9A-Za-z./-])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9A-Za-z/-]|\.[0-9])"
)
_NEXT = regex.compile(rf"(?P<link>{_LINK}|[、和及])(?P<day>{NUMBER}){_DAY_END}")
_LUNAR = regex.compile(
    r"(?:农历|阴历|旧历|夏历|老历|古历|闰)[^。；\n]{0,12}$|(?<![0-9零一二三四五六七八九])[一二三四五六七八九十元]年$"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date with its half-open place in the flow; what is not printed, nor carried over from the date that
    it continues (`至17日`), is None.  `link` is what joins it to that date; `serial` one that may be a number."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    link: str = ""
    han: bool = False
    lunar: bool = False
    serial: bool = False

    @property
    def full(self) -> bool:
        """Is it a certain day of a year that the calendar reaches?"""
        return self.year is not None and 1583 <= self.year <= 2999 and None not in (self.month, self.day)


def read_dates(text: str) -> tuple[PrintedDate, ...]:
    """All dates of a flow's text, in order."""
    return _read_dates(text)


@lru_cache(maxsize=2)
def _read_dates(text: str) -> tuple[PrintedDate, ...]:
    found: list[PrintedDate] = []
    for match in finditer_from(_START, _DATE, text):
        date = _date(text, match)
        if found and date.start == found[-1].end + 1 and text[found[-1].end] in "-至到" and date.month:
            date = _continue(found[-1], date, text[found[-1].end])
        found.append(date)
        found.extend(_days_behind(text, date))
    return tuple(found)


def _date(text: str, match: regex.Match[str]) -> PrintedDate:
    year = _year(match)
    month, day = match.group("month"), match.group("day")
    lunar = year is None and _LUNAR.search(text, max(0, match.start() - 16), match.start()) is not None
    return PrintedDate(
        match.start(), match.end(), year, parse_whole(month) if month else None, parse_whole(day) if day else None,
        han=bool(month and not month.isdigit()), lunar=lunar, serial=match.group("mark") is not None,
    )  # fmt: skip


def _year(match: regex.Match[str]) -> int | None:
    if match.group("year"):
        return int(match.group("year"))
    if match.group("han"):
        return int(parse_han(match.group("han")))
    reign = match.group("reign") or match.group("minguo")
    if reign is None:
        return None
    return _FOUNDING + (1 if reign == "元" else parse_whole(reign))


def _continue(before: PrintedDate, date: PrintedDate, link: str) -> PrintedDate:
    year = before.year if date.year is None else date.year
    return PrintedDate(date.start, date.end, year, date.month, date.day, link, date.han, before.lunar or date.lunar)


def _days_behind(text: str, date: PrintedDate) -> Iterator[PrintedDate]:
    """`3月15日、16日至18日`: days that leave the month to the date before."""
    at = date.end
    while date.day is not None and not date.serial and (match := _NEXT.match(text, at)):
        yield PrintedDate(
            match.start("day"), match.end(), date.year, date.month, parse_whole(match.group("day")),
            match.group("link"), date.han, date.lunar,
        )  # fmt: skip
        at = match.end()


def days_in(month: int, year: int | None) -> int:
    """Length of a month; February has 29 days where the year is not known."""
    return calendar.monthrange(2000 if year is None else year, month)[1]


def exists(date: PrintedDate) -> bool:
    """Is there such a day, as far as it is printed?"""
    if date.month is None:
        return True
    if not 1 <= date.month <= 12:
        return False
    return date.day is None or 1 <= date.day <= days_in(date.month, date.year if date.year else None)


def years_of(text: str) -> tuple[int, ...]:
    """The calendar years that a text names, in ascending order."""
    return tuple(sorted({date.year for date in read_dates(text) if date.year and 1900 <= date.year <= 2100}))


def sentence_around(manuscript: Manuscript, place: int) -> tuple[int, int]:
    """Half-open range of the sentence that holds a place of the flow."""
    ends = _sentence_ends(manuscript.flow.text)
    index = bisect_right(ends, place)
    return (ends[index - 1] if index else 0, ends[index] if index < len(ends) else len(manuscript.flow.text))


@lru_cache(maxsize=2)
def _sentence_ends(text: str) -> Sequence[int]:
    return [match.end() for match in regex.finditer(r"[。！？\n]", text)]
