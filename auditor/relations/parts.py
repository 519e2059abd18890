"""The parts that a stretch of text offers to a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor import regex
from auditor.frozen import replace
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page
from auditor.relations.nesting import REACHES, inner
from auditor.relations.partitions import crosses
from auditor.relations.readings import LIKELY, POSSIBLE, Reading, reading

MOST_PARTS = 30
_MEASURE = 2
_FULL_NAME = 5
# A full name that says what is measured, where 现代服务业 only says of what.
_MEASURED = regex.compile(
    r"[产价市]值|收入|支出|投资|资金|贷款|存款|面积|[产销]量|[余总数金]额|数量|人数|人口|到位|完成|实现|新增"
)
_COUNTED_BEFORE = 4
# What is counted without another word: 三省, 五县
_PLACES = frozenset("省市县区镇乡村国州校")
# `其中死亡5人、受伤18人，另有2人失联`: may be one part more, or beside the whole.
_APART = regex.compile(r"另|此外|还有|同时")

# Attributes that one thing may have several of: women, party members, those over 35, the ill.
_OVERLAPPING = regex.compile(
    r"(?:^|[|])(?:女|男)[^|]{0,4}(?=[|])|党员|少数民族|学历|职称|留学|执业|岁|兼有|同时|多类|可归入|交叉|重复|多选"
    r"|高?血[压糖脂]|糖尿病|脂肪肝|(?:^|[|])能?(?:够|提供|具备|持有|配备|设有|建有)"
)
# Those who are asked may give more than one answer.
_ASKED = regex.compile("受访|被访|问卷|被?调查|样本|参会|体检")

# 比二季度的668.2亿元增长2.4% compares, and adds nothing
COMPARED = regex.compile(r"(?:比|较|与)(?:[一二三四上前去]|\ue008)[^，。；]{0,8}的?$")

_ATTRIBUTE = regex.compile("[一-龥]+[性型类式]")
_DENIED = regex.compile("[不未无没非]")


def under_a_cue(page: Page, mention: Mention) -> bool:
    """Is the figure itself a part, its whole named before 其中 or 按…分?"""
    start = page.sentences[mention.sentence][0]
    text = page.shadow.text
    return bool(page.cues.partial.search(text, start, mention.at) or page.cues.split.search(text, start, mention.at))


def closed(mention: Mention) -> bool:
    """Is the figure bounded on both sides?  超3亿元 can be no exact whole."""
    return mention.figure.interval.low is not None and mention.figure.interval.high is not None


def told_all(page: Page, parts: Sequence[Mention], more: int = 0) -> bool:
    """`三家银行发放12.8亿元，其中农商银行……，邮储银行……，农业银行……`: are there as many parts as the words before them count,
    each of them called what is counted?  `more` are parts that bear no figure of their own."""
    first, wanted = parts[0], len(parts) + more
    for number in page.mentions[max(0, first.index - _COUNTED_BEFORE) : first.index]:
        figure = number.figure
        if figure.dimension != "count" or figure.value != wanted or first.sentence - number.sentence > 1:
            continue
        name = number.noun[:2] if figure.unit not in _PLACES else figure.unit
        if name and all(name in part.lead for part in parts):
            return True
    return False


def part_runs(page: Page, run: Sequence[Mention], number: int, own_first: bool = False) -> list[list[Mention]]:
    """The parts from `number` to the end of the sentence, by how far an inner 其中 reaches."""
    first = run[number]
    tail = [m for m in run[number : number + MOST_PARTS] if m.sentence == first.sentence]
    tail, refrain = _without_refrain(_until_next_split(page, tail))
    if own_first:
        tail = _until_other_measure(tail, _opens_sentence(page, first))
    found: list[list[Mention]] = []
    apart = next((n for n, m in enumerate(tail) if n and _APART.match(m.lead)), len(tail))
    if 2 <= apart < len(tail):
        found.append(tail[:apart])
    own = [m for m in tail if m.segment == first.segment]
    if own_first and 2 <= len(own) < len(tail):
        found.append(own)
    for reach in REACHES:
        below = inner(page, tail, reach) - {first.index}
        if reach == "sentence" and below and len(tail) - len(below) < 2:
            continue
        parts = [m for m in tail if m.index not in below]
        if len(parts) >= 2 and parts not in found:
            found.append(parts)
    return [*found, refrain] if refrain else found


def _until_next_split(page: Page, tail: list[Mention]) -> list[Mention]:
    """`按经营地统计，……；按消费类型统计，……` splits the same whole twice."""
    for number in range(1, len(tail)):
        cue = page.cues.split.search(page.shadow.text, tail[number - 1].at + 1, tail[number].at)
        if cue and not cue.group().startswith("分别"):
            return tail[:number]
    return tail


def _without_refrain(tail: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """`东区72份不合格8份，西区104份不合格11份`: what is said of each part again in the same words is a column of its own."""
    named, told = tail[::2], tail[1::2]
    words = {m.head for m in told}
    if len(named) != len(told) or len(told) < _MEASURE or len(words) > 1 or not tail[1].head:
        return tail, []
    own = {m.head for m in named}
    within = all(b.clause == a.clause for a, b in zip(named, told, strict=True))
    return (named, told) if within and len(own) == len(named) and not own & words else (tail, [])


def _opens_sentence(page: Page, first: Mention) -> bool:
    """Is 其中 said of the whole sentence?"""
    start = page.sentences[first.sentence][0]
    cue = page.cues.partial.search(page.shadow.text, start, first.at)
    return cue is not None and cue.start() - start <= 2


def _until_other_measure(tail: list[Mention], sentence: bool) -> list[Mention]:
    """`其中三大产业产值221亿元；到位县外资金86亿元`: behind a semicolon a full name without a word of the first is not
    of its kind; 农业 alone may be short for 农业产值, and where 其中 opens the `sentence` all names may be."""
    first = tail[0]
    wanted = pairs(first.label[-_MEASURE:])
    for number, mention in enumerate(tail):
        named = len(mention.label) >= _FULL_NAME and (not sentence or _MEASURED.search(mention.label) is not None)
        if mention.segment != first.segment and named and wanted:
            if not wanted & pairs(mention.label):
                return tail[:number]
            return tail
    return tail


def prefixes(whole: Mention, parts: list[Mention], strength: int) -> list[Reading]:
    """All parts first; then fewer, as what follows may belong elsewhere."""
    trials = max(1, len(parts) - 1)
    found = [reading(strength, trials, whole=whole, part=tuple(parts))]
    listed = sum(part.clause == parts[0].clause for part in parts)
    for size in range(len(parts) - 1, 1, -1):
        # 其中前锋3人、中场5人、后卫9人，8名是首次入选: what stands in one clause with 其中 is a list of its own
        own = min(strength, LIKELY) if size == listed > _MEASURE else POSSIBLE
        found.append(replace(reading(own, trials, whole=whole, part=tuple(parts[:size])), harmless=own == LIKELY))
    return found


def may_overlap(page: Page, whole: Mention, parts: Sequence[Mention]) -> bool:
    """May one thing be counted in several of the parts, so that they may exceed their whole?"""
    opposed = any(_DENIED.match(part.label) for part in parts)
    asked = _ASKED.search(whole.head[-20:] + whole.noun + whole.tail[:8]) is not None
    if (asked and not opposed) or _is_funnel(whole, parts):
        return True
    # 种植果树的520户，养殖蜜蜂的310户: several such things may be said of one household
    described = [part.head for part in parts if part.head.endswith("的")]
    if len(described) > 1 and not any(_DENIED.search(head) for head in described):
        return True
    if any(_is_kind_of(a.label, b.label) for a in parts for b in parts):
        return True
    if crosses([part.label + part.noun for part in parts]):
        return True
    words = "|".join(part.label + part.noun for part in parts) + page.sentence_text(parts[0])[-40:]
    return _OVERLAPPING.search(words) is not None


def _is_kind_of(name: str, other: str) -> bool:
    """普惠性民办 are among the 民办."""
    return len(other) > 1 and name.endswith(other) and _ATTRIBUTE.fullmatch(name[: -len(other)]) is not None


def _is_funnel(whole: Mention, parts: Sequence[Mention]) -> bool:
    """`2000份问卷中，收回1946份，有效1889份`: each is what is left of the one before."""
    values = [part.figure.value for part in (whole, *parts)]
    return 2 * values[2] > values[0] and all(later <= before for before, later in pairwise(values))


def lately(run: Sequence[Mention], number: int) -> list[Mention]:
    """The figures before one, of its paragraph and of its sentence or the two before."""
    first, start = run[number], number
    while start and first.sentence - run[start - 1].sentence <= 2 and run[start - 1].paragraph == first.paragraph:
        start -= 1
    return list(run[start:number])
