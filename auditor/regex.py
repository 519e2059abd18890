"""The library `regex`, its patterns compiled when first used, and once for many runs.

There are hundreds of them, a short article needs few, and to compile even these takes longer than to audit it.
What the library makes of a pattern is kept as it would be pickled, which it knows how to do.
"""

from __future__ import annotations

import copyreg
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

import regex
from regex import DOTALL, IGNORECASE, MULTILINE, Match, Pattern, error, escape

from auditor.kept import Shelf
from auditor.plain import Later

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
    "finditer_from",
    "match",
    "search",
    "split",
    "sub",
]

_SHELF = Shelf("patterns", regex.__version__)


def compile(source: str, flags: int = 0) -> Pattern[str]:
    """A pattern; whether it is one shows when it is first used."""
    return cast("Pattern[str]", Later(compile_now, source, flags))


def compile_now(source: str, flags: int = 0) -> Pattern[str]:
    """A pattern, compiled.

    Raises:
        error: it is none.
    """
    reduce, make = _pickling()
    name = f"{int(flags)} {source}"
    known = _SHELF.get(name)
    if known is not None:
        return make(*map(_unpacked, known))
    pattern = regex.compile(source, flags)
    _SHELF.put(name, [_packed(one) for one in reduce(pattern)[1]])
    return pattern


@lru_cache(maxsize=1)
def _pickling() -> tuple[Callable[[Pattern[str]], tuple[Any, ...]], Callable[..., Pattern[str]]]:
    """How the library takes a pattern apart, and how it puts it together again."""
    some = regex.compile("")
    reduce = cast("Callable[[Pattern[str]], tuple[Any, ...]]", copyreg.dispatch_table[type(some)])
    return reduce, reduce(some)[0]


def _packed(value: Any) -> Any:
    """A part of a pattern as JSON has it: what JSON lacks in a mapping from what it is."""
    if isinstance(value, bytes):
        return {"bytes": b2a_base64(value, newline=False).decode()}
    if isinstance(value, dict):
        return {"dict": [[_packed(key), _packed(one)] for key, one in value.items()]}
    if isinstance(value, (tuple, frozenset)):
        return {type(value).__name__: [_packed(one) for one in value]}
    return [_packed(one) for one in value] if isinstance(value, list) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, inner),) = value.items()
        if kind == "bytes":
            return a2b_base64(inner)
        made = map(_unpacked, inner)
        return dict(made) if kind == "dict" else tuple(made) if kind == "tuple" else frozenset(made)
    return [_unpacked(one) for one in value] if isinstance(value, list) else value


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


def finditer_from(start: re.Pattern[str], pattern: Pattern[str], text: str) -> Iterator[Match[str]]:
    """The matches of a pattern, each of which begins as `start` has it.  To begin anew at every character takes the
    library so long that it is asked only where the simple pattern says so."""
    at = 0
    while (begins := start.search(text, at)) is not None:
        at = begins.start()
        found = pattern.match(text, at)
        if found is not None:
            yield found
        at = found.end() if found is not None else at + 1


def split(source: str, text: str) -> list[str]:
    """As in the library, without its toll on every call; for patterns without groups."""
    return cast("list[str]", _kept(source).split(text))


def sub(source: str, put: str, text: str) -> str:
    """As in the library, without its toll on every call."""
    return _kept(source).sub(put, text)
