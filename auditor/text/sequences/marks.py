"""Marks that number the points of a text: 一是, 第二， 其三， （一） 1. ② 第四章, and where they open a point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from auditor import regex
from auditor.figures.numerals import HAN_DIGITS, parse_han
from auditor.frozen import dataclass
from auditor.layout import Flow

_HAN = "[一二三四五六七八九十]{1,3}"
# What may stand before a mark within a paragraph; markdown's signs are no part of the text.
_OPENS = r"(?<![^\n。；：，！？”）】…\- *#>　])"
_OPENS_ITEM = r"(?<![^\n。；：！？”）】 *#>　])"
_LEADS = r"(?<![^\n])[ *#>\-]{0,8}"
_TEXT = r"(?=[ *]{0,4}[一-龥“《（A-Za-z])"
_TEXT_OR_YEAR = r"(?=[ *]{0,4}[一-龥“《（A-Za-z0-9])"
_PATTERN = regex.compile(
    rf"(?=[ *#>\-0-9①-⑳一二三四五六七八九十其第（])"  # to find the places soon
    rf"(?:{_OPENS}(?:(?P<is>{_HAN})是(?![一二三四五六七八九十][、，。；”])"
    rf"|(?P<must>{_HAN})要(?![素点求件塞道职闻务害领强员因素])"
    rf"|其(?P<of>{_HAN})(?=[，、：]|是|为|在于)"
    rf"|第(?P<rank>{_HAN})(?=[，：]|是|、[一-龥]{{2}}(?<!第.)))"
    rf"|{_LEADS}第(?P<part>{_HAN})(?P<kind>章|节|篇|编|部分|讲|单元)(?=[ ：、]|[一-龥]{{2}})(?![的至到和、])"
    rf"|{_OPENS_ITEM}(?:(?P<han>{_HAN})、(?![一二三四五六七八九十百千]){_TEXT_OR_YEAR}"
    rf"|（(?P<round>{_HAN})）{_TEXT_OR_YEAR}"
    rf"|（(?P<wrapped>[1-9][0-9]?)）{_TEXT}"
    rf"|(?P<number>[1-9][0-9]?)[.、](?:(?![0-9]){_TEXT}|(?<=\n[1-9][.、])(?=(?:19|20)[0-9]{{2}}年))"
    rf"|(?P<closed>[1-9][0-9]?)）{_TEXT})|{_OPENS}(?P<circled>[①-⑳])(?=[一-龥“《]))"
)
_SPOKEN = frozenset({"is", "must", "of", "rank"})
_ARABIC = frozenset({"wrapped", "number", "closed"})
_PRINTS: dict[str, str] = {
    "is": "{}是", "must": "{}要", "of": "其{}", "rank": "第{}", "part": "第{}", "han": "{}、", "round": "（{}）",
    "wrapped": "（{}）", "number": "{}.", "closed": "{}）",
}  # fmt: skip
_STOPS = regex.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: `value` within its `style`, half-open place in the flow, and how it stands.

    `sentence` numbers the sentences of the flow; `leads` when it opens its paragraph; `indent` is how far that line
    is set in.
    """

    style: str
    value: int
    start: int
    end: int
    paragraph: int
    sentence: int
    leads: bool
    indent: int

    @property
    def spoken(self) -> bool:
        """A mark of the sentence (一是), not of the layout (一、)."""
        return self.style in _SPOKEN


def find_marks(flow: Flow, text: str, skip: Callable[[int], bool]) -> Iterator[Mark]:
    """The marks of a flow in order; `text` is the untouched text, `skip` tells its places that are no prose."""
    starts = [paragraph.start for paragraph in flow.paragraphs]
    sentence = counted = 0
    for match in _PATTERN.finditer(flow.text):
        style = match.lastgroup if match.lastgroup != "kind" else "part"
        assert style is not None
        value = _value(style, match.group(style))
        if value is None:
            continue
        start = match.start(style) - (style in ("of", "rank", "part", "round", "wrapped"))
        sentence += len(_STOPS.findall(flow.text, counted, start))
        counted = start
        origin = flow.origin(start)
        if skip(origin):
            continue
        index = bisect_right(starts, start) - 1
        leads = not flow.text[starts[index] : start].strip(" *#>-") if start - starts[index] <= 8 else False
        indent = _indent(text, origin) if leads else 0
        kind = match.group("kind") or ""
        yield Mark(style + kind, value, start, match.end(), index, sentence, leads, indent)


def printed(style: str, value: int) -> str:
    """How a mark of a style would be printed."""
    if style == "circled":
        return chr(ord("①") + value - 1)
    base, kind = ("part", style[4:]) if style.startswith("part") else (style, "")
    return _PRINTS[base].format(value if base in _ARABIC else han(value)) + kind


def han(value: int) -> str:
    """A number below a hundred in Han numerals."""
    tens, ones = divmod(value, 10)
    before = "" if tens == 0 else "十" if tens == 1 else HAN_DIGITS[tens] + "十"
    return before + (HAN_DIGITS[ones] if ones or not tens else "")


def _value(style: str, literal: str) -> int | None:
    """The number of a mark; None for what is no usual numeral (一一, 十百)."""
    if style == "circled":
        return ord(literal) - ord("①") + 1
    if style in _ARABIC:
        return int(literal)
    try:
        value = int(parse_han(literal))
    except ValueError:
        return None
    return value if 0 < value < 100 and han(value) == literal else None


def _indent(text: str, origin: int) -> int:
    """Blanks and quote signs before a mark on its line; a tab counts four."""
    line = text.rfind("\n", max(0, origin - 80), origin) + 1
    return sum(4 if char == "\t" else 1 for char in text[line:origin] if char in " \t　>") if line else 0
