"""Sums of a natural series: a list, the figures of one sentence, a column of one label.

Here the parts are given by the text's form, and only the whole is looked for.  A series that misses
its whole by a usual slip of one digit, and by nothing else, is reported; one that misses it otherwise
may simply have another whole, and is left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from auditor import regex
from auditor.exact import Fraction
from auditor.relations.addends import addends
from auditor.relations.each import is_each
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.parts import COMPARED, may_overlap, under_a_cue
from auditor.relations.readings import LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import RelationRule

_MOST = 16
_WHOLES = 3
_WHOLE_CUE = regex.compile(r"共|总|合计|全[国省市县区]")
_TAIL = 2
# 0.83亿元（3.97亿元）: nothing but the bracket stands between
_GAP = 2
# How many figures behind a part its own share may stand: 8.97万亿元，增长5.2%，占65%
_OWN_SHARE = 3
_ALL = 100
_FEW = 8
# Figures of one unit between a total and its parts; without an end, a yearbook would be read against itself.
_FAR = 400

Series = tuple[list[Mention], list[Mention] | None]


def find_series(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` whose parts are a natural series."""
    for run in addends(page).values():
        closed = [m for m in run if m.figure.interval.low is not None and m.figure.interval.high is not None]
        closed = [m for m in closed if m.figure.hedge is None or m.figure.hedge == "about"]
        if (
            len(closed) < 3
            or closed[0].role is not Role.LEVEL
            or closed[0].figure.dimension in ("number", "percent", "duration")
        ):
            continue
        found = _found(page, run, closed)
        # the more series a long report has, the more of them miss some figure by one digit
        tried = 1 + sum(len(wholes) for _, wholes in found) // _FEW
        for parts, wholes in found:
            yield Statement(tuple(_reading(page, whole, parts, tried) for whole in wholes))


def _reading(page: Page, whole: Mention, parts: list[Mention], tried: int) -> Reading:
    """What may overlap need not add up: 其中寄宿制学校446所，乡村学校626所."""
    return reading(POSSIBLE if may_overlap(page, whole, parts) else LIKELY, tried, whole=whole, part=tuple(parts))


def _is_of_another(page: Page, run: Sequence[Mention], part: Mention, whole: Mention) -> bool:
    """Does 其中 or 包括 put the part under a figure of its own sentence, so that no whole elsewhere is its own?"""
    place = bisect_left(run, part.index, key=_index)
    if part.sentence == whole.sentence or place == 0 or run[place - 1].sentence != part.sentence:
        return False
    first = run[bisect_left(run, part.sentence, key=_sentence)]
    return page.cues.partial.search(page.shadow.text, first.at + 1, part.at) is not None


def _is_item(run: Sequence[Mention], whole: Mention, parts: Sequence[Mention]) -> bool:
    """`甲省139万人次；乙省165.5万人次；丙省116.4万人次；丁省49.5万人次`: in a list between semicolons, the second item is no whole
    of those behind it."""
    rows = {m.segment for m in (whole, *parts)}
    if whole.sentence != parts[0].sentence or len(rows) <= len(parts) or whole.index > parts[0].index:
        return False
    if _WHOLE_CUE.search(whole.head):
        return False
    place = bisect_left(run, whole.index, key=_index)
    return place > 0 and run[place - 1].sentence == whole.sentence and run[place - 1].segment < whole.segment


def _found(page: Page, run: Sequence[Mention], closed: Sequence[Mention]) -> list[tuple[list[Mention], list[Mention]]]:
    """Each series of the closed figures of a run once, with the wholes that it may add up to."""
    found: dict[tuple[int, ...], tuple[list[Mention], list[Mention]]] = {}
    fruitless: set[tuple[int, ...]] = set()
    named = _Named(closed)
    for parts, told in _series(page, closed):
        key = tuple(m.index for m in parts)
        if not 2 <= len(parts) <= _MOST or key in found or (told is None and key in fruitless):
            continue
        # a part among parts is no whole of the others
        maybe = named.wholes(parts) if told is None else told
        wholes = [m for m in maybe if m.sentence != parts[0].sentence or not under_a_cue(page, m)]
        wholes = [m for m in wholes if not any(_is_of_another(page, run, part, m) for part in parts)]
        wholes = [m for m in wholes if not _is_item(run, m, parts)]
        # a number told again is no whole of itself and more
        wholes = [m for m in wholes if all(part.figure.value != m.figure.value for part in parts)]
        wholes = [
            m for m in wholes if not (_shares_leave_a_rest(page, parts, m) or _is_of_another_year(page, parts, m))
        ]
        # 39 teachers are lost in the rounding of 3.86万
        wholes = [m for m in wholes if all(part.figure.step or part.figure.value > m.figure.step for part in parts)]
        if wholes and _names(parts) and _is_told_once(parts) and not _is_row(page, parts):
            found[key] = (parts, wholes)
        elif told is None:
            fruitless.add(key)
    return list(found.values())


def _is_told_once(parts: Sequence[Mention]) -> bool:
    once = len({(m.label, m.figure.value) for m in parts}) == len(parts)
    return once and not any(is_each(m) or COMPARED.match(m.lead) for m in parts)


