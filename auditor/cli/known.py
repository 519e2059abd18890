"""`--baseline` and `--write-baseline`: what is known already stays quiet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.bilingual import Bilingual, same
from auditor.cli.exits import Failure, refusal
from auditor.cli.options import writable_place
from auditor.cli.output import save_report
from auditor.cli.ruling import Ruling
from auditor.cli.running import changed_part
from auditor.held import telling
from auditor.model import Report

if TYPE_CHECKING:
    from auditor.baseline import Baseline, Entry
    from auditor.changes import Changes

_MOST_SHOWN = 10
_WORDS = {
    "written": {"zh": "已记下 {count} 条发现", "en": "findings written down: {count}"},
    "stale": {
        "zh": "有 {count} 条已不存在，可用 --write-baseline 重写：",
        "en": "no longer found: {count}; --write-baseline writes it anew:",
    },
    "known": {"zh": "其中 {count} 条发现已知，未列出", "en": "known findings not shown: {count}"},
}
_NO_BASELINE = Bilingual(
    "没有这个文件；可用 --write-baseline 记下现有的发现",
    "no such file; --write-baseline writes down what is found today",
)

_FILE = click.Path(dir_okay=False, path_type=Path)
read_option = click.option("--baseline", type=_FILE, help="Known findings, which stay quiet.")
write_option = click.option(
    "--write-baseline", type=_FILE, callback=writable_place, help="Write down all findings as known."
)


def with_baseline(
    report: Report, ruling: Ruling, lang: str, read: Path | None, write: Path | None, changes: Changes | None = None
) -> Report:
    """The report with what is known marked as such; what a baseline has written down is known from then on.

    Of `changes`, if there are any, it keeps what concerns them.  The baseline is held against all that was found:
    what stands on lines that did not change is not gone.

    Raises:
        Failure: a baseline that cannot be read or written.
    """
    if write is not None:
        from auditor.baseline import baseline_text  # noqa: PLC0415

        text = baseline_text(report, write.resolve().parent)
        save_report(write, text, report)
        read = write
    if read is None:
        return changed_part(report, changes)
    from auditor.baseline import compare_with  # noqa: PLC0415

    compared = compare_with(load_baseline(read), report, ruling.prepare().choice.on)
    _tell_stale(read, compared.stale, lang)
    part = changed_part(compared.report, changes)
    known = sum(bool(one.known) for _, document in telling(part.documents) for one in document.findings)
    _say(read, "known" if write is None else "written", known, lang)
    return part


def shown(report: Report) -> Report:
    """The report without what is known or suppressed."""
    findings = (one for _, document in telling(report.documents) for one in document.findings)
    if not any(one.known or one.suppressed is not None for one in findings):
        return report
    from auditor.baseline import loud  # noqa: PLC0415

    return loud(report)


def load_baseline(path: Path) -> Baseline:
    """A baseline, or the failure to say what is wrong with it."""
    from auditor.baseline import BaselineError, read_baseline  # noqa: PLC0415

    try:
        return read_baseline(path)
    except FileNotFoundError as error:
        raise Failure(same(f"{path}: ") + _NO_BASELINE) from error
    except OSError as error:
        raise refusal(path, error) from error
    except BaselineError as error:
        raise Failure(same(f"{path}: ") + error.problem) from error


def _tell_stale(path: Path, stale: tuple[Entry, ...], lang: str) -> None:
    from auditor.report.display import printable  # noqa: PLC0415

    if not stale:
        return
    _say(path, "stale", len(stale), lang)
    for one in stale[:_MOST_SHOWN]:
        click.echo(f"  {printable(one.path)}: {printable(one.rule)} {printable(one.id)}", err=True)
    if len(stale) > _MOST_SHOWN:
        click.echo("  …", err=True)


def _say(path: Path, key: str, count: int, lang: str) -> None:
    if count or key == "written":
        words = _WORDS[key]["zh" if lang == "zh" else "en"].format(count=count)
        click.echo(f"auditor: {path}: {words}", err=True)
