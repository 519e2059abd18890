"""auditor.judge: what figures give, against what is stated."""

from __future__ import annotations

import pytest
from auditing import only_figure

from auditor.exact import Fraction
from auditor.formula import FormulaError, parse
from auditor.interval import Interval
from auditor.judge import Outcome, per_unit, quantity, recompute, resolution, truncated
from auditor.model import Figure

SUM = "whole == sum(part)"
SHARE = "rate == part / whole"
GROWTH = "rate == now / before - 1"
CHANGE = "change == now - before"


def outcome_of(source: str, sign: int = 1, years: int | None = None, **prints: str | list[str]) -> Outcome:
    roles: dict[str, list[Figure]] = {
        role: [only_figure(text) for text in ([found] if isinstance(found, str) else found)]
        for role, found in prints.items()
    }
    outcome = recompute(parse(source), roles, sign, () if years is None else (("years", years),))
    assert outcome is not None
    return outcome


def holds(source: str, sign: int = 1, years: int | None = None, **prints: str | list[str]) -> bool:
    return outcome_of(source, sign, years, **prints).holds


@pytest.mark.parametrize(
    ("text", "per", "value"),
    [
        ("37%", "1/100", "37/100"),
        ("5.3‰", "1/1000", "53/10000"),
        ("2.1个百分点", "1/100", "21/1000"),
        ("0.5个千分点", "1/1000", "5/10000"),
        ("1.5倍", "1", "3/2"),
        ("525万元", "1", "5250000"),
    ],
)
def test_figure_enters_a_formula_as_a_pure_quantity(text: str, per: str, value: str) -> None:
    figure = only_figure(text)
    assert per_unit(figure) == Fraction(per)
    assert figure.value * per_unit(figure) == Fraction(value)
    assert quantity(figure).contains(Fraction(value))
    assert quantity(figure).width == figure.step * Fraction(per)


@pytest.mark.parametrize(
    ("whole", "parts", "wanted"),
    [
        ("163个", ["60个", "40个", "63个"], True),
        ("164个", ["60个", "40个", "63个"], False),
        ("1.25亿元", ["525万元", "1.2亿元"], True),
        ("1.45亿元", ["525万元", "1.2亿元"], False),
        ("10.0亿元", ["3.3亿元", "3.3亿元", "3.3亿元"], True),
        ("10.1亿元", ["3.3亿元", "3.3亿元", "3.3亿元"], True),
        ("10.2亿元", ["3.3亿元", "3.3亿元", "3.3亿元"], False),
        ("10亿元", ["3.30亿元", "3.30亿元", "3.30亿元"], True),
        ("10.00亿元", ["3.30亿元", "3.30亿元", "3.30亿元"], False),
        ("超过100个", ["60个", "63个"], True),
        ("超过200个", ["60个", "63个"], False),
    ],
)
def test_sum_holds_within_rounding(whole: str, parts: list[str], wanted: bool) -> None:
    assert holds(SUM, whole=whole, part=parts) is wanted


@pytest.mark.parametrize(
    ("rate", "part", "whole", "wanted"),
    [
        ("36.8%", "60家", "163家", True),
        ("36.81%", "60家", "163家", True),
        ("36.9%", "60家", "163家", False),
        ("37%", "60家", "163家", True),
        ("80.3%", "1.96亿元", "2.44亿元", True),
        ("80.8%", "1.96亿元", "2.44亿元", False),
        ("三分之一", "33家", "100家", True),
        ("三成", "33家", "100家", True),
        ("三成", "41家", "100家", False),
        ("3.2倍", "320家", "100家", True),
    ],
)
def test_share(rate: str, part: str, whole: str, wanted: bool) -> None:
    assert holds(SHARE, rate=rate, part=part, whole=whole) is wanted


@pytest.mark.parametrize(
    ("rate", "part", "whole", "wanted"),
    [
        ("36.3%", "3637人", "10000人", True),
        ("36.4%", "3637人", "10000人", True),
        ("36.2%", "3637人", "10000人", False),
        ("36.5%", "3637人", "10000人", False),
        ("约36.2%", "3637人", "10000人", False),
        ("3.6倍", "369家", "100家", True),
    ],
)
def test_rate_may_be_cut_off_but_not_rounded_up(rate: str, part: str, whole: str, wanted: bool) -> None:
    assert holds(SHARE, rate=rate, part=part, whole=whole) is wanted


def test_amount_may_not_be_cut_off() -> None:
    assert not holds(SUM, whole="3.3亿元", part=["1.190亿元", "2.190亿元"])
    assert holds(SUM, whole="3.4亿元", part=["1.190亿元", "2.190亿元"])


