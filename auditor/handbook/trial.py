"""A rule's examples, run; and its good examples with every digit changed, held against a second opinion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.batch import audit_all
from auditor.claims import report_claims
from auditor.engine import Auditor
from auditor.handbook.mutants import mutants
from auditor.handbook.sayings import say
from auditor.handbook.second_opinion import opinion, opinion_at
from auditor.ignores import heed
from auditor.model import Claim, Coverage, Document, DocumentReport, Finding, Report, Severity, Span, Verdict
from auditor.rules import Example, IgnoreRule, RelationRule, Rule, RunRule

_ALARMS = (Severity.ERROR, Severity.WARNING)
_KINDS = ("bad", "good", "silent")
_MOST_TOLD = 5
_PARTING = re.compile(r"^=====\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Try:
    """One example run: `problem` is why it did not do what it should, "" if it did; `said` what was found."""

    kind: str
    number: int
    example: Example
    problem: str
    said: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Mutants of the good examples.

    `wrong` of them cannot be true and `noticed` of those were reported by rules about figures: silence is no fault,
    since a rule may be unsure.  `disagreements` are verdicts that the oracle contradicts; `unread` claims it could not judge.
    """

    tried: int = 0
    judged: int = 0
    unread: int = 0
    wrong: int = 0
    noticed: int = 0
    disagreements: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trial:
    """All that was tried of one rule."""

    rule: Rule
    tries: tuple[Try, ...]
    tally: Tally | None = None

    @property
    def passed(self) -> bool:
        return not any(one.problem for one in self.tries) and not (self.tally and self.tally.disagreements)


