"""What a detector sees of a document."""

from __future__ import annotations

from auditor.figures.extract import Item
from auditor.frozen import dataclass
from auditor.layout import Flow
from auditor.model import Document


@dataclass(frozen=True, slots=True, eq=False)
class Manuscript:
    """A document as printed (`document.text`, its script), and as it was meant to be read (`flow`).

    `items` are the figures and dates, with their places in the flow.
    """

    document: Document
    flow: Flow
    items: tuple[Item, ...]
