"""The audit of all inputs, with what the user sees meanwhile on stderr."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.batch import Brief, Engine, Recalls, audit_all, describe
from auditor.cli.exits import Failure
from auditor.cli.options import follows_links
from auditor.cli.progress import Progress
from auditor.crew import Crew
from auditor.model import DocumentReport, InputError, Report
from auditor.reading import expand, read_listed

if TYPE_CHECKING:
    from auditor.cache.entries import Entries
    from auditor.changes import Changes
    from auditor.cli.caching import Keeping
    from auditor.cli.ruling import Ruling
    from auditor.engine import Auditor


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
        raise Failure(f"--changed-since: {error}") from error


def _concerns(found: str | InputError, changes: Changes | None) -> bool:
    return changes is None or changes.concern(found if isinstance(found, str) else found.path)


def changed_part(report: Report, changes: Changes | None) -> Report:
    """What of a report concerns changed lines."""
    if changes is None:
        return report
    from auditor.changes import only_changed  # noqa: PLC0415

    return only_changed(report, changes)


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
) -> Report:
    """Audit every input in up to so many processes; each input that fails is a line on stderr at once."""
    from auditor.report.errors import error_line  # noqa: PLC0415

    entries = keeping.open(ruling, lang) if keeping is not None else None
    make = partial(_auditor, partial(load_auditor, lang, ruling), lang, ruling, entries, wants_brief)
    auditor = make()
    listed = [one for one in expand(paths, lang, follows_links()) if _concerns(one, changes)]
    progress = Progress(lang, len(listed))

    def tell(outcome: DocumentReport | InputError) -> None:
        for error in (outcome,) if isinstance(outcome, InputError) else outcome.problems:
            progress.clear()
            click.echo(error_line(error, lang), err=True)
        progress.advance()

    inputs = read_listed(listed, encoding, lang)
    crew = Crew(make, jobs, lang)
    items = auditor.recall(inputs) if isinstance(auditor, Recalls) else inputs
    report = audit_all(auditor, items, lang, tell, auditor.comparison, crew)
    progress.clear()
    if entries is not None:
        entries.tidy()
    return report


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
        raise Failure(describe(error)) from error
