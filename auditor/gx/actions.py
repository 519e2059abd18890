"""What a checkpoint does with its result, by severity: pages, a summary, and failing.

A context that holds a checkpoint with these actions can be used once this module has been imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from great_expectations.checkpoint.actions import ActionContext, DataDocsAction, ValidationAction

from auditor.gx.grading import FINDINGS, Unmet, at_least, exit_code, unmet_of
from auditor.gx.offline import make_offline
from auditor.model import Severity
from auditor.report.saving import save

Level = Literal["error", "warning", "note"]
_WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "核对结果", "none": "没有达到“{level}”级别的不符之处。", "error": "错误", "warning": "警告", "note": "提示",
        "head": "| 级别 | 期望 | 不符行数 |", "raised": "未能检查", "fail": "{count} 项期望未满足，最严重：{worst}",
    },
    "en": {
        "title": "Audit", "none": "Nothing of the severity {level} or a graver one.", "error": "error",
        "warning": "warning", "note": "note", "head": "| severity | expectation | failing rows |",
        "raised": "could not be checked", "fail": "{count} expectations not met, the gravest: {worst}",
    },
}  # fmt: skip


class SuiteNotMetError(Exception):
    """A checkpoint's result is as grave as its action says must fail; `code` as of `auditor check`."""

    def __init__(self, unmet: tuple[Unmet, ...], code: int, result: Any, lang: str = "en") -> None:
        worst = unmet[0].said if unmet else ""
        super().__init__(_WORDS[lang]["fail"].format(count=len(unmet), worst=worst))
        self.unmet, self.code, self.result = unmet, code, result


class BuildOfflineDocsAction(DataDocsAction):
    """Builds a site of Data Docs, and makes its pages readable without a network.

    Args:
        site: the site's name in the context.
        folder: where its pages are.
        lang: language of the pages, zh or en.
    """

    type: Literal["auditor_docs"] = "auditor_docs"
    name: str = "auditor: Data Docs"
    site: str
    folder: str
    lang: Literal["zh", "en"] = "en"

    def run(self, checkpoint_result: Any, action_context: ActionContext | None = None) -> dict[str, Any]:
        self._build_data_docs(site_names=[self.site])
        make_offline(Path(self.folder), self.lang)
        return {"index": str(Path(self.folder) / "index.html")}


class WriteSummaryAction(ValidationAction):
    """Writes what was not met to a Markdown file, the gravest first.

    Args:
        path: the file.
        at_least: the least severity that it lists.
        lang: zh or en.
    """

    type: Literal["auditor_summary"] = "auditor_summary"
    name: str = "auditor: summary"
    path: str
    at_least: Level = "note"
    lang: Literal["zh", "en"] = "en"

    def run(self, checkpoint_result: Any, action_context: ActionContext | None = None) -> dict[str, Any]:
        listed = tuple(at_least(unmet_of(checkpoint_result), Severity(self.at_least)))
        save(Path(self.path), _summary(listed, self.at_least, self.lang).encode("utf-8"))
        return {"path": self.path, "listed": len(listed)}


class FailOnSeverityAction(ValidationAction):
    """Raises `SuiteNotMetError` where the result is grave enough; the results are stored by then.

    Args:
        fail_on: error, warning, note or never.  What could not be audited or checked always fails.
        lang: zh or en.
    """

    type: Literal["auditor_fail"] = "auditor_fail"
    name: str = "auditor: fail"
    fail_on: Literal["error", "warning", "note", "never"] = "warning"
    lang: Literal["zh", "en"] = "en"

    def run(self, checkpoint_result: Any, action_context: ActionContext | None = None) -> dict[str, Any]:
        unmet = unmet_of(checkpoint_result)
        code = exit_code(unmet, self.fail_on)
        if code == FINDINGS:
            unmet = tuple(at_least(unmet, Severity(self.fail_on)))
        if code:
            raise SuiteNotMetError(unmet, code, checkpoint_result, self.lang)
        return {"exit_code": code}


OURS = (BuildOfflineDocsAction, WriteSummaryAction, FailOnSeverityAction)


def _summary(unmet: tuple[Unmet, ...], level: str, lang: str) -> str:
    says = _WORDS[lang]
    lines = [f"## auditor: {says['title']}", ""]
    if not unmet:
        return "\n".join([*lines, says["none"].format(level=says[level]), ""])
    lines += [says["head"], "|---|---|---|"]
    lines += [f"| {says[one.severity.value]} | {_cell(one.said)} | {_rows(one, says)} |" for one in unmet]
    return "\n".join([*lines, ""])


def _rows(one: Unmet, says: dict[str, str]) -> str:
    if one.why.value == "raised":
        return says["raised"]
    parts = [f"{count} {says[severity.value]}" for severity, count in one.counts.items()]
    return f"{one.rows} ({', '.join(parts)})" if parts else str(one.rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
