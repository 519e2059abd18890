"""What the project takes from others: bounded, locked, under known licences, safely used, and never by the network."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scratch import OLD, ROOT

from scripts import check_advisories
from scripts.list_dependencies import EXTRAS, LOCKS, PAGE, licence, page, pinned, project

TABLE = project()
FOR_USERS = [*TABLE["dependencies"], *(one for extra in EXTRAS for one in TABLE["optional-dependencies"][extra])]
FOR_WORK = [one for one in TABLE["optional-dependencies"]["dev"] if not one.startswith("auditor[")]
# None asks more than that its notice is kept; MPL-2.0 besides that changes to its own files are published.
FREE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0"}
FREE |= {"MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"}
UNSAFE = {"dill", "joblib", "marshal", "pickle", "shelve"}
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib3", "xmlrpc"}
# Nodes are looked at by the readers of rules; only one module makes them.
YAML_TYPES = {"MappingNode", "Node", "ScalarNode", "SequenceNode"}
YAML_READER = "auditor/strictyaml.py"
YAML_SAFE = {"CSafeLoader", "SafeLoader", "compose", "parse"}


def need(*packages: str) -> None:
    """Skip where a package is missing; looked for, not imported, as some take seconds."""
    for package in packages:
        if find_spec(package) is None:
            pytest.skip(f"{package} is missing: pip install 'auditor[dev]'")


@pytest.mark.parametrize("requirement", FOR_USERS)
def test_versions_are_bounded(requirement: str) -> None:
    operators = {one.operator for one in Requirement(requirement).specifier}
    assert operators == {">=", "<"}


@pytest.mark.parametrize(("lock", "requirements"), [("run", TABLE["dependencies"]), ("dev", FOR_USERS + FOR_WORK)])
def test_lock_holds_all_that_is_wanted(lock: str, requirements: list[str]) -> None:
    pins = pinned(lock)
    for requirement in map(Requirement, requirements):
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name}: make lock"
        outside = [version for version, _ in pins[name] if version not in requirement.specifier]
        assert outside == [], f"{name}: make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_everything(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert len(entries) == sum(map(len, pinned(lock).values()))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text


def test_the_locks_agree_and_build_the_project() -> None:
    run, dev = pinned("run"), pinned("dev")
    versions = {name: {version for version, _ in pins} for name, pins in dev.items()}
    assert {name: versions.get(name) for name in run} == {name: {version for version, _ in run[name]} for name in run}
    backend = re.findall(r'^requires = \["(\w+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert backend
    assert set(backend) <= set(run)


def test_page_of_dependencies_is_fresh() -> None:
    need("pandas", "pyarrow", "tqdm", "xlsxwriter", "great_expectations")
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: make docs"


def needed(requirements: list[str]) -> set[str]:
    """Everything that is installed on behalf of these, as far as this system needs it."""
    found: set[str] = set()
    waiting = [(requirement, "") for requirement in requirements]
    while waiting:
        text, extra = waiting.pop()
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        try:
            wants = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        found.add(name)
        waiting += [(want, one) for want in wants for one in ("", *requirement.extras)]
    return found


def test_licences_of_all_that_users_install_are_free() -> None:
    names = needed(FOR_USERS)
    assert {"click", "regex", "wcwidth"} <= names
    strange = {}
    for name in names:
        terms = set(re.split(r" (?:AND|OR|WITH) ", licence(name)))
        if not terms <= FREE:
            strange[name] = terms - FREE
    assert strange == {}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "auditor").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_unsafe_or_of_the_network_is_imported() -> None:
    wrong = [
        (path, name)
        for path, tree in sources()
        for name in imports(tree)
        if name.partition(".")[0] in UNSAFE | NETWORK or name.startswith(("urllib.request", "urllib.error"))
    ]
    assert not wrong


# Of the names of fields that stand in the program, as the standard library does for each of its dataclasses.
WRITES_METHODS = "auditor/frozen.py"


def test_no_code_is_made_of_text_and_no_shell_is_asked() -> None:
    wrong = []
    for path, tree in sources():
        if path == WRITES_METHODS:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}:
                wrong.append((path, node.lineno))
            if isinstance(node, ast.keyword) and node.arg == "shell":
                wrong.append((path, node.value.lineno))
            if isinstance(node, ast.Attribute) and (ast.unparse(node) in {"os.system", "os.popen"}):
                wrong.append((path, node.lineno))
    assert wrong == []


def test_yaml_is_read_in_one_place_and_safely() -> None:
    used: dict[str, set[str]] = {}
    for path, tree in sources():
        names = {name.partition(".")[2] for name in imports(tree) if name.startswith("yaml.")}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "yaml":
                names.add(node.attr)
        used[path] = {name for name in names if not name.endswith(("Error", "Event"))} - YAML_TYPES
    assert used[YAML_READER] == YAML_SAFE
    assert {path for path, names in used.items() if names} == {YAML_READER}


# Whatever asks Python for another host is noted and refused, also where the refusal would be swallowed.  A socket
# alone is no such thing: libraries open one to see what the system can do.
GUARD = """
import sys
def guard(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        with open("network.log", "a") as log:
            print(event, arguments[1:], file=log)
        raise PermissionError("no network: " + event)
sys.addaudithook(guard)
"""
PROGRAM = GUARD + "from auditor.cli import main\nmain()\n"
ASKING = GUARD + "import urllib.request\nurllib.request.urlopen('http://192.0.2.1/')\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"{number}号稿\n{OLD}", encoding="utf-8")
    return tmp_path


def run(folder: Path, program: str, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


RUNS = [
    ("check", ".", "--jobs", "2", "--format", "html", "-o", "report.html", "--format", "sarif", "-o", "report.sarif"),
    ("check", ".", "--format", "json", "--coverage"),
    ("figures", "1.txt"),
    ("explain", "1.txt:1"),
    ("fix", "1.txt"),
    ("rules", "show", "FIG101"),
]


@pytest.mark.parametrize("arguments", RUNS, ids=lambda words: words[0])
def test_no_command_asks_for_the_network(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(folder, PROGRAM, *arguments)
    assert done.returncode in (0, 1), done.stderr
    assert not (folder / "network.log").exists()


def test_nor_does_an_export(folder: Path) -> None:
    need("pandas", "pyarrow", "xlsxwriter")
    done = run(folder, PROGRAM, "export", ".", "--to", "audit.xlsx", "--to", "figures.parquet", "--to", "claims.csv")
    assert (done.returncode, (folder / "network.log").exists()) == (0, False), done.stderr


def test_nor_does_great_expectations(folder: Path) -> None:
    need("great_expectations")
    done = run(folder, PROGRAM, "gx", "run", "1.txt", "--docs", "docs")
    assert (done.returncode, (folder / "network.log").exists()) == (1, False), done.stderr


def test_what_asks_for_the_network_is_noticed(folder: Path) -> None:
    assert run(folder, ASKING).returncode == 1
    assert "socket." in (folder / "network.log").read_text(encoding="utf-8")


def cut_off() -> tuple[str, ...]:
    """The words before a command that let it see no network at all; none where the system does not allow it."""
    if shutil.which("unshare") is None:
        return ()
    for words in (("unshare", "-n"), ("unshare", "-rn")):
        if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
            return words
    return ()


def test_an_audit_works_where_there_is_no_network(folder: Path) -> None:
    before = cut_off()
    if not before:
        pytest.skip("this system gives no namespace without a network")
    plain = run(folder, PROGRAM, *RUNS[1], before=before)
    assert (plain.returncode, plain.stdout) == (1, run(folder, PROGRAM, *RUNS[1]).stdout)


LOCK = Path("run.txt")
SAFE: dict[str, Any] = {"name": "click", "version": "8.5.1", "vulns": []}
UNKNOWN = {"name": "regex", "version": "1", "skip_reason": "not found"}
UNSAFE_ONE = {"name": "jinja2", "version": "2.0", "vulns": [{"id": "CVE-1", "fix_versions": ["3.1"]}]}


@pytest.mark.parametrize(
    ("answer", "said", "code"),
    [
        (None, "advisories: SKIPPED for run.txt: they cannot be reached from here", 0),
        ([UNKNOWN], "advisories: SKIPPED for 1 of 1 packages in run.txt: nothing is known of them here", 0),
        ([SAFE], "advisories: 1 packages in run.txt asked for", 0),
        ([SAFE, UNSAFE_ONE], "jinja2 2.0: CVE-1, mended in 3.1; run: make lock", 1),
    ],
)
def test_advisories(
    answer: list[dict[str, Any]] | None,
    said: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = "" if answer is None else json.dumps({"dependencies": answer, "fixes": []})
    called: list[list[str]] = []

    def answered(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        called.append(command)
        return subprocess.CompletedProcess(command, 1, stdout=printed, stderr="")

    monkeypatch.setattr("scripts.check_advisories.subprocess.run", answered)
    assert check_advisories.main([str(LOCK)]) == code
    assert said in capsys.readouterr().out.splitlines()
    assert called[0][1:3] == ["-m", "pip_audit"]


def test_advisories_are_asked_for_by_options_that_exist() -> None:
    need("pip_audit")
    command = [sys.executable, "-m", "pip_audit", *check_advisories._OPTIONS, "--help"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
