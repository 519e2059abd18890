"""Where the built-in rule packs are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def builtin() -> Path:
    """The folder `rules/`.

    Raises:
        FileNotFoundError: the installation lacks its rule packs.
    """
    for candidate in (_HERE / "_rules", _HERE.parent / "rules"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("the rule packs are missing from this installation of auditor")
