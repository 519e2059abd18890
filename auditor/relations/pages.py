"""Shadow → page: one walk over the breaks of the text gives every figure its place, part and name."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from auditor.frozen import dataclass, replace
from auditor.layout import Flow
from auditor.relations.bare import with_units
from auditor.relations.cues import cues
from auditor.relations.mentions import BREAK, Mention, Page, year_in
from auditor.relations.naming import label_all
from auditor.relations.roles import plain, with_role
from auditor.relations.shadow import Shadow

_HARD = "。！？\n"
# A date after these is what something is compared with, not when it happened.
_COMPARES = frozenset("比较与同从由自至到是")
_RECENT = 12
_CROWDED = 120
# Characters that a sentence of prose may have, and how far the words about a figure may stand from it.
_LONGEST_SENTENCE = 4000
_REACH = 400


def read_page(flow: Flow, shadow: Shadow) -> Page:
    """All mentions of a flow, in order."""
    words = cues()
    walker = _Walker(flow, shadow)
    walker.walk()
    mentions: list[Mention] = []
    for mention in _readable(walker.found, walker.sentences):
        mentions.append(with_role(mention, words, mentions[-1] if mentions else None, shadow))
    with_units(mentions)
    label_all(mentions, shadow, words)
    lists: dict[int, list[Mention]] = {}
    for mention in mentions:
        lists.setdefault(mention.series, []).append(mention)
    frozen = {number: tuple(found) for number, found in lists.items()}
    return Page(flow, shadow, tuple(mentions), tuple(walker.sentences), words, frozen)


def _readable(found: list[Mention], sentences: list[tuple[int, int]]) -> list[Mention]:
    """All mentions but those of sentences with more figures or characters than prose has: such a sentence is
    a table or rubbish, and reading all its figures against each other would take for ever."""
    crowd = Counter(mention.sentence for mention in found)
    read = {
        number
        for number, figures in crowd.items()
        if figures <= _CROWDED and sentences[number][1] - sentences[number][0] <= _LONGEST_SENTENCE
    }
    kept = [mention for mention in found if mention.sentence in read]
    if len(kept) == len(found):
        return found
    return [replace(mention, index=index, series=index) for index, mention in enumerate(kept)]


@dataclass(slots=True)
class _Walker:
    """Counts paragraphs, sentences, segments and clauses; `head` and `lead` are where the words begin
    that belong to the next figure alone, and to its clause."""

    flow: Flow
    shadow: Shadow
    found: list[Mention] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: int = 0
    segment: int = 0
    clause: int = 0
    sentence_start: int = 0
    head: int = 0
    lead: int = 0
    year: int | None = None
    paragraph_year: int | None = None
    brackets: list[tuple[int, int, int]] = field(default_factory=list)
    bracket_count: int = 0

    def walk(self) -> None:
        for match in BREAK.finditer(self.shadow.text):
            mark, at = match.group(), match.start()
            if mark in _HARD:
                self._end_sentence(mark, at)
            elif mark in "；，：":
                self.segment += mark == "；"
                self.clause += 1
                self.head = self.lead = at + 1
            elif mark == "、":
                self.head = at + 1
            elif mark == "（":
                self.bracket_count += 1
                self.brackets.append((self.bracket_count, self.head, self.lead))
                self.head = self.lead = at + 1
            elif mark == "）":
                self._close_bracket(at)
            else:
                self._meet_item(at)

    def _end_sentence(self, mark: str, at: int) -> None:
        self.sentences.append((self.sentence_start, at + 1))
        self.segment += 1
        self.clause += 1
        self.sentence_start = self.head = self.lead = at + 1
        if mark == "\n":
            self.paragraph = min(self.paragraph + 1, len(self.flow.paragraphs) - 1)
            self.brackets.clear()
            self.paragraph_year = None
        self.year = self.paragraph_year

    def _close_bracket(self, at: int) -> None:
        """Words before a bracket go on behind it, unless figures inside have used them up."""
        if not self.brackets:
            return
        number, outer, self.lead = self.brackets.pop()
        inside = any(mention.bracket == number for mention in self.found[-_RECENT:])
        self.head = at + 1 if inside else outer

    def _meet_item(self, at: int) -> None:
        index = self.shadow.item_index(at)
        assert index is not None
        item = self.shadow.items[index]
        if item.figure is None:
            seen = year_in(self.flow.text, item.start)
            if seen and not self.brackets and self.shadow.text[at - 1 : at] not in _COMPARES:
                self.year = seen
                self.paragraph_year = self.paragraph_year or self.year
            return
        text = self.shadow.text
        after = BREAK.search(text, at + 1, at + 1 + _REACH)
        nearest = at - _REACH
        self.found.append(
            Mention(
                index=len(self.found), series=len(self.found), item=item, figure=item.figure, at=at, paragraph=self.paragraph,
                article=self.flow.paragraphs[self.paragraph].article if self.flow.paragraphs else 0,
                sentence=len(self.sentences), segment=self.segment, clause=self.clause,
                bracket=self.brackets[-1][0] if self.brackets else 0,
                head=plain(text[max(self.head, nearest) : at]), lead=text[max(self.lead, nearest) : at],
                tail=text[at + 1 : after.start() if after else at + 1 + _REACH], year=self.year,
            )
        )  # fmt: skip
        self.head = at + 1
