"""Shares that stand side by side have one base.

`可网办的1377项，占84.6%；跑一次的212项，占13.0%；……39项，占4.2%`: where the base of one is settled by its figures, it
is the base of its neighbours as well, and a neighbour that does not fit it is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, Reading, Statement


def bind_to_siblings(open_statements: Sequence[Statement], held: Sequence[Reading]) -> list[Statement]:
    """Statements left open, bound to the base that a held neighbour uses."""
    bound = []
    for statement in open_statements:
        for one in statement.readings:
            rate, part, whole = _roles(one)
            if any(_beside(rate, part, whole, other) for other in held):
                bound.append(Statement((replace(one, strength=CERTAIN),)))
                break
    return bound


def _beside(rate: Mention, part: Mention, whole: Mention, other: Reading) -> bool:
    """Is the held share a neighbour of the same wording, about things of the same kind?"""
    its_rate, its_part, its_whole = _roles(other)
    if its_whole.index != whole.index or its_part.key != part.key or its_part.index == part.index:
        return False
    near = its_rate.series == rate.series or (
        its_rate.paragraph == rate.paragraph and abs(its_rate.sentence - rate.sentence) <= 1
    )
    # 占网民整体的 calls for the same base wherever it stands
    near = near or (len(rate.base or "") > 1 and its_rate.base == rate.base and its_rate.article == rate.article)
    same_wording = its_rate.role is rate.role and its_rate.base == rate.base
    # the part must stand to its share as the neighbour's does: no other quantity between
    return near and same_wording and rate.index - part.index == its_rate.index - its_part.index


def _roles(one: Reading) -> tuple[Mention, Mention, Mention]:
    roles = dict(one.roles)
    return roles["rate"][0], roles["part"][0], roles["whole"][0]
