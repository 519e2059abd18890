"""Which script a text is written in: simplified, traditional, mixed or neither."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

from auditor.folding.fold import characters_of
from auditor.model import Script

# Simplified forms that traditional texts write as well, so that they tell nothing.
_SHARED = frozenset("干后里发制系范台面表丑谷曲斗松郁云几丰于杰秋出冬卷布占回征志托合向吊周并累余准沈沾游游布群裏着")
_CLEAR = 10
# Compatibility ideographs (U+F900 on) are other prints of one character, not other scripts.
_COMPATIBILITY = 0xF900


@lru_cache(maxsize=1)
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only traditional, and that only simplified texts write."""
    table = (Path(__file__).parent / "fold_table.txt").read_text(encoding="utf-8").split("\n")
    traditional = frozenset(char for char in table[0] if ord(char) < _COMPATIBILITY) - frozenset("着著")
    return traditional, frozenset(table[2]) - traditional - _SHARED


def script_of(text: str) -> Script:
    """The script of a text: one of them where it outnumbers the other ten to one, else mixed."""
    traditional, simplified = _telling()
    chars = characters_of(text)
    if chars.isdisjoint(traditional):
        return Script.UNKNOWN if chars.isdisjoint(simplified) else Script.HANS
    if chars.isdisjoint(simplified):
        return Script.HANT
    counts = Counter(text)
    old = sum(counts[char] for char in chars & traditional)
    new = sum(counts[char] for char in chars & simplified)
    if old >= _CLEAR * new:
        return Script.HANT
    return Script.HANS if new >= _CLEAR * old else Script.MIXED
