"""Ranges that no figure of its kind leaves: each entry is tried with its own examples, and all on the articles."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.bilingual import RuleFileError
from auditor.interval import Interval
from auditor.packs import builtin
from auditor.plausible import ROLES, Range, builtin_ranges, load_trees, range_for, read_ranges
from auditor.relations.mentions import Role

TREES = load_trees(builtin() / "lexicon" / "plausible.yaml")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "articles"
# A capacity of 1146亿千瓦 for hydropower alone: a mistake of the article (万 for 亿).
KNOWN = {"1146亿千瓦"}


def beyond(text: str, ranges: tuple[Range, ...] = builtin_ranges()) -> list[tuple[str, str]]:
    """The figures of a text that leave their range, with the English title of that range."""
    (document,) = auditor.audit({"a": text}).report.documents
    found = (
        (figure, range_for(ranges, figure.unit, figure.dimension, figure.role, figure.label))
        for figure in document.figures
    )
    return [(figure.text, one.en) for figure, one in found if one and not one.admits(figure.interval)]


@pytest.mark.parametrize("tree", TREES, ids=[tree["title"]["en"] for tree in TREES])
def test_each_range_finds_its_bad_example_and_leaves_its_good_one(tree: dict[str, Any]) -> None:
    assert [title for _, title in beyond(tree["bad"])] == [tree["title"]["en"]]
    assert beyond(tree["good"]) == []
    (document,) = auditor.audit({"a": tree["good"]}).report.documents
    (figure,) = document.figures
    one = read_ranges([tree])[0]
    assert one.fits(figure.unit, figure.dimension, figure.role, figure.label)


def test_no_figure_of_the_articles_leaves_its_range_but_one_that_is_wrong() -> None:
    assert {text for path in FIXTURES.glob("*.txt") for text, _ in beyond(path.read_text(encoding="utf-8"))} == KNOWN


def test_a_figure_that_rounds_into_its_range_stays_in_it() -> None:
    (one,) = read_ranges([{"title": "t", "unit": "%", "low": "0", "high": "100"}])
    assert one.admits(Interval(Fraction(100), Fraction(101)))
    assert not one.admits(Interval(Fraction("100.01"), None))
    assert one.admits(Interval(None, Fraction(0)))


def test_the_first_entry_that_fits_decides() -> None:
    silent, strict = {"title": "t", "label": "城镇化率"}, {"title": "s", "unit": "%", "high": 1}
    text = "全县城镇化率为457.3%，森林覆盖率为62%。"
    own = read_ranges([silent, strict])
    assert beyond(text, (*own, *builtin_ranges())) == [("62%", "s")]
    assert len(beyond(text)) == 1


def test_roles_are_those_that_figures_have() -> None:
    assert set(ROLES) == {role.value for role in Role}


@pytest.mark.parametrize(
    ("entry", "line", "problem"),
    [
        ("- {title: a, hihg: 3}", 1, "did you mean 'high'?"),
        ("- {title: a}\n- {title: b, low: x}", 2, "low must be a number, not 'x'"),
        ("- {title: b, low: 3, high: 2}", 1, "low 3 is above high 2"),
        ("- {label: '('}", 1, "label: no regular expression"),
        ("- {roles: [levle]}", 1, "did you mean 'level'?"),
        ("- {roles: level}", 1, "roles must be a list"),
        ("- {words: caped}", 1, "did you mean 'capped'?"),
        ("- word", 1, "a range must be a mapping"),
        ("- {unit: [a]}", 1, "unit must be text"),
        ("a: b", 1, "must be a list of ranges"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(tmp_path: Path, entry: str, line: int, problem: str) -> None:
    path = tmp_path / "ranges.yaml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_trees(path)
    assert caught.value.line == line
    assert problem in caught.value.problem.en
