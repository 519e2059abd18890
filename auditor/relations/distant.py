"""Amounts of change whose earlier value stands elsewhere: `52368人，比去年增加1846人。……去年为50522人`.

Growth of this kind is `auditor.relations.growth`; here the amount is told, and the value before bears the same name.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import LIKELY, Statement, reading
from auditor.relations.shadow import CLASSES
from auditor.relations.steps import agreement, spoken, year_at, year_of
from auditor.rules import RelationRule

_DATE = CLASSES["date"]
_AGAINST = regex.compile(
    rf"(?:比|较|与)(?:(?P<last>上年(?!末|底)(?:同期|同月)?|去年(?!末|底)(?:同期|同月)?)|(?P<begin>年初|上年[末底]|去年[末底])|(?P<date>{_DATE})[末底]?)"
    r"(?:相比|比较)?[^，。；]{0,8}$|(?P<same>同比|按年)[^，。；]{0,8}$"
)
_LAST_YEAR = regex.compile(r"(?:而|其中)?(?:上年|去年)")
_BEGINNING = regex.compile(r"(?:而|其中)?(?:今年|本年)?(?:年初|上年[末底]|去年[末底])")
_NO_NAME = regex.compile(rf"(?:{_DATE}|上年|去年|年初|今年|同期|[末底为是达到约共有，])*")
_WHEN = regex.compile(r"^(?:上年末?|去年末?|年初|同期)+")
# of a value that the text itself corrects nobody knows which one the change is against
_REVISED = regex.compile(r"口径|(?:调整|修订|核实|核减|核增|更正|修正)(?:后|为)")
_SHORT = 4
_REACH = 30
_NEAR = 3


def find_distant_differences(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `change == now - before` with `before` told in another sentence."""
    for change in page.mentions:
        if change.role is not Role.CHANGE or not change.direction or change.figure.dimension == "percent":
            continue
        if len(page.list_of(change)) > 1 or change.bracket:
            continue
        found = _AGAINST.search(change.lead)
        now = _now(page, change) if found else None
        if found is None or now is None:
            continue
        before = [m for m in _elsewhere(page, change, now) if _is_of(page, found, change, now, m)]
        if len({m.figure.value for m in before}) == 1 and not _is_revised(page, change, now):
            one = reading(LIKELY, 2, change=change, now=now, before=before[0])
            yield Statement((replace(one, sign=change.direction),))


def _now(page: Page, change: Mention) -> Mention | None:
    """The value that has changed: right before the amount, or of a list of years the one that the change names."""
    last = page.mentions[change.index - 1] if change.index else None
    points = change.figure.dimension == "points"
    kinds = (Role.LEVEL, Role.RATE, Role.SHARE) if points else (Role.LEVEL,)
    key = ("percent", "%") if points else change.key
    if last is None or last.sentence != change.sentence or last.key != key or last.role not in kinds:
        return None
    if points and len(last.label) < _SHORT:
        return None
    steps = page.list_of(last)
    if len(steps) > 1:
        year = _year_named(page, change)
        named = [m for m in steps if year is not None and year_of(page, m) == year]
        return named[0] if len(named) == 1 else None
    return last if change.clause - last.clause <= 1 and not last.bracket else None


def _year_named(page: Page, change: Mention) -> int | None:
    """`2023年比上年增加`."""
    place = change.at - len(change.lead)
    return year_at(page, place) if page.shadow.text[place] == _DATE else None


def _elsewhere(page: Page, change: Mention, now: Mention) -> list[Mention]:
    """The values of the same name, or behind it without one, that no change of their own follows in its sentence."""
    found = []
    for other in page.mentions[max(0, now.index - _REACH) : change.index + _REACH]:
        if other.key != now.key or other.role is not now.role or other.index == now.index or other.bracket:
            continue
        if other.article != now.article or (len(page.list_of(other)) > 1 and other.series != now.series):
            continue
        unnamed = (
            now.role is Role.LEVEL
            and other.sentence == change.sentence + 1
            and _NO_NAME.fullmatch(other.lead) is not None
        )
        if other.series == now.series or unnamed or _has_its_name(page, now, other):
            found.append(other)
    return found


def _is_revised(page: Page, change: Mention, now: Mention) -> bool:
    """Does a sentence nearby correct a value of this unit?"""
    near = page.mentions[max(0, now.index - _REACH) : change.index + _REACH]
    return any(m.key == now.key and _REVISED.search(page.sentence_text(m)) for m in near)


def _has_its_name(page: Page, now: Mention, other: Mention) -> bool:
    """去年报名人数 may be short for that of 全市中考报名人数."""
    name = _WHEN.sub("", other.label)
    short = len(name) >= _SHORT and now.label.endswith(name)
    return bool(now.label) and (short or agreement(page, now, other) == 1)


def _is_of(page: Page, found: regex.Match[str], change: Mention, now: Mention, other: Mention) -> bool:
    """Is the value of the time that the change is against?"""
    first = page.list_of(other)[0]
    lead = spoken(page, first.at - len(first.lead), first.at)
    mine, its = year_of(page, now), year_of(page, other)
    if found["begin"]:
        return _BEGINNING.match(lead) is not None or (None not in (mine, its) and its == (mine or 0) - 1)
    if found["date"]:
        year = year_at(page, change.at - len(change.lead) + found.start("date"))
        return year is not None and its == year != mine
    if _LAST_YEAR.match(lead) is not None:
        return abs(other.sentence - change.sentence) <= _NEAR and other.paragraph == change.paragraph
    return None not in (mine, its) and its == (mine or 0) - 1
