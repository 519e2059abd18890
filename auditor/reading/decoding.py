"""Bytes → text: byte-order marks, UTF-8, UTF-16, GB18030 and Big5.

Nothing is ever guessed into a text: what cannot be decoded without loss is refused.
"""

from __future__ import annotations

import codecs

from auditor import plain
from auditor.frozen import dataclass
from auditor.reading.commonness import Evidence, weigh

# UTF-32's little-endian mark begins with UTF-16's, so the longer ones come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
)
# What the older names stand for in practice, as in the WHATWG Encoding Standard.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5",
    "utf-16": "utf-16-le",
    "utf-8-sig": "utf-8",
}
# Big5's rows C6–C8: code page 950 puts there what no file holds, HKSCS what the files do.
_ETEN_ROWS = plain.compile("[①-⑽々ぁ-ヶЁ-ё]")
_CONTROL = plain.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_FEW_CONTROLS = 4
_CONTROL_SHARE = 0.05


class DecodingError(ValueError):
    """`key` and `values` name a message of `auditor.reading.messages`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without its byte-order mark, line ends untouched; `encoding` as Python names it."""

    text: str
    encoding: str


def text_encoding(name: str) -> str:
    """Python's name of a text encoding.

    Raises:
        LookupError: there is no such encoding, or it does not make text of bytes.
    """
    try:
        " ".encode(name)
    except UnicodeError:
        raise LookupError(f"unusable encoding: {name}") from None
    except ValueError:  # a NUL in the name
        raise LookupError(f"unknown encoding: {name!r}") from None
    found = codecs.lookup(name).name
    return _SUPERSETS.get(found, found)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data`; `encoding` is believed, but a byte-order mark is believed before it.

    Raises:
        DecodingError: no text, not in that encoding, or the encoding cannot be told.
        LookupError: `encoding` is unknown.
    """
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise DecodingError("format", format=name)
    decoded = _decode_marked(data)
    if decoded is None and encoding is not None:
        decoded = _decode_as(data, text_encoding(encoding))
    if decoded is None:
        decoded = _detect(data)
    _refuse_controls(decoded, data)
    return decoded


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        # Two NULs after UTF-16's mark could be a NUL in UTF-16; a refusal is right either way.
        if data.startswith(mark):
            return _decode_as(data, encoding, len(mark))
    return None


def _decode_as(data: bytes, encoding: str, skip: int = 0) -> Decoded:
    try:
        if encoding == "big5":
            return _decode_big5(data)
        # Some encodings hold a mark too (GB18030's 84 31 95 33).
        return Decoded(data[skip:].decode(encoding).removeprefix("" if skip else "\ufeff"), encoding)
    except UnicodeDecodeError as error:
        raise DecodingError("not-as", encoding=encoding, offset=error.start + skip) from error
    except UnicodeError as error:  # a few codecs do not say where
        raise DecodingError("not-as", encoding=encoding, offset=0) from error


def _decode_big5(data: bytes) -> Decoded:
    """Code page 950 where it serves, as its marks (‧ ～ ￥) are those meant; otherwise HKSCS.

    Raises:
        UnicodeDecodeError: neither decodes.
    """
    try:
        text = data.decode("cp950")
    except UnicodeDecodeError:
        return Decoded(data.decode("big5hkscs"), "big5hkscs")
    if _ETEN_ROWS.search(text):
        try:
            return Decoded(data.decode("big5hkscs"), "big5hkscs")
        except UnicodeDecodeError:
            pass
    return Decoded(text, "cp950")


def _detect(data: bytes) -> Decoded:
    if b"\x00" in data:
        return _detect_utf16(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _detect_legacy(data, error.start)


def _detect_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark, given away by the NULs of its ASCII characters."""
    readings: list[tuple[Evidence, Decoded]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        evidence = weigh(text)
        if evidence.plausible and not _CONTROL.search(text):
            readings.append((evidence, Decoded(text, encoding)))
    if not readings:
        raise DecodingError("binary", offset=data.index(0), character="U+0000")
    return max(readings, key=lambda reading: reading[0].score)[1]


def _detect_legacy(data: bytes, utf8_stop: int) -> Decoded:
    readings: list[tuple[Evidence, Decoded]] = []
    stops = {"UTF-8": utf8_stop}
    for encoding in ("gb18030", "big5"):
        try:
            decoded = _decode_as(data, encoding)
        except DecodingError as error:
            stops[encoding.upper()] = int(str(error.values["offset"]))
        else:
            readings.append((weigh(decoded.text), decoded))
    best = max(readings, key=lambda reading: reading[0].score, default=None)
    damaged = weigh(data.decode("utf-8", "replace"))
    if damaged.plausible and (best is None or damaged.score > best[0].score):
        raise DecodingError("damaged", offset=utf8_stop)
    if best is None:
        attempts = ", ".join(f"{name} {stop}" for name, stop in stops.items())
        raise DecodingError("undecodable", attempts=attempts)
    if not best[0].plausible:
        raise DecodingError("doubtful", encoding=best[1].encoding, offset=utf8_stop)
    return best[1]


def _refuse_controls(decoded: Decoded, data: bytes) -> None:
    """A NUL, or control characters in number, mean that this is no text."""
    text = decoded.text
    first = _CONTROL.search(text)
    if first is None:
        return
    count = sum(1 for _ in _CONTROL.finditer(text))
    if "\x00" not in text and count <= max(_FEW_CONTROLS, _CONTROL_SHARE * len(text)):
        return
    at = text.find("\x00") if "\x00" in text else first.start()
    mark = len(data) - len(text.encode(decoded.encoding))
    offset = len(text[:at].encode(decoded.encoding)) + mark
    raise DecodingError("binary", offset=offset, character=f"U+{ord(text[at]):04X}")
