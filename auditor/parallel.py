"""Documents → outcomes on several processors, in the order given.

A text that kills the process that reads it (out of memory, say) costs no other its audit: what was under way is done
again one by one, and only the text that kills its process again becomes an error.  loky's processes are used because
they do not run the caller's script anew, as those of the standard library would.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from loky.process_executor import ProcessPoolExecutor

from auditor.batch import audit_one
from auditor.engine import Auditor
from auditor.model import Document, DocumentReport, InputError

_CHUNK = 16
_AHEAD = 3
_DIED = {"zh": "核对它的进程意外终止", "en": "the process that audited it died"}

Outcome = DocumentReport | InputError
_Chunk = list[Document]
_auditors: dict[str, Auditor] = {}


def audit_in_parallel(documents: Iterable[Document], lang: str, jobs: int) -> Iterator[Outcome]:
    """The outcome of each document."""
    waiting: deque[tuple[_Chunk, Future[list[Outcome]]]] = deque()
    chunks = _chunks(documents)
    pool = ProcessPoolExecutor(jobs)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (chunk := next(chunks, None)) is not None:
                waiting.append((chunk, _submit(pool, chunk, lang)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(kill_workers=True)
                again = [document for one, _ in [(chunk, future), *waiting] for document in one]
                waiting.clear()
                yield from _one_by_one(again, lang)
                pool = ProcessPoolExecutor(jobs)
    finally:
        pool.shutdown(kill_workers=True)


def _chunks(documents: Iterable[Document]) -> Iterator[_Chunk]:
    left = iter(documents)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _submit(pool: ProcessPoolExecutor, chunk: _Chunk, lang: str) -> Future[list[Outcome]]:
    """A pool that is broken already says so at once; here it says so when its result is asked for."""
    try:
        submitted: Future[list[Outcome]] = pool.submit(_audit, chunk, lang)
    except BrokenProcessPool as error:
        submitted = Future()
        submitted.set_exception(error)
    return submitted


def _one_by_one(documents: Iterable[Document], lang: str) -> Iterator[Outcome]:
    pool = ProcessPoolExecutor(1)
    try:
        for document in documents:
            try:
                yield from _submit(pool, [document], lang).result()
            except BrokenProcessPool:
                yield InputError(document.path, _DIED[lang])
                pool.shutdown(kill_workers=True)
                pool = ProcessPoolExecutor(1)
    finally:
        pool.shutdown(kill_workers=True)


def _audit(chunk: _Chunk, lang: str) -> list[Outcome]:
    """In the other process; the rules are read once in each."""
    if lang not in _auditors:
        _auditors[lang] = Auditor(lang)
    return [audit_one(_auditors[lang], document, lang) for document in chunk]
