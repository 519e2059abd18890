"""Outcomes counted: by what was done, by kind of claim, by phrasing; with intervals of confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias, cast

from tabulate import tabulate

from scripts.prove.confidence import poisson_most, wilson
from scripts.prove.trial import Outcome

Counts: TypeAlias = dict[str, list[int]]
Summary: TypeAlias = dict[str, object]


def summary(outcomes: Iterable[Outcome]) -> Summary:
    """What docs/validity.md says of generated articles; counts are [noticed, tried]."""
    outcomes = list(outcomes)
    clean = [one for one in outcomes if not one.how]
    broken = [one for one in outcomes if one.kinds]
    possible = [one for one in outcomes if one.how and not one.kinds]
    return {
        "articles": len(clean),
        "characters": sum(one.size for one in clean),
        "flagged": sum(bool(one.alarms) for one in clean),
        "broken": len(broken),
        "noticed": sum(one.noticed for one in broken),
        "possible": len(possible),
        "possible_flagged": sum(bool(one.alarms) for one in possible),
        "by_break": _counts(broken, lambda one: (one.how,)),
        "by_kind": _counts(broken, lambda one: one.kinds),
        "by_script": _counts(broken, lambda one: (one.script,)),
        "by_phrasing": _counts(broken, lambda one: (one.phrasing,)),
    }


def _counts(outcomes: list[Outcome], keys: Callable[[Outcome], Iterable[str]]) -> Counts:
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for one in outcomes:
        for key in keys(one):
            tried[key] += 1
            noticed[key] += one.noticed
    return {key: [noticed[key], tried[key]] for key in sorted(tried)}


def tables(found: Summary) -> str:
    """The summary as a reader sees it; phrasings only where something was missed."""
    chars, flagged = cast(int, found["characters"]), cast(int, found["flagged"])
    lines = [
        f"clean articles: {found['articles']:,}, {chars:,} characters; flagged: {flagged}"
        f" (at most {poisson_most(flagged) / chars * 100_000:.2f} in 100,000 characters, 95 %)",
        f"broken: {found['broken']:,}; noticed: {_rate(cast(int, found['noticed']), cast(int, found['broken']))}",
        f"changed, and still possible: {found['possible']:,}; flagged: {found['possible_flagged']}",
    ]
    for name in ("by_break", "by_kind", "by_script", "by_phrasing"):
        counts = cast(Counts, found[name])
        rows = [(key, got, of) for key, (got, of) in counts.items() if name != "by_phrasing" or got < of]
        rows.sort(key=lambda row: row[1] / row[2])
        cells = [(key, tried, _rate(noticed, tried)) for key, noticed, tried in rows]
        lines += ["", tabulate(cells, headers=[name.replace("_", " "), "broken", "noticed"], disable_numparse=True)]
    return "\n".join(lines)


def _rate(noticed: int, tried: int) -> str:
    low, high = wilson(noticed, tried)
    return f"{noticed / tried:.1%} ({low:.1%}–{high:.1%})" if tried else "-"
