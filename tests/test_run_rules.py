"""Rules about the documents of one run, and their own examples: a line of ===== parts the documents."""

from __future__ import annotations

import json
import re
import time
from contextlib import closing
from pathlib import Path
from string import Formatter

import pytest
from jsonschema import Draft202012Validator

from auditor.across.matching import Kinship, compare
from auditor.across.signatures import Signatures, sign
from auditor.batch import audit_all
from auditor.bilingual import RuleFileError
from auditor.engine import Auditor, builtin_rules
from auditor.model import Document, Finding, Report
from auditor.report.json_report import schema, to_json
from auditor.report.terminal import to_text
from auditor.rules import ACROSS, Example, RunRule
from auditor.rules.loading import load_rule

RULES = [rule for rule in builtin_rules() if isinstance(rule, RunRule)]
each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
_AUDITORS = {lang: Auditor(lang) for lang in ("zh", "en")}


def run(*texts: str, lang: str = "zh") -> Report:
    """The report of a run over documents named a.txt, b.txt …"""
    auditor = _AUDITORS[lang]
    documents = [Document(f"{chr(97 + number)}.txt", text, "utf-8") for number, text in enumerate(texts)]
    return audit_all(auditor, documents, lang, lambda _outcome: None, auditor.comparison)


def across(report: Report) -> list[tuple[Finding, str]]:
    """The findings that point into another document, each with the text of its own."""
    found = []
    for document in report.documents:
        for finding in document.findings:
            if any(related.path for related in finding.related):
                found.append((finding, document.document.text))
    return found


def split(example: Example) -> list[str]:
    return example.text.split("\n=====\n")


def each_example(kind: str) -> pytest.MarkDecorator:
    params = [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]
    return pytest.mark.parametrize(("rule", "example"), params)


@each_example("bad")
def test_a_bad_example_is_flagged(rule: RunRule, example: Example) -> None:
    report = run(*split(example))
    ((finding, text),) = across(report)
    assert finding.rule == rule.id
    assert finding.severity is rule.severity
    assert finding.span.of(text) == example.flags
    (related,) = finding.related
    assert related.path == "a.txt"
    assert related.span.of(report.documents[0].document.text)


@each_example("good")
def test_a_good_example_is_left_alone(rule: RunRule, example: Example) -> None:
    assert len(split(example)) > 1
    assert not across(run(*split(example)))


@each_example("silent")
def test_a_silent_example_is_left_alone(rule: RunRule, example: Example) -> None:
    assert not across(run(*split(example)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@each_rule
def test_a_finding_names_the_other_document(rule: RunRule, lang: str) -> None:
    ((finding, _),) = across(run(*split(rule.bad[0]), lang=lang))
    assert "a.txt" in finding.message


@each_rule
def test_a_rule_is_complete(rule: RunRule) -> None:
    assert re.fullmatch(r"DUP2[0-9]{2}", rule.id)
    assert rule.path.name == f"{rule.id}-{rule.name}.yaml"
    zh, en = ({name for _, name, _, _ in Formatter().parse(rule.message.of(lang)) if name} for lang in ("zh", "en"))
    assert zh == en
    for examples in (rule.bad, rule.good, rule.silent):
        assert len(examples) >= 2


def test_every_comparison_has_a_rule() -> None:
    assert {rule.across for rule in RULES} == set(ACROSS)


def test_an_unknown_comparison_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "DUP299-x.yaml"
    path.write_text(RULES[0].path.read_text(encoding="utf-8").replace("across: same-article", "across: same-articles"))
    with pytest.raises(RuleFileError, match="same-article"):
        load_rule(path)


# -- what is no news, and what a report looks like ---------------------------------------------------

TALE = "石匠的儿子在河滩上捡到一块青石，敲开以后里面全是水晶，整条街的人都跑来看，有人出一头牛的价钱，他也不肯卖。"
NAVIGATION = "首页 要闻 公告 服务 互动\n本网站由县融媒体中心主办，投稿请寄县城北街，来信务必写明真实姓名和联系地址，未经许可不得使用本站图文。\n"


def plain(number: int) -> str:
    """An article that shares nothing with the others."""
    things = ("水车", "磨盘", "渔网", "陶罐", "马鞍", "秤杆", "油灯", "纺车")
    thing = things[number % len(things)]
    return "".join(
        f"第{number}篇讲的是{thing}，{thing}的来历有{step + number}种说法，各村传的不一样。" for step in range(4)
    )


def test_navigation_in_every_file_is_no_news() -> None:
    assert not across(run(*(NAVIGATION + plain(number) for number in range(8))))


def test_a_copy_among_many_is_found_once() -> None:
    texts = [NAVIGATION + plain(number) for number in range(8)]
    ((finding, _),) = across(run(*texts, texts[3]))
    assert (finding.rule, finding.related[0].path) == ("DUP201", "d.txt")


def test_every_copy_points_to_the_first() -> None:
    found = across(run(TALE, TALE, TALE))
    assert [finding.related[0].path for finding, _ in found] == ["a.txt", "a.txt"]


def test_a_passage_that_is_a_small_part_is_a_note() -> None:
    long = "".join(plain(number) for number in range(4))
    passage = "".join(TALE + "后来那块石头不见了，谁也说不清是哪一天的事，只有井边的老人还记得它夜里会发光。")
    ((finding, text),) = across(run(long + passage, "".join(plain(number) for number in range(4, 8)) + passage))
    assert (finding.rule, finding.severity.value) == ("DUP203", "note")
    assert finding.span.of(text).startswith("石匠的儿子")


def test_formulas_shared_by_two_reports_are_no_news() -> None:
    formula = "坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神，坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，"
    assert not across(run(formula + plain(1), formula + plain(2)))


def test_bulletins_of_two_months_are_a_note_at_most() -> None:
    one = "三月，河口站的水位比上月高，来往船只平稳，码头装卸正常，没有发生搁浅和碰撞，渔民按时出航归航，航标全部完好。"
    found = across(run(one, one.replace("三月", "四月")))
    assert {finding.severity.value for finding, _ in found} <= {"note"}


def test_the_findings_are_printed_with_the_other_path() -> None:
    report = run(TALE, TALE)
    text = to_text(report, lang="en")
    assert "see a.txt" in text
    loaded = json.loads(to_json(report))
    Draft202012Validator(schema()).validate(loaded)
    ((finding,), ()) = sorted((one["findings"] for one in loaded["documents"]), key=len, reverse=True)
    assert finding["related"][0]["path"] == "a.txt"


def test_broken_lines_and_script_make_no_difference() -> None:
    broken = (
        "石匠的兒子在河灘上撿到一塊青石，敲開以後裏面全是水晶，整條街的人都\n跑來看，有人出一頭牛的價錢，他也不肯賣。"
    )
    ((finding, _),) = across(run(TALE, broken))
    assert finding.rule == "DUP201"


@pytest.mark.parametrize("texts", [[], [TALE], ["", ""], ["。", "。"], ["启动", "启动"], ["\ufeff", TALE]])
def test_runs_with_nothing_to_compare(texts: list[str]) -> None:
    assert not across(run(*texts))


def test_thousands_of_near_copies_do_not_take_the_square() -> None:
    signatures = Signatures()
    for number in range(3000):
        signatures.append(sign(plain(1) * 4 + TALE.replace("一头牛", f"第{number}头牛")))
    start = time.process_time()
    with closing(signatures):
        assert sum(isinstance(one, Kinship) for one in compare(signatures)) == len(signatures) - 1
    assert time.process_time() - start < 15  # the square of them would take minutes
