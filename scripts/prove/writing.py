"""A table put into words: figures rounded as newspapers round them, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from scripts.prove.claims import Relation, possible
from scripts.prove.phrasings import Phrasing
from scripts.prove.prints import ABOUT, NEAR, OVER, Print, factor, han, rounded, truncated
from scripts.prove.tables import TABLES, Cell, Topic, World

_SLOT = re.compile(r"\{([^{}]+)\}|\[\[([^\[\]]+)\]\]")
_YEARLY = re.compile("同比|按年|年增|年減")
_TRADITIONAL = str.maketrans("个点亿万", "個點億萬")
_TRIES = 400
_CUT_OFF = 0.04


@dataclass(frozen=True, slots=True)
class Direction:
    """The word for the sign of a cell: 增长, or 下降."""

    key: str
    words: tuple[str, str]
    sign: int

    @property
    def text(self) -> str:
        return self.words[0 if self.sign > 0 else 1]


Piece = str | Print | Direction


@dataclass(frozen=True, slots=True)
class Passage:
    """A phrasing filled: its text in pieces, and what it asserts of them."""

    phrasing: Phrasing
    topic: str
    pieces: tuple[Piece, ...]
    relations: tuple[Relation, ...]

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def prints(self) -> dict[str, Print]:
        return {piece.key: piece for piece in self.pieces if isinstance(piece, Print)}

    @property
    def signs(self) -> dict[str, int]:
        return {piece.key: piece.sign for piece in self.pieces if isinstance(piece, Direction)}

    def false(self) -> list[Relation]:
        """What it asserts and cannot be."""
        prints, signs = self.prints, self.signs
        return [one for one in self.relations if not possible(one, prints, signs)]

    def spans(self) -> Iterator[tuple[Piece, int, int]]:
        """Every piece with its place in the text."""
        at = 0
        for piece in self.pieces:
            size = len(piece if isinstance(piece, str) else piece.text)
            yield piece, at, at + size
            at += size


@dataclass(frozen=True, slots=True)
class Manner:
    """How one passage prints: words of the article, digits in groups, rates cut off."""

    words: Mapping[str, str]
    grouped: bool
    cut_off: bool
    han: bool
    traditional: bool


def write(rng: Random, phrasing: Phrasing, topic: Topic, words: Mapping[str, str], script: str) -> Passage:
    """A passage that is true of its table, whatever was rounded."""
    wish = phrasing.wish
    totalled = any(claim.startswith(("100 ", "r.share =")) for claim in phrasing.claims)
    cut_off = rng.random() < _CUT_OFF and not totalled  # what adds up to 100% is rounded
    manner = Manner(words, script == "hant" and rng.random() < 0.5, cut_off, rng.random() < 0.12, script == "hant")
    for _ in range(_TRIES):
        world = TABLES[phrasing.table](rng, topic, wish)
        passage = _fill(rng, phrasing, world, manner)
        if passage is not None:
            assert not passage.false(), (phrasing.id, passage.text, passage.false())
            return passage
    raise RuntimeError(f"no table fits {phrasing.id} with {topic['what']}")


def _fill(rng: Random, phrasing: Phrasing, world: World, manner: Manner) -> Passage | None:
    pieces: list[Piece] = []
    for part in _expanded(rng, phrasing.text, phrasing, world):
        if isinstance(part, str) and part[:1] == "{":
            found = _slot(part[1:-1], world, manner)
            if found is None:
                return None
            pieces.append(found)
        else:
            pieces.append(part)
    relations = phrasing.relations(len(world.rows), world.words)
    if _of_other_years("".join(piece if isinstance(piece, str) else piece.text for piece in pieces)):
        relations = [one for one in relations if one.op != "over"]
    signed = {piece.key for piece in pieces if isinstance(piece, Direction)}
    falls = [p.key for p in pieces if isinstance(p, Print) and world.cells[_cell(p.key)].value < 0]
    if any(key not in signed for key in falls):
        return None
    return Passage(phrasing, world.words["what"], tuple(pieces), tuple(relations))


def _of_other_years(text: str) -> bool:
    """`同比增长13.9%；前年为75.2亿元`: unless the text is about last year, that is no growth over 前年."""
    return "前年" in text and "去年" not in text and _YEARLY.search(text) is not None


def _expanded(rng: Random, text: str, phrasing: Phrasing, world: World) -> Iterator[str]:
    """Text with its loops unrolled and its alternatives chosen: plain pieces and {slots}."""
    at = 0
    for match in _SLOT.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        at = match.end()
        name, choice = match.groups()
        if choice is not None:
            yield from _expanded(rng, rng.choice(choice.split("/")), phrasing, world)
        elif name in phrasing.loops:
            loop = phrasing.loops[name]
            for row in range(len(world.rows)):
                if row:
                    yield from _expanded(rng, loop.last if row == len(world.rows) - 1 else loop.by, phrasing, world)
                each = loop.each.replace("{r.", f"{{{row}.")
                yield from _expanded(rng, each, phrasing, world)
        else:
            yield match.group()
    if at < len(text):
        yield text[at:]


def _slot(name: str, world: World, manner: Manner) -> Piece | None:
    """A figure, the word for a sign, or a word; None where a figure would say nothing (0.0%), or
    the table has none."""
    if name.endswith("!unit"):
        return world.cells[name[: -len("!unit")]].unit
    key, _, words = name.partition(":")
    if words:
        up, _, down = words.partition("|")
        return Direction(key, (up, down), 1 if world.cells[_cell(key)].value > 0 else -1)
    key, _, form = name.partition("@")
    row, _, column = key.partition(".")
    if row.isdigit() and column in world.rows[int(row)]:
        return world.rows[int(row)][column]
    if _cell(key) in world.cells:
        printed = _printed(key, _spelt(world.cells[_cell(key)], manner), form, manner)
        return printed if printed.value or not world.cells[_cell(key)].value else None
    return world.words.get(name) or manner.words.get(name)


def _cell(key: str) -> str:
    """A cell may be printed more than once: W.now, W.now#2."""
    return key.partition("#")[0]


