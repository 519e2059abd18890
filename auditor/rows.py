"""Frozen dataclasses ↔ rows that JSON can hold, by the types of their fields.

A dataclass is a list of its fields in order, an enumeration its value, and a fraction a string: numerator and
denominator in hexadecimal, which unlike decimal is read in time that grows with its length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from auditor.exact import Fraction

_PLAIN = (str, int, bool, NoneType)


class RowError(ValueError):
    """A row that does not fit the type it is read as."""


class Codec(NamedTuple):
    """How values of one type are written and read; `plain` are the types that stand for themselves."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    plain: frozenset[type] = frozenset()


@cache
def codec(kind: Any) -> Codec:
    """The codec of a dataclass, a tuple, an enumeration, a fraction, a plain type, or a union of such.

    Raises:
        TypeError: there is none for this type.
    """
    if kind in _PLAIN:
        return _plain(frozenset((kind,)))
    if kind is Fraction:
        return Codec(_written, _fraction)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumerated(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _composed(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _repeated(codec(inner[0])) if inner[1:] == (...,) else _fixed([codec(one) for one in inner])
    if origin in (Union, UnionType):
        return _united(inner)
    raise TypeError(f"no rows for {kind!r}")


def _same(value: Any) -> Any:
    return value


def _plain(kinds: frozenset[type]) -> Codec:
    def read(tree: Any) -> Any:
        if type(tree) not in kinds:
            raise RowError(f"not one of {kinds}: {type(tree)}")
        return tree

    return Codec(_same, read, kinds)


def _written(value: Fraction) -> str:
    return f"{value.numerator:x}" if value.denominator == 1 else f"{value.numerator:x}/{value.denominator:x}"


@lru_cache(maxsize=8192)
def _fraction(tree: Any) -> Fraction:
    if type(tree) is not str:
        raise RowError(f"no fraction: {type(tree)}")
    above, _, below = tree.partition("/")
    return Fraction(int(above, 16), int(below, 16) if below else 1)


def _enumerated(kind: type[Enum]) -> Codec:
    members = {member.value: member for member in kind}

    def read(tree: Any) -> Any:
        if type(tree) is not str or tree not in members:
            raise RowError(f"no {kind.__name__}: {tree!r}")
        return members[tree]

    return Codec(attrgetter("value"), read)


def _composed(kind: type[Any]) -> Codec:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    codecs = [codec(hints[name]) for name in names]
    plain = [(at, one.plain) for at, one in enumerate(codecs) if one.plain]
    coded = [(at, one) for at, one in enumerate(codecs) if not one.plain]
    values = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def write(value: Any) -> list[Any]:
        row = list(values(value))
        for at, one in coded:
            row[at] = one.write(row[at])
        return row

    def read(tree: Any) -> Any:
        _check_length(tree, len(names))
        for at, kinds in plain:
            if type(tree[at]) not in kinds:
                raise RowError(f"{kind.__name__}.{names[at]} is no {kinds}")
        row = list(tree)
        for at, one in coded:
            row[at] = one.read(row[at])
        return kind(*row)

    return Codec(write, read)


def _check_length(tree: Any, length: int) -> None:
    if type(tree) is not list or len(tree) != length:
        raise RowError(f"not a list of {length}")


def _repeated(one: Codec) -> Codec:
    def read(tree: Any) -> tuple[Any, ...]:
        if type(tree) is not list:
            raise RowError(f"not a list: {type(tree)}")
        return tuple([one.read(item) for item in tree])

    return Codec(lambda value: [one.write(item) for item in value], read)


def _fixed(parts: list[Codec]) -> Codec:
    def read(tree: Any) -> tuple[Any, ...]:
        _check_length(tree, len(parts))
        return tuple([one.read(item) for one, item in zip(parts, tree, strict=True)])

    return Codec(lambda value: [one.write(item) for one, item in zip(parts, value, strict=True)], read)


def _united(kinds: tuple[Any, ...]) -> Codec:
    """Plain types, and one that is written otherwise: it takes what is not of the plain types."""
    plain = frozenset(kind for kind in kinds if kind in _PLAIN)
    others = [kind for kind in kinds if kind not in _PLAIN]
    if not others:
        return _plain(plain)
    if len(others) > 1 or str in plain:
        raise TypeError(f"no rows for a union of {kinds}")
    other = codec(others[0])

    def write(value: Any) -> Any:
        return value if type(value) in plain else other.write(value)

    def read(tree: Any) -> Any:
        return tree if type(tree) in plain else other.read(tree)

    return Codec(write, read)
