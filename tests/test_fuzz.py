"""Any bytes: read or refused, never a crash; any text: audited, and every span names what it says.

`make fuzz` sets AUDITOR_FUZZ to a number of examples and takes new ones each time; scripts/fuzz.py lets atheris
steer by coverage, where it is installed.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from gold import audit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prose import ANY_TEXT
from rubbish import ARTICLES

import auditor
from auditor.figures.extract import extract
from auditor.folding import fold
from auditor.layout import lay_out
from auditor.model import InputError
from auditor.reading import read_documents

CLEAN = sorted((Path(__file__).parent.parent / "fixtures" / "clean").glob("*.txt"))
FOLDED = Path(auditor.__file__).parent / "folding" / "fold_table.txt"
EXAMPLES = int(os.environ.get("AUDITOR_FUZZ", "0"))
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5hkscs", "utf-8-sig")
ANY_BYTES = st.binary(max_size=200) | st.builds(
    lambda text, encoding, tail: text.encode(encoding, "ignore") + tail,
    ANY_TEXT,
    st.sampled_from(ENCODINGS),
    st.binary(max_size=3),
)
PAGES = {path.stem: path.read_bytes().decode("utf-8") for path in (*ARTICLES, *CLEAN)}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
# One for one, as folding has it; of several traditional forms of a character the first.
TO_SIMPLIFIED = list(zip(*FOLDED.read_text("utf-8").split("\n")[:2], strict=True))
SIMPLIFIED = str.maketrans(dict(TO_SIMPLIFIED))
TRADITIONAL = str.maketrans({simple: old for old, simple in reversed(TO_SIMPLIFIED)})
# Nothing in it can be counted, compared or repeated.
UNRELATED = "清晨的雾气慢慢散去，远处的山峦露出了轮廓。"


def bounded(examples: int) -> settings:
    """So many examples, the same every time; of `make fuzz` more, and new ones."""
    return settings(
        max_examples=EXAMPLES or examples,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@bounded(150)
@given(ANY_BYTES)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    (found,) = read_documents(["-"], stdin=io.BytesIO(data))
    if isinstance(found, InputError):
        assert found.message
    else:
        audit(found.text)


@bounded(80)
@given(ANY_TEXT)
def test_the_audit_of_any_text_is_the_same_every_time(text: str) -> None:
    report = audit(text)
    assert report == audit(text)
    spans = [figure.span for figure in report.figures]
    spans += [finding.span for finding in report.findings]
    spans += [claim.span for claim in report.claims]
    spans += [operand.span for claim in report.claims for operand in claim.operands]
    spans += [related.span for finding in report.findings for related in finding.related]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@bounded(80)
@given(ANY_TEXT)
def test_a_figure_says_the_same_by_itself(text: str) -> None:
    """Its value is that of its print, wherever it stands; a list may lend it a unit."""
    for figure in audit(text).figures:
        printed = "".join(fold(figure.span.of(text)).split())
        assert printed == "".join(figure.text.split())
        again = [item.figure for item in extract(lay_out(printed)) if item.figure is not None]
        for one in again:
            if one.text == figure.text and one.unit == figure.unit:
                assert (one.value, one.step, one.interval) == (figure.value, figure.step, figure.interval)


@bounded(60)
@given(ANY_TEXT)
def test_crlf_and_full_width_digits_change_no_verdict(text: str) -> None:
    def told(printed: str) -> list[tuple[str, str]]:
        return [(claim.rule, claim.verdict.value) for claim in audit(printed).claims]

    plain = text.replace("\r", "")
    wanted = told(plain)
    assert told(plain.replace("\n", "\r\n")) == wanted
    assert told(plain.translate(WIDE)) == wanted


@pytest.mark.parametrize("name", PAGES)
def test_an_unrelated_sentence_elsewhere_changes_no_verdict(name: str) -> None:
    text = PAGES[name]
    for changed in with_a_sentence(text):
        assert verdicts(changed) == verdicts(text)


@pytest.mark.parametrize("name", PAGES)
def test_the_other_script_changes_no_verdict_on_figures(name: str) -> None:
    """Character by character; what both scripts write alike, or one of them in several ways, is no matter."""
    wanted = verdicts_on_figures(PAGES[name])
    for to in (SIMPLIFIED, TRADITIONAL):
        converted = PAGES[name].translate(to)
        assert verdicts_on_figures(converted) == wanted
    assert PAGES[name].translate(SIMPLIFIED) != PAGES[name].translate(TRADITIONAL)


@pytest.mark.parametrize("name", PAGES)
def test_line_ends_and_full_width_digits_of_a_page_change_no_verdict(name: str) -> None:
    wanted = [claim[:2] for claim in verdicts(PAGES[name])]
    for changed in (PAGES[name].replace("\n", "\r\n"), PAGES[name].translate(WIDE)):
        assert [claim[:2] for claim in verdicts(changed)] == wanted


def test_the_report_is_the_same_in_every_process() -> None:
    """Whatever the order that sets and dictionaries have there."""
    command = [
        sys.executable,
        "-m",
        "auditor",
        "check",
        "--format",
        "json",
        "--fail-on",
        "never",
        *map(str, ARTICLES[::8]),
    ]
    told = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert b"FIG" in told[0]


def with_a_sentence(text: str) -> Iterator[str]:
    """Above the text, below it, and behind some of the sentences that end a paragraph."""
    yield f"{UNRELATED}\n\n{text}"
    yield f"{text.rstrip()}\n\n{UNRELATED}\n"
    ends = [match.end() for match in re.finditer("。(?=\r?\n)", text)]
    for end in ends[:: len(ends) // 2 + 1]:
        yield text[:end] + UNRELATED + text[end:]


@cache
def verdicts(text: str) -> list[tuple[str, str, str]]:
    return [(claim.rule, claim.verdict.value, claim.working) for claim in audit(text).claims]


def verdicts_on_figures(text: str) -> list[tuple[str, str]]:
    return [(rule, verdict) for rule, verdict, _ in verdicts(text) if rule.startswith("FIG")]
