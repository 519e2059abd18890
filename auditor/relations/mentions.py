"""A figure in its place: what it measures, what part it plays, where it stands in its sentence."""

from __future__ import annotations

from enum import Enum

from auditor import regex
from auditor.figures.extract import Item
from auditor.figures.numerals import parse_han
from auditor.frozen import dataclass
from auditor.layout import Flow
from auditor.model import Figure
from auditor.relations.cues import Cues
from auditor.relations.shadow import ANY, Shadow

BREAK = regex.compile(rf"[。！？\n；，：、（）{ANY}]")
_YEAR = regex.compile(r"(?P<arabic>(?:19|20)[0-9]{2})|(?P<han>(?:一九|二零)[零一二三四五六七八九]{2})(?=年)")


def year_in(text: str, start: int) -> int | None:
    """The year of the date that begins at `start` of the flow: 2024年, 二零二四年."""
    found = _YEAR.match(text, start)
    if found is None:
        return None
    return int(found["arabic"] or parse_han(found["han"]))


class Role(Enum):
    """What part a figure plays in its clause."""

    LEVEL = "level"  # a quantity: 完成投资47.8亿元
    CHANGE = "change"  # an amount of change: 增加11万人, 提高2.1个百分点
    GROWTH = "growth"  # a rate of change: 增长5.3%, 增长1.2倍
    SHARE = "share"  # 占…的37%, 比重为44.3%
    RATE = "rate"  # a rate by name: 履约率92.02%
    MULTIPLE = "multiple"  # 是…的3.2倍
    LIMIT = "limit"  # a threshold that names a class: 10亿元以上项目


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in its place.

    `at` is its position in the shadow; `head` and `tail` are the shadow's text from the break before
    and to the break after; `segment` counts the parts between semicolons; `bracket`
    numbers the bracket that it stands in, 0 outside of all; `series` is the index of the first mention of
    its list and `position` its place in it.
    """

    index: int
    item: Item
    figure: Figure
    at: int
    paragraph: int
    article: int
    sentence: int
    segment: int
    clause: int
    bracket: int
    head: str
    lead: str
    tail: str
    role: Role = Role.LEVEL
    direction: int = 0
    base: str | None = None
    label: str = ""
    subject: str = ""
    noun: str = ""
    year: int | None = None
    series: int = 0
    position: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What may be added: the same unit; counts by measure word."""
        return (self.figure.dimension, self.figure.unit)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Everything that the relation finders read."""

    flow: Flow
    shadow: Shadow
    mentions: tuple[Mention, ...]
    sentences: tuple[tuple[int, int], ...]
    cues: Cues
    lists: dict[int, tuple[Mention, ...]]

    def list_of(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions that stand in one list (`a、b和c`) with this one, itself included."""
        return self.lists[mention.series]

    def dated(self, mention: Mention) -> int | None:
        """The year that stands right before the figure (`2017年的152家`), else the year in force."""
        shadow = self.shadow
        before = (shadow.item_index(mention.at) or 0) - 1
        if before < 0:
            return mention.year
        item, place = shadow.items[before], shadow.places[before]
        if mention.at - place > 14 or item.figure is not None or BREAK.search(shadow.text, place + 1, mention.at):
            return mention.year
        return year_in(self.flow.text, item.start) or mention.year

    def list_before(self, mention: Mention, start: int) -> tuple[Mention, ...]:
        """The mentions from shadow position `start` to this one."""
        first = mention.index
        while first and self.mentions[first - 1].at >= start:
            first -= 1
        return self.mentions[first : mention.index]

    def between(self, a: Mention, b: Mention) -> str:
        """Shadow text between two mentions, `a` before `b`."""
        return self.shadow.text[a.at + 1 : b.at]

    def opens_sentence(self, mention: Mention) -> bool:
        """Does its sentence begin with the words before this figure?  去年受理1191件 there tells of last year, and compares
        nothing with it."""
        start = self.sentences[mention.sentence][0]
        return not self.shadow.text[start : mention.at - len(mention.lead)].strip()

    def sentence_text(self, mention: Mention) -> str:
        start, end = self.sentences[mention.sentence]
        return self.shadow.text[start:end]
