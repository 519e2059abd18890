"""`auditor gx suite` and `auditor gx run`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from auditor.cli.exits import FINDINGS, Failure, exit_code, refusal
from auditor.cli.options import input_options, output_option
from auditor.cli.output import write
from auditor.cli.running import run
from auditor.extras import MissingExtraError, require
from auditor.model import Severity
from auditor.report.environment import default_language

_EPILOG = """\b
Examples:
  auditor gx suite -o suite.json                   the rules as expectations / 规则写成期望
  auditor gx run articles/ --docs docs/            run them, build Data Docs / 运行并生成网页
  auditor gx run articles/ --context project/ --min-coverage 0.5"""
_SHARE = click.FloatRange(0, 1)
_limits = (
    click.option("--min-coverage", type=_SHARE, help="Least share of figures checked, on average."),
    click.option("--max-false-script", type=_SHARE, help="Greatest share of documents that mix scripts."),
    click.option("--max-duplicates", type=_SHARE, help="Greatest share of documents that repeat another."),
)


def _limit_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_limits):
        command = option(command)
    return command


@click.group(epilog=_EPILOG, short_help="The audit through Great Expectations.  用 Great Expectations 核对。")
def gx() -> None:
    """The audit as a suite of Great Expectations; needs auditor[gx]."""
    try:
        require("gx", "pandas", "great_expectations")
    except MissingExtraError as error:
        raise Failure(error.said) from error


@gx.command(short_help="Write the suite as JSON.")
@_limit_options
@output_option
def suite(
    min_coverage: float | None, max_false_script: float | None, max_duplicates: float | None, output: Path | None
) -> None:
    """Write the rules as an ExpectationSuite in JSON."""
    import json  # noqa: PLC0415

    from auditor.engine import builtin_rules  # noqa: PLC0415
    from auditor.gx.running import open_context  # noqa: PLC0415
    from auditor.gx.suite import Limits, make_suite  # noqa: PLC0415
    from auditor.report.saving import save  # noqa: PLC0415

    open_context(None)
    made = make_suite(builtin_rules(), Limits(min_coverage, max_false_script, max_duplicates))
    text = json.dumps(made.to_json_dict(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        write(text, "json")
        return
    try:
        save(output, text.encode("utf-8"))
    except OSError as error:
        raise refusal(output, error) from error


@gx.command(name="run", short_help="Run the suite, build Data Docs.")
@input_options
@_limit_options
@click.option(
    "--context",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="A project of Great Expectations, made where there is none [default: nothing is kept].",
)
@click.option("--docs", type=click.Path(file_okay=False, path_type=Path), help="Build Data Docs in this folder.")
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Least severity that makes the exit code 1.",
)
def run_command(
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    min_coverage: float | None,
    max_false_script: float | None,
    max_duplicates: float | None,
    place: Path | None,
    docs: Path | None,
    fail_on: str,
) -> None:
    """Audit articles and hold the suite against what was found.  Exit codes as for check; a limit broken is 1."""
    from auditor.engine import builtin_rules  # noqa: PLC0415
    from auditor.gx.running import open_context, run_suite  # noqa: PLC0415
    from auditor.gx.suite import Limits, make_suite  # noqa: PLC0415

    lang = lang or default_language(os.environ)
    report = run(paths, encoding, lang)
    rules = builtin_rules()
    context = open_context(place)
    made = make_suite(rules, Limits(min_coverage, max_false_script, max_duplicates))
    outcome = run_suite(context, made, report, docs, lang)
    for name in outcome.broken:
        click.echo(("未满足：" if lang == "zh" else "not met: ") + name)
    for name in outcome.raised:
        click.echo(("未能检查：" if lang == "zh" else "could not be checked: ") + name, err=True)
    if outcome.raised:
        sys.exit(Failure.exit_code)
    known = {rule.id for rule in rules}
    limits_broken = any(name not in known for name in outcome.broken)
    sys.exit(exit_code(report, fail_on) or (FINDINGS if limits_broken and fail_on != "never" else 0))
