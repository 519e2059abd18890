"""What must be so for every text: true sentences raise no alarm, untrue ones do, and nothing breaks.

The tables and sentences are made in tables.py; every figure of a sentence is known, with the true value
that it was rounded from.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

import pytest
from auditing import described, fault, figure_alarms, unmark
from gold import audit, touches
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from prose import ANY_TEXT
from tables import (
    CHANGES,
    GROWTHS,
    LISTS,
    POINTS,
    PROSE,
    SHARES,
    SUMS,
    Printed,
    Table,
    amount_tables,
    change_moved,
    changes,
    count_changes,
    count_shares,
    count_tables,
    growth_moved,
    growths,
    listings,
    money_changes,
    point_changes,
    share_moved,
    shares,
    surplus,
    table_moved,
)

from auditor.folding import fold
from auditor.formula import evaluate, parse
from auditor.interval import Interval
from auditor.solve import required

T = TypeVar("T")
Sentences = st.SearchStrategy[str]
# Failing properties are not shrunk where they are known to fail.
UNSHRUNK = (Phase.explicit, Phase.generate)


def bounded(examples: int, phases: tuple[Phase, ...] = (*UNSHRUNK, Phase.shrink)) -> settings:
    """So many examples, the same ones every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )


def worded(name: str, things: st.SearchStrategy[T], forms: dict[str, Callable[[T], str]]) -> dict[str, Sentences]:
    return {f"{name} {form}".strip(): things.map(make) for form, make in forms.items()}


def another_sum(table: Table) -> bool:
    """Do some figures add up to another one by chance, so that the table can be read in two ways?"""
    figures = table.figures()
    for place, whole in enumerate(figures):
        rest = figures[:place] + figures[place + 1 :]
        runs = (run for size in range(2, len(rest) + 1) for run in combinations(rest, size))
        if any(adds_up(whole, run) for run in runs):
            return True
    return False


def adds_up(whole: Printed, parts: tuple[Printed, ...]) -> bool:
    slack = whole.half + sum((part.half for part in parts), Fraction(0))
    return abs(sum((part.value for part in parts), Fraction(0)) - whole.value) <= slack


def moved(tables: st.SearchStrategy[Table]) -> st.SearchStrategy[Table]:
    return table_moved(tables).filter(lambda table: not another_sum(table))


TRUE: dict[str, Sentences] = {
    **worded("counts", count_tables(), SUMS),
    **worded("amounts", amount_tables(), SUMS),
    **worded("changes", changes(), CHANGES),
    **worded("count changes", count_changes(), CHANGES),
    **worded("points", point_changes(), POINTS),
    **worded("growths", growths(), GROWTHS),
    **worded("shares", shares(), SHARES),
    **worded("count shares", count_shares(), SHARES),
    **worded("surplus", money_changes(), {"": surplus}),
    **worded("list", listings(), LISTS),
    **PROSE,
}

EXHAUSTIVE = {name: SUMS[name] for name in ("bracket", "split", "total")}
UNTRUE: dict[str, Sentences] = {
    **worded("counts", moved(count_tables()), EXHAUSTIVE),
    **worded("amounts", moved(amount_tables()), EXHAUSTIVE),
    **worded("changes", change_moved(changes()), CHANGES),
    **worded("count changes", change_moved(count_changes()), CHANGES),
    **worded("points", change_moved(point_changes()), POINTS),
    **worded("growths", growth_moved(growths()), GROWTHS),
    **worded("shares", share_moved(shares()), SHARES),
    **worded("count shares", share_moved(count_shares()), SHARES),
    **worded("surplus", change_moved(money_changes()), {"": surplus}),
}
CLOSED_LISTS = [(off, name) for off in (-1, 1, 2) for name in ("brackets", "behind", "ordinals")] + [(-1, "before")]


