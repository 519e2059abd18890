"""The whole audit against extraction alone by other tools, on the same text, each in a virtual environment of its own.

recognizers-text is fed sentence by sentence, as its patterns take for ever on long texts; it needs an old `emoji`.
"""

from __future__ import annotations

import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.engine import Auditor
from auditor.model import Document
from scripts.bench.results import Measured, Row, Skipped
from scripts.bench.texts import ROOT, characters, sets

_ENVIRONMENTS = ROOT / "build" / "peers"
_SECONDS = 600
_MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: what to install, and a program that prints the processor seconds it takes for a file."""

    name: str
    packages: tuple[str, ...]
    program: str
    least: float | None = None


_TIMED = """
import sys, time
text = open(sys.argv[1], encoding="utf-8").read()
work("共5个，占5%，合5元。")
start = time.process_time()
work(text)
print(time.process_time() - start)
"""
PEERS = (
    Peer(
        "recognizers-text: numbers, percentages, currencies",
        ("recognizers-text-suite", "emoji<2"),
        """
import re
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency
def work(text):
    for sentence in re.split(r"(?<=[。！？\\n])", text):
        for recognize in (recognize_number, recognize_percentage, recognize_currency):
            recognize(sentence, "zh-cn")
"""
        + _TIMED,
        30,
    ),
    Peer(
        "jionlp: amounts of money",
        ("jionlp",),
        """
import jionlp
def work(text):
    jionlp.ner.extract_money(text)
"""
        + _TIMED,
    ),
)


def measure(shared: Path) -> Iterator[Row]:
    """How many times as long the others take."""
    texts = [(name, _some(documents)) for name, documents in sets(shared)]
    auditor = Auditor()
    for peer in PEERS:
        try:
            python = _installed(peer)
        except (OSError, subprocess.SubprocessError) as error:
            yield Skipped(peer.name, f"cannot be installed here ({type(error).__name__})")
            continue
        for name, documents in texts:
            yield from _compared(peer, python, auditor, name, documents)


def _some(documents: list[Document]) -> list[Document]:
    """The first documents up to a size that slow tools can take."""
    kept: list[Document] = []
    for document in documents:
        if kept and characters(kept) + len(document.text) > _MOST_CHARACTERS:
            break
        kept.append(document)
    return kept


def _installed(peer: Peer) -> Path:
    folder = _ENVIRONMENTS / peer.packages[0]
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "ready").exists():
        venv.create(folder, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *peer.packages]
        subprocess.run(install, check=True, capture_output=True, timeout=_SECONDS)
        (folder / "ready").touch()
    return python


def _compared(peer: Peer, python: Path, auditor: Auditor, name: str, documents: list[Document]) -> Iterator[Row]:
    text = _ENVIRONMENTS / "text.txt"
    text.write_text("\n".join(document.text for document in documents), encoding="utf-8")
    try:
        run = subprocess.run(
            [str(python), "-c", peer.program, str(text)], check=True, capture_output=True, text=True, timeout=_SECONDS
        )
    except subprocess.SubprocessError as error:
        yield Skipped(f"{name}: {peer.name}", type(error).__name__)
        return
    for document in documents:
        auditor.audit(document)
    start = time.process_time()
    for document in documents:
        auditor.audit(document)
    ours = time.process_time() - start
    theirs = float(run.stdout.splitlines()[-1])
    yield Measured(f"{name}: {peer.name}", round(characters(documents) / theirs), "characters/s")
    what = f"{name}: that takes so many times as long as our audit"
    yield (
        Measured(what, theirs / ours, "") if peer.least is None else Measured.at_least(what, theirs / ours, peer.least)
    )
