"""Columns beside a sum that holds: the same rows, another measure.

`22个项目总投资138.9亿元……工业10个，总投资87.68亿元；服务业5个，总投资37.8亿元；……`: once the counts add up, the rows are known to be
all of it, and the amounts beside them must add up to the amount beside the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor import regex
from auditor.frozen import replace
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading

_BESIDE, _PAIR = 3, 2
_NEAR = 9
_NAME = 3
_AHEAD = 4
# A slip may make a whole ten times too small, and 万 for 亿 ten thousand times; 1 person is no whole of 213,000
_MOST_TIMES = 10000
# How many figures a row may have before its own in a column
_ROW = 12
# 审结, 执结 and 办结 are one measure of several kinds of cases
_SETTLED = regex.compile("[审执办]结")


def beside(page: Page, held: Sequence[Reading]) -> Iterator[Statement]:
    """Statements about the columns beside sums that hold; a column beside several of them has one of their wholes."""
    found: dict[tuple[int, ...], list[Reading]] = {}
    for one in held:
        roles = dict(one.roles)
        if "each" in roles:  # what several have each is no row
            continue
        whole, parts = roles["whole"][0], roles["part"]
        if len(parts) < 2 or parts[0].role is not Role.LEVEL or len({part.series for part in parts}) < len(parts):
            continue
        if _goes_on(page, parts):
            continue
        for column in _columns(page, parts):
            wholes = _wholes(page, whole, column)
            readings = [reading(LIKELY, len(wholes), whole=other, part=tuple(column)) for other in wholes]
            known = found.setdefault(tuple(m.index for m in column), [])
            known += [one for one in readings if one.key not in {other.key for other in known}]
    for readings in found.values():
        if readings:
            first = replace(readings[0], strength=CERTAIN)
            yield Statement((*readings[1:], first) if len(readings) > 1 else (first,))


def _goes_on(page: Page, parts: tuple[Mention, ...]) -> bool:
    """`海南18万人，损失109亿元；云南1500多人，损失3.4亿元`: a row more, whose figure is too coarse to be added."""
    last = parts[-1]
    rest = page.mentions[last.index + 1 : last.index + _ROW]
    return any(
        m.sentence == last.sentence and m.segment != last.segment and m.key == last.key and m.label[-2:] == last.label[-2:]
        and m.figure.hedge is not None
        for m in rest
    )  # fmt: skip


def _columns(page: Page, parts: tuple[Mention, ...]) -> Iterator[list[Mention]]:
    """The quantities that stand at one offset from every part, and bear one name."""
    for offset in (*range(1, _BESIDE + 1), *range(-1, -_BESIDE, -1)):
        column: list[Mention] = []
        for number, part in enumerate(parts):
            place = part.index + offset
            start = parts[number - 1].index if number else -1
            end = parts[number + 1].index if number + 1 < len(parts) else len(page.mentions)
            if not start < place < end or page.mentions[place].segment != part.segment:
                break
            column.append(page.mentions[place])
        closed = all(m.figure.interval.low is not None and m.figure.interval.high is not None for m in column)
        if len(column) == len(parts) and closed and _alike(column) and column[0].role is Role.LEVEL:
            yield column


def _alike(column: list[Mention]) -> bool:
    """One unit, one part in the clause, and a word that all names share."""
    if len({(m.key, m.role) for m in column}) > 1:
        return False
    values = [m.figure.value for m in column]
    if len(values) > _PAIR and all(b == a + 1 for a, b in pairwise(values)):
        return False  # 3层3万元、4层4.2万元、5层5.4万元: these number the rows
    if any("亏" in m.label for m in column) and not all("亏" in m.label for m in column):
        return False  # what some lose, the others do not earn
    if len({m.label[-2:] for m in column}) == 1 or all(_SETTLED.fullmatch(m.label[-2:]) for m in column):
        return True
    return bool(frozenset.intersection(*(pairs(m.label + m.noun) for m in column)))


def _wholes(page: Page, whole: Mention, column: list[Mention]) -> list[Mention]:
    """Quantities beside the whole, of the column's kind and name."""
    near = page.mentions[max(0, whole.index - _AHEAD) : whole.index + _NEAR]
    near = tuple(m for m in near if m.paragraph == whole.paragraph and m.key == column[0].key and m.role is Role.LEVEL)
    # farther off only amounts: shares make 100%, whatever stands there
    near = tuple(
        m for m in near
        if m.index < whole.index + 3 or (m.sentence == whole.sentence and m.figure.dimension != "percent")
    )  # fmt: skip
    near = tuple(m for m in near if m.index not in {whole.index, *(c.index for c in column)} and _bears_name(m, column))
    # the same whole is often named before, with its amount: 总投资138.9亿元的22个项目
    told = [
        m for m in page.mentions[: whole.index]
        if m.article == whole.article and m.key == column[0].key and m.role is Role.LEVEL and _beside_same(page, m, whole)
    ]  # fmt: skip
    # 16.47万人受灾 in the headline is that whole again; and a whole is not lost in the rounding of its parts
    largest = max(m.figure.value for m in column)
    found = [m for m in (*near, *(m for m in told if m not in near)) if _MOST_TIMES * m.figure.value >= largest]
    found = [m for m in found if m.key != whole.key or m.figure.value != whole.figure.value]
    # 计划总投资 and 完成投资 stand side by side: the one that bears the column's own name is meant
    return sorted(found, key=lambda m: not _same_name(m, column))[:_BESIDE]


def _same_name(whole: Mention, column: list[Mention]) -> bool:
    return all(whole.label == m.label or (len(m.label) >= _NAME and whole.label.endswith(m.label)) for m in column)


def _bears_name(whole: Mention, column: list[Mention]) -> bool:
    shared = frozenset.intersection(*(pairs(m.label + m.noun) for m in column))
    if whole.label[-2:] == column[0].label[-2:] or _SETTLED.fullmatch(whole.label[-2:]):
        return True
    return bool(shared & pairs(whole.label + whole.noun))


def _beside_same(page: Page, amount: Mention, whole: Mention) -> bool:
    neighbours = page.mentions[max(0, amount.index - 1) : amount.index + 2]
    return any(
        m.key == whole.key and m.figure.value == whole.figure.value and m.sentence == amount.sentence
        for m in neighbours
    )
