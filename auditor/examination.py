"""What one document's audit went through: kept for the diagnosis, and for whoever asks why."""

from __future__ import annotations

from auditor.figures.extract import Item
from auditor.frozen import dataclass
from auditor.layout import Flow
from auditor.model import Document, Figure
from auditor.relations.mentions import Page
from auditor.relations.readings import Statement
from auditor.rules import RelationRule
from auditor.settle import Settled


@dataclass(frozen=True, slots=True)
class Attempt:
    """A statement that a rule's finder saw, and what became of it; None where it makes no claim."""

    rule: RelationRule
    statement: Statement
    settled: Settled | None

    @property
    def compares(self) -> bool:
        """A rate held against 100% has passed its bound, but meets nothing in the text."""
        return self.rule.kind != "bound" or len(set(self.statement.readings[0].key)) > 1


@dataclass(frozen=True, slots=True)
class Examination:
    """All statements that were tried, and the claims that were chosen of them; `tabled` are the figures of tables."""

    document: Document
    flow: Flow
    items: tuple[Item, ...]
    page: Page
    attempts: tuple[Attempt, ...]
    chosen: tuple[Settled, ...]
    tabled: tuple[Figure, ...] = ()
