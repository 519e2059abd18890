"""`auditor export`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from auditor.bilingual import SaidError
from auditor.cli.exits import INPUT_ERRORS, Failure, Misuse, refusal
from auditor.cli.options import input_options
from auditor.cli.output import is_input
from auditor.cli.running import run
from auditor.extras import MissingExtraError, require
from auditor.frames.columns import TABLES
from auditor.model import Report
from auditor.report.environment import default_language

_PACKAGES = {".csv": (), ".jsonl": (), ".parquet": ("pyarrow",), ".xlsx": ("xlsxwriter",)}
_WORKBOOK = ".xlsx"
_EPILOG = """\b
Examples:
  auditor export articles/ --to audit.xlsx                  all tables / 全部表格，各占一页
  auditor export articles/ --to figures.csv --to claims.parquet
  auditor export articles/ --table findings --to 问题.jsonl"""


@click.command(epilog=_EPILOG, short_help="Write tables: CSV, Parquet, Excel, JSON lines.  导出表格。")
@input_options
@click.option(
    "--to",
    "places",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help="A .csv, .jsonl, .parquet or .xlsx file; may be repeated.",
)
@click.option(
    "--table",
    "tables",
    type=click.Choice(list(TABLES)),
    multiple=True,
    help="Which table [default: the one that the file is named after; a workbook has all].",
)
def export(
    paths: tuple[str, ...], encoding: str | None, lang: str | None, places: tuple[Path, ...], tables: tuple[str, ...]
) -> None:
    """Write the figures, claims and findings of articles as tables."""
    lang = lang or default_language(os.environ)
    wanted = [(place, _tables_for(place, tables)) for place in places]
    try:
        require("pandas", "pandas", *(package for place in places for package in _PACKAGES[place.suffix.lower()]))
    except MissingExtraError as error:
        raise Failure(error.said) from error
    report = run(paths, encoding, lang)
    _write(report, wanted)
    sys.exit(INPUT_ERRORS if report.errors else 0)


def _tables_for(place: Path, tables: Sequence[str]) -> tuple[str, ...]:
    """Better refused before a long run than after it."""
    suffix = place.suffix.lower()
    if suffix not in _PACKAGES:
        raise Misuse(
            f"--to {place}：文件名须以 {'、'.join(_PACKAGES)} 结尾",
            f"--to {place}: must end in one of {', '.join(_PACKAGES)}",
        )
    if not place.resolve().parent.is_dir():
        raise Misuse(
            f"--to {place}：没有这个文件夹，请先建立：{place.parent}",
            f"--to {place}: no such folder: {place.parent}; make it first",
        )
    if suffix == _WORKBOOK:
        return tuple(tables or TABLES)
    if len(tables) > 1:
        raise Misuse(
            f"--to {place}：只能有一个 --table；多个表只能写入 .xlsx",
            f"--to {place}: takes one --table; several go into .xlsx only",
        )
    if not tables and place.stem not in TABLES:
        raise Misuse(
            f"--to {place}：请用 --table 指明哪个表，或以表名作文件名：{'、'.join(TABLES)}",
            f"--to {place}: say which --table, or name the file after one: {', '.join(TABLES)}",
        )
    return tuple(tables) or (place.stem,)


def _write(report: Report, wanted: Sequence[tuple[Path, tuple[str, ...]]]) -> None:
    from auditor.frames.making import make_frame  # noqa: PLC0415
    from auditor.frames.writing import write_tables  # noqa: PLC0415

    inputs = {Path(document.document.path).resolve() for document in report.documents}
    for place, tables in wanted:
        if place.resolve() in inputs:
            raise is_input(place)
        try:
            write_tables({table: make_frame(report, table) for table in tables}, place)
        except OSError as error:
            raise refusal(place, error) from error
        except SaidError as error:
            raise Failure(error.problem) from error
