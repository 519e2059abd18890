"""Which figures of a page may be added at all."""

from __future__ import annotations

from functools import lru_cache

from auditor import regex
from auditor.relations.mentions import Mention, Page, Role

_BALANCE = regex.compile(r"顺差|逆差|出超|入超|存差|赤字$")
AVERAGE = regex.compile(r"人均|平均|均价|单价|日均|户均|亩均|年均|每")
# `拉动经济增长2.6个百分点`: contributions to growth add up like amounts.
_PULL = regex.compile("拉动")


@lru_cache(maxsize=2)
def addends(page: Page) -> dict[tuple[object, ...], list[Mention]]:
    """Mentions that may be added, by article and unit; shares apart by what they are shares of."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for mention in page.mentions:
        pulled = mention.role is Role.CHANGE and mention.figure.dimension == "points" and _PULL.search(mention.lead)
        if pulled or mention.role is Role.LEVEL or (mention.role is Role.SHARE and mention.base is not None):
            if mention.figure.dimension in ("temperature", "name") or _is_span(mention):
                continue
            if _BALANCE.search(mention.label) or (mention.figure.dimension == "money" and mention.tail.startswith("/")):
                continue
            if AVERAGE.search(mention.label) or mention.figure.value < 0 or mention.figure.hedge == "range":
                continue
            groups.setdefault((mention.article, mention.key, mention.role), []).append(mention)
    return groups


def _is_span(mention: Mention) -> bool:
    """A stretch of time is no amount, but days may be counted: 优104天、良241天."""
    return mention.figure.dimension == "duration" and mention.figure.unit != "天"
