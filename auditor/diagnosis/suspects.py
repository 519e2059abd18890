"""Failing claims → the figures that may be wrong, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from auditor.diagnosis.causes import causes
from auditor.diagnosis.constraints import Constraint, constraint, derived, of_reading, without
from auditor.diagnosis.evidence import Evidence, standing
from auditor.diagnosis.likelihood import arbitrary_cost, rate_cost, size_cost, slip_cost
from auditor.diagnosis.localise import BUDGET, Change, Repair, Search
from auditor.diagnosis.prints import Print, digit_count, nicest, room, slipped
from auditor.examination import Attempt
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.model import Figure
from auditor.relations.mentions import Page
from auditor.relations.readings import LIKELY
from auditor.settle import Settled

_HELD = 8 * 2
# Trials for a whole document: what a page of rubbish may take.
_BUDGET = 1500
_HITS = 8
# Things are rarely named of which there are none, votes excepted (弃权0票).
_NOUGHT = 8 * 4
_READINGS = 3
# Parts that fall short explain nothing of their whole; a reading that is not the first needs a reason.
_MAY_FALL_SHORT = 8 * 6
_OTHERWISE_READ = 8 * 3
_MOST_GAIN = 8 * 10


@dataclass(frozen=True, slots=True)
class Accused:
    """A figure that may be wrong: the change that would mend its claim, and what must change with it."""

    change: Change
    also: tuple[Change, ...]
    cost: int
    solved: int = 1


def accuse(
    page: Page, attempts: Sequence[Attempt], chosen: Sequence[Settled], explained: Set[int] = frozenset()
) -> dict[int, tuple[Accused, ...]]:
    """For each failing claim, by its place in `chosen`, its figures in order of suspicion; those that are
    `explained` otherwise count neither way."""
    constraints = [constraint(one) for one in chosen]
    failing = [number for number, one in enumerate(constraints) if not one.holds and number not in explained]
    if not failing:
        return {}
    inquiry = _Inquiry(
        Evidence(page, attempts, chosen),
        _Holding(constraints),
        {name: _HELD * count for name, count in standing(constraints).items()},
    )
    found: dict[int, tuple[Accused, ...]] = {}
    for cluster in _clusters(failing, constraints):
        ways = _ways([(chosen[number], constraints[number]) for number in cluster], attempts)
        best = inquiry.repairs(ways)
        for number in cluster:
            names = _names(constraints[number])
            own = [repair for name, repair in best.items() if name in names]
            found[number] = _ranked(own or list(best.values()), len(cluster))
    return found


class _Holding:
    """The claims that hold, by the figures of which they say something; told of the few figures that are asked for."""

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self._of: dict[str, list[tuple[Constraint, Figure]]] = {}
        self._known: dict[str, list[Constraint]] = {}
        for one in constraints:
            for figure in one.figures if one.holds else ():
                self._of.setdefault(figure.id, []).append((one, figure))

    def __getitem__(self, name: str) -> list[Constraint]:
        if name not in self._known:
            self._known[name] = [one for one, figure in self._of.get(name, ()) if not without(one, figure)]
        return self._known[name]


@dataclass(slots=True)
class _Inquiry:
    """What is known of a page; `left` is how many more sets of figures may be tried on it."""

    evidence: Evidence
    holding: _Holding
    static: dict[str, int]
    left: int = _BUDGET

    def repairs(self, ways: Iterable[tuple[int, list[Constraint]]]) -> dict[str, Repair]:
        """For each figure, the cheapest repair over all ways to read the claims that fail."""
        best: dict[str, Repair] = {}
        for penalty, reading in ways:
            price = _Price(self.evidence, reading)
            own: dict[str, list[Constraint]] = {}
            for one in reading:
                for name in _names(one):
                    own.setdefault(name, []).append(one)
            search = Search(
                reading, _touching(self.holding, own), price, self.static, price.signed, min(BUDGET, self.left)
            )
            found = search.repairs()
            self.left -= search.tried
            for name, repair in found.items():
                if name not in best or repair.cost + penalty < best[name].cost:
                    best[name] = replace(repair, cost=repair.cost + penalty)
        return best


def _touching(holding: _Holding, own: dict[str, list[Constraint]]) -> Callable[[str], Sequence[Constraint]]:
    """The claims that say something of a figure: those that hold, and those that are to be mended."""
    return lambda name: [*holding[name], *own.get(name, ())]


def _names(one: Constraint) -> set[str]:
    return {figure.id for figure in one.figures}


def _ways(
    failing: list[tuple[Settled, Constraint]], attempts: Sequence[Attempt]
) -> Iterator[tuple[int, list[Constraint]]]:
    """The failing claims as they were read, and one that fails alone as it may be read besides: with its parts
    complete, or as its statement's other readings have it."""
    claims = [one for _, one in failing]
    settled, claim = failing[0]
    yield _MAY_FALL_SHORT if claim.at_most else 0, claims
    if len(failing) > 1:
        return
    if claim.at_most:
        yield 0, [replace(claim, at_most=False)]
    statement = next((one.statement for one in attempts if one.settled is settled), None)
    others = () if statement is None else statement.readings
    likely = [one for one in others if one.strength >= LIKELY and one is not settled.reading and one.bounds is None]
    for one in likely[:_READINGS]:
        yield _OTHERWISE_READ, [of_reading(settled.rule, one)]


