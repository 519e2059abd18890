"""Texts audited for a test: figures, mentions and alarms of a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pytest

from auditor.audit import Auditor
from auditor.figures.extract import extract
from auditor.layout import lay_out
from auditor.model import Claim, Document, DocumentReport, Figure, Finding, Severity, Span
from auditor.relations.mentions import Mention, Page, read_page
from auditor.relations.shadow import cast_shadow

OPEN, CLOSE = "⟦", "⟧"


def fault(reason: str) -> pytest.MarkDecorator:
    """A known fault of the engine: fails today, and must be unmarked once it is mended."""
    return pytest.mark.xfail(strict=True, reason=reason)


@lru_cache(maxsize=2)
def auditor(lang: str = "zh") -> Auditor:
    return Auditor(lang)


def audit(text: str) -> DocumentReport:
    return auditor().audit(Document("text.txt", text, "utf-8"))


def figures(text: str) -> list[Figure]:
    return [item.figure for item in extract(lay_out(text)) if item.figure is not None]


def dates(text: str) -> list[str]:
    flow = lay_out(text)
    return [flow.text[item.start : item.end] for item in extract(flow) if item.figure is None]


def read(text: str) -> Page:
    flow = lay_out(text)
    return read_page(flow, cast_shadow(flow, extract(flow)))


def mentions(text: str) -> tuple[Mention, ...]:
    return read(text).mentions


def alarms(report: DocumentReport) -> list[Finding]:
    """Findings about figures that a run counts as faults."""
    return [one for one in report.findings if one.family == "figures" and one.severity is not Severity.NOTE]


def spans_of(report: DocumentReport, finding: Finding) -> list[Span]:
    """Where the finding points, with the operands of its claim."""
    claim = next((claim for claim in report.claims if claim.id == finding.claim), None)
    operands = [] if claim is None else [operand.span for operand in claim.operands]
    return [finding.span, *operands]


def verdicts(report: DocumentReport) -> list[tuple[str, str, int]]:
    """What was concluded, without places and prints."""
    return [(claim.rule, claim.verdict.value, len(claim.operands)) for claim in report.claims]


def operand_texts(text: str, claim: Claim) -> list[tuple[str, str]]:
    return [(operand.role, operand.span.of(text)) for operand in claim.operands]


@dataclass(frozen=True)
class Marked:
    """A text, and where the figures stand that its maker put between ⟦ and ⟧."""

    text: str
    spans: tuple[Span, ...]


def unmark(marked: str) -> Marked:
    pieces = marked.split(OPEN)
    text, spans = pieces[0], []
    for piece in pieces[1:]:
        figure, rest = piece.split(CLOSE)
        spans.append(Span(len(text), len(text) + len(figure)))
        text += figure + rest
    return Marked(text, tuple(spans))


def mark(figure: str) -> str:
    return f"{OPEN}{figure}{CLOSE}"
