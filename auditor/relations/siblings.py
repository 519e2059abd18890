"""Shares that stand side by side have one base.

`可网办的1377项，占84.6%；跑一次的212项，占13.0%；……39项，占4.2%`: where the base of one is settled by its figures, it
is the base of its neighbours as well, and a neighbour that does not fit it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.frozen import replace
from auditor.relations.cues import FORMERLY
from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, Reading, Statement


class Siblings:
    """The shares that hold, by their base."""

    def __init__(self, held: Iterable[Reading]) -> None:
        self._by_whole: dict[int, list[Reading]] = {}
        for one in held:
            self._by_whole.setdefault(_roles(one)[2].index, []).append(one)

    def bind(self, statement: Statement) -> Statement | None:
        """A statement left open, bound to the base that a held neighbour uses; None where no neighbour tells."""
        for one in statement.readings:
            rate, part, whole = _roles(one)
            if FORMERLY.search(rate.lead):
                continue  # 占比由上年同期的17.9%升至21.6%: the amounts are this year's
            if any(_beside(rate, part, whole, other) for other in self._by_whole.get(whole.index, ())):
                return Statement((replace(one, strength=CERTAIN),))
        return None


def _beside(rate: Mention, part: Mention, whole: Mention, other: Reading) -> bool:
    """Is the held share a neighbour of the same wording, about things of the same kind?"""
    its_rate, its_part, its_whole = _roles(other)
    if its_whole.index != whole.index or its_part.key != part.key or its_part.index == part.index:
        return False
    near = its_rate.series == rate.series or (
        its_rate.paragraph == rate.paragraph and abs(its_rate.sentence - rate.sentence) <= 1
    )
    if whole.index > rate.index and not rate.base:
        return False  # what follows in a new clause is the base of what comes after it
    # 占网民整体的 calls for the same base wherever it stands
    near = near or (len(rate.base or "") > 1 and its_rate.base == rate.base and its_rate.article == rate.article)
    same_wording = its_rate.role is rate.role and its_rate.base == rate.base
    # the part must stand to its share as the neighbour's does: no other quantity between
    return near and same_wording and rate.index - part.index == its_rate.index - its_part.index


def _roles(one: Reading) -> tuple[Mention, Mention, Mention]:
    roles = dict(one.roles)
    return roles["rate"][0], roles["part"][0], roles["whole"][0]
