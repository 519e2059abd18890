"""What the pages about CI show, and the files that they speak of, are what the services take."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from scratch import ROOT

pytest.importorskip("check_jsonschema", reason="check-jsonschema is missing: pip install 'auditor[dev]'")
pytest.importorskip("pre_commit", reason="pre-commit is missing: pip install 'auditor[dev]'")

PAGES = ("ci.md", "ci.zh.md")
_BLOCK = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {page: _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")) for page in PAGES}
CASES = [(page, number) for page in PAGES for number in range(len(BLOCKS[page]))]
SHIPPED = ("action.yml", "ci/gitlab.yml", ".pre-commit-hooks.yaml")


def checker(name: str) -> list[str]:
    """The program that knows the form of a file of this name."""
    if name == ".pre-commit-config.yaml":
        return ["pre_commit", "validate-config"]
    if name == ".pre-commit-hooks.yaml":
        return ["pre_commit", "validate-manifest"]
    schema = {"action.yml": "github-actions", ".gitlab-ci.yml": "gitlab-ci", "ci/gitlab.yml": "gitlab-ci"}
    return ["check_jsonschema", "--builtin-schema", f"vendor.{schema.get(name, 'github-workflows')}"]


def validate(name: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *checker(name), str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_have_the_form_that_is_wanted(name: str) -> None:
    done = validate(name, ROOT / name)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("page", "number"), CASES)
def test_examples_have_the_form_that_is_wanted(page: str, number: int, tmp_path: Path) -> None:
    name, text = BLOCKS[page][number]
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    done = validate(name, path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", SHIPPED)
def test_what_has_another_form_is_noticed(name: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text("- name: [nothing of the kind]\n", encoding="utf-8")
    assert validate(name, path).returncode != 0


def test_both_pages_show_the_same() -> None:
    first, second = (re.sub("lang: ..", "lang", str(BLOCKS[page])) for page in PAGES)
    assert first == second
    assert len(BLOCKS["ci.md"]) == 4


@pytest.mark.parametrize("page", PAGES)
def test_every_input_is_explained_and_every_one_used_exists(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    inputs = set(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"])
    explained = {
        name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    assert explained == inputs
    flows = [yaml.safe_load(shown) for name, shown in BLOCKS[page] if "workflows" in name]
    steps = [step for flow in flows for step in flow["jobs"]["check"]["steps"] if "auditor@" in step["uses"]]
    assert all(set(step["with"]) <= inputs for step in steps)


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_and_hook_is_explained(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    job = (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")
    assert all(name in text for name in set(re.findall("AUDITOR_[A-Z_]+", job)))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(f"`{hook['id']}`" in text for hook in hooks)
