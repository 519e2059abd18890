"""What was measured, as rows of a table and as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tabulate import tabulate

from auditor import __version__


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure; `wanted` says what it should be, and `met` whether it is (None: nothing is asked of it)."""

    what: str
    value: float
    unit: str
    wanted: str = ""
    met: bool | None = None

    @classmethod
    def at_most(cls, what: str, value: float, limit: float, unit: str = "") -> Measured:
        """A figure that should not exceed `limit`."""
        return cls(what, value, unit, f"≤ {limit:g}", value <= limit)

    @classmethod
    def at_least(cls, what: str, value: float, limit: float, unit: str = "") -> Measured:
        """A figure that should reach `limit`."""
        return cls(what, value, unit, f"≥ {limit:g}", value >= limit)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be measured here, and why."""

    what: str
    why: str


Row = Measured | Skipped


def table(name: str, rows: Iterable[Row]) -> str:
    """The rows as a reader sees them."""
    cells = [_cells(row) for row in rows]
    return tabulate(cells, headers=[name, "", "", "wanted", ""], disable_numparse=True, colalign=("left", "right"))


def _cells(row: Row) -> Sequence[str]:
    if isinstance(row, Skipped):
        return row.what, "-", "", "", f"skipped: {row.why}"
    met = {True: "met", False: "NOT MET", None: ""}[row.met]
    return row.what, _print(row.value), row.unit, row.wanted, met


def _print(value: float) -> str:
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def keep(path: Path, measured: dict[str, list[Row]]) -> None:
    """Write what was measured beside what was measured before under other names."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept |= {name: [asdict(row) for row in rows] for name, rows in measured.items()}
    kept["made with"] = {"auditor": __version__, "python": platform.python_version(), "machine": platform.machine()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
