"""Ages against years of birth: `1956年出生……2014年去世，享年68岁`.

A year either way is allowed: birthdays, and 虚岁, which counts from one.  积闰 adds up to three more and is
left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.rules import TextRule
from auditor.text.dates.printed import PrintedDate, read_dates, sentence_around
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_AGE = regex.compile(
    r"(?P<cue>享年|终年|时年|年仅|现年|今年|年届|卒年|得年)(?:已|仅|约)?(?P<age>[0-9]{1,3})(?:周)?岁(?!以|及|至|-)"
)
_NOW = ("现年", "今年", "年届")
_BORN_BEFORE = regex.compile(r"(?:生于|出生于|诞生于|出生在|诞生在)(?:公元)?$")
_BORN_BEHIND = regex.compile(r"[^，。；、（）\n]{0,3}(?:出生|诞生|降生|生(?=[，。；、（）于人]))")
_DIED = regex.compile(r"[^，。；\n]{0,24}?(?:去世|逝世|病逝|离世|辞世|病故|牺牲|殉职|就义|遇难|圆寂|因病医治无效)")
_LIFE = regex.compile(
    r"（[^（）\d]{0,8}(?P<born>1[0-9]{3}|20[0-9]{2})年?[^（）\d-]{0,6}(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?-{1,2}(?P<died>1[0-9]{3}|20[0-9]{2})年?"
)
_COUNTED_OTHERWISE = regex.compile(r"积闰|享寿|积闰享|虚龄")
_OLDEST = 125
_REACH = 200


def find_wrong_ages(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Ages that the year of birth and the year they are told of do not allow."""
    text = manuscript.flow.text
    if "岁" not in text:
        return
    dates = read_dates(text)
    written = _latest(dates)
    for match in _AGE.finditer(text):
        start, end = sentence_around(manuscript, match.start())
        start, end = max(start, match.start() - _REACH), min(end, match.end() + _REACH)
        if _COUNTED_OTHERWISE.search(text, start, end):
            continue
        first, last = (bisect_left(dates, place, key=lambda date: date.start) for place in (start, end))
        near = [date for date in dates[first:last] if date.year]
        born = _born(text, near, start, match.start())
        told = written if match.group("cue") in _NOW else _told(text, near, start, match)
        if born is None or told is None:
            continue
        age, least, most = int(match.group("age")), told[0] - born, told[1] - born
        if any(date.year is not None and abs(date.year - born - age) <= 1 for date in near):
            continue
        if 0 <= least <= _OLDEST and not least - 1 <= age <= most + 1:
            yield _fault(manuscript, match, born, told, least)


def _born(text: str, near: Sequence[PrintedDate], start: int, at: int) -> int | None:
    """The one year of birth that the sentence names before the age; None where it names none or several."""
    found = {
        date.year for date in near
        if date.end <= at and (_BORN_BEFORE.search(text[max(start, date.start - 12) : date.start]) or _BORN_BEHIND.match(text, date.end))
    }  # fmt: skip
    found |= {int(life.group("born")) for life in _LIFE.finditer(text, start, at)}
    return found.pop() if len(found) == 1 else None


def _told(text: str, near: Sequence[PrintedDate], start: int, match: regex.Match[str]) -> tuple[int, int] | None:
    """The year of death that the sentence names."""
    at = match.start()
    found = {date.year for date in near if date.end <= at and _DIED.match(text, date.end)}
    found |= {int(life.group("died")) for life in _LIFE.finditer(text, start, at)}
    year = found.pop() if len(found) == 1 else None
    return None if year is None else (year, year)


def _latest(dates: Sequence[PrintedDate]) -> tuple[int, int] | None:
    """The years in which a text may have been written that knows a certain day: that day's year or the next.

    Only a text that keeps to one such year, and names no year behind it, tells so much.
    """
    full = {date.year for date in dates if date.full and not date.serial}
    if len(full) != 1:
        return None
    year = full.pop()
    assert year is not None
    return (year, year + 1) if all(date.year is None or date.year <= year for date in dates) else None


def _fault(manuscript: Manuscript, match: regex.Match[str], born: int, told: tuple[int, int], least: int) -> Fault:
    fields = (("born", str(born)), ("told", str(told[0])), ("age", str(least)))
    return Fault(manuscript.flow.span(match.start("age"), match.end()), fields)
