"""Which rules are meant by `FIG201`, `FIG2` or `punctuation`, and which of them a run reports.

The most exact word decides: an id over a prefix, a longer prefix over a shorter one, a prefix over a family;
of two alike the one that leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from auditor import plain
from auditor.bilingual import Bilingual, SaidError
from auditor.frozen import dataclass
from auditor.model import Severity
from auditor.nearest import unknown
from auditor.rules import Rule

OFF = "off"
_PREFIX = plain.compile(r"[A-Z]+[0-9]*")
_ALL = -1  # what is not named at all


class SelectorError(SaidError):
    """A word that means no rule, or words that leave none; the words are `selector`."""

    def __init__(self, selector: str, problem: Bilingual) -> None:
        super().__init__(problem)
        self.selector = selector


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about rules; `severity` is a level or "off" for each selector."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """Ids of the rules that are reported, and the severities that were changed."""

    on: frozenset[str]
    severities: Mapping[str, Severity] = field(default_factory=dict)


def rank(selector: str, rule: Rule) -> int | None:
    """How exactly a selector means a rule; None if it does not."""
    if selector == rule.id:
        return 1000
    if selector == rule.family:
        return 0
    return len(selector) if _PREFIX.fullmatch(selector) and rule.id.startswith(selector) else None


def meant(selector: str, rules: Iterable[Rule]) -> frozenset[str]:
    """Ids of the rules that a selector means.

    Raises:
        SelectorError: it means none.
    """
    rules = tuple(rules)
    found = frozenset(rule.id for rule in rules if rank(selector, rule) is not None)
    if not found:
        families = {rule.family: None for rule in rules}
        prefixes = {match.group(): None for rule in rules if (match := re.match("[A-Z]+", rule.id))}
        known = (*families, *prefixes, *(rule.id for rule in rules))
        raise SelectorError(selector, unknown("rule, prefix or family", selector, known))
    return found


def choose_rules(rules: Sequence[Rule], wishes: Wishes) -> Choice:
    """The rules that are left, and how grave each is.

    Raises:
        SelectorError: a word means no rule, or no rule is left.
    """
    for selector in (*wishes.select, *wishes.ignore, *wishes.severity):
        meant(selector, rules)
    ignore = (*wishes.ignore, *(word for word, level in wishes.severity.items() if level == OFF))
    on = frozenset(rule.id for rule in rules if _is_on(rule, wishes.select, ignore))
    if not on:
        words = (*wishes.select, *ignore)
        left = Bilingual(f"按 {'、'.join(words)} 选择后没有剩下规则", f"no rule is left after {', '.join(words)}")
        raise SelectorError((*words, "")[0], left if words else Bilingual("没有规则", "no rule"))
    severities = {}
    for rule in rules:
        level = _level(rule, wishes.severity)
        if level is not None:
            severities[rule.id] = level
    return Choice(on, severities)


def _is_on(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> bool:
    chosen = _best(rule, select) if select else _ALL
    left_out = _best(rule, ignore)
    return chosen is not None and (left_out is None or chosen > left_out)


def _best(rule: Rule, selectors: Iterable[str]) -> int | None:
    ranks = [found for selector in selectors if (found := rank(selector, rule)) is not None]
    return max(ranks, default=None)


def _level(rule: Rule, severity: Mapping[str, str]) -> Severity | None:
    """The level of the most exact word; "off" is not one, since a rule that is on again keeps its own."""
    ranked = [(found, level) for word, level in severity.items() if (found := rank(word, rule)) is not None]
    level = max(ranked)[1] if ranked else OFF
    return None if level == OFF else Severity(level)
