"""`auditor completion`: what stands behind TAB, asked as the shells ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from house_rules import TEXT, write

from auditor.cli import cli
from auditor.report.rendering import FORMS
from auditor.rulebook import builtin_rules

PROGRAM = '#!/bin/sh\nexec "{python}" -m auditor "$@"\n'
# What bash does at TAB; `compopt` works only there, so its wish is printed instead.
PRESS_TAB = """
eval "$(auditor completion bash)"
compopt() { echo "compopt $2"; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_auditor_completion auditor "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
# What zsh does at TAB: that is caught where the script hands it to the shell.
PRESS_TAB_IN_ZSH = """
autoload -Uz compinit; compinit -u -D
eval "$(auditor completion zsh)"
compadd() { print -l -- ${(P)@[-1]}; }
_describe() { local name=${@[(r)completions*]}; print -l -- ${(P)name%%:*}; }
_path_files() { print -- files; }
words=("$@") CURRENT=$#
_auditor_completion
"""
PRESS_TAB_IN_FISH = 'auditor completion fish | source; complete --do-complete "auditor $argv"'
RULES = [rule.id for rule in builtin_rules() if rule.id.startswith("FIG70")]
PRESSED = [
    (("expl",), ["explain"]),
    (("check", "--lang", ""), ["en", "zh"]),
    (("check", "--write-b",), ["--write-baseline"]),
    (("rules", "show", "FIG70"), RULES),
    (("check", "--select", "punct"), ["punctuation"]),
    (("check", "--ignore", "FIG101,pun101"), ["FIG101,PUN101"]),
    (("check", "--nothing-like-it"), []),
]  # fmt: skip


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    program = tmp_path / "bin" / "auditor"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(Path(__file__).parents[1])}


def ask(environment: dict[str, str], *words: str, shell: str = "zsh") -> list[str]:
    """What auditor answers the script of a shell, the last word being the one that is begun."""
    asked = {"_AUDITOR_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(("auditor", *words))}
    finished = subprocess.run(
        ["auditor"],
        env={**environment, **asked, "COMP_CWORD": str(len(words))},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert finished.stderr == ""
    return finished.stdout.splitlines()


def offered(environment: dict[str, str], *words: str) -> list[str]:
    return ask(environment, *words)[1::3]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("expl",), ["explain"]),
        (("check", "--lang", ""), ["zh", "en"]),
        (("check", "--format", ""), list(FORMS)),
        (("check", "--write-b",), ["--write-baseline"]),
        (("rules", "show", "FIG70"), [rule.id for rule in builtin_rules() if rule.id.startswith("FIG70")]),
        (("check", "--select", "punct"), ["punctuation"]),
        (("check", "报"), ["compopt default", ""]),
        (("check", "-o", ""), ["compopt default", ""]),
        (("explain", ""), ["compopt default", ""]),
        (("check", "--nothing-like-it"), [""]),
    ],
)  # fmt: skip
def test_bash_completes(environment: dict[str, str], words: tuple[str, ...], expected: list[str]) -> None:
    finished = subprocess.run(
        ["bash", "--norc", "-c", PRESS_TAB, "bash", "auditor", *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert (finished.stdout.splitlines(), finished.stderr) == (expected, "")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
@pytest.mark.parametrize(("words", "expected"), [*PRESSED, (("check", "报"), ["files"]), (("explain", ""), ["files"])])
def test_zsh_completes(environment: dict[str, str], words: tuple[str, ...], expected: list[str]) -> None:
    command = ["zsh", "-f", "-c", PRESS_TAB_IN_ZSH, "zsh", "auditor", *words]
    assert sorted(pressed(environment, command)) == expected


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
@pytest.mark.parametrize(("words", "expected"), [*PRESSED, (("check", "报"), ["报道.txt"])])
def test_fish_completes(environment: dict[str, str], words: tuple[str, ...], expected: list[str]) -> None:
    Path("报道.txt").touch()
    command = ["fish", "--no-config", "-c", PRESS_TAB_IN_FISH, " ".join(words)]
    assert sorted(line.partition("\t")[0] for line in pressed(environment, command)) == expected


def pressed(environment: dict[str, str], command: list[str]) -> list[str]:
    """What a shell, in a home of its own, offers."""
    environment = {**environment, "HOME": str(Path.cwd()), "LC_ALL": "C.UTF-8"}
    finished = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert finished.stderr == ""
    return [line for line in finished.stdout.splitlines() if line]


def test_every_rule_is_offered_with_its_name(environment: dict[str, str]) -> None:
    answer = ask(environment, "rules", "show", "")
    names = {rule.id: rule.name for rule in builtin_rules()}
    assert dict(zip(answer[1::3], answer[2::3], strict=True)) == names
    assert len(answer) == 3 * len(names)


def test_families_are_offered_and_lists_go_on(environment: dict[str, str]) -> None:
    found = offered(environment, "check", "--ignore", "")
    assert {rule.family for rule in builtin_rules()} <= set(found)
    assert "FIG101,PUN101" in offered(environment, "check", "--ignore", "FIG101,pun")
    assert offered(environment, "check", "--ignore", "FIG101,FIG101") == []


def test_rules_of_ones_own_are_offered(environment: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path / "house", TEXT)
    assert offered(environment, "check", "--select", "USR") == []
    assert offered(environment, "check", "--rules", "house", "--select", "USR") == ["USR902"]
    (tmp_path / "auditor.toml").write_text('rules = ["house"]\n', encoding="utf-8")
    assert offered(environment, "rules", "show", "usr") == ["USR902"]
    assert offered(environment, "rules", "show", "--no-config", "usr") == []


@pytest.mark.parametrize("content", ["rules = [", 'rules = ["missing"]\n', "nonsense = 1\n"])
def test_damaged_settings_leave_the_built_in_rules(environment: dict[str, str], tmp_path: Path, content: str) -> None:
    (tmp_path / "auditor.toml").write_text(content, encoding="utf-8")
    assert "FIG101" in offered(environment, "rules", "show", "FIG10")


def test_a_damaged_pack_is_passed_over(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "a.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "house" / "b.yaml").write_text("no rule", encoding="utf-8")
    assert "FIG101" in offered(environment, "check", "--rules", "house", "--select", "FIG10")


def test_encodings_are_offered(environment: dict[str, str]) -> None:
    assert offered(environment, "check", "--encoding", "GB") == ["gb18030"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_of_each_shell(shell: str) -> None:
    made = CliRunner().invoke(cli, ["completion", shell])
    assert (made.exit_code, made.stderr) == (0, "")
    assert f"_AUDITOR_COMPLETE={shell}_complete" in made.stdout
    assert "auditor" in made.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=made.stdout, encoding="utf-8", check=True)


def test_unknown_shell_is_refused() -> None:
    refused = CliRunner().invoke(cli, ["completion", "ksh"])
    assert refused.exit_code == 2
    assert all(shell in refused.stderr for shell in ("ksh", "bash", "zsh", "fish"))
