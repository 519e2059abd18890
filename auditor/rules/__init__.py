"""YAML → `Rule`, strictly.

A file with a `check` is a rule about figures: a relation, found by a pattern or a finder.  One with a `detector`
is a rule about the text itself, one with `across` about the documents of a run beside each other.
"""

from __future__ import annotations

from auditor.bilingual import Bilingual
from auditor.rules.loading import load_rule, load_rules, rule_files
from auditor.rules.model import ACROSS, FAMILIES, Example, RelationRule, Rule, RunRule, TextRule

__all__ = [
    "ACROSS",
    "FAMILIES",
    "Bilingual",
    "Example",
    "RelationRule",
    "Rule",
    "RunRule",
    "TextRule",
    "load_rule",
    "load_rules",
    "rule_files",
]
