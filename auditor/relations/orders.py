"""Words that set one figure above another: 由A增加到B, 高于, 突破; 超额完成 and 未完成; and ranges with their ends.

`less <= more` in every case; which figure is which, the word of direction says.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import replace
from auditor.interval import Interval
from auditor.relations.cues import FROM
from auditor.relations.limits import limits
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Statement, reading
from auditor.relations.shadow import ANY, FIGURES
from auditor.rules import RelationRule

_FROM = regex.compile(rf"(?:{FROM}|较|(?<!占)比(?!重|例))[^，。；、{FIGURES}]{{0,24}}$")
_REACHED = regex.compile(r"(?:到|至|为|成|达到?)(?:了|约)?$")
_FILLING = regex.compile(r"[^。；、（）]{0,16}")
_RANKS = ("位", "名", "级", "°")
_THAN = regex.compile(r"(?P<word>高于|低于|快于|慢于|多于|少于)[^，。；（）]{1,14}$")
_HIGHER = ("高于", "快于", "多于")
_GROWN = regex.compile(
    r"(?:又|再|有所|明显|大幅|略有|进一步|显著|稍有|小幅|大大|均有|都)*(?P<word>增加|增长|提高|上升|增多|减少|下降|降低|回落|减|增)(?:了|明显|较多|不少)?(?=[，。；\n])"
)
_COMPARED = regex.compile(rf"(?:，|，?但|，?并)?(?:比|较)[^，。；、{ANY}]{{1,14}}$")
_OVER = regex.compile(r"(?:突破|跨越|跨过|跨上|站上|迈上|迈过|冲破|越过|超过|超|逾)(?:了)?")
_MARK_TAIL = regex.compile(
    r"(?:人民币)?(?:整数|历史)?(?:大关|关口|台阶|大台阶|门槛|新台阶|关)?，(?:全年|实际)?(?:达到?|为|升至|增至|增加到|达至|实现|录得|创)(?:了)?$"
)
_MARK_HEAD = regex.compile(
    r"[，、](?:并|且)?(?:首次|首度|一举|成功|历史性地?|再次|再度|率先|提前|顺利|连续){0,4}(?:降至|降到|下降至|下降到|跌至|降为)?$"
)
# `突破12亿元，实现8.6亿元利税`: what is reached would be named by the mark alone
_ENDS = regex.compile(r"$|以上|左右|的?(?:水平|规模)$")
_UNDER = regex.compile(r"(?:降至|降到|下降至|下降到|跌至|降为)$")
_ADDED = regex.compile(r"新增|净增|增加|增长|新建|新开|减少|下降|同比|日均|单日|单月|当月|当日")
_EARLIER = regex.compile(rf"{FROM}|(?<!占)比(?!重|例)|较|上年|去年|原来|此前")
_GOAL = regex.compile(
    r"(?:计划|目标|任务|预算)(?:总?额|数|量|总量|值)?的?(?:$|比例|比重)|完成率(?:为|达到?|是|约|只有|仅)*$"
)
_DONE_BEHIND = {
    True: regex.compile(r"，?(?:已|均|全部|圆满|顺利|提前|实现)*超额完成(?:了)?(?:全年|年度|年初|当年|预定|既定|下达|确定|目标|计划|任务|预算|的)*(?=[，。；）\n])"),
    False: regex.compile(r"，?(?:仍|均|尚|还)*(?:未能?|没有|没能)(?:如期|按期|全部)?完成(?:全年|年度|年初|当年|预定|既定|下达|确定|目标|计划|任务|预算|的)*(?=[，。；）\n])"),
}  # fmt: skip
_DONE_BEFORE = {
    True: regex.compile(r"(?<!力争|确保|争取|有望|将|能|可|未|力争提前|望)超额完成(?:全年|年度|年初|当年|预定|既定|下达|确定|目标|计划|任务|预算|的)*[，（](?:完成率|完成比例)?(?:为|达到?|是)*$"),
    False: regex.compile(r"(?:未能?|没有|没能)(?:如期|按期|全部)?完成(?:全年|年度|年初|当年|预定|既定|下达|确定|目标|计划|任务|预算|的)*[，（](?:完成率|完成比例)?(?:为|达到?|是)*$"),
}  # fmt: skip
_WHOLE_GOAL = regex.compile(r"全年|年度|年初|当年|计划|预算")
_PARTIAL_GOAL = regex.compile(r"进度|序时|时间|半年|季度|[0-9]月|阶段|前\ue007|力争|确保|争取|预计")
_SHRINKING = regex.compile(r"(?:由|从|自|降|跌|减|缩|压|倒|比分|回落|零下)")
_RANGE = regex.compile(
    r"(?P<low>[0-9][0-9,]{0,60}(?:\.[0-9]{1,60})?)(?P<low_unit>[^0-9至-]{0,20})(?:-|至)(?P<high>[0-9][0-9,]{0,60}(?:\.[0-9]{1,60})?)"
)
_RANGED = frozenset({"percent", "points", "money", "count"})


def find_directions(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `less <= more` from words of direction between two printed values."""
    for mention in page.mentions:
        statement = _reached(page, mention) or _exceeding(page, mention) or _grown(page, mention)
        if statement is not None:
            yield statement


