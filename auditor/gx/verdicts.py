"""Report → the one table that the suite is held against: a row a claim, a finding without one, a figure, a document, a
failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

import pandas as pd

from auditor.model import DocumentReport, Figure, Report, Span
from auditor.report.decimals import exact_string
from auditor.report.display import printable
from auditor.report.html import Address
from auditor.report.places import Places

COLUMNS = {
    "row": "string", "document": "string", "line": "Int64", "column": "Int64", "rule": "string", "verdict": "string",
    "severity": "string", "text": "string", "working": "string", "report": "string", "checked_share": "float64",
    "false_script": "boolean", "duplicate": "boolean", "unit": "string", "dimension": "string", "role": "string",
    "label": "string", "low": "string", "high": "string",
}  # fmt: skip
_LONGEST = 120
_FALSE_SCRIPT = ("SCR101", "SCR102", "SCR103")
_SAME_ARTICLE = ("DUP201", "DUP202")
_Row = dict[str, object]


def verdict_frame(report: Report, addresses: Sequence[Address] = ()) -> pd.DataFrame:
    """The table.  `severity` is that of the finding, and missing where a claim raised none.

    With the `addresses` of the documents in an HTML report, `report` says where a finding stands in it.
    """
    known = chain(addresses, repeat(None))
    rows = [row for document, address in zip(report.documents, known) for row in _rows(document, address)]  # noqa: B905
    rows += [
        {"row": "problem" if error.rule else "failure", "document": error.path, "working": error.message}
        for error in report.errors
    ]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in COLUMNS.items()}
    )


def _rows(report: DocumentReport, address: Address | None) -> Iterator[_Row]:
    yield from _claims(report, address)
    document, covered = report.document, report.coverage
    places = Places(document.text)
    page = {"document": document.path, "report": address.page if address else None}
    for figure in report.figures:
        yield {"row": "figure", **page, **_place(document.text, places, figure.span), **_quantity(figure)}
    rules = {finding.rule for finding in report.findings if not finding.quiet}
    yield {
        "row": "document", **page, "checked_share": covered.checked / covered.figures if covered.figures else None,
        "false_script": bool(rules.intersection(_FALSE_SCRIPT)), "duplicate": bool(rules.intersection(_SAME_ARTICLE)),
    }  # fmt: skip


def _claims(report: DocumentReport, address: Address | None) -> Iterator[_Row]:
    """A row a finding, and a row a claim that raised none."""
    document, places = report.document, Places(report.document.text)
    working = {claim.id: claim.working for claim in report.claims}
    findings = sorted(report.findings, key=lambda finding: finding.span)
    blamed = {finding.claim for finding in findings if not finding.quiet}
    for claim in report.claims:
        if claim.id not in blamed:
            said = {"rule": claim.rule, "verdict": claim.verdict.value, "working": claim.working}
            yield {"row": "claim", "document": document.path, **_place(document.text, places, claim.span), **said}
    for number, finding in enumerate(findings):
        if finding.quiet:
            continue
        shown = working.get(finding.claim or "") or finding.message
        yield {
            "row": "claim" if finding.claim in working else "finding", "document": document.path,
            **_place(document.text, places, finding.span), "rule": finding.rule, "verdict": "fails",
            "severity": finding.severity.value, "working": shown,
            "report": address.finding(number) if address else None,
        }  # fmt: skip


def _quantity(figure: Figure) -> _Row:
    low, high = (None if end is None else exact_string(end) for end in (figure.interval.low, figure.interval.high))
    names = {"unit": figure.unit, "dimension": figure.dimension, "role": figure.role, "label": figure.label}
    return {**names, "low": low, "high": high}


def _place(text: str, places: Places, span: Span) -> dict[str, object]:
    place = places.at(span.start)
    printed = printable(span.of(text))
    shown = printed if len(printed) <= _LONGEST else printed[:_LONGEST] + "…"
    return {"line": place.line, "column": place.column, "text": shown}
