"""How sure it is that what stands twice stands there by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.frozen import dataclass
from auditor.model import Severity
from auditor.text.duplicates.differences import Change

# Characters of prose that a copy needs to be no coincidence, and no emphasis.
_IN_A_ROW, _IN_A_ROW_SURELY = 7, 12
_PARAGRAPH_IN_A_ROW = 12
_PARAGRAPH_NOTE, _PARAGRAPH = 25, 50
_SENTENCE_NEARBY, _PASSAGE_NEARBY, _PASSAGE = 20, 40, 60
_PASSAGE_NOTE, _SENTENCES = 30, 30
# A paragraph that stands in two articles of one page.
_WHOLE_ELSEWHERE = 80
_ASIDE = 30
_NEAR_NOTE, _NEAR, _NEAR_FIGURES = 40, 60, 40
# Of a hundred characters, those that may differ.
_CHANGED = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """What is known of a copy.  `aside`: quoted, announced in a lead, or coming back as a refrain."""

    prose: int
    whole: bool
    adjacent: bool
    changed: bool
    same_paragraph: bool
    same_article: bool
    sentence: bool
    complete: bool
    aside: bool
    heading: bool
    figures: int

    @property
    def kind(self) -> str:
        """The rule that the copy falls under."""
        if self.changed:
            return "near"
        if self.whole and not self.same_paragraph:
            return "paragraph"
        return "clause" if self.adjacent and self.same_paragraph else "passage"


def grade(passage: Passage, changes: Sequence[Change]) -> Severity | None:
    """Error, warning or note; none for what good texts do too."""
    if passage.heading:
        return None
    if not passage.same_article and passage.whole and passage.sentence and passage.prose >= _WHOLE_ELSEWHERE:
        return Severity.WARNING if not passage.changed else _near(passage, changes)
    if not passage.same_article and not passage.aside and _is_slip(passage, changes):
        return _near(passage, changes)
    if passage.aside or not passage.same_article:
        return Severity.NOTE if passage.prose >= _ASIDE and not passage.changed else None
    if passage.changed:
        return _near(passage, changes)
    if passage.adjacent:
        return _in_a_row(passage)
    if passage.whole and not passage.same_paragraph:
        return _by_length(passage.prose, _PARAGRAPH_NOTE, _PARAGRAPH, Severity.ERROR) if passage.sentence else None
    if passage.same_paragraph and passage.sentence:
        return _by_length(passage.prose, _SENTENCE_NEARBY, _SENTENCE_NEARBY, Severity.WARNING)
    if passage.same_paragraph or not passage.sentence:
        least = _PASSAGE_NEARBY if passage.same_paragraph else _PASSAGE
        return _by_length(passage.prose, _PASSAGE_NOTE, least, Severity.WARNING)
    least = _SENTENCES if passage.complete else _PASSAGE
    return _by_length(passage.prose, _PASSAGE_NOTE, least, Severity.WARNING)


def _is_slip(passage: Passage, changes: Sequence[Change]) -> bool:
    """Sentences of another article of the page, again with one other figure."""
    return passage.sentence and passage.prose >= _NEAR and len(changes) == 1 and changes[0].of_figures


def _by_length(prose: int, note: int, sure: int, severity: Severity) -> Severity | None:
    if prose >= sure:
        return severity
    return Severity.NOTE if prose >= note else None


def _in_a_row(passage: Passage) -> Severity | None:
    if not passage.same_paragraph:
        return Severity.ERROR if passage.prose >= _PARAGRAPH_IN_A_ROW and passage.sentence else None
    if passage.prose >= _IN_A_ROW_SURELY:
        return Severity.ERROR
    return Severity.WARNING if passage.prose >= _IN_A_ROW else None


def _near(passage: Passage, changes: Sequence[Change]) -> Severity | None:
    """Copies that differ: a slip, or sentences of one mould about other places and years."""
    if 100 * sum(change.size for change in changes) > _CHANGED * passage.prose:
        return None
    figures = [change for change in changes if change.of_figures]
    if any(change.of_dates for change in changes):
        return None
    words = [change for change in changes if change.of_words]
    if figures and words:
        return None
    if figures:
        return Severity.WARNING if passage.prose >= _NEAR_FIGURES else None
    return _by_length(passage.prose, _NEAR_NOTE, _NEAR, Severity.NOTE if words else Severity.WARNING)
