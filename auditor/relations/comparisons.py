"""Changes whose earlier value stands in the sentence.

`由5.3%提高到21.1%,提高15.8个百分点` · `同比增长21.1%,增速比2020年(5.3%)回升15.8个百分点` · `2.62人,比2010年的3.10人减少0.48人`
· `共141178万人,与2010年的133972万人相比,增加7206万人,增长5.38%` · `12.0亿元(上年同期10.0亿元),同比增长20%`.
The change may be an amount (difference) or a rate (growth); both read the same two values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.numerals import parse_whole
from auditor.frozen import replace
from auditor.relations.addends import AVERAGE
from auditor.relations.comparands import special_pairs
from auditor.relations.formers import BEGINS_AT, is_former, is_now, of_another_time
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_YEARS = regex.compile(r"((?:19|20)[0-9]{2})年?(?:至|到|-)((?:19|20)[0-9]{2})年")
_YEARS_SINCE = regex.compile(r"(?P<number>[一二两三四五六七八九十]|[0-9]{1,2})年[来间]")
# 达到21.1% behind a change is the later value; 占比达七成 has a subject of its own
_REACHED = regex.compile(r"(?:升|降|提高|上升|下降|增加|减少|增|减|回升|回落)?(?:到|至|为|达|达到)(?:了|约)?")
_SUBJECT = regex.compile(r"(?P<name>[一-龥]{2,10}?)(?:比|较|增长率|增速|增幅|涨幅|降幅|跌幅)")
# 合计减少12条 is the change of several values
_ALTOGETHER = regex.compile(r"合计|共计|总计|一共|总共|累计|共")
# `期初48.26亿元，本期转入9.65亿元，处置减少0.72亿元`: the change is one of several between two values
_MOVEMENT = regex.compile(r"转[入出让]|[本当]期|新增|增加|减少|计提|核销|处置|收回|划[入出转]")
_REACH = 9
_OPEN = ("over", "under")
Fits = Callable[[Mention, Mention], bool]
_YEARLY_MEAN = regex.compile(r"年均|年平均|年复合")


def find_differences(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements about an amount of change: `change == now - before`, signed by the direction word."""
    for change in page.mentions:
        if (
            change.role is not Role.CHANGE
            or not change.direction
            or regex.search(r"年均|平均|每[年月季周]", change.head)
        ):
            continue
        readings = list(_readings(page, change, _same_kind))
        if readings:
            yield Statement(tuple(readings))


def find_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements about a rate of change: `rate == now / before - 1`, signed by the direction word."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or _YEARLY_MEAN.search(rate.head) or regex.search(r"拉动|贡献", rate.head):
            continue
        readings = list(_readings(page, rate, _level))
        if readings:
            yield Statement(tuple(readings))


