"""Shares and rates: `A……，占B的x%`, `履约率92.02%`, `是B的3.2倍`.

The part is the quantity that the clause speaks of; the base is named in words and stands elsewhere.
Every quantity of the same unit is tried as base, those whose label agrees with the words first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor import regex
from auditor.exact import Fraction
from auditor.frozen import replace
from auditor.relations.addends import addends
from auditor.relations.bases import Base, Bases, has_own_share, is_rank
from auditor.relations.cues import FORMERLY
from auditor.relations.labels import coverage, pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.multiples import multiple_readings
from auditor.relations.nesting import inner
from auditor.relations.parts import under_a_cue
from auditor.relations.phrased import base_in_phrase, find_direct, said_once
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.relations.steps import is_in_row
from auditor.rules import RelationRule

_PART_REACH = 6
# How far back a share's step is looked for by its name, and how long the name must be
_NAMED_BACK = 16
_SHORTEST = 2
# 节省0.88亿元，占…… tells of the saving in passing
_SAVED = regex.compile(r"(?:节[省约支]|省下|少[支花用付])了?$")
_NAMES, _HALF, _FITS = Fraction(4, 5), Fraction(1, 2), Fraction(1, 3)
# 全年新增就业8.6万人 was done, and is no 目标
_GOAL = regex.compile(r"计划|目标|任务|预算|预期")
_PLAN = regex.compile(r"计划|目标|任务|预算|预期|全年|年度")
# 7.94亿元，上年为4.68亿元，占比升至9.4%: it is the later value that has the share
_LAST_YEAR = regex.compile("(?:而)?(?:上年|去年|前年)(?:同期|同月|同季)?[仅只则]?[为是有]?$")
_FORMER = regex.compile("(?:而|其中)?(?:上年|去年|前年|同期)")
_TOTAL_OF = regex.compile(r"总(?:数|量|额)?$")
# 占总数的49.6% says of what as little as 占49.6%
_GENERIC = regex.compile(
    r"(?:全部|整体|总体|全[国省市县区])?的?(?:总(?:数|量|额|值|人数|户数|件数|人次|收入|支出|投资|面积)|全部|整体)"
)
_SCOPE = regex.compile("全[国球省市州县区]|世界|我[国省市]")
_NO_SUBJECT = regex.compile(r"(?:所占|占|比重|比例|比率|份额).*$")


def find_shares(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole` of 占比, 比重, 占…的x%, 为预算的x%, 是…的x倍."""
    below: frozenset[int] | None = None
    found = Bases(page)
    for mention in page.mentions:
        share = mention.role is Role.SHARE and mention.figure.dimension == "percent"
        if not share and not (mention.role is Role.MULTIPLE and mention.base is not None):
            continue
        direct = base_in_phrase(page, mention)
        if direct is not None:
            yield from find_direct(page, mention, direct)
        elif share:
            below = _below(page) if below is None else below
            again = tuple(said_once(page, mention))
            yield from (Statement(again),) if again else _searched(page, mention, found, below)
        else:
            readings = tuple(multiple_readings(page, mention))
            if readings:
                yield Statement(readings)


