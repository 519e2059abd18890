"""The parts that a stretch of text offers to a whole."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page
from auditor.relations.nesting import REACHES, inner
from auditor.relations.readings import POSSIBLE, Reading, reading

MOST_PARTS = 30
_MEASURE = 2
_FULL_NAME = 5
# `其中死亡5人、受伤18人，另有2人失联`: may be one part more, or beside the whole.
_APART = regex.compile(r"另|此外|还有|同时")


def closed(mention: Mention) -> bool:
    """Is the figure bounded on both sides?  超3亿元 can be no exact whole."""
    return mention.figure.interval.low is not None and mention.figure.interval.high is not None


def part_runs(page: Page, run: Sequence[Mention], number: int, own_first: bool = False) -> list[list[Mention]]:
    """The parts from `number` to the end of the sentence, by how far an inner 其中 reaches."""
    first = run[number]
    tail = [m for m in run[number : number + MOST_PARTS] if m.sentence == first.sentence]
    tail = _until_next_split(page, tail)
    if own_first:
        tail = _until_other_measure(tail)
    found: list[list[Mention]] = []
    apart = next((n for n, m in enumerate(tail) if n and _APART.match(m.lead)), len(tail))
    if 2 <= apart < len(tail):
        found.append(tail[:apart])
    own = [m for m in tail if m.segment == first.segment]
    if own_first and 2 <= len(own) < len(tail):
        found.append(own)
    for reach in REACHES:
        below = inner(page, tail, reach) - {first.index}
        if reach == "sentence" and below and len(tail) - len(below) < 2:
            continue
        parts = [m for m in tail if m.index not in below]
        if len(parts) >= 2 and parts not in found:
            found.append(parts)
    return found


def _until_next_split(page: Page, tail: list[Mention]) -> list[Mention]:
    """`按经营地统计，……；按消费类型统计，……` splits the same whole twice."""
    for number in range(1, len(tail)):
        cue = page.cues.split.search(page.shadow.text, tail[number - 1].at + 1, tail[number].at)
        if cue and not cue.group().startswith("分别"):
            return tail[:number]
    return tail


def _until_other_measure(tail: list[Mention]) -> list[Mention]:
    """`其中三大产业产值221亿元；到位县外资金86亿元`: behind a semicolon a full name without a word of the first is not
    of its kind; 农业 alone may be short for 农业产值."""
    first = tail[0]
    wanted = pairs(first.label[-_MEASURE:])
    for number, mention in enumerate(tail):
        if mention.segment != first.segment and len(mention.label) >= _FULL_NAME and wanted:
            if not wanted & pairs(mention.label):
                return tail[:number]
            return tail
    return tail


def prefixes(whole: Mention, parts: list[Mention], strength: int) -> list[Reading]:
    """All parts first; then fewer, as what follows may belong elsewhere."""
    trials = max(1, len(parts) - 1)
    found = [reading(strength, trials, whole=whole, part=tuple(parts))]
    for size in range(len(parts) - 1, 1, -1):
        found.append(reading(POSSIBLE, trials, whole=whole, part=tuple(parts[:size])))
    return found
