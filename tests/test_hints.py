"""Errors say what to do: what was probably meant, what there is, or which option helps; in both languages."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from scratch import OLD

from auditor.cli import cli


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    for name in ("articles/报道.txt", "other/a.text", "other/b.docx", "other/.hidden.pdf", "other/noending"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(OLD, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=测试", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


# The command line, and what the error must hold in English and in Chinese.
CASES = [
    (("check", "articles/报到.txt"), "did you mean articles/报道.txt?", "是否指 articles/报道.txt？"),
    (("check", "artcles/*.txt"), "did you mean articles/*.txt?", "是否指 articles/*.txt？"),
    (("check", "other/*.txt"), "other endings must be named, as in *.text", "别种后缀须写明，如 *.text"),
    (("check", "empty"), "holds no .txt/.md file\n", "没有 .txt/.md 文件\n"),
    (("check", "other"), "only .docx/.text; other plain text must be named", "只有 .docx/.text；别的纯文本须指明文件"),
    (("check", ""), "the name is empty", "文件名是空的"),
    (("check", "articles", "-o", "nowhere/a.txt"), "no such folder: nowhere; make it first", "请先建立：nowhere"),
    (("check", "articles", "--baseline", "b.json"), "--write-baseline writes down", "可用 --write-baseline 记下"),
    (("check", "articles", "--write-baseline", "no/b.json"), "no such folder: no; make it first", "请先建立：no"),
    (("check", "articles", "--encoding", "utf-9"), "common ones are utf-8, gb18030", "常用的有 utf-8、gb18030"),
    (("check", "articles", "--select", "figurs"), "did you mean 'figures'?", "是否指“figures”？"),
    (("check", "articles", "--changed-since", "x"), "not a git repository", "不在 git 仓库里"),
    (("explain", "articles/报道.txt"), "such as articles/报道.txt:1", "例如 articles/报道.txt:1"),
    (("explain", "articles/报道.txt:9"), "has no line 9; its last is 2", "没有第 9 行，共 2 行"),
    (("explain", "articles/报道.txt:1:99"), "its last is 27", "共 27 列"),
    (("explain", "articles/报到.txt:1"), "Error: articles/报到.txt: no such", "错误：articles/报到.txt: 找不到"),
    (("rules", "show", "FIG8"), "list them: auditor rules list --select FIG8", "列出它们：auditor rules list --select"),
    (("rules", "show", "fig101"), "did you mean 'FIG101'?", "是否指“FIG101”？"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "english", "chinese"), CASES, ids=lambda one: " ".join(one) if isinstance(one, tuple) else ""
)
def test_what_to_do(words: tuple[str, ...], english: str, chinese: str) -> None:
    for lang, expected in (("en", english), ("zh", chinese)):
        refused = CliRunner().invoke(cli, [*words, "--lang", lang])
        assert (refused.exit_code, expected in refused.stderr) == (2, True), refused.stderr


def test_a_command_with_a_slip_and_one_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "did you mean 'check'?" in CliRunner().invoke(cli, ["chek", "articles"]).stderr
    assert "auditor check articles" in CliRunner().invoke(cli, ["articles"]).stderr
    assert "known: check, explain" in CliRunner().invoke(cli, ["zzzzzz"]).stderr
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "是否指“check”？" in CliRunner().invoke(cli, ["chek", "articles"]).stderr


def test_revisions_that_may_have_been_meant(folder: Path) -> None:
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "articles")
    git("clone", "-q", str(folder), "clone")
    os.chdir("clone")
    git("checkout", "-q", "--detach")
    git("branch", "-D", "main")

    def said(revision: str, lang: str) -> str:
        words = ["check", "articles", "--lang", lang, "--changed-since", revision]
        return CliRunner().invoke(cli, words).stderr

    assert "did you mean 'origin/main'?" in said("main", "en")
    assert "是否指“HEAD”？" in said("HAED", "zh")
    assert "git log --oneline --all" in said("0123456789abcdef", "en")
    assert "git log --oneline --all" in said("", "zh")


@pytest.mark.parametrize(("lang", "expected"), [("en", "no file named here has changed"), ("zh", "都没有改动")])
def test_nothing_changed_is_said(lang: str, expected: str) -> None:
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "articles")
    done = CliRunner().invoke(cli, ["check", "articles", "--lang", lang, "--changed-since", "HEAD"])
    assert (done.exit_code, expected in done.stderr) == (0, True)
    Path("articles/新.txt").write_text(OLD, encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", "articles", "--lang", lang, "--changed-since", "HEAD"])
    assert (done.exit_code, done.stderr) == (1, "")
