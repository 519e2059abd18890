"""auditor.comments: what stands in a comment is no part of the article, and moves nothing."""

from __future__ import annotations

import re

import pytest
from gold import audit
from hypothesis import given
from hypothesis import strategies as st

from auditor.batch import audit_all
from auditor.comments import find_comments, without_comments
from auditor.engine import Auditor
from auditor.model import Document, DocumentReport, Finding, Span

COMMENT = "<!-- auditor: ignore FIG999 2019年占35%，下降-3%，的的。 -->"
ARTICLE = """\
# 岚山县农业

岚山县共有合作社200家，其中示范社60家，占35%。全市的的招商大会召开。

石桥镇三个村共有茶园900亩，其中东村300亩、西村250亩、南村400亩。
会议强調，，要抓好项目落地。

| 村 | 面积（亩） |
|---|---|
| 东村 | 300 |
| 西村 | 250 |
| 合计 | 560 |

一是抓好春耕。二是抓好夏收。四是抓好秋播。
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲<!-- 一 -->乙<!--二-->", ["<!-- 一 -->", "<!--二-->"]),
        ("<!-- 一\n二 -->丙", ["<!-- 一\n二 -->"]),
        ("<!-->甲-->", ["<!-->"]),
        ("甲<!-- 没有结束", []),
        ("a<!--b", []),
        ("`<!-- 甲 -->`<!-- 乙 -->", ["<!-- 乙 -->"]),
        ("```\n<!-- 甲 -->\n```\n<!-- 乙 -->", ["<!-- 乙 -->"]),
        ("见 https://example.org/<!-- 甲 -->", ["<!-- 甲 -->"]),
        ("<!-- 甲 <!-- 乙 -->丙-->", ["<!-- 甲 <!-- 乙 -->"]),
    ],
)
def test_comments_are_found(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_comments(text)] == found


@given(st.text("<!->甲`\r\n 1", max_size=60))
def test_a_text_without_comments_is_as_long_and_has_the_same_lines(text: str) -> None:
    bare = without_comments(text)
    assert len(bare) == len(text)
    assert [match.start() for match in re.finditer("[\r\n]", bare)] == [
        match.start() for match in re.finditer("[\r\n]", text)
    ]
    spans = find_comments(text)
    for at, (old, new) in enumerate(zip(text, bare, strict=True)):
        inside = any(span.start <= at < span.end for span in spans)
        assert new == (" " if inside and old not in "\r\n" else old)


def test_many_open_comments_take_no_more_than_their_length() -> None:
    assert find_comments("<!--" * 200_000) == ()
    assert len(find_comments("<!--" * 200_000 + "-->")) == 1


def told(report: DocumentReport) -> list[tuple[str, str, str]]:
    text = report.document.text
    return sorted((one.rule, without_comments(text)[one.span.start : one.span.end], one.id) for one in report.findings)


PLACES = [
    *(match.end() for match in re.finditer("[，。：](?!，)|合作社|\n(?=\n)", ARTICLE)),
    *(match.start() for match in re.finditer("^(?=[^|\n#])", ARTICLE, re.MULTILINE)),
]


@pytest.mark.parametrize("place", sorted(set(PLACES)))
def test_a_comment_changes_no_finding(place: int) -> None:
    """The figures, doubled words and flaws in the comment are not the article's; ids stay, places lead past it."""
    plain = audit(ARTICLE)
    report = Auditor("zh").audit(Document("a.md", ARTICLE[:place] + COMMENT + ARTICLE[place:], "utf-8"))
    assert told(report) == told(plain)
    assert [figure.text for figure in report.figures] == [figure.text for figure in plain.figures]
    assert [claim.working for claim in report.claims] == [claim.working for claim in plain.claims]
    shift = len(COMMENT)

    def moved(finding: Finding) -> Span:
        start, end = finding.span.start, finding.span.end
        return Span(start + shift * (start >= place), end + shift * (end > place))

    assert [one.span for one in report.findings] == [moved(one) for one in plain.findings]


def test_the_report_keeps_the_text_as_it_was() -> None:
    report = Auditor("zh").audit(Document("a.md", COMMENT + "\n" + ARTICLE, "utf-8"))
    assert report.document.text == COMMENT + "\n" + ARTICLE


def test_documents_are_compared_without_their_comments() -> None:
    text = "双塔镇的桥修好了。桥面比从前宽了一半，两辆农用车可以并排开过去，河对岸的菜农再也不用绕道。\n"
    auditor = Auditor("zh")
    documents = [
        Document("1.md", text, "utf-8"),
        Document("2.md", text.replace("宽了", "<!-- 待查：桥面宽八米，是否属实，需要再核对一遍 -->宽了"), "utf-8"),
    ]
    report = audit_all(auditor, documents, "zh", lambda _: None, auditor.comparison)
    assert [one.rule for one in report.documents[1].findings] == ["DUP201"]
