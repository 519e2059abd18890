"""Chooses the form of a report; imports only what that form needs."""

from __future__ import annotations

from auditor.explanation import Explanation
from auditor.model import Report


def render_check(
    report: Report, form: str, *, lang: str, color: bool, verbose: bool, width: int, coverage: bool = False
) -> str:
    """The report of `auditor check`: `form` "json", anything else is text for a terminal."""
    if form == "json":
        from auditor.report.json_report import to_json  # noqa: PLC0415

        return to_json(report)
    from auditor.report.terminal import to_text  # noqa: PLC0415

    return to_text(report, lang=lang, color=color, verbose=verbose, width=width, coverage=coverage)


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
