"""The GitHub action and the GitLab job: their scripts are run as a runner would, over scratch repositories."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from scratch import OLD, RIGHT, ROOT, WRONG, environment, git, repository

from auditor.cli.check import check

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["auditor"]
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
SHELLS = [name for name in ("sh", "bash", "dash", "busybox") if shutil.which(name)]
# Each would leave a file `pwned` if a script took it for more than a word.
HOSTILE = ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned; '", "a.txt; touch pwned", "${IFS}"]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


class Runner:
    """A repository, and what a runner gives to a step."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.env = environment(folder)
        self.action = ROOT
        self.repo = repository(folder / "work", self.env, old=OLD, right=RIGHT)
        self.out, self.summary = folder / "output", folder / "summary"
        for path in (self.out, self.summary):
            path.touch()
        (folder / "temp").mkdir()

    def put(self, name: str, text: str) -> None:
        (self.repo / name).parent.mkdir(parents=True, exist_ok=True)
        (self.repo / name).write_text(text, encoding="utf-8")

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step of the action in the way that `shell: bash` means."""
        step = STEPS[name]
        given = {key: str(one.get("default", "")) for key, one in ACTION["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        values = {f"inputs.{key}": value for key, value in given.items()}
        values["steps.install.outputs.bin"] = str(self.home / "bin")
        mapped = {
            key: _EXPRESSION.sub(lambda found: values[found[1]], text) for key, text in step.get("env", {}).items()
        }
        faked = {
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_OUTPUT": str(self.out),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.home / "temp"),
        }
        return self.bash("bash", "--noprofile", "--norc", "-eo", "pipefail", script=step["run"], **faked, **mapped)

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        return self.step("Check articles", **inputs)

    def bash(self, *shell: str, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        place = self.home / "script"
        place.write_text(script, encoding="utf-8")
        return subprocess.run(
            [*shell, str(place)],
            cwd=self.repo,
            env={**self.env, **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def recorded(runner: Runner, name: str) -> Callable[[], list[str]]:
    """Put a program in the way that only writes down how it was called."""
    log = runner.home / "called"
    program = runner.home / "bin" / name
    # What is asked for a virtual environment makes one, whose python is the same recorder.
    program.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\n" "$*" >> "{log}"\n'
        '[ "$2" != venv ] || { mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; }\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return lambda: log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_no_input_is_pasted_into_a_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)
    used = {
        found for step in STEPS.values() for text in step.get("env", {}).values() for found in _EXPRESSION.findall(text)
    }
    used |= {STEPS["Set up Python"]["with"]["python-version"].strip("${} ")}
    assert used >= {f"inputs.{name}" for name in ACTION["inputs"]}


def test_inputs_are_what_the_command_line_takes() -> None:
    options = {name.removeprefix("--") for parameter in check.params for name in parameter.opts}
    other = {"summary", "sarif", "html", "python-version"}
    assert set(ACTION["inputs"]) - other <= options
    said = "".join((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert all(f"--{name}" in said for name in set(ACTION["inputs"]) - other - {"paths"})


def test_findings_become_annotations_and_a_summary(runner: Runner) -> None:
    runner.put("新稿.txt", WRONG)
    done = runner.check(lang="en")
    assert done.returncode == 1
    assert re.search(r"^::\w+ file=新稿.txt,line=1,", done.stdout, re.MULTILINE)
    assert re.search(r"^::error file=old.txt,line=1,", done.stdout, re.MULTILINE)
    assert runner.out.read_text(encoding="utf-8") == "exit-code=1\n"
    assert runner.summary.read_text(encoding="utf-8").startswith("### auditor\n\n3 files")
    assert "新稿" in runner.summary.read_text(encoding="utf-8")


def test_only_what_changed(runner: Runner) -> None:
    quiet = runner.check(changed_since="HEAD")
    assert (quiet.returncode, quiet.stdout) == (0, "")
    runner.put("新稿.txt", WRONG)
    done = runner.check(changed_since="HEAD")
    assert (done.returncode, "old.txt" in done.stdout) == (1, False)
    assert runner.check(changed_since="HEAD", fail_on="never").returncode == 0


def test_files_are_written_and_the_summary_left_out(runner: Runner) -> None:
    done = runner.check(sarif="报告 1.sarif", html="report.html", summary="false", fail_on="never")
    assert done.returncode == 0
    sarif = json.loads((runner.repo / "报告 1.sarif").read_text(encoding="utf-8"))
    jsonschema.validate(sarif, json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8")))
    assert sarif["runs"][0]["results"]
    assert (runner.repo / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert runner.summary.read_text(encoding="utf-8") == ""


def test_several_paths_settings_and_a_baseline(runner: Runner) -> None:
    runner.put("a b/one.txt", OLD)
    runner.put("c/two.md", OLD)
    runner.put("quiet.toml", 'ignore = ["figures"]\n')
    done = runner.check(paths="a b\r\n\nc/*.md\n", fail_on="error", summary="true")
    assert re.findall(r"file=(.*?),", done.stdout) == ["a b/one.txt", "c/two.md"]
    assert runner.check(paths="a b\nc", config="quiet.toml").returncode == 0
    runner.bash("bash", script="auditor check . --write-baseline known.json")
    assert runner.check(baseline="known.json").returncode == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_inputs_are_words_never_commands(runner: Runner, hostile: str) -> None:
    done = runner.check(**dict.fromkeys(ACTION["inputs"], hostile))
    assert (done.returncode, list(runner.home.rglob("pwned"))) == (2, [])
    done = runner.check(paths=hostile, sarif=hostile.replace("/", ""))
    assert (done.returncode, list(runner.home.rglob("pwned"))) == (2, [])


def test_a_path_is_no_option(runner: Runner) -> None:
    done = runner.check(paths="--write-baseline=stolen.json")
    assert (done.returncode, (runner.repo / "stolen.json").exists()) == (2, False)
    assert runner.out.read_text(encoding="utf-8") == "exit-code=2\n"


def test_what_cannot_run_says_so_and_fails(runner: Runner) -> None:
    done = runner.check(paths="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "PATHS" in done.stderr
    assert runner.check(changed_since="nowhere").returncode == 2
    assert runner.summary.read_text(encoding="utf-8") == ""


def test_the_action_installs_itself_with_what_the_lock_names(runner: Runner, tmp_path: Path) -> None:
    called = recorded(runner, "python3")
    runner.action = place = tmp_path / "an action; touch pwned"
    done = runner.step("Install auditor")
    assert (done.returncode, done.stderr) == (0, "")
    home = tmp_path / "temp" / "auditor"
    pip = "-m pip --disable-pip-version-check --quiet install"
    assert called() == [
        f"-m venv {home}",
        f"{pip} --require-hashes --requirement {place}/ci/locks/run.txt",
        f"{pip} --no-deps --no-build-isolation {place}",
    ]
    assert runner.out.read_text(encoding="utf-8") == f"bin={home}/bin\n"
    assert (ROOT / "ci" / "locks" / "run.txt").exists()


def gitlab(runner: Runner, shell: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The lines of the job in one shell, as GitLab's runner puts them."""
    given = {name: str(value) for name, value in JOB["variables"].items()} | variables
    command = (shell, "sh") if shell == "busybox" else (shell,)
    return runner.bash(*command, "-e", script="\n".join(JOB["script"]), **given)


