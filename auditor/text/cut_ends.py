"""Paragraphs that break off: in the midst of a clause, or before it began.

Only the body of a page in prose is judged: paragraphs with full stops within, on a page whose paragraphs end in
one.  What ends without a stop by custom (headlines, captions, bylines, lists, tables, addresses) is left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

from auditor.layout import Flow, Paragraph
from auditor.model import Severity
from auditor.rules import TextRule
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript
from auditor.text.zones import code_and_addresses, table_rows

_STOPS = "。！？…；：”）】》』」’.!?;:\"')]}>*_~|-=~→↓·"
_TAIL = regex.compile(r"[^。！？…；：”]*$")
_CLAUSE = regex.compile(r"[^，、。！？…；：”]*[，、]?$")
# Signatures, sources, credits, addresses and the furniture of a page.
_FURNITURE = regex.compile(
    r"记者|通讯员|摄影|供图|供稿|编辑|责编|校对|审核|整理|制图|来源|作者|编译|撰文|文/|图/|[摄图文绘]$|(?:讯|电)$|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$"
)
_ADDRESS = regex.compile(
    r"地址|电话|邮编|邮政编码|传真|邮箱|网址|版权|备案|许可证|ICP|公网安|法律顾问|热线|二维码|扫码|关注我们|上一篇|下一篇|上一版|下一版|字号|打印|返回|首页|网站地图|主办|承办单位|技术支持|联系人|转载|附件|责任编辑|签发"
)
_LISTED = regex.compile(
    r"[●■◆★▲△◎□※#*>|↑←→↓►·•－-]|（?[一二三四五六七八九十0-9]{1,3}[）、.]|（[一二三四五六七八九十0-9]{1,3}）|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章节条款]|注[：:]|附[件表录]|表[0-9一]|图[0-9一]"
)
_SEVERAL = regex.compile(r" {2,}")
# A number that a verb leads to, and no unit behind it.
_BARE_NUMBER = regex.compile(r"(?:增长|下降|完成|达到?|投资|共|约|超过?|近|占|为)[0-9][0-9.,]{0,12}$")
# Words that begin a sentence, never go on with one; and what they may yet follow: 另据了解, 第二是.
_BEGINS = regex.compile(
    r"据(?:了解|介绍|悉)，|此外，|另外，|与此同时，|近年来，|今年以来，|下一步，|会议(?:指出|强调|要求|认为)，|[二三四五六七八九]是[一-龥]"
)
_UNFINISHED = regex.compile(r"(?![另又第其在从和与])[一-龥]")
_LONG = 25
_LONG_WITH_COMMA = 20
_LONGEST_TAIL = 400
_FEWEST_FINISHED = 3


def find_cut_ends(manuscript: Manuscript, rule: TextRule) -> Iterator[Fault]:
    """Each paragraph of the body that ends without an end, from its last clause mark."""
    flow = manuscript.flow
    body = [paragraph for paragraph in flow.paragraphs if _is_body(manuscript, paragraph)]
    broken = [(paragraph.start, paragraph.end) for paragraph in body if _breaks_off(flow, paragraph)]
    finished = len(body) - len(broken)
    broken += [place for paragraph in body for place in _false_joins(manuscript, paragraph)]
    if finished < len(broken):
        return
    sure = finished >= _FEWEST_FINISHED and finished >= 2 * len(broken)
    for start, end in sorted(broken):
        yield Fault(flow.span(_last_clause(flow, start, end), end), severity=None if sure else Severity.NOTE)


def _false_joins(manuscript: Manuscript, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Half-open ranges that end without an end, before a line that begins a sentence of its own."""
    flow = manuscript.flow
    first = bisect_right(flow.flow_starts, paragraph.start)
    for index in range(first, bisect_left(flow.flow_starts, paragraph.end)):
        at = flow.flow_starts[index]
        if not _BEGINS.match(flow.text, at) or not _UNFINISHED.match(flow.text, at - 1):
            continue
        left = flow.origin(at - 1) + 1
        if "\n" in manuscript.document.text[left : flow.text_starts[index]]:
            yield paragraph.start, at


def _is_body(manuscript: Manuscript, paragraph: Paragraph) -> bool:
    """A paragraph in sentences, long enough to be of the text itself."""
    flow = manuscript.flow
    if paragraph.heading or paragraph.end - paragraph.start < _LONG_WITH_COMMA:
        return False
    if not any(mark in flow.text[paragraph.start : paragraph.end - 1] for mark in "。！？"):
        return flow.text[paragraph.end - 1] in "，、"
    text, place = manuscript.document.text, flow.origin(paragraph.start)
    return not (code_and_addresses(text).holds(place) or table_rows(text).holds(place))


def _breaks_off(flow: Flow, paragraph: Paragraph) -> bool:
    start, end = paragraph.start, paragraph.end
    last = flow.text[end - 1]
    if last in _STOPS or _LISTED.match(flow.text, start):
        return False
    tail = _tail(flow, paragraph)
    if (
        len(_SEVERAL.findall(flow.text, start, end)) > 1
        or _FURNITURE.search(tail)
        or _ADDRESS.search(flow.text, start, end)
    ):
        return False
    if last in "，、":
        return True
    if end - start < _LONG or tail.startswith("--"):
        return False
    if last.isascii():
        return _BARE_NUMBER.search(tail) is not None
    return "\u4e00" <= last <= "\u9fff"


def _tail(flow: Flow, paragraph: Paragraph) -> str:
    """What stands behind the paragraph's last stop."""
    match = _TAIL.search(flow.text, max(paragraph.start, paragraph.end - _LONGEST_TAIL), paragraph.end)
    return match.group() if match else ""


def _last_clause(flow: Flow, start: int, end: int) -> int:
    """Where the last clause of a range begins."""
    match = _CLAUSE.search(flow.text, max(start, end - _LONGEST_TAIL), end)
    begin = match.start() if match and match.group() else end - 1
    while flow.text[begin] == " " and begin < end - 1:
        begin += 1
    return begin
