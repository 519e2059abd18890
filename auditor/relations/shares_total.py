"""Shares of one whole that must make 100%."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.partitions import crosses, is_complete, splits
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Statement, reading
from auditor.rules import RelationRule

_STRUCTURE = regex.compile(
    r"产业[^，。]{0,12}(?:结构|构成|比例|之比|比为|比重|比由)|(?:结构|构成)[^，。]{0,8}比|(?:轻重|轻、重|投资|消费|收支)[^，。]{0,6}比例"
)
_MANY_ANSWERS = regex.compile(r"多选|可选多|不止一|最多可选|可多")
_LONGEST = 24
_WHOLE, _PAIR = 100, 2
_REST = regex.compile(r"其余|其他|其它|剩余|无意见|没意见|没有意见|说不清|不清楚|不确定|未作答|不予置评|公众|公眾")
_FROM = regex.compile(r"(?:由|从(?![不未没事业]))[^，。；]{0,200}$")
_SECTORS_REACH = 16
# 由上年的7.2∶43.1∶49.7调整为6.9∶42.7∶50.4: the first of the two is not today's
_EARLIER = regex.compile(r"(?:由|从|上年|去年|上期)[^，。；]{0,20}$")
_CHANGED_TO = regex.compile(r"^(?:调整|优化|演变|变化|变动|变|转变|升级)(?:为|到|至|成)$")
_RATIO_GAP = {"：", ":"}
# Rates that divide one whole as shares do
_DIVIDING = regex.compile(r"贡献率|得票率|市场占有率|占有率")
_WHOLE = 100
# How far behind a share its name may stand: 65%为一般贸易
_TOLD = 8
_COUNTED_BEFORE = 4
_SMALL = 2
_KINDS = regex.compile("个?(?:大?类|种|组|档|部分|等级|层次|群体|年龄段|方面)")
_REGIONS = regex.compile(r"东部?[、和]中部?[、和]西部?")
_THREE_SECTORS = regex.compile(r"(?:第?一、第?二、第?三|三次)产业")
_NO_NAME = regex.compile(r"(?:所)?(?:占|比重|比例|份额).*$")
_TOGETHER = regex.compile("合计|合共|共占|[两三四]者")
# How far off 100 a split may be and still be taken for one: the surer the wording, the further.
_NEAR, _WIDE, _WIDEST = (90, 110), (70, 135), (40, 160)


def find_shares_totals(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `100 == sum(part)` over shares that stand together."""
    for _, found in groupby(page.mentions, key=lambda m: m.paragraph):
        shares = [m for m in found if m.figure.unit == "%" and _may_be_share(page, m)]
        # 由26.8%提升至30.8% is one share at two times
        shares = [m for m in shares if not _FROM.search(m.lead)]
        for _, group in groupby(shares, key=lambda m: m.sentence):
            yield from _in_sentence(page, list(group))


def _may_be_share(page: Page, mention: Mention) -> bool:
    if mention.role in (Role.SHARE, Role.LEVEL):
        return True
    return mention.role is Role.RATE and _DIVIDING.search(page.list_of(mention)[0].head) is not None


def _in_sentence(page: Page, shares: list[Mention]) -> Iterator[Statement]:
    shares = [m for number, m in enumerate(shares) if not _adds_up(m, shares[:number])]
    if len(shares) < 2 or _MANY_ANSWERS.search(page.sentence_text(shares[0])):
        return
    runs = sorted((run for run in _runs(page, shares) if len(run) <= _LONGEST), key=len)
    seen: set[tuple[int, ...]] = set()
    sure: list[set[int]] = []
    for run in runs:
        parts = tuple(run)
        strength = _strength(page, parts)
        one = reading(strength, Fraction(1, 8), part=parts)
        if one.key in seen or len(parts) < 2 or _ends_in_total(parts):
            continue
        seen.add(one.key)
        if strength == CERTAIN and any(smaller < set(one.key) for smaller in sure):
            # what goes beyond a complete split belongs to another
            one = reading(POSSIBLE, Fraction(1, 8), part=parts)
        elif strength == CERTAIN:
            sure.append(set(one.key))
        yield Statement((one,))
    for run in runs:
        yield from _within_run(run, seen)


