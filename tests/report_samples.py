"""Reports made by hand, for the tests of the report and of the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from auditor.interval import Interval
from auditor.model import (
    Claim,
    Coverage,
    Document,
    DocumentReport,
    Figure,
    Finding,
    Operand,
    Related,
    Report,
    RuleInfo,
    Script,
    Severity,
    Span,
    Verdict,
)

TAX = "今年1-4月份，全区税收收入1.96亿元，占财政收入2.44亿元的比重为81.47%。"
TAX_WORKING = "1.96亿元 ÷ 2.44亿元 = 80.33% (79.96%–80.70%)"

SHARE_RULES = (
    RuleInfo("FIG201", "share", "figures", Severity.ERROR, "份额与两数不符", "份额由部分除以整体得出。"),
    RuleInfo("DUP101", "sentence", "duplicate", Severity.WARNING, "句子重复", "同一句话写了两遍。"),
)


def span_of(text: str, part: str, occurrence: int = 0) -> Span:
    """Where `part` stands in `text`."""
    matches = [match.span() for match in re.finditer(re.escape(part), text)]
    return Span(*matches[occurrence])


def make_figure(name: str, text: str, literal: str, value: str, unit: str = "CNY") -> Figure:
    number = Fraction(value)
    step = abs(number) / 100
    return Figure(
        id=name,
        span=span_of(text, literal),
        text=literal,
        value=number,
        step=step,
        interval=Interval(number - step / 2, number + step / 2),
        unit=unit,
        dimension="percent" if unit == "%" else "money",
        label="税收收入",
        period="1-4月",
    )


def make_finding(
    span: Span,
    *,
    severity: Severity = Severity.ERROR,
    message: str = "比重与两数不符",
    claim: str | None = None,
    related: tuple[Related, ...] = (),
    suggestion: str | None = None,
    family: str = "figures",
) -> Finding:
    return Finding("9f2c", "FIG201", family, severity, span, message, claim, related, suggestion)


def make_claim(
    text: str,
    literals: tuple[str, ...],
    *,
    name: str = "c1",
    verdict: Verdict = Verdict.FAILS,
    working: str = TAX_WORKING,
    exact: bool = False,
    reason: str = "",
) -> Claim:
    spans = [span_of(text, literal) for literal in literals]
    roles = ("part", "whole", *["rate"] * len(spans))
    operands = tuple(
        Operand(role, span, f"f{index}") for index, (role, span) in enumerate(zip(roles, spans, strict=False), 1)
    )
    return Claim(
        id=name,
        rule="FIG201",
        kind="share",
        verdict=verdict,
        span=Span(min(spans).start, max(span.end for span in spans)),
        operands=operands,
        working=working,
        exact=exact,
        stated=Interval(Fraction("81.465"), Fraction("81.475")),
        computed=Interval(Fraction(19550, 245), Fraction(19650, 243)),
        reason=reason,
    )


def make_document(
    text: str,
    *,
    path: str = "a.txt",
    figures: tuple[Figure, ...] = (),
    claims: tuple[Claim, ...] = (),
    findings: tuple[Finding, ...] = (),
) -> DocumentReport:
    document = Document(path, text, "utf-8", Script.HANS)
    coverage = Coverage(len(figures), len(figures), len(figures))
    return DocumentReport(document, figures, claims, findings, coverage)


def tax_document(before: str = "", path: str = "a.txt") -> DocumentReport:
    """A share that does not come out, after `before`."""
    text = before + TAX
    claim = make_claim(text, ("1.96亿元", "2.44亿元", "81.47%"))
    return make_document(
        text,
        path=path,
        figures=(
            make_figure("f1", text, "1.96亿元", "196000000"),
            make_figure("f2", text, "2.44亿元", "244000000"),
            make_figure("f3", text, "81.47%", "81.47", "%"),
        ),
        claims=(claim,),
        findings=(make_finding(span_of(text, "81.47%"), claim="c1", suggestion="80.33%"),),
    )


def tax_report() -> Report:
    return Report((tax_document(),))


class Unchanged:
    """A comparison that finds nothing."""

    def add(self, document: Document, earlier: Sequence[DocumentReport], /) -> None:
        pass

    def finish(self, reports: Sequence[DocumentReport]) -> dict[int, list[Finding]]:
        return {}


class FakeAuditor:
    """Finds what the characters 坏 (error), 疑 (warning) and 注 (note) stand for; 崩 makes it crash."""

    _SEVERITIES = (("坏", Severity.ERROR), ("疑", Severity.WARNING), ("注", Severity.NOTE))

    def __init__(self, lang: str = "zh", _ruling: object = None) -> None:
        self.lang = lang

    def comparison(self) -> Unchanged:
        return Unchanged()

    @property
    def described(self) -> tuple[RuleInfo, ...]:
        return SHARE_RULES

    def audit(self, document: Document) -> DocumentReport:
        text = document.text
        if "崩" in text:
            raise RuntimeError("第一行\n第二行")
        if "断" in text:
            raise KeyboardInterrupt
        findings = tuple(
            make_finding(Span(match.start(), match.end()), severity=severity, message=f"{self.lang}:{sign}")
            for sign, severity in self._SEVERITIES
            for match in re.finditer(sign, text)
        )
        figures = tuple(
            make_figure(f"f{number}", text, match.group(), match.group())
            for number, match in enumerate(re.finditer(r"[0-9]+", text), 1)
        )
        return replace(make_document(text, figures=figures, findings=findings), document=document)
