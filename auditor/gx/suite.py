"""Rules → an ExpectationSuite: one expectation a rule, and what is expected of a run as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation import Expectation

from auditor.gx.expectations import ExpectFormulaToHold, ExpectRuleToHold
from auditor.gx.grading import GRADES
from auditor.gx.of_runs import (
    ExpectCoverageToReach,
    ExpectDuplicatesToBeAtMost,
    ExpectEveryInputToBeAudited,
    ExpectFiguresToBePlausible,
    ExpectMixedScriptsToBeAtMost,
)
from auditor.model import Severity
from auditor.rules import RelationRule, Rule

NAME = "auditor"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is expected of a run as a whole; None is not asked about.

    `coverage`, `false_script` and `duplicates` are shares from 0 to 1.  `implausible` says how grave a figure is that
    leaves its plausible range; `ranges` are entries that come before those of rules/lexicon/plausible.yaml.
    """

    coverage: float | None = None
    false_script: float | None = None
    duplicates: float | None = None
    implausible: Severity | None = Severity.NOTE
    ranges: tuple[Mapping[str, Any], ...] = ()


def make_suite(
    rules: Iterable[Rule],
    limits: Limits = Limits(),
    name: str = NAME,
    *,
    severities: Mapping[str, Severity] | None = None,
    lang: str = "en",
) -> ExpectationSuite:
    """The suite, to be held against a frame made by `auditor.gx.verdicts.verdict_frame`.

    Args:
        rules: each becomes one expectation.
        limits: what is expected of the run as a whole.
        name: of the suite.
        severities: of rules by id, where they are not the rules' own.
        lang: language of what Data Docs say around the rows; descriptions are in both.
    """
    wanted = severities or {}
    of_rules = (_of_rule(rule, wanted.get(rule.id, rule.severity), lang) for rule in rules)
    return ExpectationSuite(name=name, expectations=[*of_rules, *_of_the_run(limits, lang)])


def rule_on_columns(
    rule: Rule, columns: Mapping[str, str | list[str]], units: Mapping[str, str] | None = None
) -> ExpectFormulaToHold:
    """A rule with a formula, held against the columns of any table.

    Args:
        rule: with a formula, such as FIG201: `rate == part / whole`.
        columns: the column of each name in its formula; a list of columns for `sum` and `count`.
        units: of columns that hold bare numbers.

    Raises:
        ValueError: the rule has no formula, or the columns are not for the names in it.
    """
    if not isinstance(rule, RelationRule):
        raise ValueError(f"{rule.id} has no formula")
    if set(columns) != rule.formula.roles:
        raise ValueError(f"{rule.id}: {rule.formula.source}: columns are needed for {sorted(rule.formula.roles)}")
    return ExpectFormulaToHold(
        check=rule.formula.source,
        columns=dict(columns),
        units=dict(units or {}),
        severity=GRADES[rule.severity],
        description=_described(rule),
        meta={"rule": rule.id},
    )


def _described(rule: Rule) -> str:
    return f"{rule.id} {rule.title.zh} / {rule.title.en}"


def _of_rule(rule: Rule, severity: Severity, lang: str) -> Expectation:
    return ExpectRuleToHold(
        rule=rule.id,
        severity=GRADES[severity],
        description=_described(rule),
        notes=f"{rule.why.zh.strip()}\n\n{rule.why.en.strip()}",
        meta={"rule": rule.id, "name": rule.name, "family": rule.family, "lang": lang},
    )


def _of_the_run(limits: Limits, lang: str) -> Iterator[Expectation]:
    meta = {"lang": lang}
    yield ExpectEveryInputToBeAudited(
        severity="critical", description="所有输入都已核对 / every input was audited", meta=meta
    )
    if limits.implausible is not None:
        yield ExpectFiguresToBePlausible(
            ranges=[dict(one) for one in limits.ranges],
            severity=GRADES[limits.implausible],
            description="数字都在合理范围内 / figures lie within plausible ranges",
            meta=meta,
        )
    for kind, share, said in (
        (
            ExpectCoverageToReach,
            limits.coverage,
            "平均至少核对 {0} 的数字 / on average at least {0} of the figures are checked",
        ),
        (
            ExpectMixedScriptsToBeAtMost,
            limits.false_script,
            "混入另一种字形的文章不超过 {0} / at most {0} of the documents mix scripts",
        ),
        (
            ExpectDuplicatesToBeAtMost,
            limits.duplicates,
            "重复的文章不超过 {0} / at most {0} of the documents repeat another",
        ),
    ):
        if share is not None:
            yield kind(share=share, severity="warning", description=said.format(_percent(share)), meta=meta)


def _percent(share: float) -> str:
    return f"{100 * share:.6g}%"
