"""Report → lines for a terminal: findings by file, each with its place, its sentence and its working."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.held import telling
from auditor.model import Claim, DocumentReport, Finding, Operand, Related, Report, Span, Verdict
from auditor.report.display import printable
from auditor.report.errors import shown_path
from auditor.report.excerpt import Excerpt, excerpts
from auditor.report.places import Places
from auditor.report.summary import count_quiet, summarize
from auditor.report.suspects import suggested, suspect_lines
from auditor.report.unchecked import unchecked_lines
from auditor.report.wording import closing, quiet_note, word

_STYLES = {
    "path": "1;4",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "holds": "32",
    "fails": "31",
    "open": "33",
    "mark": "1",
    "caret": "31",
    "faint": "2",
}
_INDENT = " " * 6
_NARROWEST = 20
_ITEM = "item"
_ITEM_HEAD = 16
_Paint = Callable[[str, str], str]


def to_text(
    report: Report,
    *,
    lang: str = "zh",
    color: bool = False,
    verbose: bool = False,
    width: int = 100,
    coverage: bool = False,
) -> str:
    """The same as `text_pieces` in one piece."""
    pieces = text_pieces(report, lang=lang, color=color, verbose=verbose, width=width, coverage=coverage)
    return "".join(pieces)


def text_pieces(report: Report, *, lang: str, color: bool, verbose: bool, width: int, coverage: bool) -> Iterator[str]:
    """The report for people, ending in a line end; rows with excerpts keep to `width` columns.

    Nothing of the articles, paths and messages is printed that could steer a terminal; escape
    sequences are there only with `color`.  `verbose` adds the claims that hold or stay open and the
    findings that are quiet, `coverage` the figures that stand in no claim.
    """
    writer = _Writer(lang, _painter(color), verbose, max(_NARROWEST, width - len(_INDENT)))
    documents = report.documents if verbose or coverage else (one for _, one in telling(report.documents))
    for document in documents:
        if any(not finding.quiet for finding in document.findings) or verbose or coverage:
            lines = [*writer.document(document), *(unchecked_lines(document, lang) if coverage else ()), "", ""]
            yield "\n".join(lines)
    lines = closing(lang, summarize(report), report.errors, count_quiet(report), lists_quiet=verbose)
    yield "\n".join([*lines, ""])


def _painter(color: bool) -> _Paint:
    def paint(style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text

    return paint


class _Writer:
    def __init__(self, lang: str, paint: _Paint, verbose: bool, width: int) -> None:
        self._lang = lang
        self._paint = paint
        self._verbose = verbose
        self._width = width

    def document(self, report: DocumentReport) -> Iterator[str]:
        places = Places(report.document.text)
        claims = {claim.id: claim for claim in report.claims}
        yield self._paint("path", shown_path(report.document.path, self._lang))
        for finding in sorted((one for one in report.findings if not one.quiet), key=lambda finding: finding.span):
            claim = claims.get(finding.claim) if finding.claim is not None else None
            yield from self._finding(finding, claim, report.document.text, places)
        if self._verbose:
            yield from self._quiet(report, places)
            yield from self._claims(report, places)

    def _quiet(self, report: DocumentReport, places: Places) -> Iterator[str]:
        """What is known or to be ignored, each on one line with the reason."""
        for finding in sorted((one for one in report.findings if one.quiet), key=lambda finding: finding.span):
            said = "  ".join(
                (
                    f"{places.at(finding.span.start)}",
                    word(self._lang, finding.severity.value),
                    printable(finding.rule),
                    printable(finding.message),
                )
            )
            yield "  " + self._paint("faint", said + printable(quiet_note(finding, self._lang)))

    def _finding(self, finding: Finding, claim: Claim | None, text: str, places: Places) -> Iterator[str]:
        severity = finding.severity.value
        yield "  ".join(
            (
                f"  {places.at(finding.span.start)}",
                self._paint(severity, word(self._lang, severity)),
                self._paint("faint", printable(finding.rule)),
                printable(finding.message),
            )
        )
        shown = excerpts(text, _marks(finding, claim), self._width)
        for excerpt in shown:
            if len(shown) > 1:
                yield _INDENT + self._paint("faint", f"{places.at(excerpt.start)}:")
            yield from self._excerpt(excerpt)
        if claim is not None and claim.working and claim.working not in finding.message:
            yield _INDENT + printable(claim.working)
        for related in finding.related:
            yield self._related(related, text, places)
        for number, line in enumerate(suspect_lines(finding, text, places, self._lang)):
            yield _INDENT + (self._paint("faint", line) if number else line)
        if suggestion := suggested(finding):
            yield _INDENT + word(self._lang, "suggestion") + printable(suggestion)

    def _related(self, related: Related, text: str, places: Places) -> str:
        if related.path is None:
            quote = printable(related.message) or f"「{printable(related.span.of(text))}」"
            return f"{_INDENT}{word(self._lang, 'related')} {places.at(related.span.start)}  {quote}"
        path = shown_path(related.path, self._lang)
        return f"{_INDENT}{word(self._lang, 'related')} {path}  {printable(related.message)}"

    def _excerpt(self, excerpt: Excerpt) -> Iterator[str]:
        for row in excerpt.rows:
            yield _INDENT + "".join(self._paint("mark", piece) if marked else piece for piece, marked in row.pieces)
            if row.carets:
                margin = len(row.carets) - len(row.carets.lstrip())
                yield _INDENT + row.carets[:margin] + self._paint("caret", row.carets[margin:])

    def _claims(self, report: DocumentReport, places: Places) -> Iterator[str]:
        coverage = report.coverage
        counts = word(
            self._lang,
            "coverage",
            figures=coverage.figures,
            checkable=coverage.checkable,
            checked=coverage.checked,
        )
        yield "  " + self._paint("faint", f"{word(self._lang, 'claims')} · {counts}")
        told = {finding.claim for finding in report.findings}
        for claim in sorted(report.claims, key=lambda claim: claim.span):
            # What fails is told as a finding; unless a rule keeps quiet about it.
            if claim.verdict is not Verdict.FAILS or claim.id not in told:
                yield self._claim(claim, places)

    def _claim(self, claim: Claim, places: Places) -> str:
        verdict = claim.verdict.value
        parts = [
            f"  {places.at(claim.span.start)}",
            self._paint(verdict, word(self._lang, verdict)),
            self._paint("faint", printable(claim.rule)),
            printable(claim.working),
        ]
        if claim.verdict is Verdict.HOLDS and not claim.exact:
            parts.append(self._paint("faint", word(self._lang, "rounding")))
        if claim.reason:
            parts.append(self._paint("faint", printable(claim.reason)))
        return "  ".join(parts)


def _marks(finding: Finding, claim: Claim | None) -> list[Span]:
    """What to underline: the claim's operands, and the finding's own place if it lies elsewhere."""
    if claim is None or not claim.operands:
        return [finding.span]
    marks = [_mark(operand) for operand in claim.operands]
    if not any(mark.touches(finding.span) for mark in marks):
        marks.append(finding.span)
    return marks


def _mark(operand: Operand) -> Span:
    """A figure in full; of a listed thing, which may be a paragraph, the beginning."""
    if operand.role != _ITEM:
        return operand.span
    return Span(operand.span.start, min(operand.span.end, operand.span.start + _ITEM_HEAD))