def _adds_up(mention: Mention, before: list[Mention]) -> bool:
    """`占39.9%；……占33.1%，两大类合计占73.0%`: told beside the shares that it adds up."""
    if _TOGETHER.search(mention.head) is None:
        return False
    sums = accumulate(reversed([m.figure.value for m in before]))
    return any(abs(one - mention.figure.value) <= mention.figure.step * number for number, one in enumerate(sums, 1))


def _ends_in_total(parts: tuple[Mention, ...]) -> bool:
    """`占18.6%、12.4%、9.7%，合计过半（40.7%）`: the last is what the others make together."""
    last = parts[-1].figure
    others = sum((part.figure.value for part in parts[:-1]), start=Fraction(0))
    return len(parts) > _PAIR and abs(others - last.value) <= last.step * len(parts) / 2 and others * 2 != _WHOLE


def _within_run(run: list[Mention], seen: set[tuple[int, ...]]) -> Iterator[Statement]:
    """Neighbours within a run, which count only against long odds."""
    for first in range(len(run)):
        for last in range(first + 2, len(run) + 1):
            one = reading(POSSIBLE, Fraction(len(run) * 2), part=tuple(run[first:last]))
            if one.key not in seen:
                seen.add(one.key)
                yield Statement((one,))


def _runs(page: Page, shares: list[Mention]) -> Iterator[list[Mention]]:
    """Shares that may divide one whole: of one list, of one segment, of one base, of one level."""
    groups: dict[tuple[str, object], list[Mention]] = {}
    for share in shares:
        for key in (("list", share.series), ("segment", share.segment), ("base", share.base or "")):
            groups.setdefault(key, []).append(share)
    yield from (one for one in groups.values() if len(one) > 1)
    for below in {inner(page, shares, reach) for reach in REACHES} | {frozenset[int]()}:
        yield [m for m in shares if m.index not in below]


def _strength(page: Page, parts: tuple[Mention, ...]) -> int:
    """A split that is said to be one must be complete; so must one that says 其他 or names a partition."""
    total = sum(part.figure.value for part in parts)
    text = page.sentence_text(parts[0])
    if page.cues.partial.search(text) and page.cues.partial.search(parts[-1].head + parts[0].head):
        return POSSIBLE
    if _names_all(page, parts) and _within(total, _WIDEST):
        return CERTAIN
    rests = _REST.search(parts[-1].head + "|" + parts[-1].tail) is not None
    if len(parts) > 2 and rests and _within(total, _WIDEST if _alike(parts) else _NEAR):
        return CERTAIN
    if len(parts) > 2 and _are_answers(page, parts) and _within(total, _WIDE):
        return CERTAIN
    if {part.role for part in parts} != {Role.SHARE} or len({part.base for part in parts}) > 1:
        return POSSIBLE
    before = text[: parts[0].at - page.sentences[parts[0].sentence][0]]
    split = page.cues.split.search(before)
    if split and not split.group().startswith("分别") and not page.cues.partial.search(text) and _within(total, _NEAR):
        return CERTAIN
    # 其他 of the sentence must be one of those that are added
    others = any(_REST.search(part.head + "|" + part.tail) for part in parts)
    if others and len(parts) > 2 and _within(total, _NEAR):
        return CERTAIN
    # of the teachers 61.4% are younger than 45, and 83.7% have a degree
    divides = len(parts) > 2 and not crosses([part.label for part in parts])
    return LIKELY if total >= 80 and divides and not _may_leave_a_rest(page, parts) else POSSIBLE


def _may_leave_a_rest(page: Page, parts: tuple[Mention, ...]) -> bool:
    """`一般贸易占65%，加工贸易占17%，保税物流占14%`: the rest may go untold, unless the names divide a whole between them."""
    short = _WHOLE - sum(part.figure.value + part.figure.step / 2 for part in parts)
    if short <= 0:
        return False
    names = [_NO_NAME.sub("", part.label) or part.subject for part in parts]
    open_end = any(part.role is Role.LIMIT and part.sentence == parts[0].sentence for part in _before(page, parts))
    regions = page.list_of(parts[0])[-1] is parts[-1] and _REGIONS.search(page.sentence_text(parts[0])) is not None
    if open_end or regions or _counts(page, parts):
        return False
    # 民营, 外资 and 国有企业 make 99.7 %: what is left may be too small to be told
    return short <= _SMALL or not (splits(names) or splits([part.tail[:_TOLD] for part in parts]))


