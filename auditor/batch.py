"""Many inputs → one report: what goes wrong with one never costs the others their audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Protocol, runtime_checkable

from auditor.frozen import dataclass
from auditor.held import Documents, revised
from auditor.model import Document, DocumentReport, Finding, InputError, LimitError, Report, RuleInfo

Outcome = DocumentReport | InputError
# An input; one that was audited before, or cannot be, is its own outcome.
Item = Document | Outcome


class Audits(Protocol):
    """The part of `auditor.engine.Auditor` that a run needs."""

    @property
    def described(self) -> tuple[RuleInfo, ...]: ...

    def audit(self, document: Document) -> DocumentReport: ...


class Engine(Audits, Protocol):
    """An auditor that also says what compares the documents of a run."""

    def comparison(self) -> Compares: ...


@runtime_checkable
class Recalls(Protocol):
    """Knows the reports of some inputs already."""

    def recall(self, inputs: Iterable[Document | InputError]) -> Iterator[Item]: ...


@runtime_checkable
class Fronts(Protocol):
    """Stands before the engine, which it may have to load first."""

    @property
    def engine(self) -> Engine: ...


def engine_behind(auditor: Engine) -> Engine:
    """What audits in the end."""
    return auditor.engine if isinstance(auditor, Fronts) else auditor


class Spreads(Protocol):
    """Audits many documents in an order of its own, and hands over the outcomes in that of the inputs."""

    def outcomes(self, auditor: Audits, items: Iterable[Item]) -> Iterator[Outcome]: ...


class Compares(Protocol):
    """Holds the documents of a run against each other, once the last has come."""

    def add(self, document: Document, earlier: Documents, /) -> None: ...

    def finish(self, reports: Documents) -> Mapping[int, Sequence[Finding]]: ...


class Gathers(Protocol):
    """Takes the reports of a run one by one, and has them all."""

    def append(self, report: DocumentReport) -> None: ...

    @property
    def documents(self) -> Documents: ...


@dataclass(slots=True)
class Gathered:
    """All reports in memory, which takes fifty times the room of their texts."""

    documents: list[DocumentReport] = field(default_factory=list)

    def append(self, report: DocumentReport) -> None:
        self.documents.append(report)


def audit_all(
    auditor: Audits,
    inputs: Iterable[Item],
    lang: str,
    tell: Callable[[Outcome], None],
    compare: Callable[[], Compares] | None = None,
    crew: Spreads | None = None,
    gathered: Gathers | None = None,
) -> Report:
    """Audit each input as it comes, `tell` what became of it, and gather the whole.

    An exception in an audit becomes an error of that document, in `lang`; so
    does a rule that gave up on it.  What `compare` makes is asked from the
    second document on, and adds what it finds to the reports after the last.
    With a `crew`, others do the work.  The reports are held where they are
    `gathered`, in memory if nothing is said.
    """
    outcomes = crew.outcomes(auditor, inputs) if crew is not None else _one_by_one(auditor, inputs, lang)
    return _gather(outcomes, auditor.described, tell, compare, gathered or Gathered())


def _gather(
    outcomes: Iterable[Outcome],
    rules: tuple[RuleInfo, ...],
    tell: Callable[[Outcome], None],
    compare: Callable[[], Compares] | None,
    gathered: Gathers,
) -> Report:
    """What became of the inputs, as one report."""
    documents = gathered.documents
    errors: list[InputError] = []
    comparison: Compares | None = None
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            errors.append(outcome)
        else:
            if compare is not None and len(documents) == 1:
                comparison = compare()
                comparison.add(documents[0].document, ())
            if comparison is not None:
                comparison.add(outcome.document, documents)
            gathered.append(outcome)
            errors += outcome.problems
        tell(outcome)
    found = comparison.finish(documents) if comparison is not None else {}
    documents = revised(documents, ((number, _with(documents[number], added)) for number, added in found.items()))
    return Report(documents, tuple(errors), rules)


def _with(report: DocumentReport, added: Sequence[Finding]) -> DocumentReport:
    return replace(report, findings=tuple(sorted([*report.findings, *added], key=lambda finding: finding.span)))


def _one_by_one(auditor: Audits, inputs: Iterable[Item], lang: str) -> Iterator[Outcome]:
    for item in inputs:
        yield audit_one(auditor, item, lang) if isinstance(item, Document) else item


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


def brief(report: DocumentReport) -> DocumentReport:
    """What the findings of a report need, and how much else there was: most of one is figures and claims that hold."""
    told = {finding.claim for finding in report.findings}
    return replace(
        report,
        figures=(),
        claims=tuple(claim for claim in report.claims if claim.id in told),
        coverage=replace(report.coverage, unchecked=()),
        verdicts=report.counted,
    )


@dataclass(frozen=True, slots=True)
class Brief:
    """An auditor whose reports are brief."""

    engine: Engine

    @property
    def described(self) -> tuple[RuleInfo, ...]:
        return self.engine.described

    def audit(self, document: Document) -> DocumentReport:
        return brief(self.engine.audit(document))

    def comparison(self) -> Compares:
        return self.engine.comparison()
