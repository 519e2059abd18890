"""auditor.relations: figures in their places – role, direction, base, label, list, year."""

from __future__ import annotations

import pytest
from auditing import mentions, read

from auditor.figures.extract import extract
from auditor.layout import lay_out
from auditor.relations.mentions import Mention, Role
from auditor.relations.shadow import CLASSES, QUANTITY, cast_shadow


def mention_of(text: str, printed: str) -> Mention:
    (found,) = [one for one in mentions(text) if one.figure.text == printed]
    return found


def roles(text: str) -> list[Role]:
    return [one.role for one in mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "完成投资47.8亿元。",
        "增至12亿元。",
        "下降到3.5%。",
        "减少至300家。",
        "新增18家。",
        "共有120家。",
        "总数达到87家。",
        "平均年龄45岁。",
    ],
)
def test_level(text: str) -> None:
    assert roles(text) == [Role.LEVEL]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("增加11万人。", 1),
        ("比上年增加了20家。", 1),
        ("减少20家。", -1),
        ("減少20家。", -1),
        ("提高2.1个百分点。", 1),
        ("回落0.3个百分点。", -1),
        ("收窄1.1个百分点。", -1),
        ("同比多增33亿元。", 1),
        ("比去年多破33起。", 1),
        ("比去年少报12件。", -1),
        ("高于全国平均水平0.5个百分点。", 1),
        ("净减少300人。", -1),
    ],
)
def test_change(text: str, direction: int) -> None:
    (mention,) = mentions(text)
    assert (mention.role, mention.direction) == (Role.CHANGE, direction)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("同比增长5.3%。", 1),
        ("同比增長5.3%。", 1),
        ("增长1.2倍。", 1),
        ("下降3.2%。", -1),
        ("负增长3.2%。", -1),
        ("增速为5.3%。", 1),
        ("增幅达12.1%。", 1),
        ("翻一番。", 1),
        ("上涨约2%。", 1),
    ],
)
def test_growth(text: str, direction: int) -> None:
    (mention,) = mentions(text)
    assert (mention.role, mention.direction) == (Role.GROWTH, direction)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("占全市的37%。", "全市"),
        ("佔全市的37%。", "全市"),
        ("占规模以上工业比重44.3%。", "规模以上工业"),
        ("占全市企业总数的三分之一。", "全市企业总数"),
        ("占比37%。", ""),
        ("比重为44.3%。", ""),
        ("占三成。", ""),
        ("分别占31%。", ""),
        ("完成年度计划的110%。", "年度计划"),
        ("为预算的103.2%。", "预算"),
        ("占比首次突破50%。", ""),
    ],
)
def test_share_and_its_base(text: str, base: str) -> None:
    (mention,) = mentions(text)
    assert (mention.role, mention.base) == (Role.SHARE, base)


@pytest.mark.parametrize(
    "text", ["履约率92.02%。", "合格率达到99.5%。", "城镇化率提高到65.2%。", "失业率为5.3%。", "办结率约99%。"]
)
def test_rate_by_name(text: str) -> None:
    assert roles(text) == [Role.RATE]


@pytest.mark.parametrize(("text", "base"), [("是上年的3.2倍。", "上年的"), ("相当于全省平均的1.5倍。", "全省平均的")])
def test_multiple(text: str, base: str) -> None:
    (mention,) = mentions(text)
    assert (mention.role, mention.base) == (Role.MULTIPLE, base)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10亿元以上项目7个。", [Role.LIMIT, Role.LEVEL]),
        ("1亿至10亿元项目7个。", [Role.LIMIT, Role.LEVEL]),
        ("1亿元以下项目8个。", [Role.LIMIT, Role.LEVEL]),
        ("60岁以上人口120万人。", [Role.LIMIT, Role.LEVEL]),
        ("投资在10亿元以上。", [Role.LEVEL]),
        ("增长3%至5%。", [Role.GROWTH]),
    ],
)
def test_limit_names_a_class(text: str, wanted: list[Role]) -> None:
    assert roles(text) == wanted


def test_roles_of_one_sentence() -> None:
    text = "完成投资47.8亿元，同比增长5.3%，占全市的37%，履约率92.02%，是上年的3.2倍，提高2.1个百分点。"
    assert roles(text) == [Role.LEVEL, Role.GROWTH, Role.SHARE, Role.RATE, Role.MULTIPLE, Role.CHANGE]


@pytest.mark.parametrize(
    ("text", "role", "direction"),
    [
        ("分别增长4.3%、7.2%和8.4%。", Role.GROWTH, 1),
        ("分别下降4.3%、7.2%及8.4%。", Role.GROWTH, -1),
        ("分别占31%、21.5%和8%。", Role.SHARE, 0),
        ("分别增加31、21和8个。", Role.CHANGE, 1),
    ],
)
def test_list_inherits_from_its_first_figure(text: str, role: Role, direction: int) -> None:
    found = mentions(text)
    assert [(one.role, one.direction) for one in found] == [(role, direction)] * 3
    assert [one.position for one in found] == [0, 1, 2]
    assert len({one.series for one in found}) == 1


