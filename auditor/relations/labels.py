"""How well two labels agree, without a word segmenter: by the character pairs that they share."""

from __future__ import annotations

from functools import lru_cache

from auditor.exact import Fraction

# Words that any label may carry and that tell nothing apart.
_IDLE = (
    "全市",
    "全省",
    "全国",
    "全区",
    "全县",
    "我国",
    "我市",
    "我省",
    "其中",
    "总额",
    "总量",
    "总数",
    "累计",
    "完成",
    "实现",
    "整体",
    "全部",
    "全年",
    "全",
)


@lru_cache(maxsize=1024)
def pairs(label: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a label."""
    for word in _IDLE:
        if len(label) > len(word) + 1:
            label = label.replace(word, "")
    if len(label) == 1:
        return frozenset({label})
    return frozenset(label[i : i + 2] for i in range(len(label) - 1))


def coverage(phrase: str, label: str) -> Fraction:
    """Which part of `phrase`'s pairs also stand in `label`; 0 for an empty phrase."""
    wanted = pairs(phrase)
    if not wanted:
        return Fraction(0)
    return _ratio(len(wanted & pairs(label)), len(wanted))


@lru_cache(maxsize=1024)
def _ratio(part: int, whole: int) -> Fraction:
    return Fraction(part, whole)


def is_wider(phrase: str, label: str) -> bool:
    """Is what the label names another thing, though it holds every pair of the phrase?  进出口总值 is no 出口总值, 非税收入 no
    税收."""
    if "进出口" in label and "进出口" not in phrase:
        return "出口" in phrase or "进口" in phrase
    denied = label.partition("非")[2]
    return bool(denied) and "非" not in phrase and denied[0] in phrase


def common_suffix(labels: list[str]) -> str:
    """What all labels end in."""
    if not labels:
        return ""
    shortest = min(labels, key=len)
    for size in range(len(shortest), 0, -1):
        if all(label.endswith(shortest[-size:]) for label in labels):
            return shortest[-size:]
    return ""
