"""Which figures stand on one level: `水电4.2亿千瓦,其中抽水蓄能0.5亿千瓦;核电0.6亿千瓦`.

What follows 其中 is part of the figure before it, but how far 其中 reaches is not written: to the next
figure, to the semicolon, or to the full stop; or it may put nothing below (`none`).  Each reach gives one
reading of the levels.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from auditor.relations.mentions import Mention, Page

# Answers that are kept for a page: finders ask for the same figures one after the other.
_MOST_KNOWN = 4000
REACHES = ("segment", "sentence", "next", "none")


def inner(page: Page, run: Sequence[Mention], reach: str) -> frozenset[int]:
    """Indexes of the mentions of `run` (one key, in order) that 其中 or a bracket puts below another."""
    if reach == "none":
        return frozenset()
    known, asked = _inner(page), (reach, *(mention.index for mention in run))
    if asked not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[asked] = _below(page, run, reach)
    return known[asked]


@lru_cache(maxsize=2)
def _inner(page: Page) -> dict[tuple[object, ...], frozenset[int]]:
    """What stands below on a page, by reach and figures: every finder of sums asks again."""
    return {}


def _below(page: Page, run: Sequence[Mention], reach: str) -> frozenset[int]:
    below: set[int] = set()
    parent: Mention | None = None
    opened = False
    cues = _cues(page)
    for number, mention in enumerate(run):
        before = run[number - 1] if number else None
        between = (-1 if before is None else before.index, mention.index)
        cue = cues.get(between)
        if cue is None:
            cue = cues[between] = _partial_between(page, before, mention)
        if before is not None and mention.bracket and mention.bracket != before.bracket:
            below.add(mention.index)
            continue
        if cue and before is not None:
            parent, opened = before, True
            below.add(mention.index)
            continue
        if opened and parent is not None and _reaches(page, parent, before, mention, reach):
            below.add(mention.index)
        else:
            opened = bool(mention.bracket and before is not None and mention.bracket == before.bracket)
            if opened:
                below.add(mention.index)
    return frozenset(below)


@lru_cache(maxsize=2)
def _cues(page: Page) -> dict[tuple[int, int], bool]:
    """Between which neighbours of a page 其中 is known to stand, or not to: each reach and each finder asks again."""
    return {}


def _partial_between(page: Page, before: Mention | None, mention: Mention) -> bool:
    """Is there a 其中 between the figure before (or the sentence's start) and this one?"""
    start = page.sentences[mention.sentence][0]
    start = max(start, page.shadow.text.rfind("；", start, mention.at) + 1)
    if before is not None and before.sentence == mention.sentence:
        start = max(start, before.at + 1)
    starts, ends = _partials(page)
    found = bisect_left(starts, start)
    while found < len(starts) and starts[found] < mention.at:
        if ends[found] <= mention.at:
            return True
        found += 1
    return False


@lru_cache(maxsize=2)
def _partials(page: Page) -> tuple[list[int], list[int]]:
    """Where on a page each 其中 begins and ends: it is asked for between all neighbours, by every finder."""
    found = list(page.cues.partial.finditer(page.shadow.text, overlapped=True))
    return [match.start() for match in found], [match.end() for match in found]


def _goes_on(page: Page, before: Mention, mention: Mention) -> bool:
    """`其中教育68亿元、卫生10亿元`: one list, which 其中 opens as a whole."""
    return mention.clause == before.clause and page.between(before, mention)[:1] == "、"


def _reaches(page: Page, parent: Mention, before: Mention | None, mention: Mention, reach: str) -> bool:
    if reach == "next":
        return before is not None and (mention.series == before.series or _goes_on(page, before, mention))
    if reach == "segment":
        first = parent.segment if before is None else before.segment
        return mention.segment == first
    return before is not None and mention.sentence == before.sentence
