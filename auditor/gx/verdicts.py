"""Report → the one table that the suite is held against: a row a claim, a finding without one, a document, a failure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from auditor.model import DocumentReport, Finding, Report, Span
from auditor.report.display import printable
from auditor.report.places import Places

COLUMNS = {
    "row": "string", "document": "string", "line": "Int64", "column": "Int64", "rule": "string", "verdict": "string",
    "severity": "string", "text": "string", "working": "string", "checked_share": "float64",
    "false_script": "boolean", "duplicate": "boolean",
}  # fmt: skip
_LONGEST = 120
_FALSE_SCRIPT = ("SCR101", "SCR102", "SCR103")
_SAME_ARTICLE = ("DUP201", "DUP202")


def verdict_frame(report: Report) -> pd.DataFrame:
    """`severity` is that of the finding, and missing where a claim raised none."""
    rows = [row for document in report.documents for row in _rows(document)]
    rows += [{"row": "failure", "document": error.path, "working": error.message} for error in report.errors]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in COLUMNS.items()}
    )


def _rows(report: DocumentReport) -> Iterator[dict[str, object]]:
    document = report.document
    places = Places(document.text)
    found: dict[str, list[Finding]] = defaultdict(list)
    loud = [finding for finding in report.findings if not finding.quiet]
    for finding in loud:
        found[finding.claim or ""].append(finding)
    working = {claim.id: claim.working for claim in report.claims}
    for claim in report.claims:
        if claim.id not in found:
            said = {"rule": claim.rule, "verdict": claim.verdict.value, "working": claim.working}
            yield {"row": "claim", "document": document.path, **_place(document.text, places, claim.span), **said}
    for finding in loud:
        said = {"rule": finding.rule, "verdict": "fails", "severity": finding.severity.value}
        shown = working.get(finding.claim or "") or finding.message
        place = _place(document.text, places, finding.span)
        kind = "claim" if finding.claim in working else "finding"
        yield {"row": kind, "document": document.path, **place, **said, "working": shown}
    rules = {finding.rule for finding in loud}
    covered = report.coverage
    yield {
        "row": "document", "document": document.path,
        "checked_share": covered.checked / covered.figures if covered.figures else None,
        "false_script": bool(rules.intersection(_FALSE_SCRIPT)), "duplicate": bool(rules.intersection(_SAME_ARTICLE)),
    }  # fmt: skip


def _place(text: str, places: Places, span: Span) -> dict[str, object]:
    place = places.at(span.start)
    printed = printable(span.of(text))
    shown = printed if len(printed) <= _LONGEST else printed[:_LONGEST] + "…"
    return {"line": place.line, "column": place.column, "text": shown}
