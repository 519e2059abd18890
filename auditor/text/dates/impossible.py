"""Days and times that no calendar or clock has: `2月30日`, `13月`, `2023年2月29日`, `25时`, `14时61分`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import plain, regex
from auditor.model import Severity
from auditor.regex import finditer_from
from auditor.rules import TextRule
from auditor.text.dates.printed import PrintedDate, days_in, exists, read_dates
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_PART_OF_DAY = r"(?:[0-9]日|[0-9]号|上午|下午|晚上?|凌晨|早上|早晨|清晨|中午|午后|傍晚|深夜|当天|当日|今天|昨天|明天|时间|定于|截至)"
_CLOCK = regex.compile(
    r"(?<![0-9.：])(?:(?P<hour>[0-9]{1,2})时(?:(?P<minute>[0-9]{1,2})分)?(?!间|段|限|差|期|长|效)|(?P<hour>[0-9]{1,2})：(?P<minute>[0-9]{2})(?![0-9：.%％])(?P<colon>))"
)
_HOUR = plain.compile("[0-9]{1,2}[时：]")
_WHEN = regex.compile(rf"{_PART_OF_DAY}$")
_SCORE = regex.compile(r"(?:的?比分)?(?:战胜|击败|取胜|获胜|胜|负|领先|不敌|战平|逆转|拿下|的?配?比)")
_LAST_HOUR = 24


def find_impossible_months(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Dates in a month that no year has."""
    for date in _impossible(manuscript):
        if date.month is not None and not 1 <= date.month <= 12:
            yield _fault(manuscript, date, month=str(date.month))


def find_impossible_days(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Dates on a day that their month does not have."""
    for date in _impossible(manuscript):
        if date.month is not None and 1 <= date.month <= 12:
            year = "" if date.year is None or date.month != 2 else f"{date.year}年"
            yield _fault(manuscript, date, month=f"{year}{date.month}月", limit=str(days_in(date.month, date.year)))


def _impossible(manuscript: Manuscript) -> Iterator[PrintedDate]:
    text = manuscript.flow.text
    return (date for date in read_dates(text) if not exists(date) and not date.lunar and not _may_be_other(text, date))


def _fault(manuscript: Manuscript, date: PrintedDate, **fields: str) -> Fault:
    severity = Severity.WARNING if date.serial else None
    return Fault(manuscript.flow.span(date.start, date.end), tuple(fields.items()), severity=severity)


def _may_be_other(text: str, date: PrintedDate) -> bool:
    """A lunar day, or a number with hyphens that only looks like a date."""
    assert date.month is not None
    if date.serial:
        numbered = regex.search(
            r"(?:号|编|第|证|版本|[Nn]o\.?|款|型)[^，。；\n]{0,8}$", text[max(0, date.start - 12) : date.start]
        )
        return not 1 <= date.month <= 12 or numbered is not None
    if date.year is not None and not 1000 <= date.year <= 2999:
        return True
    return date.han and date.year is None and date.day == 30


def find_impossible_times(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Times of day that no clock shows; lengths of time may have any number of hours."""
    text = manuscript.flow.text
    for match in finditer_from(_HOUR, _CLOCK, text):
        hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
        told = _WHEN.search(text, max(0, match.start() - 2), match.start()) is not None
        by_colon = match.group("colon") is not None
        if by_colon and (not told or _SCORE.match(text, match.end())):
            continue
        if minute > 59 or (hour > _LAST_HOUR and told):
            yield Fault(manuscript.flow.span(match.start("hour"), match.end()))