def _searched(page: Page, mention: Mention, found: Bases, below: frozenset[int]) -> Iterator[Statement]:
    readings: list[Reading] = []
    parts = _parts(page, mention)
    # a subject that no figure bears by name leaves the nearest, which is less sure
    first = 0 if parts else 1
    beside = _beside(page, mention, parts)
    for rank, part in enumerate(parts or _nearest(page, mention), first):
        bases = [base for base in found.of(mention, part) if base.mention.index not in beside]
        for base in bases:
            strength = POSSIBLE if rank else _strength(mention, part, base, bases)
            if strength == LIKELY and not _plan_fits(mention, part, base.mention):
                strength = POSSIBLE
            if base.mention.index in below and strength == LIKELY and not _is_called(mention, base.mention):
                strength = POSSIBLE
            if strength == CERTAIN and _of_several(page, mention, part, base.mention):
                strength = LIKELY
            far = _is_far(mention, base) or _of_former_time(mention)
            elsewhere = _is_part_elsewhere(page, mention, part, base.mention)
            if strength == CERTAIN and elsewhere:
                strength = LIKELY
            one = reading(strength, base.trials, rate=mention, part=part, whole=base.mention)
            if _of_former_time(mention) or _is_of_last_year(part, base.mention):
                one = replace(one, strength=min(strength, LIKELY))
                far = True
            harmless = elsewhere or far or _is_narrower(mention, base)
            readings.append(replace(one, harmless=harmless))
    named = [one for one in readings if one.strength == CERTAIN]
    if named and mention.bracket:
        readings = named
    if readings:
        yield Statement(tuple(sorted(readings, key=lambda one: -one.strength)))


def _is_called(mention: Mention, base: Mention) -> bool:
    """`其中汽车46.2万辆、机车78.4万辆……，占机车总数11%`."""
    return bool(mention.base) and base.label == _TOTAL_OF.sub("", mention.base or "")


def _is_of_last_year(part: Mention, base: Mention) -> bool:
    """`提升0.2个百分点（上年经费7.86亿元，占4.6%）`: of last year's total, which stands nowhere."""
    return _FORMER.match(part.lead) is not None and _FORMER.search(base.lead) is None and part.bracket != base.bracket


def _is_far(mention: Mention, base: Base) -> bool:
    """Without a word of what it is of, a share may be of anything that a paragraph farther up does not tell."""
    return base.score < _FITS and mention.paragraph - base.mention.paragraph > 1


def _is_narrower(mention: Mention, base: Base) -> bool:
    """私人小客车保有量 is no 汽车保有量: neither name holds most of the other."""
    words, its = mention.base or "", base.mention
    told = bool(pairs(words)) and _GENERIC.fullmatch(words) is None and base.score < _NAMES
    return told and base.score >= _FITS and coverage(its.label, words) < _HALF


def _beside(page: Page, mention: Mention, parts: Sequence[Mention]) -> frozenset[int]:
    """`甲24.6亿元，乙42.8亿元，丙319亿元，三者占比分别为……`: what has a share of its own in the list is no base of the others."""
    step = page.list_of(mention)
    if len(step) < 2 or not parts or pairs(mention.base or ""):
        return frozenset()
    return frozenset(part.index for other in step if other is not mention for part in _parts(page, other)[:1])


def _of_former_time(mention: Mention) -> bool:
    """`占总支出的比例由31.4%下降到22.7%`: what stands before is told of the later time only."""
    return FORMERLY.search(mention.lead) is not None


def _is_part_elsewhere(page: Page, mention: Mention, part: Mention, base: Mention) -> bool:
    """`分产品看，白酒18.6亿元……；分地区看，省内14.2亿元，占62.3%`: what one split holds is no base of the other's shares."""
    bare = not pairs(mention.base or "")
    return bare and base.index < part.index and base.segment != part.segment and under_a_cue(page, base)


def _of_several(page: Page, mention: Mention, part: Mention, base: Mention) -> bool:
    """`102家公司中，甲类12家，乙类22家，占比约30%`: a bare share in a clause of its own may be of both."""
    bare = not pairs(mention.base or "") and not mention.bracket
    return bare and mention.clause != part.clause and part.index - 1 > base.index and is_in_row(page, part)


def _below(page: Page) -> frozenset[int]:
    """Figures that 其中 makes parts of others; no share is of them unless their name is called."""
    return frozenset().union(*(inner(page, run, "sentence") for run in addends(page).values()))


def _before(page: Page, mention: Mention, reach: int) -> list[Mention]:
    found = page.mentions[max(0, mention.index - reach) : mention.index]
    return [m for m in found if m.sentence == mention.sentence and m.bracket in (0, mention.bracket)]


