"""Sentences that a careful proofreader passes, and sentences where one would insist on a fault."""

from __future__ import annotations

import pytest
from gold import audit

from auditor.model import Severity

TRUE = [
    # 自来水 is no 自, a row called 注销 no note, 查出逾 no trade surplus
    "截至2023年底，全县自来水入户率为89.7%，2022年为89.2%，提高0.5个百分点。",
    "|类别|件数|\n|---|---|\n|设立|3176|\n|变更|7538|\n|抵押|793|\n|注销|7142|\n|合计|18649|",
    "全镇排查出逾640处问题，其中重大问题193处、一般问题451处。",
    "全年收入超12.5亿元，其中门票收入4.2亿元、餐饮收入9.4亿元。",
    # the reach of 其中 does not end within a list, and a list has no whole of its own
    "全县财政支出188.2亿元，其中教育支出68.1亿元、卫生支出10.2亿元、社保支出57.8亿元、农业支出27.8亿元。",
    "东城、西城、南城和北城投资由上年的64.8亿元、34.7亿元、47.0亿元和14.4亿元分别增加到70.3亿元、45.8亿元、54.0亿元和18.0亿元。",
    # what may overlap need not add up; what 其中 has put under one figure is no part of another
    "全县现有各类学校1062所，其中寄宿制学校446所，乡村学校626所。",
    "全市文化收入353.7亿元，其中门票收入约120亿元。\n全市零售总额679.1亿元，包括商品零售463.3亿元和餐饮收入215.8亿元。",
    # 其他行业 in the middle closes nothing, nor does it where each part has a share that holds
    "全县用水总量共214.6万吨：工业用水120.4万吨，其他行业用水31.7万吨，居民用水62.5万吨。",
    "全年用水总量22.8亿吨，其中工业用水10.2亿吨，占44.7%，其他行业用水9.7亿吨，占42.5%。",
    # a rate of one sentence is not of the things that another counts
    "完成产权登记31077件。全年目标8.6万辆，实际推广8.1万辆，完成率94.2%。",
    # one row may stand below another without a word
    "|科目|金额（万元）|\n|---|---|\n|一般公共服务|438.2|\n|政府办公室|438.2|\n|教育|215.6|\n|合计|653.8|",
    "|科目|金额（万元）|\n|---|---|\n|教育支出|352.5|\n|普通教育|130.8|\n|合计|352.5|",
    # two shares of an open list may agree; what 其中 has begun need not go on behind a comma
    "从支出结构看，教育支出占18.3%，卫生支出占9.7%，科技支出占9.7%。",
    "全县有普通高中12所，其中民办3所，职业高中15所，在校学生1.2万人。",
    "到会312人，其中签到312人，发言210人。",
    # the plan that the share is of need not be printed
    "全市完成投资390.2亿元，其中重点项目390.2亿元，占年度计划的78.1%。",
    # the year before last, and last year at the head of a sentence
    "全市总产值85.7亿元，同比增长13.9%；前年为78.2亿元。",
    "去年受理案件1191件，其中结案1092件，结案率91.7%。",
    # no change of both directions where the rate is of something else
    "全区支出179.4亿元，比上年减少26.8亿元，其中教育支出增长17.6%。",
    "全年新登记企业3421户、个体工商户812户，注销2986户，净增1247户。",
    "全省有8个重点园区（甲园、乙园、丙园、丁园、戊园、己园、庚园、辛园）。",
    "重点抓好三项工作：（一）排查隐患；（二）加固堤防；（三）储备物资。",
]
FALSE = [
    # a number copied from a neighbour
    ("机动车、行人和非机动车事故分别为588起、653起和523起，共计653起。", "653起"),
    ("全市充电桩572个。按区域分，城区572个，乡镇679个，服务区210个。", "572个"),
    ("全县出口166.06亿元，进口166.06亿元，进出口总额581.21亿元。", "581.21亿元"),
    ("截至2022年底，全县绿化率为76.21%，2021年为76.21%，提高9.97个百分点。", "9.97个百分点"),
    ("全年完成运输4335.7万吨，其中公路3203.2万吨，占比73.9%，铁路420.6万吨，占比73.9%。", "73.9%"),
    ("|类别|数量（件）|\n|---|---|\n|一类|2414|\n|二类|438|\n|三类|526|\n|四类|438|\n|合计|7588|", "7588"),
    ("|类别|数量|\n|---|---|\n|来信|124.1|\n|来访|165.4|\n|合计|165.4|", "165.4"),
    # a row that does not fit, where the others and the total do, or where the shares show what the total covers
    (
        "|指标|本期（亿元）|上年同期（亿元）|增长（%）|\n|---|---|---|---|\n|甲|189.4|160.9|7.7|\n|乙|281.2|250.6|12.2|\n|合计|470.6|411.6|14.3|",
        "7.7",
    ),
    ("|类别|金额|占比（%）|\n|---|---|---|\n|本级|232.8|62.5|\n|下级|139.7|37.5|\n|合计|372.7|100.0|", "372.7"),
    # lists in step
    (
        "甲类、乙类、丙类和丁类由去年同期的86处、13处、47处和69处分别增加到98处、16处、60处和93处，分别增长14.0%、23.1%、27.7%和32.9%。",
        "32.9%",
    ),
    ("全县一般公共预算收入29.2亿元，其中税收收入和非税收入分别为5.4亿元和17.8亿元。", "29.2亿元"),
    # both directions of one change
    ("2018年，全区一般公共预算支出为179.4亿元，比上年减少26.8亿元，增长17.6%。", "17.6%"),
    # parts of a list, one by one
    ("全县水果产量127.97万吨，其中柑橘16.73万吨、杨梅73.60亿吨。", "73.60亿吨"),
    ("全区总预算岁出为677.2万元，包括教育支出130.2亿元、福利支出199.7亿元等。", "677.2万元"),
    ("全市共有新签约项目341个，其中外资项目818个。", "818个"),
    ("去年全县新签约项目126个，增长17.8%。其中，先进制造业42个；现代服务业11个；基础设施50个；民生保障24个。", "126个"),
    # the rest
    ("上半年共改造小区32个，目前已核查75个，正在核查130个，其余119个将于下月完成。", "32个"),
    ("全市受理案件2786件，调解成功6227件，剩余159件正在办理。", "6227件"),
    # rates by name, and of last year
    ("年初预算安排196.9亿元，入库171.4亿元，完成率100.9%。", "100.9%"),
    ("去年受理案件1191件，其中结案1092件，结案率9.7%。", "9.7%"),
    ("去年底全县人口329.27万人，登记小客车54794辆，每千人持有小客车166.4辆。", "166.4辆"),
    ("项目计划开工119个，实际开工114个（开工率55.8%）。", "55.8%"),
    ("全县岁入765.5亿元，税收115.7亿元，占整体1.11%。", "1.11%"),
    # names and their number
    ("首批产业集群共7个，分别是食品加工、高端装备和精细化工。", "7个"),
    ("入选的1所小学分别是“大同小学”、“永安小学”、“中山小学”及“明德小学”。", "1所"),
    ("本次涉及值班制度、会商制度、受理制度和办结制度9项制度。", "9项"),
    ("围绕治理，重点抓好三条做法：（二）说事议事；（二）数据跑路；（三）积分激励。", "（二）"),
    # 其他 closes a list; what is and what is not are all
    ("全县收到意见3770件，其中噪音类730件，停车类479件，环境类916件，其他类479件。", "3770件"),
    ("全县床位7171张，其中资助床位3494张，非资助床位3617张。", "7171张"),
    ("按面积计，住宅占15.97%、办公楼占3.02%、商铺占22.81%，其他占23.19%。", "3.02%"),
    ("金牌、银牌及铜牌依序为5面、15面及12面，合计33面。", "33面"),
    ("在136处安全隐患中，重大隐患80处，一般隐患36处。", "136处"),
    ("全市有奖项目29项。一是省级27项，逐项落实。二是市级11项，分批推进。三是县级5项，挂牌督办。", "29项"),
]


def alarms(text: str) -> list[str]:
    """The figures of errors and warnings."""
    report = audit(text)
    found = [one for one in report.findings if one.severity in (Severity.ERROR, Severity.WARNING)]
    return [f"{one.rule} {span.of(text)}" for one in found for span in (one.span, *(r.span for r in one.related))]


@pytest.mark.parametrize("text", TRUE)
def test_what_may_be_true_is_not_flagged(text: str) -> None:
    assert not alarms(text)


@pytest.mark.parametrize(("text", "figure"), FALSE)
def test_what_cannot_be_true_is_flagged(text: str, figure: str) -> None:
    assert any(one.endswith(" " + figure) for one in alarms(text)), alarms(text)
