"""The files of rules/lexicon, read once for as long as they do not change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.kept import Shelf, stamp
from auditor.packs import builtin

if TYPE_CHECKING:
    from auditor.strictyaml import Tree

_SHELF = Shelf("words", "1")


@lru_cache(maxsize=32)
def read_words(name: str) -> Tree:
    """What `rules/lexicon/NAME.yaml` holds.

    Raises:
        RuleFileError: the file cannot be used.
    """
    path = builtin() / "lexicon" / f"{name}.yaml"
    files = stamp(path)
    known: Tree | None = _SHELF.get(str(path), files)
    if known is not None:
        return known
    from auditor.strictyaml import load  # noqa: PLC0415

    found = load(path)
    _SHELF.put(str(path), found, files)
    return found
