"""auditor.figures.scan: where tokens can start."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.figures.scan import _forms, _starts, scan
from auditor.layout import lay_out

try:
    _parser: Any = import_module("re._parser")
except ModuleNotFoundError:  # Python 3.10
    _parser = import_module("sre_parse")

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
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


def _found(text: str) -> list[tuple[int, int]]:
    """Where tokens are, with every pattern tried everywhere."""
    found, at = [], 0
    while at < len(text):
        matched = ((form.kind, form.pattern.match(text, at)) for form in _forms())
        kind, match = next(((kind, match) for kind, match in matched if match), ("", None))
        if match is not None and kind != "mask":
            found.append(match.span())
        at = max(at + 1, match.end() if match else 0)
    return found


def _alphabet() -> list[str]:
    """Every character that a pattern or the lexicon names."""
    return sorted({char for form in _forms() for char in form.pattern.pattern if not char.isspace()})


@pytest.mark.parametrize("number", range(len(_forms())))
def test_no_start_is_overlooked(number: int) -> None:
    form = _forms()[number]
    possible, empty = _first(_parser.parse(form.pattern.pattern))
    assert not empty
    rest = [second + third for second in _alphabet() for third in ("", "5", "五个", "年", "字")]
    starts, begins, match = _starts().match, form.start.match, form.pattern.match
    overlooked = [
        first + more
        for first in sorted(possible)
        if not (starts(first) and begins(first))
        for more in rest
        if not (starts(first + more) and begins(first + more)) and match(first + more)
    ]
    assert overlooked == []


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_looking_at_starts_finds_what_searching_finds(path: Path) -> None:
    text = lay_out(path.read_text(encoding="utf-8")).text
    assert [(token.start, token.end) for token in scan(text)] == _found(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(_alphabet()), max_size=30))
def test_in_any_text(text: str) -> None:
    assert [(token.start, token.end) for token in scan(text)] == _found(text)
