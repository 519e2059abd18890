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
    "csv": ("csv_report", "to_csv", True),
    "github": ("github", "to_github", True),
    "gitlab": ("gitlab", "to_gitlab", True),
    "html": ("html", "to_html", True),
    "json": ("json_report", "json_pieces", False),
    "jsonl": ("jsonl", "jsonl_pieces", False),
    "junit": ("junit", "to_junit", True),
    "markdown": ("markdown", "to_markdown", True),
    "rdjsonl": ("rdjsonl", "to_rdjsonl", True),
    "sarif": ("sarif", "to_sarif", True),
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
    """The same in pieces; where the form allows, each is of one document, and no more is made at a time."""
    if form == TEXT:
        from auditor.report.terminal import to_text  # noqa: PLC0415

        yield to_text(report, lang=lang, color=color, verbose=verbose, width=width, coverage=coverage)
        return
    module, function, has_words = _FORMS[form]
    render: Callable[..., str | Iterator[str]] = getattr(import_module(f"auditor.report.{module}"), function)
    rendered = render(report, lang=lang) if has_words else render(report)
    yield from [rendered] if isinstance(rendered, str) else rendered


def render_figures(report: Report, form: str, *, lang: str) -> str:
    """The report of `auditor figures`: `form` "json", anything else is a table."""
    if form == "json":
        from auditor.report.json_report import figures_to_json  # noqa: PLC0415

        return figures_to_json(report)
    from auditor.report.figures_table import to_table  # noqa: PLC0415

    return to_table(report, lang=lang)


def render_explanation(explanation: Explanation, form: str, *, lang: str) -> str:
    """The report of `auditor explain`: `form` "json", anything else is text."""
    from auditor.report.explanation import explanation_to_json, explanation_to_text  # noqa: PLC0415

    return explanation_to_json(explanation) if form == "json" else explanation_to_text(explanation, lang)
