"""Exit codes."""

from __future__ import annotations

import click

from auditor.model import Report, Severity
from auditor.report.summary import summarize

FINDINGS = 1
INPUT_ERRORS = 2


class Failure(click.ClickException):
    """Nothing could be audited, or the report not written."""

    exit_code = INPUT_ERRORS


def exit_code(report: Report, fail_on: str) -> int:
    """Input errors win over findings."""
    if report.errors:
        return INPUT_ERRORS
    if fail_on == "never":
        return 0
    return FINDINGS if summarize(report).at_least(Severity(fail_on)) else 0
