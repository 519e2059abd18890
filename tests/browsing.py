"""A headless browser for the tests of the HTML report, and the reports that it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from report_samples import SHARE_RULES, make_document, make_finding, span_of

from auditor.engine import Auditor
from auditor.model import Document, DocumentReport, InputError, Related, Report, Severity, Span
from auditor.report.html import to_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REQUIRED = "AUDITOR_REQUIRE_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"

MARKUP = '<script>window.hit=1</script><img src=x onerror="window.hit=1"></script><!--<script>{{7*7}}'
HOSTILE = MARKUP + "\x00\x1b\u202e反转\u2066" + "\u0301" * 60 + "\u2028\r\n第二行重复的话。重复的话。\n"


def missing(reason: str) -> None:
    """Skips the test, unless the environment says that there must be a browser."""
    if os.environ.get(REQUIRED, "") not in ("", "0"):
        pytest.fail(f"{REQUIRED} is set, but {reason}")
    pytest.skip(f"{reason}: the HTML report is not tested in a browser")


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium as the system has it; nothing is downloaded."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        missing("Playwright is not installed (pip install 'auditor[dev]')")
    path = os.environ.get("AUDITOR_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        missing("no Chromium was found (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_OPTIONS))
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what it did that it should not: errors, refused scripts and styles, requests."""

    page: Page
    complaints: list[str] = field(default_factory=list)


def watch(page: Page) -> Watched:
    watched = Watched(page)
    page.on("pageerror", lambda error: watched.complaints.append(f"error: {error}"))
    page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith("file:") else watched.complaints.append(f"request: {request.url}")
        ),
    )
    return watched


def save_page(folder: Path, report: Report, lang: str = "zh") -> str:
    """The URL of the report on one page."""
    path = folder / "report.html"
    path.write_text(to_html(report, lang=lang), encoding="utf-8")
    return path.as_uri()


def audited(lang: str, *names: str) -> list[DocumentReport]:
    auditor = Auditor(lang)
    paths = [ARTICLES / f"{name}.txt" for name in names]
    return [auditor.audit(Document(path.name, path.read_text(encoding="utf-8"), "utf-8")) for path in paths]


def with_duplicate(document: DocumentReport) -> DocumentReport:
    """The same with two more findings: a sentence given out as said twice, and a note."""
    text = document.document.text
    second = replace(
        make_finding(
            span_of(text, "约谈责任人9人次"),
            severity=Severity.WARNING,
            family="duplicate",
            message="与前文重复",
            related=(Related(span_of(text, "下发通报6期"), "第一次出现"),),
        ),
        id="dup", rule="DUP101",
    )  # fmt: skip
    note = replace(
        make_finding(span_of(text, "联系电话"), severity=Severity.NOTE, family="date", message="请看"), id="nn"
    )
    return replace(document, findings=(*document.findings, second, note))


def single(lang: str = "zh") -> Report:
    (document,) = audited(lang, "approval-service-report")
    return Report((with_duplicate(document),), (), Auditor(lang).described)


def several(lang: str = "zh") -> Report:
    first, *rest = audited(
        lang, "approval-service-report", "county-budget-report", "census-bulletin", "hant-district-projects"
    )
    unread = (InputError("坏.txt", "没有读取权限"),)
    return Report((with_duplicate(first), *rest), unread, Auditor(lang).described)


def quieted(lang: str = "zh") -> Report:
    """The first finding of two is known, the second to be ignored; a third is new."""
    (document,) = audited(lang, "approval-service-report")
    first, second = document.findings
    new = replace(with_duplicate(document).findings[-2], known=False)
    findings = (replace(first, known=True), replace(second, known=False, suppressed="领导讲话原文如此"), new)
    return Report((replace(document, findings=findings),), (), Auditor(lang).described)


def hostile() -> Report:
    text = HOSTILE + "长" * 600_000 + "12亿元" + "<b>甲</b>" * 60_000
    findings = (
        replace(
            make_finding(
                span_of(text, "重复的话", 1),
                severity=Severity.WARNING,
                message=MARKUP,
                suggestion=MARKUP,
                related=(Related(span_of(text, "重复的话"), MARKUP),),
            ),
            id="one",
        ),
        replace(make_finding(span_of(text, "12亿元"), message="很远"), id="far"),
        replace(make_finding(Span(0, len(text)), severity=Severity.NOTE, message="整篇"), id="all"),
    )
    rules = (replace(SHARE_RULES[0], title=MARKUP, why=MARKUP),)
    document = make_document(text, path=f"{MARKUP}\u202e.txt", findings=findings)
    return Report((document,), (InputError(MARKUP, f"</noscript>{MARKUP}"),), rules)


def cross() -> Report:
    """Two documents, with a finding in the first that concerns the second and one that is not there."""
    first, second = "第一篇。重复的话。", "第二篇。\n重复的话。"
    related = (Related(span_of(second, "重复的话"), "", "乙/b.txt"), Related(Span(0, 2), "在别处", "外.txt"))
    finding = replace(make_finding(span_of(first, "重复的话"), severity=Severity.WARNING, related=related), id="x")
    return Report(
        (make_document(first, path="甲/a.txt", findings=(finding,)), make_document(second, path="乙/b.txt")),
        (),
        SHARE_RULES,
    )


def archive(documents: int = 500, each: int = 6) -> Report:
    """Many documents, with as many findings in each."""
    models = audited("zh", "approval-service-report", "county-budget-report", "work-report-clean")
    made = []
    for number in range(documents):
        model = models[number % len(models)]
        length = len(model.document.text) - 8
        findings = tuple(
            replace(
                make_finding(Span(at, at + 4), severity=list(Severity)[at % 3], family="duplicate", message=f"第{number}篇{at}"),
                id=f"{number:04}{at}", rule="DUP101",
            )
            for at in (((number + 1) * (one + 1) * 31) % length for one in range(each))
        )  # fmt: skip
        document = replace(model.document, path=f"archive/{number:03}/article.txt")
        made.append(replace(model, document=document, findings=findings))
    return Report(tuple(made), (), SHARE_RULES)


# For every element with text of its own: the contrast of its letters against what lies behind them.
CONTRASTS = """() => {
  const parse = (color) => {
    const srgb = color.match(/^color\\(srgb ([^)]*)\\)/);
    const found = (srgb ? srgb[1] : color.match(/\\(([^)]*)\\)/)[1]).split(/[ ,/]+/).map(Number);
    return srgb ? [...found.slice(0, 3).map((one) => one * 255), found[3] ?? 1] : [...found.slice(0, 3), found[3] ?? 1];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const color = parse(getComputedStyle(element).backgroundColor);
    return color[3] === 1 ? color.slice(0, 3) : over(color, behind(element.parentElement));
  };
  const light = (color) => {
    const [r, g, b] = color.map((one) => one / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.matches('script, noscript, noscript *, svg *, option') || !element.getClientRects().length) continue;
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const back = behind(element);
    const ink = over(parse(getComputedStyle(element).color), back);
    const [high, low] = [light(ink), light(back)].sort((a, b) => b - a);
    found.push([(high + 0.05) / (low + 0.05), `${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`]);
  }
  return found;
}"""


def weakest(page: Page) -> Any:
    """The lowest contrast of any text on the page, and where."""
    return min(page.evaluate(CONTRASTS))
