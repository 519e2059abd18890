"""Numbered events and anniversaries against years: `第21届（2023年）`, `创建于1958年……2019年迎来70周年`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.figures.numerals import parse_whole
from auditor.rules import Bilingual, TextRule
from auditor.text.dates.printed import sentence_around
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript
from auditor.wordfiles import read_words

_Y = r"(?:19|20)[0-9]{2}"
_N = r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})"
_EVENT = r"(?P<event>[一-龥“”·A-Za-z]{1,16}?(?:会|节|赛|展|奖|论坛|大赛|锦标赛|博览会|运动会|交易会|洽谈会|文化节|艺术节|杯|评选))"
_SESSIONS = (
    regex.compile(rf"第{_N}届（(?P<year>{_Y})年?）{_EVENT}"),
    regex.compile(rf"(?<![0-9])(?P<year>{_Y})年?(?:的|，)?第{_N}届{_EVENT}"),
    regex.compile(
        rf"(?<![0-9])(?P<year>{_Y})年[^，。；、（）\n0-9]{{0,10}}(?:举办|举行|召开|承办)(?:的|了)?第{_N}届{_EVENT}"
    ),
    regex.compile(rf"第{_N}届{_EVENT}（(?P<year>{_Y})年?(?:[0-9]{{1,2}}月[^（）]{{0,8}})?）"),
    regex.compile(rf"第{_N}届{_EVENT}于(?P<year>{_Y})年"),
)
# Names that several events of one text may go by.
_ANY_EVENT = frozenset(
    [
        "大会",
        "年会",
        "论坛",
        "峰会",
        "大赛",
        "会议",
        "展会",
        "运动会",
        "交易会",
        "理事会",
        "委员会",
        "董事会",
        "常委会",
        "比赛",
        "联赛",
        "代表大会",
    ]
)
_REACH = 200
_HELD_WITHIN = 60
_ANNIVERSARY = regex.compile(
    r"(?P<count>[0-9]{1,3}|[一二三四五六七八九十百零]{1,5})周年(?!前|左右|后|之前|之后|献礼|倒计时)"
)
_HELD = regex.compile(
    rf"(?<![0-9])(?P<year>{_Y})年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:是|，是|，恰逢|，适逢|，正值|，时值|恰逢|适逢|正值|，迎来|迎来|，为)(?P<name>[^，。；\n0-9]{{0,30}})$"
)
_FOUNDED = regex.compile(
    r"(?:始建于|创建于|创办于|成立于|建于|创立于|诞生于|创刊于|建校于|组建于|设立于|开业于|建成于)(?:公元)?(?P<year>1[0-9]{3}|20[0-9]{2})年"
)


def find_sessions_out_of_turn(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Later sessions of one event in earlier years."""
    text = manuscript.flow.text
    if "届" not in text:
        return
    first_seen: dict[str, list[tuple[int, int, int, int]]] = {}
    found = sorted(
        (match.start(), match.end(), match.group("event"), parse_whole(match.group("number")), int(match.group("year")))
        for pattern in _SESSIONS for match in pattern.finditer(text)
    )  # fmt: skip
    for start, end, name, count, year in found:
        event = name.strip("“”")
        if event in _ANY_EVENT:
            continue
        for other_start, other_end, other, its in first_seen.get(event, ()):
            if (count > other and year < its) or (count < other and year > its):
                beside = Beside(
                    manuscript.flow.span(other_start, other_end),
                    Bilingual(f"第{other}届在{its}年", f"No. {other} in {its}"),
                )
                fields = (("number", str(count)), ("year", str(year)), ("other", str(other)), ("its", str(its)))
                yield Fault(manuscript.flow.span(start, end), fields, beside=(beside,))
                break
        else:
            first_seen.setdefault(event, []).append((start, end, count, year))


def find_wrong_anniversaries(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Anniversaries that do not fall into the year they are given to."""
    text = manuscript.flow.text
    for match in _ANNIVERSARY.finditer(text):
        start, end = sentence_around(manuscript, match.start())
        start, end = max(start, match.start() - _REACH), min(end, match.end() + _REACH)
        held = _HELD.search(text[max(start, match.start() - _HELD_WITHIN) : match.start()])
        if held is None:
            continue
        year, count = int(held.group("year")), parse_whole(match.group("count"))
        began = _began(held.group("name"), text[start:end])
        if began is None or year - began == count or year <= began:
            continue
        fields = (("year", str(year)), ("began", str(began)), ("count", str(count)), ("right", str(year - began)))
        yield Fault(manuscript.flow.span(match.start(), match.end()), fields)


def _began(name: str, sentence: str) -> int | None:
    """The year that is counted from: an event that everyone knows, or the one founding of the sentence."""
    for event, year in _known().items():
        if regex.search(event, name):
            return year
    founded = {int(match.group("year")) for match in _FOUNDED.finditer(sentence)}
    if len(founded) != 1 or not regex.search(r"成立|建校|建院|建厂|创办|创刊|创立|创建|诞生|开业|组建|建成|^$", name):
        return None
    return founded.pop()


@lru_cache(maxsize=1)
def _known() -> dict[str, int]:
    """Patterns of what is commemorated everywhere, and its year."""
    tree = cast(dict[str, str], read_words("anniversaries"))
    return {event: int(year) for event, year in tree.items()}
