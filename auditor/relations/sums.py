"""Sums: parts that the wording puts under a whole.

Three structures bind by their wording: parts in the bracket behind the whole, parts after 其中 or a
split (按…划分), parts before a total (合计).  Beside them any run of like figures that adds up to a
figure elsewhere counts when it does so against the odds (see `auditor.relations.runs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor import regex
from auditor.frozen import replace
from auditor.relations.addends import addends
from auditor.relations.among import find_among
from auditor.relations.brackets import find_bracketed
from auditor.relations.each import is_each
from auditor.relations.labels import coverage, pairs
from auditor.relations.lines import find_lines
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import inner
from auditor.relations.partitions import is_complete
from auditor.relations.parts import closed, may_overlap, part_runs, prefixes, told_all
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading
from auditor.relations.shadow import FIGURES
from auditor.relations.stages import find_stages
from auditor.relations.steps import step_name
from auditor.relations.totals import COMPARED, find_totals
from auditor.rules import RelationRule

# How many sentences back the whole of several splits may stand
_SPLITS = 5
_REST = regex.compile("其[他它余]")
_RANKED = regex.compile("其次|最[多高大]|居首|[位名]列(?:第|前)|位居|排在?(?:第|前|首)|领先")
_AGAIN = regex.compile(rf"，每[^，。；]{{1,3}}[{FIGURES}][^，。；]{{0,3}}，(?:合计|共|总)")


def find_sums(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """Statements `whole == sum(part)` that the wording makes."""
    for run in addends(page).values():
        if len(run) < 3:
            continue
        # what several have each counts several times: `auditor.relations.each_sums`
        each = [m.index for m in run if is_each(m) or _counts_again(page, m)]
        for statement in _of_run(page, run):
            yield from _without(statement, each) if each else (statement,)


def _counts_again(page: Page, mention: Mention) -> bool:
    """`3层3万元、4层5万元，每层2户，合计16万元`: the list tells what one of several pays."""
    behind = mention.at + 1 + len(mention.tail)
    return _AGAIN.match(page.shadow.text, behind) is not None


def _without(statement: Statement, each: Sequence[int]) -> Iterator[Statement]:
    """The readings among whose figures none of `each` stands."""
    kept = tuple(one for one in statement.readings if not any(one.key[0] <= at <= one.key[-1] for at in each))
    if kept:
        yield Statement(kept)


def _of_run(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    yield from find_bracketed(page, run)
    yield from _partial(page, run)
    yield from _split(page, run)
    yield from find_among(page, run)
    yield from find_lines(page, run)
    yield from find_stages(page, run)
    yield from find_totals(page, run)


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
        for parts in part_runs(page, run, number, own_first=True):
            for rank, whole in enumerate(wholes[:3]):
                if _told_of_other(page, whole, first) or _is_too_small(whole, wholes, parts):
                    continue
                told = _introduces(page, whole, first)
                taken = rank > 0 and (_is_taken(wholes[0], parts) or _is_too_small(wholes[0], wholes, parts))
                told_of = (told or whole.sentence == first.sentence) and not taken
                found = prefixes(whole, parts, LIKELY if told_of else POSSIBLE)
                if not rank and told:
                    found[0] = _bound(page, found[0], whole, parts)
                elif told_of and rank and first.segment == parts[-1].segment:
                    found[0] = replace(found[0], harmless=True)
                readings += found
        fresh = [one for one in readings if one.key not in seen]
        seen.update(one.key for one in fresh)
        if fresh:
            yield Statement(tuple(sorted(fresh, key=lambda one: -len(one.key))))


def _is_too_small(whole: Mention, wholes: Sequence[Mention], parts: Sequence[Mention]) -> bool:
    """`收入46亿元；净利润5亿元。其中第三季度收入16亿元……`: a part that only another whole can hold."""
    largest = max(part.figure.value for part in parts)
    return whole.figure.value < largest <= max(other.figure.value for other in wholes)


def _is_taken(nearest: Mention, parts: Sequence[Mention]) -> bool:
    """`31个省份中，有19个……，其中7个……；12个……`: 其中 says of the nearest what it holds; what stands behind a semicolon is
    no more of the same."""
    first = parts[0]
    own = nearest.role is Role.LEVEL and nearest.segment == first.segment and nearest.figure.value > first.figure.value
    return own and parts[-1].segment != first.segment


def _told_of_other(page: Page, whole: Mention, first: Mention) -> bool:
    """`费用166万元；对11名责任人提出建议，其中移送3人，对2家企业罚款90万元`: 其中 speaks of the people before it, not of
    the amount in front of the semicolon."""
    between = page.mentions[whole.index + 1 : first.index]
    cue = page.cues.partial.search(page.shadow.text, between[0].at, first.at) if between else None
    spoken_of = [m for m in between if cue is not None and m.at < cue.start()]
    return bool(spoken_of) and spoken_of[-1].key != whole.key and spoken_of[-1].segment != whole.segment


def _introduces(page: Page, whole: Mention, first: Mention) -> bool:
    """Does 其中 speak of this whole: in its own sentence, or opening the next?"""
    if whole.role is not Role.LEVEL or whole.figure.dimension == "percent" or len(page.list_of(whole)) > 1:
        return False
    start = page.sentences[first.sentence][0]
    cue = page.cues.partial.search(page.shadow.text, start, first.at)
    return whole.sentence == first.sentence or (cue is not None and cue.start() - start <= 2)


def _bound(page: Page, first: Reading, whole: Mention, parts: list[Mention]) -> Reading:
    """Parts after 其中 that leave nothing out must add up; others must not exceed their whole."""
    if is_complete([step_name(page, part)[0] + part.noun for part in parts], whole.label):
        return replace(first, strength=CERTAIN, exhaustive=True)
    if may_overlap(page, whole, parts) or _leaves_whole(whole, parts):
        return replace(first, strength=POSSIBLE)
    if _REST.match(parts[-1].label) or told_all(page, parts):
        return replace(first, partial=True, exhaustive=True)
    nested = sum(1 for part in parts if "以上" in part.label) > 1
    return first if nested else replace(first, partial=True)


def _leaves_whole(whole: Mention, parts: list[Mention]) -> bool:
    """`手机4.8亿台，其中智能手机3.7亿台；微型计算机1.4亿台`: where the first part bears the name of the whole, what
    bears another behind a semicolon is of another whole."""
    if not whole.label or coverage(whole.label, parts[0].label) < 1:
        return False
    return any(m.segment != parts[0].segment and m.label and coverage(whole.label, m.label) < 1 for m in parts[1:])


def _wholes_for(run: Sequence[Mention], number: int) -> list[Mention]:
    """What the parts from `number` on may be parts of, the likeliest first."""
    first = run[number]
    before = [m for m in _lately(run, number) if closed(m) and not (m.bracket and m.bracket != first.bracket)]
    # 2520亿元，较去年同期2727亿元减少……。其中 speaks of this year's
    before = [m for m in before if not COMPARED.match(m.lead)] or before
    same = [m for m in before if m.sentence == first.sentence]
    return list(reversed(same or before))


def _lately(run: Sequence[Mention], number: int) -> list[Mention]:
    """The figures before one, of its paragraph and of its sentence or the two before."""
    first, start = run[number], number
    while start and first.sentence - run[start - 1].sentence <= 2 and run[start - 1].paragraph == first.paragraph:
        start -= 1
    return list(run[start:number])


def _split(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
    """`签订项目54个……。按产业类别划分，工业20个……；三产28个……；农业4个……`."""
    text = page.shadow.text
    for number in range(1, len(run)):
        first, before = run[number], run[number - 1]
        start = before.at + 1 if before.sentence == first.sentence else page.sentences[first.sentence][0]
        cue = page.cues.split.search(text, start, first.at)
        earlier = page.cues.split.search(text, page.sentences[first.sentence][0], start)
        if cue is None or first.role is not Role.LEVEL or "。" in text[start : cue.start()]:
            continue
        if first.figure.dimension == "percent":
            continue  # 大、中、小型企业PMI分别为50.4%、49.1%和46.4% are no parts of the index
        wholes = [m for m in _lately(run, number) if m.sentence == first.sentence or not _is_split_part(page, m)]
        wholes = wholes or _before_splits(page, run, number)
        if earlier is not None:
            wholes = [m for m in wholes if m.at < earlier.start()]
        below = inner(page, wholes, "sentence")
        wholes = [m for m in wholes if not m.bracket and m.index not in below and closed(m)]
        wholes = _by_label(wholes, run[number : number + 2])
        if not wholes:
            continue
        readings = []
        strict = not cue.group().startswith(("分别", "构成")) and first.figure.dimension not in (
            "duration",
            "number",
        )
        bound = POSSIBLE if _is_ranked(page, first) else CERTAIN if strict else LIKELY
        for rank, parts in enumerate(part_runs(page, run, number)):
            rows = _first_of_rows(parts)
            for near, whole in enumerate(wholes[:3]):
                if whole.figure.value < max(part.figure.value for part in parts) and not strict:
                    continue
                if rows:
                    readings += prefixes(whole, rows, min(bound, LIKELY))
                readings += prefixes(whole, parts, bound if not rank and not near and not rows else min(bound, LIKELY))
                readings += _with_next(run, whole, parts)
            readings += [reading(POSSIBLE, 2, whole=whole, part=tuple(parts)) for whole in _opening(run, number)]
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: -one.strength)))


def _opening(run: Sequence[Mention], number: int) -> list[Mention]:
    """What opens the paragraph before: `全省收入1688.8亿元……⏎税收收入……。分级次看，省级512.6亿元，市县级1176.2亿元`."""
    first = run[number]
    before = [
        m for m in run[:number] if first.paragraph - 2 <= m.paragraph < first.paragraph and m.article == first.article
    ]
    opening = {m.paragraph: m for m in reversed(before) if closed(m) and not m.bracket}
    return list(opening.values())


def _is_ranked(page: Page, first: Mention) -> bool:
    """`分项目看，乒乓球53枚最多，其次举重48枚`: the foremost are named, and there may be more."""
    return _RANKED.search(page.shadow.text, first.at, page.sentences[first.sentence][1]) is not None


def _first_of_rows(parts: Sequence[Mention]) -> list[Mention]:
    """`甲市受灾183人，遇难5人；乙市受灾121人，遇难2人`: the first of each row, where several rows have more than one figure."""
    rows = [list(row) for _, row in groupby(parts, key=lambda m: m.segment)]
    crowded = sum(len({m.clause for m in row}) > 1 for row in rows)
    return [row[0] for row in rows] if len(rows) > 1 and crowded > 1 else []


def _before_splits(page: Page, run: Sequence[Mention], number: int) -> list[Mention]:
    """`营业收入121805亿元。分产业看，……。分区域看，……`: what stands before all the splits, each a sentence, is split again."""
    first, start = run[number], number
    while start and run[start - 1].paragraph == first.paragraph and first.sentence - run[start - 1].sentence <= _SPLITS:
        start -= 1
        if not _is_split_part(page, run[start]) and run[start].sentence != first.sentence:
            return [m for m in run[: start + 1] if m.sentence == run[start].sentence]
    return []


def _with_next(run: Sequence[Mention], whole: Mention, parts: list[Mention]) -> list[Reading]:
    """`分产业看，……。城乡居民生活用电量932亿千瓦时`: the last part may be a sentence of its own."""
    last = parts[-1]
    behind = [m for m in run if m.index > last.index and m.paragraph == last.paragraph][:1]
    if not behind or behind[0].sentence != last.sentence + 1:
        return []
    return [reading(POSSIBLE, len(parts), whole=whole, part=(*parts, behind[0]))]


def _is_split_part(page: Page, mention: Mention) -> bool:
    """Does its own sentence put the figure under a split (按…分)?"""
    cue = page.cues.split.search(page.shadow.text, page.sentences[mention.sentence][0], mention.at)
    return cue is not None and not cue.group().startswith("分别")


def _by_label(wholes: list[Mention], parts: Sequence[Mention]) -> list[Mention]:
    """Wholes that are counted or labelled as the parts are come first; then the first announced."""
    shared = frozenset.intersection(*(pairs(part.label + part.noun) for part in parts))
    last = max((m.sentence for m in wholes), default=0)
    return sorted(wholes, key=lambda m: (not (pairs(m.label + m.noun) & shared), m.sentence != last, m.index))
