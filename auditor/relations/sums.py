"""Sums: parts that the wording puts under a whole.

Three structures bind by their wording: parts in the bracket behind the whole, parts after 其中 or a
split (按…划分), parts before a total (合计).  Beside them any run of like figures that adds up to a
figure elsewhere counts when it does so against the odds (see `auditor.relations.runs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import REACHES, inner
from auditor.relations.partitions import is_complete
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.rules import Rule

_AVERAGE = regex.compile(r"人均|平均|均价|单价|日均|户均|亩均|年均|每")
_STRONG_TOTAL = regex.compile(r"(?:合计|总计|共计|小计|总共|一共|收入总计|支出总计|总收入|总支出|进出口总额|进出口总值)")
_MOST_PARTS = 30


def addends(page: Page) -> dict[tuple[object, ...], list[Mention]]:
    """Mentions that may be added, by article and unit; shares apart by what they are shares of."""
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for mention in page.mentions:
        if mention.role is Role.LEVEL or (mention.role is Role.SHARE and mention.base is not None):
            if mention.figure.dimension in ("duration", "temperature", "name"):
                continue
            if _AVERAGE.search(mention.label) or mention.figure.value < 0 or mention.figure.hedge == "range":
                continue
            groups.setdefault((mention.article, mention.key, mention.role), []).append(mention)
    return groups


def find_sums(page: Page, rule: Rule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` that the wording makes."""
    for run in addends(page).values():
        if len(run) < 3:
            continue
        yield from _bracketed(page, run)
        yield from _partial(page, run)
        yield from _split(page, run)
        yield from _among(page, run)
        yield from _with_rest(page, run)
        yield from _announced(page, run)
        yield from _total_last(page, run)


