"""The wordings and the vocabulary: data of `data/*.yaml`, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from auditor.strictyaml import Tree, load
from scripts.prove.claims import Relation
from scripts.prove.tables import Wish

DATA = Path(__file__).parent / "data"
SCRIPTS = ("hans", "hant")
_ALL = ("sum", "count", "joined", "etc", "order")


@dataclass(frozen=True, slots=True)
class Loop:
    """What is said of each row, and what stands between the rows."""

    each: str
    by: str
    last: str


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say what a table holds.

    `text` has slots: {key} a figure, {key:增长|下降} the word for its sign, {key@约} with a hedge, {name} a word or a
    loop, [[甲/乙]] any of these.  `claims` are what a reader may recompute; the claims of rows hold of each.
    """

    id: str
    table: str
    text: str
    loops: Mapping[str, Loop]
    claims: tuple[str, ...]
    topics: tuple[str, ...]
    wish: Wish

    def relations(self, rows: int, words: Mapping[str, str]) -> list[Relation]:
        """The claims, over the keys of a table with so many rows; parts that leave nothing out add up."""
        found: list[Relation] = []
        complete = "complete" in words and not self.wish.hidden
        for told in self.claims:
            claim = told.replace(" per ", f" per{words.get('per')} ")
            claim = claim.replace(">= sum", "= sum") if complete else claim
            found += [_relation(claim, row, rows) for row in (range(rows) if _of_rows(claim) else range(1))]
        return found


def _of_rows(claim: str) -> bool:
    """Does it speak of each row?  A sum, a count and an order speak of all."""
    words = claim.split()
    return "r." in claim and not any(word in words for word in _ALL)


def _relation(claim: str, row: int, rows: int) -> Relation:
    """`W.now = sum r.now`, `r.share = r.now / W.now`, `both = more + less`, `W.now >= r.now`, `n = order r.rank`."""
    left, sign, *words = (re.sub(r"^r\.", f"{row}.", word) if _of_rows(claim) else word for word in claim.split())
    if words[0] in _ALL:
        keys = tuple(f"{one}.{words[1][2:]}" for one in range(rows))
        return Relation(left, words[0] if sign == "=" else sign, keys)
    if len(words) == 1:
        return Relation(left, sign, tuple(words))
    op = words[1]
    return Relation(left, "sum" if op == "+" else op, tuple(words[::2]))


@cache
def phrasings(script: str) -> tuple[Phrasing, ...]:
    """All phrasings of a script, in the order of their file."""
    return tuple(_phrasing(one) for one in cast(list[Mapping[str, Tree]], _load(f"phrasings-{script}")))


@cache
def vocabulary(script: str) -> Mapping[str, list[Mapping[str, str]]]:
    """Topics by the kind of table that they fill."""
    return cast(Mapping[str, list[Mapping[str, str]]], _load(f"topics-{script}"))


@cache
def furniture(script: str) -> Mapping[str, list[str]]:
    """Places, periods, headlines, and sentences that claim nothing."""
    return cast(Mapping[str, list[str]], _load(f"furniture-{script}"))


def _load(name: str) -> Tree:
    return load(DATA / f"{name}.yaml")


def _phrasing(one: Mapping[str, Tree]) -> Phrasing:
    loops = {
        name: Loop(tree["each"], tree.get("by", "、"), tree.get("last", tree.get("by", "、")))
        for name, tree in cast(Mapping[str, Mapping[str, str]], one.get("loops", {})).items()
    }
    fields = {key: str(one.get(key, "")) for key in ("id", "table", "text", "topics", "wishes")}
    return Phrasing(
        fields["id"],
        fields["table"],
        fields["text"],
        loops,
        tuple(cast(list[str], one.get("claims", []))),
        tuple(fields["topics"].split()),
        _wish(fields["wishes"].split()),
    )


def _wish(words: list[str]) -> Wish:
    """`hidden most2`."""
    most = next((int(word[4:]) for word in words if word.startswith("most")), 9)
    exactly = next((int(word[7:]) for word in words if word.startswith("exactly")), 0)
    return Wish("rising" in words, "hidden" in words, "overlapping" in words, most, exactly, "one-unit" in words)
