"""A suite held against a report, in a context of Great Expectations; Data Docs that need no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import great_expectations as library
from great_expectations import Checkpoint, ExpectationSuite, ValidationDefinition
from great_expectations.data_context import AbstractDataContext

from auditor.gx.offline import make_offline
from auditor.gx.suite import NAME
from auditor.gx.verdicts import verdict_frame
from auditor.model import Report
from auditor.report.html import write_pages

_TABLE = "verdicts"
_SITE = "auditor"
_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`broken` are expectations that were not met, `raised` those that could not be checked."""

    broken: tuple[str, ...]
    raised: tuple[str, ...]
    result: Any


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
    context: AbstractDataContext, suite: ExpectationSuite, report: Report, docs: Path | None = None, lang: str = "zh"
) -> Outcome:
    """Run a checkpoint, and build Data Docs in the folder `docs`."""
    frame = verdict_frame(report)
    context.suites.add_or_update(suite)
    source = context.data_sources.add_or_update_pandas(NAME)
    table = source.add_dataframe_asset(_TABLE)
    data = table.add_batch_definition_whole_dataframe(_TABLE)
    held = context.validation_definitions.add_or_update(
        ValidationDefinition(name=NAME, data=data, suite=context.suites.get(suite.name))
    )
    checkpoint = context.checkpoints.add_or_update(
        Checkpoint(name=NAME, validation_definitions=[held], result_format={"result_format": "COMPLETE"})
    )
    result = checkpoint.run(batch_parameters={"dataframe": frame})
    if docs is not None:
        _build(context, docs)
        write_pages(report, docs / _REPORT, lang=lang)
        make_offline(docs, docs / _REPORT / "index.html")
    (validation,) = result.run_results.values()
    raised = [one for one in validation.results if _raised(one)]
    broken = [one for one in validation.results if not one.success and not _raised(one)]
    return Outcome(tuple(map(_name, broken)), tuple(map(_name, raised)), result)


def _build(context: AbstractDataContext, docs: Path) -> None:
    docs.mkdir(parents=True, exist_ok=True)
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs.resolve())}
    site = {"class_name": "SiteBuilder", "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"}}
    config = {**site, "store_backend": store, "show_how_to_buttons": False}
    if _SITE in context.get_site_names():
        context.update_data_docs_site(_SITE, config)
    else:
        context.add_data_docs_site(_SITE, config)
    context.build_data_docs(site_names=[_SITE])


def _raised(one: Any) -> bool:
    info = one.exception_info or {}
    several = [info] if "raised_exception" in info else list(info.values())
    return any(each.get("raised_exception") for each in several)


def _name(one: Any) -> str:
    config = one.expectation_config
    return str(config.kwargs.get("rule") or config.description or config.type)
