"""What the oracle says of the claims of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from auditor.folding import fold
from auditor.handbook.oracle import Printed, can_be_true, read
from auditor.model import Claim, DocumentReport, Figure, Span
from auditor.rules import RelationRule

_AND = re.compile(r"以及|和|与|及|或")
_ENCLOSED = re.compile(r"（[^（）]*）|“[^“”]*”|《[^《》]*》")
_ITEM = "item"


def opinion(claim: Claim, rule: RelationRule, report: DocumentReport) -> bool | None:
    """Can the claim be true?  None where the oracle cannot tell."""
    figures = {figure.id: figure for figure in report.figures}
    if claim.items is not None:
        stated = next((figures[one.figure] for one in claim.operands if one.figure is not None), None)
        return _counted(claim, stated, report.document.text)
    if len({operand.span for operand in claim.operands}) < len(claim.operands):
        return None  # both ends of one range: no figures of their own
    roles: dict[str, list[Figure]] = {}
    for operand in claim.operands:
        if operand.figure is None:
            return None
        roles.setdefault(operand.role, []).append(figures[operand.figure])
    return _judged(rule, roles, _sign(claim, rule, roles), dict(claim.constants))


def opinion_at(claim: Claim, rule: RelationRule, mutated: DocumentReport) -> bool | None:
    """Could the claim still be true with the figures that now stand in its places?"""
    by_place = {figure.span: figure for figure in mutated.figures}
    if claim.items is not None:
        stated = next((one.span for one in claim.operands if one.figure is not None), None)
        return None if stated is None else _counted(claim, by_place.get(stated), mutated.document.text)
    roles: dict[str, list[Figure]] = {}
    for operand in claim.operands:
        figure = by_place.get(operand.span)
        if figure is None:
            return None
        roles.setdefault(operand.role, []).append(figure)
    return _judged(rule, roles, _sign(claim, rule, roles), dict(claim.constants))


def _judged(
    rule: RelationRule, roles: dict[str, list[Figure]], sign: int, constants: dict[str, int | Fraction]
) -> bool | None:
    if not rule.formula.roles <= {*roles, *constants}:
        return None
    prints: dict[str, Sequence[Printed]] = {}
    for role, figures in roles.items():
        read_all = [read(figure) for figure in figures]
        known = [one for one in read_all if one is not None]
        if role == rule.option("quotient"):
            known = [_as_quotient(one) for one in known]
        if len(known) < len(read_all):
            return None
        prints[role] = known
    return can_be_true(rule.formula.source, prints, sign, constants)


def _as_quotient(one: Printed) -> Printed:
    """A whole number that came out of a division was rounded: 44.8 pupils a class are printed as 45人."""
    if one.low != one.high:
        return one
    half = Fraction(1, 2)
    return Printed(one.low - half, one.high + half, one.high + half)


def _sign(claim: Claim, rule: RelationRule, roles: dict[str, list[Figure]]) -> int:
    """-1 where a word of falling turned what is stated: the engine read the word, the figure itself is positive."""
    stated = [figure for role in rule.formula.stated for figure in roles.get(role, [])]
    if claim.stated is None or len(stated) != 1:
        return 1
    end = claim.stated.high if claim.stated.high is not None else claim.stated.low
    return -1 if end is not None and end < 0 < stated[0].value else 1


def _counted(claim: Claim, stated: Figure | None, text: str) -> bool | None:
    """A 和 may divide two items or belong to the name of one; every other division is sure."""
    number = None if stated is None else read(stated)
    if number is None:
        return None
    items = sorted(operand.span for operand in claim.operands if operand.role == _ITEM)
    gaps = [fold(text[a.end : b.start]) for a, b in pairwise(items)]
    least = len(items) - any(_AND.fullmatch(gap.strip()) for gap in gaps)
    most = len(items) + sum(_joins(text, item) for item in items)
    return number.low <= most and least <= number.high


def _joins(text: str, item: Span) -> int:
    return len(_AND.findall(_ENCLOSED.sub("", fold(item.of(text)))))
