"""What is no Chinese at all: words and letters that machines left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import plain, regex
from auditor.folding import characters_of
from auditor.model import Edit, Severity, Span
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript

_ALSO = Bilingual("此处也有", "Here again")
_MOST_PLACES = 500

_HAN = "\u4e00-\u9fff"
# Words without a meaning of their own; the short ones stand alone only where blanks part them from the text.
_FUNCTION = "and|of|the|or|for|with|from|that|this|which|was|were|are|its|their|has|have|been|but|than|into"
_SHORT = "to|in|on|at|by|as|is|an|be|it"
_WORDS = regex.compile(
    rf"(?<=[{_HAN}，。；、）”])(?:[ \u00a0\u3000]{{0,3}}(?P<word>(?:{_FUNCTION})(?: (?:the|a|an|of|that|which))?)[ \u00a0\u3000]{{0,3}}"
    rf"|[ \u00a0]{{1,3}}(?P<short>{_SHORT})[ \u00a0]{{1,3}})(?=[{_HAN}])"
)
_CHINESE = {"and": "和", "or": "或"}
# Where a word is talked about, or is part of a language of machines.
_NAMED_BEFORE = plain.compile(
    r"(?:单词|單詞|介词|介詞|连词|連詞|冠词|冠詞|代词|代詞|关键字|關鍵字|英文|英语|英語|字母|运算符|運算符|使用|用|写作|寫作|拼作|读作|讀作|即|是|歌曲|乐队|樂隊)[ ]?$"
)
_NAMED_AFTER = plain.compile(
    r"[ ]?(?:运算|運算|门电路|门|門|逻辑|邏輯|语句|語句|关键字|關鍵字|条件|條件|循环|迴圈|函数|函數|字段|命令|操作|属性|标签|一词|一詞|用法|语法|語法|指令|参数|參數|这个词|這個詞|等词|乐队|樂隊|品牌|公司|杂志|雜誌)"
)

_CYRILLIC = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухіјѕ", "ABEKMHOPCTYXSIJaeopcyxijs", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_ALIKE = {**_CYRILLIC, **_GREEK}
_TOKEN = plain.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]{2,40}")
_STRANGE = plain.compile("[" + "".join(_ALIKE) + "]")
_LATIN = plain.compile(r"[A-Za-z]")
_OTHER_GREEK = plain.compile(r"[\u0370-\u03ff]")

_BROKEN = regex.compile(
    r"(?=[锟烫\ufffdÃ-ï锛銆])(?:锟斤拷(?:锟斤拷|锟)*|(?:烫烫){2,}|\ufffd+|ï»¿"
    r"|(?:[Ã-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}){2,}|(?:[锛銆]\S?[^\n锛銆]{0,20}){3,})"
)
_ENTITY = plain.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|emsp|ensp|bull|times|yen|copy|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
)
_TAG = plain.compile(
    r"</?(?:br|p|div|span|strong|font|img|table|tr|td|th|li|ul|ol|h[1-6]|center|script|style)(?:\s[^<>\n]{0,200})?/?>"
)
_PLAIN_ENTITIES = frozenset(
    ["&nbsp;", "&amp;", "&quot;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&mdash;", "&hellip;", "&middot;"]
)
_CONTROL = plain.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]+")
_FORMATS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
_INVISIBLE = plain.compile(rf"(?=[{_FORMATS}\ufeff\ue000-\uf8ff])(?:[{_FORMATS}]+|(?<!^)\ufeff+|[\ue000-\uf8ff]+)")


def find_words(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """English function words between Chinese ones."""
    text = manuscript.document.text
    groups: dict[str, list[Span]] = {}
    for match in _WORDS.finditer(text):
        start, end = match.span("word") if match["word"] else match.span("short")
        if _NAMED_BEFORE.search(text, max(0, start - 6), start) or _NAMED_AFTER.match(text, end):
            continue
        groups.setdefault(text[start:end], []).append(Span(start, end))
    for word, spans in groups.items():
        yield Fault(spans[0], right=_CHINESE.get(word), beside=_others(spans))


def find_lookalikes(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Cyrillic and Greek letters in words of Latin ones."""
    text = manuscript.document.text
    if text.isascii() or not _STRANGE.search("".join(characters_of(text))):
        return
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not (_LATIN.search(word) and _STRANGE.search(word)):
            continue
        right = "".join(_ALIKE.get(char, char) for char in word)
        # a Greek letter that is no look-alike makes it a formula
        if not right.isascii() or (_OTHER_GREEK.search(word) and len(word) < 3):
            continue
        edits = tuple(
            Edit(Span(match.start() + at, match.start() + at + 1), right[at])
            for at, char in enumerate(word)
            if char != right[at]
        )
        yield Fault(Span(*match.span()), (("right", right),), right=right, repair=edits)


def find_broken(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Text read in a wrong encoding."""
    yield from _together(_BROKEN, manuscript.document.text)


def find_markup(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Entities and tags of a web page."""
    text = manuscript.document.text
    if "&" in text:
        from html import unescape  # noqa: PLC0415 (thousands of names)

        for fault in _together(_ENTITY, text):
            printed = fault.span.of(text)
            right = unescape(printed).replace("\u00a0", " ")
            places = [fault.span, *(one.span for one in fault.beside)]
            repair = tuple(Edit(span, right) for span in places if printed in _PLAIN_ENTITIES)
            yield Fault(fault.span, right=right, beside=fault.beside, repair=repair)
    if "<" in text:
        yield from _together(_TAG, text)


def find_controls(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Characters that no printer shows: those of machines, and, as a note, invisible and private ones."""
    text = manuscript.document.text
    if all(char.isprintable() or char in "\n\r\t\u3000" for char in characters_of(text)):
        return
    for pattern, severity in ((_CONTROL, None), (_INVISIBLE, Severity.NOTE)):
        for fault in _together(pattern, text, merged=True):
            code = f"U+{ord(text[fault.span.start]):04X}"
            yield Fault(fault.span, (("code", code),), beside=fault.beside, severity=severity)


def _together(pattern: re.Pattern[str] | regex.Pattern[str], text: str, merged: bool = False) -> Iterator[Fault]:
    """One fault for all places of one text; or, `merged`, one for all there are."""
    groups: dict[str, list[Span]] = {}
    for match in pattern.finditer(text):
        groups.setdefault("" if merged else match.group(), []).append(Span(*match.span()))
    for spans in groups.values():
        yield Fault(spans[0], beside=_others(spans))


def _others(spans: list[Span]) -> tuple[Beside, ...]:
    return tuple(Beside(span, _ALSO) for span in spans[1:_MOST_PLACES])