@pytest.mark.parametrize("shell", SHELLS)
def test_gitlab_job_checks_and_leaves_its_artifacts(runner: Runner, shell: str) -> None:
    called = recorded(runner, "python3")
    runner.put("新稿.txt", WRONG)
    done = gitlab(runner, shell, AUDITOR_PACKAGE="git+https://example.org/auditor")
    assert (done.returncode, done.stderr) == (1, "")
    assert called() == ["-m pip install --quiet git+https://example.org/auditor"]
    assert "新稿.txt" in done.stdout
    reports = JOB["artifacts"]["reports"]
    issues = json.loads((runner.repo / reports["codequality"]).read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"old.txt", "新稿.txt"}
    assert ET.parse(runner.repo / reports["junit"]).getroot().tag == "testsuites"
    assert all((runner.repo / path).exists() for path in JOB["artifacts"]["paths"])


def test_gitlab_merge_request_hears_of_its_changes(runner: Runner) -> None:
    recorded(runner, "python3")
    base = git(runner.repo, runner.env, "rev-parse", "HEAD")
    given: dict[str, Any] = {"AUDITOR_PACKAGE": "x", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    assert gitlab(runner, "sh", **given).returncode == 0
    assert gitlab(runner, "sh", AUDITOR_CHANGED_SINCE="", **given).returncode == 1
    runner.put("新稿.txt", WRONG)
    assert gitlab(runner, "sh", **given).returncode == 1
    assert gitlab(runner, "sh", AUDITOR_FAIL_ON="never", **given).returncode == 0
    assert gitlab(runner, "sh", AUDITOR_PATHS="old.txt\nright.txt", **given).returncode == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_gitlab_variables_are_words_never_commands(runner: Runner, hostile: str) -> None:
    recorded(runner, "python3")
    names = ("AUDITOR_PATHS", "AUDITOR_CHANGED_SINCE", "AUDITOR_BASELINE", "AUDITOR_FAIL_ON", "AUDITOR_PACKAGE")
    done = gitlab(runner, "sh", **dict.fromkeys(names, hostile))
    assert (done.returncode, list(runner.home.rglob("pwned"))) == (2, [])


def test_gitlab_without_a_package_says_what_is_missing(runner: Runner) -> None:
    done = gitlab(runner, "sh")
    assert done.returncode != 0
    assert "AUDITOR_PACKAGE" in done.stderr
