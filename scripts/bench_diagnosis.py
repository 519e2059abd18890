"""How often the diagnosis names the figure that was changed: a table over the project's articles, and others.

    python scripts/bench_diagnosis.py [--shared FOLDER] [--every N] [--misses]

Every figure of every labelled claim that holds is broken by each usual slip in turn.  Of the mutants that the audit
catches, the table gives the part where the changed figure is the first suspect, and where it is among those listed.
`--shared` names a folder with labelled texts beside the fixtures (seeds, corpus/labelled …, labels under gold).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from tabulate import tabulate

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from gold import Labelled, load_article, load_labels  # noqa: E402
from mutants import Trial, trials  # noqa: E402

_SETS = (
    ("seeds", "seeds", "gold/seeds"),
    ("labelled", "corpus/labelled", "gold/corpus"),
    ("labelled, traditional", "corpus/labelled-hant", "gold/corpus-hant"),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--every", type=int, default=1, help="take every Nth mutant of each text")
    parser.add_argument("--misses", action="store_true", help="list the mutants that were caught but not named")
    options = parser.parse_args()
    rows = []
    with Pool() as pool:
        for name, texts in _sets(options.shared):
            found = [one for some in pool.map(partial(_trials, every=options.every), texts, 1) for one in some]
            rows.append(_row(name, found))
            if name == "fixtures":
                print(_table([_row(key, some) for key, some in _grouped(found)], "fixtures, by claim and slip"))
            if options.misses:
                print(*(f"{one.mutant.kind}: {one.mutant.was} → {one.mutant.now}" for one in _missed(found)), sep="\n")
    print(_table(rows, "all"))


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


def _row(name: str, found: list[Trial]) -> list[str]:
    caught = [one for one in found if one.caught]
    named, listed = sum(one.named for one in caught), sum(one.listed for one in caught)
    return [
        name,
        str(len(found)),
        _part(len(caught), len(found)),
        _part(named, len(caught)),
        _part(listed, len(caught)),
    ]


def _part(count: int, of: int) -> str:
    return f"{count} ({count * 1000 // of / 10:.1f}%)" if of else "-"


def _table(rows: list[list[str]], title: str) -> str:
    headers = [title, "mutants", "caught", "first suspect", "among suspects"]
    return tabulate(rows, headers=headers, disable_numparse=True, colalign=("left",) + ("right",) * 4) + "\n"


if __name__ == "__main__":
    main()
