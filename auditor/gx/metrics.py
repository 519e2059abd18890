"""What is computed once for a table, however many expectations ask for it."""

from __future__ import annotations

from typing import Any

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

VERDICTS = "auditor.verdicts_by_rule"
ROWS = "auditor.rows"
SHOWN = ("document", "line", "column", "severity", "text", "working")


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
        for rule, row in zip(broken["rule"], broken[list(SHOWN)].astype(object).to_dict("records"), strict=True):
            found.setdefault(rule, []).append(row)
        return {str(rule): (int(count), found.get(rule, [])) for rule, count in counts.items()}


class Rows(TableMetricProvider):
    """The table itself, for what is computed a row at a time."""

    metric_name = ROWS
    value_keys = ()

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> list[dict[str, Any]]:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        rows: list[dict[str, Any]] = frame.astype(object).to_dict("records")
        return rows
