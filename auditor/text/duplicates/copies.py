"""Passages of a flow that stand twice: where both copies are, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.frozen import dataclass
from auditor.layout import Flow
from auditor.text.duplicates.clauses import Clause, cut
from auditor.text.duplicates.differences import Change, changes, similarity
from auditor.text.duplicates.repeats import Run, chains, runs_of

_EXTENSION = 60
_EDGE_CLAUSES = 2
_ALIKE = 0.5
_MARKS = "，。；：！？、 "
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """Half-open ranges of the flow, the earlier first; `times` copies stand in a row, when `adjacent`."""

    first: Range
    second: Range
    changes: tuple[Change, ...]
    adjacent: bool
    times: int
    # clauses: begin and end of the first copy, of the second
    clauses: tuple[int, int, int, int]


def copies_of(flow: Flow) -> tuple[tuple[Clause, ...], tuple[Copy, ...]]:
    """The clauses of a flow, and what stands twice in it."""
    clauses = cut(flow)
    runs = list(runs_of([clause.key for clause in clauses]))
    return clauses, tuple(_copy(flow, clauses, chain) for chain in chains(runs))


def _copy(flow: Flow, clauses: Sequence[Clause], chain: tuple[Run, ...]) -> Copy:
    run = chain[0]
    if run.adjacent:
        return _in_a_row(flow, clauses, run)
    last = chain[-1]
    bounds = (run.first, last.first + last.length, run.second, last.second + last.length)
    gaps = [(before.first + before.length, after.first, before.second + before.length, after.second)
            for before, after in pairwise(chain)]  # fmt: skip
    bounds, edges = _with_edges(clauses, bounds)
    found = [change for gap in (*gaps, *edges) for change in changes(*_texts(clauses, gap))]
    first, second = _range(clauses, *bounds[:2]), _range(clauses, *bounds[2:])
    if not found:
        first, second = _widened(flow, first, second)
    touching = not flow.text[first[1] : second[0]].strip(_MARKS + "\n")
    return Copy(_with_mark(flow, first), _with_mark(flow, second), tuple(found), touching, 2, bounds)


def _in_a_row(flow: Flow, clauses: Sequence[Clause], run: Run) -> Copy:
    times = 1 + run.length // run.offset
    bounds = (run.first, run.second, run.second, run.second + (times - 1) * run.offset)
    first, second = _range(clauses, *bounds[:2]), _range(clauses, *bounds[2:])
    return Copy(_with_mark(flow, first), _with_mark(flow, second), (), True, times, bounds)


def _texts(clauses: Sequence[Clause], gap: tuple[int, int, int, int]) -> tuple[str, str]:
    i, j, k, m = gap
    return "，".join(one.key for one in clauses[i:j]), "，".join(one.key for one in clauses[k:m])


def _range(clauses: Sequence[Clause], start: int, stop: int) -> Range:
    return clauses[start].start, clauses[stop - 1].end


def _with_edges(
    clauses: Sequence[Clause], bounds: tuple[int, int, int, int]
) -> tuple[tuple[int, int, int, int], list[tuple[int, int, int, int]]]:
    """A clause or two at the ends of both paragraphs belong to the copies, if they are alike."""
    i, j, k, m = bounds
    head = (_first(clauses, i), i, _first(clauses, k), k)
    tail = (j, _last(clauses, j), m, _last(clauses, m))
    edges = []
    if _alike(clauses, head):
        edges.append(head)
        i, k = head[0], head[2]
    if _alike(clauses, tail):
        edges.append(tail)
        j, m = tail[1], tail[3]
    return (i, j, k, m), edges


def _first(clauses: Sequence[Clause], index: int) -> int:
    """The first clause of the paragraph, if it is near."""
    start = index
    while start and index - start <= _EDGE_CLAUSES and clauses[start - 1].paragraph == clauses[index].paragraph:
        start -= 1
    return start


def _last(clauses: Sequence[Clause], stop: int) -> int:
    """The end of the paragraph in which the clause before `stop` stands, if it is near."""
    end = stop
    while end < len(clauses) and end - stop <= _EDGE_CLAUSES and clauses[end].paragraph == clauses[stop - 1].paragraph:
        end += 1
    return end


def _alike(clauses: Sequence[Clause], gap: tuple[int, int, int, int]) -> bool:
    i, j, k, m = gap
    if not (0 < j - i <= _EDGE_CLAUSES and 0 < m - k <= _EDGE_CLAUSES) or k < j:
        return False
    return similarity(*_texts(clauses, gap)) >= _ALIKE


def _widened(flow: Flow, first: Range, second: Range) -> tuple[Range, Range]:
    """Both ranges with the equal text right before them, in their paragraphs."""
    a, b = first[0], second[0]
    for _ in range(_EXTENSION):
        if not a or b <= first[1] or flow.text[a - 1] == "\n" or flow.text[a - 1] != flow.text[b - 1]:
            break
        a, b = a - 1, b - 1
    while flow.text[a] in _MARKS and a < first[0]:
        a, b = a + 1, b + 1
    return (a, first[1]), (b, second[1])


def _with_mark(flow: Flow, place: Range) -> Range:
    """The range with the mark that ends it."""
    start, end = place
    return start, end + 1 if flow.text[end : end + 1] in tuple("。；！？") else end


def scattered(clauses: Sequence[Clause], found: Sequence[Copy]) -> Iterator[str]:
    """The longest clause of every second copy, as often as it is copied: what comes back often is a refrain."""
    for copy in found:
        yield longest(clauses, copy)


def longest(clauses: Sequence[Clause], copy: Copy) -> str:
    """The longest clause of a copy, by which a refrain is known again."""
    return max((clause.key for clause in clauses[copy.clauses[2] : copy.clauses[3]]), key=len)
