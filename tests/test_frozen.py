"""auditor.frozen: classes whose methods are written late behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from typing import Any

import pytest

from auditor.frozen import dataclass, finish, replace


@dataclass(frozen=True, slots=True, order=True)
class Late:
    """A value."""

    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Base:
    one: int
    two: int = 2


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Derived(Base):
    three: int


@dataclass(slots=True)
class Changing:
    one: int = 1


def library() -> Any:
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Late:
        """A value."""

        first: int
        second: str = "b"
        third: list[int] = field(default_factory=list, compare=False)

    return Late


def test_the_first_call_of_a_method_is_like_any_other() -> None:
    for _ in range(2):
        one, same, other = Late(1), Late(1, "b", [5]), Late(first=1, second="c")
        assert (one == same, one == other, one != other) == (True, False, True)
        assert hash(one) == hash(same) == hash((1, "b"))
        assert one < other
        assert sorted([other, one]) == [one, other]
        assert repr(same) == "Late(first=1, second='b', third=[5])"
        assert one.third == []
        assert one.third is not Late(1).third


def test_values_say_the_same_as_those_of_the_library() -> None:
    theirs = library()(1, "x", [2])
    mine = Late(1, "x", [2])
    assert repr(mine) == repr(theirs).replace("library.<locals>.", "")
    assert hash(mine) == hash(theirs)
    assert dataclasses.asdict(mine) == dataclasses.asdict(theirs)
    assert Late.__match_args__ == library().__match_args__
    assert not hasattr(mine, "__dict__")


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        Late(-1)
    with pytest.raises(TypeError, match=r"Late\.__init__\(\) missing 1 required positional argument: 'first'"):
        Late()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Derived(1, 2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Late(1).fourth = 4  # type: ignore[attr-defined]


def test_copies_are_equal() -> None:
    value = Late(1, "x", [2])
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert again.third == [2]
    assert dataclasses.replace(value, second="y") == Late(1, "y")


def test_replacing_is_like_the_library_s() -> None:
    value = Late(1, "x", [2])
    for changes in ({}, {"second": "y"}, {"first": 3, "third": []}):
        assert replace(value, **changes) == dataclasses.replace(value, **changes)
        assert replace(value, **changes).third == dataclasses.replace(value, **changes).third
    third = replace(Derived(one=1, three=3), three=4)
    assert (third.one, third.two, third.three) == (1, 2, 4)
    assert replace(Changing(4)) == Changing(4)
    assert replace(Changing(4), one=5) == Changing(5)
    with pytest.raises(ValueError, match="-1"):
        replace(value, first=-1)
    with pytest.raises(KeyError, match="fourth"):
        replace(value, fourth=1)  # type: ignore[call-arg]


def test_a_class_may_stand_on_another() -> None:
    value = Derived(one=1, three=3)
    assert (value.one, value.two, value.three) == (1, 2, 3)
    assert value != Derived(one=1, three=3)
    assert Base(one=1).two == 2
    assert repr(value) == "Derived(one=1, two=2, three=3)"


def test_a_field_may_be_no_argument() -> None:
    @dataclass(slots=True)
    class Kept:
        one: int
        made: list[int] = field(default_factory=list, init=False)
        told: int = field(default=3, init=False)
        later: int = field(init=False)

    value = Kept(1)
    assert (value.one, value.made, value.told) == (1, [], 3)
    assert not hasattr(value, "later")
    assert value.made is not Kept(1).made
    with pytest.raises(TypeError):
        Kept(1, [2])  # type: ignore[call-arg]


def test_signatures_can_be_had_before_the_first_call() -> None:
    @dataclass(frozen=True, slots=True)
    class Unused:
        one: int
        two: str = "b"

    finish(Unused)
    assert str(inspect.signature(Unused)) == "(one: 'int', two: 'str' = 'b') -> None"


def test_what_may_change_has_no_hash() -> None:
    value = Changing()
    value.one = 2
    assert value == Changing(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)
