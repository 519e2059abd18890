"""auditor.backwards: the same as a search back to the start of the text, in less time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.backwards import behind_last

MARKS = "。；\n"


@given(text=st.text("。；\n甲", max_size=40), pad=st.integers(0, 700), cut=st.integers(0, 60))
def test_it_finds_what_a_search_of_all_the_text_finds(text: str, pad: int, cut: int) -> None:
    text += "甲" * pad
    end = max(0, len(text) - cut)
    assert behind_last(MARKS, text, end) == max(text.rfind(mark, 0, end) for mark in MARKS) + 1


def test_it_looks_no_further_than_the_nearest_mark() -> None:
    class Watched(str):
        __slots__ = ()
        furthest = 1 << 60

        def rfind(self, mark: str, start: int = 0, end: int = 0) -> int:  # type: ignore[override]
            Watched.furthest = min(Watched.furthest, start)
            return super().rfind(mark, start, end)

    text = Watched("甲" * 100_000 + "。" + "乙" * 500)
    assert behind_last(MARKS, text, len(text)) == 100_001
    assert Watched.furthest > 95_000