def _reached(page: Page, now: Mention) -> Statement | None:
    """`由12.4亿元增加到15.1亿元`."""
    step = page.list_of(now)
    index = step[0].index - 1
    if index < 0 or not _REACHED.search(now.head if len(step) == 1 else step[0].head):
        return None
    earlier = page.list_of(page.mentions[index])
    if len(earlier) != len(step):
        return None
    before = earlier[now.position]
    between = page.between(page.mentions[index], step[0])
    word = _direction(page, regex.sub(r"(?:到|至|为|成|达到?)(?:了|约)?$", "", between))
    if word is None or before.key != now.key or before.sentence != now.sentence or not _FILLING.fullmatch(between):
        return None
    if not _FROM.search(earlier[0].lead) or before.figure.unit in _RANKS or before.bracket != now.bracket:
        return None
    return _ordered(page, before, now, word, _surely(before, now))


def _direction(page: Page, text: str) -> int | None:
    match = page.cues.direction.search(text)
    if match is None:
        return None
    return 1 if match.group("word") in page.cues.up else -1


def _surely(before: Mention, now: Mention) -> bool:
    """May nothing but a slip turn the order?  A better rank is a lower number; so is a shorter time."""
    if before.figure.dimension in ("number", "duration", "temperature", "times", "points"):
        return False
    if before.figure.value < 0 or now.figure.value < 0:
        return False
    return not limits().inverse.search(before.lead + before.subject)


def _ordered(page: Page, before: Mention, now: Mention, direction: int, surely: bool) -> Statement:
    less, more = (before, now) if direction > 0 else (now, before)
    return Statement((reading(CERTAIN if surely else LIKELY, less=less, more=more),))


def _exceeding(page: Page, other: Mention) -> Statement | None:
    """`增长5.3%，高于全国平均水平（4.1%）` and `高于全国4.1%的平均水平`."""
    if other.index == 0:
        return None
    if other.bracket:
        opening = page.shadow.text.rfind("（", 0, other.at)
        outside = page.shadow.text[max(0, opening - 24) : opening]
        if page.shadow.text[other.at + 1 : other.at + 2] != "）" or other.at - opening > 6:
            return None
    else:
        outside = other.lead
        if not regex.match(r"的(?:平均|总体|整体)?(?:水平|均值|增速|增幅|平均)", other.tail):
            return None
    match = _THAN.search(outside)
    now = page.mentions[other.index - 1]
    if match is None or now.key != other.key or now.sentence != other.sentence or now.bracket or now.role is Role.LIMIT:
        return None
    if other.clause - now.clause > 2 or now.direction < 0 or len(page.list_of(now)) > 1 or now.role is Role.CHANGE:
        return None
    if regex.search(r"[；。：]", page.between(now, other)) or regex.search(r"降|跌|减|负", now.lead):
        return None
    surely = other.figure.dimension == "percent" and not regex.search(r"其中|平均", page.between(now, other)[:6])
    return _ordered(page, other, now, 1 if match.group("word") in _HIGHER else -1, surely)


