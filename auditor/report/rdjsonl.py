"""Report → reviewdog's diagnostics, one JSON object a line.  Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

from auditor.model import Related, Report, Severity, Span
from auditor.report.entries import Entry, entries, explained, relative_path, said
from auditor.report.escaping import dump_json
from auditor.report.places import GIT_ENDS, Places

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_Json = dict[str, object]


def to_rdjsonl(report: Report, *, lang: str = "zh") -> str:
    """A diagnostic a line: findings, then inputs that could not be audited."""
    lines: list[_Json] = [_diagnostic(entry, lang) for entry in entries(report, GIT_ENDS)]
    lines += [
        {
            "message": error.message,
            "location": {"path": relative_path(error.path)},
            "severity": "ERROR",
            "source": {"name": "auditor"},
        }
        for error in report.errors
    ]
    return "".join(dump_json(line) + "\n" for line in lines)


def _diagnostic(entry: Entry, lang: str) -> _Json:
    finding, path = entry.finding, relative_path(entry.path)
    diagnostic: _Json = {
        "message": explained(entry, lang),
        "location": {"path": path, "range": _range(entry.places, finding.span)},
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "auditor"},
        "code": {"value": finding.rule},
    }
    if finding.edits:
        diagnostic["suggestions"] = [
            {"range": _range(entry.places, edit.span), "text": edit.text} for edit in finding.edits
        ]
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": said(related, entry), "location": _location(related, entry)} for related in finding.related
        ]
    return diagnostic


def _location(related: Related, entry: Entry) -> _Json:
    """Without its lines, where they stand in a document that is not part of the run."""
    path = related.path or entry.path
    places = entry.library.places(path)
    return {"path": relative_path(path)} | ({"range": _range(places, related.span)} if places else {})


def _range(places: Places, span: Span) -> _Json:
    """`end` is the place behind the last byte."""
    start, end = places.in_bytes(span.start), places.in_bytes(span.end)
    return {
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }
