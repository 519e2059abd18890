"""What the report says around the engine's own messages, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Finding, InputError
from auditor.report.summary import Quiet, Summary

_WORDS: dict[str, dict[str, str]] = {
    "error": {"zh": "错误", "en": "error"},
    "warning": {"zh": "警告", "en": "warning"},
    "note": {"zh": "提示", "en": "note"},
    "holds": {"zh": "相符", "en": "holds"},
    "fails": {"zh": "不符", "en": "fails"},
    "open": {"zh": "存疑", "en": "open"},
    "rounding": {"zh": "舍入范围内", "en": "within rounding"},
    "related": {"zh": "参见", "en": "see"},
    "suggestion": {"zh": "建议：", "en": "suggestion: "},
    "suspect": {"zh": "最可疑", "en": "most suspect"},
    "change": {"zh": "{old} → 应为{new}", "en": "{old} → {new}"},
    "because": {"zh": "（{reason}）", "en": " ({reason})"},
    "else": {"zh": "也可能：", "en": "or else: "},
    "or": {"zh": "，或 ", "en": ", or "},
    "claims": {"zh": "核对过的关系", "en": "relations checked"},
    "coverage": {
        "zh": "数字 {figures} 个，可核对 {checkable} 个，已核对 {checked} 个",
        "en": "figures {figures}, checkable {checkable}, checked {checked}",
    },
    "unchecked-because": {
        "zh": "未核对 {count} 个：{reason} [{code}]",
        "en": "not checked, {count}: {reason} [{code}]",
    },
    "code-undecided": {
        "zh": "各种读法都不相合，用语又不足以断定不符",
        "en": "no reading of them holds, and the wording binds to none",
    },
    "not-checked": {"zh": "未核对的数字 {count} 个，原因", "en": "figures not checked: {count}, and why"},
    "unchecked": {"zh": "未核对：", "en": "not checked: "},
    "tried": {"zh": "{rule} {title}：试过 {count} 种读法", "en": "{rule} {title}: readings tried {count}"},
    "more": {"zh": "另有 {count} 种", "en": "{count} more"},
    "certain": {"zh": "必为此意", "en": "certain"},
    "likely": {"zh": "当为此意", "en": "likely"},
    "possible": {"zh": "或为此意", "en": "possible"},
    "ignored": {"zh": "（已忽略）", "en": " (ignored)"},
    "known": {"zh": "（已知）", "en": " (known)"},
    "ignored-because": {"zh": "（已忽略：{why}）", "en": " (ignored: {why})"},
    "no-figure-here": {"zh": "此处没有读到数字", "en": "no figure is read here"},
    "date": {"zh": "日期，不是数量", "en": "a date, not a quantity"},
    "masked": {"zh": "编号、名称一类，不作数字读", "en": "a number, name or the like; never read as a figure"},
    "hedge": {"zh": "限定", "en": "hedge"},
    "role": {"zh": "作用", "en": "role"},
    "role-level": {"zh": "数量", "en": "quantity"},
    "role-change": {"zh": "增减量", "en": "amount of change"},
    "role-growth": {"zh": "增减率", "en": "rate of change"},
    "role-share": {"zh": "占比", "en": "share"},
    "role-rate": {"zh": "比率", "en": "rate"},
    "role-multiple": {"zh": "倍数", "en": "multiple"},
    "role-limit": {"zh": "界限", "en": "threshold"},
    "fixable": {"zh": "可改 {count} 处，涉及 {files} 个文件。", "en": "{count} repairs in {files} files."},
    "fixed": {"zh": "已改 {count} 处，共 {files} 个文件。", "en": "{count} repairs written to {files} files."},
    "not-rewritten": {
        "zh": "文件已变，或原编码写不出改正的字；未作改动",
        "en": "has changed meanwhile, or its encoding lacks a character of the repair; left as it was",
    },
    "stdin": {"zh": "（标准输入）", "en": "(standard input)"},
    "no-document": {"zh": "没有核对任何文件。", "en": "No file was audited."},
    "clean": {
        "zh": "未发现问题：已核对 {claims} 条关系。",
        "en": "Nothing found: {claims} checked.",
    },
    "clean-new": {
        "zh": "未发现新的问题：已核对 {claims} 条关系。",
        "en": "Nothing new found: {claims} checked.",
    },
    "clean-unchecked": {
        "zh": "未发现问题，但也没有找到可以核对的关系。",
        "en": "Nothing found, but there was no relation to check either.",
    },
    "left-out": {
        "zh": "另有 {count} 条未列出。",
        "en": "{count} more are left out.",
    },
    "quiet": {"zh": "另有未列出的问题：{counts}", "en": "not listed: {counts}"},
    "quiet-listed": {"zh": "另有：{counts}", "en": "also: {counts}"},
    "quiet-known": {"zh": "已知 {count} 条", "en": "{count} known"},
    "quiet-suppressed": {"zh": "已忽略 {count} 条", "en": "{count} ignored"},
    "no-figures": {"zh": "没有数字", "en": "no figures"},
    "place": {"zh": "位置", "en": "place"},
    "text": {"zh": "原文", "en": "text"},
    "value": {"zh": "数值", "en": "value"},
    "interval": {"zh": "区间", "en": "interval"},
    "unit": {"zh": "单位", "en": "unit"},
    "label": {"zh": "指标", "en": "label"},
    "period": {"zh": "时期", "en": "period"},
}


def word(lang: str, key: str, **values: object) -> str:
    """The wording `key` in `lang` ("zh"; anything else is English), its places filled in.

    Raises:
        KeyError: there is no such wording, or a value it needs is not given.
    """
    return _WORDS[key]["zh" if lang == "zh" else "en"].format(**values)


def template(lang: str, key: str) -> str:
    """The wording `key` in `lang`, its places open.

    Raises:
        KeyError: there is no such wording.
    """
    return _WORDS[key]["zh" if lang == "zh" else "en"]


def why_ignored(finding: Finding, lang: str) -> str:
    """The reason to ignore a finding and the file that says so; "" where the comment in the text gives no reason."""
    parts = (finding.suppressed or "", finding.suppressed_in or "")
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def quiet_note(finding: Finding, lang: str) -> str:
    """In brackets, why a finding is quiet; "" for any other."""
    if finding.suppressed is None:
        return word(lang, "known") if finding.known else ""
    why = why_ignored(finding, lang)
    return word(lang, "ignored-because", why=why) if why else word(lang, "ignored")


def closing(
    lang: str, summary: Summary, errors: Sequence[InputError], quiet: Quiet, *, lists_quiet: bool = False
) -> list[str]:
    """The last lines of a report: that nothing was found, if so, the counts, and how much is known or to be ignored."""
    unread = sum(error.rule is None for error in errors)
    left_out = len({error.rule for error in errors} - {None})
    lines = []
    if not summary.documents:
        lines.append(word(lang, "no-document"))
    elif not summary.findings:
        found = "clean-new" if quiet.known or quiet.suppressed else "clean"
        key = found if summary.claims or quiet.known or quiet.suppressed else "clean-unchecked"
        claims = str(summary.claims) if lang == "zh" else _counted(summary.claims, "relation")
        lines.append(word(lang, key, claims=claims))
    lines.append(_counts_zh(summary, unread, left_out) if lang == "zh" else _counts_en(summary, unread, left_out))
    hidden = [word(lang, "quiet-known", count=quiet.known)] if quiet.known else []
    hidden += [word(lang, "quiet-suppressed", count=quiet.suppressed)] if quiet.suppressed else []
    if hidden:
        lines.append(
            word(lang, "quiet-listed" if lists_quiet else "quiet", counts=("，" if lang == "zh" else ", ").join(hidden))
        )
    return lines


def _counts_zh(summary: Summary, unread: int, left_out: int) -> str:
    parts = [
        f"{summary.documents} 个文件",
        f"{summary.figures} 个数字",
        f"核对 {summary.claims} 条关系：相符 {summary.holds}，不符 {summary.fails}，存疑 {summary.open}",
        f"错误 {summary.error}，警告 {summary.warning}，提示 {summary.note}",
    ]
    if unread:
        parts.append(f"{unread} 个输入无法核对")
    if left_out:
        parts.append(f"{left_out} 条规则未能用完")
    return " · ".join(parts)


def _counts_en(summary: Summary, unread: int, left_out: int) -> str:
    parts = [
        _counted(summary.documents, "file"),
        _counted(summary.figures, "figure"),
        f"{_counted(summary.claims, 'relation')} checked: "
        f"{summary.holds} hold, {summary.fails} fail, {summary.open} open",
        f"{_counted(summary.error, 'error')}, {_counted(summary.warning, 'warning')}, {_counted(summary.note, 'note')}",
    ]
    if unread:
        parts.append(f"{_counted(unread, 'input')} could not be audited")
    if left_out:
        parts.append(f"{_counted(left_out, 'rule')} gave up")
    return " · ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
