"""Data and template → pages.  Each stands for itself: no network, and no script but its own may run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import cache, lru_cache, partial
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
from auditor.report.html.content import Contents, Shown, reason_rows, rule_rows
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
_PIECE = 1 << 16
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: the documents and findings that it speaks of, the articles that it holds, the pages beside it."""

    report: Report
    documents: Sequence[Shown]
    articles: Callable[[], Iterable[_Json]] | None = None
    names: Sequence[str] = ()
    index: str = ""
    beside: tuple[str, str] = ("", "")

    def rows(self) -> Iterator[_Json]:
        """The documents in the overview; `names` are those of their pages."""
        for number, shown in enumerate(self.documents):
            yield {**shown.row, "href": f"{_PAGES}/{self.names[number]}" if self.names else ""}

    def findings(self) -> Iterator[_Json]:
        """All of them, by document and place."""
        return (finding for shown in self.documents for finding in shown.findings)


@dataclass(frozen=True, slots=True)
class _Each:
    """What a template goes through more than once, made anew each time."""

    make: Callable[[], Iterator[object]]

    def __iter__(self) -> Iterator[object]:
        return self.make()


def to_html(report: Report, *, lang: str = "zh") -> str:
    """The whole report on one page."""
    return "".join(html_pieces(report, lang=lang))


def html_pieces(report: Report, *, lang: str) -> Iterator[str]:
    """The same in pieces; one article is there at a time."""
    with closing(Contents(report, lang)) as contents:
        yield from _page(_Sheet(report, contents, lambda: (article for _, article in contents.articles())), lang)


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
    with closing(Contents(report, lang)) as contents:
        names = [_page_name(number, shown) for number, shown in enumerate(contents, 1)]
        pages = folder / _PAGES
        pages.mkdir(parents=True, exist_ok=True)
        kept = frozenset(names)
        for old in pages.iterdir():
            if _OURS.fullmatch(old.name) and old.name not in kept:
                old.unlink()
        around = ("", *names, "")
        for number, (document, article) in enumerate(contents.articles()):
            shown, told = _alone(contents[number], article, names)
            alone = Report((document,), (), report.rules)
            beside = (around[number], around[number + 2])
            sheet = _Sheet(alone, [shown], partial(tuple, [told]), index=f"../{_INDEX}", beside=beside)
            _save(pages / names[number], sheet, lang)
        _save(folder / _INDEX, _Sheet(report, contents, names=names), lang)
        return tuple(
            Address(quote(f"{_PAGES}/{name}"), tuple(str(one["id"]) for one in shown.findings))
            for name, shown in zip(names, contents, strict=True)
        )


def _save(path: Path, sheet: _Sheet, lang: str) -> None:
    save(path, (piece.encode("utf-8") for piece in _page(sheet, lang)))


def _alone(shown: Shown, article: _Json, names: Sequence[str]) -> tuple[Shown, _Json]:
    """The same document as the only one of its page; other documents stand on pages beside it."""

    def beside(told: _Json) -> _Json:
        return {**told, "page": names[told["doc"]]} if told.get("doc") is not None else told

    findings = [{**one, "doc": 0, "related": [beside(other) for other in one["related"]]} for one in shown.findings]
    return Shown(shown.row, findings), {**article, "incoming": [beside(told) for told in article["incoming"]]}


def _page_name(number: int, shown: Shown) -> str:
    stem = Path(str(shown.row["path"])).stem
    return f"{number:04}-{_NOT_IN_NAMES.sub('-', stem)[:_LONGEST_NAME].strip('-.') or 'document'}.html"


def _page(sheet: _Sheet, lang: str) -> Iterator[str]:
    script, style = _script(), _style()
    rules, reasons, told = rule_rows(sheet.report), reason_rows(sheet.report, lang), words(lang)
    around = {
        "words": told,
        "rules": {rule["id"]: rule for rule in rules},
        "reasons": {reason["code"]: reason["reason"] for reason in reasons},
    }
    pieces = _environment().get_template("report.html.j2").generate(
        lang="zh-CN" if lang == "zh" else "en",
        t=told,
        version=__version__,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        data=_data(sheet, around),
        articles=map(_embedded, sheet.articles()) if sheet.articles else (),
        has_articles=sheet.articles is not None and len(sheet.documents) > 0,
        alone=sheet.documents[0].row["path"] if len(sheet.documents) == 1 else None,
        documents=_Each(sheet.rows),
        told=_Each(lambda: (shown for shown in sheet.documents if shown.findings)),
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
    return _gathered(pieces)


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same in fewer pieces."""
    waiting, length = [], 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length > _PIECE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


def _data(sheet: _Sheet, around: _Json) -> Iterator[Markup]:
    """What the page's script reads: an object, which is written a document and a finding at a time."""
    yield Markup("{")
    for name, value in around.items():
        yield _embedded(name) + Markup(":") + _embedded(value) + Markup(",")
    for name, items in (("documents", sheet.rows()), ("findings", sheet.findings())):
        yield _embedded(name) + Markup(":[")
        for number, item in enumerate(items):
            yield Markup("," if number else "") + _embedded(item)
        yield Markup("],")
    yield _embedded("articles") + Markup(":") + _embedded(sheet.articles is not None) + Markup("}")


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
