"""docs/: the reference pages are those of the rule files, and all that the guides show is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from auditing import figures
from click.testing import CliRunner

from auditor.cli import cli
from auditor.figures.extract import extract
from auditor.handbook.pages import to_page
from auditor.handbook.trial import Court
from auditor.layout import lay_out
from auditor.preparing import Options, prepare
from auditor.relations.shadow import cast_shadow
from auditor.rulebook import builtin_rules, gather
from auditor.rules.loading import load_rule
from auditor.rules.model import FAMILIES
from auditor.rules.patterns import GAPS, TYPES, compile_pattern
from auditor.settings import read_settings
from auditor.text import DETECTORS

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = ["writing-rules.md", "writing-rules.zh.md"]
each_guide = pytest.mark.parametrize("name", GUIDES)


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def rows(name: str, columns: int) -> list[list[str]]:
    """Rows of tables whose first cell is code."""
    found = []
    for line in (DOCS / name).read_text(encoding="utf-8").splitlines():
        cells = [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == columns and cells[0].startswith("`"):
            found.append(cells)
    return found


@pytest.mark.parametrize(("name", "lang"), [("rules.md", "en"), ("rules.zh.md", "zh")])
def test_the_reference_page_is_that_of_the_rules(name: str, lang: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == to_page(builtin_rules(), lang), "stale: run `make docs`"


def test_every_rule_has_its_section_and_its_examples() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    for rule in builtin_rules():
        assert f"(#{rule.id.lower()})" in page
        assert f'<a id="{rule.id.lower()}"></a>{rule.id} ' in page
        assert all(
            example.text.strip().replace("\n", " ⏎ ") in page for example in (*rule.bad, *rule.good, *rule.silent)
        )


def test_the_guides_show_the_same_rules() -> None:
    first, second = (blocks(name, "yaml") for name in GUIDES)
    assert first == second
    assert len(first) >= 4


@each_guide
def test_the_rules_of_the_guide_pass_their_tests(name: str, tmp_path: Path) -> None:
    for number, text in enumerate(blocks(name, "yaml")):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    rules = gather([tmp_path])
    mine = [rule for rule in rules if tmp_path in rule.path.parents]
    assert len(mine) == len(blocks(name, "yaml"))
    court = Court(rules, "zh")
    for rule in mine:
        trial = court.try_rule(rule)
        assert trial.passed, (rule.id, trial)


@each_guide
def test_the_types_of_the_guide_are_those_there_are(name: str) -> None:
    told: set[str] = set()
    for cells in rows(name, 4):
        for code, examples in ((cells[0], cells[1]), (cells[2], cells[3])):
            kind = code.strip("`")
            told.add(kind)
            for text in re.split(r"[、，（]|, | \(", examples):
                if re.search(r"[0-9三四]", text) and kind in TYPES and kind != "name":
                    (figure,) = figures(f"共{text}。")
                    assert figure.dimension == kind or (kind == "quantity" and figure.dimension not in TYPES), text
    assert told == set(TYPES)


@each_guide
def test_the_patterns_of_the_guide_find_what_they_should(name: str, tmp_path: Path) -> None:
    (sample,) = (text for text in blocks(name, "yaml") if "USR201" in text)
    found = [cells for cells in rows(name, 3) if "{" in cells[0]]
    assert len(found) >= 5
    for number, (code, yes, no) in enumerate(found):
        pattern = code.strip("`")
        names = re.findall(r"\{([a-z]+):", pattern)
        text = re.sub(r"pattern: .*", f"pattern: '{pattern}'", sample)
        text = re.sub(r"check: .*", f"check: {names[0]} == {' + '.join(names)}", text).replace("{total}", "")
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        regular = compile_pattern(load_rule(path))
        for sentence, expected in ((yes, True), (no, False)):
            flow = lay_out(sentence)
            assert bool(regular.search(cast_shadow(flow, extract(flow)).text)) is expected, (pattern, sentence)


@each_guide
def test_the_guide_tells_of_every_gap_and_family(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert all(f"`{{{gap}}}`" in text for gap in GAPS)
    assert all(f"`{family}`" in text for family in FAMILIES)
    assert "`detector: pattern`" in text and "pattern" in DETECTORS


@each_guide
def test_the_settings_of_the_guide_can_be_used(name: str, tmp_path: Path) -> None:
    (text,) = blocks(name, "toml")
    (tmp_path / "house-rules").mkdir()
    (tmp_path / "house-rules" / "a.yaml").write_text(blocks(name, "yaml")[0], encoding="utf-8")
    (tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
    prepared = prepare(read_settings(tmp_path / "auditor.toml"), Options())
    assert "FIG102" not in prepared.choice.on
    assert "USR201" in prepared.choice.on
    assert prepared.choice.severities["FIG201"].value == "warning"
    assert prepared.spared is not None


@each_guide
def test_the_commands_of_the_guide_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extra.yaml").write_text(blocks(name, "yaml")[0], encoding="utf-8")
    for article in ("报道.txt", "article.txt"):
        (tmp_path / article).write_text("全区共有企业30家，其中工业企业10家、农业企业20家。", encoding="utf-8")
    lines = [line.partition(" #")[0].split() for block in blocks(name, "sh") for line in block.splitlines()]
    assert len(lines) >= 7
    for words in lines:
        assert words[0] == "auditor"
        result = CliRunner().invoke(cli, words[1:])
        assert result.exit_code == 0, (words, result.output)
