"""The same quantity stated again: a headline against its article, and sentences that are copies of each other.

Two figures of one name are two quantities more often than not (another month, another place), so that names alone
never make a failure certain: a headline needs its very words in the body, and a usual slip that explains the gap; a
copied sentence needs all its other figures unchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_SCOPE = regex.compile(
    r"(?:我|该|本|全)(?=[国省市县区州旗镇乡村校院])|全国|今年|去年|本报讯|记者|获悉|日前|昨日|近日|同比"
)
_PERIOD = regex.compile(
    r"去年|上年|前年|同期|上月|上季|上半年|下半年|季度|累计|截至|历年|计划|目标|力争|预计|过去|此前|曾|到\ue008|每[年月天日]|近[一-龥]{1,2}年|[一-龥]{1,2}年来|明年|当月|当日|首日|原"
)
_UNNAMED = frozenset({"name", "duration", "temperature"})
_SHORTEST_NAME = 4
_SHORTEST_REPEATED_NAME = 6
_LONGEST_NAME = 24
_SHORTEST_FRAME = 14
_MOST_BODY = 200
_MOST_NAMED = 3
_NOUN = 4  # characters of a noun that tell it from others
_MOST_COPIES = 6
# Other figures of a copied sentence that must be unchanged before one that differs is certainly a slip.
_UNCHANGED = 2
_HAN = regex.compile(r"[一-龥]")


def find_restatements(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `again == first` between a headline and the text below it, and between equal names."""
    names: dict[tuple[object, ...], Mention] = {}
    for mention in page.mentions:
        if _is_heading(page, mention):
            readings = list(_below(page, mention))
            if readings:
                yield Statement(tuple(readings))
        elif (key := _full_name(page, mention)) is not None:
            first = names.setdefault(key, mention)
            if first.sentence != mention.sentence:
                yield Statement((reading(POSSIBLE, 4, again=mention, first=first),))


def _is_heading(page: Page, mention: Mention) -> bool:
    paragraphs = page.flow.paragraphs
    return bool(paragraphs) and paragraphs[mention.paragraph].heading


def _below(page: Page, again: Mention) -> Iterator[Reading]:
    """Figures of the article that a headline figure may be: those of its name, then the nearest in value."""
    if again.figure.dimension in _UNNAMED or again.figure.unit == "" or again.role is Role.LIMIT:
        return
    name = _name(again)
    alike = list(_candidates(page, again))
    scored = [(_likeness(name, _name(first)), first) for first in alike] if len(name) >= _SHORTEST_NAME else []
    named = sorted((one for one in scored if one[0] >= Fraction(1, 2)), key=lambda one: -one[0])
    for score, first in named[:_MOST_NAMED]:
        same = score == 1 and _first_named(named, first) and again.figure.hedge == first.figure.hedge
        same = same and _periods(page, again) == _periods(page, first)
        holds = score == 1 and again.figure.interval.meets(first.figure.interval)
        yield reading(LIKELY if same or holds else POSSIBLE, len(named), again=again, first=first)
    counted = [first for first in alike if _same_noun(again, first) and first.figure.value == again.figure.value]
    for first in counted[:1]:
        yield reading(LIKELY, 1, again=again, first=first)
    for first in sorted(alike, key=lambda first: abs(first.figure.value - again.figure.value))[:1]:
        yield reading(POSSIBLE, len(alike), again=again, first=first)


def _candidates(page: Page, again: Mention) -> Iterator[Mention]:
    """Figures below a headline in its article, of its unit and part."""
    for first in page.mentions[again.index + 1 : again.index + _MOST_BODY]:
        if first.article != again.article:
            break
        if _is_heading(page, first) or first.key != again.key or first.role is not again.role:
            continue
        if first.direction == again.direction and _may_be_one_time(again, first):
            yield first


def _same_noun(again: Mention, first: Mention) -> bool:
    """`22个重点项目陆续开工` and `22个重点项目`, `重点项目22个`."""
    noun = again.noun[:_NOUN]
    return len(noun) == _NOUN and (first.noun.startswith(noun) or (not first.noun and first.label.endswith(noun)))


