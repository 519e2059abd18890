"""Sums over a coined set: `“三个一批”项目共8个，其中2个“签约一批”项目……2个“开工一批”……4个“投产一批”……`.

The coined name says how many members the set has; where each of them has its number, nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.relations.addends import addends
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, Statement, reading
from auditor.rules import RelationRule

_NAMED = regex.compile(r"^“([一-龥]{2,6})”")
_SET = regex.compile(r"“(?P<number>\ue005)(?P<name>[一-龥]{2})”")
_NEAR = 3


def find_coined_sums(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` over the members of a coined set."""
    sizes = _sizes(page)
    if not sizes:
        return
    for run in addends(page).values():
        for number, whole in enumerate(run):
            if whole.role is not Role.LEVEL or not page.cues.total.search(whole.head):
                continue
            for name, size in sizes.items():
                parts = _members(run[number + 1 :], whole, name)
                nearer = [m for m in run[number + 1 :] if parts and m.at < parts[0].at]
                if len(parts) == size and not any(page.cues.total.search(m.head) for m in nearer):
                    yield Statement((reading(CERTAIN, 1, whole=whole, part=tuple(parts)),))


def _sizes(page: Page) -> dict[str, int]:
    """The coined names of a page, without their number, and what it is: 一批 of “三个一批” is 3."""
    by_place = {mention.at: mention for mention in page.mentions}
    found: dict[str, int] = {}
    for match in _SET.finditer(page.shadow.text):
        mention = by_place.get(match.start("number"))
        if mention is not None and mention.figure.value >= 2:
            found[match.group("name")] = int(mention.figure.value)
    return found


def _members(rest: Sequence[Mention], whole: Mention, name: str) -> list[Mention]:
    """The figures behind the whole that count different members of the set."""
    found: dict[str, Mention] = {}
    for mention in rest:
        if mention.sentence - whole.sentence > _NEAR or mention.article != whole.article:
            break
        named = _NAMED.match(mention.tail) or regex.search(r"“([一-龥]{2,6})”项?目?$", mention.head)
        if named and named.group(1).endswith(name):
            found.setdefault(named.group(1), mention)
    return list(found.values())
