"""What a change is against, where the wording names the two values otherwise than by 由A到B or 比上年的A.

`比预算节约372万元` · `2023年比2022年提高0.17个百分点` · `低于去年同期9.7%的水平3.3个百分点` · `农村增速快于城镇2.3个百分点` ·
`降幅比1至8月扩大1.1个百分点；1至8月为下降3.2%`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor import regex
from auditor.figures.numerals import parse_whole
from auditor.frozen import dataclass
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY
from auditor.relations.shadow import ANY, CLASSES
from auditor.relations.steps import spoken, year_at, year_of

_DATE = CLASSES["date"]
_PLAN = regex.compile(r"计划|目标|预算|任务|预期|概算|定额")
_AGAINST_PLAN = regex.compile(
    rf"(?:比|较|超过?|超出|低于|高于)[^，。；{ANY}]{{0,4}}(?:计划|目标|预算|任务|概算)[^，。；{ANY}]{{0,6}}$"
)
_OVERFULFILLED = regex.compile(r"超额(?:完成)?$")
_YEAR_TO_YEAR = regex.compile(
    rf"(?P<now>{_DATE})[^，。；{ANY}]{{0,8}}(?:比|较)(?P<before>{_DATE})[^，。；{ANY}]{{0,8}}$"
)
_LEVEL_OF = regex.compile(r"的?(?:平均|总体|整体)?(?:水平|增速|增幅|降幅|增长率|速度|均值|标准|目标)?")
_BESIDE = regex.compile(r"(?:低于|高于|快于|慢于|比|较)[^，。；\ue001-\ue007\ue009]{0,12}$")
_NAMED = regex.compile(
    r"(?P<now>[一-龥]{2,12}?)(?:的)?(?:增速|增幅|比重|占比|比例)?(?:要|均|又|还)?(?:快于|高于|低于|慢于|比|较)(?P<before>[一-龥]{2,8}?)(?:的)?(?:增速|增幅|比重|占比|比例|高|低|快|慢)?$"
)
_PERIOD = regex.compile(r"(?:比|较|与)(?P<period>[^，。；：\ue001-\ue007\ue009]{1,10}?)(?:相比，?|[一-龥，]{0,14}$)")
_FORMER_WORD = regex.compile(r"上半年|上季|一季度|二季度|三季度|前三季度|上月|[0-9]月")
_MEAN = regex.compile(r"平均每?年|年均|年平均")
_BESIDE_MEAN = regex.compile(r"(?:比|较)[^，。；]{0,200}$")
_FROM = regex.compile(r"(?:从|由)(?:原来的?|上年的?|去年的?)?$")
_TO = regex.compile(r"(?:到|至|为)(?:了|约)?$")
_FORMER_IS = regex.compile(r"(?:而)?(?:上年|去年|上一?个?[季月]度?)(?:同期|同月|末)?(?:为|是|仅为)")
_BESIDE_FORMER = regex.compile(r"(?:比|较)(?:上年|去年|上一?个?[季月])|同比|按年|环比|按[月季]")
# 五年共增加; what five years gain 年均 is another matter
_YEARS_TOLD = regex.compile(
    r"(?P<number>[一两二三四五六七八九十]{1,2}|[0-9]{1,2})年(?:间|来|时间|里|内)?(?!.*(?:年均|平均))"
)
_REACH = 9

Fits = Callable[[Mention, Mention], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of a change, and how far the wording binds them."""

    strength: int
    now: Mention
    before: Mention


def special_pairs(page: Page, change: Mention, fits: Fits) -> list[Pair]:
    """The pairs that a wording of its own names; the surest first."""
    near = [
        m
        for m in page.mentions[max(0, change.index - _REACH) : change.index]
        if m.sentence == change.sentence and fits(change, m)
    ]
    for find in (_mean_changes, _planned, _year_to_year, _beside_level):
        found = list(find(page, change, near))
        if found:
            return found
    behind = _told_behind(page, change, near, fits)
    if behind is not None:
        return [behind]
    spanned = _over_years(page, change, fits)
    if spanned is not None:
        return [spanned]
    named = list(_by_name(page, change, fits))
    return named or list(_by_period(page, change, near, fits))


def _mean_changes(page: Page, change: Mention, near: list[Mention]) -> Iterator[Pair]:
    """`平均每年增加253亿元，比前五年平均每年增加49亿元高出四倍多`: two amounts of change are compared, not two values."""
    means = [
        m
        for m in page.mentions[max(0, change.index - 3) : change.index]
        if m.sentence == change.sentence and m.role is Role.CHANGE and _MEAN.search(m.lead)
    ]
    if len(means) == 2 and means[0].key == means[1].key and _BESIDE_MEAN.search(means[1].lead):
        yield Pair(CERTAIN, means[0], means[1])


def _planned(page: Page, change: Mention, near: list[Mention]) -> Iterator[Pair]:
    """The plan is the value that is called one; what was done is the nearest that is not."""
    if not (_AGAINST_PLAN.search(change.lead) or _OVERFULFILLED.search(change.head)):
        return
    plans = [m for m in near if _PLAN.search(m.head)]
    done = [m for m in near if not _PLAN.search(m.head) and m.role is Role.LEVEL]
    for plan in plans[-1:]:
        rivals = [m for m in done if m.key == plan.key]
        for now in rivals[-1:]:
            yield Pair(CERTAIN if len(plans) == len(rivals) == 1 else LIKELY, now, plan)


