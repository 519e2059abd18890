"""The articles of fixtures/articles: what is planted is noticed, what is right is left alone.

What is known to be missed, or to be reported for nothing, is listed here and nowhere else; a test fails
as soon as an entry is no longer true.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import (
    Defect,
    DefectScore,
    Fault,
    Labelled,
    QuoteError,
    Score,
    alarms,
    audit,
    broken_by,
    load_article,
    locate,
    score,
    score_defects,
    touches,
)

from auditor.model import Span

MIN_RECALL = 0.80
MIN_PRECISION = 0.93
MIN_VERDICTS = 0.97

# Planted faults that no finding points to, by article and the figure printed.
MISSED = frozenset(
    {
        ("county-budget-report", "5200亿元"),
        ("hk-district-news", "6項"),
        ("power-yearbook", "10.8%"),
        # parts behind 其中 or 包括 that fall short, as they may
        ("exports-association-news", "321家"),
        ("jilan-city-tw", "283支"),
    }
)
# Defects of the text that no finding of their family points to, by article and the words.
UNSEEN = frozenset(
    {
        ("census-prefecture", "人;户口在本"),
        ("convert-county-hant", "里"),
        ("hk-district-news", "推出新一"),
        ("jilan-city-tw", "一起為"),
        ("jilan-city-tw", "减少"),
    }
)
# Errors and warnings in articles without faults, by article, rule and the figure they stand at.
ALARMS: frozenset[tuple[str, str, str]] = frozenset({})

FOLDER = Path(__file__).parent.parent / "fixtures" / "articles"
CLEAN = FOLDER.parent / "clean"
ARTICLES = [load_article(path) for path in sorted(FOLDER.glob("*.yaml"))]
FLAWLESS = [load_article(path) for path in sorted(CLEAN.glob("*.yaml"))]
DEFECTS = [(article, defect) for article in ARTICLES for defect in article.defects if not defect.optional]
PLANTED = [(article, fault) for article in ARTICLES for fault in article.faults]


def name_of(article: Labelled, fault: Fault) -> tuple[str, str]:
    return article.name, fault.span.of(article.text)


def test_every_text_has_its_sidecar() -> None:
    texts = {path.stem for path in FOLDER.glob("*.txt")}
    assert texts == {article.name for article in ARTICLES}
    assert {path.stem for path in CLEAN.glob("*.txt")} == {article.name for article in FLAWLESS}
    assert not any(article.faults or article.defects for article in FLAWLESS)
    assert any(article.faults for article in ARTICLES)
    assert not all(article.faults for article in ARTICLES)


each_article = pytest.mark.parametrize("article", [pytest.param(one, id=one.name) for one in ARTICLES])
each_clean_article = pytest.mark.parametrize(
    "article", [pytest.param(one, id=one.name) for one in [*ARTICLES, *FLAWLESS] if not one.faults and not one.defects]
)
each_fault = pytest.mark.parametrize(
    ("article", "fault"), [pytest.param(*one, id="-".join(name_of(*one))[:60]) for one in PLANTED]
)


@each_article
def test_a_fault_differs_from_what_is_right(article: Labelled) -> None:
    assert all(fault.right and fault.right != fault.span.of(article.text) for fault in article.faults)


@each_fault
def test_a_planted_fault_is_noticed(article: Labelled, fault: Fault) -> None:
    spans = broken_by(article, fault)
    noticed = any(touches(finding, spans) for finding in alarms(audit(article.text)))
    if name_of(article, fault) in MISSED:
        assert not noticed, "noticed now: take it off the list"
    else:
        assert noticed


@each_clean_article
def test_an_article_without_faults_raises_no_alarm(article: Labelled) -> None:
    found = {(article.name, one.rule, one.span.of(article.text)) for one in alarms(audit(article.text))}
    assert found == {alarm for alarm in ALARMS if alarm[0] == article.name}


@pytest.mark.parametrize(
    ("article", "defect"),
    [pytest.param(*pair, id=f"{pair[0].name}-{n}-{pair[1].family}") for n, pair in enumerate(DEFECTS)],
)
def test_a_defect_is_noticed(article: Labelled, defect: Defect) -> None:
    found = [one for one in alarms(audit(article.text)) if one.family == defect.family]
    noticed = any(touches(one, [defect.span]) for one in found)
    assert noticed != ((article.name, defect.span.of(article.text)) in UNSEEN)


def test_the_defects_of_all_articles_are_found_and_no_others() -> None:
    total = DefectScore()
    for article in [*ARTICLES, *FLAWLESS]:
        if article.defects or not article.faults:
            total.add(score_defects(article, audit(article.text)))
    assert not total.false, total
    assert sum(total.missed.values()) <= len(UNSEEN) + len(MISSED), total
    assert {"date", "duplicate", "figures", "ordinal", "punctuation", "script", "truncation", "unit"} <= set(
        total.found
    )


def test_known_misses_and_alarms_name_what_exists() -> None:
    assert {name_of(article, fault) for article, fault in PLANTED} >= MISSED
    assert {(article.name, defect.span.of(article.text)) for article, defect in DEFECTS} >= UNSEEN
    assert {article.name for article in ARTICLES if not article.faults} >= {alarm[0] for alarm in ALARMS}


def test_the_relations_of_all_articles_are_found() -> None:
    total = Score()
    for article in [*ARTICLES, *FLAWLESS]:
        total.add(score(article, audit(article.text)))
    assert total.recall >= MIN_RECALL, total
    assert total.precision >= MIN_PRECISION, total
    assert total.verdicts >= MIN_VERDICTS, total


@pytest.mark.parametrize("quote", ["甲", "[甲", "甲]", "[甲][乙]", "[]甲", "[丙]", "[乙]"])
def test_a_quote_that_does_not_stand_once_in_the_text_is_an_error(quote: str) -> None:
    with pytest.raises(QuoteError):
        locate("甲乙乙", quote)


def test_a_quote_is_found_by_its_context() -> None:
    assert locate("甲5个，乙5个", "乙[5个]") == Span(5, 7)
