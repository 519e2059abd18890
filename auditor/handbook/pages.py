"""Rules → the reference page in Markdown, from the rule files and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.handbook.catalogue import kind_of, ordered
from auditor.handbook.sayings import say
from auditor.rules import Example, RelationRule, Rule, TextRule

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("# 规则一览", "# Rules"),
    "about": (
        "本页由规则文件生成（`make docs`），请勿手改。每条规则的例句都是测试：`auditor rules show 编号` 当场运行给您看，"
        "自己写规则见 [writing-rules.zh.md](writing-rules.zh.md)。",
        "Made from the rule files (`make docs`); do not edit. The examples of a rule are its tests: `auditor rules "
        "show ID` runs them before your eyes. To write your own: [writing-rules.md](writing-rules.md).",
    ),
    "figures": ("数字", "Figures"),
    "duplicate": ("重复", "Duplicates"),
    "script": ("用字", "Script"),
    "truncation": ("残缺", "Truncation"),
    "ordinal": ("序次", "Sequence"),
    "unit": ("单位", "Units"),
    "date": ("日期", "Dates"),
    "punctuation": ("标点", "Punctuation"),
    "ignore": ("忽略", "Ignores"),
    "says": ("报告", "Says"),
    "must": ("须成立", "Must be true"),
    "flag": ("标出", "flags"),
    "fix": ("改正", "mended"),
}


def to_page(rules: Iterable[Rule], lang: str) -> str:
    """The page of all these rules."""
    lines = [_word(lang, "title"), "", _word(lang, "about"), ""]
    families: dict[str, list[Rule]] = {}
    for rule in ordered(rules):
        families.setdefault(rule.family, []).append(rule)
    lines += _contents(families, lang)
    for family, found in families.items():
        lines += ["", f"## {_word(lang, family)}"]
        for rule in found:
            lines += ["", *_section(rule, lang)]
    return "\n".join(lines) + "\n"


def _contents(families: dict[str, list[Rule]], lang: str) -> Iterator[str]:
    yield f"| {say(lang, 'id')} | {say(lang, 'title')} | {say(lang, 'family')} | {say(lang, 'severity')} |"
    yield "|---|---|---|---|"
    for family, rules in families.items():
        for rule in rules:
            link = f"[{rule.id}](#{rule.id.lower()})"
            kind = f"{_word(lang, family)} · `{kind_of(rule) or family}`"
            yield f"| {link} | {_escaped(rule.title.of(lang))} | {kind} | {say(lang, rule.severity.value)} |"


def _section(rule: Rule, lang: str) -> Iterator[str]:
    yield f'### <a id="{rule.id.lower()}"></a>{rule.id} {_escaped(rule.title.of(lang))}'
    yield ""
    yield f"`{rule.name}` · `{kind_of(rule) or rule.family}` · {say(lang, rule.severity.value)}"
    yield ""
    yield _escaped(rule.why.of(lang).strip())
    yield ""
    colon = "：" if lang == "zh" else ": "
    if isinstance(rule, RelationRule):
        yield f"- {_word(lang, 'must')}{colon}{_code(rule.formula.source)}"
        if rule.finder:
            yield f"- {say(lang, 'finder')}{colon}{_code(rule.finder)}"
    if isinstance(rule, TextRule):
        yield f"- {say(lang, 'detector')}{colon}{_code(rule.detector)}"
    if rule.pattern:
        yield f"- {say(lang, 'pattern')}{colon}{_code(rule.pattern)}"
    yield f"- {_word(lang, 'says')}{colon}{_code(rule.message.of(lang))}"
    yield ""
    yield f"{say(lang, 'examples')}{colon.rstrip()}"
    yield ""
    for kind in ("bad", "good", "silent"):
        for example in getattr(rule, kind):
            yield from _example(kind, example, lang)


def _example(kind: str, example: Example, lang: str) -> Iterator[str]:
    yield f"- *{say(lang, kind)}* {_code(example.text)}"
    if example.flags:
        fixed = f" · {_word(lang, 'fix')} {_code(example.fixed)}" if example.fixed else ""
        yield f"  <br>{_word(lang, 'flag')} {_code(example.flags)}{fixed}"


def _word(lang: str, key: str) -> str:
    zh, en = _WORDS[key]
    return zh if lang == "zh" else en


def _code(text: str) -> str:
    """A code span on one line; longer fences where the text has backticks."""
    line = text.strip().replace("\r\n", "\n").replace("\n", " ⏎ ")
    fence = "`"
    while fence in line:
        fence += "`"
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _escaped(text: str) -> str:
    """Prose in which nothing is Markdown."""
    return "".join("\\" + char if char in "\\`*_[]<>|#" else char for char in " ".join(text.split()))