def _year_to_year(page: Page, change: Mention, near: list[Mention]) -> Iterator[Pair]:
    found = _YEAR_TO_YEAR.search(change.lead)
    if found is None:
        return
    start = change.at - len(change.lead)
    years = [year_at(page, start + found.start(name)) for name in ("now", "before")]
    values = [[m for m in near if year is not None and year_of(page, m) == year] for year in years]
    if len(values[0]) == len(values[1]) == 1:
        yield Pair(CERTAIN, values[0][0], values[1][0])


def _beside_level(page: Page, change: Mention, near: list[Mention]) -> Iterator[Pair]:
    """`低于去年同期9.7%的水平3.3个百分点`: it is the clause's own subject that is compared."""
    if not near or near[-1].index != change.index - 1:
        return
    before = near[-1]
    if not _LEVEL_OF.fullmatch(page.between(before, change)) or not _BESIDE.search(before.lead):
        return
    own = [m for m in near[:-1] if m.key == before.key and not _BESIDE.search(m.lead) and not m.bracket]
    if own:
        yield Pair(CERTAIN if len(own) == 1 else LIKELY, own[-1], before)


def _by_name(page: Page, change: Mention, fits: Fits) -> Iterator[Pair]:
    """`农村增速快于城镇2.3个百分点`: both are named, and both names label a value of the sentence."""
    found = _NAMED.search(change.lead)
    if found is None:
        return
    near = [
        m
        for m in page.mentions[max(0, change.index - _REACH) : change.index]
        if change.sentence - m.sentence <= 1 and m.paragraph == change.paragraph and fits(change, m)
    ]
    values = [[m for m in near if coverage(found.group(name), m.label) == 1] for name in ("now", "before")]
    if len(values[0]) == len(values[1]) == 1 and values[0][0].index != values[1][0].index:
        now, before = values[0][0], values[1][0]
        same = now.sentence == before.sentence == change.sentence
        if now.role is before.role and now.key == before.key:
            yield Pair(CERTAIN if same else LIKELY, now, before)


def _told_behind(page: Page, change: Mention, near: list[Mention], fits: Fits) -> Pair | None:
    """`3.1%，较上年下降0.2个百分点，上年为3.3%`; `下降2.3个百分点，由5.6%降至3.3%`: the earlier value follows."""
    after = [m for m in page.mentions[change.index + 1 : change.index + 3] if m.sentence == change.sentence]
    if not after or len(page.list_of(change)) > 1 or not fits(change, after[0]) or after[0].clause != change.clause + 1:
        return None
    first = after[0]
    if _FROM.match(first.lead) and len(after) > 1 and first.key == after[1].key and fits(change, after[1]):
        return Pair(CERTAIN, after[1], first) if _TO.search(after[1].head) else None
    now = near[-1] if near else None
    if now is None or now.key != first.key or now.index != change.index - 1 or change.clause - now.clause > 1:
        return None
    if not _FORMER_IS.fullmatch(spoken(page, first.at - len(first.lead), first.at)):
        return None
    if now.role is not first.role and first.figure.dimension != "percent":
        return None
    if not _BESIDE_FORMER.search(change.lead) or _FORMER_IS.search(now.lead):
        return None
    return Pair(CERTAIN, now, first)


def _over_years(page: Page, change: Mention, fits: Fits) -> Pair | None:
    """`2020年312万亩。2025年达到356万亩，五年净增44万亩`: the years that lie between the two values are counted as well."""
    lead = change.lead
    before = page.mentions[change.index - 1] if change.index else None
    if (
        change.role is Role.GROWTH
        and before is not None
        and before.role is Role.CHANGE
        and before.clause + 1 == change.clause
    ):
        lead = before.lead
    start = (before if lead is not change.lead and before is not None else change).at
    found = _YEARS_TOLD.match(spoken(page, start - len(lead), start))
    if found is None:
        return None
    near = [
        m for m in page.mentions[max(0, change.index - _REACH) : change.index]
        if m.role is Role.LEVEL and fits(change, m) and change.sentence - m.sentence <= 1 and not m.bracket
        and m.paragraph == change.paragraph and m.figure.dimension != "duration"
    ]  # fmt: skip
    if len(near) < 2 or near[-1].key != near[-2].key or len(page.list_of(near[-1])) > 1:
        return None
    then, now = near[-2:]
    years = (year_of(page, then), year_of(page, now))
    apart = parse_whole(found["number"])
    if None in years or (years[1] or 0) - (years[0] or 0) != apart:
        return None
    same = not now.label or coverage(now.label, then.label) == 1 or coverage(then.label, now.label) == 1
    return Pair(CERTAIN, now, then) if same else None


def _by_period(page: Page, change: Mention, near: list[Mention], fits: Fits) -> Iterator[Pair]:
    """The period that the change names opens the clause of another value, before or behind it."""
    start, end = page.sentences[change.sentence]
    found = _PERIOD.search(page.shadow.text, start, change.at)
    if found is None:
        return
    period = spoken(page, found.start("period"), found.end("period"))
    if not _FORMER_WORD.search(period):
        return
    around = page.mentions[max(0, change.index - _REACH) : change.index + _REACH]
    around = tuple(m for m in around if abs(m.sentence - change.sentence) <= 1 and m.paragraph == change.paragraph)
    befores = []
    for other in around:
        first = page.list_of(other)[0]
        if not fits(change, other) or (first.at < end and first.at - len(first.lead) <= found.start("period")):
            continue
        if spoken(page, first.at - len(first.lead), first.at).startswith(period):
            befores.append(other)
    nows = [m for m in near if not any(m.series == b.series for b in befores)]
    name = regex.sub(r"(?:增速|增幅|降幅|比).*$", "", change.lead)
    if name:
        nows = [m for m in around if fits(change, m) and coverage(name, m.label) == 1 and m not in befores] or nows
    for before in befores:
        for now in nows[-1:]:
            yield Pair(LIKELY, now, before)
