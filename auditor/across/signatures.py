"""A document, reduced to the hashes of its clauses: what is kept of it until the last one has been read.

Of a run of any size, some forty bytes a document are held in memory; the hashes wait in a stash.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import blake2b
from typing import overload

from auditor.across.shared import Gathering, Shared
from auditor.frozen import dataclass
from auditor.layout import lay_out
from auditor.stash import Pieces, Stash
from auditor.text.duplicates.clauses import cut

_WHOLE = 16
# The bytes of a clause: its hash and its two ends.
_CLAUSE = 8 + 4 + 4
# Shorter ones may be templates: they are nothing's copy.
SHORTEST_ARTICLE = 40
_DIGEST = 8
# Shorter clauses (同比增长5%) stand in many articles by chance.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Signature:
    """For each clause: its hash, and its half-open range in the untouched text."""

    hashes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    whole: bytes

    def __len__(self) -> int:
        return len(self.hashes)

    def size(self, index: int) -> int:
        return self.ends[index] - self.starts[index]

    @property
    def length(self) -> int:
        """Characters in all clauses."""
        return sum(self.ends) - sum(self.starts)

    def anchors(self) -> list[int]:
        """Clauses long enough to be told apart."""
        return [index for index in range(len(self)) if self.size(index) >= _SHORTEST]


def sign(text: str) -> Signature:
    """The signature of a document's text; marks, blanks, script and broken lines make no difference."""
    flow = lay_out(text)
    hashes, starts, ends = array("Q"), array("I"), array("I")
    whole = blake2b(digest_size=_WHOLE)
    for clause in cut(flow):
        digest = blake2b(clause.key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        whole.update(digest)
        hashes.append(int.from_bytes(digest, "big"))
        span = flow.span(clause.start, clause.end)
        starts.append(span.start)
        ends.append(span.end)
    return Signature(hashes, starts, ends, whole.digest())


class Signatures(Sequence[Signature]):
    """The signatures of a run, by the numbers of its documents."""

    def __init__(self) -> None:
        self._stash = Stash()
        self._gathering = Gathering(self._stash)
        self._rows = Pieces(self._stash)
        self._originals = array("I")
        self._wholes: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, number: int) -> Signature: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Signature, ...]: ...

    def __getitem__(self, number: int | slice) -> Signature | tuple[Signature, ...]:
        places = range(len(self))[number]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))

    def _read(self, number: int) -> Signature:
        row = self._rows[number]
        size = (len(row) - _WHOLE) // _CLAUSE
        hashes, starts, ends = array("Q"), array("I"), array("I")
        hashes.frombytes(row[: 8 * size])
        starts.frombytes(row[8 * size : 12 * size])
        ends.frombytes(row[12 * size : 16 * size])
        return Signature(hashes, starts, ends, row[16 * size :])

    def append(self, signature: Signature) -> None:
        """That of the next document."""
        row = b"".join((*map(bytes, (signature.hashes, signature.starts, signature.ends)), signature.whole))
        number = len(self)
        original = number
        if signature.length >= SHORTEST_ARTICLE:
            original = self._wholes.setdefault(signature.whole, number)
        self._rows.append(row)
        self._originals.append(original)
        if original == number:
            self._gathering.add(signature.hashes)

    def original(self, number: int) -> int:
        """The first document with the same clauses; short ones, which may be templates, stand alone."""
        return self._originals[number]

    def shared(self) -> Shared:
        """What stands in several documents, copies aside."""
        return self._gathering.shared()

    def close(self) -> None:
        """Nothing can be read back any more."""
        self._stash.close()
