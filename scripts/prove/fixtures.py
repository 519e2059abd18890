"""The project's own labelled articles: relations and defects found, figures broken one at a time, false alarms."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from gold import (  # noqa: E402
    FREE_KINDS,
    DefectScore,
    Labelled,
    Score,
    alarms,
    audit,
    load_article,
    load_passages,
    score,
    score_defects,
)
from mutants import trials  # noqa: E402

Counts: TypeAlias = dict[str, list[int]]


def measure(every: int = 1) -> dict[str, object]:
    """Counts for docs/validity.md; every so manieth broken figure."""
    articles = _load("articles")
    clean = _load("clean")
    passages = [one for path in sorted((ROOT / "tests" / "passages").glob("*.yaml")) for one in load_passages(path)]
    return {
        "articles": len(articles) + len(clean),
        "passages": len(passages),
        "relations": _relations([*articles, *clean]),
        "passage_relations": _relations(passages),
        "defects": _defects([*articles, *clean]),
        "mutants": _mutants(articles, every),
        "clean": _clean(clean),
    }


def _load(folder: str) -> list[Labelled]:
    return [load_article(path) for path in sorted((ROOT / "fixtures" / folder).glob("*.yaml"))]


def _relations(texts: list[Labelled]) -> Counts:
    """By kind of claim: found, missed, reported and not labelled, with the right verdict."""
    totals: dict[str, Score] = {}
    for text in texts:
        report = audit(text.text)
        kinds = ({one.kind for one in text.claims} | {one.kind for one in report.claims}) - FREE_KINDS
        for kind in kinds:
            mine = replace(text, claims=tuple(one for one in text.claims if one.kind == kind))
            its = replace(report, claims=tuple(one for one in report.claims if one.kind == kind))
            totals.setdefault(kind, Score()).add(score(mine, its))
    return {kind: [one.found, one.missed, one.extra, one.right] for kind, one in sorted(totals.items())}


def _defects(texts: list[Labelled]) -> Counts:
    """By family: found, missed, reported for nothing."""
    total = DefectScore()
    for text in texts:
        if text.defects or not text.faults:
            total.add(score_defects(text, audit(text.text)))
    families = sorted({*total.found, *total.missed, *total.false})
    return {name: [total.found[name], total.missed[name], total.false[name]] for name in families}


def _mutants(texts: list[Labelled], every: int) -> Counts:
    """By kind of claim: noticed, tried."""
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for text in texts:
        for one in trials(text, every):
            tried[one.mutant.kind] += 1
            caught[one.mutant.kind] += one.caught
    return {kind: [caught[kind], tried[kind]] for kind in sorted(tried)}


def _clean(texts: list[Labelled]) -> dict[str, object]:
    """Errors and warnings by family in articles without a fault."""
    found = Counter(one.family for text in texts for one in alarms(audit(text.text)))
    return {"characters": sum(len(text.text) for text in texts), "alarms": dict(sorted(found.items()))}
