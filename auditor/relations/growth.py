"""Growth whose earlier value stands elsewhere, or is printed only through the increase.

`2022年……汽车出口311.1万辆，同比增长54.4%` with `2021年……汽车出口201.5万辆` a paragraph away: same measure, same
scope, the year that 同比 names.  Growth in constant prices (GDP, 增加值) is no such claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import regex

from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_YEARLY = regex.compile(r"同比|上年|去年|较\ue008|比\ue008|增长|下降|年增|年减")
_NOT_YEARLY = regex.compile(r"环比|年均|年平均|季度|上月|拉动|复合|贡献")
_FORMER = regex.compile(r"(?:比|较|与|由|从)[^，。；]*$")
_SHIFTING = regex.compile(r"规模以上|规上|限额以上|限上|修订|经济普查|基数")
_REACH = 60


def find_distant_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == now / before - 1` with `before` a year earlier, there or elsewhere."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or _NOT_YEARLY.search(rate.lead) or not _YEARLY.search(rate.lead):
            continue
        now = _subject_of(page, rate)
        if now is None or page.cues.constant_price.search(_scope_of(page, now, rate)):
            continue
        readings = list(_in_turn(page, rate, now)) or list(_elsewhere(page, rate, now))
        if readings:
            yield Statement(tuple(replace(one, sign=rate.direction) for one in readings))


def _scope_of(page: Page, now: Mention, rate: Mention) -> str:
    """The words that tell whether a rate compares like with like; enterprises 规模以上 are not the same
    ones from year to year, so that their growth is never that of the printed totals."""
    words = page.sentence_text(rate) + now.label
    return "可比口径" if _SHIFTING.search(words) else now.label + rate.lead


def _in_turn(page: Page, rate: Mention, now: Mention) -> Iterator[Reading]:
    """`2023年58.37亿元，2022年为52.64亿元，同比增长10.89%` and `2021年完成3.2亿元，2022年完成4.1亿元，增长28.1%`."""
    year = page.dated(now)
    near = [m for m in page.mentions[max(0, now.index - 3) : now.index] if m.sentence == now.sentence]
    for other in reversed(near):
        its = page.dated(other)
        if other.key != now.key or other.role is not Role.LEVEL or year is None or its is None:
            continue
        if abs(its - year) == 1 and now.index == rate.index - 1:
            later, earlier = (now, other) if its < year else (other, now)
            yield reading(CERTAIN, 1, rate=rate, now=later, before=earlier)
            return


def _elsewhere(page: Page, rate: Mention, now: Mention) -> Iterator[Reading]:
    found = _earlier(page, now)
    same = [other for score, other in found if score == 1]
    for score, before in found:
        strength = POSSIBLE if score < 1 else CERTAIN if len(same) == 1 else LIKELY
        yield reading(strength, 4, rate=rate, now=now, before=before)


def find_increase_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == change / (now - turn * change)`, `turn` being -1 for a fall: `A，比上年增加11万人，增长x%`."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or rate.index < 2 or _NOT_YEARLY.search(rate.lead):
            continue
        change = page.mentions[rate.index - 1]
        if change.role is not Role.CHANGE or change.sentence != rate.sentence or change.direction != rate.direction:
            continue
        if change.figure.dimension == "points" or rate.clause - change.clause > 1:
            continue
        now = next((m for m in reversed(page.mentions[max(0, change.index - 4) : change.index])
                    if m.key == change.key and m.role is Role.LEVEL and m.sentence == rate.sentence), None)  # fmt: skip
        if now is None or _FORMER.search(now.lead) or now.index != change.index - 1:
            continue
        if page.cues.constant_price.search(now.label):
            continue
        one = reading(LIKELY, 1, rate=rate, now=now, change=change)
        adjoining = rate.clause - change.clause == 1 and change.clause - now.clause <= 1
        strength = CERTAIN if adjoining and len(rate.head) <= 6 else LIKELY
        yield Statement((replace(one, constants=(("turn", rate.direction),), strength=strength),))


def _subject_of(page: Page, rate: Mention) -> Mention | None:
    """The quantity whose growth it is: its step in a list, else the nearest quantity of the clause."""
    near = [
        m for m in page.mentions[max(0, rate.index - 8) : rate.index]
        if m.sentence == rate.sentence and m.segment == rate.segment and m.role is Role.LEVEL
        and m.figure.dimension not in ("percent", "points", "times", "duration") and m.bracket == rate.bracket
    ]  # fmt: skip
    step = page.list_of(rate)
    if len(step) > 1:
        lists = [page.list_of(m) for m in near if len(page.list_of(m)) == len(step)]
        if lists:
            return lists[-1][rate.position]
        row = near[-len(step) :]
        return row[rate.position] if len(row) == len(step) and rate.clause - row[0].clause <= len(step) else None
    own = regex.sub(r"(?:同比|比上年|较上年|比\ue008|较\ue008|增长|下降|了)+", "", rate.head)
    if len(own) > 6 or not near:
        return None
    last = near[-1]
    return None if len(page.list_of(last)) > 1 else last


def _earlier(page: Page, now: Mention) -> list[tuple[Fraction, Mention]]:
    """Quantities of the same measure one year before, the best label first."""
    found = []
    first = max(0, now.index - _REACH)
    for other in page.mentions[first : now.index + _REACH]:
        if other.role is not Role.LEVEL or other.key != now.key:
            continue
        mine, its = page.dated(now), page.dated(other)
        if (
            mine is None
            or its is None
            or its != mine - 1
            or other.article != now.article
            or other.sentence == now.sentence
        ):
            continue
        if len(page.list_of(other)) > 1 and len(page.list_of(now)) > 1 and other.position != now.position:
            continue
        score = _alike(now, other)
        if score >= Fraction(1, 2):
            found.append((score, other))
    return sorted(found, key=lambda one: (-one[0], abs(one[1].index - now.index)))[:4]


def _alike(now: Mention, other: Mention) -> Fraction:
    return min(coverage(now.label, other.label), coverage(other.label, now.label))
