"""A cell's print → an entry: a number with its unit, nothing, words, or what cannot be read."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from auditor import regex
from auditor.exact import Fraction
from auditor.figures.lexicon import Unit, lexicon
from auditor.figures.numerals import parse_arabic, parse_scale
from auditor.frozen import dataclass
from auditor.grid import Cell

_NUMBER = regex.compile(
    r"(?P<print>(?P<way>[↑↓])?(?P<number>[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,12})(?:\.[0-9]{1,8})?)"
    r" ?(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<unit>[^0-9 ,*#\[\]（）↑↓]{0,8})(?P<arrow>[↑↓])?)(?P<mark>[*#①-⑳]|\[[0-9]{1,2}\])?"
)
# （126.4）: what accounts print for a negative number.  （1） numbers an item.
_NEGATIVE = regex.compile(r"（(?P<inner>[0-9][0-9,.]{1,20}%?)）")
# No amount: a dash, a stroke.  What is not known (…, 待定, *) is no empty cell: it may be any number.
_NOTHING = regex.compile(r"[-/\\]{0,6}|无")
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}(?:年(?:度)?)?")
_CALENDAR = frozenset({"年", "月", "日"})
SCALED = regex.compile(r"(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<unit>[^0-9万亿]{0,8})")


class Content(Enum):
    NUMBER = "number"
    NOTHING = "nothing"
    YEAR = "year"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says; `place` is that of its number's print, `unit` None where the cell names none."""

    content: Content
    cell: Cell
    text: str = ""
    value: Fraction = Fraction(0)
    place: Fraction = Fraction(0)
    scale: int = 1
    unit: Unit | None = None

    @property
    def is_number(self) -> bool:
        return self.content is Content.NUMBER


def read_entry(cell: Cell) -> Entry:
    """The entry of a cell."""
    if _NOTHING.fullmatch(cell.text):
        return Entry(Content.NOTHING, cell)
    if _YEAR.fullmatch(cell.text):
        return Entry(Content.YEAR, cell, *_numeral(cell.text[:4]))
    bracketed = _NEGATIVE.fullmatch(cell.text)
    match = _NUMBER.fullmatch(bracketed["inner"] if bracketed else cell.text)
    if match is None or _is_code(match["number"]):
        return Entry(Content.WORDS, cell)
    unit = unit_of(match["unit"]) if match["unit"] else None
    if match["unit"] and (unit is None or unit.name in _CALENDAR):
        return Entry(Content.WORDS, cell)
    _, value, place = _numeral(match["number"])
    if bracketed or "↓" in (match["way"], match["arrow"]):
        value = -abs(value)
    text = cell.text if bracketed else match["print"]
    return Entry(Content.NUMBER, cell, text, value, place, parse_scale(match["scale"] or ""), unit)


def as_number(entry: Entry) -> Entry:
    """A number that looks like a year, in a column that holds no years."""
    if entry.content is not Content.YEAR or not entry.cell.text.isdigit():
        return entry
    return Entry(Content.NUMBER, entry.cell, entry.text, entry.value, entry.place)


@lru_cache(maxsize=512)
def unit_of(word: str) -> Unit | None:
    """The unit of a spelling, 个 and the like included."""
    return lexicon().units.get(word)


def _numeral(literal: str) -> tuple[str, Fraction, Fraction]:
    value, place = parse_arabic(literal.lstrip("+-"))
    return literal, -value if literal.startswith("-") else value, place


def _is_code(literal: str) -> bool:
    """001, 110101: leading noughts number things."""
    plain = literal.lstrip("+-")
    return len(plain) > 1 and plain[0] == "0" and plain[1] != "."