def test_lists_of_a_page() -> None:
    page = read("汽车产销量分别为2702.1万辆和2686.4万辆，同比分别增长96.9%和93.4%。")
    assert [[one.figure.text for one in page.list_of(mention)] for mention in page.mentions] == [
        ["2702.1万辆", "2686.4万辆"], ["2702.1万辆", "2686.4万辆"], ["96.9%", "93.4%"], ["96.9%", "93.4%"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["工业项目60个、农业项目40个。", "共有企业60家，投资12亿元。", "增长5.3%，占全市的37%。"]
)
def test_named_figures_are_no_list(text: str) -> None:
    assert [one.position for one in mentions(text)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("工业项目60个、农业项目40个。", "40个", "农业项目"),
        ("完成固定资产投资47.8亿元。", "47.8亿元", "完成固定资产投资"),
        ("其中，出口额为12.5亿元。", "12.5亿元", "出口额"),
        ("工业项目多，有10个。", "10个", "工业项目多"),
        ("汽车产量分别为27万辆和26万辆。", "26万辆", "汽车产量"),
        ("10亿元以上项目7个。", "7个", "10亿元以上项目"),
        ("投资47.8亿元（含外资）。", "47.8亿元", "投资"),
        ("粮食产量达到了50万吨。", "50万吨", "粮食产量"),
    ],
)
def test_label_is_what_is_measured(text: str, printed: str, label: str) -> None:
    assert mention_of(text, printed).label == label


def test_subject_is_carried_within_its_sentence() -> None:
    text = "工业投资47.8亿元，同比增长5.3%。农业开工12个。"
    assert mention_of(text, "5.3%").subject == "工业投资"
    assert mention_of(text, "12个").subject == "农业开工"


@pytest.mark.parametrize(
    ("text", "printed", "noun"),
    [
        ("推进22个重点项目。", "22个", "重点项目"),
        ("建设三大“中心”。", "三大", "中心"),
        ("共有12家。", "12家", ""),
        ("投资12亿元。", "12亿元", ""),
        ("农业40个和工业63个。", "40个", ""),
    ],
)
def test_noun_behind_a_count(text: str, printed: str, noun: str) -> None:
    assert mention_of(text, printed).noun == noun


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年共有120家，2022年有150家。", [2021, 2022]),
        ("2021年共有120家。工业60家。", [2021, 2021]),
        ("2021年共有120家。\n工业60家。", [2021, None]),
        ("共有120家，比2021年增加5家。", [None, None]),
        ("共有120家（2021年为115家），增加5家。", [None, None, None]),
    ],
)
def test_year_in_force(text: str, years: list[int | None]) -> None:
    assert [one.year for one in mentions(text)] == years


def test_year_right_before_a_figure() -> None:
    page = read("2022年共有120家，比2017年的152家减少32家。")
    assert [page.dated(one) for one in page.mentions] == [2022, 2017, 2022]


def test_place_in_sentence_segment_clause_and_bracket() -> None:
    found = mentions("共12家（工业5家，农业7家）；投资3亿元，增长5%。新建4所。")
    assert [one.sentence for one in found] == [0, 0, 0, 0, 0, 1]
    assert [bool(one.bracket) for one in found] == [False, True, True, False, False, False]
    assert [one.segment for one in found] == [0, 0, 0, 1, 1, 2]
    assert found[1].bracket == found[2].bracket
    assert found[3].clause < found[4].clause < found[5].clause


def test_head_leaves_out_what_stands_in_brackets() -> None:
    assert mention_of("投资（不含农户）47.8亿元。", "47.8亿元").head == "投资"


def test_articles_of_a_page_are_told_apart() -> None:
    text = "造林开工\n本报讯（记者 张三）昨日造林12亩。\n学校启用\n本报讯（记者 李四）昨日启用学校3所。\n"
    assert [one.article for one in mentions(text)] == [0, 1]


def test_shadow_has_one_character_for_each_figure_and_date() -> None:
    flow = lay_out("2021年投资3亿元，增长5%，建成12个、共8万吨。")
    shadow = cast_shadow(flow, extract(flow))
    date, money, percent = CLASSES["date"], CLASSES["money"], CLASSES["percent"]
    assert shadow.text == f"{date}投资{money}，增长{percent}，建成{CLASSES['count']}、共{QUANTITY}。\n"


def test_shadow_leads_back_to_the_flow() -> None:
    flow = lay_out("2021年投资3亿元，增长5%，建成12个。")
    shadow = cast_shadow(flow, extract(flow))
    for position, char in enumerate(shadow.text):
        place = shadow.flow_position(position)
        index = shadow.item_index(position)
        assert flow.text[place] == char if index is None else place == shadow.items[index].start


def test_between_and_sentence_text() -> None:
    page = read("新建学校。共有12家，其中工业5家。")
    first, second = page.mentions
    assert page.between(first, second) == "，其中工业"
    assert page.sentence_text(second).startswith("共有")
