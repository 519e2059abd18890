"""YAML → `Rule`, strictly.

A file with a `check` is a rule about figures: a relation, found by a pattern or a finder.  One with a `detector`
is a rule about the text itself, one with `across` about the documents of a run beside each other, one with `about`
about what users want ignored.
"""

from __future__ import annotations

from auditor.bilingual import Bilingual
from auditor.rules.model import (
    ACROSS,
    FAMILIES,
    IDLE,
    MALFORMED,
    UNEXPLAINED,
    Example,
    IgnoreRule,
    RelationRule,
    Rule,
    RunRule,
    TextRule,
)

__all__ = [
    "ACROSS",
    "FAMILIES",
    "IDLE",
    "MALFORMED",
    "UNEXPLAINED",
    "Bilingual",
    "Example",
    "IgnoreRule",
    "RelationRule",
    "Rule",
    "RunRule",
    "TextRule",
]
