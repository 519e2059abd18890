"""The flow with every figure replaced by one private-use character for its dimension.

Patterns over the shadow are short and quick: `{plan:money}` is one character, a label is ordinary
text, and the position of the character gives the figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from auditor.figures.extract import Item
from auditor.frozen import dataclass
from auditor.glyphs import ANY, CLASSES, FIGURES, LEVELS, QUANTITY
from auditor.layout import Flow

__all__ = ["ANY", "CLASSES", "FIGURES", "LEVELS", "QUANTITY", "Shadow", "cast_shadow"]


@dataclass(frozen=True, slots=True)
class Shadow:
    """`text` with one character an item; `places[i]` is where item `i` stands in it."""

    text: str
    places: tuple[int, ...]
    items: tuple[Item, ...]

    def item_index(self, position: int) -> int | None:
        """Number of the item whose character stands at `position`, None if none does."""
        index = bisect_left(self.places, position)
        if index < len(self.places) and self.places[index] == position:
            return index
        return None

    def flow_position(self, position: int) -> int:
        """Position in the flow of a position in the shadow."""
        index = bisect_right(self.places, position) - 1
        if index < 0:
            return position
        if self.places[index] == position:
            return self.items[index].start
        return self.items[index].end + position - self.places[index] - 1


def cast_shadow(flow: Flow, items: list[Item]) -> Shadow:
    """The shadow of a flow with its figures and dates."""
    pieces: list[str] = []
    places: list[int] = []
    at = length = 0
    for item in items:
        pieces.append(flow.text[at : item.start])
        length += item.start - at
        places.append(length)
        pieces.append(_character(item))
        length += 1
        at = item.end
    pieces.append(flow.text[at:])
    return Shadow("".join(pieces), tuple(places), tuple(items))


def _character(item: Item) -> str:
    if item.figure is None:
        return CLASSES["date"]
    return CLASSES.get(item.figure.dimension, QUANTITY)
