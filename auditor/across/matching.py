"""Which documents share text: by an index of clauses, so that no document is held against all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from auditor.across.signatures import Signature
from auditor.frozen import dataclass

# Earlier documents remembered for a clause, and those that one document is held against.
_REMEMBERED = 4
_CANDIDATES = 3
# What stands in more documents than these is a site's navigation, copyright, or a standing phrase.
_COMMON = 4
# Per cent of the longer document's characters.
_NEARLY = 70
_SURELY = 92
_FRESH = 40
_SHORTEST_ARTICLE = 40
_SHORTEST_PASSAGE = 60
_LEAST_SHARED = 40


@dataclass(frozen=True, slots=True)
class Match:
    """`length` clauses from `first` of the earlier document on stand from `second` of the later one on."""

    earlier: int
    later: int
    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two documents that are the same, or nearly: `percent` of the longer one's text stands in the other."""

    earlier: int
    later: int
    percent: int


def compare(signatures: Sequence[Signature]) -> Iterator[Kinship | Match]:
    """What each document has in common with earlier ones, in order."""
    originals = _originals(signatures)
    distinct = [number for number, original in enumerate(originals) if number == original]
    spread = Counter(digest for number in distinct for digest in set(signatures[number].hashes))
    index: dict[int, list[int]] = defaultdict(list)
    for number, signature in enumerate(signatures):
        if originals[number] != number:
            yield Kinship(originals[number], number, 100)
            continue
        yield from _against_earlier(signatures, number, index, spread)
        for at in signature.anchors():
            places = index[signature.hashes[at]]
            if len(places) < _REMEMBERED and (not places or places[-1] != number):
                places.append(number)


def _originals(signatures: Sequence[Signature]) -> list[int]:
    """For each document the first with the same clauses; short ones, which may be templates, stand alone."""
    first: dict[bytes, int] = {}
    return [
        first.setdefault(signature.whole, number) if signature.length >= _SHORTEST_ARTICLE else number
        for number, signature in enumerate(signatures)
    ]


def _against_earlier(
    signatures: Sequence[Signature], number: int, index: dict[int, list[int]], spread: Counter[int]
) -> Iterator[Kinship | Match]:
    mine = signatures[number]
    shared: Counter[int] = Counter()
    fresh: Counter[int] = Counter()
    for at in mine.anchors():
        for other in index.get(mine.hashes[at], ()):
            shared[other] += mine.size(at)
            if spread[mine.hashes[at]] <= _COMMON:
                fresh[other] += mine.size(at)
    for other, _size in shared.most_common(1):
        percent = _percent(mine, signatures[other])
        if percent >= _SURELY or (percent >= _NEARLY and fresh[other] >= _FRESH):
            yield Kinship(other, number, percent)
            return
    for other, size in fresh.most_common(_CANDIDATES):
        if size >= _LEAST_SHARED:
            yield from _matches(signatures, other, number, spread)


def _percent(one: Signature, other: Signature) -> int:
    """Characters of the longer document that stand in the other too, in clauses."""
    longer, shorter = (one, other) if one.length >= other.length else (other, one)
    if longer.length < _SHORTEST_ARTICLE:
        return 0
    known = set(shorter.hashes)
    both = sum(longer.size(at) for at in range(len(longer)) if longer.hashes[at] in known)
    return 100 * both // longer.length


def _matches(signatures: Sequence[Signature], earlier: int, later: int, spread: Counter[int]) -> Iterator[Match]:
    """Runs of clauses that two documents share, without what stands in many."""
    one, other = signatures[earlier], signatures[later]
    place: dict[int, int] = {}
    for at, digest in enumerate(one.hashes):
        place.setdefault(digest, at)
    at = 0
    while at < len(other):
        first = place.get(other.hashes[at])
        length = 0 if first is None else _run(one, other, first, at, spread)
        if first is not None and length:
            match = Match(earlier, later, first, at, length)
            if other.ends[at + length - 1] - other.starts[at] >= _SHORTEST_PASSAGE:
                yield match
        at += max(1, length)


def _run(one: Signature, other: Signature, first: int, second: int, spread: Counter[int]) -> int:
    length = 0
    while (
        first + length < len(one)
        and second + length < len(other)
        and one.hashes[first + length] == other.hashes[second + length]
        and spread[other.hashes[second + length]] <= _COMMON
    ):
        length += 1
    return length
