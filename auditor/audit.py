"""The stages, composed: document → flow → figures → mentions → readings → claims → findings."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.choosing import choose
from auditor.claims import report_claims
from auditor.diagnosed import diagnosed
from auditor.diagnosis import diagnose
from auditor.examination import Attempt, Examination
from auditor.figures.extract import extract
from auditor.folding.script import script_of
from auditor.layout import lay_out
from auditor.model import Claim, Coverage, Document, DocumentReport, Figure, Finding, RuleInfo, Verdict
from auditor.packs import builtin
from auditor.relations import FINDERS, find_pattern
from auditor.relations.columns import beside
from auditor.relations.mentions import Mention, Page
from auditor.relations.pages import read_page
from auditor.relations.patterns import compile_pattern
from auditor.relations.readings import Reading
from auditor.relations.shadow import cast_shadow
from auditor.relations.siblings import bind_to_siblings
from auditor.rules import RelationRule, Rule, RunRule, TextRule, load_rules
from auditor.settle import Settled, settle
from auditor.strictyaml import RuleFileError
from auditor.text import DETECTORS
from auditor.text.faults import report_faults
from auditor.text.manuscript import Manuscript
from auditor.text.overlaps import silence
from auditor.text.patterns import compile_fault
from auditor.unchecked import unchecked

if TYPE_CHECKING:
    from auditor.across import Comparison

# Reached from the sums that hold, not from the page alone.
_COLUMNS = "sum-column"
_SURE = Fraction(1, 20)


class Auditor:
    """Audits documents with one set of rules; messages in `lang` (zh or en)."""

    def __init__(self, lang: str = "zh", rules: tuple[Rule, ...] | None = None) -> None:
        self.lang = lang
        self.rules = builtin_rules() if rules is None else rules
        for rule in self.rules:
            _check_reachable(rule)
        self._relations = tuple(rule for rule in self.rules if isinstance(rule, RelationRule))
        self._text_rules = tuple(rule for rule in self.rules if isinstance(rule, TextRule))

    def comparison(self) -> Comparison:
        """What the documents of one run have in common, by the same rules."""
        from auditor.across import Comparison  # noqa: PLC0415

        return Comparison([rule for rule in self.rules if isinstance(rule, RunRule)], self.lang)

    @property
    def described(self) -> tuple[RuleInfo, ...]:
        """The rules, for the reader of a report."""
        return tuple(
            RuleInfo(
                rule.id, rule.name, rule.family, rule.severity, rule.title.of(self.lang), rule.why.of(self.lang).strip()
            )
            for rule in self.rules
        )

    def audit(self, document: Document) -> DocumentReport:
        """Everything found in one document."""
        return self.report(self.examine(document))

    def examine(self, document: Document) -> Examination:
        """All that the prose of a document may claim, and what was made of it."""
        document = replace(document, script=script_of(document.text))
        flow = lay_out(document.text)
        items = extract(flow)
        page = read_page(flow, cast_shadow(flow, items))
        attempts = tuple(self._attempts(page))
        chosen = choose(one.settled for one in attempts if one.settled is not None)
        return Examination(document, flow, tuple(items), page, attempts, tuple(chosen))

    def report(self, examined: Examination) -> DocumentReport:
        """Claims, findings with their diagnosis, and coverage."""
        document, page = examined.document, examined.page
        claimed = report_claims(document, page, list(examined.chosen), self.lang)
        audited = diagnosed(document, claimed, diagnose(examined), self.lang)
        named = {mention.figure.id: mention for mention in page.mentions}
        figures = tuple(_named(item.figure, named) for item in examined.items if item.figure is not None)
        checked = {
            operand.figure
            for claim in audited.claims
            if _compares(claim)
            for operand in claim.operands
            if operand.figure
        }
        left = unchecked(examined, checked, self.lang)
        coverage = Coverage(len(figures), len(tried_figures(examined) | checked), len(checked), left)
        faults = self._faults(Manuscript(document, examined.flow, examined.items))
        found = [*audited.findings, *(one for one in faults if not _counted(one, audited.claims))]
        found.sort(key=lambda finding: finding.span)
        return DocumentReport(document, figures, audited.claims, tuple(found), coverage)

    def _faults(self, manuscript: Manuscript) -> list[Finding]:
        """What is wrong with the text itself."""
        found: list[Finding] = []
        for rule in self._text_rules:
            found += report_faults(manuscript, rule, DETECTORS[rule.detector](manuscript, rule), self.lang)
        return silence(found)

    def _attempts(self, page: Page) -> Iterator[Attempt]:
        """Every statement of the page with its verdict, rule by rule."""
        attempts: list[Attempt] = []
        for rule in self._relations:
            if rule.finder != _COLUMNS:
                attempts += self._attempts_of(rule, page)
        yield from attempts
        settled = (one.settled for one in attempts if one.settled is not None)
        sums = [one.reading for one in choose(settled) if one.rule.kind == "sum" and _is_sure(one)]
        yield from self._columns(page, sums)

    def _attempts_of(self, rule: RelationRule, page: Page) -> list[Attempt]:
        finder = FINDERS[rule.finder] if rule.finder else find_pattern
        found = [Attempt(rule, statement, settle(page, rule, statement)) for statement in finder(page, rule)]
        if rule.finder != "share":
            return found
        settled = [one.settled for one in found if one.settled is not None]
        held = [one.reading for one in settled if one.verdict is Verdict.HOLDS]
        return [again for one in found for again in _unsure(page, one, held)]

    def _columns(self, page: Page, sums: list[Reading]) -> list[Attempt]:
        """The columns beside the sums that hold."""
        rule = next((rule for rule in self._relations if rule.finder == _COLUMNS), None)
        if rule is None:
            return []
        return [Attempt(rule, statement, settle(page, rule, statement)) for statement in beside(page, sums)]


def tried_figures(examined: Examination) -> set[str]:
    """The figures that took part in any reading that was tried."""
    return {
        mention.figure.id
        for attempt in examined.attempts
        if attempt.compares
        for reading in attempt.statement.readings
        for mention in reading.mentions()
    }


def _is_sure(one: Settled) -> bool:
    """Does it hold as the wording says, or against such odds that its parts are known to be all?"""
    announced = one.certain or one.rule.option("announced") == "yes"
    return one.verdict is Verdict.HOLDS and (announced or one.chance <= _SURE)


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


def builtin_rules() -> tuple[Rule, ...]:
    """Every built-in rule, of figures and of text."""
    return (*load_rules(builtin() / "figures"), *load_rules(builtin() / "text"))


def _unsure(page: Page, one: Attempt, held: list[Reading]) -> list[Attempt]:
    """What is neither held nor certain to fail: bound to the base of its neighbours, where it has such."""
    if one.settled is not None and (one.settled.verdict is not Verdict.FAILS or one.settled.certain):
        return [one]
    bound = bind_to_siblings([one.statement], held)
    again = [Attempt(one.rule, statement, settle(page, one.rule, statement)) for statement in bound]
    return [replace(one, settled=None), *again] if again else [one]


def _check_reachable(rule: Rule) -> None:
    """A rule's pattern must compile, and its finder or detector exist.

    Raises:
        RuleFileError: with the line of the fault, and the nearest name.
    """
    if isinstance(rule, TextRule):
        if rule.pattern or rule.detector == "pattern":
            compile_fault(rule)
        _check_known(rule, "detector", rule.detector, DETECTORS)
    elif isinstance(rule, RelationRule) and rule.pattern:
        compile_pattern(rule)
    elif isinstance(rule, RelationRule) and rule.finder != _COLUMNS:
        _check_known(rule, "finder", rule.finder, FINDERS)


def _check_known(rule: Rule, key: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise RuleFileError(rule.path, rule.line(key), f"unknown {key} {name!r}{hint}")


def _named(figure: Figure, named: dict[str, Mention]) -> Figure:
    """The figure with its label and year, where its sentence was read."""
    mention = named.get(figure.id)
    if mention is None:
        return figure
    return replace(figure, label=mention.label or mention.subject, period=str(mention.year or ""))
