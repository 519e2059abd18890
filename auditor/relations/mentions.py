"""Figures → mentions: where each stands in its sentence, what it measures, what part it plays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import regex

from auditor.figures.extract import Item
from auditor.layout import Flow
from auditor.model import Figure
from auditor.relations.cues import Cues, cues
from auditor.relations.shadow import ANY, FIGURES, Shadow

_BREAK = regex.compile(rf"[。！？\n；，：、（）{ANY}]")
_HARD = "。！？\n"
_YEAR = regex.compile(r"((?:19|20)[0-9]{2})")
_AFTER_HEDGE = regex.compile(r"(?:以上|以下|以内|之内|之上)$")
_NOUN_AFTER = regex.compile(rf"的?[^，。；：、！？\n（）{ANY}]{{1,16}}(?=[（{FIGURES}])")
_NOUN = regex.compile(r"[“‘]?[一-龥]{0,10}(?:[”’][一-龥]{0,6})?")
_PERIOD_WORDS = regex.compile(r"上年同期|去年同期|上年末|去年底|上年|去年|今年|本年|当年|明年|上季度|上月|同期")
_SHARE_PHRASE = regex.compile(
    r"占(?:到|了|据)?(?P<base>[^，。；：]+?)(?:的)?(?:比重|比例|份额|比率)|占(?:到|了|据)?(?P<base2>[^，。；：]*?)(?:的)?(?:比|达到|达|为|约|的|到|至|是|超|近|就|了|分别|均|仅|也)*$"
)


# A date after these is what something is compared with, not when it happened.
_COMPARES = frozenset("比较与同从由自至到是")
_LIST_GAPS = {"、", "和", "与", "及", "以及", "，分别", "或"}
_RATES = ("percent", "times", "points")
# `低于全国平均水平（2.6%）0.5个百分点`, `比去年多破33起`: the word of direction stands before the base or the verb.
_COMPARED = regex.compile(r"(?P<word>高于|低于|快于|慢于|多于|少于|高出|超出|超过|超)[^，。；：]{1,16}$")
_MORE = regex.compile(r"(?:同比|比|较)[^，。；：]*(?P<word>多|少)[一-龥]{1,3}$")
_GOAL_PHRASE = regex.compile(r"(?:完成|为|达到?|实现)(?P<base>[^，。；：]{0,4}(?:计划|目标|任务|预算|预期|进度)[^，。；：]{0,12}?)的$")
# `46.1%的居民预计……`: a share of those who are named behind it.
_SHARE_OF = regex.compile(r"的(?:城乡|受访|被访|被调查)?([一-龥]{2})")
_MULTIPLE_PHRASE = regex.compile(r"(?:是|为|相当于|达到?|约为|约是)(?P<base>[^，。；：]*)的?(?:近|约)?$")


class Role(Enum):
    """What part a figure plays in its clause."""

    LEVEL = "level"  # a quantity: 完成投资47.8亿元
    CHANGE = "change"  # an amount of change: 增加11万人, 提高2.1个百分点
    GROWTH = "growth"  # a rate of change: 增长5.3%, 增长1.2倍
    SHARE = "share"  # 占…的37%, 比重为44.3%
    RATE = "rate"  # a rate by name: 履约率92.02%
    MULTIPLE = "multiple"  # 是…的3.2倍
    LIMIT = "limit"  # a threshold that names a class: 10亿元以上项目


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in its place.

    `at` is its position in the shadow; `head` and `tail` are the shadow's text from the break before
    and to the break after; `segment` counts the parts between semicolons, `depth` brackets.
    """

    index: int
    item: Item
    figure: Figure
    at: int
    paragraph: int
    article: int
    sentence: int
    segment: int
    clause: int
    bracket: int
    head: str
    lead: str
    tail: str
    role: Role = Role.LEVEL
    direction: int = 0
    base: str | None = None
    label: str = ""
    subject: str = ""
    noun: str = ""
    year: int | None = None
    series: int = 0
    position: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What may be added: the same unit; counts by measure word."""
        return (self.figure.dimension, self.figure.unit)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the relation finders read."""

    flow: Flow
    shadow: Shadow
    mentions: tuple[Mention, ...]
    sentences: tuple[tuple[int, int], ...]
    cues: Cues
    lists: dict[int, tuple[Mention, ...]]

    def list_of(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions that stand in one list (`a、b和c`) with this one, itself included."""
        return self.lists[mention.series]

    def dated(self, mention: Mention) -> int | None:
        """The year that stands right before the figure (`2017年的152家`), else the year in force."""
        for item, place in zip(reversed(self.shadow.items[: self._item(mention)]), reversed(self.shadow.places[: self._item(mention)])):
            if mention.at - place > 14 or item.figure is not None:
                break
            if _BREAK.search(self.shadow.text, place + 1, mention.at):
                break
            seen = _YEAR.match(self.flow.text, item.start)
            return int(seen.group(1)) if seen else mention.year
        return mention.year

    def _item(self, mention: Mention) -> int:
        index = self.shadow.item_index(mention.at)
        return 0 if index is None else index

    def list_before(self, mention: Mention, start: int) -> tuple[Mention, ...]:
        """The mentions from shadow position `start` to this one."""
        first = mention.index
        while first and self.mentions[first - 1].at >= start:
            first -= 1
        return self.mentions[first : mention.index]

    def between(self, a: Mention, b: Mention) -> str:
        """Shadow text between two mentions, `a` before `b`."""
        return self.shadow.text[a.at + 1 : b.at]

    def sentence_text(self, mention: Mention) -> str:
        start, end = self.sentences[mention.sentence]
        return self.shadow.text[start:end]


def read_page(flow: Flow, shadow: Shadow) -> Page:
    """All mentions of a flow, in order."""
    words = cues()
    mentions: list[Mention] = []
    sentences: list[tuple[int, int]] = []
    walker = _Walker(flow, shadow)
    for mention in walker.walk(sentences):
        previous = mentions[-1] if mentions else None
        mentions.append(_with_role(mention, words, previous, shadow))
    _label_all(mentions, shadow, words)
    lists: dict[int, list[Mention]] = {}
    for mention in mentions:
        lists.setdefault(mention.series, []).append(mention)
    frozen = {number: tuple(found) for number, found in lists.items()}
    return Page(flow, shadow, tuple(mentions), tuple(sentences), words, frozen)


class _Walker:
    """One pass over the breaks of the shadow."""

    def __init__(self, flow: Flow, shadow: Shadow) -> None:
        self.flow = flow
        self.shadow = shadow

    def walk(self, sentences: list[tuple[int, int]]) -> list[Mention]:
        found: list[Mention] = []
        text = self.shadow.text
        paragraph = sentence = segment = clause = 0
        sentence_start = head_start = lead_start = 0
        year: int | None = None
        paragraph_year: int | None = None
        brackets: list[tuple[int, int, int]] = []
        bracket_count = 0
        for match in _BREAK.finditer(text):
            char, at = match.group(), match.start()
            if char in _HARD:
                sentences.append((sentence_start, at + 1))
                sentence += 1
                segment += 1
                clause += 1
                sentence_start = head_start = lead_start = at + 1
                if char == "\n":
                    paragraph = min(paragraph + 1, len(self.flow.paragraphs) - 1)
                    brackets.clear()
                    paragraph_year = None
                year = paragraph_year
            elif char == "；":
                segment += 1
                clause += 1
                head_start = lead_start = at + 1
            elif char in "，：":
                clause += 1
                head_start = lead_start = at + 1
            elif char == "、":
                head_start = at + 1
            elif char == "（":
                bracket_count += 1
                brackets.append((bracket_count, head_start, lead_start))
                head_start = lead_start = at + 1
            elif char == "）":
                if brackets:
                    number, outer, lead_start = brackets.pop()
                    figures_inside = any(m.bracket == number for m in found[-12:])
                    head_start = at + 1 if figures_inside else outer
            else:
                index = self.shadow.item_index(at)
                assert index is not None
                item = self.shadow.items[index]
                if item.figure is None:
                    seen = _YEAR.match(self.flow.text, item.start)
                    if seen and not brackets and text[at - 1 : at] not in _COMPARES:
                        year = int(seen.group(1))
                        paragraph_year = paragraph_year or year
                    continue
                tail_match = _BREAK.search(text, at + 1)
                tail = text[at + 1 : tail_match.start() if tail_match else len(text)]
                found.append(
                    Mention(
                        index=len(found), item=item, figure=item.figure, at=at, paragraph=paragraph,
                        article=self.flow.paragraphs[paragraph].article if self.flow.paragraphs else 0,
                        sentence=sentence, segment=segment, clause=clause,
                        bracket=brackets[-1][0] if brackets else 0,
                        head=_plain(text[head_start:at]), lead=text[lead_start:at], tail=tail, year=year,
                    )
                )  # fmt: skip
                head_start = at + 1
        return found


_BRACKETED = regex.compile(r"（[^（）]*）")


def _plain(head: str) -> str:
    """A head without what stands in brackets."""
    return _BRACKETED.sub("", head) if "）" in head else head


def _with_role(mention: Mention, words: Cues, previous: Mention | None, shadow: Shadow) -> Mention:
    mention = replace(mention, series=mention.index)
    dimension = mention.figure.dimension
    if _is_limit(mention):
        return replace(mention, role=Role.LIMIT)
    if previous is not None and _continues_list(previous, mention, shadow):
        return replace(
            mention, role=previous.role, direction=previous.direction, base=previous.base,
            series=previous.series, position=previous.position + 1,
        )  # fmt: skip
    reached = words.reached.search(mention.head)
    way = None if reached else words.direction.search(mention.head)
    if way is None and not reached:
        way = _COMPARED.search(_plain(mention.lead)) or (_MORE.search(mention.lead) if dimension not in _RATES else None)
    direction = 0 if way is None else 1 if way.group("word") in words.up else -1
    if dimension == "points":
        return replace(mention, role=Role.CHANGE, direction=direction)
    if dimension in ("percent", "times"):
        found = _rate_role(mention, words, direction)
        if found.role is Role.LEVEL and previous is not None and _repeats_role(previous, mention, words):
            return replace(mention, role=previous.role, base=previous.base)
        return found
    if way is not None and (len(way.group("word")) > 1 or way.group("word") in "多少增减降涨跌超"):
        if way.group("word") == "新增":
            return mention
        return replace(mention, role=Role.CHANGE, direction=direction)
    return mention


def _continues_list(previous: Mention, mention: Mention, shadow: Shadow) -> bool:
    gap = shadow.text[previous.at + 1 : mention.at]
    same = previous.figure.dimension == mention.figure.dimension and previous.role is not Role.LIMIT
    return same and gap in _LIST_GAPS


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
        base = share.group("base") or (share.group("base2") if share.re is _SHARE_PHRASE else "") or ""
        return replace(mention, role=Role.SHARE, base=regex.sub(r"(?:分别|约|达|为|总)+$", "", base))
    of = _SHARE_OF.match(mention.tail)
    if of and not regex.search(r"[一-龥]$", head[-1:]) and not times:
        return replace(mention, role=Role.SHARE, base=of.group(1))
    if mention.item.han and not words.light.sub("", head).strip() and not lead:
        return replace(mention, role=Role.SHARE, base="")
    if words.share.search(lead) and not lead.endswith("计划"):
        return replace(mention, role=Role.SHARE, base="")
    if regex.search(r"率(?:为|达到|达|约|是|高达|均为|均达|已达|提升至|提高到|至|分别为|分别达|分别达到|各为|依次为|依次|超过)*$", head):
        return replace(mention, role=Role.RATE)
    return mention


def _is_limit(mention: Mention) -> bool:
    figure = mention.figure
    if figure.unit == "岁" and "平均" not in mention.head and "年龄" not in mention.head and "寿命" not in mention.head:
        return True
    if figure.hedge == "range" or _AFTER_HEDGE.search(figure.text):
        return mention.tail[:1] not in ("", "，", "。", "；", "、", "）", "：") and mention.tail[:1] != ""
    return False


def _label_all(mentions: list[Mention], shadow: Shadow, words: Cues) -> None:
    """Give every mention its label, and the subject that its clause or sentence opened with."""
    subject = ""
    last: Mention | None = None
    for number, mention in enumerate(mentions):
        if last is None or last.sentence != mention.sentence:
            subject = ""
        if last is not None and mention.series == last.series:
            own = last.label
        else:
            own = _strip_light(mention.head, words)
            if last is not None and last.role is Role.LIMIT and last.clause == mention.clause:
                own = last.label + last.figure.text + own
        noun = _noun(mention)
        if not own and not subject and mention.role is Role.LEVEL:
            own = _clause_before(shadow, mention, words)
        label = own or (subject if mention.role is Role.LEVEL else "")
        if own and mention.role is Role.LEVEL:
            subject = own
        mentions[number] = replace(mention, label=label, subject=subject, noun=noun)
        last = mentions[number]


def _clause_before(shadow: Shadow, mention: Mention, words: Cues) -> str:
    """`工业项目多，有10个`: the clause before names what is counted."""
    end = mention.at - len(mention.lead) - 1
    if end <= 0 or shadow.text[end] != "，":
        return ""
    start = max(shadow.text.rfind(mark, 0, end) for mark in "。；，！？：\n") + 1
    clause = shadow.text[start:end]
    return "" if regex.search(rf"[{ANY}]", clause) or len(clause) > 20 else _strip_light(clause, words)


def _noun(mention: Mention) -> str:
    """What is counted, where the noun stands behind the number: 22个重点项目."""
    if mention.figure.dimension not in ("count", "name"):
        return ""
    match = _NOUN.match(mention.tail)
    return regex.sub(r"[“”‘’]", "", match.group()) if match else ""


def _strip_light(head: str, words: Cues) -> str:
    head = regex.sub(rf"^.*[{ANY}]", "", head)
    head = words.light.sub("", head)
    head = regex.sub(r"^(?:其中|包括|以及|和|与|及|但|而|并且|且|同时|此外|另外|含)+", "", head)
    return head.strip(" “”《》-")
