"""auditor.engine, end to end: short texts, odd texts and long ones."""

from __future__ import annotations

import time

import pytest
from auditing import figure_alarms, operands_of
from gold import FREE_KINDS, audit

from auditor.engine import Auditor
from auditor.folding import fold
from auditor.model import Claim, Document, DocumentReport, Script, Severity, Verdict
from auditor.packs import builtin
from auditor.rules.loading import load_rules

SHARE = "全市共有企业163家，其中高新技术企业60家，占46.8%。"
PAGE = (
    "全市签约项目54个，总投资231.4亿元。按产业类别看，工业项目22个，占40.7%；农业项目4个，占7.4%；服务业项目28个，"
    "占51.9%。\r\n\r\n销售额由10.0亿元增至12.0亿元，增长30%。\r\n东河镇、西山镇、南岭乡等3个乡镇获奖。\r\n"
)


def claim_of(text: str) -> Claim:
    """The one claim that computes; figures may be compared beside it."""
    (claim,) = (claim for claim in audit(text).claims if claim.kind not in FREE_KINDS)
    return claim


def check(report: DocumentReport) -> None:
    """Everything that a report points at lies in the text and is what it is said to be."""
    text, size = report.document.text, len(report.document.text)
    for figure in report.figures:
        assert 0 <= figure.span.start < figure.span.end <= size
        assert "".join(fold(figure.span.of(text)).split()) == "".join(figure.text.split())
    known = {figure.id for figure in report.figures}
    for claim in report.claims:
        assert claim.operands
        assert all(0 <= one.span.start < one.span.end <= size for one in claim.operands)
        assert all(one.figure in known for one in claim.operands if one.role != "item")
        assert claim.span.start == min(one.span.start for one in claim.operands)
    claims = {claim.id for claim in report.claims}
    for finding in report.findings:
        assert 0 <= finding.span.start < finding.span.end <= size
        assert finding.claim in claims if finding.family == "figures" else finding.claim is None


@pytest.mark.parametrize(
    ("text", "rule", "verdict", "operands"),
    [
        (
            "全市企业163家（工业60家、农业40家、商业63家）。", "FIG101", Verdict.HOLDS,
            [("whole", "163家"), ("part", "60家"), ("part", "40家"), ("part", "63家")],
        ),
        (
            "工业60家、农业40家，合计110家。", "FIG101", Verdict.FAILS,
            [("whole", "110家"), ("part", "60家"), ("part", "40家")],
        ),
        (
            SHARE, "FIG201", Verdict.FAILS,
            [("rate", "46.8%"), ("part", "60家"), ("whole", "163家")],
        ),
        (
            "失业率由5.3%提高到7.1%，提高1.8个百分点。", "FIG401", Verdict.HOLDS,
            [("change", "1.8个百分点"), ("now", "7.1%"), ("before", "5.3%")],
        ),
        (
            "销售额由10.0亿元增至12.0亿元，增长20%。", "FIG301", Verdict.HOLDS,
            [("rate", "20%"), ("now", "12.0亿元"), ("before", "10.0亿元")],
        ),
        (
            "全年出口120.5亿元，进口80.3亿元，贸易顺差42.2亿元。", "FIG402", Verdict.FAILS,
            [("now", "120.5亿元"), ("before", "80.3亿元"), ("change", "42.2亿元")],
        ),
    ],
)  # fmt: skip
def test_claim_and_its_operands(text: str, rule: str, verdict: Verdict, operands: list[tuple[str, str]]) -> None:
    claim = claim_of(text)
    assert (claim.rule, claim.verdict) == (rule, verdict)
    assert operands_of(claim, text) == operands


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        ("销售额由10.0亿元增至12.0亿元，增长30%。", "10.0亿元", "12.0亿元"),
        ("失业率由5.3%提高到7.1%，提高2.8个百分点。", "5.3%", "7.1%"),
    ],
)
def test_failing_change_keeps_the_order_of_its_values(text: str, before: str, now: str) -> None:
    operands = operands_of(claim_of(text), text)
    assert ("before", before) in operands
    assert ("now", now) in operands


@pytest.mark.parametrize(
    "text",
    [
        "销售额由12.0亿元增至10.0亿元，增长20%。",
        "失业率由7.1%提高到5.3%，提高1.8个百分点。",
        "销售额由10.0亿元降至12.0亿元，下降16.7%。",
    ],
)
def test_value_that_moves_against_its_word(text: str) -> None:
    assert figure_alarms(audit(text))


