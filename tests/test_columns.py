"""auditor.layout: lines broken where the column of a printed page ends, and what stands between two pages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from gold import alarms, audit

from auditor.folding.script import script_of
from auditor.layout import lay_out
from auditor.model import DocumentReport

# Of one script and one kind of digits, as an article is, and whole sentences: no signatures, no addresses.
SIMPLIFIED = [
    text
    for text in (Path(__file__).parent / "plain_prose.txt").read_text("utf-8").splitlines()
    if script_of(text) == "hans" and text.endswith("。") and not set("⏎０１２３４５６７８９億萬個數") & set(text)
]
ARTICLES = [SIMPLIFIED[first : first + 12] for first in range(0, len(SIMPLIFIED), 12)]
MARKS = "，。、；：！？）”％%"
BODY = (
    "今年上半年，全市新签约项目五十四个，其中工业项目二十个，农业项目四个，服务业项目三十个；总投资一百八十六亿元。"
    "已开工项目四十个，其余十四个正在办理手续，预计年底前全部开工建设，建成后可新增就业岗位二千六百个。"
)


def wrapped(text: str, width: int, *, by_width: bool, hanging: bool) -> Iterator[str]:
    """Lines of so many characters, or so wide; a mark at the beginning of a line may hang behind the one before."""
    line, used = "", 0.0
    for char in text:
        room = 0.5 if by_width and ord(char) < 127 else 1
        if used + room > width and not (hanging and char in MARKS):
            yield line
            line, used = "", 0.0
        line += char
        used += room
    yield line


def column(texts: list[str], width: int, indent: str = "　　", *, by_width: bool = False, hanging: bool = False) -> str:
    lines = [line for text in texts for line in wrapped(indent + text, width, by_width=by_width, hanging=hanging)]
    return "\n".join(lines)


def claims(report: DocumentReport) -> Counter[tuple[str, str, str]]:
    return Counter((claim.rule, claim.verdict.value, claim.working) for claim in report.claims)


def paragraphs(text: str) -> list[str]:
    flow = lay_out(text)
    return [flow.text[one.start : one.end] for one in flow.paragraphs]


@pytest.mark.parametrize(
    ("width", "by_width", "hanging"),
    [(12, False, True), (16, True, True), (18, False, False), (20, True, False), (26, True, True), (38, False, True)],
)
def test_prose_in_a_column_reads_as_prose(width: int, by_width: bool, hanging: bool) -> None:
    lost = found = 0
    for texts in ARTICLES[width % 3 :: 3]:
        report, wanted = (
            audit(column(texts, width, by_width=by_width, hanging=hanging)),
            claims(audit("\n".join(texts))),
        )
        assert [finding.message for finding in alarms(report)] == []
        lost += (wanted - claims(report)).total()
        found += wanted.total()
    # three lines that happen to be built alike pass for items of a list
    assert 100 * lost <= found
    assert found > 100


@pytest.mark.parametrize(("width", "by_width"), [(18, True), (22, False), (32, True)])
def test_prose_in_a_column_without_indents_raises_no_alarm(width: int, by_width: bool) -> None:
    for texts in ARTICLES[width % 3 :: 3]:
        report = audit(column(texts, width, "", by_width=by_width, hanging=True))
        assert [finding.message for finding in alarms(report)] == []


@pytest.mark.parametrize("width", [12, 18, 30])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_paragraph_is_one_again(width: int, indent: str) -> None:
    texts = [BODY, "另悉，" + BODY]
    assert paragraphs(column(texts, width, indent)) == texts


@pytest.mark.parametrize(
    "between",
    [
        ["- 3 -"],
        ["12"],
        ["第 12 页 共 30 页"],
        ["12/30"],
        ["— 3 —", "\f某市年度统计公报"],
        ["某市年度统计公报", "第3页", ""],
    ],
)
@pytest.mark.parametrize("after", [2, 3, 4])
def test_what_stands_between_two_pages_is_no_part_of_the_sentence(between: list[str], after: int) -> None:
    lines = column([BODY], 20).split("\n")
    assert lines[after - 1][-1] not in "。；"
    text = "\n".join([*lines[:after], *between, *lines[after:]])
    assert paragraphs(text) == [BODY]


def test_a_running_head_is_known_by_its_repetition() -> None:
    lines = column([BODY], 20).split("\n")
    head = "某市年度国民经济和社会发展情况"
    text = "\n".join([head, *lines[:2], head, *lines[2:4], head, *lines[4:]])
    assert paragraphs(text) == [head, BODY]


def test_a_page_number_between_sentences_stays() -> None:
    texts = ["今年上半年，全市新签约项目五十四个，其中工业项目二十个。", "下半年，全市计划再签约项目十二个。"]
    assert paragraphs(f"{texts[0]}\n- 3 -\n{texts[1]}") == [texts[0], "- 3 -", texts[1]]


def test_a_figure_broken_at_the_end_of_a_page_is_whole() -> None:
    lines = [
        "　　今年上半年，全市新签约工业项",
        "目120个，已开工在建项目共1",
        "- 3 -",
        "00个，其余20个下半年开工，",
        "力争年底前全部建成并投产。",
    ]
    report = audit("\n".join(lines))
    assert [figure.text for figure in report.figures] == ["120个", "100个", "20个"]
    assert report.figures[1].span.of(report.document.text) == "1\n- 3 -\n00个"


def test_headlines_names_and_items_of_one_length_are_no_column() -> None:
    lines = [
        "全面推进城乡供水一体化建设",
        "加快补齐农村基础设施的短板",
        "着力提升公共服务保障的水平",
        "持续改善人居环境和生态质量",
        "努力开创基层治理工作新局面",
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_a_headline_in_a_column_stays_apart() -> None:
    head = "全市项目建设全面提速"
    assert paragraphs(f"{head}\n{column([BODY], 18, '')}") == [head, BODY]


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_paragraph_that_fills_its_last_line_ends_there(indent: str) -> None:
    first = BODY[: 3 * 20 - len(indent) - 1] + "。"
    assert paragraphs(column([first, BODY], 20, indent)) == [first, BODY]


def test_a_comma_within_a_broken_figure_is_part_of_it() -> None:
    lines = [
        "　　今年上半年，全市接待游客3,",
        "300万人次，其中过夜游客1,62",
        "0万人次，一日游游客1",
        ",680万人次，均有所增加。",
    ]
    report = audit("\n".join(lines))
    assert [str(figure.value / 10**4) for figure in report.figures] == ["3300", "1620", "1680"]
    assert [claim.verdict.value for claim in report.claims] == ["holds", "holds"]


def test_a_quotation_may_end_where_the_column_ends() -> None:
    text = "改革后办事时限大大缩短。“从三天到三小时，再到现在最快十八分钟”，窗口负责人王敏说。" + BODY
    assert "CUT103" not in {finding.rule for finding in audit(column([text], 31)).findings}


@pytest.mark.parametrize("width", range(17, 22))
def test_an_enumeration_goes_on_in_the_next_line(width: int) -> None:
    text = "按照规定，办事窗口每逢周一、三、五对外办公，周二、四处理内部事务，依照第（二）项预约的除外，" + BODY
    assert paragraphs(column([text], width)) == [text]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "1．东城区今年招生314人，上年244人，增加70人",
            "2．丰台区今年招生892人，上年822人，增加70人",
            "3．通州区今年招生320人，上年242人，增加78人",
        ],
        [
            "东城小学新招教师12人，毕业30",
            "西城小学新招教师16人，毕业28",
            "南城小学新招教师18人，毕业25",
            "120人参加考试，其中男70人，女50人。",
        ],
        [
            "第二章 方法，数据与来源 12",
            "第三章 结果，分析与讨论 35",
            "第四章 结论，不足与展望 90",
            "120人参加了调查，其中男70人，女50人。",
        ],
    ],
)
def test_lines_built_alike_are_a_list(lines: list[str]) -> None:
    assert len(paragraphs("\n".join(lines))) == len(lines)


def test_a_figure_alone_in_its_line_is_kept() -> None:
    text = "今年全市学校共有学生1200人，其中男学生有\n700\n人，女学生500人，男生比女生多200人，占比\n58.3%，比上年同期提高了三个百分点，占比高。"
    assert 700 in [figure.value for figure in audit(text).figures]


def test_many_page_numbers_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "\n".join(f"第 {number % 90 + 10} 页，共 99 页" for number in range(count))
        start = time.process_time()
        lay_out(text)
        return time.process_time() - start

    # eight times the lines took some sixty times as long where each looked at all that follow
    assert min(seconds(16_000) for _ in range(3)) < 24 * min(seconds(2_000) for _ in range(3))
