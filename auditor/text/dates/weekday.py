"""Weekdays against dates: `2024年3月15日（星期三）` was a Friday.

A date without its year is held against every year that it may belong to.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date as calendar_date

from auditor import regex
from auditor.frozen import dataclass
from auditor.model import Severity
from auditor.rules import TextRule
from auditor.text.dates.printed import PrintedDate, exists, read_dates, sentence_around, years_of
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_NAMES = "一二三四五六日"
_WEEKDAY = r"(?P<name>(?:星期|礼拜|周)(?P<day>[一二三四五六日天]))"
_IN_BRACKET = regex.compile(
    rf"(?:上午|下午|晚)?（(?:农历[^（）]{{1,10}}[，、 ])?{_WEEKDAY}(?=[），、 上下晚早凌中])(?![、至到和-])"
)
_BEHIND = regex.compile(r"[ ，]?(?:星期|礼拜)(?P<day>[一二三四五六日天])(?![、至到和-])")
_SHORT = regex.compile(
    r"周(?P<day>[一二三四五六日])(?=[，。；：（ 、]|[上下]午|晚[上间，]|早|凌晨|中午|傍晚|深夜|举行|举办|召开|宣布|发布|公布|表示|说|$)(?![、][一二三四五六日])"
)
_BEFORE = regex.compile(r"(?:本|上|下|这)?(?:星期|礼拜|周)(?P<day>[一二三四五六日天])（(?=.{3,14}）)")
# `15日至17日（星期五）` does not say of which day it speaks.
_SPANNING = ("-", "--", "至", "到")
_NEAR = 90
_ANY_YEAR = range(1990, 2051)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A date and the weekday (1 to 7) printed beside it, at a half-open place of the flow."""

    date: PrintedDate
    weekday: int
    start: int
    end: int


def find_wrong_weekdays(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Weekdays that are not those of the dates beside them."""
    pairs = list(_pairs(manuscript.flow.text))
    if not pairs:
        return
    years = years_of(manuscript.flow.text)
    anchors = [date for date in read_dates(manuscript.flow.text) if date.full and exists(date)]
    unsettled: list[_Pair] = []
    for pair in pairs:
        if pair.date.year is not None:
            yield from _against(manuscript, pair, [pair.date.year], None)
        elif near := _year_near(pair.date, anchors):
            yield from _against(manuscript, pair, [near], None)
        elif years:
            possible = sorted({year + shift for year in years for shift in (-1, 0, 1)})
            yield from _against(manuscript, pair, possible, Severity.WARNING)
        else:
            unsettled.append(pair)
    yield from _against_each_other(manuscript, unsettled)


def _pairs(text: str) -> Iterator[_Pair]:
    if "周" not in text and "星期" not in text and "礼拜" not in text:
        return
    for date in read_dates(text):
        if date.day is None or date.month is None or date.lunar or not exists(date) or date.link in _SPANNING:
            continue
        for pattern in (_IN_BRACKET, _BEHIND, _SHORT):
            match = pattern.match(text, date.end)
            if match:
                yield _pair(date, match, match.start("day"))
                break
        else:
            opening = text.rfind("（", max(0, date.start - 1), date.start)
            before = _BEFORE.search(text, max(0, date.start - 6), date.end + 1) if opening >= 0 else None
            if before and before.end() == date.start and text[date.end : date.end + 1] == "）":
                yield _pair(date, before, before.start("day"))


def _pair(date: PrintedDate, match: regex.Match[str], at: int) -> _Pair:
    name = match.group("day").replace("天", "日")
    width = 1 if match.string[at - 1] == "周" else 2
    return _Pair(date, _NAMES.index(name) + 1, at - width, at + 1)


def _year_near(date: PrintedDate, anchors: Sequence[PrintedDate]) -> int | None:
    """The year that brings the date near to a full date of the text; None where there is none, or two."""
    found = set()
    for anchor in anchors:
        assert anchor.year is not None and anchor.month is not None and anchor.day is not None
        middle = calendar_date(anchor.year, anchor.month, anchor.day)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1):
            day = _day(date, year)
            if day is not None and abs((day - middle).days) <= _NEAR:
                found.add(year)
    return found.pop() if len(found) == 1 else None


def _day(date: PrintedDate, year: int) -> calendar_date | None:
    assert date.month is not None and date.day is not None
    try:
        return calendar_date(year, date.month, date.day)
    except ValueError:
        return None


def _against(manuscript: Manuscript, pair: _Pair, years: Sequence[int], severity: Severity | None) -> Iterator[Fault]:
    days = [day for year in years if 1583 <= year <= 2999 and (day := _day(pair.date, year)) is not None]
    if days and all(day.isoweekday() != pair.weekday for day in days):
        shown = _NAMES[days[0].isoweekday() - 1] if len(days) == 1 else ""
        yield _fault(manuscript, pair, shown, severity)


def _fault(manuscript: Manuscript, pair: _Pair, right: str, severity: Severity | None) -> Fault:
    flow = manuscript.flow
    span = flow.span(pair.start, pair.end)
    printed = span.of(manuscript.document.text)
    told = flow.span(pair.date.start, pair.date.end).of(manuscript.document.text)
    proper = printed[:-1] + right if right else None
    return Fault(span, (("date", " ".join(told.split())),), right=proper, severity=severity)


def _against_each_other(manuscript: Manuscript, pairs: list[_Pair]) -> Iterator[Fault]:
    """Two dates of one sentence, of an unknown year: is there any year in which both weekdays are right?"""
    for first, second in itertools.pairwise(pairs):
        start, end = sentence_around(manuscript, first.date.start)
        if not start <= second.date.start < end or _agree(first, second):
            continue
        yield _fault(manuscript, second, "", Severity.WARNING)


def _agree(first: _Pair, second: _Pair) -> bool:
    for year in _ANY_YEAR:
        a = _day(first.date, year)
        if a is None or a.isoweekday() != first.weekday:
            continue
        for later in (year, year + 1):
            b = _day(second.date, later)
            if b is not None and b.isoweekday() == second.weekday and abs((b - a).days) <= 300:
                return True
    return False
