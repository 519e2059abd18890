"""`dataclass`, whose methods are written when they are first called.

The standard library writes and compiles six methods for each class as its module is imported, most of which a short
run never calls: that took a fourth of it.  Here the first call of one has it written.  All else is as with the
library's own decorator, and a type checker takes it for that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any

_COMPARING = ("__eq__", "__hash__")
_ORDERING = ("__lt__", "__le__", "__gt__", "__ge__")
_SPECIFIED = ("default", "default_factory", "init", "repr", "hash", "compare", "kw_only")


def _dataclass(*, frozen: bool = False, slots: bool = False, **options: bool) -> Callable[[type], type]:
    """As `dataclasses.dataclass`, late if it is frozen and has slots."""
    if frozen and slots:
        return lambda cls: _late(cls, **options)
    return dataclasses.dataclass(frozen=frozen, slots=slots, **options)


def _late(cls: type, *, eq: bool = True, order: bool = False, kw_only: bool = False) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the library spells out the signature
    late: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    late.__setattr__ = late.__delattr__ = _refuse
    late.__getstate__, late.__setstate__ = _state, _restore
    for name in ("__init__", "__repr__", *(_COMPARING if eq else ()), *(_ORDERING if order else ())):
        if name not in cls.__dict__:
            setattr(late, name, _stand_in(late, name))
    return late  # type: ignore[no-any-return]


def _stand_in(owner: type, name: str) -> Callable[..., Any]:
    """Puts in its own place what it stands for, and calls it."""

    def method(*arguments: Any, **named: Any) -> Any:
        written = _init(owner) if name == "__init__" else getattr(_twin(owner, name in _ORDERING), name)
        setattr(owner, name, written)
        return written(*arguments, **named)

    return method


def _init(owner: Any) -> Callable[..., None]:
    """Takes the fields as arguments, and sets them although nobody else may."""
    space: dict[str, Any] = {"set_": object.__setattr__}
    heads, lines = [], []
    for one in sorted(dataclasses.fields(owner), key=lambda field: bool(field.kw_only)):
        if one.kw_only and "*" not in heads:
            heads.append("*")
        name = value = one.name
        heads.append(f"{name}=default_{name}" if _is_optional(one) else name)
        space[f"default_{name}"] = one.default
        if one.default_factory is not MISSING:
            space[f"make_{name}"] = one.default_factory
            value = f"make_{name}() if {name} is default_{name} else {name}"
        lines.append(f"    set_(self, {name!r}, {value})\n")
    if hasattr(owner, "__post_init__"):
        lines.append("    self.__post_init__()\n")
    exec(f"def __init__(self, {', '.join(heads)}):\n{''.join(lines) or '    pass'}", space)
    space["__init__"].__qualname__ = f"{owner.__qualname__}.__init__"
    return space["__init__"]  # type: ignore[no-any-return]


def _is_optional(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _twin(owner: Any, order: bool) -> type:
    """A class with the same fields and the library's methods, which fit the owner as well."""
    specified = [
        (one.name, one.type, dataclasses.field(**{key: getattr(one, key) for key in _SPECIFIED}))
        for one in dataclasses.fields(owner)
    ]
    space = {"__doc__": owner.__doc__}
    return dataclasses.make_dataclass(owner.__name__, specified, namespace=space, init=False, order=order, frozen=True)


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

__all__ = ["dataclass"]
