"""Which documents share text: by an index of clauses, so that no document is held against all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.across.shared import Shared
from auditor.across.signatures import SHORTEST_ARTICLE, Signature, Signatures
from auditor.frozen import dataclass

# Of the earlier documents remembered for a clause, those that one document is held against.
_CANDIDATES = 3
# What stands in more documents than these is a site's navigation, copyright, or a standing phrase.
_COMMON = 4
# Per cent of the longer document's characters.
_NEARLY = 70
_SURELY = 92
_FRESH = 40
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


def compare(signatures: Signatures) -> Iterator[Kinship | Match]:
    """What each document has in common with earlier ones, in order."""
    shared = signatures.shared()
    for number, signature in enumerate(signatures):
        original = signatures.original(number)
        if original != number:
            yield Kinship(original, number, 100)
            continue
        anchors = [(at, one) for at in signature.anchors() if (one := shared.find(signature.hashes[at])) is not None]
        yield from _against_earlier(signatures, number, signature, anchors, shared)
        for _, one in anchors:
            shared.remember(one, number)


def _against_earlier(
    signatures: Signatures, number: int, mine: Signature, anchors: Sequence[tuple[int, int]], shared: Shared
) -> Iterator[Kinship | Match]:
    """What a document has in common with earlier ones; `anchors` are its shared clauses, and their numbers there."""
    all_of_it: Counter[int] = Counter()
    fresh: Counter[int] = Counter()
    for at, one in anchors:
        for other in shared.places(one):
            all_of_it[other] += mine.size(at)
            if shared.documents(mine.hashes[at]) <= _COMMON:
                fresh[other] += mine.size(at)
    for other, _size in all_of_it.most_common(1):
        percent = _percent(mine, signatures[other])
        if percent >= _SURELY or (percent >= _NEARLY and fresh[other] >= _FRESH):
            yield Kinship(other, number, percent)
            return
    for other, size in fresh.most_common(_CANDIDATES):
        if size >= _LEAST_SHARED:
            yield from _matches(signatures, other, number, shared)


def _percent(one: Signature, other: Signature) -> int:
    """Characters of the longer document that stand in the other too, in clauses."""
    longer, shorter = (one, other) if one.length >= other.length else (other, one)
    if longer.length < SHORTEST_ARTICLE:
        return 0
    known = set(shorter.hashes)
    both = sum(longer.size(at) for at in range(len(longer)) if longer.hashes[at] in known)
    return 100 * both // longer.length


def _matches(signatures: Signatures, earlier: int, later: int, shared: Shared) -> Iterator[Match]:
    """Runs of clauses that two documents share, without what stands in many."""
    one, other = signatures[earlier], signatures[later]
    place: dict[int, int] = {}
    for at, digest in enumerate(one.hashes):
        place.setdefault(digest, at)
    at = 0
    while at < len(other):
        first = place.get(other.hashes[at])
        length = 0 if first is None else _run(one, other, first, at, shared)
        if first is not None and length:
            match = Match(earlier, later, first, at, length)
            if other.ends[at + length - 1] - other.starts[at] >= _SHORTEST_PASSAGE:
                yield match
        at += max(1, length)


def _run(one: Signature, other: Signature, first: int, second: int, shared: Shared) -> int:
    length = 0
    while (
        first + length < len(one)
        and second + length < len(other)
        and one.hashes[first + length] == other.hashes[second + length]
        and shared.documents(other.hashes[second + length]) <= _COMMON
    ):
        length += 1
    return length
