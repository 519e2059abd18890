"""Projects of Great Expectations: what a checkpoint does by severity, what is kept, and the options of `auditor gx`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import launched
from click.testing import CliRunner, Result

import auditor
from auditor.cli import cli

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("pandas", reason="needs auditor[gx]")
library = pytest.importorskip("great_expectations", reason="needs auditor[gx]: pip install 'auditor[gx]'")

from auditor.engine import builtin_rules  # noqa: E402
from auditor.gx.actions import FailOnSeverityAction, SuiteNotMetError, WriteSummaryAction  # noqa: E402
from auditor.gx.grading import Unmet, Why, exit_code  # noqa: E402
from auditor.gx.running import Wanted, open_context, run_suite  # noqa: E402
from auditor.gx.suite import Limits, make_suite  # noqa: E402
from auditor.gx.verdicts import verdict_frame  # noqa: E402
from auditor.model import Severity  # noqa: E402

pytestmark = [pytest.mark.filterwarnings("default")]

WRONG = "2023年共获得荣誉29项（国家级荣誉5项、省级荣誉13项、市级荣誉14项）。\n"
RIGHT = "本區共有學校３２所，其中小學２０所、中學１２所。\n"
PACK = """id: USR900
name: tickets
family: figures
kind: product
title: {zh: 票房, en: Box office}
why: {zh: 票房是票数与票价之积。, en: Box office is tickets times price.}
severity: warning
pattern: '售票{gap}{tickets:count}，{gap}票价{gap}{price:money}，{gap}票房{gap}{total:money}'
check: total == tickets * price
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def command(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["gx", *arguments])


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def stored_actions(project: Path) -> list[dict[str, str]]:
    (path,) = (project / "gx" / "checkpoints").iterdir()
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["actions"]
    return found


def test_a_project_keeps_docs_summary_and_actions(folder: Path) -> None:
    result = command("run", "甲.txt", "--context", "p", "--lang", "en")
    assert result.exit_code == 1
    own = folder / "p" / "gx" / "uncommitted" / "auditor"
    assert f"Data Docs: {own / 'docs' / 'index.html'}" in result.output
    assert (own / "docs" / "index.html").is_file()
    assert [one["type"] for one in stored_actions(folder / "p")] == ["auditor_docs", "auditor_summary", "auditor_fail"]
    summary = (own / "summary.md").read_text(encoding="utf-8")
    assert "| error | FIG101 分项合计 / Parts and their total | 1 (1 error) |" in summary


def test_what_is_not_said_is_as_it_was(folder: Path) -> None:
    assert command("run", "甲.txt", "--context", "p", "--docs", "d", "--summary", "s.md").exit_code == 1
    (folder / "s.md").unlink()
    assert command("run", "乙.txt", "--context", "p", "--lang", "zh").exit_code == 0
    assert "没有达到" in (folder / "s.md").read_text(encoding="utf-8")
    assert len(list((folder / "d" / "validations").rglob("*.html"))) == 2
    assert not (folder / "p" / "gx" / "uncommitted" / "auditor").exists()


def test_actions_that_somebody_added_stay_before_the_one_that_fails(folder: Path) -> None:
    report = auditor.audit(WRONG).report
    run_suite(open_context(folder / "p"), make_suite(builtin_rules()), report)
    context = open_context(folder / "p")
    checkpoint = context.checkpoints.get("auditor")
    checkpoint.actions.append(library.checkpoint.UpdateDataDocsAction(name="theirs", site_names=["local_site"]))
    checkpoint.save()
    outcome = run_suite(open_context(folder / "p"), make_suite(builtin_rules()), report)
    assert outcome.code == 1
    types = [one["type"] for one in stored_actions(folder / "p")]
    assert types == ["auditor_docs", "auditor_summary", "update_data_docs", "auditor_fail"]


ANOTHER_PROGRAM = """
from pathlib import Path
from typing import TYPE_CHECKING
import auditor
from auditor.gx.actions import SuiteNotMetError
from auditor.gx.running import open_context
from auditor.gx.verdicts import verdict_frame

checkpoint = open_context(Path("p")).checkpoints.get("auditor")
for path in ("乙.txt", "甲.txt"):
    try:
        checkpoint.run(batch_parameters={"dataframe": verdict_frame(auditor.audit(path).report)})
        print("met")
    except SuiteNotMetError as failed:
        print(failed.code, [one.name for one in failed.unmet])
"""


def test_another_program_runs_the_stored_checkpoint(folder: Path) -> None:
    assert command("run", "甲.txt", "--context", "p").exit_code == 1
    ran = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROGRAM], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.stdout.splitlines() == ["met", "1 ['FIG101']"], ran.stderr


@pytest.mark.parametrize(
    ("fail_on", "severity", "code"),
    [
        ("error", Severity.ERROR, 1), ("error", Severity.WARNING, 0), ("warning", Severity.WARNING, 1),
        ("warning", Severity.NOTE, 0), ("note", Severity.NOTE, 1), ("never", Severity.ERROR, 0),
    ],
)  # fmt: skip
def test_the_least_severity_decides(fail_on: str, severity: Severity, code: int) -> None:
    assert exit_code([Unmet("FIG101", "", Why.VIOLATED, severity)], fail_on) == code
    for why in (Why.RAISED, Why.UNREAD):
        assert exit_code([Unmet("FIG101", "", why, severity)], fail_on) == 2


def test_an_action_fails_by_severity_and_a_summary_lists_by_severity(tmp_path: Path) -> None:
    """FIG101 is a rule of grade error; in running text without an announced total it is a warning."""
    report = auditor.audit("全县城镇化率为457.3%。").report
    outcome = run_suite(open_context(None), make_suite(builtin_rules()), report, Wanted(fail_on="never"))
    WriteSummaryAction(path=str(tmp_path / "s.md"), at_least="error").run(outcome.result)
    assert "plausible" not in (tmp_path / "s.md").read_text(encoding="utf-8")
    WriteSummaryAction(path=str(tmp_path / "s.md"), at_least="note").run(outcome.result)
    assert "| note | 数字都在合理范围内" in (tmp_path / "s.md").read_text(encoding="utf-8")
    with pytest.raises(SuiteNotMetError) as caught:
        FailOnSeverityAction(fail_on="note").run(outcome.result)
    assert caught.value.code == 1
    assert "expect_figures_to_be_plausible" in {one.name for one in caught.value.unmet}


def test_a_suite_that_could_not_be_checked_fails_with_another_code() -> None:
    context = open_context(None)
    made = run_suite(context, make_suite(builtin_rules()), auditor.audit(RIGHT).report)
    assert made.code == 0
    frame = verdict_frame(auditor.audit(RIGHT).report).drop(columns="severity")
    with pytest.raises(SuiteNotMetError) as caught:
        context.checkpoints.get("auditor").run(batch_parameters={"dataframe": frame})
    assert caught.value.code == 2
    assert {one.why for one in caught.value.unmet} == {Why.RAISED}


@pytest.mark.parametrize(
    "options",
    [
        (), ("--ignore", "FIG1"), ("--select", "script"), ("--fail-on", "never"), ("--config", "s/auditor.toml"),
        ("--rules", "pack.yaml"), ("--rules", "pack.yaml", "--select", "USR900"),
    ],
)  # fmt: skip
def test_options_about_rules_give_the_exit_code_of_check(folder: Path, options: tuple[str, ...]) -> None:
    (folder / "s").mkdir()
    (folder / "s" / "auditor.toml").write_text('[severity]\nFIG101 = "note"\n', encoding="utf-8")
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "丙.txt").write_text("共售票200张，票价30元，票房5000元。", encoding="utf-8")
    for names in (("甲.txt",), ("乙.txt",), ("甲.txt", "丙.txt")):
        assert command("run", *names, *options).exit_code == check(*names, *options).exit_code, names


def test_settings_are_heeded(folder: Path) -> None:
    assert command("run", "甲.txt").exit_code == 1
    (folder / "auditor.toml").write_text('lang = "en"\nignore = ["FIG101"]\nfail-on = "error"\n', encoding="utf-8")
    result = command("run", "甲.txt", "--docs", "d")
    assert result.exit_code == 0
    assert "FIG101" not in (folder / "d" / "expectations" / "auditor.html").read_text(encoding="utf-8")
    assert command("run", "甲.txt", "--no-config").exit_code == 1
    suite = json.loads(command("suite").output)
    assert "FIG101" not in {one["kwargs"].get("rule") for one in suite["expectations"]}


def test_known_findings_stay_quiet(folder: Path) -> None:
    assert check("甲.txt", "--write-baseline", "known.json").exit_code == 0
    assert command("run", "甲.txt", "--baseline", "known.json").exit_code == 0


def test_ranges_and_their_severity(folder: Path) -> None:
    (folder / "丙.txt").write_text("全县城镇化率为457.3%。", encoding="utf-8")
    assert check("丙.txt", "--ignore", "FIG7").exit_code == 0
    options = ("丙.txt", "--ignore", "FIG7", "--lang", "en")
    assert command("run", *options).exit_code == 0
    assert "figures lie within plausible ranges (1 rows)" in command("run", *options).output
    assert command("run", *options, "--implausible", "warning").exit_code == 1
    assert "plausible" not in command("run", *options, "--implausible", "off").output
    (folder / "r.yaml").write_text("- {label: 城镇化率, low: 0, high: 500}\n", encoding="utf-8")
    assert command("run", *options, "--implausible", "error", "--ranges", "r.yaml").exit_code == 0
    (folder / "r.yaml").write_text("- {label: 城镇化率, low: much}\n", encoding="utf-8")
    result = command("run", "没有.txt", "--ranges", "r.yaml", "--lang", "en")
    assert result.exit_code == 2
    assert "r.yaml:1: low must be a number, not 'much'" in result.output and "没有.txt" not in result.output


def test_what_cannot_be_written_is_an_error(folder: Path) -> None:
    (folder / "d").write_text("in the way", encoding="utf-8")
    for option in ("--docs", "--context"):
        result = command("run", "乙.txt", option, "d/x")
        assert result.exit_code == 2 and "d" in result.output
        assert "Traceback" not in result.output


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_work_in_a_browser_without_a_network(folder: Path, lang: str) -> None:
    texts = {"<b>甲</b>": WRONG, "Overview": WRONG.replace("2023", "2021"), "乙": RIGHT}
    suite = make_suite(builtin_rules(), Limits(coverage=1.0), lang=lang)
    run_suite(open_context(None), suite, auditor.audit(texts, lang=lang).report, Wanted(folder / "d", lang=lang))
    for page, asked in pages_of(folder / "d"):
        assert asked == []
        shown = page.locator("body").inner_text()
        assert ("未满足" if lang == "zh" else "Unsuccessful Expectations") in shown
        assert "Overview" in shown  # a document of that name is not translated
        rows = page.locator("tr:visible").count()
        page.check("#unmet")
        assert page.locator("tr:visible").count() < rows / 5
        page.locator("a", has_text="<b>甲</b>").first.click()
        assert page.url.rpartition("#")[2].startswith("f-")
        assert "29项" in page.locator("body").inner_text()


def pages_of(docs: Path) -> Iterator[tuple[Page, list[str]]]:
    """The page of the run, reached from the index, and whatever it asked the network for."""
    with launched() as browser:
        context = browser.new_context(offline=True)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else asked.append(one.url))
        page.goto((docs / "index.html").as_uri())
        page.locator("td a").first.click()
        yield page, asked
        context.close()
