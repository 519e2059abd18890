"""What a finder hands to the judge: a statement of the prose, and the ways to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Protocol

from auditor.exact import Fraction
from auditor.frozen import dataclass, replace
from auditor.interval import Interval
from auditor.relations.mentions import Mention, Page
from auditor.rules import RelationRule

# How far the wording of a reading binds.
CERTAIN = 3  # leaves no other reading: if it does not hold, the text is wrong
LIKELY = 2  # holding confirms; failing counts only where a usual slip explains it
POSSIBLE = 1  # counts only when it holds, and then only against long odds


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures in their roles.  `trials` is how many readings were tried beside this one, which sets
    the odds it must beat; `sign` is -1 where a word of falling turns what is stated; `partial`
    parts (其中) may fall short of the whole, but not exceed it, `exhaustive` ones leave nothing out; `constants` are numbers that the formula names, such as years; a `harmless` one says nothing when it fails; `items` is the number of listed things, for a count."""

    roles: tuple[tuple[str, tuple[Mention, ...]], ...]
    strength: int
    trials: int | Fraction = 1
    items: tuple[tuple[int, int], ...] | None = None
    bounds: tuple[int, int] | None = None
    sign: int = 1
    partial: bool = False
    exhaustive: bool = False
    constants: tuple[tuple[str, int | Fraction], ...] = ()
    harmless: bool = False
    _key: tuple[int, ...] = field(default_factory=tuple, init=False, repr=False, compare=False)

    def mentions(self) -> tuple[Mention, ...]:
        return sum((found for _, found in self.roles), ())

    @property
    def key(self) -> tuple[int, ...]:
        """The figures by number, in order; kept, for it is asked for again and again."""
        if not self._key:
            object.__setattr__(self, "_key", tuple(sorted([mention.index for mention in self.mentions()])))
        return self._key


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion of the prose; readings in order of preference."""

    readings: tuple[Reading, ...]


class Finder(Protocol):
    """Finds the statements of one kind on a page."""

    def __call__(self, page: Page, rule: RelationRule) -> Iterator[Statement]: ...


def reading(strength: int, trials: int | Fraction = 1, **roles: Mention | tuple[Mention, ...]) -> Reading:
    """A reading from keyword roles: `reading(LIKELY, whole=a, part=(b, c))`."""
    pairs = tuple((role, found if isinstance(found, tuple) else (found,)) for role, found in roles.items())
    return Reading(pairs, strength, trials)


def rounded(mention: Mention) -> Mention:
    """A quotient printed as a whole number is rounded, unlike a count: 每10万人中12456人, 平均每班45人."""
    figure = mention.figure
    if figure.step or figure.hedge is not None:
        return mention
    half = Fraction(1, 2)
    return replace(mention, figure=replace(figure, interval=Interval(figure.value - half, figure.value + half)))
