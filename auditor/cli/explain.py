"""`auditor explain`."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from auditor.batch import describe
from auditor.bilingual import Bilingual, same
from auditor.cli import running
from auditor.cli.completing import offer_files
from auditor.cli.exits import BadValue, Failure
from auditor.cli.options import encoding_option, lang_option
from auditor.cli.output import write
from auditor.cli.ruling import Ruling, rule_options
from auditor.model import Document, InputError, LimitError, Span
from auditor.reading import read_documents
from auditor.report.places import Places
from auditor.report.rendering import render_explanation

if TYPE_CHECKING:
    from auditor.explanation import Explanation

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(?::(?P<column>[0-9]{1,9}))?")
_EPILOG = """\b
Examples:
  auditor explain 报道.txt:12                every figure of line 12 / 第 12 行的每个数字
  auditor explain 报道.txt:12:34             the figure at column 34 / 第 34 列的数字
  auditor explain 报道.txt:12 --format json"""


@click.command(epilog=_EPILOG, short_help="Say why a figure was checked or not.  说明一处数字的核对经过。")
@encoding_option
@lang_option
@rule_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.argument("place", metavar="FILE:LINE[:COLUMN]", shell_complete=offer_files)
def explain(ruling: Ruling, encoding: str | None, lang: str | None, form: str, place: str) -> None:
    """Explain the figures of a place: how they are read, what was tried with them, and why one was not checked.

    Lines and columns count from 1, as editors count; a column is a character, wide or not.
    """
    lang = ruling.language(lang)
    match = _PLACE.fullmatch(place)
    if match is None:
        problem = Bilingual(
            f"“{place}”不是“文件:行”或“文件:行:列”，例如 {place}:1",
            f"{place!r} is not FILE:LINE or FILE:LINE:COLUMN, such as {place}:1",
        )
        raise BadValue(problem, "place")
    column = None if match["column"] is None else int(match["column"])
    document = _document(match["path"], encoding, lang)
    explanation = _explanation(document, int(match["line"]), column, lang, ruling)
    write(render_explanation(explanation, form, lang=lang), form)
    sys.exit(0)


def _document(path: str, encoding: str | None, lang: str) -> Document:
    from auditor.report.errors import error_line  # noqa: PLC0415

    found = list(read_documents((path,), encoding, lang=lang))
    if len(found) != 1:
        said = Bilingual(f"“{path}”有 {len(found)} 个文件；请指明一个", f"{path!r} is {len(found)} files; name one")
        raise BadValue(said, "place")
    if isinstance(found[0], InputError):
        raise Failure(same(error_line(found[0], lang).removeprefix("auditor: ")))
    return found[0]


def _explanation(document: Document, line: int, column: int | None, lang: str, ruling: Ruling) -> Explanation:
    from auditor.explaining import explain_place  # noqa: PLC0415

    span = Places(document.text).line(line)
    if span is None:
        lines = Places(document.text).at(len(document.text)).line
        problem = Bilingual(
            f"{document.path} 没有第 {line} 行，共 {lines} 行",
            f"{document.path} has no line {line}; its last is {lines}",
        )
        raise BadValue(problem, "place")
    if column is not None:
        if not 1 <= column <= max(1, span.end - span.start + 1):
            last = max(1, span.end - span.start)
            problem = Bilingual(
                f"第 {line} 行没有第 {column} 列，共 {last} 列",
                f"line {line} has no column {column}; its last is {last}",
            )
            raise BadValue(problem, "place")
        span = Span(span.start + column - 1, min(span.start + column, max(span.end, span.start + column - 1)))
    try:
        auditor = running.load_auditor(lang, ruling)
    except Failure:
        raise
    except Exception as error:  # a broken rule pack: say where, without a traceback
        raise Failure(same(describe(error))) from error
    marks = partial(running.heeded, lang=lang, judges=lambda: auditor, ruling=ruling)
    try:
        return explain_place(auditor, document, span, line, column, marks)
    except LimitError as error:
        raise Failure(same(f"{document.path}: ") + Bilingual(error.zh, str(error))) from error
