"""auditor.working: a claim's working in words that a proofreader reads."""

from __future__ import annotations

from fractions import Fraction

import pytest
from auditing import fault, only_figure

from auditor.formula import parse
from auditor.judge import recompute
from auditor.model import Figure
from auditor.working import amount, count_working, printed, working

SUM = "whole == sum(part)"
SHARE = "rate == part / whole"
GROWTH = "rate == now / before - 1"
CHANGE = "change == now - before"
COMPOUND = "(1 + rate) ^ years == now / before"


def line(source: str, prints: dict[str, list[str]], lang: str = "zh", sign: int = 1, years: int = 0) -> str:
    roles: dict[str, list[Figure]] = {role: [only_figure(text) for text in found] for role, found in prints.items()}
    constants = (("years", years),) if years else ()
    outcome = recompute(parse(source), roles, sign, constants)
    assert outcome is not None
    return working(parse(source), roles, outcome, lang, constants)


@pytest.mark.parametrize(
    ("source", "prints", "wanted"),
    [
        (
            SHARE,
            {"rate": ["80.47%"], "part": ["1.96亿元"], "whole": ["2.44亿元"]},
            "1.96亿元 ÷ 2.44亿元 = 80.329%（79.959%–80.698%），文中80.47%，相符",
        ),
        (
            SHARE,
            {"rate": ["84.33%"], "part": ["1.96亿元"], "whole": ["2.44亿元"]},
            "1.96亿元 ÷ 2.44亿元 = 80.329%（79.959%–80.698%），文中84.33%，不符",
        ),
        (
            SUM,
            {"whole": ["163个"], "part": ["60个", "40个", "63个"]},
            "60个 + 40个 + 63个 = 163个，文中163个，完全相符",
        ),
        (
            SUM,
            {"whole": ["164个"], "part": ["60个", "40个", "63个"]},
            "60个 + 40个 + 63个 = 163个，文中164个，不符",
        ),
        (
            SUM,
            {"whole": ["1.25亿元"], "part": ["525万元", "1.2亿元"]},
            "525万元 + 1.2亿元 = 1.253亿元（1.202亿元–1.303亿元），文中1.25亿元，相符",
        ),
        (
            SUM,
            {"whole": ["超过100个"], "part": ["60个", "63个"]},
            "60个 + 63个 = 123个，文中超过100个，相符",
        ),
        (
            SUM,
            {"whole": ["100个"], "part": ["超过60个", "63个"]},
            "超过60个 + 63个 = ≥123个，文中100个，不符",
        ),
        (
            CHANGE,
            {"change": ["1.8个百分点"], "now": ["7.1%"], "before": ["5.3%"]},
            "7.1% - 5.3% = 1.8个百分点（1.7个百分点–1.9个百分点），文中1.8个百分点，完全相符",
        ),
        (
            CHANGE,
            {"change": ["5.7‰"], "now": ["11.7‰"], "before": ["6.0‰"]},
            "11.7‰ - 6.0‰ = 5.70‰（5.60‰–5.80‰），文中5.7‰，完全相符",
        ),
        (
            SHARE,
            {"rate": ["3.2倍"], "part": ["320家"], "whole": ["100家"]},
            "320家 ÷ 100家 = 3.2倍，文中3.2倍，完全相符",
        ),
        (
            "total == unit * quantity",
            {"total": ["6万元"], "unit": ["500元"], "quantity": ["120户"]},
            "500元 × 120户 = 6万元，文中6万元，完全相符",
        ),
        (
            "1 == sum(part)",
            {"part": ["31.0%", "21.5%", "47.5%"]},
            "31.0% + 21.5% + 47.5% = 100.00%（99.85%–100.15%），文中100%，完全相符",
        ),
    ],
)
def test_line_in_chinese(source: str, prints: dict[str, list[str]], wanted: str) -> None:
    assert line(source, prints) == wanted


