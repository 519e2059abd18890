"""Statements → claims: of the readings of one statement, the one that holds, or the one that must fail."""

from __future__ import annotations

from auditor.chance import explain, misscaled
from auditor.copies import copied, copies_whole
from auditor.exact import Fraction
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.judge import Outcome, recompute, resolution
from auditor.model import Figure, Verdict
from auditor.relations.mentions import Page
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.rules import RelationRule
from auditor.slips import Slip

# The odds that a reading which holds must beat, by how far its wording binds.
_ODDS = {CERTAIN: Fraction(0), LIKELY: Fraction(2), 1: Fraction(60)}
_SLIP_READINGS = 3
# Parts that exceed their whole many times over are no parts of it.
_EXCESS = 3
# Sums over rows, which may be of several levels
_ROWS = frozenset({"sum-rows", "table-column-sum", "table-row-sum", "table-parts"})
# How often chance may explain what needs no explanation; a short list is the likelier to leave things out.
_UNNEEDED = Fraction(1, 64)
_LONG_LIST = 4
_REST = 100


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with its verdict; `certain` when no other reading was left.

    `chance` is how often a reading that nobody meant would come to the same: to hold, or to be mended by a slip.
    """

    rule: RelationRule
    reading: Reading
    verdict: Verdict
    outcome: Outcome
    certain: bool
    slips: tuple[Slip, ...] = ()
    chance: Fraction = Fraction(1)


def settle(page: Page, rule: RelationRule, statement: Statement) -> Settled | None:
    """The verdict on a statement; None where it makes no claim that the text binds us to."""
    outcomes: list[tuple[Reading, Outcome]] = []
    for reading in statement.readings:
        outcome = _outcome(rule, reading)
        if outcome is None:
            continue
        resolved = resolution(outcome) if outcome.holds else None
        if resolved is not None and _beats_odds(reading, resolved):
            small = misscaled(rule.formula, roles_of(reading)) if rule.kind == "sum" and not outcome.exact else ()
            if small:
                return _failed(rule, reading, _as_printed(outcome), False, small)
            luck = reading.trials / (resolved or Fraction(1))
            return Settled(rule, reading, Verdict.HOLDS, outcome, reading.strength == CERTAIN, chance=luck)
        if not outcome.holds:
            outcomes.append((reading, outcome))
    return _failing(rule, outcomes)


def _as_printed(outcome: Outcome) -> Outcome:
    """A sum that only its roundings let pass, shown without them."""
    low, high = outcome.computed.low, outcome.computed.high
    assert low is not None and high is not None
    return replace(outcome, holds=False, computed=Interval.exact((low + high) / 2))


def _failing(rule: RelationRule, outcomes: list[tuple[Reading, Outcome]]) -> Settled | None:
    for reading, outcome in outcomes:
        found = _certain(rule, reading, outcome) if reading.strength == CERTAIN else None
        if found is not None:
            return found
    for reading, outcome in outcomes:
        found = _partial(rule, reading, outcome) if reading.partial else None
        if found is not None:
            return found
    likely = [pair for pair in outcomes if pair[0].strength == LIKELY and not (pair[0].partial or pair[0].harmless)]
    likely = [pair for pair in likely if not _may_leave_a_rest(rule, pair[1])]
    # figures of one breath are the likelier to be meant together
    likely = sorted(likely, key=lambda pair: not _one_segment(pair[0]))[:_SLIP_READINGS]
    for rank, (reading, outcome) in enumerate(likely, 1):
        tried = reading.trials if rule.option("odds") == "trials" else rank
        slips = _slips(rule, reading, _chance(rule) / tried)
        if slips or (rank == 1 and _bound(rule, reading, outcome) and copied(reading, rule.finder in _ROWS)):
            return _failed(rule, reading, outcome, False, slips)
    return None


def _may_leave_a_rest(rule: RelationRule, outcome: Outcome) -> bool:
    """Of parts that nothing announces a small class may go untold: 民营, 外商投资 and 国有企业 make 99.7% of the trade."""
    total, whole = outcome.computed, outcome.stated
    if rule.kind != "sum" or rule.option("announced") == "yes" or total.high is None or whole.low is None:
        return False
    return total.high < whole.low and (whole.low - total.high) * _REST < whole.low


def _bound(rule: RelationRule, reading: Reading, outcome: Outcome) -> bool:
    """Do words bind the figures of a reading together, so that a number in it twice says something?"""
    if rule.kind == "shares-total":
        # two shares of an open list may agree, but not make more than all
        return outcome.computed.low is not None and outcome.computed.low > 1
    if rule.kind == "share":
        # 占年度计划的78.1% is of something that may stand nowhere
        stated = dict(reading.roles).get("rate", ())
        return bool(stated) and not stated[0].base
    return rule.option("announced") == "yes" or rule.kind in ("growth", "difference")


def _certain(rule: RelationRule, reading: Reading, outcome: Outcome) -> Settled | None:
    """A reading that the wording leaves alone fails; a sum only if it is near enough to have been meant."""
    slips = _slips(rule, reading, Fraction(1))
    meant = rule.kind != "sum" or rule.option("complete") == "yes" or reading.exhaustive
    if not (meant or slips or _comparable(outcome) or copied(reading)):
        return None
    told = tuple(slip for slip in slips if slip.chance <= _chance(rule))
    return _failed(rule, reading, outcome, True, told)


def _slips(rule: RelationRule, reading: Reading, most: Fraction) -> tuple[Slip, ...]:
    if reading.bounds:
        return ()
    slips = explain(rule.formula, roles_of(reading), most, reading.sign, reading.constants)
    # what nothing announces would be mended too often by a digit put in somewhere
    announced = rule.option("announced") == "yes" or reading.strength == CERTAIN
    return slips if announced else tuple(slip for slip in slips if slip.kind != "dropped")


def _failed(rule: RelationRule, reading: Reading, outcome: Outcome, certain: bool, slips: tuple[Slip, ...]) -> Settled:
    chance = min((slip.chance for slip in slips), default=Fraction(1))
    return Settled(rule, reading, Verdict.FAILS, outcome, certain, slips, chance)


def _chance(rule: RelationRule) -> Fraction:
    """How often chance may explain what a slip explains, for the slip to count."""
    return Fraction(rule.option("chance", "0.5"))


def _comparable(outcome: Outcome) -> bool:
    """Parts that make up much less than their whole, or far more, were not meant to be all of it: a list that
    falls short by a quarter may go on in the next sentence."""
    total, whole = outcome.computed, outcome.stated
    if total.low is None or total.high is None or whole.low is None or whole.high is None:
        return False
    return 4 * total.high >= 3 * whole.low and total.low <= 2 * whole.high


def _partial(rule: RelationRule, reading: Reading, outcome: Outcome) -> Settled | None:
    """Parts that need not be all: more than the whole is wrong, a usual slip is likely, less is open."""
    total, whole = outcome.computed, outcome.stated
    if total.low is None or whole.high is None or total.high is None or whole.low is None:
        return None
    # parts below the whole need no explanation, so that a slip must be far from chance to count
    explained = whole.high < total.low or reading.exhaustive
    most = _chance(rule) if explained else _UNNEEDED if len(reading.key) > _LONG_LIST else _UNNEEDED / 16
    slips = _slips(rule, reading, most)
    one_segment = _one_segment(reading)
    beside = (one_segment and not _goes_past(reading)) or _one_each(reading)
    exceeded = whole.high < total.low
    if (
        slips
        or (reading.exhaustive and copied(reading))
        or (exceeded and ((beside and total.low <= _EXCESS * whole.high) or copies_whole(reading)))
    ):
        return _failed(rule, reading, outcome, False, slips)
    if one_segment and total.high < whole.low:
        return Settled(rule, reading, Verdict.OPEN, outcome, False)
    return None


def _goes_past(reading: Reading) -> bool:
    """`普通高中12所，其中民办3所，职业高中15所`: behind a comma stands more than there is, which is then no part."""
    roles = dict(reading.roles)
    most, parts = roles["whole"][0].figure.value, roles["part"]
    return any(part.clause != parts[0].clause and part.figure.value > most for part in parts)


def _one_segment(reading: Reading) -> bool:
    return len({mention.segment for mention in reading.mentions()}) == 1


def _one_each(reading: Reading) -> bool:
    """`其中，甲30人；乙20人`: a segment for each part.

    `甲50所，其中民办30所；乙40所` goes on with what is no part, and so does what is as much as the whole.
    """
    roles = dict(reading.roles)
    parts, most = roles.get("part", ()), max((one.figure.value for one in roles.get("whole", ())), default=None)
    if most is None or any(part.figure.value >= most for part in parts):
        return False
    segments = [part.segment for part in parts]
    listed = len(segments) > 1 and segments == list(range(segments[0], segments[0] + len(segments)))
    return listed and "其中" not in parts[0].lead


def roles_of(reading: Reading) -> dict[str, list[Figure]]:
    return {role: [mention.figure for mention in found] for role, found in reading.roles}


def _outcome(rule: RelationRule, reading: Reading) -> Outcome | None:
    if reading.bounds is not None:
        stated = reading.roles[0][1][0].figure.interval
        least, most = reading.bounds
        listed = Interval(Fraction(least), Fraction(most))
        holds = stated.meets(listed)
        return Outcome(holds, holds, stated, listed)
    return recompute(rule.formula, roles_of(reading), reading.sign, reading.constants)


def _beats_odds(reading: Reading, resolved: Fraction) -> bool:
    return reading.bounds is not None or resolved >= _ODDS[reading.strength] * reading.trials
