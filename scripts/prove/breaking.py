"""One figure of an article made wrong, as people make figures wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from scripts.prove.articles import Article
from scripts.prove.prints import Print, han, scale_of
from scripts.prove.writing import Direction, Passage, Piece

_OTHER = {"亿": "万", "万": "亿", "億": "萬", "萬": "億"}


@dataclass(frozen=True, slots=True)
class Break:
    """What was done to which piece of which passage."""

    how: str
    was: str
    now: str
    passage: Passage
    broken: Passage


def breaks(rng: Random, article: Article) -> Iterator[Break]:
    """Breaks of the figures that something is asserted of, in random order."""
    choices = []
    for passage, _ in article.passages():
        told = {key for relation in passage.relations for key in relation.keys}
        for place, piece in enumerate(passage.pieces):
            if not isinstance(piece, str) and piece.key in told:
                choices += [(how, passage, place) for how in WAYS]
    rng.shuffle(choices)
    for how, passage, place in choices:
        old = passage.pieces[place]
        new = WAYS[how](rng, passage, old)
        if new is not None and _text(new) != _text(old):
            pieces = (*passage.pieces[:place], new, *passage.pieces[place + 1 :])
            yield Break(how, _text(old), _text(new), passage, replace(passage, pieces=pieces))


def _text(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.text


def _digit(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """One digit is another."""
    if not isinstance(piece, Print) or not piece.number[0].isdigit():
        return None
    place = rng.choice([at for at, char in enumerate(piece.number) if char.isdigit()])
    digit = rng.choice([one for one in "0123456789" if one != piece.number[place]])
    return _numbered(piece, piece.number[:place] + digit + piece.number[place + 1 :])


def _transposed(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """Two neighbouring digits have changed places."""
    if not isinstance(piece, Print):
        return None
    number = piece.number
    places = [
        at
        for at in range(len(number) - 1)
        if number[at].isdecimal() and number[at + 1].isdecimal() and number[at] != number[at + 1]
    ]
    if not places:
        return None
    at = rng.choice(places)
    return _numbered(piece, number[:at] + number[at + 1] + number[at] + number[at + 2 :])


def _dropped(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """A digit is missing; not the only one on its side of the point."""
    if not isinstance(piece, Print) or "," in piece.number or not piece.number[0].isdigit():
        return None
    whole, _, decimals = piece.number.partition(".")
    places = list(range(len(whole))) * (len(whole) > 1)
    places += [len(whole) + 1 + at for at in range(len(decimals))] * (len(decimals) > 1)
    if not places:
        return None
    at = rng.choice(places)
    return _numbered(piece, piece.number[:at] + piece.number[at + 1 :])


def _scale(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """万 for 亿, or the reverse."""
    if not isinstance(piece, Print) or piece.silent or scale_of(piece.unit) not in _OTHER:
        return None
    return replace(piece, unit=_OTHER[piece.unit[0]] + piece.unit[1:])


def _direction(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """下降 for 增长."""
    return replace(piece, sign=-piece.sign) if isinstance(piece, Direction) else None


def _off_by_one(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """The last digit one higher or lower; also of Han numerals."""
    if not isinstance(piece, Print):
        return None
    way = rng.choice([-1, 1])
    if not piece.number[0].isdigit():
        value = int(piece.value) + way
        return replace(piece, number=han(value, bool(piece.unit))) if 0 < value < 100 else None
    digits = piece.number.replace(".", "").replace(",", "")
    moved = str(int(digits) + way).rjust(len(digits), "0")
    if len(moved) > len(digits) or moved.startswith("-"):
        return None
    fresh = iter(moved)
    return _numbered(piece, "".join(next(fresh) if char.isdigit() else char for char in piece.number))


def _copied(rng: Random, passage: Passage, piece: Piece) -> Piece | None:
    """The number of a neighbour of the same unit stands there, too."""
    if not isinstance(piece, Print):
        return None
    others = [
        one.number
        for one in passage.pieces
        if isinstance(one, Print) and one.unit == piece.unit and one.number != piece.number
        and one.number[0].isdigit() == piece.number[0].isdigit() and ("." in one.number) == ("." in piece.number)
    ]  # fmt: skip
    return _numbered(piece, rng.choice(others)) if others else None


def _numbered(piece: Print, number: str) -> Print | None:
    """The figure with another number; None where nobody would print it so: 07, or 0."""
    if number[0] == "0" and number[:2] not in ("0", "0."):
        return None
    changed = piece.with_number(number)
    return changed if changed.value else None


WAYS = {
    "digit changed": _digit,
    "digits transposed": _transposed,
    "digit dropped": _dropped,
    "亿 and 万 swapped": _scale,
    "direction": _direction,
    "off by one": _off_by_one,
    "copied": _copied,
}
