"""Report → Markdown for the comment of a pull request, within what GitHub lets one hold."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from auditor.model import Report, Severity
from auditor.report.display import printable
from auditor.report.entries import Entry, diagnosed, entries, said, where
from auditor.report.errors import shown_path
from auditor.report.summary import count_quiet, summarize
from auditor.report.suspects import suggested
from auditor.report.unchecked import counted_causes
from auditor.report.wording import closing, word

# GitHub takes 65,536 characters.
_LONGEST = 60_000
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$^-])")
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}


def to_markdown(report: Report, *, lang: str = "zh") -> str:
    """Counts, then the findings of each document in a folded section."""
    return "".join(markdown_pieces(report, lang=lang))


def markdown_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same; it is never long."""
    summary = summarize(report)
    head = [
        "### auditor",
        "",
        *(_escape(line) for line in closing(lang, summary, report.errors, count_quiet(report))),
        "",
    ]
    head += [f"- {_escape(shown_path(error.path, lang))}: {_escape(error.message)}" for error in report.errors]
    lines, length, told = head, sum(len(line) + 1 for line in head), 0
    path: str | None = None
    for entry in (one for one in entries(report) if not one.finding.quiet):
        added = list(_finding(entry, lang))
        if entry.path != path:
            added = [*_close(path), *_opening(entry, lang), *added]
        size = sum(len(line) + 1 for line in added)
        if length + size > _LONGEST:
            break
        path, length, told = entry.path, length + size, told + 1
        lines += added
    lines += _close(path)
    if told < summary.findings:
        lines += ["", word(lang, "left-out", count=summary.findings - told)]
    lines += _unchecked(report, lang)
    yield "\n".join(lines).rstrip("\n") + "\n"


def _unchecked(report: Report, lang: str) -> list[str]:
    """Why figures were not checked, folded."""
    found = counted_causes((one for document in report.documents for one in document.coverage.unchecked), lang)
    if not found:
        return []
    title = html.escape(word(lang, "not-checked", count=sum(cause.count for cause in found)))
    rows = [f"- {cause.count}: {_escape(cause.reason)}" for cause in found]
    return ["", f"<details><summary>{title}</summary>", "", *rows, "", "</details>"]


def _opening(entry: Entry, lang: str) -> Iterator[str]:
    path = html.escape(shown_path(entry.path, lang))  # no Markdown in a line that begins with HTML
    count = sum(not finding.quiet for finding in entry.document.findings)
    yield ""
    yield f"<details open><summary><b>{path}</b> · {count}</summary>"
    yield ""


def _close(path: str | None) -> list[str]:
    return [] if path is None else ["", "</details>"]


def _finding(entry: Entry, lang: str) -> Iterator[str]:
    finding = entry.finding
    severity = f"{_SIGNS[finding.severity]} {word(lang, finding.severity.value)}"
    yield f"- {severity} **{entry.start}** `{finding.rule}` {_escape(finding.message)}"
    if entry.working:
        yield f"  - {_escape(entry.working)}"
    for related in finding.related:
        yield f"  - {word(lang, 'related')} {_escape(where(related, entry))}: {_escape(said(related, entry))}"
    for line in diagnosed(entry, lang):
        yield f"  - {_escape(line)}"
    if suggestion := suggested(finding):
        yield f"  - {_escape(word(lang, 'suggestion') + suggestion)}"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, nobody mentioned, no link made of it."""
    shown = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = shown.replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")
    return _SPECIAL.sub(r"\\\1", shown)
