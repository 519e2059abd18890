"""The passages of tests/passages: short texts in many wordings, labelled by what they claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import Labelled, Score, audit, load_passages, one_to_one, score

from auditor.model import Span

MIN_RECALL = 0.75
MIN_PRECISION = 0.92
# Claims in all texts of silent.yaml together, which have figures but claim nothing.
MOST_SILENT_CLAIMS = 1

FILES = sorted((Path(__file__).parent / "passages").glob("*.yaml"))
PASSAGES = {path.stem: load_passages(path) for path in FILES}


def scored(passages: list[Labelled]) -> Score:
    total = Score()
    for passage in passages:
        total.add(score(passage, audit(passage.text)))
    return total


@pytest.mark.parametrize("name", PASSAGES)
def test_texts_differ(name: str) -> None:
    texts = [passage.text for passage in PASSAGES[name]]
    assert texts
    assert len(set(texts)) == len(texts)


def test_the_relations_of_all_passages_are_found() -> None:
    total = scored([passage for passages in PASSAGES.values() for passage in passages])
    assert total.recall >= MIN_RECALL, total
    assert total.precision >= MIN_PRECISION, total


def test_silent_texts_make_no_claims() -> None:
    assert not any(passage.claims for passage in PASSAGES["silent"])
    total = scored(PASSAGES["silent"])
    assert total.extra <= MOST_SILENT_CLAIMS, total


@pytest.mark.parametrize(
    ("spans", "others", "agree"),
    [
        ([], [], True),
        ([(0, 4)], [(0, 4)], True),
        ([(0, 4)], [(2, 6)], True),
        ([(0, 4)], [(3, 7)], False),
        ([(0, 4)], [(4, 8)], False),
        ([(0, 9)], [(8, 9)], True),
        ([(0, 4), (5, 9)], [(5, 9), (0, 4)], True),
        ([(0, 4), (5, 9)], [(0, 4)], False),
        ([(0, 4), (5, 9)], [(0, 9), (20, 22)], False),
    ],
)
def test_figures_are_matched_one_to_one(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], agree: bool
) -> None:
    assert one_to_one((Span(*one) for one in spans), (Span(*one) for one in others)) is agree
