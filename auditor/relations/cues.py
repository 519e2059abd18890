"""The cue words of rules/lexicon/cues.yaml as compiled patterns."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.frozen import dataclass
from auditor.glyphs import FIGURES
from auditor.wordfiles import read_words

# What a change starts from; 自来水, 从业人员 and 自由贸易 start nothing.
FROM = "(?<![自理缘])由|从(?![业事])|(?<![来亲独各])自(?![来然治主动筹建驾营有愿行由贸备身繁养用产费购付查学己家我])"
# 由上年同期的17.9%: the value itself is the earlier one
FORMERLY = regex.compile(rf"(?:{FROM})[^，。；：、{FIGURES}]{{0,10}}$")


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns; the `direction` ones match at the end of what stands before a figure."""

    direction: regex.Pattern[str]
    up: frozenset[str]
    reached: regex.Pattern[str]
    share: regex.Pattern[str]
    light: regex.Pattern[str]
    partial: regex.Pattern[str]
    total: regex.Pattern[str]
    rest: regex.Pattern[str]
    split: regex.Pattern[str]
    constant_price: regex.Pattern[str]
    paired: dict[str, list[str]]
    answers: regex.Pattern[str]
    opposed: regex.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The built-in cues.

    Raises:
        RuleFileError: the file is damaged.
    """
    tree = cast(dict[str, str], read_words("cues"))
    words = cast(dict[str, list[str]], tree["direction"])
    alternatives = "|".join(sorted(words["up"] + words["down"], key=lambda word: -len(word)))
    return Cues(
        direction=regex.compile(
            rf"(?P<word>{alternatives})(?:了|约|近|额|量|幅度|幅|速度|率为|速为|幅为|幅度为|率达|率达到|率|速|幅达|达){{0,6}}$"
        ),
        up=frozenset(words["up"]),
        reached=regex.compile(rf"(?:{alternatives}){tree['reached']}{{1,6}}$"),
        share=regex.compile(tree["share"]),
        light=regex.compile(rf"(?:{tree['light']}){{1,12}}$"),
        partial=regex.compile(tree["partial"]),
        total=regex.compile(tree["total"]),
        rest=regex.compile(tree["rest"]),
        split=regex.compile(tree["split"]),
        constant_price=regex.compile(tree["constant_price"]),
        paired=cast(dict[str, list[str]], tree["paired"]),
        answers=regex.compile(tree["answers"]),
        opposed=regex.compile(tree["opposed"]),
    )
