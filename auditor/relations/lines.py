"""Parts in the lines of a list: `收入31.2亿元。其中：` with `1.税收收入18.6亿元；` and `2.非税收入12.6亿元。` below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.partitions import is_complete
from auditor.relations.parts import closed, may_overlap
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading
from auditor.relations.shadow import ANY, CLASSES

_POINT = regex.compile(
    rf"\s*(?:{CLASSES['number']}[.．、)）]|[（(](?:{CLASSES['number']}|[一二三四五六七八九十]{{1,3}})[）)]|[一二三四五六七八九十]{{1,3}}、|[①-⑳])"
)
_LEADS_ON = regex.compile(
    rf"(?P<how>其中|包括|主要有|如下|分别为|分别是|分为|具体为|具体是|构成|组成)[^。；{ANY}]{{0,4}}[：:]\s*$"
)
_ALL = ("如下", "分别为", "分别是", "分为", "具体为", "具体是", "构成", "组成")


def find_lines(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of one run of addends."""
    text = page.shadow.text
    for number, whole in enumerate(run[:-2]):
        end = text.find("\n", whole.at)
        found = _LEADS_ON.search(text, whole.at, end) if 0 <= end - whole.at <= 80 else None
        if found is None or whole.role is not Role.LEVEL or not closed(whole) or run[number + 1].at < end:
            continue
        parts = _one_of_each(text, run[number + 1 :], end)
        if len(parts) > 1:
            yield Statement((_reading(page, whole, parts, found["how"] in _ALL),))


def _one_of_each(text: str, rest: Sequence[Mention], end: int) -> list[Mention]:
    """The first figure of every line that is a point of the list; none where a point has none."""
    parts: list[Mention] = []
    place = 0
    while end >= 0 and end + 1 < len(text):
        start = end + 1
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if start == stop:
            continue
        if _POINT.match(text, start, stop) is None:
            break
        while place < len(rest) and rest[place].at < start:
            place += 1
        if place == len(rest) or rest[place].at >= stop:
            return []
        parts.append(rest[place])
    return parts


def _reading(page: Page, whole: Mention, parts: list[Mention], told: bool) -> Reading:
    one = reading(LIKELY, 1, whole=whole, part=tuple(parts))
    if told or is_complete([m.label + m.noun for m in parts], whole.label):
        return replace(one, strength=CERTAIN, exhaustive=True)
    return one if may_overlap(page, whole, parts) else replace(one, partial=True)
