"""An auditor that has the reports of documents audited before, and needs the engine for the others alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from auditor.batch import Compares, Engine, Item, brief
from auditor.cache.entries import Entries, digest
from auditor.cache.terms import Agreed, Ruled, Wishes, agree
from auditor.held import Documents
from auditor.model import Document, DocumentReport, Finding, InputError, RuleInfo, Script
from auditor.rows import Codec, codec

# What the document of a report has from its input, and what is not kept where it is not empty.
_GIVEN = ("path", "text", "encoding", "script")
_LEFT_OUT = ("document", "problems")
_BESIDE = tuple(field.name for field in fields(Document) if field.name not in _GIVEN)
_Shared = tuple[tuple[int, tuple[Finding, ...]], ...]


class Recalling:
    """Audits documents, each text once for all runs on the same terms; can be sent to another process."""

    def __init__(self, entries: Entries, agreed: Agreed, load: Callable[[], Ruled], wants_brief: bool = False) -> None:
        """`load` gives the engine, if the terms were agreed on without it."""
        self._entries = entries
        self._agreed = agreed
        self._load = load
        self._wants_brief = wants_brief
        self._engine = agreed.engine
        self.missed = False

    def __reduce__(self) -> tuple[Any, ...]:
        return Recalling, (self._entries, replace(self._agreed, engine=None), self._load, self._wants_brief)

    @property
    def described(self) -> tuple[RuleInfo, ...]:
        """The rules, for the reader of a report."""
        return self._agreed.terms.described

    @property
    def engine(self) -> Ruled:
        """What audits; loaded when it is first asked for."""
        if self._engine is None:
            self._engine = self._load()
        return self._engine

    def recall(self, inputs: Iterable[Document | InputError]) -> Iterator[Item]:
        """Each input, or its report where it is known."""
        for item in inputs:
            known = self._recalled(item) if isinstance(item, Document) else None
            if isinstance(item, Document) and known is None:
                self.missed = True
                _ = self.engine  # before any process is forked, so that it is loaded once
            yield known or item

    def audit(self, document: Document) -> DocumentReport:
        """Everything found in one document, from now on known."""
        report = self.engine.audit(document)
        short = brief(report)
        if not report.problems and replace(report.document, script=document.script) == document:
            self._entries.put(self._key(document), _row(short), _row(report))
        return short if self._wants_brief else report

    def _recalled(self, document: Document) -> DocumentReport | None:
        row = self._entries.get(self._key(document), 0 if self._wants_brief else 1)
        try:
            values = {name: kept.read(value) for (name, kept), value in zip(_kept(), row[1:], strict=True)}
            return DocumentReport(document=replace(document, script=Script(row[0])), **values)
        except (TypeError, ValueError, LookupError, ArithmeticError):  # none, or not from us
            return None

    def _key(self, document: Document) -> str:
        spared = sorted(self._agreed.sparing(document.path)) if self._agreed.terms.globs else []
        beside = [repr(getattr(document, name)) for name in _BESIDE]
        suffix = os.path.splitext(document.path)[1]  # noqa: PTH122 (`Path` remembers every name)
        return digest("document", self._agreed.terms.digest, " ".join(spared), suffix, *beside, document.text)

    def comparison(self) -> Compares:
        """The documents of this run beside each other; known, too, if they are the same as before."""
        return _Comparison(self, self._entries, self._key)


def remembering(folder: str | os.PathLike[str] | None, wishes: Wishes, load: Callable[[], Ruled]) -> Engine:
    """What `load` gives, with a cache in a folder, which is made; where it cannot be, nothing is remembered."""
    if folder is None:
        return load()
    entries = Entries(Path(folder))
    with suppress(OSError):
        entries.prepare()
    return Recalling(entries, agree(entries, wishes, load), load)


class _Comparison:
    """Leaves the work until a document comes that was not known."""

    def __init__(self, owner: Recalling, entries: Entries, key: Callable[[Document], str]) -> None:
        self._owner = owner
        self._entries = entries
        self._key = key
        self._all = ""
        self._real: Compares | None = None

    def add(self, document: Document, earlier: Documents, /) -> None:
        """The next document of the run."""
        self._all = digest("comparison", self._all, document.path, self._key(document))
        if self._real is None and self._owner.missed:
            self._real = self._begin(earlier)
        if self._real is not None:
            self._real.add(document, earlier)

    def _begin(self, known: Documents) -> Compares:
        """The work, with what was left of it."""
        real = self._owner.engine.comparison()
        for one in known:
            real.add(one.document, ())
        return real

    def finish(self, reports: Sequence[DocumentReport]) -> Mapping[int, Sequence[Finding]]:
        """What documents share, by the number of the later one."""
        shared = codec(_Shared)
        if self._real is None:
            try:
                return dict(shared.read(self._entries.get(self._all)))
            except (TypeError, ValueError, LookupError, ArithmeticError):
                self._real = self._begin(reports)
        found = self._real.finish(reports)
        self._entries.put(self._all, shared.write([(number, added) for number, added in found.items()]))
        return found


def _row(report: DocumentReport) -> list[Any]:
    return [report.document.script.value, *(kept.write(getattr(report, name)) for name, kept in _kept())]


@lru_cache(maxsize=1)
def _kept() -> tuple[tuple[str, Codec], ...]:
    """The fields of a report that are kept, and how."""
    hints = get_type_hints(DocumentReport)
    return tuple((one.name, codec(hints[one.name])) for one in fields(DocumentReport) if one.name not in _LEFT_OUT)
