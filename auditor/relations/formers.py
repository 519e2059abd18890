"""Which value is the earlier one of a change: 由A…, 上年A…, 比A…, （上年A）."""

from __future__ import annotations

from auditor import regex
from auditor.relations.cues import FROM
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY
from auditor.relations.shadow import CLASSES
from auditor.relations.steps import spoken

# a figure between takes the word for itself: in 由a增至b it is a that is the earlier value
_OTHER = "\ue001-\ue006\ue009"
BEGINS_AT = regex.compile(rf"(?:{FROM})[^，。；、{_OTHER}]{{0,24}}$")
_TO = regex.compile(r"(?:到|至|为|成|达|达到)(?:了|约)?$")
_THAN = regex.compile(
    rf"(?:(?<![同环占之])比(?![重例率值])|(?<![比])较(?![快大好高强多])|高于|低于|多于|少于)[^，。；{_OTHER}]{{0,24}}$"
)
_WITH = regex.compile(r"(?:与|同|和|跟)[^，。；]{0,40}$")
_FORMER = regex.compile(r"上年|去年|同期|上月|上季|前一|年前|此前|过去|原来|基期|\ue008")
# 年初预算数 is what was planned, not what was before
_FORMER_HEAD = regex.compile(
    r"(?:上年|去年|前年|上期|(?:年初|季初|期初)(?!预算|计划|目标|任务|安排)|上月|上季度|同期|原来|之前)[^，。；]{0,4}(?:为|是)?$"
)
_BESIDE_BRACKET = regex.compile(r"(?:比|较|高于|低于|快于|慢于|多于|少于|超过?|不及)[^，。；]{0,200}$")
# 比上年增收2.71亿元 is a change, whatever the verb
_CHANGED = regex.compile(
    r"(?:比|较)[^，。；]{0,200}(?:[增减多少超短净扩缩][收支产销存拨投贷储][了约近]?|[增减超]|(?<![最新])[高低快慢大小长短])$"
)
# 比2019年同期增长8.6% compares for itself, and is no value that anything else is compared with
_GREW = regex.compile(r"(?:比|较)[^，。；]{0,200}(?:增长|增加|上升|提高|上涨|下降|减少|回落|下跌|降低)(?:了|约)?$")
_PRESENT = regex.compile(r"(?:目前|现在|如今|现已|今年末?|本期|期末|年末)[^，。；]{0,6}$")
# What a change says that it is against, and how long ago that was
_AGAINST = regex.compile(r"(?:比|较|与)[^，。；]{0,200}$|同比|环比|年[增减]|月[增减]|季[增减]")
_BEGINS = regex.compile(r"[由从比较与]")
_NORMAL = regex.compile(r"常年|多年|均值|历史")
_YEAR_AGO = regex.compile(r"上年|去年|前年|同比|年[增减]")
_LATELY = regex.compile(r"上个?月|上个?季|上周|环比|[一二三四]季度|[0-9]月份?|上半年|月[增减]|季[增减]")


def is_former(page: Page, before: Mention, change: Mention) -> int:
    """Does the wording make `before` the earlier value?  With what force?"""
    # what opens a list speaks for all of it: 上年分别为a和b
    first = page.list_of(before)[0]
    lead = first.lead[-30:]
    if "前年" in change.lead and "前年" not in lead:
        return 0  # 去年62例，较前年减少24例: last year's is the later one
    if before.figure.dimension == "duration" and before.tail.startswith(("里", "内", "间", "中", "来")):
        return 0
    if _explains_another(page, before, change):
        return 0
    if _CHANGED.search(lead) or (before.role is Role.GROWTH and _GREW.search(lead)):
        return 0
    if BEGINS_AT.search(lead):
        return CERTAIN if change.clause - before.clause <= 4 else LIKELY
    if _FORMER_HEAD.search(regex.sub("分别", "", first.head)):
        return CERTAIN
    between = page.between(before, change)
    if "。" in between or "；" in between:
        return 0
    if before.figure.dimension == "duration":
        return 0
    if _THAN.search(lead) and before.sentence == change.sentence:
        gap = regex.sub(r"[（）]", "", between)
        return CERTAIN if len(gap) <= 10 else LIKELY
    if _WITH.search(lead) and regex.match(r"(?:相比|比较|相较|对比)", before.tail):
        return CERTAIN
    if before.bracket and before.bracket != change.bracket:
        opening = page.shadow.text.rfind("（", 0, before.at)
        outside = page.shadow.text[max(0, opening - 16) : opening]
        # （上年同期：10亿元） and （2016年：10亿元） have a colon for 为
        inside = page.shadow.text[opening + 1 : before.at].removesuffix("：")
        marked = _FORMER_HEAD.fullmatch(inside) or inside == CLASSES["date"]
        if _BESIDE_BRACKET.search(outside) or _FORMER.search(before.lead) or marked:
            return CERTAIN
    return LIKELY if _FORMER.search(before.head) or _outdated(page, before, change) else 0


def _explains_another(page: Page, before: Mention, change: Mention) -> bool:
    """`比去年降低6分（去年为427分），另一线498分，高出本科线77分`: the bracket behind a change is of that change."""
    told = page.mentions[before.index - 1] if before.index else before
    right_behind = before.bracket and told.bracket != before.bracket and told.role in (Role.CHANGE, Role.GROWTH)
    return bool(right_behind) and told.key == change.key and told.index < change.index


def of_another_time(page: Page, before: Mention, change: Mention) -> bool:
    """`由上月4.4%降为4.3%，较上年同月增0.04个百分点`: the change is against a year ago, the value is of a month ago."""
    mine, its = (page.list_of(one)[0] for one in (change, before))
    against = _AGAINST.search(spoken(page, mine.at - len(mine.lead), mine.at))
    if against is None:
        return False
    # 4月发电量由去年同期下降3.2%: only what stands behind 由 dates the value
    said = _times(_BEGINS.split(spoken(page, its.at - len(its.lead), its.at))[-1])
    meant = _times(against.group())
    return (len(said) == len(meant) == 1 and said != meant) or ("normal" in meant and "normal" not in said)


def _times(words: str) -> set[str]:
    """What the words compare with: a year ago, a time since then, or what is usual."""
    return {
        span for span, pattern in (("year", _YEAR_AGO), ("less", _LATELY), ("normal", _NORMAL)) if pattern.search(words)
    }


def _outdated(page: Page, before: Mention, change: Mention) -> bool:
    """`期初2.68人，目前为3.24人`: the value behind it says that it is the present one."""
    later = page.mentions[before.index + 1 : change.index]
    return any(m.key == before.key and m.sentence == before.sentence and _PRESENT.match(m.head) for m in later)


def is_now(page: Page, now: Mention, before: Mention) -> bool:
    """Is `now` the nearest value that can be the later one?"""
    if now.index < before.index:
        rivals = [m for m in page.mentions[now.index + 1 : before.index] if m.key == now.key and m.role is now.role]
        return not rivals
    return _TO.search(now.head) is not None or BEGINS_AT.search(before.lead[-30:]) is not None
