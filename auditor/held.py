"""The documents of a run, as its steps go through them: a tuple, or what is held outside of memory and read back.

A step asks for no more of them than it needs, and says which of them it has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Protocol, runtime_checkable

from auditor.frozen import dataclass
from auditor.model import DocumentReport

Documents = Sequence[DocumentReport]


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures, and claims by their verdicts."""

    figures: int = 0
    holds: int = 0
    fails: int = 0
    open: int = 0

    def and_of(self, report: DocumentReport) -> Counted:
        """With what was counted in one document more."""
        more = report.counted
        figures = self.figures + report.coverage.figures
        return Counted(figures, self.holds + more.holds, self.fails + more.fails, self.open + more.open)


@runtime_checkable
class Held(Protocol):
    """Documents that take time to read back."""

    def short(self) -> Documents:
        """Without what their findings and counts do not need."""

    def telling(self) -> Iterator[tuple[int, DocumentReport]]:
        """Those with findings, and their numbers."""

    def counted(self) -> Counted:
        """What was counted in all of them."""

    def revised(self, changed: Iterable[tuple[int, DocumentReport]]) -> Documents:
        """The same documents, some of them with other findings."""


def short(documents: Documents) -> Documents:
    """For steps that look at findings, texts and counts only."""
    return documents.short() if isinstance(documents, Held) else documents


def telling(documents: Documents) -> Iterator[tuple[int, DocumentReport]]:
    """The documents with findings, and their numbers."""
    if isinstance(documents, Held):
        return documents.telling()
    return ((number, one) for number, one in enumerate(documents) if one.findings)


def counted(documents: Documents) -> Counted:
    """What was counted in all documents; no step changes that."""
    if isinstance(documents, Held):
        return documents.counted()
    return reduce(Counted.and_of, documents, Counted())


def revised(documents: Documents, changed: Iterable[tuple[int, DocumentReport]]) -> Documents:
    """The documents, with others in the places of some; these differ in nothing but their findings."""
    if isinstance(documents, Held):
        return documents.revised(changed)
    found = list(documents)
    for number, one in changed:
        found[number] = one
    return tuple(found)
