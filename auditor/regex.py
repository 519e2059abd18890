"""The library `regex`, its patterns compiled when first used.

There are hundreds of them, a short article needs few, and to compile them all takes longer than to audit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

import regex
from regex import DOTALL, IGNORECASE, MULTILINE, Match, Pattern, error, escape

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "finditer",
    "match",
    "search",
    "split",
    "sub",
]

# Bound to the pattern's own when it is compiled, so that from then on a call costs no more than one of the library.
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Later:
    """Stands for a pattern; what is not there yet is fetched from it."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = regex.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Callable[..., Pattern[str]], tuple[str, int]]:
        return compile, (self._source, self._flags)


def compile(source: str, flags: int = 0) -> Pattern[str]:
    """A pattern; whether it is one shows when it is first used."""
    return cast("Pattern[str]", _Later(source, flags))


_kept = lru_cache(maxsize=2048)(compile)


def search(source: str, text: str) -> Match[str] | None:
    """As in the library, without its toll on every call."""
    return _kept(source).search(text)


def match(source: str, text: str) -> Match[str] | None:
    """As in the library, without its toll on every call."""
    return _kept(source).match(text)


def finditer(source: str, text: str) -> Iterator[Match[str]]:
    """As in the library, without its toll on every call."""
    return _kept(source).finditer(text)


def split(source: str, text: str) -> list[str]:
    """As in the library, without its toll on every call; for patterns without groups."""
    return cast("list[str]", _kept(source).split(text))


def sub(source: str, put: str, text: str) -> str:
    """As in the library, without its toll on every call."""
    return _kept(source).sub(put, text)
