"""Which row, column and period of a table the words before a figure of the prose name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
# The name under which rows of totals are kept.
_TOTAL = ""
Row = tuple[Sheet, Line]
Cell = tuple[Line, Measure, Mention]
# How far, in characters, a table may stand from prose that cites it without naming what it measures.
_BESIDE = 1500


def is_named(line: Line) -> bool:
    """Has a row a name by which prose could mean it?"""
    return len(line.measure.name) >= _SHORTEST and not (line.measure.is_subtotal or line.ragged)


class Roster:
    """The named rows of all sheets with headings, found by the words of the prose: looking at each row for each
    figure would take time by their product."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.size = 0
        self._by_name: dict[str, list[Row]] = {}
        self._cells: dict[str, dict[str, list[Cell]]] = {}
        self._alone: dict[str, tuple[Row, ...]] = {}
        self._cores: dict[int, str] = {}
        for sheet in sheets:
            for line in sheet.lines if sheet.headed else ():
                if is_named(line):
                    self.size += 1
                    name = _TOTAL if line.measure.is_total else line.measure.name
                    self._by_name.setdefault(name, []).append((sheet, line))
        self._lengths = sorted({len(name) for name in self._by_name if name})

    def cells_in(self, words: str) -> Iterator[Cell]:
        """The cells whose row the words name, and whose column the rest of them: all of its core, and little besides."""
        for name, rest in self._named(words):
            cores = {rest[start : start + size] for size in _sizes(rest) for start in range(len(rest) - size + 1)}
            cells = self._cells_of(name) if cores else {}
            for core in cores & cells.keys():
                yield from cells[core]

    def _cells_of(self, name: str) -> dict[str, list[Cell]]:
        """The cells of the rows of a name by what their columns measure."""
        known = self._cells.get(name)
        if known is None:
            known = self._cells[name] = {}
            for sheet, line in self._by_name[name]:
                for column, cell in zip(sheet.columns, line.mentions, strict=False):
                    if column is not None and cell is not None:
                        known.setdefault(column.core, []).append((line, column, cell))
        return known

    def only_row(self, words: str, mention: Mention) -> Row | None:
        """The one row of all tables that words name, if its table stands beside the figure of the prose."""
        if len(words) < _SHORTEST:
            return None
        found = self._alone.get(words)
        if found is None:
            found = self._alone[words] = tuple(islice(self._rows_alone(words), 2))
        return found[0] if len(found) == 1 and _is_beside(found[0][0], mention) else None

    def _rows_alone(self, words: str) -> Iterator[Row]:
        """The rows that words name with nothing besides but what the table measures: 风电, 全年发电量, 第二产业用电."""
        for name, rest in self._named(words):
            left = _BEFORE.sub("", rest)
            for sheet, line in self._by_name[name]:
                if left in self._measured(sheet) or (len(left) > 1 and left in sheet.grid.above):
                    yield sheet, line

    def _measured(self, sheet: Sheet) -> str:
        """What the columns of a sheet measure, a line each."""
        if id(sheet) not in self._cores:
            self._cores[id(sheet)] = "\n".join(column.core for column in sheet.columns if column is not None)
        return self._cores[id(sheet)]

    def _named(self, words: str) -> Iterator[tuple[str, str]]:
        """The names of rows that words hold, with what else they say."""
        rest = _rest_of_total(words) if _TOTAL in self._by_name else None
        if rest is not None:
            yield _TOTAL, rest
        for length in self._lengths:
            for name in {words[start : start + length] for start in range(len(words) - length + 1)}:
                if name in self._by_name:
                    yield name, words.replace(name, "", 1)


def _sizes(rest: str) -> range:
    """How long a core may be that the words name."""
    return range(max(_SHORTEST, len(rest) - _REST), len(rest) + 1)


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
