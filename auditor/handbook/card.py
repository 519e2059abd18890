"""One rule in full, with its examples run."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.handbook.catalogue import kind_of, source
from auditor.handbook.sayings import say
from auditor.handbook.trial import Trial, Try
from auditor.rules import RelationRule, Rule, TextRule

_MARKS = {True: "✓", False: "✗"}


def to_card(trial: Trial, lang: str, severity: str) -> str:
    """Everything about a rule, for a terminal."""
    rule = trial.rule
    about = " · ".join(part for part in (rule.name, rule.family, kind_of(rule), say(lang, severity)) if part)
    lines = [f"{rule.id}  {rule.title.of(lang)}", about, "", rule.why.of(lang), ""]
    lines += [f"{say(lang, key)}{'：' if lang == 'zh' else ': '}{value}" for key, value in _details(rule, lang)]
    lines += ["", say(lang, "examples")]
    for one in trial.tries:
        lines += _example(one, lang)
    return "\n".join(lines) + "\n"


def _details(rule: Rule, lang: str) -> Iterator[tuple[str, str]]:
    yield "message", rule.message.of(lang)
    if isinstance(rule, RelationRule):
        yield "check", rule.formula.source
        if rule.finder:
            yield "finder", rule.finder
    if isinstance(rule, TextRule):
        yield "detector", rule.detector
    if rule.pattern:
        yield "pattern", rule.pattern
    if rule.options:
        yield "options", ", ".join(f"{key}: {value}" for key, value in rule.options.items())
    if rule.replaces:
        yield "replaces", rule.replaces
    yield "file", source(rule, lang)


def _example(one: Try, lang: str) -> Iterator[str]:
    yield f"  {_MARKS[not one.problem]} {say(lang, one.kind)}  {one.example.text}"
    for key in ("flags", "fixed"):
        value = getattr(one.example, key)
        if value:
            yield f"      {say(lang, key)}  {value}"
    for line in one.said:
        yield f"      → {line}"
    if one.problem:
        yield f"      ✗ {one.problem}"
