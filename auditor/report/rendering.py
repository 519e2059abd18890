"""Chooses the form of a report; imports only what that form needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from auditor.model import Report

if TYPE_CHECKING:
    from auditor.explanation import Explanation

# The forms that tools read: module, function, and whether it has words in the run's language.
_FORMS = {
    "csv": ("csv_report", "csv_pieces", True),
    "github": ("github", "github_pieces", True),
    "gitlab": ("gitlab", "gitlab_pieces", True),
    "html": ("html", "html_pieces", True),
    "json": ("json_report", "json_pieces", False),
    "jsonl": ("jsonl", "jsonl_pieces", False),
    "junit": ("junit", "junit_pieces", True),
    "markdown": ("markdown", "markdown_pieces", True),
    "rdjsonl": ("rdjsonl", "rdjsonl_pieces", True),
    "sarif": ("sarif", "sarif_pieces", True),
}
TEXT = "text"
HTML = "html"
FORMS = (TEXT, *_FORMS)
# These tell findings and counts, and nothing of the figures and claims besides.
BRIEF = (TEXT, "csv", "github", "gitlab", "markdown", "rdjsonl", "sarif")
# These tell or count what is known or to be ignored; the others leave it out.
TELLING_KNOWN = (TEXT, HTML, "json", "jsonl", "markdown", "sarif")


def render_check(
    report: Report, form: str, *, lang: str, color: bool, verbose: bool, width: int, coverage: bool = False
) -> str:
    """The report of `auditor check` in one of `FORMS`."""
    return "".join(render_pieces(report, form, lang=lang, color=color, verbose=verbose, width=width, coverage=coverage))


def render_pieces(
    report: Report, form: str, *, lang: str, color: bool, verbose: bool, width: int, coverage: bool = False
) -> Iterator[str]:
    """The same in pieces, each of one document or one finding, so that no more is made at a time."""
    if form == TEXT:
        from auditor.report.terminal import text_pieces  # noqa: PLC0415

        yield from text_pieces(report, lang=lang, color=color, verbose=verbose, width=width, coverage=coverage)
        return
    module, function, has_words = _FORMS[form]
    render: Callable[..., Iterator[str]] = getattr(import_module(f"auditor.report.{module}"), function)
    yield from render(report, lang=lang) if has_words else render(report)


def render_figures(report: Report, form: str, *, lang: str) -> Iterator[str]:
    """The report of `auditor figures`, a document at a time: `form` "json", anything else is a table."""
    if form == "json":
        from auditor.report.json_report import figures_pieces  # noqa: PLC0415

        return figures_pieces(report)
    from auditor.report.figures_table import table_pieces  # noqa: PLC0415

    return table_pieces(report, lang=lang)


def render_explanation(explanation: Explanation, form: str, *, lang: str) -> str:
    """The report of `auditor explain`: `form` "json", anything else is text."""
    from auditor.report.explanation import explanation_to_json, explanation_to_text  # noqa: PLC0415

    return explanation_to_json(explanation) if form == "json" else explanation_to_text(explanation, lang)
