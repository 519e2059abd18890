"""Header cells, captions and row names → what is measured: name, unit, year, and whether it may be added."""

from __future__ import annotations

from functools import lru_cache

from auditor import regex
from auditor.figures.lexicon import Unit
from auditor.figures.numerals import parse_scale
from auditor.frozen import dataclass
from auditor.glyphs import RATES
from auditor.tables.entries import SCALED, unit_of

GROWTH = regex.compile(r"增[长减幅速]|年增|年减|成长|[涨降]幅|同比|环比|升降|比上[年月季]|较上[年月季]|±|变[化动]")
FALL = regex.compile(r"^(?=[^增升]*$)[^增升]*?(?:降幅|下降|减少|减幅|跌幅)")
# Growth in constant prices does not follow from values in current ones.
REAL_TERMS = regex.compile(
    r"可比|同口径|不变价|实际增|扣除|生产总值|增加值|GDP|第?[一二三]产|产业$|规模以上|规上|限额以上|限上|修订|普查"
)
_BRACKETED = regex.compile(r"（(?:单位：?)?(?:增减|±|\+/-)*(?P<unit>[^（）]{1,10})）")
_TRAILING = regex.compile(r"(?:±|\+/-)?(?P<unit>[%‰])$")
_CAPTION = regex.compile(r"单位[：:]? ?(?P<units>[^\n|）]{1,30})")
_YEAR = regex.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|$|[^0-9])")
_TIMELESS = regex.compile(r"年(?:度)?|[（）\s]")
_FORMER = regex.compile(r"上年|去年|上期|同期|基期|上一年|前一年|期初|年初|上月|上季")
_LATTER = regex.compile(r"本年|今年|本期|报告期|期末|年末|本月|本季")
# What is counted one by one, though no unit is named.
_COUNTED = regex.compile(
    r"(?:户|人|个|件|家|台|辆|套|次|宗|起|座|所|项目|村|例|笔|份|批|处|条|只|头|栋|幢|间|场|名|艘|架|册|部|张)数(?:量)?$|^人口$|^人员$"
)
# Means, rates, ranks and grades are never added, and neither is what a table only lists.
# Dimensions of which no total is made.
NOT_ADDED = RATES | {"temperature"}
_NEVER_ADDED = regex.compile(
    r"(?<!功)率|占(?!地|用)|比重|比例|[同环之对]比|比$|均|单价|价格?$|指数|增[长减速幅加]|减少|[涨降跌]|变化|位次|排名|名次|序号|编号|年龄|[气室水]温|湿度"
    r"|(?<![年季月])度$|[得评总满比]分|分数|成绩|时间|日期|电话|手机|代码|邮编|系数|程度|贡献|标准(?!煤|箱|地|厂|化)|最[高低大小多少长短]"
    r"|中位|(?<!班)级$|等级|单产|亩产|每|年份|届$|期限|号$|倍|±|差[值距]|海拔|层数|寿命|工期|权重|数值|参考|目标值|限值|规格|型号|尺寸|年限"
)
_NO_AMOUNT = regex.compile(
    r"(?<!功)率$|占比|比重|平均|人均|户均|均[价值]|指数|增长|增速|增幅|同比|环比|最[高低大小]|上年(?!结|剩)|同期|去年(?!结|剩)|排名|名次"
)
_PERCENT = regex.compile(
    r"(?<!功)率|成长|占比|比重|比例|百分比|增长|增幅|增速|同比|环比|涨幅|降幅|增减幅|升降幅|完成进度|幅度"
)
_CHANGE = regex.compile(r"增减(?!幅|率)|净增|变动|差额|增长额|增加额|减少额")
_TOTAL = regex.compile(
    r"(?:合计|总计|共计|小计|总和|计|合计数|总计数|总数|累计合计)|[一-龥]{1,4}(?:合计|总计)|total", regex.IGNORECASE
)
_SUBTOTAL = regex.compile(r"小计|分计")
_WITHIN = regex.compile(r"^(?:其中|内含|含)[：:]?|^#")
_WHOLE_PLACE = regex.compile(
    r"全[国省市县区州盟旗镇乡村校院厂]|(?:全社会|全部|全行业)[一-龥]{0,6}"
    r"|[一-龥]{0,6}总(?:量|额|数|人口|面积|产量|产值|投资|收入|支出|户数|人数)"
)
_OPEN_ENDED = regex.compile(r"^(?:…+|\.{3,}|略|等|主要|部分)")
# 注销登记 and 单位存款 are rows
_NOTE = regex.compile(r"^(?:注|备注|说明|来源|单位|审核)(?:[：:0-9\s]|$)|^(?:资料|数据)来源|^[填制]表")

