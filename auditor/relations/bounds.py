"""Parts no larger than their whole: after 其中, by a narrowing word, above a higher threshold; and rates that end at 100%.

A part of the wrong whole is a false alarm, so that only wording that leaves one whole is CERTAIN; the rest only
confirms.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor import regex
from auditor.relations.cues import FROM
from auditor.relations.labels import coverage
from auditor.relations.limits import limits
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.rules import RelationRule

_PARTLY = regex.compile(r"其中(?:，|：|包括|含|有|：其中)?|(?<=，)(?:包括|包含|涵盖)(?![^，。；]{0,24}在内)")
_FORMER = regex.compile(rf"(?:{FROM}|(?<!占)比(?![重例率值])|较)[^，。；、]{{0,24}}$")
# `新增贷款28亿元，其中涉农贷款余额86亿元`: what is new may be told from what there is.
_NEW = regex.compile(r"新增|净增|新")
_UNADDED = frozenset({"percent", "points", "times", "number", "duration", "temperature", "name", "date"})
_SCOPE = regex.compile(r"^(?:我国|我省|我市|我县|我区|全国|全省|全市|全县|全区|全社会|全部|全年|全口径|所有)+")
_IN_LIST = regex.compile(r"[^，。；：（）、]{0,2}[、和与及][^，。；：（）、]{1,16}")
_STOCK = regex.compile(r"余额|存量|累计|总")
_REACH = 8
_NEAR = 4
_PARAGRAPH = 60
_NAMES = regex.compile(r"[一-龥]{1,40}?(?:率|度|比例)(?=[、和与及]|分别|均|依次)")


def find_subsets(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `part <= whole`."""
    for part in page.mentions:
        shared = part.role is Role.SHARE and part.figure.unit == "%"
        quantity = part.role is Role.LEVEL and part.figure.dimension not in _UNADDED
        if not (shared or quantity) or limits().no_part.search(part.lead):
            continue
        statement = _announced(page, part) or (_narrowed(page, part) or _limited(page, part) if quantity else None)
        if statement is not None:
            yield statement


def _announced(page: Page, part: Mention) -> Statement | None:
    """`签约项目163个，其中工业项目60个`."""
    start = page.sentences[part.sentence][0]
    cues = list(_PARTLY.finditer(page.shadow.text, start, part.at))
    if not cues:
        return None
    cue = cues[-1]
    before = [m for m in page.mentions[max(0, part.index - _REACH) : part.index] if m.at < cue.start()]
    behind = [m for m in page.mentions[max(0, part.index - _REACH) : part.index] if m.at >= cue.end()]
    others = any(m.key == part.key and m.series != part.series for m in behind)
    if (others and not _is_listed(page, behind, part)) or _FORMER.search(part.lead):
        return None
    if "；" in page.shadow.text[cue.end() : part.at] or (behind and behind[0].clause != part.clause):
        return None
    own = [m for m in before if m.key == part.key and m.sentence == part.sentence and m.role is not Role.LIMIT]
    opening = not own and not page.shadow.text[start : cue.start()].strip()
    if opening:
        # 其中 opens the sentence: its whole stands in the one before, but in which figure of it?
        own = [m for m in before if m.key == part.key and m.sentence == part.sentence - 1 and m.role is part.role]
        own = [m for m in own if m.paragraph == part.paragraph and m.bracket == 0 and not _FORMER.search(m.lead)]
    if not own:
        return None
    whole, step = own[-1], page.list_of(own[-1])
    if len(step) > 1 and len(step) == len(page.list_of(part)):
        whole = step[part.position]
    if whole.role is not part.role or not _comparable(page, part, whole):
        return None
    only = (
        all(m.series == whole.series for m in own)
        and part.clause - whole.clause <= 3
        and whole.bracket in (0, part.bracket)
    )
    higher = any(
        m.figure.value >= part.figure.value
        for m in page.mentions[max(0, part.index - _PARAGRAPH) : part.index]
        if m.paragraph == part.paragraph and m.key == part.key and m.index != whole.index
    )
    # the sentence before has no other figure that 其中 could mean
    alone = not opening or sum(m.key == part.key for m in before if m.sentence == part.sentence - 1) == 1
    surely = (
        only
        and not higher
        and alone
        and part.role is Role.LEVEL
        and _same_things(part, whole)
        and (not _NEW.search(whole.lead) or _is_kind_of(part, whole))
    )
    strength = CERTAIN if surely else LIKELY
    return Statement((reading(strength, part=part, whole=whole),))


def _is_listed(page: Page, behind: list[Mention], part: Mention) -> bool:
    """`其中甲30个、乙20个和丙10个`: nothing but names between, so that all of them are parts."""
    run = [*behind, part]
    return all(_IN_LIST.fullmatch(page.between(a, b)) for a, b in pairwise(run) if a.series != b.series)


