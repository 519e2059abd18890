"""Words that split one whole between them: 城镇 and 乡村, 男 and 女, the three sectors."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from auditor import regex
from auditor.wordfiles import read_words

Words = tuple[tuple[str, ...], ...]

# What says nothing of which parts are meant
_NARROWING = regex.compile(r"^(?:其中|人均|全[国省市县区]|普通|各类|招收|在校|在学)+")

_DECIDED = regex.compile("捕|诉|批准|准予|许可|立案|受理|采纳|认定$")

# What households use, too, so that the three sectors are not all of it.
_HOUSEHOLDS = regex.compile("用电|用水|用气|用能|能耗|耗电")


@lru_cache(maxsize=1)
def _within() -> tuple[tuple[tuple[str, ...], Words], ...]:
    tree = cast(dict[str, list[list[list[str]]]], read_words("partitions"))
    return tuple((tuple(names), tuple(tuple(word.split("|")) for word in line)) for names, line in tree["within"])


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    tree = cast(dict[str, list[list[str]]], read_words("partitions"))
    complete, partial = (
        tuple(tuple(tuple(word.split("|")) for word in line) for line in tree[name]) for name in ("complete", "partial")
    )
    return complete, partial


def splits(labels: list[str]) -> bool:
    """Does one line of the lexicon tell all labels apart?"""
    return bool(_telling(labels))


def is_complete(labels: list[str], whole: str = "") -> bool:
    """Do the labels name every word of a line that leaves nothing out of `whole`, by its label?"""
    return _complete_line(labels, whole) is not None or _deny_each_other(labels) or _complete_within(labels, whole)


def _complete_within(labels: list[str], whole: str) -> bool:
    """Are the labels all there is of this kind of whole, and told apart by nothing else?"""
    for names, line in _within():
        if len(line) != len(labels) or not any(name in whole for name in names):
            continue
        rest = [_less_word(label, line, whole) for label in labels]
        told = {place for _, place in rest}
        if len(told) == len(labels) and -1 not in told and len({words for words, _ in rest}) == 1:
            return True
    return False


def _less_word(label: str, line: Words, whole: str) -> tuple[str, int]:
    """What narrows a label before the word of the line that it has, and which that is; -1 where it has none, or goes on
    with what is no word of the whole."""
    found = [
        (label.find(word), -len(word), place) for place, words in enumerate(line) for word in words if word in label
    ]
    if not found:
        return label, -1
    start, size, place = min(found)
    before, after = label[:start], label[start - size :]
    if len(after) > 1 and not any(after[at : at + 2] in whole for at in range(len(after) - 1)):
        return after, -1  # 公办小学 and 民办小学 are not all 学校
    return "" if before in whole else _NARROWING.sub("", before), place


def _deny_each_other(labels: list[str]) -> bool:
    """资助宿位 and 非资助宿位 are all there are; of what came in, more than 批捕 and 不批捕 may be waiting."""
    if len(labels) != 2:
        return False
    short, long = sorted(labels, key=len)
    return len(short) > 1 and long[0] in "非不未" and long[1:] == short and not _DECIDED.search(short)


def crosses(labels: list[str]) -> bool:
    """Are the labels told apart by different ways (ownership, size, trade …), so that one thing may bear several?

    Labels that one way, or one split of a whole, tells apart exclude each other.
    """
    if splits(labels):
        return False
    named = [_ways_of(label) for label in labels]
    known = [ways for ways in named if ways]
    return len(known) > 1 and not frozenset.intersection(*known)


def told_apart(labels: list[str]) -> list[str] | None:
    """What is left of the labels without the words of a complete line that tells them all apart; None if none does."""
    line = _complete_line(labels)
    if line is None:
        return None
    words = [word for group in line for word in group]
    return [_without(label, words) for label in labels]


def _complete_line(labels: list[str], whole: str = "") -> Words | None:
    complete = _lines()[0]
    if "产业" in labels[0] and any(_HOUSEHOLDS.search(label) for label in (*labels, whole)):
        return None
    for number in _telling(labels):
        if number < len(complete) and len(complete[number]) == len(labels):
            return complete[number]
    return None


def _telling(labels: list[str]) -> list[int]:
    """The lines in which all labels have a word, and each another one."""
    named = [_words_of(label) for label in labels]
    if not all(named):
        return []
    lines = sorted(named[0].keys() & named[1].keys() if len(named) > 1 else named[0])
    return [
        line
        for line in lines
        if all(line in words for words in named) and len({words[line] for words in named}) == len(named)
    ]


def names_part(label: str) -> bool:
    """Does the label have a word of a line that leaves nothing out?"""
    complete = len(_lines()[0])
    return any(line < complete for line in _words_of(label))


@lru_cache(maxsize=1024)
def _words_of(label: str) -> dict[int, int]:
    """By line of the lexicon, complete ones first: the number of the one of its words that the label has; of several
    the one that begins first, as 非税收入 is no 税收."""
    found: dict[int, tuple[int, int]] = {}
    for char in set(label):
        for word, number, place in _by_first().get(char, ()):
            if word in label:
                here = (label.find(word), place)
                found[number] = min(here, found.get(number, here))
    return {number: place for number, (_, place) in found.items()}


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[tuple[str, int, int]]]:
    """By first character: the words of the lines, with the numbers of their line and of their place in it."""
    complete, partial = _lines()
    found: dict[str, list[tuple[str, int, int]]] = {}
    for number, line in enumerate((*complete, *partial)):
        for place, words in enumerate(line):
            for word in words:
                found.setdefault(word[0], []).append((word, number, place))
    return found


@lru_cache(maxsize=1024)
def _ways_of(label: str) -> frozenset[int]:
    """The ways of telling things apart that the label has a word of, by number."""
    return frozenset(number for number, words in enumerate(_ways()) if any(word in label for word in words))


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[str, ...], ...]:
    tree = cast(dict[str, list[list[str]]], read_words("partitions"))
    return tuple(tuple(line) for line in tree["ways"])


def _without(label: str, words: list[str]) -> str:
    word = max((word for word in words if word in label), key=len)
    return label.replace(word, "", 1).removeprefix("性").removeprefix("居民").strip()


@lru_cache(maxsize=1024)
def synonyms(name: str) -> tuple[str, ...]:
    """The name, and what it becomes with a word of it replaced by another that the lexicon takes for the same."""
    complete, partial = _lines()
    found = [name]
    for line in (*complete, *partial):
        for words in line:
            found += [name.replace(old, new, 1) for old in words if old in name for new in words if new != old]
    return tuple(found)
