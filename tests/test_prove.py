"""Generated articles (scripts/prove): clean ones are left alone, broken ones noticed; and the generator itself."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random

import pytest

from scripts.prove.articles import compose, topics_of
from scripts.prove.breaking import WAYS, breaks
from scripts.prove.claims import Relation, possible
from scripts.prove.confidence import poisson_most, wilson
from scripts.prove.page import DATA, PAGE, filled
from scripts.prove.phrasings import SCRIPTS, phrasings
from scripts.prove.prints import Print
from scripts.prove.summary import summary
from scripts.prove.trial import Outcome, try_article
from scripts.prove.writing import Direction, write

BATCH = 50
BATCHES = range(0, 150, BATCH)
# Of a few hundred the rate may lie below that of ten thousand, which docs/validity.md gives.
LEAST_NOTICED = Fraction(85, 100)
WORDS = {
    "place": "云塘市", "all": "全市", "period": "2023年", "short": "全年", "last": "上年", "stock": "2023年末",
    "year": "2023", "month": "5", "day": "7", "reporter": "陈知远",
}  # fmt: skip


@pytest.fixture(scope="module", params=BATCHES)
def outcomes(request: pytest.FixtureRequest) -> list[Outcome]:
    return [one for seed in range(request.param, request.param + BATCH) for one in try_article(seed)]


def test_clean_articles_are_not_flagged(outcomes: list[Outcome]) -> None:
    flagged = [(one.seed, one.alarms) for one in outcomes if not one.how and one.alarms]
    assert not flagged


def test_broken_articles_are_noticed(outcomes: list[Outcome]) -> None:
    found = summary(outcomes)
    noticed, broken = found["noticed"], found["broken"]
    assert isinstance(noticed, int) and isinstance(broken, int)
    assert broken > BATCH * 3 // 4
    missed = [(one.seed, one.phrasing, one.how, one.shown) for one in outcomes if one.kinds and not one.noticed]
    assert Fraction(noticed, broken) >= LEAST_NOTICED, missed


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_phrasing_can_be_written_and_is_true(script: str) -> None:
    names = [phrasing.id for phrasing in phrasings(script)]
    assert len(set(names)) == len(names)
    for phrasing in phrasings(script):
        topics = topics_of(script, phrasing)
        assert topics, phrasing.id
        passage = write(Random(phrasing.id), phrasing, topics[0], WORDS, script)
        assert "{" not in passage.text and "[[" not in passage.text, passage.text
        known = {*passage.prints, *(key for key in passage.signs)}
        for relation in passage.relations:
            assert relation.op in ("count", "joined", "etc", "order") or set(relation.keys) <= known, (
                phrasing.id,
                relation,
            )
        assert not passage.false()


def test_an_article_is_the_same_every_time() -> None:
    assert compose(17) == compose(17)
    assert len({compose(seed).text for seed in range(40)}) == 40


def test_every_way_of_breaking_is_used_and_changes_one_place() -> None:
    used = set()
    for seed in range(60):
        article = compose(seed)
        for one in breaks(Random(seed), article):
            used.add(one.how)
            assert one.was != one.now
            assert sum(a != b for a, b in zip(one.passage.pieces, one.broken.pieces, strict=True)) == 1
    assert used == set(WAYS)


def printed(**numbers: str) -> dict[str, Print]:
    """Figures by key: `a="12.3亿元"` and so on."""
    found = {}
    for key, text in numbers.items():
        number = text.rstrip("亿万元家%个百分点倍")
        unit = text[len(number) :]
        found[key] = Print(key, number, unit, counted=unit in ("家", "个"))
    return found


@pytest.mark.parametrize(
    ("relation", "figures", "true"),
    [
        (Relation("w", "sum", ("a", "b")), {"w": "10家", "a": "4家", "b": "6家"}, True),
        (Relation("w", "sum", ("a", "b")), {"w": "10家", "a": "4家", "b": "7家"}, False),
        (Relation("w", "sum", ("a", "b")), {"w": "10.1亿元", "a": "4.0亿元", "b": "6.0亿元"}, True),
        (Relation("w", "sum", ("a", "b")), {"w": "10.2亿元", "a": "4.0亿元", "b": "6.0亿元"}, False),
        (Relation("w", "sum", ("a", "b")), {"w": "1.05亿元", "a": "1.00亿元", "b": "500万元"}, True),
        (Relation("w", ">=", ("a", "b")), {"w": "10家", "a": "4家", "b": "5家"}, True),
        (Relation("w", ">=", ("a", "b")), {"w": "10家", "a": "4家", "b": "7家"}, False),
        (Relation("r", "/", ("a", "b")), {"r": "36.3%", "a": "4家", "b": "11家"}, True),
        (Relation("r", "/", ("a", "b")), {"r": "36.4%", "a": "4家", "b": "11家"}, True),
        (Relation("r", "/", ("a", "b")), {"r": "36.5%", "a": "4家", "b": "11家"}, False),
        (Relation("g", "over", ("a", "b")), {"g": "20.0%", "a": "12.0亿元", "b": "10.0亿元"}, True),
        (Relation("g", "over", ("a", "b")), {"g": "23.0%", "a": "12.0亿元", "b": "10.0亿元"}, False),
        (Relation("g", "gain", ("c", "n")), {"g": "25.0%", "c": "20家", "n": "100家"}, True),
        (Relation("g", "gain", ("c", "n")), {"g": "20.0%", "c": "20家", "n": "100家"}, False),
        (Relation("100", "sum", ("a", "b")), {"a": "40.0%", "b": "60.1%"}, True),
        (Relation("100", "sum", ("a", "b")), {"a": "40.0%", "b": "61.0%"}, False),
        (Relation("n", "count", ("x", "y", "z")), {"n": "3家"}, True),
        (Relation("n", "count", ("x", "y", "z")), {"n": "4家"}, False),
        (Relation("n", "etc", ("x", "y", "z")), {"n": "4家"}, True),
        (Relation("n", "etc", ("x", "y", "z")), {"n": "2家"}, False),
    ],
)
def test_the_generator_knows_what_can_be_true(relation: Relation, figures: dict[str, str], true: bool) -> None:
    assert possible(relation, printed(**figures), {}) is true


def test_a_reversed_direction_is_impossible() -> None:
    figures = printed(g="20.0%", a="12.0亿元", b="10.0亿元")
    assert not possible(Relation("g", "over", ("a", "b")), figures, {"g": -1})
    falling = printed(g="20.0%", c="25家", n="100家")
    assert possible(Relation("g", "gain", ("c", "n")), falling, {"g": -1, "c": -1})
    assert Direction("g", ("增长", "下降"), -1).text == "下降"


@pytest.mark.parametrize(
    ("figure", "ends"),
    [
        (Print("a", "12.3", "亿元"), (Fraction(1225, 100), Fraction(1235, 100))),
        (Print("a", "400", "亿元", before="约"), (Fraction(350), Fraction(450))),
        (Print("a", "400", "亿元", before="近"), (Fraction(300), Fraction(400))),
        (Print("a", "3.1", "亿元", before="逾"), (Fraction(31, 10), None)),
    ],
)
def test_hedges_widen_a_print(figure: Print, ends: tuple[Fraction, Fraction | None]) -> None:
    low, high = figure.ends
    assert low is not None
    assert (low / 10**8, None if high is None else high / 10**8) == ends


def test_intervals_of_confidence() -> None:
    low, high = wilson(50, 100)
    assert (round(low, 4), round(high, 4)) == (0.4038, 0.5962)
    assert wilson(0, 0) == (0.0, 1.0)
    assert round(poisson_most(0), 3) == 2.996
    assert round(poisson_most(5), 2) == 10.51


def test_the_page_shows_what_was_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert filled(page, data) == page, "stale: run make prove"
    assert page.count("<!-- table: ") == 11
    assert "| all" in page
