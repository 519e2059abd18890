"""`rate == part / whole` → expression tree → intervals, and the working that a reader sees.

A recursive-descent parser for one comparison of arithmetic expressions over named figures:
`+ - * / ^`, numbers, brackets, `sum(name)` over all figures of a role, `count(name)`.  Never `eval`.
Write each figure once where you can (`now / before - 1`, not `(now - before) / before`): interval
arithmetic takes two mentions of one figure for two independent figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TypeVar, Union

from auditor import regex
from auditor.bilingual import Bilingual, SaidError
from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.interval import Interval, total

_TOKEN = regex.compile(r"\s*(==|<=|>=|[-+*/()^]|[0-9]+(?:\.[0-9]+)?|[a-z][a-z0-9_]*)")
_FUNCTIONS = ("sum", "count")
_LARGEST_EXPONENT = 100
_SYMBOLS = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ ", "^": "^"}

Values = Mapping[str, Sequence[Interval]]
_Value = TypeVar("_Value", Interval, Fraction)


class FormulaError(SaidError):
    """A `check` that cannot be parsed, or names a role that has no figure."""


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    role: str


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    role: str


@dataclass(frozen=True, slots=True)
class Operation:
    symbol: str
    left: Node
    right: Node


Node = Union[Number, Name, Call, Operation]  # noqa: UP007 (evaluated at run time on 3.10)


@dataclass(frozen=True, slots=True)
class Formula:
    """`left` is what is stated, `right` what is computed."""

    source: str
    left: Node
    relation: str
    right: Node
    stated: frozenset[str] = field(init=False, repr=False, compare=False)
    roles: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stated", _roles(self.left))
        object.__setattr__(self, "roles", self.stated | _roles(self.right))

    @property
    def lists(self) -> frozenset[str]:
        """Roles that take several figures: those in sum() and count(), and nowhere else."""
        single = _singles(self.left) | _singles(self.right)
        return self.roles - single


@lru_cache(maxsize=1024)
def parse(source: str) -> Formula:
    """The tree of a comparison.

    Raises:
        FormulaError: with the place of the fault, counted in characters from 1.
    """
    tokens = _tokenize(source)
    left, at = _expression(tokens, 0, source)
    if at >= len(tokens) or tokens[at] not in ("==", "<=", ">="):
        raise _wrong(source, "须有 ==、<= 或 >=", "expected ==, <= or >=")
    right, end = _expression(tokens, at + 1, source)
    if end != len(tokens):
        raise _wrong(source, f"不应有“{tokens[end]}”", f"unexpected {tokens[end]!r}")
    return Formula(source, left, tokens[at], right)


def _wrong(source: str, zh: str, en: str) -> FormulaError:
    return FormulaError(Bilingual(f"“{source}”：{zh}", f"{source!r}: {en}"))


def _tokenize(source: str) -> list[str]:
    tokens = []
    at = 0
    while source[at:].strip():
        match = _TOKEN.match(source, at)
        if match is None:
            char, place = source[at:].strip()[0], at + 1 + len(source[at:]) - len(source[at:].lstrip())
            raise _wrong(source, f"第 {place} 个字符不应是“{char}”", f"unexpected character {char!r} at {place}")
        tokens.append(match.group(1))
        at = match.end()
    return tokens


def _expression(tokens: list[str], at: int, source: str) -> tuple[Node, int]:
    node, at = _term(tokens, at, source)
    while at < len(tokens) and tokens[at] in "+-":
        right, after = _term(tokens, at + 1, source)
        node, at = Operation(tokens[at], node, right), after
    return node, at


def _term(tokens: list[str], at: int, source: str) -> tuple[Node, int]:
    node, at = _power(tokens, at, source)
    while at < len(tokens) and tokens[at] in "*/":
        right, after = _power(tokens, at + 1, source)
        node, at = Operation(tokens[at], node, right), after
    return node, at


def _power(tokens: list[str], at: int, source: str) -> tuple[Node, int]:
    node, at = _factor(tokens, at, source)
    if at < len(tokens) and tokens[at] == "^":
        right, at = _factor(tokens, at + 1, source)
        if isinstance(right, Number) and (right.value.denominator != 1 or right.value > _LARGEST_EXPONENT):
            most = _LARGEST_EXPONENT
            raise _wrong(source, f"指数须是不超过 {most} 的整数", f"an exponent is a whole number up to {most}")
        node = Operation("^", node, right)
    return node, at


def _factor(tokens: list[str], at: int, source: str) -> tuple[Node, int]:
    if at >= len(tokens):
        raise _wrong(source, "没有写完", "ends too early")
    token = tokens[at]
    if token == "(":
        node, after = _expression(tokens, at + 1, source)
        if after >= len(tokens) or tokens[after] != ")":
            raise _wrong(source, "括号没有闭合", "a bracket is not closed")
        return node, after + 1
    if token[0].isdigit():
        return Number(Fraction(token), token), at + 1
    if token in _FUNCTIONS:
        if tokens[at + 1 : at + 2] != ["("] or tokens[at + 3 : at + 4] != [")"]:
            raise _wrong(source, f"写作 {token}(名)", f"write {token}(name)")
        return Call(token, tokens[at + 2]), at + 4
    if token[0].isalpha():
        return Name(token), at + 1
    raise _wrong(source, f"不应有“{token}”", f"unexpected {token!r}")


def _roles(node: Node) -> frozenset[str]:
    if isinstance(node, Operation):
        return _roles(node.left) | _roles(node.right)
    return frozenset() if isinstance(node, Number) else frozenset({node.role})


def _singles(node: Node) -> frozenset[str]:
    if isinstance(node, Operation):
        return _singles(node.left) | _singles(node.right)
    return frozenset({node.role}) if isinstance(node, Name) else frozenset()


def evaluate(node: Node, values: Values) -> Interval:
    """Interval of an expression.

    Raises:
        FormulaError: a role has no figure, or several where one is needed.
        ZeroDivisionError: a divisor may be zero.
    """
    return _evaluate(node, values, Interval.exact, Interval.total)


def evaluate_points(node: Node, values: Mapping[str, Sequence[Fraction]]) -> Fraction:
    """Value of an expression over values without tolerance.

    Raises:
        FormulaError: a role has no figure, or several where one is needed.
        ZeroDivisionError: a divisor is zero.
    """
    return _evaluate(node, values, Fraction, total)


def _evaluate(
    node: Node,
    values: Mapping[str, Sequence[_Value]],
    exact: Callable[[Fraction | int], _Value],
    add: Callable[[Sequence[_Value]], _Value],
) -> _Value:
    if isinstance(node, Number):
        return exact(node.value)
    if isinstance(node, Operation):
        left, right = _evaluate(node.left, values, exact, add), _evaluate(node.right, values, exact, add)
        if node.symbol == "+":
            return left + right
        if node.symbol == "-":
            return left - right
        if node.symbol == "^":
            return left ** _whole(right)
        return left * right if node.symbol == "*" else left / right
    found = values.get(node.role)
    if not found:
        raise FormulaError(Bilingual(f"“{node.role}”没有数字", f"no figure for {node.role!r}"))
    if isinstance(node, Name):
        if len(found) != 1:
            said = f"{len(found)} figures for {node.role!r}; use sum() or count()"
            raise FormulaError(Bilingual(f"“{node.role}”有 {len(found)} 个数字；请用 sum() 或 count()", said))
        return found[0]
    return exact(len(found)) if node.function == "count" else add(found)


def _whole(exponent: Interval | Fraction) -> int:
    low, high = (exponent.low, exponent.high) if isinstance(exponent, Interval) else (exponent, exponent)
    if low is None or low != high or low.denominator != 1:
        raise FormulaError(Bilingual("指数须是整数", "an exponent must be a whole number"))
    return int(low)


def render(node: Node, texts: Mapping[str, Sequence[str]]) -> str:
    """The expression with the figures as printed: `1.96亿元 ÷ 2.44亿元`."""
    return _render(node, texts, 0)


def _render(node: Node, texts: Mapping[str, Sequence[str]], binding: int) -> str:
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Name):
        return texts[node.role][0]
    if isinstance(node, Call):
        found = texts[node.role]
        joined = " + ".join(f"({text})" if text.startswith("-") else text for text in found)
        if node.function == "count":
            return str(len(found))
        return f"({joined})" if binding > 1 and len(found) > 1 else joined
    strength = {"+": 1, "-": 1, "^": 3}.get(node.symbol, 2)
    left = _render(node.left, texts, strength)
    right = _render(node.right, texts, strength + (node.symbol in "-/"))
    joined = f"{left}{_SYMBOLS[node.symbol]}{right}"
    return f"({joined})" if strength < binding else joined