@pytest.mark.parametrize(
    "text",
    [
        "全市企业118家（农业企业1家、教育企业117家、环保企业1家）。",
        "文化企业100家、工业企业9家、水利企业91家、环保企业32家，合计241家。",
        "全市企业443所（农业学校22所、工业学校166所、文化学校277所）。",
        "全市投资48.59亿元（教育投资1.0亿元、交通投资50.0亿元）。",
    ],
)
def test_parts_of_a_bracket_are_all_the_parts(text: str) -> None:
    assert figure_alarms(audit(text))


@pytest.mark.parametrize(
    "text",
    [
        "全市共有企业83家，其中高新技术企业84家，占94.0%。",
        "全市共有企业163家，其中高新技术企业260家，占36.8%。",
    ],
)
def test_part_larger_than_its_whole(text: str) -> None:
    assert figure_alarms(audit(text))


@pytest.mark.parametrize(
    "text",
    [
        "全市共有工程995项，其中环保工程358项、教育工程337项。",
        "全市共有投资38亿元，其中水利投资21.88亿元、交通投资9.56亿元。",
        "全市共有学校1193所，其中文化学校392所、交通学校310所、农业学校91所。",
    ],
)
def test_parts_among_others_need_not_be_all(text: str) -> None:
    assert figure_alarms(audit(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "全市共有企业569家。按类别划分，环保5家，占0.9%；文化5家，占0.9%；交通304家，占53.4%；水利250家，占43.9%；工业5家，占0.9%。",
        "农业、水利、环保产量分别为36.6万吨、1万吨、62.9万吨，同比分别增长0.2%、17.5%、24.2%。",
        "工业、交通、文化投资分别为10亿元、1.04亿元、6.53亿元，同比分别增长9.6%、17.8%、20.1%。",
        "全市总量为3.0亿元（上年同期10.0亿元），同比下降70%。\n" * 3,
        "失业率由11.68%下降到0.31%，下降11.37个百分点。\n" * 2 + "合格率为99.2%。",
        # 等 of two lists, each with its own number, and a part that is as much as its whole
        "公路方面，新开工东河至西岭等2个项目，提速南湾至北原等23个续建项目，建成通车青石至白沙等5个项目，里程突破9500公里。",
        "“六横”指六个横向输水通道，包括东渠、西渠、南线6个工程；“六纵”指六个纵向输水通道，包括北渠。",
        # behind ； the list goes on with what is no part
        "分类型看，水电4.2亿千瓦，其中抽水蓄能5094万千瓦；核电5691万千瓦；并网风电4.1亿千瓦。",
        "全县有学校50所，其中民办12所；幼儿园46所；培训机构31所。",
    ],
)
def test_true_text_raises_no_alarm(text: str) -> None:
    assert figure_alarms(audit(text)) == []


def test_finding_points_at_the_figure_and_names_the_rest() -> None:
    report = audit(SHARE)
    (finding,) = report.findings
    assert finding.span.of(SHARE) == "46.8%"
    assert {one.span.of(SHARE) for one in finding.related} == {"60家", "163家"}
    assert "36.81%" in finding.message
    assert finding.suggestion == "疑为：46.8% → 36.8%"
    assert finding.severity is Severity.ERROR


def test_messages_in_english() -> None:
    report = Auditor("en").audit(Document("text.txt", SHARE, "utf-8"))
    (finding,) = report.findings
    assert "does not hold" in finding.message
    assert finding.suggestion == "perhaps 46.8% → 36.8%"


def test_coverage_counts_figures() -> None:
    coverage = audit(SHARE + "会议历时3天。").coverage
    assert (coverage.figures, coverage.checked) == (4, 3)
    assert coverage.checked <= coverage.checkable <= coverage.figures


def test_labels_and_periods_of_figures() -> None:
    figures = audit("2021年全市完成投资47.8亿元，同比增长5.3%。").figures
    assert figures[0].label.endswith("完成投资")
    assert [figure.period for figure in figures] == ["2021", "2021"]


def test_script_is_told() -> None:
    assert audit("全市共有企业一百家。").document.script is Script.HANS
    assert audit("項目總數、企業規模、經濟發展。").document.script is Script.HANT


