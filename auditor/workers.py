"""One process of a crew: how it is begun, what it does, and how it ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from auditor.batch import Audits, audit_one

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext


def context() -> ForkContext | SpawnContext:
    """Forking spares each process the loading of the rules; a process with threads must not be forked."""
    import multiprocessing  # noqa: PLC0415

    if sys.platform.startswith("linux") and len(list(Path("/proc/self/task").iterdir())) == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


@contextmanager
def undisturbed() -> Iterator[None]:
    """A process that is born meanwhile never sees a Ctrl-C, not even before it can say so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def without_script() -> Iterator[None]:
    """A process that is spawned runs the script of the one that leads anew, to find what it defines: ours need nothing of
    it, and a script without a guard would begin its whole work again."""
    main = sys.modules["__main__"]
    spec, file = main.__spec__, main.__dict__.pop("__file__", None)
    main.__spec__ = None
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__dict__["__file__"] = file


class _Dismissed(BaseException):
    """The process is to end, once what it has begun to write is away."""


def _dismissed(*_: object) -> NoReturn:
    # Raised while an object goes, it is lost, and would be told of; the work then ends where it is to be sent.
    sys.unraisablehook = lambda _: None
    raise _Dismissed


def work(make: Callable[[], Audits], lang: str, line: Connection, inherited: Sequence[Connection]) -> None:
    """Audit what comes until nothing more does.  Ctrl-C is for the process that leads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        signal.signal(signal.SIGTERM, _dismissed)
        for other in inherited:  # else nobody would see them close
            other.close()
        auditor = make()
        while True:
            line.send([audit_one(auditor, document, lang) for document in line.recv()])
    except (EOFError, OSError):  # the one that leads has gone
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except _Dismissed:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
