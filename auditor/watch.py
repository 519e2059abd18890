"""Rules at work on one document: one that fails, or takes too long, is named and costs only its own results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from auditor.model import InputError
from auditor.rules import Rule
from auditor.rules.matching import PatternLimitError

_T = TypeVar("_T")
# A rule that was too slow for so many documents is not tried on the next ones.
_PATIENCE = 3
_WORDS = {
    "limit": {
        "zh": "规则 {rule}（{path}）超出限度，本文未按它核对，其他规则照常：{why}",
        "en": "rule {rule} ({path}) went beyond its limits and was left out here, the others were not: {why}",
    },
    "crash": {
        "zh": "规则 {rule}（{path}）运行出错，本文未按它核对，其他规则照常：{why}",
        "en": "rule {rule} ({path}) failed and was left out here, the others were not: {why}",
    },
    "tired": {
        "zh": "规则 {rule}（{path}）已在 {why} 篇中超出限度，本文不再按它核对",
        "en": "rule {rule} ({path}) went beyond its limits in {why} documents and was not tried on this one",
    },
}


class Watch:
    """Runs the rules of one document.  `slow` counts, over all documents, how often a rule was too slow."""

    def __init__(self, path: str, lang: str, slow: Counter[str]) -> None:
        self._path = path
        self._lang = lang
        self._slow = slow
        self._problems: dict[str, InputError] = {}

    @property
    def problems(self) -> tuple[InputError, ...]:
        """What went wrong, one for each rule."""
        return tuple(self._problems.values())

    def results(self, rule: Rule, find: Callable[[], Iterable[_T]]) -> list[_T]:
        """All that a rule finds, or nothing where it does not come to its end."""
        if self._slow[rule.id] >= _PATIENCE:
            self._note(rule, "tired", str(self._slow[rule.id]))
            return []
        try:
            return list(find())
        except PatternLimitError as error:
            self._slow[rule.id] += 1
            self._note(rule, "limit", error.zh if self._lang == "zh" else str(error).removeprefix(f"{rule.id}: "))
        except Exception as error:
            self._note(rule, "crash", f"{type(error).__name__}: {error}")
        return []

    def _note(self, rule: Rule, what: str, why: str) -> None:
        words = _WORDS[what]["zh" if self._lang == "zh" else "en"]
        message = words.format(rule=rule.id, path=rule.path.name, why=" ".join(why.split()))
        self._problems.setdefault(rule.id, InputError(self._path, message, rule.id))