def _parts(page: Page, mention: Mention) -> list[Mention]:
    """What the share is of, the likeliest first: its step in a list, else the nearest quantity before."""
    own = _NO_SUBJECT.sub("", mention.label)
    if mention.base and mention.base in own:
        # 完成目标任务的106.2% says what it is of, not what it is
        own = regex.sub(r"(?:完成|达到?|实现|为|是){0,8}$", "", own[: own.index(mention.base)])
    own = page.cues.light.sub("", own)
    near = [m for m in _before(page, mention, _PART_REACH + 6) if m.role is Role.LEVEL and not _SAVED.search(m.head)]
    if own and len(page.list_of(mention)) == 1 and not mention.bracket:
        near = [m for m in near if coverage(own, m.label + m.noun) >= _NAMES]
        near = [m for m in near if m.label.startswith(own)] or near
    near = [m for m in near if m.figure.dimension not in ("duration", "percent", "name") and not is_rank(m)]
    near = [m for m in near if not _is_threshold(page, m)]
    near = [m for m in near if m.index == near[0].index or not _LAST_YEAR.match(m.lead)]
    if mention.bracket:
        before = [m for m in page.mentions[max(0, mention.index - 12) : mention.index] if m.bracket != mention.bracket]
        if before and before[-1].sentence == mention.sentence and before[-1].role is Role.LEVEL:
            return [before[-1]]
        outer = [
            m
            for m in page.mentions[max(0, mention.index - _PART_REACH) : mention.index]
            if m.sentence == mention.sentence and m.role is Role.LEVEL
        ]
        near = sorted({m.index: m for m in near + outer}.values(), key=lambda m: m.index)
    step = page.list_of(mention)
    if _PLAN.search(mention.base or ""):
        near = [m for m in near if not _PLAN.search(page.list_of(m)[0].head)] or near
    if len(step) > 1:
        series = [page.list_of(m) for m in near]
        matching = [one for one in series if len(one) == len(step)]
        if matching:
            return [matching[-1][mention.position]]
        named = _named(page, mention)
        if named is not None:
            return [named]
        row = near[-len(step) :]
        if len({m.key for m in row}) == len(row) == len(step):
            return [row[mention.position]]
        alike = [m for m in near if m.key == near[-1].key and not page.cues.total.search(m.head)] if near else []
        return [alike[len(alike) - len(step) + mention.position]] if len(alike) >= len(step) else []
    # a quantity farther off that a share of its own follows is done with
    near = [m for m in near if m is near[-1] or not has_own_share(page, m, mention.base)]
    segment = [m for m in near if m.segment == mention.segment]
    return list(reversed(segment))[:3] if segment else list(reversed(near))[:1]


def _is_threshold(page: Page, mention: Mention) -> bool:
    """`64个站点超过100毫米，占8.1%`: the stations are the share, not the rain."""
    before = page.mentions[mention.index - 1] if mention.index else None
    passed = mention.figure.hedge in ("over", "under") and before is not None and before.clause == mention.clause
    return passed and before is not None and before.key != mention.key and before.figure.dimension == "count"


def _named(page: Page, mention: Mention) -> Mention | None:
    """`运输费用9.55万亿元……。运输、保管费用占总费用的比重分别为a和b`: the figure that a step's name calls, if only one bears it."""
    steps = page.list_of(mention)
    first = steps[0]
    words = regex.sub(r"分别|其中", "", _NO_SUBJECT.sub("", first.lead))
    names = [name for name in regex.split(r"[、和与及]", words) if name]
    if len(names) != len(steps) or any(len(name) < _SHORTEST for name in names):
        return None
    near = [
        m for m in page.mentions[max(0, first.index - _NAMED_BACK) : first.index]
        if m.role is Role.LEVEL and m.paragraph == first.paragraph and first.sentence - m.sentence <= 1
        and m.figure.dimension not in ("duration", "percent", "name")
    ]  # fmt: skip
    # 农村地区在线教育和互联网医疗用户: the first may narrow all, so that each must be borne as it stands
    found = [[m for m in near if m.label.startswith(name)] for name in names]
    return found[mention.position][0] if all(len(bearers) == 1 for bearers in found) else None


