"""Units, hedges and never-figures from rules/lexicon, ready for the scanner."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from auditor import regex
from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.wordfiles import read_words


@dataclass(frozen=True, slots=True)
class Unit:
    """A spelling's unit: `factor` base units (named `name`) in one of it."""

    name: str
    dimension: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Lexicon:
    units: dict[str, Unit]
    guards: dict[str, str]
    hedges_before: dict[str, str]
    hedges_between: dict[str, str]
    hedges_after: dict[str, str]
    dates: tuple[tuple[str, str], ...]
    masks: tuple[tuple[str, str], ...]
    first: str
    starts: str
    not_after: str


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The built-in lexicon.

    Raises:
        RuleFileError: a lexicon file is damaged.
    """
    hedges = cast(dict[str, dict[str, list[str]]], read_words("hedges"))
    never = cast(dict[str, Any], read_words("never"))
    return Lexicon(
        units=_units(cast(dict[str, dict[str, dict[str, str]]], read_words("units"))),
        guards=cast(dict[str, str], read_words("guards")),
        hedges_before=_by_word(hedges["before"]),
        hedges_between=_by_word(hedges["between"]),
        hedges_after=_by_word(hedges["after"]),
        dates=_groups(never["dates"]),
        masks=_groups(never["masks"]),
        first=never["first"],
        starts=never["starts"],
        not_after=never["not_after"],
    )


def _units(tree: dict[str, dict[str, dict[str, str]]]) -> dict[str, Unit]:
    return {
        spelling: Unit(name, dimension, Fraction(factor))
        for dimension, units in tree.items()
        for name, spellings in units.items()
        for spelling, factor in spellings.items()
    }


def _groups(groups: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """What all patterns of a group need, and a regular expression for any of them."""
    return tuple((group["where"], "|".join(group["any"])) for group in groups)


def _by_word(tree: dict[str, list[str]]) -> dict[str, str]:
    return {word: hedge for hedge, words in tree.items() for word in words}


def unit_alternation(spellings: Iterable[str], guards: dict[str, str]) -> str:
    """Regular expression for any of `spellings`, the longest first, unless another word begins there."""
    return _any_of({word: f"(?![{guards[word]}])" if word in guards else "" for word in spellings})


def alternation(words: Iterable[str]) -> str:
    """Regular expression for any of `words`, the longest first."""
    return _any_of(dict.fromkeys(words, ""))


def _any_of(words: dict[str, str]) -> str:
    """Words with what follows each, which must not be more words.

    Words that begin alike share their beginning, and the first character is asked for before any: to try hundreds of
    words one after the other took most of the time that figures take.
    """
    return rf"(?=[{beginnings(words)}])(?:{_branches(words)})"


def _branches(words: dict[str, str]) -> str:
    found: dict[str, dict[str, str]] = {}
    for word, after in words.items():
        found.setdefault(word[:1], {})[word[1:]] = after
    end = found.pop("", {}).get("")
    branches = [regex.escape(char) + _rest(rests) for char, rests in found.items()]
    return "|".join(branches if end is None else [*branches, end])


def _rest(rests: dict[str, str]) -> str:
    """What follows a character that all of these words begin with."""
    if len(rests) > 1:
        return f"(?:{_branches(rests)})"
    ((word, after),) = rests.items()
    return regex.escape(word) + after


def beginnings(words: Iterable[str]) -> str:
    """The inside of a class of the characters that words begin with."""
    return "".join(map(regex.escape, sorted({word[0] for word in words})))
