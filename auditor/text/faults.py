"""What a detector hands over, and how it becomes a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from auditor.fingerprint import fingerprint, surroundings
from auditor.frozen import dataclass
from auditor.model import Edit, Finding, Related, Severity, Span
from auditor.rules import Bilingual, TextRule
from auditor.text.manuscript import Manuscript

_LONGEST_QUOTE = 24


@dataclass(frozen=True, slots=True)
class Beside:
    """Another place that a fault concerns, such as the first copy of a duplicate."""

    span: Span
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in the untouched text where something is wrong.

    `fields` fill the rule's message, beside `{text}`, the text of the span; `right` is what should stand there, where that is known; `repair` holds the
    edits that are certain enough to be made without asking.
    """

    span: Span
    fields: tuple[tuple[str, str], ...] = ()
    right: str | None = None
    beside: tuple[Beside, ...] = ()
    repair: tuple[Edit, ...] = ()
    severity: Severity | None = None


class Detector(Protocol):
    """Finds the faults of one rule."""

    def __call__(self, manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]: ...


def report_faults(manuscript: Manuscript, rule: TextRule, faults: Iterable[Fault], lang: str) -> Iterator[Finding]:
    """The findings of one rule, with messages in `lang`."""
    text = manuscript.document.text
    for fault in faults:
        fields = {"text": quote(fault.span.of(text)), **dict(fault.fields)}
        yield Finding(
            id=_fingerprint(text, rule, fault),
            rule=rule.id,
            family=rule.family,
            severity=fault.severity or rule.severity,
            span=fault.span,
            message=rule.message.of(lang).format(**fields),
            related=tuple(Related(one.span, one.message.of(lang)) for one in fault.beside),
            suggestion=fault.right,
            edits=fault.repair,
        )


def quote(text: str) -> str:
    """A passage on one line, with its middle left out when it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    half = _LONGEST_QUOTE // 2
    return f"{line[:half]}…{line[-half:]}"


def _fingerprint(text: str, rule: TextRule, fault: Fault) -> str:
    """Stable while the words around stay: built from text, not from places."""
    return fingerprint(rule.id, surroundings(fault.span, text), fault.span.of(text))
