"""auditor.relations.lists and the counts that are held against them."""

from __future__ import annotations

import pytest
from auditing import fault, figure_alarms
from gold import audit

from auditor.model import Claim, Verdict
from auditor.relations.lists import ItemList, split_list


def split(text: str) -> ItemList:
    return split_list(text, 0, len(text))


def items(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text).items]


def bounds(text: str) -> tuple[int, int]:
    listed = split(text)
    return listed.least, listed.most


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲", ["甲"]),
        ("甲、乙、丙", ["甲", "乙", "丙"]),
        ("甲、乙和丙", ["甲", "乙", "丙"]),
        ("甲、乙以及丙", ["甲", "乙", "丙"]),
        ("甲和乙", ["甲", "乙"]),
        ("甲、乙、丙等", ["甲", "乙", "丙"]),
        ("甲、乙等企业", ["甲", "乙"]),
        ("甲（A、B）、乙", ["甲（A、B）", "乙"]),
        ("“甲、乙”、丙", ["“甲、乙”", "丙"]),
        ("《甲、乙》《丙》", ["《甲、乙》", "《丙》"]),
        ("“甲”“乙”“丙”", ["“甲”", "“乙”", "“丙”"]),
        ("“甲和乙”、丙", ["“甲和乙”", "丙"]),
        ("人力资源和社会保障局、财政局", ["人力资源和社会保障局", "财政局"]),
    ],
)
def test_items(text: str, wanted: list[str]) -> None:
    assert items(text) == wanted


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("甲", 1, 1),
        ("甲、乙、丙", 3, 3),
        ("甲和乙", 2, 2),
        ("甲、乙和丙", 2, 3),
        ("人力资源和社会保障局、财政局", 2, 2),
        ("甲与乙、丙及丁", 2, 3),
        ("甲（A和B）、乙", 2, 2),
        ("“甲和乙”、丙", 2, 2),
    ],
)
def test_and_may_divide_or_belong_to_a_name(text: str, least: int, most: int) -> None:
    assert bounds(text) == (least, most)


@pytest.mark.parametrize(
    ("text", "is_open"), [("甲、乙等", True), ("甲、乙等地", True), ("甲、乙", False), ("甲等级、乙", False)]
)
def test_open_end(text: str, is_open: bool) -> None:
    assert split(text).open_end is is_open


def test_ranges_are_those_of_the_whole_text() -> None:
    text = "共有甲、乙、丙三家"
    listed = split_list(text, 2, 7)
    assert [text[start:end] for start, end in listed.items] == ["甲", "乙", "丙"]


def count_claim(text: str) -> Claim:
    (claim,) = [claim for claim in audit(text).claims if claim.kind == "count"]
    return claim


def listed(text: str) -> list[str]:
    return [one.span.of(text) for one in count_claim(text).operands if one.role == "item"]


HOLDING = {
    "before": "东河镇、西山镇、南岭乡等3个乡镇获奖。",
    "before, Han": "東河鎮、西山鎮、南嶺鄉等三個鄉鎮獲獎。",
    "before, without 等": "东河镇、西山镇、南岭乡三个乡镇获奖。",
    "before, with 和": "东河镇、西山镇和南岭乡三个乡镇获奖。",
    "two": "秦屯、和屯两个试点村率先完成。",
    "brackets": "小巨人企业4家（甲公司、乙公司、丙公司、丁公司）。",
    "brackets with more": "小巨人企业4家（甲公司、乙公司、丙公司、丁公司，全市共11家）。",
    "one in brackets": "签约项目1个（甲公司新能源项目）。",
    "behind": "合作项目有3个，分别是与甲公司、与乙公司、与丙公司。",
    "behind 即": "坚持两个方向，即绿色发展、创新发展。",
    "behind a colon": "设立三个中心：服务中心、研发中心、培训中心。",
    "ranked": "排名前三的城市分别是东城、西城和南城。",
    "coined": "打造“三大体系”（产业体系、生产体系和经营体系）。",
    "ordinals": "重点抓好三项工作。一是抓项目。二是抓环境。三是抓作风。",
    "ordinals 第一": "有三个特点。第一，规模大。第二，速度快。第三，质量好。",
    "numbered": "突出三个方面：（一）抓项目；（二）抓环境；（三）抓作风。",
    "quoted": "“东河”“西山”“南岭”三个品牌获奖。",
}


