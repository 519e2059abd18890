"""Names of rates, and what each step of a list measures."""

from __future__ import annotations

import pytest

from auditor.figures.extract import extract
from auditor.layout import lay_out
from auditor.relations.mentions import Mention, Page
from auditor.relations.pages import read_page
from auditor.relations.rate_names import rate_name
from auditor.relations.shadow import cast_shadow
from auditor.relations.steps import agreement, step_name, year_of


def page_of(text: str) -> Page:
    flow = lay_out(text)
    return read_page(flow, cast_shadow(flow, extract(flow)))


def figure(page: Page, text: str) -> Mention:
    return next(mention for mention in page.mentions if mention.figure.text == text)


def test_two_measures_in_one_word_are_told_apart() -> None:
    page = page_of("新能源汽车产销分别为70.5万辆和68.7万辆。")
    assert step_name(page, figure(page, "70.5万辆"))[0] == "新能源汽车产量"
    assert step_name(page, figure(page, "68.7万辆"))[0] == "新能源汽车销量"


def test_names_before_respectively_go_in_step() -> None:
    page = page_of("风电、太阳能发电装机容量分别为189万千瓦和203万千瓦。风电装机容量增至226万千瓦。")
    first, second, later = page.mentions
    assert agreement(page, first, later) == 1
    assert agreement(page, second, later) < 1


def test_years_before_a_list_go_in_step() -> None:
    page = page_of("2021年、2022年和2023年，全市茶叶产值分别为8.4亿元、9.7亿元和10.6亿元。")
    assert [year_of(page, mention) for mention in page.mentions] == [2021, 2022, 2023]


@pytest.mark.parametrize(
    ("words", "part", "whole"),
    [
        ("项目履约率", "已履约", "签约项目"),
        ("抽检合格率", "合格", "抽检"),
        ("不合格率", "不合格", "抽查"),
        ("农村居民参保率", "已参保", "应参保"),
    ],
)
def test_a_known_rate_calls_its_two_figures(words: str, part: str, whole: str) -> None:
    known = rate_name(words)
    assert known is not None
    assert known.part.search(part)
    assert known.whole.search(whole)


def test_the_longest_name_counts() -> None:
    assert rate_name("不合格率") is not rate_name("合格率")


def test_other_rates_have_no_known_name() -> None:
    assert rate_name("森林覆盖率") is None
