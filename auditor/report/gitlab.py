"""Report → a Code Quality report, which GitLab shows beside a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from auditor.model import Report, Severity
from auditor.report.entries import Entry, diagnosed, entries, relative_path
from auditor.report.escaping import dump_list
from auditor.report.places import GIT_ENDS
from auditor.report.suspects import suggested

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_UNREAD = "unreadable-input"


def to_gitlab(report: Report, *, lang: str = "zh") -> str:
    """A JSON array; GitLab knows lines, but no columns, and drops entries that share a fingerprint."""
    return "".join(gitlab_pieces(report, lang=lang))


def gitlab_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same issue by issue."""
    return dump_list(_issues(report, lang))


def _issues(report: Report, lang: str) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for entry in entries(report, GIT_ENDS):
        yield _issue(entry, seen, lang)
    for error in report.errors:
        path = relative_path(error.path)
        yield {
            "description": error.message,
            "check_name": _UNREAD,
            "fingerprint": _fingerprint(f"{_UNREAD}\x1f{path}", seen),
            "severity": "critical",
            "location": {"path": path, "lines": {"begin": 1}},
        }


def _issue(entry: Entry, seen: Counter[str], lang: str) -> dict[str, object]:
    finding, path = entry.finding, relative_path(entry.path)
    parts = [finding.message, entry.working, *diagnosed(entry, lang), suggested(finding)]
    description = " · ".join(filter(None, parts))
    return {
        "description": description,
        "check_name": finding.rule,
        "fingerprint": _fingerprint(f"{path}\x1f{finding.id}", seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": entry.start.line, "end": entry.end.line}},
    }


def _fingerprint(key: str, seen: Counter[str]) -> str:
    """The same in each run, and different for each finding of a run."""
    seen[key] += 1
    numbered = key if seen[key] == 1 else f"{key}\x1f{seen[key]}"
    return hashlib.sha256(numbered.encode("utf-8", "surrogatepass")).hexdigest()
