"""What Python programs get: a report, as pandas tables, and as a notebook shows it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.extras import require
from auditor.frozen import dataclass
from auditor.model import Report

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found, as pandas tables; `report` holds the same as plain typed objects.

    The columns of each table and their types are listed in docs/pandas.md and do not change with the pandas version.
    """

    report: Report
    lang: str = "zh"
    ids: Mapping[str, Hashable] | None = field(default=None, repr=False)

    def figures(self) -> pd.DataFrame:
        """Every figure: as printed, its exact value, interval, unit, label and period."""
        return self._table("figures")

    def claims(self) -> pd.DataFrame:
        """Every relation that the prose asserts, with its verdict and working."""
        return self._table("claims")

    def operands(self) -> pd.DataFrame:
        """Every figure of every claim, with the part that it plays."""
        return self._table("operands")

    def findings(self) -> pd.DataFrame:
        """What an editor should look at."""
        return self._table("findings")

    def coverage(self) -> pd.DataFrame:
        """A row a document: how much of it was checked, and how much was found."""
        return self._table("coverage")

    def failures(self) -> pd.DataFrame:
        """The inputs that could not be audited; where `rule` is named, not by that rule."""
        return self._table("failures")

    def _table(self, name: str) -> pd.DataFrame:
        require("pandas", "pandas")
        from auditor.frames.making import make_frame  # noqa: PLC0415

        return make_frame(self.report, name, self.ids)

    def __repr__(self) -> str:
        found = sum(len(document.findings) for document in self.report.documents)
        failed = f", {len(self.report.errors)} failed" if self.report.errors else ""
        return f"<AuditReport: {len(self.report.documents)} documents, {found} findings{failed}>"

    def _repr_html_(self) -> str:
        from auditor.report.notebook import to_notebook  # noqa: PLC0415

        return to_notebook(self.report, lang=self.lang)
