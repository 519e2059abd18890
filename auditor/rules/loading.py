"""Rule files → rules.  Whatever is wrong with one is an error with file and line, and the nearest valid word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auditor.bilingual import Bilingual, RuleFileError
from auditor.formula import Formula, FormulaError, parse
from auditor.model import Severity
from auditor.nearest import nearest, unknown
from auditor.rules.examples import read_examples
from auditor.rules.fields import Fields
from auditor.rules.messages import IGNORE_FIELDS, RELATION_FIELDS, TEXT_FIELDS, bad_field
from auditor.rules.model import (
    ABOUT,
    ACROSS,
    FAMILIES,
    FIGURES,
    IGNORES,
    PATTERN,
    IgnoreRule,
    RelationRule,
    Rule,
    RunRule,
    TextRule,
)
from auditor.rules.options import must_map, read_options
from auditor.rules.patterns import compile_fault, compile_pattern
from auditor.strictyaml import compose

SUFFIXES = (".yaml", ".yml")
_COMMON = ("id", "name", "title", "severity", "message", "why", "examples")
_RELATION = (*_COMMON, "kind", "check")
_TEXT = (*_COMMON, "family", "detector")
_ID = re.compile(r"[A-Z]{2,8}[0-9]{1,6}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_SAID = Bilingual("大写字母加数字，如 USR101", "capital letters and a number, such as USR101")
_NAME_SAID = Bilingual(
    "小写字母、数字和连字符，如 gross-profit", "small letters, digits and hyphens, such as gross-profit"
)
_KIND_SAID = Bilingual("一个词，如 share，也可自定", "a word such as share, or one of your own")
_EITHER = Bilingual("pattern 与 finder 须有且只有一个", "a rule has either a pattern or a finder")
_NO_RULES = Bilingual("文件夹里没有规则文件（.yaml）", "no rule file (.yaml) in this folder")
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
            raise RuleFileError(place, 0, _NO_RULES)
        return tuple(found)
    if not place.exists():
        raise RuleFileError(place, 0, _missing(place))
    return (place,)


def _missing(place: Path) -> Bilingual:
    siblings = [entry.name for entry in place.parent.iterdir()] if place.parent.is_dir() else []
    near = nearest(place.name, siblings)
    said = Bilingual("没有这个文件或文件夹", "no such file or folder")
    meant = str(place.parent / near) if near else ""
    return said + Bilingual(f"，是否指“{meant}”？", f"; did you mean {meant!r}?") if near else said


def load_rules(place: Path) -> tuple[Rule, ...]:
    """The rules of a file, or of every rule file below a folder, by id.

    Raises:
        RuleFileError: a file is damaged, or two rules share an id.
    """
    rules: dict[str, Rule] = {}
    for path in rule_files(place):
        rule = load_rule(path)
        if rule.id in rules:
            other = rules[rule.id].path
            taken = Bilingual(f"编号 {rule.id} 已被 {other} 占用", f"the id {rule.id} is already taken by {other}")
            raise RuleFileError(path, rule.line("id"), taken)
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def load_rule(path: Path) -> Rule:
    """One rule file.

    Raises:
        RuleFileError: with the line of the fault.
    """
    fields = Fields(path, compose(path), Bilingual("规则文件须是“键: 值”", "a rule file holds one mapping"))
    if "detector" in fields:
        return _text_rule(fields)
    if "about" in fields:
        return _ignore_rule(fields)
    return _run_rule(fields) if "across" in fields else _relation(fields)


def _relation(fields: Fields) -> RelationRule:
    fields.expect(_RELATION, ("pattern", "finder", "options", "replaces"))
    pattern, finder = fields.text("pattern", ""), fields.text("finder", "")
    if bool(pattern) == bool(finder):
        raise fields.fail("pattern", _EITHER)
    kind = _shaped(fields, "kind", _KIND, _KIND_SAID)
    try:
        formula = parse(fields.text("check"))
    except FormulaError as error:
        raise fields.fail("check", error.problem) from error
    if not formula.roles:
        raise fields.fail("check", Bilingual("公式里没有数字", "the formula names no figure"))
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


def _ignore_rule(fields: Fields) -> IgnoreRule:
    fields.expect((*_COMMON, "about"), ("options", "replaces"))
    about = fields.text("about")
    if about not in ABOUT:
        raise fields.fail("about", unknown("word", about, ABOUT))
    rule = IgnoreRule(**_common(fields, IGNORES), pattern="", about=about)
    _check_messages(fields, rule, IGNORE_FIELDS)
    return rule


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
        "id": _shaped(fields, "id", _ID, _ID_SAID),
        "name": _shaped(fields, "name", _NAME, _NAME_SAID),
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
        inner = fields.within("options", must_map("options"))
        found.update({f"options.{key}": line for key, line in inner.lines.items()})
    return tuple(found.items())


def _shaped(fields: Fields, key: str, shape: re.Pattern[str], wanted: Bilingual) -> str:
    value = fields.text(key)
    if not shape.fullmatch(value):
        said = Bilingual(f"“{key}”须是{wanted.zh}，不能是“{value}”", f"{key!r} must be {wanted.en}, not {value!r}")
        raise fields.fail(key, said)
    return value


def _bilingual(fields: Fields, key: str) -> Bilingual:
    inner = fields.within(key, must_map(key))
    inner.expect((), ("zh", "en"))
    if not ("zh" in inner and "en" in inner):
        raise fields.fail(key, Bilingual(f"“{key}”须有 zh 和 en", f"{key!r} needs zh and en"))
    return Bilingual(*(_worded(inner, f"{key}.{lang}", lang) for lang in ("zh", "en")))


def _worded(inner: Fields, name: str, lang: str) -> str:
    try:
        return inner.text(lang)
    except RuleFileError as error:
        raise inner.fail(lang, Bilingual(f"{name} 须是文字，不能空着", f"{name} must be text and not empty")) from error


def _check_roles(fields: Fields, formula: Formula, named: set[str]) -> None:
    """The pattern and the formula speak of the same figures."""
    for role in sorted(formula.roles - named):
        hint = Bilingual(f"（句式里没有 {{{role}:类型}}）", f" (the pattern has no {{{role}:type}})")
        raise fields.fail("check", unknown("figure", role, named) + hint)
    for role in sorted(named - formula.roles):
        problem = Bilingual(
            f"公式没有用到“{role}”；只占位置的数字写作 {{:类型}}",
            f"the check does not use {role!r}; write {{:type}} for a figure that only stands there",
        )
        raise fields.fail("pattern", problem)


def _check_messages(fields: Fields, rule: Rule, known: Iterable[str]) -> None:
    inner = fields.within("message", must_map("message"))
    for lang in ("zh", "en"):
        problem = bad_field(rule.message.of(lang), known)
        if problem is not None:
            raise inner.fail(lang, problem)
