"""What someone probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.bilingual import Bilingual

_MOST_LISTED = 12
_KINDS = {
    "answer": "答案",
    "command": "命令",
    "detector": "检测器",
    "directive": "标记",
    "family": "类别",
    "field": "字段",
    "figure": "数字",
    "finder": "查找器",
    "gap": "间隔",
    "key": "键",
    "option": "选项",
    "role": "角色",
    "rule": "规则",
    "rule, prefix or family": "规则、规则前缀或类别",
    "setting": "设置项",
    "severity": "级别",
    "type": "类型",
    "value": "取值",
    "word": "词",
}


def unknown(kind: str, word: str, known: Iterable[str]) -> Bilingual:
    """`unknown kind 'word'` with the nearest known word, or else with the words that there are.

    Raises:
        KeyError: a kind that has no name in Chinese.
    """
    words = list(dict.fromkeys(known))
    head = Bilingual(f"没有“{word}”这个{_KINDS[kind]}", f"unknown {kind} {word!r}")
    close = nearest(word, words)
    if close is not None:
        return head + Bilingual(f"，是否指“{close}”？", f"; did you mean {close!r}?")
    if not words:
        return head
    more = len(words) > _MOST_LISTED
    shown = words[:_MOST_LISTED]
    return head + Bilingual(
        f"；可用的有：{'、'.join(shown)}{'……' if more else ''}", f"; known: {', '.join(shown)}{', …' if more else ''}"
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, None if none is; case does not count."""
    import difflib  # noqa: PLC0415 (only on the way to an error)

    by_case = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(word.casefold(), by_case, 1)
    return by_case[close[0]] if close else None
