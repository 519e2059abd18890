"""auditor.baseline and its options: known findings stay quiet wherever their text moves."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import cli

SHARE = "岚山县共有合作社200家，其中示范社60家，占35%。"
SUM = "石桥镇三个村共有茶园900亩，其中东村300亩、西村250亩、南村400亩。"
CLEAN = "全年共举办培训12期。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    write("articles/one.txt", SHARE)
    write("articles/two.txt", CLEAN)
    assert check("articles").exit_code == 1
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(text + "\n", encoding="utf-8")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--no-config", "--lang", "en", *arguments])


def known(*arguments: str) -> Result:
    return check("--baseline", "known.json", *arguments)


def write_down(*arguments: str) -> Result:
    return check("--write-baseline", "known.json", *arguments)


def test_what_is_written_down_is_quiet() -> None:
    written = write_down("articles")
    assert written.exit_code == 0
    assert written.stderr == "auditor: known.json: findings written down: 1\n"
    again = known("articles")
    assert again.exit_code == 0
    assert again.stderr == "auditor: known.json: known findings not shown: 1\n"
    assert "35%" not in again.stdout
    assert json.loads(known("articles", "--format", "json").stdout)["documents"][0]["findings"] == []


def test_the_file_is_plain_and_the_same_every_time() -> None:
    write_down("articles")
    first = Path("known.json").read_bytes()
    (entry,) = json.loads(first)["findings"]
    assert (entry["path"], entry["text"]) == ("articles/one.txt", "35%")
    write_down("articles")
    assert Path("known.json").read_bytes() == first


def test_text_that_moves_and_files_that_are_renamed_stay_known() -> None:
    write_down("articles")
    write("articles/one.txt", "新增的导语。\n\n另有一段说明。\n\n" + SHARE)
    assert known("articles").exit_code == 0
    Path("articles/one.txt").rename("articles/three.txt")
    moved = known("articles")
    assert (moved.exit_code, "no longer" in moved.stderr) == (0, False)


def test_what_is_new_fails_the_run_and_is_all_that_is_shown() -> None:
    write_down("articles")
    write("articles/two.txt", SUM)
    result = known("articles")
    assert result.exit_code == 1
    assert "two.txt" in result.stdout
    assert "one.txt" not in result.stdout


def test_a_second_copy_is_new() -> None:
    write_down("articles")
    write("articles/two.txt", SHARE)
    result = known("articles", "--select", "FIG201")
    assert result.exit_code == 1
    assert "two.txt" in result.stdout
    assert "one.txt" not in result.stdout


def test_stale_entries_are_named() -> None:
    write("articles/two.txt", SUM)
    (entry,) = (one for one in json.loads(_written()) if one["path"].endswith("one.txt"))
    write("articles/one.txt", CLEAN)
    result = known("articles")
    assert result.exit_code == 0
    assert (
        f"no longer found: 1; --write-baseline writes it anew:\n  articles/one.txt: {entry['rule']} {entry['id']}\n"
        in (result.stderr)
    )
    # of an article, or by a rule, that was not audited nothing is known
    assert "no longer" not in known("articles/two.txt").stderr
    assert "no longer" not in known("articles", "--select", "punctuation").stderr
    Path("articles/one.txt").unlink()
    assert "no longer found: 1" in known("articles/two.txt").stderr


def test_what_is_ignored_since_is_still_there() -> None:
    rules = {one["rule"] for one in json.loads(_written()) if one["path"].endswith("one.txt")}
    write("articles/one.txt.auditor.toml", f"[[ignored]]\nrule = {json.dumps(sorted(rules))}\nreason = 'as printed'\n")
    result = known("articles")
    assert (result.exit_code, "no longer" in result.stderr) == (0, False)
    write("articles/one.txt", CLEAN)
    assert "no longer found: 1" in known("articles").stderr


def _written() -> str:
    write_down("articles")
    return json.dumps(json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"])


def test_paths_start_from_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_down("articles")
    monkeypatch.chdir(folder / "articles")
    result = check("one.txt", "--baseline", "../known.json")
    assert (result.exit_code, "no longer" in result.stderr) == (0, False)


def test_sarif_tells_what_is_known() -> None:
    write_down("articles")
    write("articles/two.txt", SUM)
    log = json.loads(known("articles", "--format", "sarif").stdout)
    states = [result["baselineState"] for result in log["runs"][0]["results"]]
    assert sorted(states) == ["new", "unchanged"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", 'no list "findings"'),
        ('{"version": 9, "findings": []}', "version 9"),
        ('{"version": 1, "findings": [{"path": "a"}]}', 'needs "path", "rule" and "id"'),
        (None, "no such file; --write-baseline"),
    ],
)
def test_what_is_no_baseline_is_refused_before_the_run(text: str | None, complaint: str) -> None:
    if text is not None:
        Path("known.json").write_text(text, encoding="utf-8")
    result = known("articles")
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_a_baseline_never_replaces_an_input() -> None:
    assert check("articles", "--write-baseline", "articles/one.txt").exit_code == 2
    assert Path("articles/one.txt").read_text(encoding="utf-8") == SHARE + "\n"


def test_inputs_that_cannot_be_read_still_count() -> None:
    assert write_down("articles", "missing.txt").exit_code == 2
    assert known("articles", "missing.txt").exit_code == 2


def test_a_file_name_that_is_no_text() -> None:
    Path(os.fsdecode(b"articles/\xb1.txt")).write_text(SUM, encoding="utf-8")
    assert write_down("articles").exit_code == 0
    assert known("articles").exit_code == 0
