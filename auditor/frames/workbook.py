"""Tables → an Excel workbook: a sheet a table, its header frozen, columns as wide as Chinese text needs, and links
from a finding or an operand to its claim."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

from auditor.bilingual import Bilingual, SaidError
from auditor.frames.columns import DOCUMENT
from auditor.report.display import display_width, printable

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
# Excel opens no sheet with more links than this.
_MOST_LINKS = 65_000
_NARROWEST, _WIDEST, _SAMPLE = 6, 60, 500
# What an article holds is text: never a formula, never an address to be clicked.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def to_workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """
    Raises:
        ValueError: a table is too long for a worksheet.
    """
    written = io.BytesIO()
    claims = _rows_of_claims(tables.get("claims"))
    with pd.ExcelWriter(written, engine="xlsxwriter", engine_kwargs={"options": _OPTIONS}) as writer:
        link = writer.book.add_format({"font_color": "#0563C1", "underline": 1})
        for name, frame in tables.items():
            if len(frame) >= _MOST_ROWS:
                raise SaidError(
                    Bilingual(
                        f"{name}：{len(frame)} 行，一张工作表放不下；请写成 .parquet 或 .csv",
                        f"{name}: {len(frame)} rows are too many for a worksheet; write .parquet or .csv",
                    )
                )
            shown = _shortened(frame)
            shown.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name]
            _fit(sheet, shown)
            if claims and name != "claims" and {DOCUMENT, "claim"} <= set(frame.columns):
                _link(sheet, frame, claims, link)
    return written.getvalue()


def _rows_of_claims(claims: pd.DataFrame | None) -> dict[tuple[object, object], int]:
    """The row of each claim on its sheet, counted from 1 below the header."""
    if claims is None:
        return {}
    return {key: row for row, key in enumerate(zip(claims[DOCUMENT], claims["claim"], strict=True), 2)}


def _shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """Excel refuses a file with a longer cell."""
    frame = frame.copy()
    for name in frame.columns:
        if frame[name].dtype == "string":
            frame[name] = frame[name].map(_short, na_action="ignore").astype("string")
    return frame


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"


def _fit(sheet: Any, frame: pd.DataFrame) -> None:
    sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    for at, name in enumerate(frame.columns):
        cells = [str(cell)[:_WIDEST] for cell in frame[name].head(_SAMPLE).dropna()]
        widest = max((display_width(printable(cell)) for cell in [name + "  ", *cells]), default=0)
        sheet.set_column(at, at, min(max(widest + 1, _NARROWEST), _WIDEST))


def _link(sheet: Any, frame: pd.DataFrame, claims: Mapping[tuple[object, object], int], shown_as: Any) -> None:
    column = frame.columns.get_loc("claim")
    linked = 0
    for row, key in enumerate(zip(frame[DOCUMENT], frame["claim"], strict=True), 1):
        if pd.isna(key[1]) or key not in claims or linked == _MOST_LINKS:
            continue
        sheet.write_url(row, column, f"internal:'claims'!A{claims[key]}", shown_as, str(key[1]))
        linked += 1
