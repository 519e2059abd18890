"""Parts in the bracket behind their whole: `荣誉37项（国家级7项、省级16项、市级14项）`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading

# （24.1亿元、19.8亿元、16.2亿元，共60.1亿元） has its own total
_TOLD_INSIDE = regex.compile("共|合计|总计|合共")
# 净增118家（新开203家、关闭85家） is a difference
_NET = regex.compile("净")
_PAIR = 2
# （期初48亿元，本期转入10亿元，处置减少1亿元） leads from one balance to the next
_MOVED = regex.compile(r"^(?:期初|年初|上年末).*(?:减少|转出|处置|支出|使用|核销)")


def find_bracketed(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`荣誉37项（国家级7项、省级16项、市级14项）`."""
    by_bracket: dict[int, list[Mention]] = {}
    for mention in run:
        if mention.bracket:
            by_bracket.setdefault(mention.bracket, []).append(mention)
    for parts in by_bracket.values():
        if len(parts) < 2:
            continue
        first, last = parts[0], parts[-1]
        opening = page.shadow.text.rfind("（", 0, first.at)
        closing = page.shadow.text.find("）", last.at)
        whole = _last_before(run, opening)
        if whole is None or whole.sentence != first.sentence or whole.bracket == first.bracket:
            continue
        inside = page.shadow.text[opening + 1 : closing]
        if _explains_change(page, parts):
            continue
        if (
            _TOLD_INSIDE.match(parts[-1].head)
            or _MOVED.search(inside)
            or (len(parts) == _PAIR and _NET.search(whole.head))
        ):
            continue
        items = [item for item in regex.split(r"[、，；和]", inside) if item]
        complete = len(items) == len(parts) and not regex.search(r"等|其中|包括|全|另|不含", inside)
        near = page.shadow.text[whole.at + 1 : opening]
        bound = CERTAIN if complete and len(near) <= 12 else LIKELY
        one = replace(reading(bound, whole=whole, part=tuple(parts)), exhaustive=True)
        if _explains_nearer(page, whole, parts):
            one = replace(one, strength=LIKELY, exhaustive=False, harmless=True)
        yield Statement((one,))


def _explains_change(page: Page, parts: Sequence[Mention]) -> bool:
    """`企业11家，较上年净增1家（新入规3家、退规2家）`: the bracket is of the change."""
    before = page.mentions[parts[0].index - 1]
    return before.role is Role.CHANGE and before.key == parts[0].key and before.sentence == parts[0].sentence


def _explains_nearer(page: Page, whole: Mention, parts: Sequence[Mention]) -> bool:
    """`压减486家，压减率96.8%（原有502家，现存16家）`: a figure of a kind that the bracket does not split stands between."""
    inside = {m.key for m in page.mentions[parts[0].index : parts[-1].index + 2] if m.bracket == parts[0].bracket}
    between = page.mentions[whole.index + 1 : parts[0].index]
    return any(m.bracket != parts[0].bracket and m.key not in inside for m in between)


def _last_before(run: Sequence[Mention], place: int) -> Mention | None:
    found = bisect_left(run, place, key=attrgetter("at"))
    return run[found - 1] if found else None
