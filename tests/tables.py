"""Random tables of figures, and sentences that state them: true ones, and ones with a figure pushed off.

Every quantity has a true value that nobody prints; what is printed is that value rounded to some digits.
A sentence is a template over printed quantities, with each figure between ⟦ and ⟧.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from auditing import mark
from hypothesis import assume
from hypothesis import strategies as st

NOUNS = (("项目", "个"), ("企业", "家"), ("学校", "所"), ("工程", "项"), ("岗位", "个"))
AMOUNTS = (
    ("投资", "亿元"),
    ("产量", "万吨"),
    ("销售额", "亿元"),
    ("用电量", "亿千瓦时"),
    ("造林面积", "万亩"),
)
LABELS = ("工业", "农业", "教育", "交通", "水利", "环保", "文化")


@dataclass(frozen=True)
class Printed:
    """A value as printed with `places` decimals and a unit; `drop` leaves off trailing zeros."""

    value: Fraction
    places: int
    unit: str
    counted: bool = False

    @property
    def half(self) -> Fraction:
        """How far the true value may lie from the print."""
        return Fraction(0) if self.counted else Fraction(1, 2 * 10**self.places)

    @property
    def low(self) -> Fraction:
        return self.value - self.half

    @property
    def high(self) -> Fraction:
        return self.value + self.half

    @property
    def text(self) -> str:
        return decimal(self.value, self.places) + self.unit

    def __str__(self) -> str:
        return mark(self.text)

    def plus(self, steps: int) -> Printed:
        """The print moved by so many of its last digits."""
        return Printed(self.value + Fraction(steps, 10**self.places), self.places, self.unit, self.counted)


def decimal(value: Fraction, places: int) -> str:
    scaled = round(abs(value) * 10**places)
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def rounded(value: Fraction, places: int, unit: str) -> Printed:
    """`value` as a careful writer prints it; trailing zeros stay, so that the step is what it seems."""
    whole = round(value * 10**places)
    return Printed(Fraction(whole, 10**places), places, unit)


def counted(value: int, unit: str) -> Printed:
    return Printed(Fraction(value), 0, unit, counted=True)


@dataclass(frozen=True)
class Table:
    """A whole and the parts that make it up."""

    noun: str
    whole: Printed
    parts: tuple[tuple[str, Printed], ...]

    def listed(self, joint: str) -> str:
        return joint.join(f"{label}{self.noun}{part}" for label, part in self.parts)

    @property
    def slack(self) -> Fraction:
        """The most that honest rounding may leave between the whole and its parts."""
        return self.whole.half + sum((part.half for _, part in self.parts), Fraction(0))

    def figures(self) -> list[Printed]:
        return [self.whole, *(part for _, part in self.parts)]

    def with_figure(self, place: int, figure: Printed) -> Table:
        if place == 0:
            return Table(self.noun, figure, self.parts)
        parts = list(self.parts)
        parts[place - 1] = (parts[place - 1][0], figure)
        return Table(self.noun, self.whole, tuple(parts))


def _labels(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=5, unique=True))


@st.composite
def count_tables(draw: st.DrawFn) -> Table:
    noun, unit = draw(st.sampled_from(NOUNS))
    labels = _labels(draw)
    parts = [(label, counted(draw(st.integers(1, 400)), unit)) for label in labels]
    total = sum(int(part.value) for _, part in parts)
    return Table(noun, counted(total, unit), tuple(parts))


@st.composite
def amount_tables(draw: st.DrawFn) -> Table:
    noun, unit = draw(st.sampled_from(AMOUNTS))
    true = {label: true_amount(draw) for label in _labels(draw)}
    parts = tuple((label, rounded(value, draw(st.integers(0, 2)), unit)) for label, value in true.items())
    return Table(noun, rounded(sum(true.values(), Fraction(0)), draw(st.integers(0, 2)), unit), parts)


def tables() -> st.SearchStrategy[Table]:
    return count_tables() | amount_tables()


def true_amount(draw: st.DrawFn, low: int = 10**4, high: int = 6 * 10**6) -> Fraction:
    return Fraction(draw(st.integers(low, high)), 10**4)


@dataclass(frozen=True)
class Triple:
    """Two values and what a sentence makes of them; `up` when the later one is larger."""

    first: Printed
    second: Printed
    result: Printed
    up: bool
    low: Fraction
    high: Fraction

    def figures(self) -> list[Printed]:
        return [self.first, self.second, self.result]


def difference_of(first: Printed, second: Printed, result: Printed, *, up: bool) -> Triple:
    """|second − first| between the bounds that the prints leave; negative where the words are untrue."""
    later, former = (second, first) if up else (first, second)
    return Triple(first, second, result, up, later.low - former.high, later.high - former.low)


def growth_of(first: Printed, second: Printed, result: Printed, *, up: bool) -> Triple:
    """The rate of change in percent, bounded likewise; a fall counts as positive."""
    sign = 1 if up else -1
    ends = [
        100 * sign * (second.low / first.high - 1),
        100 * sign * (second.high / first.low - 1),
    ]
    return Triple(first, second, result, up, min(ends), max(ends))


def share_of(first: Printed, second: Printed, result: Printed, *, up: bool) -> Triple:
    """`first` as a percentage of `second`."""
    return Triple(first, second, result, up, 100 * first.low / second.high, 100 * first.high / second.low)


@st.composite
def changes(draw: st.DrawFn) -> Triple:
    """Two values of one quantity and their difference."""
    unit = draw(st.sampled_from(AMOUNTS))[1]
    before, now = true_amount(draw), true_amount(draw)
    change = rounded(abs(now - before), draw(st.integers(0, 2)), unit)
    assume(change.value > 0)
    first = rounded(before, draw(st.integers(0, 2)), unit)
    second = rounded(now, draw(st.integers(0, 2)), unit)
    return difference_of(first, second, change, up=now > before)


@st.composite
def count_changes(draw: st.DrawFn) -> Triple:
    unit = draw(st.sampled_from(NOUNS))[1]
    before, now = draw(st.integers(20, 900)), draw(st.integers(20, 900))
    assume(before != now)
    values = (counted(before, unit), counted(now, unit), counted(abs(now - before), unit))
    return difference_of(*values, up=now > before)


@st.composite
def point_changes(draw: st.DrawFn) -> Triple:
    before, now = true_amount(draw, 10**3, 9 * 10**5), true_amount(draw, 10**3, 9 * 10**5)
    places = draw(st.integers(1, 2))
    change = rounded(abs(now - before), places, "个百分点")
    assume(change.value > 0)
    return difference_of(rounded(before, places, "%"), rounded(now, places, "%"), change, up=now > before)


@st.composite
def growths(draw: st.DrawFn) -> Triple:
    unit = draw(st.sampled_from(AMOUNTS))[1]
    before = true_amount(draw, 10**5)
    now = before * Fraction(draw(st.integers(300, 2500)), 1000)
    first, second = (
        rounded(before, draw(st.integers(1, 2)), unit),
        rounded(now, draw(st.integers(1, 2)), unit),
    )
    rate = rounded(abs(now / before - 1) * 100, draw(st.integers(0, 2)), "%")
    assume(rate.value > 0)
    return growth_of(first, second, rate, up=now > before)


@st.composite
def shares(draw: st.DrawFn) -> Triple:
    whole = true_amount(draw, 10**5)
    part = whole * Fraction(draw(st.integers(20, 980)), 1000)
    unit = draw(st.sampled_from(AMOUNTS))[1]
    first, second = (
        rounded(part, draw(st.integers(1, 2)), unit),
        rounded(whole, draw(st.integers(1, 2)), unit),
    )
    return share_of(first, second, rounded(100 * part / whole, draw(st.integers(0, 2)), "%"), up=True)


@st.composite
def count_shares(draw: st.DrawFn) -> Triple:
    unit = draw(st.sampled_from(NOUNS))[1]
    whole = draw(st.integers(20, 900))
    part = draw(st.integers(2, whole - 1))
    rate = rounded(Fraction(100 * part, whole), draw(st.integers(1, 2)), "%")
    return share_of(counted(part, unit), counted(whole, unit), rate, up=True)


SUMS: dict[str, Callable[[Table], str]] = {
    "bracket": lambda t: f"全市{t.noun}{t.whole}（{t.listed('、')}）。",
    "among": lambda t: f"全市共有{t.noun}{t.whole}，其中{t.listed('、')}。",
    "split": lambda t: f"全市共有{t.noun}{t.whole}。按类别划分，{t.listed('，')}。",
    "total": lambda t: f"{t.listed('、')}，合计{t.whole}。",
}
"""Sentences of a whole and its parts."""

CHANGES: dict[str, Callable[[Triple], str]] = {
    "than": lambda t: f"全市总量{t.second}，比上年的{t.first}{'增加' if t.up else '减少'}{t.result}。",
    "from-to": lambda t: (
        f"全市总量由{t.first}{'增加到' if t.up else '减少到'}{t.second}，{'增加' if t.up else '减少'}{t.result}。"
    ),
}
POINTS: dict[str, Callable[[Triple], str]] = {
    "from-to": lambda t: (
        f"失业率由{t.first}{'提高到' if t.up else '下降到'}{t.second}，{'提高' if t.up else '下降'}{t.result}。"
    ),
    "than": lambda t: f"合格率为{t.second}，比上年的{t.first}{'提高' if t.up else '下降'}{t.result}。",
}
GROWTHS: dict[str, Callable[[Triple], str]] = {
    "from-to": lambda t: (
        f"全市总量由{t.first}{'增至' if t.up else '降至'}{t.second}，{'增长' if t.up else '下降'}{t.result}。"
    ),
    "bracket": lambda t: f"全市总量为{t.second}（上年同期{t.first}），同比{'增长' if t.up else '下降'}{t.result}。",
}
SHARES: dict[str, Callable[[Triple], str]] = {
    "of-all": lambda t: f"全市共有{t.second}，其中重点类{t.first}，占{t.result}。",
    "base-in-phrase": lambda t: f"全年完成{t.first}，占年度计划{t.second}的{t.result}。",
    "base-in-bracket": lambda t: f"全年完成{t.first}，占年度计划（{t.second}）的{t.result}。",
}


def surplus(change: Triple) -> str:
    exports, imports = (change.second, change.first) if change.up else (change.first, change.second)
    return f"全年出口{exports}，进口{imports}，贸易顺差{change.result}。"


def _moved(draw: st.DrawFn, figure: Printed, least: int, most: int) -> Printed:
    """The print moved up or down by `least` to `most` of its last digits; what is left is positive."""
    moved = figure.plus(draw(st.integers(least, most)) * draw(st.sampled_from((1, -1))))
    assume(moved.value > 0)
    return moved


@st.composite
def table_moved(draw: st.DrawFn, tables: st.SearchStrategy[Table]) -> Table:
    """A table with one figure off by more than all rounding, but not out of all proportion."""
    table = draw(tables)
    place = draw(st.integers(0, len(table.parts)))
    figure = table.figures()[place]
    least = int(2 * table.slack * 10**figure.places) + 1
    most = least + int(table.whole.value * 10**figure.places / 8)
    moved = table.with_figure(place, _moved(draw, figure, least, most))
    total = sum((part.value for _, part in moved.parts), Fraction(0))
    assume(7 * moved.whole.value < 10 * total < 15 * moved.whole.value)
    return moved


Remake = Callable[..., Triple]


@st.composite
def triple_moved(draw: st.DrawFn, triples: st.SearchStrategy[Triple], remake: Remake) -> Triple:
    """Two values and a result that they cannot give, whether it was rounded or cut off."""
    triple = draw(triples)
    place = draw(st.integers(0, 2))
    figure = triple.figures()[place]
    figures = triple.figures()
    figures[place] = _moved(draw, figure, 1, max(2, int(figure.value * 10**figure.places / 3)))
    moved = remake(*figures, up=triple.up)
    step = 2 * moved.result.half
    assume(moved.low > 0)
    assume(moved.result.high + step < moved.low or moved.high < moved.result.low - step)
    return moved


def change_moved(triples: st.SearchStrategy[Triple]) -> st.SearchStrategy[Triple]:
    return triple_moved(triples, difference_of)


def growth_moved(triples: st.SearchStrategy[Triple]) -> st.SearchStrategy[Triple]:
    return triple_moved(triples, growth_of)


def share_moved(triples: st.SearchStrategy[Triple]) -> st.SearchStrategy[Triple]:
    """Shares stay shares: the part no larger than the whole."""
    return triple_moved(triples, share_of).filter(lambda one: one.first.value <= one.second.value)


def money_changes() -> st.SearchStrategy[Triple]:
    return changes().filter(lambda one: one.first.unit == "亿元")


@st.composite
def sectors_with_growth(draw: st.DrawFn) -> str:
    """A whole and its parts, each with a growth rate that binds nothing in the text."""
    table = draw(amount_tables())
    rates = [rounded(Fraction(draw(st.integers(1, 300)), 10), 1, "%") for _ in table.figures()]
    parts = "；".join(
        f"{label}{table.noun}{part}，增长{rate}" for (label, part), rate in zip(table.parts, rates[1:], strict=True)
    )
    return f"全年{table.noun}{table.whole}，同比增长{rates[0]}。其中，{parts}。"


@st.composite
def parts_with_shares(draw: st.DrawFn) -> str:
    """Every part with its share of the whole."""
    table = draw(count_tables())
    shares = [rounded(100 * part.value / table.whole.value, 1, "%") for _, part in table.parts]
    parts = "；".join(
        f"{label}{table.noun}{part}，占{share}" for (label, part), share in zip(table.parts, shares, strict=True)
    )
    return f"全市共有{table.noun}{table.whole}。按类别划分，{parts}。"


@st.composite
def some_parts(draw: st.DrawFn) -> str:
    """Parts after 其中 that are not all."""
    table = draw(tables())
    kept = Table(table.noun, table.whole, table.parts[:-1])
    return f"全市共有{table.noun}{kept.whole}，其中{kept.listed('、')}。"


@st.composite
def share_series(draw: st.DrawFn) -> str:
    """Shares of one whole that are printed alone."""
    table = draw(count_tables())
    places = draw(st.integers(1, 2))
    shares = [rounded(100 * part.value / table.whole.value, places, "%") for _, part in table.parts]
    names = "、".join(label for label, _ in table.parts)
    return f"{names}{table.noun}占比分别为{'、'.join(map(str, shares))}。"


@st.composite
def parallel_lists(draw: st.DrawFn) -> str:
    """Two series in step: values, and their growth over values of the year before."""
    table = draw(amount_tables())
    rates = [rounded(Fraction(draw(st.integers(1, 300)), 10), 1, "%") for _ in table.parts]
    names = "、".join(label for label, _ in table.parts)
    values = "、".join(str(part) for _, part in table.parts)
    return f"{names}{table.noun}分别为{values}，同比分别增长{'、'.join(map(str, rates))}。"


@st.composite
def increases(draw: st.DrawFn) -> str:
    """Value, increase and rate, the earlier value unprinted."""
    before = draw(st.integers(100, 5000))
    more = draw(st.integers(1, before))
    rate = rounded(Fraction(100 * more, before), 1, "%")
    assume(rate.value > 0)
    return f"全市共有企业{counted(before + more, '家')}，比上年增加{counted(more, '家')}，增长{rate}。"


@st.composite
def yearly_values(draw: st.DrawFn) -> str:
    """The same measure in two years, and the rate between them."""
    one = draw(growths())
    return f"2021年完成投资{one.first}，2022年完成投资{one.second}，{'增长' if one.up else '下降'}{one.result}。"


@st.composite
def compound_growths(draw: st.DrawFn) -> str:
    """A mean yearly rate over five years, of values that were made from it."""
    before = draw(st.integers(10**3, 10**6))
    rate = Fraction(draw(st.integers(10, 200)), 1000)
    now = before * (1 + rate) ** 5
    first, second = rounded(Fraction(before, 10**2), 2, "亿元"), rounded(now / 10**2, 2, "亿元")
    return f"总投资由2015年的{first}增加到2020年的{second}，年均增长{rounded(100 * rate, 1, '%')}。"


@st.composite
def completion_rates(draw: st.DrawFn) -> str:
    taken = draw(st.integers(20, 5000))
    done = draw(st.integers(1, taken))
    return f"全年受理事项{counted(taken, '件')}，办结事项{counted(done, '件')}，办结率{rounded(Fraction(100 * done, taken), 1, '%')}。"


@st.composite
def subsidies(draw: st.DrawFn) -> str:
    each, households = draw(st.integers(100, 3000)), draw(st.integers(10, 900))
    total = rounded(Fraction(each * households, 10**4), 4, "万元")
    return f"每户补贴{counted(each, '元')}，惠及农户{counted(households, '户')}，共发放补贴{total}。"


PLACES = ("东河镇", "西山镇", "南岭乡", "北湖镇", "中原乡", "上坪镇", "下渡乡")
HAN = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Listing:
    """Things listed, and how many they are said to be."""

    items: tuple[str, ...]
    stated: int
    han: bool

    @property
    def number(self) -> str:
        return HAN[self.stated] if self.stated != 2 and self.han else "两" if self.han else str(self.stated)


@st.composite
def listings(draw: st.DrawFn, off: int = 0) -> Listing:
    items = draw(st.lists(st.sampled_from(PLACES), min_size=3, max_size=6, unique=True))
    return Listing(tuple(items), len(items) + off, draw(st.booleans()))


LISTS: dict[str, Callable[[Listing], str]] = {
    "before": lambda one: f"{'、'.join(one.items)}等{mark(one.number + '个')}乡镇完成了任务。",
    "before-and": lambda one: f"{'、'.join(one.items[:-1])}和{one.items[-1]}等{mark(one.number + '个')}乡镇完成了任务。",
    "brackets": lambda one: f"完成任务的乡镇有{mark(one.number + '个')}（{'、'.join(one.items)}）。",
    "behind": lambda one: f"完成任务的乡镇有{mark(one.number + '个')}，分别是{'、'.join(one.items)}。",
    "ordinals": lambda one: f"重点抓好{mark(one.number + '项')}工作。" + "".join(
        f"{HAN[place]}是走访{item}。" for place, item in enumerate(one.items, 1)
    ),
}  # fmt: skip

PROSE: dict[str, st.SearchStrategy[str]] = {
    "sectors-with-growth": sectors_with_growth(),
    "parts-with-shares": parts_with_shares(),
    "some-parts": some_parts(),
    "share-series": share_series(),
    "parallel-lists": parallel_lists(),
    "increases": increases(),
    "yearly-values": yearly_values(),
    "compound-growths": compound_growths(),
    "completion-rates": completion_rates(),
    "subsidies": subsidies(),
}
"""Other true sentences."""
