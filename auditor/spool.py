"""The bulk of a run's reports, kept out of memory until a report is written.

Most of a document's report is its figures and the claims that hold: fifty times its text.  What the steps behind
the audit need (its findings, their claims, the counts) stays at hand; the rest waits in a temporary file.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO, overload

from auditor.batch import brief
from auditor.frozen import dataclass
from auditor.model import Claim, Coverage, DocumentReport, Figure, Report, Verdicts

# So much is kept in memory before there is a file at all.
_IN_MEMORY = 1 << 22


@dataclass(frozen=True, slots=True)
class _Bulk:
    """What a brief report lacks."""

    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    coverage: Coverage
    verdicts: Verdicts | None


class Spool:
    """Takes reports in the order of the run, gives brief ones for them, and makes these whole again one by one."""

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(in_memory)  # noqa: SIM115 (closed by `close`)
        self._end = 0
        self._kept: list[int | _Bulk] = []

    def put(self, report: DocumentReport) -> DocumentReport:
        """The report without its bulk; what the disk has no room for stays in memory."""
        bulk = _Bulk(report.figures, report.claims, report.coverage, report.verdicts)
        try:
            self._file.seek(self._end)
            pickle.dump(bulk, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
            start, self._end = self._end, self._file.tell()
            self._kept.append(start)
        except OSError:
            self._kept.append(bulk)
        return brief(report)

    def whole(self, report: Report) -> Report:
        """The report of the run with documents that are read back as they are asked for."""
        return replace(report, documents=_Documents(self, report.documents))

    def fill(self, number: int, report: DocumentReport) -> DocumentReport:
        """A brief report made whole, its findings as they are now."""
        kept = self._kept[number]
        if isinstance(kept, int):
            self._file.seek(kept)
            kept = pickle.load(self._file)  # written by this very process, to a file without a name
        assert isinstance(kept, _Bulk)
        return replace(report, figures=kept.figures, claims=kept.claims, coverage=kept.coverage, verdicts=kept.verdicts)

    def close(self) -> None:
        """Nothing can be made whole any more."""
        self._file.close()


class _Documents(Sequence[DocumentReport]):
    """The documents of a run, whole while they are looked at."""

    def __init__(self, spool: Spool, briefs: Sequence[DocumentReport]) -> None:
        self._spool = spool
        self._briefs = briefs

    def __len__(self) -> int:
        return len(self._briefs)

    @overload
    def __getitem__(self, number: int) -> DocumentReport: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[DocumentReport, ...]: ...

    def __getitem__(self, number: int | slice) -> DocumentReport | tuple[DocumentReport, ...]:
        places = range(len(self._briefs))[number]
        if isinstance(places, int):
            return self._spool.fill(places, self._briefs[places])
        return tuple(self._spool.fill(place, self._briefs[place]) for place in places)

    def __iter__(self) -> Iterator[DocumentReport]:
        return (self._spool.fill(place, one) for place, one in enumerate(self._briefs))