def _comparable(page: Page, part: Mention, whole: Mention) -> bool:
    words = limits()
    if whole.figure.value <= 0 or _daily(whole) != _daily(part):
        return False
    added = part.role is Role.LEVEL and not _daily(part)
    if added and (words.not_additive.search(whole.lead) or words.not_additive.search(part.lead)):
        return False
    return page.dated(part) == page.dated(whole) and whole.figure.hedge != "range" and part.figure.hedge != "range"


def _daily(mention: Mention) -> bool:
    """Means over days of one period can be compared like what they are means of."""
    return "日均" in mention.lead


def _same_things(part: Mention, whole: Mention) -> bool:
    """Counts with 个 may be counts of anything: 12个乡镇，其中村208个."""
    if part.figure.dimension != "count" or part.figure.unit != "个":
        return True
    mine, its = part.noun or part.label, whole.noun or whole.label
    return bool(mine and its) and coverage(its[-2:], mine) > 0


def _is_kind_of(part: Mention, whole: Mention) -> bool:
    """`新签约项目41个，其中外资项目8个`: what is new by its name may have new parts only."""
    mine, its = part.noun or part.label, whole.noun or whole.label
    return not _STOCK.search(part.lead) and len(its) > 1 and mine.endswith(its[-2:])


def _narrowed(page: Page, part: Mention) -> Statement | None:
    """`汽车出口311万辆，……新能源汽车出口68万辆`: the same name with a narrowing word before it."""
    if len(page.list_of(part)) > 1:
        return None
    words = limits()
    name = _SCOPE.sub("", part.label)
    for whole in reversed(page.mentions[max(0, part.index - _NEAR) : part.index]):
        its = _SCOPE.sub("", whole.label)
        if whole.sentence != part.sentence or whole.key != part.key or whole.role is not Role.LEVEL or len(its) < 4:
            continue
        if len(page.list_of(whole)) > 1 or whole.noun != part.noun or not name.endswith(its) or name == its:
            continue
        if words.narrowing.fullmatch(name[: -len(its)]) and _comparable(page, part, whole):
            return Statement((reading(CERTAIN, part=part, whole=whole),))
    return None


def _limited(page: Page, part: Mention) -> Statement | None:
    """`专项债务余额398.42亿元，专项债务限额426.59亿元`: what is owed stays below its limit."""
    if "余额" not in part.label:
        return None
    wanted = part.label.replace("余额", "限额")
    for whole in page.mentions[max(0, part.index - _NEAR) : part.index + _NEAR]:
        if whole.label == wanted and whole.key == part.key and page.dated(whole) == page.dated(part):
            return Statement((reading(LIKELY, part=part, whole=whole),))
    return None


def find_nested_thresholds(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `part <= whole`: `5亿元以上项目12个……10亿元以上项目7个`.

    Writers also call the brackets of a split 以上, which need not be nested; of ages they never do.
    """
    found: list[tuple[Mention, Mention]] = []
    for limit, count in zip(page.mentions, page.mentions[1:], strict=False):
        if limit.role is not Role.LIMIT or limit.figure.hedge != "over" or limit.clause != count.clause:
            continue
        if count.role is not Role.LEVEL or count.figure.dimension in _UNADDED:
            continue
        for other_limit, other in found[-_NEAR:]:
            if other.sentence != count.sentence or other.key != count.key or other_limit.key != limit.key:
                continue
            if other_limit.figure.value == limit.figure.value or not _alike(page, other_limit, other, limit, count):
                continue
            part, whole = (count, other) if limit.figure.value > other_limit.figure.value else (other, count)
            strength = CERTAIN if limit.figure.unit == "岁" else LIKELY
            yield Statement((reading(strength, part=part, whole=whole),))
        found.append((limit, count))


def _alike(page: Page, a_limit: Mention, a: Mention, b_limit: Mention, b: Mention) -> bool:
    """Do both thresholds count the same things?"""
    mine, its = (regex.sub(r"[的有为达共]", "", page.between(x, y)) for x, y in ((a_limit, a), (b_limit, b)))
    return (mine == its or not mine or not its) and a.noun == b.noun and page.dated(a) == page.dated(b)


def find_capped_rates(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate <= 1` about rates that are parts of a whole."""
    words = limits()
    for rate in page.mentions:
        if rate.figure.unit != "%" or rate.direction or rate.role in (Role.CHANGE, Role.GROWTH, Role.LIMIT):
            continue
        first = page.list_of(rate)[0]
        if len(page.list_of(rate)) > 1:
            names = _NAMES.findall(first.lead)
            capped = len(names) == len(page.list_of(rate)) and words.capped_name.search(names[rate.position])
        else:
            capped = words.capped.search(first.lead)
        if capped and not words.not_capped.search(first.lead):
            yield Statement((reading(CERTAIN, rate=rate),))
