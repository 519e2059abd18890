"""The library `regex`, its patterns compiled when first used, and once for many runs.

There are hundreds of them, a short article needs few, and to compile even these takes longer than to audit it.
What the library makes of a pattern is kept as it would be pickled, which it knows how to do.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

import regex
from regex import DOTALL, IGNORECASE, MULTILINE, Match, Pattern, error, escape

from auditor.kept import Shelf

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "compile_now",
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

_SHELF = Shelf("patterns", regex.__version__)


class _Later:
    """Stands for a pattern; what is not there yet is fetched from it."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = compile_now(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Callable[..., Pattern[str]], tuple[str, int]]:
        return compile, (self._source, self._flags)


def compile(source: str, flags: int = 0) -> Pattern[str]:
    """A pattern; whether it is one shows when it is first used."""
    return cast("Pattern[str]", _Later(source, flags))


def compile_now(source: str, flags: int = 0) -> Pattern[str]:
    """A pattern, compiled.

    Raises:
        error: it is none.
    """
    reduce, make = _pickling()
    name = f"{int(flags)} {source}"
    known = _SHELF.get(name)
    if known is not None:
        return make(*known)
    pattern = regex.compile(source, flags)
    _SHELF.put(name, reduce(pattern)[1])
    return pattern


@lru_cache(maxsize=1)
def _pickling() -> tuple[Callable[[Pattern[str]], tuple[Any, ...]], Callable[..., Pattern[str]]]:
    """How the library takes a pattern apart, and how it puts it together again."""
    some = regex.compile("")
    reduce = cast("Callable[[Pattern[str]], tuple[Any, ...]]", copyreg.dispatch_table[type(some)])
    return reduce, reduce(some)[0]


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
