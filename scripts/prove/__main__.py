"""Write articles, break them, audit them, and tell what was flagged and what was missed: python -m scripts.prove."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from scripts.prove.fixtures import measure
from scripts.prove.page import DATA, PAGE, filled
from scripts.prove.summary import Summary, summary, tables
from scripts.prove.trial import Outcome, try_article

ROOT = Path(__file__).resolve().parent.parent.parent
_BATCH = 50


def main() -> None:
    """Print the tables, keep them as JSON."""
    parser = argparse.ArgumentParser(prog="python -m scripts.prove", description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--articles", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first article")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "prove.json")
    parser.add_argument("--publish", action="store_true", help="measure the fixtures, too; write docs/validity.md")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many of the missed and flagged")
    options = parser.parse_args()
    outcomes = list(prove(options.first, options.articles, options.jobs))
    found = summary(outcomes)
    print(tables(found))
    show(outcomes, options.show)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(options.json)
    if options.publish:
        publish(found)


def publish(found: Summary) -> None:
    """docs/validity.json and the tables of docs/validity.md; the figures of the first run stay."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    data |= {"generated": found, "fixtures": measure()}
    DATA.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), data), encoding="utf-8")
    print(PAGE)


def prove(first: int, articles: int, jobs: int) -> Iterator[Outcome]:
    """The outcomes of so many articles, in order of their numbers."""
    batches = [range(at, min(at + _BATCH, first + articles)) for at in range(first, first + articles, _BATCH)]
    if jobs == 1:
        for batch in batches:
            yield from _tried(batch)
        return
    with ProcessPoolExecutor(jobs) as pool:
        for outcomes in pool.map(_tried, batches):
            yield from outcomes


def _tried(batch: range) -> list[Outcome]:
    return [outcome for seed in batch for outcome in try_article(seed)]


def show(outcomes: list[Outcome], most: int) -> None:
    """Articles flagged though they are true, and breaks that nobody noticed."""
    flagged = [one for one in outcomes if not one.how and one.alarms]
    guessed = [one for one in outcomes if one.how and not one.kinds and one.alarms]
    missed = [one for one in outcomes if one.kinds and not one.noticed]
    for name, found in (("FLAGGED", flagged), ("FLAGGED, POSSIBLE", guessed), ("MISSED", missed)):
        for one in found[:most]:
            print(f"{name} {one.seed} {one.phrasing} {one.how}: {one.was} → {one.now} {one.kinds}")
            print(f"    {one.shown.strip()}", *one.alarms, sep="\n    ")


if __name__ == "__main__":
    main()
