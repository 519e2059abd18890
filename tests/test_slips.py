"""auditor.slips: the usual slips that would explain a relation that fails."""

from __future__ import annotations

import pytest
from auditing import fault, only_figure

from auditor.chance import chances, explain
from auditor.exact import Fraction
from auditor.formula import parse
from auditor.judge import recompute
from auditor.model import Figure
from auditor.slips import Family, Slip, Variant, families

SUM = "whole == sum(part)"
SHARE = "rate == part / whole"
GROWTH = "rate == now / before - 1"


def of_kind(text: str, kind: str) -> list[str]:
    return [one.text for one in prints_of(text) if one.kind == kind]


def prints_of(text: str) -> list[Variant]:
    return [one for family in families(only_figure(text)) for one in family.variants]


def roles_of(prints: dict[str, list[str]]) -> dict[str, list[Figure]]:
    return {role: [only_figure(text) for text in found] for role, found in prints.items()}


def slips(
    source: str, prints: dict[str, list[str]], most: Fraction = Fraction(1, 4), sign: int = 1
) -> tuple[Slip, ...]:
    return explain(parse(source), roles_of(prints), most, sign)


def mended(
    source: str, prints: dict[str, list[str]], most: Fraction = Fraction(1, 4), sign: int = 1
) -> list[tuple[str, str]]:
    return [(slip.kind, slip.mended) for slip in slips(source, prints, most, sign)]


def test_every_digit_may_be_another() -> None:
    assert of_kind("12家", "digit") == [f"{ten}{one}家" for ten, one in zip("23456789", "2" * 8, strict=True)] + [
        f"1{one}家" for one in "013456789"
    ]


def test_first_digit_becomes_no_zero_but_before_a_point() -> None:
    assert "02家" not in of_kind("12家", "digit")
    assert "0.5亿元" in of_kind("1.5亿元", "digit")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12家", ["21家"]),
        ("11家", []),
        ("10家", []),
        ("1234家", ["2134家", "1324家", "1243家"]),
        ("1,234家", ["1,324家", "1,243家"]),
        ("3.45%", ["3.54%"]),
    ],
)
def test_neighbours_may_change_places(text: str, wanted: list[str]) -> None:
    assert of_kind(text, "transposed") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12.5亿元", ["125亿元", "1.25亿元"]),
        ("3.45%", ["34.5%"]),
        ("12家", []),
        pytest.param("0.5%", ["5%"], marks=fault("the point moved in 0.5% gives 05%")),
    ],
)
def test_point_may_have_moved(text: str, wanted: list[str]) -> None:
    assert of_kind(text, "decimal") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12.5亿元", ["12.5万元"]),
        ("525万元", ["525亿元"]),
        ("100万人", ["100亿人"]),
        ("3500元", []),
        ("30万吨", ["30亿吨"]),
    ],
)
def test_scale_may_be_the_other(text: str, wanted: list[str]) -> None:
    assert of_kind(text, "scale") == wanted


@pytest.mark.parametrize("text", ["2-3个", "三成", "0元", "翻一番", "七个"])
def test_prints_without_variants(text: str) -> None:
    assert prints_of(text) == []


def agrees(family: Family, variant: Variant) -> bool:
    """Does the variant's print, read afresh, give the variant's value and step?"""
    figure = only_figure(variant.text)
    return (figure.value, figure.step) == (family.value(variant), family.step)


@pytest.mark.parametrize(
    "text",
    [
        "12家",
        "1,234家",
        "12.5亿元",
        "3.45%",
        "5.3‰",
        "2.1个百分点",
        "525万元",
        "约120人",
        "50万吨",
        "25平方公里",
        pytest.param("3亿6420万元", marks=fault("the digits before 亿 are varied as if they were all of the figure")),
    ],
)
def test_variant_is_worth_what_its_print_says(text: str) -> None:
    found = [(family, variant) for family in families(only_figure(text)) for variant in family.variants]
    assert found
    assert [variant.text for family, variant in found if not agrees(family, variant)] == []


