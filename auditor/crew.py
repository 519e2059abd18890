"""Several processes for one run: each is handed a few documents at a time, the results come in the order of the inputs.

A process that is killed costs the document it had in hand; another takes its place.  If it had several, they are
handed out again one by one, to see which it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from itertools import chain
from typing import TYPE_CHECKING

from auditor.batch import Audits, Item, Outcome, audit_one
from auditor.frozen import dataclass
from auditor.model import Document, InputError
from auditor.workers import context, undisturbed, without_script, work

# Documents with their numbers.
_Hand = list[tuple[int, Document]]

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

# What is less is done before the processes stand ready.
_FEW_DOCUMENTS, _FEW_CHARACTERS = 8, 200_000
_SECONDS_TO_END = 5
# In a long run, short documents are handed out together: else the processes wait for the one that leads, and all takes
# a fifth longer.  No more than so many, of so many characters, and one more only every so many documents, so that all
# processes end at about the same time.
_MOST_TOGETHER, _CHARACTERS_TOGETHER, _DOCUMENTS_FOR_ONE_MORE = 16, 4_000, 32
# What is done while an earlier document still takes its time is held in memory.
_MOST_WAITING = 256
_WORDS = {
    "signal": {
        "zh": "核对此文的进程被信号 {code} 终止，此文未核对",
        "en": "not audited: its process was killed by signal {code}",
    },
    "exit": {
        "zh": "核对此文的进程意外退出（{code}），此文未核对",
        "en": "not audited: its process ended with code {code}",
    },
}


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Crew:
    """Up to `jobs` processes with an auditor each, which `make` gives; a small run stays in this one.

    `make` must be picklable where processes cannot be forked.
    """

    make: Callable[[], Audits]
    jobs: int
    lang: str

    def outcomes(self, auditor: Audits, items: Iterable[Item]) -> Iterator[Outcome]:
        """What becomes of each item, in order; what is no document passes through."""
        source = iter(items)
        if self.jobs > 1:
            first, is_much = _look_ahead(source)
            source = chain(first, source)
            if is_much:
                yield from _Shift(self, auditor).run(source)
                return
        for item in source:
            yield audit_one(auditor, item, self.lang) if isinstance(item, Document) else item


def _look_ahead(source: Iterator[Item]) -> tuple[list[Item], bool]:
    """The items up to the point where it is known whether they are worth more than one process."""
    seen: list[Item] = []
    documents = characters = 0
    for item in source:
        seen.append(item)
        if isinstance(item, Document):
            documents, characters = documents + 1, characters + len(item.text)
            if documents > _FEW_DOCUMENTS or (documents > 1 and characters > _FEW_CHARACTERS):
                return seen, True
    return seen, False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    hand: _Hand = field(default_factory=list)


@dataclass(slots=True)
class _Shift:
    """The processes of one run, and what they have in hand."""

    crew: Crew
    auditor: Audits
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, Outcome] = field(default_factory=dict)
    upcoming: int = 0

    def run(self, source: Iterator[Item]) -> Iterator[Outcome]:
        """All outcomes; the processes end with it, however it ends."""
        together: _Hand = []
        try:
            for number, item in enumerate(source):
                if isinstance(item, Document):
                    together.append((number, item))
                else:
                    self.done[number] = item
                if _is_enough(together, number) or number - self.upcoming >= _MOST_WAITING:
                    self._give(together)
                    together = []
                self._collect(0)
                yield from self._ready()
                while number - self.upcoming >= _MOST_WAITING:
                    self._collect(None)
                    yield from self._ready()
            self._give(together)
            while any(worker.hand for worker in self.workers):
                self._collect(None)
                yield from self._ready()
        finally:
            self._dismiss()

    def _ready(self) -> Iterator[Outcome]:
        """What is done and comes next."""
        while self.upcoming in self.done:
            yield self.done.pop(self.upcoming)
            self.upcoming += 1

    def _give(self, together: _Hand) -> None:
        """Hand documents to whoever is free; wait until somebody is."""
        while together:
            worker = next((one for one in self.workers if not one.hand), None)
            if worker is None and len(self.workers) < self.crew.jobs:
                worker = self._engage()
            if worker is None:
                self._collect(None)
                continue
            try:
                worker.line.send([document for _, document in together])
            except OSError:  # killed while it had nothing to do
                self._bury(worker)
                continue
            worker.hand = together
            return

    def _collect(self, seconds: float | None) -> None:
        """Take what is finished."""
        from multiprocessing.connection import wait  # noqa: PLC0415

        busy = [worker for worker in self.workers if worker.hand]
        ready = wait([worker.line for worker in busy], seconds) if busy else []
        again: _Hand = []
        for worker in busy:
            if worker.line not in ready:
                continue
            hand, worker.hand = worker.hand, []
            try:
                outcomes = worker.line.recv()
            except (EOFError, OSError):
                self._bury(worker)
                if len(hand) > 1:
                    again += hand
                    continue
                outcomes = [self._epitaph(worker, hand[0][1])]
            self.done.update((number, outcome) for (number, _), outcome in zip(hand, outcomes, strict=True))
        for one in again:
            self._give([one])

    def _engage(self) -> _Worker:
        way = context()
        ours, theirs = way.Pipe()
        forked = way.get_start_method() == "fork"
        make = (lambda: self.auditor) if forked else self.crew.make
        inherited = [*(worker.line for worker in self.workers), ours] if forked else []
        process = way.Process(target=work, args=(make, self.crew.lang, theirs, inherited), daemon=True)
        with undisturbed(), without_script():
            process.start()
        theirs.close()
        self.workers.append(worker := _Worker(process, ours))
        return worker

    def _epitaph(self, worker: _Worker, document: Document) -> InputError:
        code = worker.process.exitcode or 0
        key, lang = "signal" if code < 0 else "exit", "zh" if self.crew.lang == "zh" else "en"
        return InputError(document.path, _WORDS[key][lang].format(code=abs(code)))

    def _bury(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.line.close()
        worker.process.join(_SECONDS_TO_END)

    def _dismiss(self) -> None:
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            worker.line.close()
            worker.process.join(_SECONDS_TO_END)
            worker.process.kill()  # whoever has not heard
        self.workers.clear()


def _is_enough(together: _Hand, number: int) -> bool:
    """Is it worth the while of a process?"""
    few = min(_MOST_TOGETHER, 1 + number // _DOCUMENTS_FOR_ONE_MORE)
    return len(together) >= few or sum(len(document.text) for _, document in together) >= _CHARACTERS_TOGETHER
