"""`dataclass`, whose methods are written when they are first called.

The standard library writes and compiles six methods for each class as its module is imported, most of which a short
run never calls: that took a fourth of it.  Here the first call of one has it written.  That nobody sets a field of what
is frozen is held by the type checker, which takes this for the library's own decorator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

_COMPARING = ("__eq__", "__hash__")
_ORDERING = ("__lt__", "__le__", "__gt__", "__ge__")
_SPECIFIED = ("default", "default_factory", "init", "repr", "hash", "compare", "kw_only")


def _dataclass(
    *, frozen: bool = False, slots: bool, eq: bool = True, order: bool = False, kw_only: bool = False
) -> Callable[[type], type]:
    """As `dataclasses.dataclass`."""
    names = ["__init__", "__repr__", *(_COMPARING if eq else ()), *(_ORDERING if order else ())]

    def decorate(cls: type) -> type:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else the library spells out the signature
        late: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        for name in names:
            if name == "__hash__" and not frozen:
                late.__hash__ = None
            elif name not in cls.__dict__:
                setattr(late, name, _stand_in(late, name))
        return late  # type: ignore[no-any-return]

    return decorate


def _stand_in(owner: type, name: str) -> Callable[..., Any]:
    """Puts in its own place what it stands for, and calls it."""

    def write() -> Callable[..., Any]:
        written: Callable[..., Any] = _init(owner) if name == "__init__" else getattr(_twin(owner, name), name)
        setattr(owner, name, written)
        return written

    def method(*arguments: Any, **named: Any) -> Any:
        return write()(*arguments, **named)

    method.write = write  # type: ignore[attr-defined]
    return method


def finish(cls: type) -> None:
    """Have all methods written, for those who look at their signatures before they call them."""
    for method in list(vars(cls).values()):
        if hasattr(method, "write"):
            method.write()


def _init(owner: Any) -> Callable[..., Any]:
    """`__init__` as the library writes it, in a third of its time: the one method that nearly every class needs.  Its
    source has nothing in it but the names of the class's fields."""
    space: dict[str, Any] = {}
    given: dict[Any, list[str]] = {False: [], True: []}
    body = ["pass"]
    for at, one in enumerate(dataclasses.fields(owner)):
        makes, name = one.default_factory is not dataclasses.MISSING, one.name
        otherwise = space[f"_{at}"] = one.default_factory if makes else one.default
        value = f"_{at}()" if makes else f"_{at}"
        told = otherwise is not dataclasses.MISSING
        if one.init:
            given[one.kw_only].append(f"{name}=_{at}" if told else name)
            value = f"{value} if {name} is _{at} else {name}" if makes else name
        if one.init or told:
            body.append(f"self.{name} = {value}")
    if hasattr(owner, "__post_init__"):
        body.append("self.__post_init__()")
    named = ["*", *given[True]] if given[True] else []
    exec(f"def __init__({', '.join(['self', *given[False], *named])}):\n " + "\n ".join(body), space)
    written: Callable[..., Any] = space["__init__"]
    written.__qualname__, written.__module__ = f"{owner.__qualname__}.__init__", owner.__module__
    written.__annotations__ = {one.name: one.type for one in dataclasses.fields(owner) if one.init} | {"return": None}
    return written


def _twin(owner: Any, name: str) -> type:
    """A class with the same fields, of which the library writes the method; it fits the owner as well."""
    fields = []
    for one in dataclasses.fields(owner):
        field: Any = dataclasses.field(**{key: getattr(one, key) for key in _SPECIFIED})
        fields.append((one.name, one.type, field))
    space: dict[str, Any] = {"__doc__": owner.__doc__, "__module__": owner.__module__}
    order, compare = name in _ORDERING, name in _COMPARING
    return dataclasses.make_dataclass(
        owner.__name__, fields, namespace=space, init=False, repr=name == "__repr__",
        eq=compare or order, order=order, unsafe_hash=name == "__hash__",
    )  # fmt: skip


def _replace(one: Any, /, **changes: Any) -> Any:
    """As `dataclasses.replace`, which looks at every field again for each copy, in a third of its time."""
    cls: Any = type(one)
    places, values = _read(cls)
    if not places:  # its arguments have names only
        return dataclasses.replace(one, **changes)
    arguments = list(values(one))
    for name, value in changes.items():
        arguments[places[name]] = value
    return cls(*arguments)


@lru_cache(maxsize=256)
def _read(cls: type) -> tuple[dict[str, int], Callable[[Any], Sequence[Any]]]:
    """The places of the fields among the arguments of a class, and what reads them all."""
    fields: Any = [one for one in dataclasses.fields(cls) if one.init]
    names = [one.name for one in fields if not any(field.kw_only for field in fields)]
    values: Any = attrgetter(*names) if len(names) > 1 else lambda one: [getattr(one, name) for name in names]
    return {name: place for place, name in enumerate(names)}, values


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    dataclass, replace = _dataclass, _replace

__all__ = ["dataclass", "finish", "replace"]
