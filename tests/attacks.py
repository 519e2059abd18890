"""Texts that a pattern finds hard, from its own syntax: what one of its quantifiers repeats, over and over, then what it
never takes; and with what leads up to that quantifier before each time, which begins a match at every place."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

try:
    _parser: Any = importlib.import_module("re._parser")
except ImportError:  # Python 3.10
    _parser = importlib.import_module("sre_parse")

# A quantifier that goes no further than this adds to the time of each place, and does not grow with the text.
FAR = 200
# Of more texts than this against one pattern only so many are tried, from all of its parts.
MANY = 240
TAILS = ("", "\n", "。\x01")
_SOME = "甲1 a，（\n-\ue003比"
_CLASSES = {
    "DIGIT": (r"\d", "1"),
    "SPACE": (r"\s", " \n"),
    "WORD": (r"\w", "a甲"),
    "NOT_DIGIT": (r"\D", "甲"),
    "NOT_SPACE": (r"\S", "甲"),
    "NOT_WORD": (r"\W", "，"),
}
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_INNER = {"SUBPATTERN": -1, "ASSERT": 1, "ASSERT_NOT": 1}

Tree = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A quantifier: what may stand before it, what it repeats, and how often at most."""

    leads: tuple[str, ...]
    bodies: tuple[str, ...]
    most: int
    # What parts it from the quantifier before, which may take that, too.
    parts: tuple[str, ...] = ()
    # What ends it.
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attack:
    """A text of any length."""

    head: str
    piece: str
    tail: str

    def text(self, length: int) -> str:
        return self.head + (self.piece * (length // len(self.piece) + 1))[:length] + self.tail


def repeats(source: str) -> list[Repeat]:
    """Every quantifier of a pattern."""
    return list(_repeats(_parsed(source), ("",)))


def attacks(found: Sequence[Repeat], far: int = FAR, many: int = MANY) -> list[Attack]:
    """Texts against the quantifiers that go far."""
    pairs: dict[tuple[str, str, str], None] = {}
    for one in found:
        if one.most <= far:
            continue
        made = [(one.leads[0].removesuffix(part), part) for part in one.parts]
        for body in one.bodies:
            for lead in one.leads[:4]:
                made += [(lead, body), ("", lead + body), ("", lead), ("", body + lead)]
        pairs |= dict.fromkeys((*pair, tail) for pair in made if pair[1] for tail in (*TAILS, *one.stops))
    return [Attack(*one) for one in list(pairs)[:: len(pairs) // many + 1]]


def _parsed(source: str) -> Tree:
    """Python's own reading of a pattern; what only the library `regex` knows is written otherwise before."""
    try:
        return _tree(source)
    except re.error:
        plain = re.sub(r"\(\?P<\w+>", "(", source)
        plain = re.sub(r"\(\?P=\w+\)", "", plain).replace("(?>", "(?:")
        plain = re.sub(r"\\[pP]\{[^{}]*\}", "甲", plain)
        return _tree(re.sub(r"(?<!\\)([*+?}])\+", r"\1", plain))


def _tree(source: str) -> Tree:
    found: Tree = _parser.parse(source)
    return found


def _repeats(tree: Tree, before: tuple[str, ...]) -> Iterator[Repeat]:
    behind = 0
    for place, (kind, value) in enumerate(tree):
        name = str(kind)
        inner = _inside(name, value)
        if not inner:
            continue
        ends = _examples(tree[:place], 3)
        leads = tuple(dict.fromkeys(lead + end for lead in before[:3] for end in ends))
        if name in _REPEATS:
            yield Repeat(
                leads, _examples(value[2], 8), int(value[1]), _examples(tree[behind:place], 8), _stops(value[2])
            )
            behind = place + 1
        for one in inner:
            yield from _repeats(one, leads)


def _inside(name: str, value: Any) -> list[Tree]:
    if name in _REPEATS:
        return [value[2]]
    if name == "BRANCH":
        return list(value[1])
    if name == "ATOMIC_GROUP":
        return [value]
    return [value[_INNER[name]]] if name in _INNER else []


def _stops(body: Tree) -> tuple[str, ...]:
    """A character that a class of all others leaves out, and two more, to fail behind it."""
    for kind, items in body:
        if str(kind) == "IN" and str(items[0][0]) == "NEGATE":
            return tuple(chr(value) + "\x01\n" for name, value in items[1:] if str(name) == "LITERAL")[:1]
    return ()


def _examples(tree: Tree, most: int) -> tuple[str, ...]:
    """Some texts that match, with as few repetitions as may be; of what looks around nothing is made."""
    found = [""]
    for kind, value in tree:
        new = _one(str(kind), value, most)
        if new:
            new = new[:: max(1, len(new) // most)][:most]
            length = max(len(found), len(new))
            found = [found[n % len(found)] + new[n % len(new)] for n in range(length)]
    return tuple(dict.fromkeys(found))


def _one(name: str, value: Any, most: int) -> list[str]:
    if name == "LITERAL":
        return [chr(value)]
    if name == "NOT_LITERAL":
        return [char for char in _SOME if ord(char) != value]
    if name == "ANY":
        return ["甲", "1"]
    if name == "IN":
        return _members(value)
    if name in _REPEATS:
        return [body * int(value[0]) for body in _examples(value[2], most)] if value[0] else []
    if name == "BRANCH":
        return [text for one in value[1] for text in _examples(one, 2)]
    return [text for one in _inside(name, value) for text in _examples(one, most) if not name.startswith("ASSERT")]


def _members(items: Sequence[Any]) -> list[str]:
    """Some characters of a class, in brackets or not."""
    if str(items[0][0]) == "NEGATE":
        return [char for char in _SOME if not any(_has(one, char) for one in items[1:])]
    found: list[str] = []
    for kind, value in items:
        if str(kind) == "CATEGORY":
            found += _CLASSES[str(value).removeprefix("CATEGORY_")][1]
        else:
            found += [chr(value)] if str(kind) == "LITERAL" else [chr(end) for end in value]
    return found


def _has(item: Any, char: str) -> bool:
    kind, value = item
    if str(kind) == "CATEGORY":
        return re.match(_CLASSES[str(value).removeprefix("CATEGORY_")][0], char) is not None
    return bool(ord(char) == value if str(kind) == "LITERAL" else value[0] <= ord(char) <= value[1])
