"""Sums: parts that the wording puts under a whole.

Three structures bind by their wording: parts in the bracket behind the whole, parts after 其中 or a
split (按…划分), parts before a total (合计).  Beside them any run of like figures that adds up to a
figure elsewhere counts when it does so against the odds (see `auditor.relations.runs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import regex
from auditor.frozen import replace
from auditor.relations.addends import addends
from auditor.relations.among import find_among
from auditor.relations.brackets import find_bracketed
from auditor.relations.closing import find_closing
from auditor.relations.divisions import find_divisions
from auditor.relations.each import is_each
from auditor.relations.labels import coverage
from auditor.relations.lines import find_lines
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.partitions import is_complete
from auditor.relations.parts import COMPARED, closed, lately, may_overlap, part_runs, prefixes, told_all
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement
from auditor.relations.shadow import FIGURES
from auditor.relations.stages import find_stages
from auditor.relations.steps import step_name
from auditor.relations.totals import find_totals
from auditor.rules import RelationRule

_REST = regex.compile("其[他它余]")
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
    yield from find_divisions(page, run)
    yield from find_among(page, run)
    yield from find_lines(page, run)
    yield from find_stages(page, run)
    yield from find_totals(page, run)
    yield from find_closing(page, run)


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
    before = [m for m in lately(run, number) if closed(m) and not (m.bracket and m.bracket != first.bracket)]
    # 2520亿元，较去年同期2727亿元减少……。其中 speaks of this year's
    before = [m for m in before if not COMPARED.match(m.lead)] or before
    same = [m for m in before if m.sentence == first.sentence]
    return list(reversed(same or before))
