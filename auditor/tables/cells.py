"""Numbers of cells → figures and mentions, with the unit that the table gives them."""

from __future__ import annotations

from auditor.exact import Fraction
from auditor.figures.extract import Item
from auditor.figures.lexicon import Unit, lexicon
from auditor.frozen import dataclass
from auditor.glyphs import RATES
from auditor.interval import Interval
from auditor.model import Figure
from auditor.relations.mentions import Mention
from auditor.tables.entries import Entry, unit_of
from auditor.tables.headings import Measure, caption_names_rates, caption_unit

_BARE = Unit("", "number", Fraction(1))
_EXACT = frozenset({"count", "name", "duration"})


@dataclass(slots=True)
class Maker:
    """Numbers the mentions and figures of tables on from those of the prose."""

    mentions: int
    figures: int

    def mention(self, entry: Entry, row: Measure, column: Measure, unit: tuple[Unit, int], table: int) -> Mention:
        self.figures += 1
        figure = _figure(f"f{self.figures}", entry, row, column, unit)
        self.mentions += 1
        return Mention(
            index=self.mentions - 1, item=Item(0, 0, figure), figure=figure, at=0, paragraph=0, article=0, sentence=0,
            segment=-1 - table, clause=0, bracket=0, head="", lead="", tail="", label=figure.label,
            year=column.year or row.year, series=self.mentions - 1,
        )  # fmt: skip


def unit_of_cell(entry: Entry, row: Measure, column: Measure, caption: str) -> tuple[Unit, int]:
    """The nearest name of a unit: in the cell, the column's head, the row's name, the caption."""
    if entry.unit is not None:
        return entry.unit, entry.scale
    if row.unit is not None and row.unit.dimension in RATES:
        # 增长（%） below columns of amounts
        return row.unit, row.scale * entry.scale
    for measure in (column, row):
        if measure.unit is not None:
            return measure.unit, measure.scale * entry.scale
    if column.is_rate:
        return lexicon().units["%"], 1
    general = caption_unit(caption)
    amount = column.is_addable or (column.is_change and not caption_names_rates(caption))
    if general is not None and amount and not column.is_counted:
        return general[0], general[1] * entry.scale
    if column.is_counted:
        return unit_of("个") or _BARE, entry.scale
    return _BARE, entry.scale


def _figure(name: str, entry: Entry, row: Measure, column: Measure, unit: tuple[Unit, int]) -> Figure:
    kind, scale = unit
    factor = kind.factor * scale
    whole = entry.place == 1 and scale == 1 and kind.dimension in _EXACT
    step = Fraction(0) if whole else entry.place * factor
    value = entry.value * factor
    start = entry.cell.start + max(0, entry.cell.text.find(entry.text))
    year = column.year or row.year
    return Figure(
        id=name, span=type(entry.cell.span)(start, start + len(entry.text)), text=entry.text, value=value, step=step,
        interval=Interval(value - step / 2, value + step / 2), unit=kind.name, dimension=kind.dimension,
        label=" ".join(word for word in (row.name, column.name) if word), period=str(year or ""),
    )  # fmt: skip
