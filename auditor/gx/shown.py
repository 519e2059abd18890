"""Failing rows as Data Docs show them: which the library's own expectations hide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.render import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer
from great_expectations.render.view import DefaultJinjaPageView

from auditor.gx.cells import is_empty
from auditor.gx.metrics import LINK

# A page with every row of a large run would not open; the counts are of all, and the page says how many it shows.
MOST_SHOWN = 200
# The class of what comes from articles, which is never translated; and of what needs no second line.
SAID, _SHORT = "said", "short"
_SHORT_COLUMNS = ("line", "column", "severity", "row", "checked_share")
_WORDS = {
    "zh": {
        "failing": "{count} 行不符，共 {of} 行", "some": "{count} 行不符，共 {of} 行；列出前 {shown} 行",
        "raised": "出现异常，未能检查：{why}",
        "document": "文件", "line": "行", "column": "列", "severity": "级别", "text": "原文", "working": "算式或说明",
        "checked_share": "已核对比例", "label": "名称", "range": "合理范围", "row": "行号", "reason": "原因",
        "error": "错误", "warning": "警告", "note": "提示",
    },
    "en": {
        "failing": "{count} of {of} rows", "some": "{count} of {of} rows, the first {shown} shown",
        "raised": "raised an exception, nothing was checked: {why}", "checked_share": "checked",
        "range": "plausible range",
    },
}  # fmt: skip


class ShowsRows(BatchExpectation):
    """Shows the rows that fail; `meta={"lang": "zh"}` has them headed in Chinese."""

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any]:
        configuration = configuration or result.expectation_config
        return [_string(configuration.description or configuration.type, "span", SAID)]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> str:
        observed = (result.result or {}).get("observed_value")
        return "--" if observed is None else str(observed)

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any]:
        lang = _language(result.expectation_config)
        raised = [one["exception_message"] for one in exceptions(result.exception_info)]
        if raised:
            return [_string(" " + _say(lang, "raised", why=raised[0]), "strong", "text-warning")]
        found = result.result or {}
        count, details = found.get("unexpected_count", 0), found.get("details") or {}
        if not count or result.success:
            return []
        key = "some" if details.get("left_out") else "failing"
        said = _say(lang, key, count=count, of=found["element_count"], shown=len(details.get("rows", ())))
        return [_string(" " + said, "strong", "text-danger")]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> list[Any] | None:
        details = (result.result or {}).get("details") or {}
        if not details.get("rows") or result.success:
            return None
        lang = _language(result.expectation_config)
        links = details.get("links") or [""] * len(details["rows"])
        table = [_cells(row, link, details["columns"], lang) for row, link in zip(details["rows"], links, strict=True)]
        body = {"classes": ["table-bordered", "table-sm", "mt-3"]}
        header = [_word(lang, name) for name in details["columns"]]
        return [
            RenderedTableContent(content_block_type="table", header_row=header, table=table, styling={"body": body})
        ]


def result_of(
    count: int,
    rows: Sequence[Mapping[str, Any]],
    *,
    success: bool | None = None,
    observed: object = None,
) -> dict[str, Any]:
    """What an expectation gives: of `count` rows these fail, each with what is to be shown of it.

    It is met if there are none, where `success` does not say otherwise.  The cell `report` of a row is the address
    of its finding in the HTML report.
    """
    shown = rows[:MOST_SHOWN]
    columns = [name for name in (rows[0] if rows else ()) if name != LINK]
    grades: dict[str, int] = {}
    for row in rows:
        if isinstance(row.get("severity"), str):
            grades[row["severity"]] = grades.get(row["severity"], 0) + 1
    return {
        "success": not rows if success is None else success,
        "result": {
            "observed_value": len(rows) if observed is None else observed,
            "element_count": count,
            "unexpected_count": len(rows),
            "unexpected_percent": 100 * len(rows) / count if count else 0.0,
            "details": {
                "columns": columns,
                "rows": [[_shown(row[name]) for name in columns] for row in shown],
                "links": [_shown(row.get(LINK)) for row in shown],
                "left_out": len(rows) - len(shown),
                "severities": grades,
            },
        },
    }


def exceptions(info: Any) -> list[dict[str, Any]]:
    """What was raised; the library gives one mapping, or one for each metric."""
    if not info:
        return []
    several = [info] if "raised_exception" in info else list(info.values())
    return [one for one in several if one.get("raised_exception")]


def _shown(cell: Any) -> str:
    return "" if is_empty(cell) else str(cell)


def _language(configuration: Any) -> str:
    return "zh" if (configuration.meta or {}).get("lang") == "zh" else "en"


def _say(lang: str, key: str, **values: object) -> str:
    return _WORDS[lang][key].format(**values)


def _word(lang: str, key: str) -> str:
    return _WORDS[lang].get(key, key)


def _cells(row: Sequence[str], link: str, columns: Sequence[str], lang: str) -> list[Any]:
    """The first cell leads to the HTML report."""
    cells: list[Any] = []
    for name, cell in zip(columns, row, strict=True):
        tag, href = ("a", link) if link and not cells else ("span", "")
        classes = (SAID, _SHORT) if name in _SHORT_COLUMNS else (SAID,)
        cells.append(_string(_word(lang, cell) if name == "severity" else cell, tag, *classes, href=href))
    return cells


def _string(text: str, tag: str, *classes: str, href: str = "") -> Any:
    """What an article holds is never taken for a template."""
    styling: dict[str, Any] = {"classes": [*classes]}
    if href:
        styling["attributes"] = {"href": href}
    text = text if _escapes() else escape(text)
    template = {"template": "$said", "params": {"said": text}, "tag": tag, "styling": styling}
    return RenderedStringTemplateContent(content_block_type="string_template", string_template=template)


@lru_cache(maxsize=1)
def _escapes() -> bool:
    """Does the library make text harmless itself?  Its older versions put it into the page as it is."""
    template = {"template": "$said", "params": {"said": "<"}, "tag": "b", "styling": {"classes": [SAID]}}
    return "&lt;" in str(DefaultJinjaPageView().render_string_template(template))
