"""Punctuation: doubled marks, brackets without a partner, marks and digits of both widths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import plain, regex
from auditor.frozen import dataclass
from auditor.model import Edit, Severity, Span
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript

_HAN = "\u4e00-\u9fff"
_ALSO = Bilingual("此处也是", "Here again")
_MOST_PLACES = 100

_DOUBLED = regex.compile(
    r"(?=[，、；：。？！,;][，、；：。,;])(?:([，、；：。])\1+|[，、；：]。|、，|，、|[，、]；|。[，、；：]|；[，、：]|：[，、；]|，：|[？！][。，；、]"
    rf"|(?<=[{_HAN}])(?:[,;]。|。[,;]|,[、;]|;,)|(?<=[{_HAN}]),,(?=[{_HAN}])|(?<=[{_HAN}]);;(?=[{_HAN}]))"
)
# The stronger mark of two is the one that was meant; after a full stop nothing is sure.
_MEANT = {
    ",。": "。",
    ";。": "。",
    "，。": "。",
    "、。": "。",
    "；。": "。",
    "、，": "，",
    "，、": "，",
    "，；": "；",
    "、；": "；",
}


def find_doubled(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Two marks where one belongs."""
    text = manuscript.document.text
    for match in _DOUBLED.finditer(text):
        found, span = match.group(), Span(*match.span())
        if len(set(found)) == 1:
            if len(found) == 2:
                yield Fault(span, right=found[0], repair=(Edit(span, found[0]),))
            else:
                # three and more are how some write an ellipsis
                yield Fault(span, right="……", severity=Severity.NOTE)
        elif found in _MEANT:
            yield Fault(span, right=_MEANT[found], repair=(Edit(span, _MEANT[found]),))
        else:
            yield Fault(span, severity=Severity.NOTE if found[0] in "！？" else None)


_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "【": "】", "〔": "〕"}
_KINDS = {
    **dict.fromkeys("（()）", "（"),
    **{mark: left for left, right in _PAIRS.items() for mark in (left, right) if left not in "（("},
}
_OPENING = frozenset(_PAIRS)
_BRACKET = plain.compile("[" + re.escape("".join(_KINDS)) + "]")
_QUOTES = "“「『"
# `1)`, `三）`, `a)`: a bracket that only closes a number in a list; `:)` is a face.
_LABEL = plain.compile(
    r"(?:(?:^|[^0-9A-Za-z\u4e00-\u9fff（(])(?:[0-9０-９]{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3}|[①-⑳])|[:;=^\-])\Z"
)
# With more than so many, no single mark is missing: the text follows other habits, or none.
_DISORDER = 12
_COMPLETE = frozenset("。！？…；")


@dataclass(frozen=True, slots=True)
class _Lone:
    """A mark without its partner within its paragraph."""

    at: int
    mark: str
    paragraph: int

    @property
    def opens(self) -> bool:
        return self.mark in _OPENING


