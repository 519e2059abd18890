"""One document and its ignores → its findings marked, and what is wrong with the ignores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from auditor.bilingual import Bilingual
from auditor.fingerprint import fingerprint
from auditor.ignored import Ignored
from auditor.ignores.directives import Flaw, read_directives
from auditor.ignores.orders import Order, of_comments, of_entries
from auditor.model import DocumentReport, Finding, Span
from auditor.rules import IDLE, MALFORMED, UNEXPLAINED, IgnoreRule, Rule, RunRule
from auditor.selection import Choice, SelectorError, meant


class Judges(Protocol):
    """The part of `auditor.engine.Auditor` that is asked: its rules, and which of them report on a path."""

    @property
    def lang(self) -> str: ...

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    @property
    def choice(self) -> Choice: ...

    def on(self, path: str) -> frozenset[str]: ...


def marked(document: DocumentReport, auditor: Judges, entries: Sequence[Ignored]) -> DocumentReport:
    """One document with what its comments and `entries` of other files want ignored."""
    text = document.document.text
    given = [*of_comments(text, read_directives(text, auditor.rules)), *of_entries(text, entries)]
    return _Desk(document, auditor, given).marked() if given else document


class _Desk:
    """One document, and all that is to be ignored in it."""

    def __init__(self, document: DocumentReport, auditor: Judges, given: Sequence[Order | Flaw]) -> None:
        self._document = document
        self._auditor = auditor
        self._flaws = [one for one in given if isinstance(one, Flaw)]
        self._orders = [one for one in given if isinstance(one, Order)]
        self._ids: dict[str, frozenset[str]] = {}
        self._unknown: dict[str, Bilingual] = {}
        for word in {word for order in self._orders for word in order.rules}:
            try:
                self._ids[word] = meant(word, auditor.rules)
            except SelectorError as error:  # in a file beside the article; comments were looked at before
                self._unknown[word] = error.problem
        # The orders about each rule, by number, and the word of theirs that means it.
        self._about: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, order in enumerate(self._orders):
            for word in order.rules:
                for rule in self._ids.get(word, ()):
                    self._about[rule].append((number, word))
        self._used: set[tuple[int, str]] = set()
        self._surely_run = self._run_to_their_end()

    def marked(self) -> DocumentReport:
        """The report with its findings marked, and those about the ignores among them."""
        found = [self._mark(finding) for finding in self._document.findings]
        found += [self._mark(finding) for finding in list(self._notices())]
        return replace(self._document, findings=tuple(sorted(found, key=lambda finding: (finding.span, finding.rule))))

    def _run_to_their_end(self) -> frozenset[str]:
        """The rules whose silence says something; those about ignores or several documents are never among them."""
        unsure = {rule.id for rule in self._auditor.rules if isinstance(rule, (IgnoreRule, RunRule))}
        gave_up = {problem.rule for problem in self._document.problems}
        return self._auditor.on(self._document.document.path) - unsure - gave_up

    def _mark(self, finding: Finding) -> Finding:
        """The finding with the first reason to ignore it; whatever would have done is used, too."""
        first: Order | None = None
        for number, word in self._about.get(finding.rule, ()):
            order = self._orders[number]
            if order.covers(finding):
                self._used.add((number, word))
                first = first or order
        if first is None:
            return finding
        return replace(finding, suppressed=first.reason, suppressed_in=first.where or None)

    def _notices(self) -> Iterator[Finding]:
        """What is wrong with the ignores themselves."""
        for flaw in self._flaws:
            yield from self._notice(MALFORMED, flaw.span, "", (), flaw.problem)
        for number, order in enumerate(self._orders):
            idle = []
            for word in order.rules:
                if word in self._unknown:
                    yield from self._notice(MALFORMED, order.span, order.where, (word,), self._unknown[word])
                elif (number, word) not in self._used and self._ids[word] <= self._surely_run:
                    idle.append(word)
            if idle:
                yield from self._notice(IDLE, order.span, order.where, idle, order.why_idle)
            if not order.reason and any((number, word) in self._used for word in order.rules):
                yield from self._notice(UNEXPLAINED, order.span, order.where, order.rules, Bilingual("", ""))

    def _notice(self, about: str, span: Span, where: str, words: Iterable[str], why: Bilingual) -> Iterator[Finding]:
        """The finding of the rule about it, if that is on."""
        lang, text = self._auditor.lang, self._document.document.text
        on = self._auditor.on(self._document.document.path)
        for rule in self._auditor.rules:
            if not isinstance(rule, IgnoreRule) or rule.about != about or rule.id not in on:
                continue
            named = ("、" if lang == "zh" else ", ").join(words)
            place = f"{where}{'：' if lang == 'zh' else ': '}" if where else ""
            message = rule.message.of(lang).format(where=place, rules=named, why=why.of(lang))
            severity = self._auditor.choice.severities.get(rule.id, rule.severity)
            key = [rule.id, where.partition(":")[0] or " ".join(span.of(text).split()), *words]
            yield Finding(fingerprint(*key), rule.id, rule.family, severity, span, message)
