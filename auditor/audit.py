"""The stages, composed: document → flow → figures → mentions → readings → claims → findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from auditor.choosing import choose
from auditor.claims import report_claims
from auditor.figures.extract import extract
from auditor.folding.script import script_of
from auditor.layout import lay_out
from auditor.model import Claim, Coverage, Document, DocumentReport, Figure, Finding, Verdict
from auditor.relations import FINDERS, find_pattern
from auditor.relations.columns import beside
from auditor.relations.mentions import Mention, Page
from auditor.relations.pages import read_page
from auditor.relations.readings import Reading, Statement
from auditor.relations.shadow import cast_shadow
from auditor.relations.siblings import bind_to_siblings
from auditor.rulebook import COLUMNS, builtin_rules, check_runnable
from auditor.rules import RelationRule, Rule, RunRule, TextRule
from auditor.selection import Choice
from auditor.settle import Settled, settle
from auditor.text import DETECTORS
from auditor.text.faults import report_faults
from auditor.text.manuscript import Manuscript
from auditor.text.overlaps import silence
from auditor.watch import Watch

if TYPE_CHECKING:
    from auditor.across import Comparison

__all__ = ["Auditor", "builtin_rules"]
_SURE = Fraction(1, 20)


class Auditor:
    """Audits documents with one set of rules; messages in `lang` (zh or en).

    Of the rules only those of `choice` report, less those that `spared` names for a path.  The finders of the
    others run all the same: what they find to hold keeps the rest from misreading it.
    """

    def __init__(
        self,
        lang: str = "zh",
        rules: tuple[Rule, ...] | None = None,
        choice: Choice | None = None,
        spared: Callable[[str], frozenset[str]] | None = None,
    ) -> None:
        self.lang = lang
        self.rules = builtin_rules() if rules is None else rules
        for rule in self.rules:
            check_runnable(rule)
        self.choice = Choice(frozenset(rule.id for rule in self.rules)) if choice is None else choice
        self._spared = spared
        self._relations = _needed([rule for rule in self.rules if isinstance(rule, RelationRule)], self.choice.on)
        self._text_rules = tuple(rule for rule in self.rules if isinstance(rule, TextRule))
        self._slow: Counter[str] = Counter()

    def comparison(self) -> Comparison:
        """What the documents of one run have in common, by the same rules."""
        from auditor.across import Comparison  # noqa: PLC0415

        rules = (rule for rule in self.rules if isinstance(rule, RunRule) and rule.id in self.choice.on)
        return Comparison(
            [replace(rule, severity=self.choice.severities.get(rule.id, rule.severity)) for rule in rules], self.lang
        )

    def audit(self, document: Document) -> DocumentReport:
        """Everything found in one document."""
        document = replace(document, script=script_of(document.text))
        on = self.choice.on - (self._spared(document.path) if self._spared is not None else frozenset())
        watch = Watch(document.path, self.lang, self._slow)
        flow = lay_out(document.text)
        items = extract(flow)
        page = read_page(flow, cast_shadow(flow, items))
        settled, tried = self._settle(page, on, watch)
        chosen = [one for one in choose(settled) if one.rule.id in on]
        audited = report_claims(document, page, chosen, self.lang)
        named = {mention.figure.id: mention for mention in page.mentions}
        figures = tuple(_named(item.figure, named) for item in items if item.figure is not None)
        checked = {
            operand.figure
            for claim in audited.claims
            if _compares(claim)
            for operand in claim.operands
            if operand.figure
        }
        coverage = Coverage(len(figures), len(tried | checked), len(checked))
        faults = self._faults(Manuscript(document, flow, tuple(items)), on, watch)
        found = [*audited.findings, *(one for one in faults if not _counted(one, audited.claims))]
        found = [self._as_grave_as_wished(finding) for finding in found]
        found.sort(key=lambda finding: finding.span)
        return DocumentReport(document, figures, audited.claims, tuple(found), coverage, watch.problems)

    def _faults(self, manuscript: Manuscript, on: frozenset[str], watch: Watch) -> list[Finding]:
        """What is wrong with the text itself."""
        found: list[Finding] = []
        for rule in self._text_rules:
            if rule.id in on:
                faults = watch.results(rule, partial(DETECTORS[rule.detector], manuscript, rule))
                found += report_faults(manuscript, rule, faults, self.lang)
        return silence(found)

    def _as_grave_as_wished(self, finding: Finding) -> Finding:
        severity = self.choice.severities.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)

    def _settle(self, page: Page, on: frozenset[str], watch: Watch) -> tuple[list[Settled], set[str]]:
        """Verdicts of all statements, and the figures that took part in any reading."""
        settled: list[Settled] = []
        tried: set[str] = set()
        for rule in self._relations:
            if rule.finder == COLUMNS or (rule.pattern and rule.id not in on):
                continue
            finder = FINDERS[rule.finder] if rule.finder else find_pattern
            held: list[Reading] = []
            left: list[Statement] = []
            for statement in watch.results(rule, partial(finder, page, rule)):
                if rule.kind != "bound" or len(set(statement.readings[0].key)) > 1:
                    tried.update(mention.figure.id for reading in statement.readings for mention in reading.mentions())
                found = settle(page, rule, statement)
                if found is None:
                    left.append(statement)
                    continue
                settled.append(found)
                if found.verdict is Verdict.HOLDS:
                    held.append(found.reading)
            if rule.finder == "share":
                bound = (settle(page, rule, one) for one in bind_to_siblings(left, held))
                settled += [one for one in bound if one is not None]
        sums = [one.reading for one in choose(settled) if one.rule.kind == "sum" and _is_sure(one)]
        settled += self._columns(page, sums)
        return settled, tried

    def _columns(self, page: Page, sums: list[Reading]) -> list[Settled]:
        """Verdicts on the columns beside the sums that hold."""
        rule = next((rule for rule in self._relations if rule.finder == COLUMNS), None)
        if rule is None:
            return []
        found = (settle(page, rule, statement) for statement in beside(page, sums))
        return [one for one in found if one is not None]


def _is_sure(one: Settled) -> bool:
    """Does it hold as the wording says, or against such odds that its parts are known to be all?"""
    announced = one.certain or one.rule.option("announced") == "yes"
    return one.verdict is Verdict.HOLDS and (announced or one.chance <= _SURE)


def _needed(rules: list[RelationRule], on: frozenset[str]) -> tuple[RelationRule, ...]:
    """The relations to look for: where none is reported, none; else all but the patterns of those left out."""
    if not any(rule.id in on for rule in rules):
        return ()
    return tuple(rule for rule in rules if rule.id in on or rule.finder)


def _counted(finding: Finding, claims: tuple[Claim, ...]) -> bool:
    """Is a flaw of a sequence what makes its count fail?  The count says more, and one mistake is reported once."""
    if finding.family != "ordinal":
        return False
    places = [finding.span, *(related.span for related in finding.related)]
    return any(
        claim.span.touches(place)
        for claim in claims
        if claim.kind == "count" and claim.verdict is Verdict.FAILS
        for place in places
    )


def _compares(claim: Claim) -> bool:
    """A rate below 100% has passed its bound, but has not been checked against anything in the text."""
    return claim.kind != "bound" or len({operand.span for operand in claim.operands}) > 1


def _named(figure: Figure, named: dict[str, Mention]) -> Figure:
    """The figure with its label and year, where its sentence was read."""
    mention = named.get(figure.id)
    if mention is None:
        return figure
    return replace(figure, label=mention.label or mention.subject, period=str(mention.year or ""))
