"""A folder of entries, each a small file named by a digest, with a line of JSON for each of its values.

Every entry is written beside its place and moved there, so that runs side by side see all of it or nothing; it
begins with a checksum of its name and content, so that what is damaged is as good as not there.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

_VERSION = "1"
_DIGEST = 20
_DAY = 24 * 60 * 60
_KEPT_DAYS = 30
_MOST_BYTES = 2 << 30
# After too much has gathered, so much is left that it need not be looked after at once again.
_LEFT_OF_TEN = 8
_TIDIED = "tidied"
_TAG = """\
Signature: 8a477f597d28d172789f06886806bc55
# Results of auditor, kept for the next run.  May be deleted at any time.
# https://bford.info/cachedir/
"""


def digest(*parts: str | bytes) -> str:
    """A name for what the parts are, in order."""
    found = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


class Entries:
    """The entries of one folder; whatever goes wrong with it costs no more than what was to be found there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._wrote = False

    def prepare(self) -> None:
        """Make the folder, and say in it what it is to version control and to backups.

        Raises:
            OSError: nothing can be kept there.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            if not (self.folder / name).exists():
                self._write(self.folder / name, text.encode())
        if not os.access(self.folder, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(self.folder))

    def get(self, key: str, number: int = 0) -> Any:
        """One of the values that were put there, as JSON has it; None where nothing sound is."""
        path = self._path(key)
        try:
            with path.open("rb", buffering=0) as stream:
                data = stream.read()
                is_old = os.fstat(stream.fileno()).st_mtime < time.time() - _DAY
        except OSError:
            return None
        head, _, body = data.partition(b"\n")
        if head != _checksum(key, body):
            return None
        if is_old:  # used, so kept
            with suppress(OSError):
                os.utime(path)
        try:
            return json.loads(body.split(b"\n")[number].decode("utf-8", "surrogatepass"))
        except (ValueError, LookupError, RecursionError):
            return None

    def put(self, key: str, *values: Any) -> None:
        """Keep them, if that is possible."""
        path = self._path(key)
        with suppress(OSError, ValueError, RecursionError):
            lines = [json.dumps(one, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for one in values]
            body = "\n".join(lines).encode("utf-8", "surrogatepass")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, _checksum(key, body) + b"\n" + body)
            self._wrote = True

    def _path(self, key: str) -> Path:
        return self.folder / _VERSION / key[:2] / f"{key[2:]}.json"

    def _write(self, path: Path, data: bytes) -> None:
        """All of it or nothing.

        Raises:
            OSError: it cannot be written.
        """
        temporary = path.with_name(f"{path.name}.{os.getpid()}-{time.monotonic_ns()}.tmp")
        try:
            with temporary.open("xb", buffering=0) as stream:
                stream.write(data)
            temporary.replace(path)
        except BaseException:  # Ctrl-C too must leave nothing behind
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise

    def tidy(self) -> None:
        """Once a day, take away what was not used for long, and what is too much."""
        stamp = self.folder / _TIDIED
        with suppress(OSError):
            now = time.time()
            if stamp.exists() and stamp.stat().st_mtime > now - _DAY:
                return
            stamp.touch()
            _tidy(sorted(_files(self.folder)), now)


def _checksum(key: str, body: bytes) -> bytes:
    return digest(key, body).encode("ascii")


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Time of last use, size and place of every entry, and of what a killed run has left."""
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            if path.suffix in (".json", ".tmp"):
                with suppress(OSError):
                    found = path.stat()
                    yield found.st_mtime, found.st_size, path


def _tidy(files: list[tuple[float, int, Path]], now: float) -> None:
    left = sum(size for _, size, _ in files)
    bound = _MOST_BYTES if left <= _MOST_BYTES else _MOST_BYTES * _LEFT_OF_TEN // 10
    for used, size, path in files:  # the oldest first
        days = 1 if path.suffix == ".tmp" else _KEPT_DAYS
        if left > bound or used < now - days * _DAY:
            with suppress(OSError):
                path.unlink()
            left -= size
