"""Sums over parts that leave nothing out by their names: 城镇 and 乡村, 出口 and 进口, the three sectors.

No 其中 and no 按…分 is needed: who names both halves has named the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.relations.addends import addends
from auditor.relations.labels import coverage, pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.partitions import names_part, told_apart
from auditor.relations.parts import closed
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading
from auditor.rules import RelationRule

_AMONG = regex.compile(r"(?P<name>[一-龥]{2,12})[之当其]?中，")
_MOST_WORDS = 5
_SENTENCES = 4
_WHOLES = 2


def find_splits(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` whose parts name every word of a complete line of the lexicon."""
    for run in addends(page).values():
        seen: set[tuple[int, ...]] = set()
        for below in dict.fromkeys(inner(page, run, reach) for reach in REACHES):
            level = [m for m in run if m.index not in below and closed(m)]
            for parts, measure in _splits(level):
                key = tuple(m.index for m in parts)
                if key not in seen:
                    seen.add(key)
                    yield from _statement(page, level, parts, measure)


def _splits(level: Sequence[Mention]) -> Iterator[tuple[list[Mention], str]]:
    """Neighbours that tell one measure apart by the words of a line, and that measure."""
    names = [_name(m) for m in level]
    known = [names_part(name) for name in names]
    for size in range(2, _MOST_WORDS + 1):
        for first in range(len(level) - size + 1):
            if not (known[first] and known[first + size - 1] and all(known[first : first + size])):
                continue
            parts = list(level[first : first + size])
            if parts[-1].sentence - parts[0].sentence > _SENTENCES or parts[0].article != parts[-1].article:
                continue
            if len({m.year for m in parts}) > 1 or _may_be_average(parts[0]):
                continue
            measures = told_apart(names[first : first + size])
            if measures is not None and len(set(measures)) == 1:
                yield parts, measures[0]


def _may_be_average(mention: Mention) -> bool:
    """Plain yuan are what one person earns or spends; amounts come in 万元 and 亿元."""
    return mention.figure.dimension == "money" and not any(scale in mention.figure.text for scale in "万亿")


def _name(mention: Mention) -> str:
    return mention.subject + (mention.base or "") if mention.role is Role.SHARE else mention.label + mention.noun


def _base_named(page: Page, first: Mention) -> str:
    """`常住人口中，男性…、女性…`: what is split, by name."""
    found = _AMONG.search(page.shadow.text, page.sentences[first.sentence][0], first.at)
    return found["name"] if found else ""


def _statement(page: Page, level: Sequence[Mention], parts: list[Mention], measure: str) -> Iterator[Statement]:
    values = sorted(m.figure.value for m in parts)
    wanted = pairs(measure)
    found = [
        m for m in level
        if m.index < parts[0].index and m.article == parts[0].article and m.figure.value > values[0]
        and parts[0].sentence - m.sentence <= _SENTENCES and m.year == parts[0].year
        and (m.base == parts[0].base if m.role is Role.SHARE else bool(wanted & pairs(_name(m))))
    ]  # fmt: skip
    base = _base_named(page, parts[0])
    if base:
        found = [m for m in found if coverage(base, _name(m)) == 1 or coverage(_name(m), base) == 1]
    if not found:
        return
    # 男性 and 女性 behind 家庭户人口 may split the population told further up
    exact = [m for m in level if m.index < parts[0].index and _is_sum(m, parts) and wanted & pairs(_name(m))]
    found = found[::-1][:_WHOLES]
    found += [m for m in exact[-1:] if m not in found and m.article == parts[0].article and m.role is parts[0].role]
    named = bool(measure) and _name(found[0]).endswith(measure)
    bound = CERTAIN if len(found) == 1 and named and found[0].figure.value > values[-1] else LIKELY
    yield Statement(tuple(_reading(whole, parts, bound, len(found)) for whole in found))


def _is_sum(mention: Mention, parts: Sequence[Mention]) -> bool:
    return mention.key == parts[0].key and mention.figure.value == sum(m.figure.value for m in parts)


def _reading(whole: Mention, parts: list[Mention], bound: int, tried: int) -> Reading:
    return reading(bound, tried, whole=whole, part=tuple(parts))
