"""Which row, column and period of a table the words before a figure of the prose name."""

from __future__ import annotations

from collections.abc import Iterator

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


def rest_of(line: Line, words: str) -> str | None:
    """What the words say besides the row's name; None if they do not name it."""
    if line.measure.is_total:
        match = _WHOLE.match(words)
        # 总功率 is a column of its own, whose total is meant
        return words[match.end() :] if match else words if words.startswith("总") else None
    return words.replace(line.measure.name, "", 1) if line.measure.name in words else None


def is_named(line: Line) -> bool:
    """Has a row a name by which prose could mean it?"""
    return len(line.measure.name) >= _SHORTEST and not (line.measure.is_subtotal or line.ragged)


def names_column(rest: str, column: Measure) -> bool:
    """Do words name a column: all of its core, and little besides?"""
    return len(column.core) >= _SHORTEST and column.core in rest and len(rest) - len(column.core) <= _REST


def rows_named(sheet: Sheet, words: str) -> Iterator[Line]:
    """The rows that words name with nothing besides but what the table measures: 风电, 全年发电量, 第二产业用电."""
    measured = [column.core for column in sheet.columns if column is not None]
    for line in sheet.lines:
        rest = rest_of(line, words) if is_named(line) else None
        if rest is None:
            continue
        left = _BEFORE.sub("", rest)
        if not left or any(left in core for core in measured) or (len(left) > 1 and left in sheet.grid.above):
            yield line


def only_row(sheets: tuple[Sheet, ...], words: str, mention: Mention) -> tuple[Sheet, Line] | None:
    """The one row of all tables that words name, if its table stands beside the figure of the prose."""
    if len(words) < _SHORTEST:
        return None
    near = [sheet for sheet in sheets if sheet.headed and _is_beside(sheet, mention)]
    found = [(sheet, line) for sheet in near for line in rows_named(sheet, words)]
    if len(found) != 1:
        return None
    far = (sheet for sheet in sheets if sheet.headed and not _is_beside(sheet, mention))
    return None if any(True for sheet in far for _ in rows_named(sheet, words)) else found[0]


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
