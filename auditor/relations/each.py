"""Figures that several things have each: `甲、乙两个园区均引进项目12个`, `一等奖、二等奖各10名`, `男女各60人`.

Such a figure counts as often as there are things that it is said of.
"""

from __future__ import annotations

from functools import lru_cache

from auditor import regex
from auditor.backwards import behind_last
from auditor.figures.numerals import parse_whole
from auditor.relations.lists import split_list
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.shadow import ANY
from auditor.relations.steps import spoken

_EACH = regex.compile(
    rf"(?:(?<![人平户日年亩月场班校店车生])均|(?<=[一-龥“”（）{ANY}])(?:分别)?各(?![类项级界族方式色种地市县区镇乡村校省国党民银行部单学企支园街医院科基自]))[^，。；：、]{{0,8}}$"
)
_COUNTED = regex.compile(
    r"(?P<number>[两二三四五六七八九十]|[0-9]{1,2})(?:个|家|所|名|位|座|条|支|地|市|县|区|省|镇|乡|村|校|队|国)[^，。；：、]{0,6}$"
)
_COUPLES = regex.compile(r"(?:男女|城乡|东西|南北|夫妻|正副)(?:生|方|双方|两[^，。；、]{1,3})?$")
_FROM = "。；！？\n"
# behind 北京、河北 the clause goes on: 跨越4万亿元量级
_CLAUSE = regex.compile(rf"[^，{ANY}]*")
_OPENING = regex.compile(r"(?:其中|而|另外|另|此外|，)*")


def is_each(mention: Mention) -> bool:
    """Is the figure said of several things, each?"""
    return mention.role is Role.LEVEL and _is_said_of_each(mention.lead)


# Every finder of sums asks for every figure.
@lru_cache(maxsize=1024)
def _is_said_of_each(lead: str) -> bool:
    return _EACH.search(lead) is not None


def how_many(page: Page, mention: Mention) -> int | None:
    """Of how many things it is said; None where the words leave that open."""
    found = _EACH.search(mention.lead)
    if found is None:
        return None
    text, start = page.shadow.text, mention.at - len(mention.lead)
    end = start + found.start()
    if start == end:  # `北京、河北跨越4万亿元量级，均为……`
        start = behind_last(_FROM, text, mention.at)
        opening = _OPENING.match(text, start)
        start = opening.end() if opening else start
        clause = _CLAUSE.match(text, start, end)
        end = clause.end() if clause else end
    if _COUPLES.search(text[start:end]):
        return 2
    listed = _listed(page, start, end)
    told = _COUNTED.search(spoken(page, start, end))
    number = parse_whole(told["number"]) if told else None
    if listed is None or number is None:
        return number if listed is None else listed
    return number if number == listed else None


def _listed(page: Page, start: int, end: int) -> int | None:
    """How many names the words list; None where that is not sure, or there is one only."""
    text = page.shadow.text
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    names = split_list(text, start, end)
    if names.open_end or names.least != names.most:
        return None
    return names.most if names.most > 1 else None