def find_unpaired(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Brackets, quotation marks and title marks without a partner."""
    text = manuscript.document.text
    if not _BRACKET.search(text):
        return
    spans = [manuscript.flow.span(one.start, one.end) for one in manuscript.flow.paragraphs]
    lone = [one for number, span in enumerate(spans) for one in _lone(text, span, number)]
    left = _without_partners([one for one in lone if not _goes_on(text, one, spans)])
    if len(left) > _DISORDER:
        spans = [Span(one.at, one.at + 1) for one in left]
        beside = tuple(Beside(span, _ALSO) for span in spans[1:_MOST_PLACES])
        yield Fault(spans[0], (("partner", _partner(left[0].mark)),), beside=beside, severity=Severity.NOTE)
        return
    crowded = {one.paragraph for one in left if sum(other.paragraph == one.paragraph for other in left) > 1}
    for one in left:
        span = spans[one.paragraph]
        sure = (
            len(left) <= 3
            and one.paragraph not in crowded
            and text[span.end - 1] in _COMPLETE
            and _KINDS[one.mark] in "《（“「"
            and one.at != span.start
        )
        yield Fault(
            Span(one.at, one.at + 1), (("partner", _partner(one.mark)),), severity=None if sure else Severity.NOTE
        )


def _lone(text: str, span: Span, number: int) -> Iterator[_Lone]:
    """What a paragraph leaves open, and what it closes without having opened it."""
    stacks: dict[str, list[_Lone]] = {}
    for match in _BRACKET.finditer(text, span.start, span.end):
        mark, at = match.group(), match.start()
        stack = stacks.setdefault(_KINDS[mark], [])
        one = _Lone(at, mark, number)
        if mark in _OPENING:
            stack.append(one)
        elif stack and stack[-1].opens:
            stack.pop()
        elif not (mark in ")）" and _LABEL.search(text[max(span.start, at - 5) : at])):
            stack.append(one)
    for stack in stacks.values():
        yield from stack


def _goes_on(text: str, one: _Lone, spans: list[Span]) -> bool:
    """Is this a quotation of several paragraphs, which opens each of them and is closed once?"""
    after = one.paragraph + 1
    if not one.opens or one.mark not in _QUOTES or after == len(spans):
        return False
    return text[spans[after].start] == one.mark


def _without_partners(lone: list[_Lone]) -> list[_Lone]:
    """What stays alone when marks may find their partner in a later paragraph."""
    open_by_kind: dict[str, list[_Lone]] = {}
    left = []
    for one in sorted(lone, key=lambda one: one.at):
        waiting = open_by_kind.setdefault(_KINDS[one.mark], [])
        if one.opens:
            waiting.append(one)
        elif waiting:
            waiting.pop()
        else:
            left.append(one)
    return sorted([*left, *(one for waiting in open_by_kind.values() for one in waiting)], key=lambda one: one.at)


def _partner(mark: str) -> str:
    return _PAIRS.get(mark) or next(left for left, right in _PAIRS.items() if right == mark)


# Each mark in its full and its half width; the latter only where it stands in Chinese text.  The mark comes first in the
# pattern, what is before it after that: so it is looked for alone.
_WIDTHS = tuple(
    (regex.compile(full), regex.compile(half))
    for full, half in (
        ("，", rf",(?:(?<=[{_HAN}”）》],)|(?=[{_HAN}]))"),
        ("；", rf";(?<=[{_HAN}”）》0-9%];)(?=[{_HAN}“\n])"),
        ("：", rf":(?<=[{_HAN}”）》]:)(?![/0-9])"),
        ("？", rf"\?(?<=[{_HAN}”）》]\?)"),
        ("！", rf"!(?<=[{_HAN}”）》]!)"),
        ("[（）]", rf"[()](?:(?<=\()(?=[{_HAN}])|(?<=[{_HAN}]\)))"),
    )
)
_QUOTE_STYLES = (regex.compile("“"), regex.compile("「"))
_FULL_DIGITS = regex.compile("[０-９]+")
_HALF_DIGITS = regex.compile("[0-9]+")
_MAIN = 4
_MOST_SHOWN = 6


def find_mixed_marks(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Marks of both widths, or quotation marks of two styles: one fault a document."""
    text = manuscript.document.text
    yield from _mixture(text, [span for pair in (*_WIDTHS, _QUOTE_STYLES) for span in _minority(text, *pair)])


def find_mixed_digits(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Digits of both widths: one fault a document."""
    text = manuscript.document.text
    yield from _mixture(text, _minority(text, _FULL_DIGITS, _HALF_DIGITS))


def _minority(text: str, one: regex.Pattern[str], other: regex.Pattern[str]) -> list[Span]:
    """The places of the rarer of two forms, if the other is the document's."""
    if not one.search(text) or not other.search(text):
        return []
    rare, usual = sorted((one, other), key=lambda pattern: len(pattern.findall(text)))
    found = [Span(*match.span()) for match in rare.finditer(text)]
    return found if max(_MAIN, 2 * len(found)) <= len(usual.findall(text)) else []


def _mixture(text: str, spans: list[Span]) -> Iterator[Fault]:
    """One fault for all places, that names what stands there."""
    if spans:
        spans = sorted(spans)
        shown = list(dict.fromkeys(span.of(text) for span in spans))[:_MOST_SHOWN]
        fields = (("marks", " ".join(shown)), ("count", str(len(spans))))
        yield Fault(spans[0], fields, beside=tuple(Beside(span, _ALSO) for span in spans[1:_MOST_PLACES]))
