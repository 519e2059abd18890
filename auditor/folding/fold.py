"""Fold traditional to simplified, full-width letters and digits to half-width, punctuation to one form.

Folding never changes the length of a text, so every position in the folded text is a position in
the original.  The character table is generated from OpenCC's data by scripts/make_fold_table.py.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from auditor import plain

# Clause punctuation becomes full-width, the form that rules are written in.
_TO_FULL = {";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_SAME = {
    "﹪": "%", "％": "%", "∶": "：", "︰": "：", "﹕": "：", "．": ".", "／": "/", "＋": "+", "＂": '"',
    "「": "“", "」": "”", "『": "“", "』": "”", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”",
    "［": "[", "］": "]", "｛": "{", "｝": "}", "〔": "（", "〕": "）", "﹙": "（", "﹚": "）",
    "､": "、", "｡": "。", "﹑": "、", "﹐": "，", "﹔": "；", "•": "·", "‧": "·", "・": "·",
    "〇": "零", "○": "零",
}  # fmt: skip
_DASHES = "－–—―─‐‑−﹣～〜∼~"
_SPACES = "\t\u00a0\u3000\u2002\u2003\u2009\u200a\ufeff\u200b"
_LINE_ENDS = "\r\u2028\u2029\x0b\x0c\x85"
_WIDE_THOUSANDS = plain.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_HALF = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = "".join(chr(ord(char) + 0xFEE0) for char in _HALF)
_WIDE_DIGITS = frozenset(_WIDE[:10])
_COMMA = plain.compile(r",(?:(?<![0-9],)|(?![0-9]{3}(?![0-9])))")
_FEW = 24


@lru_cache(maxsize=1)
def _replacements() -> dict[str, str]:
    old, new = (Path(__file__).parent / "fold_table.txt").read_text(encoding="utf-8").split("\n")[:2]
    table = dict(zip(old, new, strict=True))
    table.update({**_TO_FULL, **_SAME})
    table.update(zip(_WIDE, _HALF, strict=True))
    table.update(dict.fromkeys(_DASHES, "-"))
    table.update(dict.fromkeys(_SPACES, " "))
    table.update(dict.fromkeys(_LINE_ENDS, "\n"))
    # the shadow writes figures as private-use characters; the text's own must not look like them
    table.update(dict.fromkeys(map(chr, range(0xE000, 0xE010)), "□"))
    return table


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    return str.maketrans(_replacements())


def fold(text: str) -> str:
    """The folded text; of the same length as `text`."""
    return _folded(text, frozenset(text))


@lru_cache(maxsize=2)
def fold_whole(text: str) -> str:
    """The same of a whole document, for which several ask."""
    return _folded(text, characters_of(text))


def _folded(text: str, chars: frozenset[str]) -> str:
    if not _WIDE_DIGITS.isdisjoint(chars):
        text = _WIDE_THOUSANDS.sub(",", text)
    text = _translated(text, chars)
    return _COMMA.sub("，", text) if "," in text else text


@lru_cache(maxsize=4)
def characters_of(text: str) -> frozenset[str]:
    """The characters that a text holds: of its whole text several ask, and to tell them takes as long as a search."""
    return frozenset(text)


def _translated(text: str, chars: frozenset[str]) -> str:
    """Every character as the table has it.  Few of them are soonest replaced one after the other: a simplified text
    has some punctuation, and `translate` would look up every character."""
    table = _replacements()
    changed = chars & table.keys()
    if len(changed) > _FEW or any(table[char] in changed for char in changed):
        return text.translate(_table())
    for char in changed:
        text = text.replace(char, table[char])
    return text
