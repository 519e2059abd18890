"""What part a figure plays, from the words before and behind it."""

from __future__ import annotations

from auditor import regex
from auditor.frozen import replace
from auditor.relations.cues import Cues
from auditor.relations.mentions import Mention, Role
from auditor.relations.shadow import CLASSES, Shadow

_AFTER_HEDGE = regex.compile(r"(?:以上|以下|以内|之内|之上)$")
# `“低于正常”的占36.2%`: what takes the share may be called lower, the share is no change
_TAKES = regex.compile(r"[的”]占(?:比)?(?:为|达|约|了)*$")
_SHARE_PHRASE = regex.compile(
    r"占(?!比)(?:到|了|据)?(?P<base>[^，。；：占\ue001]{1,200}?)(?:的)?(?:比重|比例|份额|比率)"
    r"|占(?!比)(?:到|了|据)?(?P<base2>[^，。；：占\ue001]{0,200}?)(?:的)?(?:比|达到|达|为|约|的|到|至|是|超|近|就|了|分别|均|仅|也){0,8}$"
)
_RATE_NAME = regex.compile(
    r"率(?:为|达到|达|约|是|高达|均为|均达|已达|提升至|提高到|至|分别为|分别达|分别达到|各为|依次为|依次|超过)*$"
)
_LIST_GAPS = {"、", "和", "与", "及", "以及", "，分别", "或"}
_RATES = ("percent", "times", "points")
# `低于全国平均水平（2.6%）0.5个百分点`, `比去年多破33起`: the word of direction stands before the base or the verb.
# 超市, 超速 and 出超 compare nothing; behind 低于去年9月的 stands the base itself.
_COMPARED = regex.compile(
    r"(?P<word>高于|低于|快于|慢于|多于|少于|高出|超出|超过|(?<![出入英苏])超(?![级速市声低高导大载员标限期联赛”]))[^，。；：]{1,16}(?<!的|[上下]限|底价|限价|起拍价|指导价|门槛|红线)$"
)
_NO_WAY = regex.compile(r"(?:[出入]超|超速)$")
_MORE = regex.compile(
    r"(?:同比|比|较)[^，。；：]{0,20}(?:(?P<word>多|少|增(?=[收支产销])|减(?=[收支产销]))[一-龥]{1,3}|(?P<word>节约|节省|节支|少用|少花))$"
)
_GOAL_PHRASE = regex.compile(
    r"(?:完成|为|达到?|实现)(?P<base>[^，。；：]{0,4}(?:计划|目标|任务|预算|预期|进度)[^，。；：]{0,12}?)的$"
)
# `46.1%的居民预计……`: a share of those who are named behind it.
_SHARE_OF = regex.compile(r"的(?!增速|水平|增幅|降幅|增长|速度|目标|比例|比重)(?:城乡|受访|被访|被调查)?([一-龥]{2})")
# 相当于上年的98%: a multiple that is printed as a percentage
_OF_FORMER = regex.compile(
    r"(?:相当于|恢复[到至]|是|为)(?P<base>[^，。；：]{0,6}(?:上年|去年|同期|\ue008)[^，。；：]{0,10}的)$"
)
_MULTIPLE_PHRASE = regex.compile(r"(?:是|为|相当于|达到?|约为|约是)(?P<base>[^，。；：]{0,200})的?(?:近|约)?$")


def with_role(mention: Mention, words: Cues, previous: Mention | None, shadow: Shadow) -> Mention:
    dimension = mention.figure.dimension
    if dimension == "number" and _in_ratio(mention, shadow):
        return replace(mention, role=Role.RATE)
    if _is_limit(mention):
        return replace(mention, role=Role.LIMIT)
    if previous is not None and _continues_list(previous, mention, shadow):
        return replace(
            mention, role=previous.role, direction=previous.direction, base=previous.base,
            series=previous.series, position=previous.position + 1,
        )  # fmt: skip
    reached = words.reached.search(mention.head) or (dimension == "percent" and _TAKES.search(mention.lead))
    reached = reached or _NO_WAY.search(mention.head)
    way = None if reached else words.direction.search(mention.head)
    if way is None and not reached:
        way = _COMPARED.search(plain(mention.lead)) or (_MORE.search(mention.lead) if dimension not in _RATES else None)
    direction = 0 if way is None else 1 if way.group("word") in words.up else -1
    if dimension == "points":
        return replace(mention, role=Role.CHANGE, direction=direction)
    if dimension in ("percent", "times"):
        if previous is not None and _restates(previous, mention, shadow):
            return replace(mention, role=Role.GROWTH, direction=previous.direction)
        if previous is not None and _bracketed_share(previous, mention, words, shadow):
            return replace(mention, role=Role.SHARE, base="")
        found = _rate_role(mention, words, direction)
        if found.role is Role.LEVEL and previous is not None and _repeats_role(previous, mention, words):
            return replace(mention, role=previous.role, base=previous.base)
        return found
    if way is not None and (len(way.group("word")) > 1 or way.group("word") in "多少增减降涨跌超"):
        if way.group("word") == "新增":
            return mention
        return replace(mention, role=Role.CHANGE, direction=direction)
    return mention


