"""Exit codes, and the errors that end a command; each is said in Chinese and English."""

from __future__ import annotations

import click

from auditor.bilingual import Bilingual, refused, same
from auditor.model import Report, Severity
from auditor.report.summary import summarize

FINDINGS = 1
INPUT_ERRORS = 2


class Failure(click.ClickException):
    """Nothing could be audited, or the report not written."""

    exit_code = INPUT_ERRORS

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.en)
        self.said = said


class Misuse(click.UsageError):
    """Options or arguments that do not go together."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = Bilingual(zh, en)


class BadValue(click.BadParameter):
    """An option or argument that cannot be what was given."""

    def __init__(self, said: Bilingual, param_hint: str | None = None) -> None:
        super().__init__(said.en, param_hint=param_hint)
        self.said = said


def refusal(place: object, error: OSError) -> Failure:
    """The system refuses a file."""
    return Failure(same(f"{place}: ") + refused(error))


def exit_code(report: Report, fail_on: str) -> int:
    """Input errors win over findings."""
    if report.errors:
        return INPUT_ERRORS
    if fail_on == "never":
        return 0
    return FINDINGS if summarize(report).at_least(Severity(fail_on)) else 0
