"""Data Docs that can be read without a network: no script, a style of our own, an index that is plain HTML.

The library's pages fetch Bootstrap, jQuery and more from five hosts, and its index is empty without them.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from auditor.report.saving import save

_FETCHED = re.compile(r"<link\b[^>]{0,500}>|<img\b[^>]{0,500}\bsrc=\"https?://[^>]{0,500}>")
_PICTURE = re.compile(r"url\('https?://[^')]{0,500}'\)")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_FOOTER = re.compile(r"<footer\b[^>]*>.*?</footer>", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>")
_LINK = "HTML report / 核对报告"
_STYLE = """<style>
body{font:15px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;color:#222;background:#fff}
.container,.container-fluid{max-width:1300px;margin:auto;padding:0 1rem}.navbar{padding:.5rem 1rem;background:#f4f5f7}
th{white-space:nowrap}table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{padding:.3rem .5rem;border:1px solid #d8dbe0;
text-align:left;vertical-align:top;word-break:break-word}.text-danger{color:#b3261e}.text-success{color:#17703a}
.text-warning{color:#8a5a00}.row{display:flex;flex-wrap:wrap;gap:1rem}.col-lg-2,.col-md-2{flex:0 0 15rem}
.col-lg-8,.col-md-8,.col-lg-10,.col-md-10,.col,.col-12{flex:1 1 40rem;min-width:0}
.card{border:1px solid #d8dbe0;padding:.5rem 1rem}
.fa-check-circle::before{content:"✔"}.fa-times::before{content:"✘"}.fa-exclamation-triangle::before{content:"⚠"}
i{font-style:normal}ul{padding-left:1.2rem}code{white-space:pre-wrap}
.modal,.btn,.page-action-card,input{display:none}
</style>"""


def make_offline(folder: Path, report: Path) -> None:
    """Every page below a folder, each with a link to the first page of the HTML report."""
    pages = [page for page in sorted(folder.rglob("*.html")) if not page.is_relative_to(report.parent)]
    index = folder / "index.html"
    for page in pages:
        if page != index:
            text = page.read_text(encoding="utf-8")
            if _STYLE not in text:
                save(page, _localized(text, _way(folder, page, report)).encode("utf-8"))
    shown = [page for page in reversed(pages) if page != index]
    save(index, _index(folder, shown, report).encode("utf-8"))


def _localized(text: str, way: str) -> str:
    for fetched in (_FETCHED, _SCRIPT, _FOOTER):
        text = fetched.sub("", text)
    head, body, rest = _parted(_PICTURE.sub("none", text))
    link = f'<p class="container"><a href="{way}">auditor: {_LINK}</a></p>'
    return f"{head.replace('</head>', _STYLE + '</head>', 1)}{body}{link}{rest}"


def _parted(text: str) -> tuple[str, str, str]:
    found = _BODY.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _way(folder: Path, page: Path, target: Path) -> str:
    """From one page to another, as an address."""
    return "../" * (len(page.relative_to(folder).parts) - 1) + quote(target.relative_to(folder).as_posix())


def _index(folder: Path, pages: list[Path], report: Path) -> str:
    """The newest run first, as the library names its pages by time."""
    index = folder / "index.html"
    named = [
        (f"auditor: {_LINK}", report),
        *((page.relative_to(folder).with_suffix("").as_posix(), page) for page in pages),
    ]
    items = "".join(f'<li><a href="{_way(folder, index, page)}">{escape(name)}</a></li>' for name, page in named)
    head = f'<meta charset="utf-8"><title>Data Docs | auditor</title>{_STYLE}'
    return f'<!DOCTYPE html><html><head>{head}</head><body class="container"><h1>Data Docs</h1><ul>{items}</ul></body></html>\n'
