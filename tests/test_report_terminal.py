"""auditor.report.terminal and the table of figures: what people read, and what never reaches them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import (
    TAX,
    TAX_WORKING,
    make_claim,
    make_document,
    make_figure,
    make_finding,
    span_of,
    tax_document,
    tax_report,
)

from auditor.interval import Interval
from auditor.model import DocumentReport, InputError, Operand, Related, Report, Severity, Span, Verdict
from auditor.report.display import cells, display_width, printable
from auditor.report.errors import error_line
from auditor.report.figures_table import to_table
from auditor.report.sentences import sentence_around
from auditor.report.terminal import to_text

OPERANDS = ["1.96亿元", "2.44亿元", "81.47%"]


def columns(shown: str) -> list[str]:
    """`shown` by terminal column, from Unicode's own table: a wide character fills two."""
    filled: list[str] = []
    for character in shown:
        if unicodedata.combining(character):
            filled[-1] += character
            continue
        filled.append(character)
        if unicodedata.east_asian_width(character) in "WF":
            filled.append("")
    return filled


def underlined(output: str) -> list[str]:
    """What stands above each run of carets."""
    lines = output.split("\n")
    found = []
    for above, line in pairwise(lines):
        if re.fullmatch(r" *\^[ ^]*", line):
            filled = columns(above)
            found += ["".join(filled[run.start() : run.end()]) for run in re.finditer(r"\^+", line)]
    return found


def one(text: str, *, width: int = 100, lang: str = "zh") -> str:
    """The report of one finding on the three figures of `text`."""
    claim = make_claim(text, tuple(OPERANDS))
    finding = make_finding(span_of(text, "81.47%"), claim="c1")
    return to_text(Report((make_document(text, claims=(claim,), findings=(finding,)),)), width=width, lang=lang)


def test_finding_in_full() -> None:
    assert to_text(tax_report()).split("\n") == [
        "a.txt",
        "  1:37  错误  FIG201  比重与两数不符",
        "      今年1-4月份，全区税收收入1.96亿元，占财政收入2.44亿元的比重为81.47%。",
        "                               ^^^^^^^^            ^^^^^^^^        ^^^^^^",
        f"      {TAX_WORKING}",
        "      建议：80.33%",
        "",
        "1 个文件 · 3 个数字 · 核对 1 条关系：相符 0，不符 1，存疑 0 · 错误 1，警告 0，提示 0",
        "",
    ]


