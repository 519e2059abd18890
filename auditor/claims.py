"""Settled readings → claims and findings of the report."""

from __future__ import annotations

from auditor.choosing import stated_mention
from auditor.exact import Fraction
from auditor.fingerprint import fingerprint, surroundings
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.model import Claim, Document, Figure, Finding, Operand, Related, Severity, Span, Verdict
from auditor.relations.mentions import Page
from auditor.settle import Settled, roles_of
from auditor.slips import Slip
from auditor.working import count_working, printed, working

_ROLE_WORDS = {
    "zh": {
        "part": "部分", "whole": "总数", "rate": "比率", "now": "现值", "before": "前值", "change": "变动",
        "stated": "所称数目", "unit": "单价", "quantity": "数量", "total": "总额",
        "less": "应较小者", "more": "应较大者", "low": "起点", "high": "终点", "first": "前文", "again": "重述",
    },
    "en": {
        "part": "part", "whole": "whole", "rate": "rate", "now": "later value", "before": "earlier value",
        "change": "change", "stated": "stated number", "unit": "unit value", "quantity": "quantity", "total": "total",
        "less": "should be smaller", "more": "should be larger", "low": "from", "high": "to", "first": "stated before",
        "again": "stated again",
    },
}  # fmt: skip
_MAY_BE_PARTIAL = {"zh": "列举未必完整", "en": "what is listed need not be all"}
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Audited:
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def report_claims(document: Document, page: Page, settled: list[Settled], lang: str) -> Audited:
    """Claims in order of place, and a finding for each that fails."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    for number, one in enumerate(settled, 1):
        claim = _claim(document, page, one, f"c{number}", lang)
        claims.append(claim)
        if one.verdict is Verdict.FAILS:
            findings.append(_finding(document, one, claim, lang))
    return Audited(tuple(claims), tuple(findings))


def _claim(document: Document, page: Page, one: Settled, name: str, lang: str) -> Claim:
    operands = [
        Operand(role, mention.figure.span, mention.figure.id) for role, found in one.reading.roles for mention in found
    ]
    items: list[Span] = []
    for start, end in one.reading.items or ():
        items.append(page.flow.span(page.shadow.flow_position(start), page.shadow.flow_position(end - 1) + 1))
    operands += [Operand("item", span) for span in items]
    stated, computed = one.outcome.stated, one.outcome.computed
    if one.reading.bounds is not None:
        figure = one.reading.roles[0][1][0].figure
        text = count_working(figure, [span.of(document.text) for span in items], one.outcome.holds, lang)
    else:
        verdict = Verdict.OPEN if one.verdict is Verdict.OPEN else Verdict.FAILS
        text = working(
            one.rule.formula, roles_of(one.reading), one.outcome, lang, one.reading.constants, one.reading.sign, verdict
        )
        stated, computed = _in_print(one, stated), _in_print(one, computed)
    spans = [operand.span for operand in operands]
    return Claim(
        id=name, rule=one.rule.id, kind=one.rule.kind, verdict=one.verdict,
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        operands=tuple(operands), working=text, exact=one.outcome.exact,
        items=len(items) if one.reading.bounds is not None else None, stated=stated, computed=computed,
        reason=_MAY_BE_PARTIAL[lang] if one.verdict is Verdict.OPEN else "", constants=one.reading.constants,
    )  # fmt: skip


def _in_print(one: Settled, interval: Interval) -> Interval:
    """Percentages go into the report as the number before the sign."""
    model = stated_mention(one).figure
    if model.dimension in ("percent", "points"):
        return interval * Interval.exact(Fraction(1000 if model.unit == "‰" else 100))
    return interval


def _finding(document: Document, one: Settled, claim: Claim, lang: str) -> Finding:
    anchor = stated_mention(one).figure
    related = tuple(
        Related(
            operand.span,
            f"{_ROLE_WORDS[lang].get(operand.role, operand.role)} {operand.span.of(document.text)}".replace("\n", ""),
        )
        for operand in claim.operands
        if operand.span != anchor.span and operand.role != "item"
    )
    severity = one.rule.severity
    if severity is Severity.ERROR and not one.certain:
        severity = Severity.WARNING
    return Finding(
        id=_fingerprint(document, one, anchor), rule=one.rule.id, family=one.rule.family, severity=severity,
        span=anchor.span, message=_message(one, anchor, claim, lang), claim=claim.id, related=related,
        suggestion=_suggestion(one.slips, lang),
    )  # fmt: skip


def _message(one: Settled, anchor: Figure, claim: Claim, lang: str) -> str:
    roles = {role: "、".join(map(printed, found)) for role, found in roles_of(one.reading).items()}
    fields = {**roles, "stated": printed(anchor), "working": claim.working, "items": claim.items}
    return one.rule.message.of(lang).format(**fields)


def _suggestion(slips: tuple[Slip, ...], lang: str) -> str | None:
    """Prints that would reconcile the figures, when a usual slip explains them."""
    if not slips or len(slips) > _MOST_SUGGESTIONS:
        return None
    shown = [f"{printed(slip.figure)} → {slip.mended}" for slip in slips]
    return ("疑为：" + " 或 ".join(shown)) if lang == "zh" else "perhaps " + " or ".join(shown)


def _fingerprint(document: Document, one: Settled, anchor: Figure) -> str:
    """Stable while the words around stay: built from text, not from places."""
    texts = [mention.figure.text for mention in one.reading.mentions()]
    return fingerprint(one.rule.id, surroundings(anchor.span, document.text), *texts)
