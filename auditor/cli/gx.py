"""`auditor gx suite` and `auditor gx run`."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.bilingual import same
from auditor.cli import known
from auditor.cli.caching import Keeping, cache_options
from auditor.cli.exits import Failure, refusal
from auditor.cli.options import input_options, jobs_option, lang_option, output_option
from auditor.cli.output import save_text, write
from auditor.cli.ruling import Ruling, rule_options
from auditor.cli.running import run
from auditor.crew import cores
from auditor.extras import MissingExtraError, require
from auditor.model import Severity

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

    from auditor.gx.running import Outcome, Wanted
    from auditor.gx.suite import Limits
    from auditor.model import Report

_EPILOG = """\b
Examples:
  auditor gx suite -o suite.json                   the rules as expectations / 规则写成期望
  auditor gx run articles/ --docs docs/            run them, build Data Docs / 运行并生成网页
  auditor gx run articles/ --context project/ --min-coverage 0.5"""
_LEVELS = [severity.value for severity in Severity]
_SHARE = click.FloatRange(0, 1)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_LIMITS = (
    click.option("--min-coverage", type=_SHARE, help="Least share of figures checked, on average."),
    click.option("--max-false-script", type=_SHARE, help="Greatest share of documents that mix scripts."),
    click.option("--max-duplicates", type=_SHARE, help="Greatest share of documents that repeat another."),
    click.option(
        "--implausible",
        type=click.Choice([*_LEVELS, "off"]),
        default=Severity.NOTE.value,
        show_default=True,
        help="How grave it is if a figure leaves its plausible range.",
    ),
    click.option("--ranges", type=_FILE, help="A YAML file of plausible ranges, before the built-in ones."),
)
_WORDS = {
    "violated": {"zh": "未满足：{said}", "en": "not met: {said}"},
    "rows": {"zh": "（{count} 行）", "en": " ({count} rows)"},
    "unread": {"zh": "未满足：{said}", "en": "not met: {said}"},
    "docs": {"zh": "Data Docs：{said}", "en": "Data Docs: {said}"},
    "raised": {"zh": "未能检查：{said}：{why}", "en": "could not be checked: {said}: {why}"},
}


def limit_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options about a run as a whole, as one argument `limits`, read when it is called."""

    @functools.wraps(command)
    def with_limits(
        *, min_coverage: float | None, max_false_script: float | None, max_duplicates: float | None,
        implausible: str, ranges: Path | None, **values: Any,
    ) -> None:  # fmt: skip
        def limits() -> Limits:
            from auditor.gx.suite import Limits  # noqa: PLC0415

            grade = None if implausible == "off" else Severity(implausible)
            return Limits(min_coverage, max_false_script, max_duplicates, grade, _read_ranges(ranges))

        command(limits=limits, **values)

    decorated: Callable[..., None] = with_limits
    for option in reversed(_LIMITS):
        decorated = option(decorated)
    return decorated


def _read_ranges(path: Path | None) -> tuple[dict[str, Any], ...]:
    if path is None:
        return ()
    from auditor.bilingual import RuleFileError  # noqa: PLC0415
    from auditor.plausible import load_trees  # noqa: PLC0415

    try:
        return tuple(load_trees(path))
    except RuleFileError as error:
        raise Failure(error.said) from error


@click.group(epilog=_EPILOG, short_help="The audit through Great Expectations.  用 Great Expectations 核对。")
def gx() -> None:
    """The audit as a suite of Great Expectations; needs auditor[gx]."""
    try:
        require("gx", "pandas", "great_expectations")
    except MissingExtraError as error:
        raise Failure(error.said) from error


@gx.command(short_help="Write the suite as JSON.")
@rule_options
@limit_options
@lang_option
@output_option
def suite(ruling: Ruling, limits: Callable[[], Limits], lang: str | None, output: Path | None) -> None:
    """Write the rules as an ExpectationSuite in JSON."""
    import json  # noqa: PLC0415

    from auditor.gx.running import open_context  # noqa: PLC0415

    open_context(None)
    made = _suite(ruling, limits(), ruling.language(lang))
    text = json.dumps(made.to_json_dict(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        write(text, "json")
    else:
        save_text(output, text)


def _suite(ruling: Ruling, limits: Limits, lang: str) -> ExpectationSuite:
    from auditor.gx.suite import make_suite  # noqa: PLC0415

    prepared = ruling.prepare()
    return make_suite(prepared.chosen(), limits, severities=prepared.choice.severities, lang=lang)


@gx.command(name="run", short_help="Run the suite, build Data Docs.")
@input_options
@rule_options
@cache_options
@limit_options
@click.option(
    "--context",
    "place",
    type=_FOLDER,
    help="A project of Great Expectations, made where there is none [default: nothing is kept].",
)
@click.option("--docs", type=_FOLDER, help="Build Data Docs in this folder [default: in the project].")
@click.option("--summary", type=_FILE, help="Write what was not met to this Markdown file [default: in the project].")
@click.option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    help="Least severity that makes the exit code 1 [default: warning].",
)
@known.read_option
@jobs_option
def run_command(
    ruling: Ruling,
    limits: Callable[[], Limits],
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    keeping: Keeping,
    place: Path | None,
    docs: Path | None,
    summary: Path | None,
    fail_on: str | None,
    baseline: Path | None,
    jobs: int | None,
) -> None:
    """Audit articles and hold the suite against what was found.  Exit codes as for check."""
    from auditor.gx.running import Wanted  # noqa: PLC0415

    lang = ruling.language(lang)
    wanted = Wanted(docs, summary, fail_on or ruling.settings.fail_on or Severity.WARNING.value, lang)
    made = functools.partial(_suite, ruling, limits(), lang)  # ranges are better refused before a long run
    if baseline is not None:
        known.load_baseline(baseline)
    report = run(paths, encoding, lang, ruling, jobs=jobs or cores(), keeping=keeping)
    report = known.shown(known.with_baseline(report, ruling, lang, baseline, None))
    outcome = _hold(place, made, report, wanted)
    for one in outcome.unmet:
        said = _WORDS[one.why.value][lang].format(said=one.said, why=one.raised)
        rows = _WORDS["rows"][lang].format(count=one.rows) if one.rows else ""
        click.echo(said + rows, err=one.why.value == "raised")
    if outcome.docs is not None:
        click.echo(_WORDS["docs"][lang].format(said=outcome.docs / "index.html"))
    sys.exit(outcome.code)


def _hold(place: Path | None, made: Callable[[], ExpectationSuite], report: Report, wanted: Wanted) -> Outcome:
    from great_expectations.exceptions import GreatExpectationsError  # noqa: PLC0415

    from auditor.gx.running import open_context, run_suite  # noqa: PLC0415

    try:
        return run_suite(open_context(place), made(), report, wanted)
    except OSError as error:
        raise refusal(error.filename or wanted.docs or place, error) from error
    except GreatExpectationsError as error:
        raise Failure(same(f"{place or 'Great Expectations'}: {error}")) from error