class Court:
    """Tries rules, with all the others at work beside them."""

    def __init__(self, rules: tuple[Rule, ...], lang: str) -> None:
        self._auditor = Auditor(lang, rules)
        self._rules = {rule.id: rule for rule in rules}
        self._lang = lang

    def try_rule(self, rule: Rule, *, mutate: bool = True, thorough: bool = False) -> Trial:
        tries = tuple(self.try_examples(rule))
        if not mutate or not isinstance(rule, RelationRule):
            return Trial(rule, tries)
        tally = Tally()
        for example in rule.good:
            self._mutate(rule, example, tally, thorough)
        return Trial(rule, tries, tally)

    def try_examples(self, rule: Rule) -> Iterator[Try]:
        """Every example of a rule, run."""
        for kind in _KINDS:
            for number, example in enumerate(getattr(rule, kind), 1):
                report = self._run(rule, example.text)
                problem = self._problem(rule, kind, example, report)
                yield Try(kind, number, example, problem, tuple(self._said(rule, report)))

    def _audit(self, text: str) -> DocumentReport:
        return self._auditor.audit(Document("example", text, "utf-8"))

    def _judged(self, text: str) -> DocumentReport:
        """Claims and their findings alone, for a thousand mutants: what a reader needs besides takes half of the time."""
        document = Document("example", text, "utf-8")
        watch = self._auditor.watch(document.path)
        examined = self._auditor.examine(document, watch)
        found = report_claims(examined.document, examined.page, list(examined.chosen), self._lang)
        figures = (*(item.figure for item in examined.items if item.figure is not None), *examined.tabled)
        return DocumentReport(document, figures, found.claims, found.findings, Coverage(0, 0, 0), watch.problems)

    def _run(self, rule: Rule, text: str) -> DocumentReport:
        """The report of an example; of a rule across documents that of the last of them, beside the others."""
        if isinstance(rule, IgnoreRule):
            alone = Report((self._audit(text),), (), self._auditor.described)
            return heed(alone, self._auditor.lang, lambda: self._auditor, beside=False).documents[0]
        if not isinstance(rule, RunRule):
            return self._audit(text)
        parts = [Document(f"{number}.txt", part, "utf-8") for number, part in enumerate(_PARTING.split(text), 1)]
        report = audit_all(self._auditor, parts, self._lang, lambda _: None, self._auditor.comparison)
        found = [one for one in report.documents if _findings(rule, one)]
        return (found or list(report.documents))[0]

    def _problem(self, rule: Rule, kind: str, example: Example, report: DocumentReport) -> str:
        """Why the example does not do what it should; "" if it does."""
        if report.problems:
            return report.problems[0].message
        findings = _findings(rule, report)
        if kind == "bad":
            return self._unflagged(rule, example, report, findings) or self._still_flagged(rule, example)
        if findings:
            return say(self._lang, "flagged", what=findings[0].span.of(report.document.text))
        if isinstance(rule, RelationRule):
            claims = [claim for claim in report.claims if claim.rule == rule.id]
            if kind == "silent" and claims:
                return say(self._lang, "claimed", what=claims[0].working)
            if kind == "good" and not any(claim.verdict is Verdict.HOLDS for claim in claims):
                return say(self._lang, "unclaimed") + self._instead(report)
        return ""

    def _unflagged(self, rule: Rule, example: Example, report: DocumentReport, findings: list[Finding]) -> str:
        if any(example.flags in _touched(finding, report.document.text) for finding in findings):
            return ""
        if findings:
            places = "、".join(_touched(findings[0], report.document.text))
            return say(self._lang, "elsewhere", what=places, flags=example.flags)
        return say(self._lang, "unflagged", flags=example.flags) + self._instead(report)

    def _still_flagged(self, rule: Rule, example: Example) -> str:
        if not example.fixed:
            return ""
        findings = _findings(rule, self._run(rule, example.fixed))
        return say(self._lang, "still", what=findings[0].span.of(example.fixed)) if findings else ""

    def _instead(self, report: DocumentReport) -> str:
        """What other rules made of it, which may be why this one had no say."""
        others = dict.fromkeys([claim.rule for claim in report.claims] + [one.rule for one in report.findings])
        return say(self._lang, "instead", what="、".join(others)) if others else ""

    def _said(self, rule: Rule, report: DocumentReport) -> Iterator[str]:
        told = set()
        for finding in report.findings:
            told.add(finding.claim)
            yield f"{say(self._lang, finding.severity.value)} {finding.rule} {finding.message}"
        for claim in report.claims:
            if claim.id not in told:
                yield f"{say(self._lang, claim.verdict.value)} {claim.rule} {claim.working}"

    def _mutate(self, rule: RelationRule, example: Example, tally: Tally, thorough: bool) -> None:
        sound = self._judged(example.text)
        own = [claim for claim in sound.claims if claim.rule == rule.id and claim.verdict is Verdict.HOLDS]
        for mutant in mutants(example.text, _places(own), thorough=thorough):
            report = self._judged(mutant.text)
            tally.tried += 1
            self._compare(report, tally)
            touched = [claim for claim in own if any(_covers(span, mutant.place) for span in _places([claim]))]
            if any(opinion_at(claim, rule, report) is False for claim in touched):
                tally.wrong += 1
                tally.noticed += any(finding.severity in _ALARMS for finding in report.findings)

    def _compare(self, report: DocumentReport, tally: Tally) -> None:
        """Verdicts of the engine against those of the oracle; an open one is none."""
        for claim in report.claims:
            rule = self._rules[claim.rule]
            if claim.verdict is Verdict.OPEN or not isinstance(rule, RelationRule):
                continue
            possible = opinion(claim, rule, report)
            if possible is None:
                tally.unread += 1
                continue
            tally.judged += 1
            if possible != (claim.verdict is Verdict.HOLDS) and len(tally.disagreements) < _MOST_TOLD:
                tally.disagreements.append(self._disagreement(claim, report, possible))

    def _disagreement(self, claim: Claim, report: DocumentReport, possible: bool) -> str:
        key = "possible" if possible else "impossible"
        verdict = say(self._lang, claim.verdict.value)
        return say(self._lang, key, rule=claim.rule, verdict=verdict, what=claim.working, text=report.document.text)


def _findings(rule: Rule, report: DocumentReport) -> list[Finding]:
    """What this rule reports, or another for it."""
    return [finding for finding in report.findings if finding.rule in (rule.id, rule.option("reported"))]


def _touched(finding: Finding, text: str) -> list[str]:
    """What a finding points at; of a finding about the text itself only its own place."""
    related = [one.span for one in finding.related] if finding.claim is not None else []
    return [span.of(text) for span in (finding.span, *related)]


def _places(claims: list[Claim]) -> list[Span]:
    return [operand.span for claim in claims for operand in claim.operands if operand.figure is not None]


def _covers(span: Span, place: int) -> bool:
    return span.start <= place < span.end
