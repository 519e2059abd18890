"""Data Docs that can be read without a network: no script, a style of our own, an index that is plain HTML.

The library's pages fetch Bootstrap, jQuery and more from five hosts, and its index is empty without them.  Beside
them stands an HTML report of each run, in `report/` and the time of the run; pages and rows lead to it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from auditor.gx.shown import SAID
from auditor.report.saving import save

REPORTS = "report"
_FETCHED = re.compile(r"<link\b[^>]{0,500}>|<img\b[^>]{0,500}\bsrc=\"https?://[^>]{0,500}>")
_PICTURE = re.compile(r"url\('https?://[^')]{0,500}'\)")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_FOOTER = re.compile(r"<footer\b[^>]*>.*?</footer>", re.DOTALL | re.IGNORECASE)
_NO_ASSET = re.compile(r"Data asset: None\s*<br>")
_BODY = re.compile(r"<body\b[^<>]*>")
_ROOT = re.compile(rf'href="(?={REPORTS}/)')
_STYLE = """<style>
:root{color-scheme:light dark;--ink:#222;--paper:#fff;--line:#d8dbe0;--pale:#f4f5f7;--link:#1a4fa0;--bad:#b3261e;--good:#17703a;--odd:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e3e5e8;--paper:#16181b;--line:#3b4046;--pale:#22262b;--link:#8ab4f8;--bad:#f2857c;--good:#7bd196;--odd:#e6b766}}
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Noto Sans SC",sans-serif;margin:0;color:var(--ink);background:var(--paper)}a{color:var(--link)}
h1,h2,h3,h4,h5,h6{font-size:1.05rem;margin:1rem 0 .3rem}
.container,.container-fluid{max-width:1300px;margin:auto;padding:0 1rem}.navbar{padding:.2rem 1rem;background:var(--pale)}
.breadcrumb{list-style:none;display:flex;gap:.5rem;padding:0;margin:.4rem 0}.breadcrumb li+li::before{content:"/ "}
th{white-space:nowrap;background:var(--pale)}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{padding:.3rem .5rem;border:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}
table table td{font-size:.92em}.text-danger{color:var(--bad)}.text-success{color:var(--good)}.text-warning{color:var(--odd)}
.row{display:flex;flex-wrap:wrap;gap:0 1rem}.col-lg-2,.col-md-2{flex:0 0 13rem}
.col-lg-8,.col-md-8,.col-lg-10,.col-md-10,.col,.col-12{flex:1 1 40rem;min-width:0}
.card,.bg-light{border:0;padding:0;background:none}.fa-check-circle::before{content:"✔"}.fa-times::before{content:"✘"}
.fa-exclamation-triangle::before{content:"⚠"}i{font-style:normal}ul{padding-left:1.2rem}code{white-space:pre-wrap}
td .show-scrollbars{overflow:visible;max-height:none}.short{white-space:nowrap}
.modal,.btn,.page-action-card,.sticky>.card.mb-3,.collapse,a[data-toggle=collapse]{display:none}
#unmet{display:inline}body:has(#unmet:checked) tr:has(>td:first-child .fa-check-circle){display:none}
@media (max-width:60rem){.row{display:block}td,th{padding:.2rem .3rem}}
</style>"""
_WORDS = {
    "zh": {"report": "HTML 核对报告", "title": "核对结果（Data Docs）", "runs": "历次运行", "run": "运行时间",
           "results": "逐项结果", "suites": "期望套件", "none": "尚无运行", "unmet": "只看未满足的期望"},
    "en": {"report": "HTML report", "title": "Audit: Data Docs", "runs": "Runs", "run": "run",
           "results": "results", "suites": "Suites", "none": "no run yet", "unmet": "only what is not met"},
}  # fmt: skip
# What the library says in English around the rows.
_CHINESE = {
    "Overview": "概览", "Expectation Suite:": "期望套件：", "Status:": "结论：",
    "Failed": "有未满足的期望", "Succeeded": "全部满足", "Statistics": "统计", "Evaluated Expectations": "已检查的期望",
    "Successful Expectations": "满足", "Unsuccessful Expectations": "未满足", "Success Percent": "满足的比例",
    "Table-Level Expectations": "各项期望", "Status": "结论", "Expectation": "期望", "Observed Value": "实际",
    "Home": "首页", "Table of Contents": "目录", "Expectation Validation Result": "核对结果",
    "Evaluates whether a batch of data matches expectations.": "数据是否满足各项期望。",
    "Expectation Suite Name": "套件名称", "Expectation Suite": "期望套件",
    "A collection of Expectations defining what is expected of data.": "对数据的各项期望。",
}  # fmt: skip
_ENGLISH = re.compile(
    rf'(<(?![^<>]*class="{SAID}\b)[^<>]*>\s*)({"|".join(sorted(map(re.escape, _CHINESE), key=len, reverse=True))})(?=\s*<)'
)


def make_offline(folder: Path, lang: str = "en") -> None:
    """Every page of a site of Data Docs that is not so yet, and its index, anew."""
    index, reports = folder / "index.html", folder / REPORTS
    pages = [page for page in sorted(folder.rglob("*.html")) if page != index and not page.is_relative_to(reports)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if _STYLE not in text:
            save(page, _localized(text, folder, page, lang).encode("utf-8"))
    save(index, _index(folder, pages, lang).encode("utf-8"))


def _localized(text: str, folder: Path, page: Path, lang: str) -> str:
    for fetched in (_FETCHED, _SCRIPT, _FOOTER, _NO_ASSET):
        text = fetched.sub("", text)
    text = _ROOT.sub(f'href="{_up(folder, page)}', _PICTURE.sub("none", text))
    if lang == "zh":
        text = _ENGLISH.sub(
            lambda found: found[1] + _CHINESE[found[2]], text.replace("<html>", '<html lang="zh-CN">', 1)
        )
    head, body, rest = _parted(text)
    report = _report_of(folder, page)
    parts = [_link(_way(folder, page, report), _WORDS[lang]["report"])] if report else []
    if page.is_relative_to(folder / "validations"):
        parts.append(f'<label><input type="checkbox" id="unmet"> {_WORDS[lang]["unmet"]}</label>')
    bar = f'<p class="container">{" · ".join(parts)}</p>'
    return f"{head.replace('</head>', _STYLE + '</head>', 1)}{body}{bar}{rest}"


def _parted(text: str) -> tuple[str, str, str]:
    found = _BODY.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _report_of(folder: Path, page: Path) -> Path | None:
    """The HTML report of the same run; for a page of no run, or whose report is gone, the newest."""
    own = folder / REPORTS / page.parent.name / "index.html"
    if own.is_file():
        return own
    return max((folder / REPORTS).glob("*/index.html"), default=None)


def _up(folder: Path, page: Path) -> str:
    return "../" * (len(page.relative_to(folder).parts) - 1)


def _way(folder: Path, page: Path, target: Path) -> str:
    """From one page to another, as an address."""
    return _up(folder, page) + quote(target.relative_to(folder).as_posix())


def _index(folder: Path, pages: list[Path], lang: str) -> str:
    """The newest run first: the library names their folders by time."""
    index, says = folder / "index.html", _WORDS[lang]
    of_runs = [page for page in pages if page.is_relative_to(folder / "validations")]
    rows = []
    for page in sorted(of_runs, key=lambda page: page.parent.name, reverse=True):
        links = [_link(_way(folder, index, page), f"{says['results']}: {page.stem}")]
        own = folder / REPORTS / page.parent.name / "index.html"
        if own.is_file():
            links.append(_link(_way(folder, index, own), says["report"]))
        rows.append(f"<tr><td>{escape(_time(page.parent.name))}</td><td>{'</td><td>'.join(links)}</td></tr>")
    runs = f"<table>{''.join(rows)}</table>" if rows else f"<p>{says['none']}</p>"
    others = "".join(f"<li>{_link(_way(folder, index, page), page.stem)}</li>" for page in pages if page not in of_runs)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{says["title"]}</title>'
    return (
        f'<!DOCTYPE html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head>{head}{_STYLE}</head>'
        f'<body class="container"><h1>{says["title"]}</h1><h2>{says["runs"]}</h2>{runs}'
        f"<h2>{says['suites']}</h2><ul>{others}</ul></body></html>\n"
    )


def _link(address: str, name: str) -> str:
    return f'<a href="{address}">{escape(name)}</a>'


def _time(stamp: str) -> str:
    """`20261122T043257.141916Z`, as people write it; in UTC, as the library has it."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.\d+Z", stamp)
    return "{}-{}-{} {}:{}:{} UTC".format(*found.groups()) if found else stamp
