"""Spans of years: their length (`五年来（2016—2020年）`), their direction, and the years of the five-year plans."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from auditor import regex
from auditor.figures.numerals import parse_whole
from auditor.rules import TextRule
from auditor.text.dates.printed import exists, read_dates
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_Y = r"(?:19|20)[0-9]{2}"
_LINK = r"(?:-{1,2}|至|到)"
_COUNT = r"(?P<count>[0-9]{1,2}|[二三四五六七八九十两]{1,3})"
_ENDS = r"(?P<first_month>年?(?:[底末初]|[0-9]{1,2}月)(?:份|底|末|初)?)?年?"
_LENGTHS = (
    # 五年来（2016—2020年）
    regex.compile(
        rf"(?<![0-9第零一二三四五六七八九十近约前后每上过余多]){_COUNT}(?:个年头|年)(?:来|间|期间|里|内|时间|中)?（(?P<first>{_Y}){_ENDS}{_LINK}(?P<last>{_Y})(?P<last_month>年?(?:[底末初]|[0-9]{{1,2}}月))?[^（）0-9]{{0,3}}）"
    ),
    # 2016—2020年的五年间
    regex.compile(
        rf"(?<![0-9.从自由])(?P<first>{_Y}){_ENDS}{_LINK}(?P<last>{_Y})年(?P<last_month>[底末初]|[0-9]{{1,2}}月)?(?:这|的|，|这短短|短短)?{_COUNT}年(?:来|间|期间|里|内|时间)"
    ),
)
_BACKWARD = regex.compile(
    rf"(?<![0-9.前A-Za-z/-])(?P<first>{_Y})(?P<mid>年(?:[0-9]{{1,2}}月)?(?:底|末|初)?)?(?P<link>{_LINK})(?P<last>{_Y})年(?!前)(?:(?P<month>[0-9]{{1,2}})月)?"
)
_RETREAT = regex.compile(r"(?:倒推|倒序|追溯|倒退|回溯|从|由|自|上溯|往前|BC|公元前)[^，。；\n]{0,6}$")
_PLAN = regex.compile(
    rf"“?(?P<plan>[一二三四五六七八九]|十[一二三四五六]?)五”?(?:时期|期间|规划|计划|规划时期|规划期)?（(?P<first>{_Y})年?{_LINK}(?P<last>{_Y})年?[^（）0-9]{{0,3}}）"
)
_MILESTONE = regex.compile(
    rf"(?<![0-9])(?P<year>{_Y})年(?:是|，是|作为|既是)(?:实施|全面实施|落实|我国|我市|我省|全市|全省|全面完成|全面落实|完成|国家|推进|贯彻|贯彻落实){{0,2}}“(?P<plan>十[一二三四五六]?|[六七八九])五”(?:规划|计划|发展规划|时期|规划实施){{0,2}}的?(?P<mark>开局|收官|第一|最后一|起步|关键起步|起始)(?:之)?年"
)
_FIRST_PLAN = 1953


def find_wrong_lengths(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Numbers of years that the years printed beside them do not give."""
    text = manuscript.flow.text
    for pattern in _LENGTHS:
        for match in pattern.finditer(text):
            first, last = int(match.group("first")), int(match.group("last"))
            if last <= first:
                continue
            # counted by calendar years, or from day to day; months may take a year away
            between = last - first
            loose = 1 if match.group("first_month") or match.group("last_month") else 0
            count = parse_whole(match.group("count"))
            if not between - loose <= count <= between + 1:
                yield Fault(
                    manuscript.flow.span(match.start(), match.end()),
                    (("count", str(count)), ("first", str(first)), ("last", str(last)), ("years", str(between + 1))),
                )


def find_backward_spans(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Spans that end before they begin."""
    text = manuscript.flow.text
    for match in _BACKWARD.finditer(text):
        swapped = int(match.group("last")) < int(match.group("first"))
        if swapped and not _RETREAT.search(text[max(0, match.start() - 12) : match.start()]):
            yield Fault(manuscript.flow.span(match.start(), match.end()))
    dates = read_dates(text)
    for before, date in itertools.pairwise(dates):
        if date.link not in ("-", "--", "至", "到") or None in (before.month, before.day, date.month, date.day):
            continue
        if _RETREAT.search(text[max(0, before.start - 12) : before.start]) or not (exists(before) and exists(date)):
            continue
        first, last = (before.year, before.month, before.day), (date.year, date.month, date.day)
        same_year = before.year is not None and before.year == date.year and text[date.start : date.start + 4].isdigit()
        if (before.month == date.month and first[2] > last[2]) or (same_year and first[1:] > last[1:]):  # type: ignore[operator]
            yield Fault(manuscript.flow.span(before.start, date.end))


def find_wrong_plan_years(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Years that are not those of the five-year plan they are given to."""
    text = manuscript.flow.text
    for match in _PLAN.finditer(text):
        first, last = plan_years(match.group("plan"))
        if (int(match.group("first")), int(match.group("last"))) != (first, last):
            yield _plan_fault(manuscript, match, match.start("first"), match.end("last"), first, last)
    for match in _MILESTONE.finditer(text):
        first, last = plan_years(match.group("plan"))
        wanted = last if match.group("mark") in ("收官", "最后一") else first
        if int(match.group("year")) != wanted:
            yield _plan_fault(manuscript, match, match.start("year"), match.end("year"), first, last)


def plan_years(plan: str) -> tuple[int, int]:
    """First and last year of a five-year plan: the third ended in 1970, as the second in 1962."""
    order = parse_whole(plan)
    first = _FIRST_PLAN + 5 * (order - 1) + (3 if order > 2 else 0)
    return first, first + 4


def _plan_fault(manuscript: Manuscript, match: regex.Match[str], start: int, end: int, first: int, last: int) -> Fault:
    fields = (("plan", f"{match.group('plan')}五"), ("first", str(first)), ("last", str(last)))
    return Fault(manuscript.flow.span(start, end), fields)
