"""auditor.rules: what is wrong with a rule file is said with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import Severity
from auditor.relations.patterns import compile_pattern
from auditor.rules import RelationRule, Rule, load_rule, load_rules
from auditor.strictyaml import RuleFileError

RULE = """\
id: FIG999
name: surplus
title: {zh: 结余, en: Surplus}
kind: difference
severity: error
pattern: '收入{now:money}，支出{before:money}，结余{change:money}'
check: change == now - before
message:
  zh: "结余不符：{working}"
  en: "Wrong surplus: {working}"
why: {zh: 收入减支出。, en: Income less spending.}
examples:
  bad:
    - text: 收入12.00元，支出5.00元，结余8.00元。
      flags: 8.00元
      fixed: 收入12.00元，支出5.00元，结余7.00元。
  good:
    - {text: 收入12.00元，支出5.00元，结余7.00元。}
  silent:
    - {text: 收入12.00元。}
"""


def write(folder: Path, text: str, name: str = "rule.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def broken(old: str, new: str) -> str:
    """The rule above with one thing changed."""
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


def fault(path: Path) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        load_rule(path)
    return caught.value


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_rule_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, RULE)
    rule = load_rule(path)
    assert isinstance(rule, RelationRule)
    assert (rule.path, rule.id, rule.name, rule.kind) == (path, "FIG999", "surplus", "difference")
    assert rule.severity is Severity.ERROR
    assert rule.formula.roles == {"change", "now", "before"}
    assert (rule.title.of("zh"), rule.title.of("en")) == ("结余", "Surplus")
    assert rule.family == "figures"
    assert rule.bad[0].flags == "8.00元"
    assert set(compile_pattern(rule).groupindex) == rule.formula.roles


@pytest.mark.parametrize("text", ["12.00", "no", "1:30", "0x1F", "null", "2024-01-01"])
def test_scalars_stay_as_written(tmp_path: Path, text: str) -> None:
    rule = load_rule(write(tmp_path, RULE + f"options: {{odds: {text}}}\n"))
    assert rule.option("odds") == text
    assert rule.option("other", "5") == "5"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("severity: error", "severity: erorr", "did you mean 'error'?"),
        ("severity: error", "severity: fatal-ish", "known: error, warning, note"),
        ("name: surplus", "name: surplus\nexample: none", "did you mean 'examples'?"),
        ("name: surplus", "name: surplus\nzzz: none", "unknown word 'zzz'; known: id, name"),
        ("name: surplus", "name: surplus\nid: FIG998", "the key 'id' stands twice"),
        ("name: surplus", "name: [surplus]", "'name' must be text"),
        ("check: change == now - before", "check: change == now -", "ends too early"),
        ("check: change == now - before", "check: change now", "expected ==, <= or >="),
        ("check: change == now - before", "check: change == (now - before", "a bracket is not closed"),
        ("check: change == now - before", "check: change == %", "unexpected character '%'"),
        ("check: change == now - before", "check: change == sum now", "write sum(name)"),
        ("title: {zh: 结余, en: Surplus}", "title: {zh: 结余}", "'title' needs zh and en"),
        ("title: {zh: 结余, en: Surplus}", "title: {zh: 结余, en: [a]}", "title.en must be text"),
        ("why: {zh: 收入减支出。, en: Income less spending.}", "why: none", "'why' must be a mapping"),
        ("why: {zh: 收入减支出。, en: Income less spending.}", "why: {zh: 甲, zh: 乙}", "the key 'zh'"),
        ("name: surplus", "name: *surplus", "undefined alias"),
        ("name: surplus", "name: 'surplus", "not valid YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = broken(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    if words != "not valid YAML":
        assert error.line == line_of(text, new.splitlines()[-1])
    assert str(error).startswith(f"{tmp_path / 'rule.yaml'}:{error.line}: ")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  silent:\n    - {text: 收入12.00元。}\n", "", "examples.silent is missing"),
        ("  silent:\n", "  quiet:\n", "unknown word 'quiet'"),
        ("  silent:\n", "  slient:\n", "did you mean 'silent'?"),
        ("      flags: 8.00元\n", "", "a bad example names the figure it flags"),
        ("flags: 8.00元", "flag: 8.00元", "did you mean 'flags'?"),
        ("    - {text: 收入12.00元。}", "    - 收入12.00元。", "each silent example is a mapping with text"),
        ("    - {text: 收入12.00元。}", "    - {text: [收入12.00元。]}", "text must be text"),
    ],
)  # fmt: skip
def test_a_faulty_example_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = broken(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, "examples:")


@pytest.mark.parametrize("key", ["id", "name", "title", "kind", "severity", "check", "message", "why", "examples"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    error = fault(write(tmp_path, without(key)))
    assert f"the key {key!r} is missing" in str(error)
    assert str(error).startswith(f"{tmp_path / 'rule.yaml'}:1: ")


def without(key: str) -> str:
    """The rule less one key and all that is below it."""
    kept: list[str] = []
    inside = False
    for line in RULE.splitlines(keepends=True):
        if not line.startswith(" "):
            inside = line.startswith(f"{key}:")
        if not inside:
            kept.append(line)
    return "".join(kept)


def test_a_rule_needs_a_pattern_or_a_finder(tmp_path: Path) -> None:
    error = fault(write(tmp_path, without("pattern")))
    assert "either a pattern or a finder" in str(error)
    assert error.path == tmp_path / "rule.yaml"


def test_a_rule_has_not_both_a_pattern_and_a_finder(tmp_path: Path) -> None:
    error = fault(write(tmp_path, broken("name: surplus", "name: surplus\nfinder: sum")))
    assert "either a pattern or a finder" in str(error)
    assert error.line == 7


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("收入{now:money}(", "bad pattern"),
        ("收入{now:money}[^。", "bad pattern"),
        ("收入{now:mony}", "unknown type 'mony'"),
        ("收入{nowhere}", "unknown gap {nowhere}"),
    ],
)  # fmt: skip
def test_a_bad_pattern_is_named(tmp_path: Path, pattern: str, words: str) -> None:
    old = "收入{now:money}，支出{before:money}，结余{change:money}"
    rule = load_rule(write(tmp_path, broken(old, pattern)))
    error = pattern_fault(rule)
    assert words in str(error)
    assert str(error).startswith(f"{rule.path}:")


def test_a_bad_pattern_is_named_with_its_line(tmp_path: Path) -> None:
    rule = load_rule(write(tmp_path, broken("收入{now:money}", "收入{now:mony}")))
    assert pattern_fault(rule).line == 6


def test_the_place_in_a_formula_is_that_of_the_character(tmp_path: Path) -> None:
    error = fault(write(tmp_path, broken("check: change == now - before", "check: change == now % before")))
    assert "unexpected character '%' at 15" in str(error)


def pattern_fault(rule: Rule) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        compile_pattern(rule)
    return caught.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("- id: FIG999\n", "a rule file holds one mapping"),
        ("FIG999\n", "a rule file holds one mapping"),
        ("id: FIG999\n  name: surplus\n", "not valid YAML"),
        ("? [a, b]\n: c\n", "plain text"),
    ],
)
def test_a_file_that_is_no_rule(tmp_path: Path, text: str, words: str) -> None:
    assert words in str(fault(write(tmp_path, text)))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes("id: 结余".encode("gbk"))
    assert str(path) in str(fault(path))
    assert str(tmp_path / "none.yaml") in str(fault(tmp_path / "none.yaml"))


def test_rules_of_a_folder_are_sorted_by_id(tmp_path: Path) -> None:
    write(tmp_path, RULE, "a.yaml")
    (tmp_path / "more").mkdir()
    write(tmp_path / "more", broken("FIG999", "FIG100"), "z.yaml")
    write(tmp_path, "no rule", "notes.txt")
    assert [rule.id for rule in load_rules(tmp_path)] == ["FIG100", "FIG999"]


def test_an_id_is_taken_only_once(tmp_path: Path) -> None:
    first, second = write(tmp_path, RULE, "a.yaml"), write(tmp_path, RULE, "b.yaml")
    with pytest.raises(RuleFileError, match="FIG999 is already taken") as caught:
        load_rules(tmp_path)
    assert caught.value.path == second
    assert str(first) in str(caught.value)
