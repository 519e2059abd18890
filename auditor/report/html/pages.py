"""Data and template → pages.  Each stands for itself: no network, and no script but its own may run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from auditor import __version__
from auditor.frozen import dataclass
from auditor.model import Report
from auditor.report.errors import shown_path
from auditor.report.escaping import dump_json
from auditor.report.html.content import Shown, reason_rows, rule_rows, shown_documents
from auditor.report.html.pieces import visible
from auditor.report.html.words import words
from auditor.report.saving import save
from auditor.report.summary import count_quiet, summarize

if TYPE_CHECKING:
    from jinja2 import Environment

_ASSETS = "auditor.report.html"
_SCRIPTS = ("dom", "article", "diagnosis", "card", "pointing", "graph", "findings", "overview", "print", "main")
_STYLES = ("frame", "article", "overview", "media")
_INDEX = "index.html"
_PAGES = "pages"
_OURS = re.compile(r"\d{4,}-[^/]*\.html")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: the documents and findings that it speaks of, the articles that it holds, the pages beside it."""

    report: Report
    documents: list[Shown]
    articles: bool = True
    hrefs: tuple[str, ...] = ()
    index: str = ""
    beside: tuple[str, str] = ("", "")


def to_html(report: Report, *, lang: str = "zh") -> str:
    """The whole report on one page."""
    return _page(_Sheet(report, shown_documents(report, lang)), lang)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a document stands in a folder of pages, and the anchors of its findings there, by place in the text."""

    page: str
    anchors: tuple[str, ...]

    def finding(self, number: int) -> str:
        return f"{self.page}#{self.anchors[number]}"


def write_pages(report: Report, folder: Path, *, lang: str = "zh") -> tuple[Address, ...]:
    """A page for each document, and an index of all; pages of an earlier report are removed.

    Says where each document stands, relative to the folder.

    Raises:
        OSError: a file or the folder cannot be written.
    """
    documents = shown_documents(report, lang)
    names = [_page_name(number, shown) for number, shown in enumerate(documents, 1)]
    pages = folder / _PAGES
    pages.mkdir(parents=True, exist_ok=True)
    for old in pages.iterdir():
        if _OURS.fullmatch(old.name) and old.name not in names:
            old.unlink()
    around = ("", *names, "")
    for number, (shown, name, document) in enumerate(zip(documents, names, report.documents, strict=True)):
        alone = Report((document,), (), report.rules)
        beside = (around[number], around[number + 2])
        sheet = _Sheet(alone, [_alone(shown, names)], index=f"../{_INDEX}", beside=beside)
        save(pages / name, _page(sheet, lang).encode("utf-8"))
    hrefs = tuple(f"{_PAGES}/{name}" for name in names)
    save(folder / _INDEX, _page(_Sheet(report, documents, articles=False, hrefs=hrefs), lang).encode("utf-8"))
    return tuple(
        Address(quote(href), tuple(str(one["id"]) for one in shown.findings))
        for href, shown in zip(hrefs, documents, strict=True)
    )


def _alone(shown: Shown, names: Sequence[str]) -> Shown:
    """The same document as the only one of its page; other documents stand on pages beside it."""

    def beside(told: dict[str, Any]) -> dict[str, Any]:
        return {**told, "page": names[told["doc"]]} if told.get("doc") is not None else told

    findings = [{**one, "doc": 0, "related": [beside(other) for other in one["related"]]} for one in shown.findings]
    article = {**shown.article, "incoming": [beside(told) for told in shown.article["incoming"]]}
    return Shown(shown.anchor, shown.row, findings, article)


def _page_name(number: int, shown: Shown) -> str:
    stem = Path(str(shown.row["path"])).stem
    return f"{number:04}-{_NOT_IN_NAMES.sub('-', stem)[:_LONGEST_NAME].strip('-.') or 'document'}.html"


def _page(sheet: _Sheet, lang: str) -> str:
    script, style = _script(), _style()
    told = words(lang)
    rows = [
        {**shown.row, "href": sheet.hrefs[index] if sheet.hrefs else ""} for index, shown in enumerate(sheet.documents)
    ]
    findings = [finding for shown in sheet.documents for finding in shown.findings]
    rules, reasons = rule_rows(sheet.report), reason_rows(sheet.report, lang)
    data = {
        "words": told,
        "rules": {rule["id"]: rule for rule in rules},
        "reasons": {reason["code"]: reason["reason"] for reason in reasons},
        "documents": rows,
        "findings": findings,
        "articles": sheet.articles,
    }
    return _environment().get_template("report.html.j2").render(
        lang="zh-CN" if lang == "zh" else "en",
        t=told,
        version=__version__,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        data=_embedded(data),
        articles=[_embedded(shown.article) for shown in sheet.documents] if sheet.articles else [],
        documents=rows,
        findings=findings,
        rules=rules,
        reasons=reasons,
        index=sheet.index,
        beside=sheet.beside,
        summary=asdict(summarize(sheet.report)),
        quiet=asdict(count_quiet(sheet.report)),
        unread=[
            {"path": visible(shown_path(error.path, lang)), "message": visible(error.message)}
            for error in sheet.report.errors
        ],
    )  # fmt: skip


def _embedded(data: object) -> Markup:
    """JSON for a script element: nothing in it can end the element, or begin a comment."""
    return Markup(dump_json(data).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _policy(script: str, style: str) -> str:
    """Nothing is loaded, nothing runs but the page's own script, and no text can become markup."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _script() -> str:
    """The scripts in one scope."""
    return "(() => {\n'use strict';\n" + "".join(_asset(f"{name}.js") for name in _SCRIPTS) + "})();\n"


@lru_cache(maxsize=1)
def _style() -> str:
    return "".join(_asset(f"{name}.css") for name in _STYLES)


@cache
def _asset(name: str) -> str:
    return files(_ASSETS).joinpath("assets").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound  # noqa: PLC0415

    class Assets(BaseLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
            try:
                return _asset(template), None, None
            except FileNotFoundError:
                raise TemplateNotFound(template) from None

    return Environment(
        loader=Assets(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
