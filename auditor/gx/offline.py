"""Data Docs that can be read without a network: what they would fetch is taken out, a style of our own put in."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.report.saving import save

_FETCHED = re.compile(
    r"<link\b[^>]{0,500}\bhref=\"https?://[^>]{0,500}>"
    r"|<script\b[^>]{0,500}\bsrc=\"https?://[^>]{0,1000}>\s{0,20}</script>"
    r"|<img\b[^>]{0,500}\bsrc=\"https?://[^>]{0,500}>",
)
_STYLE = """<style>
body{font:15px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;color:#222;background:#fff}
.container,.container-fluid{max-width:1300px;margin:auto;padding:0 1rem}.navbar{padding:.5rem 1rem;background:#f4f5f7}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{padding:.3rem .5rem;border:1px solid #d8dbe0;
text-align:left;vertical-align:top;word-break:break-word}.text-danger{color:#b3261e}.text-success{color:#17703a}
.text-warning{color:#8a5a00}.row{display:flex;flex-wrap:wrap;gap:1rem}.col-lg-2,.col-md-2{flex:0 0 15rem}
.col-lg-8,.col-md-8,.col-lg-10,.col-md-10,.col{flex:1 1 40rem;min-width:0}.card{border:1px solid #d8dbe0;padding:.5rem 1rem}
.fa-check-circle::before{content:"✔"}.fa-times::before{content:"✘"}.fa-exclamation-triangle::before{content:"⚠"}
i{font-style:normal}ul{padding-left:1.2rem}code{white-space:pre-wrap}.modal{display:none}
</style>"""


def make_offline(folder: Path) -> None:
    """Every page below a folder."""
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        local = _FETCHED.sub("", text)
        if _STYLE not in local:
            local = local.replace("</head>", f"{_STYLE}</head>", 1)
        if local != text:
            save(page, local.encode("utf-8"))
