"""The second opinion: it reads prints and judges formulas by itself, and says so when a verdict is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest
from auditing import figures
from hypothesis import given
from hypothesis import strategies as st

from auditor.formula import parse
from auditor.handbook.mutants import mutants
from auditor.handbook.oracle import Printed, can_be_true, read
from auditor.judge import quantity, recompute
from auditor.model import Figure, Span

PRINTS = [
    "10.5亿元", "10亿元", "1,234万元", "１，２３４．５０元", "3亿6420万元", "2万5千公里", "80亩", "3.5公顷", "12吨", "30家",
    "三十六家", "两名", "一百二十个", "1.2万人", "37%", "36.30%", "2.1个百分点", "3.12‰", "3.2倍", "5年", "约300家",
    "约3亿元", "近400万元", "超过3万人", "400余人", "不足100家", "10亿元以上", "3至5万元", "100-200人", "104.6",
]  # fmt: skip


def only(text: str) -> Figure:
    (figure,) = figures(f"总计{text}。")
    return figure


def exact(value: str) -> Printed:
    number = Fraction(value)
    return Printed(number, number, number)


def about(value: str, half: str) -> Printed:
    number, by = Fraction(value), Fraction(half)
    return Printed(number - by, number + by, number + 2 * by)


@pytest.mark.parametrize("text", PRINTS)
def test_prints_are_read_as_the_engine_reads_them(text: str) -> None:
    figure = only(text)
    printed, interval = read(figure), quantity(figure)
    assert printed is not None
    low, high = interval.low, interval.high
    assert printed.low == low if low is not None else printed.low < -(10**6) * abs(figure.value)
    assert printed.high == high if high is not None else printed.high > 10**6 * abs(figure.value)


@pytest.mark.parametrize("text", ["三分之一", "翻一番", "八成", "三百五十亿元"])
def test_forms_that_it_does_not_know_are_left_alone(text: str) -> None:
    assert read(only(text)) is None


def test_it_does_not_take_the_engines_word_for_the_value() -> None:
    figure = only("30家")
    wrong = Figure(
        **{name: getattr(figure, name) for name in figure.__slots__} | {"value": Fraction(31), "step": Fraction(7)}
    )
    assert read(wrong) == exact("30")


@pytest.mark.parametrize(
    ("source", "roles", "expected"),
    [
        ("whole == sum(part)", {"whole": [exact("30")], "part": [exact("10"), exact("20")]}, True),
        ("whole == sum(part)", {"whole": [exact("31")], "part": [exact("10"), exact("20")]}, False),
        ("whole == sum(part)", {"whole": [about("30.4", "1/20")], "part": [about("10.2", "1/20")] * 3}, True),
        ("whole == sum(part)", {"whole": [about("30.9", "1/20")], "part": [about("10.2", "1/20")] * 3}, False),
        ("1 == sum(part)", {"part": [about("0.333", "1/2000")] * 3}, True),
        ("1 == sum(part)", {"part": [about("0.3", "1/2000")] * 3}, False),
        ("stated == count(item)", {"stated": [exact("3")], "item": [exact("7")] * 3}, True),
        ("stated == count(item)", {"stated": [exact("4")], "item": [exact("7")] * 3}, False),
        ("part <= whole", {"part": [exact("4")], "whole": [exact("3")]}, False),
        ("part <= whole", {"part": [exact("3")], "whole": [exact("3")]}, True),
        ("part >= whole", {"part": [exact("2")], "whole": [exact("3")]}, False),
        ("rate == now / before - 1", {"rate": [about("0.1", "1/200")], "now": [exact("111")], "before": [exact("100")]}, True),
        ("rate == now / before - 1", {"rate": [about("0.1", "1/200")], "now": [exact("112")], "before": [exact("100")]}, False),
        ("rate == now / before", {"rate": [exact("1")], "now": [exact("1")], "before": [about("0", "1")]}, None),
        ("x == 2 * y ^ 3", {"x": [exact("16")], "y": [exact("2")]}, True),
        ("x == 0.5 * y", {"x": [exact("1.5")], "y": [exact("3")]}, True),
        ("left == in - or", {"left": [exact("5")], "in": [exact("9")], "or": [exact("4")]}, True),
        ("left == in - or", {"left": [exact("5")], "in": [exact("9")], "or": [exact("3")]}, False),
        ("x == y - (z - 2)", {"x": [exact("5")], "y": [exact("4")], "z": [exact("1")]}, True),
    ],
)  # fmt: skip
def test_formulas_are_judged_by_their_corners(
    source: str, roles: dict[str, list[Printed]], expected: bool | None
) -> None:
    assert can_be_true(source, roles) is expected


def test_a_word_of_falling_turns_what_is_stated() -> None:
    roles = {"rate": [exact("0.2")], "now": [exact("80")], "before": [exact("100")]}
    assert can_be_true("rate == now / before - 1", roles) is False
    assert can_be_true("rate == now / before - 1", roles, -1) is True


def test_numbers_that_are_no_figures_take_part() -> None:
    roles = {"rate": [exact("0.1")], "now": [exact("121")], "before": [exact("100")]}
    assert can_be_true("(1 + rate) ^ years == now / before", roles, 1, {"years": 2}) is True
    assert can_be_true("(1 + rate) ^ years == now / before", roles, 1, {"years": 3}) is False


def test_too_many_corners_are_not_tried() -> None:
    names = [f"x{number}" for number in range(16)]
    roles = {name: [about("1", "1/2")] for name in (*names, "y")}
    assert can_be_true(f"y == {' + '.join(names)}", roles) is None


def test_a_formula_that_counts_rounding_twice_is_caught() -> None:
    """The very mistake that the guide warns of: the engine takes two mentions of a figure for two figures."""
    now, before, rate = only("10亿元"), only("9亿元"), only("20.0%")
    roles = {"rate": [rate], "now": [now], "before": [before]}
    once, twice = "rate == 1 - before / now", "rate == (now - before) / now"
    prints = {role: [one for figure in found if (one := read(figure))] for role, found in roles.items()}
    for source in (once, twice):
        outcome = recompute(parse(source), roles)
        assert outcome is not None
        assert (outcome.holds, can_be_true(source, prints)) == ((False, False) if source == once else (True, False))


numbers = st.integers(1, 99_999)


@given(numbers, numbers, numbers, st.integers(0, 3))
def test_both_judge_alike(a: int, b: int, c: int, places: int) -> None:
    texts = [f"{Fraction(n, 10**places).__float__():.{places}f}万元" for n in (a, b)] + [f"{c / 100:.2f}%"]
    roles = {role: [only(text)] for role, text in zip(("now", "before", "rate"), texts, strict=True)}
    if any(found[0].value == 0 for found in roles.values()):
        return
    prints = {role: [one for figure in found if (one := read(figure))] for role, found in roles.items()}
    for source in ("rate == now / before", "rate == now / before - 1", "now <= before", "now == before * (1 + rate)"):
        outcome = recompute(parse(source), roles)
        verdict = can_be_true(source, prints)
        assert verdict == (None if outcome is None else outcome.holds)


def test_every_digit_is_changed() -> None:
    text = "2023年，有１０家，其中三家。"
    found = list(mutants(text, [Span(7, 10), Span(13, 15)], thorough=False))
    assert {one.place for one in found} == {0, 1, 2, 3, 7, 8, 13}
    assert all(len(one.text) == len(text) and one.text != text for one in found)
    assert "2023年，有１０家，其中四家。" in {one.text for one in found}
    assert not any("有００家" in one.text or one.text.startswith("0") for one in found)
    assert len(list(mutants("5", [], thorough=True))) == 9