def _nearest(page: Page, mention: Mention) -> list[Mention]:
    near = [m for m in _before(page, mention, _PART_REACH) if m.role is Role.LEVEL and m.segment == mention.segment]
    near = [m for m in near if m.figure.dimension not in ("duration", "percent", "name")]
    return near[:-4:-1] if len(page.list_of(mention)) == 1 else []


def _strength(mention: Mention, part: Mention, base: Base, bases: Sequence[Base]) -> int:
    """How far the words bind the likeliest part to a base: surely where they name one base only, and it stands in
    the same or the last sentence."""
    its = base.mention
    if its.index > mention.index:
        return LIKELY if _told_behind(mention, part, base) else POSSIBLE
    between = its.index > part.index and its.clause in (mention.clause, mention.clause - 1)
    if between and mention.bracket and its.bracket == mention.bracket:
        return CERTAIN
    if part.index < its.index and _sums_up(mention, its):
        return CERTAIN
    words = mention.base or ""
    near = mention.sentence - its.sentence <= 1 and mention.paragraph == its.paragraph
    names = base.score >= _NAMES and coverage(its.label + its.noun, words) >= _HALF
    if names and near and base.alone and _plan_fits(mention, part, its):
        return CERTAIN
    if near and its.sentence == mention.sentence and _PLAN.search(words):
        kind = _GOAL if _GOAL.search(words) else _PLAN
        planned = [one for one in bases if one.mention.sentence == mention.sentence and kind.search(one.mention.head)]
        if planned == [base]:
            return CERTAIN
    before = (one for one in bases if one.mention.sentence == mention.sentence and one.mention.index < part.index)
    only = its.sentence == mention.sentence and list(islice(before, 2)) == [base]
    bare = not pairs(words) or _GENERIC.fullmatch(words) is not None
    all_of_it = bare or words.startswith(("全部", "总", "其", "整体"))
    if only and all_of_it and mention.clause - part.clause <= 1 and part.index == mention.index - 1:
        return CERTAIN
    if base.score < _FITS and _is_of_wider(words, its):
        return POSSIBLE
    return LIKELY if bare or only or base.score >= _FITS else POSSIBLE


def _is_of_wider(words: str, base: Mention) -> bool:
    """`北京有高校91所，其中211高校26所，占全国的23%`: of all there are in the country, which nobody has told."""
    scope = _SCOPE.match(words)
    return scope is not None and scope.group() not in base.lead


def _told_behind(mention: Mention, part: Mention, base: Base) -> bool:
    """`占营业收入的5.4%；全年实现营业收入160亿元`: only one figure bears the name, and it follows at once."""
    its, words = base.mention, mention.base or ""
    near = its.sentence - mention.sentence <= 1 and its.paragraph == mention.paragraph and its.year == part.year
    named = coverage(its.label + its.noun, words) >= _NAMES or its.label.endswith(words)
    return near and named and base.alone and base.score == 1 and len(words) > 1


def _sums_up(mention: Mention, base: Mention) -> bool:
    """`甲12、乙14，合计26，分别占……`: the total right before a list of bare shares is what they are of."""
    bare = not pairs(mention.base or "")
    return bare and base.index == mention.series - 1 and regex.match(r"(?:合计|共计|总计|共)", base.head) is not None


def _plan_fits(mention: Mention, part: Mention, base: Mention) -> bool:
    """年度计划 is a base of its own kind: 计划投资 fits, 完成投资 does not."""
    if _GOAL.search(mention.base or "") is not None:
        return _GOAL.search(base.label + base.head) is not None
    wanted = _PLAN.search(mention.base or "") is not None
    return not wanted or _PLAN.search(base.label + base.head) is not None
