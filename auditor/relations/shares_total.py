"""Shares of one whole that must make 100%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

import regex

from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_STRUCTURE = regex.compile(r"产业[^，。]{0,12}(?:结构|构成|比例|之比|比为|比重)|(?:结构|构成)[^，。]{0,8}比")
_MANY_ANSWERS = regex.compile(r"多选|可选多|不止一")
_LONGEST = 24
_REST = regex.compile(r"其余|其他|其它|剩余")
_FROM = regex.compile(r"[由从][^，。；]*$")
_RATIO_GAP = {"：", ":"}


def find_shares_totals(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `100 == sum(part)` over shares that stand together."""
    for _, found in groupby(page.mentions, key=lambda m: m.paragraph):
        paragraph = list(found)
        shares = [m for m in paragraph if m.figure.unit == "%" and m.role in (Role.SHARE, Role.LEVEL)]
        # 由26.8%提升至30.8% is one share at two times
        shares = [m for m in shares if not _FROM.search(m.lead)]
        for _, group in groupby(shares, key=lambda m: m.sentence):
            yield from _in_sentence(page, list(group))


def _in_sentence(page: Page, shares: list[Mention]) -> Iterator[Statement]:
    if len(shares) < 2 or _MANY_ANSWERS.search(page.sentence_text(shares[0])):
        return
    readings: list[Reading] = []
    seen: set[tuple[int, ...]] = set()
    runs: list[list[Mention]] = []
    lists: dict[int, list[Mention]] = {}
    for share in shares:
        lists.setdefault(share.series, []).append(share)
    runs += [one for one in lists.values() if len(one) > 1]
    for below in {inner(page, shares, reach) for reach in REACHES} | {frozenset[int]()}:
        runs.append([m for m in shares if m.index not in below])
    for run in runs:
        if len(run) > _LONGEST:
            continue
        for first in range(len(run)):
            for last in range(first + 2, len(run) + 1):
                parts = tuple(run[first:last])
                whole_run = last - first == len(run)
                strength = _strength(page, parts) if whole_run else POSSIBLE
                trials = Fraction(1, 8) if whole_run else Fraction(len(run) * 2)
                one = reading(strength, trials, part=parts)
                if one.key not in seen:
                    seen.add(one.key)
                    readings.append(one)
    for one in readings:
        yield Statement((one,))


def _strength(page: Page, parts: tuple[Mention, ...]) -> int:
    """A split that is said to be one must be complete; so must one that says 其他 or names a partition."""
    total = sum(part.figure.value for part in parts)
    roles = {part.role for part in parts}
    if len(parts) > 2 and 90 <= total <= 110 and _REST.search(parts[-1].head + "|" + parts[-1].tail):
        return CERTAIN
    if roles != {Role.SHARE} or len({part.base for part in parts}) > 1:
        return POSSIBLE
    before = page.sentence_text(parts[0])[: parts[0].at - page.sentences[parts[0].sentence][0]]
    text = page.sentence_text(parts[0])
    split = page.cues.split.search(before)
    if split and not split.group().startswith("分别") and not page.cues.partial.search(text) and 90 <= total <= 110:
        return CERTAIN
    if regex.search(r"其他|其它|其余|剩余", text) and len(parts) > 2 and 90 <= total <= 110:
        return CERTAIN
    return LIKELY if total >= 80 and len(parts) > 2 else POSSIBLE


def find_ratio_totals(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`三次产业结构为8.3：45.2：46.5`."""
    run: list[Mention] = []
    for mention in (*page.mentions, None):
        if mention is not None and run and page.between(run[-1], mention) in _RATIO_GAP:
            run.append(mention)
            continue
        known = bool(run) and _STRUCTURE.search(page.sentence_text(run[0])) is not None
        least, most = (50, 250) if known else (90, 110)
        if len(run) >= 3 and least <= sum(m.figure.value for m in run) <= most:
            yield Statement((reading(CERTAIN if known else LIKELY, 1, part=tuple(run)),))
        run = [mention] if mention is not None and mention.figure.dimension in ("number", "percent") else []
