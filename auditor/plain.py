"""The standard library's `re`, its patterns compiled when first used: slow to compile, fast to scan for what is simple."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

# Bound to the pattern's own when it is compiled, so that from then on a call costs no more than one of the library.
_OWN = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern", "groupindex")


class Later:
    """Stands for the pattern that `make` will compile; what is not there yet is fetched from it."""

    __slots__ = ("_flags", "_make", "_source", *_OWN)

    def __init__(self, make: Callable[[str, int], object], source: str, flags: int) -> None:
        self._make = make
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = self._make(self._source, self._flags)
        for own in _OWN:
            setattr(self, own, getattr(compiled, own))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Callable[..., Later], tuple[Callable[[str, int], object], str, int]]:
        return Later, (self._make, self._source, self._flags)


def compile(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern; whether it is one shows when it is first used."""
    return cast("re.Pattern[str]", Later(re.compile, source, flags))
