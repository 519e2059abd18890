"""Sequences of points whose numbering has a gap, a repeat, a wrong order or no beginning.

A break of the numbering is only a fault if nothing between could be the missing mark in another form: 一方面 …
二是 …, 首先 … 第二 …, or a mark that no punctuation stands before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from auditor.layout import Flow
from auditor.model import Severity
from auditor.rules import Bilingual, TextRule
from auditor.text.chains import Break, Flaw, find_breaks
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript
from auditor.text.marks import Mark, find_marks, han, printed
from auditor.text.zones import code_and_addresses

_BEGINNING = regex.compile(
    r"(?<![统唯单同第之专如合])一(?:是|要|来|则|者|为|看|抓)|(?:(?<=[\n。；：，！？”（])|^)第一(?=[，、：是个条类步点项])|其一|首先|首要|一方面"
    r"|一个(?:是|叫)|（一）|(?<![0-9])1[.、）](?![0-9])|①|(?:(?<=[\n。；：])|^)一、|先是|上接|紧接|(?:^|\n)（?[上续]接"
)
_CREDIT = regex.compile(r"[摄图文绘]）?$")
_FARTHEST = 3000
_BESIDE_PARAGRAPHS = 3
_PASSAGE = 12
_BEFORE = Bilingual("前一点", "the point before")


def find_flaws(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Flaws of the kind that the rule's option `flaw` names."""
    flow = manuscript.flow
    for one, severity in _read(manuscript.document.text, flow):
        if one.flaw.value == rule.option("flaw"):
            yield _fault(flow, one, severity)


def _fault(flow: Flow, one: Break, severity: Severity) -> Fault:
    mark, before = one.mark, one.before
    beside = () if before is None else (Beside(flow.span(before.start, before.end), _BEFORE),)
    missing = "、".join(printed(mark.style, value).rstrip("、") for value in one.missing)
    return Fault(flow.span(mark.start, mark.end), (("missing", missing),), beside=beside, severity=severity)


@lru_cache(maxsize=2)
def _read(text: str, flow: Flow) -> tuple[tuple[Break, Severity], ...]:
    """The flaws of all sequences of a document that are worth reporting."""
    code = code_and_addresses(text)
    found: list[tuple[Break, Severity]] = []
    copied = _Copies(flow.text)
    for start, marks in _by_article(flow, find_marks(flow, text, code.holds)):
        copies = {mark.start for mark in marks if copied.meets(mark)}
        for one in find_breaks(marks):
            if one.flaw is Flaw.REPEAT and one.mark.start in copies:
                continue
            severity = _severity(flow.text, start, one)
            if severity is not None:
                found.append((one, severity))
    return tuple(found)


class _Copies:
    """Tells a mark whose point begins with the same words as one before: a passage printed twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: set[tuple[str, int, str]] = set()

    def meets(self, mark: Mark) -> bool:
        key = (mark.style, mark.value, self.text[mark.end : mark.end + _PASSAGE])
        known = key in self.seen
        self.seen.add(key)
        return known


def _by_article(flow: Flow, marks: Iterator[Mark]) -> Iterator[tuple[int, list[Mark]]]:
    """The marks of each article, and where it begins."""
    begins = _article_starts(flow)
    group: list[Mark] = []
    index = 0
    for mark in marks:
        following = index
        while following + 1 < len(begins) and begins[following + 1] <= mark.start:
            following += 1
        if following != index and group:
            yield begins[index], group
            group = []
        index = following
        group.append(mark)
    if group:
        yield begins[index], group


def _article_starts(flow: Flow) -> list[int]:
    """Places where articles begin; a photographer's credit in the midst of one begins none."""
    begins = [0]
    for before, paragraph in zip(flow.paragraphs, flow.paragraphs[1:], strict=False):
        if paragraph.article != before.article and not _CREDIT.search(flow.text, paragraph.start, paragraph.end):
            begins.append(paragraph.start)
    return begins


def _severity(text: str, article: int, one: Break) -> Severity | None:
    """How sure a break is a fault; None where the text has another explanation."""
    mark, before = one.mark, one.before
    start = max(article, mark.start - _FARTHEST) if before is None else before.end
    if one.flaw is Flaw.ORDER:
        return Severity.WARNING if mark.spoken or mark.leads else Severity.NOTE
    between = text[start : mark.start]
    if one.flaw is Flaw.HEADLESS:
        return _severity_of_headless(one, text[max(start, mark.start - _FARTHEST) : mark.start])
    assert before is not None
    if len(between) > 2 * _FARTHEST:
        return None
    if one.flaw is Flaw.GAP:
        one.missing = tuple(value for value in one.missing if not _loosely(value).search(between))
        if not one.missing:
            return None
        sure = mark.spoken or (mark.leads == before.leads and len(one.missing) == 1)
    else:
        if mark.spoken and (_BEGINNING.search(between) or _loosely(mark.value - 1).search(between)):
            return None
        if not mark.spoken and (mark.leads, mark.indent) != (before.leads, before.indent):
            return None
        sure = True
    near = not mark.spoken or mark.paragraph - before.paragraph <= _BESIDE_PARAGRAPHS
    return Severity.WARNING if sure and near else Severity.NOTE


def _severity_of_headless(one: Break, between: str) -> Severity | None:
    mark = one.mark
    if one.length < 2 or mark.style in ("number", "closed", "wrapped", "circled") or mark.style.startswith("part"):
        return None
    if _BEGINNING.search(between) or _loosely(mark.value - 1).search(between):
        return None
    return Severity.WARNING if mark.spoken else Severity.NOTE


@lru_cache(maxsize=128)
def _loosely(value: int) -> regex.Pattern[str]:
    """Anything that could be the mark of a value, in whatever form."""
    numeral = han(value)
    circled = chr(ord("①") + value - 1) if 0 < value <= 20 else "①"
    return regex.compile(
        rf"{numeral}(?:是|要|则|来|者|在|为|看|抓|[、，：.） ])|[第其（]{numeral}|(?<![0-9]){value}[.、） ](?![0-9])|{circled}"
    )