@pytest.mark.parametrize("text", HOLDING.values(), ids=HOLDING.keys())
def test_count_that_holds(text: str) -> None:
    claim = count_claim(text)
    assert claim.verdict is Verdict.HOLDS
    assert not figure_alarms(audit(text))


FAILING = {
    "before": "东河镇、西山镇、南岭乡等2个乡镇获奖。",
    "before, without 等": "东河镇、西山镇、南岭乡四个乡镇获奖。",
    "brackets": "小巨人企业5家（甲公司、乙公司、丙公司、丁公司）。",
    "brackets with more": "小巨人企业3家（甲公司、乙公司、丙公司、丁公司，全市共11家）。",
    "behind": "合作项目有4个，分别是与甲公司、与乙公司、与丙公司。",
    "behind 即": "坚持三个方向，即绿色发展、创新发展。",
    "behind a colon": "设立四个中心：服务中心、研发中心、培训中心。",
    "ranked": "排名前五的城市分别是东城、西城、南城和北城。",
    "coined": "打造“四大体系”（产业体系、生产体系、经营体系）。",
    "ordinals": "重点抓好四项工作。一是抓项目。二是抓环境。三是抓作风。",
    "numbered": "突出两个方面：（一）抓项目；（二）抓环境；（三）抓作风。",
    "coined 一": "实施“四个一”工程（一套班子、一个方案、一张清单）。",
}


@pytest.mark.parametrize("text", FAILING.values(), ids=FAILING.keys())
def test_count_that_fails(text: str) -> None:
    claim = count_claim(text)
    assert claim.verdict is Verdict.FAILS
    (finding,) = figure_alarms(audit(text))
    stated = next(one.span for one in claim.operands if one.role == "stated")
    assert finding.span == stated


SILENT = {
    "open list": "东河镇、西山镇等12个乡镇获奖。",
    "open behind": "包括5个部门，包括公安、教育等。",
    "verb and objects": "完善制度、优化流程、建设12个中心。",
    "slogan": "“三农”、“双创”和“四上”企业。",
    "other matter in brackets": "建设项目12个（见附表、附图）。",
    "figures in brackets": "共有12家（工业5家、农业7家）。",
    "district or county": "全省5个市（区、县）。",
    "hedged": "东河镇、西山镇、南岭乡等近20个乡镇获奖。",
    "nothing listed": "共有12个乡镇获奖。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_no_count_is_claimed(text: str) -> None:
    assert [claim.rule for claim in audit(text).claims if claim.kind == "count"] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("小巨人企业3家（甲公司、乙公司（南区）、丙公司）。", ["甲公司", "乙公司（南区）", "丙公司"]),
        ("签约项目2个（“A、B”项目、丙项目）。", ["“A、B”项目", "丙项目"]),
        pytest.param(
            "合作项目有3个，分别是与甲公司、与乙公司和与丙公司。",
            ["与甲公司", "与乙公司", "与丙公司"],
            marks=fault("和与 divides behind 与 instead of behind 和"),
        ),
        ("重点抓好两项工作。一是抓项目，促投资。二是抓环境。", ["一是抓项目，促投资。", "二是抓环境"]),
        ("今年全市新认定小巨人企业3家（甲公司、乙公\r\n司、丙公司）。", ["甲公司", "乙公\r\n司", "丙公司"]),
    ],
)
def test_items_of_the_claim_are_spans_of_the_text(text: str, wanted: list[str]) -> None:
    assert listed(text) == wanted
    assert count_claim(text).items == len(wanted)


@fault("西山镇和南岭镇 is taken for one name, though each half ends as the names beside it do")
def test_names_of_one_kind_are_divided_by_and() -> None:
    assert count_claim("东河镇、西山镇和南岭镇等2个乡镇获奖。").verdict is Verdict.FAILS
