"""Flow → tokens: every figure and every date, in one pass.

What looks like a figure and is none (telephone numbers, road names, ordinals …) is consumed in the
same pass, so that nothing inside it is read as a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor import plain, regex
from auditor.figures.lexicon import Lexicon, alternation, beginnings, lexicon, unit_alternation
from auditor.frozen import dataclass

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
# 兆 is 10^12 before 亿 and before money, in 兆瓦 and 兆字节 a part of the unit
_TRILLION = r"兆(?=[0-9][0-9,.]*亿|[余多]?(?:元|美元|美金|欧元|日元|日圆|港元|人民币|新台币|新臺币|台币|韩元|韩圜))"
_SCALE = rf"(?:{_TRILLION}|[十百千]?万[亿万]|[十百千]?[万亿]|[百千](?=[余多]|[个家人元名户件亩吨](?!瓦|米|克)))"
# 签约10家 and 出超3亿元 hedge nothing; 收入超3亿元 does
_NO_HEDGE = r"(?!约(?<=[签履续预违合条公节制特]约)|超(?<=(?<![收支投产])[出入]超))"
_SIGNED = r"(?:(?<![0-9A-Za-z%\-万亿元])[-+](?=[0-9]))?"
# 一 before a measure word is an article, not a count; 两 alone is the numeral two.
_HAN = (
    r"(?:[一二三四五六七八九两十][零一二三四五六七八九两十百千万亿]{1,13}|[二三四五六七八九两]|十|百(?=分)|一(?=[倍点.·])|零(?=[.·]|点[零一二三四五六七八九]{1,12}(?:个百分点|倍|%|[万亿])))"
    r"(?:[点.·][零一二三四五六七八九]{1,12}[万亿]{0,2})?"
)
# 一.三项措施 at the head of a line is numbered, and 六四零.五亿元 is not
_WITH_POINT = r"[^\s。；：零一二三四五六七八九十][零一二三四五六七八九十]{1,13}[.·]"
_NUMBERED = r"(?!(?<=^|[\s。；：])[零一二三四五六七八九十]+\.)"
_HAN_MEASURES = [
    "个百分点",
    "%",
    "个",
    "大",
    "家",
    "项",
    "人次",
    "人",
    "名",
    "位",
    "户",
    "件",
    "次",
    "条",
    "座",
    "所",
    "处",
    "台",
    "套",
    "辆",
    "艘",
    "架",
    "批",
    "类",
    "种",
    "篇",
    "部",
    "册",
    "本",
    "张",
    "份",
    "栋",
    "村",
    "县",
    "市",
    "省",
    "区",
    "国",
    "地",
    "支",
    "对",
    "组",
    "级",
    "道",
    "方面",
    "部门",
    "亿元",
    "元",
    "亩",
    "公里",
    "吨",
    "倍",
    "年",
    "天",
    "个月",
    "小时",
    "米",
    "平方米",
    "起",
    "宗",
    "场",
    "门",
    "轮",
    "链",
    "镇",
    "步",
    "环",
    "队",
    "条线",
    "大类",
    "个区",
    "万元",
    "美元",
    "平方公里",
    "率",
    "间",
    "部分",
    "点",
    "所",
    "株",
    "颗",
    "盏",
    "眼",
    "例",
    "票",
    "块",
    "头",
    "只",
    "股",
    "层",
    "柜",
    "席",
    "工作日",
    "个工作日",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A figure or a date; offsets in the flow.  `parts` are the named pieces of a figure's print."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]


def scan(text: str) -> list[Token]:
    """Tokens of the flow's text, in order, not overlapping."""
    tokens, forms, end = [], _forms(), 0
    for start in _starts().finditer(text):
        at = start.start()
        if at < end:
            continue
        for form in forms:
            match = form.pattern.match(text, at) if form.start.match(text, at) else None
            if match is None:
                continue
            end = match.end()
            if form.kind != "mask":
                # `groupdict` takes longer than the match
                parts = {name: part for name, part in zip(form.parts, match.groups(), strict=True) if part}
                tokens.append(Token(form.kind, at, end, parts))
            break
    return tokens


