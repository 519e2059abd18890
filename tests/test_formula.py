"""auditor.formula: `rate == part / whole` parsed, evaluated over intervals and printed."""

from __future__ import annotations

import pytest

from auditor.exact import Fraction
from auditor.formula import FormulaError, Values, evaluate, parse, render
from auditor.interval import Interval


def points(**roles: list[int | str]) -> Values:
    return {role: [Interval.exact(Fraction(value)) for value in found] for role, found in roles.items()}


def value_of(expression: str, **roles: list[int | str]) -> Fraction | None:
    found = evaluate(parse(f"x == {expression}").right, points(**roles))
    assert found.low == found.high
    return found.low


def shown(expression: str, **roles: list[str]) -> str:
    return render(parse(f"x == {expression}").right, roles)


def test_both_sides_and_relation() -> None:
    formula = parse("rate <= part / whole")
    assert formula.relation == "<="
    assert formula.roles == {"rate", "part", "whole"}
    assert formula.source == "rate <= part / whole"


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("a + b * c", 14),
        ("(a + b) * c", 20),
        ("c - b - a", -1),
        ("c - (b - a)", 3),
        ("c / b / a", "2/3"),
        ("c / (b / a)", "8/3"),
        ("a * b ^ 2", 18),
        ("(a * b) ^ 2", 36),
        ("100 * a / b", "200/3"),
        ("a - 0.5", "3/2"),
        ("b/a-1", "1/2"),
    ],
)
def test_binding(expression: str, wanted: int | str) -> None:
    assert value_of(expression, a=[2], b=[3], c=[4]) == Fraction(wanted)


def test_sum_and_count() -> None:
    assert value_of("sum(part)", part=[1, 2, "0.5"]) == Fraction(7, 2)
    assert value_of("count(part)", part=[1, 2, "0.5"]) == 3
    assert value_of("sum(part) / count(part)", part=[1, 2, 6]) == 3


def test_interval_goes_through() -> None:
    values = {"a": [Interval(Fraction(1), Fraction(2))], "b": [Interval(Fraction(4), Fraction(5))]}
    assert evaluate(parse("x == a / b").right, values) == Interval(Fraction(1, 5), Fraction(1, 2))


def test_numbers_are_exact_decimals() -> None:
    assert value_of("0.1 * a", a=[3]) == Fraction(3, 10)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("rate = part", r"unexpected character '='"),
        ("rate == %", r"unexpected character '%'"),
        ("%", r"unexpected character '%' at 1$"),
        ("rate == part %", r"unexpected character '%' at 14"),
        ("rate", "expected ==, <= or >="),
        ("rate == ", "ends too early"),
        ("rate == (part", "a bracket is not closed"),
        ("rate == part)", r"unexpected '\)'"),
        ("rate == part whole", "unexpected 'whole'"),
        ("rate == * part", r"unexpected '\*'"),
        ("rate == sum part", r"write sum\(name\)"),
        ("rate == sum(part", r"write sum\(name\)"),
        ("a == b == c", "unexpected '=='"),
        ("", "ends too early"),
        ("rate == __import__", "unexpected"),
    ],
)
def test_bad_formula_is_named_with_its_fault(source: str, problem: str) -> None:
    with pytest.raises(FormulaError, match=problem):
        parse(source)


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("missing", "no figure for 'missing'"),
        ("sum(missing)", "no figure for 'missing'"),
        ("part", r"2 figures for 'part'"),
        ("one ^ half", "whole number"),
    ],
)
def test_roles_without_the_right_figures(expression: str, problem: str) -> None:
    with pytest.raises(FormulaError, match=problem):
        value_of(expression, part=[1, 2], one=[1], half=["0.5"])


def test_division_by_what_may_be_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        value_of("a / b", a=[1], b=[0])


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("part / whole", "1.96亿元 ÷ 2.44亿元"),
        ("whole - part", "2.44亿元 - 1.96亿元"),
        ("sum(many)", "1个 + 2个 + 3个"),
        ("whole - sum(many)", "2.44亿元 - (1个 + 2个 + 3个)"),
        ("sum(many) / whole", "(1个 + 2个 + 3个) ÷ 2.44亿元"),
        ("count(many)", "3"),
        ("part / (whole - part)", "1.96亿元 ÷ (2.44亿元 - 1.96亿元)"),
        ("part / whole - 1", "1.96亿元 ÷ 2.44亿元 - 1"),
        ("100 * part / whole", "100 × 1.96亿元 ÷ 2.44亿元"),
        ("part ^ years", "1.96亿元^5"),
        ("(1 + part) ^ years", "(1 + 1.96亿元)^5"),
    ],
)
def test_rendered_with_the_figures_as_printed(expression: str, wanted: str) -> None:
    roles = {"part": ["1.96亿元"], "whole": ["2.44亿元"], "many": ["1个", "2个", "3个"], "years": ["5"]}
    assert shown(expression, **roles) == wanted


