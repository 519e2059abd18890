"""Report → JSON Lines: documents, their findings, inputs that failed, and the counts, each on a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from auditor import __version__
from auditor.model import Report
from auditor.report.entries import by_document, quote
from auditor.report.escaping import dump_json
from auditor.report.json_report import SCHEMA_VERSION, finding_to_json, outline, suppressed_to_json
from auditor.report.summary import summarize

_Json = dict[str, object]


def to_jsonl(report: Report) -> str:
    """Every line has a `type`: run, document, finding, suppressed (a finding to be ignored), error or summary."""
    return "".join(jsonl_pieces(report))


def jsonl_pieces(report: Report) -> Iterator[str]:
    """The same line by line."""
    return (dump_json(line) + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[_Json]:
    yield {"type": "run", "schema_version": SCHEMA_VERSION, "tool": {"name": "auditor", "version": __version__}}
    for document, found in by_document(report):
        yield {"type": "document", **outline(document), "coverage": asdict(document.coverage)}
        for entry in found:
            if entry.finding.known:
                continue
            ignored = entry.finding.suppressed is not None
            told = suppressed_to_json if ignored else finding_to_json
            yield {
                "type": "suppressed" if ignored else "finding",
                "path": document.document.path,
                **told(entry.finding, entry.places),
                "end_line": entry.end.line,
                "end_column": entry.end.column,
                "title": entry.title,
                "text": quote(document.document.text, entry.finding.span, 200),
                "working": entry.claim.working if entry.claim else None,
            }
    for error in report.errors:
        yield {"type": "error", "path": error.path, "message": error.message}
    yield {"type": "summary", **asdict(summarize(report))}
