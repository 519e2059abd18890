"""A table whose rows and columns are named: what the finders read."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.grid import Grid
from auditor.relations.mentions import Mention
from auditor.tables.entries import Entry
from auditor.tables.headings import Measure


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its name, its depth (numbering 1 to 4, else 0), and its entries by column."""

    measure: Measure
    level: int
    indent: int
    entries: tuple[Entry | None, ...]
    mentions: tuple[Mention | None, ...]
    ragged: bool = False

    @property
    def is_heading(self) -> bool:
        """A row without any number parts the rows below it from those above."""
        return all(entry is None or not entry.is_number for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns named; `columns[i]` is None where column i holds words."""

    grid: Grid
    columns: tuple[Measure | None, ...]
    lines: tuple[Line, ...]
    headed: bool

    @property
    def numeric(self) -> list[int]:
        return [number for number, column in enumerate(self.columns) if column is not None]
