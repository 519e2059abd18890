"""Which row, column and period of a table the words before a figure of the prose name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
Row = tuple[Sheet, Line]
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
        self._totals: list[Row] = []
        self._by_name: dict[str, list[Row]] = {}
        self._columns: dict[int, dict[str, list[int]]] = {}
        for sheet in sheets:
            for line in sheet.lines if sheet.headed else ():
                if is_named(line):
                    self.size += 1
                    total = line.measure.is_total
                    rows = self._totals if total else self._by_name.setdefault(line.measure.name, [])
                    rows.append((sheet, line))
        self._lengths = sorted({len(name) for name in self._by_name})

    def cells_in(self, words: str) -> Iterator[tuple[Line, Measure, Mention]]:
        """The cells whose row the words name, and whose column the rest of them: all of its core, and little besides."""
        for rest, rows in self._named(words):
            cores = {rest[start : start + size] for size in _sizes(rest) for start in range(len(rest) - size + 1)}
            for sheet, line in rows if cores else ():
                columns = self._columns_of(sheet)
                for place in (place for core in cores for place in columns.get(core, ())):
                    column, cell = sheet.columns[place], line.mentions[place]
                    if column is not None and cell is not None:
                        yield line, column, cell

    def only_row(self, words: str, mention: Mention) -> Row | None:
        """The one row of all tables that words name, if its table stands beside the figure of the prose."""
        if len(words) < _SHORTEST:
            return None
        rows = self._rows_alone(words)
        found = next(rows, None)
        return found if found and _is_beside(found[0], mention) and next(rows, None) is None else None

    def _rows_alone(self, words: str) -> Iterator[Row]:
        """The rows that words name with nothing besides but what the table measures: 风电, 全年发电量, 第二产业用电."""
        for rest, rows in self._named(words):
            left = _BEFORE.sub("", rest)
            for sheet, line in rows:
                measured = not left or any(left in core for core in self._columns_of(sheet))
                if measured or (len(left) > 1 and left in sheet.grid.above):
                    yield sheet, line

    def _named(self, words: str) -> Iterator[tuple[str, list[Row]]]:
        """The rows that words name, with what else they say."""
        rest = _rest_of_total(words) if self._totals else None
        if rest is not None:
            yield rest, self._totals
        for length in self._lengths:
            for name in {words[start : start + length] for start in range(len(words) - length + 1)}:
                if name in self._by_name:
                    yield words.replace(name, "", 1), self._by_name[name]

    def _columns_of(self, sheet: Sheet) -> dict[str, list[int]]:
        """The columns of a sheet by what they measure."""
        known = self._columns.get(id(sheet))
        if known is None:
            known = self._columns[id(sheet)] = {}
            for place, column in enumerate(sheet.columns):
                if column is not None:
                    known.setdefault(column.core, []).append(place)
        return known


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