def test_line_in_english() -> None:
    prints = {"rate": ["80.47%"], "part": ["1.96亿元"], "whole": ["2.44亿元"]}
    assert line(SHARE, prints, "en").endswith(", stated 80.47%, holds")
    prints = {"whole": ["164个"], "part": ["60个", "40个", "63个"]}
    assert line(SUM, prints, "en") == "60个 + 40个 + 63个 = 163个, stated 164个, does not hold"


def test_fall_is_shown_with_its_sign() -> None:
    prints = {"rate": ["20%"], "now": ["8.0亿元"], "before": ["10.0亿元"]}
    assert line(GROWTH, prints, sign=-1) == "8.0亿元 ÷ 10.0亿元 - 1 = -20.0%（-20.9%–-19.1%），文中20%，完全相符"


def test_mean_yearly_growth_is_shown_as_a_rate() -> None:
    prints = {"rate": ["10.0%"], "now": ["161.05亿元"], "before": ["100.00亿元"]}
    assert "(1 + 10.0%)^5" in line(COMPOUND, prints, years=5)
    assert "161.05亿元 ÷ 100.00亿元" in line(COMPOUND, prints, years=5)


def test_total_of_a_ratio_is_a_plain_hundred() -> None:
    assert "文中100，" in line("100 == sum(part)", {"part": ["8.3", "45.2", "46.5"]})


@fault("a sum beside 3亿6420万元 is shown as 2.6亿6420万元–3.4亿6420万元")
def test_figure_of_two_scales_as_model() -> None:
    assert "= 3.642亿元" in line(SUM, {"whole": ["3亿6420万元"], "part": ["3亿元", "6420万元"]})


@pytest.mark.parametrize(
    ("value", "model", "wanted"),
    [
        ("163", "1个", "163个"),
        ("12345678900", "87.68亿元", "123.457亿元"),
        ("5250000", "1万元", "525万元"),
        ("1200000000000", "3万亿元", "1.2万亿元"),
        ("0.8033", "80%", "80.3%"),
        ("0.8", "80.4%", "80.00%"),
        ("0.0057", "5.7‰", "5.70‰"),
        ("0.021", "2.5个百分点", "2.1个百分点"),
        ("36", "三十六家", "36家"),
        ("1200", "1,000家", "1200家"),
        ("100", "约120人", "100人"),
        ("-5", "3℃", "-5℃"),
        ("2.5", "3家", "2.5家"),
        ("0", "3家", "0家"),
    ],
)
def test_amount_in_the_print_of_its_model(value: str, model: str, wanted: str) -> None:
    assert amount(Fraction(value), only_figure(model)) == wanted


@pytest.mark.parametrize(("value", "wanted"), [("0.12345", "12.35%"), ("0.12344", "12.34%"), ("-0.12345", "-12.34%")])
def test_amount_is_rounded_half_up(value: str, wanted: str) -> None:
    assert amount(Fraction(value), only_figure("1.0%")) == wanted


def test_printed_is_the_figure_as_it_stands() -> None:
    assert printed(only_figure("约３０萬人。")) == "约30万人"


@pytest.mark.parametrize(
    ("stated", "items", "holds", "lang", "wanted"),
    [
        ("3家", ["甲", "乙", "丙"], True, "zh", "列出3项（甲、乙、丙），文中3家，相符"),
        ("四家", ["甲", "乙", "丙"], False, "zh", "列出3项（甲、乙、丙），文中四家，不符"),
        ("3家", ["甲", "乙", "丙"], True, "en", "3 items listed (甲、乙、丙), stated 3家, holds"),
        ("2家", ["甲\n公司", "乙"], True, "zh", "列出2项（甲公司、乙），文中2家，相符"),
    ],
)
def test_count(stated: str, items: list[str], holds: bool, lang: str, wanted: str) -> None:
    assert count_working(only_figure(stated), items, holds, lang) == wanted


def test_long_lists_and_names_are_cut() -> None:
    shown = count_working(only_figure("20家"), ["甲" * 20] + ["乙"] * 19, True, "zh")
    assert "列出20项" in shown
    assert "甲" * 13 + "…" in shown
    assert "甲" * 14 not in shown
    assert shown.count("乙") == 11
