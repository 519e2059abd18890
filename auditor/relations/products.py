"""Unit values: `亩均产值4500元，种植1.2万亩，总产值5400万元` and `平均每户2.62人`.

A unit value names its unit (每亩, 人均, 每股) or leaves it to the trade (单价, 亩产); the quantity is the figure
counted in that unit, the total the figure of the unit value's own kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.lexicon import lexicon
from auditor.frozen import dataclass, replace
from auditor.relations.addends import AVERAGE
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading, rounded
from auditor.rules import RelationRule

_EACH = regex.compile(r"每(?!年|天|日|月|季|周|个?百|个?千|个?万|千|万|百)(?:个|名|位|一)?(?P<noun>[^，。；：]{0,18})$")
_MEAN = regex.compile(
    r"(?:(?P<per>[人户亩地班场股村校店车生])均|(?P<mu>亩产|单产)|(?P<price>均价|单价|票价|售价|收购价|批发价|造价))[^，。；：]{0,10}$"
)
# 甲村、乙村均新建3所 says of both villages that they built three
_SEVERAL = regex.compile(r"(?:、|等)[^，。；：]{0,12}[地班场村校店]均")
_SHARED_OUT = regex.compile(r"[户亩班场村校店车生]均(?:占有|拥有|使用)?(?P<what>[一-龥]{2,8}?)(?:为|达到?|约|是)*$")
_MEASURED = regex.compile(r"[人户亩地班场村股校店车生]均年?(?P<what>[一-龥]{2,6}?)(?:为|达到?|约|是|由|从)*$")
_CALLED_TOTAL = regex.compile(r"总(?!产值|资产|投资|规模|面积|产量)|共|合计|累计|需|计(?!划)")
# what stands behind a figure as /股 begins the head of the next
_SLASH = regex.compile(r"^/[一-龥]{1,4}?(?:的(?:均价|价格|单价)|[，。；])")
_TOTAL = regex.compile(
    r"总|共|合计|计|需|累计|全[年县市乡镇村]|收入|开支|经费|得|入|金额|货款|产值|产量|支付|兑付|资金|补贴|成本|款"
)
_PER_TIME = regex.compile(r"(?P<per>日均|日平均|月均|月平均|年均|年平均|平均每[天日月年])[^，。；、]{0,6}$")
_TIMES = {
    "日均": "日", "日平均": "日", "平均每天": "日", "平均每日": "日",
    "月均": "月", "月平均": "月", "平均每月": "月",
    "年均": "年", "年平均": "年", "平均每年": "年",
}  # fmt: skip
# 近三年 is another stretch than that of the total
_SO_FAR = regex.compile("[近前后每第]$")
# what something has been brought to holds what was there before
_REACHED = regex.compile(r"(?:提|增|扩|升|加|涨|添)[加大高升充]?[到至]了?$")
# 最高成交价 is what one was sold for, not each
_EXTREME = regex.compile("最[高低贵大小]|上限|下限")
# A ticket is for one person; how often it is shown is another matter
_TICKET, _SOLD = "票价", ("人", "人次", "名", "位", "张")
_REACH = 5
_FAR = 30


@dataclass(frozen=True, slots=True)
class _Per:
    """What a unit value is per: a unit of measure and how many of its base, or a noun."""

    key: tuple[str, str] | None
    many: Fraction
    noun: str


def find_unit_products(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `total == unit * quantity * scale`, `scale` turning tonnes into the kilogrammes of 每公斤."""
    for unit in page.mentions:
        per = _per(page, unit)
        if per is not None and not _is_average(unit) and not _EXTREME.search(unit.head):
            found = list(_readings(page, unit, per, "product"))
            if found:
                yield Statement(tuple(found[:8]))


