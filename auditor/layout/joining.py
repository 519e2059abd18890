"""Lines → paragraphs: a line that breaks off in mid-sentence and the one that goes on with it are joined again."""

from __future__ import annotations

from collections.abc import Sequence

from auditor import plain, regex
from auditor.layout.columns import full_lines
from auditor.layout.furniture import REST_OF_FIGURE, furniture
from auditor.layout.lines import CLAUSE_MARK, FULL_STOP, Line

_SENTENCE_END = FULL_STOP + "；：）"
_LIST_MARK = "：；"
# 每周一、 and 依照第 go on with a numeral
_UNFINISHED = "，、第"
_STARTS_ANEW = regex.compile(
    r"[●■◆★▲△○◎□※#*>|↑←→↓►]|[-]{2}|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]+、|\d+[.、](?!\d)"
    r"|第[一二三四五六七八九十]+[章节条部]|[本据]报|（?记者|（?通讯员|（(?:[选摘]自|节选|有删|有改|来源|作者|本文)|本网|新华社|图为|\[|[【《“]"
)
# Where a column breaks off, a quotation or a figure goes on in the next line as likely as it begins there.
_BULLET = regex.compile(
    r"[●■◆★▲△○◎□※#*>|►]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]+、(?![一二三四五六七八九十]、)"
    r"|第[一二三四五六七八九十]+[章节条部]|【"
)
_CREDIT = plain.compile(r"(?:[摄图文绘]|供图|[整记]者|编辑|通讯员)）?$")
_MID_FIGURE = plain.compile(r"[0-9][.,]?$")
_NUMBERED = plain.compile(r"[0-9]{1,2}[.、](?![0-9])")
_DIGITS, _WORDS = plain.compile(r"[0-9][0-9.,]*"), plain.compile(r"[\u4e00-\u9fff]+")
# 注册资本500|2022年, 结果与讨论 35|120人
_YEAR = plain.compile(r"(?:19|20)[0-9]{2}年")
_APART = plain.compile(r"[ …·][0-9]+[.,]?$")
_LONG_LINE = 30
_BODY_LENGTH = 18
# A page ends with a foot and a number, the next begins with a head.
_MOST_FURNITURE = 3

Block = list[Line]


def join_broken_lines(lines: Sequence[Line]) -> list[Block]:
    """Blocks of lines, a paragraph each.  What interrupts a broken sentence at the end of a page is left out."""
    full = full_lines(lines)
    if any(full):
        full = [is_full and not is_item for is_full, is_item in zip(full, _items(lines), strict=True)]
    loose = furniture(lines, full)
    blocks: list[Block] = []
    ends_full = False
    at = 0
    while at < len(lines):
        goes_on = _goes_on(blocks, ends_full, lines, loose, at) if blocks else None
        if goes_on is None:
            blocks.append([lines[at]])
        else:
            at = goes_on
            blocks[-1].append(lines[at])
        ends_full = full[at]
        at += 1
    return blocks


def _goes_on(blocks: list[Block], is_full: bool, lines: Sequence[Line], loose: Sequence[bool], at: int) -> int | None:
    """Place of the line that goes on with the sentence which the last block broke off: this one or, behind the end of a
    page, one of the next."""
    if is_full and loose[at]:
        near = range(at, min(at + _MOST_FURNITURE + 1, len(lines)))
        behind = next((place for place in near if not loose[place]), None)
        return behind if behind is not None and _continues(blocks, is_full, lines[behind]) else None
    return at if _continues(blocks, is_full, lines[at]) else None


def _continues(blocks: list[Block], is_full: bool, line: Line) -> bool:
    """Does `line` go on with the sentence that the last block's last line broke off?"""
    block = blocks[-1]
    last = block[-1]
    if last.tabular or line.tabular:
        return False
    if line.text[0] in "，。、；：！？）”" or (is_full and _runs_over(blocks, line)):
        return True
    if last.text[-1] in _SENTENCE_END or _CREDIT.search(last.text) or _STARTS_ANEW.match(line.text):
        return False
    if last.text[-1] in "，、":
        return True
    if len(last.text) < _BODY_LENGTH or not (CLAUSE_MARK.search(last.text) or len(block) > 1):
        return False
    # A short line without any mark is a headline: the text before it was cut off, not broken.
    return bool(CLAUSE_MARK.search(line.text)) or len(line.text) >= _LONG_LINE


def _runs_over(blocks: list[Block], line: Line) -> bool:
    """Did the column end, not the paragraph?"""
    block = blocks[-1]
    first, last = block[0], block[-1]
    if _continues_list(block, line):
        return False
    if line.indented or (_BULLET.match(line.text) and last.text[-1] not in _UNFINISHED):
        return False
    if _MID_FIGURE.search(last.text) and REST_OF_FIGURE.match(line.text):
        return not (_YEAR.match(line.text) or _APART.search(last.text))
    if len(block) == 1 and not (first.indented or CLAUSE_MARK.search(last.text) or _follows_prose(blocks)):
        return False
    if last.text[-1] in _LIST_MARK and _STARTS_ANEW.match(line.text):
        return False
    return first.indented or last.text[-1] not in FULL_STOP


def _continues_list(block: Block, line: Line) -> bool:
    """`1．……` and `2．……`: what is numbered like the first line of the block is the next item."""
    return _NUMBERED.match(line.text) is not None and _NUMBERED.match(block[0].text) is not None


def _items(lines: Sequence[Line]) -> list[bool]:
    """For each line: is it one of three in a row that have the same marks and figures between other words and end alike,
    as the items of a list do?"""
    digits = [_DIGITS.sub("0", line.text) for line in lines]
    shapes = [_WORDS.sub("x", text) + text[-1] for text in digits]
    found = [False] * len(lines)
    for at in range(1, len(lines) - 1):
        if "0" in shapes[at] and shapes[at - 1] == shapes[at] == shapes[at + 1]:
            found[at - 1 : at + 2] = [True] * 3
    return found


def _follows_prose(blocks: list[Block]) -> bool:
    """Does the last block begin behind a whole sentence?  Behind anything else it may be a headline."""
    return len(blocks) > 1 and blocks[-2][-1].text[-1] in FULL_STOP
