"""Messages of rules: `{field}` is filled in when something is found, and nothing else stands in braces."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from auditor.bilingual import Bilingual, SaidError
from auditor.nearest import unknown

# What a finding about figures can be filled with, beside the printed figures of its roles.
RELATION_FIELDS = ("working", "stated", "items")
TEXT_FIELDS = ("text",)


def fields_of(message: str) -> frozenset[str]:
    """The fields of a message.

    Raises:
        SaidError: braces that do not match, or a field that is more than a name.
    """
    found = set()
    try:
        pieces = list(Formatter().parse(message))
    except ValueError:
        raise SaidError(
            Bilingual(
                "花括号没有成对；花括号本身写作 {{",
                "a brace is not closed, or has no partner; write {{ for a brace itself",
            )
        ) from None
    for _, name, form, conversion in pieces:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise SaidError(
                Bilingual(
                    f"花括号里只能是字段名，不能是 {{{name}…}}；花括号本身写作 {{{{",
                    f"only a plain field can stand in braces, not {{{name}…}}; write {{{{ for a brace itself",
                )
            )
        found.add(name)
    return frozenset(found)


def bad_field(message: str, known: Iterable[str]) -> Bilingual | None:
    """What is wrong with a message's fields, None if nothing is."""
    words = tuple(known)
    try:
        wrong = sorted(fields_of(message) - set(words))
    except SaidError as error:
        return error.problem
    return unknown("field", wrong[0], words) if wrong else None
