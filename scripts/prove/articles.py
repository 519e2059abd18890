"""Passages made into an article: headline, dateline, paragraphs, and sentences in between that claim nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from scripts.prove.phrasings import Phrasing, furniture, phrasings, vocabulary
from scripts.prove.tables import Topic, Wish
from scripts.prove.writing import Passage, write

# One character for one, so that places stay.
_TYPOGRAPHY = {
    "": {},
    "full-width digits": str.maketrans("0123456789.%", "０１２３４５６７８９．％"),
    "half-width marks": str.maketrans("，；：（）", ",;:()"),
}


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs of plain strings and passages, in order; `typography` is how marks and digits are set."""

    script: str
    blocks: tuple[tuple[str | Passage, ...], ...]
    typography: str = ""

    @property
    def text(self) -> str:
        text = "\n".join("".join(_said(one) for one in block) for block in self.blocks) + "\n"
        return text.translate(_TYPOGRAPHY[self.typography])

    def passages(self) -> list[tuple[Passage, int]]:
        """Every passage with its place in the text."""
        found, at = [], 0
        for block in self.blocks:
            for one in block:
                if isinstance(one, Passage):
                    found.append((one, at))
                at += len(_said(one))
            at += 1
        return found

    def with_passage(self, old: Passage, new: Passage) -> Article:
        blocks = tuple(tuple(new if one is old else one for one in block) for block in self.blocks)
        return replace(self, blocks=blocks)


def _said(one: str | Passage) -> str:
    return one if isinstance(one, str) else one.text


def compose(seed: int) -> Article:
    """The article of a number, always the same."""
    rng = Random(seed)
    script = "hant" if rng.random() < 0.3 else "hans"
    things = furniture(script)
    words = _words(rng, things)
    blocks: list[tuple[str | Passage, ...]] = [(_filled(rng.choice(things["headlines"]), words),)]
    fillers = rng.sample(things["fillers"], 8)
    lead = _filled(rng.choice(things["datelines"]), words)
    taken: set[str] = set()
    for number in range(rng.randint(2, 4)):
        passage = _passage(rng, script, words, taken)
        block: list[str | Passage] = [lead] if not number and not _is_table((passage,)) else []
        if rng.random() < 0.55:
            block.append(fillers.pop())
        if _is_table((passage,)):
            blocks += [(one,) for one in block]
            blocks.append((passage,))
            continue
        block.append(passage)
        if rng.random() < 0.4:
            block.append(fillers.pop())
        if rng.random() < 0.3 and len(blocks) > 1 and number and not _is_table(blocks[-1]):
            blocks[-1] = (*blocks[-1], *block)
        else:
            blocks.append(tuple(block))
    if rng.random() < 0.4 and fillers:
        blocks.append((fillers.pop(),))
    typography = rng.choices(list(_TYPOGRAPHY), [84, 6, 10])[0]
    return Article(script, tuple(blocks), typography)


def _is_table(block: tuple[str | Passage, ...]) -> bool:
    return _said(block[0]).startswith("|")


def _words(rng: Random, things: Mapping[str, list[str]]) -> dict[str, str]:
    """Place and time of an article: `place|short` and `period|short|last|stock` of one line each."""
    year = rng.randint(2014, 2025)
    place, whole = rng.choice(things["places"]).split("|")
    line = rng.choice(things["periods"]).replace("{y}", str(year)).replace("{x}", str(year - 1))
    period, short, last, stock = line.split("|")
    return {
        "place": place, "all": whole, "period": period, "short": short, "last": last, "stock": stock,
        "year": str(year), "reporter": rng.choice(things["reporters"]), "day": str(rng.randint(1, 28)),
        "month": str(rng.randint(1, 12)),
    }  # fmt: skip


def _filled(line: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        line = line.replace(f"{{{name}}}", word)
    return line


def _passage(rng: Random, script: str, words: Mapping[str, str], taken: set[str]) -> Passage:
    while True:
        phrasing = rng.choice(phrasings(script))
        topics = [one for one in topics_of(script, phrasing) if not taken & {one["what"], one.get("group", "")}]
        if topics and phrasing.id not in taken:
            topic = rng.choice(topics)
            taken |= {phrasing.id, topic["what"], topic.get("group", topic["what"])}
            return write(rng, phrasing, topic, words, script)


def topics_of(script: str, phrasing: Phrasing) -> list[Topic]:
    """The topics that a phrasing can speak of: of its table, of the classes that it names."""
    known = vocabulary(script)[phrasing.table]
    wanted = set(phrasing.topics)
    return [
        one for one in known if (not wanted or wanted & set(one.get("class", "").split())) and _fits(one, phrasing.wish)
    ]


def _fits(topic: Topic, wish: Wish) -> bool:
    groups = topic.get("overlaps" if wish.overlapping else "parts")
    if groups is None:
        return not wish.overlapping
    return any(wish.suits(group) for group in groups.split("/"))
