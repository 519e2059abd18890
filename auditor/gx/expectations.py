"""Expectations of our own: a rule of the audit holds; a formula holds over the columns of any table."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.render import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from auditor.formula import parse
from auditor.gx import metrics as _metrics
from auditor.gx.cells import failing_rows, is_empty

# A page with every row of a large run would not open; the counts are of all, and the table says how many it shows.
MOST_SHOWN = 200


class _ShowsRows(BatchExpectation):
    """Shows the failing rows in Data Docs, which the library's own expectations hide."""

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any]:
        configuration = configuration or result.expectation_config
        return [_string(configuration.description or configuration.type, "span")]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> str:
        observed = (result.result or {}).get("observed_value")
        return "--" if observed is None else str(observed)

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any]:
        raised = [one["exception_message"] for one in _exceptions(result.exception_info)]
        if raised:
            return [_string(f"raised an exception, nothing was checked: {raised[0]}", "strong", "text-warning")]
        count = (result.result or {}).get("unexpected_count", 0)
        return [_string(f"{count} of {result.result['element_count']} rows", "strong", "text-danger")] if count else []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any] | None:
        details = (result.result or {}).get("details") or {}
        if not details.get("rows"):
            return None
        table = [[_string(cell, "span") for cell in row] for row in details["rows"]]
        header = details["columns"]
        body = {"classes": ["table-bordered", "table-sm", "mt-3"]}
        return [
            RenderedTableContent(content_block_type="table", header_row=header, table=table, styling={"body": body})
        ]


class ExpectRuleToHold(_ShowsRows):
    """Expect a rule of the audit to raise no finding in a table of verdicts.

    The table has a row a claim or finding, with the columns rule, severity (missing where nothing was found),
    document, line, column, text and working, as `auditor.gx.verdicts.verdict_frame` makes it.

    Args:
        rule: the id of the rule, such as FIG101.
    """

    rule: str

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.VERDICTS,)
    success_keys: ClassVar[tuple[str, ...]] = ("rule",)

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        count, rows = metrics[_metrics.VERDICTS].get(self.rule, (0, []))
        return _result(count, rows)


class ExpectFormulaToHold(_ShowsRows):
    """Expect a formula to hold in each row of a table, within the rounding of what is printed.

    Args:
        check: as in a rule file: `rate == part / whole`, `total == sum(part)`, `now >= before`.
        columns: the column of each name in the formula; a list of columns for `sum` and `count`.

    A cell is a whole number (exact), a number with decimals (rounded to its last digit), or a figure as print has
    it: `1.96亿元`, `80.3%`, `约3.2万人`.  Rows with an empty cell are left out; a cell that holds no figure fails.
    """

    check: str
    columns: dict[str, str | list[str]]

    metric_dependencies: ClassVar[tuple[str, ...]] = (_metrics.ROWS,)
    success_keys: ClassVar[tuple[str, ...]] = ("check", "columns")

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        columns = {role: [names] if isinstance(names, str) else names for role, names in self.columns.items()}
        count, rows = failing_rows(metrics[_metrics.ROWS], parse(self.check), columns)
        return _result(count, rows)


def _result(count: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    share = 100 * len(rows) / count if count else 0.0
    columns = list(rows[0]) if rows else []
    shown = [[_shown(row[name]) for name in columns] for row in rows[:MOST_SHOWN]]
    return {
        "success": not rows,
        "result": {
            "observed_value": len(rows),
            "element_count": count,
            "unexpected_count": len(rows),
            "unexpected_percent": share,
            "details": {"columns": columns, "rows": shown, "left_out": len(rows) - len(shown)},
        },
    }


def _shown(cell: Any) -> str:
    return "" if is_empty(cell) else str(cell)


def _exceptions(info: Any) -> list[dict[str, Any]]:
    """The library gives one mapping, or one for each metric."""
    if not info:
        return []
    several = [info] if "raised_exception" in info else list(info.values())
    return [one for one in several if one.get("raised_exception")]


def _string(text: str, tag: str, *classes: str) -> Any:
    """What an article holds is never taken for a template."""
    template = {"template": "$said", "params": {"said": text}, "tag": tag, "styling": {"classes": list(classes)}}
    return RenderedStringTemplateContent(content_block_type="string_template", string_template=template)
