"""The passages of tests/faults: short texts with one fault of the text itself, or with none."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

import pytest
from gold import audit

from auditor.engine import builtin_rules
from auditor.layout import lay_out
from auditor.model import Document
from auditor.rules import TextRule
from auditor.strictyaml import load
from auditor.text import DETECTORS
from auditor.text.manuscript import Manuscript

FILES = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
PASSAGES = [
    pytest.param(path.stem, passage, id=f"{path.stem}-{number}")
    for path in FILES
    for number, passage in enumerate(cast(list[dict[str, object]], load(path)), 1)
]
# Seconds for a hundred thousand characters; a slip of quadratic time takes minutes.
SECONDS = 20
SIZE = 100_000
RULES = [rule for rule in builtin_rules() if isinstance(rule, TextRule)]
HOSTILE = {
    "one mark without end": "一是",
    "only first points": "一是修渠。",
    "only second points": "二是修渠。",
    "gaps without end": "一是修渠。三是清淤。",
    "headless without end": "\n三是修渠。\n四是清淤。",
    "numbered lines": "\n1.修渠\n2.清淤",
    "nested lists": "\n一、修渠\n（一）清淤\n1.植树\n（1）立碑\n①管护",
    "words of order": "首先，修渠。最后，立碑。其次，清淤。",
    "digits": "1",
    "points": "1.",
    "commas": "1,234",
    "blanks": "达到" + " " * 50,
    "units without numbers": "为亿元，增长%，",
    "fragments": "\n在",
    "unfinished lines": "\n渠首闸去年大修。三台启闭机全部换新，值守房也重盖了，还",
    "heads behind quotations": "\n社长说：“今年的收成不错。”\n，但他同时来信说此地风光很好，大家都很高兴。",
    "ticks": "`a",
    "fences": "\n```",
    "bars": "\n|1|",
    "brackets": "（一",
}


@pytest.mark.parametrize(("family", "passage"), PASSAGES)
def test_exactly_the_fault_of_a_passage_is_found(family: str, passage: dict[str, object]) -> None:
    text = cast(str, passage["text"])
    wanted = {pair for key in ("finds", "also") for pair in cast(dict[str, str], passage.get(key) or {}).items()}
    found = {(one.rule, one.span.of(text)) for one in audit(text).findings if one.family == family}
    assert found == wanted


def test_passages_are_enough_and_differ() -> None:
    texts = [cast(str, cast(dict[str, object], param.values[1])["text"]) for param in PASSAGES]
    assert len(set(texts)) == len(texts) >= 150


@pytest.mark.parametrize("unit", [pytest.param(unit, id=name) for name, unit in HOSTILE.items()])
def test_hostile_texts_take_no_longer_than_their_length(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    manuscript = Manuscript(Document("text.txt", text, "utf-8"), lay_out(text), ())
    began = time.process_time()
    for rule in RULES:
        if rule.family in {path.stem for path in FILES}:
            for fault in DETECTORS[rule.detector](manuscript, rule):
                assert fault.span.end <= len(text)
    assert time.process_time() - began < SECONDS


def test_what_a_failing_count_explains_is_reported_once() -> None:
    counted = audit("会议部署了四项任务。一是疏浚河道。二是加固堤岸。四是修复闸门。")
    assert [one.family for one in counted.findings] == ["figures"]
    uncounted = audit("会议部署如下。一是疏浚河道。二是加固堤岸。四是修复闸门。")
    assert [one.family for one in uncounted.findings] == ["ordinal"]


def test_a_sequence_that_is_off_shows_the_point_before() -> None:
    text = "会议部署如下。一是疏浚河道。二是加固堤岸。四是修复闸门。"
    finding = audit(text).findings[0]
    assert [one.span.of(text) for one in finding.related] == ["二是"]
    assert "三是" in finding.message


def test_a_habit_of_the_typesetter_is_noted_once() -> None:
    text = "".join(f"{word}产量增长{number} .{number}%。" for number, word in enumerate("粮油棉麻丝茶", 1))
    assert [one.severity.value for one in audit(text).findings] == ["note"]
