"""What the pages show, as plain data: the list of findings, and each article with its marks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from auditor.frozen import dataclass
from auditor.model import DocumentReport, Finding, Report, Span
from auditor.report.display import printable
from auditor.report.entries import Entry, by_document, quote, said, where
from auditor.report.errors import shown_path
from auditor.report.html.articles import STATES, article_data, figure_states
from auditor.report.html.pieces import visible
from auditor.report.summary import summarize
from auditor.report.suspects import printed, suggested
from auditor.report.unchecked import causes
from auditor.report.wording import why_ignored

_Json = dict[str, Any]
_LONGEST_QUOTE = 80


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
    anchors = Anchors()
    numbers = {document.document.path: index for index, document in enumerate(report.documents)}
    listed = [
        (document, entries, [_finding(entry, numbers, anchors, lang) for entry in entries])
        for document, entries in by_document(report)
    ]
    incoming = _incoming(
        [entry for _, entries, _ in listed for entry in entries], [one for *_, found in listed for one in found]
    )
    shown = []
    for document, entries, findings in listed:
        path = document.document.path
        anchor = anchors.name("d", hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()[:8])
        article = article_data(document, entries, incoming.get(path, []))
        shown.append(Shown(anchor, _row(document, anchor, lang), findings, article))
    return shown


def _incoming(entries: Sequence[Entry], findings: Sequence[_Json]) -> dict[str, list[tuple[Span, _Json]]]:
    """The places in each document that findings of other documents refer to."""
    found: dict[str, list[tuple[Span, _Json]]] = {}
    for entry, finding in zip(entries, findings, strict=True):
        for number, related in enumerate(entry.finding.related):
            if related.path is not None:
                told = {name: finding[name] for name in ("id", "doc", "place", "message", "severity")}
                told |= {"anchor": _related_anchor(finding["id"], number), "path": visible(printable(entry.path))}
                found.setdefault(related.path, []).append((related.span, told))
    return found


def _related_anchor(finding: object, number: int) -> str:
    return f"r{str(finding)[1:]}-{number}"


def rule_rows(report: Report) -> list[_Json]:
    """The rules that found something, most findings first; what is quiet does not count."""
    titles = {rule.id: (rule.title, rule.why) for rule in report.rules}
    found = [finding for document in report.documents for finding in document.findings]
    counts = Counter(finding.rule for finding in found if not finding.quiet)
    families = {finding.rule: finding.family for finding in found}
    gravest = {
        finding.rule: finding.severity.value for severity in ("note", "warning", "error")
        for finding in found if finding.severity.value == severity and (not finding.quiet or finding.rule not in counts)
    }  # fmt: skip
    return [
        {
            "id": rule,
            "title": visible(titles.get(rule, (rule, ""))[0]),
            "why": visible(titles.get(rule, (rule, ""))[1]),
            "family": families[rule],
            "severity": gravest[rule],
            "count": counts[rule],
        }
        for rule in sorted(families, key=lambda rule: (-counts[rule], rule))
    ]


def reason_rows(report: Report, lang: str) -> list[_Json]:
    """Why figures were not checked, the most frequent reason first."""
    found = (one for document in report.documents for one in document.coverage.unchecked)
    return [
        {"code": cause.code, "reason": visible(cause.reason), "count": len(cause.found)}
        for cause in causes(found, lang)
    ]


def _row(document: DocumentReport, anchor: str, lang: str) -> _Json:
    states = Counter(figure_states(document).values())
    summary = summarize(Report((document,)))
    return {
        "anchor": anchor,
        "path": visible(shown_path(document.document.path, lang)),
        "script": document.document.script.value,
        "length": len(document.document.text),
        "figures": len(document.figures),
        "states": {state: states[state] for state in (*STATES, "unchecked")},
        "claims": summary.claims,
        "holds": summary.holds,
        "fails": summary.fails,
        "open": summary.open,
        "error": summary.error,
        "warning": summary.warning,
        "note": summary.note,
    }


def _finding(entry: Entry, numbers: dict[str, int], anchors: Anchors, lang: str) -> _Json:
    """`claim` is the number of the claim in its article, `doc` that of a document."""
    finding, text, start = entry.finding, entry.document.document.text, entry.start
    claims = [claim.id for claim in entry.document.claims]
    name = anchors.name("f", finding.id)
    return {
        "id": name,
        "doc": numbers[entry.path],
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "place": str(start),
        "quote": visible(quote(text, finding.span, _LONGEST_QUOTE)),
        "message": visible(finding.message),
        "working": visible(entry.working),
        "suggestion": visible(suggested(finding)),
        "suspects": _suspects(entry),
        "missing": [visible(one.text) for one in finding.missing],
        "related": [
            {"place": visible(where(related, entry)), "message": visible(said(related, entry))}
            | ({} if related.path is None else _elsewhere(name, number, numbers.get(related.path)))
            for number, related in enumerate(finding.related)
        ],
        "claim": claims.index(finding.claim) if finding.claim in claims else None,
        "quiet": _standing(finding),
        "because": visible(why_ignored(finding, lang)),
    }


def _standing(finding: Finding) -> str:
    if finding.suppressed is not None:
        return "suppressed"
    return "known" if finding.known else ""


def _suspects(entry: Entry) -> list[_Json]:
    """`mark` is the number of the figure in its article."""
    marks = {figure.id: number for number, figure in enumerate(entry.document.figures)}
    text = entry.document.document.text
    return [
        {
            "mark": marks.get(one.figure),
            "place": str(entry.places.at(one.span.start)),
            "old": visible(printed(one, text)),
            "new": visible(one.text),
            "why": visible(one.reason),
        }
        for one in entry.finding.suspects
    ]


def _elsewhere(finding: str, number: int, document: int | None) -> _Json:
    """A related place in another document: its anchor there, if that document is part of the run."""
    return {"doc": document, "anchor": None if document is None else _related_anchor(finding, number)}
