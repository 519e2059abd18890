"""Which columns a column is computed from: each way that it may be meant is tried over all rows, and the rows decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from auditor.exact import Fraction
from auditor.frozen import dataclass, replace
from auditor.judge import recompute
from auditor.relations.mentions import Mention
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.rules import RelationRule
from auditor.tables.sheets import Line, Sheet

# Rows that hold before one that does not is certainly wrong, and how often they must outnumber such rows.
_CONFIRMING = 3
_MAJORITY = 3
_COARSE = 20
# Rows that show which columns a rate compares.
_SAMPLE = 12

Roles = Callable[[int], "dict[str, Mention] | None"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a column, from the columns `places`; `named` where the headers say so."""

    roles: Roles
    named: bool
    sign: int = 1
    places: tuple[int, ...] = ()
    constants: tuple[tuple[str, int | Fraction], ...] = ()


def vote(
    sheet: Sheet,
    candidates: Sequence[Candidate],
    rule: RelationRule,
    counts: Callable[[Line], bool] = lambda line: True,
) -> Iterator[Statement]:
    """The rows read by the candidate that most of them confirm."""
    rows = [
        number for number, line in enumerate(sheet.lines) if not line.is_heading and not line.ragged and counts(line)
    ]
    best = max(candidates, key=lambda one: _confirmed(one, rows[:_SAMPLE], rule), default=None)
    if best is None:
        return
    found = {number: one for number in rows if (one := _tried(best, number, rule)) is not None}
    tried = found.values()
    held, named = sum(holds and _is_telling(one) for one, holds in tried), best.named
    failed = sum(not holds for _, holds in tried)
    if held < 2 and not named:
        return
    certain = held >= _CONFIRMING and held >= _MAJORITY * failed
    certain = certain or (named and failed == 1 and held > 1 and _total_holds(sheet, found))
    has_gaps = any(_has_gap(sheet.lines[number], best.places) for number in rows)
    for number, (read, holds) in found.items():
        if not holds and has_gaps and sheet.lines[number].measure.is_total:
            # what the rows leave out is in some of the totals, but not in all
            continue
        if holds or certain:
            yield Statement((replace(read, strength=CERTAIN),))
        elif held >= failed or (named and failed == 1):
            yield Statement((read,))


def _total_holds(sheet: Sheet, found: Mapping[int, tuple[Reading, bool]]) -> bool:
    """Are the rows of one kind, so that they have a total, for which the same holds?"""
    return any(holds and sheet.lines[number].measure.is_total for number, (_, holds) in found.items())


def _confirmed(candidate: Candidate, rows: Sequence[int], rule: RelationRule) -> tuple[int, int]:
    """How many rows hold by a candidate, and of how many it can be computed at all."""
    tried = [one for number in rows if (one := _tried(candidate, number, rule)) is not None]
    return sum(holds and _is_telling(one) for one, holds in tried), len(tried)


def _tried(candidate: Candidate, number: int, rule: RelationRule) -> tuple[Reading, bool] | None:
    roles = candidate.roles(number)
    if roles is None:
        return None
    figures = {role: [one.figure] for role, one in roles.items()}
    outcome = recompute(rule.formula, figures, candidate.sign, candidate.constants, exactly=False)
    if outcome is None:
        return None
    read = Reading(
        tuple((role, (one,)) for role, one in roles.items()), LIKELY, sign=candidate.sign, constants=candidate.constants
    )
    return read, outcome.holds


def _has_gap(line: Line, places: Sequence[int]) -> bool:
    """Does a row give some of these figures, but not all?"""
    given = [line.mentions[place] is not None for place in places]
    return any(given) and not all(given)


def _is_telling(one: Reading) -> bool:
    """A change of nothing, or a base of a few units, would hold for many a pair."""
    values = [mention.figure for mention in one.mentions()]
    return values[0].value != 0 and all(
        figure.step == 0 or abs(figure.value) >= figure.step * (_COARSE if number else 1)
        for number, figure in enumerate(values)
    )
