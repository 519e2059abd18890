"""No pattern takes more than linear time, whatever the text.

A quantifier either ends after a few hundred characters, or its pattern is held against texts that grow, and that are
made from the pattern itself to be hard for it.
"""

from __future__ import annotations

import itertools
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import regex
from attacks import FAR, Attack, attacks, repeats
from gold import audit
from patterns import Known, patterns

from auditor.rulebook import builtin_rules

LENGTHS = (24, 100, 500, 2000, 8000)
# What takes less time than this, in seconds, is not measured closely.
NOTICED = 0.01
# Times of one text and of another four times as long: of linear patterns one is 4 times the other, of quadratic ones 16.
MOST = 10
SECONDS = 0.05
# So few characters never take that long, unless time doubles with each.
SHORT = 100
ENDLESS = 2.0
# Calls whose patterns are made of what users write.
UNMET = {
    "cli/complaints.py: pattern": "messages of click, a line each",
    "stricttoml.py: f'^[ \\\\t]*\\\\[\\\\[\\\\s*{name}\\\\s*\\\\]\\\\]'": "settings in which a fault was found",
    "text/script/blends.py: '[' + ''.join(wanted) + ']'": "one of two characters",
}
# Pages that Great Expectations has just written; what comes from texts is escaped there.
TRUSTED = (r"<script\b", r"<footer\b")


class EndlessError(Exception):
    """Stopped."""


@contextmanager
def stopped() -> Iterator[None]:
    """The library `re` heeds signals, `regex` has a limit of its own."""

    def stop(*_: Any) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 2 * ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def finder(one: Known) -> Callable[[str], object]:
    """What the package does with a pattern: looks for its matches, or for one that begins the text."""
    if one.library == "re":
        plain = re.compile(one.source, one.flags)
        return (lambda text: sum(1 for _ in plain.finditer(text))) if one.scans else plain.match
    rich = regex.compile(one.source, one.flags)
    if one.scans:
        return lambda text: sum(1 for _ in rich.finditer(text, timeout=2 * ENDLESS))
    return lambda text: rich.match(text, timeout=2 * ENDLESS)


def seconds(find: Callable[[str], object], text: str, times: int = 1) -> float:
    """In processor time, the least of so many tries."""
    least = ENDLESS
    try:
        for _ in range(times):
            with stopped():
                start = time.process_time()
                find(text)
                least = min(least, time.process_time() - start)
    except (EndlessError, TimeoutError):
        return 1000 * ENDLESS
    return least


def grows(find: Callable[[str], object], attack: Attack) -> str:
    """What shows that time grows faster than the text: over four lengths, and to something that can be measured."""
    length, before, taken = 0, 0.0, 0.0
    for length in LENGTHS:
        taken = seconds(find, attack.text(length))
        if taken > NOTICED:
            break
        before = taken
    if taken < max(NOTICED, MOST / 2 * before):
        return ""
    while length <= LENGTHS[-1] * 4:
        times = [seconds(find, attack.text(n), 3) for n in (length // 16, length // 4)]
        times.append(min(taken, seconds(find, attack.text(length), 2)) if taken < ENDLESS else taken)
        steep = [longer > MOST * max(shorter, 1e-6) for shorter, longer in itertools.pairwise(times)]
        if times[-1] > SECONDS and (all(steep) or length <= SHORT):
            return f"{[round(1000 * one, 2) for one in times]} ms for up to {length} characters of {attack}"
        if not steep[-1]:
            return ""
        length *= 2
        taken = seconds(find, attack.text(length))
    return ""


def fault(one: Known) -> str:
    """The first text that is too hard for a pattern, three times in a row."""
    find = finder(one)
    for attack in attacks(repeats(one.source)):
        told = ""
        for _ in range(3):
            told = grows(find, attack)
            if not told:
                break
        if told:
            return f"{one.place}: {one.source[:200]!r}: {told}"
    return ""


def known(source: str, library: str = "regex", scans: bool = True) -> Known:
    return Known(source, 0, library, "here", 1, scans)


def test_every_pattern_is_met() -> None:
    found, unmet = patterns()
    assert sorted(unmet) == sorted(UNMET)
    sources = {one.source for one in found}
    missing = [
        rule.id for rule in builtin_rules() if rule.pattern and not any(has(one, rule.pattern) for one in sources)
    ]
    assert missing == []
    assert {"figures/scan.py", "relations/cues.py", "plausible.py", "layout/lines.py"} <= {one.file for one in found}


def has(source: str, written: str) -> bool:
    """Is the pattern of a rule in another, with its placeholders filled in?"""
    return all(piece in source for piece in re.split(r"\{[^{}]*\}", written)[:1])


def test_time_grows_with_the_text_at_most() -> None:
    faults = [fault(one) for one in patterns()[0] if not one.source.startswith(TRUSTED)]
    assert [one for one in faults if one] == []


def test_gaps_of_rules_do_not_multiply() -> None:
    """A few gaps of some twenty characters, one behind the other, can be filled in a million ways."""
    slow = []
    for one in patterns()[0]:
        if one.file != "rules/patterns.py":
            continue
        find = finder(one)
        for attack in attacks(repeats(one.source), far=7, many=24):
            if seconds(find, attack.text(400)) > NOTICED and seconds(find, attack.text(1600), 3) > ENDLESS / 2:
                slow.append(f"{one.source[:200]}: {attack}")
    assert slow == []


@pytest.mark.parametrize(
    ("library", "source", "scans"),
    [
        ("regex", r"(?:率|达|率达|幅)*$", True),
        ("re", r"(?:率|达|率达|幅)*$", True),
        ("regex", r"比[^，。；]*$", True),
        ("regex", r"\s+$", True),
        ("re", r"<!--\s*a\s*:?\s*b", False),
        ("regex", r"[^0-9]*?(?:以上|余)*$", False),
        ("re", r"“([^“”]*[、和与][^“”]*)”(?:这|等)?$", False),
    ],
)
def test_texts_that_are_too_hard_are_found(library: str, source: str, scans: bool) -> None:
    # three measurements in a row have to say so, and on a busy machine one may not
    assert any("ms for" in fault(known(source, library, scans)) for _ in range(4))


@pytest.mark.parametrize(
    ("source", "scans"),
    [
        (r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+", True),
        (r"[^，。；：！？\n]+", True),
        (r"比[^，。；]{0,300}$", True),
        (r"[^\r\n]*(?:\r\n|\r|\n|\Z)", True),
        (r"\s*[，、]", False),
    ],
)
def test_linear_ones_are_not_blamed(source: str, scans: bool) -> None:
    assert fault(known(source, "regex", scans)) == ""
    assert fault(known(source, "re", scans)) == ""


def test_quantifiers_are_read_from_the_syntax() -> None:
    found = repeats(r"由(?P<n>[^，]{0,24}?)占(?:(?:达|约){2,})+(?=\d*$)")
    assert [one.most for one in found if one.most > FAR] == [one.most for one in found][1:]
    assert [one.leads[0] for one in found] == ["由", "由占", "由占", "由占达达"]
    assert found[2].bodies == ("达", "约")


@pytest.mark.parametrize("words", ["率达", "达到", "幅度为", "至约", "同比"])
def test_a_sentence_of_words_that_can_be_parted_in_two_ways_is_read(words: str) -> None:
    def taken(count: int) -> float:
        start = time.process_time()
        report = audit(f"全县产值增长{words * count}甲12%。")
        assert [figure.text for figure in report.figures] == ["12%"]
        return time.process_time() - start

    taken(1)
    assert min(taken(40), taken(40)) < 1
