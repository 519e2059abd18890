"""The figures of a document that stand in no claim, gathered by the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.frozen import dataclass
from auditor.model import DocumentReport, Unchecked
from auditor.report.display import printable
from auditor.report.places import Places
from auditor.report.wording import word


def unchecked_lines(report: DocumentReport, lang: str) -> Iterator[str]:
    """A line for the counts, and one for each reason with the places of its figures."""
    coverage = report.coverage
    counts = word(
        lang, "coverage", figures=coverage.figures, checkable=coverage.checkable, checked=coverage.checked
    )  # fmt: skip
    yield f"  {counts}"
    places = Places(report.document.text)
    figures = {figure.id: figure for figure in report.figures}
    for cause in causes(coverage.unchecked, lang):
        yield f"  {word(lang, 'unchecked-because', code=cause.code, reason=cause.reason, count=len(cause.found))}"
        for one in cause.found:
            figure = figures[one.figure]
            yield f"      {places.at(figure.span.start)}  {printable(figure.text)}"


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason why figures were not checked, and the figures."""

    code: str
    reason: str
    found: tuple[Unchecked, ...]


def causes(unchecked: Iterable[Unchecked], lang: str) -> list[Cause]:
    """The most frequent reason first."""
    by_code: dict[str, list[Unchecked]] = {}
    for one in unchecked:
        by_code.setdefault(one.code, []).append(one)
    listed = [
        Cause(code, _reason({one.reason for one in found}, lang), tuple(found)) for code, found in by_code.items()
    ]
    return sorted(listed, key=lambda cause: (-len(cause.found), cause.code))


@dataclass(frozen=True, slots=True)
class CountedCause:
    """A reason why figures were not checked, and how many."""

    code: str
    reason: str
    count: int


def counted_causes(unchecked: Iterable[Unchecked], lang: str) -> list[CountedCause]:
    """The most frequent reason first."""
    counts: Counter[str] = Counter()
    reasons: dict[str, set[str]] = {}
    for one in unchecked:
        counts[one.code] += 1
        reasons.setdefault(one.code, set()).add(one.reason)
    listed = [CountedCause(code, _reason(reasons[code], lang), count) for code, count in counts.items()]
    return sorted(listed, key=lambda cause: (-cause.count, cause.code))


def _reason(reasons: set[str], lang: str) -> str:
    """In words; where they differ by a number of readings, without it."""
    return next(iter(reasons)) if len(reasons) == 1 else word(lang, "code-undecided")
