"""The command line.  Alone prints and exits; what it does not need, it does not import."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from auditor import __version__
from auditor.batch import audit_all, describe
from auditor.model import DocumentReport, InputError, Report, Severity
from auditor.reading import read_documents, text_encoding
from auditor.report.environment import default_language, wants_color
from auditor.report.rendering import render_check, render_figures
from auditor.report.summary import summarize

if TYPE_CHECKING:
    from auditor.audit import Auditor

_INPUT_ERRORS = 2
_FINDINGS = 1
_INTERRUPTED = 128 + signal.SIGINT
_QUIET_SECONDS = 1.0
_DEFAULT_WIDTH = (100, 24)
_EPILOG_CHECK = """\b
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
_EPILOG_FIGURES = """\b
Examples:
  auditor figures 报道.txt                   every figure that is read / 列出读到的数字
  auditor figures articles/ --format json"""
_COLOR_HELP = "Colours; auto: on a terminal, heeding NO_COLOR and FORCE_COLOR."
_EPILOG = """\b
Examples:
  auditor check articles/                    find what cannot be true / 查出自相矛盾的数字
  auditor figures 报道.txt                   see how figures are read / 查看数字如何被读取"""


def load_auditor(lang: str) -> Auditor:
    """The engine; imported here, so that `--help` stays quick."""
    from auditor.audit import Auditor  # noqa: PLC0415

    return Auditor(lang)


class _Failure(click.ClickException):
    """Nothing could be audited, or the report not written."""

    exit_code = _INPUT_ERRORS


class _Progress:
    """A line on the terminal that says how far a long run has come; nothing in a short one."""

    def __init__(self, lang: str) -> None:
        self._pattern = "已核对 {} 个文件" if lang == "zh" else "{} files audited"
        self._start = time.monotonic()
        self._shown = False
        self._count = 0
        self._active = sys.stderr.isatty()

    def advance(self) -> None:
        self._count += 1
        if self._active and time.monotonic() - self._start > _QUIET_SECONDS:
            click.echo("\r\x1b[K" + self._pattern.format(self._count), err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


def _run(paths: tuple[str, ...], encoding: str | None, lang: str) -> Report:
    """Audit every input; each that fails is a line on stderr at once."""
    from auditor.report.errors import error_line  # noqa: PLC0415

    try:
        auditor = load_auditor(lang)
    except Exception as error:  # a broken rule pack: say where, without a traceback
        raise _Failure(describe(error)) from error
    progress = _Progress(lang)

    def tell(outcome: DocumentReport | InputError) -> None:
        if isinstance(outcome, InputError):
            progress.clear()
            click.echo(error_line(outcome, lang), err=True)
        progress.advance()

    report = audit_all(auditor, read_documents(paths, encoding, lang=lang), lang, tell)
    progress.clear()
    return report


def _exit_code(report: Report, fail_on: str) -> int:
    """Input errors win over findings."""
    if report.errors:
        return _INPUT_ERRORS
    if fail_on == "never":
        return 0
    return _FINDINGS if summarize(report).at_least(Severity(fail_on)) else 0


def _write(text: str, form: str) -> None:
    """Print to standard output.  A reader that has gone (`| head`) is no failure."""
    stream = sys.stdout.buffer
    encoding = "utf-8" if form == "json" else sys.stdout.encoding
    rest = memoryview(text.encode(encoding, "replace"))
    try:
        while rest:  # unbuffered (python -u), a write may take less than it is given
            rest = rest[stream.write(rest) :]
        stream.flush()
    except OSError as error:
        # What is still buffered would be flushed at exit, and fail again with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _Failure(f"standard output: {error.strerror}") from error


def _save(path: Path, text: str, report: Report) -> None:
    from auditor.report.saving import save  # noqa: PLC0415

    if any(path.resolve() == Path(document.document.path).resolve() for document in report.documents):
        raise _Failure(f"{path}: is one of the inputs, not overwritten")
    try:
        save(path, text.encode("utf-8"))
    except OSError as error:
        raise _Failure(f"{path}: {error.strerror or error}") from error


def _known_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    try:
        return None if name is None else text_encoding(name)
    except LookupError:
        raise click.BadParameter(f"unknown text encoding {name!r}") from None


def _writable_place(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    """Better refused before a long run than after it."""
    if path is None or str(path) == "-":
        return None
    if not path.resolve().parent.is_dir():
        raise click.BadParameter(f"no such folder: {path.parent}")
    return path


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    """What both commands take."""
    for decorate in (
        click.option("--encoding", callback=_known_encoding, help="Encoding of the inputs [default: detected]."),
        click.option("--lang", type=click.Choice(["zh", "en"]), help="Language [default: from the locale]."),
        click.argument("paths", nargs=-1, required=True),
    ):
        command = decorate(command)
    return command


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor", message="%(prog)s %(version)s")
def cli() -> None:
    """Find the figures in Chinese articles, recompute what the prose claims, say what cannot be true.

    核对中文文章中的数字与说法，指出自相矛盾之处。
    """


@cli.command(epilog=_EPILOG_CHECK, short_help="Check articles.  核对文章。")
@_input_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    callback=_writable_place,
    help="Write the report to a file: all of it or nothing.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Least severity that makes the exit code 1.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show also the claims that hold or stay open.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help=_COLOR_HELP)
def check(
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    form: str,
    output: Path | None,
    fail_on: str,
    verbose: bool,
    color: str,
) -> None:
    """Check articles: files, folders (.txt and .md in them), wildcards, or - for standard input."""
    lang = lang or default_language(os.environ)
    report = _run(paths, encoding, lang)
    colored = wants_color(color, output is None and sys.stdout.isatty(), os.environ)
    width = shutil.get_terminal_size(_DEFAULT_WIDTH).columns
    text = render_check(report, form, lang=lang, color=colored, verbose=verbose, width=width)
    if output is None:
        _write(text, form)
    else:
        _save(output, text, report)
    sys.exit(_exit_code(report, fail_on))


@cli.command(epilog=_EPILOG_FIGURES, short_help="List their figures.  列出数字。")
@_input_options
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def figures(paths: tuple[str, ...], encoding: str | None, lang: str | None, form: str) -> None:
    """List the figures: where, as printed, value in the base unit, interval, unit, label, period."""
    lang = lang or default_language(os.environ)
    report = _run(paths, encoding, lang)
    _write(render_figures(report, form, lang=lang), form)
    sys.exit(_INPUT_ERRORS if report.errors else 0)


def main() -> NoReturn:
    """Run and exit; 130 after Ctrl-C, as a shell expects."""
    try:
        code = cli.main(prog_name="auditor", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
