"""auditor.figures: a corpus of texts and the figures that stand in them, and of texts without any.

Values, steps and bounds are in the base unit (yuan, metre, square metre, tonne, cubic metre …); a
percentage keeps the number before its sign.  Bounds left out are the value ± half a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from auditing import dates, figures, only_figure

from auditor.interval import Interval

OPEN = "open"
E8 = "00000000"


@dataclass(frozen=True)
class Case:
    """One figure: how it is printed and what it stands for."""

    text: str
    printed: str
    value: str
    step: str
    unit: str
    dimension: str
    hedge: str | None = None
    low: str | None = None
    high: str | None = None

    @property
    def interval(self) -> Interval:
        return Interval(self._end(self.low, -1), self._end(self.high, 1))

    def _end(self, end: str | None, side: int) -> Fraction | None:
        if end is None:
            return Fraction(self.value) + side * Fraction(self.step) / 2
        return None if end == OPEN else Fraction(end)

    def __str__(self) -> str:
        return self.text


def check(case: Case) -> None:
    figure = only_figure(case.text)
    assert (figure.text, figure.unit, figure.dimension) == (case.printed, case.unit, case.dimension)
    assert (figure.value, figure.step, figure.hedge) == (
        Fraction(case.value),
        Fraction(case.step),
        case.hedge,
    )
    assert figure.interval == case.interval


def money(text: str, printed: str, value: str, step: str, unit: str = "CNY") -> Case:
    return Case(text, printed, value, step, unit, "money")


def count(text: str, printed: str, value: str, unit: str) -> Case:
    """Things counted one by one: exact."""
    return Case(text, printed, value, "0", unit, "count")


def percent(text: str, printed: str, value: str, step: str) -> Case:
    return Case(text, printed, value, step, "%", "percent")


def each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=str)


@each(
    [
        count("新建学校163所。", "163所", "163", "所"),
        count("新建学校１６３所。", "163所", "163", "所"),
        count("新建学校 163 所。", "163所", "163", "所"),
        count("共有1,234家企业。", "1,234家", "1234", "家"),
        count("总人口1,411,780,000人。", "1,411,780,000人", "1411780000", "人"),
        count("項目163個。", "163个", "163", "个"),
        count("受理案件2件。", "2件", "2", "件"),
        count("到场1位代表。", "1位", "1", "人"),
        Case("接待游客1.2万人次。", "1.2万人次", "12000", "1000", "人次", "count"),
        Case("总人口141178万人。", "141178万人", "1411780000", "10000", "人", "count"),
    ]
)
def test_counts_in_digits(case: Case) -> None:
    check(case)


@each(
    [
        count("建成七个园区。", "七个", "7", "个"),
        count("建成兩個園區。", "两个", "2", "个"),
        count("建成十二座桥。", "十二座", "12", "座"),
        count("来自三十六家企业。", "三十六家", "36", "家"),
        count("办结一百零五件。", "一百零五件", "105", "件"),
        count("参会一千零五十人。", "一千零五十人", "1050", "人"),
        count("突出两大体系。", "两大", "2", "大"),
        count("推进三项改革。", "三项", "3", "项"),
        Case("惠及两万人。", "两万人", "20000", "10000", "人", "count"),
        Case("扩大五倍。", "五倍", "5", "1", "倍", "times"),
        money("投资一百二十亿元。", "一百二十亿元", "12000000000", "100000000"),
        money("奖励五十万元。", "五十万元", "500000", "10000"),
    ]
)
def test_han_numerals(case: Case) -> None:
    check(case)


@each(
    [
        money("投资47.8亿元。", "47.8亿元", "4780000000", "10000000"),
        money("投資８７．６８億元。", "87.68亿元", "8768000000", "1000000"),
        money("投资10亿元。", "10亿元", "1000000000", "100000000"),
        money("投资10.0亿元。", "10.0亿元", "1000000000", "10000000"),
        money("补助525万元。", "525万元", "5250000", "10000"),
        money("补助1368.65万元。", "1368.65万元", "13686500", "100"),
        money("补助3500元。", "3500元", "3500", "1"),
        money("总产值1.2万亿元。", "1.2万亿元", "1200000000000", "100000000000"),
        money("投资3亿6420万元。", "3亿6420万元", "364200000", "10000"),
        money("投资12亿3000万元。", "12亿3000万元", "1230000000", "10000"),
        money("引资10亿美元。", "10亿美元", "1000000000", "100000000", "USD"),
        money("引资30万欧元。", "30万欧元", "300000", "10000", "EUR"),
        money("引资3000万日元。", "3000万日元", "30000000", "10000", "JPY"),
        money("引资50亿港元。", "50亿港元", "5000000000", "100000000", "HKD"),
        money("引资5.5億新臺幣。", "5.5亿新台币", "550000000", "10000000", "TWD"),
        money("出口衝上六四○.五億美元。", "六四零.五亿美元", "64050000000", "10000000", "USD"),
        money("進口四四○六億美元。", "四四零六亿美元", "440600000000", "100000000", "USD"),
        money("引资500万英镑。", "500万英镑", "5000000", "10000", "GBP"),
    ]
)
def test_money(case: Case) -> None:
    check(case)


@each(
    [
        percent("占37%。", "37%", "37", "1"),
        percent("佔３７．０％。", "37.0%", "37", "0.1"),
        percent("达到100.00%。", "100.00%", "100", "0.01"),
        percent("增长-7.9%。", "-7.9%", "-7.9", "0.1"),
        percent("增长－7.9％。", "-7.9%", "-7.9", "0.1"),
        percent("增长+3.5%。", "+3.5%", "3.5", "0.1"),
        percent("占百分之五。", "百分之五", "5", "1"),
        percent("占百分之三十六。", "百分之三十六", "36", "1"),
        percent("年增五十六%。", "五十六%", "56", "1"),
        percent("年增二十二‧三%。", "二十二·三%", "22.3", "0.1"),
        percent("占三成。", "三成", "30", "10"),
        percent("占三成五。", "三成五", "35", "1"),
        percent("占六成半。", "六成半", "65", "1"),
        percent("打2.5成。", "2.5成", "25", "1"),
        Case("出生率为5.3‰。", "5.3‰", "5.3", "0.1", "‰", "percent"),
        Case("提高2.1个百分点。", "2.1个百分点", "2.1", "0.1", "个百分点", "points"),
        Case("提高2.1百分點。", "2.1百分点", "2.1", "0.1", "个百分点", "points"),
        Case("下降0.5个千分点。", "0.5个千分点", "0.5", "0.1", "个千分点", "points"),
        Case("上调25个基点。", "25个基点", "0.25", "0.01", "个百分点", "points"),
        Case("相差零点五个百分点。", "零点五个百分点", "0.5", "0.1", "个百分点", "points"),
        Case("增长1.5倍。", "1.5倍", "1.5", "0.1", "倍", "times"),
        Case("翻一番。", "翻一番", "1", "0.1", "倍", "times"),
        Case("翻了两番。", "翻了两番", "3", "0.1", "倍", "times"),
    ]
)
def test_rates(case: Case) -> None:
    check(case)


def test_third_is_a_round_figure() -> None:
    figure = only_figure("占三分之一。")
    assert (figure.text, figure.value, figure.unit) == ("三分之一", Fraction(100, 3), "%")
    assert figure.interval.contains(Fraction(32))
    assert not figure.interval.contains(Fraction(37))


@each(
    [
        Case("全长120公里。", "120公里", "120000", "1000", "m", "length"),
        Case("全长12.5千米。", "12.5千米", "12500", "100", "m", "length"),
        Case("厚5厘米。", "5厘米", "0.05", "0.01", "m", "length"),
        Case("占地25平方公里。", "25平方公里", "25000000", "1000000", "m2", "area"),
        Case("绿地100公顷。", "100公顷", "1000000", "10000", "m2", "area"),
        Case("建筑面积3.5万㎡。", "3.5万㎡", "35000", "1000", "m2", "area"),
        Case("种植1200亩。", "1200亩", "1200", "1", "mu", "area"),
        Case("种植1.2万畝。", "1.2万亩", "12000", "1000", "mu", "area"),
        Case("产量50万吨。", "50万吨", "500000", "10000", "t", "mass"),
        Case("重25公斤。", "25公斤", "0.025", "0.001", "t", "mass"),
        Case("重500克。", "500克", "0.0005", "0.000001", "t", "mass"),
        Case("蓄水3亿立方米。", "3亿立方米", "300000000", "100000000", "m3", "volume"),
        Case("容量500毫升。", "500毫升", "0.0005", "0.000001", "m3", "volume"),
        Case("发电1234.5亿千瓦时。", "1234.5亿千瓦时", "123450000000", "10000000", "kWh", "energy"),
        Case("装机300万千瓦。", "300万千瓦", "3000000", "10000", "kW", "power"),
        Case("气温-5℃。", "-5℃", "-5", "1", "℃", "temperature"),
        Case("历时3年。", "3年", "3", "0", "年", "duration"),
        Case("工期18个月。", "18个月", "18", "0", "月", "duration"),
        Case("连续15天。", "15天", "15", "0", "日", "duration"),
        Case("用时2小时。", "2小时", "120", "0", "分钟", "duration"),
    ]
)
def test_measures(case: Case) -> None:
    check(case)


@each(
    [
        Case("约100万人。", "约100万人", "1000000", "10000", "人", "count", "about", "500000", "1500000"),
        Case("约120人。", "约120人", "120", "0", "人", "count", "about", "115", "125"),
        Case("約30萬人。", "约30万人", "300000", "10000", "人", "count", "about", "250000", "350000"),
        Case("100万元左右。", "100万元左右", "1000000", "10000", "CNY", "money", "about", "500000", "1500000"),
        Case("近200家。", "近200家", "200", "0", "家", "count", "near", "100", "200"),
        Case("近三十家。", "近三十家", "30", "0", "家", "count", "near", "20", "30"),
        Case("不足500户。", "不足500户", "500", "0", "户", "count", "under", OPEN, "500"),
        Case("不超过30天。", "不超过30天", "30", "0", "日", "duration", "under", OPEN, "30"),
        Case("10人以下。", "10人以下", "10", "0", "人", "count", "under", OPEN, "10"),
        Case("至少30家。", "至少30家", "30", "0", "家", "count", "over", "30", OPEN),
        Case("1000人以上。", "1000人以上", "1000", "0", "人", "count", "over", "1000", OPEN),
        Case("20多个。", "20多个", "20", "0", "个", "count", "over", "20", OPEN),
        Case("20餘個。", "20余个", "20", "0", "个", "count", "over", "20", OPEN),
        Case("三千余人。", "三千余人", "3000", "0", "人", "count", "over", "3000", OPEN),
        Case("二十多家。", "二十多家", "20", "0", "家", "count", "over", "20", OPEN),
    ]
)
def test_hedges(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("text", ["2万余人", "超过3亿元", "突破3.5万吨", "100万余元", "逾5000户", "10亿元以上"])
def test_over_has_no_upper_end(text: str) -> None:
    figure = only_figure(text + "。")
    assert (figure.text, figure.hedge, figure.interval.high) == (text, "over", None)
    assert not figure.interval.contains(figure.value * Fraction(7, 10))


@each(
    [
        Case("1亿至10亿元。", "1亿至10亿元", f"1{E8}", f"1{E8}", "CNY", "money", "range", "50000000", "1050000000"),
        Case("5至10万元。", "5至10万元", "50000", "10000", "CNY", "money", "range", "45000", "105000"),
        Case("5万元至10万元。", "5万元至10万元", "50000", "10000", "CNY", "money", "range", "45000", "105000"),
        Case("每镇2-3个。", "2-3个", "2", "0", "个", "count", "range", "2", "3"),
        Case("每镇2—3个。", "2-3个", "2", "0", "个", "count", "range", "2", "3"),
        Case("每镇2～3個。", "2-3个", "2", "0", "个", "count", "range", "2", "3"),
        Case("增长3%至5%。", "3%至5%", "3", "1", "%", "percent", "range", "2.5", "5.5"),
        Case("增长3-5%。", "3-5%", "3", "1", "%", "percent", "range", "2.5", "5.5"),
        Case("增长3.5％－5.5％。", "3.5%-5.5%", "3.5", "0.1", "%", "percent", "range", "3.45", "5.55"),
        Case("种植100-200亩。", "100-200亩", "100", "1", "mu", "area", "range", "99.5", "200.5"),
    ]
)  # fmt: skip
def test_ranges(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("分别提高4.3、7.2和8.4个百分点", "个百分点", ["4.3", "7.2", "8.4"]),
        ("分别有120、80和50家", "家", ["120", "80", "50"]),
        ("分别有120与80家", "家", ["120", "80"]),
        ("分别增长5.1、6.2、7.3%", "%", ["5.1", "6.2", "7.3"]),
        ("分別為1.2億、3.4億和5.6億元", "CNY", ["120000000", "340000000", "560000000"]),
        ("分别为1.2、3.4和5.6亿元", "CNY", ["120000000", "340000000", "560000000"]),
        ("分别产出12、8.5万吨", "t", ["120000", "85000"]),
    ],
)
def test_unit_at_the_end_of_a_list_is_shared(text: str, unit: str, values: list[str]) -> None:
    found = figures(text + "。")
    assert [figure.value for figure in found] == [Fraction(value) for value in values]
    assert {figure.unit for figure in found} == {unit}


def test_unit_is_not_shared_beyond_its_list() -> None:
    assert [figure.unit for figure in figures("人均12，共有80家。")] == ["", "家"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("12.0亿元、12亿元、12.00亿元", ["10000000", "100000000", "1000000"]),
        ("400万吨和4百万吨", ["10000", "1000000"]),
        ("120家和1.2万家", ["0", "1000"]),
        ("1,200吨和1,200.0吨", ["1", "0.1"]),
    ],
)
def test_step_is_the_last_printed_digit(text: str, steps: list[str]) -> None:
    assert [figure.step for figure in figures(text + "。")] == [Fraction(step) for step in steps]


def test_ids_and_spans_follow_the_text() -> None:
    text = "共有企业163家，\n其中工业60家（占36.8%）。"
    found = figures(text)
    assert [figure.span.of(text) for figure in found] == ["163家", "60家", "36.8%"]
    assert len({figure.id for figure in found}) == 3


NEVER = """
2023年5月12日 | 5月12日上午 | 2021-2025年 | 2021—2025年 | 2016至2020年 | 2023-05-12 | 2023/5/12
2023.5.12 | 二〇二三年
1-4月份 | 前三季度 | 一季度 | 上半年 | 12日上午 | 12日至15日 | 今年3月底
8:30开会 | 上午9时30分 | 下午3点 | 20:00开幕
联系电话：0371-12345678 | 电话13812345678 | 13812345678 | 热线：12345
传真010-65363107 | 客服电话400-820-8820
邮编450000 | QQ群123456 | 微信号abc12345 | 邮箱ab12@abc.com | 举报电话12388
豫ICP备12345678号 | 京ICP备05012345号-1 | 京公网安备11010502030143号 | 许可证编号41120180001
http://www.example.com/a1b2 | www.abc123.com | 统一刊号CN41-0001 | 第12345期
S104线 | G30高速 | 107国道 | 省道S231 | G107 | 京广路10号 | 101路公交 | 5号楼 | 3单元 | 地铁5号线 | 1号线
A01版 | 第3版 | 01版：要闻 | 4版 | V2.3.1 | v2.0 | iPhone15 | Windows10 | C919 | CR400AF
ISO9001 | PM2.5 | H7N9 | COVID-19
5G基站 | 4K超高清 | 3D打印 | 3A级景区 | P2P平台
“25311”工程 | “521”工程 | 1+6+N | “1+3+X” | “3+2”模式 | “1234”工作法
第十四届 | 第3次 | 第一、第二 | 第七次全国人口普查 | 第二产业 | 第1至第3名 | 第五十二次
十四五时期 | “十四五”规划 | 十三五 | 十五五规划 | 一带一路 | 三农工作 | 双百行动 | 三会一课
九三学社 | 五一假期 | 万人助万企
中国500强企业 | 百强县 | 二是加快 | 一是加快 | 一定 | 一次性 | 一个 | 统一 | 十分重要 | 千方百计
一心一意 | 四面八方 | 万众一心
四川省 | 三亚市 | 三峡工程 | 百年大计 | 两岸 | 两会 | 五星级 | 二等奖 | 一类 | 星期三 | 周五 | 正月十五
"""
NO_FIGURE = [text.strip() for line in NEVER.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", NO_FIGURE)
@pytest.mark.parametrize("frame", ["{}", "据悉，{}。"])
def test_never_a_figure(text: str, frame: str) -> None:
    assert [figure.text for figure in figures(frame.format(text))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年5月12日，共120家。", ["2023年5月12日"]),
        ("1-4月份完成47.8亿元，前三季度完成60亿元。", ["1-4月份", "前三季度"]),
        ("2021—2025年，一季度", ["2021-2025年", "一季度"]),
        ("自2016年起3年内", ["2016年"]),
    ],
)
def test_dates_keep_their_place(text: str, found: list[str]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("G30高速全长120公里", ["120公里"]),
        ("“25311”工程涉及项目163个", ["163个"]),
        ("第三产业增加值82.9亿元", ["82.9亿元"]),
        ("“十四五”期间投资30亿元", ["30亿元"]),
        ("5G基站达到1200座", ["1200座"]),
        ("电话：0371-12345678，共有12家", ["12家"]),
        ("2021年3月12日签约54个", ["54个"]),
        ("一季度新增三家", ["三家"]),
        ("“四个一”工程", ["四个"]),
        ("“三大体系”", ["三大"]),
        ("“四率”", ["四率"]),
        ("前十的城市", ["十"]),
    ],
)
def test_figures_beside_what_is_none(text: str, printed: list[str]) -> None:
    assert [figure.text for figure in figures(text + "。")] == printed


@each(
    [
        percent("占百分之五点三。", "百分之五点三", "5.3", "0.1"),
        percent("占千分之三点六。", "千分之三点六", "0.36", "0.01"),
        percent("占 37 %。", "37%", "37", "1"),
        money("投资一点五亿元。", "一点五亿元", "150000000", "10000000"),
        money("投资一亿二千万元。", "一亿二千万元", "120000000", "10000000"),
        Case("惠及二万五千人。", "二万五千人", "25000", "1000", "人", "count"),
        Case("惠及100多万人。", "100多万人", "1000000", "10000", "人", "count", "over", "1000000", OPEN),
        Case(
            "投资30余亿元。",
            "30余亿元",
            "3000000000",
            "100000000",
            "CNY",
            "money",
            "over",
            "3000000000",
            OPEN,
        ),
        Case("产量１，２３４吨。", "1,234吨", "1234", "1", "t", "mass"),
        Case("用时90分钟。", "90分钟", "90", "0", "分钟", "duration"),
    ]
)
def test_values_of_rarer_prints(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("text", ["数十家企业", "几十个项目", "三四个项目", "两三家企业", "七八十人"])
def test_rough_numbers_are_not_exact(text: str) -> None:
    assert not [figure for figure in figures(text + "。") if figure.interval.width == 0]


def test_a_number_at_the_head_of_a_line_is_no_whole_part() -> None:
    assert [figure.text for figure in figures("一.三项措施全部落实。\n十二.两个确保。")] == ["三项", "两个"]


@pytest.mark.parametrize("text", ["北纬30度", "旋转360度"])
def test_degrees_are_no_energy(text: str) -> None:
    assert "energy" not in {figure.dimension for figure in figures(text + "。")}


NAMES_AND_SCORES = """
12345热线 | 拨打110报警 | 拨打96315 | 400-820-8820 | 电话（0371）65507890
http://www.example.com/a1b2?x=3 | 邮发代号1-35
“8·12”事故 | 五·一期间 | “七·一”前夕 | 一二·九运动 | 3·15晚会 | 5·12地震 | 双11 | 618大促 | 80年代 | 七十年代 | 90后 | 21世纪
二十大报告 | 十八大以来 | 八年级 | 国道310线 | 豫政〔2023〕5号 | 比分3:2 | 2:1取胜
2.0版 | 工业4.0 | 3.0时代 | 歼-20 | 运20
二七区 | 三门峡 | 五台山 | 三国演义 | 三轮车 | 7×24小时
"""


@pytest.mark.parametrize(
    "text", [text.strip() for line in NAMES_AND_SCORES.strip().splitlines() for text in line.split("|")]
)
def test_names_and_scores_are_no_figures(text: str) -> None:
    assert [figure.text for figure in figures(f"据悉，{text}。")] == []
