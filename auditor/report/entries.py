"""A report's findings one by one, each with all that a line-based format needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.frozen import dataclass
from auditor.held import Documents, short, telling
from auditor.model import Claim, DocumentReport, Finding, Related, Report, RuleInfo, Span
from auditor.report.display import printable
from auditor.report.places import EDITOR_ENDS, Place, Places
from auditor.report.suspects import suggested, suspect_lines
from auditor.report.wording import word

_STDIN = "-"


class Library:
    """The texts of a run, and the places in them, for findings that concern another document."""

    def __init__(self, documents: Documents, ends: re.Pattern[str]) -> None:
        self._documents = short(documents)
        self._ends = ends
        self._numbers: dict[str, int] | None = None
        self._last: tuple[str, str, Places] | None = None

    def number(self, path: str) -> int | None:
        """Which document of the run a path is that a finding names; those that none names are not remembered."""
        if self._numbers is None:
            told = (finding for _, document in telling(self._documents) for finding in document.findings)
            named = {related.path for finding in told for related in finding.related}
            paths = ((one.document.path, number) for number, one in enumerate(self._documents))
            self._numbers = {path: number for path, number in paths if path in named}
        return self._numbers.get(path)

    def text(self, path: str) -> str | None:
        found = self._found(path)
        return found[1] if found else None

    def places(self, path: str) -> Places | None:
        """None for a text that is not part of the run."""
        found = self._found(path)
        return found[2] if found else None

    def _found(self, path: str) -> tuple[str, str, Places] | None:
        """The last one is remembered: it is asked for several times."""
        if self._last is not None and self._last[0] == path:
            return self._last
        number = self.number(path)
        if number is not None:
            text = self._documents[number].document.text
            self._last = (path, text, Places(text, self._ends))
            return self._last
        return None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in its document, which has a number in the run, with its claim, its rule and the places of both its
    ends."""

    number: int
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

    def text_of(self, path: str) -> str | None:
        """The text of any document of the run."""
        return self.document.document.text if path == self.path else self.library.text(path)

    def places_of(self, path: str) -> Places | None:
        """The places in it."""
        return self.places if path == self.path else self.library.places(path)

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
    listed = _Listed(report, ends)
    for number, document in telling(short(report.documents)):
        yield from listed.entries(number, document)


def by_document(report: Report, ends: re.Pattern[str] = EDITOR_ENDS) -> Iterator[tuple[DocumentReport, list[Entry]]]:
    """Every document with its findings by place."""
    listed = _Listed(report, ends)
    for number, document in enumerate(report.documents):
        yield document, listed.entries(number, document)


class _Listed:
    """What all findings of a run share."""

    def __init__(self, report: Report, ends: re.Pattern[str]) -> None:
        self._rules = {rule.id: rule for rule in report.rules}
        self._library = Library(report.documents, ends)
        self._ends = ends

    def entries(self, number: int, document: DocumentReport) -> list[Entry]:
        if not document.findings:
            return []
        places = Places(document.document.text, self._ends)
        claims = {claim.id: claim for claim in document.claims}
        found = []
        for finding in sorted(document.findings, key=lambda finding: finding.span):
            claim = claims.get(finding.claim) if finding.claim is not None else None
            rule = self._rules.get(finding.rule)
            found.append(Entry(number, document, finding, claim, rule, places, self._library))
        return found


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
    places = entry.places_of(related.path)
    shown = printable(related.path)
    return f"{shown}:{places.at(related.span.start)}" if places else shown


def said(related: Related, entry: Entry) -> str:
    """What a related passage is, or failing that its text."""
    text = entry.document.document.text if related.path is None else entry.text_of(related.path)
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
