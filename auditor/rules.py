"""YAML → Rule.  Strict: an unknown key, a missing one or a bad formula is an error with file and line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

from auditor.formula import Formula, FormulaError, parse
from auditor.model import Severity
from auditor.strictyaml import RuleFileError, Tree, compose, construct

_REQUIRED = ("id", "name", "title", "kind", "severity", "check", "message", "why", "examples")
_OPTIONAL = ("pattern", "finder", "options", "family")
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


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A relation that prose can claim: how it is found, what must be true, how it is reported."""

    path: Path
    id: str
    name: str
    title: Bilingual
    kind: str
    severity: Severity
    formula: Formula
    message: Bilingual
    why: Bilingual
    pattern: str
    finder: str
    options: dict[str, str]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    silent: tuple[Example, ...]
    family: str = "figures"
    lines: tuple[tuple[str, int], ...] = ()

    def line(self, key: str) -> int:
        """The line of the rule's file on which a key stands, from 1."""
        return dict(self.lines).get(key, 1)

    def option(self, name: str, default: str = "") -> str:
        return self.options.get(name, default)


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
        self._check_keys()
        pattern, finder = self._text("pattern", ""), self._text("finder", "")
        if bool(pattern) == bool(finder):
            raise self.fail("pattern", "a rule has either a pattern or a finder")
        severity = self._text("severity")
        if severity not in [level.value for level in Severity]:
            raise self.fail("severity", self._unknown(severity, [level.value for level in Severity]))
        try:
            formula = parse(self._text("check"))
        except FormulaError as error:
            raise self.fail("check", str(error)) from error
        examples = self._examples()
        return Rule(
            path=self.path, id=self._text("id"), name=self._text("name"), title=self._bilingual("title"),
            kind=self._text("kind"), severity=Severity(severity), formula=formula,
            message=self._bilingual("message"), why=self._bilingual("why"), pattern=pattern, finder=finder,
            options=self._strings("options"), bad=examples["bad"], good=examples["good"],
            silent=examples["silent"], family=self._text("family", "figures"),
            lines=tuple(self.lines.items()),
        )  # fmt: skip

    def _check_keys(self) -> None:
        known = (*_REQUIRED, *_OPTIONAL)
        for key in self.tree:
            if key not in known:
                raise self.fail(key, self._unknown(key, known))
        for key in _REQUIRED:
            if key not in self.tree:
                raise self.fail(key, f"the key {key!r} is missing")

    def _unknown(self, word: str, known: list[str] | tuple[str, ...]) -> str:
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
