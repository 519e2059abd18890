"""`auditor check`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from auditor.cli import known
from auditor.cli.caching import Keeping, cache_options
from auditor.cli.completing import offer_files
from auditor.cli.exits import Misuse, exit_code
from auditor.cli.options import color_option, input_options, jobs_option
from auditor.cli.output import save_pages, save_report, write
from auditor.cli.ruling import Ruling, rule_options
from auditor.cli.running import load_changes, run
from auditor.cli.targets import OrderedCommand, targets_of
from auditor.crew import cores
from auditor.model import Severity
from auditor.report.environment import wants_color
from auditor.report.rendering import BRIEF, FORMS, TELLING_KNOWN, render_pieces
from auditor.spool import Spool

_DEFAULT_WIDTH = (100, 24)
_EPILOG = """\b
Examples:
  auditor check 报道.txt                     one article / 核对一篇报道
  auditor check articles/ '2024-*/**/*.md'   folders and wildcards / 文件夹与通配符
  cat 报道.txt | auditor check -             standard input / 标准输入
  auditor check articles/ --fail-on error --format json -o report.json
  auditor check articles/ --format html -o report.html --format sarif -o report.sarif
  auditor check articles/ --format html -o report/    a folder of pages / 每篇一页

\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  usage error, or an input that could not be audited (the others are)"""


@click.command(cls=OrderedCommand, epilog=_EPILOG, short_help="Check articles.  核对文章。")
@input_options
@rule_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    multiple=True,
    help="Form of the report; may be repeated [default: text].",
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    shell_complete=offer_files,
    help="Write the report of the --format beside it to a file: all of it or nothing; html also to a folder.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    help="Least severity that makes the exit code 1 [default: warning].",
)
@click.option("--changed-since", metavar="REV", help="Only files that git says changed, and findings on their changes.")
@known.read_option
@known.write_option
@click.option(
    "-v", "--verbose", is_flag=True, help="Show also claims that hold or stay open, and what is known or ignored."
)
@click.option("--coverage", is_flag=True, help="Show also the figures that were not checked, and why.")
@jobs_option
@cache_options
@color_option
@click.pass_context
def check(
    context: click.Context,
    ruling: Ruling,
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    form: tuple[str, ...],
    output: tuple[str, ...],
    fail_on: str | None,
    changed_since: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    verbose: bool,
    coverage: bool,
    jobs: int | None,
    keeping: Keeping,
    color: str,
) -> None:
    """Check articles: files, folders (.txt and .md in them), wildcards, or - for standard input."""
    lang = ruling.language(lang)
    targets = targets_of(context, form, output)
    if changed_since is not None and write_baseline is not None:
        raise Misuse(
            "--write-baseline 要记下全部发现，不能与 --changed-since 同用",
            "--write-baseline needs all findings, so it does not go with --changed-since",
        )
    if baseline is not None:
        known.load_baseline(baseline)  # better refused before a long run than after it
    changes = load_changes(changed_since, ruling.settings.path)
    wants_brief = not (verbose or coverage) and all(target.form in BRIEF for target in targets)
    spool = Spool(wants_bulk=not wants_brief)
    context.call_on_close(spool.close)
    whole = run(
        paths,
        encoding,
        lang,
        ruling,
        jobs=jobs or cores(),
        changes=changes,
        keeping=keeping,
        wants_brief=wants_brief,
        spool=spool,
    )
    whole = known.with_baseline(whole, ruling, lang, baseline, write_baseline, changes)
    shown = known.shown(whole)
    for target in targets:
        report = whole if target.form in TELLING_KNOWN else shown
        report = spool.whole(report)
        if target.path is not None and target.is_folder:
            save_pages(target.path, report, lang)
            continue
        colored = wants_color(color, target.path is None and sys.stdout.isatty(), os.environ)
        width = shutil.get_terminal_size(_DEFAULT_WIDTH).columns
        pieces = render_pieces(
            report, target.form, lang=lang, color=colored, verbose=verbose, width=width, coverage=coverage
        )
        if target.path is None:
            write(pieces, target.form)
        else:
            save_report(target.path, pieces, whole)
    sys.exit(exit_code(shown, fail_on or ruling.settings.fail_on or Severity.WARNING.value))
