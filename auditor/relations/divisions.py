"""Wholes that are divided by something named: `签订项目54个……。按产业类别划分，工业20个……；三产28个……；农业4个……`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor import regex
from auditor.relations.labels import pairs
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.nesting import inner
from auditor.relations.parts import closed, lately, part_runs, prefixes
from auditor.relations.readings import CERTAIN, LIKELY, POSSIBLE, Reading, Statement, reading

# How many sentences back the whole of several splits may stand
_SPLITS = 5
_RANKED = regex.compile("其次|最[多高大]|居首|[位名]列(?:第|前)|位居|排在?(?:第|前|首)|领先")


def find_divisions(page: Page, run: Sequence[Mention]) -> Iterator[Statement]:
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
        wholes = [m for m in lately(run, number) if m.sentence == first.sentence or not _is_split_part(page, m)]
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
        opening = _opening(run, number)
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
            readings += [reading(POSSIBLE, 2, whole=whole, part=tuple(parts)) for whole in opening]
        if readings:
            yield Statement(tuple(sorted(readings, key=lambda one: -one.strength)))


def _opening(run: Sequence[Mention], number: int) -> list[Mention]:
    """What opens the paragraph before: `全省收入1688.8亿元……⏎税收收入……。分级次看，省级512.6亿元，市县级1176.2亿元`."""
    first = run[number]
    # the figures stand in the order of the text: a long one is not read anew for each of its splits
    since, until = (bisect_left(run, first.paragraph - back, 0, number, key=_paragraph) for back in (2, 0))
    before = [m for m in run[since:until] if m.article == first.article and closed(m) and not m.bracket]
    return list({m.paragraph: m for m in reversed(before)}.values())


def _paragraph(mention: Mention) -> int:
    return mention.paragraph


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
