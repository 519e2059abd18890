"""Why a figure was, or was not, checked: the readings that every rule tried, claims, findings, reasons."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.engine import Auditor
from auditor.examination import Attempt, Examination
from auditor.explanation import Aside, ExplainedFigure, Explanation, TriedReading, TriedRule
from auditor.judge import recompute
from auditor.model import Document, DocumentReport, Figure, Span
from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, LIKELY, Reading
from auditor.rules import RelationRule
from auditor.settle import roles_of
from auditor.unchecked import attempts_by_figure, readings_of
from auditor.working import count_working, working

_SHOWN = 4
_STRENGTHS = {CERTAIN: "certain", LIKELY: "likely"}
_DIGITS = regex.compile(r"[0-9０-９][0-9０-９.,，．-]*")


def explain_place(auditor: Auditor, document: Document, place: Span, line: int, column: int | None) -> Explanation:
    """The figures that touch `place`; with a column that no figure touches, all of `place`'s line."""
    watch = auditor.watch(document.path)
    examined = auditor.examine(document, watch)
    report = auditor.report(examined, watch)
    tried = attempts_by_figure(examined)
    figures = [figure for figure in report.figures if _on(figure.span, place)]
    explained = tuple(_figure(examined, report, figure, tried.get(figure.id, []), auditor.lang) for figure in figures)
    return Explanation(examined.document, line, column, explained, tuple(_asides(examined, place)))


def _on(span: Span, place: Span) -> bool:
    return span.touches(place) or (place.start == place.end and span.start <= place.start < span.end)


def _figure(
    examined: Examination, report: DocumentReport, figure: Figure, attempts: list[Attempt], lang: str
) -> ExplainedFigure:
    mention = next((one for one in examined.page.mentions if one.figure.id == figure.id), None)
    claims = tuple(one for one in report.claims if any(operand.figure == figure.id for operand in one.operands))
    names = {claim.id for claim in claims}
    return ExplainedFigure(
        figure=figure,
        role="" if mention is None else mention.role.value,
        subject="" if mention is None else mention.subject,
        rules=tuple(_rules(examined, figure.id, attempts, lang)),
        claims=claims,
        findings=tuple(
            one for one in report.findings
            if one.claim in names or names & {cell.claim for cell in one.missing}
            or any(suspect.figure == figure.id for suspect in one.suspects)
        ),
        unchecked=next((one for one in report.coverage.unchecked if one.figure == figure.id), None),
    )  # fmt: skip


def _rules(examined: Examination, figure: str, attempts: list[Attempt], lang: str) -> Iterator[TriedRule]:
    """What each rule tried with the figure, rule by rule."""
    by_rule: dict[str, list[tuple[Attempt, int]]] = {}
    for attempt, number in readings_of(attempts, figure):
        by_rule.setdefault(attempt.rule.id, []).append((attempt, number))
    chosen = {id(one.reading) for one in examined.chosen}
    for name, found in by_rule.items():
        shown = [_tried(examined, attempt, number, chosen, lang) for attempt, number in found]
        shown.sort(key=lambda one: (not one.chosen, one.verdict != "holds", _rank(one.strength)))
        yield TriedRule(name, found[0][0].rule.title.of(lang), len(shown), tuple(shown[:_SHOWN]))


def _rank(strength: str) -> int:
    return ["certain", "likely", "possible"].index(strength)


def _tried(examined: Examination, attempt: Attempt, number: int, chosen: set[int], lang: str) -> TriedReading:
    reading = attempt.statement.readings[number]
    verdict, text = _outcome(examined, attempt.rule, reading, lang)
    return TriedReading(_STRENGTHS.get(reading.strength, "possible"), verdict, text, id(reading) in chosen)


def _outcome(examined: Examination, rule: RelationRule, reading: Reading, lang: str) -> tuple[str, str]:
    if reading.bounds is not None:
        least, most = reading.bounds
        stated: Mention = reading.roles[0][1][0]
        holds = least <= stated.figure.value <= most
        items = [_item(examined, start, end) for start, end in reading.items or ()]
        return "holds" if holds else "fails", count_working(stated.figure, items, holds, lang)
    roles = roles_of(reading)
    outcome = recompute(rule.formula, roles, reading.sign, reading.constants)
    if outcome is None:
        return "open", ""
    text = working(rule.formula, roles, outcome, lang, reading.constants, reading.sign)
    return "holds" if outcome.holds else "fails", text


def _item(examined: Examination, start: int, end: int) -> str:
    page = examined.page
    span = page.flow.span(page.shadow.flow_position(start), page.shadow.flow_position(end - 1) + 1)
    return span.of(examined.document.text)


def _asides(examined: Examination, place: Span) -> Iterator[Aside]:
    """Dates, and digits that the scanner keeps from being read as figures."""
    taken: list[Span] = [figure.span for figure in examined.tabled]
    for item in examined.items:
        span = item.figure.span if item.figure is not None else examined.flow.span(item.start, item.end)
        taken.append(span)
        if item.figure is None and _on(span, place):
            yield Aside(span, "date")
    text = examined.document.text
    for match in _DIGITS.finditer(text, place.start, max(place.end, place.start + 1)):
        span = Span(*match.span())
        if not any(span.touches(other) for other in taken):
            yield Aside(span, "masked")
