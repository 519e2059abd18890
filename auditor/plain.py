"""The standard library's `re`, its patterns compiled when first used, and once for many runs: slow to compile, fast to
scan for what is simple.

What is kept is the code that the library makes of a pattern, and hands to its matcher, which examines it first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from auditor.kept import Shelf

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


_SHELF = Shelf("simple", sys.version)


def compile(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern; whether it is one shows when it is first used."""
    return cast("re.Pattern[str]", Later(compile_now, source, flags))


def compile_now(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled.

    Raises:
        re.error: it is none.
    """
    try:
        matcher: Any = import_module("_sre")
        name = f"{int(flags)} {source}"
        known = _SHELF.get(name)
        if known is None:
            known = _translated(source, int(flags))
            _SHELF.put(name, known)
        whole, code, groups, names = known
        numbered = {number: one for one, number in names.items()}
        found = matcher.compile(source, whole, code, groups, names, tuple(map(numbered.get, range(groups + 1))))
    except (ImportError, AttributeError, TypeError):  # another interpreter has other ways
        return re.compile(source, flags)
    return cast("re.Pattern[str]", found)


def _translated(source: str, flags: int) -> list[Any]:
    """What the library makes of a pattern: all flags, the code, how many groups there are, and their names."""
    new = sys.version_info >= (3, 11)
    parser: Any = import_module("re._parser" if new else "sre_parse")
    compiler: Any = import_module("re._compiler" if new else "sre_compile")
    tree = parser.parse(source, flags)
    return [flags | tree.state.flags, compiler._code(tree, flags), tree.state.groups - 1, dict(tree.state.groupdict)]
