"""Which clauses stand in more than one document, of a run of any size.

Most stand in one, and nothing need be remembered of these: the hashes are sorted in portions, which wait in a stash,
and merged.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby

from auditor.stash import Stash

# Earlier documents remembered for a clause.
_REMEMBERED = 4
_PORTION = 1 << 15
_AT_ONCE = 256
_HASH = 8
# Counted no further: so many are beyond what is compared.
MANY = 250


class Gathering:
    """Takes the hashes of the clauses of each document."""

    def __init__(self, stash: Stash) -> None:
        self._stash = stash
        self._fresh = array("Q")
        self._portions: list[tuple[int, int]] = []

    def add(self, hashes: Iterable[int]) -> None:
        """Those of one document, each once however often it stands there."""
        self._fresh.extend(set(hashes))
        if len(self._fresh) >= _PORTION:
            piece = array("Q", sorted(self._fresh)).tobytes()
            self._portions.append((self._stash.put(piece), len(piece)))
            self._fresh = array("Q")

    def shared(self) -> Shared:
        """What stands in several of them."""
        hashes, documents = array("Q"), array("B")
        for one, same in groupby(merge(sorted(self._fresh), *map(self._read, self._portions))):
            count = sum(1 for _ in same)
            if count > 1:
                hashes.append(one)
                documents.append(min(count, MANY))
        return Shared(hashes, documents)

    def _read(self, portion: tuple[int, int]) -> Iterator[int]:
        place, length = portion
        if place < 0:  # in memory anyway
            yield from array("Q", self._stash.get(place, length))
            return
        for start in range(0, length, _AT_ONCE * _HASH):
            yield from array("Q", self._stash.get(place + start, min(_AT_ONCE * _HASH, length - start)))


class Shared:
    """Clauses of several documents in order, by number; what is known of each takes some 25 bytes."""

    def __init__(self, hashes: array[int], documents: array[int]) -> None:
        self._hashes = hashes
        self._documents = documents
        self._remembered = array("B", bytes(len(hashes)))
        self._places = array("I", bytes(len(hashes) * _REMEMBERED * array("I").itemsize))

    def find(self, clause: int) -> int | None:
        """The number of a clause; None for what stands in one document only."""
        at = bisect_left(self._hashes, clause)
        return at if at < len(self._hashes) and self._hashes[at] == clause else None

    def documents(self, clause: int) -> int:
        """In how many it stands, `MANY` at most."""
        at = self.find(clause)
        return 1 if at is None else self._documents[at]

    def places(self, number: int) -> array[int]:
        """The first documents that were remembered for a clause."""
        first = number * _REMEMBERED
        return self._places[first : first + self._remembered[number]]

    def remember(self, number: int, document: int) -> None:
        """That the clause stands in a document, unless it is one of many."""
        count, first = self._remembered[number], number * _REMEMBERED
        if count < _REMEMBERED and (not count or self._places[first + count - 1] != document):
            self._places[first + count] = document
            self._remembered[number] = count + 1
