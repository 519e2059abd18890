"""Which row, column and period of a table the words before a figure of the prose name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from auditor import regex
from auditor.relations.mentions import Mention, Page, Role
from auditor.tables.headings import Measure
from auditor.tables.sheets import Line, Sheet

_PLACE = r"全[国省市县区州盟旗镇乡村校院厂公司]|全年|本年|当年|年末|期末|截至"
_WHOLE = regex.compile(rf"^(?:{_PLACE}|合计|总计|累计|共计|共)+")
_BEFORE = regex.compile(rf"^(?:{_PLACE}|其中|而|共|我[省市县区镇乡校]|完成|实现)+")
_PERIOD = regex.compile(r"全年|[一二三四]季度|[上下]半年|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?")
_SHORTEST = 2
_REST = 2
# How far, in characters, a table may stand from prose that cites it without naming what it measures.
_BESIDE = 1500


def is_named(line: Line) -> bool:
    """Has a row a name by which prose could mean it?"""
    return len(line.measure.name) >= _SHORTEST and not (line.measure.is_subtotal or line.ragged)


def names_column(rest: str, column: Measure) -> bool:
    """Do words name a column: all of its core, and little besides?"""
    return len(column.core) >= _SHORTEST and column.core in rest and len(rest) - len(column.core) <= _REST


@dataclass(frozen=True, slots=True)
class Named:
    """A row whose name the words hold, and the rest of the words."""

    place: int
    sheet: Sheet
    line: Line
    rest: str


class Roster:
    """The named rows of all sheets with headings, found by the words of the prose: looking at each row for each
    figure would take time by their product."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        rows = [(sheet, line) for sheet in sheets if sheet.headed for line in sheet.lines if is_named(line)]
        self.size = len(rows)
        self._totals: list[tuple[int, Sheet, Line]] = []
        self._by_name: dict[str, list[tuple[int, Sheet, Line]]] = {}
        for place, (sheet, line) in enumerate(rows):
            total = line.measure.is_total
            names = self._totals if total else self._by_name.setdefault(line.measure.name, [])
            names.append((place, sheet, line))
        self._lengths = sorted({len(name) for name in self._by_name})
        self._measured: dict[int, list[str]] = {}

    def rows_in(self, words: str) -> list[Named]:
        """The rows that words name, in order, whatever else they say."""
        found = []
        rest = _rest_of_total(words) if self._totals else None
        if rest is not None:
            found += [Named(*row, rest) for row in self._totals]
        for name in self._names_in(words):
            found += [Named(*row, words.replace(name, "", 1)) for row in self._by_name[name]]
        return sorted(found, key=lambda one: one.place)

    def rows_alone(self, words: str) -> Iterator[Named]:
        """The rows that words name with nothing besides but what the table measures: 风电, 全年发电量, 第二产业用电."""
        for one in self.rows_in(words):
            left = _BEFORE.sub("", one.rest)
            measured = not left or any(left in core for core in self._cores(one.sheet))
            if measured or (len(left) > 1 and left in one.sheet.grid.above):
                yield one

    def only_row(self, words: str, mention: Mention) -> tuple[Sheet, Line] | None:
        """The one row of all tables that words name, if its table stands beside the figure of the prose."""
        if len(words) < _SHORTEST:
            return None
        found = list(islice(self.rows_alone(words), 2))
        if len(found) != 1 or not _is_beside(found[0].sheet, mention):
            return None
        return found[0].sheet, found[0].line

    def _names_in(self, words: str) -> set[str]:
        return {
            words[start : start + length]
            for length in self._lengths
            for start in range(len(words) - length + 1)
            if words[start : start + length] in self._by_name
        }

    def _cores(self, sheet: Sheet) -> list[str]:
        """What the columns of a sheet measure."""
        number = id(sheet)
        if number not in self._measured:
            self._measured[number] = [column.core for column in sheet.columns if column is not None]
        return self._measured[number]


def _rest_of_total(words: str) -> str | None:
    """What the words say besides a total's name; None if they name none."""
    match = _WHOLE.match(words)
    # 总功率 is a column of its own, whose total is meant
    return words[match.end() :] if match else words if words.startswith("总") else None


def _is_beside(sheet: Sheet, mention: Mention) -> bool:
    place = mention.figure.span.start
    return sheet.grid.start - _BESIDE < place < sheet.grid.end + _BESIDE


def period_before(page: Page, mention: Mention) -> str:
    """全年, 四季度, 5月: the period that the sentence last named before a figure; "" if none."""
    start = page.shadow.flow_position(page.sentences[mention.sentence][0])
    words = page.flow.text[start : page.shadow.flow_position(mention.at)]
    return max((match.group() for match in _PERIOD.finditer(words)), key=words.rfind, default="")


def anchor(page: Page, mention: Mention, line: Line) -> int | None:
    """The column of a row whose cell the clause before a rate repeats: `风电48.6亿千瓦时，增长24%`."""
    if not mention.index:
        return None
    level = page.mentions[mention.index - 1]
    if level.role is not Role.LEVEL or level.segment != mention.segment or level.sentence != mention.sentence:
        return None
    same = [
        place
        for place, cell in enumerate(line.mentions)
        if cell is not None and cell.key == level.key and cell.figure.interval.meets(level.figure.interval)
    ]
    return same[0] if len(same) == 1 else None
