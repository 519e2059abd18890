"""The rules of a run: the built-in ones and the packs of users, each of which can be run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from auditor.bilingual import Bilingual, RuleFileError, same
from auditor.nearest import unknown
from auditor.packs import builtin
from auditor.relations import FINDERS
from auditor.rules import IgnoreRule, RelationRule, Rule, RunRule, TextRule
from auditor.rules.messages import TEXT_FIELDS, bad_field, fields_of
from auditor.rules.model import PATTERN
from auditor.rules.stored import stored_rules
from auditor.tables import TABLE_FINDERS
from auditor.text import DETECTORS

# Reached from the sums that hold, not from the page alone.
COLUMNS = "sum-column"


def builtin_rules() -> tuple[Rule, ...]:
    """Every built-in rule, of figures and of text."""
    return (*stored_rules(builtin() / "figures"), *stored_rules(builtin() / "text"))


def gather(packs: Iterable[Path]) -> tuple[Rule, ...]:
    """The built-in rules and those of packs, which are files or folders.

    Raises:
        RuleFileError: a file is damaged, or its id is taken and it does not say that it replaces that rule.
    """
    first = builtin_rules()
    rules = {rule.id: rule for rule in first}
    for rule in _packed(packs):
        if rule.replaces:
            if rule.replaces not in rules:
                raise RuleFileError(rule.path, rule.line("replaces"), unknown("rule", rule.replaces, rules))
            del rules[rule.replaces]
        if rule.id in rules:
            raise RuleFileError(rule.path, rule.line("id"), _taken(rules[rule.id], first))
        _check_vocabulary(rule, first)
        rules[rule.id] = rule
    return tuple(rules.values())


def _packed(packs: Iterable[Path]) -> list[Rule]:
    """The rules of all packs; a place that is named twice is read once, and the built-in ones are there already."""
    places = {place.resolve(): place for place in packs}
    if not places:
        return []
    from auditor.rules.loading import load_rules  # noqa: PLC0415

    found: dict[Path, Rule] = {}
    own = builtin().resolve()
    for place in places.values():
        for rule in load_rules(place):
            where = rule.path.resolve()
            if own not in where.parents:
                found.setdefault(where, rule)
    return list(found.values())


def _taken(other: Rule, first: tuple[Rule, ...]) -> Bilingual:
    owner = Bilingual("内置规则", "a built-in rule") if other in first else same(str(other.path))
    return Bilingual(
        f"编号 {other.id} 已被{owner.zh}占用；要取代它，请加上“replaces: {other.id}”",
        f"the id {other.id} is already taken by {owner.en}; to put this rule in its place, add 'replaces: {other.id}'",
    )


def check_runnable(rule: Rule) -> None:
    """A rule's finder or detector must exist.

    Raises:
        RuleFileError: with the line of the fault, and the nearest name.
    """
    if isinstance(rule, TextRule):
        _check_known(rule, "detector", rule.detector, DETECTORS)
    elif isinstance(rule, RelationRule) and rule.finder:
        _check_known(rule, "finder", rule.finder, (*FINDERS, *TABLE_FINDERS, COLUMNS))


def _check_known(rule: Rule, key: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise RuleFileError(rule.path, rule.line(key), unknown(key, name, known))


def _check_vocabulary(rule: Rule, first: tuple[Rule, ...]) -> None:
    """A user's rule may ask of a finder or detector what the built-in rules ask of it.

    Raises:
        RuleFileError: an option or a field of the message that it does not know.
    """
    from auditor.rules.options import ENGINE_OPTIONS  # noqa: PLC0415

    check_runnable(rule)
    kin = [other for other in first if _engine(other) == _engine(rule)]
    known = {*ENGINE_OPTIONS} if isinstance(rule, RelationRule) else {"right"}
    known.update(option for other in kin for option in other.options)
    if isinstance(rule, RelationRule) and rule.pattern:
        known = {"certain", "slip"}
    for option in rule.options:
        if option not in known:
            raise RuleFileError(rule.path, rule.line(f"options.{option}"), unknown("option", option, sorted(known)))
    if isinstance(rule, RunRule) or (isinstance(rule, TextRule) and rule.detector != PATTERN):
        fields = set(TEXT_FIELDS).union(*(fields_of(other.message.zh) for other in kin))
        for lang in ("zh", "en"):
            problem = bad_field(rule.message.of(lang), sorted(fields))
            if problem is not None:
                raise RuleFileError(rule.path, rule.line("message"), problem)


def _engine(rule: Rule) -> tuple[str, str]:
    if isinstance(rule, TextRule):
        return ("detector", rule.detector)
    if isinstance(rule, RunRule):
        return ("across", rule.across)
    if isinstance(rule, IgnoreRule):
        return ("about", rule.about)
    return ("finder", rule.finder if isinstance(rule, RelationRule) else "")
