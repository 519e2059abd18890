"""Common words of two characters; read when the first doubled word asks for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_LIST = Path(__file__).parent / "words.txt"
_LENGTH = 2


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The words of `words.txt`, which scripts/make_word_list.py makes."""
    text = _LIST.read_text(encoding="utf-8").strip()
    return frozenset(text[at : at + _LENGTH] for at in range(0, len(text), _LENGTH))
