"""YAML → Rule.  Strict: an unknown key, a missing one or a bad formula is an error with file and line.

A file with a `check` is a rule about figures: a relation, found by a pattern or a finder.  One with a `detector`
is a rule about the text itself, one with `across` about the documents of a run beside each other.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from auditor.formula import Formula, FormulaError, parse
from auditor.model import Severity
from auditor.strictyaml import RuleFileError, Tree, compose, construct

_COMMON = ("id", "name", "title", "severity", "message", "why", "examples")
_REQUIRED = {
    "relation": (*_COMMON, "kind", "check"),
    "text": (*_COMMON, "family", "detector"),
    "run": (*_COMMON, "family", "across"),
}
_OPTIONAL = {"relation": ("pattern", "finder", "options"), "text": ("pattern", "options"), "run": ("options",)}
FAMILIES = ("duplicate", "script", "truncation", "ordinal", "unit", "date", "punctuation")
ACROSS = ("same-article", "near-article", "same-passage")
_EXAMPLE_KEYS = {"bad": ("text", "flags", "fixed"), "good": ("text",), "silent": ("text",)}


@dataclass(frozen=True, slots=True)
class Bilingual:
    zh: str
    en: str

    def of(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Example:
    """`flags` is the printed figure that the finding must touch, in a `bad` example."""

    text: str
    flags: str = ""
    fixed: str = ""


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
    lines: tuple[tuple[str, int], ...] = ()

    def line(self, key: str) -> int:
        """The line of the rule's file on which a key stands, from 1."""
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


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of every `.yaml` below a folder, by id.

    Raises:
        RuleFileError: a file is damaged, or two rules share an id.
    """
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.yaml")):
        rule = load_rule(path)
        if rule.id in rules:
            raise RuleFileError(path, 1, f"the id {rule.id} is already taken by {rules[rule.id].path}")
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def load_rule(path: Path) -> Rule:
    """One rule file.

    Raises:
        RuleFileError: with the line of the fault.
    """
    return _RuleReader(path).read()


class _RuleReader:
    """Reads one file; knows the line of every key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        node = compose(path)
        if not isinstance(node, yaml.MappingNode):
            raise RuleFileError(path, 1, "a rule file holds one mapping")
        tree = construct(path, node)
        self.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        assert isinstance(tree, dict)
        self.tree = tree

    def fail(self, key: str, problem: str) -> RuleFileError:
        return RuleFileError(self.path, self.lines.get(key, 1), problem)

    def read(self) -> Rule:
        shape = "text" if "detector" in self.tree else "run" if "across" in self.tree else "relation"
        self._check_keys(shape)
        if shape == "run":
            return self._run_rule()
        return self._text_rule() if shape == "text" else self._relation()

    def _relation(self) -> RelationRule:
        pattern, finder = self._text("pattern", ""), self._text("finder", "")
        if bool(pattern) == bool(finder):
            raise self.fail("pattern", "a rule has either a pattern or a finder")
        try:
            formula = parse(self._text("check"))
        except FormulaError as error:
            raise self.fail("check", str(error)) from error
        return RelationRule(
            **self._common("figures"), kind=self._text("kind"), formula=formula, pattern=pattern, finder=finder
        )

    def _family(self) -> str:
        family = self._text("family")
        if family not in FAMILIES:
            raise self.fail("family", self._unknown(family, FAMILIES))
        return family

    def _text_rule(self) -> TextRule:
        return TextRule(
            **self._common(self._family()), detector=self._text("detector"), pattern=self._text("pattern", "")
        )

    def _run_rule(self) -> RunRule:
        across = self._text("across")
        if across not in ACROSS:
            raise self.fail("across", self._unknown(across, ACROSS))
        return RunRule(**self._common(self._family()), pattern="", across=across)

    def _common(self, family: str) -> dict[str, Any]:
        """What every rule has."""
        severity = self._text("severity")
        if severity not in [level.value for level in Severity]:
            raise self.fail("severity", self._unknown(severity, [level.value for level in Severity]))
        return {
            "path": self.path,
            "id": self._text("id"),
            "name": self._text("name"),
            "title": self._bilingual("title"),
            "family": family,
            "severity": Severity(severity),
            "message": self._bilingual("message"),
            "why": self._bilingual("why"),
            "options": self._strings("options"),
            "lines": tuple(self.lines.items()),
            **self._examples(),
        }

    def _check_keys(self, shape: str) -> None:
        known = (*_REQUIRED[shape], *_OPTIONAL[shape])
        for key in self.tree:
            if key not in known:
                raise self.fail(key, self._unknown(key, known))
        for key in _REQUIRED[shape]:
            if key not in self.tree:
                raise self.fail(key, f"the key {key!r} is missing")

    def _unknown(self, word: str, known: Sequence[str]) -> str:
        near = difflib.get_close_matches(word, known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
        return f"unknown word {word!r}{hint}"

    def _text(self, key: str, default: str | None = None) -> str:
        value = self.tree.get(key, default)
        if not isinstance(value, str):
            raise self.fail(key, f"{key!r} must be text")
        return value

    def _bilingual(self, key: str) -> Bilingual:
        value = self._strings(key)
        if set(value) != {"zh", "en"}:
            raise self.fail(key, f"{key!r} needs zh and en")
        return Bilingual(value["zh"], value["en"])

    def _strings(self, key: str) -> dict[str, str]:
        value = self.tree.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, f"{key!r} must be a mapping")
        found: dict[str, str] = {}
        for name, text in value.items():
            if not isinstance(text, str):
                raise self.fail(key, f"{key}.{name} must be text")
            found[name] = text
        return found

    def _examples(self) -> dict[str, tuple[Example, ...]]:
        value = self.tree["examples"]
        if not isinstance(value, dict):
            raise self.fail("examples", "'examples' holds bad, good and silent")
        for name in value:
            if name not in _EXAMPLE_KEYS:
                raise self.fail("examples", self._unknown(name, list(_EXAMPLE_KEYS)))
        for name in _EXAMPLE_KEYS:
            if not value.get(name):
                raise self.fail("examples", f"examples.{name} is missing")
        return {name: tuple(self._example(name, one) for one in _as_list(value[name])) for name in _EXAMPLE_KEYS}

    def _example(self, kind: str, tree: Tree) -> Example:
        if not isinstance(tree, dict) or "text" not in tree:
            raise self.fail("examples", f"each {kind} example is a mapping with text")
        for key, value in tree.items():
            if key not in _EXAMPLE_KEYS[kind]:
                raise self.fail("examples", self._unknown(key, _EXAMPLE_KEYS[kind]))
            if not isinstance(value, str):
                raise self.fail("examples", f"{key} must be text")
        if kind == "bad" and "flags" not in tree:
            raise self.fail("examples", "a bad example names the figure it flags")
        return Example(**{key: str(value) for key, value in tree.items()})


def _as_list(tree: Tree) -> list[Tree]:
    return tree if isinstance(tree, list) else [tree]
