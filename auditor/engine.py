"""The stages, composed: document → flow → figures → mentions → readings → claims → findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from auditor.choosing import choose
from auditor.claims import Audited, report_claims
from auditor.comments import without_comments
from auditor.exact import Fraction
from auditor.examination import Attempt, Examination
from auditor.figures.extract import extract
from auditor.folding.script import script_of
from auditor.frozen import replace
from auditor.layout import lay_out
from auditor.model import Claim, Coverage, Document, DocumentReport, Figure, Finding, RuleInfo, Verdict
from auditor.relations import FINDERS, find_pattern
from auditor.relations.columns import beside
from auditor.relations.mentions import Mention, Page
from auditor.relations.pages import read_page
from auditor.relations.readings import Reading
from auditor.relations.shadow import cast_shadow
from auditor.relations.siblings import Siblings
from auditor.rulebook import COLUMNS, builtin_rules, check_runnable
from auditor.rules import RelationRule, Rule, RunRule, TextRule
from auditor.selection import Choice
from auditor.settle import Settled, settle
from auditor.sparing import Sparing
from auditor.tables import TABLE_FINDERS, Book, read_book, table_finder
from auditor.text import DETECTORS
from auditor.text.faults import report_faults
from auditor.text.manuscript import Manuscript
from auditor.text.overlaps import silence
from auditor.unchecked import unchecked
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
        spared: Sparing | None = None,
    ) -> None:
        self.lang = lang
        self.rules = builtin_rules() if rules is None else rules
        for rule in self.rules:
            check_runnable(rule)
        self.choice = Choice(frozenset(rule.id for rule in self.rules)) if choice is None else choice
        self.spared = spared
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
        watch = self.watch(document.path)
        report = self.report(self.examine(document, watch), watch)
        return replace(report, document=replace(report.document, text=document.text))

    def watch(self, path: str) -> Watch:
        """What keeps a failing rule from costing more than its own results."""
        return Watch(path, self.lang, self._slow)

    def examine(self, document: Document, watch: Watch) -> Examination:
        """All that the prose of a document may claim, and what was made of it.  Comments are no prose: they are blank."""
        text = without_comments(document.text)
        document = replace(document, text=text, script=script_of(text))
        on = self.on(document.path)
        flow = lay_out(document.text)
        items = extract(flow)
        page = read_page(flow, cast_shadow(flow, items))
        book = read_book(flow, page, len(items))
        attempts = (*self._attempts(page, on, watch), *self._in_tables(book, watch))
        chosen = choose(one.settled for one in attempts if one.settled is not None)
        reported = tuple(one for one in chosen if one.rule.id in on)
        return Examination(document, flow, tuple(items), page, attempts, reported, tuple(book.figures))

    def report(self, examined: Examination, watch: Watch) -> DocumentReport:
        """Claims, findings with their diagnosis, and coverage."""
        document, page = examined.document, examined.page
        claimed = report_claims(document, page, list(examined.chosen), self.lang)
        audited = _diagnosed(examined, claimed, self.lang) if claimed.findings else claimed
        named = {mention.figure.id: mention for mention in page.mentions}
        figures = [_named(item.figure, named) for item in examined.items if item.figure is not None]
        if examined.tabled:
            figures = sorted([*figures, *examined.tabled], key=lambda figure: figure.span)
        checked = {
            operand.figure
            for claim in audited.claims
            if _compares(claim)
            for operand in claim.operands
            if operand.figure
        }
        left = unchecked(examined, checked, self.lang)
        coverage = Coverage(len(figures), len(tried_figures(examined) | checked), len(checked), left)
        faults = self._faults(Manuscript(document, examined.flow, examined.items), watch)
        found = [*audited.findings, *(one for one in faults if not _counted(one, audited.claims))]
        found = [self._as_grave_as_wished(finding) for finding in found]
        found.sort(key=lambda finding: finding.span)
        return DocumentReport(document, tuple(figures), audited.claims, tuple(found), coverage, watch.problems)

    def on(self, path: str) -> frozenset[str]:
        """The rules that report on a document."""
        return self.choice.on - (self.spared(path) if self.spared is not None else frozenset())

    def _faults(self, manuscript: Manuscript, watch: Watch) -> list[Finding]:
        """What is wrong with the text itself."""
        found: list[Finding] = []
        on = self.on(manuscript.document.path)
        for rule in self._text_rules:
            if rule.id in on:
                faults = watch.results(rule, partial(DETECTORS[rule.detector], manuscript, rule))
                found += report_faults(manuscript, rule, faults, self.lang) if faults else ()
        return silence(found)

    def _as_grave_as_wished(self, finding: Finding) -> Finding:
        severity = self.choice.severities.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)

    def _attempts(self, page: Page, on: frozenset[str], watch: Watch) -> Iterator[Attempt]:
        """Every statement of the page with its verdict, rule by rule."""
        attempts: list[Attempt] = []
        for rule in self._relations:
            if rule.finder != COLUMNS and rule.finder not in TABLE_FINDERS and (rule.finder or rule.id in on):
                attempts += _attempts_of(rule, page, watch)
        yield from attempts
        settled = (one.settled for one in attempts if one.settled is not None)
        sums = [one.reading for one in choose(settled) if one.rule.kind == "sum" and _is_sure(one)]
        yield from self._columns(page, sums)

    def _in_tables(self, book: Book, watch: Watch) -> Iterator[Attempt]:
        """Every statement of the tables with its verdict."""
        for rule in self._relations if book.sheets else ():
            if rule.finder in TABLE_FINDERS:
                for statement in watch.results(rule, partial(table_finder(rule.finder), book, rule)):
                    yield Attempt(rule, statement, settle(book.page, rule, statement))

    def _columns(self, page: Page, sums: list[Reading]) -> list[Attempt]:
        """The columns beside the sums that hold."""
        rule = next((rule for rule in self._relations if rule.finder == COLUMNS), None)
        if rule is None:
            return []
        return [Attempt(rule, statement, settle(page, rule, statement)) for statement in beside(page, sums)]


def _diagnosed(examined: Examination, claimed: Audited, lang: str) -> Audited:
    """The findings with the figures that may be wrong; imported when there are findings at all."""
    from auditor.diagnosed import diagnosed  # noqa: PLC0415
    from auditor.diagnosis import diagnose  # noqa: PLC0415

    return diagnosed(examined.document, claimed, diagnose(examined), lang)


def _attempts_of(rule: RelationRule, page: Page, watch: Watch) -> list[Attempt]:
    finder = FINDERS[rule.finder] if rule.finder else find_pattern
    statements = watch.results(rule, partial(finder, page, rule))
    found = [Attempt(rule, statement, settle(page, rule, statement)) for statement in statements]
    if rule.finder != "share":
        return found
    settled = [one.settled for one in found if one.settled is not None]
    siblings = Siblings(one.reading for one in settled if one.verdict is Verdict.HOLDS)
    return [again for one in found for again in _unsure(page, one, siblings)]


def _needed(rules: list[RelationRule], on: frozenset[str]) -> tuple[RelationRule, ...]:
    """The relations to look for: where none is reported, none; else all but the patterns of those left out."""
    if not any(rule.id in on for rule in rules):
        return ()
    return tuple(rule for rule in rules if rule.id in on or rule.finder)


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


def _unsure(page: Page, one: Attempt, siblings: Siblings) -> list[Attempt]:
    """What does not hold: bound to the base of its neighbours, where it has such; what fails with certainty only if it
    holds with theirs."""
    if one.settled is not None and one.settled.verdict is not Verdict.FAILS:
        return [one]
    bound = siblings.bind(one.statement)
    if bound is None:
        return [one]
    again = Attempt(one.rule, bound, settle(page, one.rule, bound))
    held = again.settled is not None and again.settled.verdict is Verdict.HOLDS
    if one.settled is not None and one.settled.certain and not held:
        return [one]
    return [replace(one, settled=None), again]


def _named(figure: Figure, named: dict[str, Mention]) -> Figure:
    """The figure with its label, year and role, where its sentence was read."""
    mention = named.get(figure.id)
    if mention is None:
        return figure
    label, period = mention.label or mention.subject, str(mention.year or "")
    return replace(figure, label=label, period=period, role=mention.role.value)
