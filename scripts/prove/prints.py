"""What a printed figure may stand for: arithmetic of the generator's own, apart from the engine that it tries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

Ends = tuple[Fraction | None, Fraction | None]

# Printed units: what one of them counts, and whether it is counted one by one.
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "億": 10**8, "萬": 10**4}
PER = {
    "%": Fraction(1, 100),
    "％": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "个百分点": Fraction(1, 100),
    "個百分點": Fraction(1, 100),
    "个千分点": Fraction(1, 1000),
    "個千分點": Fraction(1, 1000),
}
WEIGHTS = {"吨": 1000, "公噸": 1000, "公斤": 1, "公里": 1000, "米": 1}
# A rate is often cut off, not rounded: 36.37% printed as 36.3%.
RATES = ("%", "％", "‰", "倍")
ABOUT, NEAR = ("约", "約"), ("近",)
OVER, UNDER = ("逾", "超过", "超過", "余", "餘", "突破"), ("不足",)
_HAN = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as it is printed: 约 + 12.3 + 亿元; `key` names the cell of the table that it gives.

    `counted` things are exact when they are written in full; `number` has plain ASCII digits, or is Han.
    """

    key: str
    number: str
    unit: str = ""
    before: str = ""
    after: str = ""
    counted: bool = False
    silent: bool = False  # the unit stands elsewhere, as in the head of a table's column

    @property
    def text(self) -> str:
        return self.before + self.number + ("" if self.silent else self.after_number())

    def after_number(self) -> str:
        """Unit and hedge: 余 goes before the measure word, behind the scale."""
        if not self.after:
            return self.unit
        scale = scale_of(self.unit)
        return scale + self.after + self.unit[len(scale) :]

    @property
    def value(self) -> Fraction:
        return numeral(self.number) * factor(self.unit)

    @property
    def step(self) -> Fraction:
        """The worth of the last printed digit; 0 for what is counted one by one and written in full."""
        if self.counted and not scale_of(self.unit) and "." not in self.number:
            return Fraction(0)
        return Fraction(1, 10 ** len(self.number.partition(".")[2])) * factor(self.unit)

    @property
    def ends(self) -> Ends:
        """The least and the greatest value that would be printed so; None where a hedge leaves it open."""
        value, half = self.value, self.step / 2
        hedge = self.before or self.after
        if hedge in OVER:
            return value, None
        if hedge in UNDER:
            return None, value
        loose = max(self.step, self._round())
        if hedge in NEAR:
            return value - loose, value
        if hedge in ABOUT:
            half = loose / 2
        return value - half, value + half

    @property
    def ends_cut_off(self) -> Ends:
        """The same, if a rate may have been cut off instead of rounded: it then lies up to a step higher."""
        low, high = self.ends
        if self.unit not in RATES or low is None or high is None:
            return low, high
        return low, max(high, self.value + self.step)

    def _round(self) -> Fraction:
        """A hedged 400 is round to the hundred."""
        if "." in self.number or not self.number.isdigit():
            return Fraction(0)
        zeros = len(self.number) - len(self.number.rstrip("0"))
        return Fraction(10**zeros) * factor(self.unit)

    def with_number(self, number: str) -> Print:
        return replace(self, number=number)


def scale_of(unit: str) -> str:
    """亿 of 亿元; nothing of 元."""
    return next((scale for scale in SCALES if unit.startswith(scale)), "")


def factor(unit: str) -> Fraction:
    """How many base units one printed unit counts."""
    scale = scale_of(unit)
    rest = unit[len(scale) :]
    return PER.get(rest, Fraction(WEIGHTS.get(rest, 1))) * SCALES.get(scale, 1)


def numeral(number: str) -> Fraction:
    """The value of 1,234.5 or of 十二."""
    if number[0] in "0123456789":
        return Fraction(number.replace(",", ""))
    if "十" in number:
        tens, _, ones = number.partition("十")
        return Fraction((_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0))
    return Fraction(2 if number in "两兩" else _HAN.index(number))


def han(number: int, measured: bool = True) -> str:
    """十二; 两 before a measure word."""
    if number == 2 and measured:
        return "两"
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def rounded(value: Fraction, places: int) -> str:
    """The value with so many decimals, halves away from zero."""
    scaled = value * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    return digits if not places else f"{digits[:-places]}.{digits[-places:]}"


def truncated(value: Fraction, places: int) -> str:
    """The value cut off after so many decimals."""
    return rounded(Fraction(int(abs(value) * 10**places), 10**places), places)
