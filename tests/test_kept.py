"""auditor.kept: what was made of the program's own files lies beside its bytecode, and changes no result."""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import house_rules
import pytest
import regex as library
from patterns import patterns

from auditor import kept, plain, regex
from auditor.engine import builtin_rules
from auditor.model import Severity
from auditor.packs import builtin
from auditor.rules import RelationRule
from auditor.rules.loading import load_rules
from auditor.rules.stored import _plain, _revived, stored_rules

ARTICLE = "全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业9家。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a shelf of a test lies."""
    monkeypatch.setattr(kept, "_place", lambda name: tmp_path / "kept" / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(atexit, "register", lambda _work: None)
    return tmp_path / "kept"


def test_what_is_put_is_there_for_the_next_process(place: Path) -> None:
    first = kept.Shelf("some", "1")
    assert first.get("名\n") is None
    first.put("名\n", ["值", 1, {"a": [None]}])
    first._write()
    assert kept.Shelf("some", "1").get("名\n") == ["值", 1, {"a": [None]}]
    assert kept.Shelf("some", "2").get("名\n") is None
    assert [path.name for path in place.iterdir()] == ["some"]


def test_several_processes_add_to_each_other(place: Path) -> None:
    one, other = kept.Shelf("some", "1"), kept.Shelf("some", "1")
    one.put("a", 1)
    other.put("b", 2)
    one._write()
    other._write()
    known = kept.Shelf("some", "1")
    assert (known.get("a"), known.get("b")) == (1, 2)


def test_what_was_made_of_something_else_does_not_count(place: Path) -> None:
    shelf = kept.Shelf("some", "1")
    shelf.put("a", 1, of="size 3")
    shelf._write()
    assert kept.Shelf("some", "1").get("a", of="size 3") == 1
    assert kept.Shelf("some", "1").get("a", of="size 4") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: data.replace(b"1", b"2"), lambda _: b""])
def test_what_is_damaged_is_as_good_as_not_there(place: Path, damage: object) -> None:
    shelf = kept.Shelf("some", "x")
    shelf.put("a", 1)
    shelf._write()
    file = place / "some"
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert kept.Shelf("some", "x").get("a") is None


def test_nothing_is_written_where_no_bytecode_is(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf = kept.Shelf("some", "1")
    shelf.put("a", 1)
    assert shelf._added == {}


def test_a_stamp_changes_with_any_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.yaml").write_text("a", encoding="utf-8")
    before = kept.stamp(tmp_path)
    (tmp_path / "inner" / "a.yaml").write_text("ab", encoding="utf-8")
    assert kept.stamp(tmp_path) != before
    assert kept.stamp(tmp_path / "none") == ""


@pytest.mark.parametrize("folder", ["figures", "text"])
def test_rules_come_back_as_they_were(folder: str) -> None:
    for rule in load_rules(builtin() / folder):
        again = type(rule)(**_revived(json.loads(kept._json(_plain(rule)))))
        for name in type(rule).__dataclass_fields__:
            assert getattr(again, name) == getattr(rule, name), (rule.id, name)


def test_rules_are_read_again_when_a_file_changes_and_only_then(tmp_path: Path) -> None:
    house_rules.write(tmp_path, house_rules.FIGURES)
    first = stored_rules(tmp_path)
    assert stored_rules(tmp_path) is first
    house_rules.write(tmp_path, house_rules.FIGURES.replace("severity: error", "severity: warning"))
    (before,), (after,) = first, stored_rules(tmp_path)
    assert (before.severity, after.severity) == (Severity.ERROR, Severity.WARNING)


def test_patterns_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    reduce, _ = regex._pickling()
    sources = [rule.pattern for rule in builtin_rules() if rule.pattern and not isinstance(rule, RelationRule)]
    sources += [r"(?i)(?P<a>甲|\p{Han}{2,3}?)(?<=乙)\1", ""]
    for source in sources:
        pattern = library.compile(source)
        parts = reduce(pattern)[1]
        assert tuple(map(regex._unpacked, json.loads(kept._json([regex._packed(one) for one in parts])))) == parts


def test_runs_with_and_without_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"), "PYTHONIOENCODING": "utf-8"}
    said = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-m", "auditor", "check", "article.txt", "--no-cache", "--format", "json"],
            cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert run.stderr == ""
        said.append((run.returncode, run.stdout))
    assert said[0] == said[1]
    assert said[0][0] == 1
    found = {path.suffix: path for path in (tmp_path / "bytecode").rglob("kept.*")}
    assert {".patterns", ".rules", ".words"} <= set(found)
    assert not any("全区共有企业30家" in found[name].read_text(encoding="utf-8") for name in (".patterns", ".words"))


def test_simple_patterns_that_are_kept_are_those_of_the_library(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [one for one in patterns()[0] if one.library == "re"]
    assert len(found) > 50
    for shelf in (kept.Shelf("simple", "1"), kept.Shelf("simple", "1")):
        monkeypatch.setattr(plain, "_SHELF", shelf)
        made = [plain.compile_now(one.source, one.flags) for one in found]
        assert made == [re.compile(one.source, one.flags) for one in found]
        assert [one.groupindex for one in made] == [re.compile(one.source, one.flags).groupindex for one in found]
        assert bool(shelf._added) == (not place.exists())
        if shelf._added:
            shelf._write()


def test_another_interpreter_compiles_in_its_own_way(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_SHELF", kept.Shelf("simple", "1"))
    monkeypatch.setitem(sys.modules, "_sre", None)
    assert plain.compile_now("(?P<one>a)|b", re.IGNORECASE) == re.compile("(?P<one>a)|b", re.IGNORECASE)
    with pytest.raises(re.error):
        plain.compile_now("(")
