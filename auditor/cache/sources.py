"""What decides a result beside the text: the program and its rules, as the digest of their files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.cache.entries import Entries, digest
from auditor.kept import stamps
from auditor.packs import builtin

_PACKAGE = Path(__file__).parents[1]
_RULE_SUFFIXES = (".yaml", ".yml")


def engine_digest(entries: Entries) -> str:
    """Of the whole program and the built-in rules: the same for the same content, wherever and whenever it was put.

    Reading all of it takes longer than looking at the times and sizes, so what these came to is remembered.
    """
    roots = (_PACKAGE,) if _PACKAGE in builtin().parents else (_PACKAGE, builtin())
    key = digest("engine", *(line for root in roots for line in stamps(os.fspath(root))))
    known = entries.get(key)
    if isinstance(known, str):
        return known
    found = digest(*(part for root in roots for part in _contents(root, sorted(_tree(root)))))
    entries.put(key, found)
    return found


def packs_digest(places: Iterable[Path]) -> str:
    """Of the rule files of users' packs, in their order."""
    return digest(*(part for place in places for part in _contents(place, _rule_files(place))))


def _tree(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name[0] != "." and path.name != "__pycache__":
            yield from _tree(path) if path.is_dir() else (path,)


def _rule_files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(path for path in place.rglob("*") if path.suffix in _RULE_SUFFIXES and path.is_file())
    return [place]


def _contents(root: Path, files: Iterable[Path]) -> Iterator[str | bytes]:
    """Names below the root and contents; what cannot be read will be refused by whoever loads it."""
    for path in files:
        yield os.fsencode(path.relative_to(root).as_posix())
        try:
            yield path.read_bytes()
        except OSError as error:
            yield str(error)
