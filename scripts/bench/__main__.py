"""Measure, print tables, keep them as JSON: python -m scripts.bench [NAME…]."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from scripts.bench.results import Row, keep, table

# Each is a module beside this one with a function `measure(shared)`, which gives rows as it gets them.
NAMES = ("speed", "peers", "data", "diagnosis")
ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Print a table for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(NAMES)} [default: all]")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="texts beside the fixtures")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    for name in options.names or NAMES:
        rows: list[Row] = list(import_module(f"scripts.bench.{name}").measure(options.shared))
        print(table(name, rows), end="\n\n", flush=True)
        keep(options.json, {name: rows})
    print(options.json)


if __name__ == "__main__":
    main()