def _spelt(cell: Cell, manner: Manner) -> Cell:
    return replace(cell, unit=cell.unit.translate(_TRADITIONAL)) if manner.traditional else cell


def _printed(key: str, cell: Cell, form: str, manner: Manner) -> Print:
    value, places = abs(cell.value) / factor(cell.unit), cell.places
    if form == "hanbare":
        return Print(key, han(int(value)), counted=True)
    if form == "han" or (form == "count" and manner.han):
        return Print(key, han(int(value), bool(cell.unit)), cell.unit, counted=True)
    if form in (*ABOUT, *NEAR, *OVER):
        return _hedged(key, cell, form, value)
    cut = manner.cut_off and cell.unit in ("%", "倍")
    number = truncated(value, places) if cut else rounded(value, places)
    if manner.grouped and "." not in number and len(number) > 3 and form != "bare":
        number = f"{int(number):,}"
    return Print(key, number, cell.unit, counted=cell.counted, silent=form == "bare")


def _hedged(key: str, cell: Cell, hedge: str, value: Fraction) -> Print:
    """Rounder than it is known: down behind 逾, up behind 近."""
    places = max(0, cell.places - 1)
    coarse = Fraction(1, 10**places)
    if not cell.places:
        coarse = Fraction(10 ** max(0, len(str(int(value))) - 2))
    if hedge in ABOUT:
        kept = Fraction(int(value / coarse + Fraction(1, 2))) * coarse
    else:
        kept = Fraction(int(value / coarse) + (hedge in NEAR)) * coarse
    printed = Print(key, rounded(kept, places), cell.unit, counted=cell.counted)
    return replace(printed, after=hedge) if hedge in ("余", "餘") else replace(printed, before=hedge)
