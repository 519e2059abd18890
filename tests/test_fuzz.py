"""Any bytes: read or refused, never a crash; any text: audited, and every span names what it says.

`make fuzz` sets AUDITOR_FUZZ to a number of examples and takes new ones each time; scripts/fuzz.py lets atheris
steer by coverage, where it is installed.
"""

from __future__ import annotations

import io
import os

import pytest
from gold import audit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prose import ANY_TEXT
from rubbish import ARTICLES

from auditor.figures.extract import extract
from auditor.folding import fold
from auditor.layout import lay_out
from auditor.model import InputError
from auditor.reading import read_documents

EXAMPLES = int(os.environ.get("AUDITOR_FUZZ", "0"))
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5hkscs", "utf-8-sig")
ANY_BYTES = st.binary(max_size=200) | st.builds(
    lambda text, encoding, tail: text.encode(encoding, "ignore") + tail,
    ANY_TEXT,
    st.sampled_from(ENCODINGS),
    st.binary(max_size=3),
)
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
    def verdicts(printed: str) -> list[tuple[str, str]]:
        return [(claim.rule, claim.verdict.value) for claim in audit(printed).claims]

    plain = text.replace("\r", "")
    wanted = verdicts(plain)
    assert verdicts(plain.replace("\n", "\r\n")) == wanted
    assert verdicts(plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == wanted


@pytest.mark.parametrize("name", ["county-budget-report.txt", "power-battery-exam.txt"])
def test_an_unrelated_sentence_elsewhere_changes_no_verdict(name: str) -> None:
    (path,) = (one for one in ARTICLES if one.name == name)
    text = path.read_text("utf-8")

    def verdicts(printed: str) -> list[tuple[str, str, str]]:
        return [(claim.rule, claim.verdict.value, claim.working) for claim in audit(printed).claims]

    wanted = verdicts(text)
    assert wanted
    for changed in (f"{UNRELATED}\n\n{text}", f"{text.rstrip()}\n\n{UNRELATED}\n"):
        assert verdicts(changed) == wanted
