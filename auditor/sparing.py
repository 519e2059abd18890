"""Files that some rules do not report on."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.frozen import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Sparing:
    """For each glob, which is as in a .gitignore of `folder`, the ids of the rules that are left out."""

    folder: Path
    globs: tuple[tuple[str, tuple[str, ...]], ...]

    def __call__(self, path: str) -> frozenset[str]:
        """The rules that are left out for a path."""
        below = os.path.relpath(Path(path).resolve(), self.folder)
        return frozenset(name for glob, ids in self.globs if compiled(glob).match_file(below) for name in ids)


@lru_cache
def compiled(glob: str) -> GitIgnoreSpec:
    """What matches paths by a glob.

    Raises:
        ValueError: it is none.
    """
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 (only where it is needed)

    return GitIgnoreSpec.from_lines([glob])
