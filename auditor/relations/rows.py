"""Tables run together: `一、税收收入215341增值税72167…二、非税收入101984…收入合计317325`.

A table copied out of its grid leaves label and number in turn, without any mark.  Numbered rows are totals of
the rows behind them, and 合计 is the total of the numbered rows, or of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor import regex
from auditor.relations.addends import addends
from auditor.relations.mentions import Mention, Page
from auditor.relations.readings import LIKELY, POSSIBLE, Statement, reading
from auditor.rules import RelationRule

_ROW = regex.compile(r"[一-龥（）“”/]{2,30}")
_SECTION = regex.compile(r"^[一二三四五六七八九十]{1,3}、")
_TOTAL = regex.compile(r"(?:合计|总计|小计|总额)$")
_BELOW = regex.compile(r"^(?:其中|含|包括)")
_LEAST_ROWS = 4
_MOST_ROWS = 60


def find_rows(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` of tables that were run together."""
    for run in addends(page).values():
        for _, found in groupby(run, key=lambda m: m.sentence):
            for table in _tables(page, list(found)):
                yield from _sums(page, table)


def _tables(page: Page, run: list[Mention]) -> Iterator[list[Mention]]:
    """Stretches where each figure follows the one before with nothing but a label between them."""
    table: list[Mention] = []
    for mention in run:
        if table and not _is_row(page, table[-1], mention):
            yield from _if_long(table)
            table = []
        table.append(mention)
    yield from _if_long(table)


def _is_row(page: Page, before: Mention, mention: Mention) -> bool:
    between = _SECTION.sub("", page.between(before, mention))
    return mention.index == before.index + 1 and _ROW.fullmatch(between) is not None


def _if_long(table: list[Mention]) -> Iterator[list[Mention]]:
    if _LEAST_ROWS <= len(table) <= _MOST_ROWS:
        yield table


def _sums(page: Page, table: Sequence[Mention]) -> Iterator[Statement]:
    names = [_name(page, table, number) for number in range(len(table))]
    sections = [number for number, name in enumerate(names) if _SECTION.match(name)]
    totals = [number for number, name in enumerate(names) if _TOTAL.search(name)]
    for number in sections:
        end = min((n for n in (*sections, *totals) if n > number), default=len(table))
        yield from _sum(table[number], list(range(number + 1, end)), table, names)
    start = 0
    for number in totals:
        within = [n for n in sections if start <= n < number]
        yield from _sum(table[number], within or list(range(start, number)), table, names)
        start = number + 1


def _sum(whole: Mention, rows: list[int], table: Sequence[Mention], names: list[str]) -> Iterator[Statement]:
    rows = [n for n in rows if not _BELOW.match(names[n])]
    if len(rows) < 2:
        return
    parts = tuple(table[n] for n in rows)
    readings = [reading(LIKELY, 1, whole=whole, part=parts)]
    readings += [reading(POSSIBLE, len(parts), whole=whole, part=parts[:size]) for size in range(len(parts) - 1, 1, -1)]
    yield Statement(tuple(readings))


def _name(page: Page, table: Sequence[Mention], number: int) -> str:
    """The label of a row with its numbering, back to the row before or the last mark."""
    mention = table[number]
    if number:
        return page.between(table[number - 1], mention)
    start = page.sentences[mention.sentence][0]
    return regex.split(r"[。；，：\n]", page.shadow.text[start : mention.at])[-1]
