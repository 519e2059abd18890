"""What an audit made of one place, as it is told to whoever asks."""

from __future__ import annotations

from auditor.frozen import dataclass
from auditor.model import Claim, Document, Figure, Finding, Span, Unchecked


@dataclass(frozen=True, slots=True)
class TriedReading:
    """One way to read a statement: how far the wording binds (`certain`, `likely`, `possible`), what came out."""

    strength: str
    verdict: str
    working: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TriedRule:
    """The readings that one rule tried with a figure, the best of them; `readings` counts all."""

    rule: str
    title: str
    readings: int
    shown: tuple[TriedReading, ...]


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure with everything that was made of it; `unchecked` says why it stands in no claim."""

    figure: Figure
    role: str
    subject: str
    rules: tuple[TriedRule, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    unchecked: Unchecked | None


@dataclass(frozen=True, slots=True)
class Aside:
    """Digits that are no figure: a `date`, or what is `masked` (a telephone number, a name …)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The figures of a line, or those at a column of it; `ignored` are other findings there that users want ignored."""

    document: Document
    line: int
    column: int | None
    figures: tuple[ExplainedFigure, ...]
    asides: tuple[Aside, ...]
    ignored: tuple[Finding, ...] = ()
