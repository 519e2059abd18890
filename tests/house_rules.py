"""Rule files for tests: one about figures, one about the text, both sound."""

from __future__ import annotations

from pathlib import Path

FIGURES = """\
id: USR901
name: lease
title: {zh: 租金, en: Lease}
kind: product
severity: error
pattern: '租用{gap}{days:duration}，{gap}日租{gap}{price:money}，{gap}租金{gap}{total:money}'
check: total == days * price
message:
  zh: "租金{total}不符：{working}"
  en: "Wrong lease of {total}: {working}"
why: {zh: 天数乘以日租。, en: Days times price.}
examples:
  bad:
    - {text: "会展中心租用12天，日租500元，租金共7000元。", flags: 7000元, fixed: "会展中心租用12天，日租500元，租金共6000元。"}
  good:
    - {text: "展廳租用8天，日租250元，租金2000元。"}
  silent:
    - {text: "展廳租用8天，租金2000元。"}
"""
TEXT = """\
id: USR902
name: no-very
title: {zh: 不用“极其”, en: Not extremely}
family: script
severity: warning
detector: pattern
pattern: '(?P<fault>极其)(?P<what>[一-龥]{2})'
options: {right: 很}
message:
  zh: "不用“{text}”：{what}"
  en: "Not {text}: {what}"
why: {zh: 本刊不用。, en: House style.}
examples:
  bad:
    - {text: 村里的路極其難走。, flags: 極其, fixed: 村里的路很難走。}
  good:
    - {text: 村里的路很难走。}
  silent:
    - {text: 村里修了路。}
"""
# Exponential for every engine that tries one way after the other.
SLOW = "(?:字|字字)+甲"
SLOW_TEXT = "字" * 400 + "。"


def write(folder: Path, *texts: str) -> Path:
    """A folder of rule files, named by their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        (folder / f"{text.partition('id: ')[2][:6]}.yaml").write_text(text, encoding="utf-8")
    return folder


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A rule file with things changed, each of which stands in it once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def slow(rule_id: str = "USR903") -> str:
    """A rule about the text that would hang a run."""
    return changed(
        TEXT,
        ("USR902", rule_id),
        ("(?P<fault>极其)(?P<what>[一-龥]{2})", SLOW),
        ('：{what}"\n  en', '"\n  en'),
        (": {what}", ""),
    )


def slow_figures(rule_id: str = "USR904") -> str:
    """A rule about figures that would hang a run."""
    return changed(FIGURES, ("USR901", rule_id), ("租用{gap}{days", SLOW + "租用{gap}{days"))