def _is_row(page: Page, parts: Sequence[Mention]) -> bool:
    """`10月获利14.2亿元，累计155.7亿元`: what has added up so far is no part beside its last month; neither is what stands in
    a bracket right behind an amount."""
    so_far = 0 < sum("累计" in page.list_of(m)[0].head for m in parts) < len(parts)
    beside = any(b.bracket and b.bracket != a.bracket and b.at - a.at <= _GAP for a, b in pairwise(parts))
    return so_far or beside


def _is_of_another_year(page: Page, parts: Sequence[Mention], whole: Mention) -> bool:
    """`总资产3862亿元；净资产1246亿元。2022年末总资产3616亿元`: one part is of the whole's year, and one of another."""
    years = [page.dated(part) for part in parts]
    if None in years or len(set(years)) == 1 or (len(parts) > 2 and len(set(years)) == len(parts)):
        return False
    return page.dated(whole) in years


def _shares_leave_a_rest(page: Page, parts: Sequence[Mention], whole: Mention) -> bool:
    """`8.97万亿元，占65%；2.39万亿元，占17.3%；1.93万亿元，占14%`: their own shares of it say that they are not all."""
    shares: list[tuple[Fraction, Fraction]] = []
    for part in parts:
        behind = page.mentions[part.index + 1 : part.index + 1 + _OWN_SHARE]
        own = next((m for m in behind if m.role is Role.SHARE and m.segment == part.segment), None)
        if own is None or own.figure.unit != "%":
            return False
        shares.append((own.figure.value, _ALL * part.figure.value / whole.figure.value))
    of_it = sum(abs(told - made) < 1 for told, made in shares)
    total = sum((told for told, _ in shares), Fraction(0))
    return 2 * of_it > len(shares) and abs(total - _ALL) > len(shares)


def _series(page: Page, run: Sequence[Mention]) -> Iterator[Series]:
    """Parts, and the wholes that they may add up to; None where these are to be looked for."""
    seen: list[frozenset[int]] = []
    totals = {m.index for m in run if _WHOLE_CUE.search(m.head)}
    for reach in REACHES:
        below = inner(page, run, reach)
        if below in seen:
            continue
        seen.append(below)
        level = [m for m in run if m.index not in below]
        yield from _groups(level, totals, lambda m: m.series)
        yield from _groups(level, totals, lambda m: m.sentence)
        for found in [level, *(list(same) for _, same in groupby(level, key=lambda m: m.paragraph))]:
            for column in _columns(found):
                yield column, None
                if column[0].series != column[1].series:
                    yield column[1:], [column[0]]
        for number, whole in enumerate(level):
            if whole.index in totals:
                yield _alike(whole, islice(level, number + 1, number + 1 + _FAR)), [whole]


def _groups(level: list[Mention], totals: set[int], key: Callable[[Mention], int]) -> Iterator[Series]:
    for _, found in groupby(level, key=key):
        parts = [m for m in found if m.index not in totals]
        if len(parts) > 1:
            yield parts, None


def _columns(level: list[Mention]) -> Iterator[list[Mention]]:
    columns: dict[str, list[Mention]] = {}
    for mention in level:
        columns.setdefault(mention.label[-_TAIL:], []).append(mention)
    yield from (column for word, column in columns.items() if len(word) == _TAIL and len(column) > 2)


def _alike(whole: Mention, rest: Iterable[Mention]) -> list[Mention]:
    """What follows a total under its own name; of what is too much for a series only so much as shows it."""
    name = pairs(whole.label + whole.noun)
    return list(islice((m for m in rest if name & pairs(m.label + m.noun)), _MOST + 1))


def _names(parts: Sequence[Mention]) -> frozenset[str]:
    """The character pairs that the labels of all parts share."""
    return frozenset.intersection(*(pairs(m.label + m.noun) for m in parts))


class _Named:
    """The figures of a run by the character pairs of their names."""

    def __init__(self, run: Sequence[Mention]) -> None:
        self._run = run
        self._places: dict[str, list[int]] = {}
        for place, mention in enumerate(run):
            for pair in pairs(mention.label + mention.noun):
                self._places.setdefault(pair, []).append(place)

    def wholes(self, parts: Sequence[Mention]) -> list[Mention]:
        """What the series may add up to: figures before it or right behind that bear its name, the same
        last word before a merely similar one."""
        taken = {m.index for m in parts}
        largest = max(m.figure.value for m in parts)
        found = [
            m for m in self._near(parts)
            if (m.index < parts[0].index or m.sentence - parts[-1].sentence <= 1)
            and m.index not in taken and m.figure.value > largest
        ]  # fmt: skip
        same = [m for m in found if m.label[-3:] == parts[0].label[-3:]]
        found = same or found
        found.sort(key=lambda m: abs(parts[0].index - m.index))
        return found[:_WHOLES]

    def _near(self, parts: Sequence[Mention]) -> list[Mention]:
        """The figures around the parts that bear a name of all of them, in the order of the text."""
        first = bisect_left(self._run, parts[0].index, key=_index) - _FAR
        last = bisect_right(self._run, parts[-1].index, key=_index) + _FAR
        places: set[int] = set()
        for pair in _names(parts):
            named = self._places.get(pair, [])
            places.update(named[bisect_left(named, first) : bisect_left(named, last)])
        return [self._run[place] for place in sorted(places)]


def _index(mention: Mention) -> int:
    return mention.index


def _sentence(mention: Mention) -> int:
    return mention.sentence
