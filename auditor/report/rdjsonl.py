"""Report → reviewdog's diagnostics, one JSON object a line.  Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Edit, InputError, Related, Report, Severity, Span
from auditor.report.entries import Entry, entries, explained, relative_path, said
from auditor.report.escaping import dump_json
from auditor.report.places import GIT_ENDS, Places
from auditor.report.suspects import change

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_Json = dict[str, object]


def to_rdjsonl(report: Report, *, lang: str = "zh") -> str:
    """A diagnostic a line: findings, then inputs that could not be audited."""
    return "".join(rdjsonl_pieces(report, lang=lang))


def rdjsonl_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same line by line."""
    for entry in entries(report, GIT_ENDS):
        yield dump_json(_diagnostic(entry, lang)) + "\n"
    for error in report.errors:
        yield dump_json(_unread(error)) + "\n"


def _unread(error: InputError) -> _Json:
    return {
        "message": error.message,
        "location": {"path": relative_path(error.path)},
        "severity": "ERROR",
        "source": {"name": "auditor"},
    }


def _diagnostic(entry: Entry, lang: str) -> _Json:
    finding, path = entry.finding, relative_path(entry.path)
    diagnostic: _Json = {
        "message": explained(entry, lang),
        "location": {"path": path, "range": _range(entry.places, finding.span)},
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "auditor"},
        "code": {"value": finding.rule},
    }
    if edits := finding.edits or _in_place_of_a_suspect(entry):
        diagnostic["suggestions"] = [{"range": _range(entry.places, edit.span), "text": edit.text} for edit in edits]
    related = [{"message": said(one, entry), "location": _location(one, entry)} for one in finding.related]
    related += [
        {"message": change(one, entry.document.document.text, lang),
         "location": {"path": path, "range": _range(entry.places, one.span)}}
        for one in finding.suspects
    ]  # fmt: skip
    if related:
        diagnostic["related_locations"] = related
    return diagnostic


def _in_place_of_a_suspect(entry: Entry) -> tuple[Edit, ...]:
    """What a reviewer may accept: the likeliest change of a figure, if a usual slip explains it and no other must follow."""
    first = next(iter(entry.finding.suspects), None)
    if first is None or first.slip is None or first.also:
        return ()
    if any(sign.isspace() for sign in first.span.of(entry.document.document.text)):
        return ()  # a page broke the figure; its line ends are not ours to remove
    return (Edit(first.span, first.text),)


def _location(related: Related, entry: Entry) -> _Json:
    """Without its lines, where they stand in a document that is not part of the run."""
    path = related.path or entry.path
    places = entry.places_of(path)
    return {"path": relative_path(path)} | ({"range": _range(places, related.span)} if places else {})


def _range(places: Places, span: Span) -> _Json:
    """`end` is the place behind the last byte."""
    start, end = places.in_bytes(span.start), places.in_bytes(span.end)
    return {
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }
