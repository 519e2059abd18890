"""Rates by name: `履约率92.02%`, `得票率各为48.09%、36.94%`, `城乡居民收入比为1.90`.

A known name (rules/lexicon/rates.yaml) tells what the numerator and the denominator are called.  Of another
name the words themselves are looked for: 破获率 has its 破获 somewhere before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.rate_names import RateName, rate_name
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_PLAN = regex.compile(r"计划|目标|任务|预算|预期|全年|年度")
_AFTER_NAME = regex.compile(
    r"(?:为|达到|达|约|是|高达|均为|均达|已达|仅|分别为|分别达到?|各为|各达|依次为|依序为|缩小为|缩小到|缩小至|扩大到){1,8}$"
)
# What is compared with is no base: 申请缺额比去年1566名少
_COMPARED = regex.compile(
    r"(?:比(?![赛例重率值])|较)[^，。；]{0,200}$|(?P<time>(?:上年|去年|上季|上月|年初)(?!度|预算|计划|目标|安排)[^，。；]{0,5}$)"
)
# 净资产收益率 is no quotient of the assets and anything beside them
# 不捕率 is of those 捕 and those not: FIG209
_OF_OTHERS = regex.compile(r"(?:收益|回报|周转|贡献|市盈|换手|准备金|利|汇|税|费|不(?:批准)?[逮批]?捕|不起?诉)$")
# 每股配发3.2元 counts one share
_PER = regex.compile(r"每|[人户亩]均")
# 笔均53.5万元 is no base of a balance, where 农村居民人均收入 is one of 城镇居民人均收入
_OF_ONE = regex.compile("[笔件单]均")
_NOT = regex.compile(r"[不未非]")
_NEAR = 12
_MEASURED = 2


def find_rates(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole` of rates by name: 履约率, 办结率, 开工率, 完成率, 城镇化率."""
    for mention in page.mentions:
        if mention.role not in (Role.RATE, Role.LEVEL, Role.SHARE) or mention.figure.dimension not in (
            "percent",
            "number",
        ):
            continue
        words = _AFTER_NAME.sub("", page.list_of(mention)[0].head)
        known = rate_name(words)
        readings = _by_known_name(page, mention, known) if known is not None else []
        free = known is None or not known.only
        if not readings and free and mention.role is Role.RATE and mention.figure.unit == "%":
            readings = _by_words(page, mention)
        if readings:
            yield Statement(tuple(readings))


def _by_known_name(page: Page, mention: Mention, known: RateName) -> list[Reading]:
    first = page.list_of(mention)[0]
    near = [m for m in page.mentions[max(0, first.index - _NEAR) : first.index] if _may_serve(page, mention, m)]
    parts = [m for m in near if known.part.search(_words(page, m)) and not _wholly(known, m)]
    if len(page.list_of(mention)) > 1:
        parts = [
            m for m in parts if len(page.list_of(m)) == len(page.list_of(mention)) and m.position == mention.position
        ]
    wholes = [m for m in near if known.whole.search(_words(page, m)) and not _partly(known, m)]
    here = [m for m in parts if m.sentence == mention.sentence]
    readings = []
    for rank, part in enumerate(reversed(here or parts)):
        fitting = [m for m in wholes if m.index != part.index and _divides(part, m)]
        # what is counted by another word, and in another sentence, is another matter
        fitting = [m for m in fitting if m.sentence == part.sentence or m.key == part.key]
        # 48家机构 are no base of 6113人; of things counted alike even a smaller one may be a misprint
        natural = [m for m in fitting if m.key == part.key or m.figure.value >= part.figure.value]
        fitting = natural or fitting
        for whole in reversed(fitting):
            same = part.sentence == whole.sentence == mention.sentence
            sole = [w for w in fitting if w.sentence == mention.sentence] == [whole]
            certain = same and rank == 0 and sole and whole in natural and mention.clause - part.clause <= 2
            certain = certain and not _is_one_of_kinds(part, here)
            trials = max(1, len(fitting) * len(here or parts) - 1)
            readings.append(reading(CERTAIN if certain else LIKELY, trials, rate=mention, part=part, whole=whole))
    return sorted(readings, key=lambda one: -one.strength)


def _is_one_of_kinds(part: Mention, parts: list[Mention]) -> bool:
    """`现场整改3512处，限期整改786处，整改率97.9%`: of which of the two is not said."""
    end = part.label[-_MEASURED:]
    return len(end) == _MEASURED and any(
        m.label.endswith(end) and m.label != part.label and m.key == part.key and len(m.label) > _MEASURED
        for m in parts
    )


def _divides(part: Mention, whole: Mention) -> bool:
    """Same unit, or things counted by different words: 143572票 of 214608人."""
    same = part.key == whole.key or part.figure.dimension == whole.figure.dimension == "count"
    return same and whole.series != part.series


def _wholly(known: RateName, mention: Mention) -> bool:
    """应参保 holds 参保 as well; what stands nearest to the figure decides."""
    return _last(known.whole, mention) >= max(_last(known.part, mention), 1)


def _partly(known: RateName, mention: Mention) -> bool:
    return _last(known.part, mention) > _last(known.whole, mention)