def test_english() -> None:
    lines = to_text(tax_report(), lang="en").split("\n")
    assert lines[1] == "  1:37  error  FIG201  比重与两数不符"
    assert lines[5] == "      suggestion: 80.33%"
    assert lines[7] == (
        "1 file · 3 figures · 1 relation checked: 0 hold, 1 fail, 0 open · 1 error, 0 warnings, 0 notes"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize(
    "before",
    [
        "",
        "甲；",
        "Ｆｕｌｌ—width “引号” ",
        "e\u0301e\u0301 ",
        "🌾🌾",
        "\t\u3000",
        "a\u200bb\ufeff",
        "か\u3099",
        "한글 ",
    ],
)
def test_carets_stand_under_the_operands(before: str, width: int) -> None:
    assert underlined(one(before + TAX, width=width)) == OPERANDS


@pytest.mark.parametrize("width", [30, 60, 80, 100])
def test_long_sentences_are_cut_to_what_matters(width: int) -> None:
    text = (
        "前一句。" + "各县区认真贯彻落实会议精神、" * 20 + TAX[:-1] + "，各县区认真贯彻落实会议精神" * 20 + "。后一句。"
    )
    output = one(text, width=width)
    assert underlined(output) == OPERANDS
    rows = [line for line in output.split("\n")[2:-3] if line.startswith("      ") and "÷" not in line]
    assert "…" in rows[0]
    assert len(rows) < 20
    assert max(len(columns(row)) for row in rows) <= width
    assert "前一句" not in output
    assert "后一句" not in output


def test_sentence_broken_over_blank_lines() -> None:
    text = (
        "经济运行良好\n\n据悉，今年前四个月某市情况良好，税收收入1.96亿元\r\n\r\n  ，占财政收入2.44亿元\n \n"
        "的比重为81.47%。\n下一段"
    )
    output = one(text, width=200)
    assert underlined(output) == OPERANDS
    assert "  7:5  错误" in output
    assert "税收收入1.96亿元⏎，占财政收入2.44亿元⏎的比重为81.47%。\n" in output
    assert "经济运行" not in output
    assert "下一段" not in output


def test_operands_far_apart_have_excerpts_with_their_places() -> None:
    text = "本市税收收入1.96亿元。\r\n中间一段。\r\n财政收入2.44亿元。税收比重81.47%。"
    output = one(text)
    assert underlined(output) == OPERANDS
    assert [line.strip() for line in output.split("\n") if line.endswith(":")] == ["1:7:", "3:5:", "3:16:"]
    assert "中间" not in output


def test_line_numbers_of_every_line_end() -> None:
    assert "  4:37  错误" in to_text(Report((tax_document("甲\r\n乙\r丙\n"),)))


def test_finding_without_a_claim_underlines_its_own_place() -> None:
    text = "他说：“今年今年要加油！”大家都同意。"
    finding = make_finding(span_of(text, "今年今年"), severity=Severity.WARNING)
    output = to_text(Report((make_document(text, findings=(finding,)),)))
    assert underlined(output) == ["今年今年"]
    assert "警告" in output


def test_finding_away_from_its_claim_underlines_both() -> None:
    text = TAX + "单位有误。"
    claim = make_claim(text, ("1.96亿元", "2.44亿元"))
    finding = make_finding(span_of(text, "单位"), claim="c1")
    output = to_text(Report((make_document(text, claims=(claim,), findings=(finding,)),)))
    assert underlined(output) == ["1.96亿元", "2.44亿元", "单位"]


def test_listed_things_are_underlined_at_their_beginning() -> None:
    text = "做好两项工作。一是制订产业发展规划并且认真组织实施到位。二是招商。"
    items = [span_of(text, "一是制订产业发展规划并且认真组织实施到位"), span_of(text, "二是招商")]
    operands = (Operand("stated", span_of(text, "两项"), "f1"), *(Operand("item", item) for item in items))
    claim = replace(make_claim(text, ("两项",)), kind="count", operands=operands, items=2)
    finding = make_finding(span_of(text, "两项"), claim="c1")
    output = to_text(Report((make_document(text, claims=(claim,), findings=(finding,)),)))
    assert underlined(output) == ["两项", "一是制订产业发展规划并且认真组织", "二是招商"]


def test_working_that_the_message_tells_is_not_repeated() -> None:
    document = tax_document()
    finding = replace(document.findings[0], message=f"比重：{TAX_WORKING}，不符")
    assert to_text(Report((replace(document, findings=(finding,)),))).count(TAX_WORKING) == 1


def test_long_marks_show_both_ends() -> None:
    text = "开头" + "重复的一段文字。" * 100 + "结尾"
    finding = make_finding(Span(2, 802), family="duplicate")
    output = to_text(Report((make_document(text, findings=(finding,)),)), width=80)
    assert output.count("\n") < 12
    joined = "".join(underlined(output))
    assert joined.startswith("重复的一段文字。重复")
    assert joined.endswith("重复的一段文字。")


@pytest.mark.parametrize(
    ("text", "span"), [("", Span(0, 0)), ("甲乙", Span(2, 2)), ("甲乙\n", Span(3, 3)), ("甲", Span(0, 0))]
)
def test_empty_places_still_have_a_caret(text: str, span: Span) -> None:
    output = to_text(Report((make_document(text, findings=(make_finding(span, family="truncation"),)),)))
    assert re.search(r"^ *\^+$", output, re.MULTILINE)


def test_related_places_and_findings_in_order() -> None:
    text = "第一句。\n第二句。\n"
    related = (Related(Span(0, 4), "最初在此"), Related(Span(5, 9), ""))
    late = make_finding(Span(5, 8), message="后", related=related)
    early = make_finding(Span(0, 3), message="先")
    output = to_text(Report((make_document(text, findings=(late, early)),)))
    assert output.index("先") < output.index("后")
    assert "      参见 1:1  最初在此\n      参见 2:1  「第二句。」\n" in output


def test_color_only_if_asked() -> None:
    plain, colored = to_text(tax_report()), to_text(tax_report(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m错误\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def quiet_document() -> DocumentReport:
    rounded = make_claim(TAX, ("1.96亿元", "2.44亿元"), verdict=Verdict.HOLDS, working="甲 ÷ 乙 = 丙")
    exact = replace(rounded, id="c2", working="1 + 1 = 2", exact=True)
    unclear = make_claim(
        TAX, ("2.44亿元",), name="c3", verdict=Verdict.OPEN, working="2.44 + ? = 3", reason="列举未必完整"
    )
    return make_document(
        TAX, figures=(make_figure("f1", TAX, "1.96亿元", "196000000"),), claims=(rounded, exact, unclear)
    )


def test_clean_run_says_so_and_how_much_was_checked() -> None:
    assert to_text(Report((quiet_document(),))) == (
        "未发现问题：已核对 3 条关系。\n"
        "1 个文件 · 1 个数字 · 核对 3 条关系：相符 2，不符 0，存疑 1 · 错误 0，警告 0，提示 0\n"
    )
    assert to_text(Report((quiet_document(),)), lang="en").startswith("Nothing found: 3 relations checked.\n")


def test_clean_run_without_relations_does_not_boast() -> None:
    report = Report((make_document("没有数字。"),))
    assert to_text(report).startswith("未发现问题，但也没有找到可以核对的关系。\n")
    assert "no relation to check" in to_text(report, lang="en")


def test_run_without_documents() -> None:
    report = Report((), (InputError("a.txt", "没有读取权限"),))
    assert to_text(report).startswith("没有核对任何文件。\n0 个文件")
    assert to_text(report).endswith(" · 1 个输入无法核对\n")
    assert to_text(report, lang="en").endswith(" · 1 input could not be audited\n")


def test_verbose_tells_what_holds_and_what_stays_open() -> None:
    lines = to_text(Report((quiet_document(),)), verbose=True).split("\n")
    assert lines[:5] == [
        "a.txt",
        "  核对过的关系 · 数字 1 个，可核对 1 个，已核对 1 个",
        "  1:15  相符  FIG201  甲 ÷ 乙 = 丙  舍入范围内",
        "  1:15  相符  FIG201  1 + 1 = 2",
        "  1:27  存疑  FIG201  2.44 + ? = 3  列举未必完整",
    ]


def test_verbose_tells_a_failure_once() -> None:
    told = to_text(tax_report(), verbose=True)
    assert told.count(TAX_WORKING) == 1
    untold = replace(tax_document(), findings=())
    assert f"不符  FIG201  {TAX_WORKING}" in to_text(Report((untold,)), verbose=True)


HOSTILE = "\x1b[2J\x1b]0;title\x07\u202e\u2066\u200f\x00\x9b31m\x7f\x08\r\u2028\u0085\ufeff\U000e0041\ud800"


def test_hostile_text_cannot_steer_the_terminal() -> None:
    text = HOSTILE + TAX
    claim = replace(make_claim(text, tuple(OPERANDS), working=HOSTILE + "算式"), reason=HOSTILE)
    finding = make_finding(
        span_of(text, "81.47%"),
        claim="c1",
        message=HOSTILE + "说明",
        suggestion=HOSTILE,
        related=(Related(Span(0, 5), ""), Related(Span(0, 5), HOSTILE)),
    )
    figure = replace(make_figure("f1", text, "1.96亿元", "1"), text=HOSTILE, label=HOSTILE, period=HOSTILE)
    document = make_document(
        text, path=HOSTILE, figures=(figure,), claims=(claim, replace(claim, id="c2")), findings=(finding,)
    )
    report = Report((document,))
    error = error_line(InputError(HOSTILE, HOSTILE), "zh")
    for output in (to_text(report, verbose=True), to_table(report), error):
        unsafe = {c for c in output if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert unsafe == set()
        output.encode("utf-8")
    assert "\n" not in error
    assert underlined(to_text(report)) == OPERANDS


def test_sanitizing_shows_what_was_there() -> None:
    assert printable("\x1b[1m\x00\x7f") == "␛[1m␀␡"
    assert printable("甲\u202e乙") == "甲\ufffd乙"
    assert printable("甲 \r\n\r\n  乙\t丙") == "甲⏎乙 丙"
    assert printable("e\u0301" + "\u0301" * 50) == "e\u0301\u0301"
    assert printable("\u0301甲\ufe0f") == "甲"


@given(st.text())
def test_cells_match_their_text_and_have_known_widths(text: str) -> None:
    shown = cells(text)
    assert len(shown) == len(text)
    assert display_width("".join(shown)) == sum(map(display_width, shown))
    assert not {unicodedata.category(c) for c in "".join(shown)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(alphabet="甲乙丙。，!1%\n\r \x1b\u0301”"), st.data())
def test_any_place_in_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    sentence = sentence_around(text, span)
    assert sentence.start <= span.start <= span.end <= sentence.end
    output = to_text(Report((make_document(text, findings=(make_finding(span),)),)), width=30)
    assert "\x1b" not in output
    assert output.endswith("\n")


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("甲。乙3。丙", "3", "乙3。"),
        ("他说：“好！”乙3。”丙", "3", "乙3。”"),
        ("标题\n\n正文3个\n", "3", "正文3个"),
        (
            "据悉，今年前四个月全市共有一般税收收入\n\n达3亿元。下句",
            "3",
            "据悉，今年前四个月全市共有一般税收收入\n\n达3亿元。",
        ),
        (
            "达3亿元，与去年同期相比大约增长了百分之二\r\n左右。下句",
            "3",
            "达3亿元，与去年同期相比大约增长了百分之二\r\n左右。",
        ),
        ("正文3。", "3。", "正文3。"),
        ("甲？乙！", "乙", "乙！"),
    ],
)
def test_sentences(text: str, part: str, sentence: str) -> None:
    assert sentence_around(text, span_of(text, part)).of(text) == sentence


def table_cells(line: str) -> list[str]:
    return re.split(" {2,}", line.strip())


def test_table_of_figures() -> None:
    lines = to_table(tax_report()).split("\n")
    assert lines[0] == "a.txt"
    assert table_cells(lines[1]) == ["位置", "原文", "数值", "区间", "单位", "指标", "时期"]
    first = ["1:15", "1.96亿元", "196000000", "195020000 – 196980000", "CNY", "税收收入", "1-4月"]
    assert table_cells(lines[3]) == first
    # The last column begins below its rule in every row, whatever the width of what is before it.
    rule = lines[2].rindex(" ") + 1
    for line in lines[3:6]:
        assert "".join(columns(line)[rule:]) == "1-4月"


def test_table_of_open_and_exact_figures() -> None:
    figure = make_figure("f1", TAX, "1.96亿元", "5")
    intervals = [
        Interval(Fraction(4), None),
        Interval(None, Fraction(6)),
        Interval.exact(5),
        Interval(None, None),
    ]
    figures = tuple(replace(figure, interval=interval) for interval in intervals)
    table = to_table(Report((make_document(TAX, figures=figures),)), lang="en")
    assert [table_cells(line)[3] for line in table.split("\n")[3:7]] == ["≥ 4", "≤ 6", "5", "?"]
    assert table_cells(table.split("\n")[1]) == [
        "place",
        "text",
        "value",
        "interval",
        "unit",
        "label",
        "period",
    ]


def test_table_of_a_document_without_figures() -> None:
    assert to_table(Report((make_document("无"),))) == "a.txt\n没有数字\n"
    assert to_table(Report((make_document("无", path="-"),)), lang="en") == "(standard input)\nno figures\n"
