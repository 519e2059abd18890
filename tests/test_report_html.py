"""auditor.report.html without a browser: the pages' data, their policy, and what a folder of them holds."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browsing import HOSTILE, MARKUP, cross, hostile, quieted, several, single
from hypothesis import given
from hypothesis import strategies as st
from report_samples import make_claim, make_document, make_finding, span_of, tax_report

from auditor.model import Report, Span, Verdict
from auditor.report.html import to_html, write_pages
from auditor.report.html.content import Anchors
from auditor.report.html.pieces import paragraphs, visible
from auditor.report.html.words import words
from auditor.report.json_report import to_json
from auditor.report.places import EDITOR_ENDS


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._inside = tag
            self.raw.append((dict(attrs).get("id") or dict(attrs).get("type") or tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            name, text = self.raw[-1]
            self.raw[-1] = (name, text + data)


def data_of(page: str, name: str) -> Any:
    return json.loads(dict(Elements(page).raw)[name])


def digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"


@pytest.mark.parametrize("make", [single, several, hostile, lambda: Report(())])
def test_a_page_is_for_itself_and_lets_nothing_else_run(make: Any) -> None:
    elements = Elements(to_html(make()))
    policy = next(
        at["content"] or "" for tag, at in elements.found if at.get("http-equiv") == "Content-Security-Policy"
    )
    raw = dict(elements.raw)
    assert f"script-src {digest(raw['script'])};" in policy
    assert f"style-src {digest(raw['style'])};" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    # Before the policy stands nothing that it would not bind.
    assert [tag for tag, _ in elements.found][:4] == ["html", "head", "meta", "meta"]
    for tag, attributes in elements.found:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form") or tag == "form"
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")
        ]
        assert (attributes.get("href") or "#").startswith("#")
    assert "@import" not in raw["style"]
    assert "url(" not in raw["style"]
    assert "innerHTML" not in raw["script"]


def test_only_the_templates_own_scripts_are_scripts() -> None:
    page = to_html(hostile())
    kinds = [attributes.get("type") for tag, attributes in Elements(page).found if tag == "script"]
    assert kinds == ["application/json", "application/json", None]
    assert html.escape(MARKUP, quote=False)[:30] in page


def test_the_text_is_there_whole() -> None:
    text = HOSTILE + "尾"
    page = to_html(Report((make_document(text),)))
    lines = data_of(page, "article-0")["lines"]
    shown = ["".join(piece if isinstance(piece, str) else piece[0] for piece in pieces) for _, *pieces in lines]
    assert shown == [visible(line) for line in EDITOR_ENDS.split(text)]
    assert "[U+202E]反转[U+2066]" in shown[0]
    assert "[U+0000][U+001B]" in shown[0]
    assert not set("\x00\x1b\u202e\u2066\u2028") & set(page)


@given(
    st.text(alphabet="甲a\r\n。𠮷", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=6),
)
def test_pieces_are_cut_where_marks_begin_and_end(text: str, ranges: list[tuple[int, int]]) -> None:
    marks = [Span(start, start + length) for start, length in ranges]
    found = list(paragraphs(text, marks))
    assert [paragraph.number for paragraph in found] == list(range(1, len(found) + 1))
    lines = [list(line) for line in EDITOR_ENDS.split(text)]
    assert [list("".join(piece.text for piece in paragraph.pieces)) for paragraph in found] == lines
    covered: dict[int, str] = {}
    for paragraph in found:
        for piece in paragraph.pieces:
            for mark in piece.marks:
                covered[mark] = covered.get(mark, "") + piece.text
    for index, span in enumerate(marks):
        if span.end <= len(text) and span.start < span.end:
            assert covered.get(index, "") == re.sub("[\r\n]", "", span.of(text))
        elif text and not re.search("[\r\n]$", text[: span.start + 1]):
            assert covered.get(index)


def test_long_lines_are_shown_in_parts() -> None:
    text = "甲，" * 4000 + "12亿元" + "乙" * 5000
    parts = list(paragraphs(text, [span_of(text, "12亿元")]))
    assert [part.number for part in parts] == [1, *[0] * (len(parts) - 1)]
    assert max(sum(len(piece.text) for piece in part.pieces) for part in parts) <= 2000
    assert "".join(piece.text for part in parts for piece in part.pieces) == text
    assert "".join(piece.text for part in parts for piece in part.pieces if piece.marks) == "12亿元"


def test_figures_carry_state_value_and_range() -> None:
    page = to_html(tax_report())
    article = data_of(page, "article-0")
    first = article["figures"][0]
    assert first == {
        "text": "1.96亿元", "state": "fails", "value": "196,000,000", "unit": "CNY",
        "range": "195,020,000 – 196,980,000", "label": "税收收入", "period": "1-4月",
    }  # fmt: skip
    (claim,) = article["claims"]
    assert claim["operands"] == [["part", 0], ["whole", 1], ["rate", 2]]
    assert claim["operands"][claim["hub"]][0] == "rate"


def test_the_gravest_verdict_colours_a_figure() -> None:
    text = "甲1、乙2、丙3、丁4"
    claims = tuple(
        make_claim(text, literals, name=verdict.value, verdict=verdict)
        for verdict, literals in ((Verdict.HOLDS, ("1", "2", "3")), (Verdict.OPEN, ("2", "3")), (Verdict.FAILS, ("3",)))
    )
    (figure,) = tax_report().documents[0].figures[:1]
    figures = tuple(replace(figure, id=f"f{n}", span=span_of(text, str(n)), text=str(n)) for n in range(1, 5))
    operands = {
        "holds": ("f1", "f2", "f3"), "open": ("f2", "f3"), "fails": ("f3",),
    }  # fmt: skip
    named = tuple(
        replace(
            claim,
            operands=tuple(replace(one, figure=f) for one, f in zip(claim.operands, operands[claim.id], strict=True)),
        )
        for claim in claims
    )
    page = to_html(Report((make_document(text, figures=figures, claims=named),)))
    assert [figure["state"] for figure in data_of(page, "article-0")["figures"]] == [
        "holds",
        "open",
        "fails",
        "unchecked",
    ]
    row = data_of(page, "data")["documents"][0]
    assert row["states"] == {"fails": 1, "open": 1, "holds": 1, "unchecked": 1}


def test_anchors_are_unique_and_stay() -> None:
    anchors = Anchors()
    assert [anchors.name("f", key) for key in ("a", "a", "b")] == ["f-a", "f-a-2", "f-b"]
    same = make_document("甲甲", findings=(make_finding(Span(0, 1)), make_finding(Span(1, 2))))
    report = Report((same, replace(same, document=replace(same.document, path="b.txt"))))
    names = [finding["id"] for finding in data_of(to_html(report), "data")["findings"]]
    assert len(set(names)) == 4
    assert names == [finding["id"] for finding in data_of(to_html(report), "data")["findings"]]


def test_places_in_other_documents_lead_there_and_back() -> None:
    page = to_html(cross())
    there, outside = data_of(page, "data")["findings"][0]["related"]
    assert there == {"place": "乙/b.txt:2:1", "message": "「重复的话」", "doc": 1, "anchor": "r-x-0"}
    assert outside == {"place": "外.txt", "message": "在别处", "doc": None, "anchor": None}
    (incoming,) = data_of(page, "article-1")["incoming"]
    assert (incoming["anchor"], incoming["id"], incoming["path"]) == ("r-x-0", "f-x", "甲/a.txt")


def test_a_folder_holds_an_index_and_a_page_for_each_document(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("0009-old.html", "own.html"):
        (tmp_path / "pages" / name).write_text("x", encoding="utf-8")
    write_pages(cross(), tmp_path)
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html"))
    assert names == ["index.html", "pages/0001-a.html", "pages/0002-b.html", "pages/own.html"]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'id="article-0"' not in index
    links = [at.get("href") or "" for tag, at in Elements(index).found if tag == "a"]
    assert {link.partition("#")[0] for link in links if not link.startswith("#")} == {
        "pages/0001-a.html", "pages/0002-b.html",
    }  # fmt: skip
    page = (tmp_path / "pages" / "0001-a.html").read_text(encoding="utf-8")
    assert data_of(page, "data")["findings"][0]["related"][0]["page"] == "0002-b.html"
    assert ("a", {"class": "home", "href": "../index.html"}) in Elements(page).found
    second = (tmp_path / "pages" / "0002-b.html").read_text(encoding="utf-8")
    assert data_of(second, "article-0")["incoming"][0]["page"] == "0001-a.html"


def test_without_scripts_every_finding_can_be_read() -> None:
    report = several()
    page = to_html(report)
    plain = page[page.index("<noscript>") : page.index("</noscript>")]
    for document in report.documents:
        for finding in document.findings:
            assert html.escape(finding.message, quote=False) in plain.replace("&#34;", '"')


def test_both_languages_have_every_word() -> None:
    chinese, english = words("zh"), words("en")
    assert chinese.keys() == english.keys()
    assert not [key for key, word in english.items() if re.search("[\u3400-\u9fff]", word)]
    for key in chinese:
        assert sorted(re.findall(r"\{(\w+)\}", chinese[key])) == sorted(re.findall(r"\{(\w+)\}", english[key]))


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    folder = Path(__file__).parents[1] / "auditor" / "report" / "html" / "assets"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    known = set(words("en"))
    used = set(re.findall(r"\bt\('([\w-]+)'", source)) | set(re.findall(r"t\[[\"']([\w-]+)[\"']\]", source))
    assert used <= known
    composed = {key for key in known if re.match("family-|role-|hedge-|key-|unit-", key)}
    direct = {key for key in known if re.search(rf"['\"]{re.escape(key)}['\"]", source)}
    assert known - composed - direct - used == set()


# ── Colours ──────────────────────────────────────────────────────────────────────────────────────────────────

_VARIABLES = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
_BLOCK = re.compile(r"(:root[^{}]*)\{([^{}]*)\}")
# What letters stand upon, and what lines and dots are drawn upon.
_GROUNDS = {
    "ink": ("page", "sheet", "here", "error-wash", "warning-wash", "note-wash"),
    "soft": ("page", "sheet"),
    "accent": ("page", "sheet"),
    **{name: ("sheet", f"{name}-wash", "page", "here") for name in ("error", "warning", "note")},
    **{name: ("sheet", f"{name}-wash") for name in ("holds", "open")},
    "unchecked": ("sheet", "page"),
    "badge-ink": ("badge",),
}
_DRAWN = ("error", "warning", "note", "holds", "open", "unchecked", "idle", "accent")


def _themes() -> dict[str, dict[str, str]]:
    """The colours of each block that defines a theme."""
    folder = Path(__file__).parents[1] / "auditor" / "report" / "html" / "assets"
    found: dict[str, dict[str, str]] = {}
    for name in ("frame.css", "media.css"):
        for selector, body in _BLOCK.findall((folder / name).read_text(encoding="utf-8")):
            if "--ink" in body:
                found[f"{name} {selector.strip()}"] = dict(_VARIABLES.findall(body))
    return found


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""

    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_keep_the_contrast_of_wcag_aa() -> None:
    themes = _themes()
    light, dark, chosen = (colors for name, colors in themes.items() if name.startswith("frame"))
    assert dark == chosen != light
    for colors in (light, dark):
        for ink, grounds in _GROUNDS.items():
            for ground in grounds:
                assert _contrast(colors[ink], colors[ground]) >= 4.5, (ink, ground)
        for drawn in _DRAWN:
            assert _contrast(colors[drawn], colors["sheet"]) >= 3, drawn
    (printed,) = (colors for name, colors in themes.items() if name.startswith("media"))
    paper = {**light, "page": "#ffffff", "sheet": "#ffffff", **printed}
    for ink in ("error", "warning", "note", "holds", "open", "unchecked"):
        assert _contrast(paper[ink], "#ffffff") >= 4.5, ink


# ── Diagnosis, reasons, what is quiet ──────────────────────────────────────────────────────────────────────────


def test_suspects_and_reasons_are_those_of_the_json_report() -> None:
    report = several()
    page, told = to_html(report), json.loads(to_json(report))
    findings = iter(data_of(page, "data")["findings"])
    for number, document in enumerate(told["documents"]):
        article = data_of(page, f"article-{number}")
        why = {one["figure"]: one["reason"] for one in document["coverage"]["unchecked"]}
        for figure, shown in zip(document["figures"], article["figures"], strict=True):
            assert shown.get("why") == why.get(figure["id"])
            assert (shown["state"] == "unchecked") is (figure["id"] in why)
        for finding in sorted(document["findings"], key=lambda one: (one["start"], one["end"])):
            shown = next(findings)
            assert [one["new"] for one in shown["suspects"]] == [one["text"] for one in finding["suspects"]]
            assert [one["why"] for one in shown["suspects"]] == [one["reason"] for one in finding["suspects"]]
            names = [document["figures"][one["mark"]]["id"] for one in shown["suspects"]]
            assert names == [one["figure"] for one in finding["suspects"]]
            assert shown["missing"] == [one["text"] for one in finding["missing"]]


def test_figures_fail_loudly_only_where_a_finding_says_so() -> None:
    """`--changed-since` leaves findings out whose claims stay."""
    report = several()
    first, *rest = report.documents
    failing = {one.claim for one in first.findings if one.claim}
    assert failing
    whole = data_of(to_html(report), "article-0")["figures"]
    less = replace(report, documents=(replace(first, findings=()), *rest))
    part = data_of(to_html(less), "article-0")["figures"]
    assert [one["state"] for one in part] == [one["state"] for one in whole]
    assert any(one["state"] == "fails" and not one.get("quiet") for one in whole)
    assert all(one["state"] != "fails" or one.get("quiet") for one in part)


def test_what_is_quiet_counts_for_nothing() -> None:
    page = to_html(quieted())
    data = data_of(page, "data")
    assert [one["quiet"] for one in data["findings"]] == ["known", "suppressed", ""]
    row = data["documents"][0]
    assert (row["error"], row["warning"], row["note"]) == (0, 1, 0)
    assert {rule: one["count"] for rule, one in data["rules"].items()} == {"DUP101": 1, "FIG101": 0, "FIG401": 0}
    failing = [one for one in data_of(page, "article-0")["figures"] if one["state"] == "fails"]
    assert failing and all(one["quiet"] for one in failing)


def test_no_document_at_all() -> None:
    page = to_html(Report(()), lang="en")
    assert data_of(page, "data")["documents"] == []
    assert "Nothing found" in page
