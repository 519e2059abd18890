"""Patterns at work, within bounds: a hostile or careless one costs its own results and nothing else."""

from __future__ import annotations

from auditor import regex
from auditor.rules.model import Rule

# In processor time, for one pattern on one document: a hundred times what a sound pattern takes.
_SECONDS = 2.0
_CHARACTERS_A_SECOND = 200_000
_MOST_MATCHES = 10_000


class PatternLimitError(RuntimeError):
    """A rule's pattern took longer, or matched more often, than it may; `zh` says so in Chinese."""

    def __init__(self, message: str, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


def matches(rule: Rule, pattern: regex.Pattern[str], text: str, *, overlapped: bool = False) -> list[regex.Match[str]]:
    """Every match of a rule's pattern.

    Raises:
        PatternLimitError: too slow, or too many.
    """
    seconds = _SECONDS + len(text) / _CHARACTERS_A_SECOND
    found: list[regex.Match[str]] = []
    try:
        for match in pattern.finditer(text, overlapped=overlapped, timeout=seconds):
            found.append(match)
            if len(found) > _MOST_MATCHES:
                raise PatternLimitError(
                    f"{rule.id}: the pattern matches more than {_MOST_MATCHES} times",
                    f"句式匹配超过 {_MOST_MATCHES} 处",
                )
    except TimeoutError as error:
        raise PatternLimitError(
            f"{rule.id}: the pattern took more than {seconds:.1f} s", f"句式匹配用时超过 {seconds:.1f} 秒"
        ) from error
    except MemoryError as error:
        raise PatternLimitError(f"{rule.id}: the pattern took more memory than there is", "内存不足") from error
    return found
