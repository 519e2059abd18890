"""How much prose a passage is: without titles, names in quotes and set phrases."""

from __future__ import annotations

from collections.abc import Iterable

from auditor import regex
from auditor.text.duplicates.vocabulary import any_of

_TITLE = regex.compile(r"《[^《》]{1,80}》|“[^“”]{1,60}”")
_COUNTED = regex.compile(r"[\u3400-\u9fff0-9]")


def weigh(keys: Iterable[str]) -> int:
    """Characters that count, of clauses given by their keys."""
    formula = any_of("formulas")
    kept = (_TITLE.sub("", key) for key in keys if not formula.search(key))
    return sum(len(_COUNTED.findall(text)) for text in kept)
