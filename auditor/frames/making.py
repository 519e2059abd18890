"""Rows → DataFrames with the promised types, the same under pandas 2.2 and 3."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping

import pandas as pd

from auditor.frames.columns import CATEGORIES, DOCUMENT, TABLES
from auditor.frames.rows import ROWS
from auditor.model import Report

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def make_frame(report: Report, table: str, ids: Mapping[str, Hashable] | None = None) -> pd.DataFrame:
    """One of `TABLES`.  `ids` stand in the column `document` instead of the paths, with their own type, made nullable."""
    columns = TABLES[table]
    rows = list(ROWS[table](report))
    data = {
        name: _column(values, columns[name]) for name, values in zip(columns, _turned(rows, len(columns)), strict=True)
    }
    frame = pd.DataFrame(data)
    if ids is not None:
        known = pd.Series(list(ids.values()), index=list(ids)).convert_dtypes()
        frame[DOCUMENT] = known.reindex(frame[DOCUMENT]).set_axis(frame.index)
    return frame


def _turned(rows: list[tuple[object, ...]], width: int) -> list[list[object]]:
    return [[row[at] for row in rows] for at in range(width)]


def _column(values: list[object], kind: str) -> pd.Series:
    if kind in CATEGORIES:
        names, ordered = CATEGORIES[kind]
        return pd.Series(pd.Categorical(values, categories=names, ordered=ordered))
    if kind == "string":
        values = [_sound(value) for value in values]
    return pd.Series(values, dtype=kind)


def _sound(value: object) -> object:
    """Without half pairs of surrogates, which no file format takes."""
    if isinstance(value, str) and _HALF_PAIR.search(value):
        return _HALF_PAIR.sub("\ufffd", value)
    return value
