"""auditor.folding: every script and width in one form, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.folding import fold
from auditor.folding.script import script_of
from auditor.model import Script

CHARACTERS = st.text() | st.text(alphabet="１２３，,.．；;：:（）()「」『』％%—－～ \u3000\r\n個億萬約佔項餘甲乙12")


@given(CHARACTERS)
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_length_is_kept_for_every_character() -> None:
    every = "".join(chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    assert len(fold(every)) == len(every)


@given(CHARACTERS, CHARACTERS)
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_character_folds_alike_wherever_it_stands(before: str, after: str) -> None:
    assert fold(f"{before}個％{after}")[len(before) : len(before) + 2] == "个%"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("項目163個，佔37%", "项目163个，占37%"),
        ("投資87.68億元，餘約2萬", "投资87.68亿元，余约2万"),
        ("裏裡后後", "里里后后"),
        ("１２３．４５％", "123.45%"),
        ("ＡｂＣ", "AbC"),
        ("－７．９％", "-7.9%"),
        ("2—3、2–3、2～3、2−3", "2-3、2-3、2-3、2-3"),
        ("「甲」『乙』“丙”", "“甲”“乙”“丙”"),
        ("(a)〔b〕﹙c﹚", "（a）（b）（c）"),
        ("a:b;c?d!", "a：b；c？d！"),
        ("8.3∶45.2", "8.3：45.2"),
        ("二〇一五", "二零一五"),
        ("甲\u3000乙\t丙\u00a0丁", "甲 乙 丙 丁"),
        ("甲\r\n乙\u2028丙\x85丁", "甲\n\n乙\n丙\n丁"),
        ("37﹪", "37%"),
    ],
)
def test_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("共1,234家,其中56家", "共1,234家，其中56家"),
        ("12,345,678", "12,345,678"),
        ("甲5家,乙6家", "甲5家，乙6家"),
        ("分别为1,2,3", "分别为1，2，3"),
        ("3,4000", "3，4000"),
        ("1,", "1，"),
        ("１，２３４吨", "1,234吨"),
    ],
)
def test_comma_stays_only_between_thousands(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("佔個億項約餘萬達", "占个亿项约余万达"),
        ("規範製造業發展", "规范制造业发展"),
        ("後里發乾製係", "后里发干制系"),
        ("什麼", "什么"),
    ],
)
def test_both_scripts_fold_alike(traditional: str, simplified: str) -> None:
    assert fold(traditional) == fold(simplified)


@pytest.mark.parametrize("text", ["全市共有企业", "第3季度，A股(含B股)", "……！？", "GB/T 15835-2011", "①②Ⅳ㎡"])
def test_folded_text_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", Script.UNKNOWN),
        ("123，45%", Script.UNKNOWN),
        ("全市共有企业一百家，投资五亿元", Script.HANS),
        ("項目、企業、投資、經濟、財產、農業、發現、規模、設備", Script.HANT),
        pytest.param("全市共有企業一百家，投資五億元", Script.HANT),
        ("全市共有企業，投资五亿元", Script.MIXED),
        ("台湾的发展", Script.HANS),
        ("项目、企业、投资、经济、财产、农业、发现、规模、设备、单位與", Script.HANS),
    ],
)
def test_script(text: str, script: Script) -> None:
    assert script_of(text) is script
