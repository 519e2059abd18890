"""`auditor figures`."""

from __future__ import annotations

import sys

import click

from auditor.cli.caching import Keeping, cache_options
from auditor.cli.exits import INPUT_ERRORS
from auditor.cli.options import input_options
from auditor.cli.output import write
from auditor.cli.ruling import Ruling, rule_options
from auditor.cli.running import run
from auditor.report.rendering import render_figures
from auditor.spool import Spool

_EPILOG = """\b
Examples:
  auditor figures 报道.txt                   every figure that is read / 列出读到的数字
  auditor figures articles/ --format json"""


@click.command(epilog=_EPILOG, short_help="List the figures of articles.  列出数字。")
@input_options
@cache_options
@rule_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@click.pass_context
def figures(
    context: click.Context,
    ruling: Ruling,
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    keeping: Keeping,
    form: str,
) -> None:
    """List the figures: where, as printed, value in the base unit, interval, unit, label, period."""
    lang = ruling.language(lang)
    spool = Spool()
    context.call_on_close(spool.close)
    report = run(paths, encoding, lang, ruling, keeping=keeping, spool=spool)
    write(render_figures(spool.whole(report), form, lang=lang), form)
    sys.exit(INPUT_ERRORS if report.errors else 0)
