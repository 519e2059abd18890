"""`auditor rules test`: what passes, what does not, and why; every built-in rule passes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import house_rules
import pytest

from auditor.handbook.template import free_id, new_rule
from auditor.handbook.trial import Court, Trial
from auditor.handbook.verdicts import trial_lines
from auditor.judge import Outcome, recompute
from auditor.rulebook import builtin_rules, gather
from auditor.rules import RelationRule, Rule
from auditor.rules.loading import load_rule

RULES = builtin_rules()
GOOD = '    - {text: "展廳租用8天，日租250元，租金2000元。"}\n'


@lru_cache(maxsize=1)
def court() -> Court:
    return Court(RULES, "en")


def tried(folder: Path, text: str, lang: str = "en") -> Trial:
    rules = gather([house_rules.write(folder / "pack", text)])
    (mine,) = (rule for rule in rules if folder in rule.path.parents)
    return Court(rules, lang).try_rule(mine)


def problems(trial: Trial) -> list[str]:
    return [f"{one.kind} {one.number}: {one.problem}" for one in trial.tries if one.problem]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_built_in_rules_pass(rule: Rule) -> None:
    trial = court().try_rule(rule)
    assert problems(trial) == []
    if isinstance(rule, RelationRule):
        assert trial.tally is not None
        assert trial.tally.disagreements == []
        assert trial.tally.judged > trial.tally.unread or rule.kind == "bound"
        assert trial.tally.wrong > 0 or rule.kind in ("bound", "equal")
    assert trial.passed


def test_sound_rules_pass(tmp_path: Path) -> None:
    trial = tried(tmp_path / "a", house_rules.FIGURES)
    assert trial.passed and trial.tally is not None
    assert trial.tally.noticed == trial.tally.wrong > 10
    trial = tried(tmp_path / "b", house_rules.TEXT)
    assert trial.passed and trial.tally is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("租金共7000元。\", flags: 7000元, fixed: \"会展中心租用12天，日租500元，租金共6000元。\"",
         "租金共6000元。\", flags: 6000元", "bad 1: 6000元 should be flagged, but is not"),
        ("flags: 7000元", "flags: 500元", None),
        ("flags: 7000元", "flags: 会展", "bad 1: 会展 should be flagged, but "),
        ("租金共6000元", "租金共6100元", "bad 1: the mended text is still flagged at 6100元"),
        ("租金2000元。\"}\n  silent", "租金2100元。\"}\n  silent", "good 1: must not be flagged, but 2100元 is"),
        ("日租250元，租金2000元。\"}\n  silent", "租金2000元。\"}\n  silent", "good 1: no claim of this rule was found"),
        ("展廳租用8天，租金2000元。", "展廳租用8天，日租1元，租金8元。", "silent 1: must make no claim, but makes one: 8天 × 1元"),
    ],
)  # fmt: skip
def test_an_example_that_fails_says_why(tmp_path: Path, old: str, new: str, problem: str | None) -> None:
    text = house_rules.changed(house_rules.FIGURES, (old, new))
    found = problems(tried(tmp_path, text))
    if problem is None:  # a figure of the claim, though not the one that is stated
        assert found == []
    else:
        assert len(found) == 1 and found[0].startswith(problem)


def test_the_place_of_a_failure_is_told(tmp_path: Path) -> None:
    text = house_rules.changed(house_rules.TEXT, ("村里的路很难走。}\n  silent", "村里的路极其难走。}\n  silent"))
    trial = tried(tmp_path, text, "zh")
    assert not trial.passed
    lines = list(trial_lines(trial, "zh"))
    assert lines[0].startswith("✗ USR902  未通过  例句 2/3")
    line = text.split("\n").index("    - {text: 村里的路极其难走。}") + 1
    assert lines[1].strip().startswith(f"{trial.rule.path}:{line}: 应放过 1: 不应报错，却标出“极其”")


def test_what_another_rule_made_of_it_is_told(tmp_path: Path) -> None:
    text = house_rules.changed(
        house_rules.FIGURES,
        (
            "检" if False else "展廳租用8天，日租250元，租金2000元。",
            "全区共有企业30家，其中工业企业10家、农业企业20家。",
        ),
    )
    (problem,) = problems(tried(tmp_path, text))
    assert problem.startswith("good 1: no claim of this rule was found; FIG101")


def test_a_formula_that_lets_mistakes_pass_is_found(tmp_path: Path) -> None:
    text = house_rules.changed(
        house_rules.FIGURES,
        ("check: total == days * price", "check: total == days * price + price - price"),
        ('日租250元，租金2000元。"}\n  silent', '日租2.5万元，租金20万元。"}\n  silent'),
    )
    trial = tried(tmp_path, text)
    assert problems(trial) == [] and trial.tally is not None
    assert trial.tally.disagreements and not trial.passed
    assert "says holds, but no values make it true" in trial.tally.disagreements[0]
    assert "write each figure once" in "\n".join(trial_lines(trial, "en"))


@pytest.mark.parametrize(
    ("holds", "words"), [(True, "says holds, but no values"), (False, "says fails, but there are values")]
)
def test_an_engine_that_judges_wrongly_is_found(monkeypatch: pytest.MonkeyPatch, holds: bool, words: str) -> None:
    """The oracle does not follow the engine: with its verdicts turned round, they disagree."""
    rule = next(rule for rule in RULES if rule.id == "FIG402")

    def turned(*arguments: object, **more: object) -> Outcome | None:
        found = recompute(*arguments, **more)  # type: ignore[arg-type]
        return found and Outcome(holds, found.exact, found.stated, found.computed)

    monkeypatch.setattr("auditor.settle.recompute", turned)
    trial = Court(RULES, "en").try_rule(rule)
    assert not trial.passed
    if holds:
        assert trial.tally is not None
        assert any(words in one for one in trial.tally.disagreements)
    else:
        assert problems(trial)


def test_a_slow_rule_fails_its_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.rules.matching._SECONDS", 0.1)
    text = house_rules.slow().replace("村里修了路。", house_rules.SLOW_TEXT)
    assert any("went beyond its limits" in one for one in problems(tried(tmp_path, text)))


def test_a_kind_that_looks_like_a_slip_is_mentioned(tmp_path: Path) -> None:
    trial = tried(tmp_path, house_rules.changed(house_rules.FIGURES, ("kind: product", "kind: prodcut")))
    assert trial.passed
    assert "did you mean 'product'?" in "\n".join(trial_lines(trial, "en"))


@pytest.mark.parametrize("text", [False, True])
def test_a_new_rule_passes_its_own_test(tmp_path: Path, text: bool) -> None:
    made = new_rule("my-own", "USR101", "USR101-my-own.yaml", text=text)
    trial = tried(tmp_path, made)
    assert trial.passed
    assert (trial.rule.id, trial.rule.name) == ("USR101", "my-own")
    assert min(len(trial.rule.bad), len(trial.rule.good), len(trial.rule.silent)) >= 2
    assert made.count("#") > 8
    path = tmp_path / "again.yaml"
    path.write_text(made, encoding="utf-8")
    assert load_rule(path).id == "USR101"


def test_the_next_free_id() -> None:
    assert free_id("USR", []) == "USR101"
    assert free_id("USR", ["USR101", "FIG999", "USR105", "notes"]) == "USR106"
