"""Rules → an ExpectationSuite: one expectation a rule, and what is expected of a run as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from great_expectations import ExpectationSuite
from great_expectations.expectations import (
    ExpectColumnMeanToBeBetween,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToBeNull,
)
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.row_conditions import Column

from auditor.gx.expectations import ExpectRuleToHold
from auditor.model import Severity
from auditor.rules import Rule

NAME = "auditor"
_GRADES = {Severity.ERROR: "critical", Severity.WARNING: "warning", Severity.NOTE: "info"}
_DOCUMENTS = Column("row") == "document"
_FAILURES = Column("row") == "failure"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is expected of a run as a whole; None is not asked about.  All are shares from 0 to 1."""

    coverage: float | None = None
    false_script: float | None = None
    duplicates: float | None = None


def make_suite(rules: Iterable[Rule], limits: Limits = Limits(), name: str = NAME) -> ExpectationSuite:
    """The suite, to be held against a frame made by `auditor.gx.verdicts.verdict_frame`."""
    return ExpectationSuite(name=name, expectations=[*map(_of_rule, rules), *_of_the_run(limits)])


def _of_rule(rule: Rule) -> Expectation:
    return ExpectRuleToHold(
        rule=rule.id,
        severity=_GRADES[rule.severity],
        description=f"{rule.id} {rule.title.zh} / {rule.title.en}",
        notes=f"{rule.why.zh.strip()}\n\n{rule.why.en.strip()}",
        meta={"rule": rule.id, "name": rule.name, "family": rule.family},
    )


def _of_the_run(limits: Limits) -> Iterator[Expectation]:
    yield ExpectColumnValuesToBeNull(
        column="working",
        row_condition=_FAILURES,
        severity="critical",
        description="所有输入都已核对 / every input was audited",
    )
    if limits.coverage is not None:
        yield ExpectColumnMeanToBeBetween(
            column="checked_share",
            min_value=limits.coverage,
            severity="warning",
            description=f"平均至少核对 {limits.coverage:.0%} 的数字 / on average {limits.coverage:.0%} of figures checked",
            row_condition=_DOCUMENTS,
        )
    for column, limit, said in (
        ("false_script", limits.false_script, "混入另一种字形的文章不超过 {0} / at most {0} of documents mix scripts"),
        ("duplicate", limits.duplicates, "重复的文章不超过 {0} / at most {0} of documents repeat another"),
    ):
        if limit is not None:
            yield ExpectColumnValuesToBeInSet(
                column=column,
                value_set=[False],
                mostly=1 - limit,
                severity="warning",
                description=said.format(f"{limit:.0%}"),
                row_condition=_DOCUMENTS,
            )
