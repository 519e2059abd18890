"""Rates that bear a name, from rules/lexicon/rates.yaml: 履约率 is what was kept of what was signed."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.frozen import dataclass
from auditor.wordfiles import read_words

_LONGEST = 14


@dataclass(frozen=True, slots=True)
class RateName:
    """What the words about the numerator hold, and what those about the denominator.

    `only`: nothing else can be either, so that the words of the name itself are no help.
    """

    part: regex.Pattern[str]
    whole: regex.Pattern[str]
    only: bool = False


def rate_name(words: str) -> RateName | None:
    """The longest known name that the words end in."""
    known = _names()
    for size in range(min(_LONGEST, len(words)), 1, -1):
        found = known.get(words[-size:])
        if found is not None:
            return found
    return None


def is_part_of(whole: str, part: str) -> bool:
    """Do the words call one thing the whole and the other the part of a known rate: 受理 and 办结?"""
    return any(
        one.whole.search(whole) and one.part.search(part) and not one.part.search(whole) for one in _names().values()
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, RateName]:
    """The built-in names.

    Raises:
        RuleFileError: the file is damaged.
    """
    tree = cast(dict[str, dict[str, str]], read_words("rates"))
    return {
        name: RateName(regex.compile(one["part"]), regex.compile(one["whole"]), one.get("only") == "yes")
        for name, one in tree.items()
    }
