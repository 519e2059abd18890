"""Sequences of points whose numbering has a gap, a repeat, a wrong order or no beginning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditor import regex
from auditor.layout import Flow
from auditor.model import Severity
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript
from auditor.text.sequences.breaks import severity_of
from auditor.text.sequences.chains import Break, Flaw, find_breaks
from auditor.text.sequences.marks import Mark, find_marks, printed
from auditor.text.zones import code_and_addresses

_CREDIT = regex.compile(r"[摄图文绘]）?$")
_PASSAGE = 12
_BEFORE = Bilingual("前一点", "the point before")
_BEHIND = Bilingual("应在其前的一点", "the point that should come before")


def find_flaws(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Flaws of the kind that the rule's option `flaw` names."""
    flow = manuscript.flow
    for one, severity in _read(manuscript.document.text, flow):
        if one.flaw.value == rule.option("flaw"):
            yield _fault(flow, one, severity)


def _fault(flow: Flow, one: Break, severity: Severity) -> Fault:
    mark, before = one.mark, one.before
    beside = (
        ()
        if before is None
        else (Beside(flow.span(before.start, before.end), _BEHIND if one.flaw is Flaw.ORDER else _BEFORE),)
    )
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
            if one.mark.start in copies:
                continue
            severity = severity_of(flow.text, start, one)
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