@pytest.mark.parametrize(
    ("rate", "now", "before", "sign", "wanted"),
    [
        ("20%", "12.0亿元", "10.0亿元", 1, True),
        ("30%", "12.0亿元", "10.0亿元", 1, False),
        ("20%", "8.0亿元", "10.0亿元", -1, True),
        ("20%", "8.0亿元", "10.0亿元", 1, False),
        ("20%", "12.0亿元", "10.0亿元", -1, False),
        ("1.5倍", "250家", "100家", 1, True),
        ("翻一番", "200家", "100家", 1, True),
        ("-20%", "8.0亿元", "10.0亿元", 1, True),
    ],
)
def test_growth_and_the_word_that_turns_it(rate: str, now: str, before: str, sign: int, wanted: bool) -> None:
    assert holds(GROWTH, sign, rate=rate, now=now, before=before) is wanted


@pytest.mark.parametrize(
    ("change", "now", "before", "sign", "wanted"),
    [
        ("1.8个百分点", "7.1%", "5.3%", 1, True),
        ("2.8个百分点", "7.1%", "5.3%", 1, False),
        ("15.8个百分点", "21.1%", "5.3%", 1, True),
        ("13.2个百分点", "5.3%", "-7.9%", 1, True),
        ("20家", "100家", "120家", -1, True),
        ("20家", "100家", "120家", 1, False),
        ("0.5个千分点", "5.8‰", "5.3‰", 1, True),
    ],
)
def test_difference(change: str, now: str, before: str, sign: int, wanted: bool) -> None:
    assert holds(CHANGE, sign, change=change, now=now, before=before) is wanted


def test_constants_are_exact() -> None:
    source = "(1 + rate) ^ years == now / before"
    assert holds(source, years=5, rate="10.0%", now="161.05亿元", before="100.00亿元")
    assert not holds(source, years=4, rate="10.0%", now="161.05亿元", before="100.00亿元")


@pytest.mark.parametrize(
    ("relation", "part", "wanted"), [("<=", "50家", True), ("<=", "51家", False), (">=", "49家", False)]
)
def test_inequalities(relation: str, part: str, wanted: bool) -> None:
    assert holds(f"part {relation} whole", part=part, whole="50家") is wanted


def test_inequality_may_hold_within_rounding() -> None:
    assert holds("part <= whole", part="5.1亿元", whole="5亿元")
    assert not holds("part <= whole", part="5.2亿元", whole="5.0亿元")


@pytest.mark.parametrize("rate", ["25%", "25.0%", "25.00%"])
def test_exact_is_told_from_within_rounding(rate: str) -> None:
    assert outcome_of(SHARE, rate=rate, part="25家", whole="100家").exact
    rounded = outcome_of(SHARE, rate=rate, part="25001家", whole="100000家")
    assert rounded.holds
    assert not rounded.exact


def test_outcome_tells_both_sides_as_pure_numbers() -> None:
    outcome = outcome_of(SHARE, rate="36.8%", part="60家", whole="163家")
    assert outcome.computed == Interval.exact(Fraction(60, 163))
    assert outcome.stated == Interval(Fraction(3675, 10000), Fraction(3685, 10000))
    turned = outcome_of(GROWTH, -1, rate="20%", now="8.0亿元", before="10.0亿元")
    assert turned.stated.high is not None
    assert turned.stated.high < 0


def test_no_outcome_where_a_divisor_may_be_zero() -> None:
    roles = {"rate": [only_figure("5%")], "part": [only_figure("3亿元")], "whole": [only_figure("0亿元")]}
    assert recompute(parse(SHARE), roles) is None


def test_role_without_a_figure_is_an_error() -> None:
    with pytest.raises(FormulaError, match="no figure for 'whole'"):
        recompute(parse(SHARE), {"rate": [only_figure("5%")], "part": [only_figure("3亿元")]})


def test_resolution_grows_with_the_digits() -> None:
    coarse = resolution(outcome_of(SHARE, rate="37%", part="60家", whole="163家"))
    fine = resolution(outcome_of(SHARE, rate="36.81%", part="60家", whole="163家"))
    assert coarse == 37
    assert fine == 3681


def test_resolution_of_an_open_side_is_least() -> None:
    assert resolution(outcome_of(SUM, whole="超过100个", part=["60个", "63个"])) == 1


@pytest.mark.parametrize(
    ("relation", "stated", "computed", "wanted"),
    [
        ("<=", "12个", "13个", True),
        ("<=", "13个", "13个", True),
        ("<=", "14个", "13个", False),
        ("<=", "不足14个", "13个", True),
        ("<=", "14个", "超过13个", True),
        (">=", "12个", "13个", False),
        (">=", "13个", "13个", True),
        (">=", "14个", "13个", True),
        (">=", "超过12个", "13个", True),
        (">=", "12个", "不足13个", True),
        ("==", "超过12个", "13个", True),
        ("==", "超过14个", "13个", False),
    ],
)
def test_order_with_open_ends(relation: str, stated: str, computed: str, wanted: bool) -> None:
    outcome = outcome_of(f"a {relation} b", a=stated, b=computed)
    assert outcome.holds is wanted
    assert outcome.exact is (wanted and {stated, computed} <= {"12个", "13个", "14个"})


