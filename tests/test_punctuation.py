"""Punctuation: own passages, found or left alone."""

from __future__ import annotations

import pytest
from gold import audit

from auditor.model import Finding, Severity


def findings(text: str, rule: str) -> list[Finding]:
    return [finding for finding in audit(text).findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "wrong", "right", "severity"),
    [
        ("工程完工。。下一步验收。", "。。", "。", "warning"),
        ("甲村，，乙村。", "，，", "，", "warning"),
        ("甲、、乙都到了。", "、、", "、", "warning"),
        ("压实责任，。各地抓紧。", "，。", "。", "warning"),
        ("甲村、，乙村。", "、，", "，", "warning"),
        ("工程完工。，下一步验收。", "。，", None, "warning"),
        ("工程,,完工。", ",,", None, "warning"),
        ("后来呢。。。没人知道。", "。。。", "……", "note"),
        ("真的吗？。他不信。", "？。", None, "note"),
    ],
)
def test_doubled_marks(text: str, wrong: str, right: str | None, severity: str) -> None:
    (found,) = findings(text, "PUN101")
    assert found.span.of(text) == wrong
    assert found.severity is Severity(severity)
    if right is not None:
        assert found.suggestion == right


@pytest.mark.parametrize(
    "text", ["真的？！太好了！！", "等等……然后——就没有了。", "他说：“好。”，走了。", "a,,b;;c 甲", "比分是3::2。"]
)
def test_marks_that_may_stand_together(text: str) -> None:
    assert not findings(text, "PUN101")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("印发《关于夜间经济的措施，鼓励商户延时经营。", "《"),
        ("总投资（约三亿元由企业承建。", "（"),
        ("总投资约三亿元）由企业承建。", "）"),
        ("他說：「明年再來，大家都笑了。", "「"),
        ("他说：明年再来”，大家都笑了。", "”"),
    ],
)
def test_a_mark_without_its_partner(text: str, wrong: str) -> None:
    (found,) = findings(text, "PUN102")
    assert found.span.of(text) == wrong
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "“第一天很冷。\n“第二天下雪。\n“第三天晴了。”",
        "“第一天很冷。\n第二天下雪。\n第三天晴了。”",
        "要点有二：1）抓进度；2）抓质量。",
        "一）抓进度。\n二）抓质量。",
        "(一)抓进度（含甲)。",
        "他说：“读《论语》（上册）最好。”",
        "「他說『好』。」",
        "好的:) 明天见。",
    ],
)
def test_marks_that_need_no_partner_here(text: str) -> None:
    assert not findings(text, "PUN102")


def test_a_text_in_disorder_gives_one_note() -> None:
    (found,) = findings("甲（乙。\n丙“丁。\n" * 30, "PUN102")
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("rule", "text", "places"),
    [
        ("PUN201", "甲，乙，丙，丁，戊,己，庚,辛。", [",", ","]),
        ("PUN201", "甲,乙,丙,丁,戊，己。", ["，"]),
        ("PUN201", "“甲”“乙”“丙”“丁”「戊」。", ["「"]),
        ("PUN202", "甲12户，乙13户，丙14户，丁15户，戊１６户。", ["１６"]),
    ],
)
def test_mixtures_name_the_minority(rule: str, text: str, places: list[str]) -> None:
    (found,) = findings(text, rule)
    assert found.severity is Severity.NOTE
    assert [found.span.of(text), *(related.span.of(text) for related in found.related)] == places


@pytest.mark.parametrize(
    "text",
    [
        "甲,乙,丙,丁,戊,己。",
        "甲，乙，丙，丁，1,234户。",
        "比分3:2，时间12:30：甲：乙：丙：丁。",
        "甲１２户，乙１３户。",
    ],
)
def test_one_style_is_left_alone(text: str) -> None:
    assert not findings(text, "PUN201") + findings(text, "PUN202")
