"""Unit values: `亩均产值4500元，种植1.2万亩，总产值5400万元` and `平均每户2.62人`.

A unit value names its unit (每亩, 人均, 每股) or leaves it to the trade (单价, 亩产); the quantity is the figure
counted in that unit, the total the figure of the unit value's own kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_PER = regex.compile(
    r"每(?!年|天|日|月|季|周|个?百|个?千|个?万|千|万|百|\ue005)(?:个|名|位|一)?(?P<unit>[一-龥]{1,4}?)?[^，。；：]{0,14}$|(?P<mean>[人户亩地班场股]均|亩产|单产|均价|单价|票价|售价)[^，。；：]{0,10}$"
)
_AVERAGE = regex.compile(r"平均每|户均|场均|班均|村均|次均|单均")
_TOTAL = regex.compile(r"总|共|合计|计|需|累计|全[年县市乡镇村]|收入|开支|经费|得|入")
_REACH = 5


def find_unit_products(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `total == unit * quantity`."""
    for unit in page.mentions:
        if _is_unit_value(unit) and not regex.search(r"平均每", unit.head):
            found = list(_readings(page, unit, "product"))
            if found:
                yield Statement(tuple(found))


def find_averages(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole` of 平均每户, 平均每期."""
    for rate in page.mentions:
        if regex.search(r"平均每", rate.head) and rate.role in (Role.LEVEL, Role.CHANGE):
            found = list(_readings(page, rate, "average"))
            if found:
                yield Statement(tuple(found))


def _is_unit_value(mention: Mention) -> bool:
    if mention.role is not Role.LEVEL or mention.figure.dimension in ("percent", "number", "points", "times"):
        return False
    return _PER.search(mention.head) is not None or mention.tail.startswith(("/", "每"))


def _readings(page: Page, unit: Mention, form: str) -> Iterator[Reading]:
    """Pairs of quantity and total around the unit value, the sure ones first."""
    near = [
        m for m in page.mentions[max(0, unit.index - _REACH - 3) : unit.index + _REACH]
        if m.index != unit.index and m.role is Role.LEVEL and abs(m.sentence - unit.sentence) <= (2 if form == "average" else 0)
    ]  # fmt: skip
    totals = [m for m in near if _same_measure(m, unit) and not _is_unit_value(m)]
    quantities = [
        m for m in near if m.figure.dimension not in ("money", "percent", "number", "points", "times", "duration")
    ]
    found: list[Reading] = []
    for total in totals:
        for quantity in quantities:
            if quantity.index == total.index or _is_unit_value(quantity):
                continue
            named = _counts(unit, quantity)
            sure = named and len(totals) == 1 and _TOTAL.search(total.head) is not None
            strength = (CERTAIN if sure else LIKELY) if named else POSSIBLE
            if form == "product":
                found.append(reading(strength, 2, total=total, unit=unit, quantity=quantity))
            else:
                found.append(reading(min(strength, LIKELY), 2, rate=unit, part=total, whole=quantity))
    yield from sorted(found, key=lambda one: -one.strength)


def _same_measure(total: Mention, unit: Mention) -> bool:
    """A total of money for a price, of mass for a yield; of more than the unit value itself."""
    return total.key == unit.key and total.figure.value > unit.figure.value


def _counts(unit: Mention, quantity: Mention) -> bool:
    """Is the quantity counted in what the unit value is per?"""
    match = _PER.search(unit.head)
    if match is None:
        return unit.tail.startswith("/") and quantity.figure.text.endswith(unit.tail[1:2])
    if match.group("mean"):
        word = match.group("mean")
        if word in ("亩产", "单产"):
            return quantity.figure.unit == "mu"
        return word in ("均价", "单价", "票价", "售价") or word[0] in quantity.figure.text
    word = match.group("unit") or ""
    return (
        any(quantity.figure.text.endswith(word[:size]) for size in range(1, len(word) + 1))
        or word[:2] in quantity.noun + quantity.label
    )
