"""Rule files → rules.  Whatever is wrong with one is an error with file and line, and the nearest valid word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auditor.formula import Formula, FormulaError, parse
from auditor.model import Severity
from auditor.nearest import nearest, unknown
from auditor.rules.examples import read_examples
from auditor.rules.fields import Fields
from auditor.rules.messages import RELATION_FIELDS, TEXT_FIELDS, bad_field
from auditor.rules.model import ACROSS, FAMILIES, FIGURES, PATTERN, Bilingual, RelationRule, Rule, RunRule, TextRule
from auditor.rules.options import read_options
from auditor.rules.patterns import compile_fault, compile_pattern
from auditor.strictyaml import RuleFileError, compose

SUFFIXES = (".yaml", ".yml")
_COMMON = ("id", "name", "title", "severity", "message", "why", "examples")
_RELATION = (*_COMMON, "kind", "check")
_TEXT = (*_COMMON, "family", "detector")
_ID = re.compile(r"[A-Z]{2,8}[0-9]{1,6}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KIND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def rule_files(place: Path) -> tuple[Path, ...]:
    """A file itself; of a folder every rule file below it, sorted, what is hidden left out.

    Raises:
        RuleFileError: there is no such place, or no rule file in it.
    """
    if place.is_dir():
        found = [path for path in sorted(place.rglob("*")) if path.suffix in SUFFIXES and path.is_file()]
        found = [path for path in found if not any(part.startswith(".") for part in path.relative_to(place).parts)]
        if not found:
            raise RuleFileError(place, 0, "no rule file (.yaml) in this folder")
        return tuple(found)
    if not place.exists():
        raise RuleFileError(place, 0, _missing(place))
    return (place,)


def _missing(place: Path) -> str:
    siblings = [entry.name for entry in place.parent.iterdir()] if place.parent.is_dir() else []
    near = nearest(place.name, siblings)
    return "no such file or folder" + (f"; did you mean {str(place.parent / near)!r}?" if near else "")


def load_rules(place: Path) -> tuple[Rule, ...]:
    """The rules of a file, or of every rule file below a folder, by id.

    Raises:
        RuleFileError: a file is damaged, or two rules share an id.
    """
    rules: dict[str, Rule] = {}
    for path in rule_files(place):
        rule = load_rule(path)
        if rule.id in rules:
            raise RuleFileError(path, rule.line("id"), f"the id {rule.id} is already taken by {rules[rule.id].path}")
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def load_rule(path: Path) -> Rule:
    """One rule file.

    Raises:
        RuleFileError: with the line of the fault.
    """
    fields = Fields(path, compose(path), "a rule file holds one mapping")
    if "detector" in fields:
        return _text_rule(fields)
    return _run_rule(fields) if "across" in fields else _relation(fields)


def _relation(fields: Fields) -> RelationRule:
    fields.expect(_RELATION, ("pattern", "finder", "options", "replaces"))
    pattern, finder = fields.text("pattern", ""), fields.text("finder", "")
    if bool(pattern) == bool(finder):
        raise fields.fail("pattern", "a rule has either a pattern or a finder")
    kind = _shaped(fields, "kind", _KIND, "a word such as share, or one of your own")
    try:
        formula = parse(fields.text("check"))
    except FormulaError as error:
        raise fields.fail("check", str(error)) from error
    if not formula.roles:
        raise fields.fail("check", "the formula names no figure")
    common = _common(fields, FIGURES)
    rule = RelationRule(**common, kind=kind, formula=formula, pattern=pattern, finder=finder)
    if pattern:
        _check_roles(fields, formula, set(compile_pattern(rule).groupindex))
    _check_messages(fields, rule, (*RELATION_FIELDS, *sorted(formula.roles)))
    return rule


def _text_rule(fields: Fields) -> TextRule:
    fields.expect(_TEXT, ("pattern", "options", "replaces"))
    rule = TextRule(
        **_common(fields, _family(fields)), detector=fields.text("detector"), pattern=fields.text("pattern", "")
    )
    groups = compile_fault(rule).groupindex if rule.detector == PATTERN or rule.pattern else {}
    if rule.detector == PATTERN:
        _check_messages(fields, rule, (*TEXT_FIELDS, *groups))
    return rule


def _run_rule(fields: Fields) -> RunRule:
    fields.expect((*_COMMON, "family", "across"), ("options", "replaces"))
    across = fields.text("across")
    if across not in ACROSS:
        raise fields.fail("across", unknown("word", across, ACROSS))
    return RunRule(**_common(fields, _family(fields)), pattern="", across=across)


def _family(fields: Fields) -> str:
    family = fields.text("family")
    if family not in FAMILIES:
        raise fields.fail("family", unknown("family", family, FAMILIES))
    return family


def _common(fields: Fields, family: str) -> dict[str, Any]:
    """What every rule has."""
    severity = fields.text("severity")
    levels = [level.value for level in Severity]
    if severity not in levels:
        raise fields.fail("severity", unknown("severity", severity, levels))
    return {
        "path": fields.path,
        "id": _shaped(fields, "id", _ID, "capital letters and a number, such as USR101"),
        "name": _shaped(fields, "name", _NAME, "small letters, digits and hyphens, such as gross-profit"),
        "title": _bilingual(fields, "title"),
        "family": family,
        "severity": Severity(severity),
        "message": _bilingual(fields, "message"),
        "why": _bilingual(fields, "why"),
        "options": read_options(fields),
        "replaces": fields.text("replaces", ""),
        "lines": _lines(fields),
        **read_examples(fields),
    }


def _lines(fields: Fields) -> tuple[tuple[str, int], ...]:
    """The lines of keys, and of the options, which are checked once it is known what may be asked for."""
    found = dict(fields.lines)
    if "options" in fields:
        inner = fields.within("options", "'options' must be a mapping")
        found.update({f"options.{key}": line for key, line in inner.lines.items()})
    return tuple(found.items())


def _shaped(fields: Fields, key: str, shape: re.Pattern[str], wanted: str) -> str:
    value = fields.text(key)
    if not shape.fullmatch(value):
        raise fields.fail(key, f"{key!r} must be {wanted}, not {value!r}")
    return value


def _bilingual(fields: Fields, key: str) -> Bilingual:
    inner = fields.within(key, f"{key!r} must be a mapping")
    inner.expect((), ("zh", "en"))
    if not ("zh" in inner and "en" in inner):
        raise fields.fail(key, f"{key!r} needs zh and en")
    return Bilingual(*(_worded(inner, f"{key}.{lang}", lang) for lang in ("zh", "en")))


def _worded(inner: Fields, name: str, lang: str) -> str:
    try:
        return inner.text(lang)
    except RuleFileError as error:
        raise inner.fail(lang, f"{name} must be text and not empty") from error


def _check_roles(fields: Fields, formula: Formula, named: set[str]) -> None:
    """The pattern and the formula speak of the same figures."""
    for role in sorted(formula.roles - named):
        problem = unknown("figure", role, named) if named else f"unknown figure {role!r}"
        raise fields.fail("check", f"{problem} (the pattern has no {{{role}:type}})")
    for role in sorted(named - formula.roles):
        raise fields.fail(
            "pattern", f"the check does not use {role!r}; write {{:type}} for a figure that only stands there"
        )


def _check_messages(fields: Fields, rule: Rule, known: Iterable[str]) -> None:
    inner = fields.within("message", "'message' must be a mapping")
    for lang in ("zh", "en"):
        problem = bad_field(rule.message.of(lang), known)
        if problem is not None:
            raise inner.fail(lang, problem)