@pytest.mark.parametrize(
    ("source", "prints", "wanted"),
    [
        (SUM, {"whole": ["1163个"], "part": ["460个", "340个", "263个"]}, ("digit", "1063个")),
        (SUM, {"whole": ["2.4403亿元"], "part": ["1.1202亿元", "1.2301亿元"]}, ("transposed", "1.2102亿元")),
        (SUM, {"whole": ["34572万元"], "part": ["12345万元", "2.2227亿元", "1.0000亿元"]}, ("digit", "44572万元")),
        (SHARE, {"rate": ["86.33%"], "part": ["1960家"], "whole": ["2440家"]}, ("digit", "80.33%")),
        (SHARE, {"rate": ["8.03%"], "part": ["1.961亿元"], "whole": ["2.442亿元"]}, ("decimal", "80.3%")),
        (SHARE, {"rate": ["80.30%"], "part": ["1.961万元"], "whole": ["2.442亿元"]}, ("scale", "1.961亿元")),
        (GROWTH, {"rate": ["21.0%"], "now": ["12011家"], "before": ["10001家"]}, ("transposed", "12101家")),
    ],
)
def test_slip_that_mends(source: str, prints: dict[str, list[str]], wanted: tuple[str, str]) -> None:
    assert wanted in mended(source, prints)


def test_falling_word_is_heeded() -> None:
    prints = {"rate": ["28.798%"], "now": ["79210家"], "before": ["100010家"]}
    assert ("digit", "20.798%") in mended(GROWTH, prints, sign=-1)
    assert ("digit", "20.798%") not in mended(GROWTH, prints, sign=1)


@pytest.mark.parametrize(
    ("source", "prints"),
    [
        (SUM, {"whole": ["1163个"], "part": ["460个", "340个", "263个"]}),
        (SHARE, {"rate": ["86.33%"], "part": ["1960家"], "whole": ["2440家"]}),
        (SHARE, {"rate": ["8.03%"], "part": ["1.961亿元"], "whole": ["2.442亿元"]}),
        (GROWTH, {"rate": ["21.0%"], "now": ["12011家"], "before": ["10001家"]}),
    ],
)
def test_every_slip_mends_the_relation(source: str, prints: dict[str, list[str]]) -> None:
    roles = roles_of(prints)
    found = explain(parse(source), roles, Fraction(1, 4))
    assert found
    for slip in found:
        changed = {
            role: [only_figure(slip.mended) if one is slip.figure else one for one in figures]
            for role, figures in roles.items()
        }
        outcome = recompute(parse(source), changed)
        assert outcome is not None
        assert outcome.holds


@pytest.mark.parametrize(
    ("source", "prints"),
    [
        (SUM, {"whole": ["12个"], "part": ["6个", "5个"]}),
        (SHARE, {"rate": ["81%"], "part": ["2.0亿元"], "whole": ["2.4亿元"]}),
        (SHARE, {"rate": ["5%"], "part": ["3亿元"], "whole": ["0亿元"]}),
        (SUM, {"whole": ["超过1163个"], "part": ["1460个", "340个", "263个"]}),
    ],
)
def test_what_chance_alone_would_mend_is_no_slip(source: str, prints: dict[str, list[str]]) -> None:
    assert mended(source, prints) == []


def test_less_chance_asks_for_finer_figures() -> None:
    prints = {"whole": ["1163个"], "part": ["460个", "340个", "263个"]}
    assert mended(SUM, prints, most=Fraction(1, 4))
    assert not mended(SUM, prints, most=Fraction(1, 1000))


@pytest.mark.parametrize(
    ("prints", "low", "high"),
    [
        # most gaps of a few units are one digit away
        ({"whole": ["12个"], "part": ["6个", "5个"]}, "0.5", "1"),
        # six digits, all exact: 60 gaps of 300,000 are a digit away at each of seven places
        ({"whole": ["302000元"], "part": ["101204元", "200801元"]}, "0.0001", "0.001"),
    ],
)
def test_chance_is_the_share_of_gaps_that_a_digit_covers(prints: dict[str, list[str]], low: str, high: str) -> None:
    found = chances(parse(SUM), roles_of(prints))
    assert Fraction(low) <= found["digit"] <= Fraction(high)


def test_slips_of_a_rare_kind_are_less_often_chance() -> None:
    found = chances(parse(SUM), roles_of({"whole": ["1163个"], "part": ["460个", "340个", "263个"]}))
    assert found["transposed"] < found["digit"]


def test_an_open_hedge_leaves_nothing_to_tell() -> None:
    assert chances(parse(SUM), roles_of({"whole": ["超过1163个"], "part": ["460个", "340个"]})) == {}
