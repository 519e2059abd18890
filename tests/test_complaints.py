"""What users are told that cannot be done: in Chinese and in English, with what to do about it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click
import house_rules
import pytest
from click.testing import CliRunner, Result

from auditor.bilingual import Bilingual, FileFaultError, SaidError, refused, same
from auditor.cli import cli
from auditor.cli.complaints import in_chinese, language_of
from auditor.nearest import unknown

FIGURES = house_rules.FIGURES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text("全年共举办培训12期。\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result


def both(arguments: tuple[str, ...], zh: str, en: str) -> None:
    """The same complaint in both languages, and nothing of the other one."""
    chinese = run(*arguments, "--lang", "zh").stderr.splitlines()[-1]
    english = run(*arguments, "--lang", "en").stderr.splitlines()[-1]
    assert chinese == f"错误：{zh}"
    assert english == f"Error: {en}"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("check",), "缺少参数“PATHS...”", "Missing argument 'PATHS...'."),
        (("check", "a.txt", "--jobs", "two"), "-j、--jobs：“two”不是整数", None),
        (("check", "a.txt", "--jobs", "0"), "-j、--jobs：0 不在范围内（x>=1）", None),
        (("check", "a.txt", "--format", "xml"), None, None),
        (("check", "a.txt", "--fail-on", "notes"), None, None),
        (("check", "a.txt", "--verbos"), "没有“--verbos”这个选项，是否指 --verbose？", None),
        (("check", "a.txt", "--verbose=1"), "选项“--verbose”后面不能有值", None),
        (("explain", "a.txt:1", "b.txt:1"), "多出的参数：b.txt:1", None),
        (("export", "a.txt"), "缺少选项“--to”", "Missing option '--to'."),
        (("rules", "list", "--format", "csv"), None, None),
        (("check", "a.txt", "--baseline", "."), None, None),
    ],
)
def test_what_click_refuses_is_said_in_both_languages(
    arguments: tuple[str, ...], zh: str | None, en: str | None
) -> None:
    chinese = run(*arguments, "--lang", "zh").stderr
    english = run(*arguments, "--lang", "en").stderr
    if english.startswith("Usage: "):  # click itself leaves it out at times
        assert chinese.startswith("用法：cli ")
        assert "\n查看帮助：cli " in chinese
    last = chinese.splitlines()[-1]
    assert last.startswith("错误：")
    # Nothing is left in English but names and values.
    for word in ("Error", "Invalid", " not ", "such", "Usage", "Missing", " is ", "Did you"):
        assert word not in last
    if zh is not None:
        assert last == f"错误：{zh}"
    if en is not None:
        assert english.splitlines()[-1] == f"Error: {en}"


def test_the_choices_are_told_in_chinese() -> None:
    last = run("check", "a.txt", "--fail-on", "notes", "--lang", "zh").stderr.splitlines()[-1]
    assert last == "错误：--fail-on：“notes”不在可选之列：error、warning、note、never"


def test_an_option_at_the_end_without_its_value() -> None:
    assert run("check", "a.txt", "--baseline").stderr.splitlines()[-1] == "错误：选项“--baseline”后面要有值"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("--langg", "zh"), "没有“--langg”这个选项", "No such option"),
        (("chek", "a.txt"), "没有“chek”这个命令，是否指“check”？", "unknown command 'chek'; did you mean 'check'?"),
        (("a.txt",), "没有“a.txt”这个命令；要核对这个文件或文件夹，请用：auditor check a.txt", "auditor check a.txt"),
    ],
)
def test_a_command_that_does_not_exist(
    arguments: tuple[str, ...], zh: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*arguments).stderr.splitlines()[-1].startswith(f"错误：{zh}")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert en in run(*arguments).stderr


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("check", "a.txt", "--select", "FIG2O1"),
         "没有“FIG2O1”这个规则、规则前缀或类别，是否指“FIG201”？",
         "unknown rule, prefix or family 'FIG2O1'; did you mean 'FIG201'?"),
        (("check", "a.txt", "--select", "FIG201", "--ignore", "FIG201"),
         "按 FIG201、FIG201 选择后没有剩下规则", "no rule is left after FIG201, FIG201"),
        (("check", "a.txt", "--rules", "house"), "house: 没有这个文件或文件夹", "house: no such file or folder"),
        (("check", "a.txt", "--config", "gone.toml"),
         "gone.toml: 没有这个文件或文件夹", "gone.toml: No such file or directory"),
        (("check", "a.txt", "--config", "x.toml", "--no-config"),
         "--config 与 --no-config 不能同时用", "--config and --no-config exclude each other"),
        (("check", "a.txt", "--baseline", "gone.json"),
         "gone.json: 没有这个文件；可用 --write-baseline 记下现有的发现", None),
        (("check", "a.txt", "--baseline", "a.txt"), "a.txt: 不是基线：不是 JSON", "a.txt: not a baseline: not JSON"),
        (("check", "a.txt", "--encoding", "utf8x"),
         "--encoding：没有“utf8x”这种文字编码，常用的有 utf-8、gb18030、big5hkscs、utf-16", None),
        (("check", "a.txt", "-o", "no/report"), "-o no/report：没有这个文件夹，请先建立：no", None),
        (("check", "a.txt", "-o", "a.txt"), "a.txt：是输入文件，不会覆盖", "a.txt: is one of the inputs, not overwritten"),
        (("check", "a.txt", "--changed-since", "HEAD"),
         "--changed-since: 当前文件夹不在 git 仓库里；请在仓库中运行，或不用此选项", None),
        (("fix", "a.txt", "--backup"), "--backup 要与 --write 同用", "--backup goes with --write"),
        (("fix", "a.txt", "--diff", "--write"), "--diff 与 --write 只能用一个", "either --diff or --write"),
        (("explain", "a.txt"), "place：“a.txt”不是“文件:行”或“文件:行:列”，例如 a.txt:1", None),
        (("explain", "a.txt:9"), "place：a.txt 没有第 9 行，共 2 行", None),
        (("explain", "a.txt:1:99"), "place：第 1 行没有第 99 列，共 11 列", None),
        (("export", "a.txt", "--to", "a.doc"),
         "--to a.doc：文件名须以 .csv、.jsonl、.parquet、.xlsx 结尾",
         "--to a.doc: must end in one of .csv, .jsonl, .parquet, .xlsx"),
        (("rules", "show", "FIG2O1"), "没有“FIG2O1”这个规则，是否指“FIG201”？", None),
        (("rules", "new", "Gross"), "NAME：须是小写字母、数字和连字符，如 gross-profit", None),
    ],
)  # fmt: skip
def test_what_we_refuse_is_said_in_both_languages(arguments: tuple[str, ...], zh: str, en: str | None) -> None:
    if en is None:
        en = run(*arguments, "--lang", "en").stderr.splitlines()[-1].removeprefix("Error: ")
        assert not any("\u4e00" <= char <= "\u9fff" for char in en)
    both(arguments, zh, en)


def test_the_settings_choose_the_language_of_what_comes_after_them(folder: Path) -> None:
    (folder / "auditor.toml").write_text('lang = "en"\nselect = ["FIG2O1"]\n', encoding="utf-8")
    assert "did you mean 'FIG201'?" in run("check", "a.txt").stderr
    assert "是否指“FIG201”？" in run("check", "a.txt", "--lang", "zh").stderr
    (folder / "auditor.toml").write_text("lagn = 'en'\n", encoding="utf-8")
    assert run("check", "a.txt").stderr == f"错误：{folder}/auditor.toml:1: 没有“lagn”这个设置项，是否指“lang”？\n"


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("severity: error", "severity: eror", "没有“eror”这个级别，是否指“error”？", "unknown severity 'eror'"),
        ("check: total", "chek: total", "没有“chek”这个键，是否指“check”？", "did you mean 'check'?"),
        ("== days * price", "== days * cost", "没有“cost”这个数字", "unknown figure 'cost'"),
        ("== days * price", "= days * price", "第 7 个字符不应是“=”", "unexpected character '=' at 7"),
        ("{price:money}", "{price:mony}", "没有“mony”这个类型，是否指“money”？", "unknown type 'mony'"),
        ("id: USR901", "id: usr901", "“id”须是大写字母加数字，如 USR101，不能是“usr901”", "capital letters"),
        ("租金{total}不符", "租金{totl}不符", "没有“totl”这个字段，是否指“total”？", "unknown field 'totl'"),
        ("租金{total}不符", "租金{total不符", "花括号没有成对", "a brace is not closed"),
        ("why: {zh: 天数乘以日租。, en: Days times price.}", "why: {zh: 天数乘以日租。}", "“why”须有 zh 和 en", "needs zh and en"),
        ("examples:", "examples: &a", "缺少", None),
        ("kind: product", "kind: product\nkind: product", "键“kind”出现了两次", "stands twice"),
    ],
)  # fmt: skip
def test_faults_of_rule_files(folder: Path, old: str, new: str, zh: str, en: str | None) -> None:
    if en is None:
        text = "[" * 9
        zh, en = "不是有效的 YAML", "not valid YAML"
    else:
        text = house_rules.changed(FIGURES, (old, new))
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    chinese = run("check", "a.txt", "--rules", "r.yaml", "--lang", "zh").stderr
    assert chinese.startswith("错误：r.yaml:")
    assert zh in chinese
    english = run("check", "a.txt", "--rules", "r.yaml", "--lang", "en").stderr
    assert english.startswith("Error: r.yaml:")
    assert en in english


def test_a_shallow_clone_is_named(folder: Path) -> None:
    def git(*arguments: str, cwd: str = ".") -> None:
        settings = ("-c", "user.name=n", "-c", "user.email=e")
        subprocess.run(["git", *settings, *arguments], check=True, capture_output=True, cwd=cwd)

    (folder / "one").mkdir()
    git("init", "-q", cwd="one")
    git("commit", "-q", "--allow-empty", "-m", "1", cwd="one")
    git("commit", "-q", "--allow-empty", "-m", "2", cwd="one")
    git("clone", "-q", "--depth", "1", f"file://{folder}/one", "two")
    os.chdir("two")
    assert "这是浅克隆，请多取一些历史" in run("check", "../a.txt", "--changed-since", "v1", "--lang", "zh").stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], "zh_CN.UTF-8", "zh"),
        ([], "de_DE", "en"),
        (["check", "--lang", "en"], "zh_CN", "en"),
        (["check", "--lang=zh", "a"], "en_GB", "zh"),
        (["--lang", "zh", "--lang", "en"], "zh_CN", "en"),
        (["--lang", "fr"], "en_GB", "en"),
        (["--lang"], "en_GB", "en"),
    ],
)
def test_the_language_of_a_complaint(
    arguments: list[str], environment: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", environment)
    assert language_of(arguments) == expected


def test_what_is_not_known_in_chinese_stays_as_it_is() -> None:
    assert in_chinese(click.ClickException("Something quite new.")) == "Something quite new."
    assert in_chinese(click.UsageError("Missing command.")) == "缺少命令"


def test_messages_in_both_languages() -> None:
    said = Bilingual("甲", "one") + same(" 2")
    assert (said.of("zh"), said.of("en"), said.of("fr")) == ("甲 2", "one 2", "one 2")
    assert str(SaidError(said)) == "one 2"
    assert str(FileFaultError(Path("a"), 3, said)) == "a:3: one 2"
    assert FileFaultError(Path("a"), 0, said).said.zh == "a: 甲 2"
    assert refused(OSError(28, "No space left on device")).zh == "磁盘已满"
    assert refused(OSError(9999, "Odd")) == same("Odd")
    with pytest.raises(KeyError):
        unknown("no kind of ours", "a", ["b"])
    assert unknown("rule", "a", []).en == "unknown rule 'a'"
