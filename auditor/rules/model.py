"""What a rule is."""

from __future__ import annotations

from pathlib import Path

from auditor.bilingual import Bilingual
from auditor.formula import Formula
from auditor.frozen import dataclass
from auditor.model import Severity

FIGURES = "figures"
FAMILIES = ("duplicate", "script", "truncation", "ordinal", "unit", "date", "punctuation")
IGNORES = "ignore"
IDLE, MALFORMED, UNEXPLAINED = "idle", "malformed", "unexplained"
ABOUT = (IDLE, MALFORMED, UNEXPLAINED)
ACROSS = ("same-article", "near-article", "same-passage")
# The detector that is nothing but a pattern.
PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Example:
    """`flags` is the printed figure that the finding must touch, in a `bad` example."""

    text: str
    flags: str = ""
    fixed: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rule:
    """What every rule says of itself: how it is named, how it is reported, and its examples."""

    path: Path
    id: str
    name: str
    title: Bilingual
    family: str
    severity: Severity
    message: Bilingual
    why: Bilingual
    pattern: str
    options: dict[str, str]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    silent: tuple[Example, ...]
    replaces: str = ""
    lines: tuple[tuple[str, int], ...] = ()

    def line(self, key: str) -> int:
        """The line of the rule's file on which a key stands, from 1; `options.slip` is a key within a key."""
        return dict(self.lines).get(key, 1)

    def option(self, name: str, default: str = "") -> str:
        return self.options.get(name, default)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RelationRule(Rule):
    """A relation that prose can claim between figures, and what must be true of them."""

    kind: str
    formula: Formula
    finder: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TextRule(Rule):
    """A fault of the text itself, and the detector that looks for it."""

    detector: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RunRule(Rule):
    """A fault that shows when the documents of one run are compared; `across` says what is looked for.

    In its examples, a line of `=====` parts the documents.
    """

    across: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class IgnoreRule(Rule):
    """What may be wrong with an ignore: it does nothing (any more), cannot be followed, or has no reason."""

    about: str