def test_single_part_needs_no_brackets_and_negative_ones_do() -> None:
    assert shown("whole - sum(part)", whole=["9"], part=["4"]) == "9 - 4"
    assert shown("sum(part)", part=["9", "-4"]) == "9 + (-4)"


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("a = b", "unexpected character '=' at 3"),
        ("a + b", "expected ==, <= or >="),
        ("a == b )", "unexpected ')'"),
        ("a == (b + c", "a bracket is not closed"),
        ("a == (b", "a bracket is not closed"),
        ("(b == c", "a bracket is not closed"),
        ("a == ((b ^ c) * d", "a bracket is not closed"),
        ("a ==", "ends too early"),
        ("a == b +", "ends too early"),
        ("a == b *", "ends too early"),
        ("a == b ^", "ends too early"),
        ("", "ends too early"),
        ("+", "unexpected '+'"),
        ("a == b * + c", "unexpected '+'"),
        ("a == b ^ * c", "unexpected '*'"),
        ("a == sum b", "write sum(name)"),
        ("a == count(b", "write count(name)"),
        ("a == b ^ 1.5", "an exponent is a whole number up to 100"),
        ("a == b ^ 101", "an exponent is a whole number up to 100"),
    ],
)
def test_a_fault_is_told_with_the_formula(source: str, end: str) -> None:
    with pytest.raises(FormulaError) as told:
        parse(source)
    assert str(told.value) == f"{source!r}: {end}"


def test_the_largest_exponent_is_allowed() -> None:
    assert parse("a == b ^ 100").roles == {"a", "b"}


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("x == a - (b + c)", "1 - (2 + 3)"),
        ("x == a - (b - c)", "1 - (2 - 3)"),
        ("x == a - b - c", "1 - 2 - 3"),
        ("x == a + (b - c)", "1 + 2 - 3"),
        ("x == a * (b + c)", "1 × (2 + 3)"),
        ("x == (a - b) * c", "(1 - 2) × 3"),
        ("x == a / (b * c)", "1 ÷ (2 × 3)"),
        ("x == a / (b / c)", "1 ÷ (2 ÷ 3)"),
        ("x == a / b / c", "1 ÷ 2 ÷ 3"),
        ("x == a * (b / c)", "1 × 2 ÷ 3"),
        ("x == a * b + c", "1 × 2 + 3"),
        ("x == a + b * c", "1 + 2 × 3"),
        ("x == (a * b) ^ c", "(1 × 2)^3"),
        ("x == a * b ^ c", "1 × 2^3"),
        ("x == a ^ b * c", "1^2 × 3"),
        ("x == (a ^ b) ^ c", "1^2^3"),
        ("x == sum(two)", "4 + 5"),
        ("x == sum(two) + a", "4 + 5 + 1"),
        ("x == sum(two) * a", "(4 + 5) × 1"),
        ("x == sum(three) / a", "(4 + (-5) + 6) ÷ 1"),
        ("x == sum(one) * a", "7 × 1"),
        ("x == count(two) * a", "2 × 1"),
        ("x == 2.50 * a", "2.50 × 1"),
    ],
)
def test_working_has_the_brackets_that_it_needs(source: str, printed: str) -> None:
    texts = {"a": ["1"], "b": ["2"], "c": ["3"], "one": ["7"], "two": ["4", "5"], "three": ["4", "-5", "6"]}
    assert render(parse(source).right, texts) == printed


@pytest.mark.parametrize(
    "exponent",
    [
        Interval(None, Fraction(2)),
        Interval(None, None),
        Interval(Fraction(1), Fraction(2)),
        Interval.exact(Fraction(1, 2)),
    ],
)
def test_an_exponent_that_is_not_whole_is_refused(exponent: Interval) -> None:
    with pytest.raises(FormulaError, match=r"^an exponent must be a whole number$"):
        evaluate(parse("x == a ^ n").right, {"a": [Interval.exact(2)], "n": [exponent]})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a = b", "第 3 个字符不应是“=”"),
        ("a + b", "须有 ==、<= 或 >="),
        ("a == b )", "不应有“)”"),
        ("a == (b + (c", "括号没有闭合"),
        ("a == (b ^", "没有写完"),
        ("+", "不应有“+”"),
        ("a == sum b", "写作 sum(名)"),
        ("a == b ^ 101", "指数须是不超过 100 的整数"),
    ],
)
def test_a_fault_is_told_in_chinese_too(source: str, told: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(source)
    assert raised.value.problem.zh == f"“{source}”：{told}"


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("missing", "“missing”没有数字"),
        ("part", "“part”有 2 个数字；请用 sum() 或 count()"),
        ("one ^ half", "指数须是整数"),
    ],
)
def test_a_fault_of_the_figures_is_told_in_chinese_too(expression: str, told: str) -> None:
    with pytest.raises(FormulaError) as raised:
        value_of(expression, part=[1, 2], one=[1], half=["0.5"])
    assert raised.value.problem.zh == told


def test_a_fault_in_brackets_is_told_with_the_whole_formula() -> None:
    with pytest.raises(FormulaError) as raised:
        parse("a == (b + *)")
    assert str(raised.value) == "'a == (b + *)': unexpected '*'"


def test_roles_inside_sums_are_lists_and_others_are_not() -> None:
    formula = parse("whole == sum(part) + one * count(thing) - sum(one) / 2")
    assert formula.lists == {"part", "thing"}
    assert formula.roles == {"whole", "part", "one", "thing"}
