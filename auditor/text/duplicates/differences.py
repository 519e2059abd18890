"""What differs between two copies of a passage: the smallest pairs of words and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor import plain
from auditor.frozen import dataclass

_TOKEN = plain.compile(r"[0-9][0-9.,]*[%‰]?|[A-Za-z]+|.", re.DOTALL)
_FIGURE = plain.compile(r"[0-9][0-9.,]*[%‰]?")
_DATED = plain.compile(r"(?:[0-9]{1,4}|[一二三四五六七八九十零]{1,4})(?:年|月|日|季度|周)")
_HAN = plain.compile(r"[\u4e00-\u9fff]")
# Comparing character by character takes the square of the length.
_LONGEST = 400
_SHOWN = 4
_SHOWN_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Change:
    """`old` of the first copy stands as `new` in the second; either may be empty.  `after` follows both."""

    old: str
    new: str
    after: str

    @property
    def size(self) -> int:
        return max(len(self.old), len(self.new))

    @property
    def of_figures(self) -> bool:
        return bool(_FIGURE.fullmatch(self.old) and _FIGURE.fullmatch(self.new))

    @property
    def of_dates(self) -> bool:
        """Another year, month or day: what is told of another time is no copy."""
        return bool(_DATED.match(self.old + self.after) and _DATED.match(self.new + self.after))

    @property
    def of_words(self) -> bool:
        """One word in place of another."""
        return bool(_HAN.search(self.old) and _HAN.search(self.new))


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The changes that lead from one text to the other; a long text is one change."""
    if max(len(old), len(new)) > _LONGEST:
        return () if old == new else (Change(old, new, ""),)
    mine, other = _TOKEN.findall(old), _TOKEN.findall(new)
    found = []
    from difflib import SequenceMatcher  # noqa: PLC0415

    for tag, i, j, k, m in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append(Change("".join(mine[i:j]), "".join(other[k:m]), "".join(mine[j : j + 1])))
    return tuple(found)


def similarity(old: str, new: str) -> float:
    """1 for equal texts; rough, and only of short ones."""
    if max(len(old), len(new)) > _LONGEST:
        return float(old == new)
    from difflib import SequenceMatcher  # noqa: PLC0415

    return SequenceMatcher(None, _TOKEN.findall(old), _TOKEN.findall(new), autojunk=False).ratio()


def shown(found: Sequence[Change]) -> str:
    """The changes, in no language: `12 → 13; 村 → 镇`."""
    pairs = [f"{_short(one.old)} → {_short(one.new)}" for one in found[:_SHOWN]]
    rest = len(found) - _SHOWN
    return "; ".join(pairs) + (f"; … (+{rest})" if rest > 0 else "")


def _short(text: str) -> str:
    line = " ".join(text.split()) or "∅"
    return line if len(line) <= _SHOWN_LENGTH else f"{line[:_SHOWN_LENGTH]}…"