def find_compound_growth(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements about a mean yearly rate over dated values: `(1 + rate) ^ years == now / before`."""
    for rate in page.mentions:
        if rate.role is not Role.GROWTH or not _YEARLY_MEAN.search(rate.head) or rate.direction < 0:
            continue
        readings = []
        for one in _readings(page, rate, _level):
            roles = dict(one.roles)
            first, last = page.dated(roles["before"][0]), page.dated(roles["now"][0])
            if first == last:
                first, last = _span_of_years(page, rate)
            if first is not None and last is not None and 1 < last - first <= 60:
                # 五年来 may count the first year, too, or be of something else
                readings.append(replace(one, harmless=first == 0, constants=(("years", last - first),)))
                if first == 0:
                    readings[-1] = replace(readings[-1], strength=min(one.strength, LIKELY))
        if readings:
            yield Statement(tuple(readings))


def _span_of_years(page: Page, rate: Mention) -> tuple[int | None, int | None]:
    """`2018年至2023年，……年均增长x%`: the years that the sentence spans."""
    start, end = (page.shadow.flow_position(place) for place in page.sentences[rate.sentence])
    found = _YEARS.search(page.flow.text, start, end)
    if found is not None:
        return int(found.group(1)), int(found.group(2))
    told = _YEARS_SINCE.search(page.flow.text, start, end)
    if told is None:
        return None, None
    return 0, parse_whole(told["number"])


def _same_kind(change: Mention, other: Mention) -> bool:
    """May `other` be one of the values whose difference is `change`?"""
    if change.figure.dimension == "points":
        return other.figure.dimension == "percent"
    return other.key == change.key and other.role is Role.LEVEL


def _level(rate: Mention, other: Mention) -> bool:
    if other.figure.dimension == "number" and other.figure.step == 0:
        return False
    return other.role is Role.LEVEL and other.figure.dimension not in ("percent", "points", "times", "name")


def _readings(page: Page, change: Mention, fits: Fits) -> Iterator[Reading]:
    found = [(one.strength, one.now, one.before) for one in special_pairs(page, change, fits)]
    if not any(one[1].role is Role.CHANGE for one in found):
        found += [pair for pair in _pairs(page, change, fits) if pair[1:] not in [one[1:] for one in found]]
    found = [pair for pair in found if not _told_again(page, *pair[1:])]
    found.sort(key=lambda pair: -pair[0])
    role = "rate" if change.role is Role.GROWTH else "change"
    for strength, now, before in found[:4]:
        unbounded = now.figure.hedge in _OPEN or before.figure.hedge in _OPEN
        one = reading(
            min(strength, LIKELY) if unbounded else strength, len(found), **{role: change, "now": now, "before": before}
        )
        if change.role is Role.GROWTH and _in_constant_prices(page, now, change):
            one = replace(one, strength=min(strength, POSSIBLE))
        yield replace(one, sign=change.direction)


def _told_again(page: Page, now: Mention, before: Mention) -> bool:
    """A headline and its first sentence tell one value of one year; it is not the earlier one of itself."""
    year = page.dated(now)
    same = now.figure.value == before.figure.value and now.label == before.label
    return same and year is not None and year == page.dated(before)


def _pairs(page: Page, change: Mention, fits: Fits) -> Iterator[tuple[int, Mention, Mention]]:
    """Every value that the wording marks as the earlier one, with each that could be the later one."""
    if _ALTOGETHER.search(change.head) and _several_begin(page, change):
        return
    step = page.list_of(change)
    # lists in step: two of values before that of changes
    reach = max(_REACH, 2 * len(step)) if len(step) > 1 else _REACH
    near = [
        m
        for m in page.mentions[max(0, step[0].index - reach) : change.index]
        if m.sentence == change.sentence and fits(change, m)
    ]
    after = page.mentions[change.index + 1 : change.index + 2]
    near += [m for m in after if _follows_at_once(change, m) and fits(change, m) and _REACHED.fullmatch(m.head)]
    near = _since_last_change(page, change, near)
    for before in reversed(near):
        marked = 0 if _past_its_subject(change, before, near) else is_former(page, before, change)
        if not marked or of_another_time(page, before, change):
            continue
        for now in reversed(near):
            if "range" in (now.figure.hedge, before.figure.hedge) and change.figure.hedge != "range":
                continue
            if now.index == before.index or now.key != before.key or now.series == before.series:
                continue
            if len(step) > 1 and (len(page.list_of(now)) != len(step) or now.position != change.position):
                continue
            if len(step) > 1 and before.position != change.position:
                continue
            named = _is_subject(change, now, near)
            sure = named and (is_now(page, page.list_of(now)[0], page.list_of(before)[0]) or _bears_name(change, now))
            moved = page.mentions[before.index + 1 : change.index]
            if any(m.key == change.key and m.index != now.index and _MOVEMENT.search(m.head) for m in moved):
                continue
            sure = sure and not _is_mean_or_all(now, near)
            yield (marked if sure else LIKELY, now, before)


def _follows_at_once(change: Mention, other: Mention) -> bool:
    """`下降1.3个百分点，其中电子产品最高，达89.6%` tells of another thing."""
    return other.sentence == change.sentence and other.clause - change.clause <= 1


def _several_begin(page: Page, change: Mention) -> bool:
    """`从142条减到133条，从38条减到35条，合计减少12条` is the change of both together."""
    near = page.mentions[max(0, change.index - _REACH) : change.index]
    begun = [
        m for m in near if m.sentence == change.sentence and m.key == change.key and BEGINS_AT.search(m.lead[-30:])
    ]
    return len({m.series for m in begun}) > 1


def _is_mean_or_all(now: Mention, near: list[Mention]) -> bool:
    """`总进场275万人次，平均每场1万人次，较去年180万人次增长五成`: of all or of the mean, the words do not say."""
    mean = AVERAGE.search(now.head) is not None and now.figure.dimension != "percent"
    return (
        any(
            m.key == now.key and (AVERAGE.search(m.head) is not None) != mean and m.clause == now.clause - 1
            for m in near
        )
        and mean
    )


def _is_subject(change: Mention, now: Mention, near: list[Mention]) -> bool:
    """`奖牌总数70枚，金牌数较上届的17枚多出6枚`: the clause names what has changed; a value that bears another name
    is not it, where there is one that bears this name."""
    own = _SUBJECT.match(change.lead)
    if own is None or coverage(own.group("name"), now.label + now.noun):
        return True
    return not any(coverage(own.group("name"), m.label + m.noun) for m in near)


def _past_its_subject(change: Mention, before: Mention, near: list[Mention]) -> bool:
    """`风电下降7.6%，上月为增长20.2%；光伏增长21.1%，增速加快5.2个百分点`: behind the semicolon is another subject's value."""
    own = [m for m in near if m.segment == change.segment and m.index < change.index and m.key == before.key]
    return before.segment != change.segment and bool(own) and own[0].clause < change.clause


def _bears_name(change: Mention, now: Mention) -> bool:
    own = _SUBJECT.match(change.lead)
    return own is not None and coverage(own.group("name"), now.label + now.noun) >= Fraction(1, 2)


def _in_constant_prices(page: Page, now: Mention, change: Mention) -> bool:
    """地区生产总值由a增加到b，增长x%: the rate is one of volume, the values are not."""
    return page.cues.constant_price.search(page.sentence_text(change)) is not None


def _since_last_change(page: Page, change: Mention, near: list[Mention]) -> list[Mention]:
    """A change two clauses back has used up its own values; only a value between binds this one."""
    for other in reversed(page.mentions[max(0, change.index - _REACH) : change.index]):
        if other.sentence != change.sentence:
            break
        if other.role is change.role and other.series != change.series and other.key == change.key:
            return [m for m in near if m.index >= other.index]
    return near
