"""`<!-- auditor: ignore FIG201 reason -->`: comments that say what is to be ignored, in English or Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from auditor import plain
from auditor.bilingual import Bilingual
from auditor.comments import find_comments
from auditor.frozen import dataclass
from auditor.model import Span
from auditor.nearest import unknown
from auditor.rules import Rule
from auditor.selection import SelectorError, meant
from auditor.text.zones import code

BLOCK, FILE, BEGIN, END = "ignore", "ignore-file", "ignore-begin", "ignore-end"
_VERBS = {
    **{verb: verb for verb in (BLOCK, FILE, BEGIN, END)},
    "ignore-start": BEGIN,
    "忽略": BLOCK,
    "忽略全文": FILE,
    "忽略开始": BEGIN,
    "忽略開始": BEGIN,
    "忽略结束": END,
    "忽略結束": END,
}
_HEAD = plain.compile(
    r"<!--\s*auditor\s*(?:(?P<colon>[:：])\s*)?(?P<verb>[A-Za-z]+(?:[-_－][A-Za-z]+)*|[\u4e00-\u9fff]+)", re.IGNORECASE
)
_WORD = plain.compile(
    r"\s*([A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9０-９]*)[*＊]?(?=[\s,，、;；:：]|$|(?P<joined>[^\sA-Za-z0-9]))"
)
_COMMA = plain.compile(r"\s*[,，、;；]")
_BEFORE_REASON = " \t\r\n:：,，、;；-–—"
_ID = plain.compile(r"([A-Z]+)[0-9]+")
_CLOSE = "-->"
# What an input method or a word processor makes of `<!--`.
_SPOILED = plain.compile(r"(?:[<＜《〈]|&lt;)[!！]\s*[-－—–]{1,4}\s*auditor\s*[:：][^\r\n]{0,80}", re.IGNORECASE)
_NO_COMMENT = Bilingual(
    "不是完整的注释，须用半角写作 <!-- auditor: ignore FIG201 原因 -->",
    "this is no comment; write <!-- auditor: ignore FIG201 reason -->",
)
_NO_RULE = Bilingual(
    "没有写明规则，如 <!-- auditor: ignore FIG201 原因 -->",
    "it names no rule, as in <!-- auditor: ignore FIG201 reason -->",
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment of ours: what it asks for, of which rules (as `auditor.selection` understands them), and why."""

    verb: str
    rules: tuple[str, ...]
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Flaw:
    """A comment of ours that cannot be followed."""

    span: Span
    problem: Bilingual


def read_directives(text: str, rules: Sequence[Rule]) -> Iterator[Directive | Flaw]:
    """What the comments of a text ask for, in order; then what was probably meant to be one."""
    comments = find_comments(text)
    for comment in comments:
        head = _HEAD.match(text, comment.start, comment.end)
        if head is None:
            continue
        verb = _VERBS.get(re.sub("[_－]", "-", head["verb"]).lower())
        if verb is not None:
            yield _directive(verb, text[head.end() : comment.end - len(_CLOSE)], comment, rules)
        elif head["colon"]:
            yield Flaw(comment, unknown("directive", head["verb"], _VERBS))
    yield from _spoiled(text, comments)


def _spoiled(text: str, comments: Sequence[Span]) -> Iterator[Flaw]:
    for match in _SPOILED.finditer(text):
        span = Span(*match.span())
        if not any(span.touches(comment) for comment in comments) and not code(text).holds(span.start):
            yield Flaw(span, _NO_COMMENT)


def _directive(verb: str, rest: str, span: Span, rules: Sequence[Rule]) -> Directive | Flaw:
    words, reason = _split(rest, rules)
    if not words and verb != END:
        return Flaw(span, _NO_RULE)
    for word in words:
        try:
            meant(word, rules)
        except SelectorError as error:
            return Flaw(span, error.problem)
    return Directive(verb, words, reason, span)


def _split(rest: str, rules: Sequence[Rule]) -> tuple[tuple[str, ...], str]:
    """The words for rules, and the reason behind them.

    Words stand between commas; behind a blank only what looks like the id of a rule is one, as a reason may begin
    with a word that is a family, too.
    """
    words: list[str] = []
    at, after_comma = 0, True
    while match := _WORD.match(rest, at):
        word = _as_written(match.group(1), rules)
        looks_like_id = _looks_like_id(word, rules)
        if not (looks_like_id or not words or (after_comma and match["joined"] is None)):
            break
        if word not in words:
            words.append(word)
        comma = _COMMA.match(rest, match.end())
        at, after_comma = (comma or match).end(), comma is not None
    return tuple(words), " ".join(rest[at:].strip(_BEFORE_REASON).split())


def _as_written(word: str, rules: Sequence[Rule]) -> str:
    """A family in small letters, anything else in capitals, all of half width."""
    word = unicodedata.normalize("NFKC", word)
    return word.lower() if word.lower() in {rule.family for rule in rules} else word.upper()


def _looks_like_id(word: str, rules: Sequence[Rule]) -> bool:
    match = _ID.fullmatch(word)
    return match is not None and any(rule.id.startswith(match.group(1)) for rule in rules)
