"""What takes long to make from the program's own files, kept like the bytecode of a module, and beside it.

The same holds as for bytecode: it lies in `__pycache__`, or where PYTHONPYCACHEPREFIX says; none is written with
PYTHONDONTWRITEBYTECODE, or where nothing may be written; a file that changed is read anew; and whoever can change
what is kept can change the program anyway.  Nothing of an article is ever kept here.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

# What is no longer asked for goes when it has become so much.
_MOST = 4_000


class Shelf:
    """Values as JSON has them, by name; `version` says what makes all of them void.

    What was put there is written once, when the process ends.  A line holds one value and is parsed when asked for.
    """

    def __init__(self, name: str, version: str) -> None:
        self._path = _place(name)
        self._head = f"auditor {name} {version}\n".encode()
        self._lines: dict[bytes, bytes] | None = None
        self._added: dict[bytes, bytes] = {}

    def get(self, name: str, of: str = "") -> Any:
        """What was made of `of` and put there, by this process or an earlier one; None if nothing was."""
        if self._lines is None:
            self._lines = _read(self._path, self._head) if self._path is not None else {}
        line = self._lines.get(_json(name))
        if line is None:
            return None
        made_of, value = json.loads(line.decode("utf-8", "surrogatepass"))
        return value if made_of == of else None

    def put(self, name: str, value: Any, of: str = "") -> None:
        """Keep a value, if that is possible."""
        if self._path is None or sys.dont_write_bytecode:
            return
        if not self._added:
            atexit.register(self._write)
        self._added[_json(name)] = _json([of, value])

    def _write(self) -> None:
        """All of it or nothing: other processes may be reading."""
        assert self._path is not None
        lines = {**_read(self._path, self._head), **self._added}  # others may have written meanwhile
        data = b"\n".join(b"\t".join(one) for one in (lines if len(lines) <= _MOST else self._added).items())
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(b"%s%08x\n%s" % (self._head, zlib.crc32(data), data))
            temporary.replace(self._path)


def _place(name: str) -> Path | None:
    """Beside the bytecode of this module; nowhere if it has none."""
    bytecode = __spec__.cached
    return Path(bytecode).with_suffix(f".{name}") if bytecode else None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(path: Path, head: bytes) -> dict[bytes, bytes]:
    """What lies there, if it is of this version and whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    start = len(head) + 9
    if not data.startswith(head) or data[len(head) : start] != b"%08x\n" % zlib.crc32(data[start:]):
        return {}
    return {name: line for name, _, line in (one.partition(b"\t") for one in data[start:].split(b"\n"))}


def stamps(folder: str) -> list[str]:
    """Path, size and times of each file below a folder; hidden ones and bytecode left out.

    Raises:
        OSError: there is no such folder.
    """
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name[0] == "." or entry.name == "__pycache__":
                continue
            found += stamps(entry.path) if entry.is_dir() else [_stamp(entry.path, entry.stat())]
    return sorted(found)


def stamp(place: Path) -> str:
    """Those of a file, or of a folder; nothing of what is not there."""
    with suppress(OSError):
        return "\n".join(stamps(str(place))) if place.is_dir() else _stamp(str(place), place.stat())
    return ""


def _stamp(path: str, stat: os.stat_result) -> str:
    return f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
