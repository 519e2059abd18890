"""Messages of rules: `{field}` is filled in when something is found, and nothing else stands in braces."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from auditor.nearest import unknown

# What a finding about figures can be filled with, beside the printed figures of its roles.
RELATION_FIELDS = ("working", "stated", "items")
TEXT_FIELDS = ("text",)


def fields_of(message: str) -> frozenset[str]:
    """The fields of a message.

    Raises:
        ValueError: braces that do not match, or a field that is more than a name.
    """
    found = set()
    try:
        pieces = list(Formatter().parse(message))
    except ValueError:
        raise ValueError("a brace is not closed, or has no partner; write {{ for a brace itself") from None
    for _, name, form, conversion in pieces:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"only a plain field can stand in braces, not {{{name}…}}; write {{{{ for a brace itself")
        found.add(name)
    return frozenset(found)


def bad_field(message: str, known: Iterable[str]) -> str | None:
    """What is wrong with a message's fields, None if nothing is."""
    words = tuple(known)
    try:
        wrong = sorted(fields_of(message) - set(words))
    except ValueError as error:
        return str(error)
    return unknown("field", wrong[0], words) if wrong else None
