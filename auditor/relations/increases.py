"""Growth told by the increase: `130万人，比上年增加11万人，增长9.2%`; the value before is what both leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor import regex
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.rules import RelationRule

_NOT_YEARLY = regex.compile(r"环比|年均|年平均|季度|上月|拉动|复合|贡献")
_FORMER = regex.compile(r"(?:比|较|与|由|从)[^，。；]{0,200}$")
# 同比分别增长 has no subject of its own; 其中教育支出增长 has
_SHORT = 6
# 完成年初预算数45800万元 is what was planned; 预算收入 was received
_PLANNED = regex.compile(r"(?:计划|目标|任务|概算|预算)数?$")


def find_increase_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == change / (now - turn * change)`, `turn` being -1 for a fall: `A，比上年增加11万人，增长x%`."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or rate.index < 2 or _NOT_YEARLY.search(rate.lead):
            continue
        change = _change_of(page, rate)
        if change is None or not change.direction or change.figure.dimension == "points":
            continue
        now = _value_of(page, change)
        if now is None or page.cues.constant_price.search(now.label):
            continue
        if change.direction != rate.direction:
            if _told_both_ways(rate, now, change):
                opposed = reading(CERTAIN, 1, rate=rate, now=now, change=change)
                yield Statement((replace(opposed, constants=(("turn", change.direction),), sign=-1),))
            continue
        one = reading(LIKELY, 1, rate=rate, now=now, change=change)
        adjoining = rate.clause - change.clause == 1 and change.clause - now.clause <= 1
        strength = CERTAIN if adjoining and len(page.list_of(rate)[0].head) <= _SHORT else LIKELY
        yield Statement((replace(one, constants=(("turn", rate.direction),), strength=strength),))


def _told_both_ways(rate: Mention, now: Mention, change: Mention) -> bool:
    """`比上年减少26.8亿元，增长17.6%`: the rate of this very change, by its numbers, in the other direction."""
    if rate.clause - change.clause > 1 or rate.figure.dimension != "percent" or len(rate.head) > _SHORT:
        return False
    for turn in (change.direction, rate.direction):
        before = now.figure.value - turn * change.figure.value
        if before > 0 and abs(100 * change.figure.value / before - rate.figure.value) <= 2 * rate.figure.step:
            return True
    return False


def _change_of(page: Page, rate: Mention) -> Mention | None:
    """The amount right before the rate, in its step."""
    steps = page.list_of(rate)
    changes = page.list_of(page.mentions[steps[0].index - 1]) if steps[0].index else ()
    if len(changes) != len(steps) or changes[-1].index != steps[0].index - 1:
        return None
    change = changes[rate.position]
    near = change.sentence == rate.sentence and rate.clause - change.clause <= 1
    return change if change.role is Role.CHANGE and near else None


def _value_of(page: Page, change: Mention) -> Mention | None:
    """The value right before the amount, in its step."""
    steps = page.list_of(change)
    first = steps[0].index - len(steps)
    if first < 0:
        return None
    row = page.mentions[first : steps[0].index]
    if any(m.role is not Role.LEVEL or m.sentence != change.sentence or _FORMER.search(m.lead) for m in row):
        return None
    now = row[change.position]
    return now if now.key == change.key and not _PLANNED.search(now.head) else None
