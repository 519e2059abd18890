"""A whole that is named by its parts: `风电和太阳能发电合计装机10.5亿千瓦`, each given elsewhere by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from auditor import regex
from auditor.relations.addends import addends
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.partitions import synonyms
from auditor.relations.parts import closed
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.relations.shadow import ANY
from auditor.rules import RelationRule

_NAMES = regex.compile(r"[一-龥]{2,8}(?:[、和与及][一-龥]{2,16}){1,5}")
_TOGETHER = regex.compile(r"合计|总计|共计|合共|两项|两者|三项|三者")
_SCOPE = regex.compile(r"^(?:年|其中|全[国省市县区]|[我本][国省市县区])+")
_MEAN = regex.compile("[人户亩车辆店班场校村日月年平]均")
# 两项合计229.1万吨，比上年同期的224.0万吨增长2.3%
_COMPARED = regex.compile("(?:比|较|与|由|从)(?:上年|去年|前年|上月|上季|同期|年初|预算|计划)[^，。；]{0,8}$")
_NEAR = 8
_NAME_LENGTH = 4
_MOST = 12


def find_named(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` whose whole bears the names of its parts."""
    for run in addends(page).values():
        for whole in run:
            if whole.role is not Role.LEVEL or not closed(whole) or len(page.list_of(whole)) > 1:
                continue
            if _COMPARED.search(whole.lead):
                continue
            names = _names(page, whole)
            if len(names) < 2:
                continue
            choices = [_bearers(run, whole, name, names) for name in names]
            if not all(choices):
                continue
            together = _TOGETHER.search(_subject(page, whole)) is not None
            sets = [parts for parts in product(*choices) if len({m.index for m in parts}) == len(parts)][:_MOST]
            if sets:
                only = CERTAIN if together and len(sets) == 1 else LIKELY
                yield Statement(tuple(reading(only, len(sets), whole=whole, part=parts) for parts in sets))


def _names(page: Page, whole: Mention) -> list[str]:
    """The names in the words before the figure, or in the opening of its sentence."""
    for text in (whole.lead, _subject(page, whole)):
        found = _NAMES.search(text)
        if found:
            words = regex.split(r"[、和与及]", _SCOPE.sub("", found.group()))
            return [_TOGETHER.split(word)[0] or word for word in words]
    return []


def _subject(page: Page, whole: Mention) -> str:
    start = page.sentences[whole.sentence][0]
    return regex.split(rf"[{ANY}]", page.shadow.text[start : whole.at])[0] + whole.lead


def _bearers(run: Sequence[Mention], whole: Mention, name: str, names: Sequence[str]) -> list[Mention]:
    """The figures near the whole that bear one of its names, and no other."""
    found = [
        m for m in run
        if m.index != whole.index and m.sentence != whole.sentence and abs(m.sentence - whole.sentence) <= _NEAR
        and m.figure.value < whole.figure.value and closed(m) and _bears(m, name) and not _MEAN.search(m.head)
        and not any(_bears(m, other) for other in names if other != name)
    ]  # fmt: skip
    found.sort(key=lambda m: (m.year != whole.year, abs(m.index - whole.index)))
    return found[:2]


def _bears(mention: Mention, name: str) -> bool:
    label = mention.label + mention.noun
    return any(word[:_NAME_LENGTH] in label for word in synonyms(name))
