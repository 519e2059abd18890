"""The texts that speed is measured on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.model import Document
from scripts.prove.articles import compose

ROOT = Path(__file__).resolve().parent.parent.parent


def sets(shared: Path) -> Iterator[tuple[str, list[Document]]]:
    """Named sets: the project's own articles, generated ones, and, where there are any, official reports."""
    own = [path for name in ("articles", "clean") for path in sorted((ROOT / "fixtures" / name).glob("*.txt"))]
    yield "fixtures", list(map(read, own))
    yield "generated", generated(300)
    reports = sorted((shared / "corpus" / "clean").glob("*.txt"))
    if reports:
        yield "official reports", list(map(read, reports))


def read(path: Path) -> Document:
    """A file as a document."""
    return Document(path.name, path.read_text(encoding="utf-8"), "utf-8")


def generated(count: int, first: int = 0) -> list[Document]:
    """Articles from random tables, always the same ones."""
    return [Document(f"{seed}.txt", compose(seed).text, "utf-8") for seed in range(first, first + count)]


def characters(documents: list[Document]) -> int:
    """Length of all texts together."""
    return sum(len(document.text) for document in documents)
