"""Report and ignores → the report with its findings marked.

What most runs do not need is imported for a document that has ignores only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import plain
from auditor.bilingual import Bilingual
from auditor.held import revised, short
from auditor.ignored import SIDECAR, Ignored
from auditor.model import DocumentReport, InputError, Report
from auditor.stricttoml import SettingsError

if TYPE_CHECKING:
    from auditor.ignores.marking import Judges

_STDIN = "-"
_MENTION = plain.compile("auditor", re.IGNORECASE)


def heed(
    report: Report, lang: str, judges: Callable[[], Judges], entries: Sequence[Ignored] = (), *, beside: bool = True
) -> Report:
    """Mark what is to be ignored: by comments in the texts, by `entries` of the settings, and by files `beside` them.

    What is wrong with the ignores is added to the findings; a file beside an article that cannot be used becomes an
    error of the run.  The rules of the engine, which `judges` gives, are asked for only where something is ignored.
    """
    errors = list(report.errors)
    changed = _changed(report, lang, judges, entries, errors, beside=beside)
    return replace(report, documents=revised(report.documents, changed), errors=tuple(errors))


def _changed(
    report: Report,
    lang: str,
    judges: Callable[[], Judges],
    entries: Sequence[Ignored],
    errors: list[InputError],
    *,
    beside: bool,
) -> Iterator[tuple[int, DocumentReport]]:
    """The documents in which something is to be ignored, marked; what cannot be used is added to the errors."""
    by_path: dict[Path, list[Ignored]] = {}
    for entry in entries:
        if entry.path is not None:
            by_path.setdefault(entry.path.resolve(), []).append(entry)
    for number, document in enumerate(short(report.documents)):
        path = document.document.path
        own = list(by_path.get(Path(path).resolve(), ())) if by_path else []
        sidecar = _sidecar_of(path) if beside else None
        if sidecar is not None:
            own += _read(sidecar, lang, errors)
        if own or _MENTION.search(document.document.text):
            from auditor.ignores.marking import marked  # noqa: PLC0415

            yield number, marked(document, judges(), own)


def _sidecar_of(path: str) -> Path | None:
    """The file of ignores beside a document, if there is one."""
    if path == _STDIN:
        return None
    place = Path(path + SIDECAR)
    try:
        return place if place.exists() else None
    except (OSError, ValueError):  # a name too long for the system, or with a NUL
        return None


def _read(sidecar: Path, lang: str, errors: list[InputError]) -> tuple[Ignored, ...]:
    from auditor.ignores.sidecars import read_sidecar  # noqa: PLC0415

    try:
        return read_sidecar(sidecar)
    except SettingsError as error:
        line = Bilingual(f"第 {error.line} 行：", f"line {error.line}: ") if error.line else Bilingual("", "")
        errors.append(InputError(str(error.path), (line + error.problem).of(lang)))
        return ()
