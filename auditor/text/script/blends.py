"""Pages where the scripts stand side by side, and forms of one word that change within a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor import plain
from auditor.folding import fold
from auditor.model import Script, Severity, Span
from auditor.rules import Bilingual, TextRule
from auditor.text.faults import Beside, Fault
from auditor.text.manuscript import Manuscript
from auditor.text.script.lore import senses
from auditor.text.script.minority import traditional_slips
from auditor.text.script.senses import LONGEST, LOOSE
from auditor.text.script.zones import Zone, zones_of

_ALSO = Bilingual("此处也是", "Here again")
_OTHER = Bilingual("此处写法不同", "Written otherwise here")
_MOST_PLACES = 200
# What is quoted may keep its script; where that begins and ends is not always marked.
_QUOTED = plain.compile("[“「『《]")
# Pairs of forms that printers choose between.  Used side by side for one word, they are no choice.
_PAIRS = "託托 佔占 佈布 併并 並并 採采 註注 誌志 遊游 週周 臺台 裡裏 群羣 啟啓 峰峯 線綫 溫温 說説 衛衞 為爲 眾衆 麵麪 床牀 污汙 慾欲 捲卷 夥伙 迴回 昇升 諮咨 掛挂 雇僱 彩綵 傢家 強强 決决 減减 瞭了"


def find_passages(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Paragraphs in the other script, or in both: one fault for each stretch of them within an article."""
    text = manuscript.document.text
    whole: dict[Script, list[Zone]] = {}
    for run in _stretches(zones_of(manuscript).zones):
        script, around = run[0].script, run[0].around
        if script is Script.MIXED or (script is not around and around in (Script.HANS, Script.HANT)):
            sure = around in (Script.HANS, Script.HANT) and not any(
                _QUOTED.search(text, zone.start, zone.end) for zone in run
            )
            yield _passage(run, None if sure else Severity.NOTE)
        else:
            whole.setdefault(script, []).extend(run)
    if {Script.HANS, Script.HANT} <= set(whole):
        minority = min((Script.HANS, Script.HANT), key=lambda script: sum(z.end - z.start for z in whole[script]))
        yield _passage(whole[minority], Severity.NOTE)


def _stretches(zones: Iterable[Zone]) -> Iterator[list[Zone]]:
    """Neighbouring paragraphs of one article and one script, where that is known."""
    run: list[Zone] = []
    for zone in zones:
        if run and (zone.script, zone.article) != (run[0].script, run[0].article):
            yield run
            run = []
        if zone.script is not Script.UNKNOWN:
            run.append(zone)
    if run:
        yield run


def _passage(zones: list[Zone], severity: Severity | None) -> Fault:
    """A stretch as one fault: at its first paragraph, with the others beside it."""
    spans = [Span(zone.start, zone.end) for zone in zones]
    beside = tuple(Beside(span, _ALSO) for span in spans[1:_MOST_PLACES])
    return Fault(spans[0], (("count", str(len(spans))),), beside=beside, severity=severity)


def find_uneven(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Forms that are each all right, but not side by side; one fault for all of a document."""
    text = manuscript.document.text
    zones = [zone for zone in zones_of(manuscript).zones if zone.script is Script.HANT]
    if not zones:
        return
    found = [*_loose(manuscript, zones), *_doubles(_only(text, zones))]
    if not found:
        return
    words = [f"{text[start : start + len(right)]}（{right}）" for start, right in found]
    named = "、".join(dict.fromkeys(words))
    spans = [Span(start, start + len(right)) for start, right in found]
    yield Fault(
        spans[0],
        (("words", named if len(named) <= 60 else named[:60] + "…"),),
        beside=tuple(Beside(span, _OTHER) for span in spans[1:_MOST_PLACES]),
    )


def _loose(manuscript: Manuscript, zones: list[Zone]) -> Iterator[tuple[int, str]]:
    """于 and 系 for 於 and 係 or 繫, where the other form is used too or surer words are spelled wrong."""
    text = manuscript.document.text
    careless = bool(traditional_slips(manuscript))
    wanted = [char for char, others in (("于", "於"), ("系", "係繫")) if careless or any(c in text for c in others)]
    if not set(wanted) & LOOSE:
        return
    for zone in zones:
        for match in re.finditer("[" + "".join(wanted) + "]", text[zone.start : zone.end]):
            at = zone.start + match.start()
            low = max(zone.start, at - LONGEST)
            sense = senses().at(fold(text[low : at + LONGEST]), at - low)
            if sense is not None and text[at] not in sense.targets():
                start = low + sense.start
                printed = text[start : start + sense.length]
                yield start, printed[: sense.at] + sense.targets()[0] + printed[sense.at + 1 :]


def _only(text: str, zones: list[Zone]) -> str:
    """The text with blanks for what lies outside the zones."""
    pieces, at = [], 0
    for zone in zones:
        pieces += ["\n" * (zone.start - at), text[zone.start : zone.end]]
        at = zone.end
    return "".join(pieces)


def _doubles(text: str) -> Iterator[tuple[int, str]]:
    """One word in two forms (平台 and 平臺): the places of the rarer form."""
    present = set(text)
    for pair in _PAIRS.split():
        if not set(pair) <= present:
            continue
        rare, usual = sorted(pair, key=text.count)
        known = {key for _, key in _pairs_with(text, usual)}
        done = -1
        for start, key in _pairs_with(text, rare):
            if key in known and start > done:
                done = start + 1
                yield start, text[start : start + 2].replace(rare, usual)


def _pairs_with(text: str, char: str) -> Iterator[tuple[int, str]]:
    """Every two characters of which one is this: where they stand, and how they read with a gap in its place."""
    at = text.find(char)
    while at >= 0:
        for start in (at - 1, at):
            word = text[max(start, 0) : start + 2]
            if len(word) == 2 and "\u4e00" <= word[at == start] <= "\u9fff":
                yield start, fold(word.replace(char, "·"))
        at = text.find(char, at + 1)
