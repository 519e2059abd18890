"""An article as plain data: its text in paragraphs, and what its marks are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.model import Claim, DocumentReport, Figure, Span, Verdict
from auditor.report.decimals import Toward, decimal_string
from auditor.report.entries import Entry, quote
from auditor.report.html.pieces import paragraphs, visible

# What may become of a figure, gravest first.
STATES = ("fails", "open", "holds")
# What a claim is about stands at the hub of its part of the picture.
_HUBS = ("rate", "change", "whole", "total", "stated")
_LONGEST_THING = 32
_Json = dict[str, Any]


def figure_states(document: DocumentReport) -> dict[str, str]:
    """What became of each figure: the gravest verdict of its claims, `unchecked` without any.

    What merely holds without counting as checked, as a rate below 100% does, is unchecked too.
    """
    unchecked = {one.figure for one in document.coverage.unchecked}
    found: dict[str, set[str]] = {figure.id: set() for figure in document.figures}
    for claim in document.claims:
        for operand in claim.operands:
            if operand.figure in found and (operand.figure not in unchecked or claim.verdict is not Verdict.HOLDS):
                found[operand.figure].add(claim.verdict.value)
    return {
        name: next((state for state in STATES if state in verdicts), "unchecked") for name, verdicts in found.items()
    }


def article_data(document: DocumentReport, entries: Sequence[Entry], incoming: Sequence[tuple[Span, _Json]]) -> _Json:
    """The text in paragraphs, and what its marks are.

    Marks are numbered through: figures first, then listed things, the places of findings, related places, and
    places that findings of other documents refer to.
    """
    figures = list(document.figures)
    numbers = {figure.id: index for index, figure in enumerate(figures)}
    things = sorted({operand.span for claim in document.claims for operand in claim.operands if not operand.figure})
    thing_numbers = {span: len(figures) + index for index, span in enumerate(things)}
    related = [
        (one, place)
        for one, entry in enumerate(entries)
        for place, other in enumerate(entry.finding.related)
        if other.path is None
    ]
    spans = [figure.span for figure in figures] + things + [entry.finding.span for entry in entries]
    spans += [entries[one].finding.related[place].span for one, place in related]
    spans += [span for span, _ in incoming]
    states, reasons, hushed = figure_states(document), _reasons(document), _hushed(document)
    return {
        "lines": [
            [paragraph.number, *([piece.text, *piece.marks] if piece.marks else piece.text for piece in paragraph.pieces)]
            for paragraph in paragraphs(document.document.text, spans)
        ],
        "figures": [
            _figure(figure, states[figure.id]) | reasons.get(figure.id, {}) | hushed.get(figure.id, {})
            for figure in figures
        ],
        "things": [visible(quote(document.document.text, span, _LONGEST_THING)) for span in things],
        "claims": [_claim(claim, numbers, thing_numbers) for claim in document.claims],
        "related": related,
        "incoming": [told for _, told in incoming],
    }  # fmt: skip


def _reasons(document: DocumentReport) -> dict[str, _Json]:
    """Why figures stand in no claim."""
    return {one.figure: {"why": visible(one.reason), "code": one.code} for one in document.coverage.unchecked}


def _hushed(document: DocumentReport) -> dict[str, _Json]:
    """The figures that fail only in what is known already, to be ignored, or left out, as on lines that did not change."""
    loud = {one.claim for one in document.findings if not one.quiet}
    quiet: dict[str, bool] = {}
    for claim in document.claims:
        if claim.verdict is Verdict.FAILS:
            for operand in claim.operands:
                if operand.figure:
                    quiet[operand.figure] = quiet.get(operand.figure, True) and claim.id not in loud
    return {figure: {"quiet": True} for figure, is_quiet in quiet.items() if is_quiet}


def _figure(figure: Figure, state: str) -> _Json:
    shown: _Json = {
        "text": visible(" ".join(figure.text.split())),
        "state": state,
        "value": _grouped(decimal_string(figure.value)),
        "unit": visible(figure.unit),
        "range": _range(figure),
    }
    named = {"label": visible(figure.label), "period": visible(figure.period), "hedge": figure.hedge}
    return shown | {name: value for name, value in named.items() if value}


def _range(figure: Figure) -> str:
    low, high = figure.interval.low, figure.interval.high
    shown_low = "" if low is None else _grouped(decimal_string(low, Toward.LOW))
    shown_high = "" if high is None else _grouped(decimal_string(high, Toward.HIGH))
    if shown_low == shown_high:
        return ""
    if not shown_low:
        return f"≤ {shown_high}"
    return f"{shown_low} – {shown_high}" if shown_high else f"≥ {shown_low}"


def _grouped(number: str) -> str:
    """Digits in groups of three before the point."""
    sign = "-" if number.startswith("-") else ""
    whole, point, rest = number.removeprefix("-").partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
    return sign + ",".join(reversed(groups)) + point + rest


def _claim(claim: Claim, figures: dict[str, int], things: dict[Span, int]) -> _Json:
    operands = []
    for operand in claim.operands:
        mark = figures.get(operand.figure) if operand.figure else things.get(operand.span)
        if mark is not None:
            operands.append([operand.role, mark])
    hub = next((index for role in _HUBS for index, (name, _) in enumerate(operands) if name == role), 0)
    return {
        "rule": claim.rule,
        "kind": claim.kind,
        "verdict": claim.verdict.value,
        "working": visible(claim.working),
        "rounded": claim.verdict is Verdict.HOLDS and not claim.exact,
        "reason": visible(claim.reason),
        "operands": operands,
        "hub": hub,
    }
