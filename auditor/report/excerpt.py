"""Sentences shown on a terminal, with carets under the places that matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.frozen import dataclass
from auditor.model import Span
from auditor.report.display import cells, display_width
from auditor.report.sentences import ends_sentence, sentence_around

_CONTEXT = 12
_GAP = 6
_LONGEST_MARK = 60
_HEAD = 36
_TAIL = 12
_ELLIPSIS = "…"
_CARET = "^"
# A row never begins with these: they hang over its end, for which two columns are kept free.
_HANGING = "，。、；：！？”’」』）》%"
_HANG = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the terminal: strings, each with whether it is marked, and the line below it."""

    pieces: tuple[tuple[str, bool], ...]
    carets: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence or the parts of it that matter; `start` is the offset of its first mark."""

    start: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """What stays on one line where it can: a marked run, or a single character."""

    shown: tuple[str, ...]
    marked: bool

    @property
    def width(self) -> int:
        return sum(map(display_width, self.shown))


def excerpts(text: str, marks: Iterable[Span], width: int) -> list[Excerpt]:
    """The sentences of `text` that hold `marks`, in order, in rows of at most `width` columns."""
    return [
        Excerpt(inside[0].start, tuple(_rows(_atoms(text, sentence, inside, width), width)))
        for sentence, inside in _by_sentence(text, sorted(set(marks)))
    ]


def _by_sentence(text: str, marks: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
    groups: list[tuple[Span, list[Span]]] = []
    for mark in marks:
        visible = _visible(mark, len(text))
        sentence = sentence_around(text, visible)
        if groups and _go_together(text, groups[-1][0], sentence):
            before, inside = groups[-1]
            groups[-1] = (Span(before.start, max(before.end, sentence.end)), [*inside, visible])
        else:
            groups.append((sentence, [visible]))
    return groups


def _go_together(text: str, before: Span, after: Span) -> bool:
    """Do the sentences overlap, or does only white space part a broken one from its rest?"""
    if after.start < before.end:
        return True
    return not ends_sentence(before.of(text)) and not text[before.end : after.start].strip()


def _visible(mark: Span, length: int) -> Span:
    """`mark` within the text and, so that a caret shows, one character long at least."""
    start = max(0, min(mark.start, length - 1))
    return Span(start, min(length, max(mark.end, start + 1)))


def _atoms(text: str, sentence: Span, marks: Sequence[Span], width: int) -> Iterator[_Atom]:
    """The sentence, or windows on its marks with an ellipsis for what is left out."""
    shown = cells(sentence.of(text))
    inside = {offset for mark in marks for offset in range(mark.start, mark.end)}
    windows = [sentence]
    if sum(map(display_width, shown)) > width:
        windows = _windows(sentence, marks)
    at = sentence.start
    for window in windows:
        if window.start > at:
            yield _Atom((_ELLIPSIS,), False)
        for marked, offsets in groupby(range(window.start, window.end), key=inside.__contains__):
            run = tuple(shown[offset - sentence.start] for offset in offsets)
            yield from [_Atom(run, True)] if marked else (_Atom((cell,), False) for cell in run)
        at = window.end
    if at < sentence.end:
        yield _Atom((_ELLIPSIS,), False)
    if not shown:  # an empty text
        yield _Atom((" ",), True)


def _windows(sentence: Span, marks: Sequence[Span]) -> list[Span]:
    """Parts of a long sentence: each mark, or both ends of a long one, in some context."""
    ends: list[Span] = []
    for mark in marks:
        if mark.end - mark.start > _LONGEST_MARK:
            ends += [Span(mark.start, mark.start + _HEAD), Span(mark.end - _TAIL, mark.end)]
        else:
            ends.append(mark)
    windows: list[Span] = []
    for end in sorted(ends):
        start, stop = max(sentence.start, end.start - _CONTEXT), min(sentence.end, end.end + _CONTEXT)
        if start - sentence.start <= _GAP:
            start = sentence.start
        if sentence.end - stop <= _GAP:
            stop = sentence.end
        if windows and start - windows[-1].end <= _GAP:
            windows[-1] = Span(windows[-1].start, max(windows[-1].end, stop))
        else:
            windows.append(Span(start, stop))
    return windows


def _rows(atoms: Iterable[_Atom], width: int) -> Iterator[Row]:
    row: list[tuple[str, bool]] = []
    used = 0
    for atom in atoms:
        room = width if atom.shown[0] in _HANGING else width - _HANG
        if row and atom.width <= width - _HANG and used + atom.width > room:
            yield _row(row)
            row, used = [], 0
        for cell in atom.shown:
            size = display_width(cell)
            if row and used + size > room:
                yield _row(row)
                row, used = [], 0
            row.append((cell, atom.marked))
            used += size
    if row:
        yield _row(row)


def _row(shown: Sequence[tuple[str, bool]]) -> Row:
    pieces = tuple(
        ("".join(cell for cell, _ in run), marked) for marked, run in groupby(shown, key=lambda cell: cell[1])
    )
    carets = "".join((_CARET if marked else " ") * display_width(piece) for piece, marked in pieces)
    return Row(pieces, carets.rstrip())
