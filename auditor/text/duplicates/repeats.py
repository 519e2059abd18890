"""Runs of clauses that stand twice, in time that grows with the text and not with its square."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from auditor.frozen import dataclass

# Earlier places of a clause that are tried; one clause may stand ten thousand times.
_CANDIDATES = 4
# Clauses that may differ between two runs of one copy.
_GAP = 2
_SHORTEST_ANCHOR = 5


@dataclass(frozen=True, slots=True)
class Run:
    """`length` equal clauses from `first` and from `second` on; they overlap where a copy follows its copy."""

    first: int
    second: int
    length: int

    @property
    def offset(self) -> int:
        return self.second - self.first

    @property
    def adjacent(self) -> bool:
        """The second copy begins where the first one ends."""
        return self.length >= self.offset


def runs_of(keys: Sequence[str]) -> Iterator[Run]:
    """Equal runs, longest first at each place; no clause is the second copy of two runs."""
    places: dict[str, list[int]] = defaultdict(list)
    times = Counter(keys)
    last: Run | None = None
    at = 0
    while at < len(keys):
        if times[keys[at]] == 1:
            at += 1
            continue
        best = _longest(keys, at, _candidates(places, keys, at, last))
        stop = at + (best.length if best else 1)
        for index in range(at, stop):
            _remember(places[keys[index]], index)
        if best is not None:
            last = best
            yield best
        at = stop


def _candidates(places: dict[str, list[int]], keys: Sequence[str], at: int, last: Run | None) -> list[int]:
    """Earlier places where the clause at `at` may have stood: first of all, right after the run before it."""
    going_on = [] if last is None else _diagonal(last, at)
    if len(keys[at]) >= _SHORTEST_ANCHOR:
        return [*going_on, *reversed(places.get(keys[at], ()))]
    return going_on


def _diagonal(last: Run, at: int) -> list[int]:
    """Places that continue the last run after a gap."""
    if at - (last.second + last.length) > _GAP:
        return []
    end = last.first + last.length
    return [index for index in range(end, end + _GAP + 1) if index < at]


def _longest(keys: Sequence[str], at: int, candidates: list[int]) -> Run | None:
    best: Run | None = None
    for first in candidates:
        if keys[first] != keys[at]:
            continue
        length = 1
        while at + length < len(keys) and keys[first + length] == keys[at + length]:
            length += 1
        if best is None or length > best.length:
            best = Run(first, at, length)
    return best


def _remember(places: list[int], index: int) -> None:
    """The first places of a clause, and its latest."""
    if len(places) < _CANDIDATES:
        places.append(index)
    else:
        places[-1] = index


def chains(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Runs of one copy joined: what lies between them differs, by a clause or two on each side."""
    chain: list[Run] = []
    for run in runs:
        if chain and not _goes_on(chain[-1], run):
            yield tuple(chain)
            chain = []
        chain.append(run)
    if chain:
        yield tuple(chain)


def _goes_on(before: Run, run: Run) -> bool:
    if before.adjacent or run.adjacent:
        return False
    first, second = run.first - before.first - before.length, run.second - before.second - before.length
    return 0 <= first <= _GAP and 0 <= second <= _GAP
