"""Characters and words of the other script, in a text that is clearly in one of them.

One fault for each word that is spelled wrong; its other places stand beside it.  Titles, quotations in the other
script, and sentences of Japanese or Korean are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from auditor import plain
from auditor.folding import fold
from auditor.frozen import dataclass
from auditor.model import Edit, Script, Span
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript
from auditor.text.script.forms import Forms
from auditor.text.script.lore import characters, senses
from auditor.text.script.quotations import is_glossed, is_quoted
from auditor.text.script.senses import DEFAULTED, LONGEST, STRICT
from auditor.text.script.zones import Zone, is_foreign, zones_of

_ALSO = Bilingual("同一个词也在此处", "The same word again")
_MOST_PLACES = 500
_NEAR = 2
_LONGEST_PHRASE = 24
# Traditional characters that a converter puts where the plain one belongs (皇後), and pairs that it confuses (餅幹).
_OVERDONE = frozenset("幹乾後裏裡製範築劃穀醜鬥鬆麵麪徵衝雲僕幾鹹屍鬱鬍薑餘禦準緻捨豐闢願")
_CONFUSED = ({"乾", "幹"},)
_CANDIDATES = plain.compile("[" + "".join(sorted(STRICT | _OVERDONE | set().union(*_CONFUSED))) + "]")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a word of the untouched text begins, and what should stand in its place."""

    start: int
    right: str


