"""Reads inputs one at a time.  The only place that opens what is to be audited."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from auditor.model import Document, InputError
from auditor.reading.decoding import DecodingError, decode, text_encoding
from auditor.reading.failures import describe
from auditor.reading.messages import say
from auditor.reading.paths import STDIN, expand

_MEGABYTE = 1 << 20
MAX_BYTES = 64 * _MEGABYTE


def read_documents(
    paths: Iterable[str],
    encoding: str | None = None,
    *,
    lang: str = "zh",
    stdin: BinaryIO | None = None,
    follow_links: bool = False,
) -> Iterator[Document | InputError]:
    """The inputs that `paths` stand for, each opened only when it is asked for.

    Offsets of a document count code points of the decoded text, without its byte-order mark.
    `stdin` is what "-" reads, the process's standard input if not given.

    Raises:
        LookupError: `encoding` is unknown (before anything is read).
    """
    known = None if encoding is None else text_encoding(encoding)
    return read_listed(expand(paths, lang, follow_links), known, lang, stdin)


def read_listed(
    listed: Iterable[str | InputError], encoding: str | None, lang: str, stdin: BinaryIO | None = None
) -> Iterator[Document | InputError]:
    """What `expand` has found, each file opened only when it is asked for; `encoding` is one that Python knows."""
    for found in listed:
        yield found if isinstance(found, InputError) else _read(found, encoding, lang, stdin)


def _read(path: str, encoding: str | None, lang: str, stdin: BinaryIO | None) -> Document | InputError:
    try:
        data = _load(path, stdin)
        if len(data) > MAX_BYTES:
            return InputError(path, say(lang, "too-large", limit=MAX_BYTES // _MEGABYTE))
        decoded = decode(data, encoding)
    except DecodingError as error:
        return InputError(path, say(lang, error.key, **error.values))
    except (OSError, ValueError) as error:
        return InputError(path, describe(error, lang))
    return Document(path, decoded.text, decoded.encoding)


def _load(path: str, stdin: BinaryIO | None) -> bytes:
    """The input's bytes, at most one more than allowed: devices and pipes tell no size beforehand.

    Raises:
        OSError: the system refuses.
        ValueError: standard input is closed, or the path holds a NUL.
    """
    if path == STDIN:
        if stdin is None and sys.stdin is None:  # closed by the shell (<&-)
            raise ValueError("no standard input")
        return (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
    with open(path, "rb") as stream:  # noqa: PTH123 (`Path` remembers every name)
        return stream.read(MAX_BYTES + 1)
