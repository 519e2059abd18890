"""auditor.ignores: findings that users want ignored, in comments, beside an article, in the settings."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import auditor
from auditor.cli import cli
from auditor.engine import Auditor
from auditor.ignores import heed
from auditor.ignores.blocks import Blocks, places_of
from auditor.ignores.directives import Directive, Flaw, read_directives
from auditor.model import Document, DocumentReport, Report, Span
from auditor.report.json_report import schema

ENGINE = Auditor("en")
DOCS = Path(__file__).parents[1] / "docs"
SHARE = "岚山县共有合作社200家，其中示范社60家，占35%。"
SUM = "石桥镇三个村共有茶园900亩，其中东村300亩、西村250亩、南村400亩。"
DOUBLED = "他说的的是这件事。"
CLEAN = "全年共举办培训12期。"


def heeded(text: str, engine: Auditor = ENGINE) -> DocumentReport:
    report = Report((engine.audit(Document("a.md", text, "utf-8")),))
    return heed(report, engine.lang, lambda: engine, beside=False).documents[0]


def ignored(report: DocumentReport) -> list[str]:
    return [one.rule for one in report.findings if one.suppressed is not None]


def left(report: DocumentReport) -> list[str]:
    return [one.rule for one in report.findings if one.suppressed is None]


def read(comment: str) -> Directive | Flaw:
    (found,) = read_directives(comment, ENGINE.rules)
    return found


@pytest.mark.parametrize(
    ("comment", "verb", "rules", "reason"),
    [
        ("<!-- auditor: ignore FIG201 old basis -->", "ignore", "FIG201", "old basis"),
        ("<!--auditor:ignore FIG201-->", "ignore", "FIG201", ""),
        ("<!-- Auditor: Ignore fig201 按旧口径 -->", "ignore", "FIG201", "按旧口径"),
        ("<!-- auditor ignore FIG201: 按旧口径 -->", "ignore", "FIG201", "按旧口径"),
        ("<!-- auditor：忽略 FIG201，DUP1、punctuation 按旧口径 -->", "ignore", "FIG201 DUP1 punctuation", "按旧口径"),
        ("<!-- auditor: 忽略ＦＩＧ２０１　按旧口径 -->", "ignore", "FIG201", "按旧口径"),
        ("<!-- auditor: ignore FIG201 FIG301 old basis -->", "ignore", "FIG201 FIG301", "old basis"),
        ("<!-- auditor: ignore FIG201 figures are rounded -->", "ignore", "FIG201", "figures are rounded"),
        ("<!-- auditor: ignore FIG201, GDP按旧口径 -->", "ignore", "FIG201", "GDP按旧口径"),
        ("<!-- auditor: ignore FIG201按旧口径 -->", "ignore", "FIG201", "按旧口径"),
        ("<!-- auditor: ignore FIG201 G20峰会用语 -->", "ignore", "FIG201", "G20峰会用语"),
        ("<!-- auditor: ignore FIG2* -- 按旧口径\n另见附注 -->", "ignore", "FIG2", "按旧口径 另见附注"),
        ("<!-- auditor: ignore-file DUP103 - twice on purpose -->", "ignore-file", "DUP103", "twice on purpose"),
        ("<!-- auditor: ignore_file DUP103 引文 -->", "ignore-file", "DUP103", "引文"),
        ("<!-- auditor: 忽略全文 DUP103 引文 -->", "ignore-file", "DUP103", "引文"),
        ("<!-- auditor: ignore-start DUP 引文 -->", "ignore-begin", "DUP", "引文"),
        ("<!-- auditor: 忽略開始 DUP 引文 -->", "ignore-begin", "DUP", "引文"),
        ("<!-- auditor: 忽略结束 -->", "ignore-end", "", ""),
    ],
)
def test_comments_as_they_are_written(comment: str, verb: str, rules: str, reason: str) -> None:
    found = read(comment)
    assert isinstance(found, Directive)
    assert (found.verb, found.rules, found.reason) == (verb, tuple(rules.split()), reason)
    assert found.span == Span(0, len(comment))


@pytest.mark.parametrize(
    ("comment", "zh", "en"),
    [
        ("<!-- auditor: ignore -->", "没有写明规则", "it names no rule"),
        ("<!-- auditor: ignore 按旧口径 -->", "没有写明规则", "it names no rule"),
        ("<!-- auditor: ignore * 全部 -->", "没有写明规则", "it names no rule"),
        ("<!-- auditor: ignore FIG2O1 按旧口径 -->", "是否指“FIG201”", "did you mean 'FIG201'?"),
        ("<!-- auditor: ignore FIG201, FIG999 x -->", "没有“FIG999”这个规则", "'FIG999'"),
        ("<!-- auditor: ignore FIG201 FIG999 x -->", "没有“FIG999”这个规则", "'FIG999'"),
        ("<!-- auditor: ignore punctuations x -->", "是否指", "did you mean"),
        ("<!-- auditor: ignroe FIG201 x -->", "是否指“ignore”", "did you mean 'ignore'?"),
        ("<!-- auditor: 忽视 FIG201 x -->", "没有“忽视”这个标记", "unknown directive '忽视'"),
        ("<！-- auditor: ignore FIG201 x --》", "不是完整的注释", "this is no comment"),
        ("《!-- auditor：忽略 FIG201 x -->", "不是完整的注释", "this is no comment"),
        ("<!—auditor: ignore FIG201 x—>", "不是完整的注释", "this is no comment"),
        ("<!-- auditor: ignore FIG201 x", "不是完整的注释", "this is no comment"),
        ("&lt;!-- auditor: ignore FIG201 x --&gt;", "不是完整的注释", "this is no comment"),
    ],
)
def test_what_cannot_be_followed_says_why(comment: str, zh: str, en: str) -> None:
    found = read(comment)
    assert isinstance(found, Flaw)
    assert zh in found.problem.zh
    assert en in found.problem.en
    assert left(heeded(f"{CLEAN}\n\n{comment}\n\n{CLEAN}")).count("IGN102") == 1


@pytest.mark.parametrize(
    "text",
    [
        "<!-- auditor 读过了 -->",
        "<!-- the auditor: ignored -->",
        "<!-- 忽略 FIG201 -->",
        "`<!-- auditor: ignore FIG201 x -->`",
        "```html\n<!-- auditor: ignore nothing -->\n```",
        "`<！-- auditor: ignore FIG201 x -->`",
    ],
)
def test_other_comments_and_code_are_not_ours(text: str) -> None:
    assert list(read_directives(text, ENGINE.rules)) == []


def block(text: str) -> str:
    """The block of the only ⟨comment⟩ of a text."""
    start, end = text.index("⟨"), text.index("⟩") + 1
    found = Blocks(text[:start] + re.sub(".", " ", text[start:end]) + text[end:]).around(Span(start, end))
    return "" if found is None else found.of(text).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n⟨c⟩\n乙\n\n丙", "乙"),
        ("甲\n\n⟨c⟩\n\n\n乙\n丁\n\n丙", "乙\n丁"),
        ("甲\n\n乙⟨c⟩丁\n戊\n\n丙", "乙⟨c⟩丁\n戊"),
        ("甲\r\n\r\n乙⟨c⟩\r\n\r\n丙", "乙⟨c⟩"),
        ("甲\r\r⟨c⟩\r乙\r\r丙", "乙"),
        ("甲\n⟨c⟩\n乙", "乙"),
        ("⟨c\nd⟩\n乙", "乙"),
        ("⟨c\nd⟩乙\n丙", "d⟩乙\n丙"),
        ("甲\n\n⟨c⟩\n", ""),
        ("## 题 ⟨c⟩\n乙", "## 题 ⟨c⟩"),
        ("⟨c⟩\n# 题\n乙", "# 题"),
        ("- 甲\n- 乙⟨c⟩\n  续\n- 丙", "- 乙⟨c⟩\n  续"),
        ("⟨c⟩\n- 甲\n- 乙", "- 甲"),
        ("1. 甲\n2. 乙⟨c⟩\n3. 丙", "2. 乙⟨c⟩"),
        ("　　甲\n　　乙⟨c⟩\n　　丙", "乙⟨c⟩"),
        ("⟨c⟩\n\n| a |\n|---|\n| b |\n\n乙", "| a |\n|---|\n| b |"),
    ],
)
def test_the_block_of_a_comment(text: str, expected: str) -> None:
    assert block(text) == expected


def test_words_are_found_across_line_ends() -> None:
    assert [span.of("甲乙\n 丙甲乙丙") for span in places_of("乙丙", "甲乙\n 丙甲乙丙")] == ["乙\n 丙", "乙丙"]
    assert places_of(" ", "甲乙") == []
    assert places_of("丁", "甲乙") == []


@pytest.mark.parametrize(
    ("text", "quiet", "loud"),
    [
        (f"<!-- auditor: ignore FIG201 x -->\n{SHARE}\n\n{SHARE[:-4]}36%。", ["FIG201"], ["FIG201"]),
        (f"{SHARE}<!-- auditor: ignore FIG x -->\n\n{SUM}", ["FIG201"], ["FIG101"]),
        (f"{SHARE}\n\n{SUM}\n\n<!-- auditor: ignore-file figures x -->", ["FIG201", "FIG101"], []),
        (
            f"{SHARE}\n\n<!-- auditor: ignore-begin FIG1, FIG2 x -->\n\n{SUM}\n\n<!-- auditor: ignore-end -->\n\n{DOUBLED}",
            ["FIG101"],
            ["FIG201", "IGN101", "DUP112"],
        ),
        (
            f"<!-- auditor: ignore-begin FIG x --><!-- auditor: ignore-begin DUP112 y -->\n{SHARE}\n"
            f"<!-- auditor: ignore-end FIG -->\n\n{DOUBLED}\n\n{SUM}\n<!-- auditor: ignore-end DUP112 -->",
            ["FIG201", "DUP112"],
            ["FIG101"],
        ),
        (f"<!-- auditor: ignore FIG201 -->\n{SHARE}", ["FIG201"], ["IGN103"]),
        (f"<!-- auditor: ignore FIG201 x -->\n{CLEAN}\n\n{SHARE}", [], ["IGN101", "FIG201"]),
        (f"<!-- auditor: ignore FIG201, UNI x -->\n{SHARE}", ["FIG201"], ["IGN101"]),
        (f"<!-- auditor: ignore-begin FIG201 x -->\n{SHARE}", [], ["IGN102", "FIG201"]),
        (f"{SHARE}\n<!-- auditor: ignore-end -->", [], ["FIG201", "IGN102"]),
        (f"{SHARE}\n<!-- auditor: ignore FIG201 x -->", [], ["FIG201", "IGN101"]),
    ],
)
def test_what_is_ignored_and_what_is_left(text: str, quiet: list[str], loud: list[str]) -> None:
    report = heeded(text)
    assert (sorted(ignored(report)), sorted(left(report))) == (sorted(quiet), sorted(loud))


def test_notices_can_be_ignored_themselves() -> None:
    text = f"<!-- auditor: ignore IGN101 may come back --><!-- auditor: ignore FIG201 x -->{CLEAN}"
    report = heeded(text)
    assert (ignored(report), left(report)) == (["IGN101"], [])


def test_two_reasons_for_one_finding_are_both_of_use() -> None:
    report = heeded(f"<!-- auditor: ignore-file FIG a -->\n\n<!-- auditor: ignore FIG201 b -->\n{SHARE}")
    assert [one.suppressed for one in report.findings] == ["a"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(path: str, *lines: str) -> None:
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def rules_of(result: Result, key: str = "findings") -> list[str]:
    report = json.loads(result.stdout)
    Draft202012Validator(schema()).validate(report)
    return [one["rule"] for document in report["documents"] for one in document[key]]


def check(*arguments: str) -> list[str]:
    return rules_of(run("check", "--format", "json", *arguments))


def test_an_ignored_finding_is_quiet_and_fails_nothing(folder: Path) -> None:
    write("a.md", "<!-- auditor: ignore FIG201 按旧口径 -->", SHARE)
    result = run("check", "a.md", "--format", "json")
    assert (result.exit_code, rules_of(result)) == (0, [])
    (document,) = json.loads(result.stdout)["documents"]
    (one,) = document["suppressed"]
    assert (one["rule"], one["suppression"]) == ("FIG201", {"reason": "按旧口径", "written_in": None})
    assert json.loads(result.stdout)["summary"]["error"] == 0
    for form in ("text", "github", "gitlab", "csv", "rdjsonl", "markdown"):
        shown = run("check", "a.md", "--format", form)
        assert (shown.exit_code, "FIG201" in shown.stdout) == (0, False)
    junit = run("check", "a.md", "--format", "junit").stdout
    assert 'failures="0"' in junit
    lines = [json.loads(line) for line in run("check", "a.md", "--format", "jsonl").stdout.splitlines()]
    assert [line["type"] for line in lines] == ["run", "document", "suppressed", "summary"]


def test_sarif_says_where_and_why(folder: Path) -> None:
    write("a.md", "<!-- auditor: ignore FIG201 按旧口径 -->", SHARE, "", SUM)
    write("a.md.auditor.toml", "[[ignored]]", 'rule = "FIG1"', 'reason = "照录"')
    (one,) = json.loads(run("check", "a.md", "--format", "sarif").stdout)["runs"]
    told = {result["ruleId"]: result["suppressions"] for result in one["results"]}
    assert told == {
        "FIG201": [{"kind": "inSource", "justification": "按旧口径"}],
        "FIG101": [{"kind": "external", "justification": "照录"}],
    }


def test_a_file_beside_a_plain_text(folder: Path) -> None:
    write("报道.txt", "岚山县共有合作社200家，其中示范社60家，", "占35%。", DOUBLED, SUM)
    assert sorted(check("报道.txt")) == ["DUP112", "FIG101", "FIG201"]
    write(
        "报道.txt.auditor.toml",
        "[[ignored]]", 'rule = ["FIG2", "DUP112"]', 'text = "示范社60家，占35%"', 'reason = "旧口径"',
        "[[ignored]]", 'rule = "figures"', 'text = "共有茶园900亩"', 'reason = "照录"',
        "[[ignored]]", 'rule = "DUP112"', 'text = "没有这句话"', 'reason = "照录"',
    )  # fmt: skip
    result = run("check", "报道.txt")
    assert (
        "报道.txt.auditor.toml:1: the ignore of DUP112 does nothing and can go: "
        "there is no such finding at “示范社60家，占35%”" in result.stdout
    )
    assert "报道.txt.auditor.toml:9: the ignore of DUP112 does nothing and can go: the article does not say" in (
        result.stdout
    )
    assert sorted(check("报道.txt")) == ["DUP112", "IGN101", "IGN101"]
    assert sorted(check("报道.txt", "--lang", "zh")) == ["DUP112", "IGN101", "IGN101"]
    assert "报道.txt.auditor.toml:9：忽略 DUP112 不起作用，可以删去：文中没有“没有这句话”" in (
        run("check", "报道.txt", "--lang", "zh").stdout
    )


def test_an_id_means_one_finding(folder: Path) -> None:
    write("a.txt", SHARE, "", SHARE[:-4] + "36%。")
    first, _second = json.loads(run("check", "a.txt", "--format", "json").stdout)["documents"][0]["findings"]
    write("a.txt.auditor.toml", "[[ignored]]", 'rule = "FIG201"', f'id = "{first["id"]}"', 'reason = "x"')
    assert check("a.txt") == ["FIG201"]


def test_settings_name_the_article(folder: Path) -> None:
    (folder / "in").mkdir()
    write("in/a.txt", SHARE)
    write("in/b.txt", SHARE[:-4] + "36%。")
    write("auditor.toml", "[[ignored]]", 'path = "in/a.txt"', 'rule = "FIG201"', 'text = "占35%"', 'reason = "x"')
    assert check("in") == ["FIG201"]
    assert rules_of(run("check", "in", "--format", "json"), "suppressed") == ["FIG201"]
    assert check("in", "--no-config") == ["FIG201", "FIG201"]
    write("in/a.txt", CLEAN)
    result = run("check", "in/a.txt")
    assert "auditor.toml:1: the ignore of FIG201 does nothing" in result.stdout
    Path("in/a.txt").unlink()
    assert "auditor: auditor.toml:1: [[ignored]]: no such file: " in run("check", "in").stderr


@pytest.mark.parametrize(
    ("lines", "line", "zh", "en"),
    [
        (["[[ignored]]", 'rules = "FIG201"'], 1, "是否指“rule”", "did you mean 'rule'?"),
        (["", "[[ignored]]", 'text = "占35%"'], 2, "须有 rule", "needs a rule"),
        (["[[ignored]]", "rule = []"], 1, "须有 rule", "needs a rule"),
        (["[[ignored]]", 'rule = "FIG201"', "text = 1"], 1, "“text”须是文字", "'text' must be text"),
        (["[[ignored]]", 'rule = "FIG201"', 'path = "a"'], 1, "没有“path”这个键", "unknown key 'path'"),
        (["[[ignore]]", 'rule = "FIG201"'], 1, "是否指“ignored”", "did you mean 'ignored'?"),
        (["ignored = 1"], 1, "须写作 [[ignored]]", "must be tables [[ignored]]"),
        (["[[ignored]"], 1, "不是有效的 TOML", "not valid TOML"),
        ([""], 0, "没有 [[ignored]]", "there is no [[ignored]]"),
    ],
)
def test_a_faulty_file_beside_an_article_is_an_error_of_the_run(
    folder: Path, lines: Sequence[str], line: int, zh: str, en: str
) -> None:
    write("a.txt", SHARE)
    write("a.txt.auditor.toml", *lines)
    for lang, words in (("zh", zh), ("en", en)):
        result = run("check", "a.txt", "--lang", lang)
        assert result.exit_code == 2
        assert result.stderr.startswith("auditor: a.txt.auditor.toml: ")
        assert words in result.stderr
        assert not line or (f"第 {line} 行：" if lang == "zh" else f"line {line}: ") in result.stderr
        assert "FIG201" in result.stdout


def test_an_unknown_rule_in_such_a_file_costs_only_its_entry(folder: Path) -> None:
    write("a.txt", SHARE)
    write("a.txt.auditor.toml", "[[ignored]]", 'rule = ["FIG2O1", "FIG201"]', 'reason = "x"')
    result = run("check", "a.txt")
    assert result.exit_code == 1
    assert "a.txt.auditor.toml:1: this ignore has no effect: unknown rule, prefix or family 'FIG2O1'" in result.stdout
    assert check("a.txt") == ["IGN102"]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (['rule = "FIG2O1"', 'path = "a.txt"'], "auditor.toml:2: unknown rule, prefix or family 'FIG2O1'"),
        (['rule = "FIG201"'], "auditor.toml:2: [[ignored]]: needs a path"),
        (['rule = "FIG201"', 'pth = "a.txt"'], "auditor.toml:2: [[ignored]]: unknown key 'pth'; did you mean 'path'?"),
    ],
)
def test_faulty_settings_are_refused_at_once(folder: Path, lines: Sequence[str], complaint: str) -> None:
    write("a.txt", SHARE)
    write("auditor.toml", 'lang = "en"', "[[ignored]]", *lines)
    result = run("check", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_ignore_instead_of_ignored_is_told_apart(folder: Path) -> None:
    write("a.txt", SHARE)
    write("auditor.toml", "[[ignore]]", 'path = "a.txt"', 'rule = "FIG201"')
    assert "auditor.toml:1: 'ignore' is a list of rules; to ignore one finding, write [[ignored]]" in (
        run("check", "a.txt").stderr
    )


def test_the_documented_examples_work(folder: Path) -> None:
    pages = {lang: (DOCS / name).read_text(encoding="utf-8") for lang, name in
             (("en", "ignores.md"), ("zh", "ignores.zh.md"))}  # fmt: skip
    for page in pages.values():
        markdown, beside, settings = re.findall(r"^```(?:markdown|toml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        write("a.md", markdown)
        assert (check("a.md"), rules_of(run("check", "a.md", "--format", "json"), "suppressed")) == ([], ["FIG201"])
        write("报道.txt", SHARE)
        write("报道.txt.auditor.toml", beside)
        assert check("报道.txt") == ["IGN101", "IGN101"]  # the text has neither what DUP1 nor what DUP103 looks for
        Path("报道.txt.auditor.toml").unlink()
        (folder / "articles").mkdir(exist_ok=True)
        write("articles/报道.txt", SHARE)
        write("auditor.toml", settings)
        assert check("articles") == []
        Path("auditor.toml").unlink()


def test_pyproject_may_hold_them(folder: Path) -> None:
    write("a.txt", SHARE)
    write("pyproject.toml", "[tool.auditor]", "[[tool.auditor.ignored]]", 'path = "a.txt"', 'rule = "FIG201"')
    assert check("a.txt") == ["IGN103"]
    assert "pyproject.toml:2: " in run("check", "a.txt").stdout


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (("--select", "punctuation,ignore"), ""),
        (("--ignore", "FIG2"), ""),
        ((), '[severity]\nFIG201 = "off"'),
        ((), '[per-file-ignores]\n"*.md" = ["FIG201"]'),
    ],
)
def test_of_a_rule_that_was_not_run_nothing_is_said(folder: Path, options: tuple[str, ...], settings: str) -> None:
    write("auditor.toml", settings)
    write("a.md", "<!-- auditor: ignore FIG2 x -->", CLEAN)
    assert check("a.md", *options) == []
    write("auditor.toml", "")
    assert check("a.md") == ["IGN101"]


def test_a_rule_about_several_documents_never_tells(folder: Path) -> None:
    text = "双塔镇的桥修好了。桥面比从前宽了一半，两辆农用车可以并排开过去，河对岸的菜农再也不用绕道。"
    write("a.md", text)
    write("b.md", "<!-- auditor: ignore DUP201 转载 -->", text)
    assert check("a.md", "b.md") == []
    assert check("b.md") == []


def test_how_grave_a_notice_is_can_be_set(folder: Path) -> None:
    write("a.md", "<!-- auditor: ignore FIG201 x -->", CLEAN)
    assert run("check", "a.md").exit_code == 0
    assert run("check", "a.md", "--fail-on", "note").exit_code == 1
    write("auditor.toml", "[severity]", 'IGN101 = "error"')
    assert run("check", "a.md").exit_code == 1
    write("auditor.toml", "[severity]", 'ignore = "off"')
    assert check("a.md") == []


def test_the_baseline_knows_nothing_of_it(folder: Path) -> None:
    write("a.md", "<!-- auditor: ignore FIG201 x -->", SHARE, "", SUM)
    assert run("check", "a.md", "--write-baseline", "known.json").exit_code == 0
    entries = json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"]
    assert [one["rule"] for one in entries] == ["FIG101"]
    again = run("check", "a.md", "--baseline", "known.json")
    assert (again.exit_code, "no longer" in again.stderr) == (0, False)


def test_ids_stay_when_an_ignore_is_written(folder: Path) -> None:
    write("a.md", SUM, "", DOUBLED, SHARE)
    assert run("check", "a.md", "--write-baseline", "known.json").exit_code == 0
    write("a.md", SUM, "", "<!-- auditor: ignore DUP112 引文如此 -->", DOUBLED, SHARE)
    result = run("check", "a.md", "--baseline", "known.json", "--format", "json")
    assert rules_of(result) == []


def test_changed_lines_alone(folder: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e", *arguments], check=True, capture_output=True)

    git("init", "-q")
    write("a.md", "<!-- auditor: ignore FIG201 x -->", CLEAN, "", "<!-- auditor: ignore FIG101 x -->", SUM)
    git("add", ".")
    git("commit", "-qm", "first")
    write(
        "a.md",
        "<!-- auditor: ignore FIG201 x -->",
        CLEAN,
        "",
        "<!-- auditor: ignore FIG101 x -->",
        "新" + SUM,
        "",
        SHARE,
    )
    assert check("a.md", "--changed-since", "HEAD") == ["FIG201"]


def test_several_processes_come_to_the_same(folder: Path) -> None:
    for number in range(12):
        write(
            f"{number}.md",
            f"<!-- auditor: ignore {'FIG201' if number % 2 else 'FIG101'} x -->",
            f"第{number}号。{SHARE}",
        )
    alone, several = (run("check", ".", "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert alone.stdout == several.stdout
    assert len(rules_of(alone, "suppressed")) == 6


def test_what_is_ignored_is_not_repaired(folder: Path) -> None:
    write("a.md", DOUBLED, "", "<!-- auditor: ignore DUP112 引文如此 -->", DOUBLED)
    assert run("fix", "a.md", "--write").exit_code == 0
    assert Path("a.md").read_text(encoding="utf-8").splitlines() == [
        "他说的是这件事。", "", "<!-- auditor: ignore DUP112 引文如此 -->", DOUBLED,
    ]  # fmt: skip


def test_no_repair_touches_a_comment(folder: Path) -> None:
    write("a.md", "会议强调<!-- 的的 -->，，要抓好落实。")
    assert run("fix", "a.md", "--write").exit_code == 0
    assert Path("a.md").read_text(encoding="utf-8") == "会议强调<!-- 的的 -->，要抓好落实。\n"


def test_explain_says_that_a_place_is_ignored(folder: Path) -> None:
    write("a.md", "<!-- auditor: ignore FIG201 old basis -->", SHARE, "", DOUBLED)
    write("a.md.auditor.toml", "[[ignored]]", 'rule = "DUP112"', 'reason = "quoted"')
    assert run("explain", "a.md:2").stdout.count(" (ignored: old basis)\n") == 3
    assert "（已忽略：quoted，a.md.auditor.toml:1）" in run("explain", "a.md:4", "--lang", "zh").stdout
    told = json.loads(run("explain", "a.md:4", "--format", "json").stdout)["suppressed"]
    assert [one["suppression"]["written_in"] for one in told] == ["a.md.auditor.toml:1"]


@pytest.mark.parametrize(
    ("lang", "why"), [("zh", "原文如此，a.txt.auditor.toml:1"), ("en", "原文如此, a.txt.auditor.toml:1")]
)
def test_the_html_report_says_where_it_is_written(folder: Path, lang: str, why: str) -> None:
    write("a.txt", SHARE)
    write("a.txt.auditor.toml", "[[ignored]]", 'rule = "FIG201"', 'reason = "原文如此"')
    page = run("check", "a.txt", "--format", "html", "--lang", lang).stdout
    assert f'"because":"{why}"' in page
    assert f"{why}</li>" in page  # without scripts


def test_python_and_tables_know_it(folder: Path) -> None:
    write("a.txt", SHARE)
    write("a.txt.auditor.toml", "[[ignored]]", 'rule = "FIG201"', 'reason = "old basis"')
    findings = auditor.audit("a.txt").findings()
    assert list(findings["suppressed"]) == ["old basis"]
    assert list(findings["suppressed_in"]) == ["a.txt.auditor.toml:1"]
    assert str(findings["suppressed_in"].dtype) == "string"
    assert list(auditor.audit("a.txt").coverage()["errors"]) == [0]
    text = auditor.audit(f"<!-- auditor: ignore FIG201 旧口径 -->\n{SHARE}")
    assert list(text.findings()["suppressed"]) == ["旧口径"]
    assert text.findings()["suppressed_in"].isna().all()
    assert run("export", "a.txt", "--table", "findings", "--to", "f.csv").exit_code == 0
    assert "old basis" in Path("f.csv").read_text(encoding="utf-8")


def test_hostile_comments_take_no_time() -> None:
    for text in (
        "<!-- auditor: ignore " + "A" * 200_000 + " -->",
        "<!-- auditor: ignore " + "FIG201, " * 30_000 + "x -->",
        "<!-- auditor: ignore-begin FIG201 x -->" * 2_000,
        "<! " + "-" * 200_000 + " auditor",
    ):
        list(read_directives(text, ENGINE.rules))
    many = "<!-- auditor: ignore FIG201 x -->\n甲。\n\n" * 1_500
    assert left(heeded(many)).count("IGN101") == 1_500
