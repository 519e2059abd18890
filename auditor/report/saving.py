"""Writes a report to a file: all of it or nothing."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

_NEW_FILE_MODE = 0o666


def save(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, or the pieces of it as they come, at `path` by way of a temporary file in the same folder.

    A reader sees the old file or the new one, and after any failure the old one.  Links are
    followed, permissions kept.  Pipes and devices cannot be replaced and are written to directly.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    pieces = [data] if isinstance(data, bytes) else data
    target = path.resolve()
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as stream:
            stream.writelines(pieces)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_NEW_FILE_MODE & ~_umask() if mode is None else stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:  # Ctrl-C too must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _umask() -> int:
    """The process's mask, which the system tells only in exchange for a new one."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
