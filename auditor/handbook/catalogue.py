"""Rules → a table, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from auditor.handbook.sayings import say
from auditor.model import Severity
from auditor.packs import builtin
from auditor.preparing import Prepared
from auditor.rules import RelationRule, Rule

_COLUMNS = ("id", "title", "family", "kind", "severity", "source")


def to_table(prepared: Prepared, lang: str) -> str:
    """One line a rule that is on."""
    from tabulate import tabulate  # noqa: PLC0415 (JSON needs none)

    rows = [
        [
            rule.id,
            rule.title.of(lang),
            rule.family,
            kind_of(rule),
            say(lang, level(prepared, rule).value),
            source(rule, lang),
        ]
        for rule in ordered(prepared.chosen())
    ]
    return tabulate(rows, headers=[say(lang, column) for column in _COLUMNS], disable_numparse=True) + "\n"


def to_json(prepared: Prepared) -> str:
    """The same as a JSON array, with texts in both languages."""
    rules = [
        {
            "id": rule.id,
            "name": rule.name,
            "title": {"zh": rule.title.zh, "en": rule.title.en},
            "family": rule.family,
            "kind": kind_of(rule) or None,
            "severity": level(prepared, rule).value,
            "builtin": is_builtin(rule),
            "path": str(rule.path),
            "why": {"zh": rule.why.zh, "en": rule.why.en},
        }
        for rule in ordered(prepared.chosen())
    ]
    return json.dumps(rules, ensure_ascii=False, indent=1) + "\n"


def ordered(rules: Iterable[Rule]) -> list[Rule]:
    """Built-in rules first, by id; those about figures before those about the text."""
    return sorted(rules, key=lambda rule: (not is_builtin(rule), not isinstance(rule, RelationRule), rule.id))


def level(prepared: Prepared, rule: Rule) -> Severity:
    """The severity that a run gives a rule."""
    return prepared.choice.severities.get(rule.id, rule.severity)


def kind_of(rule: Rule) -> str:
    return rule.kind if isinstance(rule, RelationRule) else ""


def is_builtin(rule: Rule) -> bool:
    return builtin() in rule.path.parents


def source(rule: Rule, lang: str) -> str:
    return say(lang, "builtin") if is_builtin(rule) else str(rule.path)
