"""auditor.figures.scan: where tokens can start."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from auditor.figures.scan import _pattern, _starts

try:
    _parser: Any = import_module("re._parser")
except ModuleNotFoundError:  # Python 3.10
    _parser = import_module("sre_parse")

_EMPTY = ("ASSERT", "ASSERT_NOT", "AT")


def _first(items: Any) -> tuple[set[str], bool]:
    """The characters that a parsed pattern can start with, and whether it can be empty."""
    found: set[str] = set()
    for operation, value in items:
        if str(operation) in _EMPTY:
            continue
        chars, empty = _first_of(str(operation), value)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _first_of(operation: str, value: Any) -> tuple[set[str], bool]:
    if operation == "LITERAL":
        return {chr(value)}, False
    if operation == "IN":
        return {chr(code) for kind, inner in value for code in _codes(str(kind), inner)}, False
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        chars, empty = _first(value[2])
        return chars, empty or value[0] == 0
    if operation == "SUBPATTERN":
        return _first(value[3])
    assert operation == "BRANCH", operation
    branches = [_first(branch) for branch in value[1]]
    return set().union(*(chars for chars, _ in branches)), any(empty for _, empty in branches)


def _codes(kind: str, inner: Any) -> range:
    assert kind in ("LITERAL", "RANGE"), kind
    return range(inner, inner + 1) if kind == "LITERAL" else range(inner[0], inner[1] + 1)


def test_every_token_starts_where_the_scanner_looks() -> None:
    possible, empty = _first(_parser.parse(_pattern().pattern))
    assert not empty
    looked_at = {char for char in map(chr, range(0x11000)) if _starts().match(char)}
    assert sorted(possible - looked_at) == []
    assert sorted(looked_at - possible) == [], "looked at in vain"
