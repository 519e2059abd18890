"""The figures of a document that stand in no claim, gathered by the reason."""

from __future__ import annotations

from collections.abc import Iterator

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
    by_code: dict[str, list[Unchecked]] = {}
    for one in coverage.unchecked:
        by_code.setdefault(one.code, []).append(one)
    for code, found in sorted(by_code.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        reasons = {one.reason for one in found}
        reason = reasons.pop() if len(reasons) == 1 else word(lang, "code-undecided")
        yield f"  {word(lang, 'unchecked-because', code=code, reason=reason, count=len(found))}"
        for one in found:
            figure = figures[one.figure]
            yield f"      {places.at(figure.span.start)}  {printable(figure.text)}"
