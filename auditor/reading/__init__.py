"""Bytes → Document: finding the inputs, decoding them, saying plainly what cannot be read."""

from auditor.reading.decoding import text_encoding
from auditor.reading.documents import MAX_BYTES, read_documents, read_listed
from auditor.reading.paths import STDIN, SUFFIXES, expand

__all__ = ["MAX_BYTES", "STDIN", "SUFFIXES", "expand", "read_documents", "read_listed", "text_encoding"]
