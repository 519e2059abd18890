"""Tables → a file, in the form that its name ends in: all of it or nothing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import pandas as pd

from auditor.bilingual import Bilingual, SaidError
from auditor.frames.columns import TEXT
from auditor.frames.workbook import to_workbook
from auditor.report.saving import save

# A cell that begins so is a formula to a spreadsheet, unless it is a number with its sign.
_FORMULA = re.compile(r"[=@\t\r]|[-+](?![\d.,]+%?\Z)")


def write_tables(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Several tables go into a workbook (`.xlsx`) only, each on a sheet of its own.

    Raises:
        ValueError: the form is unknown, takes one table only, or a table is too long for a worksheet.
        OSError: the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        known = ", ".join(SUFFIXES)
        raise SaidError(
            Bilingual(
                f"{path}：不认识“{path.suffix}”；可用的有：{known}",
                f"{path}: unknown form {path.suffix!r}; known: {known}",
            )
        )
    if len(tables) != 1 and write is not to_workbook:
        raise SaidError(
            Bilingual(
                f"{path}：只能写一个表；多个表只能写入 .xlsx", f"{path}: takes one table; several go into .xlsx only"
            )
        )
    save(path, write(tables))


def _only(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    (frame,) = tables.values()
    return frame


def _to_csv(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """UTF-8 with the mark that Excel wants; no cell is a formula, whatever an article holds."""
    frame = _only(tables).copy()
    for name in frame.columns:
        if frame[name].dtype == TEXT:
            frame[name] = frame[name].map(_guarded, na_action="ignore").astype(TEXT)
    return cast(str, frame.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _guarded(cell: str) -> str:
    safe = cell.replace("\0", "\ufffd")
    return "'" + safe if _FORMULA.match(safe) else safe


def _to_jsonl(tables: Mapping[str, pd.DataFrame]) -> bytes:
    frame = _only(tables).astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    return "".join(json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in records).encode("utf-8")


def _to_parquet(tables: Mapping[str, pd.DataFrame]) -> bytes:
    written = io.BytesIO()
    _only(tables).to_parquet(written, index=False, engine="pyarrow")
    return written.getvalue()


_WRITERS: dict[str, Callable[[Mapping[str, pd.DataFrame]], bytes]] = {
    ".csv": _to_csv,
    ".jsonl": _to_jsonl,
    ".parquet": _to_parquet,
    ".xlsx": to_workbook,
}
SUFFIXES = tuple(_WRITERS)
