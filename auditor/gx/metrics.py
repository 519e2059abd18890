"""What is computed once for a table, however many expectations ask for it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

VERDICTS = "auditor.verdicts_by_rule"
TABLE = "auditor.table"
SHOWN = ("document", "line", "column", "severity", "text", "working")
LINK = "report"


class VerdictsByRule(TableMetricProvider):
    """For each rule, how many rows it has, and those of them that are findings."""

    metric_name = VERDICTS
    value_keys = ()

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805 (the decorator makes it a class method)
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> dict[str, tuple[int, list[dict[str, Any]]]]:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        counts = frame["rule"].value_counts()
        found: dict[str, list[dict[str, Any]]] = {}
        broken = frame[frame["severity"].notna()]
        for rule, row in zip(broken["rule"], records(broken, *SHOWN), strict=True):
            found.setdefault(rule, []).append(row)
        return {str(rule): (int(count), found.get(rule, [])) for rule, count in counts.items()}


class Table(TableMetricProvider):
    """The table itself."""

    metric_name = TABLE
    value_keys = ()

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> pd.DataFrame:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        return frame


def records(frame: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    """These columns of each row, and the address in the HTML report where there is one; all columns without any."""
    wanted = [*columns, *([LINK] if LINK in frame.columns else [])] if columns else list(frame.columns)
    found: list[dict[str, Any]] = frame[wanted].astype(object).to_dict("records")
    return found
