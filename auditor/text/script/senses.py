"""Which traditional character a word means, where simplified texts write several of them alike.

干 alone says nothing: it is 幹 in 干部, 乾 in 干燥 and 干 in 干涉.  The longest known word around a place decides; where
words that overlap disagree, nothing does.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.frozen import dataclass

# Characters of simplified texts that stand for several, themselves among them: blamed by the word.
STRICT = frozenset("干后里制范筑划谷丑斗松面征冲云仆几咸尸郁胡姜余御愿准舍致丰荐扑么吁夸朴辟沈")
# Traditional texts of mainland printers keep these: blamed only beside surer faults, or beside the other form.
LOOSE = frozenset("于系")
# Only in simplified texts, but for several characters: the word tells which.
DEFAULTED = frozenset("发历获钟脏尽当复汇饥纤签坛团")
LONGEST = 5


@dataclass(frozen=True, slots=True)
class Sense:
    """The word that decides, from `start` on, its right forms, and the place asked about in it.

    A rare word (not `common`) decides nothing but that no other word is meant.
    """

    start: int
    at: int
    forms: tuple[str, ...]
    common: bool

    def targets(self) -> tuple[str, ...]:
        """What may stand at the place."""
        return tuple(dict.fromkeys(form[self.at] for form in self.forms))

    @property
    def length(self) -> int:
        return len(self.forms[0])


class Senses:
    """Words by their folded spelling; right forms joined by a stroke."""

    def __init__(self, common: Mapping[str, str], rare: Mapping[str, str]) -> None:
        self._common = common
        self._rare = rare

    def at(self, folded: str, place: int) -> Sense | None:
        """The sense of the character at a place of a folded text; none where no word decides."""
        best: Sense | None = None
        for length in range(LONGEST, 1, -1):
            for start in range(max(0, place - length + 1), place + 1):
                word = folded[start : start + length]
                forms = self._common.get(word) or self._rare.get(word)
                if forms is None or len(word) < length:
                    continue
                sense = Sense(start, place - start, tuple(forms.split("/")), word in self._common)
                if best is None:
                    best = sense
                elif _disagree(sense, best, folded[place]):
                    return None
                elif sense.common and not best.common and set(sense.targets()) == set(best.targets()):
                    best = sense
        return best


def _disagree(sense: Sense, best: Sense, plain: str) -> bool:
    """Does a word forbid to rely on a longer one?

    Not if it lies within, or is rare beside a common one that has another character than the `plain` one.
    """
    if _within(sense, best) or (best.common and not sense.common and plain not in best.targets()):
        return False
    return set(sense.targets()) != set(best.targets())


def _within(inner: Sense, outer: Sense) -> bool:
    return outer.start <= inner.start and inner.start + inner.length <= outer.start + outer.length
