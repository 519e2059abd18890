"""The reports of a run, kept out of memory until they are written.

A report takes fifty times its text.  What is held of each is the places of its parts in a stash: what the steps
behind the audit need of every document, its findings with their claims, and the bulk, which only some forms tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, overload

from auditor.batch import brief
from auditor.held import Counted
from auditor.model import Claim, Coverage, Document, DocumentReport, Figure, Finding, InputError, Report, Verdicts
from auditor.rows import Codec, codec
from auditor.stash import Pieces, Stash

_Head = tuple[Document, Coverage, Verdicts, tuple[InputError, ...]]
_Told = tuple[tuple[Finding, ...], tuple[Claim, ...]]
_Bulk = tuple[tuple[Figure, ...], tuple[Claim, ...], Coverage, Verdicts | None]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Spool:
    """Takes the reports of a run in their order, and gives them back as often as they are asked for."""

    def __init__(self, stash: Stash | None = None, *, wants_bulk: bool = True) -> None:
        """Without its bulk, a report comes back as brief as it came."""
        self._stash = stash or Stash()
        self._wants_bulk = wants_bulk
        self._head, self._found, self._bulk = codec(_Head), codec(_Told), codec(_Bulk)
        self.counted = Counted()
        self._heads, self._bulks, self._told = Pieces(self._stash), Pieces(self._stash), Pieces(self._stash)

    def append(self, report: DocumentReport) -> None:
        """The next document of the run."""
        short = brief(report) if self._wants_bulk else report
        assert short.verdicts is not None
        head = (short.document, short.coverage, short.verdicts, short.problems)
        self.counted = self.counted.and_of(short)
        self._heads.append(_written(self._head, head))
        self._told.append(self.told(short))
        if self._wants_bulk:
            bulk = (report.figures, report.claims, report.coverage, report.verdicts)
            self._bulks.append(_written(self._bulk, bulk))

    @property
    def documents(self) -> Spooled:
        """The brief reports of all documents, of those to come, too."""
        return Spooled(self, self._told, is_whole=False)

    def whole(self, report: Report) -> Report:
        """The same report, its documents with their bulk."""
        if not self._wants_bulk:
            return report
        assert isinstance(report.documents, Spooled)
        return replace(report, documents=report.documents.whole())

    def told(self, report: DocumentReport) -> bytes:
        """Its findings, with their claims; nothing, where nothing was found."""
        if not report.findings and not report.claims:
            return b""
        return _written(self._found, (report.findings, report.claims))

    def length(self) -> int:
        return len(self._heads)

    def read(self, number: int, told: Pieces, *, is_whole: bool) -> DocumentReport:
        """One document, with the findings that are told of it now."""
        document, coverage, verdicts, problems = _read(self._head, self._heads[number])
        row = told[number]
        findings, claims = _read(self._found, row) if row else ((), ())
        if not is_whole:
            return DocumentReport(document, (), claims, findings, coverage, problems, verdicts)
        figures, claims, coverage, counted = _read(self._bulk, self._bulks[number])
        return DocumentReport(document, figures, claims, findings, coverage, problems, counted)

    def close(self) -> None:
        """Nothing can be read back any more."""
        self._stash.close()


class Spooled(Sequence[DocumentReport]):
    """The documents of a run, each read back whenever it is looked at."""

    def __init__(self, spool: Spool, told: Pieces, *, is_whole: bool) -> None:
        self._spool = spool
        self._told = told
        self._is_whole = is_whole

    def __len__(self) -> int:
        return self._spool.length()

    @overload
    def __getitem__(self, number: int) -> DocumentReport: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[DocumentReport, ...]: ...

    def __getitem__(self, number: int | slice) -> DocumentReport | tuple[DocumentReport, ...]:
        places = range(len(self))[number]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))

    def __iter__(self) -> Iterator[DocumentReport]:
        return map(self._read, range(len(self)))

    def _read(self, number: int) -> DocumentReport:
        return self._spool.read(number, self._told, is_whole=self._is_whole)

    def short(self) -> Spooled:
        """Brief reports."""
        return Spooled(self._spool, self._told, is_whole=False)

    def whole(self) -> Spooled:
        """Reports with all that was found."""
        return Spooled(self._spool, self._told, is_whole=True)

    def telling(self) -> Iterator[tuple[int, DocumentReport]]:
        """Those with findings, and their numbers."""
        for number in range(len(self)):
            if self._told.has(number):
                report = self._read(number)
                if report.findings:
                    yield number, report

    def counted(self) -> Counted:
        """What was counted in all of them."""
        return self._spool.counted

    def revised(self, changed: Iterable[tuple[int, DocumentReport]]) -> Spooled:
        """The same documents, some of them with other findings."""
        told = self._told.copy()
        for number, report in changed:
            claims = report.claims if not self._is_whole else brief(report).claims
            told[number] = self._spool.told(replace(report, claims=claims))
        return Spooled(self._spool, told, is_whole=self._is_whole)


def _written(kind: Codec, value: Any) -> bytes:
    return _encode(kind.write(value)).encode("utf-8", "surrogatepass")


def _read(kind: Codec, piece: bytes) -> Any:
    return kind.read(json.loads(piece.decode("utf-8", "surrogatepass")))
