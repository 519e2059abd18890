"""Slips of thought rather than of digits: a wrong base, a part left out or counted twice, % for 个百分点.

Each is a computation that would give what is printed; it counts where the figures tell it from chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.diagnosis.constraints import Constraint
from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.interval import Interval
from auditor.judge import quantity
from auditor.model import Figure
from auditor.relations.mentions import Mention, Page, Role

# How many of the wrong figures each makes, shared by the ways to try it.
_RATE = Fraction(1, 8)
# Chance must give the printed figure no oftener than once in so many.
_ODDS = 5
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Cause:
    """Why `figure` is printed as it is: `code`, and the other figure that was taken, left out or added."""

    figure: Figure
    code: str
    other: Figure | None
    rate: Fraction


def causes(page: Page, one: Constraint) -> list[Cause]:
    """The slips of thought that explain a failing claim."""
    if one.bounds is not None or one.at_most:
        return []
    if one.kind == "sum":
        return list(_in_sum(page, one))
    if one.kind in ("growth", "share", "difference") and len(one.figures) == 3:
        return list(_in_ratio(page, one))
    return []


def _in_sum(page: Page, one: Constraint) -> Iterator[Cause]:
    parts, wholes = one.roles.get("part", []), one.roles.get("whole", [])
    if len(wholes) != 1 or len(parts) < 2:
        return
    whole = wholes[0]
    total = quantity(parts[0])
    for part in parts[1:]:
        total = total + quantity(part)
    excess = total - quantity(whole)
    rate = _RATE / len(parts)
    if not _fine(quantity(whole), excess, len(parts)):
        return
    for part in parts:
        if excess.meets(quantity(part)):
            twins = [other for other in parts if other is not part and other.value == part.value]
            if twins:
                yield Cause(part, "twice", None, rate)
            yield Cause(whole, "omits-part", part, rate)
    around = _around(page, parts, whole)
    for mention in around:
        if (-excess).meets(quantity(mention.figure)):
            yield Cause(whole, "left-out", mention.figure, rate / len(around))


def _around(page: Page, parts: Sequence[Figure], whole: Figure) -> list[Mention]:
    """Quantities of the parts' kind beside them, which may be parts too."""
    names = {part.id for part in parts}
    inside = [mention for mention in page.mentions if mention.figure.id in names]
    sentences = {mention.sentence for mention in inside}
    return [
        mention for mention in page.mentions
        if mention.sentence in sentences and mention.figure.id not in names | {whole.id}
        and mention.key == inside[0].key and mention.role is inside[0].role
    ]  # fmt: skip


def _in_ratio(page: Page, one: Constraint) -> Iterator[Cause]:
    """Rates and differences of two values."""
    roles = {role: found[0] for role, found in one.roles.items() if len(found) == 1}
    told = roles.get("rate") or roles.get("change")
    now, before = roles.get("now") or roles.get("part"), roles.get("before") or roles.get("whole")
    if told is None or now is None or before is None:
        return
    stated = quantity(told) * Interval.exact(one.sign)
    if one.kind == "difference":
        yield from _in_difference(told, stated, now, before)
        return
    yield from _other_rates(one, told, stated, now, before)
    bases = [other for other in _other_bases(page, told, now, before) if not quantity(other).contains(Fraction(0))]
    for other in bases:
        ratio = quantity(now) / quantity(other) - Interval.exact(int(one.kind == "growth"))
        if stated.meets(ratio) and _fine(stated, ratio, len(bases) * 2):
            yield Cause(told, "other-base", other, _RATE / len(bases))


def _in_difference(told: Figure, stated: Interval, now: Figure, before: Figure) -> Iterator[Cause]:
    change = quantity(now) - quantity(before)
    if (-stated).meets(change) and _fine(stated, change, 1):
        yield Cause(told, "direction", None, _RATE)
    if told.dimension == "points" and not quantity(before).contains(Fraction(0)):
        relative = change / quantity(before)
        if stated.meets(relative) and _fine(stated, relative, 1):
            yield Cause(told, "points", None, _RATE)


def _other_rates(one: Constraint, told: Figure, stated: Interval, now: Figure, before: Figure) -> Iterator[Cause]:
    """The same two values compared otherwise than the words say."""
    ends = quantity(now), quantity(before)
    if any(end.contains(Fraction(0)) for end in ends):
        return
    grown = ends[0] / ends[1] - Interval.exact(1)
    if one.kind != "growth":
        if stated.meets(ends[1] / ends[0]) and _fine(stated, ends[1] / ends[0], 1):
            yield Cause(told, "upside-down", None, _RATE)
        return
    if (-stated).meets(grown) and _fine(stated, grown, 1):
        yield Cause(told, "direction", None, _RATE)
    of_now = Interval.exact(1) - ends[1] / ends[0]
    if stated.meets(of_now) and _fine(stated, of_now, 1):
        yield Cause(told, "later-base", None, _RATE)
    ratio = ends[0] / ends[1]
    if stated.meets(ratio) and _fine(stated, ratio, 1):
        yield Cause(told, "times", None, _RATE)


def _other_bases(page: Page, told: Figure, now: Figure, before: Figure) -> list[Figure]:
    """Quantities of the base's kind near by: last year's total, the total beside."""
    place = next((mention for mention in page.mentions if mention.figure.id == told.id), None)
    base = next((mention for mention in page.mentions if mention.figure.id == before.id), None)
    if place is None or base is None:
        return []
    near = page.mentions[max(0, place.index - _NEAR) : place.index + _NEAR]
    return [
        m.figure for m in near
        if m.key == base.key and m.role is Role.LEVEL and m.article == place.article
        and m.figure.id not in (now.id, before.id) and m.figure.value not in (before.value, now.value)
        and m.figure.interval.is_closed
    ]  # fmt: skip


def _fine(stated: Interval, computed: Interval, trials: int) -> bool:
    """Is the agreement finer than chance among so many trials?"""
    if stated.width is None or computed.width is None or stated.low is None or stated.high is None:
        return False
    middle = abs(stated.low + stated.high) / 2
    # whole numbers printed in full are told apart by one
    return middle >= _ODDS * trials * (stated.width + computed.width or 1)
