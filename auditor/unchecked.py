"""Why a figure stands in no claim: from what the engine made of it, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor import regex
from auditor.examination import Attempt, Examination
from auditor.frozen import dataclass
from auditor.model import Figure, Unchecked
from auditor.relations.addends import AVERAGE
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.shadow import FIGURES

REASONS = {
    "crowded": (
        "所在句子太长或数字太多，不作为行文核对",
        "its sentence is longer or has more figures than prose has, and is not read",
    ),
    "range": ("是一个范围，不是一个数值", "a range, not one value"),
    "threshold": ("是分档的界限，不是数量", "a threshold that names a class, not a quantity"),
    "rank": ("是名次或概括性的称呼", "a rank or part of a coined name"),
    "superseded": (
        "同一处的另一种读法成立，以它为准",
        "another reading of the same words holds and was taken",
    ),
    "constant-prices": (
        "增速按可比价或可比口径计算，不能由现价数字验算",
        "growth in constant prices or scope, which printed values cannot confirm",
    ),
    "hedged": (
        "只说了一个下限或上限（超、不足、以上），无从验算",
        "only a lower or upper end is given (超, 不足, 以上)",
    ),
    "undecided": (
        "试过{count}种读法，都不相合，用语又不足以断定不符",
        "{count} readings were tried; none holds, and the wording binds to none of them",
    ),
    "open-list": ("列举以“等”收尾，未必列全", "the list ends in 等 and need not be complete"),
    "no-earlier-value": ("文中没有可比的前值", "the text does not give the value it is compared with"),
    "no-base": ("文中没有它的基数", "the text does not give the base of this rate"),
    "average": ("是平均数，不能相加", "an average, which cannot be added"),
    "not-additive": ("是时长、温度一类，不能相加", "a duration or temperature, which is never added"),
    "alone": ("同一篇里没有同单位的其他数字", "no other figure of its unit stands in the article"),
    "in-table": ("表中没有合计、比率等与它相联系", "no total, rate or change of its table rests on it"),
    "unrelated": (
        "用语没有把它与其他数字联系起来",
        "no wording ties it to other figures",
    ),
}
_OPEN_LIST = regex.compile(rf"[^。；！？\n{FIGURES}]{{0,120}}?、[^。；！？\n{FIGURES}]{{0,120}}?等(?=[）。；，\n]|$)")
_NEAR = 8
_NEVER_ADDED = ("duration", "temperature")


@dataclass(frozen=True, slots=True)
class _Tried:
    """The statements that a figure took part in, and the number of their readings, by figure."""

    attempts: dict[str, list[Attempt]]
    readings: Counter[str]
    alike: Counter[tuple[int, tuple[str, str]]]


def unchecked(examined: Examination, checked: set[str], lang: str) -> tuple[Unchecked, ...]:
    """Every figure that no claim has, with the reason."""
    tried = _tried(examined)
    named = {mention.figure.id: mention for mention in examined.page.mentions}
    found = []
    for item in examined.items:
        if item.figure is not None and item.figure.id not in checked:
            mention = named.get(item.figure.id)
            code = _code(examined, item.figure, mention, tried)
            words = REASONS[code][0 if lang == "zh" else 1]
            found.append(Unchecked(item.figure.id, code, words.format(count=tried.readings[item.figure.id])))
    words = REASONS["in-table"][0 if lang == "zh" else 1]
    found += [Unchecked(figure.id, "in-table", words) for figure in examined.tabled if figure.id not in checked]
    return tuple(found)


def readings_of(attempts: list[Attempt], figure: str) -> Iterator[tuple[Attempt, int]]:
    """The readings that a figure takes part in: the attempt, and the reading's place in it."""
    for attempt in attempts:
        for number, reading in enumerate(attempt.statement.readings):
            if any(mention.figure.id == figure for mention in reading.mentions()):
                yield attempt, number


def attempts_by_figure(examined: Examination) -> dict[str, list[Attempt]]:
    """The statements that were tried, by the figures that take part in them."""
    found: dict[str, list[Attempt]] = {}
    for attempt in (one for one in examined.attempts if one.compares):
        names = {m.figure.id: None for reading in attempt.statement.readings for m in reading.mentions()}
        for name in names:
            found.setdefault(name, []).append(attempt)
    return found


def _tried(examined: Examination) -> _Tried:
    alike = Counter((mention.article, mention.key) for mention in examined.page.mentions)
    readings: Counter[str] = Counter()
    for attempt in (one for one in examined.attempts if one.compares):
        for reading in attempt.statement.readings:
            readings.update({mention.figure.id for mention in reading.mentions()})
    return _Tried(attempts_by_figure(examined), readings, alike)


def _code(examined: Examination, figure: Figure, mention: Mention | None, tried: _Tried) -> str:
    if mention is None:
        return "crowded"
    if mention.role is Role.LIMIT:
        return "range" if figure.hedge == "range" else "threshold"
    if figure.hedge == "range":
        return "range"
    if mention.role is Role.GROWTH and _constant_prices(examined.page, mention):
        return "constant-prices"
    attempts = tried.attempts.get(figure.id, [])
    if any(attempt.settled is not None for attempt in attempts) and _in_settled(attempts, figure.id):
        return "superseded"
    if not figure.interval.is_closed:
        return "hedged"
    if attempts:
        return "undecided"
    return _untried(examined.page, mention, tried)


def _in_settled(attempts: list[Attempt], figure: str) -> bool:
    settled = (attempt.settled for attempt in attempts if attempt.settled is not None)
    return any(mention.figure.id == figure for one in settled for mention in one.reading.mentions())


def _untried(page: Page, mention: Mention, tried: _Tried) -> str:
    """No finder made a statement about it."""
    if mention.figure.dimension == "name":
        return "open-list" if _lists(page, mention) else "rank"
    if mention.role in (Role.GROWTH, Role.CHANGE):
        return "no-earlier-value"
    if mention.role in (Role.SHARE, Role.RATE, Role.MULTIPLE) or mention.figure.dimension in ("percent", "times"):
        return "no-base"
    if _lists(page, mention):
        return "open-list"
    if mention.figure.dimension in _NEVER_ADDED and mention.figure.unit != "天":
        return "not-additive"
    if AVERAGE.search(mention.label):
        return "average"
    return "alone" if tried.alike[(mention.article, mention.key)] < 2 else "unrelated"


def _lists(page: Page, mention: Mention) -> bool:
    """Does an open list follow the number, as in 3个项目，包括甲、乙等?"""
    counted = mention.figure.dimension in ("count", "name")
    return counted and _OPEN_LIST.match(page.shadow.text, mention.at + 1) is not None


def _constant_prices(page: Page, mention: Mention) -> bool:
    """Is it the growth of a volume: 增加值增长7.1%, 实际增长?"""
    near = page.mentions[max(0, mention.index - _NEAR) : mention.index]
    levels = [m for m in near if m.role is Role.LEVEL and m.segment == mention.segment]
    label = levels[-1].label if levels else ""
    return page.cues.constant_price.search(label + mention.lead) is not None
