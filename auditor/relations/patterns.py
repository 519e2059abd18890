"""Rules that are a pattern and a formula.

`{name:type}` stands for one figure: its dimension's character in the shadow.  A name may be used in the
rule's `check`;
`{gap}` is a short stretch of one clause without figures, `{far}` one of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from auditor.relations.mentions import Mention, Page
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.relations.shadow import ANY, CLASSES, FIGURES, LEVELS, QUANTITY
from auditor.rules import RelationRule
from auditor.strictyaml import RuleFileError

TYPES = {
    **CLASSES,
    "quantity": QUANTITY,
    "level": f"[{LEVELS}]",
    "any": f"[{FIGURES}]",
    "rate": f"[{CLASSES['percent']}{CLASSES['times']}]",
}
_PLACEHOLDER = regex.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
_GAPS = {
    "gap": rf"[^，。；：、！？\n{ANY}]{{0,16}}?",
    "far": rf"[^。；！？\n{FIGURES}]{{0,40}}?",
    "date": CLASSES["date"],
}
_TIMEOUT = 2.0


class PatternTimeoutError(RuntimeError):
    """A rule's pattern took longer than it may."""


@lru_cache(maxsize=256)
def compile_pattern(rule: RelationRule) -> regex.Pattern[str]:
    """The rule's pattern over the shadow.

    Raises:
        RuleFileError: an unknown placeholder, or no valid regular expression.
    """

    def expand(match: regex.Match[str]) -> str:
        name, kind = match.group(1), match.group(2)
        if kind is None:
            if name not in _GAPS:
                raise RuleFileError(
                    rule.path, rule.line("pattern"), f"unknown gap {{{name}}}; known: {', '.join(_GAPS)}"
                )
            return _GAPS[name]
        if kind not in TYPES:
            raise RuleFileError(rule.path, rule.line("pattern"), f"unknown type {kind!r}; known: {', '.join(TYPES)}")
        return rf"(?P<{name}>{TYPES[kind]})"

    try:
        return regex.compile(_PLACEHOLDER.sub(expand, rule.pattern))
    except regex.error as error:
        raise RuleFileError(rule.path, rule.line("pattern"), f"bad pattern: {error}") from error


def find_pattern(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements that a pattern rule finds.

    Raises:
        PatternTimeoutError: matching took too long.
    """
    pattern = compile_pattern(rule)
    by_place = {mention.at: mention for mention in page.mentions}
    strength = LIKELY if rule.option("certain", "yes") == "no" else CERTAIN
    try:
        for match in pattern.finditer(page.shadow.text, overlapped=True, timeout=_TIMEOUT):
            found = _reading(match, by_place, strength)
            if found is not None:
                yield Statement((found,))
    except TimeoutError as error:
        raise PatternTimeoutError(f"{rule.id}: the pattern took more than {_TIMEOUT:g} s") from error


def _reading(match: regex.Match[str], by_place: dict[int, Mention], strength: int) -> Reading | None:
    roles: list[tuple[str, tuple[Mention, ...]]] = []
    for name in match.re.groupindex:
        places = [start for start, _ in match.spans(name)]
        found = tuple(by_place[place] for place in places if place in by_place)
        if found:
            roles.append((name, found))
    units = {mention.key for _, found in roles for mention in found if mention.figure.dimension == "money"}
    if len({unit for _, unit in units}) > 1 and len(units) > 1:
        return None
    return Reading(tuple(roles), strength)
