"""Rules that are a pattern and a formula.

`{name:type}` stands for one figure: its dimension's character in the shadow.  A name may be used in the
rule's `check`;
`{gap}` is a short stretch of one clause without figures, `{far}` one of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.glyphs import RATES
from auditor.relations.mentions import Mention, Page
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.rules import RelationRule
from auditor.rules.matching import matches
from auditor.rules.patterns import compile_pattern


def find_pattern(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements that a pattern rule finds.

    Raises:
        PatternLimitError: matching took too long.
    """
    found = matches(rule, compile_pattern(rule), page.shadow.text, overlapped=True)
    by_place = {mention.at: mention for mention in page.mentions} if found else {}
    strength = LIKELY if rule.option("certain", "yes") == "no" else CERTAIN
    one_unit = rule.option("unit", "any") == "one"
    for match in found:
        one = _reading(match, by_place, strength, one_unit)
        if one is not None and _fits(rule, one):
            yield Statement((one,))


def _fits(rule: RelationRule, found: Reading) -> bool:
    """Is there a figure for every name of the formula, and one only where it asks for one?"""
    several = rule.formula.lists
    numbers = {role: len(figures) for role, figures in found.roles}
    return all(numbers.get(role, 0) == 1 or (role in several and role in numbers) for role in rule.formula.roles)


def _has_unit(mention: Mention, one_unit: bool) -> bool:
    """Must the figure share its unit with the others of the rule?  A rate among them has none."""
    return mention.figure.dimension == "money" or (one_unit and mention.figure.dimension not in RATES)


def _reading(
    match: regex.Match[str], by_place: dict[int, Mention], strength: int, one_unit: bool = False
) -> Reading | None:
    roles: list[tuple[str, tuple[Mention, ...]]] = []
    for name in match.re.groupindex:
        places = [start for start, _ in match.spans(name)]
        found = tuple(by_place[place] for place in places if place in by_place)
        if found:
            roles.append((name, found))
    units = {mention.key for _, found in roles for mention in found if _has_unit(mention, one_unit)}
    if len({unit for _, unit in units}) > 1 and len(units) > 1:
        return None
    return Reading(tuple(roles), strength)
