"""Marks → chains: which marks belong to one sequence, and where its numbering breaks.

Each style of mark is followed by itself, so that nested sequences of other styles do not disturb.  A mark that
opens a sequence anew (一, 1) sets the one before aside; a sequence set aside is taken up again only where the
layout shows that the other stood inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import Enum

from auditor.frozen import dataclass
from auditor.text.sequences.marks import Mark

_MOST_ASIDE = 6
# A leap over more than these is another sequence, not a gap.
_WIDEST_GAP = 3


class Flaw(str, Enum):
    """What is wrong with a sequence at one of its marks."""

    GAP = "gap"
    REPEAT = "repeat"
    ORDER = "order"
    HEADLESS = "headless"


@dataclass(slots=True)
class Break:
    """A flaw at `mark` of a sequence; `missing` values do not stand between it and the mark `before`.

    Where the order is wrong, `before` is the mark that should stand before and comes behind.
    """

    flaw: Flaw
    mark: Mark
    before: Mark | None
    sequence: list[Mark]
    missing: tuple[int, ...] = ()


@dataclass(slots=True)
class _Chain:
    marks: list[Mark]
    top: Mark
    headless: bool = False
    gaps: dict[int, Break] = field(default_factory=dict)

    @property
    def stray(self) -> bool:
        """A single mark without a beginning."""
        return self.headless and len(self.marks) == 1

    def add(self, mark: Mark) -> None:
        self.marks.append(mark)
        self.top = mark


@dataclass(slots=True)
class _Follower:
    """Follows the marks of one style through one article."""

    breaks: list[Break] = field(default_factory=list)
    chain: _Chain | None = None
    aside: list[_Chain] = field(default_factory=list)

    def meet(self, mark: Mark) -> None:
        chain = self.chain
        if mark.value == 1:
            self._set_aside()
            self.chain = _Chain([mark], mark)
        elif chain is not None and mark.value == chain.top.value + 1:
            chain.add(mark)
        elif not self._take_up(mark):
            self._break(mark)

    def _set_aside(self) -> None:
        if self.chain is not None:
            self.aside = [*self.aside[1 - _MOST_ASIDE :], self.chain]

    def _take_up(self, mark: Mark) -> bool:
        """Goes on with a sequence in which the present one was nested, or that a stray mark cut short."""
        for index in range(len(self.aside) - 1, -1, -1):
            outer, inner = self.aside[index], self.chain
            if inner is None or outer.top.value + 1 != mark.value:
                continue
            if inner.stray or _nested(outer, inner, mark):
                self.chain = outer
                del self.aside[index:]
                outer.add(mark)
                return True
        return False

    def _break(self, mark: Mark) -> None:
        chain = self.chain
        if chain is None or (chain.stray and mark.value <= chain.top.value):
            self._begin_headless(mark, chain.top if chain else None)
        elif mark.value == chain.top.value:
            self.breaks.append(Break(Flaw.REPEAT, mark, chain.top, chain.marks))
            chain.top = mark
        elif chain.top.value < mark.value <= chain.top.value + _WIDEST_GAP:
            missing = tuple(range(chain.top.value + 1, mark.value))
            found = Break(Flaw.GAP, mark, chain.top, chain.marks, missing)
            self.breaks.append(found)
            chain.gaps.update(dict.fromkeys(missing, found))
            chain.add(mark)
        elif mark.value in chain.gaps:
            found = chain.gaps.pop(mark.value)
            found.missing = tuple(value for value in found.missing if value != mark.value)
            if not found.missing:
                found.flaw, found.missing, found.before = Flaw.ORDER, (mark.value,), mark
        else:
            self._begin_headless(mark, chain.top)

    def _begin_headless(self, mark: Mark, before: Mark | None) -> None:
        self._set_aside()
        self.chain = _Chain([mark], mark, headless=True)
        self.breaks.append(Break(Flaw.HEADLESS, mark, before, self.chain.marks, tuple(range(1, mark.value))))


def find_breaks(marks: Iterable[Mark]) -> list[Break]:
    """The flaws of the sequences of one article, by place."""
    followers: dict[str, _Follower] = {}
    for mark in marks:
        followers.setdefault(mark.style, _Follower()).meet(mark)
    found = [one for follower in followers.values() for one in follower.breaks]
    return sorted(found, key=lambda one: one.mark.start)


def _nested(outer: _Chain, inner: _Chain, mark: Mark) -> bool:
    """Did the inner sequence stand within a point of the outer one, which `mark` goes on with?"""
    first = inner.marks[0]
    if not mark.spoken:
        return True
    if outer.top.leads and mark.leads:
        return not first.leads
    # 一是健全机制，包括：一是……；二是……。
    return outer.top.sentence == first.sentence and outer.top.paragraph == mark.paragraph and len(inner.marks) > 1
