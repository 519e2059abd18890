"""Bytes put away until they are wanted again: the first of them in memory, the others in a temporary file.

What the disk has no room for stays in memory, too.
"""

from __future__ import annotations

from array import array
from typing import IO

# A run of few documents makes no file.
_IN_MEMORY = 1 << 18


class Stash:
    """Takes pieces, and gives each back by the place that it was put at."""

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self._left = in_memory
        self._kept: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._end = 0

    def put(self, piece: bytes) -> int:
        """Where the piece is now; places below 0 are in memory."""
        self._left -= len(piece)
        if self._left < 0:
            try:
                return self._write(piece)
            except OSError:
                self._left = max(0, self._left)  # the file may have room again for what is shorter
        self._kept.append(piece)
        return -len(self._kept)

    def _write(self, piece: bytes) -> int:
        """Put it behind all others.

        Raises:
            OSError: there is no room.
        """
        if self._file is None:
            from tempfile import TemporaryFile  # noqa: PLC0415

            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 (closed by `close`)
        self._file.seek(self._end)
        if self._file.write(piece) != len(piece):
            raise OSError("no room for all of it")
        place, self._end = self._end, self._end + len(piece)
        return place

    def get(self, place: int, length: int) -> bytes:
        """So many bytes from a place on."""
        if place < 0:
            return self._kept[~place][:length]
        assert self._file is not None
        self._file.seek(place)
        return self._file.read(length)

    def close(self) -> None:
        """Nothing can be got back any more."""
        self._kept.clear()
        if self._file is not None:
            self._file.close()


class Pieces:
    """A list of pieces in a stash: in memory are their places, sixteen bytes for each."""

    def __init__(self, stash: Stash) -> None:
        self._stash = stash
        self._places, self._lengths = array("q"), array("Q")

    def __len__(self) -> int:
        return len(self._places)

    def has(self, number: int) -> bool:
        """Is it more than an empty piece?"""
        return self._lengths[number] > 0

    def __getitem__(self, number: int) -> bytes:
        length = self._lengths[number]
        return self._stash.get(self._places[number], length) if length else b""

    def append(self, piece: bytes) -> None:
        self._places.append(self._stash.put(piece) if piece else 0)
        self._lengths.append(len(piece))

    def __setitem__(self, number: int, piece: bytes) -> None:
        self._places[number] = self._stash.put(piece) if piece else 0
        self._lengths[number] = len(piece)

    def copy(self) -> Pieces:
        """For changes that leave this one as it is."""
        made = Pieces(self._stash)
        made._places, made._lengths = self._places[:], self._lengths[:]
        return made