def _counts(page: Page, parts: tuple[Mention, ...]) -> bool:
    """`有以下四类：（一）……占16.8%；（二）……`: are there as many parts as the sentence counts kinds?"""
    before = page.mentions[max(0, parts[0].index - _COUNTED_BEFORE) : parts[0].index]
    return any(
        m.figure.value == len(parts) and m.sentence == parts[0].sentence
        and _KINDS.match(m.figure.unit + m.tail) is not None and m.figure.dimension == "count"
        for m in before
    )  # fmt: skip


def _before(page: Page, parts: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return page.mentions[max(0, parts[0].index - 1) : parts[-1].index + 1]


def _within(total: Fraction | int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= total <= bounds[1]


def _alike(parts: tuple[Mention, ...]) -> bool:
    return len({(part.role, part.base) for part in parts}) == 1


def _names_all(page: Page, parts: tuple[Mention, ...]) -> bool:
    """男性占……女性占……: the names leave nothing out."""
    if len({part.base for part in parts if part.base}) > 1 or any(part.role is Role.LEVEL for part in parts):
        return False
    first = page.list_of(parts[0])[0]
    if len(page.list_of(first)) == len(parts) == 3 and _THREE_SECTORS.search(first.lead):
        return True
    names = [_NO_NAME.sub("", part.label) or part.subject for part in parts]
    if len(page.list_of(first)) == len(parts):
        # 城镇人口和乡村人口所占比重分别为: the list's lead names them all
        names = [name for name in regex.split("、|和|与|及", _NO_NAME.sub("", first.label)) if name]
    return len(names) == len(parts) and is_complete(names)


def _are_answers(page: Page, parts: tuple[Mention, ...]) -> bool:
    """52%表示支持，31%表示无所谓，17%表示反对: an opinion and its opposite, each with its share."""
    words = [part.head + "|" + part.tail for part in parts]
    told = [page.cues.answers.search(one) for one in words]
    return sum(1 for one in told if one) >= 2 and any(page.cues.opposed.search(one) for one in words)


def find_ratio_totals(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`三次产业结构为8.3：45.2：46.5`."""
    for run in _ratios(page):
        known = _STRUCTURE.search(page.sentence_text(run[0])) is not None
        least, most = (50, 1100) if known else _NEAR
        total = sum(m.figure.value for m in run)
        if len(run) >= 3 and least <= total <= most:
            yield Statement((reading(CERTAIN if known else LIKELY, 1, part=tuple(run)),))
        elif len(run) == 2 and known and all(m.figure.step for m in run) and _within(total, _WIDEST):
            yield Statement((reading(LIKELY, 1, part=tuple(run)),))


def find_sector_structure(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == 100 * part / whole` of 三次产业结构 against the value added of the sectors."""
    for run in _ratios(page):
        if len(run) != 3 or not regex.search(r"产业", page.sentence_text(run[0])) or _EARLIER.search(run[0].lead):
            continue
        money = [
            m
            for m in page.mentions[max(0, run[0].index - _SECTORS_REACH) : run[0].index]
            if m.role is Role.LEVEL and m.figure.dimension == "money" and m.paragraph == run[0].paragraph
        ]
        for first in range(len(money) - 3, 0, -1):
            parts, whole = money[first : first + 3], money[first - 1]
            if is_complete([part.label for part in parts]) and all("产业" in part.label for part in parts):
                sure = regex.search(r"生产总值|GDP", whole.label) and not _of_another_time(page, run[0])
                for rate, part in zip(run, parts, strict=True):
                    yield Statement((reading(CERTAIN if sure else LIKELY, 1, rate=rate, part=part, whole=whole),))
                break


def _of_another_time(page: Page, first: Mention) -> bool:
    """May the ratio be that of another year?  What it has changed to is today's."""
    before = page.sentence_text(first)[: first.at - page.sentences[first.sentence][0]]
    return _CHANGED_TO.search(first.lead) is None and regex.search(r"上年|去年|\ue008|由", before) is not None


def _ratios(page: Page) -> Iterator[list[Mention]]:
    """Numbers with ratio signs between them."""
    run: list[Mention] = []
    for mention in (*page.mentions, None):
        if mention is not None and run and page.between(run[-1], mention) in _RATIO_GAP:
            run.append(mention)
            continue
        if len(run) > 1:
            yield run
        run = [mention] if mention is not None and mention.figure.dimension in ("number", "percent") else []
