"""Failures of order and of restatement give way to what tells more about the same figures."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Verdict
from auditor.settle import Settled

# Kinds that only compare figures: whoever computes with the figures knows better what they are.
COMPARING = frozenset({"bound", "equal"})


def defer(settled: Sequence[Settled]) -> list[Settled]:
    """All but the comparisons that fail over figures which a sum, a share, a growth … reads together.

    If that holds, the figures were no part and whole; if it fails, it has said what is wrong.
    """
    telling = [set(one.reading.key) for one in settled if one.rule.kind not in COMPARING and _binds(one)]
    return [one for one in settled if not _gives_way(one, telling)]


def _binds(one: Settled) -> bool:
    return one.verdict is not Verdict.OPEN


def _gives_way(one: Settled, telling: Sequence[set[int]]) -> bool:
    if one.rule.kind not in COMPARING or one.verdict is not Verdict.FAILS:
        return False
    mine = set(one.reading.key)
    return len(mine) > 1 and any(mine <= its for its in telling)
