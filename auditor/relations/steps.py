"""Lists in step: what each of `a、b和c` measures, and of which year it is."""

from __future__ import annotations

from auditor import regex
from auditor.backwards import behind_last
from auditor.exact import Fraction
from auditor.relations.labels import coverage
from auditor.relations.mentions import Mention, Page, Role, year_in
from auditor.relations.shadow import ANY, CLASSES

_DATE = CLASSES["date"]
_YEARS = regex.compile(r"(?P<first>(?:19|20)[0-9]{2})年?(?:至|到|-|—|~)(?P<last>(?:19|20)[0-9]{2})年")
# When it was says nothing of what it is
_WHEN = regex.compile(r"^(?:今年|本年|当年|去年|上年|全年|年末|年底)+")


def step_name(page: Page, mention: Mention) -> tuple[str, str]:
    """What one step measures: its own name, and that name with what all the steps share.

    新能源汽车产销分别为a和b names 新能源汽车产量 and 新能源汽车销量; 风电、太阳能发电装机容量分别为a和b names 风电 and 太阳能发电装机容量,
    and the first may as well be called 风电装机容量.
    """
    steps = page.list_of(mention)
    if len(steps) < 2:
        return mention.label, mention.label
    if len(steps) == 2:
        for word, names in page.cues.paired.items():
            before, found, after = mention.label.rpartition(word)
            if found and after in ("", "量", "额", "总量", "总额"):
                return before + names[mention.position], before + names[mention.position]
    names = _names(page, steps[0])
    if len(names) != len(steps):
        return mention.label, mention.label
    own = names[mention.position]
    return (own, own) if mention.position == len(steps) - 1 else (own, own + names[-1])


def agreement(page: Page, a: Mention, b: Mention) -> Fraction:
    """How well two figures bear one name, each in its step; 1 where nothing tells them apart."""
    own, full = (_WHEN.sub("", name) for name in step_name(page, a))
    its, its_full = (_WHEN.sub("", name) for name in step_name(page, b))
    return min(coverage(own, its_full), coverage(its, full))


def is_in_row(page: Page, mention: Mention) -> bool:
    """`甲类12家，乙类22家`: does the clause before tell of another that is counted alike?"""
    other = page.mentions[mention.index - 1]
    return other.role is Role.LEVEL and other.key == mention.key and mention.clause - other.clause == 1


def _names(page: Page, first: Mention) -> list[str]:
    """The names before 分别 in the clause of a list."""
    start = behind_last("，。；：！？\n", page.shadow.text, first.at)
    if first.index:
        start = max(start, page.mentions[first.index - 1].at + 1)
    words, found, _ = page.shadow.text[start : first.at].rpartition("分别")
    words = regex.sub(rf"^.*[{ANY}]|其中|完成|实现", "", words)
    return [name for name in regex.split(r"[、和与及]", words) if name] if found else []


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
        first_year = _span_start(page, dates[-1], len(steps)) if dates else None
        return page.dated(mention) if first_year is None else first_year + mention.position
    return year_at(page, dates[mention.position])


def _span_start(page: Page, place: int, many: int) -> int | None:
    """`2019-2023年……分别为a、b、c、d和e`: the first of as many years as there are values."""
    start = page.shadow.flow_position(place)
    found = _YEARS.match(page.flow.text, start)
    if found is None or int(found["last"]) - int(found["first"]) + 1 != many:
        return None
    return int(found["first"])


def year_at(page: Page, place: int) -> int | None:
    """The year of the date that stands at a place of the shadow."""
    return year_in(page.flow.text, page.shadow.flow_position(place))


def spoken(page: Page, start: int, end: int) -> str:
    """The words of a stretch of the shadow, dates and figures included, blanks left out."""
    text = page.flow.text[page.shadow.flow_position(start) : page.shadow.flow_position(end)]
    return regex.sub(r"\s", "", text)
