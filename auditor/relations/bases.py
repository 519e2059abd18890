"""What a share may be of: the amounts of its part's unit, by how well their names fit the words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from auditor import regex
from auditor.exact import Fraction
from auditor.frozen import dataclass
from auditor.relations.labels import coverage, is_wider
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.shadow import ANY
from auditor.relations.steps import step_name

_BEFORE, _BEHIND = 150, 30
_SHARES_BACK = 12
_TOTAL = regex.compile(r"共|总|全[国省市县区]|合计")
_ALL = regex.compile("共|总|合计")
_AMONG = regex.compile(rf"在(?P<base>[^，。；：{ANY}]{{2,16}}?)(?:之?中|当中|里)，")
_FITS = Fraction(3, 5)
_NONE = Fraction(0)
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Base:
    """A possible base, and how well its name fits the words; `trials` counts the bases that fit as well or better
    and could be meant, `alone` says that no other fits as well."""

    score: Fraction
    mention: Mention
    trials: int
    alone: bool


class Bases:
    """The amounts of a page that may be bases, by article and unit."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._amounts: dict[tuple[int, tuple[str, str]], list[Mention]] = {}
        self._names: dict[int, tuple[str, bool]] = {}
        for one in page.mentions:
            if one.role is Role.LEVEL and one.figure.hedge not in ("over", "under", "range") and not is_rank(one):
                self._amounts.setdefault((one.article, one.key), []).append(one)

    def of(self, mention: Mention, part: Mention) -> list[Base]:
        """Possible bases of a share, the best first."""
        words = mention.base or self._told_before(mention, part) or _among(self._page, mention)
        phrase = _less_total(words)
        found = [
            (score, one)
            for one in self._near(mention, part)
            if (score := self._fit(mention, part, one, words)) is not None
        ]
        found.sort(key=lambda one: (not self._name(one[1])[1], abs(mention.index - one[1].index)))
        if phrase:
            found.sort(key=lambda one: one[0], reverse=True)
        return _counted(part, found)

    def _near(self, mention: Mention, part: Mention) -> list[Mention]:
        amounts = self._amounts.get((mention.article, part.key), [])
        first = bisect_left(amounts, mention.index - _BEFORE, key=_index)
        last = bisect_left(amounts, mention.index + _BEHIND, key=_index)
        steps = len(self._page.list_of(mention))
        found = [one for one in amounts[first:last] if one.index != part.index]
        if steps > 1:
            found = [one for one in found if one.position == mention.position or len(self._page.list_of(one)) != steps]
        return found

    def _told_before(self, mention: Mention, part: Mention) -> str:
        """What a share without words is of: `甲14.62亿元，占营业收入的60.0%；乙6.09亿元，占25.0%` says it once."""
        for other in reversed(self._page.mentions[max(0, mention.index - _SHARES_BACK) : part.index]):
            if other.sentence != mention.sentence:
                break
            if other.role is Role.SHARE and other.base:
                between = self._page.shadow.text[other.at : part.at]
                return "" if self._page.cues.partial.search(between) else other.base
        return ""

    def _fit(self, mention: Mention, part: Mention, other: Mention, words: str) -> Fraction | None:
        """How well a name fits the words; None where it is no base."""
        phrase = _less_total(words)
        if other.index < part.index and has_own_share(self._page, other, words) and not self._holds(other, part):
            return None
        if not phrase and other.label and other.label == part.label and part.head:
            return None  # 7月死亡28人 is no base of 8月死亡20人
        name, total = self._name(other)
        score = coverage(phrase, name) if phrase and not is_wider(phrase, name) else _NONE
        smaller = other.figure.value < part.figure.value and mention.figure.value <= _WHOLE
        # 全市 says where, not that it is all
        called = total and not (smaller and phrase and _ALL.search(other.head) is None)
        if called or other.index > part.index or (phrase and score >= _FITS):
            return score
        return None if smaller else score

    def _holds(self, other: Mention, part: Mention) -> bool:
        """`涉及电动车的471起，占37.8%，其中未戴头盔的289起，超过六成`: a part itself, and the whole of what 其中 tells."""
        between = self._page.mentions[other.index + 1 : part.index]
        if other.sentence != part.sentence or any(m.key == part.key and m.role is Role.LEVEL for m in between):
            return False
        start = between[-1].at if between else other.at
        return self._page.cues.partial.search(self._page.shadow.text, start, part.at) is not None

    def _name(self, mention: Mention) -> tuple[str, bool]:
        """What a figure is called, and whether it is called a total."""
        known = self._names.get(mention.index)
        if known is None:
            name = _less_total(step_name(self._page, mention)[1] + mention.noun)
            known = self._names[mention.index] = (name, _TOTAL.search(mention.head) is not None)
        return known


def _among(page: Page, mention: Mention) -> str:
    """`在收购的小麦中，国有企业收购71.6万吨，占38.4%`: the sentence opens with what the share is of."""
    found = _AMONG.match(page.sentence_text(mention).strip())
    return found["base"].rpartition("的")[2] if found else ""


def _counted(part: Mention, found: Sequence[tuple[Fraction, Mention]]) -> list[Base]:
    counted: list[Base] = []
    trials = 0
    while len(counted) < len(found):
        first = last = len(counted)
        while last < len(found) and found[last][0] == found[first][0]:
            trials += _may_hold(part, found[last][1])
            last += 1
        counted += [Base(score, one, trials or 1, last == 1) for score, one in found[first:last]]
    return counted


def is_rank(mention: Mention) -> bool:
    """前五名客户 are a class, not a quantity."""
    return mention.head.endswith("前")


def _may_hold(part: Mention, base: Mention) -> bool:
    """Another year's total, or one smaller than the part, is no rival of the base."""
    same_time = base.year is None or part.year is None or base.year == part.year
    return same_time and base.figure.value >= part.figure.value


def _less_total(words: str) -> str:
    """装机总容量 and 装机容量 are one."""
    return words.replace("总", "") if len(words) > 3 else words


def has_own_share(page: Page, other: Mention, base: str | None) -> bool:
    """A quantity with a share of its own, of the same base, is a neighbour of the part, not its base."""
    # 286个站点超过50毫米，占36.2%: the mark that they have passed stands between
    passed = page.mentions[other.index + 1 : other.index + 2]
    marks = any(m.figure.hedge in ("over", "under") and m.clause == other.clause and m.key != other.key for m in passed)
    after = page.mentions[other.index + 1 + marks : other.index + 2 + marks]
    return any(
        m.role is Role.SHARE and (m.base or "") == (base or "")
        and m.clause - other.clause <= 1 and m.sentence == other.sentence
        for m in after
    )  # fmt: skip


def _index(mention: Mention) -> int:
    return mention.index
