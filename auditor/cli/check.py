"""`auditor check`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from auditor.cli.exits import exit_code
from auditor.cli.options import color_option, input_options, output_option
from auditor.cli.output import save_report, write
from auditor.cli.ruling import Ruling, rule_options
from auditor.cli.running import run
from auditor.model import Severity
from auditor.report.environment import wants_color
from auditor.report.rendering import render_check

_DEFAULT_WIDTH = (100, 24)
_EPILOG = """\b
Examples:
  auditor check 报道.txt                     one article / 核对一篇报道
  auditor check articles/ '2024-*/**/*.md'   folders and wildcards / 文件夹与通配符
  cat 报道.txt | auditor check -             standard input / 标准输入
  auditor check articles/ --fail-on error --format json -o report.json

\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  usage error, or an input that could not be audited (the others are)"""


@click.command(epilog=_EPILOG, short_help="Check articles.  核对文章。")
@input_options
@rule_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    help="Least severity that makes the exit code 1 [default: warning].",
)
@click.option("-v", "--verbose", is_flag=True, help="Show also the claims that hold or stay open.")
@color_option
def check(
    ruling: Ruling,
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    form: str,
    output: Path | None,
    fail_on: str | None,
    verbose: bool,
    color: str,
) -> None:
    """Check articles: files, folders (.txt and .md in them), wildcards, or - for standard input."""
    lang = ruling.language(lang)
    report = run(paths, encoding, lang, ruling)
    colored = wants_color(color, output is None and sys.stdout.isatty(), os.environ)
    width = shutil.get_terminal_size(_DEFAULT_WIDTH).columns
    text = render_check(report, form, lang=lang, color=colored, verbose=verbose, width=width)
    if output is None:
        write(text, form)
    else:
        save_report(output, text, report)
    sys.exit(exit_code(report, fail_on or ruling.settings.fail_on or Severity.WARNING.value))