@pytest.mark.parametrize("name", TRUE)
@bounded(20)
@given(data=st.data())
def test_true_sentence_raises_no_alarm(name: str, data: st.DataObject) -> None:
    assert described(unmark(data.draw(TRUE[name])).text) == []


@pytest.mark.parametrize("joint", ["", "\n", "\r\n\r\n"])
@bounded(40)
@given(data=st.data())
def test_true_sentences_beside_each_other_raise_no_alarm(joint: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(TRUE)), min_size=2, max_size=3, unique=True))
    text = joint.join(unmark(data.draw(TRUE[name])).text for name in names)
    assert described(text) == []


def check_alarm(marked: str) -> None:
    sentence = unmark(marked)
    found = figure_alarms(audit(sentence.text))
    assert any(touches(one, sentence.spans) for one in found), sentence.text


@pytest.mark.parametrize("name", UNTRUE)
@bounded(20)
@given(data=st.data())
def test_untrue_sentence_raises_an_alarm(name: str, data: st.DataObject) -> None:
    check_alarm(data.draw(UNTRUE[name]))


@pytest.mark.parametrize(("off", "name"), CLOSED_LISTS)
@bounded(20)
@given(data=st.data())
def test_wrong_number_of_listed_things_raises_an_alarm(off: int, name: str, data: st.DataObject) -> None:
    check_alarm(LISTS[name](data.draw(listings(off).filter(lambda one: one.stated > 1))))


@fault("a sum among some of the figures silences the one that the wording claims")
@pytest.mark.parametrize("name", ["split", "total"])
@bounded(400, UNSHRUNK)
@given(data=st.data())
def test_untrue_sum_beside_one_by_chance_raises_an_alarm(name: str, data: st.DataObject) -> None:
    check_alarm(SUMS[name](data.draw(table_moved(count_tables()))))


FULL_WIDTH = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
TRADITIONAL = str.maketrans(
    "个亿项约余占万产业农务环护资总额销设计划类别为较减长环电学镇岭乡办结惠户补贴发实现达标东",
    "個億項約餘佔萬產業農務環護資總額銷設計劃類別為較減長環電學鎮嶺鄉辦結惠戶補貼發實現達標東",
)
RENDERINGS: dict[str, Callable[[str], str]] = {
    "full-width figures": lambda text: text.translate(FULL_WIDTH),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "traditional": lambda text: text.translate(TRADITIONAL),
    "half-width marks": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "blanks at the line's ends": lambda text: text.replace("\n", " \n\u3000\u3000"),
}


def concluded(text: str) -> tuple[list[object], list[object]]:
    """Claims and alarms of a text, without places; prints folded."""
    report = audit(text)
    claims = [
        (one.rule, one.verdict, [(operand.role, fold(operand.span.of(text))) for operand in one.operands])
        for one in report.claims
    ]
    return [*claims], [
        (one.rule, one.severity, fold(one.span.of(text))) for one in report.findings if one.family == "figures"
    ]


@pytest.mark.parametrize("rendering", RENDERINGS)
@bounded(25)
@given(data=st.data())
def test_rendering_changes_no_verdict(rendering: str, data: st.DataObject) -> None:
    forms = {**TRUE, **{f"untrue {name}": sentences for name, sentences in UNTRUE.items()}}
    names = data.draw(st.lists(st.sampled_from(sorted(forms)), min_size=2, max_size=3))
    text = "\n\n".join(unmark(data.draw(forms[name])).text for name in names)
    assert concluded(RENDERINGS[rendering](text)) == concluded(text)


@bounded(800)
@given(ANY_TEXT)
def test_any_text_is_audited_alike_every_time(text: str) -> None:
    report = audit(text)
    assert report == audit(text)
    for figure in report.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert "".join(fold(figure.span.of(text)).split()) == "".join(figure.text.split())
        assert figure.interval.contains(figure.value)
    spans = [operand.span for claim in report.claims for operand in claim.operands]
    spans += [finding.span for finding in report.findings]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


