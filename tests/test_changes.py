"""`auditor check --changed-since`, in scratch repositories."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import cli

SHARE = "岚山县共有合作社200家，其中示范社60家，占35%。\n"
SUM = "石桥镇三个村共有茶园900亩，其中东村300亩、西村250亩、南村400亩。\n"
FILLER = "会议在镇文化站举行。\n天气晴好，与会者冒着寒意赶来。\n"


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=测试", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "articles")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    git("init", "-q", "-b", "main")
    write("old.txt", SHARE)
    write("报道 一.txt", FILLER + SHARE + FILLER + SUM)
    commit()
    return tmp_path


def check(*arguments: str, since: str = "HEAD") -> Result:
    options = ("--no-config", "--lang", "en", "--changed-since", since)
    return CliRunner().invoke(cli, ["check", *options, *arguments])


def found(*arguments: str, since: str = "HEAD") -> dict[str, list[str]]:
    documents = json.loads(check(*(arguments or (".",)), "--format", "json", since=since).stdout)["documents"]
    return {Path(one["path"]).name: [finding["rule"] for finding in one["findings"]] for one in documents}


def test_nothing_changed_is_nothing_to_audit() -> None:
    assert found() == {}
    assert check(".").exit_code == 0


def test_new_files_are_audited_whole() -> None:
    write("new.txt", SHARE)
    assert [len(one) for one in found().values()] == [1]
    git("add", "new.txt")
    assert list(found()) == ["new.txt"]
    commit()
    assert found() == {}
    assert list(found(since="HEAD~1")) == ["new.txt"]


def test_only_findings_on_changed_lines() -> None:
    write("报道 一.txt", FILLER + "另有一事。\n" + SHARE + FILLER + SUM)
    assert found() == {"报道 一.txt": []}
    write("报道 一.txt", FILLER + SHARE.replace("35%", "36%") + FILLER + SUM)
    assert len(found()["报道 一.txt"]) == 1
    write("报道 一.txt", FILLER + SHARE.replace("35%", "36%") + FILLER + SUM.replace("900", "910"))
    assert len(found()["报道 一.txt"]) == 2


def test_a_claim_that_touches_a_changed_line() -> None:
    text = "石桥镇三个村共有茶园900亩，其中东村300亩、\n西村{}亩、\n南村400亩。\n"
    write("list.txt", text.format(200))
    commit()
    assert found(since="HEAD~1") == {"list.txt": []}
    write("list.txt", text.format(250))
    assert len(found()["list.txt"]) == 1


def test_a_renamed_file_has_changed_where_it_differs() -> None:
    git("mv", "报道 一.txt", "moved.txt")
    assert found() == {"moved.txt": []}
    write("moved.txt", FILLER + SHARE.replace("35%", "36%") + FILLER + SUM)
    assert [len(one) for one in found().values()] == [1]


def test_from_a_folder_below_and_of_another_branch() -> None:
    git("switch", "-qc", "topic")
    Path("sub").mkdir()
    write("sub/new.txt", SUM)
    commit()
    git("switch", "-q", "main")
    write("later.txt", SUM)
    commit()
    git("switch", "-q", "topic")
    assert list(found(since="main")) == ["new.txt"]
    os.chdir("sub")
    assert list(found(since="main")) == ["new.txt"]


def test_shallow_clones(folder: Path) -> None:
    write("new.txt", SUM)
    commit()
    os.chdir(folder)
    git("clone", "-q", "--depth", "1", (folder / "work").as_uri(), "shallow")
    os.chdir("shallow")
    refused = check(".", since="HEAD~1")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the clone is shallow" in refused.stderr
    git("fetch", "-q", "--deepen", "1")
    assert list(found(since="HEAD~1")) == ["new.txt"]


def test_a_text_that_is_binary_to_git_has_changed_as_a_whole() -> None:
    Path("wide.txt").write_bytes((FILLER + SHARE).encode("utf-16"))
    commit()
    Path("wide.txt").write_bytes((FILLER + SHARE + FILLER).encode("utf-16"))
    assert [len(one) for one in found().values()] == [1]


def test_deleted_files_and_missing_ones() -> None:
    Path("old.txt").unlink()
    assert found() == {}
    assert check("old.txt").exit_code == 2


IGNORED = '[[ignored]]\nrule = "FIG201"\nreason = "old basis"\n'


def test_an_article_whose_ignores_beside_it_changed_is_audited_again() -> None:
    write("old.txt.auditor.toml", IGNORED)
    assert found() == {"old.txt": []}
    commit()
    assert found() == {}
    write("old.txt.auditor.toml", IGNORED.replace("FIG201", "FIG101"))
    assert "FIG201" in found()["old.txt"]
    Path("old.txt.auditor.toml").unlink()
    assert found() == {"old.txt": ["FIG201"]}


def test_an_article_whose_ignores_in_the_settings_changed_is_audited_again() -> None:
    def names() -> list[str]:
        options = ("check", "--changed-since", "HEAD", "--format", "json", ".")
        return sorted(
            Path(one["path"]).name for one in json.loads(CliRunner().invoke(cli, options).stdout)["documents"]
        )

    one = IGNORED + 'path = "old.txt"\n'
    write("auditor.toml", one)
    assert names() == ["old.txt"]
    commit()
    assert names() == []
    write("auditor.toml", 'lang = "en"\n' + one)
    assert names() == []  # its entry says what it said
    write("auditor.toml", one + IGNORED + 'path = "报道 一.txt"\n')
    assert names() == ["报道 一.txt"]
    write("auditor.toml", 'lang = "en"\n')
    assert names() == ["old.txt"]
    Path("auditor.toml").unlink()
    write("pyproject.toml", one.replace("[[ignored]]", "[[tool.auditor.ignored]]"))
    assert names() == ["old.txt"]


def test_settings_that_were_no_toml_ignored_nothing() -> None:
    write("auditor.toml", "[[ignored")
    commit()
    write("auditor.toml", IGNORED + 'path = "old.txt"\n')
    options = ("check", "--changed-since", "HEAD", "--format", "json", ".")
    documents = json.loads(CliRunner().invoke(cli, options).stdout)["documents"]
    assert [Path(one["path"]).name for one in documents] == ["old.txt"]


def test_before_the_first_commit_everything_is_new(folder: Path) -> None:
    (folder / "fresh").mkdir()
    os.chdir(folder / "fresh")
    git("init", "-q", "-b", "main")
    write("staged.txt", SHARE)
    git("add", "staged.txt")
    write("new.txt", SHARE)
    assert sorted(found()) == ["new.txt", "staged.txt"]
    assert check(".", since="HEAD~1").exit_code == 2


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_what_is_no_revision(revision: str) -> None:
    refused = check(".", since=revision)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"git knows no revision {revision!r}" in refused.stderr


def test_outside_a_repository(folder: Path) -> None:
    os.chdir(folder)
    refused = check(".")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "not a git repository" in refused.stderr


def test_what_is_known_on_lines_that_did_not_change_is_not_gone(tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    CliRunner().invoke(cli, ["check", "--no-config", ".", "--write-baseline", known])
    write("报道 一.txt", FILLER + SHARE + FILLER + SUM.replace("900亩", "910亩"))
    run = check(".", "--baseline", known)
    assert "FIG101" in run.stdout
    assert "FIG201" not in run.stdout
    assert "no longer found: 1;" in run.stderr  # the sum as it was; the share is there still
    assert "FIG201" not in run.stderr


def test_no_baseline_is_written_from_a_part() -> None:
    assert check(".", "--write-baseline", "known.json").exit_code == 2
