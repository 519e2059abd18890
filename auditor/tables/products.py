"""Columns of a unit price, a quantity and an amount: 单价 × 数量 = 金额, 亩产 × 面积 = 总产量."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.mentions import Mention
from auditor.relations.readings import Statement
from auditor.rules import RelationRule
from auditor.tables.books import Book
from auditor.tables.headings import Measure, scaled_unit
from auditor.tables.sheets import Line, Sheet
from auditor.tables.votes import Candidate, vote

_EACH = regex.compile(
    r"单价|[零批售][售发]价|价格|均价|单产|亩产|标准|单位(?:成本|造价|投资|面积|产量)|每[一-龥]{1,3}|[亩户人]均|定额|工资"
)
_AMOUNT = regex.compile(
    r"金额|总[价额值产量计费]|价款|合价|货款|合计|小计|共计|产量|产值|货值|费用|补[贴助]|收入|投资|造价|营收|销售额|成本|工资|价$"
)
_NO_QUANTITY = regex.compile(r"序号|编号|年份|年度|日期|时间|名次|排名|规格|型号")
_PER = regex.compile(r"[（(]?(?P<amount>[^（）()/每]{1,6})(?:/|每)(?P<one>[^（）()/]{1,6})[）)]?$")
_REACH = 6


def find_products(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `total == unit * quantity * scale`."""
    for sheet in book.sheets:
        if not sheet.headed:
            continue
        for total in sheet.numeric:
            candidates = list(_candidates(sheet, total))
            yield from vote(sheet, candidates, rule, _is_one_thing)


def _is_one_thing(line: Line) -> bool:
    return not line.measure.is_total and not line.measure.is_subtotal


def _candidates(sheet: Sheet, total: int) -> Iterator[Candidate]:
    amount = sheet.columns[total]
    if amount is None or not _AMOUNT.search(amount.name) or _EACH.search(amount.name) or amount.is_rate:
        return
    near = [place for place in sheet.numeric if place != total and abs(place - total) <= _REACH]
    for price in near:
        each = sheet.columns[price]
        if each is None or not _EACH.search(each.name) or each.is_rate:
            continue
        for place in near:
            quantity = sheet.columns[place]
            if quantity is not None and place != price and _may_count(quantity):
                for scale in _scales(each, quantity, amount):
                    yield _candidate(sheet, (total, price, place), scale)


def _may_count(column: Measure) -> bool:
    plain = not (_EACH.search(column.name) or _NO_QUANTITY.search(column.name))
    money = column.unit is not None and column.unit.dimension == "money"
    return plain and column.is_addable and not column.is_rate and not money


def _scales(each: Measure, quantity: Measure, amount: Measure) -> Iterator[Fraction]:
    """What turns price times quantity into the amount, all in base units.

    元/公斤 says it.  A bare 单价 is for one of the printed units of quantity, and in those of the amount where it has
    none of its own; or in units of the currency beside an amount in tens of thousands.
    """
    per = Fraction(1)
    if quantity.unit is not None:
        per /= quantity.unit.factor * quantity.scale
    match = _PER.search(each.name)
    pair = (scaled_unit(match["amount"]), scaled_unit(match["one"])) if match else (None, None)
    if pair[0] is not None and pair[1] is not None:
        (money, times), (one, many) = pair[0], pair[1]
        if quantity.unit is None or quantity.unit.dimension == one.dimension:
            per = 1 / (one.factor * many) if quantity.unit is not None else Fraction(1)
        yield per * money.factor * times
        return
    yield per
    if each.unit is None and amount.unit is not None and amount.unit.factor * amount.scale != 1:
        yield per * amount.unit.factor * amount.scale


def _candidate(sheet: Sheet, places: tuple[int, int, int], scale: Fraction) -> Candidate:
    def roles(number: int) -> dict[str, Mention] | None:
        total, unit, quantity = (sheet.lines[number].mentions[place] for place in places)
        if total is None or unit is None or quantity is None or unit.figure.value <= 0 or quantity.figure.value <= 0:
            return None
        return {"total": total, "unit": unit, "quantity": quantity}

    return Candidate(roles, False, places=places, constants=(("scale", scale),))