FRACTIONS = st.fractions(-50, 50, max_denominator=20)


@st.composite
def points_in_intervals(draw: st.DrawFn, values: st.SearchStrategy[Fraction] = FRACTIONS) -> tuple[Interval, Fraction]:
    """An interval, one side of which may be open, and a value in it."""
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    ends = draw(st.sampled_from(((low, high), (low, high), (None, high), (low, None), (None, None))))
    return Interval(*ends), value


@bounded(120)
@given(points_in_intervals(), points_in_intervals())
def test_arithmetic_contains_every_true_result(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    assert a.meets(a - b + b)
    if not b.contains(Fraction(0)):
        assert (a / b).contains(x / y)


@bounded(80)
@given(points_in_intervals(FRACTIONS.map(abs)), st.integers(0, 6))
def test_power_contains_every_true_result(one: tuple[Interval, Fraction], exponent: int) -> None:
    interval, value = one
    assume(interval.low is not None and interval.low >= 0)
    assert (interval**exponent).contains(value**exponent)


@bounded(100)
@given(points_in_intervals(), points_in_intervals())
def test_intervals_meet_where_a_value_is_in_both(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    if a.contains(y) or b.contains(x):
        assert a.meets(b)
    if not a.meets(b):
        assert not b.meets(a)
        assert x != y


ROLES = {
    "whole == sum(part)": ("whole", "part"),
    "rate == part / whole": ("rate", "part", "whole"),
    "rate == 100 * part / whole": ("rate", "part", "whole"),
    "rate == now / before - 1": ("rate", "now", "before"),
    "change == now - before": ("change", "now", "before"),
    "total == unit * quantity": ("total", "unit", "quantity"),
    "rate == change / (now - change)": ("rate", "now"),
}
POSITIVE = st.fractions(Fraction(1, 10), 50, max_denominator=10)


@st.composite
def solved(draw: st.DrawFn) -> tuple[str, dict[str, list[Fraction]]]:
    """A formula, with values for which it is true."""
    source = draw(st.sampled_from(sorted(ROLES)))
    formula = parse(source)
    stated = ROLES[source][0]
    values = {role: [draw(POSITIVE)] for role in sorted(formula.roles - {stated})}
    if "part" in values and "sum" in source:
        values["part"] = draw(st.lists(POSITIVE, min_size=2, max_size=5))
    if "now - change" in source:
        assume(values["now"][0] > values["change"][0])
    exact = {role: [Interval.exact(value) for value in found] for role, found in values.items()}
    result = evaluate(formula.right, exact)
    assert result.low is not None
    return source, {**values, stated: [result.low]}


@bounded(100)
@given(solved(), st.data())
def test_required_gives_back_the_value_that_makes_it_true(
    case: tuple[str, dict[str, list[Fraction]]], data: st.DataObject
) -> None:
    source, values = case
    role = data.draw(st.sampled_from(ROLES[source]))
    place = data.draw(st.integers(0, len(values[role]) - 1))
    exact = {name: [Interval.exact(value) for value in found] for name, found in values.items()}
    exact[role][place] = Interval.exact(data.draw(POSITIVE))
    assert required(parse(source), exact, role, place) == Interval.exact(values[role][place])


@bounded(100)
@given(solved(), st.data())
def test_required_contains_the_true_value_whatever_was_rounded(
    case: tuple[str, dict[str, list[Fraction]]], data: st.DataObject
) -> None:
    source, values = case
    role = data.draw(st.sampled_from(ROLES[source]))
    place = data.draw(st.integers(0, len(values[role]) - 1))
    half = st.fractions(0, Fraction(1, 20), max_denominator=100)
    loose = {
        name: [Interval(value - data.draw(half), value + data.draw(half)) for value in found]
        for name, found in values.items()
    }
    needed = required(parse(source), loose, role, place)
    assume(needed is not None)
    assert needed is not None
    assert needed.contains(values[role][place])
