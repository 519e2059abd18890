"""Units, hedges and never-figures from rules/lexicon, ready for the scanner."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

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
    dates: tuple[str, ...]
    masks: tuple[str, ...]
    starts: str
    not_after: str


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The built-in lexicon.

    Raises:
        RuleFileError: a lexicon file is damaged.
    """
    hedges = cast(dict[str, dict[str, list[str]]], read_words("hedges"))
    never = cast(dict[str, list[str]], read_words("never"))
    return Lexicon(
        units=_units(cast(dict[str, dict[str, dict[str, str]]], read_words("units"))),
        guards=cast(dict[str, str], read_words("guards")),
        hedges_before=_by_word(hedges["before"]),
        hedges_between=_by_word(hedges["between"]),
        hedges_after=_by_word(hedges["after"]),
        dates=tuple(never["dates"]),
        masks=tuple(never["masks"]),
        starts=cast(str, never["starts"]),
        not_after=cast(str, never["not_after"]),
    )


def _units(tree: dict[str, dict[str, dict[str, str]]]) -> dict[str, Unit]:
    return {
        spelling: Unit(name, dimension, Fraction(factor))
        for dimension, units in tree.items()
        for name, spellings in units.items()
        for spelling, factor in spellings.items()
    }


def _by_word(tree: dict[str, list[str]]) -> dict[str, str]:
    return {word: hedge for hedge, words in tree.items() for word in words}


def unit_alternation(spellings: Iterable[str], guards: dict[str, str]) -> str:
    """Regular expression for any of `spellings`, the longest first, unless another word begins there."""
    found = []
    for word in sorted(spellings, key=lambda word: (-len(word), word)):
        guard = guards.get(word, "")
        found.append(regex.escape(word) + (f"(?![{guard}])" if guard else ""))
    return "|".join(found)


def alternation(words: Iterable[str]) -> str:
    """Regular expression for any of `words`, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
