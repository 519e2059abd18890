"""Paragraphs that break off: in the midst of a clause, or before it began.

Only the body of a page in prose is judged: paragraphs with full stops within, on a page whose paragraphs end in
one.  What ends without a stop by custom (headlines, captions, bylines, lists, tables, addresses) is left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from auditor import regex
from auditor.layout import Flow, Paragraph
from auditor.model import Severity
from auditor.rules import TextRule
from auditor.text.faults import Fault
from auditor.text.manuscript import Manuscript
from auditor.text.zones import code_and_addresses, table_rows

_STOPS = "。！？…；：”）】》』」’.!?;:\"')]}>*_~|-=~→↓·"
_TAIL = regex.compile(r"[^。！？…”]*$")
_CLAUSE = regex.compile(r"[^，、。！？…；：”]*[，、]?$")
# What may stand behind the last stop: signatures, sources, credits, dates.
_SIGNATURE = regex.compile(
    r"^[ （]*(?:本报|本刊|本网|新华社|特约|责任|见习)*(?:记者|通讯员|摄影|供图|供稿|编辑|责编|校对|审核|整理|制图|来源|作者|编译|撰文|签发|文|图)[ ：/|·]"
    r"| (?:本报)?(?:记者|通讯员) |^[^，]{0,12}(?:记者|通讯员)[^，]{2,12}$|[摄绘]$|供图$|[ /][文图]$"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$|^ *--"
)
# The furniture of a page; one word of it may stand in prose, two do not.
_FURNITURE = regex.compile(
    r"(?:地址|电话|邮编|邮政编码|传真|邮箱|网址|热线|联系人|主办|主办单位|承办单位|技术支持|附件|来源|咨询)：|版权所有|备案号|许可证|ICP|公网安|法律顾问|二维码|扫码|关注我们"
    r"|[上下]一[篇版]|字号|打印本页|返回顶部|网站地图|不得转载|谢绝转载"
)
_BULLET = regex.compile(r"[●■◆★▲△◎□※#*>|↑←→↓►·•－-]|注：|附[件表录]|[表图][0-9一]")
_NUMBERED = regex.compile(r"（?[一二三四五六七八九十0-9]{1,3}[）、.]|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章节条款]")
_SEVERAL = regex.compile(r" {2,}")
# A number that a verb leads to, and no unit behind it.
_BARE_NUMBER = regex.compile(r"(?:增长|下降|完成|达到?|投资|共|约|超过?|近|占|为)[0-9][0-9.,]{0,12}$")
# Words that begin a sentence, never go on with one; and what they may yet follow: 另据了解, 第二是.
_BEGINS = regex.compile(
    r"据(?:了解|介绍|悉)，|各位[一-龥]{2,4}！|同志们[！：]|此外，|另外，|与此同时，|近年来，|今年以来，|下一步，|会议(?:指出|强调|要求|认为)，|[二三四五六七八九]是[一-龥]"
)
_INDENTED = regex.compile(r"[\n\r]\u3000{2}$")
_UNFINISHED = regex.compile(r"(?![另又第其在从和与])[一-龥]")
_MARK = regex.compile(r"[，。；：、！？]")
_HEADLINE = 25
_LONG = 25
_LONG_WITH_COMMA = 20
_LONGEST_TAIL = 400
_SENTENCES = 2
_LONG_ITEM = 60
# The last paragraph of a text, of one sentence in several clauses
_CLAUSES = 2
_LONG_LAST = 40
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
        begin = _last_clause(flow, start, _end_of_prose(manuscript, start, end))
        yield Fault(flow.span(begin, end), severity=None if sure else Severity.NOTE)


def _end_of_prose(manuscript: Manuscript, start: int, end: int) -> int:
    """Where the text broke off, if a short line without any mark, the headline of what follows, was joined to it."""
    flow = manuscript.flow
    last = flow.flow_starts[bisect_left(flow.flow_starts, end) - 1]
    while last > start and not _new_line(manuscript, last):
        last = flow.flow_starts[bisect_left(flow.flow_starts, last) - 1]
    headline = last > start and end - last <= _HEADLINE and not _MARK.search(flow.text, last, end)
    return last if headline else end


def _new_line(manuscript: Manuscript, at: int) -> bool:
    """Does a line of the document begin at a place of the flow?"""
    flow = manuscript.flow
    gap = manuscript.document.text[flow.origin(at - 1) + 1 : flow.origin(at)]
    return "\n" in gap or "\r" in gap


def _false_joins(manuscript: Manuscript, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Half-open ranges that end without an end, before a line that begins a sentence of its own."""
    flow = manuscript.flow
    line = paragraph.start
    first = bisect_right(flow.flow_starts, paragraph.start)
    for index in range(first, bisect_left(flow.flow_starts, paragraph.end)):
        at = flow.flow_starts[index]
        gap = manuscript.document.text[flow.origin(at - 1) + 1 : flow.text_starts[index]]
        if "\n" not in gap and "\r" not in gap:
            continue
        # a headline that the layout has joined has no stop
        prose, line = "。" in flow.text[line:at], at
        if prose and _UNFINISHED.match(flow.text, at - 1) and (_INDENTED.search(gap) or _BEGINS.match(flow.text, at)):
            yield paragraph.start, at


def _is_body(manuscript: Manuscript, paragraph: Paragraph) -> bool:
    """A paragraph in sentences, long enough to be of the text itself."""
    flow = manuscript.flow
    if paragraph.heading or paragraph.end - paragraph.start < _LONG_WITH_COMMA:
        return False
    if not any(mark in flow.text[paragraph.start : paragraph.end - 1] for mark in "。！？"):
        last = paragraph is flow.paragraphs[-1] and flow.text.count("，", paragraph.start, paragraph.end) >= _CLAUSES
        return flow.text[paragraph.end - 1] in "，、" or (last and paragraph.end - paragraph.start >= _LONG_LAST)
    text, place = manuscript.document.text, flow.origin(paragraph.start)
    return not (code_and_addresses(text).holds(place) or table_rows(text).holds(place))


def _breaks_off(flow: Flow, paragraph: Paragraph) -> bool:
    start, end = paragraph.start, paragraph.end
    last = flow.text[end - 1]
    if last in _STOPS or _is_listed(flow, paragraph) or len(_SEVERAL.findall(flow.text, start, end)) > 1:
        return False
    tail = _tail(flow, paragraph)
    furniture = len(_FURNITURE.findall(flow.text, start, end))
    if _SIGNATURE.search(tail) or furniture > 1 or (furniture and _FURNITURE.search(tail)):
        return False
    if last in "，、":
        return True
    if end - start < _LONG:
        return False
    if last.isascii():
        return _BARE_NUMBER.search(tail) is not None
    return "\u4e00" <= last <= "\u9fff"


def _is_listed(flow: Flow, paragraph: Paragraph) -> bool:
    """Is a paragraph an item of a list?  A numbered one that goes on for several sentences is not."""
    if _BULLET.match(flow.text, paragraph.start) and not flow.text.startswith("--", paragraph.start):
        return True
    if not flow.text.startswith("--", paragraph.start) and not _NUMBERED.match(flow.text, paragraph.start):
        return False
    sentences = flow.text.count("。", paragraph.start, paragraph.end)
    return sentences < _SENTENCES or paragraph.end - paragraph.start < _LONG_ITEM


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
