"""`auditor fix`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from auditor.cli.exits import FINDINGS, INPUT_ERRORS, Misuse
from auditor.cli.options import input_options
from auditor.cli.output import write as write_out
from auditor.cli.ruling import Ruling, rule_options
from auditor.cli.running import run
from auditor.model import Document, Edit, InputError, Report
from auditor.report.wording import word

_EPILOG = """\b
Examples:
  auditor fix 报道.txt                       show what is certain / 显示有把握的修改
  auditor fix articles/ | patch -p1          apply it elsewhere / 另行套用
  auditor fix articles/ --write --backup     change the files / 直接改文件，留备份

\b
Exit codes:
  0  nothing to repair, or all of it written
  1  repairs are shown
  2  usage error, or an input that could not be read or written (the others are)"""


@click.command(epilog=_EPILOG, short_help="Repair what is certain.  改正有把握的错。")
@input_options
@rule_options
@click.option("--diff", is_flag=True, help="Show the repairs as a diff (the default).")
@click.option("--write", is_flag=True, help="Change the files, each all at once or not at all.")
@click.option("--backup", is_flag=True, help="With --write: keep the file as it was, as NAME.bak.")
def fix(
    ruling: Ruling,
    paths: tuple[str, ...],
    encoding: str | None,
    lang: str | None,
    diff: bool,
    write: bool,
    backup: bool,
) -> None:
    """Repair doubled words and the like; never a figure.  Shows a diff, unless told to write.

    Only what the rules that are on have found is repaired.
    """
    if diff and write:
        raise Misuse("--diff 与 --write 只能用一个", "either --diff or --write")
    if backup and not write:
        raise Misuse("--backup 要与 --write 同用", "--backup goes with --write")
    lang = ruling.language(lang)
    sys.exit(_fix(run(paths, encoding, lang, ruling), lang, write, backup))


def _fix(report: Report, lang: str, writing: bool, backup: bool) -> int:
    """Show or write the repairs of all inputs, and say how many."""
    from auditor.repair import certain_edits  # noqa: PLC0415

    failed = bool(report.errors)
    files = count = 0
    for one in report.documents:
        edits = certain_edits(one)
        if not edits:
            continue
        if writing and not _rewrite(one.document, edits, lang, backup):
            failed = True
            continue
        if not writing:
            _show(one.document, edits, lang)
        files, count = files + 1, count + len(edits)
    click.echo(word(lang, "fixed" if writing else "fixable", count=count, files=files), err=True)
    if failed:
        return INPUT_ERRORS
    return FINDINGS if count and not writing else 0


def _show(document: Document, edits: Sequence[Edit], lang: str) -> None:
    from auditor.report.diff import unified_diff  # noqa: PLC0415
    from auditor.report.display import printable  # noqa: PLC0415
    from auditor.report.errors import shown_path  # noqa: PLC0415

    shown = unified_diff(shown_path(document.path, lang), document.text, edits)
    if sys.stdout.isatty():  # what an article holds must not steer a terminal
        shown = "".join(printable(line) + "\n" for line in shown.removesuffix("\n").split("\n"))
    write_out(shown, "json")


def _rewrite(document: Document, edits: Sequence[Edit], lang: str, backup: bool) -> bool:
    """Change one file; if that fails, say so and leave it as it was."""
    from auditor.reading.originals import OriginalError, original  # noqa: PLC0415
    from auditor.repair import RepairError, apply_to_bytes  # noqa: PLC0415
    from auditor.report.errors import error_line  # noqa: PLC0415
    from auditor.report.saving import save  # noqa: PLC0415

    path = Path(document.path)
    try:
        data = original(document.path, lang)
        changed = apply_to_bytes(data, document.text, document.encoding, edits)
        if backup:
            save(_free_name(path), data)
        save(path, changed)
    except OriginalError as error:
        message = str(error)
    except RepairError:
        message = word(lang, "not-rewritten")
    except OSError as error:
        message = error.strerror or str(error)
    else:
        return True
    click.echo(error_line(InputError(document.path, message), lang), err=True)
    return False


def _free_name(path: Path) -> Path:
    """NAME.bak, or with a number where that is taken: no backup is ever overwritten."""
    candidate = path.with_name(f"{path.name}.bak")
    number = 1
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{path.name}.bak{number}")
    return candidate