def test_an_open_rate_enters_with_its_open_end() -> None:
    assert quantity(only_figure("超过37%")) == Interval(Fraction(37, 100), None)
    assert quantity(only_figure("不足37%")) == Interval(None, Fraction(37, 100))


@pytest.mark.parametrize(
    ("rate", "wanted"),
    # 4 of 7 is 57.14…%
    [
        ("57.1%", True),
        ("57.2%", False),
        ("57.0%", False),
        ("超过57.0%", True),
        ("超过57.2%", False),
    ],
)
def test_a_rate_may_be_cut_off_but_a_hedged_one_is_not_widened_again(rate: str, wanted: bool) -> None:
    assert holds(SHARE, rate=rate, part="4家", whole="7家") is wanted


def test_a_rate_that_is_cut_off_holds() -> None:
    assert holds(SHARE, rate="36.3%", part="3637家", whole="10000家")
    assert not holds(SHARE, rate="36.3%", part="3641家", whole="10000家")
    assert not holds("a == b", a="36.3%", b="36.41%")
    assert holds("a == b", a="36.3%", b="36.39%")


@pytest.mark.parametrize(
    ("stated", "computed", "wanted"),
    [
        (Interval(Fraction(9), Fraction(11)), Interval(Fraction(9), Fraction(12)), Fraction(2)),
        (Interval.exact(10), Interval.exact(10), Fraction(10)),
        (Interval.exact(-10), Interval.exact(3), Fraction(10)),
        (Interval(None, Fraction(11)), Interval.exact(10), Fraction(1)),
        (Interval(Fraction(9), None), Interval.exact(10), Fraction(1)),
        (Interval.exact(10), Interval(None, Fraction(3)), Fraction(1)),
    ],
)
def test_resolution_is_one_where_an_end_is_open(stated: Interval, computed: Interval, wanted: Fraction) -> None:
    assert resolution(Outcome(True, True, stated, computed)) == wanted


@pytest.mark.parametrize(
    ("source", "prints", "wanted"),
    [
        # half a step wider above, as 36.3% may stand for 36.37%
        (SHARE, {"rate": "36.3%", "part": "60家", "whole": "163家"}, Fraction("0.0005")),
        (GROWTH, {"rate": "1.25倍", "now": "60家", "before": "163家"}, Fraction("0.005")),
        # hedged, an amount, no figure beside it, two rates
        (SHARE, {"rate": "约36.3%", "part": "60家", "whole": "163家"}, Fraction(0)),
        (CHANGE, {"change": "3.5亿元", "now": "6.5亿元", "before": "3.0亿元"}, Fraction(0)),
        ("rate == 1", {"rate": "36.3%"}, Fraction(0)),
        ("rate + other == whole", {"rate": "36.3%", "other": "20.1%", "whole": "60.0%"}, Fraction(0)),
    ],
)
def test_only_a_rate_that_is_no_hedge_may_be_cut_off(source: str, prints: dict[str, str], wanted: Fraction) -> None:
    formula = parse(source)
    figures = {role: [only_figure(text)] for role, text in prints.items()}
    stated = Interval(Fraction(1, 3), Fraction(1, 2))
    assert truncated(stated, formula, figures) == Interval(Fraction(1, 3), Fraction(1, 2) + wanted)


def test_what_is_open_above_is_cut_off_nowhere() -> None:
    figures = {role: [only_figure(text)] for role, text in {"rate": "36.3%", "part": "60家", "whole": "163家"}.items()}
    stated = Interval(Fraction(1, 3), None)
    assert truncated(stated, parse(SHARE), figures) == stated


def test_an_inequality_is_exact_where_the_printed_values_are_in_order() -> None:
    assert outcome_of("part <= whole", part="3.0亿元", whole="3.2亿元").exact
    assert not outcome_of("part <= whole", part="3.04亿元", whole="3.0亿元").exact
    assert outcome_of("part >= whole", part="3.2亿元", whole="3.0亿元").exact
    assert not outcome_of("part == whole", part="3.04亿元", whole="3.0亿元").exact


def test_what_the_words_turn_is_stated_turned() -> None:
    turned = outcome_of(CHANGE, -1, change="3个", now="60个", before="63个")
    assert turned.holds
    assert turned.exact
    assert turned.stated == Interval(Fraction(-3), Fraction(-3))
    assert recompute(parse(CHANGE), {"change": [only_figure("3个")], "now": [only_figure("63个")],
                                     "before": [only_figure("60个")]}) == Outcome(True, True, *2 * [Interval.exact(3)])  # fmt: skip
