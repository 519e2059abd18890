"""A report's findings one by one, each with all that a line-based format needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.frozen import dataclass
from auditor.model import Claim, DocumentReport, Finding, Related, Report, RuleInfo, Span
from auditor.report.display import printable
from auditor.report.places import EDITOR_ENDS, Place, Places
from auditor.report.suspects import suggested, suspect_lines
from auditor.report.wording import word

_STDIN = "-"


class Library:
    """The texts of a run, and the places in them."""

    def __init__(self, report: Report, ends: re.Pattern[str]) -> None:
        self._texts = {document.document.path: document.document.text for document in report.documents}
        self._ends = ends
        self._places: dict[str, Places] = {}

    def text(self, path: str) -> str | None:
        return self._texts.get(path)

    def places(self, path: str) -> Places | None:
        """None for a text that is not part of the run."""
        if path not in self._places and path in self._texts:
            self._places[path] = Places(self._texts[path], self._ends)
        return self._places.get(path)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in its document, with its claim, its rule and the places of both its ends."""

    document: DocumentReport
    finding: Finding
    claim: Claim | None
    rule: RuleInfo | None
    places: Places
    library: Library

    @property
    def path(self) -> str:
        return self.document.document.path

    @property
    def start(self) -> Place:
        return self.places.at(self.finding.span.start)

    @property
    def end(self) -> Place:
        """Behind the last character."""
        return self.places.at(self.finding.span.end)

    @property
    def title(self) -> str:
        return self.rule.title if self.rule else self.finding.rule

    @property
    def working(self) -> str:
        """The claim's working, unless the message says it already."""
        if self.claim is None or self.claim.working in self.finding.message:
            return ""
        return self.claim.working


def entries(report: Report, ends: re.Pattern[str] = EDITOR_ENDS) -> Iterator[Entry]:
    """Every finding, by document and place."""
    for _, found in by_document(report, ends):
        yield from found


def by_document(report: Report, ends: re.Pattern[str] = EDITOR_ENDS) -> Iterator[tuple[DocumentReport, list[Entry]]]:
    """Every document with its findings by place."""
    rules = {rule.id: rule for rule in report.rules}
    library = Library(report, ends)
    for document in report.documents:
        places = library.places(document.document.path) or Places(document.document.text, ends)
        claims = {claim.id: claim for claim in document.claims}
        found = []
        for finding in sorted(document.findings, key=lambda finding: finding.span):
            claim = claims.get(finding.claim) if finding.claim is not None else None
            found.append(Entry(document, finding, claim, rules.get(finding.rule), places, library))
        yield document, found


def explained(entry: Entry, lang: str) -> str:
    """All that is known of a finding, on as many lines as it takes."""
    lines = [entry.finding.message]
    if entry.working:
        lines.append(entry.working)
    for related in entry.finding.related:
        lines.append(f"{word(lang, 'related')} {where(related, entry)}  {said(related, entry)}")
    lines += diagnosed(entry, lang)
    if suggestion := suggested(entry.finding):
        lines.append(word(lang, "suggestion") + suggestion)
    return "\n".join(lines)


def diagnosed(entry: Entry, lang: str) -> list[str]:
    """Which figure is probably wrong; places as the entry counts lines."""
    return list(suspect_lines(entry.finding, entry.document.document.text, entry.places, lang))


def where(related: Related, entry: Entry) -> str:
    """The place of a related passage, after the name of its document if that is another one."""
    if related.path is None:
        return str(entry.places.at(related.span.start))
    places = entry.library.places(related.path)
    shown = printable(related.path)
    return f"{shown}:{places.at(related.span.start)}" if places else shown


def said(related: Related, entry: Entry) -> str:
    """What a related passage is, or failing that its text."""
    text = entry.document.document.text if related.path is None else entry.library.text(related.path)
    return related.message or (f"「{quote(text, related.span)}」" if text else "")


def quote(text: str, span: Span, longest: int = 60) -> str:
    """A passage on one line, its middle left out when it is long."""
    line = " ".join(text[span.start : min(span.end, span.start + 4 * longest)].split())
    cut = span.end > span.start + 4 * longest
    return line if len(line) <= longest and not cut else f"{line[: longest - 12]}…{text[span.end - 11 : span.end]}"


def relative_path(path: str) -> str:
    """A path as version control names it: below the working folder where it lies there, `/` between folders."""
    if path == _STDIN:
        return "stdin"
    found = Path(path)
    if found.is_absolute() and found.is_relative_to(Path.cwd()):
        found = found.relative_to(Path.cwd())
    return found.as_posix()
