"""Inputs that could not be audited, as lines for standard error."""

from __future__ import annotations

from auditor.model import InputError
from auditor.report.display import printable
from auditor.report.wording import word

_STDIN = "-"


def shown_path(path: str, lang: str) -> str:
    """A path as the user may see it, safe to print."""
    return word(lang, "stdin") if path == _STDIN else printable(path)


def error_line(error: InputError, lang: str) -> str:
    """One line, without a line end, that names the input and what is wrong with it."""
    return f"auditor: {shown_path(error.path, lang)}: {printable(error.message)}"
