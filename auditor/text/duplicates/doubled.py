"""Detector of words that stand twice in a row: 启动启动, 高于于."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor import plain, regex
from auditor.frozen import dataclass
from auditor.layout import Flow
from auditor.model import Edit, Severity
from auditor.rules import TextRule
from auditor.text.duplicates.vocabulary import particles, words_of
from auditor.text.duplicates.wordlist import words
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript

_HAN = r"[\u3400-\u9fff]"
# The lookahead asks for the first character only, which nearly always settles it.
_TWICE = regex.compile(rf"(?=({_HAN}){_HAN}{{1,29}}?\1)(?P<unit>{_HAN}{{2,30}}?)(?P<rest>(?P=unit)+)")
_RUN = plain.compile(rf"{_HAN}{{4,}}")
_NUMERAL = "一二两三四五六七八九十百千万亿几半每数多零"
# What marks a verb as said twice on purpose: 去启动启动, 启动启动吧.
_CASUAL_BEFORE = regex.compile(r"(?:好好|[去来想多先帮给该得再慢咱你我您请让能])$")
_CASUAL_AFTER = "再吧嘛啊呀呢看就才后"
_LASTING = "着啊呀呢"
_FOREIGN = frozenset("阿埃艾安奥巴贝比波布达丹德迪杜多厄恩尔法菲费弗盖格古哈海赫霍基吉加杰卡凯科克肯库拉莱兰朗勒雷里丽利莉林"
                     "卢鲁伦罗洛马玛迈曼梅米密莫穆纳南内尼娜努诺欧帕佩皮普奇乔萨塞桑森沙莎舍斯松索塔泰坦特提图托瓦万维温沃乌西希锡"
                     "夏休雅亚叶伊因尤泽扎珍朱兹佐蒂芙妮茜")  # fmt: skip
_WORD = 2
# What may stand before a clause and behind it; the empty string is the edge of a paragraph.
_OPENING = ("", *"，。；：！？、“（《 ")
_CLOSING = ("", *"，。；：！？、”）》 ")


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit that stands at `start` of the flow, and again at `again`, up to `end`."""

    flow: Flow
    start: int
    again: int
    end: int

    @property
    def unit(self) -> str:
        return self.flow.text[self.start : self.again]

    @property
    def before(self) -> str:
        return self.flow.text[max(0, self.start - 2) : self.start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        return self.flow.text[self.end : self.end + 2].partition("\n")[0]

    @property
    def of_unit(self) -> bool:
        """The unit of a figure: 3.2亿元亿元."""
        return self.before[-1:].isdecimal()

    @property
    def broken(self) -> bool:
        """Something stands in between that the flow leaves out: the end of a line, or blanks."""
        span = self.flow.span(self.start, self.end)
        return span.end - span.start > self.end - self.start


def find_doubled_words(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Words of two characters and more that follow themselves, where that is no way of speaking."""
    del rule
    flow = manuscript.flow
    places = [
        _turned(flow, match)
        for start, end in _repetitive(flow.text)
        for match in _TWICE.finditer(flow.text, start, end)
    ]
    often = Counter(place.unit for place in places)
    for place in places:
        if _is_speech(place) or _is_split(place) or often[place.unit] > 1:
            continue
        yield _fault(place, _severity(place))


def _repetitive(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of Chinese characters in which a word can stand twice: at least two characters do."""
    for run in _RUN.finditer(text):
        if len(set(run.group())) + _WORD <= run.end() - run.start():
            yield run.span()


def _turned(flow: Flow, match: regex.Match[str]) -> _Place:
    """Where the word begins: 会议审议审议 is found as 议审议审 and 议, but what is doubled is 审议."""
    text, start, length = flow.text, match.start(), len(match["unit"])
    end = match.end()
    while text[end : end + 1] and text[end] == text[end - length]:
        end += 1
    turns = length == _WORD and match["unit"] not in words() and end > match.end()
    if turns and text[start + 1 : start + 1 + length] in words():
        start += 1
    end = start + (end - start) // length * length
    return _Place(flow, start, start + length, end)


def _fault(place: _Place, severity: Severity) -> Fault:
    flow = place.flow
    repair = (Edit(flow.span(place.again, place.end), ""),) if severity is Severity.ERROR else ()
    return Fault(
        flow.span(place.start, place.end), (("word", place.unit),), right=place.unit, repair=repair, severity=severity
    )


def _severity(place: _Place) -> Severity:
    unit = place.unit
    quoted = _quoted(place)
    if quoted or place.broken or set(unit) <= _FOREIGN or _CASUAL_BEFORE.search(place.before):
        return Severity.NOTE
    if len(unit) == _WORD and place.after in words_of("heads"):
        return Severity.NOTE
    if place.of_unit or (len(unit) == _WORD and (unit not in words() or unit in words_of("nouns"))):
        return Severity.WARNING
    return Severity.ERROR


def _is_speech(place: _Place) -> bool:
    """Doubled on purpose: 研究研究, 一步一步, 哈哈哈哈, or a name of this kind."""
    unit = place.unit
    return (
        len(set(unit)) == 1
        # 哭着哭着, 走啊走啊: as long as something lasts
        or (len(unit) == _WORD and unit[1] in _LASTING)
        or (unit[0] in _NUMERAL and not place.of_unit and (len(unit) == _WORD or unit[-1] == unit[-2]))
        or (len(unit) == _WORD and (unit in words_of("reduplicated") or place.after[:1] in tuple(_CASUAL_AFTER)))
    )


def _is_split(place: _Place) -> bool:
    """Are these other words, cut elsewhere: 产业|创业|创新, 委员会|委员|会议, 服务|服务业?"""
    unit, known = place.unit, words()
    before, after = place.before[-1:], place.after[:1]
    if _is_compound(place):
        return True
    if len(unit) == _WORD:
        turned = unit[1] + unit[0] in known
        return turned and (before + unit[0] in known or unit[1] + after in known)
    return unit[-1] + after in known and unit[:2] in known


def _is_compound(place: _Place) -> bool:
    """Is the second one the beginning of a longer word: 服务服务业, but not 湿地湿地|城市?"""
    after = place.after
    if len(place.unit) == _WORD and after in words_of("compounds"):
        return True
    alone = after not in words() or after[:1] * _WORD == after
    return alone and after[:1] in words_of("compounds")


def _quoted(place: _Place) -> bool:
    text = place.flow.text
    before, after = text[max(0, place.start - 30) : place.start], text[place.end : place.end + 30]
    return before.count("“") > before.count("”") and "”" in after


def find_doubled_particles(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Small words that stand twice or more: 高于于, 的的."""
    del rule
    flow = manuscript.flow
    for match in _particle_pattern().finditer(flow.text):
        place = _Place(flow, match.start(), match.start() + 1, match.end())
        if place.broken or _is_excused(place):
            continue
        edit = Edit(flow.span(place.again, place.end), "")
        yield Fault(flow.span(place.start, place.end), (("word", place.unit),), right=place.unit, repair=(edit,))


def _is_excused(place: _Place) -> bool:
    """Does one word end and another begin here: 目的|的, 为了|了解?"""
    char = place.unit
    before, after = particles()[char]
    left, right = place.before[-1:], place.after[:1]
    opens, closes = left in _OPENING, right in _CLOSING
    if ("^" in before and opens) or ("$" in after and closes):
        return True
    excused = (not opens and left in before) or (not closes and right in after)
    return excused or {left + char, char + right} <= words()


def _particle_pattern() -> regex.Pattern[str]:
    return regex.compile("(" + "|".join(particles()) + r")\1+")
