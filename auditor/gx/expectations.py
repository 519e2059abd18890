"""Expectations of our own: a rule of the audit holds; a formula holds over the columns of any table."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility.pydantic import Field

from auditor.formula import parse
from auditor.gx import metrics as _metrics
from auditor.gx.cells import failing_rows
from auditor.gx.shown import ShowsRows, result_of


class ExpectRuleToHold(ShowsRows):
    """Expect a rule of the audit to raise no finding in a table of verdicts.

    The table has a row a claim or finding, with the columns rule, severity (missing where nothing was found),
    document, line, column, text and working, as `auditor.gx.verdicts.verdict_frame` makes it.

    Args:
        rule: the id of the rule, such as FIG101.
    """

    rule: str

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.VERDICTS,)
    success_keys: ClassVar[tuple[str, ...]] = ("rule",)

    def __eq__(self, other: object) -> bool:
        # A stored suite is compared each with each, and what the library compares by is slow to make.
        if isinstance(other, ExpectRuleToHold) and other.rule != self.rule:
            return False
        return bool(super().__eq__(other))

    # Python takes it away from whoever says what is equal.
    __hash__ = ShowsRows.__hash__

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        count, rows = metrics[_metrics.VERDICTS].get(self.rule, (0, []))
        return result_of(count, rows)


class ExpectFormulaToHold(ShowsRows):
    """Expect a formula to hold in each row of a table, within the rounding of what is printed.

    Args:
        check: as in a rule file: `rate == part / whole`, `total == sum(part)`, `now >= before`.
        columns: the column of each name in the formula; a list of columns for `sum` and `count`.
        units: of columns that hold bare numbers, as their headers would have it: 亿元, %.

    A cell is a whole number (exact), a number with decimals (rounded to its last digit), or a figure as print has
    it: `1.96亿元`, `80.3%`, `约3.2万人`.  Rows with an empty cell are left out; a cell that holds no figure fails.
    """

    check: str
    columns: dict[str, str | list[str]]
    units: dict[str, str] = Field(default_factory=dict)

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.TABLE,)
    success_keys: ClassVar[tuple[str, ...]] = ("check", "columns", "units")

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        columns = {role: [names] if isinstance(names, str) else names for role, names in self.columns.items()}
        rows = _metrics.records(metrics[_metrics.TABLE])
        return result_of(*failing_rows(rows, parse(self.check), columns, self.units))
