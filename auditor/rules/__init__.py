"""YAML → `Rule`, strictly.

A file with a `check` is a rule about figures: a relation, found by a pattern or a finder.  One with a `detector`
is a rule about the text itself.
"""

from __future__ import annotations

from auditor.rules.loading import load_rule, load_rules, rule_files
from auditor.rules.model import FAMILIES, Bilingual, Example, RelationRule, Rule, TextRule

__all__ = [
    "FAMILIES",
    "Bilingual",
    "Example",
    "RelationRule",
    "Rule",
    "TextRule",
    "load_rule",
    "load_rules",
    "rule_files",
]
