"""auditor.packs and auditor.strictyaml: the rule packs, and files read without surprises."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from auditor import strictyaml
from auditor.bilingual import RuleFileError
from auditor.figures.lexicon import alternation, lexicon
from auditor.packs import builtin
from auditor.relations.cues import cues
from auditor.rules.loading import load_rules
from auditor.strictyaml import Tree


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rule.yaml"


def load(path: Path, text: str) -> Tree:
    path.write_text(text, encoding="utf-8")
    return strictyaml.load(path)


def fault_of(path: Path, text: str) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        load(path, text)
    return caught.value


def test_packs_are_found_in_the_checkout() -> None:
    assert builtin() == Path(__file__).parents[1] / "rules"
    assert {"figures", "lexicon"} <= {folder.name for folder in builtin().iterdir()}


def test_rules_of_the_pack_are_loaded_in_order_of_their_ids() -> None:
    ids = [rule.id for rule in load_rules(builtin() / "figures")]
    assert ids == sorted(set(ids))
    assert {"FIG101", "FIG201", "FIG301", "FIG401", "FIG501"} <= set(ids)


@pytest.mark.parametrize(
    "scalar",
    ["12.00", "no", "yes", "on", "1:30", "012", "0x1F", "1e3", "null", "~", "true", "2021-03-05", "1_000", ".5"],
)
def test_scalar_stays_the_string_that_was_written(path: Path, scalar: str) -> None:
    assert load(path, f"key: {scalar}\n") == {"key": scalar}
    assert load(path, f"- {scalar}\n") == [scalar]
    assert load(path, f"{scalar}: value\n") == {scalar: "value"}


def test_nested_tree(path: Path) -> None:
    text = "a:\n  b: [1, 2.0]\n  c: {d: no}\ne: |\n  甲\n  乙\nf:\n"
    assert load(path, text) == {"a": {"b": ["1", "2.0"], "c": {"d": "no"}}, "e": "甲\n乙\n", "f": ""}


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "b"),
        ("- a: 1\n- b: 2\n  b: 3\n", 3, "b"),
        ("{a: 1, a: 2}\n", 1, "a"),
        ("no: 1\n'no': 2\n", 2, "no"),
    ],
)
def test_duplicate_key_is_named_with_file_and_line(path: Path, text: str, line: int, key: str) -> None:
    error = fault_of(path, text)
    assert (error.path, error.line) == (path, line)
    assert str(error) == f"{path}:{line}: the key {key!r} stands twice"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: [1, 2\n", 3, "not valid YAML"),
        ("a: 1\n  b: 2\n", 2, "not valid YAML"),
        ("", 1, "the file is empty"),
        ("# nothing but a comment\n", 1, "the file is empty"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "a key must be plain text"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
    ],
)
def test_damaged_file(path: Path, text: str, line: int, problem: str) -> None:
    error = fault_of(path, text)
    assert error.line == line
    assert problem in error.problem.en


def test_file_that_is_no_utf8(path: Path) -> None:
    path.write_bytes("键: 值\n".encode("gb18030"))
    with pytest.raises(RuleFileError):
        strictyaml.load(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"gone\.yaml: "):
        strictyaml.load(tmp_path / "gone.yaml")


@pytest.mark.parametrize("name", sorted(path.name for path in (builtin() / "lexicon").glob("*.yaml")))
def test_lexicon_files_are_strict(name: str) -> None:
    assert isinstance(strictyaml.load(builtin() / "lexicon" / name), (dict, list))


def test_spellings_of_a_unit_share_its_base() -> None:
    units = lexicon().units
    assert units["公里"].factor == 1000 * units["米"].factor
    assert units["平方公里"].factor == 100 * units["公顷"].factor
    assert units["吨"].factor == 1000 * units["公斤"].factor == 2000 * units["斤"].factor
    assert {units[word].name for word in ("人", "名", "位")} == {"人"}
    assert units["美元"].name != units["元"].name


@pytest.mark.parametrize("word", ["元", "美元", "元人民币"])
def test_the_longest_spelling_is_found(word: str) -> None:
    found = regex.match(alternation(["元", "美元", "元人民币"]), f"{word}整")
    assert found is not None
    assert found.group() == word


def test_cues_tell_up_from_down() -> None:
    up, down = cues().direction.search("同比增长"), cues().direction.search("同比下降")
    assert up is not None and down is not None
    assert up.group("word") in cues().up
    assert down.group("word") not in cues().up
