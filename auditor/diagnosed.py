"""Findings with their diagnosis: suspects beside each, and one finding for a row that several claims lack."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.claims import Audited
from auditor.diagnosis import Diagnosis
from auditor.diagnosis.gaps import Row
from auditor.diagnosis.suspects import Accused
from auditor.diagnosis.wording import cell_text, in_print, reason, row_message, suggestion
from auditor.frozen import replace
from auditor.model import Document, Finding, Missing, Related, Severity, Suspect

_MOST_SUSPECTS = 3


def diagnosed(document: Document, audited: Audited, diagnosis: Diagnosis, lang: str) -> Audited:
    """The findings of claims with what the diagnosis says of them; claims stay as they are."""
    places = {claim.id: number for number, claim in enumerate(audited.claims)}
    found: dict[int, Finding] = {places[one.claim]: one for one in audited.findings if one.claim in places}
    for number, accused in diagnosis.accused.items():
        if number in found and accused:
            found[number] = _suspected(found[number], accused, lang)
    for row in diagnosis.rows:
        _merge(document, found, row, [claim.id for claim in audited.claims], lang)
    others = [one for one in audited.findings if one.claim not in places]
    return replace(audited, findings=(*found.values(), *others))


def _suspected(finding: Finding, accused: Sequence[Accused], lang: str) -> Finding:
    suspects = tuple(_suspect(one, lang) for one in accused[:_MOST_SUSPECTS])
    first = accused[0].change
    told = suggestion(first.figure, first.print, lang) if first.print.slip else None
    return replace(finding, suspects=suspects, suggestion=told)


def _suspect(one: Accused, lang: str) -> Suspect:
    change, also = one.change, [other.figure for other in one.also]
    return Suspect(
        figure=change.figure.id, span=change.figure.span, interval=change.needed, value=change.print.value,
        text=change.print.text, slip=change.print.slip,
        reason=reason(change.print, one.solved, also, lang), also=tuple(figure.id for figure in also),
    )  # fmt: skip


def _merge(document: Document, found: dict[int, Finding], row: Row, claims: Sequence[str], lang: str) -> None:
    """The first of the row's findings speaks for all of them."""
    numbers = [cell.number for cell in row.cells if cell.number in found]
    if len(numbers) < 2:
        return
    merged = [found[number] for number in numbers]
    first = merged[0]
    related = list(first.related)
    for other in merged[1:]:
        related.append(Related(other.span, other.span.of(document.text).replace("\n", "")))
        related += other.related
    certain = any(one.severity is Severity.ERROR for one in merged)
    missing = tuple(Missing(claims[cell.number], cell_text(cell), in_print(cell)) for cell in row.cells)
    found[numbers[0]] = replace(
        first, message=row_message(row, lang), severity=Severity.ERROR if certain else first.severity,
        related=tuple(related), suggestion=None, missing=missing if row.twice is None else (),
    )  # fmt: skip
    for number in numbers[1:]:
        del found[number]
