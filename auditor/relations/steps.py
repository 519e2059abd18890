"""Lists in step: what each of `a、b和c` measures, and of which year it is."""

from __future__ import annotations

import regex

from auditor.relations.mentions import YEAR, Mention, Page
from auditor.relations.shadow import CLASSES

_DATE = CLASSES["date"]


def step_label(page: Page, mention: Mention) -> str:
    """The label of one step: 新能源汽车产销 names 新能源汽车产 and 新能源汽车销."""
    steps = page.list_of(mention)
    if len(steps) != 2:
        return mention.label
    found = page.cues.paired.search(mention.label)
    if found is None:
        return mention.label
    return mention.label[: found.start()] + found.group()[mention.position]


def year_of(page: Page, mention: Mention) -> int | None:
    """`2021年、2022年和2023年……分别为a、b和c`: the year of the step; else the year in force."""
    steps = page.list_of(mention)
    if len(steps) < 2:
        return page.dated(mention)
    first = steps[0]
    start = page.sentences[first.sentence][0]
    if first.index and page.mentions[first.index - 1].sentence == first.sentence:
        start = max(start, page.mentions[first.index - 1].at + 1)
    dates = [place for place in range(start, first.at) if page.shadow.text[place] == _DATE]
    if len(dates) != len(steps):
        return page.dated(mention)
    return year_at(page, dates[mention.position])


def year_at(page: Page, place: int) -> int | None:
    """The year of the date that stands at a place of the shadow."""
    seen = YEAR.match(page.flow.text, page.shadow.flow_position(place))
    return int(seen.group(1)) if seen else None


def spoken(page: Page, start: int, end: int) -> str:
    """The words of a stretch of the shadow, dates and figures included, blanks left out."""
    text = page.flow.text[page.shadow.flow_position(start) : page.shadow.flow_position(end)]
    return regex.sub(r"\s", "", text)
