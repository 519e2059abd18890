"""What the pages show, as plain data: the list of findings, and each article with its marks."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, overload

from auditor.frozen import dataclass
from auditor.held import short, telling
from auditor.model import DocumentReport, Finding, Report, Severity, Span
from auditor.report.display import printable
from auditor.report.entries import Entry, by_document, quote, said, where
from auditor.report.errors import shown_path
from auditor.report.html.articles import STATES, article_data, figure_states
from auditor.report.html.pieces import visible
from auditor.report.summary import summarize
from auditor.report.suspects import printed, suggested
from auditor.report.unchecked import counted_causes
from auditor.report.wording import why_ignored
from auditor.stash import Pieces, Stash

_Json = dict[str, Any]
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the overview and the list of findings show it."""

    row: _Json
    findings: list[_Json]


class Anchors:
    """Names for places in the report: the same in each run, and each only once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, letter: str, key: str) -> str:
        self._seen[letter + key] += 1
        count = self._seen[letter + key]
        return f"{letter}-{key}" if count == 1 else f"{letter}-{key}-{count}"


class Contents(Sequence[Shown]):
    """Every document, in order; none of them is held in memory."""

    def __init__(self, report: Report, lang: str) -> None:
        self._report = report
        self._stash = Stash()
        self._rows, self._findings = Pieces(self._stash), Pieces(self._stash)
        # The places in each document that findings of other documents refer to.
        self._incoming: dict[str, list[tuple[Span, _Json]]] = {}
        anchors = Anchors()
        for document, entries in by_document(report):
            path = document.document.path
            anchor = anchors.name("d", hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()[:8])
            findings = [_finding(entry, anchors, lang) for entry in entries]
            self._rows.append(_dumped(_row(document, anchor, lang)))
            self._findings.append(_dumped(findings) if findings else b"")
            for entry, finding in zip(entries, findings, strict=True):
                self._refer(entry, finding)

    def _refer(self, entry: Entry, finding: _Json) -> None:
        for number, related in enumerate(entry.finding.related):
            if related.path is not None:
                told = {name: finding[name] for name in ("id", "doc", "place", "message", "severity")}
                told |= {"anchor": _related_anchor(finding["id"], number), "path": visible(printable(entry.path))}
                self._incoming.setdefault(related.path, []).append((related.span, told))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, number: int) -> Shown: ...

    @overload
    def __getitem__(self, number: slice) -> list[Shown]: ...

    def __getitem__(self, number: int | slice) -> Shown | list[Shown]:
        places = range(len(self))[number]
        return self._shown(places) if isinstance(places, int) else list(map(self._shown, places))

    def _shown(self, number: int) -> Shown:
        return Shown(json.loads(self._rows[number]), json.loads(self._findings[number] or b"[]"))

    def articles(self) -> Iterator[tuple[DocumentReport, _Json]]:
        """The documents with their articles, each made when it is asked for."""
        for document, entries in by_document(self._report):
            yield document, article_data(document, entries, self._incoming.get(document.document.path, []))

    def close(self) -> None:
        """No document can be shown any more."""
        self._stash.close()


def _dumped(data: object) -> bytes:
    return json.dumps(data).encode("ascii")


def _related_anchor(finding: object, number: int) -> str:
    return f"r{str(finding)[1:]}-{number}"


def rule_rows(report: Report) -> list[_Json]:
    """The rules that found something, most findings first; what is quiet does not count."""
    titles = {rule.id: (rule.title, rule.why) for rule in report.rules}
    counts: Counter[str] = Counter()
    families: dict[str, str] = {}
    grades: Counter[tuple[str, bool, Severity]] = Counter()
    for _, document in telling(short(report.documents)):
        for finding in document.findings:
            counts.update([] if finding.quiet else [finding.rule])
            families[finding.rule] = finding.family
            grades[finding.rule, finding.quiet, finding.severity] += 1
    return [
        {
            "id": rule,
            "title": visible(titles.get(rule, (rule, ""))[0]),
            "why": visible(titles.get(rule, (rule, ""))[1]),
            "family": families[rule],
            "severity": next(one.value for one in Severity if grades[rule, rule not in counts, one]),
            "count": counts[rule],
        }
        for rule in sorted(families, key=lambda rule: (-counts[rule], rule))
    ]


def reason_rows(report: Report, lang: str) -> list[_Json]:
    """Why figures were not checked, the most frequent reason first."""
    found = (one for document in report.documents for one in document.coverage.unchecked)
    return [
        {"code": cause.code, "reason": visible(cause.reason), "count": cause.count}
        for cause in counted_causes(found, lang)
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


def _finding(entry: Entry, anchors: Anchors, lang: str) -> _Json:
    """`claim` is the number of the claim in its article, `doc` that of a document."""
    finding, text, start = entry.finding, entry.document.document.text, entry.start
    claims = [claim.id for claim in entry.document.claims]
    name = anchors.name("f", finding.id)
    return {
        "id": name,
        "doc": entry.number,
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
            | ({} if related.path is None else _elsewhere(name, number, entry.library.number(related.path)))
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
