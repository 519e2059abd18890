"""What is shipped: the wheel holds all that an audit needs, and works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditor import __version__

pytest.importorskip("hatchling", reason="the build backend is missing: pip install 'auditor[dev]'")

ROOT = Path(__file__).parents[1]
# The unpacked wheel named first stands before whatever else is installed.
FROM_WHEEL = "import sys; sys.path.insert(0, sys.argv.pop(1)); "
PROGRAM = FROM_WHEEL + "from auditor.cli import main; main()"
WHERE = FROM_WHEEL + "from auditor.packs import builtin; print(builtin())"
ARTICLE = "全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业6家，三者合计30家。\n"
CLEAN = "全区实现税收收入1.96亿元，占财政收入2.44亿元的比重为80.3%。\n"


def build(target: str, source: Path, folder: Path) -> Path:
    """The one file that the backend makes of `source`; built without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    finished = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def expected() -> set[str]:
    """Every file of the package and of the rule packs, as the wheel names them."""
    modules = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "auditor").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    rules = {
        "auditor/_rules/" + path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.yaml")
    }
    return modules | rules


def run(program: str, unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, str(unpacked), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def unpack(archive: Path, folder: Path) -> None:
    """The files of a source archive (`extractall` wants a filter that Python 3.10.0 does not know)."""
    with tarfile.open(archive) as opened:
        for member in opened.getmembers():
            stream = opened.extractfile(member)
            if stream is not None:
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / member.name).write_bytes(stream.read())


def test_wheel_holds_the_package_its_rules_and_nothing_else(wheel: Path) -> None:
    packed = {name for name in names(wheel) if ".dist-info/" not in name}
    assert packed == expected()


@pytest.mark.parametrize(
    "name",
    [
        "auditor/py.typed",
        "auditor/folding/fold_table.txt",
        "auditor/report/schema.json",
        "auditor/report/html/assets/report.html.j2",
        "auditor/report/html/assets/main.js",
        "auditor/_rules/figures/FIG101-announced-sum.yaml",
        "auditor/_rules/lexicon/units.yaml",
        f"auditor-{__version__}.dist-info/licenses/LICENSE",
    ],
)
def test_wheel_holds(wheel: Path, name: str) -> None:
    assert name in names(wheel)


def test_wheel_says_what_it_is(unpacked: Path) -> None:
    about = unpacked / f"auditor-{__version__}.dist-info"
    metadata = (about / "METADATA").read_text(encoding="utf-8")
    assert "\nRequires-Python: >=3.10\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert "auditor = auditor.__main__:main" in (about / "entry_points.txt").read_text(encoding="utf-8")


def test_unpacked_wheel_audits_with_its_own_rules(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE + CLEAN, encoding="utf-8")
    finished = run(PROGRAM, unpacked, tmp_path, "check", "article.txt", "--format", "json")
    assert (finished.returncode, finished.stderr) == (1, "")
    (document,) = json.loads(finished.stdout)["documents"]
    assert {claim["verdict"] for claim in document["claims"]} >= {"holds", "fails"}


def test_unpacked_wheel_finds_the_rules_inside_itself(unpacked: Path, tmp_path: Path) -> None:
    found = Path(run(WHERE, unpacked, tmp_path).stdout.strip())
    assert found.resolve() == (unpacked / "auditor" / "_rules").resolve()


def test_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "sdist").mkdir()
    (tmp_path / "wheel").mkdir()
    unpack(build("sdist", ROOT, tmp_path / "sdist"), tmp_path)
    assert names(build("wheel", tmp_path / f"auditor-{__version__}", tmp_path / "wheel")) == names(wheel)


def test_installation_names_the_version_of_the_package() -> None:
    assert distribution("auditor").version == __version__
