"""Shares whose base stands in their own words: `占年度销售总额1458万元的24%`."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading

_PART_REACH = 6
# 占5.96万户小微企业的38.8%: what the base counts may stand between
_OF = regex.compile(r"）?(?:[一-龥]{1,10}的|的)?(?:比重|比例|份额)?(?:为|达到?)?(?:近|约|超)?(?:一)?")
_MEASURE = regex.compile(r"(?:总量|总额|总值|[产销数容]量|收入|金额|面积|投资|产值|票房|人次)的")
_BASE_OPENS = regex.compile(r"(?:占|为|是|相当于|恢复[到至]|完成|达到?)[^，。；]{0,16}$")


def base_in_phrase(page: Page, mention: Mention) -> Mention | None:
    """`占年度销售总额1458万元的24%`, `是老馆（1.2万平方米）的3.75倍`: the base stands in the words themselves."""
    start = mention.at - len(mention.base or "") - 12
    for other in reversed(page.mentions[max(0, mention.index - 2) : mention.index]):
        gap = page.shadow.text[other.at + 1 : mention.at]
        measured = other.role is Role.LEVEL and other.figure.dimension not in ("duration", "percent", "name")
        if other.figure.dimension == "count" and _MEASURE.search(gap):
            continue  # 占26家景区总量的42.1% is of their visitors
        if other.at >= start and measured and _OF.fullmatch(gap):
            phrase = page.shadow.text[page.sentences[other.sentence][0] : other.at]
            if _BASE_OPENS.search(phrase):
                return other
    return None


def said_once(page: Page, mention: Mention) -> Iterator[Reading]:
    """`占进口总量7331万吨的71.1%，自阿根廷进口286万吨，占3.9%`: the base of the first is that of the second."""
    part = page.mentions[mention.index - 1] if mention.index else mention
    bare = not pairs(mention.base or "") and len(page.list_of(mention)) == 1
    if not bare or part.role is not Role.LEVEL or part.bracket != mention.bracket:
        return
    for other in reversed(page.mentions[max(0, mention.index - 2 * _PART_REACH) : part.index]):
        base = base_in_phrase(page, other) if other.role is Role.SHARE and other.sentence == mention.sentence else None
        if base is not None and part.key == base.key and not page.cues.partial.search(page.between(other, mention)):
            yield reading(LIKELY, 1, rate=mention, part=part, whole=base)
            return


def find_direct(page: Page, mention: Mention, base: Mention) -> Iterator[Statement]:
    near = [m for m in page.mentions[max(0, base.index - _PART_REACH) : base.index] if m.sentence == mention.sentence]
    near = [m for m in near if m.role is Role.LEVEL and m.figure.dimension == base.figure.dimension]
    near = [m for m in near if m.figure.dimension != "money" or m.key == base.key]
    readings = [
        reading(CERTAIN if not rank else LIKELY, 1, rate=mention, part=part, whole=base)
        for rank, part in enumerate(reversed(near))
    ]
    if readings:
        yield Statement(tuple(readings))
