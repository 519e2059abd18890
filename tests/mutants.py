"""Labelled claims broken one figure at a time, and whether the diagnosis names the figure that was changed.

A mutant changes one figure of a claim that holds, by a slip that always breaks it.  It is caught if the audit has
a finding on a figure of that claim (error or warning) which the whole text does not have; it is named if the first
suspect of the first such finding is the changed figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gold import FREE_KINDS, GoldClaim, Labelled, alarms, audit, touches

from auditor.model import DocumentReport, Finding, Span, Verdict

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HAN = "一二三四五六七八九"
_SCALES = (("亿元", "万元"), ("万元", "亿元"), ("億元", "萬元"), ("萬元", "億元"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one figure changed; `operands` are the places of its claim's figures in the new text."""

    text: str
    slip: str
    kind: str
    was: str
    now: str
    span: Span
    operands: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the audit made of a mutant: was it caught, is the figure the first suspect, or among the suspects?"""

    mutant: Mutant
    caught: bool
    named: bool
    listed: bool


def mutants_of(gold: Labelled) -> Iterator[Mutant]:
    """Every mutant of a text, in order."""
    for claim in gold.claims:
        if claim.optional or claim.verdict is not Verdict.HOLDS or claim.kind in FREE_KINDS:
            continue
        for span in claim.operands:
            for slip, now in slips_of(span.of(gold.text)):
                yield _mutant(gold.text, claim, span, slip, now)


def slips_of(print_: str) -> Iterator[tuple[str, str]]:
    """Other prints of a figure, by what went wrong."""
    match = _NUMBER.search(print_)
    if match is None:
        yield from _han_slips(print_)
        return
    number = match.group()
    before, after = print_[: match.start()], print_[match.end() :]
    first = int(number[0])
    yield "first digit", before + str(first + 2 if first < 8 else first - 2) + number[1:] + after
    if len(number.replace(".", "")) > 2 and number[1] not in f".0{number[0]}":
        yield "transposed", before + number[1] + number[0] + number[2:] + after
    whole, point, decimals = number.partition(".")
    if point:
        yield "decimal point", f"{before}{whole}{decimals[0]}.{decimals[1:] or '0'}{after}"
    if len(whole) > 2:
        yield "digit lost", before + whole[0] + whole[2:] + point + decimals + after
    for unit, other in _SCALES:
        if unit in print_:
            yield "scale", print_.replace(unit, other, 1)


def _han_slips(print_: str) -> Iterator[tuple[str, str]]:
    for place, char in enumerate(print_):
        if char in "两兩" or char in _HAN[1:8]:
            digit = "四" if char in "两兩" else _HAN[_HAN.index(char) + 1]
            yield "han digit", print_[:place] + digit + print_[place + 1 :]
            return


def trials(gold: Labelled, every: int = 1, first: int = 0) -> Iterator[Trial]:
    """Every so manieth mutant, audited."""
    whole = audit(gold.text)
    for number, mutant in enumerate(mutants_of(gold)):
        if (number + first) % every == 0:
            yield _trial(gold, whole, mutant)


def _mutant(text: str, claim: GoldClaim, span: Span, slip: str, now: str) -> Mutant:
    shift = len(now) - (span.end - span.start)
    moved = []
    for other in claim.operands:
        after = other.start > span.start
        moved.append(Span(other.start + shift * after, other.end + shift * (after or other == span)))
    changed = Span(span.start, span.end + shift)
    return Mutant(
        text[: span.start] + now + text[span.end :], slip, claim.kind, span.of(text), now, changed, tuple(moved)
    )


def _trial(gold: Labelled, whole: DocumentReport, mutant: Mutant) -> Trial:
    shift = len(mutant.text) - len(gold.text)
    back = [
        Span(one.start - shift * (one.start > mutant.span.start), one.end - shift * (one.start >= mutant.span.start))
        for one in mutant.operands
    ]
    known = {(one.rule, one.message) for one in _on(whole, back)}
    report = audit(mutant.text)
    fresh = [one for one in _on(report, mutant.operands) if (one.rule, one.message) not in known]
    # a finding that stood there before, and only says something else now, is not what the change has brought
    before = {(one.rule, one.span.of(gold.text)) for one in whole.findings}
    brought = [one for one in fresh if (one.rule, one.span.of(mutant.text)) not in before] or fresh
    suspects = brought[0].suspects if brought else ()
    hits = [suspect.span.touches(mutant.span) for suspect in suspects]
    return Trial(mutant, bool(fresh), hits[:1] == [True], any(hits))


def _on(report: DocumentReport, spans: Iterable[Span]) -> list[Finding]:
    spans = list(spans)
    return [one for one in alarms(report) if one.family == "figures" and touches(one, spans)]
