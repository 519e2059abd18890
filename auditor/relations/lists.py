"""A stretch of prose → the items that it lists.

`、` always divides; a last 和, 与, 及 may divide or may belong to a name (装备制造和新材料 are two,
人力资源和社会保障局 is one), so a list has a least and a greatest number of items.  What stands in brackets, quotation
marks or title marks never divides.
"""

from __future__ import annotations

from auditor import regex
from auditor.frozen import dataclass

_ENCLOSED = regex.compile(r"（[^（）]*）|“[^“”]*”|‘[^‘’]*’|《[^《》]*》")
_MARK = regex.compile(r"、")
_AND = regex.compile(r"以及|和|与|及|或")
_ABUTTING = regex.compile(r"”(?=“)|》(?=《)")
# between closed names a 和 is no part of either
_AND_BETWEEN = regex.compile(r"(?<=[”》])(?:以及|和|与|及)(?=[“《])")
_OPEN_END = regex.compile(r"等(?:地|人|国|方面|领域|单位|部门|企业|项目)?$")


@dataclass(frozen=True, slots=True)
class ItemList:
    """`items` are half-open ranges as 、 and the last 和 divide; `least`..`most` how many there may be."""

    items: tuple[tuple[int, int], ...]
    least: int
    most: int
    open_end: bool


def split_list(text: str, start: int, end: int, mark: regex.Pattern[str] = _MARK) -> ItemList:
    """Items of `text[start:end]`; positions are those of `text`."""
    part = text[start:end]
    # names in quotation or title marks that stand side by side are a list without 、
    masked = _ENCLOSED.sub(lambda match: "\x00" * len(match.group()), part)
    abutting = [match.start() + 1 for match in _ABUTTING.finditer(part)]
    open_match = _OPEN_END.search(masked)
    if open_match:
        masked = masked[: open_match.start()]
    between = [(m.start(), m.end()) for m in _AND_BETWEEN.finditer(part[: len(masked)])]
    cuts = sorted([*((m.start(), m.end()) for m in mark.finditer(masked)), *((a, a) for a in abutting), *between])
    last = cuts[-1][1] if cuts else 0
    joins = [
        (m.start(), m.end())
        for m in _AND.finditer(masked)
        if m.start() > 0 and m.end() < len(masked) and masked[m.start() - 1] != "、"
    ]
    tail = [join for join in joins if join[0] >= last]
    divided = sorted([*cuts, *tail[-1:]])
    bounds = [0, *(place for cut in divided for place in cut), len(masked)]
    items = [(start + bounds[i], start + bounds[i + 1]) for i in range(0, len(bounds), 2)]
    items = [(a, b) for a, b in items if b > a]
    least = len(cuts) + 1 if cuts else min(2, len(joins) + 1)
    most = len(cuts) + 1 + bool(tail) if cuts else len(joins) + 1
    return ItemList(tuple(items), least, most, open_match is not None)


def closing_of(text: str, inside: int) -> int:
    """Where the bracket around a place closes."""
    found = closing_bracket(text, text.rfind("（", 0, inside))
    return len(text) if found is None else found


def closing_bracket(text: str, opening: int) -> int | None:
    """Where the bracket that opens at a place closes; None if not in its paragraph."""
    depth = 0
    for place in range(opening, min(len(text), opening + 1500)):
        if text[place] == "（":
            depth += 1
        elif text[place] == "）":
            depth -= 1
            if depth == 0:
                return place
        elif text[place] == "\n":
            return None
    return None