def find_averages(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole / scale` of 平均每户, 平均每期."""
    for rate in page.mentions:
        if _is_average(rate) and rate.role in (Role.LEVEL, Role.CHANGE):
            per = _per(page, replace(rate, role=Role.LEVEL))
            found = list(_readings(page, rate, per, "average")) if per is not None else []
            if found:
                yield Statement(tuple(found))
        elif rate.role is Role.LEVEL:
            yield from _over_time(page, rate)


def _over_time(page: Page, rate: Mention) -> Iterator[Statement]:
    """`春运40天，累计发送旅客4186.2万人次，日均104.7万人次`: the sentence tells one stretch of days, and one total."""
    found = _PER_TIME.search(rate.head)
    if found is None or rate.bracket:
        return
    unit = _TIMES[found["per"]]
    near = [m for m in page.mentions[max(0, rate.index - _REACH) : rate.index] if m.sentence == rate.sentence]
    told = page.mentions[max(0, rate.index - _FAR) : rate.index]
    told = tuple(m for m in told if m.paragraph == rate.paragraph and rate.sentence - m.sentence <= 1)
    spans = [m for m in told if m.figure.dimension == "duration" and m.figure.unit == unit and m.figure.value > 1]
    totals = [m for m in near if m.key == rate.key and m.role is Role.LEVEL and m.figure.value > rate.figure.value]
    totals = [m for m in totals if not m.bracket and AVERAGE.search(m.head) is None]
    if len(spans) == 1 and totals and totals[-1].index >= rate.index - 2 and not _SO_FAR.search(spans[0].head):
        yield Statement((_reading("average", LIKELY, rate, spans[0], totals[-1], _Per(None, Fraction(1), "")),))


def _is_average(mention: Mention) -> bool:
    """平均每户 is a quotient; 平均每公斤售价 is a price, though a mean one."""
    return "平均每" in mention.head and not regex.search(r"价", mention.head)


def _per(page: Page, mention: Mention) -> _Per | None:
    """What the figure is per, if it is a unit value."""
    if mention.role is not Role.LEVEL or mention.figure.dimension in ("percent", "number", "points", "times"):
        return None
    if mention.tail.startswith(("/", "每")):
        return _of_noun(mention.tail[1:])
    head = _SLASH.sub("", mention.head)
    each = _EACH.search(head)
    if each is not None:
        return _of_noun(each.group("noun"))
    before = page.mentions[mention.index - 1] if mention.index else None
    if (
        before is not None
        and before.head.endswith("每")
        and before.clause == mention.clause
        and before.figure.value > 1
    ):
        # 每10股派2.40元
        return _Per(before.key, before.figure.value, "")
    mean = _MEAN.search(head)
    if mean is None or (mean.group("per") and _SEVERAL.search(mention.lead)):
        return None
    if mean.group("price"):
        return _Per(None, Fraction(1), _TICKET if mean.group("price") == _TICKET else "")
    return _of_noun("亩" if mean.group("mu") else mean.group("per"))


def _of_noun(noun: str) -> _Per:
    """公斤批发价 is per kilogramme; 学生 is per head of whoever is called so."""
    units = lexicon().units
    for size in range(min(4, len(noun)), 0, -1):
        unit = units.get(noun[:size])
        if unit is not None and unit.dimension != "money":
            return _Per((unit.dimension, unit.name), unit.factor, noun)
    return _Per(None, Fraction(1), noun or " ")


def _readings(page: Page, unit: Mention, per: _Per, form: str) -> Iterator[Reading]:
    """Pairs of quantity and total around the unit value, the sure ones first."""
    around = page.mentions[max(0, unit.index - _REACH - 3) : unit.index + _REACH]
    apart = 2 if form == "average" else 0
    near = [
        m for m in around if m.index != unit.index and m.role is Role.LEVEL and abs(m.sentence - unit.sentence) <= apart
    ]
    totals = [m for m in near if m.key == unit.key and m.figure.value > unit.figure.value]
    totals = [m for m in totals if _per(page, m) is None]
    quantities = [m for m in near if _is_quantity(page, m)]
    several = form == "product" and any(_is_said_alike(unit, m) for m in around)
    found: list[Reading] = []
    for total in totals:
        for quantity in quantities:
            if quantity.index == total.index:
                continue
            named = _counts(per, quantity) and _may_be_of_one_thing(unit, total)
            rivals = [m for m in quantities if m.index != total.index and _counts(per, m)]
            same = total.sentence == quantity.sentence == unit.sentence
            told = (_TOTAL.search(total.head) is not None and not _REACHED.search(total.head)) or _of_the_same(
                unit, total
            )
            sure = named and same and not several and len(totals) == len(rivals) == 1 and told
            strength = (CERTAIN if sure else LIKELY) if named else POSSIBLE
            one = _reading(form, strength, unit, quantity, total, per)
            apart = form == "product" and total.clause != unit.clause and not told
            found.append(replace(one, harmless=apart or several))
    if form == "product" and not any(one.strength > POSSIBLE for one in found):
        found += _far(page, unit, per)
    yield from sorted(found, key=lambda one: -one.strength)


def _is_said_alike(unit: Mention, other: Mention) -> bool:
    """`一等奖每人5000元、二等奖每人3000元`: each is of a class of its own, and the total is of both."""
    mine, its = _EACH.search(unit.head), _EACH.search(other.head)
    if mine is None or its is None or unit.sentence != other.sentence or unit.key != other.key:
        return False
    return unit.index != other.index and mine.group() == its.group() and unit.head != other.head


def _may_be_of_one_thing(unit: Mention, total: Mention) -> bool:
    """户均增收1.8万元 times the households is no 产值, unless that is called a total."""
    measured = _MEASURED.search(unit.head)
    if measured is None or not set(measured["what"]).isdisjoint(total.head):
        return True
    return _CALLED_TOTAL.search(total.head) is not None


def _of_the_same(unit: Mention, total: Mention) -> bool:
    """生均建筑面积 and 建筑面积.  What there is 人均 is of a mean population, which nobody prints."""
    name = _SHARED_OUT.search(unit.head)
    return name is not None and total.label.endswith(name["what"])


def _far(page: Page, unit: Mention, per: _Per) -> Iterator[Reading]:
    """The quantity was told before, and the total follows in the next sentence: 1260亩 ……亩均8960元……总产值1129万元."""
    behind = page.mentions[unit.index + 1 : unit.index + _REACH]
    totals = [
        m for m in behind
        if m.role is Role.LEVEL and m.key == unit.key and m.figure.value > unit.figure.value and _per(page, m) is None
        and m.paragraph == unit.paragraph and _TOTAL.search(m.head)
    ]  # fmt: skip
    quantities = [
        m for m in page.mentions[max(0, unit.index - _FAR) : unit.index]
        if m.role is Role.LEVEL and m.article == unit.article and _is_quantity(page, m) and _counts(per, m)
    ]  # fmt: skip
    for total in totals:
        for quantity in quantities:
            yield _reading("product", POSSIBLE, unit, quantity, total, per)


def _reading(form: str, strength: int, unit: Mention, quantity: Mention, total: Mention, per: _Per) -> Reading:
    scale = 1 / per.many if quantity.key == per.key else Fraction(1)
    if form == "product":
        one = reading(strength, 2, total=total, unit=unit, quantity=quantity)
    else:
        one = reading(strength, 2, rate=rounded(unit), part=total, whole=quantity)
    return replace(one, constants=(("scale", scale),))


def _is_quantity(page: Page, mention: Mention) -> bool:
    if mention.figure.dimension in ("money", "percent", "number", "points", "times", "duration"):
        return False
    return _per(page, mention) is None and not mention.head.endswith("每")


def _counts(per: _Per, quantity: Mention) -> bool:
    """Is the quantity counted in what the unit value is per?"""
    if per.noun == _TICKET:
        return quantity.figure.unit in _SOLD
    if per.key is not None and (per.key[0] != "count" or quantity.key == per.key):
        return quantity.key == per.key
    if not per.noun:
        return True
    # 每班 with 42个教学班, 每名学生 with 3168名受奖学生
    name = quantity.noun + quantity.label
    return per.noun[:2] in name or per.noun[:1] in quantity.noun or quantity.figure.text.endswith(per.noun[:1])
