"""Growth whose earlier value is printed only through the increase: `46.2万人，比上年增加4.2万人，增长10.0%`.

The value may also follow the increase: `同比增加3.6亿元，达到27.6亿元，增幅15%`.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import replace
from auditor.relations.addends import AVERAGE
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.rules import RelationRule

_NOT_YEARLY = regex.compile(r"环比|年均|年平均|季度|上月|拉动|复合|贡献")
_FORMER = regex.compile(r"(?:比|较|与|由|从)[^，。；]{0,200}$")
# What an amount or a rate compares with: the last month, the beginning of the year, the same time a year ago
_AGAINST = (
    regex.compile("环比|上个?月|上个?季|上周|上旬|按[月季]|[月季][增减]"),
    regex.compile("年初|[年季月]末|年底|期初"),
    regex.compile("同比|同期|同月|同季|去年|上年|按年|年[增减]"),
)
# 同比分别增长 has no subject of its own; 其中教育支出增长 has
_SHORT = 6
# 每公顷, 每人: what the amount is told of one of
_EACH = regex.compile("每(?:公[顷里斤]|平方[米公]|[一-龥])")
# nothing but that it has come to this
_REACHED = regex.compile(
    r"(?:总[额量数值])?(?:已|首次|累计|共)?(?:上?升|下?降|增[加长]?|减少?|提高|上涨|下跌|回落)?(?:达到|达|至|到)了?"
)
# 完成年初预算数45800万元 is what was planned; 预算收入 was received
_PLANNED = regex.compile(r"(?:计划|目标|任务|概算|预算)数?$")


def find_increase_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == change / (now - turn * change)`, `turn` being -1 for a fall: `A，比上年增加11万人，增长x%`."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or rate.index < 1 or _NOT_YEARLY.search(rate.lead):
            continue
        found = _before(page, rate) or _behind(page, rate)
        if found is None or page.cues.constant_price.search(found[0].label):
            continue
        now, change, sure = found
        if _against_another(change, rate):
            continue
        if change.direction != rate.direction:
            if _told_both_ways(rate, now, change):
                opposed = reading(CERTAIN, 1, rate=rate, now=now, change=change)
                yield Statement((replace(opposed, constants=(("turn", change.direction),), sign=-1),))
            continue
        strength = CERTAIN if sure and len(page.list_of(rate)[0].head) <= _SHORT else LIKELY
        one = reading(strength, 1, rate=rate, now=now, change=change)
        yield Statement((replace(one, constants=(("turn", rate.direction),)),))


def _against_another(change: Mention, rate: Mention) -> bool:
    """`比年初增加531亿元，同比增长9.1%`: the amount and the rate compare with different times."""
    its, other = (next((n for n, word in enumerate(_AGAINST) if word.search(m.lead)), None) for m in (change, rate))
    return None not in (its, other) and its != other


def _before(page: Page, rate: Mention) -> tuple[Mention, Mention, bool] | None:
    """Value, amount, rate; and do they follow one upon the other?"""
    change = _change_of(page, rate)
    if change is None or not change.direction or change.figure.dimension == "points":
        return None
    now = _value_of(page, change)
    return None if now is None else (now, change, rate.clause - change.clause == 1 and change.clause - now.clause <= 1)


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
    near = change.segment == rate.segment and rate.clause - change.clause <= 1
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
    if _is_mean_of_another(page, now) and not AVERAGE.search(change.lead):
        now = page.mentions[now.index - 1]
    if _EACH.findall(change.lead) and _EACH.findall(change.lead) != _EACH.findall(now.lead):
        return None  # 每亩381公斤，比上年每公顷增加98.4公斤
    return now if now.key == change.key and not _PLANNED.search(now.head) else None


def _is_mean_of_another(page: Page, now: Mention) -> bool:
    """`发送旅客4186.2万人次，日均104.7万人次，同比增加……`: it is of all, rather than of one day, that this is said."""
    before = page.mentions[now.index - 1] if now.index else None
    total = before is not None and before.key == now.key and before.sentence == now.sentence
    return total and AVERAGE.search(now.head) is not None


def _behind(page: Page, rate: Mention) -> tuple[Mention, Mention, bool] | None:
    """Amount, value, rate, or amount, rate, value: `增加3.6亿元，达到27.6亿元，增长15%`."""
    around = page.mentions[max(0, rate.index - 2) : rate.index + 2]
    row = [m for m in around if m.sentence == rate.sentence and m.segment == rate.segment and not m.bracket]
    for change, now in ((row[0], row[1]), (row[0], row[-1])) if len(row) > 2 else ():
        if change.role is not Role.CHANGE or change.direction != rate.direction or change.key != now.key:
            continue
        if not _REACHED.fullmatch(now.lead) or now.tail or now.role is not Role.LEVEL or rate.index - change.index > 2:
            continue
        if max(now.index, rate.index) - change.index == 2 and max(now.clause, rate.clause) - change.clause == 2:
            return now, change, True
    return None