def find_simplified(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Simplified characters and spellings in traditional text."""
    yield from _grouped(manuscript, traditional_slips(manuscript))


def find_traditional(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Traditional characters in simplified text."""
    found = zones_of(manuscript)
    text, pattern = manuscript.document.text, found.traditional
    if pattern is None:
        return
    slips = []
    for zone in _in(found.zones, Script.HANS):
        for start, end in _runs(pattern, text, zone.start, zone.end):
            if not _is_exempt(manuscript, start, end, Script.HANS):
                word = _word(text, start) if end - start == 1 else None
                begin, finish = word[:2] if word is not None else (start, end)
                slips.append(Slip(begin, fold(text[begin:finish])))
    yield from _grouped(manuscript, slips)


@lru_cache(maxsize=1)
def traditional_slips(manuscript: Manuscript) -> tuple[Slip, ...]:
    """What is simplified in traditional paragraphs."""
    zones = _in(zones_of(manuscript).zones, Script.HANT)
    if not zones:
        return ()
    forms = Forms(manuscript.document.text)
    slips: dict[int, Slip] = {}
    for zone in zones:
        for slip in (*_by_word(manuscript, zone, forms), *_by_character(manuscript, zone, forms)):
            slips.setdefault(slip.start, slip)
    return tuple(slips[start] for start in sorted(slips))


def _in(zones: Iterable[Zone], script: Script) -> list[Zone]:
    return [zone for zone in zones if zone.script is script]


def _runs(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of one script's own characters, without a gap."""
    begin = last = -1
    for match in pattern.finditer(text, start, end):
        if match.start() != last:
            if begin >= 0:
                yield begin, last
            begin = match.start()
        last = match.end()
    if begin >= 0:
        yield begin, last


def _phrases(text: str, runs: Iterable[tuple[int, int]], own: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """Runs that only a character or two part, of neither script, taken together."""
    begin = end = -1
    for start, finish in runs:
        gap = text[end:start]
        near = begin >= 0 and len(gap) <= _NEAR and all("\u4e00" <= c <= "\u9fff" and c not in STRICT for c in gap)
        if near and finish - begin <= _LONGEST_PHRASE and not (own is not None and own.search(gap)):
            end = finish
            continue
        if begin >= 0:
            yield begin, end
        begin, end = start, finish
    if begin >= 0:
        yield begin, end


def _by_character(manuscript: Manuscript, zone: Zone, forms: Forms) -> Iterator[Slip]:
    text, pattern = manuscript.document.text, zones_of(manuscript).simplified
    if pattern is None:
        return
    becomes = characters().becomes
    for start, end in _phrases(text, _runs(pattern, text, zone.start, zone.end), zones_of(manuscript).traditional):
        if _is_exempt(manuscript, start, end, Script.HANT):
            continue
        begin, finish, known = start, end, {}
        for at in range(start, end):
            if text[at] in DEFAULTED and (word := _word(text, at)) is not None:
                known[at] = word[2]
                if start == end - 1:
                    begin, finish = word[0], word[1]
        right = "".join(
            forms.choose(known[at]) if at in known else forms.choose((becomes.get(text[at], text[at]),))
            for at in range(begin, finish)
        )
        yield Slip(begin, right)


def _word(text: str, at: int) -> tuple[int, int, tuple[str, ...]] | None:
    """The word around a place of the untouched text, and what may stand at the place."""
    low = max(0, at - LONGEST)
    sense = senses().at(fold(text[low : at + LONGEST]), at - low)
    if sense is None:
        return None
    return low + sense.start, low + sense.start + sense.length, sense.targets()


def _by_word(manuscript: Manuscript, zone: Zone, forms: Forms) -> Iterator[Slip]:
    """Words spelled with a character that is traditional too, but means something else."""
    text = manuscript.document.text
    known: dict[str, tuple[int, str] | None] = {}
    for match in _CANDIDATES.finditer(text, zone.start, zone.end):
        at = match.start()
        low = max(zone.start, at - LONGEST)
        window = text[low : at + LONGEST]
        key = f"{at - low}{window}"
        if key not in known:
            known[key] = _misspelled(window, at - low, forms)
        found = known[key]
        if found is not None and not _is_exempt(manuscript, low + found[0], low + found[0] + len(found[1]), None):
            yield Slip(low + found[0], found[1])


def _misspelled(window: str, place: int, forms: Forms) -> tuple[int, str] | None:
    """Where in the window a word begins that its character at the place spells wrong, and the right spelling."""
    sense = senses().at(fold(window), place)
    if sense is None or not sense.common or not _is_wrong(window[place], sense.targets(), sense.length, sense.at):
        return None
    printed = window[sense.start : sense.start + sense.length]
    right = [
        forms.choose(tuple(form[i] for form in sense.forms))
        if i == sense.at or _is_wrong(char, tuple(form[i] for form in sense.forms), sense.length, i)
        else char
        for i, char in enumerate(printed)
    ]
    return sense.start, "".join(right)


def _is_wrong(char: str, targets: tuple[str, ...], length: int, at: int) -> bool:
    regional = characters().regional
    if any(char in regional.get(target, target) for target in targets):
        return False
    plain = fold(char)
    if char == plain:
        return char in STRICT or char in characters().simplified
    if char in _OVERDONE and all(target == plain for target in targets):
        # a longer word that begins with the character is often a name
        return length == 2 or at > 0
    return any(char in pair and pair >= set(targets) for pair in _CONFUSED)


def _is_exempt(manuscript: Manuscript, start: int, end: int, script: Script | None) -> bool:
    """Is this a title, a quotation or foreign?  For a word (no script), any title and any word quoted alone is."""
    text, found = manuscript.document.text, zones_of(manuscript)
    if (found.foreign and is_foreign(text, start)) or is_glossed(text, start, end):
        return True
    scripts = found.traditional, found.simplified
    own, other = reversed(scripts) if script is Script.HANS else scripts
    return is_quoted(text, start, end, own, other, by_word=script is None)


def _grouped(manuscript: Manuscript, slips: Iterable[Slip]) -> Iterator[Fault]:
    """One fault for each spelling; what lies in another word already is left out."""
    text = manuscript.document.text
    groups: dict[tuple[str, str], list[Slip]] = {}
    last = -1
    for slip in slips:
        end = slip.start + len(slip.right)
        if slip.start < last:
            continue
        last = end
        groups.setdefault((text[slip.start : end], slip.right), []).append(slip)
    for (printed, right), found in groups.items():
        spans = [Span(slip.start, slip.start + len(right)) for slip in found]
        edits = tuple(edit for span in spans for edit in _edits(printed, right, span.start))
        yield Fault(
            spans[0],
            fields=(("right", right),),
            right=right,
            beside=tuple(Beside(span, _ALSO) for span in spans[1:_MOST_PLACES]),
            repair=edits,
        )


def _edits(printed: str, right: str, start: int) -> Iterator[Edit]:
    for at, (old, new) in enumerate(zip(printed, right, strict=True)):
        if old != new:
            yield Edit(Span(start + at, start + at + 1), new)
