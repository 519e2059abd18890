"""How many to so many: `每千人口拥有床位6.5张`, `每10万人中具有大学文化程度的15467人`, `每百元收入的成本为84.6元`.

The rate is a quantity of its own; the total that it was made of is a figure of the same unit under the same
name, and the base is the population, the households or the sum of money that the words after 每 call for.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.exact import Fraction
from auditor.frozen import dataclass, replace
from auditor.relations.labels import coverage, pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.parts import closed
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading, rounded
from auditor.rules import RelationRule

_TENS = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6}
_PER = regex.compile(
    "每(?:(?P<han>十万|百万|[百千万])|(?P<figure>[\ue004\ue005\ue006\ue009]))(?:个|名|位)?(?P<noun>[一-龥]{0,6})"
)
_REACH = 80
_PEOPLE = regex.compile(r"人口|居民|人数|常住|户籍|总人|市民|人$")
_NOT_NOUN = regex.compile(r"(?:人口|人|居民|中|里|拥有|具有|有|的|平均).*$")
# Words that say nothing of what is counted.
_IDLE = regex.compile(
    r"具有|拥有|持有|数(?=$)|达到?|平均|约|仅|中|的|为|有|是|每[百千万十]*(?:个|名|位)?(?:常住|户籍)?(?:人口|居民|人|户)?"
)
_ROSE = regex.compile(r"^(?:上升|提高|增加|提升|增|升|下降|减少|降|减)*(?:到|至|为)$")
_FORMER = regex.compile(r"(?:由|从|上年|去年|比|较|\ue008)[^，。；]{0,200}$")
# 2020年底全县人口: a date alone makes no population a former one
_FORMER_BASE = regex.compile(r"(?:由|从|上年|去年|比|较)[^，。；]{0,200}$")
_TIME = regex.compile("上年|去年")
# 以880万常住人口计，每万人拥有14.6件: of those, and of no others
_TOLD_BASE = regex.compile("[以按][^，。；]{1,20}(?:计|计算|测算|推算)，")


@dataclass(frozen=True, slots=True)
class _Per:
    """So many of what: 100000 of 人."""

    many: Fraction
    unit: tuple[str, str] | None
    noun: str


def find_per_many(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == many * part / whole`."""
    for rate in page.mentions:
        if rate.role is not Role.LEVEL or rate.figure.dimension in ("percent", "points", "times", "duration"):
            continue
        per = _per(page, rate)
        if per is None or _FORMER.search(rate.head):
            continue
        readings = sorted(_readings(page, rate, per), key=lambda one: -one.strength)
        if readings:
            yield Statement(tuple(readings[:6]))


def _per(page: Page, rate: Mention) -> _Per | None:
    """The last 每… before the rate in its sentence; a figure of another kind between ends its reach."""
    start = page.sentences[rate.sentence][0]
    text = page.shadow.text[start : rate.at]
    if "每" not in text:
        return None
    found = None
    for found in _PER.finditer(text):  # noqa: B007 (the last one counts)
        pass
    if found is None:
        return None
    between = [m for m in page.mentions[max(0, rate.index - 8) : rate.index] if m.at >= start + found.end()]
    if any(m.key != rate.key and m.role is Role.LEVEL for m in between):
        return None
    noun = found.group("noun")
    if found.group("han"):
        return _Per(Fraction(_TENS[found.group("han")]), _unit_of(noun), noun)
    place = start + found.start("figure")
    base = next((m for m in page.mentions[max(0, rate.index - 9) : rate.index] if m.at == place), None)
    if base is None or base.figure.value not in map(Fraction, (100, *_TENS.values(), 10)):
        return None
    return _Per(base.figure.value, base.key, noun)


def _unit_of(noun: str) -> tuple[str, str] | None:
    """What the noun after 每千 is counted in."""
    if noun.startswith("户") and not noun.startswith("户籍"):
        return ("count", "户")
    if noun.startswith("元"):
        return ("money", "CNY")
    # 名, 位 and 人 count people; of other things the words must tell
    return ("count", "人") if noun else None


def _readings(page: Page, rate: Mention, per: _Per) -> Iterator[Reading]:
    name = _IDLE.sub("", _name(page, rate))
    near = [m for m in page.mentions[max(0, rate.index - _REACH) : rate.index] if m.article == rate.article]
    near = [m for m in near if m.role is Role.LEVEL and m.figure.value > 0 and not m.head.endswith("每") and closed(m)]
    wholes = [m for m in near if m.key == per.unit and _is_base(m, per)]
    if _TOLD_BASE.search(page.sentence_text(rate)):
        wholes = [m for m in wholes if m.sentence == rate.sentence]
    parts = [(_agree(name, m), m) for m in near if m.key == rate.key and m.figure.value > rate.figure.value]
    if rate.key != per.unit and len(parts) == 1:
        # nothing else is counted so: 病床 is what 床位 are
        parts = [(max(score, Fraction(1, 2)), part) for score, part in parts]
    best = max((score for score, _ in parts), default=Fraction(0))
    for score, part in parts:
        if score < Fraction(1, 2):
            continue
        for whole in wholes:
            former = _FORMER_BASE.search(whole.head) and not (_TIME.match(whole.head) and page.opens_sentence(whole))
            if whole.index == part.index or (whole.sentence == part.sentence and former):
                continue
            same = rate.sentence == part.sentence == whole.sentence
            rivals = [w for w in wholes if w.sentence == rate.sentence and w.index != part.index]
            only = same and score == best and rivals == [whole] and score >= Fraction(4, 5)
            strength = CERTAIN if only else LIKELY if score == best and _named(whole) else POSSIBLE
            one = reading(strength, 2 if score == best else 3, rate=rounded(rate), part=part, whole=whole)
            yield replace(one, constants=(("many", per.many),))


def _name(page: Page, rate: Mention) -> str:
    """What is counted; in 由8930人上升为15467人 the words stand before the first of the two."""
    before = page.mentions[rate.index - 1] if rate.index else None
    if before is not None and before.sentence == rate.sentence and _ROSE.search(rate.head):
        return regex.sub(r"[由从]$", "", before.head)
    return rate.head


def _agree(name: str, part: Mention) -> Fraction:
    """How well the total bears the name of the rate, or the rate that of the total."""
    its = _IDLE.sub("", part.head) + part.noun
    if not pairs(name):
        return Fraction(1)
    return max(coverage(name, its), coverage(_IDLE.sub("", part.label), name) if part.label else Fraction(0))


def _is_base(base: Mention, per: _Per) -> bool:
    words = base.label + base.head + base.noun
    if per.unit == ("count", "人"):
        noun = _NOT_NOUN.sub("", per.noun)
        return noun[:2] in words if noun[:2] not in ("", "常住", "户籍") else _PEOPLE.search(words) is not None
    if per.unit is not None and per.unit[0] == "money":
        return coverage(regex.sub(r"^元", "", per.noun), words) >= Fraction(1, 2)
    return True


def _named(base: Mention) -> bool:
    return regex.search(r"总|常住|户籍|全[国省市县区镇乡]|共", base.label + base.head) is not None
