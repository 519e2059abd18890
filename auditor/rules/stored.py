"""The rules of a folder, read and checked once for as long as none of its files changes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from auditor import formula
from auditor.bilingual import Bilingual
from auditor.kept import Shelf, stamp
from auditor.model import Severity
from auditor.rules.model import Example, IgnoreRule, RelationRule, Rule, RunRule, TextRule

_SHELF = Shelf("rules", "1")
# Those of this process: what files they were made of, and the rules.
_MADE: dict[Path, tuple[str, tuple[Rule, ...]]] = {}
_KINDS = {kind.__name__: kind for kind in (RelationRule, TextRule, RunRule, IgnoreRule)}
_WORDED = ("title", "message", "why")
_EXAMPLES = ("bad", "good", "silent")


def stored_rules(place: Path) -> tuple[Rule, ...]:
    """The rules of a folder, by id.

    Raises:
        RuleFileError: a file is damaged, or two rules share an id.
    """
    # as the reader of rules and their model are now
    files = "\n".join(map(stamp, (Path(__file__).parent, Path(formula.__file__), place)))
    made_of, found = _MADE.get(place, ("", ()))
    if made_of != files:
        found = _shelved(place, files)
        _MADE[place] = files, found
    return found


def _shelved(place: Path, files: str) -> tuple[Rule, ...]:
    known = _SHELF.get(str(place), files)
    if known is not None:
        return tuple(_KINDS[kind](**_revived(values)) for kind, values in known)
    from auditor.rules.loading import load_rules  # noqa: PLC0415

    found = load_rules(place)
    _SHELF.put(str(place), [(type(rule).__name__, _plain(rule)) for rule in found], files)
    return found


def _plain(rule: Rule) -> dict[str, Any]:
    """The fields of a rule as JSON has them."""
    found = {one.name: getattr(rule, one.name) for one in fields(rule)}
    found.update(path=str(rule.path), severity=rule.severity.value)
    found.update({name: (found[name].zh, found[name].en) for name in _WORDED})
    for name in _EXAMPLES:
        found[name] = [(one.text, one.flags, one.fixed, one.line) for one in found[name]]
    if isinstance(rule, RelationRule):
        found["formula"] = rule.formula.source
    return found


def _revived(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields again, from what `_plain` made of them."""
    found = {**plain, "path": Path(plain["path"]), "severity": Severity(plain["severity"])}
    found.update({name: Bilingual(*plain[name]) for name in _WORDED})
    found["lines"] = tuple((key, number) for key, number in plain["lines"])
    for name in _EXAMPLES:
        found[name] = tuple(Example(*one) for one in plain[name])
    if "formula" in plain:
        found["formula"] = formula.parse(plain["formula"])
    return found