def _in_ratio(mention: Mention, shadow: Shadow) -> bool:
    """A term of 9.1∶42.2∶48.7 is no quantity that could be added to others."""
    text, at = shadow.text, mention.at
    number = CLASSES["number"]
    return text[at + 1 : at + 3] in (f"：{number}", f":{number}") or text[max(0, at - 2) : at] in (
        f"{number}：",
        f"{number}:",
    )


def _continues_list(previous: Mention, mention: Mention, shadow: Shadow) -> bool:
    gap = shadow.text[previous.at + 1 : mention.at]
    same = previous.figure.dimension == mention.figure.dimension and previous.role is not Role.LIMIT
    return same and gap in _LIST_GAPS


def _restates(previous: Mention, mention: Mention, shadow: Shadow) -> bool:
    """`增加1,200人或0.42%`: the amount again, as a rate."""
    gap = shadow.text[previous.at + 1 : mention.at]
    changed = previous.role is Role.CHANGE and previous.figure.dimension not in _RATES
    return changed and bool(previous.direction) and (gap in ("或", "，或") or (gap == "（" and _alone(mention, shadow)))


def _bracketed_share(previous: Mention, mention: Mention, words: Cues, shadow: Shadow) -> bool:
    """`文康活动占972万元（45%）`."""
    gap = shadow.text[previous.at + 1 : mention.at]
    level = previous.role is Role.LEVEL and previous.figure.dimension not in _RATES
    return gap == "（" and level and _alone(mention, shadow) and previous.head.endswith(("占", "其余", "其他"))


def _alone(mention: Mention, shadow: Shadow) -> bool:
    return shadow.text[mention.at + 1 : mention.at + 2] == "）"


def _repeats_role(previous: Mention, mention: Mention, words: Cues) -> bool:
    """`占比首次突破50%，达到53.9%`: the clause adds nothing but the value."""
    same = previous.sentence == mention.sentence and previous.figure.dimension == mention.figure.dimension
    return same and previous.role is Role.SHARE and not words.light.sub("", mention.head)


def _rate_role(mention: Mention, words: Cues, direction: int) -> Mention:
    head, lead = mention.head, mention.lead
    times = mention.figure.dimension == "times"
    if direction:
        return replace(mention, role=Role.GROWTH, direction=direction)
    if mention.figure.text.startswith("翻"):
        return replace(mention, role=Role.GROWTH, direction=1)
    if times:
        of = _MULTIPLE_PHRASE.search(lead)
        return replace(mention, role=Role.MULTIPLE, base=of.group("base") if of else None)
    share = _SHARE_PHRASE.search(lead) or _GOAL_PHRASE.search(lead)
    if share is not None:
        base = share.group("base") or share.groupdict().get("base2") or ""
        return replace(mention, role=Role.SHARE, base=regex.sub(r"(?:分别|约|达|为|总){1,8}$", "", base))
    former = _OF_FORMER.search(lead)
    if former is not None:
        return replace(mention, role=Role.MULTIPLE, base=former.group("base"))
    of = _SHARE_OF.match(mention.tail)
    if of and not regex.search(r"[一-龥]$", head[-1:]) and not times:
        return replace(mention, role=Role.SHARE, base=of.group(1))
    if mention.item.han and not words.light.sub("", head).strip() and not lead:
        return replace(mention, role=Role.SHARE, base="")
    if words.share.search(lead) and not lead.endswith("计划"):
        return replace(mention, role=Role.SHARE, base="")
    if _RATE_NAME.search(head):
        return replace(mention, role=Role.RATE)
    return mention


def _is_limit(mention: Mention) -> bool:
    figure = mention.figure
    if figure.unit == "岁" and "平均" not in mention.head and "年龄" not in mention.head and "寿命" not in mention.head:
        return True
    if figure.hedge == "range" or _AFTER_HEDGE.search(figure.text):
        return mention.tail[:1] not in ("", "，", "。", "；", "、", "）", "：") and mention.tail[:1] != ""
    return False


_BRACKETED = regex.compile(r"（[^（）]*）")


def plain(head: str) -> str:
    """A head without what stands in brackets."""
    return _BRACKETED.sub("", head) if "）" in head else head
