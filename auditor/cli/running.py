"""The audit of all inputs, with what the user sees meanwhile on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.batch import audit_all, describe
from auditor.bilingual import same
from auditor.cli.exits import Failure
from auditor.crew import Crew
from auditor.model import Document, DocumentReport, InputError, Report
from auditor.reading import STDIN, read_documents

if TYPE_CHECKING:
    from auditor.changes import Changes
    from auditor.cli.ruling import Ruling
    from auditor.engine import Auditor

_QUIET_SECONDS = 1.0
_TYPE = ("auditor: type the article, then Ctrl-D", "auditor: 请输入文章，以 Ctrl-D 结束")
_UNCHANGED = (
    "auditor: --changed-since: git says that no file named here has changed",
    "auditor: --changed-since：所列文件在 git 看来都没有改动",
)


def load_auditor(lang: str, ruling: Ruling | None = None) -> Auditor:
    """The engine; imported here, so that `--help` stays quick."""
    from auditor.engine import Auditor  # noqa: PLC0415

    if ruling is None:
        return Auditor(lang)
    prepared = ruling.prepare()
    return Auditor(lang, prepared.rules, prepared.choice, prepared.spared)


def load_changes(revision: str | None) -> Changes | None:
    """What git says was changed since a revision.

    Raises:
        Failure: git does not know.
    """
    if revision is None:
        return None
    from auditor.changes import ChangesError, changes_since  # noqa: PLC0415

    try:
        return changes_since(revision, Path.cwd())
    except ChangesError as error:
        raise Failure(same("--changed-since: ") + error.problem) from error


def changed_part(report: Report, changes: Changes | None) -> Report:
    """What of a report concerns changed lines."""
    if changes is None:
        return report
    from auditor.changes import only_changed  # noqa: PLC0415

    return only_changed(report, changes)


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


def run(
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str,
    ruling: Ruling | None = None,
    jobs: int = 1,
    changes: Changes | None = None,
) -> Report:
    """Audit every input in up to so many processes; each input that fails is a line on stderr at once."""
    from auditor.report.errors import error_line  # noqa: PLC0415

    try:
        auditor = load_auditor(lang, ruling)
    except Failure:
        raise
    except Exception as error:  # a broken rule pack: say where, without a traceback
        raise Failure(same(describe(error))) from error
    progress = Progress(lang)
    if STDIN in paths and sys.stdin is not None and sys.stdin.isatty():
        click.echo(_TYPE[lang == "zh"], err=True)

    def tell(outcome: DocumentReport | InputError) -> None:
        for error in (outcome,) if isinstance(outcome, InputError) else outcome.problems:
            progress.clear()
            click.echo(error_line(error, lang), err=True)
        progress.advance()

    inputs: Iterable[Document | InputError] = read_documents(paths, encoding, lang=lang)
    if changes is not None:
        inputs = filter(changes.concern, inputs)
    crew = Crew(partial(load_auditor, lang, ruling), jobs, lang)
    report = audit_all(auditor, inputs, lang, tell, auditor.comparison, crew)
    progress.clear()
    if changes is not None and not report.documents and not report.errors:
        click.echo(_UNCHANGED[lang == "zh"], err=True)
    return report
