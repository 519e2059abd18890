"""What is known of the two scripts: characters of one of them alone, regional forms, and words.

Read from `script_words.txt`, which scripts/make_script_words.py makes from OpenCC's data.  The words are only
loaded for a text in which they could matter.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from auditor.folding import fold
from auditor.frozen import dataclass
from auditor.text.script.senses import Senses


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """`simplified` and `traditional`: characters that only such texts write.  `becomes`: what the former turn into.

    `regional`: the forms of one character between which standards choose, by each of them.
    """

    simplified: frozenset[str]
    traditional: frozenset[str]
    becomes: dict[str, str]
    regional: dict[str, str]


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    return (Path(__file__).parent / "script_words.txt").read_text(encoding="utf-8").split("\n")


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The characters."""
    _, simplified, becomes, traditional, groups, *_ = _lines()
    return Characters(
        frozenset(simplified),
        frozenset(traditional),
        dict(zip(simplified, becomes, strict=True)),
        {char: group for group in groups.split(" ") for char in group},
    )


@lru_cache(maxsize=1)
def senses() -> Senses:
    """The words."""
    return Senses(_by_folded(_lines()[5]), _by_folded(_lines()[6]))


def _by_folded(words: str) -> dict[str, str]:
    keys = (key.partition("/")[0] for key in fold(words).split(" "))
    return dict(zip(keys, words.split(" "), strict=True))
