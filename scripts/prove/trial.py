"""One article, whole and broken, before the audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from random import Random

from auditor.engine import Auditor
from auditor.model import Document, DocumentReport, Finding, Severity, Span
from scripts.prove.articles import Article, compose
from scripts.prove.breaking import Break, breaks
from scripts.prove.claims import Relation
from scripts.prove.writing import Passage

_ALARMS = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the audit made of one text.

    `kinds` and `wrong` are the claims that cannot be true; `alarms` are all errors and warnings of the audit, and
    `noticed` says whether one of them touches a figure of such a claim.
    """

    seed: int
    script: str
    size: int
    phrasing: str = ""
    how: str = ""
    was: str = ""
    now: str = ""
    kinds: tuple[str, ...] = ()
    noticed: bool = False
    alarms: tuple[str, ...] = ()
    shown: str = ""

    def as_row(self) -> dict[str, object]:
        return asdict(self)


def try_article(seed: int, each: int = 1) -> Iterator[Outcome]:
    """The outcome of the article as it is, then of `each` breaks that it cannot survive, and of at
    most one before them that leaves it possible."""
    article = compose(seed)
    text = article.text
    found = alarms(audit(text))
    shown = text if found else ""
    yield Outcome(seed, article.script, len(text), alarms=_told(found, text), shown=shown)
    impossible, still_possible = 0, False
    for one in islice(breaks(Random(seed), article), 40):
        false = one.broken.false()
        if not false and still_possible:
            continue
        still_possible |= not false
        yield _outcome(seed, article, one, false)
        impossible += bool(false)
        if impossible == each:
            return


def _outcome(seed: int, article: Article, one: Break, false: list[Relation]) -> Outcome:
    broken = article.with_passage(one.passage, one.broken)
    text = broken.text
    found = alarms(audit(text))
    start = next(at for passage, at in broken.passages() if passage is one.broken)
    places = _places(one.broken, false, start)
    noticed = any(span.touches(place) for finding in found for span in _spans(finding) for place in places)
    kinds = tuple(sorted({relation.kind for relation in false}))
    return Outcome(
        seed, article.script, len(text), one.passage.phrasing.id, one.how, one.was, one.now, kinds, noticed,
        _told(found, text), one.broken.text,
    )  # fmt: skip


def _places(passage: Passage, relations: list[Relation], start: int) -> list[Span]:
    """Where the figures of claims stand, and the words for their signs."""
    keys = {key for relation in relations for key in relation.keys}
    return [
        Span(start + first, start + last)
        for piece, first, last in passage.spans()
        if not isinstance(piece, str) and piece.key in keys
    ]


def _spans(finding: Finding) -> list[Span]:
    return [finding.span, *(related.span for related in finding.related)]


def _told(found: list[Finding], text: str) -> tuple[str, ...]:
    return tuple(f"{one.rule} {one.span.of(text)}: {one.message}" for one in found)


def alarms(report: DocumentReport) -> list[Finding]:
    """The findings that ask an editor to act."""
    return [finding for finding in report.findings if finding.severity in _ALARMS]


def audit(text: str) -> DocumentReport:
    return _auditor().audit(Document("article.txt", text, "utf-8"))


@lru_cache(maxsize=1)
def _auditor() -> Auditor:
    return Auditor("en")
