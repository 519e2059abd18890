"""What the pages show, as plain data: the list of findings, and each article with its marks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.model import Claim, DocumentReport, Figure, Report, Span, Verdict
from auditor.report.decimals import Toward, decimal_string
from auditor.report.entries import Entry, entries_of, quote, said
from auditor.report.errors import shown_path
from auditor.report.html.pieces import paragraphs, visible
from auditor.report.summary import summarize

_Json = dict[str, object]
_LONGEST_QUOTE = 80
_ITEM = "item"
# What a claim is about stands at the hub of its part of the picture.
_HUBS = ("rate", "change", "whole", "total", "stated")
_STATES = ("fails", "open", "holds")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the pages show it: its anchor, its row in the overview, its findings, its article."""

    anchor: str
    row: _Json
    findings: list[_Json]
    article: _Json


class Anchors:
    """Names for places in the report: the same in each run, and each only once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, letter: str, key: str) -> str:
        self._seen[letter + key] += 1
        count = self._seen[letter + key]
        return f"{letter}-{key}" if count == 1 else f"{letter}-{key}-{count}"


def shown_documents(report: Report, lang: str) -> list[Shown]:
    """Every document, in order."""
    rules = {rule.id: rule for rule in report.rules}
    anchors = Anchors()
    shown = []
    for index, document in enumerate(report.documents):
        digest = hashlib.sha256(document.document.path.encode("utf-8", "replace")).hexdigest()[:8]
        entries = list(entries_of(document, rules))
        findings = [_finding(entry, index, anchors) for entry in entries]
        anchor = anchors.name("d", digest)
        shown.append(Shown(anchor, _row(document, anchor, lang), findings, _article(document, entries)))
    return shown


def rule_rows(report: Report) -> list[_Json]:
    """The rules that found something, most findings first."""
    titles = {rule.id: (rule.title, rule.why) for rule in report.rules}
    found = [finding for document in report.documents for finding in document.findings]
    counts = Counter(finding.rule for finding in found)
    families = {finding.rule: finding.family for finding in found}
    gravest = {
        finding.rule: finding.severity.value for severity in ("note", "warning", "error")
        for finding in found if finding.severity.value == severity
    }  # fmt: skip
    return [
        {
            "id": rule,
            "title": visible(titles.get(rule, (rule, ""))[0]),
            "why": visible(titles.get(rule, (rule, ""))[1]),
            "family": families[rule],
            "severity": gravest[rule],
            "count": count,
        }
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _row(document: DocumentReport, anchor: str, lang: str) -> _Json:
    states = Counter(_states(document).values())
    summary = summarize(Report((document,)))
    return {
        "anchor": anchor,
        "path": visible(shown_path(document.document.path, lang)),
        "script": document.document.script.value,
        "length": len(document.document.text),
        "figures": len(document.figures),
        "states": {state: states[state] for state in (*_STATES, "unchecked")},
        "claims": summary.claims,
        "holds": summary.holds,
        "fails": summary.fails,
        "open": summary.open,
        "error": summary.error,
        "warning": summary.warning,
        "note": summary.note,
    }


def _states(document: DocumentReport) -> dict[str, str]:
    """What became of each figure: the gravest verdict of its claims, `unchecked` without any."""
    found: dict[str, set[str]] = {figure.id: set() for figure in document.figures}
    for claim in document.claims:
        for operand in claim.operands:
            if operand.figure in found:
                found[operand.figure].add(claim.verdict.value)
    return {
        name: next((state for state in _STATES if state in verdicts), "unchecked") for name, verdicts in found.items()
    }


def _finding(entry: Entry, document: int, anchors: Anchors) -> _Json:
    """`claim` is the number of the claim in its article."""
    finding, text, start = entry.finding, entry.document.document.text, entry.start
    claims = [claim.id for claim in entry.document.claims]
    return {
        "id": anchors.name("f", finding.id),
        "doc": document,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "place": str(start),
        "quote": visible(quote(text, finding.span, _LONGEST_QUOTE)),
        "message": visible(finding.message),
        "working": visible(entry.working),
        "suggestion": visible(finding.suggestion or ""),
        "related": [
            {"place": str(entry.places.at(related.span.start)), "message": visible(said(related, entry))}
            for related in finding.related
        ],
        "claim": claims.index(finding.claim) if finding.claim in claims else None,
    }


def _article(document: DocumentReport, entries: Sequence[Entry]) -> _Json:
    """The text in paragraphs, and what its marks are.

    Marks are numbered through: figures first, then listed things, the places of findings, and related places.
    """
    figures = list(document.figures)
    numbers = {figure.id: index for index, figure in enumerate(figures)}
    things = sorted({operand.span for claim in document.claims for operand in claim.operands if not operand.figure})
    thing_numbers = {span: len(figures) + index for index, span in enumerate(things)}
    related = [(one, place) for one, entry in enumerate(entries) for place in range(len(entry.finding.related))]
    spans = [figure.span for figure in figures] + things + [entry.finding.span for entry in entries]
    spans += [entries[one].finding.related[place].span for one, place in related]
    states = _states(document)
    return {
        "lines": [
            [paragraph.number, *([piece.text, *piece.marks] if piece.marks else piece.text for piece in paragraph.pieces)]
            for paragraph in paragraphs(document.document.text, spans)
        ],
        "figures": [_figure(figure, states[figure.id]) for figure in figures],
        "things": [visible(quote(document.document.text, span)) for span in things],
        "claims": [_claim(claim, numbers, thing_numbers) for claim in document.claims],
        "related": related,
    }  # fmt: skip


def _figure(figure: Figure, state: str) -> _Json:
    shown: _Json = {
        "text": visible(" ".join(figure.text.split())),
        "state": state,
        "value": f"{_grouped(decimal_string(figure.value))} {visible(figure.unit)}".rstrip(),
        "range": _range(figure),
    }
    named = {"label": visible(figure.label), "period": visible(figure.period), "hedge": figure.hedge}
    return shown | {name: value for name, value in named.items() if value}


def _range(figure: Figure) -> str:
    low, high = figure.interval.low, figure.interval.high
    shown_low = "" if low is None else _grouped(decimal_string(low, Toward.LOW))
    shown_high = "" if high is None else _grouped(decimal_string(high, Toward.HIGH))
    if shown_low == shown_high:
        return ""
    if not shown_low:
        return f"≤ {shown_high}"
    return f"{shown_low} – {shown_high}" if shown_high else f"≥ {shown_low}"


def _grouped(number: str) -> str:
    """Digits in groups of three before the point."""
    sign = "-" if number.startswith("-") else ""
    whole, point, rest = number.removeprefix("-").partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ",".join(reversed(groups)) + point + rest


def _claim(claim: Claim, figures: dict[str, int], things: dict[Span, int]) -> _Json:
    operands = []
    for operand in claim.operands:
        mark = figures.get(operand.figure) if operand.figure else things.get(operand.span)
        if mark is not None:
            operands.append([operand.role, mark])
    hub = next((index for role in _HUBS for index, (name, _) in enumerate(operands) if name == role), 0)
    return {
        "rule": claim.rule,
        "kind": claim.kind,
        "verdict": claim.verdict.value,
        "working": visible(claim.working),
        "rounded": claim.verdict is Verdict.HOLDS and not claim.exact,
        "reason": visible(claim.reason),
        "operands": operands,
        "hub": hub,
    }
