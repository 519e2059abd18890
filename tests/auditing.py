"""Texts taken apart for a test: figures, dates, mentions and alarms of a few sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from gold import alarms, audit

from auditor.figures.extract import extract
from auditor.layout import lay_out
from auditor.model import Claim, DocumentReport, Figure, Finding, Span
from auditor.relations.mentions import Mention, Page
from auditor.relations.pages import read_page
from auditor.relations.shadow import cast_shadow

OPEN, CLOSE = "⟦", "⟧"


def fault(reason: str) -> pytest.MarkDecorator:
    """A known fault of the engine: the test fails today, and asks to be unmarked once it is mended."""
    return pytest.mark.xfail(strict=True, reason=reason)


def figures(text: str) -> list[Figure]:
    return [item.figure for item in extract(lay_out(text)) if item.figure is not None]


def only_figure(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


def dates(text: str) -> list[str]:
    flow = lay_out(text)
    return [flow.text[item.start : item.end] for item in extract(flow) if item.figure is None]


def read(text: str) -> Page:
    flow = lay_out(text)
    return read_page(flow, cast_shadow(flow, extract(flow)))


def mentions(text: str) -> tuple[Mention, ...]:
    return read(text).mentions


def figure_alarms(report: DocumentReport) -> list[Finding]:
    """Findings of the figures family that a run counts as faults."""
    return [finding for finding in alarms(report) if finding.family == "figures"]


def described(text: str) -> list[str]:
    """The alarms of a text in words, for a test that wants none."""
    report = audit(text)
    working = {claim.id: claim.working for claim in report.claims}
    return [f"{one.rule} {one.span.of(text)}: {working.get(one.claim or '', '')}" for one in figure_alarms(report)]


def operands_of(claim: Claim, text: str) -> list[tuple[str, str]]:
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
