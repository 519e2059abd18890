"""The audit of all inputs, with what the user sees meanwhile on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from auditor.batch import Brief, Engine, Gathers, Recalls, audit_all, describe, engine_behind
from auditor.bilingual import Bilingual, same
from auditor.cli.exits import Failure
from auditor.cli.options import follows_links
from auditor.cli.progress import Progress
from auditor.crew import Crew
from auditor.model import DocumentReport, InputError, Report
from auditor.reading import STDIN, expand, read_listed

if TYPE_CHECKING:
    from auditor.cache.entries import Entries
    from auditor.changes import Changes
    from auditor.cli.caching import Keeping
    from auditor.cli.ruling import Ruling
    from auditor.engine import Auditor
    from auditor.ignores import Judges

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


def load_changes(revision: str | None, settings: Path | None = None) -> Changes | None:
    """What git says was changed since a revision; `settings` may say which findings are ignored.

    Raises:
        Failure: git does not know.
    """
    if revision is None:
        return None
    from auditor.changes import ChangesError, changes_since  # noqa: PLC0415

    try:
        return changes_since(revision, Path.cwd(), settings)
    except ChangesError as error:
        raise Failure(same("--changed-since: ") + error.problem) from error


def _concerns(found: str | InputError, changes: Changes | None) -> bool:
    return changes is None or changes.concern(found if isinstance(found, str) else found.path)


def changed_part(report: Report, changes: Changes | None) -> Report:
    """What of a report concerns changed lines."""
    if changes is None:
        return report
    from auditor.changes import only_changed  # noqa: PLC0415

    return only_changed(report, changes)


def heeded(report: Report, lang: str, judges: Callable[[], Judges], ruling: Ruling | None) -> Report:
    """The report with what users want ignored marked; what is wrong with their files is a line on stderr."""
    from auditor.ignores import heed  # noqa: PLC0415
    from auditor.report.errors import error_line  # noqa: PLC0415

    entries = () if ruling is None else ruling.settings.ignored
    for entry in entries:
        if entry.path is not None and not entry.path.exists():
            problem = Bilingual(f"[[ignored]] 的文件不存在：{entry.path}", f"[[ignored]]: no such file: {entry.path}")
            click.echo(f"auditor: {entry.where}: {problem.of(lang)}", err=True)
    marked = heed(report, lang, judges, entries)
    for error in marked.errors[len(report.errors) :]:
        click.echo(error_line(error, lang), err=True)
    return marked


def run(
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str,
    ruling: Ruling | None = None,
    *,
    jobs: int = 1,
    changes: Changes | None = None,
    keeping: Keeping | None = None,
    wants_brief: bool = False,
    spool: Gathers | None = None,
) -> Report:
    """Audit every input in up to so many processes; each input that fails is a line on stderr at once.

    With a `spool`, that is where the reports are held.
    """
    from auditor.report.errors import error_line  # noqa: PLC0415

    entries = keeping.open(ruling, lang) if keeping is not None else None
    load = partial(load_auditor, lang, ruling)
    make = partial(_auditor, load, lang, ruling, entries, wants_brief)
    auditor = make()
    listed = [one for one in expand(paths, lang, follows_links()) if _concerns(one, changes)]
    progress = Progress(lang, len(listed))
    if STDIN in paths and sys.stdin is not None and sys.stdin.isatty():
        click.echo(_TYPE[lang == "zh"], err=True)

    def tell(outcome: DocumentReport | InputError) -> None:
        for error in (outcome,) if isinstance(outcome, InputError) else outcome.problems:
            progress.clear()
            click.echo(error_line(error, lang), err=True)
        progress.advance()

    inputs = read_listed(listed, encoding, lang)
    crew = Crew(make, jobs, lang)
    items = auditor.recall(inputs) if isinstance(auditor, Recalls) else inputs
    report = audit_all(auditor, items, lang, tell, auditor.comparison, crew, spool)
    progress.clear()
    if changes is not None and not report.documents and not report.errors:
        click.echo(_UNCHANGED[lang == "zh"], err=True)
    if entries is not None:
        entries.tidy()
    return heeded(report, lang, partial(_judges, auditor), ruling)


def _judges(auditor: Engine) -> Judges:
    return cast("Judges", engine_behind(auditor))


def _auditor(
    load: Callable[[], Auditor], lang: str, ruling: Ruling | None, entries: Entries | None, wants_brief: bool
) -> Engine:
    """What audits; with a cache one that needs the engine only for what is not in it.

    Raises:
        Failure: rules that cannot be used.
    """
    try:
        if entries is not None:
            from auditor.cache.recall import Recalling  # noqa: PLC0415
            from auditor.cache.terms import Wishes, agree  # noqa: PLC0415

            wishes = ruling.wishes(lang) if ruling is not None else Wishes(lang)
            return Recalling(entries, agree(entries, wishes, load), load, wants_brief)
        return Brief(load()) if wants_brief else load()
    except Failure:
        raise
    except Exception as error:  # a broken rule pack: say where, without a traceback
        raise Failure(same(describe(error))) from error
