"""Which script each paragraph is written in.

A paragraph that is clearly in one script is; a shorter one goes with its article, and that with the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from auditor import plain, regex
from auditor.folding import characters_of
from auditor.frozen import dataclass
from auditor.model import Script
from auditor.text.manuscript import Manuscript
from auditor.text.script.lore import characters

# A text is in one script if that has this many signs at least, and so many times those of the other.
_ENOUGH = 4
_CLEAR = 3
# A paragraph speaks for itself from here on; below, signs of the other script are slips.
_PARAGRAPH = 8
_MIXED = 4
_HAN = "\u3400-\u9fff"
_KANA = regex.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Zone:
    """A paragraph of the untouched text: its own script, and that of the article around it."""

    start: int
    end: int
    article: int
    script: Script
    around: Script


@dataclass(frozen=True, slots=True, eq=False)
class Zones:
    """`simplified` and `traditional` match the signs of each script that the text holds."""

    zones: tuple[Zone, ...]
    simplified: re.Pattern[str] | None
    traditional: re.Pattern[str] | None
    foreign: bool


@lru_cache(maxsize=1)
def zones_of(manuscript: Manuscript) -> Zones:
    """The zones of a document, in order."""
    text, flow = manuscript.document.text, manuscript.flow
    present, known = characters_of(text), characters()
    simplified, traditional = present & known.simplified, present & known.traditional
    places = [
        (span.start, span.end, paragraph.article)
        for paragraph in flow.paragraphs
        for span in [flow.span(paragraph.start, paragraph.end)]
    ]
    counts = [(_count(traditional, text, s, e), _count(simplified, text, s, e)) for s, e, _ in places]
    whole = _script(counts)
    articles: dict[int, list[tuple[int, int]]] = {}
    for (_, _, article), count in zip(places, counts, strict=True):
        articles.setdefault(article, []).append(count)
    settled = {article: _or(_script(found), whole) for article, found in articles.items()}
    zones = tuple(
        Zone(start, end, article, _own(count, settled[article]), settled[article])
        for (start, end, article), count in zip(places, counts, strict=True)
    )
    return Zones(zones, _any_of(simplified), _any_of(traditional), _KANA.search("".join(present)) is not None)


def is_foreign(text: str, place: int) -> bool:
    """Does a place stand in a sentence of Japanese or Korean?"""
    start = max(text.rfind(mark, max(0, place - 200), place) for mark in "。\n！？")
    ends = [at for mark in "。\n！？" if (at := text.find(mark, place, place + 200)) >= 0]
    return _KANA.search(text, max(start, place - 200, 0), min(ends, default=place + 200)) is not None


def _any_of(found: Set[str]) -> re.Pattern[str] | None:
    return plain.compile("[" + "".join(sorted(found)) + "]") if found else None


def _count(signs: Set[str], text: str, start: int, end: int) -> int:
    return sum(map(signs.__contains__, text[start:end])) if signs else 0


def _script(counts: Iterable[tuple[int, int]]) -> Script:
    old = new = 0
    for traditional, simplified in counts:
        old += traditional
        new += simplified
    if old >= _ENOUGH and old >= _CLEAR * new:
        return Script.HANT
    if new >= _ENOUGH and new >= _CLEAR * old:
        return Script.HANS
    return Script.MIXED if min(old, new) >= _MIXED else Script.UNKNOWN


def _own(count: tuple[int, int], around: Script) -> Script:
    own = _script([count])
    if own is around or sum(count) >= _PARAGRAPH:
        return own if own is not Script.UNKNOWN else around
    return own if own is Script.MIXED or around not in (Script.HANS, Script.HANT) else around


def _or(script: Script, other: Script) -> Script:
    return other if script is Script.UNKNOWN else script
