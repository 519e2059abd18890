"""Shares and rates: `A……，占B的x%`, `履约率92.02%`, `是B的3.2倍`.

The part is the quantity that the clause speaks of; the base is named in words and stands elsewhere.
Every quantity of the same unit is tried as base, those whose label agrees with the words first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import regex

from auditor.relations.labels import coverage, pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import Rule

_PART_REACH = 6
_BASE_REACH = 150
_PLAN = regex.compile(r"计划|目标|任务|预算|预期|全年|年度")
_RATE_STEM = regex.compile(r"([一-龥]{1,4})率")


def find_shares(page: Page, rule: Rule) -> Iterator[Statement]:
    """Statements `rate == part / whole` of 占比, 比重 and 占…的x%."""
    for mention in page.mentions:
        if mention.role is not Role.SHARE or mention.figure.dimension != "percent":
            continue
        parts = _parts(page, mention)
        if not parts:
            continue
        readings: list[Reading] = []
        for rank, part in enumerate(parts):
            bases = _bases(page, mention, part)
            for score, base in bases:
                strength = _strength(mention, part, base, score, rank, bases)
                readings.append(
                    reading(strength, max(1, len(bases)), rate=mention, part=part, whole=base)
                )
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: -one.strength)))


def find_rates(page: Page, rule: Rule) -> Iterator[Statement]:
    """Statements `rate == part / whole` of rates by name: 履约率, 办结率, 开工率, 完成率."""
    for mention in page.mentions:
        if mention.role is not Role.RATE or mention.figure.dimension != "percent":
            continue
        near = [m for m in _before(page, mention, _PART_REACH) if m.role is Role.LEVEL]
        stem = _stem(mention)
        readings: list[Reading] = []
        for part in reversed(near):
            for whole in reversed([m for m in _before(page, mention, 10) if m.key == part.key and m.index != part.index]):
                if whole.role is not Role.LEVEL:
                    continue
                named = bool(stem) and _names(part, stem) and not _names(whole, stem)
                if stem == "完成":
                    named = _PLAN.search(whole.head) is not None and _PLAN.search(part.head) is None
                readings.append(reading(LIKELY if named else POSSIBLE, 2, rate=mention, part=part, whole=whole))
        readings.sort(key=lambda one: -one.strength)
        readings = _bind_only_whole(readings)
        if readings:
            yield Statement(tuple(readings))


def _bind_only_whole(readings: list[Reading]) -> list[Reading]:
    """The named part leaves only these wholes: if none of them gives the rate, something is wrong."""
    named = [one for one in readings if one.strength == LIKELY]
    if not named or len({one.roles[1][1][0].index for one in named}) > 1:
        return readings
    # the whole is what the sentence began with
    first = min(named, key=lambda one: one.roles[2][1][0].index)
    bound = Reading(first.roles, CERTAIN, first.trials)
    return [one for one in named if one is not first] + [bound] + [one for one in readings if one.strength < LIKELY]


def _stem(mention: Mention) -> str:
    found = _RATE_STEM.search(mention.head)
    return found.group(1)[-2:] if found else ""


def _names(mention: Mention, stem: str) -> bool:
    return stem in mention.label or stem in mention.head or (len(stem) == 2 and stem[0] in mention.label and stem[1] in mention.label)


def _before(page: Page, mention: Mention, reach: int) -> list[Mention]:
    found = page.mentions[max(0, mention.index - reach) : mention.index]
    return [m for m in found if m.sentence == mention.sentence and m.bracket in (0, mention.bracket)]


def _parts(page: Page, mention: Mention) -> list[Mention]:
    """What the share is of, the likeliest first: its step in a list, else the nearest quantity before."""
    near = [m for m in _before(page, mention, _PART_REACH + 6) if m.role is Role.LEVEL]
    near = [m for m in near if m.figure.dimension not in ("duration",)]
    if mention.bracket:
        before = [m for m in page.mentions[max(0, mention.index - 12) : mention.index] if m.bracket != mention.bracket]
        if before and before[-1].sentence == mention.sentence and before[-1].role is Role.LEVEL:
            return [before[-1]]
        outer = [m for m in page.mentions[max(0, mention.index - _PART_REACH) : mention.index] if m.sentence == mention.sentence and m.role is Role.LEVEL]
        near = sorted({m.index: m for m in near + outer}.values(), key=lambda m: m.index)
    step = page.list_of(mention)
    if len(step) > 1:
        series = [page.list_of(m) for m in near]
        matching = [one for one in series if len(one) == len(step)]
        return [matching[-1][mention.position]] if matching else []
    segment = [m for m in near if m.segment == mention.segment]
    return list(reversed(segment))[:3] if segment else list(reversed(near))[:1]


def _bases(page: Page, mention: Mention, part: Mention) -> list[tuple[Fraction, Mention]]:
    """Possible bases with how well their label fits the words, the best first."""
    phrase = mention.base or ""
    found: list[tuple[Fraction, Mention]] = []
    first = max(0, mention.index - _BASE_REACH)
    for other in page.mentions[first : mention.index + 30]:
        if other.key != part.key or other.index == part.index or other.role is not Role.LEVEL:
            continue
        if other.figure.value < part.figure.value and mention.figure.value <= 100:
            continue
        if other.article != mention.article or other.figure.hedge in ("over", "under", "range"):
            continue
        score = coverage(phrase, other.label + other.noun) if phrase else Fraction(0)
        found.append((score, other))
    return sorted(found, key=lambda one: (-one[0], mention.index - one[1].index))


def _strength(
    mention: Mention, part: Mention, base: Mention, score: Fraction, rank: int, bases: list[tuple[Fraction, Mention]]
) -> int:
    """Binding where the words name one base only, and it stands in the same or the last sentence."""
    near = mention.sentence - base.sentence <= 1 and mention.paragraph == base.paragraph
    rivals = [m for s, m in bases if s >= score and m.index != base.index]
    between = base.index > part.index and base.clause in (mention.clause, mention.clause - 1)
    if between and rank == 0 and mention.bracket and base.bracket == mention.bracket:
        return CERTAIN
    names = score >= Fraction(4, 5) and coverage(base.label + base.noun, mention.base or "") >= Fraction(1, 2)
    if rank == 0 and names and near and not rivals and _plan_fits(mention, part, base):
        return CERTAIN
    if rank == 0 and (score >= Fraction(1, 3) or not pairs(mention.base or "")):
        return LIKELY
    return POSSIBLE


def _plan_fits(mention: Mention, part: Mention, base: Mention) -> bool:
    """年度计划 is a base of its own kind: 计划投资 fits, 完成投资 does not."""
    wanted = _PLAN.search(mention.base or "") is not None
    return not wanted or _PLAN.search(base.label + base.head) is not None