def test_fingerprint_stays_when_the_text_moves() -> None:
    moved = "会议强调，要抓好落实。\n\n" + SHARE
    assert [one.id for one in audit(SHARE).findings] == [one.id for one in audit(moved).findings]
    other = SHARE.replace("163", "173")
    assert [one.id for one in audit(SHARE).findings] != [one.id for one in audit(other).findings]


def test_ids_are_unique() -> None:
    report = audit(PAGE)
    for things in (report.figures, report.claims, report.findings):
        assert len({thing.id for thing in things}) == len(things)


def test_rules_may_be_chosen() -> None:
    rules = tuple(rule for rule in load_rules(builtin() / "figures") if rule.id == "FIG301")
    report = Auditor(rules=rules).audit(Document("page.txt", PAGE, "utf-8"))
    assert {claim.rule for claim in report.claims} == {"FIG301"}


def test_page_is_audited_alike_every_time() -> None:
    assert audit(PAGE) == audit(PAGE) == Auditor().audit(Document("text.txt", PAGE, "utf-8"))


def test_page_in_all() -> None:
    report = audit(PAGE)
    check(report)
    assert [finding.span.of(PAGE) for finding in figure_alarms(report)] == ["30%"]
    assert {claim.kind for claim in report.claims} >= {"sum", "share", "shares-total", "growth", "count"}


NOTHING = {
    "empty": "",
    "line ends": "\r\n\n\r",
    "blanks": " \t\u3000\u00a0" * 50,
    "punctuation": "，。；：（）“”、！？…—《》【】" * 20,
    "NUL": "\x00" * 50,
    "brackets": "（" * 1000,
    "brackets closed": "）" * 1000,
    "half-width brackets": "(" * 500 + ")" * 500,
    "quotes": "“" * 1000,
    "list marks": "、" * 1000,
    "surrogates": "\ud800\udfff",
    "emoji": "👍🏽" * 50,
    "one letter": "a",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_text_without_figures(text: str) -> None:
    report = audit(text)
    assert (report.figures, report.claims, figure_alarms(report)) == ((), (), [])


ODD = {
    "NUL within": "全市共有企业\x00163家，其中\x00工业60家，占46.8%。\x00",
    "brackets around": "（" * 1000 + "企业163家" + "）" * 1000,
    "brackets open": "企业163家（" * 200,
    "quotes open": "“企业163家" * 200,
    "many digits": "企业163家，" + "1" * 5000 + "家，占" + "2" * 3000 + "%。",
    "list of numbers": "1、" * 800,
    "numbers and commas": "1," * 1000,
    "zeros": "全市共有企业0家，其中工业0家，占0%，增长0%，由0家增至0家，增长0%。",
    "long line": "全市共有企业163家，其中工业60家、农业40家、商业63家。" * 60,
    "private use": "\ue100企业163家\ue200",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_audited(text: str) -> None:
    report = audit(text)
    check(report)
    assert report.figures
    assert report == audit(text)


def test_nul_within_changes_no_verdict() -> None:
    assert [claim.rule for claim in audit("全市企业163家，工业60家，占46.8%。\x00").claims] == ["FIG201"]


@pytest.mark.parametrize(
    "text",
    ["\ue005", "企业163家\ue004。", "\ue008\ue001全市共有企业163家，其中工业60家，占36.8%。", "（\ue002）\ue009"],
)
def test_private_use_characters_of_the_text_are_no_figures(text: str) -> None:
    check(audit(text))


def test_number_too_long_to_print() -> None:
    nines = "9" * 4299
    check(audit(f"全市企业{nines}9家（工业企业{nines}8家、农业企业1家）。"))


def seconds(text: str) -> float:
    audit("全市共有企业163家。")
    start = time.perf_counter()
    audit(text)
    return time.perf_counter() - start


SLOW = {
    "letters": "a" * 7000,
    "dashes": "-" * 15_000,
    "text without a stop": "会议强调要坚持稳中求进工作总基调" * 1000,
    "Han numerals": "三十" * 3500,
    "shares in a list": "、".join(["3%"] * 60) + "。",
    "one long sentence": "全市共有企业163家，其中工业60家、农业40家、商业63家，" * 10,
    "words of comparison": "比" * 8000 + "3亿元",
}
# Generous, as other work may hold the machine up: what runs away takes minutes.
SECONDS = 5


@pytest.mark.parametrize("name", sorted(SLOW))
def test_time_does_not_run_away(name: str) -> None:
    assert seconds(SLOW[name]) < SECONDS