def _ranked(repairs: Iterable[Repair], solved: int) -> tuple[Accused, ...]:
    accused = [Accused(one.changes[0], one.changes[1:], one.cost, solved) for one in repairs]
    return tuple(sorted(accused, key=lambda one: (one.cost, one.change.figure.span)))


def _clusters(failing: Sequence[int], constraints: Sequence[Constraint]) -> list[list[int]]:
    """Failing claims that share figures, directly or through other failing claims."""
    clusters: list[tuple[set[str], list[int]]] = []
    for number in failing:
        figures = {figure.id for figure in constraints[number].figures}
        members = [number]
        apart = []
        for known, others in clusters:
            if known & figures:
                figures |= known
                members += others
            else:
                apart.append((known, others))
        clusters = [*apart, (figures, sorted(members))]
    return [members for _, members in clusters]


class _Price:
    """What it costs to move a figure into an interval, by its likeliest prints there; remembers.  `derived`
    figures follow from the others, and have no likely size of their own; parts of one whole have only half of
    one, as in Jeffreys' prior for shares."""

    def __init__(self, evidence: Evidence, reading: Sequence[Constraint]) -> None:
        self._evidence = evidence
        self._causes = [cause for one in reading for cause in causes(evidence.page, one)]
        self._derived = frozenset().union(*(derived(one) for one in reading))
        self._parts = {f.id for one in reading if one.kind in ("sum", "shares-total") for f in one.roles["part"]}
        self._known: dict[tuple[str, Interval], tuple[tuple[int, Print], ...]] = {}

    @property
    def signed(self) -> frozenset[str]:
        """Figures whose direction may be wrong."""
        return frozenset(cause.figure.id for cause in self._causes if cause.code == "direction")

    def __call__(self, figure: Figure, needed: Interval) -> tuple[tuple[int, Print], ...]:
        key = (figure.id, needed)
        if key not in self._known:
            self._known[key] = tuple(self._prints(figure, needed))
        return self._known[key]

    def _prints(self, figure: Figure, needed: Interval) -> list[tuple[int, Print]]:
        hits = [(self._cost(figure, one, needed), one) for one in slipped(figure) if needed.contains(one.value)]
        hits.sort(key=lambda hit: hit[0])
        hits = hits[:_HITS]
        plain = nicest(figure, needed)
        if plain is not None:
            for cause in self._causes:
                if cause.figure is figure:
                    hits.append((rate_cost(cause.rate), replace(plain, slip=cause.code, other=cause.other)))
            if all(plain.value != one.value for _, one in hits):
                hits.append((self._cost(figure, plain, needed), plain))
        found = [(cost - self._evidence.gain(figure, one), rank, one) for rank, (cost, one) in enumerate(hits)]
        return [(max(-_MOST_GAIN, cost), one) for cost, _, one in sorted(found, key=lambda one: one[:2])]

    def _cost(self, figure: Figure, other: Print, needed: Interval) -> int:
        nought = 0 if other.value else _NOUGHT
        if other.slip is None:
            return arbitrary_cost(room(figure, needed), digit_count(figure)) + nought
        # with fewer decimals there are fewer prints of a size
        finer = other.step / figure.step if figure.step and other.step else 1
        size = 0 if figure.id in self._derived else size_cost(figure.value * finer, other.value)
        return slip_cost(other.slip) + (size // 2 if figure.id in self._parts else size) + nought
