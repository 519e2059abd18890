"""Report → rows of plain values, in the order of `columns.TABLES`.  No pandas here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from auditor.exact import Fraction
from auditor.interval import Interval
from auditor.model import Figure, Report, RuleInfo, Severity, Span, Verdict
from auditor.report.decimals import exact_string
from auditor.report.places import Places

Row = tuple[object, ...]


def figures(report: Report) -> Iterator[Row]:
    for one in report.documents:
        places, path = Places(one.document.text), one.document.path
        used = Counter(operand.figure for claim in one.claims for operand in claim.operands)
        reasons = {left.figure: left.code for left in one.coverage.unchecked}
        for figure in one.figures:
            place = _place(places, figure.span)
            rest = (
                figure.role or None,
                exact_string(figure.step),
                figure.hedge,
                used[figure.id],
                reasons.get(figure.id),
            )
            yield (path, figure.id, *place, figure.span.of(one.document.text), *_quantity(figure), *rest)


def claims(report: Report) -> Iterator[Row]:
    for one in report.documents:
        places, document = Places(one.document.text), one.document
        for claim in one.claims:
            yield (
                document.path, claim.id, *_place(places, claim.span), claim.span.of(document.text), claim.rule,
                claim.kind, claim.verdict.value, claim.exact, claim.working, *_ends(claim.stated),
                *_ends(claim.computed), claim.items, len(claim.operands), claim.reason or None,
            )  # fmt: skip


def operands(report: Report) -> Iterator[Row]:
    for one in report.documents:
        places, document = Places(one.document.text), one.document
        named = {figure.id: figure for figure in one.figures}
        for claim in one.claims:
            for number, operand in enumerate(claim.operands, 1):
                figure = named.get(operand.figure or "")
                yield (
                    document.path, claim.id, number, operand.role, operand.figure, *_place(places, operand.span),
                    operand.span.of(document.text), *_quantity(figure),
                )  # fmt: skip


def findings(report: Report) -> Iterator[Row]:
    rules = {rule.id: rule for rule in report.rules}
    for one in report.documents:
        places, document = Places(one.document.text), one.document
        working = {claim.id: claim.working for claim in one.claims}
        for found in one.findings:
            end = places.at(found.span.end)
            yield (
                document.path, found.id, *_place(places, found.span), end.line, end.column,
                found.span.of(document.text), found.rule, _title(rules.get(found.rule)), found.family,
                found.severity.value, found.message, working.get(found.claim or ""), found.suggestion, found.claim,
                bool(found.edits), found.suppressed, found.suppressed_in,
            )  # fmt: skip


def coverage(report: Report) -> Iterator[Row]:
    for one in report.documents:
        document, covered = one.document, one.coverage
        verdicts = Counter(claim.verdict for claim in one.claims)
        grades = Counter(found.severity for found in one.findings if not found.quiet)
        yield (
            document.path, document.encoding, document.script.value, len(document.text), covered.figures,
            covered.checkable, covered.checked, covered.checked / covered.figures if covered.figures else None,
            len(one.claims), *(verdicts[verdict] for verdict in (Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN)),
            *(grades[grade] for grade in (Severity.ERROR, Severity.WARNING, Severity.NOTE)),
        )  # fmt: skip


def failures(report: Report) -> Iterator[Row]:
    return ((error.path, error.message, error.rule) for error in report.errors)


ROWS: dict[str, Callable[[Report], Iterator[Row]]] = {
    "figures": figures,
    "claims": claims,
    "operands": operands,
    "findings": findings,
    "coverage": coverage,
    "failures": failures,
}


def _title(rule: RuleInfo | None) -> str | None:
    return rule.title if rule else None


def _place(places: Places, span: Span) -> Row:
    place = places.at(span.start)
    return span.start, span.end, place.line, place.column


def _ends(interval: Interval | None) -> Row:
    return (None, None) if interval is None else (_exact(interval.low), _exact(interval.high))


def _quantity(figure: Figure | None) -> Row:
    if figure is None:
        return (None,) * 10
    interval, value = figure.interval, figure.value
    rough = (_float(value), _float(interval.low), _float(interval.high))
    names = (figure.unit, figure.dimension, figure.label or None, figure.period or None)
    return (exact_string(value), *_ends(interval), *rough, *names)


def _exact(end: Fraction | None) -> str | None:
    return None if end is None else exact_string(end)


def _float(value: Fraction | None) -> float | None:
    """For convenience only; a number beyond all floats is none."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
