"""The words of rules/lexicon/bounds.yaml as compiled patterns."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.frozen import dataclass
from auditor.wordfiles import read_words


@dataclass(frozen=True, slots=True)
class Limits:
    """Patterns; `capped` matches at the end of what stands before a figure."""

    capped: regex.Pattern[str]
    capped_name: regex.Pattern[str]
    not_capped: regex.Pattern[str]
    narrowing: regex.Pattern[str]
    not_additive: regex.Pattern[str]
    no_part: regex.Pattern[str]
    inverse: regex.Pattern[str]


_REACHED = r"(?:(?:由|从)[^，。；、]{1,14}?)?(?:均|已|都|也|总体|平均|分别|稳定在|保持在|保持|维持在|仍|为|达|到|至|是|约|高|了|就|只有|仅|(?:上升|提高|提升|下降|降低|回升)(?:到|至))*"


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The built-in words.

    Raises:
        RuleFileError: the file is damaged.
    """
    words = cast(dict[str, str], read_words("bounds"))
    return Limits(
        capped=regex.compile(rf"(?P<name>(?:{words['capped']})){_REACHED}$"),
        capped_name=regex.compile(rf"(?:{words['capped']})$"),
        not_capped=regex.compile(words["not_capped"]),
        narrowing=regex.compile(rf"(?:{words['narrowing']})+$"),
        not_additive=regex.compile(words["not_additive"]),
        no_part=regex.compile(words["no_part"]),
        inverse=regex.compile(words["inverse"]),
    )
