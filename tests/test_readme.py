"""What the READMEs show is what the program prints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from console import LOCALES, PAGES, ROOT, blocks, rerun, steps

CASES = [(page, number) for page in PAGES for number in range(len(blocks(page)))]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_QUOTED = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```python\n(.*?)^```\n+```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITH_LINKS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.skipif(shutil.which("sh") is None, reason="the blocks are for a shell")
@pytest.mark.parametrize(("page", "number"), CASES)
def test_block_shows_what_is_printed(page: str, number: int, tmp_path: Path) -> None:
    block = blocks(page)[number]
    assert list(steps(block))
    assert block == rerun(block, LOCALES[page], tmp_path), "refill it: make docs"


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_print_what_they_say(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = _CODE.findall((ROOT / page).read_text(encoding="utf-8"))
    assert len(found) == 2
    for code, shown in found:
        exec(compile(code, page, "exec"), {})
        assert capsys.readouterr().out == shown


def test_pages_run_the_same_commands() -> None:
    first, second = ([len(list(steps(block))) for block in blocks(page)] for page in PAGES)
    assert first == second


@pytest.mark.parametrize("path", WITH_LINKS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    prose = _QUOTED.sub("", path.read_text(encoding="utf-8"))
    targets = [target for target in _LINK.findall(prose) if not target.startswith("http")]
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def test_editors_page_quotes_the_report() -> None:
    page = (ROOT / "docs" / "editors.zh.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = set("".join(blocks("README.zh.md")).split("\n"))
    assert [line for line in quoted.splitlines() if line.strip() != "…" and line not in shown] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "pictures").iterdir()), ids=lambda path: path.name)
def test_pictures_are_shown_and_small(path: Path) -> None:
    assert path.stat().st_size < 300_000
    assert all(f"docs/pictures/{path.name}" in (ROOT / page).read_text(encoding="utf-8") for page in PAGES)
