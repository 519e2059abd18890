"""`auditor rules …`, and the options about rules and settings of the other commands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import house_rules
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from auditor.cli import cli
from auditor.report.json_report import schema
from auditor.rulebook import builtin_rules

Run = Callable[..., Result]
LEASE = "会展中心租用12天，日租500元，租金共7000元。"
ROAD = "村里的路極其難走。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: two articles with one mistake each, and a pack that finds them."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (tmp_path / "lease.txt").write_text(LEASE, encoding="utf-8")
    (tmp_path / "road.txt").write_text(ROAD, encoding="utf-8")
    house_rules.write(tmp_path / "pack", house_rules.FIGURES, house_rules.TEXT)
    return tmp_path


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    return invoke


def settle(text: str, name: str = "auditor.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def found(result: Result) -> list[str]:
    """Rules of the findings of a JSON report."""
    report = json.loads(result.stdout)
    Draft202012Validator(schema()).validate(report)
    return [finding["rule"] for document in report["documents"] for finding in document["findings"]]


# check and figures


def test_check_with_a_pack(run: Run) -> None:
    assert run("check", "lease.txt", "road.txt").exit_code == 0
    result = run("check", "lease.txt", "road.txt", "--rules", "pack", "--format", "json")
    assert (result.exit_code, found(result)) == (1, ["USR901", "USR902"])
    result = run("check", "lease.txt", "road.txt", "--rules", "pack/USR901.yaml", "--rules", "pack/USR902.yaml")
    assert result.exit_code == 1
    assert "Wrong lease of 7000元" in result.stdout and "Not 極其: 难走" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--select", "USR902"), ["USR902"]),
        (("--select", "FIG,script"), ["USR902"]),
        (("--select", "FIG", "--select", "USR901"), ["USR901"]),
        (("--ignore", "script, FIG1"), ["USR901"]),
        (("--ignore", "USR", "--select", "USR901"), ["USR901"]),
        (("--ignore", "USR"), []),
    ],
)
def test_select_and_ignore(run: Run, arguments: tuple[str, ...], expected: list[str]) -> None:
    result = run("check", "lease.txt", "road.txt", "--rules", "pack", "--format", "json", *arguments)
    assert found(result) == expected
    assert result.exit_code == (1 if expected else 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rules", "pakc"), "Error: pakc: no such file or folder; did you mean 'pack'?"),
        (("--rules", "empty"), "Error: empty: no rule file (.yaml) in this folder"),
        (("--rules", "lease.txt"), "Error: lease.txt:1: a rule file holds one mapping"),
        (("--rules", "gbk.yaml"), "Error: gbk.yaml:2: not UTF-8; save the file as UTF-8"),
        (("--rules", "pack", "--select", "USR903"), "unknown rule, prefix or family 'USR903'; did you mean 'USR90"),
        (("--select", "FIG201", "--ignore", "FIG201"), "no rule is left after FIG201, FIG201"),
        (("--config", "gone.toml"), "Error: gone.toml: No such file or directory"),
        (("--config", "bad.toml"), "Error: bad.toml:2: not valid TOML"),
        (("--config", "odd.toml"), "Error: odd.toml:3: unknown setting 'serverity'; did you mean 'severity'?"),
        (("--config", "far.toml"), "Error: nowhere: no such file or folder"),
        (("--config", "odd.toml", "--no-config"), "--config and --no-config exclude each other"),
    ],
)
@pytest.mark.parametrize("command", [("check", "lease.txt"), ("figures", "lease.txt"), ("rules", "list")])
def test_what_cannot_be_used_is_one_line(
    run: Run, command: tuple[str, ...], arguments: tuple[str, ...], words: str
) -> None:
    Path("empty").mkdir()
    Path("gbk.yaml").write_bytes(b"id: USR1\n" + "name: 租金\n".encode("gbk"))
    settle("lang = 'en'\nlang\n", "bad.toml")
    settle("\n\n[serverity]\nFIG2 = 'note'\n", "odd.toml")
    settle("rules = ['nowhere']\n", "far.toml")
    result = run(*command, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_settings_are_found_upwards(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    settle("rules = ['pack']\nlang = 'zh'\nfail-on = 'error'\n[severity]\nUSR901 = 'warning'\n")
    (folder / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(folder / "deep" / "er")
    result = run("check", "../../lease.txt", "../../road.txt")
    assert result.exit_code == 0
    assert "警告  USR901" in result.stdout and "警告  USR902" in result.stdout
    assert run("check", "../../lease.txt", "--fail-on", "warning").exit_code == 1
    assert "warning  USR901" in run("check", "../../lease.txt", "--lang", "en").stdout
    assert run("check", "../../lease.txt", "--no-config", "--format", "json").exit_code == 0
    settle("rules = ['../../pack']\n", "own.toml")
    assert "error  USR901" in run("check", "../../lease.txt", "--config", "own.toml").stdout


def test_settings_in_pyproject(run: Run) -> None:
    settle("[tool.auditor]\nrules = ['pack']\nselect = ['USR902']\n", "pyproject.toml")
    assert found(run("check", "lease.txt", "road.txt", "--format", "json")) == ["USR902"]
    assert found(run("check", "lease.txt", "road.txt", "--format", "json", "--select", "USR901")) == ["USR901"]


def test_some_files_are_spared(run: Run) -> None:
    settle("rules = ['pack']\n[per-file-ignores]\n'road.*' = ['script']\n")
    assert found(run("check", ".", "--format", "json")) == ["USR901"]


def test_a_hostile_pattern_does_not_hang_a_run(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("auditor.rules.matching._SECONDS", 0.2)
    house_rules.write(folder / "pack", house_rules.slow(), house_rules.slow_figures())
    Path("long.txt").write_text(house_rules.SLOW_TEXT + LEASE, encoding="utf-8")
    result = run("check", "long.txt", "road.txt", "--rules", "pack", "--format", "json", "--fail-on", "never")
    assert result.exit_code == 2
    assert found(result) == ["USR901", "USR902"]
    errors = json.loads(result.stdout)["errors"]
    assert {(error["path"], error["rule"]) for error in errors} == {("long.txt", "USR903"), ("long.txt", "USR904")}
    assert result.stderr.count("auditor: long.txt: rule USR90") == 2
    text = run("check", "long.txt", "--rules", "pack").stdout
    assert "error  USR901" in text and text.endswith("· 2 rules gave up\n")
    assert "could not be audited" not in text
    assert "2 条规则未能用完" in run("check", "long.txt", "--rules", "pack", "--lang", "zh").stdout
    assert run("figures", "long.txt", "--rules", "pack").exit_code == 2
    assert run("check", "long.txt", "--rules", "pack", "--ignore", "USR903,USR904", "--fail-on", "never").exit_code == 0


def test_a_pattern_known_for_hanging(run: Run, folder: Path) -> None:
    text = house_rules.changed(
        house_rules.TEXT,
        ("(?P<fault>极其)(?P<what>[一-龥]{2})", "(a+)+$"),
        ('：{what}"\n  en', '"\n  en'),
        (": {what}", ""),
    )
    house_rules.write(folder / "pack", text)
    Path("a.txt").write_text("a" * 5000 + "b", encoding="utf-8")
    assert run("check", "a.txt", "--rules", "pack").exit_code in (0, 2)


# rules list, show


def test_list(run: Run) -> None:
    lines = run("rules", "list").stdout.splitlines()
    assert lines[0].split() == ["id", "title", "family", "kind", "severity", "from"]
    assert len(lines) == 2 + len(builtin_rules())
    lines = run("rules", "list", "--rules", "pack", "--select", "USR", "--lang", "zh").stdout.splitlines()
    assert lines[0].split() == ["编号", "标题", "类别", "关系", "级别", "来源"]
    assert [line.split()[0] for line in lines[2:]] == ["USR901", "USR902"]
    assert lines[2].split()[1:] == ["租金", "figures", "product", "错误", str(Path("pack") / "USR901.yaml")]


def test_list_as_json(run: Run) -> None:
    settle("[severity]\nUSR = 'note'\n")
    rules = json.loads(run("rules", "list", "--rules", "pack", "--ignore", "figures", "--format", "json").stdout)
    mine = next(rule for rule in rules if rule["id"] == "USR902")
    assert mine["severity"] == "note"
    assert (mine["builtin"], mine["kind"], mine["family"]) == (False, None, "script")
    assert all(rule["family"] != "figures" for rule in rules)
    assert len(json.loads(run("rules", "list", "--no-config", "--format", "json").stdout)) == len(builtin_rules())


def test_show_runs_the_examples(run: Run) -> None:
    result = run("rules", "show", "FIG201")
    assert result.exit_code == 0
    rule = next(rule for rule in builtin_rules() if rule.id == "FIG201")
    assert rule.title.en in result.stdout
    assert rule.why.en.split(".")[0] in result.stdout
    assert result.stdout.count("  ✓ ") == len(rule.bad) + len(rule.good) + len(rule.silent)
    assert "→ error FIG201" in result.stdout and "→ holds FIG201" in result.stdout
    assert "✗" not in result.stdout


def test_show_takes_a_name_and_shows_what_fails(run: Run, folder: Path) -> None:
    text = house_rules.changed(house_rules.TEXT, ("村里修了路。", "村里的路极其平。"))
    house_rules.write(folder / "pack", text)
    result = run("rules", "show", "no-very", "--rules", "pack")
    assert "Pattern: (?P<fault>极其)" in result.stdout and "Options: right: 很" in result.stdout
    result = run("rules", "show", "USR901", "--rules", "pack", "--select", "USR902", "--lang", "zh")
    assert "公式：total == days * price" in result.stdout


@pytest.mark.parametrize(
    ("word", "near"), [("FIG2O1", "FIG201"), ("fig201", "FIG201"), ("anounced-sum", "announced-sum")]
)
def test_show_suggests_the_nearest_rule(run: Run, word: str, near: str) -> None:
    result = run("rules", "show", word)
    assert (result.exit_code, result.stderr) == (2, f"Error: unknown rule {word!r}; did you mean {near!r}?\n")


# rules test, new, docs


def test_test_of_a_pack(run: Run) -> None:
    result = run("rules", "test", "pack")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["✓", "USR901"], ["✓", "USR902"]]
    assert lines[-1] == "2 rules: 2 passed, 0 failed"
    assert "disagreements" not in run("rules", "test", "pack", "--no-mutate").stdout


def test_test_of_a_rule_that_fails(run: Run, folder: Path) -> None:
    house_rules.write(folder / "pack", house_rules.changed(house_rules.FIGURES, ("租金共6000元", "租金共9000元")))
    result = run("rules", "test", "pack", "--format", "json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert (first["passed"], second["passed"]) == (False, True)
    (failed,) = (one for one in first["examples"] if one["problem"])
    assert (failed["kind"], failed["number"]) == ("bad", 1)
    assert first["mutants"]["tried"] > 10 and second["mutants"] is None
    result = run("rules", "test", "pack/USR901.yaml")
    assert "pack/USR901.yaml:14: flagged 1: the mended text is still flagged at 9000元" in result.stdout


def test_test_of_built_in_rules(run: Run) -> None:
    result = run("rules", "test", "--select", "FIG402,unit")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("✓ FIG402")
    path = next(rule.path for rule in builtin_rules() if rule.id == "FIG403")
    assert run("rules", "test", str(path)).stdout.splitlines()[0].startswith("✓ FIG403")


def test_test_finds_rules_that_the_settings_leave_out(run: Run) -> None:
    settle("select = ['FIG201']\n")
    assert run("rules", "test", "pack").stdout.endswith("2 rules: 2 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("gone", "gone: no such file or folder"),
        (".", "no rule file"),
        ("pack", "USR901.yaml:4: unknown key 'knd'; did you mean 'kind'?"),
    ],
)
def test_test_of_what_cannot_be_loaded(run: Run, folder: Path, place: str, words: str) -> None:
    if place == "pack":
        house_rules.write(folder / "pack", house_rules.changed(house_rules.FIGURES, ("kind: product", "knd: product")))
    if place == ".":
        place = "empty"
        Path("empty").mkdir()
    result = run("rules", "test", place)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize("more", [(), ("--text",)])
def test_new_writes_a_rule_that_passes(run: Run, more: tuple[str, ...]) -> None:
    result = run("rules", "new", "my-own", "--dir", "house/rules", *more)
    path = Path("house/rules/USR101-my-own.yaml")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"wrote {path}"
    assert run("rules", "test", str(path)).exit_code == 0
    before = path.read_bytes()
    assert run("rules", "new", "my-own", "--dir", "house/rules", "--id", "USR101").exit_code == 2
    assert path.read_bytes() == before
    other = () if more else ("--text",)
    assert run("rules", "new", "my-own", "--dir", "house/rules", "--lang", "zh", *other).stdout.startswith("已写入 ")
    assert Path("house/rules/USR102-my-own.yaml").exists()
    result = run("rules", "test", "house")
    assert result.exit_code == 0
    assert result.stdout.endswith("2 rules: 2 passed, 0 failed\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("My Own",),
        ("../up",),
        ("",),
        ("租金",),
        ("own", "--id", "usr1"),
        ("own", "--id", "../X1"),
        ("own", "--dir", "lease.txt"),
    ],
)
def test_new_refuses_odd_names_and_places(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(folder.rglob("*"))
    result = run("rules", "new", *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert sorted(folder.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_new_in_a_folder_that_cannot_be_written(run: Run, folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o500)
    result = run("rules", "new", "own", "--dir", "closed")
    assert result.exit_code == 2
    assert "Permission denied" in result.stderr


def test_docs(run: Run) -> None:
    page = run("rules", "docs", "--rules", "pack", "--select", "USR").stdout
    assert page.startswith("# Rules\n")
    assert '### <a id="usr901"></a>USR901 Lease' in page and "FIG201" not in page
    assert run("rules", "docs", "--lang", "zh", "--output", "rules.md").stdout == ""
    assert Path("rules.md").read_text(encoding="utf-8").startswith("# 规则一览\n")
    assert run("rules", "docs", "--output", "nowhere/rules.md").exit_code == 2


def test_help(run: Run) -> None:
    assert "rules" in run("--help").stdout
    for command in ("list", "show", "test", "new", "docs"):
        result = run("rules", command, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout
