"""The audit through Great Expectations: the same verdicts, shown with their rows, on pages that need no network."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

import auditor
from auditor.cli import cli
from auditor.model import Document
from auditor.text import DETECTORS

pd = pytest.importorskip("pandas", reason="needs auditor[gx]")
library = pytest.importorskip("great_expectations", reason="needs auditor[gx]: pip install 'auditor[gx]'")

from auditor.engine import builtin_rules  # noqa: E402
from auditor.gx.cells import read_cell  # noqa: E402
from auditor.gx.expectations import ExpectFormulaToHold, ExpectRuleToHold  # noqa: E402
from auditor.gx.grading import Why  # noqa: E402
from auditor.gx.of_runs import ExpectFiguresToBePlausible  # noqa: E402
from auditor.gx.running import Outcome, Wanted, open_context, run_suite  # noqa: E402
from auditor.gx.suite import Limits, make_suite, rule_on_columns  # noqa: E402

# Of the library itself, at import and at run.
pytestmark = [pytest.mark.filterwarnings("default")]

FIXTURES = Path(__file__).parents[1] / "fixtures" / "articles"
WRONG = "2023年共获得荣誉29项（国家级荣誉5项、省级荣誉13项、市级荣誉14项）。\n"
RIGHT = "本區共有學校３２所，其中小學２０所、中學１２所。\n"
MIXED = "上午，全市的招商大会召开，各县区负责同志参加会议。\n会议强調，要抓好项目落地。\n"
RULES = builtin_rules()


def run(report: auditor.AuditReport, limits: Limits | None = None, docs: Path | None = None) -> Outcome:
    return run_suite(open_context(None), make_suite(RULES, limits or Limits()), report.report, Wanted(docs))


def violated(outcome: Outcome) -> list[str]:
    """The expectations about rules, then those about the run as a whole."""
    return sorted(outcome.names(Why.VIOLATED), key=lambda name: (name.startswith("expect"), name))


def results(outcome: Outcome) -> list[Any]:
    (validation,) = outcome.result.run_results.values()
    return list(validation.results)


def by_rule(outcome: Outcome) -> dict[str, Any]:
    return {
        one.expectation_config.kwargs["rule"]: one
        for one in results(outcome)
        if "rule" in one.expectation_config.kwargs
    }


def hold(frame: Any, expectation: Any) -> Any:
    """One expectation against a frame of a user's own."""
    source = library.get_context(mode="ephemeral").data_sources.add_pandas("own")
    batch = source.add_dataframe_asset("own").add_batch_definition_whole_dataframe("own")
    return batch.get_batch(batch_parameters={"dataframe": frame}).validate(expectation)


@pytest.fixture(scope="module")
def fixtures() -> auditor.AuditReport:
    return auditor.audit(FIXTURES)


def test_the_verdicts_are_those_of_the_audit_rule_by_rule(fixtures: auditor.AuditReport) -> None:
    found = Counter(fixtures.findings()["rule"])
    outcome = run(fixtures)
    broken = {rule: one.result["unexpected_count"] for rule, one in by_rule(outcome).items() if not one.success}
    assert broken == dict(found)
    assert set(outcome.names(Why.VIOLATED)) == {*found, "expect_figures_to_be_plausible"}
    assert outcome.names(Why.RAISED) == outcome.names(Why.UNREAD) == ()


def test_every_rule_is_one_expectation_whatever_the_number_of_claims(fixtures: auditor.AuditReport) -> None:
    rules = by_rule(run(fixtures))
    assert list(rules) == [rule.id for rule in RULES]
    holding = Counter(fixtures.claims()["rule"])
    assert rules["FIG201"].result["element_count"] == holding["FIG201"]


def test_texts_of_every_rule_give_the_verdicts_of_the_audit() -> None:
    texts = {f"{rule.id}-{number}": one.text for rule in RULES for number, one in enumerate(rule.bad)}
    report = auditor.audit(texts, compare=False)
    table = report.findings()
    found = Counter(table["rule"][table["suppressed"].isna()])
    assert len(found) > 60
    assert {
        rule: one.result["unexpected_count"] for rule, one in by_rule(run(report)).items() if not one.success
    } == found


def test_severities_and_words_of_the_rules_go_into_the_suite() -> None:
    suite = make_suite(RULES).to_json_dict()
    grades = {one["kwargs"].get("rule"): one["severity"] for one in suite["expectations"]}
    expected = {"error": "critical", "warning": "warning", "note": "info"}
    assert all(grades[rule.id] == expected[rule.severity.value] for rule in RULES)
    first = suite["expectations"][0]
    assert RULES[0].title.zh in first["description"] and RULES[0].title.en in first["description"]


def test_what_is_expected_of_the_run() -> None:
    report = auditor.audit([Document("甲", WRONG, "utf-8"), Document("乙", RIGHT, "utf-8"), "没有.txt"])
    limits = Limits(coverage=0.99, false_script=0.0, duplicates=0.0)
    outcome = run(report, limits)
    assert violated(outcome) == ["FIG101"]
    assert outcome.names(Why.UNREAD) == ("expect_every_input_to_be_audited",)
    alike = "".join(f"第{n}个项目位于城北，由区水务部门负责建设，计划投资{n * 37 + 11}万元。" for n in range(2, 14))
    twice = run(auditor.audit({"甲": alike, "乙": alike}), limits)
    assert [name for name in violated(twice) if name.startswith("expect")] == [
        "expect_coverage_to_reach",
        "expect_duplicates_to_be_at_most",
    ]
    mixed = run(auditor.audit({"甲": MIXED, "乙": RIGHT}), Limits(false_script=0.4))
    assert "expect_mixed_scripts_to_be_at_most" in violated(mixed)
    assert "expect_mixed_scripts_to_be_at_most" not in violated(
        run(auditor.audit({"甲": MIXED, "乙": RIGHT}), Limits(false_script=0.5))
    )


@pytest.mark.parametrize("texts", [{}, {"甲": ""}, {"甲": "没有数字。"}])
def test_nothing_to_check_is_nothing_wrong(texts: dict[str, str], tmp_path: Path) -> None:
    limits = Limits(coverage=1.0, false_script=0.0, duplicates=0.0)
    assert run(auditor.audit(texts), limits, tmp_path).unmet == ()


def test_a_share_is_a_share() -> None:
    with pytest.raises(ValueError, match="a share is a number from 0 to 1"):
        make_suite(RULES, Limits(coverage=50))


def test_a_rule_that_gave_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setitem(DETECTORS, next(iter(DETECTORS)), broken)
    report = auditor.audit({"甲": WRONG}, lang="en")
    (failure,) = report.failures().to_dict("records")
    assert failure["document"] == "甲" and failure["rule"] in {rule.id for rule in RULES}
    outcome = run(report)
    assert outcome.names(Why.UNREAD) == ("expect_every_input_to_be_audited",)
    assert outcome.code == 2
    assert "1 times a rule gave up" in report._repr_html_()


IMPLAUSIBLE = "全县城镇化率为457.3%，粮食播种面积17.8万亩。"


def test_figures_beyond_their_range_are_shown_with_it(tmp_path: Path) -> None:
    outcome = run(auditor.audit({"甲": IMPLAUSIBLE}), docs=tmp_path)
    (one,) = [one for one in outcome.unmet if one.name == "expect_figures_to_be_plausible"]
    assert (one.rows, one.severity.value) == (1, "note")
    (page,) = (tmp_path / "validations").rglob("*.html")
    assert re.search(r"457\.3%\s*</span>.*rate of a part in its whole: 0 – 100 %", page.read_text("utf-8"), re.DOTALL)


def test_ranges_of_ones_own_come_first_and_serve_the_table_of_figures() -> None:
    figures = auditor.audit({"甲": IMPLAUSIBLE}).figures()
    assert hold(figures, ExpectFiguresToBePlausible()).result["unexpected_count"] == 1
    silent: dict[str, Any] = {"label": "城镇化率"}
    strict = {"title": "面积", "unit": "mu", "high": 100}
    result = hold(figures, ExpectFiguresToBePlausible(ranges=[silent, strict])).result
    assert result["details"]["columns"] == ["document", "line", "column", "text", "label", "range"]
    assert [row[3:] for row in result["details"]["rows"]] == [["17.8万亩", "粮食播种面积", "面积: … – 100 mu"]]
    with pytest.raises(ValueError, match="did you mean 'high'"):
        ExpectFiguresToBePlausible(ranges=[{"hihg": 3}])


def test_failing_rows_are_shown_with_place_text_and_working(tmp_path: Path) -> None:
    report = auditor.audit({"<i>甲</i>$x": "\n" + WRONG})
    run(report, docs=tmp_path)
    (page,) = (tmp_path / "validations").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "5项 + 13项 + 14项 = 32项" in text and re.search(r">\s*29项\s*<", text)
    assert "<i>甲</i>" not in text and "&lt;i&gt;甲&lt;/i&gt;$x" in text
    header = re.findall(r"<th[^>]*>\s*(document|line|column|severity|text|working)\s*</th>", text)
    assert header == ["document", "line", "column", "severity", "text", "working"]


def test_pages_need_no_network_and_lead_to_the_report(tmp_path: Path) -> None:
    run(auditor.audit([WRONG, RIGHT]), docs=tmp_path)
    pages = [page for page in tmp_path.rglob("*.html") if "report" not in page.relative_to(tmp_path).parts]
    assert len(pages) == 3
    assert sum(page.read_text(encoding="utf-8").count("#f-") for page in pages) == 1
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script|<link[^>]+https?:|src=\"https?:|@import|url\(", text)
        for address, anchor in re.findall(r'href="([^"#]+)#?([^"]*)"', text):
            target = page.parent / unquote(address)
            assert target.exists(), (page, address)
            assert anchor in target.read_text(encoding="utf-8")
        assert re.search(r'href="[./]*report/[0-9T.]+Z/index\.html"', text)


def test_building_twice_keeps_both_runs_and_leads_each_to_its_own_report(tmp_path: Path) -> None:
    project, docs = tmp_path / "project", tmp_path / "docs"
    for text in (WRONG, WRONG.replace("29", "27")):
        run_suite(open_context(project), make_suite(RULES), auditor.audit(text).report, Wanted(docs))
    pages = sorted((docs / "validations").rglob("*.html"))
    assert len(pages) == 2
    for page, shown in zip(pages, ("29项", "27项"), strict=True):
        (address,) = re.findall(r'href="([^"]+)#f-', page.read_text(encoding="utf-8"))
        assert page.parent.name in address
        assert shown in (page.parent / address).read_text(encoding="utf-8")
    index = (docs / "index.html").read_text(encoding="utf-8")
    assert index.count('href="validations/') == index.count('href="report/') == 2
    assert (
        json.loads((project / "gx" / "expectations" / "auditor.json").read_text(encoding="utf-8"))["name"] == "auditor"
    )


def test_an_exception_is_told_apart_from_a_violation() -> None:
    result = hold(pd.DataFrame({"rule": ["FIG101"]}), ExpectRuleToHold(rule="FIG101"))
    assert not result.success
    assert any(one["raised_exception"] for one in result.exception_info.values())
    fine = hold(pd.DataFrame({"a": [1], "b": [2]}), ExpectFormulaToHold(check="a == b", columns={"a": "a", "b": "b"}))
    assert not fine.success
    assert not fine.exception_info["raised_exception"]


TABLE = {
    "镇": ["城东", "城西", "城北", "城南", "开发区"],
    "总产值": ["1.96亿元", "2.40亿元", None, "3.1亿元", "没有"],
    "工业": ["1.20亿元", "1.52亿元", "1亿元", "2.0亿元", "1亿元"],
    "农业": ["7600万元", "8600万元", "1亿元", "1.1亿元", "1亿元"],
    "占比": [61.2, 63.3, 50.0, 64.5, 50.0],
}


def test_a_formula_serves_any_table() -> None:
    columns = {"total": "总产值", "part": ["工业", "农业"]}
    result = hold(pd.DataFrame(TABLE), ExpectFormulaToHold(check="total == sum(part)", columns=columns)).result
    assert (result["element_count"], result["unexpected_count"]) == (4, 2)
    assert result["details"]["columns"] == ["row", "总产值", "工业", "农业", "reason"]
    assert result["details"]["rows"][0][:4] == ["2", "2.40亿元", "1.52亿元", "8600万元"]
    assert result["details"]["rows"][1][-1] == "no figure in total"


def test_numbers_are_rounded_to_their_last_digit() -> None:
    frame = pd.DataFrame({"rate": [0.612, 0.613, 0.62], "part": [120, 120, 120], "whole": [196, 196, 196]})
    columns = {name: name for name in frame.columns}
    result = hold(frame, ExpectFormulaToHold(check="rate == part / whole", columns=columns)).result
    assert [row[0] for row in result["details"]["rows"]] == ["2", "3"]


def test_bare_numbers_take_the_unit_of_their_column() -> None:
    frame = pd.DataFrame(
        {
            "投资": [18.62, 18.62, 18.62, 18.62],
            "中央": ["7.31亿元", "73100万元", "7.31", Decimal("7.31")],
            "占比": [39.3, 39.2, "39.3", "49.3%"],
        }
    )
    columns = {"whole": "投资", "part": "中央", "rate": "占比"}
    rule = next(rule for rule in RULES if rule.id == "FIG201")
    made = rule_on_columns(rule, columns, {"投资": "亿元", "中央": "亿元", "占比": "%"})
    assert made.severity == "critical" and made.check == "rate == part / whole"
    assert [row[0] for row in hold(frame, made).result["details"]["rows"]] == ["4"]
    bare = hold(frame, rule_on_columns(rule, columns))
    assert bare.result["unexpected_count"] == 4


def test_a_rule_needs_its_columns() -> None:
    rules = {rule.id: rule for rule in RULES}
    with pytest.raises(ValueError, match=r"FIG201: rate == part / whole: columns are needed for \['part', 'rate'"):
        rule_on_columns(rules["FIG201"], {"rate": "a"})
    with pytest.raises(ValueError, match="DAT201 has no formula"):
        rule_on_columns(rules["DAT201"], {})
    result = hold(pd.DataFrame({"a": [1]}), ExpectFormulaToHold(check="a >= 1", columns={"a": "a"}, units={"b": "%"}))
    assert "units are for ['b']" in str(result.exception_info)


def test_columns_must_be_those_of_the_formula() -> None:
    result = hold(pd.DataFrame({"a": [1]}), ExpectFormulaToHold(check="a == b", columns={"a": "a"}))
    assert not result.success
    assert "the formula has ['a', 'b']" in str(result.exception_info)


@pytest.mark.parametrize("cell", ["", "没有", "3个和5个", True, float("inf"), Decimal("NaN"), object()])
def test_a_cell_without_one_figure_has_none(cell: object) -> None:
    assert read_cell(cell) is None


def command(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["gx", *arguments])


@pytest.mark.parametrize(
    ("texts", "options", "code"),
    [
        ((WRONG,), (), 1),
        ((WRONG,), ("--fail-on", "never"), 0),
        ((RIGHT,), (), 0),
        ((RIGHT,), ("--min-coverage", "1"), 0),
        ((RIGHT, "另有耕地57亩。"), ("--min-coverage", "1"), 1),
        ((RIGHT, None), (), 2),
    ],
)
def test_exit_codes_are_those_of_check(
    tmp_path: Path, texts: tuple[str | None, ...], options: tuple[str, ...], code: int
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        if text is not None:
            path.write_text(text, encoding="utf-8")
    names = [str(path) for path in paths]
    assert command("run", *names, "--lang", "en", *options).exit_code == code
    if "--min-coverage" not in options:
        assert CliRunner().invoke(cli, ["check", *names, *options]).exit_code == code


def test_expectations_are_equal_by_all_that_they_say() -> None:
    one, same = ExpectRuleToHold(rule="FIG101"), ExpectRuleToHold(rule="FIG101")
    assert one == same and hash(one) == hash(same)
    assert one != ExpectRuleToHold(rule="FIG102")
    assert one != ExpectRuleToHold(rule="FIG101", severity="info")
    assert one != "FIG101"


def test_the_suite_is_written_and_read_back(tmp_path: Path) -> None:
    assert command("suite", "-o", str(tmp_path / "suite.json"), "--min-coverage", "0.5").exit_code == 0
    tree = json.loads((tmp_path / "suite.json").read_text(encoding="utf-8"))
    suite = library.ExpectationSuite(name=tree["name"], expectations=tree["expectations"])
    assert len(suite.expectations) == len(RULES) + 3
    assert isinstance(suite.expectations[0], ExpectRuleToHold)


def test_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket  # noqa: PLC0415

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert run(auditor.audit(WRONG)).names(Why.RAISED) == ()
    assert open_context(None).config.analytics_enabled is False


def test_the_example_of_the_documentation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parents[1] / "docs" / "great-expectations.md").read_text(encoding="utf-8")
    program = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[-1]
    expected = re.findall(r"```text\n(.*?)```", text, re.DOTALL)[-1]
    exec(program, {})
    assert capsys.readouterr().out == expected