def _bracketed(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`荣誉37项（国家级7项、省级16项、市级14项）`."""
    by_bracket: dict[int, list[Mention]] = {}
    for mention in run:
        if mention.bracket:
            by_bracket.setdefault(mention.bracket, []).append(mention)
    for parts in by_bracket.values():
        if len(parts) < 2:
            continue
        first, last = parts[0], parts[-1]
        opening = page.shadow.text.rfind("（", 0, first.at)
        closing = page.shadow.text.find("）", last.at)
        whole = _last_before(run, opening)
        if whole is None or whole.sentence != first.sentence or whole.bracket == first.bracket:
            continue
        inside = page.shadow.text[opening + 1 : closing]
        items = [item for item in regex.split(r"[、，；和]", inside) if item]
        complete = len(items) == len(parts) and not regex.search(r"等|其中|包括|全", inside)
        near = page.shadow.text[whole.at + 1 : opening]
        bound = CERTAIN if complete and len(near) <= 12 else LIKELY
        yield Statement((replace(reading(bound, whole=whole, part=tuple(parts)), exhaustive=True),))


def _partial(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`项目163个，其中工业60个、农业40个、服务业63个`; 其中 may open the next sentence."""
    seen: set[tuple[int, ...]] = set()
    for number in range(1, len(run)):
        first = run[number]
        start = page.sentences[first.sentence][0]
        before = run[number - 1]
        if before.sentence == first.sentence:
            start = max(start, before.at + 1)
        if not page.cues.partial.search(page.shadow.text, start, first.at):
            continue
        wholes = _wholes_for(run, number)
        if not wholes:
            continue
        readings: list[Reading] = []
        for parts in _part_runs(page, run, number, own_first=True):
            for rank, whole in enumerate(wholes[:3]):
                told = _introduces(page, whole, first)
                found = _prefixes(whole, parts, LIKELY if told or whole.sentence == first.sentence else POSSIBLE)
                if not rank and told:
                    found[0] = _bound(page, found[0], parts)
                readings += found
        fresh = [one for one in readings if one.key not in seen]
        seen.update(one.key for one in fresh)
        if fresh:
            yield Statement(tuple(sorted(fresh, key=lambda one: -len(one.key))))


def _introduces(page: Page, whole: Mention, first: Mention) -> bool:
    """Does 其中 speak of this whole: in its own sentence, or opening the next?"""
    if whole.role is not Role.LEVEL or whole.figure.dimension == "percent" or len(page.list_of(whole)) > 1:
        return False
    start = page.sentences[first.sentence][0]
    cue = page.cues.partial.search(page.shadow.text, start, first.at)
    return whole.sentence == first.sentence or (cue is not None and cue.start() - start <= 2)


def _bound(page: Page, first: Reading, parts: list[Mention]) -> Reading:
    """Parts after 其中 that leave nothing out must add up; others must not exceed their whole."""
    if is_complete([part.label + part.noun for part in parts]):
        return replace(first, strength=CERTAIN, exhaustive=True)
    nested = sum(1 for part in parts if "以上" in part.label) > 1
    return first if nested else replace(first, partial=True)


def _wholes_for(run: Sequence[Mention], number: int) -> list[Mention]:
    """What the parts from `number` on may be parts of, the likeliest first."""
    first = run[number]
    before = [m for m in run[:number] if first.sentence - m.sentence <= 2 and m.paragraph == first.paragraph]
    before = [m for m in before if _closed(m) and not (m.bracket and m.bracket != first.bracket)]
    same = [m for m in before if m.sentence == first.sentence]
    return list(reversed(same or before))


def _closed(mention: Mention) -> bool:
    """Is the figure bounded on both sides?  超3亿元 can be no exact whole."""
    return mention.figure.interval.low is not None and mention.figure.interval.high is not None


def _part_runs(
    page: Page, run: Sequence[Mention], number: int, own_first: bool = False
) -> list[list[Mention]]:
    """The parts from `number` to the end of the sentence, by how far an inner 其中 reaches."""
    first = run[number]
    tail = [m for m in run[number : number + _MOST_PARTS] if m.sentence == first.sentence]
    tail = _until_next_split(page, tail)
    found: list[list[Mention]] = []
    own = [m for m in tail if m.segment == first.segment]
    if own_first and 2 <= len(own) < len(tail):
        found.append(own)
    for reach in REACHES:
        below = inner(page, tail, reach) - {first.index}
        if reach == "sentence" and below and len(tail) - len(below) < 2:
            continue
        parts = [m for m in tail if m.index not in below]
        if len(parts) >= 2 and parts not in found:
            found.append(parts)
    return found


def _until_next_split(page: Page, tail: list[Mention]) -> list[Mention]:
    """`按经营地统计，……；按消费类型统计，……` splits the same whole twice."""
    for number in range(1, len(tail)):
        cue = page.cues.split.search(page.shadow.text, tail[number - 1].at + 1, tail[number].at)
        if cue and not cue.group().startswith("分别"):
            return tail[:number]
    return tail


def _prefixes(whole: Mention, parts: list[Mention], strength: int) -> list[Reading]:
    """All parts first; then fewer, as what follows may belong elsewhere."""
    trials = max(1, len(parts) - 1)
    found = [reading(strength, trials, whole=whole, part=tuple(parts))]
    for size in range(len(parts) - 1, 1, -1):
        found.append(reading(POSSIBLE, trials, whole=whole, part=tuple(parts[:size])))
    return found


def _split(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`签订项目54个……。按产业类别划分，工业20个……；三产28个……；农业4个……`."""
    text = page.shadow.text
    for number in range(1, len(run)):
        first, before = run[number], run[number - 1]
        if before.sentence == first.sentence:
            start = before.at + 1
        else:
            start = page.sentences[first.sentence][0]
        cue = page.cues.split.search(text, start, first.at)
        earlier = page.cues.split.search(text, page.sentences[first.sentence][0], start)
        if cue is None or first.role is not Role.LEVEL or "。" in text[start : cue.start()]:
            continue
        wholes = [m for m in run[:number] if first.sentence - m.sentence <= 2 and m.paragraph == first.paragraph]
        wholes = [m for m in wholes if m.sentence == first.sentence or not _is_split_part(page, m)]
        if earlier is not None:
            wholes = [m for m in wholes if m.at < earlier.start()]
        below = inner(page, wholes, "sentence")
        wholes = [m for m in wholes if not m.bracket and m.index not in below and _closed(m)]
        wholes = _by_label(wholes, run[number : number + 2])
        if not wholes:
            continue
        readings = []
        strict = not cue.group().startswith(("分别", "构成")) and first.figure.dimension not in ("duration", "number")
        for rank, parts in enumerate(_part_runs(page, run, number)):
            for near, whole in enumerate(wholes[:3]):
                readings += _prefixes(whole, parts, CERTAIN if strict and not rank and not near else LIKELY)
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: -one.strength)))


def _is_split_part(page: Page, mention: Mention) -> bool:
    """Does its own sentence put the figure under a split (按…分)?"""
    cue = page.cues.split.search(page.shadow.text, page.sentences[mention.sentence][0], mention.at)
    return cue is not None and not cue.group().startswith("分别")


def _by_label(wholes: list[Mention], parts: Sequence[Mention]) -> list[Mention]:
    """Wholes that are counted or labelled as the parts are come first; then the first announced."""
    shared = frozenset.intersection(*(pairs(part.label + part.noun) for part in parts))
    last = max((m.sentence for m in wholes), default=0)
    return sorted(wholes, key=lambda m: (not (pairs(m.label + m.noun) & shared), m.sentence != last, m.index))


def _among(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`在22个重点项目中，10亿元以上项目有7个……；1亿至10亿元项目有7个……；1亿元以下项目有8个`."""
    for number, whole in enumerate(run[:-2]):
        if not regex.search(r"(?:在|这)[^，。；]{0,12}$", whole.head) or not regex.search(r"中$|当中$", whole.tail):
            continue
        readings: list[Reading] = []
        for parts in _part_runs(page, run, number + 1):
            readings += _prefixes(whole, parts, LIKELY)
            complete = _brackets_complete(readings[0].roles[1][1])
            strength = CERTAIN if complete else LIKELY
            readings[0] = replace(readings[0], partial=True, strength=strength, exhaustive=complete)
        if readings:
            yield Statement(tuple(readings))


def _brackets_complete(parts: Sequence[Mention]) -> bool:
    """`10亿元以上……；1亿至10亿元……；1亿元以下……`: an open class at either end leaves nothing out."""
    labels = "\n".join(part.label for part in parts)
    return bool(regex.search("以上|超过|超", labels) and regex.search("以下|以内|不足|不到", labels))


def _with_rest(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`共17家，已完成8家，关停5家，剩余4家`: the rest closes the list."""
    for number in range(2, len(run)):
        rest = run[number]
        if not page.cues.rest.search(rest.head) or rest.role is not Role.LEVEL or rest.figure.unit == "%":
            continue
        before = [m for m in run[max(0, number - 8) : number] if m.sentence == rest.sentence and _closed(m)]
        below = inner(page, before, "sentence")
        level = [m for m in before if m.index not in below] or before
        if not level or _under_a_cue(page, level[0]):
            continue
        if len(level) >= 2 and level[0].figure.value > max(m.figure.value for m in (*level[1:], rest)):
            one = reading(CERTAIN, 1, whole=level[0], part=(*level[1:], rest))
            yield Statement((replace(one, exhaustive=True),))


def _under_a_cue(page: Page, mention: Mention) -> bool:
    """Is the figure itself a part, its whole named before 其中 or 按…分?"""
    start = page.sentences[mention.sentence][0]
    text = page.shadow.text
    return bool(page.cues.partial.search(text, start, mention.at) or page.cues.split.search(text, start, mention.at))


def _announced(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`资金共计2.18亿元：中央1.06亿元，省级6840万元，……。`: a total, a colon, and nothing but parts."""
    text = page.shadow.text
    for number, whole in enumerate(run[:-2]):
        if text[whole.at + 1 + len(whole.tail) : whole.at + 2 + len(whole.tail)] != "：":
            continue
        parts = [m for m in run[number + 1 : number + _MOST_PARTS] if m.sentence == whole.sentence]
        if len(parts) < 2:
            continue
        end = page.sentences[whole.sentence][1]
        clauses = regex.split(r"[，；、]", text[whole.at + 2 + len(whole.tail) : end - 1])
        only_parts = len(clauses) == len(parts) and not regex.search(r"等|其中|包括", text[whole.at + 1 : end])
        bound = CERTAIN if only_parts and page.cues.total.search(whole.head) else LIKELY
        yield Statement(tuple(_prefixes(whole, parts, bound)))


def _total_last(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`工业60个、农业40个，合计100个`; `A、B和C等上级资金1368.65万元`."""
    for number in range(2, len(run)):
        whole = run[number]
        parts = [m for m in run[max(0, number - _MOST_PARTS) : number] if m.sentence == whole.sentence]
        if len(parts) < 2 or whole.bracket or page.cues.rest.search(whole.head):
            continue
        if whole.role is Role.SHARE and any(part.base != whole.base for part in parts):
            continue
        strong = _STRONG_TOTAL.search(whole.head) is not None and whole.figure.dimension not in ("number", "duration")
        if not strong and not page.cues.total.search(whole.head) and not _after_list(whole):
            continue
        readings: list[Reading] = []
        for below in {inner(page, parts, reach) for reach in REACHES} | {frozenset[int]()}:
            level = [m for m in parts if m.index not in below]
            trials = max(1, len(level) - 1)
            for size in range(len(level), 1, -1):
                bound = CERTAIN if strong and size == len(level) and not below else LIKELY
                readings.append(reading(bound if size == len(level) else POSSIBLE, trials, whole=whole, part=tuple(level[-size:])))
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: (-one.strength, -len(one.key)))))


def _after_list(whole: Mention) -> bool:
    return "等" in whole.head


def _last_before(run: Sequence[Mention], place: int) -> Mention | None:
    found = [mention for mention in run if mention.at < place]
    return found[-1] if found else None
