"""The pre-commit hooks: installed from a repository and run by pre-commit itself, without the network."""

from __future__ import annotations

import shutil
import site
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from scratch import OLD, RIGHT, ROOT, WRONG, environment, git, repository, run

pytest.importorskip("pre_commit", reason="pre-commit is missing: pip install 'auditor[dev]'")

SHIPPED = ("auditor", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
DOUBLED = "2024年5月2日，，全市的的招商大会召开。\n"


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Hooks are installed by pip; what they need is taken from the packages that the tests run with."""
    folder = tmp_path_factory.mktemp("home")
    here = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()]
    return {
        **environment(folder),
        "PATH": environment(folder)["PATH"].partition(":")[2],  # the hook brings its own program
        "PYTHONPATH": ":".join(dict.fromkeys(here)),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PRE_COMMIT_HOME": str(folder / "cache"),
    }


@pytest.fixture(scope="module")
def source(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with what is shipped of this project, and its revision."""
    folder = tmp_path_factory.mktemp("source") / "auditor"
    folder.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    git(folder, env, "init", "-q", "-b", "main")
    git(folder, env, "add", "-A")
    git(folder, env, "commit", "-qm", "auditor")
    return folder, git(folder, env, "rev-parse", "HEAD")


class Desk:
    """A repository of articles where pre-commit guards commits."""

    def __init__(self, folder: Path, env: dict[str, str], source: tuple[Path, str]) -> None:
        self.folder = repository(folder / "desk", env, old=OLD, both=OLD + RIGHT)
        self.env, self.source = env, source

    def put(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        git(self.folder, self.env, "add", "--", name)

    def commit(self, hook: str, *arguments: str) -> tuple[int, str]:
        """What `pre-commit run` says of what is staged."""
        place, revision = self.source
        hooks = [{"id": hook, "args": list(arguments)}]
        config = {"repos": [{"repo": str(place), "rev": revision, "hooks": hooks}]}
        text = yaml.safe_dump(config, allow_unicode=True)
        self.put(".pre-commit-config.yaml", text)
        finished = run(self.folder, self.env, sys.executable, "-m", "pre_commit", "run", "--color", "never")
        return finished.returncode, finished.stdout + finished.stderr


@pytest.fixture
def desk(tmp_path: Path, env: dict[str, str], source: tuple[Path, str]) -> Desk:
    return Desk(tmp_path, env, source)


def test_staged_articles_are_checked_and_nothing_else(desk: Desk) -> None:
    desk.put("新稿 一.txt", WRONG)
    desk.put("notes.rst", WRONG)
    (desk.folder / "later.txt").write_text(WRONG, encoding="utf-8")
    code, said = desk.commit("auditor", "--lang", "en")
    assert code == 1
    assert "新稿 一.txt" in said
    assert "FIG101" in said
    assert "1 file ·" in said
    assert not any(name in said for name in ("notes.rst", "later.txt", "old.txt"))


def test_what_is_staged_counts_not_what_lies_in_the_folder(desk: Desk) -> None:
    desk.put("new.txt", RIGHT)
    (desk.folder / "new.txt").write_text(WRONG, encoding="utf-8")
    code, said = desk.commit("auditor")
    assert (code, "Passed" in said) == (0, True), said
    assert (desk.folder / "new.txt").read_text(encoding="utf-8") == WRONG


def test_changed_since_keeps_quiet_about_what_was_there(desk: Desk) -> None:
    desk.put("both.txt", OLD + "新增一段。\n" + RIGHT)
    assert desk.commit("auditor")[0] == 1
    assert desk.commit("auditor", "--changed-since", "HEAD")[0] == 0
    desk.put("both.txt", OLD + WRONG)
    code, said = desk.commit("auditor", "--changed-since", "HEAD", "--lang", "en")
    assert code == 1
    assert "1 file · 8 figures · 6 relations checked: 4 hold, 2 fail, 0 open · 0 errors, 1 warning" in said


def test_fix_repairs_the_file_and_stops_the_commit(desk: Desk) -> None:
    desk.put("new.txt", DOUBLED)
    code, said = desk.commit("auditor-fix")
    assert code == 1
    assert "files were modified by this hook" in said
    assert (desk.folder / "new.txt").read_text(encoding="utf-8") == "2024年5月2日，全市的招商大会召开。\n"
    git(desk.folder, desk.env, "add", "new.txt")
    assert desk.commit("auditor-fix")[0] == 0


def test_a_name_that_looks_like_an_option_does_nothing(desk: Desk) -> None:
    desk.put("--write-baseline=x.txt", WRONG)
    code, said = desk.commit("auditor")
    assert (code, "no files to check" in said) == (0, True), said
    assert not (desk.folder / "x.txt").exists()
