"""A pattern that would hang a run, or a rule that breaks, is named and costs only its own results."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import house_rules
import pytest
import regex

from auditor.batch import audit_all
from auditor.engine import Auditor
from auditor.model import Document, DocumentReport, InputError
from auditor.rulebook import builtin_rules, gather
from auditor.rules import Rule
from auditor.rules.loading import load_rule
from auditor.rules.matching import PatternLimitError, matches
from auditor.watch import Watch

SLOW = house_rules.SLOW_TEXT + "会展中心租用12天，日租500元，租金共7000元。"


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rule, ...]:
    pack = house_rules.write(tmp_path / "pack", house_rules.slow(), house_rules.slow_figures(), house_rules.FIGURES)
    return gather([pack])


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.rules.matching._SECONDS", 0.2)


def run(
    rules: tuple[Rule, ...], *texts: str, lang: str = "zh"
) -> tuple[list[DocumentReport | InputError], list[InputError]]:
    told: list[DocumentReport | InputError] = []
    documents = [Document(f"{number}.txt", text, "utf-8") for number, text in enumerate(texts)]
    report = audit_all(Auditor(lang, rules), documents, lang, told.append)
    return told, list(report.errors)


def test_a_slow_pattern_is_named_and_the_rest_goes_on(rules: tuple[Rule, ...]) -> None:
    start = time.monotonic()
    told, errors = run(rules, SLOW, "会展中心租用12天，日租500元，租金共7000元。")
    assert time.monotonic() - start < 20
    first, second = told
    assert isinstance(first, DocumentReport) and isinstance(second, DocumentReport)
    assert [finding.rule for finding in first.findings] == ["USR901"]
    assert [finding.rule for finding in second.findings] == ["USR901"]
    assert {(error.path, error.rule) for error in errors} == {("0.txt", "USR903"), ("0.txt", "USR904")}
    assert all("其他规则照常：句式匹配用时超过" in error.message and "USR90" in error.message for error in errors)


def test_the_message_is_in_english_too(rules: tuple[Rule, ...]) -> None:
    _, errors = run(rules, SLOW, lang="en")
    assert "rule USR904 (USR904.yaml) went beyond its limits" in errors[0].message
    assert "the pattern took more than" in errors[0].message


def test_a_rule_that_is_slow_again_and_again_is_given_up(rules: tuple[Rule, ...]) -> None:
    start = time.monotonic()
    _, errors = run(rules, *[SLOW] * 20)
    assert time.monotonic() - start < 30
    mine = [error for error in errors if error.rule == "USR903"]
    assert len(mine) == 20
    assert [("3 篇" in error.message) for error in mine] == [False] * 3 + [True] * 17


@pytest.mark.parametrize(
    "pattern",
    [
        house_rules.SLOW,
        "(?:字?字)+甲",
        "(?:字+,?)+甲",
        "(?=(?:字|字字)+甲)字",
        "(?>(?:字|字字)+甲)",
        "(?:字{1,30}){1,30}甲",
    ],
)
def test_no_pattern_takes_longer_than_its_time(tmp_path: Path, pattern: str) -> None:
    rule = load_rule(house_rules.write(tmp_path, house_rules.TEXT) / "USR902.yaml")
    start = time.process_time()
    try:
        assert matches(rule, regex.compile(pattern), house_rules.SLOW_TEXT * 3) == []
    except PatternLimitError as error:
        assert str(error).startswith("USR902: the pattern took more than")
    assert time.process_time() - start < 2


def test_a_pattern_that_matches_everywhere_is_stopped(tmp_path: Path) -> None:
    rule = load_rule(house_rules.write(tmp_path, house_rules.TEXT) / "USR902.yaml")
    with pytest.raises(PatternLimitError, match="matches more than 10000 times"):
        matches(rule, regex.compile("字"), "字" * 10_001)
    assert len(matches(rule, regex.compile("字"), "字" * 10_000)) == 10_000


def test_time_grows_with_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    class Pattern:
        def finditer(self, _text: str, *, overlapped: bool, timeout: float) -> Iterator[None]:
            asked.append(timeout)
            return iter(())

    rule = load_rule(house_rules.write(tmp_path, house_rules.TEXT) / "USR902.yaml")
    for length in (10, 2_000_000):
        matches(rule, Pattern(), "字" * length)  # type: ignore[arg-type]
    assert asked[1] > asked[0] + 5


def test_built_in_patterns_are_far_from_their_limits() -> None:
    text = "".join(example.text + "\n" for rule in builtin_rules() for example in (*rule.bad, *rule.good, *rule.silent))
    _, errors = run(builtin_rules(), text)
    assert errors == []


def test_a_rule_that_breaks_is_named() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("two\nlines")

    watch = Watch("a.txt", "en", Counter())
    rule = builtin_rules()[0]
    assert watch.results(rule, broken) == []
    assert watch.results(rule, lambda: [1, 2]) == [1, 2]
    (problem,) = watch.problems
    assert (problem.path, problem.rule) == ("a.txt", rule.id)
    assert "failed and was left out here" in problem.message
    assert problem.message.endswith("ValueError: two lines")


def test_figures_that_may_be_missing_make_no_claim(tmp_path: Path) -> None:
    optional = house_rules.changed(house_rules.FIGURES, ("日租{gap}{price:money}，", "(?:日租{gap}{price:money}，)?"))
    twice = house_rules.changed(
        optional, ("USR901", "USR905"), ("租用{gap}{days:duration}，", "(?:租用{gap}{days:duration}，)+")
    )
    rules = gather([house_rules.write(tmp_path / "pack", optional, twice)])
    told, errors = run(rules, "会展中心租用12天，租金共7000元。会展中心租用12天，租用13天，日租500元，租金共9000元。")
    (report,) = told
    assert isinstance(report, DocumentReport)
    assert errors == []
    assert [claim.working[:3] for claim in report.claims if claim.rule == "USR905"] in ([], ["13天"])
