"""Multiples: `是2018年的3.2倍`, `相当于上年的98%`, `是本地人口的2.7倍`, with the base elsewhere than in the phrase.

A phrase that names a former time calls for the value of that time; one that names a thing calls for the
figure with that label.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Reading, reading
from auditor.relations.shadow import CLASSES
from auditor.relations.steps import agreement, year_at, year_of

_FORMER = regex.compile(rf"上年|去年|当年|当初|当时|原来|从前|过去|以前|年前|同期|{CLASSES['date']}")
_OPENS = regex.compile(
    r"[由从][^，。；]{0,200}$|(?:上年|去年|当年|当初|原来|过去|以前|前|同期|只有|仅有|不过)[^，。；]{0,200}$"
)
_BOTH = regex.compile(r"前者(?:约|大约)?(?:是|为|相当于)后者的?$")
_NAMES_ITS_OWN = regex.compile(r"(?P<name>[一-龥]{2,10}?)(?:约|大约|已)?(?:是|为|相当于|达到?)")
_REACH, _FAR = 6, 40
# 机场旅客吞吐量 and 运输机场完成旅客吞吐量 end alike
_ENDING = 4


def multiple_readings(page: Page, multiple: Mention) -> Iterator[Reading]:
    """`rate == part / whole` of a multiple whose base is not in its phrase."""
    phrase = multiple.base or ""
    first = page.mentions[max(0, multiple.index - _REACH)].series
    near = [
        m
        for m in page.mentions[first : multiple.index]
        if m.sentence == multiple.sentence and m.role is Role.LEVEL and m.bracket in (0, multiple.bracket)
        and m.figure.dimension not in ("duration", "percent", "name")
    ]  # fmt: skip
    if not near:
        return
    part = _subject(multiple, near) or near[-1]
    if _BOTH.search(multiple.lead) and len(near) > 1 and near[-2].figure.dimension == part.figure.dimension:
        yield reading(CERTAIN, 1, rate=multiple, part=near[-2], whole=part)
    elif _FORMER.search(phrase):
        yield from _of_former(page, multiple, part, [m for m in near[:-1] if m.key == part.key])
    else:
        yield from _of_named(page, multiple, part, phrase)


def _subject(multiple: Mention, near: list[Mention]) -> Mention | None:
    """`出口1.55万亿元，进口0.56万亿元，出口是进口的2.8倍`: the clause names whose multiple it is."""
    found = _NAMES_ITS_OWN.match(multiple.lead)
    named = [m for m in near if coverage(found["name"], m.label + m.noun) == 1] if found else []
    return named[-1] if len({m.figure.value for m in named}) == 1 else None


def _of_former(page: Page, multiple: Mention, part: Mention, others: list[Mention]) -> Iterator[Reading]:
    """The earlier value of the sentence, of the year that is named if one is."""
    year = _year_in(page, multiple)
    if year is not None and any(year_of(page, m) == year != year_of(page, part) for m in others):
        others = [m for m in others if year_of(page, m) == year]
    for before in reversed(others):
        sure = len(others) == 1 and before.index == part.index - 1 and _OPENS.search(before.lead)
        yield reading(CERTAIN if sure else LIKELY, len(others), rate=multiple, part=part, whole=before)
    if year is not None and not others:
        elsewhere = _of_year(page, part, year)
        if elsewhere is not None:
            yield reading(LIKELY, 2, rate=multiple, part=part, whole=elsewhere)


def _of_year(page: Page, part: Mention, year: int) -> Mention | None:
    """The one figure of that year which bears the name, wherever it stands."""
    if not part.label:
        return None
    found = [
        m for m in page.mentions[max(0, part.index - _FAR) : part.index + _FAR]
        if m.key == part.key and m.role is Role.LEVEL and m.article == part.article and m.index != part.index
        and year_of(page, m) == year and _is_called_alike(page, m, part)
    ]  # fmt: skip
    return found[0] if len({m.figure.value for m in found}) == 1 else None


def _is_called_alike(page: Page, one: Mention, other: Mention) -> bool:
    same_end = len(one.label) >= _ENDING and one.label[-_ENDING:] == other.label[-_ENDING:]
    return same_end or agreement(page, one, other) >= Fraction(4, 5)


def _year_in(page: Page, multiple: Mention) -> int | None:
    place = page.shadow.text.rfind(CLASSES["date"], multiple.at - len(multiple.lead), multiple.at)
    return year_at(page, place) if place >= 0 else None


def _of_named(page: Page, multiple: Mention, part: Mention, phrase: str) -> Iterator[Reading]:
    """The figure that bears the name, in this sentence or the one before."""
    named = [
        m
        for m in page.mentions[max(0, multiple.index - 2 * _REACH) : multiple.index]
        if m.index != part.index and m.role is Role.LEVEL and m.figure.dimension == part.figure.dimension
        and multiple.sentence - m.sentence <= 1 and (part.figure.dimension != "money" or m.key == part.key)
        and coverage(phrase.removesuffix("的"), m.label + m.noun) >= Fraction(4, 5)
    ]  # fmt: skip
    for base in reversed(named):
        yield reading(LIKELY, len(named), rate=multiple, part=part, whole=base)
