"""Tables inside articles: what holds, what fails, and what must be left alone."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from auditing import figures
from gold import alarms, audit
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.folding import fold
from auditor.grid import find_grids
from auditor.model import DocumentReport, Verdict

TABLE_RULES = (*(f"FIG{number}" for number in range(121, 131)), "FIG208", "FIG305", "FIG602")


def verdicts(report: DocumentReport) -> dict[str, list[str]]:
    """The verdicts of every rule about tables."""
    found: dict[str, list[str]] = {}
    for claim in report.claims:
        if claim.rule in TABLE_RULES:
            found.setdefault(claim.rule, []).append(claim.verdict.value)
    return found


HOLDS = {
    "markdown": (
        "| 街道 | 小区（个） | 加装电梯（台） |\n|:--|--:|--:|\n| 南苑 | 34 | 126 |\n| 北苑 | 28 | 97 |\n"
        "| 东苑 | 41 | 152 |\n| 合计 | 103 | 375 |",
        {"FIG121": 2},
    ),
    "no outer bars": (
        "街道 | 小区（个） | 加装电梯（台）\n--- | --- | ---\n南苑 | 34 | 126\n北苑 | 28 | 97\n合计 | 62 | 223",
        {"FIG121": 2},
    ),
    "tabs": ("街道\t小区（个）\t电梯（台）\n南苑\t34\t126\n北苑\t28\t97\n合计\t62\t223", {"FIG121": 2}),
    "tabs with blank lines between": (
        "街道\t小区（个）\t电梯（台）\n\n南苑\t34\t126\n\n北苑\t28\t97\n\n合计\t62\t223",
        {"FIG121": 2},
    ),
    "windows line ends": (
        "街道\t小区（个）\t电梯（台）\r\n南苑\t34\t126\r\n北苑\t28\t97\r\n合计\t62\t223\r\n",
        {"FIG121": 2},
    ),
    "wide blanks, 合 计 spread": (
        "街道      小区（个）    电梯（台）\n南苑      34           126\n北苑      28           97\n合  计    62           223",
        {"FIG121": 2},
    ),
    "ideographic blanks, traditional": (
        "里別　　戶數（戶）　　人口（人）\n中山里　　1,286　　3,415\n復興里　　947　　2,608\n合計　　2,233　　6,023",
        {"FIG121": 2},
    ),
    "total first": (
        "| 地区 | 农户（户） | 大棚（个） |\n|---|---|---|\n| 合计 | 1462 | 388 |\n| 上河村 | 517 | 142 |\n"
        "| 中河村 | 436 | 105 |\n| 下河村 | 509 | 141 |",
        {"FIG121": 2},
    ),
    "whole county first, unnamed as total": (
        "| 地区 | 农户（户） | 大棚（个） |\n|---|---|---|\n| 全县 | 1462 | 388 |\n| 上河村 | 517 | 142 |\n"
        "| 中河村 | 436 | 105 |\n| 下河村 | 509 | 141 |",
        {"FIG121": 2},
    ),
    "subtotals and grand total": (
        "| 片区 | 学校 | 学生（人） | 教师（人） |\n|---|---|---|---|\n| 城区 | 一小 | 1204 | 68 |\n| | 二小 | 986 | 55 |\n"
        "| | 小计 | 2190 | 123 |\n| 乡村 | 三小 | 412 | 31 |\n| | 四小 | 357 | 27 |\n| | 小计 | 769 | 58 |\n"
        "| 总计 | | 2959 | 181 |",
        {"FIG121": 6},
    ),
    "numbered sections": (
        "单位：万元\n项目\t预算数\t决算数\n一、税收收入\t42860\t43175\n（一）增值税\t18640\t18902\n（二）企业所得税\t12480\t12306\n"
        "（三）其他税收\t11740\t11967\n二、非税收入\t9630\t10244\n（一）专项收入\t4120\t4386\n（二）罚没收入\t5510\t5858\n"
        "收入合计\t52490\t53419",
        {"FIG121": 6},
    ),
    "其中 left out of the total": (
        "| 类别 | 数量（个） | 投资（亿元） |\n|---|---|---|\n| 工业 | 46 | 128.5 |\n| 其中：技改 | 17 | 42.3 |\n| 农业 | 12 | 18.6 |\n"
        "| 服务业 | 25 | 76.4 |\n| 合计 | 83 | 223.5 |",
        {"FIG121": 2},
    ),
    "rounding": (
        "| 行业 | 产值（亿元） | 从业（万人） |\n|---|---|---|\n| 甲 | 12.4 | 1.24 |\n| 乙 | 8.4 | 0.84 |\n| 丙 | 5.3 | 0.53 |\n"
        "| 合计 | 26.2 | 2.61 |",
        {"FIG121": 2},
    ),
    "negative numbers and dashes": (
        "单位：万元\n企业\t营业收入\t盈亏\n甲厂\t4286.5\t126.4\n乙厂\t3175.2\t-58.7\n丙厂\t—\t—\n合计\t7461.7\t67.7",
        {"FIG121": 2},
    ),
    "row totals, 其中 column inside": (
        "| 村 | 合计（人） | 男（人） | 女（人） | 其中：少数民族（人） |\n|---|---|---|---|---|\n| 上村 | 486 | 251 | 235 | 42 |\n"
        "| 中村 | 527 | 268 | 259 | 18 |\n| 下村 | 392 | 203 | 189 | 27 |",
        {"FIG122": 3},
    ),
    "shares of the total": (
        "| 用途 | 面积（亩） | 占比 |\n|---|---|---|\n| 耕地 | 4286 | 53.6% |\n| 林地 | 2417 | 30.2% |\n| 园地 | 1295 | 16.2% |\n"
        "| 合计 | 7998 | 100% |",
        {"FIG121": 1, "FIG124": 1, "FIG125": 3},
    ),
    "growth with footnotes": (
        "| 品种 | 2023年产量（吨） | 2022年产量（吨） | 增长（%） |\n|---|---|---|---|\n| 苹果 | 12640* | 11580 | 9.2 |\n"
        "| 梨① | 8415 | 8960 | -6.1 |\n| 桃 | 5372 | 4885 | 10.0 |",
        {"FIG126": 3},
    ),
    "growth, traditional": (
        "| 縣市 | 今年件數 | 去年件數 | 成長率 |\n|---|---|---|---|\n| 東縣 | 4,286 | 3,915 | 9.48% |\n| 西縣 | 3,170 | 3,344 | -5.20% |\n"
        "| 南縣 | 5,028 | 4,611 | 9.04% |",
        {"FIG126": 3},
    ),
    "change in percentage points": (
        "| 学校 | 今年合格率（%） | 去年合格率（%） | 变化（百分点） |\n|---|---|---|---|\n| 一中 | 96.4 | 95.1 | 1.3 |\n"
        "| 二中 | 93.2 | 93.9 | -0.7 |\n| 三中 | 91.5 | 88.2 | 3.3 |",
        {"FIG127": 3},
    ),
    "completion": (
        "项目\t年度任务（万元）\t已完成（万元）\t完成率（%）\n道路\t8600\t6450\t75.0\n桥梁\t4200\t3612\t86.0\n管网\t5750\t5474\t95.2",
        {"FIG125": 3},
    ),
    "a total that goes on from another": (
        "单位：万元\n项目\t预算数\t决算数\n税收收入\t42860\t43175\n非税收入\t9630\t10244\n本年收入合计\t52490\t53419\n"
        "上级补助收入\t18640\t18902\n上年结转\t1206\t1206\n收入总计\t72336\t73527",
        {"FIG121": 4},
    ),
    "the total in prose": (
        "截至年底，全镇植树面积838亩。\n\n| 村 | 植树面积（亩） | 户数（户） |\n|---|---|---|\n| 东山村 | 386 | 214 |\n"
        "| 西山村 | 452 | 263 |\n| 合计 | 838 | 477 |",
        {"FIG121": 2, "FIG128": 1},
    ),
    "a column of units": (
        "产品\t计量单位\t2023年\t2022年\t增长（%）\n水泥\t万吨\t128.4\t119.6\t7.4\n砖\t万块\t865\t912\t-5.2\n纸箱\t万个\t347\t331\t4.8",
        {"FIG126": 3},
    ),
    "two lines of headers": (
        "| 镇 | 2023年 | | 2022年 | |\n| | 项目（个） | 投资（亿元） | 项目（个） | 投资（亿元） |\n| 甲镇 | 12 | 34.5 | 10 | 31.2 |\n"
        "| 乙镇 | 15 | 42.8 | 14 | 39.7 |\n| 合计 | 27 | 77.3 | 24 | 70.9 |",
        {"FIG121": 4},
    ),
    "columns numbered below the header": (
        "科室\t一月（件）\t二月（件）\t合计（件）\n甲\t1\t2\t3\n信访\t128\t136\t264\n综合\t96\t88\t184\n法规\t75\t81\t156\n合计\t299\t305\t604",
        {"FIG121": 3, "FIG122": 4},
    ),
    "prose beside": (
        "东山村去年植树1.26万株。截至目前，东山村植树面积386亩。\n\n| 村 | 植树面积（亩） | 户数（户） |\n|---|---|---|\n"
        "| 东山村 | 386 | 214 |\n| 西山村 | 452 | 263 |",
        {"FIG128": 1},
    ),
    "blank cells between wide blanks": (
        "镇街        项目数    总投资（万元）    已完成（万元）\n东关街道    12        4,860             3,215\n柳林镇      8                           1,940\n大河镇      15        6,275             4,108\n合计        35        11,135            9,263",
        {"FIG121": 3},
    ),
    "two lines of headers, wide blanks": (
        "科室          2023年              2024年\n              收件    办结        收件    办结\n综合科        486     472         512     508\n业务科        935     917         1,024   1,003\n窗口          1,284   1,279       1,365   1,351\n合计          2,705   2,668       2,901   2,862",
        {"FIG121": 4},
    ),
    "quarters, halves and the year": (
        "产品\t一季度\t二季度\t上半年\t三季度\t四季度\t全年\n水泥（万吨）\t12.4\t15.6\t28.0\t14.2\t13.8\t56.0\n钢材（万吨）\t8.6\t9.2\t17.8\t9.5\t8.9\t36.2\n化肥（万吨）\t3.5\t4.1\t7.6\t3.8\t3.3\t14.7",
        {"FIG122": 4},
    ),
    "footnotes, strokes and what is unknown": (
        "| 县区 | 耕地（亩）① | 林地（亩）[2] |\n|---|---|---|\n| 甲县* | 12,640 | 8,415① |\n| 乙县 | 9,875[1] | … |\n| 丙县 | / | 5,372 |\n| 合计 | 22,515 | 13,787 |",
        {"FIG121": 1},
    ),
    "serial numbers are not added": (
        "序号\t村名\t户数（户）\n1\t甲村\t126\n2\t乙村\t98\n3\t丙村\t114\n合计\t3个村\t338",
        {"FIG121": 1},
    ),
    "a second header below the rule, bold total": (
        "| 品类 | 2023年 | | 2024年 | |\n|---|--:|--:|--:|--:|\n| | 数量（吨） | 货值（万元） | 数量（吨） | 货值（万元） |\n| 茶叶 | 1,286 | 3,415 | 1,354 | 3,672 |\n| 药材 | 842 | 2,760 | 917 | 2,985 |\n| **合计** | **2,128** | **6,175** | **2,271** | **6,657** |",
        {"FIG121": 4},
    ),
    "negative numbers in brackets": (
        "单位：万元，括号内为负数\n项目\t本年\t上年\t增减额\n营业利润\t4,286.5\t3,915.2\t371.3\n投资收益\t（126.4）\t85.7\t（212.1）\n补助\t58.0\t42.5\t15.5\n利润总额合计\t4,218.1\t4,043.4\t174.7",
        {"FIG121": 3, "FIG127": 4},
    ),
    "arrows": (
        "| 景区 | 今年（万人次） | 去年（万人次） | 同比增幅 |\n|---|---|---|---|\n| 甲 | 12.84 | 11.96 | ↑7.4% |\n| 乙 | 8.65 | 9.12 | ↓5.2% |\n| 丙 | 3.47 | 3.31 | 4.8%↑ |",
        {"FIG126": 3},
    ),
    "rows computed from rows": (
        "| 年份 | 产量（吨） | 产值（万元） | 农户（户） |\n|---|---|---|---|\n| 2023年 | 4,260 | 1,875 | 512 |\n| 2024年 | 4,785 | 2,140 | 538 |\n| 增长（%） | 12.3 | 14.1 | 5.1 |",
        {"FIG126": 3},
    ),
    "unit price by quantity": (
        "品名\t单价（元）\t数量（箱）\t金额（万元）\n苹果\t86.50\t1,200\t10.38\n橙子\t72.00\t950\t6.84\n梨\t54.00\t1,500\t8.10\n合计\t\t3,650\t25.32",
        {"FIG121": 2, "FIG602": 3},
    ),
    "columns after 其中": (
        "| 学校 | 学生（人） | 其中：女生（人） | 其中：男生（人） |\n|---|---|---|---|\n| 一小 | 1584 | 742 | 842 |\n| 二小 | 932 | 411 | 521 |",
        {"FIG123": 2},
    ),
    "a last cell cut off": (
        "用途\t面积（亩）\t占比\n耕地\t4286\t53.6%\n林地\t2417\t30.2%\n园地\t1295\t16.2%\n合计\t7998",
        {"FIG121": 1, "FIG125": 3, "FIG129": 1},
    ),
    "prose cites a row": (
        "全市发电情况良好。风电48.6亿千瓦时，下降24.0%。\n\n| 类别 | 发电量（亿千瓦时） | 增长（%） |\n|---|---|---|\n| 火电 | 286.4 | 4.2 |\n| 风电 | 48.6 | -24.0 |",
        {"FIG130": 1},
    ),
    "a quarter of the table in prose": (
        "四季度，产量95.3万吨。\n\n| 指标 | 一季度 | 二季度 | 三季度 | 四季度 |\n|---|---|---|---|---|\n| 产量（万吨） | 86.4 | 91.2 | 88.7 | 95.3 |\n| 销量（万吨） | 84.2 | 90.6 | 87.9 | 96.0 |",
        {"FIG128": 1},
    ),
    "parts behind a first that is marked 其中": (
        "| 项目 | 户数（户） | 人口（人） |\n|---|---|---|\n| 青石乡 | 3,120 | 11,405 |\n| 其中：东村 | 820 | 3,010 |\n"
        "| 西村 | 1,100 | 4,015 |\n| 南村 | 1,200 | 4,380 |\n| 白沙乡 | 2,086 | 7,954 |",
        {"FIG121": 2},
    ),
    "a total above parts of which the first is marked": (
        "项目\t2022年\t2023年\n合计\t5,200\t5,460\n其中：农业\t1,100\t1,160\n工业\t2,300\t2,400\n服务业\t1,800\t1,900",
        {"FIG121": 2},
    ),
    "shares of the row that has 100": (
        "单位：亿元、%\n指标\t余额\t比重\n各项贷款\t2,480.0\t100.0\n短期贷款\t868.0\t35.0\n中长期贷款\t1,488.0\t60.0\n票据融资\t124.0\t5.0",
        {"FIG125": 3},
    ),
}

FAILS = {
    "beside a ratio": (
        "| 年龄 | 男 | 女 | 性别比 |\n|---|---|---|---|\n| 0-14 | 5,100 | 4,800 | 106.3 |\n| 15-64 | 20,400 | 20,000 | 102.0 |\n"
        "| 65+ | 3,000 | 3,600 | 83.3 |\n| 总计 | 25,800 | 28,400 | 100.4 |",
        "FIG121",
        "25,800",
    ),
    "a part behind the first that is marked 其中": (
        "| 项目 | 户数（户） | 人口（人） |\n|---|---|---|\n| 青石乡 | 3,120 | 11,405 |\n| 其中：东村 | 820 | 3,010 |\n"
        "| 西村 | 1,100 | 4,105 |\n| 南村 | 1,200 | 4,380 |\n| 白沙乡 | 2,086 | 7,954 |",
        "FIG121",
        "4,105",
    ),
    "a share of the row that has 100": (
        "单位：亿元、%\n指标\t余额\t比重\n各项贷款\t2,480.0\t100.0\n短期贷款\t868.0\t35.0\n中长期贷款\t1,488.0\t66.0\n票据融资\t124.0\t5.0",
        "FIG125",
        "66.0",
    ),
    "one column wrong, the other right": (
        "| 街道 | 小区（个） | 加装电梯（台） |\n|---|---|---|\n| 南苑 | 34 | 126 |\n| 北苑 | 28 | 97 |\n| 东苑 | 41 | 152 |\n"
        "| 合计 | 103 | 395 |",
        "FIG121",
        "395",
    ),
    "a part mistyped": (
        "街道\t小区（个）\t电梯（台）\n南苑\t34\t126\n北苑\t28\t79\n东苑\t41\t152\n合计\t103\t375",
        "FIG121",
        "79",
    ),
    "wide blanks": (
        "里別      戶數（戶）    人口（人）\n中山里    1,286        3,415\n復興里    947          2,608\n合  計    2,233        6,203",
        "FIG121",
        "6,203",
    ),
    "subtotal": (
        "| 片区 | 学校 | 学生（人） | 教师（人） |\n|---|---|---|---|\n| 城区 | 一小 | 1204 | 68 |\n| | 二小 | 986 | 55 |\n"
        "| | 小计 | 2910 | 123 |\n| 乡村 | 三小 | 412 | 31 |\n| | 四小 | 357 | 27 |\n| | 小计 | 769 | 58 |\n"
        "| 总计 | | 2959 | 181 |",
        "FIG121",
        "2910",
    ),
    "section": (
        "单位：万元\n项目\t预算数\t决算数\n一、税收收入\t42860\t43175\n（一）增值税\t18640\t18902\n（二）企业所得税\t12480\t12306\n"
        "（三）其他税收\t11740\t11697\n二、非税收入\t9630\t10244\n（一）专项收入\t4120\t4386\n（二）罚没收入\t5510\t5858\n"
        "收入合计\t52490\t53419",
        "FIG121",
        "11697",
    ),
    "without a header": ("一季度\t1286.4\n二季度\t1340.7\n三季度\t1298.5\n合计\t3952.6", "FIG121", "3952.6"),
    "row total": (
        "| 村 | 男（人） | 女（人） | 合计（人） |\n|---|---|---|---|\n| 上村 | 251 | 235 | 486 |\n| 中村 | 268 | 259 | 572 |\n"
        "| 下村 | 203 | 189 | 392 |\n| 后村 | 176 | 181 | 357 |",
        "FIG122",
        "572",
    ),
    "row total, traditional": (
        "學校\t高一（人）\t高二（人）\t高三（人）\t合計（人）\n一中\t412\t398\t405\t1,215\n二中\t356\t341\t362\t1,059\n"
        "三中\t287\t295\t301\t838\n四中\t318\t306\t297\t921",
        "FIG122",
        "838",
    ),
    "shares that do not make 100%": (
        "| 用途 | 面积（亩） | 占比 |\n|---|---|---|\n| 耕地 | 4286 | 48.4% |\n| 林地 | 2417 | 27.3% |\n| 园地 | 1295 | 14.6% |\n"
        "| 草地 | 860 | 19.7% |\n| 合计 | 8858 | 100% |",
        "FIG124",
        "19.7%",
    ),
    "share of the total": (
        "| 用途 | 面积（亩） | 占比 |\n|---|---|---|\n| 耕地 | 4286 | 48.4% |\n| 林地 | 2417 | 27.3% |\n| 园地 | 1295 | 16.4% |\n"
        "| 草地 | 860 | 9.7% |\n| 合计 | 8858 | 100% |",
        "FIG125",
        "16.4%",
    ),
    "growth": (
        "| 品种 | 2023年产量（吨） | 2022年产量（吨） | 增长（%） |\n|---|---|---|---|\n| 苹果 | 12640 | 11580 | 9.2 |\n"
        "| 梨 | 8415 | 8960 | 6.1 |\n| 桃 | 5372 | 4885 | 10.0 |\n| 杏 | 2318 | 2205 | 5.1 |",
        "FIG126",
        "6.1",
    ),
    "change": (
        "企業\t本期（萬元）\t上期（萬元）\t增減（萬元）\n甲\t4,286\t3,915\t371\n乙\t3,170\t3,344\t-174\n丙\t5,028\t4,611\t471\n丁\t2,640\t2,518\t122",
        "FIG127",
        "471",
    ),
    "completion": (
        "项目\t年度任务（万元）\t已完成（万元）\t完成率（%）\n道路\t8600\t6450\t75.0\n桥梁\t4200\t3612\t86.0\n管网\t5750\t5474\t92.5\n绿化\t1280\t1152\t90.0",
        "FIG125",
        "92.5",
    ),
    "prose": (
        "截至目前，东山村植树面积368亩。\n\n| 村 | 植树面积（亩） | 户数（户） |\n|---|---|---|\n| 东山村 | 386 | 214 |\n| 西山村 | 452 | 263 |",
        "FIG128",
        "368亩",
    ),
    "a row total and a column total": (
        "| 车间 | 甲班（件） | 乙班（件） | 丙班（件） | 合计（件） |\n|---|---|---|---|---|\n| 一车间 | 320 | 315 | 298 | 933 |\n| 二车间 | 286 | 304 | 291 | 881 |\n| 三车间 | 342 | 338 | 351 | 1,013 |\n| 总计 | 948 | 957 | 940 | 2,845 |",
        "FIG122",
        "1,013",
    ),
    "a column after 其中": (
        "| 学校 | 学生（人） | 其中：女生（人） |\n|---|---|---|\n| 一小 | 1584 | 742 |\n| 二小 | 932 | 1911 |\n| 三小 | 1056 | 503 |",
        "FIG123",
        "1911",
    ),
    "a row of growth": (
        "| 年份 | 产量（吨） | 产值（万元） | 出口（吨） | 农户（户） |\n|---|---|---|---|---|\n| 2023年 | 4,260 | 1,875 | 640 | 512 |\n| 2024年 | 4,785 | 2,140 | 702 | 538 |\n| 增长（%） | 12.3 | 14.1 | 9.7 | 15.1 |",
        "FIG126",
        "15.1",
    ),
    "a row of change": (
        "指标\t高中\t初中\t小学\n今年（人）\t1,286\t3,415\t6,230\n去年（人）\t1,240\t3,502\t6,118\n增减（人）\t46\t-87\t122",
        "FIG127",
        "122",
    ),
    "a row of shares": (
        "| 项目 | 财政 | 自筹 | 捐赠 | 合计 |\n|---|---|---|---|---|\n| 金额（万元） | 860 | 452 | 188 | 1500 |\n| 占比（%） | 57.3 | 30.1 | 15.2 | 100 |",
        "FIG124",
        "15.2",
    ),
    "units in a column": (
        "指标\t单位\t2023年\t2022年\t增减（%）\n粮食\t万吨\t86.4\t82.9\t4.2\n蔬菜\t万吨\t142.5\t136.1\t4.7\n肉类\t吨\t8,640\t9,012\t-4.1\n禽蛋\t吨\t3,275\t3,148\t14.0",
        "FIG126",
        "14.0",
    ),
    "bold cells": (
        "| **项目** | **金额（万元）** | **笔数** |\n|---|---|---|\n| 捐赠 | **1,286.5** | 42 |\n| 拨款 | **2,140.0** | 17 |\n| 利息 | 35.2 | 4 |\n| **合计** | **3,461.7** | **36** |",
        "FIG121",
        "36",
    ),
    "brackets": (
        "单位：万元\n项目\t本年\t上年\t变动额\n营业利润\t4,286.5\t3,915.2\t371.3\n投资收益\t(126.4)\t85.7\t(212.1)\n营业外收支\t(58.0)\t(42.5)\t(15.5)\n利润总额\t4,102.1\t3,958.4\t134.7",
        "FIG127",
        "134.7",
    ),
    "traditional, a column of differences": (
        "單位：千元\n機關\t歲入\t歲出\t差額\n民政局\t12,486\t15,320\t-2,834\n財政局\t86,415\t32,708\t53,707\n教育局\t5,230\t68,142\t-62,912\n合計\t104,131\t116,107\t-12,039",
        "FIG121",
        "116,107",
    ),
    "a quarter": (
        "产品\t一季度\t二季度\t三季度\t四季度\t全年\n水泥（万吨）\t12.4\t15.6\t14.2\t13.8\t56.0\n钢材（万吨）\t8.6\t9.2\t9.5\t8.9\t32.6\n化肥（万吨）\t3.5\t4.1\t3.8\t3.3\t14.7\n玻璃（万吨）\t2.2\t2.6\t2.4\t2.1\t9.3",
        "FIG122",
        "32.6",
    ),
    "up in prose, down in the table": (
        "风电48.6亿千瓦时，增长24.0%。\n\n| 类别 | 发电量（亿千瓦时） | 增长（%） |\n|---|---|---|\n| 火电 | 286.4 | 4.2 |\n| 风电 | 48.6 | -24.0 |",
        "FIG130",
        "24.0%",
    ),
}

SILENT = {
    "telephones": "科室\t电话\n办公室\t85660123\n人事科\t85660124\n财务科\t85660125\n合计\t3",
    "schedule": "时间    内容    地点\n8:30    签到    一楼大厅\n9:00    开幕    主会场\n10:30   茶歇    二楼\n14:00   分论坛  三楼",
    "scores": "| 队 | 胜 | 平 | 负 | 积分 |\n|---|---|---|---|---|\n| 红队 | 8 | 2 | 1 | 26 |\n| 蓝队 | 7 | 1 | 3 | 22 |\n| 白队 | 5 | 4 | 2 | 19 |",
    "prices": "品种    规格    零售价（元/斤）\n大米    普通    3.20\n面粉    特一    3.85\n鸡蛋    散装    5.40",
    "rates have totals that are no sums": (
        "| 地区 | 出生率（‰） | 城镇化率（%） |\n|---|---|---|\n| 甲区 | 7.2 | 81.5 |\n| 乙县 | 8.1 | 52.4 |\n| 合计 | 7.6 | 66.8 |"
    ),
    "averages": "| 地区 | 人均收入（元） | 亩产（公斤） |\n|---|---|---|\n| 甲区 | 42180 | 486.2 |\n| 乙县 | 28640 | 451.7 |\n| 总计 | 36420 | 468.5 |",
    "years down the side": "年份\t产量（吨）\t价格（元）\n2020\t1864\t52\n2021\t1920\t55\n2022\t1886\t58\n2023\t1975\t61",
    "rows left out": "| 国家 | 出口额（亿元） |\n|---|---|\n| 甲国 | 128.5 |\n| 乙国 | 96.4 |\n| …… | …… |\n| 合计 | 386.2 |",
    "figures withheld": "| 企业 | 产值（万元） |\n|---|---|\n| 甲 | 1286 |\n| 乙 | * |\n| 丙 | 940 |\n| 合计 | 3120 |",
    "empty cells": "| 村 | 户数（户） | 收入（万元） |\n|---|---|---|\n| 甲村 | 126 | |\n| 乙村 | 98 | 45.2 |\n| 丙村 | | 38.6 |\n| 合计 | 310 | 131.5 |",
    "ragged rows": "村\t户数（户）\t人口（人）\n甲村\t126\t402\n乙村\t98\n丙村\t86\t271\n丁村\t74\t255\n合计\t310\t1264",
    "real terms": (
        "| 指标 | 2023年（亿元） | 2022年（亿元） | 增长（%） |\n|---|---|---|---|\n| 地区生产总值 | 486.2 | 462.8 | 6.3 |\n"
        "| 第一产业 | 52.4 | 50.9 | 4.2 |\n| 第二产业 | 218.6 | 207.3 | 7.1 |\n| 第三产业 | 215.2 | 204.6 | 5.9 |"
    ),
    "nested without a mark": (
        "| 地区 | 用水量 |\n|---|---|\n| 市区 | 860 |\n| 东区 | 512 |\n| 西区 | 348 |\n| 郊县 | 640 |\n| 合计 | 1500 |"
    ),
    "distinct counts": (
        "| 月份 | 活跃用户 | 订单（笔） |\n|---|---|---|\n| 一月 | 4286 | 12640 |\n| 二月 | 4518 | 13075 |\n| 三月 | 4702 | 14120 |"
    ),
    "codes": "编号\t姓名\t代码\n1\t张三\t110101\n2\t李四\t110102\n3\t王五\t110105\n合计\t3\t",
    "budget units mixed": "| 指标 | 单位 | 数值 |\n|---|---|---|\n| 耕地 | 万亩 | 86.4 |\n| 人口 | 万人 | 52.1 |\n| 产值 | 亿元 | 128.6 |\n| 合计 | 项 | 3 |",
    "a note below": "| 村 | 户数（户） |\n|---|---|\n| 甲村 | 126 |\n| 乙村 | 98 |\n| 合计 | 224 |\n\n注：数据截至12月31日，共计3个村民小组未纳入统计。",
    "shares of the market": "| 品牌 | 份额（%） | 销量（万台） |\n|---|---|---|\n| 甲 | 32.5 | 118 |\n| 乙 | 21.4 | 86 |\n| 丙 | 12.8 | 52 |",
    "navigation": "首页 | 新闻 | 政务 | 服务\n当前位置：首页 | 要闻\n版权所有 | 2023",
    "names only": "张三    李四    王五\n赵六    孙七    周八\n吴九    郑十    冯一",
    "tags behind a list number": "1.\t全年接待游客128万人次，旅游收入9.6亿元，同比增长12.4%，其中过夜游客占三成。\n2.\t新建停车场3处，新增车位860个，改造步道12公里，市民出行更加方便。",
    "traditional timetable": "班次\t開車\t到站\n101\t0830\t1015\n103\t0945\t1128\n105\t1110\t1254",
    "ranks": "| 名次 | 城市 | 指数 |\n|---|---|---|\n| 1 | 甲市 | 92.4 |\n| 2 | 乙市 | 88.7 |\n| 3 | 丙市 | 85.1 |\n| 合计 | | 266.9 |",
    "medals": "| 代表团 | 金牌 | 银牌 | 铜牌 |\n|---|---|---|---|\n| 甲省 | 12 | 9 | 15 |\n| 乙省 | 10 | 14 | 8 |",
    "a part of several columns": (
        "| 村 | 男（人） | 女（人） | 其中：党员（人） |\n|---|---|---|---|\n| 甲 | 158 | 142 | 36 |\n| 乙 | 93 | 19 | 21 |\n| 丙 | 105 | 103 | 18 |"
    ),
    "prices with a discount": (
        "品名\t单价（元）\t数量\t金额（元）\n米\t3.2\t100\t300\n面\t2.8\t120\t320\n油\t12.5\t40\t480"
    ),
    "changes of rank": (
        "| 城市 | 本月排名 | 上月排名 | 变化 |\n|---|---|---|---|\n| 甲市 | 3 | 5 | 2 |\n| 乙市 | 1 | 1 | 0 |\n| 丙市 | 8 | 4 | -4 |"
    ),
    "growth since another year": (
        "甲县发电48.6亿千瓦时，比2019年增长82.0%。\n\n| 县 | 发电（亿千瓦时） | 增长（%） |\n|---|---|---|\n| 甲县 | 48.6 | 24.0 |\n| 乙县 | 35.2 | 43.1 |"
    ),
    "month and year to date": (
        "5月，甲县用电4.2亿千瓦时，增长8.1%。\n\n| 县 | 本月（亿千瓦时） | 同比增长（%） | 累计（亿千瓦时） | 累计增长（%） |\n|---|---|---|---|---|\n| 甲县 | 4.2 | 8.1 | 19.6 | 6.3 |\n| 乙县 | 3.5 | 5.4 | 17.2 | 5.1 |"
    ),
    "wages": (
        "姓名\t基本工资（元）\t绩效（元）\t出勤（天）\t实发工资（元）\n甲\t4200\t1800\t22\t5640\n乙\t3900\t2100\t21\t5630\n丙\t4500\t1600\t22\t5720"
    ),
    "growth in constant prices beside two years": (
        "| 指标 | 2024年（亿元） | 2023年（亿元） |\n|---|---|---|\n| 工业增加值 | 86.4 | 82.1 |\n| 甲县 | 35.2 | 30.4 |\n\n甲县35.2亿元，同比增长7.1%。"
    ),
    "a market table": (
        "日期    开盘    收盘    涨跌    成交量\n1日     12.5    12.8    0.3     4,860\n2日     12.8    12.6    -0.2    5,120\n3日     12.6    13.1    0.5     6,215"
    ),
    "opening and closing balances": (
        "单位：万元\n项目\t年初余额\t本年增加\t本年减少\t年末余额\n实收资本\t5,000\t1,200\t0\t6,200\n资本公积\t1,860\t340\t120\t2,080\n盈余公积\t742\t86\t\t828\n合计\t7,602\t1,626\t120\t9,108"
    ),
    "staff at the end of each quarter": (
        "产品\t一季度\t二季度\t三季度\t四季度\t全年\n水泥（万吨）\t12.4\t15.6\t14.2\t13.8\t56.0\n钢材（万吨）\t8.6\t9.2\t9.5\t8.9\t36.2\n"
        "化肥（万吨）\t3.5\t4.1\t3.8\t3.3\t14.7\n职工（人）\t420\t425\t418\t430\t430"
    ),
    "parts that overlap behind a first that is marked": (
        "| 指标 | 男 | 女 |\n|---|---|---|\n| 党员 | 120 | 80 |\n| 其中：35岁以下 | 60 | 40 |\n| 大专以上学历 | 90 | 70 |\n| 少数民族 | 10 | 6 |"
    ),
    "rows behind 其中 that are no parts": (
        "| 指标 | 2022年（家） | 2023年（家） |\n|---|---|---|\n| 规上企业 | 824 | 905 |\n| 其中：国有企业 | 61 | 58 |\n"
        "| 民营企业 | 590 | 667 |\n| 外资企业 | 88 | 90 |\n| 上市公司 | 12 | 14 |"
    ),
    "shares held in companies": (
        "| 公司 | 注册资本（万元） | 持股占比（%） |\n|---|---|---|\n| 甲 | 5,000 | 100 |\n| 乙 | 3,000 | 51 |\n| 丙 | 2,000 | 35 |"
    ),
    "other periods than the one column": (
        "明年计划接待游客500万人次。前三季度，接待游客320.5万人次。今年上半年接待游客452.6万人次。\n\n"
        "| 指标 | 2023年 |\n|---|---|\n| 接待游客（万人次） | 425.6 |\n| 旅游收入（亿元） | 38.2 |"
    ),
}


@pytest.mark.parametrize("name", HOLDS)
def test_what_holds(name: str) -> None:
    text, wanted = HOLDS[name]
    report = audit(text)
    assert not alarms(report), [finding.message for finding in alarms(report)]
    assert {rule: len(found) for rule, found in verdicts(report).items()} == wanted
    assert all(claim.verdict is Verdict.HOLDS for claim in report.claims if claim.rule in TABLE_RULES)


@pytest.mark.parametrize("name", FAILS)
def test_what_fails(name: str) -> None:
    text, rule, printed = FAILS[name]
    report = audit(text)
    found = [finding for finding in alarms(report) if finding.rule == rule]
    spans = [place.of(text) for finding in found for place in (finding.span, *(one.span for one in finding.related))]
    assert printed in spans, [finding.message for finding in report.findings]


@pytest.mark.parametrize("name", SILENT)
def test_what_is_left_alone(name: str) -> None:
    report = audit(SILENT[name])
    assert not [finding for finding in alarms(report) if finding.family == "figures"], report.findings
    assert not any(claim.verdict is Verdict.FAILS for claim in report.claims)


# Grids and figures


def test_the_cells_of_a_grid_lead_back_to_the_text() -> None:
    text = (
        "　　开头一段话。\r\n\r\n｜ 鄉鎮 ｜ 戶數（戶） ｜\r\n｜ 東坑 ｜ １,２８６ ｜\r\n｜ 和溪 ｜ 947 ｜\r\n\r\n结尾。"
    )
    (grid,) = find_grids(text, fold(text))
    assert [[cell.span.of(text) for cell in row] for row in grid.rows] == [
        ["鄉鎮", "戶數（戶）"],
        ["東坑", "１,２８６"],
        ["和溪", "947"],
    ]


def test_a_cell_takes_unit_name_and_year_from_its_headers() -> None:
    text = "单位：万元\n项目\t2023年投资\t2022年投资\n道路\t1286\t1154\n桥梁\t405.6\t390\n"
    found = {figure.span.of(text): figure for figure in audit(text).figures}
    assert found["405.6"].unit == "CNY"
    assert found["405.6"].value == 4056000
    assert found["405.6"].label == "桥梁 2023年投资"
    assert found["405.6"].period == "2023"


def test_figures_of_a_report_stand_in_order_and_once() -> None:
    text, _ = HOLDS["the total in prose"]
    spans = [figure.span for figure in audit(text).figures]
    assert spans == sorted(spans)
    assert len(set(spans)) == len(spans)
    assert len({figure.id for figure in audit(text).figures}) == len(spans)


def test_the_figures_of_a_table_are_no_prose() -> None:
    assert [
        figure.text for figure in figures("共植树386亩。\n村\t面积（亩）\n东山\t214\n西山\t172\n以上为2个村。")
    ] == ["386亩", "2个村"]


def test_a_sentence_in_a_cell_is_read_as_prose() -> None:
    remark = "该项目总投资12.6亿元，其中财政资金7.2亿元、企业自筹4.4亿元，预计年底前完工。"
    text = f"| 项目 | 进度（%） | 说明 |\n|---|---|---|\n| 道路 | 85 | {remark} |\n| 桥梁 | 72 | 按计划推进 |\n| 管网 | 64 | 按计划推进 |"
    found = [figure.span.of(text) for figure in audit(text).figures]
    assert found == ["85", "12.6亿元", "7.2亿元", "4.4亿元", "72", "64"]


@given(st.randoms(use_true_random=False), st.sampled_from([" | ", "\t", "    "]))
@settings(max_examples=60, deadline=None)
def test_a_table_that_adds_up_never_alarms(chance: Random, mark: str) -> None:
    text = _random_table(chance, mark)
    assert not alarms(audit(text)), text


def _random_table(chance: Random, mark: str) -> str:
    """Rows with total, share of the total and growth, computed from values that are printed rounded."""
    places = [chance.choice((0, 1, 2)) for _ in range(2)]
    values = [[Fraction(chance.randint(1000, 9999999), 1000) for _ in places] for _ in range(chance.randint(3, 9))]
    totals = [sum(column, Fraction(0)) for column in zip(*values, strict=True)]
    lines = [["乡镇", "本年产量（吨）", "上年产量（吨）", "同比增长（%）", "占比（%）"]]
    for number, row in enumerate([*values, totals]):
        name = "合计" if number == len(values) else "甲乙丙丁戊己庚辛壬"[number] + "镇"
        rates = [100 * (row[0] / row[1] - 1), 100 * row[0] / totals[0]]
        lines.append([name, *(f"{float(round(v, p)):.{p}f}" for v, p in zip(row, places, strict=True))])
        lines[-1] += [f"{float(round(rate, 1)):.1f}" for rate in rates]
    return "\n".join(mark.join(line) for line in lines)


def test_what_has_doubled_is_no_share_of_all() -> None:
    text = "乡镇 | 本年产量（吨） | 同比增长（%）\n甲镇 | 190 | -97.0\n乙镇 | 1319 | 273.6\n丙镇 | 240 | -24.1\n合计 | 1749 | 100.0"
    assert not alarms(audit(text))
