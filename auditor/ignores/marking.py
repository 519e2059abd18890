"""Report and ignores → the report with its findings marked, and with what is wrong with the ignores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from auditor.bilingual import Bilingual
from auditor.ignored import Ignored
from auditor.ignores.directives import Flaw, mentions_us, read_directives
from auditor.ignores.orders import Order, of_comments, of_entries
from auditor.ignores.sidecars import read_sidecar, sidecar_of
from auditor.model import DocumentReport, Finding, InputError, Report, Span
from auditor.rules import IDLE, MALFORMED, UNEXPLAINED, IgnoreRule, Rule, RunRule
from auditor.selection import Choice, SelectorError, meant
from auditor.stricttoml import SettingsError


class Judges(Protocol):
    """The part of `auditor.engine.Auditor` that is asked: its rules, and which of them report on a path."""

    @property
    def lang(self) -> str: ...

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    @property
    def choice(self) -> Choice: ...

    def on(self, path: str) -> frozenset[str]: ...


def heed(report: Report, auditor: Judges, entries: Sequence[Ignored] = (), *, beside: bool = True) -> Report:
    """Mark what is to be ignored: by comments in the texts, by `entries` of the settings, and by files `beside` them.

    A file beside an article that cannot be used becomes an error of the run.
    """
    by_path: dict[Path, list[Ignored]] = {}
    for entry in entries:
        if entry.path is not None:
            by_path.setdefault(entry.path.resolve(), []).append(entry)
    documents: list[DocumentReport] = []
    errors = list(report.errors)
    for document in report.documents:
        path = document.document.path
        own = list(by_path.get(Path(path).resolve(), ())) if by_path else []
        sidecar = sidecar_of(path) if beside else None
        if sidecar is not None:
            try:
                own += read_sidecar(sidecar)
            except SettingsError as error:
                errors.append(_input_error(error, auditor.lang))
        documents.append(_heeded(document, auditor, own))
    return replace(report, documents=tuple(documents), errors=tuple(errors))


def _input_error(error: SettingsError, lang: str) -> InputError:
    line = Bilingual(f"第 {error.line} 行：", f"line {error.line}: ") if error.line else Bilingual("", "")
    return InputError(str(error.path), (line + error.problem).of(lang))


def _heeded(document: DocumentReport, auditor: Judges, entries: Sequence[Ignored]) -> DocumentReport:
    text = document.document.text
    if not entries and not mentions_us(text):
        return document
    given = [*of_comments(text, read_directives(text, auditor.rules)), *of_entries(text, entries)]
    if not given:
        return document
    return _Desk(document, auditor, given).marked()


@dataclass(frozen=True, slots=True)
class _Desk:
    """One document, and all that is to be ignored in it."""

    document: DocumentReport
    auditor: Judges
    given: Sequence[Order | Flaw]

    def marked(self) -> DocumentReport:
        ids = self._ids()
        orders = [one for one in self.given if isinstance(one, Order)]
        used: set[tuple[int, str]] = set()
        found = [_marked(finding, orders, ids, used) for finding in self.document.findings]
        own = [_marked(finding, orders, ids, used) for finding in self._notices(orders, ids, used)]
        return replace(
            self.document, findings=tuple(sorted([*found, *own], key=lambda finding: (finding.span, finding.rule)))
        )

    def _ids(self) -> dict[str, frozenset[str]]:
        """The rules that each word means; a word of a file beside the article may mean none."""
        found: dict[str, frozenset[str]] = {}
        for one in self.given:
            for word in one.rules if isinstance(one, Order) else ():
                try:
                    found[word] = meant(word, self.auditor.rules)
                except SelectorError:
                    continue
        return found

    def _notices(
        self, orders: Sequence[Order], ids: Mapping[str, frozenset[str]], used: set[tuple[int, str]]
    ) -> Iterator[Finding]:
        """What is wrong with the ignores themselves."""
        for one in self.given:
            if isinstance(one, Flaw):
                yield from self._notice(MALFORMED, one.span, "", (), one.problem)
        for number, order in enumerate(orders):
            for word in order.rules:
                if word not in ids:
                    yield from self._notice(MALFORMED, order.span, order.where, (word,), self._unknown(word))
            idle = [word for word in order.rules if (number, word) not in used and self._can_tell(ids.get(word))]
            if idle:
                yield from self._notice(IDLE, order.span, order.where, idle, order.why_idle)
            if not order.reason and any(word in ids for word in order.rules):
                yield from self._notice(UNEXPLAINED, order.span, order.where, order.rules, Bilingual("", ""))

    def _unknown(self, word: str) -> Bilingual:
        try:
            meant(word, self.auditor.rules)
        except SelectorError as error:
            return error.problem
        raise AssertionError(word)

    def _can_tell(self, ids: frozenset[str] | None) -> bool:
        """Were these rules run to their end here?  Those about ignores, and about several documents, never tell."""
        if not ids:
            return False
        unsure = {rule.id for rule in self.auditor.rules if isinstance(rule, (IgnoreRule, RunRule))}
        gave_up = {problem.rule for problem in self.document.problems}
        return ids <= self.auditor.on(self.document.document.path) and not ids & (unsure | gave_up)

    def _notice(self, about: str, span: Span, where: str, words: Iterable[str], why: Bilingual) -> Iterator[Finding]:
        lang, text = self.auditor.lang, self.document.document.text
        on = self.auditor.on(self.document.document.path)
        for rule in self.auditor.rules:
            if not isinstance(rule, IgnoreRule) or rule.about != about or rule.id not in on:
                continue
            named = ("、" if lang == "zh" else ", ").join(words)
            place = f"{where}{'：' if lang == 'zh' else ': '}" if where else ""
            message = rule.message.of(lang).format(where=place, rules=named, why=why.of(lang))
            severity = self.auditor.choice.severities.get(rule.id, rule.severity)
            key = [rule.id, "" if where else " ".join(span.of(text).split()), where.partition(":")[0], named]
            name = hashlib.sha256("\x1f".join(key).encode(errors="surrogatepass")).hexdigest()[:16]
            yield Finding(name, rule.id, rule.family, severity, span, message)


def _marked(
    finding: Finding, orders: Sequence[Order], ids: Mapping[str, frozenset[str]], used: set[tuple[int, str]]
) -> Finding:
    """The finding with the first reason to ignore it; every order that would have done is `used`."""
    first: Order | None = None
    for number, order in enumerate(orders):
        words = [word for word in order.rules if finding.rule in ids.get(word, ())]
        if words and order.covers(finding):
            used.update((number, word) for word in words)
            first = first or order
    if first is None:
        return finding
    return replace(finding, suppressed=first.reason, suppressed_in=first.where or None)
