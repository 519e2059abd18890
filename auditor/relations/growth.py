"""Growth whose earlier value stands elsewhere.

`2022年……汽车出口311.1万辆，同比增长54.4%` with `2021年……汽车出口201.5万辆` a paragraph away: same measure, same
scope, the year that 同比 names.  Growth in constant prices (GDP, 增加值) is no such claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.numerals import HAN_DIGITS
from auditor.frozen import replace
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.relations.steps import agreement, spoken, year_of
from auditor.rules import RelationRule

_YEARLY = regex.compile(r"同比|上年|去年|较\ue008|比\ue008|增长|下降|年增|年减|按年")
_NOT_YEARLY = regex.compile(r"环比|年均|年平均|季度|上月|拉动|复合|贡献")
_SHIFTING = regex.compile(r"规模以上|规上|限额以上|限上|修订|经济普查|基数")
_REAL_TERMS = regex.compile(r"可比|同口径|不变价|扣除")
_SUBJECTS = regex.compile(
    r"(?:其中|而|另外)*(?P<names>[^，。；：（）\ue001-\ue009]{2,30}?)(?:同比|[比较]上年|[比较]去年|分别)"
)
_PREVIOUS = regex.compile(r"环比|季增|季减|月增|月减|按季|按月|较上季|较上月|比上季|比上月")
_LAST_YEAR_RATE = regex.compile(r"同比|年增|年减|按年|[比较](?:上年|去年|\ue008(?:同[期月季]))")
_LAST_YEAR = regex.compile(
    r"(?:而|其中|较|比|与)?(?:(?:去年|上年)(?:同期|同季|同月|第?[一二三四]季度?|[0-9]{1,2}月)?|当时|当年同期)(?P<name>[^，。；：]{0,16})$"
)
# `上年同期，全市新登记企业8620户`: the period is a clause of its own
_PERIOD_CLAUSE = regex.compile(r"(?:而)?(?:去年|上年|上季度?|上个?月)(?:同期|同月|同季)?，$")
_COMPARED = regex.compile(r"[较比与]")
_QUARTER = regex.compile(r"第?([一二三四])季")
_PART_OF_YEAR = regex.compile("季度|半年|[0-9]月")
_MONTH = regex.compile(r"(?<![0-9至到-])([0-9]{1,2})月")
_BEFORE = {"二": "一", "三": "二", "四": "三"}
# A label that lacks a character pair, 销售 for 销, may still be the same measure
_CLOSE = Fraction(4, 5)
_REACH = 60
_NEAR = 6


def find_distant_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == now / before - 1` with `before` a year earlier, there or elsewhere."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or (_NOT_YEARLY.search(rate.lead) and not _PREVIOUS.search(rate.lead)):
            continue
        readings = list(_by_year(page, rate))
        now = _subject_of(page, rate) or _named_subject(page, rate)
        if now is not None and not page.cues.constant_price.search(_scope_of(page, now, rate)):
            readings += _marked(page, rate, now)
            if _YEARLY.search(rate.lead) and not _NOT_YEARLY.search(rate.lead):
                readings += list(_in_turn(page, rate, now)) or list(_elsewhere(page, rate, now))
        if readings:
            readings.sort(key=lambda one: -one.strength)
            yield Statement(tuple(replace(one, sign=rate.direction) for one in readings))


def _by_year(page: Page, rate: Mention) -> list[Reading]:
    """`2022年、2023年、2024年……分别为a、b和c，后两年分别增长x和y`: the rates belong to the last of the years."""
    first = page.list_of(rate)[0].index
    # 后两年 counts years, it is not the value
    known = [m for m in page.mentions[max(0, first - 2) : first] if m.figure.dimension != "duration"]
    before = known[-1] if known else None
    if before is None or before.sentence != rate.sentence or before.role is not Role.LEVEL:
        return []
    values = page.list_of(before)
    if page.cues.constant_price.search(before.label + rate.lead):
        return []
    years = [year_of(page, value) for value in values]
    place = len(values) - len(page.list_of(rate)) + rate.position
    if len(values) < 2 or None in years or place < 1 or values[place].key != values[place - 1].key:
        return []
    if years[place] != (years[place - 1] or 0) + 1 or len(set(years)) < len(years):
        return []
    return [reading(CERTAIN, 1, rate=rate, now=values[place], before=values[place - 1])]


def _marked(page: Page, rate: Mention, now: Mention) -> list[Reading]:
    """`124.6亿元，季增9.5%、年增26.5%；第一季为113.8亿元，去年第二季为98.5亿元`: the other value says of itself that it is
    of the year, the quarter or the month before."""
    wanted = _former_period(page, rate, now)
    if wanted is None or _opens_with(page, now, wanted):
        return []
    found = []
    for other in page.mentions[max(0, rate.index - _NEAR) : rate.index + _NEAR]:
        if other.key != now.key or other.role is not Role.LEVEL or other.index == now.index or other.bracket:
            continue
        marked = _opens_with(page, other, wanted)
        if len(page.list_of(other)) > 1 and (other.series == now.series or other.position != now.position):
            continue
        if not marked or other.paragraph != rate.paragraph or abs(other.sentence - rate.sentence) > 1:
            continue
        if _COMPARED.match(spoken(page, other.at - len(other.lead), other.at)) and _passed_over(page, now, other):
            continue
        if _has_grown_itself(page, now, rate, other):
            continue
        name = page.cues.light.sub("", regex.sub(r"^[则亦为是]+", "", marked.group("name")))
        if not name or coverage(name, now.label) >= Fraction(3, 5):
            found.append(other)
    strength = CERTAIN if len(found) == 1 and found[0].sentence == rate.sentence else LIKELY
    return [reading(strength, len(found), rate=rate, now=now, before=other) for other in found]


def _passed_over(page: Page, now: Mention, other: Mention) -> bool:
    """Does a nearer quantity stand between, that 比去年的 compares instead?"""
    between = page.mentions[now.index + 1 : other.index]
    return any(m.key == now.key and m.role is Role.LEVEL for m in between)


def _has_grown_itself(page: Page, now: Mention, rate: Mention, other: Mention) -> bool:
    """`收入84.4亿元，增长9.7%；净利润7.7亿元，下降3.4%，上年同期为8.0亿元`: what stands last is of the second."""
    between = page.mentions[rate.index + 1 : other.index]
    behind = page.mentions[other.index + 1 : other.index + 2]
    if other.index < now.index and any(m.role is Role.GROWTH and m.clause == other.clause for m in behind):
        return True  # 较去年同月的40.10亿元增加21.5%；累计512.36亿元，年增13.8%
    nearest = next((m for m in reversed(between) if m.key == now.key and m.role is Role.LEVEL), None)
    if (
        nearest is not None
        and nearest.label
        and other.clause - nearest.clause == 1
        and not _LAST_YEAR.search(nearest.lead)
    ):
        return nearest.index == other.index - 1 and coverage(nearest.label, now.label) < 1
    return any(
        m.key == now.key and m.role is Role.LEVEL and after.role is Role.GROWTH and after.index < other.index
        for m, after in pairwise(between)
    )  # fmt: skip


def _opens_with(page: Page, mention: Mention, wanted: regex.Pattern[str]) -> regex.Match[str] | None:
    first = page.list_of(mention)[0]
    start = first.at - len(first.lead)
    found = wanted.match(spoken(page, start, first.at))
    if found is not None:
        return found
    period = _PERIOD_CLAUSE.search(page.shadow.text, max(page.sentences[first.sentence][0], start - 8), start)
    return period and wanted.match(spoken(page, period.start(), period.end() - 1) + spoken(page, start, first.at))


def _former_period(page: Page, rate: Mention, now: Mention) -> regex.Pattern[str] | None:
    """How the value before opens its clause, by the period that the rate names."""
    words = page.list_of(rate)[0].head
    if not _PREVIOUS.search(words):
        return _last_year(page.dated(now)) if _LAST_YEAR_RATE.search(words) else None
    quarter = _QUARTER.search(spoken(page, page.sentences[now.sentence][0], now.at))
    before = "" if quarter is None or quarter.group(1) == "一" else _BEFORE[quarter.group(1)]
    own = rf"(?:本年|今年)?第?{before}季度?|" if before else ""
    month = _MONTH.search(spoken(page, now.at - len(now.lead), now.at))
    if month is None:
        months = _MONTH.findall(spoken(page, page.sentences[now.sentence][0], now.at))
        month = _MONTH.search(f"{months[0]}月") if len(set(months)) == 1 else None
    if month is not None and 1 < int(month.group(1)) <= 12:
        own += rf"{int(month.group(1)) - 1}月份?|"
    return regex.compile(rf"(?:而|其中)?(?:{own}上季度?|上个?月|上期)(?P<name>[^，。；：]{{0,16}})$")


@lru_cache(maxsize=64)
def _last_year(year: int | None) -> regex.Pattern[str]:
    """The year before by name, or by its number where the later year is known."""
    if year is None:
        return _LAST_YEAR
    han = "".join(HAN_DIGITS[int(digit)] for digit in str(year - 1))
    return regex.compile(
        rf"(?:(?:{year - 1}|{han})年(?:同期|同季|同月)?(?P<name>[^，。；：]{{0,16}})$)|{_LAST_YEAR.pattern}"
    )


def _scope_of(page: Page, now: Mention, rate: Mention) -> str:
    """The words that tell whether a rate compares like with like; enterprises 规模以上 are not the same
    ones from year to year, so that their growth is never that of the printed totals."""
    start = page.sentences[rate.sentence][0]
    before = page.shadow.text[start : rate.at]
    words = page.sentence_text(rate) + now.label
    return "可比口径" if _SHIFTING.search(words) or _REAL_TERMS.search(before) else now.label + rate.lead


def _in_turn(page: Page, rate: Mention, now: Mention) -> Iterator[Reading]:
    """`2023年58.37亿元，2022年为52.64亿元，同比增长10.89%` and `2021年完成3.2亿元，2022年完成4.1亿元，增长28.1%`."""
    year = page.dated(now)
    near = [m for m in page.mentions[max(0, now.index - 3) : now.index] if m.sentence == now.sentence]
    for other in reversed(near):
        its = page.dated(other)
        if other.key != now.key or other.role is not Role.LEVEL or year is None or its is None:
            continue
        if abs(its - year) == 1 and now.index == rate.index - 1:
            later, earlier = (now, other) if its < year else (other, now)
            yield reading(CERTAIN, 1, rate=rate, now=later, before=earlier)
            return


def _elsewhere(page: Page, rate: Mention, now: Mention) -> Iterator[Reading]:
    found = _earlier(page, now)
    same = [other for score, other in found if score == 1]
    close = [other for score, other in found if score >= _CLOSE]
    for score, before in found:
        sure = CERTAIN if len(same) == 1 else LIKELY
        strength = sure if score == 1 else LIKELY if close == [before] else POSSIBLE
        yield reading(strength, 4, rate=rate, now=now, before=before)


def _subject_of(page: Page, rate: Mention) -> Mention | None:
    """The quantity whose growth it is: its step in a list, else the nearest quantity of the clause."""
    near = [
        m for m in page.mentions[max(0, rate.index - 8) : rate.index]
        if m.sentence == rate.sentence and m.segment == rate.segment and m.role is Role.LEVEL
        and m.figure.dimension not in ("percent", "points", "times", "duration") and m.bracket == rate.bracket
    ]  # fmt: skip
    step = page.list_of(rate)
    if len(step) > 1:
        lists = [page.list_of(m) for m in near if len(page.list_of(m)) == len(step)]
        if lists:
            return lists[-1][rate.position]
        row = near[-len(step) :]
        return row[rate.position] if len(row) == len(step) and rate.clause - row[0].clause <= len(step) else None
    own = regex.sub(r"(?:同比|比上年|较上年|比\ue008|较\ue008|增长|下降|了)+", "", rate.head)
    if len(own) > 6 or not near:
        return None
    last = near[-1]
    return None if len(page.list_of(last)) > 1 else last


def _named_subject(page: Page, rate: Mention) -> Mention | None:
    """`其中风电、太阳能发电装机容量比上年末分别增长a和b`: the rates name measures whose values stand before."""
    first = page.list_of(rate)[0]
    found = _SUBJECTS.match(first.lead)
    names = [name for name in regex.split(r"[、和与及]", found.group("names")) if name] if found else []
    if len(names) != len(page.list_of(rate)):
        return None
    name = names[rate.position]
    near = [
        m for m in page.mentions[max(0, first.index - 12) : first.index]
        if m.role is Role.LEVEL and m.paragraph == rate.paragraph and rate.sentence - m.sentence <= 1 and m.label
        and m.figure.dimension not in ("percent", "points", "times", "duration")
        and 1 in (coverage(name, m.label), coverage(m.label, name))
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _is_of_part(page: Page, mention: Mention) -> bool:
    """Is it of a part of the year?"""
    start = page.sentences[mention.sentence][0]
    return _PART_OF_YEAR.search(spoken(page, start, mention.at)) is not None


def _earlier(page: Page, now: Mention) -> list[tuple[Fraction, Mention]]:
    """Quantities of the same measure one year before, the best label first."""
    found: list[tuple[Fraction, Mention]] = []
    mine, key = year_of(page, now), now.key
    if mine is None:
        return found
    for other in page.mentions[max(0, now.index - _REACH) : now.index + _REACH]:
        if other.role is not Role.LEVEL or other.key != key:
            continue
        if other.article != now.article or other.index == now.index or year_of(page, other) != mine - 1:
            continue
        if other.bracket and _is_of_part(page, now) != _is_of_part(page, other):
            continue  # 前三季度46亿元，同比增长14.0%……（2024年为54亿元）
        if len(page.list_of(other)) > 1 and len(page.list_of(now)) > 1 and other.position != now.position:
            continue
        score = agreement(page, now, other)
        if score >= Fraction(1, 2):
            found.append((score, other))
    return sorted(found, key=lambda one: (-one[0], abs(one[1].index - now.index)))[:4]
