"""Report → a table of the figures in each document."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from auditor.interval import Interval
from auditor.model import DocumentReport, Figure, Report
from auditor.report.decimals import Toward, decimal_string
from auditor.report.display import printable
from auditor.report.errors import shown_path
from auditor.report.places import Places
from auditor.report.wording import word

_COLUMNS = ("place", "text", "value", "interval", "unit", "label", "period")
_ALIGN = ("right", "left", "right", "left", "left", "left", "left")


def to_table(report: Report, *, lang: str = "zh") -> str:
    """One table a document under its path; columns count East Asian wide characters as two."""
    return "".join(table_pieces(report, lang=lang))


def table_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same a table at a time."""
    for number, document in enumerate(report.documents):
        yield ("\n" if number else "") + _document(document, lang)


def _document(report: DocumentReport, lang: str) -> str:
    places = Places(report.document.text)
    path = shown_path(report.document.path, lang)
    if not report.figures:
        return f"{path}\n{word(lang, 'no-figures')}\n"
    table = tabulate(
        [_row(figure, places) for figure in report.figures],
        headers=[word(lang, column) for column in _COLUMNS],
        colalign=_ALIGN,
        disable_numparse=True,
        tablefmt="simple",
    )
    return f"{path}\n{table}\n"


def _row(figure: Figure, places: Places) -> list[str]:
    return [
        str(places.at(figure.span.start)),
        printable(figure.text),
        decimal_string(figure.value),
        _interval(figure.interval),
        printable(figure.unit),
        printable(figure.label),
        printable(figure.period),
    ]


def _interval(interval: Interval) -> str:
    low = None if interval.low is None else decimal_string(interval.low, Toward.LOW)
    high = None if interval.high is None else decimal_string(interval.high, Toward.HIGH)
    if low is None and high is None:
        return "?"
    if low is None:
        return f"≤ {high}"
    if high is None:
        return f"≥ {low}"
    return low if low == high else f"{low} – {high}"
