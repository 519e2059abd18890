"""Sentences that a careful proofreader passes, and sentences where one would insist on a fault."""

from __future__ import annotations

import pytest
from auditing import audit

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
]


def alarms(text: str) -> list[str]:
    """The figures of errors and warnings."""
    report = audit(text)
    found = [one for one in report.findings if one.severity in (Severity.ERROR, Severity.WARNING)]
    return [f"{one.rule} {span.of(text)}" for one in found for span in (one.span, *(r.span for r in one.related))]


@pytest.mark.parametrize("text", TRUE)
def test_what_may_be_true_is_not_flagged(text: str) -> None:
    assert not alarms(text)