def _grown(page: Page, before: Mention) -> Statement | None:
    """`完成投资12.4亿元，比上年的10.6亿元有所增加`."""
    match = _GROWN.match(page.shadow.text, before.at + 1)
    if match is None or before.index == 0 or not _COMPARED.search(before.lead):
        return None
    now = page.mentions[before.index - 1]
    if now.key != before.key or now.role is not Role.LEVEL or before.clause - now.clause != 1:
        return None
    if now.sentence != before.sentence or len(page.list_of(now)) > 1 or before.figure.unit in _RANKS:
        return None
    return _ordered(page, before, now, -1 if match.group("word")[0] in "减下降回" else 1, _surely(before, now))


def find_marks(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `less <= more`: `首次突破50亿元，达到53.9亿元` and `比重为39.9%，首次降至40%以下`."""
    for first, second in zip(page.mentions, page.mentions[1:], strict=False):
        if first.key != second.key or first.sentence != second.sentence or first.bracket != second.bracket:
            continue
        between = page.between(first, second)
        if _OVER.match(first.figure.text) or _OVER.search(first.head[-3:]):
            if _MARK_TAIL.fullmatch(between) and second.figure.hedge is None and _ENDS.match(second.tail):
                yield Statement((reading(CERTAIN, less=first, more=second),))
        elif _MARK_HEAD.fullmatch(between) and first.role in (Role.LEVEL, Role.SHARE, Role.RATE):
            if _ADDED.search(first.lead) or first.figure.hedge is not None or _EARLIER.search(first.lead):
                continue
            if _OVER.match(second.figure.text):
                yield Statement((reading(CERTAIN, less=second, more=first),))
            elif _UNDER.search(between) and second.figure.hedge == "under":
                yield Statement((reading(CERTAIN, less=first, more=second),))


def find_targets(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements about a rate of completion beside 超额完成 (option `exceeded: yes`) or 未完成."""
    exceeded = rule.option("exceeded") == "yes"
    for rate in page.mentions:
        if rate.figure.unit != "%" or rate.role in (Role.GROWTH, Role.CHANGE, Role.LIMIT):
            continue
        behind = _DONE_BEHIND[exceeded].match(page.shadow.text, rate.at + 1)
        before = _DONE_BEFORE[exceeded].search(page.shadow.text[max(0, rate.at - 40) : rate.at])
        if not (behind and _GOAL.search(rate.lead)) and not before:
            continue
        cue = (behind or before).group()  # type: ignore[union-attr]
        if _PARTIAL_GOAL.search(rate.lead + cue):
            continue
        # in the middle of a year 任务 may be that of the months gone by
        if not exceeded or _WHOLE_GOAL.search(cue):
            yield Statement((reading(CERTAIN, rate=rate),))


def find_ranges(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `low <= high` about the two ends of a printed range."""
    for mention in page.mentions:
        figure = mention.figure
        if figure.hedge != "range" or figure.dimension not in _RANGED or _SHRINKING.search(mention.lead[-12:]):
            continue
        match = _RANGE.search(figure.text)
        low, high = figure.interval.low, figure.interval.high
        if match is None or low is None or high is None:
            continue
        first = figure.value
        second = low + high - first
        if _elided(match):
            continue
        ends = [
            replace(mention, figure=replace(figure, value=value, text=text, interval=Interval.exact(value), hedge=None))
            for value, text in ((first, match.group("low") + figure.text[match.end() :]), (second, figure.text[match.start("high") :]))
        ]  # fmt: skip
        yield Statement((reading(CERTAIN, low=ends[0], high=ends[1]),))


def _elided(match: regex.Match[str]) -> bool:
    """`8000-1.2万元`, where the scale stands only behind, and `2022-23`: the second end tells less than it means."""
    low, high = match.group("low").replace(",", ""), match.group("high").replace(",", "")
    scaled = regex.match(r"[十百千万亿]", match.string[match.end() :]) is not None
    return (scaled and not match.group("low_unit") and len(low.split(".")[0]) >= 3) or (
        len(low) == 4 and len(high) <= 2
    )
