"""Report → a short piece of HTML for a notebook's cell: the counts and the first findings.  No script, no style sheet."""

from __future__ import annotations

from html import escape
from itertools import islice

from auditor.model import Report, Severity
from auditor.report.display import printable
from auditor.report.entries import Entry, entries
from auditor.report.errors import shown_path
from auditor.report.summary import summarize

_MOST_FINDINGS = 10
_LONGEST = 80
_CELL = ' style="text-align:left"'
_COUNTS = {
    "zh": "{documents} 篇，{figures} 个数字，{claims} 处可核（成立 {holds}、不符 {fails}、未定 {open}）；"
    "发现 {error} 处错误、{warning} 处警告、{note} 处提示",
    "en": "{documents} documents, {figures} figures, {claims} claims ({holds} hold, {fails} fail, {open} open); "
    "{error} errors, {warning} warnings, {note} notes",
}
_HEAD = {
    "zh": ("文件", "行", "级别", "规则", "原文", "说明"),
    "en": ("document", "line", "severity", "rule", "text", "message"),
}
_MORE = {"zh": "另有 {} 处，见 findings()", "en": "{} more: see findings()"}
_FAILED = {"zh": "{} 篇未能核对，见 failures()", "en": "{} could not be audited: see failures()"}


def to_notebook(report: Report, *, lang: str = "zh") -> str:
    """The gravest findings first."""
    counts = summarize(report)
    grades = list(Severity)
    shown = {name: getattr(counts, name) for name in counts.__slots__}
    lines = [f"<p>{escape(_COUNTS[lang].format(**shown))}</p>"]
    loud = (entry for entry in entries(report) if not entry.finding.quiet)
    found = sorted(loud, key=lambda entry: grades.index(entry.finding.severity))
    if found:
        head = "".join(f"<th{_CELL}>{word}</th>" for word in _HEAD[lang])
        rows = "".join(_row(entry, lang) for entry in islice(found, _MOST_FINDINGS))
        lines.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    if len(found) > _MOST_FINDINGS:
        lines.append(f"<p>{_MORE[lang].format(len(found) - _MOST_FINDINGS)}</p>")
    if report.errors:
        lines.append(f"<p>{_FAILED[lang].format(len(report.errors))}</p>")
    return f"<div>{''.join(lines)}</div>"


def _row(entry: Entry, lang: str) -> str:
    finding = entry.finding
    text = finding.span.of(entry.document.document.text)
    cells = (
        shown_path(entry.path, lang), str(entry.start.line), finding.severity.value, finding.rule, _short(text),
        finding.message,
    )  # fmt: skip
    return "<tr>" + "".join(f"<td{_CELL}>{escape(printable(cell))}</td>" for cell in cells) + "</tr>"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
