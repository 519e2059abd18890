"""Settled readings → the ones that are reported: one for each relation of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from auditor.deferring import COMPARING, defer
from auditor.model import Verdict
from auditor.relations.mentions import Mention
from auditor.settle import Settled

# Shares of parts that are not all, in per cent.
_NOT_ALL, _ALL = 97, 99
_STATED_ROLES = ("rate", "change", "stated", "whole", "total")


def choose(settled: Iterable[Settled]) -> list[Settled]:
    """One claim for each relation: what holds stands, and silences failures of the same statement."""
    best: dict[tuple[str, tuple[int, ...]], Settled] = {}
    for one in settled:
        key = (one.rule.kind, one.reading.key)
        rival = best.get(key)
        if rival is None or _rank(one) < _rank(rival):
            best[key] = one
    held = [one for one in best.values() if one.verdict is Verdict.HOLDS]
    near = _by_mention(held)
    held = [one for one in held if not any(_within(one, other) or _repeats(one, other) for other in near(one))]
    standing = {id(one) for one in held}
    chosen = [one for one in best.values() if one.verdict is not Verdict.HOLDS or id(one) in standing]
    near = _by_mention(held)
    chosen = [one for one in chosen if one.verdict is not Verdict.FAILS or not _silenced(one, near(one))]
    return sorted(
        defer(_one_failure_each(chosen)), key=lambda one: (min(one.reading.key), one.rule.id, one.reading.key)
    )


def _by_mention(held: list[Settled]) -> Callable[[Settled], Iterable[Settled]]:
    """What finds the relations that share a figure with another: a long report has thousands, and few are near."""
    places: dict[int, list[Settled]] = {}
    for one in held:
        for index in one.reading.key:
            places.setdefault(index, []).append(one)

    def near(one: Settled) -> Iterable[Settled]:
        # shares by the hundred have one base; what they state is their own
        summed = one.rule.kind in ("sum", "shares-total", "product")
        indexes = one.reading.key if summed else (_stated(one),)
        return {id(other): other for index in indexes for other in places.get(index, ())}.values()

    return near


def _within(small: Settled, large: Settled) -> bool:
    """An unannounced sum of some parts of a larger sum is chance: 4 + 2 + 1 = 7 among 10 + 5 + 4 + 2 + 1."""
    if small.rule.kind != "sum" or large.rule.kind != "sum" or small.rule.option("announced") == "yes":
        return False
    mine, its = dict(small.reading.roles), dict(large.reading.roles)
    few = {mention.index for mention in mine.get("part", ())}
    many = {mention.index for mention in its.get("part", ())}
    return few < many


def _repeats(one: Settled, other: Settled) -> bool:
    """The same parts under a whole that is printed again farther away."""
    if one is other or one.rule.kind != "sum" or other.rule.kind != "sum":
        return False
    mine, its = dict(one.reading.roles), dict(other.reading.roles)
    if not mine.get("part") or mine.get("part") != its.get("part") or "whole" not in mine:
        return False
    far, near = mine["whole"][0], its["whole"][0]
    if far.figure.value != near.figure.value or far.index == near.index:
        return False
    first = mine["part"][0].index
    return (abs(far.index - first), far.index) > (abs(near.index - first), near.index)


def _rank(one: Settled) -> tuple[bool, bool, bool, bool, str]:
    """Of two rules that read the same, a pattern goes first: it is the more particular, and may be a user's own."""
    announced = one.rule.option("announced") == "yes"
    return (one.verdict is not Verdict.HOLDS, not one.certain, not one.rule.pattern, not announced, one.rule.id)


def _silenced(failed: Settled, held: Iterable[Settled]) -> bool:
    """Does a relation hold that reads the same words otherwise?"""
    if failed.rule.kind in COMPARING:
        return False
    if failed.certain and (failed.reading.exhaustive or failed.rule.option("complete") == "yes"):
        return False
    if failed.rule.kind == "sum" and not failed.certain and _each_confirmed(failed, held):
        return True
    return any(_contradicts(other, failed) for other in held if other.rule.kind == failed.rule.kind)


def _each_confirmed(failed: Settled, held: Iterable[Settled]) -> bool:
    """`其中工业10.2亿度，占44.5%，其他行业9.7亿度，占42.7%`: shares that hold, and are not all, say that no part is misprinted,
    so that the parts were not meant to be all."""
    mine = dict(failed.reading.roles)
    shares = [dict(one.reading.roles) for one in held if one.rule.kind == "share"]
    whole = mine.get("whole", ())[:1]
    told = {
        roles["part"][0].index: roles["rate"][0].figure.value
        for roles in shares
        if "part" in roles and roles.get("whole", ())[:1] == whole
    }
    parts = {part.index for part in mine.get("part", ())}
    if whole and not parts <= set(told) and sum(told[part] for part in parts & set(told)) >= _ALL:
        return True  # 高校9600人，占80%，社会2400人，占20%，手语620人: the shares leave nothing for the last
    return bool(whole) and parts <= set(told) and sum(told[part] for part in parts) < _NOT_ALL


def _contradicts(held: Settled, failed: Settled) -> bool:
    mine, its = set(failed.reading.key), set(held.reading.key)
    if failed.rule.kind == "product":
        # one total may be said of two unit values: per mu and per household
        return len(mine & its) >= 2
    if failed.rule.kind not in ("sum", "shares-total"):
        return _stated(failed) in its and bool(mine & its)
    shared = mine & its
    if len(shared) < 2 or 2 * len(shared) <= min(len(mine), len(its)):
        return False
    # parts that serve another whole as well say nothing against their own
    if _stated(failed) not in its and _stated(held) not in mine:
        return False
    if failed.rule.option("announced") != "yes" or held.rule.option("announced") == "yes":
        return True
    # what the wording announces yields to a sum that it does not only if that is the less likely to be chance
    return not failed.certain and held.chance < failed.chance


def _one_failure_each(chosen: list[Settled]) -> list[Settled]:
    """Of several failing readings that state one figure by one kind, the surest."""
    kept: list[Settled] = []
    taken: dict[tuple[str, int], Settled] = {}
    for one in sorted(chosen, key=lambda one: (not one.certain, -len(one.reading.key))):
        if one.verdict is not Verdict.FAILS:
            kept.append(one)
            continue
        key = (one.rule.kind, _stated(one))
        if one.rule.kind in ("sum", "shares-total") and any(
            len(set(one.reading.key) & set(other.reading.key)) * 2 > len(one.reading.key)
            for (kind, _), other in taken.items()
            if kind == one.rule.kind
        ):
            continue
        if key not in taken:
            taken[key] = one
            kept.append(one)
    return kept


def stated_mention(one: Settled) -> Mention:
    """The figure that states what the others give: the rate, the change, the whole."""
    roles = dict(one.reading.roles)
    stated = (*_STATED_ROLES, *sorted(one.rule.formula.stated))
    return next((roles[role][0] for role in stated if role in roles), one.reading.roles[0][1][0])


def _stated(one: Settled) -> int:
    return stated_mention(one).index