_LONGEST_UNIT = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What a column or a row measures.  `scale` goes with the unit: 万元 is 元 by 10,000."""

    name: str
    unit: Unit | None = None
    scale: int = 1
    year: int | None = None
    former: bool = False

    @property
    def is_addable(self) -> bool:
        if self.unit is not None and self.unit.dimension in NOT_ADDED:
            return False
        return not _says(_NEVER_ADDED, self.name)

    @property
    def is_row_addable(self) -> bool:
        """A row may be named after anything; only what is clearly a rate or a mean is no part of a total."""
        if self.unit is not None and self.unit.dimension in NOT_ADDED:
            return False
        return not _says(_NO_AMOUNT, self.name)

    @property
    def is_total(self) -> bool:
        return _is(_TOTAL, self.name)

    @property
    def is_subtotal(self) -> bool:
        return _says(_SUBTOTAL, self.name)

    @property
    def is_within(self) -> bool:
        """其中：…"""
        return _says(_WITHIN, self.name)

    @property
    def is_whole_place(self) -> bool:
        return _is(_WHOLE_PLACE, self.name)

    @property
    def is_open_ended(self) -> bool:
        return _says(_OPEN_ENDED, self.name)

    @property
    def is_note(self) -> bool:
        return _says(_NOTE, self.name)

    @property
    def is_counted(self) -> bool:
        return _says(_COUNTED, self.name)

    @property
    def is_change(self) -> bool:
        """An amount of change, in the unit of what changes."""
        return _says(_CHANGE, self.name) and not self.is_rate

    @property
    def is_rate(self) -> bool:
        """A percentage by its name or its unit."""
        return self.unit.dimension == "percent" if self.unit is not None else _says(_PERCENT, self.name)

    @property
    def core(self) -> str:
        """The name without its time: 2023年产值 and 上年产值 measure one thing."""
        return _core(self.name)


# Each way to read a table asks for the same names.
@lru_cache(maxsize=1024)
def _says(words: regex.Pattern[str], name: str) -> bool:
    return words.search(name) is not None


@lru_cache(maxsize=1024)
def _is(words: regex.Pattern[str], name: str) -> bool:
    return words.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _core(name: str) -> str:
    plain = _LATTER.sub("", _FORMER.sub("", _YEAR.sub("", name)))
    return _TIMELESS.sub("", plain)


def read_measure(words: str) -> Measure:
    """What a heading such as `2023年产值（亿元）` or `增长%` says."""
    name = regex.sub(r"(?<=[一-龥]) +(?=[一-龥])|<br ?/?>", "", words.strip(" ：*").rstrip("#"))
    unit, scale = None, 1
    found = next((one for one in _BRACKETED.finditer(name) if scaled_unit(one["unit"]) is not None), None)
    match = found or _TRAILING.search(name)
    if match is not None:
        unit, scale = scaled_unit(match["unit"]) or (None, 1)
        name = (name[: match.start()] + name[match.end() :]).strip()
    elif (alone := scaled_unit(name)) is not None:
        unit, scale = alone
        name = ""
    year = _YEAR.search(name)
    return Measure(name, unit, scale, int(year.group(1)) if year else None, _FORMER.search(name) is not None)


def scaled_unit(word: str) -> tuple[Unit, int] | None:
    """`万元` → the unit 元, and 10,000; None if it is no unit (元/吨, 含税)."""
    match = SCALED.fullmatch(word.strip())
    if match is None:
        return None
    unit = unit_of(match["unit"])
    return None if unit is None else (unit, parse_scale(match["scale"] or ""))


def caption_names_rates(words: str) -> bool:
    """`单位：万元、%`: a column of change may be in either."""
    return any(regex.search("[%‰]", match["units"]) for match in _CAPTION.finditer(words))


def caption_unit(words: str) -> tuple[Unit, int] | None:
    """The one unit of `单位：万元` or `单位：万元、%`; None where several are named."""
    match = None
    for match in _CAPTION.finditer(words):  # noqa: B007 (the last caption is the nearest)
        pass
    if match is None:
        return None
    words_named = [word for word in regex.split(r"[、，,/；; ]+", match["units"].strip(" ）")) if word]
    # 单位：万元，括号内为负数
    named = [scaled_unit(word) for word in words_named if len(word) <= _LONGEST_UNIT]
    if None in named:
        return None
    found = [one for one in named if one is not None and one[0].dimension != "percent"]
    return found[0] if len(found) == 1 else None


def is_later(now: Measure, before: Measure) -> bool:
    """Does a column hold the year, or the period, after that of another?"""
    if now.year and before.year:
        return now.year == before.year + 1
    return before.former and not now.former
