"""What the diagnosis says, in Chinese and English."""

from __future__ import annotations

from auditor import regex
from auditor.diagnosis.gaps import Cell, Row
from auditor.diagnosis.prints import Print, written
from auditor.exact import Fraction
from auditor.interval import Interval
from auditor.judge import per_unit
from auditor.model import Figure
from auditor.working import amount, printed

SLIPS = {
    "digit": ("一位数字有误", "one digit is wrong"),
    "transposed": ("相邻两位数字颠倒", "two digits transposed"),
    "decimal": ("小数点错位", "decimal point moved"),
    "scale": ("“万”“亿”误用", "万 and 亿 mixed up"),
    "dropped": ("漏了一位数字", "a digit dropped"),
    "doubled": ("重复了一位数字", "a digit doubled"),
    "twice": ("重复列出，应删去一处", "listed twice, one to be deleted"),
    "omits-part": ("总数漏计了{other}", "the whole omits {other}"),
    "left-out": ("分项漏列了{other}", "{other} was left out of the parts"),
    "direction": ("升降方向写反", "up and down mixed up"),
    "points": ("“%”误作“个百分点”", "% printed as percentage points"),
    "times": ("误把“增长到几倍”写成“增长几倍”", "'to x times' printed as 'by x times'"),
    "later-base": ("误以现值为基数", "computed on the later value"),
    "upside-down": ("分子分母颠倒", "divided the wrong way round"),
    "other-base": ("误以{other}为基数", "computed on {other} instead"),
}
_HEDGE = regex.compile(r"^(?:约|近|超过?|逾|不足|大约)+")
_SEVERAL = ("改此一处，{count}处不符可同时消除", "this change alone settles {count} findings")
_ALSO = ("还须改动{others}", "{others} would have to change too")
_LEFT_OUT = (
    "各栏相加都缺同一项，漏列了一类{noun}：{row}（{gaps}）",
    "Every column lacks the same row; one category was left out: {row} ({gaps})",
)
_TWICE = (
    "各栏相加都多出同一项，第{place}项重复计入：{row}（{gaps}）",
    "Every column has the same row too often; item {place} was listed twice: {row} ({gaps})",
)


def reason(other: Print, solved: int, also: list[Figure], lang: str) -> str:
    """Why a figure is suspected: the slip, how many findings it settles, what must change as well."""
    parts = []
    if other.slip is not None:
        parts.append(_of(SLIPS[other.slip], lang).format(other=printed(other.other) if other.other else ""))
    if solved > 1:
        parts.append(_of(_SEVERAL, lang).format(count=solved))
    if also:
        parts.append(_of(_ALSO, lang).format(others=("、" if lang == "zh" else ", ").join(map(printed, also))))
    return ("；" if lang == "zh" else "; ").join(parts)


def suggestion(figure: Figure, other: Print, lang: str) -> str:
    """The one print that would reconcile the figures."""
    return f"{'疑为：' if lang == 'zh' else 'perhaps '}{printed(figure)} → {other.text}"


def row_message(row: Row, lang: str) -> str:
    """The missing row, or the one that stands twice, with the gap of every series."""
    comma, semicolon = ("，", "；") if lang == "zh" else (", ", "; ")
    cells = comma.join(_cell(cell, lang) for cell in row.cells)
    gaps = [_difference(cell) for cell in row.cells]
    share = next((cell for cell in row.cells if _is_share(cell)), None)
    base = row.cells[0]
    if share is not None and row.twice is None:
        gaps.append(f"{cell_text(base)} ÷ {_whole(base)} = {_text(share, _middle(base.gap) / _middle(base.whole))}")
    template = _LEFT_OUT if row.twice is None else _TWICE
    return _of(template, lang).format(noun=row.noun, row=cells, gaps=semicolon.join(gaps), place=(row.twice or 0) + 1)


def cell_text(cell: Cell) -> str:
    """`2个`, `3.7%`, `2.3亿元`."""
    return _text(cell, abs(_middle(cell.gap)))


def _text(cell: Cell, value: Fraction) -> str:
    """As precise as the series is printed."""
    shown = written(cell.model, value / per_unit(cell.model)).text if _is_share(cell) else amount(value, cell.model)
    return _HEDGE.sub("", shown)


def in_print(cell: Cell) -> Interval:
    """The gap in the unit that its figures are printed in."""
    gap = cell.gap if (cell.gap.low or 0) >= 0 else -cell.gap
    return gap * Interval.exact(1 / per_unit(cell.model))


def _cell(cell: Cell, lang: str) -> str:
    text = cell_text(cell)
    if lang == "zh" and _is_share(cell):
        return f"占{text}"
    return f"{cell.label}{text}" if lang == "zh" and cell.model.dimension == "money" else text


def _difference(cell: Cell) -> str:
    parts = _text(cell, _middle(cell.whole) - _middle(cell.gap))
    if _middle(cell.gap) < 0:
        return f"{parts} − {_whole(cell)} = {cell_text(cell)}"
    return f"{_whole(cell)} − {parts} = {cell_text(cell)}"


def _whole(cell: Cell) -> str:
    return "100%" if _is_share(cell) else _text(cell, _middle(cell.whole))


def _is_share(cell: Cell) -> bool:
    return cell.model.dimension == "percent"


def _middle(interval: Interval) -> Fraction:
    assert interval.low is not None and interval.high is not None
    return (interval.low + interval.high) / 2


def _of(words: tuple[str, str], lang: str) -> str:
    return words[0] if lang == "zh" else words[1]
