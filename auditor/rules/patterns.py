"""Patterns of rules → regular expressions.

`{name:type}` stands for one figure, which the rule's `check` names; `{:type}` for one that only stands there.
`{gap}` is a short stretch of one clause without figures, `{far}` one of the sentence, `{date}` a date.
Everything else is a regular expression over the folded text; it may be written in either script.
"""

from __future__ import annotations

from functools import lru_cache

from auditor import regex
from auditor.bilingual import Bilingual, RuleFileError
from auditor.folding import fold
from auditor.glyphs import ANY, CLASSES, FIGURES, LEVELS, QUANTITY
from auditor.nearest import unknown
from auditor.rules.model import PATTERN, Rule, TextRule

TYPES = {
    **{name: char for name, char in CLASSES.items() if name != "date"},
    "quantity": QUANTITY,
    "level": f"[{LEVELS}]",
    "any": f"[{FIGURES}]",
    "rate": f"[{CLASSES['percent']}{CLASSES['times']}]",
}
GAPS = {
    "gap": rf"[^，。；：、！？\n{ANY}]{{0,16}}?",
    "far": rf"[^。；！？\n{FIGURES}]{{0,40}}?",
    "date": CLASSES["date"],
}
# `\p{Han}` and `\N{BULLET}` have braces of their own.
_BRACES = regex.compile(r"\\[pPN]\{[^{}]*\}|\\.|\{([^{}]*)\}", regex.DOTALL)
_QUANTIFIER = regex.compile(r"[0-9]*,?[0-9]*")
_PLACEHOLDER = regex.compile(r"([a-z][a-z0-9_]*)?(?::([a-z]+))?")
_RESERVED = ("sum", "count")
_PROBE_SECONDS = 1.0
_NO_PATTERN = Bilingual("检测器 pattern 要有 pattern", "the detector 'pattern' needs a pattern")
_EMPTY = Bilingual("句式能匹配空文字，会处处匹配", "the pattern matches the empty text, and so would match everywhere")


class _Expansion:
    """A pattern with its placeholders filled in; leads places in it back to the pattern as written."""

    def __init__(self) -> None:
        self.text = ""
        self._starts: list[tuple[int, int]] = []

    def add(self, piece: str, origin: int) -> None:
        self._starts.append((len(self.text), origin))
        self.text += piece

    def origin(self, place: int) -> int:
        start, origin = max((pair for pair in self._starts if pair[0] <= place), default=(0, 0))
        return origin + place - start


@lru_cache(maxsize=1024)
def compile_pattern(rule: Rule) -> regex.Pattern[str]:
    """The rule's pattern over the shadow, in which figures are single characters.

    Raises:
        RuleFileError: an unknown placeholder, or no valid regular expression.
    """
    expansion = _Expansion()
    at = 0
    for match in _BRACES.finditer(rule.pattern):
        inside = match.group(1)
        if inside is None or (inside and _QUANTIFIER.fullmatch(inside)):
            continue
        expansion.add(_folded(rule.pattern[at : match.start()]), at)
        expansion.add(_placeholder(rule, inside, match.start() + 1), match.start())
        at = match.end()
    expansion.add(_folded(rule.pattern[at:]), at)
    return _compile(rule, expansion)


@lru_cache(maxsize=1024)
def compile_fault(rule: Rule) -> regex.Pattern[str]:
    """The pattern of a rule about the text, over the folded text.

    Raises:
        RuleFileError: there is none, or it is no valid regular expression.
    """
    if not rule.pattern:
        raise RuleFileError(rule.path, rule.line("detector"), _NO_PATTERN)
    for match in _BRACES.finditer(rule.pattern):
        inside = match.group(1)
        if inside and (inside in GAPS or ":" in inside):
            problem = Bilingual(
                f"{{{inside}}} 代表数字，只有带 check 的规则才有",
                f"{{{inside}}} stands for figures, which only rules with a check have",
            )
            raise _fault(rule, problem, match.start())
    expansion = _Expansion()
    # another detector may match the text as it was printed
    plain = isinstance(rule, TextRule) and rule.detector != PATTERN
    expansion.add(rule.pattern if plain else _folded(rule.pattern), 0)
    return _compile(rule, expansion)


def _placeholder(rule: Rule, inside: str, at: int) -> str:
    """The regular expression for what stands in braces."""
    match = _PLACEHOLDER.fullmatch(inside)
    if match is None or not inside:
        problem = Bilingual(
            f"{{{inside}}} 不是占位：写作 {{名:类型}}，名用 a-z、0-9 和 _；花括号本身写作 \\{{",
            f"{{{inside}}} is no placeholder: write {{name:type}}, the name in a-z, 0-9 and _; or \\{{ for a brace",
        )
        raise _fault(rule, problem, at)
    name, kind = match.group(1), match.group(2)
    if kind is None:
        if name not in GAPS:
            hint = Bilingual(f"（数字写作 {{{name}:类型}}）", f" (a figure is written {{{name}:type}})")
            raise _fault(rule, unknown("gap", name, GAPS) + hint, at)
        return GAPS[name]
    if kind not in TYPES:
        raise _fault(rule, unknown("type", kind, TYPES), at)
    if name in _RESERVED:
        problem = Bilingual(
            f"数字不能叫“{name}”，那是公式里的函数",
            f"a figure cannot be named {name!r}, which is a function of formulas",
        )
        raise _fault(rule, problem, at)
    return rf"(?P<{name}>{TYPES[kind]})" if name else TYPES[kind]


def _compile(rule: Rule, expansion: _Expansion) -> regex.Pattern[str]:
    try:
        pattern = regex.compile_now(expansion.text)
    except regex.error as error:
        problem, place = getattr(error, "msg", str(error)), getattr(error, "pos", None)
        raise _fault(
            rule, Bilingual(f"句式有误：{problem}", f"bad pattern: {problem}"), expansion.origin(place or 0)
        ) from error
    except (RecursionError, OverflowError, MemoryError) as error:
        name = type(error).__name__
        raise _fault(rule, Bilingual(f"句式太复杂（{name}）", f"the pattern is too complicated ({name})"), 0) from error
    if pattern.search("", timeout=_PROBE_SECONDS) is not None:
        raise _fault(rule, _EMPTY, 0)
    return pattern


def _fault(rule: Rule, problem: Bilingual, at: int) -> RuleFileError:
    """An error at a place of the pattern, which is counted from 1."""
    shown = rule.pattern[at : at + 12]
    where = Bilingual(f"，在第 {at + 1} 个字符（“{shown}”）", f", at character {at + 1} ({shown!r})")
    if len(rule.pattern) <= len(shown):
        return RuleFileError(rule.path, rule.line("pattern"), problem)
    return RuleFileError(rule.path, rule.line("pattern"), problem + where)


def _folded(piece: str) -> str:
    """Traditional characters and full-width digits as the folded text has them; what could be syntax stays."""
    return "".join(_folded_character(char) for char in piece)


@lru_cache(maxsize=8192)
def _folded_character(char: str) -> str:
    if char < "\x80":
        return char
    folded = fold(char)
    return folded if folded >= "\x80" or folded.isalnum() or folded == "%" else regex.escape(folded)
