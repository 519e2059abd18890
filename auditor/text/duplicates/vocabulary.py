"""What the lexicon says about text that stands twice, ready for the detectors."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.wordfiles import read_words


@lru_cache(maxsize=1)
def _duplicates() -> dict[str, list[str]]:
    return cast(dict[str, list[str]], read_words("duplicates"))


@lru_cache(maxsize=1)
def _doubled() -> dict[str, object]:
    return cast(dict[str, object], read_words("doubled"))


@lru_cache(maxsize=8)
def any_of(section: str) -> regex.Pattern[str]:
    """A pattern for any word of a section of `duplicates.yaml`, the longest first."""
    words = sorted(_duplicates()[section], key=lambda word: (-len(word), word))
    return regex.compile("|".join(map(regex.escape, words)))


@lru_cache(maxsize=8)
def words_of(section: str) -> frozenset[str]:
    """The words of a section of `doubled.yaml`."""
    return frozenset(word for line in cast(list[str], _doubled()[section]) for word in line.split())


@lru_cache(maxsize=1)
def particles() -> dict[str, tuple[str, str]]:
    """Characters that never stand twice, each with those that excuse it before and behind."""
    tree = cast(dict[str, dict[str, str]], _doubled()["particles"])
    return {char: (guards["before"], guards["after"]) for char, guards in tree.items()}
