"""The smallest set of figures whose change makes every claim satisfiable.

Error localisation after Fellegi and Holt (A Systematic Approach to Automatic Edit and Imputation, JASA 71,
1976): the claims are the edits, a figure is a field.  Sets are tried in order of their cost, each verified
with values under the checker's own tolerances; the search is exact within its budget, and deterministic.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from auditor.diagnosis.constraints import Constraint, allowed, satisfied
from auditor.diagnosis.prints import Print, as_printed
from auditor.frozen import dataclass
from auditor.interval import ZERO, Interval
from auditor.model import Figure

# What it costs to call a figure wrong at all, in eighths of a bit.
WRONG = 8 * 12
BUDGET = 80
# A repair so much dearer than the best is no rival of it.
_SLACK = 8 * 4
_LARGEST = 3
_ROUNDS = 6
_VALUES = 4

# The prints of a figure that must lie in an interval, each with its cost, the likeliest first.
Price = Callable[[Figure, Interval], "tuple[tuple[int, Print], ...]"]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, where it would have to lie, and the likeliest print there."""

    figure: Figure
    needed: Interval
    print: Print


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together make every claim hold; the first is the one that was asked about."""

    changes: tuple[Change, ...]
    cost: int


@dataclass(slots=True)
class Search:
    """The claims that fail together, and all claims that could break by mending them; `signed` figures may turn
    out negative, as a word of direction that is wrong would have it."""

    failing: Sequence[Constraint]
    touching: Callable[[str], Sequence[Constraint]]
    price: Price
    static: Mapping[str, int]
    signed: frozenset[str] = frozenset()
    budget: int = BUDGET
    figures: dict[str, Figure] = field(default_factory=dict)
    tried: int = 0

    def repairs(self) -> dict[str, Repair]:
        """For each figure of the failing claims, the cheapest repair that changes it, if one was found."""
        for one in self.failing:
            self.figures.update({figure.id: figure for figure in one.figures})
        starts = list(self.figures)
        heap: list[tuple[int, int, tuple[str, ...]]] = [
            (self._bound((start,)), number, (start,)) for number, start in enumerate(starts)
        ]
        heapq.heapify(heap)
        best: dict[str, Repair] = {}
        seen: set[tuple[str, frozenset[str]]] = set()
        while heap and self.tried < self.budget:
            bound, number, chosen = heapq.heappop(heap)
            known = best.get(chosen[0])
            key = (chosen[0], frozenset(chosen))
            if best and bound > min(one.cost for one in best.values()) + _SLACK:
                break
            if key in seen or (known is not None and known.cost <= bound):
                continue
            seen.add(key)
            repair, grown = self._try(chosen)
            if repair is not None:
                if known is None or repair.cost < known.cost:
                    best[chosen[0]] = repair
            elif len(chosen) < _LARGEST:
                for other in grown:
                    larger = (*chosen, other)
                    heapq.heappush(heap, (self._bound(larger), number, larger))
        return best

    def _bound(self, chosen: tuple[str, ...]) -> int:
        return sum(WRONG + self.static.get(name, 0) for name in chosen)

    def _try(self, chosen: tuple[str, ...]) -> tuple[Repair | None, list[str]]:
        """A repair that changes just these; without one, the figures that may have to change as well."""
        bare = next((one for one in self.failing if not {f.id for f in one.figures} & set(chosen)), None)
        if bare is not None:
            return None, self._others([bare], chosen)
        self.tried += 1
        constraints = list(dict.fromkeys(one for name in chosen for one in self.touching(name) if not one.worth))
        domains = {name: self._anything(self.figures[name]) for name in chosen}
        order = sorted(chosen, key=lambda name: -len(self.touching(name)))
        found = self._assign(order, domains, constraints, {})
        if found is None:
            return None, self._others(constraints, chosen)
        cost, changes = found
        cost += self._given_up(chosen, changes)
        return Repair(tuple(changes[name] for name in chosen), self._bound(chosen) + cost), []

    def _given_up(self, chosen: tuple[str, ...], changes: dict[str, Change]) -> int:
        """What the claims are worth that hold now, and would not."""
        printed = {name: as_printed(change.figure, change.print) for name, change in changes.items()}
        loose = dict.fromkeys(one for name in chosen for one in self.touching(name) if one.worth)
        return sum(one.worth for one in loose if not satisfied(one, printed))

    def _anything(self, figure: Figure) -> Interval:
        return Interval(None if figure.value < 0 or figure.id in self.signed else ZERO, None)

    def _others(self, constraints: Sequence[Constraint], chosen: tuple[str, ...]) -> list[str]:
        found = {figure.id: figure for one in constraints for figure in one.figures if figure.id not in chosen}
        self.figures.update(found)
        return list(found)

    def _assign(
        self,
        order: list[str],
        domains: dict[str, Interval],
        constraints: list[Constraint],
        changes: dict[str, Change],
    ) -> tuple[int, dict[str, Change]] | None:
        """Values for all of `order`, verified; None where there are none, or fewer changes would do."""
        if not order:
            return (0, changes) if self._verified(changes, constraints) else None
        if not _narrow(domains, self.figures, constraints):
            return None
        name = order[0]
        figure, needed = self.figures[name], domains[name]
        for cost, other in self.price(figure, needed)[:_VALUES]:
            if other.value == figure.value:
                continue
            rest = {**domains, name: Interval.exact(other.value)}
            found = self._assign(order[1:], rest, constraints, {**changes, name: Change(figure, needed, other)})
            if found is not None:
                return cost + found[0], found[1]
        return None

    def _verified(self, changes: dict[str, Change], constraints: list[Constraint]) -> bool:
        printed = {name: as_printed(change.figure, change.print) for name, change in changes.items()}
        if not all(satisfied(one, printed) for one in constraints):
            return False
        return len(changes) == 1 or not any(self._spare(name, printed, constraints) for name in changes)

    def _spare(self, name: str, printed: Mapping[str, Figure], constraints: list[Constraint]) -> bool:
        """Would it hold without changing this one?"""
        rest = {other: figure for other, figure in printed.items() if other != name}
        return all(satisfied(one, rest) for one in constraints)


def _narrow(domains: dict[str, Interval], figures: Mapping[str, Figure], constraints: list[Constraint]) -> bool:
    """Cut the domains down to what the constraints admit, until nothing changes; False where nothing is left."""
    for _ in range(_ROUNDS):
        changed = False
        for one in constraints:
            for figure in one.figures:
                if figure.id not in domains:
                    continue
                needed = allowed(one, figures[figure.id], domains)
                if needed is None:
                    continue
                cut = _both(domains[figure.id], needed)
                if cut is None:
                    return False
                changed = changed or cut != domains[figure.id]
                domains[figure.id] = cut
        if not changed or len(domains) == 1:
            return True
    return True


def _both(a: Interval, b: Interval) -> Interval | None:
    low = a.low if b.low is None else b.low if a.low is None else max(a.low, b.low)
    high = a.high if b.high is None else b.high if a.high is None else min(a.high, b.high)
    return None if low is not None and high is not None and low > high else Interval(low, high)
