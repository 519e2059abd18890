"""Which figures of a page may be added at all."""

from __future__ import annotations

import regex

from auditor.relations.mentions import Mention, Page, Role

_BALANCE = regex.compile(r"顺差|逆差|出超|入超|存差|赤字$")
_AVERAGE = regex.compile(r"人均|平均|均价|单价|日均|户均|亩均|年均|每")


def addends(page: Page) -> dict[tuple[object, ...], list[Mention]]:
    """Mentions that may be added, by article and unit; shares apart by what they are shares of."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for mention in page.mentions:
        if mention.role is Role.LEVEL or (mention.role is Role.SHARE and mention.base is not None):
            if mention.figure.dimension in ("duration", "temperature", "name"):
                continue
            if _BALANCE.search(mention.label):
                continue
            if _AVERAGE.search(mention.label) or mention.figure.value < 0 or mention.figure.hedge == "range":
                continue
            groups.setdefault((mention.article, mention.key, mention.role), []).append(mention)
    return groups
