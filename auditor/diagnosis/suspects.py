"""Failing claims → the figures that may be wrong, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.diagnosis.constraints import Constraint, constraint, without
from auditor.diagnosis.evidence import Evidence, standing
from auditor.diagnosis.likelihood import rate, slip_cost
from auditor.diagnosis.localise import Change, Repair, Search
from auditor.diagnosis.prints import Print, digit_count, nicest, room, slipped
from auditor.examination import Attempt
from auditor.interval import Interval
from auditor.model import Figure
from auditor.relations.mentions import Page
from auditor.settle import Settled

_HELD = 8 * 2
_HITS = 8
_MOST_GAIN = 8 * 10


@dataclass(frozen=True, slots=True)
class Accused:
    """A figure that may be wrong: the change that would mend its claim, and what must change with it."""

    change: Change
    also: tuple[Change, ...]
    cost: int


def accuse(page: Page, attempts: Sequence[Attempt], chosen: Sequence[Settled]) -> dict[int, tuple[Accused, ...]]:
    """For each failing claim, by its place in `chosen`, its figures in order of suspicion."""
    constraints = [constraint(one) for one in chosen]
    failing = [number for number, one in enumerate(constraints) if not one.holds]
    if not failing:
        return {}
    touching: dict[str, list[Constraint]] = {}
    for one in constraints:
        for figure in one.figures:
            if not (one.holds and without(one, figure)):
                touching.setdefault(figure.id, []).append(one)
    price = _Price(Evidence(page, attempts, chosen))
    static = {name: _HELD * count for name, count in standing(constraints).items()}
    found: dict[int, tuple[Accused, ...]] = {}
    for cluster in _clusters(failing, constraints):
        search = Search([constraints[number] for number in cluster], touching, price, static)
        repairs = search.repairs()
        for number in cluster:
            mine = {figure.id for figure in constraints[number].figures}
            found[number] = _ranked(repair for name, repair in repairs.items() if name in mine)
    return found


def _ranked(repairs: Iterable[Repair]) -> tuple[Accused, ...]:
    accused = [Accused(one.changes[0], one.changes[1:], one.cost) for one in repairs]
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
    """What it costs to move a figure into an interval, by its likeliest prints there; remembers."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[str, Interval], tuple[tuple[int, Print], ...]] = {}

    def __call__(self, figure: Figure, needed: Interval) -> tuple[tuple[int, Print], ...]:
        key = (figure.id, needed)
        if key not in self._known:
            self._known[key] = tuple(self._prints(figure, needed))
        return self._known[key]

    def _prints(self, figure: Figure, needed: Interval) -> list[tuple[int, Print]]:
        hits = [one for one in slipped(figure) if needed.contains(one.value)]
        costs = [(one.slip or "", room(figure, needed, one.step)) for one in hits]
        digits = digit_count(figure)
        shared = slip_cost(costs, digits)
        hits = [one for _, one in sorted(zip(costs, hits, strict=True), key=lambda pair: -rate(*pair[0]))]
        rated = [(shared - self._evidence.gain(figure, one), rank, one) for rank, one in enumerate(hits[:_HITS])]
        plain = nicest(figure, needed)
        if plain is not None and all(plain.value != one.value for one in hits):
            rated.append((slip_cost([], digits) - self._evidence.gain(figure, plain), _HITS, plain))
        return [(max(-_MOST_GAIN, cost), one) for cost, _, one in sorted(rated, key=lambda one: one[:2])]
