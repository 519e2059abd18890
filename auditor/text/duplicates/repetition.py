"""Detector of text that stands twice: paragraphs, passages, clauses in a row; exact or nearly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.layout import Flow
from auditor.model import Severity
from auditor.rules import Bilingual, TextRule
from auditor.text.duplicates.clauses import Clause
from auditor.text.duplicates.copies import Copy, Range, copies_of, longest, scattered
from auditor.text.duplicates.differences import shown
from auditor.text.duplicates.grading import Passage, grade
from auditor.text.duplicates.vocabulary import any_of
from auditor.text.duplicates.weight import weigh
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript

_FIRST = Bilingual("前一处", "the other copy")
_LEAD_REACH = 12
_QUOTE_REACH = 2000
_REFRAIN = 2
_DIGITS = frozenset("0123456789")


def find_repeats(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """The copies of the kind that the rule's option names: paragraph, near, passage or clause."""
    flow = manuscript.flow
    told: set[str] = set()
    for copy, passage, name, refrain in _passages(flow):
        if passage.kind != rule.option("kind") or (refrain and name in told):
            continue
        severity = grade(passage, copy.changes)
        if severity is not None:
            told.add(name)
            yield _fault(flow, copy, severity)


@lru_cache(maxsize=1)
def _passages(flow: Flow) -> tuple[tuple[Copy, Passage, str, bool], ...]:
    """All copies, each with what it is, its longest clause, and whether that is a refrain; kept for the next rule."""
    clauses, found = copies_of(flow)
    often = Counter(scattered(clauses, found))
    passages: list[tuple[Copy, Passage, str, bool]] = []
    for copy in found:
        name = longest(clauses, copy)
        refrain = often[name] >= _REFRAIN and not copy.adjacent
        passages.append((copy, _passage(flow, clauses, copy, refrain), name, refrain))
    return tuple(passages)


def _fault(flow: Flow, copy: Copy, severity: Severity) -> Fault:
    return Fault(
        flow.span(*copy.second),
        fields=(("times", str(copy.times)), ("changes", shown(copy.changes))),
        beside=(Beside(flow.span(*copy.first), _FIRST),),
        severity=severity,
    )


def _passage(flow: Flow, clauses: Sequence[Clause], copy: Copy, refrain: bool) -> Passage:
    i, j, k, m = copy.clauses
    one, other = flow.paragraphs[clauses[i].paragraph], flow.paragraphs[clauses[k].paragraph]
    text = flow.text[copy.second[0] : copy.second[1]]
    return Passage(
        prose=weigh(clause.key for clause in (clauses[i:j] if copy.adjacent else clauses[k:m])),
        whole=_whole(clauses, i, j) and _whole(clauses, k, m),
        adjacent=copy.adjacent,
        changed=bool(copy.changes),
        same_paragraph=one is other,
        same_article=one.article == other.article,
        sentence=text[-1] in "。！？；" or any(mark in text for mark in "。！？"),
        complete=_complete(flow, copy.first) and _complete(flow, copy.second),
        aside=refrain or _quoted(flow.text, copy.first) or _quoted(flow.text, copy.second)
        or any(_is_lead(flow, clauses[index].paragraph) for index in (i, k)),
        heading=all(flow.paragraphs[clause.paragraph].heading for clause in (clauses[k], clauses[m - 1])),
        figures=sum(len(_DIGITS.intersection(clause.key)) for clause in clauses[k:m]),
    )  # fmt: skip


def _whole(clauses: Sequence[Clause], start: int, stop: int) -> bool:
    """Do these clauses make up paragraphs, with nothing before and nothing behind?"""
    begins = start == 0 or clauses[start - 1].paragraph != clauses[start].paragraph
    return begins and (stop == len(clauses) or clauses[stop].paragraph != clauses[stop - 1].paragraph)


def _complete(flow: Flow, place: Range) -> bool:
    """Does the range begin and end where sentences do?"""
    start, end = place
    return flow.text[start - 1 : start] in ("", *"。！？\n") and flow.text[end - 1] in "。！？"


def _quoted(text: str, place: Range) -> bool:
    """Does the passage stand in one pair of quotation marks?"""
    before = text[max(0, place[0] - _QUOTE_REACH) : place[0]].rpartition("\n")[2]
    if before.count("“") <= before.count("”"):
        return False
    inside = text[place[0] : place[1]]
    return inside.find("”") in (-1, len(inside) - 1)


def _is_lead(flow: Flow, index: int) -> bool:
    start = flow.paragraphs[index].start
    return any_of("leads").search(flow.text, start, start + _LEAD_REACH) is not None
