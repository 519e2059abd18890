"""Which figure is probably wrong, and why.

`diagnose` looks at all claims of a document together: rows that parallel series lack (`gaps`), and for every other
claim that fails the figures whose change would make it and all others hold (`suspects`).
"""

from __future__ import annotations

from auditor.diagnosis.gaps import Row, missing_rows
from auditor.diagnosis.suspects import Accused, accuse
from auditor.examination import Examination
from auditor.frozen import dataclass
from auditor.model import Verdict

__all__ = ["Diagnosis", "diagnose"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`accused` by the place of the failing claim among those chosen; claims that a row explains have none."""

    accused: dict[int, tuple[Accused, ...]]
    rows: tuple[Row, ...] = ()


def diagnose(examined: Examination) -> Diagnosis:
    """The likeliest explanation of every claim that fails."""
    chosen = examined.chosen
    if all(one.verdict is not Verdict.FAILS for one in chosen):
        return Diagnosis({})
    rows = missing_rows(chosen)
    explained = {cell.number for row in rows for cell in row.cells}
    return Diagnosis(accuse(examined.page, examined.attempts, chosen, explained), tuple(rows))
