"""auditor.layout: the text as it was meant to be read, with a way back to the text as it is."""

from __future__ import annotations

import pytest
from auditing import figures
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.folding import fold
from auditor.layout import Flow, lay_out

SENTENCE = "今年上半年，全市新签约项目五十四个，其中工业项目二十个，农业项目四个。"
NARROW = (
    "今年上半年，全市新签约项",
    "目五十四个，其中工业项目",
    "二十个，农业项目四个，服",
    "务业项目三十个。",
)
PIECES = st.sampled_from(
    [
        "甲乙丙，",
        "项目12个",
        "。",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\u3000",
        "３７ ％",
        "本报讯（记者 张三）",
        "（图1）",
        "一、",
        "投资",
        "A 1",
        "，",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def paragraphs(text: str) -> list[str]:
    flow = lay_out(text)
    return [flow.text[one.start : one.end] for one in flow.paragraphs]


def articles(text: str) -> list[int]:
    return [one.article for one in lay_out(text).paragraphs]


def headings(text: str) -> list[str]:
    flow = lay_out(text)
    return [flow.text[one.start : one.end] for one in flow.paragraphs if one.heading]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\n  \n", "\n\u3000\u3000", " \n\n\n "])
@pytest.mark.parametrize("place", [18, 21, 24, SENTENCE.index("，农"), SENTENCE.index("业项目四")])
def test_sentence_broken_over_lines_is_joined(gap: str, place: int) -> None:
    assert paragraphs(SENTENCE[:place] + gap + SENTENCE[place:]) == [SENTENCE]


@pytest.mark.parametrize("gap", ["\n", "\r\n\r\n"])
def test_word_and_number_broken_in_the_middle(gap: str) -> None:
    lines = ("今年上半年，全市各区县新签约重点工业项", "目120个，其中各区县已开工在建项目1", "00个，已投产项目20个。")
    text = gap.join(lines)
    assert [figure.text for figure in figures(text)] == ["120个", "100个", "20个"]


def test_span_of_a_broken_figure_covers_the_break() -> None:
    text = "今年上半年，全市新签约工业项目120个，其中在建1\r\n\r\n00个，投产项目20个。"
    assert [figure.span.of(text) for figure in figures(text)] == ["120个", "1\r\n\r\n00个", "20个"]


def test_column_broken_twice() -> None:
    first, second = (
        "今年上半年，全市新签约工业项目一百二十个，其",
        "中已开工在建项目一百个，已竣工投产项目二十",
    )
    assert paragraphs(f"{first}\n\n{second}\n\n个，均按期推进。") == [f"{first}{second}个，均按期推进。"]


def test_narrow_column() -> None:
    assert paragraphs("\n".join(NARROW)) == ["".join(NARROW)]


def test_line_that_opens_with_a_comma_goes_on() -> None:
    first, second = "全市新签约项目五十四个", "，其中工业项目二十个。"
    assert paragraphs(f"{first}\n{second}") == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全市上半年共签约项目五十四个，其中工业项目二十个。", "下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个；", "下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "一、下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "（二）下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "●下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "本报讯（记者 张三）昨日，市里召开会议。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "图为项目建设现场，工人正在施工。"),
        ("图为项目建设现场，工人正在加紧施工。本报记者 张三摄", "下半年继续推进，力争再签十个。"),
        ("全市上半年共签约项目五十四个，其中工业项目二十个", "园区新厂房封顶"),
        ("全市重点项目建设", "下半年继续推进，力争再签十个。"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\r\n\r\n"])
def test_what_begins_anew_is_not_joined(first: str, second: str, gap: str) -> None:
    assert paragraphs(first + gap + second) == [first, second]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("工业项目 20 个，投资 82.9 亿元。", "工业项目20个，投资82.9亿元。"),
        ("增长 -7.9% 左右。", "增长-7.9%左右。"),
        ("张三 李四 王五。", "张三 李四 王五。"),
        ("New York 的企业。", "New York的企业。"),
        ("　　全市共有企业。　", "全市共有企业。"),
        ("甲      乙。", "甲乙。"),
        ("占 37 %，增长。", "占37%，增长。"),
    ],
)
def test_spaces_that_only_pad_are_left_out(text: str, wanted: str) -> None:
    assert paragraphs(text) == [wanted]


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", " \n\u3000\n "])
def test_nothing_gives_no_paragraph(text: str) -> None:
    assert paragraphs(text) == []


def test_headings_are_short_lines_without_a_stop() -> None:
    text = f"全市重点项目建设提速\n——上半年签约综述\n{SENTENCE}\n上半年，进展顺利。\n"
    assert headings(text) == ["全市重点项目建设提速", "--上半年签约综述"]


def test_articles_of_a_page() -> None:
    page = (
        "春季造林开工\n今年计划造林\n本报讯（记者 张三）昨日，全市春季造林开工。\n各区县同时开工。\n"
        "新学校启用\n本报讯（通讯员 李四）昨日，新学校启用。\n"
        "新华社北京电 昨日，会议召开。\n"
    )
    assert articles(page) == [0, 0, 0, 0, 1, 1, 2]


def test_page_that_opens_with_a_byline_has_one_article() -> None:
    assert articles("本报讯（记者 张三）昨日，全市春季造林开工。\n各区县同时开工，进展顺利。\n") == [0, 0]


def test_paragraphs_tile_the_flow() -> None:
    flow = lay_out(f"{SENTENCE}\r\n\r\n标题一行\r\n{SENTENCE}")
    assert [flow.text[one.end] for one in flow.paragraphs] == ["\n"] * 3
    assert [one.start for one in flow.paragraphs[1:]] == [one.end + 1 for one in flow.paragraphs[:-1]]


def origins(flow: Flow) -> list[int]:
    return [flow.origin(place) for place in range(len(flow.text))]


@given(TEXTS)
@settings(max_examples=150, derandomize=True, database=None, deadline=None)
def test_every_place_leads_back_to_its_character(text: str) -> None:
    flow, folded = lay_out(text), fold(text)
    inside = {place for one in flow.paragraphs for place in range(one.start, one.end)}
    for place, origin in enumerate(origins(flow)):
        assert 0 <= origin <= len(text)
        if place in inside:
            assert folded[origin] == flow.text[place]


@given(TEXTS)
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_order_is_kept_and_only_blanks_are_lost(text: str) -> None:
    flow = lay_out(text)
    places = [flow.origin(place) for one in flow.paragraphs for place in range(one.start, one.end)]
    assert places == sorted(set(places))
    lost = set(range(len(text))) - set(places)
    assert not "".join(fold(text)[place] for place in sorted(lost)).strip(" \n")


@given(TEXTS)
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_spans_of_figures_lie_in_the_text(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert "".join(fold(figure.span.of(text)).split()) == "".join(figure.text.split())
