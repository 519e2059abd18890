"""What someone probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_LISTED = 12


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """`unknown kind 'word'` with the nearest known word, or else with the words that there are."""
    words = list(dict.fromkeys(known))
    close = nearest(word, words)
    if close is not None:
        return f"unknown {kind} {word!r}; did you mean {close!r}?"
    more = ", …" if len(words) > _MOST_LISTED else ""
    return f"unknown {kind} {word!r}; known: {', '.join(words[:_MOST_LISTED])}{more}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, None if none is; case does not count."""
    import difflib  # noqa: PLC0415 (only on the way to an error)

    by_case = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(word.casefold(), by_case, 1)
    return by_case[close[0]] if close else None
