"""The passages of tests/faults: short texts with one fault of the text itself, or with none."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from gold import audit

from auditor.strictyaml import load

FILES = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
PASSAGES = [
    pytest.param(path.stem, passage, id=f"{path.stem}-{number}")
    for path in FILES
    for number, passage in enumerate(cast(list[dict[str, object]], load(path)), 1)
]
# A million characters may take this long; a slip of quadratic time takes hours.
SECONDS = 60


@pytest.mark.parametrize(("family", "passage"), PASSAGES)
def test_exactly_the_fault_of_a_passage_is_found(family: str, passage: dict[str, object]) -> None:
    text = cast(str, passage["text"])
    wanted = {pair for key in ("finds", "also") for pair in cast(dict[str, str], passage.get(key) or {}).items()}
    found = {(one.rule, one.span.of(text)) for one in audit(text).findings if one.family == family}
    assert found == wanted


def test_passages_are_enough_and_differ() -> None:
    texts = [cast(str, cast(dict[str, object], param.values[1])["text"]) for param in PASSAGES]
    assert len(set(texts)) == len(texts) >= 150
