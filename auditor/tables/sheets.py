"""A table whose rows and columns are named: what the finders read."""

from __future__ import annotations

from auditor.frozen import dataclass
from auditor.grid import Grid
from auditor.relations.mentions import Mention
from auditor.tables.entries import Entry
from auditor.tables.headings import Measure

# A table of more rows is a list of things, not of what is measured.
_MOST_TURNED = 60


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
    is_turned: bool = False

    @property
    def numeric(self) -> list[int]:
        return [number for number, column in enumerate(self.columns) if column is not None]

    def turned(self) -> Sheet | None:
        """Rows as columns and columns as rows; None where that would say nothing: rows or columns without a name."""
        rows = [line for line in self.lines if not line.ragged]
        if not self.headed or len(rows) > _MOST_TURNED or not any(line.measure.name for line in rows):
            return None
        lines = tuple(
            Line(column, 0, 0, tuple(row.entries[place] for row in rows), tuple(row.mentions[place] for row in rows))
            for place, column in enumerate(self.columns)
            if column is not None
        )
        return Sheet(self.grid, tuple(None if row.is_heading else row.measure for row in rows), lines, True, True)
