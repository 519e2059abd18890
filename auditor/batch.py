"""Many inputs → one report: what goes wrong with one never costs the others their audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from auditor.model import Document, DocumentReport, InputError, LimitError, Report, RuleInfo

Outcome = DocumentReport | InputError


class Audits(Protocol):
    """The part of `auditor.engine.Auditor` that a run needs."""

    @property
    def described(self) -> tuple[RuleInfo, ...]: ...

    def audit(self, document: Document) -> DocumentReport: ...


class Spreads(Protocol):
    """Audits many documents in an order of its own, and hands over the outcomes in that of the inputs."""

    def outcomes(self, auditor: Audits, items: Iterable[Document | InputError]) -> Iterator[Outcome]: ...


class Compares(Protocol):
    """Holds the documents of a run against each other, once the last has come."""

    def add(self, document: Document) -> None: ...

    def finish(self, reports: Sequence[DocumentReport]) -> tuple[DocumentReport, ...]: ...


def audit_all(
    auditor: Audits,
    inputs: Iterable[Document | InputError],
    lang: str,
    tell: Callable[[Outcome], None],
    compare: Callable[[], Compares] | None = None,
    crew: Spreads | None = None,
) -> Report:
    """Audit each input as it comes, `tell` what became of it, and gather the whole.

    An exception in an audit becomes an error of that document, in `lang`; so
    does a rule that gave up on it.  What `compare` makes is asked from the
    second document on, and adds what it finds to the reports after the last.
    With a `crew`, others do the work.
    """
    outcomes = crew.outcomes(auditor, inputs) if crew is not None else _one_by_one(auditor, inputs, lang)
    return _gather(outcomes, auditor.described, tell, compare)


def _gather(
    outcomes: Iterable[Outcome],
    rules: tuple[RuleInfo, ...],
    tell: Callable[[Outcome], None],
    compare: Callable[[], Compares] | None = None,
) -> Report:
    """What became of the inputs, as one report."""
    documents: list[DocumentReport] = []
    errors: list[InputError] = []
    comparison: Compares | None = None
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            errors.append(outcome)
        else:
            documents.append(outcome)
            errors += outcome.problems
            if compare is not None and len(documents) > 1:
                comparison = comparison or _begin(compare, documents[0])
                comparison.add(outcome.document)
        tell(outcome)
    if comparison is None:
        return Report(tuple(documents), tuple(errors), rules)
    return Report(comparison.finish(documents), tuple(errors), rules)


def _one_by_one(auditor: Audits, inputs: Iterable[Document | InputError], lang: str) -> Iterator[Outcome]:
    for item in inputs:
        yield item if isinstance(item, InputError) else audit_one(auditor, item, lang)


def _begin(compare: Callable[[], Compares], first: DocumentReport) -> Compares:
    comparison = compare()
    comparison.add(first.document)
    return comparison


def describe(error: Exception) -> str:
    """Class and message of an exception on one line."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def audit_one(auditor: Audits, document: Document, lang: str) -> Outcome:
    """What becomes of one document, be it a crash."""
    try:
        return auditor.audit(document)
    except LimitError as error:
        return InputError(document.path, error.zh if lang == "zh" else str(error))
    except Exception as error:
        prefix = "核对时程序出错：" if lang == "zh" else "the audit failed: "
        return InputError(document.path, prefix + describe(error))
