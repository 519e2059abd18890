"""What lists, cards and trials of rules say, in Chinese and English."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "holds": ("相符", "holds"),
    "fails": ("不符", "fails"),
    "open": ("存疑", "open"),
    "flagged": ("不应报错，却标出“{what}”", "must not be flagged, but {what} is"),
    "still": ("改正后的文字仍标出“{what}”", "the mended text is still flagged at {what}"),
    "claimed": ("不应作判断，却核对了：{what}", "must make no claim, but makes one: {what}"),
    "unclaimed": ("没有认出这条规则的关系", "no claim of this rule was found"),
    "unflagged": ("应标出“{flags}”，却没有", "{flags} should be flagged, but is not"),
    "elsewhere": ("应标出“{flags}”，却标在“{what}”", "{flags} should be flagged, but {what} is"),
    "instead": ("；{what} 另有所读", "; {what} read it otherwise"),
    "possible": (
        "{rule} 判为{verdict}，逐值验算却可以成立：{what}（{text}）",
        "{rule} says {verdict}, but there are values that make it true: {what} ({text})",
    ),
    "impossible": (
        "{rule} 判为{verdict}，逐值验算却不能成立：{what}（{text}）；公式里每个数最好只写一次",
        "{rule} says {verdict}, but no values make it true: {what} ({text}); write each figure once in the formula",
    ),
    "id": ("编号", "id"),
    "name": ("名称", "name"),
    "title": ("标题", "title"),
    "family": ("类别", "family"),
    "kind": ("关系", "kind"),
    "severity": ("级别", "severity"),
    "source": ("来源", "from"),
    "builtin": ("内置", "built in"),
    "bad": ("应报错", "flagged"),
    "good": ("应放过", "passes"),
    "silent": ("不判断", "no claim"),
    "why": ("说明", "Why"),
    "message": ("报告", "Message"),
    "check": ("公式", "Check"),
    "pattern": ("句式", "Pattern"),
    "finder": ("查找", "Finder"),
    "detector": ("检测", "Detector"),
    "options": ("选项", "Options"),
    "examples": ("例句", "Examples"),
    "file": ("文件", "File"),
    "flags": ("标出", "flags"),
    "fixed": ("改正", "mended"),
    "replaces": ("替换", "Replaces"),
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "own-kind": (
        "kind“{kind}”是自定义的词；是否想写“{near}”？",
        "the kind {kind!r} is a word of your own; did you mean {near!r}?",
    ),
    "examples-passed": ("例句 {passed}/{all}", "{passed} of {all} examples"),
    "mutants": (
        "改动一位数字 {tried} 次，验算 {judged} 个结论，分歧 {apart}；不可能成立的 {wrong} 次中报出 {noticed} 次",
        "{tried} changed digits, {judged} verdicts compared, {apart} disagreements; {noticed} of {wrong} impossible "
        "ones reported",
    ),
    "tested": ("{count} 条规则：{passed} 条通过，{failed} 条未通过", "{count} rules: {passed} passed, {failed} failed"),
}


def say(lang: str, key: str, **values: object) -> str:
    """A wording in `lang` ("zh"; anything else is English), its places filled in."""
    zh, en = _WORDS[key]
    return (zh if lang == "zh" else en).format(**values) if values else (zh if lang == "zh" else en)
