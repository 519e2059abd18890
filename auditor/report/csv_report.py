"""Report → CSV for a spreadsheet: a row a finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from auditor.model import Report
from auditor.report.entries import Entry, entries, quote, said, where
from auditor.report.errors import shown_path
from auditor.report.suspects import change, printed, suggested
from auditor.report.wording import word

_COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "severity", "family", "rule", "title", "text", "message",
    "working", "related", "suggestion", "suspect", "suspect_line", "suspect_column", "should_be", "reason", "or_else",
    "missing", "id",
)  # fmt: skip
# Excel takes a file without this mark for the system's own code page.
_MARK = "\ufeff"
# A cell that begins so is a formula to a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TEXT = 200


def to_csv(report: Report, *, lang: str = "zh") -> str:
    """Rows end in CRLF; no cell is a formula, whatever an article holds."""
    return "".join(csv_pieces(report, lang=lang))


def csv_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same row by row."""
    yield _MARK + _line(_COLUMNS)
    for entry in entries(report):
        yield _line(map(_cell, _row(entry, lang)))
    for error in report.errors:
        row = dict.fromkeys(_COLUMNS, "")
        row |= {"path": shown_path(error.path, lang), "severity": "error", "rule": "input", "message": error.message}
        yield _line(map(_cell, row.values()))


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _row(entry: Entry, lang: str) -> tuple[str, ...]:
    finding, start, end = entry.finding, entry.start, entry.end
    related = "; ".join(f"{where(one, entry)} {said(one, entry)}" for one in finding.related)
    working = entry.claim.working if entry.claim else ""
    return (
        word(lang, "stdin") if entry.path == "-" else entry.path,
        str(start.line), str(start.column), str(end.line), str(end.column),
        finding.severity.value, finding.family, finding.rule, entry.title,
        quote(entry.document.document.text, finding.span, _LONGEST_TEXT),
        finding.message, working, related, suggested(finding), *_diagnosis(entry, lang), finding.id,
    )  # fmt: skip


def _diagnosis(entry: Entry, lang: str) -> tuple[str, ...]:
    """The likeliest figure to be wrong, the others, and the row that was left out."""
    finding, text = entry.finding, entry.document.document.text
    missing = "; ".join(one.text for one in finding.missing)
    if not finding.suspects:
        return ("", "", "", "", "", "", missing)
    first, *others = finding.suspects
    place = entry.places.at(first.span.start)
    rest = "; ".join(change(one, text, lang) for one in others)
    return printed(first, text), str(place.line), str(place.column), first.text, first.reason, rest, missing


def _cell(value: str) -> str:
    safe = value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return "'" + safe if safe.startswith(_FORMULA_STARTS) else safe
