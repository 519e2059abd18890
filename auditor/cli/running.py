"""The audit of all inputs, with what the user sees meanwhile on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from auditor.batch import audit_all, describe
from auditor.cli.exits import Failure
from auditor.model import DocumentReport, InputError, Report
from auditor.reading import read_documents

if TYPE_CHECKING:
    from auditor.cli.ruling import Ruling
    from auditor.engine import Auditor

_QUIET_SECONDS = 1.0


def load_auditor(lang: str, ruling: Ruling | None = None) -> Auditor:
    """The engine; imported here, so that `--help` stays quick."""
    from auditor.engine import Auditor  # noqa: PLC0415

    if ruling is None:
        return Auditor(lang)
    prepared = ruling.prepare()
    return Auditor(lang, prepared.rules, prepared.choice, prepared.spared)


class Progress:
    """A line on the terminal that says how far a long run has come; nothing in a short one."""

    def __init__(self, lang: str) -> None:
        self._pattern = "已核对 {} 个文件" if lang == "zh" else "{} files audited"
        self._start = time.monotonic()
        self._shown = False
        self._count = 0
        self._active = sys.stderr.isatty()

    def advance(self) -> None:
        self._count += 1
        if self._active and time.monotonic() - self._start > _QUIET_SECONDS:
            click.echo("\r\x1b[K" + self._pattern.format(self._count), err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


def run(paths: tuple[str, ...], encoding: str | None, lang: str, ruling: Ruling | None = None) -> Report:
    """Audit every input; each that fails is a line on stderr at once."""
    from auditor.report.errors import error_line  # noqa: PLC0415

    try:
        auditor = load_auditor(lang, ruling)
    except Failure:
        raise
    except Exception as error:  # a broken rule pack: say where, without a traceback
        raise Failure(describe(error)) from error
    progress = Progress(lang)

    def tell(outcome: DocumentReport | InputError) -> None:
        for error in (outcome,) if isinstance(outcome, InputError) else outcome.problems:
            progress.clear()
            click.echo(error_line(error, lang), err=True)
        progress.advance()

    report = audit_all(auditor, read_documents(paths, encoding, lang=lang), lang, tell, auditor.comparison)
    progress.clear()
    return report