@dataclass(frozen=True, slots=True)
class _Form:
    """A way in which a token is written.  What all of its kind begin with is asked for before the pattern, which takes
    ten times as long to say no."""

    kind: str
    start: re.Pattern[str]
    pattern: regex.Pattern[str]
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _forms() -> tuple[_Form, ...]:
    words = lexicon()
    hedges = beginnings(words.hedges_before)
    written = [
        *(("date", start, pattern) for start, pattern in words.dates),
        *(("mask", start, pattern) for start, pattern in words.masks),
        ("figure", f"[-+0-9{hedges}]", _arabic_figure(words)),
        ("figure", f"[零一二三四五六七八九两十百千翻{hedges}]", _han_figure(words)),
    ]
    return tuple(_form(*one) for one in written)


def _form(kind: str, start: str, source: str) -> _Form:
    pattern = regex.compile(source)
    return _Form(
        kind, plain.compile(start), pattern, tuple(sorted(pattern.groupindex, key=pattern.groupindex.__getitem__))
    )


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """The character that a token can start with, where it can: a class of characters is found soonest, and what
    must follow is asked for at each of them only."""
    words = lexicon()
    numerals = "[0-9零一二三四五六七八九十百千两]"
    start = rf"{numerals}|[-+](?=[0-9])|翻了?[一两二三四]|{alternation(words.hedges_before)}|{words.starts}"
    first = beginnings(words.hedges_before)
    return plain.compile(rf"[-+翻{numerals[1:-1]}{words.first}{first}](?<=(?={start}).)")


# 上升19.3%至63.55亿元 is a rate and the level reached, no range from one to the other
_TO = rf"(?:(?<![%点])至|(?<=%)至(?={_ARABIC}%)|(?<=点)至(?={_ARABIC}个?百分点))"


def _after(words: Lexicon) -> str:
    """Hedges behind the unit; 多 and 余 only where nothing follows: 584起多破33起 is no hedge."""
    long = alternation(word for word in words.hedges_after if len(word) > 1)
    short = alternation(word for word in words.hedges_after if len(word) == 1)
    return f"{long}|(?:{short})(?![一-龥])"


def _arabic_figure(words: Lexicon) -> str:
    before = alternation(words.hedges_before)
    between = alternation(words.hedges_between)
    after = _after(words)
    unit = rf"(?!个人所得)(?:{unit_alternation(words.units, words.guards)})"
    range_ahead = rf"(?=[^\n]{{0,{max(map(len, words.units))}}}[-至])"
    return (
        rf"(?P<before>{_NO_HEDGE}(?:{before}))?(?<!{words.not_after})(?P<number>{_SIGNED}{_ARABIC})(?P<early>[余多](?=[万亿兆]))?(?P<scale>{_SCALE})?(?:(?<=[万亿兆])(?P<minor>{_ARABIC})(?:(?P<minor_scale>[千百万亿])(?:(?P<last>{_ARABIC})(?P<last_scale>万)?)?)?(?![0-9.]))?"
        rf"(?:{range_ahead}(?P<range_unit>{unit})?(?:-|(?<![从由自][^，。；、]{{0,12}}){_TO})(?P<to>{_ARABIC})(?P<to_scale>{_SCALE})?)?"
        rf"(?P<between>{between})?(?P<unit>{unit})?(?:(?<=[0-9]个?小时)零?(?P<minutes>[0-9]{{1,2}})分(?:钟|(?![别之])))?(?P<after>{after})?"
    )


def _han_figure(words: Lexicon) -> str:
    before = alternation(words.hedges_before)
    between = "[余多]"
    after = _after(words)
    measures = unit_alternation(_HAN_MEASURES, words.guards)
    digit = "[一二三四五六七八九两]"
    return (
        rf"(?P<han_before>{_NO_HEDGE}(?:{before}))?"
        rf"(?:(?P<of>百|千|[二三四五六七八九十百]{{1,5}})分之(?P<part>[零一二三四五六七八九十百点]{{1,12}})"
        rf"|(?P<tenths>{digit}(?:点[一二三四五六七八九])?)成(?P<half>半|{digit}(?![年个项家]))?(?![{words.guards['成']}])"
        rf"|(?<![第零一二三四五六七八九十百千万亿]|{_WITH_POINT}){_NUMBERED}(?P<han>{_HAN})(?P<han_between>{between})?(?P<han_unit>{measures})|(?<=[前居列])(?P<rank>[二三四五六七八九十]{{1,3}})(?=的)|(?<=“)(?P<coined>[二三四五六七八九十两])(?=[一-龥]{{1,2}}”)|翻了?(?P<doubled>[一两二三四])番)(?P<han_after>{after})?"
    )
