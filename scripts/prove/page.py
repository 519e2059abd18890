"""docs/validity.md: its tables filled from docs/validity.json, so that no figure in it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tabulate import tabulate

from scripts.prove.confidence import poisson_most, wilson

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGE, DATA = DOCS / "validity.md", DOCS / "validity.json"
_BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z-]+) -->\n).*?(<!-- /table -->)", re.DOTALL)

Data: TypeAlias = Mapping[str, Any]
Row: TypeAlias = tuple[str, ...]


def filled(page: str, data: Data) -> str:
    """The page with its tables made anew.

    Raises:
        KeyError: a table is named that there is not.
    """
    return _BLOCK.sub(lambda block: f"{block[1]}\n{_TABLES[block['name']](data)}\n\n{block[3]}", page)


def _generated(data: Data) -> str:
    rows = [("first run", *_of_run(data["first_run"])), ("this version", *_of_run(data["generated"]))]
    heads = ["", "articles", "characters", "clean articles flagged", "in 100,000 characters", "broken", "noticed"]
    return _table(heads, rows)


def _of_run(run: Data) -> Row:
    chars, flagged = run["characters"], run["flagged"]
    most = f"{flagged / chars * 100_000:.2f}, at most {poisson_most(flagged) / chars * 100_000:.2f}"
    told = f"{run['articles']:,}", f"{chars:,}", f"{flagged:,}", most, f"{run['broken']:,}"
    return *told, rate(run["noticed"], run["broken"])


def _counts(key: str) -> Callable[[Data], str]:
    def made(data: Data) -> str:
        counts = sorted(data["generated"][key].items(), key=lambda one: (one[1][0] / one[1][1], one[0]))
        if key == "by_phrasing":
            counts = [one for one in counts if one[1][0] < one[1][1]]
        rows = [(name, f"{tried:,}", rate(noticed, tried)) for name, (noticed, tried) in counts]
        return _table([key.replace("by_", ""), "broken", "noticed"], rows)

    return made


def _possible(data: Data) -> str:
    run = data["generated"]
    return _table(
        ["changed, and still possible", "flagged"], [(f"{run['possible']:,}", f"{run['possible_flagged']:,}")]
    )


def _relations(key: str) -> Callable[[Data], str]:
    def made(data: Data) -> str:
        kinds = dict(data["fixtures"][key])
        kinds["all"] = [sum(column) for column in zip(*kinds.values(), strict=True)]
        rows = [
            (kind, rate(found, found + extra), rate(found, found + missed), rate(right, found))
            for kind, (found, missed, extra, right) in kinds.items()
        ]
        return _table(["kind", "precision", "recall", "right verdicts"], rows)

    return made


def _mutants(data: Data) -> str:
    kinds = dict(data["fixtures"]["mutants"])
    kinds["all"] = [sum(column) for column in zip(*kinds.values(), strict=True)]
    rows = [(kind, str(tried), rate(caught, tried)) for kind, (caught, tried) in kinds.items()]
    return _table(["kind", "broken", "noticed"], rows)


def _defects(data: Data) -> str:
    rows = [
        (family, str(found), str(missed), str(false), rate(found, found + missed))
        for family, (found, missed, false) in data["fixtures"]["defects"].items()
    ]
    return _table(["family", "found", "missed", "false", "recall"], rows)


def _clean(data: Data) -> str:
    clean = data["fixtures"]["clean"]
    events = sum(clean["alarms"].values())
    told = ", ".join(f"{family} {number}" for family, number in clean["alarms"].items()) or "none"
    most = f"{poisson_most(events) / clean['characters'] * 100_000:.1f}"
    return _table(["characters", "alarms", "at most in 100,000"], [(f"{clean['characters']:,}", told, most)])


def rate(hits: int, tried: int) -> str:
    """`97.0 % (95.1–98.2)`: with Wilson's interval of 95 %."""
    if not tried:
        return "-"
    low, high = wilson(hits, tried)
    return f"{hits / tried:.1%} ({100 * low:.1f}–{100 * high:.1f})"


def _table(heads: list[str], rows: Sequence[Row]) -> str:
    return tabulate(rows, headers=heads, tablefmt="github", disable_numparse=True)


_TABLES: dict[str, Callable[[Data], str]] = {
    "generated": _generated,
    "by-break": _counts("by_break"),
    "by-kind": _counts("by_kind"),
    "by-script": _counts("by_script"),
    "by-phrasing": _counts("by_phrasing"),
    "possible": _possible,
    "relations": _relations("relations"),
    "passages": _relations("passage_relations"),
    "mutants": _mutants,
    "defects": _defects,
    "clean": _clean,
}
