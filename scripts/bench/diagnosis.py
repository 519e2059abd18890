"""How often the diagnosis names the figure that was changed, over the project's articles, and others.

Every figure of every labelled claim that holds is broken by each usual slip in turn.  Of the mutants that the audit
catches, the table gives the part where the changed figure is the first suspect, and where it is among those listed.

    python -m scripts.bench.diagnosis

lists the mutants of the fixtures that were caught but not named.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from gold import Labelled, load_article, load_labels  # noqa: E402
from mutants import Trial, trials  # noqa: E402

from scripts.bench.results import Measured, Row, Skipped  # noqa: E402

_SETS = (
    ("seeds", "seeds", "gold/seeds"),
    ("labelled", "corpus/labelled", "gold/corpus"),
    ("labelled, traditional", "corpus/labelled-hant", "gold/corpus-hant"),
)


def measure(shared: Path, every: int = 1) -> Iterator[Row]:
    """The parts of the mutants that are caught and named, by set; of the fixtures also by claim and slip."""
    with Pool() as pool:
        for name, texts in _sets(shared):
            found = [one for some in pool.map(partial(_trials, every=every), texts, 1) for one in some]
            yield from _rows(name, found)
            if name == "fixtures":
                for key, some in _grouped(found):
                    yield from _rows(f"fixtures: {key}", some)


def _rows(name: str, found: list[Trial]) -> Iterator[Row]:
    caught = [one for one in found if one.caught]
    yield Measured(f"{name}: mutants", len(found), "")
    yield _part(f"{name}: caught", len(caught), len(found))
    yield _part(f"{name}: first suspect", sum(one.named for one in caught), len(caught))
    yield _part(f"{name}: among suspects", sum(one.listed for one in caught), len(caught))


def _part(what: str, count: int, of: int) -> Row:
    return Measured(what, round(count * 100 / of, 1), "%") if of else Skipped(what, "none")


def _sets(shared: Path) -> Iterator[tuple[str, list[Labelled]]]:
    articles = sorted((ROOT / "fixtures" / "articles").glob("*.yaml"))
    yield "fixtures", [load_article(path) for path in articles]
    for name, texts, labels in _SETS:
        if (shared / labels).is_dir() and (shared / texts).is_dir():
            yield name, [load_labels(path, shared / texts) for path in sorted((shared / labels).glob("*.yaml"))]


def _trials(gold: Labelled, every: int) -> list[Trial]:
    return list(trials(gold, every))


def _missed(found: list[Trial]) -> list[Trial]:
    return [one for one in found if one.caught and not one.named]


def _grouped(found: list[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    for key in ("kind", "slip"):
        names = Counter(str(getattr(one.mutant, key)) for one in found)
        for name in sorted(names):
            yield name, [one for one in found if getattr(one.mutant, key) == name]


def main() -> None:
    """List what was caught but not named."""
    articles = sorted((ROOT / "fixtures" / "articles").glob("*.yaml"))
    for path in articles:
        for one in _missed(_trials(load_article(path), 1)):
            print(f"{path.stem}: {one.mutant.kind}: {one.mutant.was} → {one.mutant.now}", flush=True)


if __name__ == "__main__":
    main()
