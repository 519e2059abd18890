"""A suite held against a report, in a context of Great Expectations; Data Docs that need no network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import great_expectations as library
from great_expectations import Checkpoint, ExpectationSuite, ValidationDefinition
from great_expectations.checkpoint.actions import ValidationAction
from great_expectations.core import RunIdentifier
from great_expectations.data_context import AbstractDataContext, FileDataContext
from great_expectations.exceptions import DataContextError

from auditor.gx.actions import OURS, BuildOfflineDocsAction, FailOnSeverityAction, SuiteNotMetError, WriteSummaryAction
from auditor.gx.grading import Unmet, Why, unmet_of
from auditor.gx.offline import REPORTS
from auditor.gx.suite import NAME
from auditor.gx.verdicts import verdict_frame
from auditor.model import Report, Severity
from auditor.report.html import Address, write_pages

_TABLE = "verdicts"
_SITE = "auditor"
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was not met, the gravest first; `code` is 0, or what the checkpoint failed with, as of `auditor check`.

    `docs` is the folder of the Data Docs, if any were built.
    """

    unmet: tuple[Unmet, ...]
    code: int
    result: Any
    docs: Path | None = None

    def names(self, why: Why) -> tuple[str, ...]:
        return tuple(one.name for one in self.unmet if one.why is why)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run leaves behind: Data Docs in the folder `docs`, a Markdown `summary`; and from where on it fails.

    A context in a folder keeps both below its own if nothing else is said, there or here.
    """

    docs: Path | None = None
    summary: Path | None = None
    fail_on: str = Severity.WARNING.value
    lang: str = "en"


def open_context(folder: Path | None) -> AbstractDataContext:
    """A context in a folder, made where there is none; without a folder, one that leaves nothing behind."""
    if folder is None:
        context = library.get_context(mode="ephemeral")
    else:
        context = library.get_context(mode="file", project_root_dir=folder)
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    return context


def run_suite(
    context: AbstractDataContext, suite: ExpectationSuite, report: Report, wanted: Wanted = Wanted()
) -> Outcome:
    """Hold the suite against a report, through a checkpoint with actions, all of which the context keeps.

    Raises:
        OSError: what is wanted cannot be written.
    """
    wanted = _settled(context, wanted)
    run = RunIdentifier(run_name=NAME, run_time=datetime.now(timezone.utc))
    addresses: tuple[Address, ...] = ()
    if wanted.docs is not None:
        addresses = _write_report(report, wanted.docs, run.run_time.strftime(_STAMP), wanted.lang)
        _add_site(context, wanted.docs)
    frame = verdict_frame(report, addresses)
    checkpoint = _checkpoint(context, suite, wanted)
    try:
        result, code = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=run), 0
    except SuiteNotMetError as failed:
        result, code = failed.result, failed.code
    return Outcome(unmet_of(result), code, result, wanted.docs)


def _write_report(report: Report, docs: Path, stamp: str, lang: str) -> tuple[Address, ...]:
    """The HTML report of this run; where its documents stand below the folder of the Data Docs."""
    found = write_pages(report, docs / REPORTS / stamp, lang=lang)
    return tuple(Address(f"{REPORTS}/{stamp}/{one.page}", one.anchors) for one in found)


def _checkpoint(context: AbstractDataContext, suite: ExpectationSuite, wanted: Wanted) -> Checkpoint:
    suite = context.suites.add_or_update(suite)
    source = context.data_sources.add_or_update_pandas(NAME)
    data = source.add_dataframe_asset(_TABLE).add_batch_definition_whole_dataframe(_TABLE)
    held = context.validation_definitions.add_or_update(ValidationDefinition(name=NAME, data=data, suite=suite))
    return context.checkpoints.add_or_update(
        Checkpoint(
            name=NAME,
            validation_definitions=[held],
            actions=_actions(_stored(context), wanted),
            result_format={"result_format": "COMPLETE"},
        )
    )


def _stored(context: AbstractDataContext) -> list[ValidationAction]:
    """What the checkpoint does so far."""
    try:
        return list(context.checkpoints.get(NAME).actions)
    except DataContextError:
        return []


def _settled(context: AbstractDataContext, wanted: Wanted) -> Wanted:
    """What is not said is as it was, or below the folder of the context."""
    docs, summary = wanted.docs, wanted.summary
    for action in _stored(context):
        if isinstance(action, BuildOfflineDocsAction):
            docs = docs or Path(action.folder)
        elif isinstance(action, WriteSummaryAction):
            summary = summary or Path(action.path)
    if isinstance(context, FileDataContext):
        own = Path(context.root_directory) / "uncommitted" / NAME
        docs, summary = docs or own / "docs", summary or own / "summary.md"
    return replace(wanted, docs=docs, summary=summary)


def _actions(stored: list[ValidationAction], wanted: Wanted) -> list[ValidationAction]:
    """Ours, and what somebody added.  Failing comes last, since what it raises keeps the rest from being done."""
    actions: list[ValidationAction] = []
    if wanted.docs is not None:
        actions.append(BuildOfflineDocsAction(site=_SITE, folder=str(wanted.docs.resolve()), lang=wanted.lang))
    if wanted.summary is not None:
        wanted.summary.parent.mkdir(parents=True, exist_ok=True)
        actions.append(WriteSummaryAction(path=str(wanted.summary.resolve()), lang=wanted.lang))
    kept = [action for action in stored if not isinstance(action, OURS)]
    return [*actions, *kept, FailOnSeverityAction(fail_on=wanted.fail_on, lang=wanted.lang)]


def _add_site(context: AbstractDataContext, docs: Path) -> None:
    docs.mkdir(parents=True, exist_ok=True)
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs.resolve())}
    site = {"class_name": "SiteBuilder", "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"}}
    config = {**site, "store_backend": store, "show_how_to_buttons": False}
    if _SITE in context.get_site_names():
        context.update_data_docs_site(_SITE, config)
    else:
        context.add_data_docs_site(_SITE, config)