def _last(pattern: regex.Pattern[str], mention: Mention) -> int:
    return max((found.end() for found in pattern.finditer(mention.head + mention.noun)), default=0)


def _words(page: Page, mention: Mention) -> str:
    return page.list_of(mention)[0].head + mention.head + mention.label + mention.noun


def _is_compared(page: Page, mention: Mention) -> bool:
    """What is compared with, or printed right behind it: 去年同期为773件1350人."""
    while not mention.head and mention.index and page.mentions[mention.index - 1].clause == mention.clause:
        mention = page.mentions[mention.index - 1]
    found = _COMPARED.search(mention.head)
    return found is not None and not (found["time"] and page.opens_sentence(mention))


def _may_serve(page: Page, rate: Mention, mention: Mention) -> bool:
    near = rate.sentence - mention.sentence <= 1 and rate.paragraph == mention.paragraph
    level = mention.role is Role.LEVEL and mention.figure.dimension not in ("percent", "points", "times", "duration")
    one = mention.bracket in (0, rate.bracket) and _OF_ONE.search(mention.head) is None
    return near and level and one and not _is_compared(page, mention)


def _by_words(page: Page, mention: Mention) -> list[Reading]:
    name = regex.sub(r"率[^率]*$", "", page.list_of(mention)[0].head)[-8:]
    if len(name) < _MEASURED or _OF_OTHERS.search(name):
        return []
    near = [m for m in page.mentions[max(0, mention.index - 10) : mention.index + 4] if m.sentence == mention.sentence]
    near = [m for m in near if m.role is Role.LEVEL and m.bracket in (0, mention.bracket)]
    near = [m for m in near if m.figure.dimension != "duration" and not _is_compared(page, m)]
    near = [m for m in near if _PER.search(m.head) is None and _OF_ONE.search(m.head) is None]
    pairs_found = [
        (_name_score(name, part, whole), part, whole)
        for part in near for whole in near
        if whole.index != part.index and whole.key == part.key and part.index < mention.index
        and not _is_less_behind(part, whole) and not _are_split(page, part, whole)
    ]  # fmt: skip
    best = max((score for score, _, _ in pairs_found), default=0)
    # 教师学历合格率 is of the teachers, but does not count them: only the name's last word says what is counted
    last = len(name.removesuffix("化")) - 1
    readings = [
        reading(
            LIKELY if last <= score == best and whole.index < mention.index else POSSIBLE,
            2,
            rate=mention,
            part=part,
            whole=whole,
        )
        for score, part, whole in pairs_found
    ]
    readings.sort(key=lambda one: (-one.strength, mention.index - one.roles[1][1][0].index))
    # The base of 不捕率 are those 捕 and those not.
    bound = best >= last and not _NOT.search(name)
    return _bind_only_whole(readings) if bound else readings


def _is_less_behind(part: Mention, whole: Mention) -> bool:
    """`签约186.4万人，其中重点人群87.2万人，签约率78.3%`: what follows and is less is no base."""
    return part.index < whole.index and whole.figure.value < part.figure.value


def _are_split(page: Page, part: Mention, whole: Mention) -> bool:
    """`按首次与重复划分，初次信访11208件，重复信访1637件，重复率12.7%`: two parts of what stands before."""
    if part.clause == whole.clause or part.label[-_MEASURED:] != whole.label[-_MEASURED:]:
        return False
    first = min(part, whole, key=lambda m: m.index)
    start = page.sentences[first.sentence][0]
    return page.cues.split.search(page.shadow.text, start, first.at - len(first.lead)) is not None


def _name_score(name: str, part: Mention, whole: Mention) -> int:
    """How well the part bears the rate's name while the whole does not: 履约项目 for 履约率, 城镇人口 for
    城镇化率; the name's end counts most.  0 where it does not."""
    if name.endswith("完成"):
        return 9 if _PLAN.search(whole.head) is not None and _PLAN.search(part.head) is None else 0
    mine, its = part.label + part.head, whole.label + whole.head
    for place in range(len(name) - 1, 0, -1):
        word = name[place - 1 : place + 1]
        if _bears(word, mine, name) and word not in its:
            return place
    return 0


def _bears(word: str, words: str, name: str) -> bool:
    """不合格样品 are none of those that make the 合格率."""
    if _NOT.search(name):
        return word in words
    return regex.search(rf"(?<![不未非]){regex.escape(word)}", words) is not None


def _bind_only_whole(readings: list[Reading]) -> list[Reading]:
    """The named part leaves only these wholes: if none of them gives the rate, something is wrong."""
    named = [one for one in readings if one.strength == LIKELY]
    if not named or len({one.roles[1][1][0].index for one in named}) > 1:
        return readings
    # the whole is what the sentence began with
    first = min(named, key=lambda one: one.roles[2][1][0].index)
    part, whole = (first.roles[place][1][0].figure.value for place in (1, 2))
    if part > whole and len(named) > 1:
        return readings  # 报本校的386人，报外校的356人，上岸431人: all of them are what an earlier sentence counts
    bound = Reading(first.roles, CERTAIN, first.trials)
    return [one for one in named if one is not first] + [bound] + [one for one in readings if one.strength < LIKELY]
