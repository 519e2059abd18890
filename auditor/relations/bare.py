"""Numbers whose unit only their name tells: `总诊疗人次84.7亿，其中医院38.8亿人次`."""

from __future__ import annotations

from auditor import regex
from auditor.frozen import replace
from auditor.relations.mentions import Mention

_TOLD = regex.compile(
    r"(?P<unit>人次|人数|户数|件数|家数|辆次|架次|人口)(?:(?:规模)?(?:合计|共计|总计|累计|达到?|为|约|共|是|突破|超过?|逾|近)){0,3}$"
)
_UNITS = {"人数": "人", "人口": "人", "户数": "户", "件数": "件", "家数": "家"}
_SCALED = regex.compile("[万亿萬億]")
_REACH = 8
_SENTENCES = 2


def with_units(mentions: list[Mention]) -> None:
    """Give such a number its unit, where the figures around it are counted in that, and no other number goes without one."""
    for number, mention in enumerate(mentions):
        if mention.figure.dimension != "number" or not _SCALED.search(mention.figure.text):
            continue
        found = _TOLD.search(mention.head)
        if found is None:
            continue
        unit = _UNITS.get(found["unit"], found["unit"])
        near = [
            m for m in mentions[max(0, number - _REACH) : number + _REACH + 1]
            if m.index != mention.index and m.paragraph == mention.paragraph and abs(m.sentence - mention.sentence) <= _SENTENCES
        ]  # fmt: skip
        others = any(m.figure.dimension == "number" and _SCALED.search(m.figure.text) for m in near)
        if not others and any(m.figure.unit == unit for m in near):
            mentions[number] = replace(mention, figure=replace(mention.figure, dimension="count", unit=unit))
