"""Report → workflow commands, which GitHub Actions turns into annotations of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import InputError, Report, Severity
from auditor.report.display import printable
from auditor.report.entries import Entry, entries, explained, relative_path
from auditor.report.places import GIT_ENDS

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_github(report: Report, *, lang: str = "zh") -> str:
    """One command a line; nothing of an article can begin a command of its own."""
    return "".join(github_pieces(report, lang=lang))


def github_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same line by line."""
    for entry in entries(report, GIT_ENDS):
        yield _annotation(entry, lang) + "\n"
    for error in report.errors:
        yield _unread(error) + "\n"


def _annotation(entry: Entry, lang: str) -> str:
    title = f"{entry.finding.rule} {entry.title}"
    properties = [("file", relative_path(entry.path)), *_lines(entry), ("title", title)]
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties)
    message = "\n".join(printable(line) for line in explained(entry, lang).splitlines())
    return f"::{_COMMANDS[entry.finding.severity]} {shown}::{_data(message)}"


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """Lines and, where the place lies on one line, columns: GitHub refuses them elsewhere.

    `endColumn` is the column behind the last character.
    """
    start, end = entry.start, entry.end
    yield "line", str(start.line)
    yield "endLine", str(end.line)
    if start.line == end.line:
        yield "col", str(start.column)
        yield "endColumn", str(end.column)


def _unread(error: InputError) -> str:
    return f"::error file={_property(relative_path(error.path))}::{_data(printable(error.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