def _first_named(found: Sequence[tuple[Fraction, Mention]], first: Mention) -> bool:
    """Is it the only figure of the very name?"""
    return all(other is first or score < 1 for score, other in found)


def _may_be_one_time(again: Mention, first: Mention) -> bool:
    return again.year is None or first.year is None or again.year == first.year


def _periods(page: Page, mention: Mention) -> frozenset[str]:
    """The words of time in the sentence before the figure; a single day is only when it was told."""
    start = page.sentences[mention.sentence][0]
    words = set(_PERIOD.findall(page.shadow.text, start, mention.at))
    for place, item in zip(page.shadow.places, page.shadow.items, strict=True):
        if start <= place < mention.at and item.figure is None:
            date = page.flow.text[item.start : item.end]
            if not date.endswith(("日", "号")):
                words.add(date)
    return frozenset(words)


def _name(mention: Mention) -> str:
    """What a figure measures in one string: the words before it, and the noun behind it."""
    before = mention.label or mention.subject
    return _SCOPE.sub("", before + mention.noun)[-_LONGEST_NAME:]


def _likeness(a: str, b: str) -> Fraction:
    return min(coverage(a, b), coverage(b, a))


def _full_name(page: Page, mention: Mention) -> tuple[object, ...] | None:
    """Name, unit, year and article of a level that is named by itself."""
    if mention.role is not Role.LEVEL or mention.figure.dimension in _UNNAMED or mention.figure.unit == "":
        return None
    if not mention.label or len(page.list_of(mention)) > 1 or len(mention.label) < _SHORTEST_REPEATED_NAME:
        return None
    return (mention.label, mention.noun, mention.key, page.dated(mention), mention.article)


def find_copies(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `again == first` where a sentence is printed twice with one figure changed."""
    frames: dict[str, list[list[Mention]]] = {}
    for found in _by_sentence(page):
        frame = _frame(page, found[0])
        if len(found) > _UNCHANGED and len(_HAN.findall(frame)) >= _SHORTEST_FRAME:
            frames.setdefault(frame, []).append(found)
    for copies in frames.values():
        for number, copy in enumerate(copies[1:_MOST_COPIES], 1):
            for earlier in copies[:number]:
                changed = _changed(earlier, copy)
                if changed is not None:
                    yield Statement((reading(CERTAIN, again=changed[1], first=changed[0]),))
                    break


def _by_sentence(page: Page) -> Iterator[list[Mention]]:
    found: list[Mention] = []
    for mention in page.mentions:
        if found and found[0].sentence != mention.sentence:
            yield found
            found = []
        found.append(mention)
    if found:
        yield found


def _frame(page: Page, mention: Mention) -> str:
    """The sentence with its figures blanked and its dates as printed."""
    start, end = (page.shadow.flow_position(place) for place in page.sentences[mention.sentence])
    pieces: list[str] = []
    at = start
    items = page.shadow.items
    first, last = (bisect_left(items, place, key=lambda item: item.start) for place in (start, end))
    for item in items[first:last]:
        if item.figure is not None:
            pieces += [page.flow.text[at : item.start], "#", item.figure.unit]
            at = item.end
    pieces.append(page.flow.text[at:end])
    return "".join(pieces).strip(" \n")


def _changed(earlier: Sequence[Mention], copy: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The one pair of figures that differs while all others are the same; None where there are none or more."""
    if len(earlier) != len(copy):
        return None
    differing = [(a, b) for a, b in zip(earlier, copy, strict=True) if a.figure.value != b.figure.value]
    same = [a for a, b in zip(earlier, copy, strict=True) if a.figure.value == b.figure.value]
    telling = [a for a in same if a.figure.value >= 10 or a.figure.step < 1]
    if len(differing) != 1 or len(telling) < _UNCHANGED:
        return None
    return differing[0]
