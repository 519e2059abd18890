"""auditor.settings: found upwards, read strictly, faults named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.bilingual import same
from auditor.settings import Settings, SettingsError, find_settings, read_settings
from auditor.stricttoml import line_of

WHOLE = """\
# house style
lang = "en"
fail-on = "note"
rules = ["house", "more.yaml"]
select = ["figures"]
ignore = [
  # one to a line
  "FIG102",

  "FIG5",
]

[severity]
FIG2 = "off"
unit = "note"

[per-file-ignores]
"drafts/**" = ["FIG3", "unit"]
"""


def write(folder: Path, text: str, name: str = "auditor.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read_as_written(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, WHOLE))
    assert (settings.lang, settings.fail_on) == ("en", "note")
    assert settings.rules == (tmp_path / "house", tmp_path / "more.yaml")
    assert (settings.select, settings.ignore) == (("figures",), ("FIG102", "FIG5"))
    assert settings.severity == {"FIG2": "off", "unit": "note"}
    assert settings.per_file_ignores == {"drafts/**": ("FIG3", "unit")}


def test_pyproject_has_a_table_of_ours(tmp_path: Path) -> None:
    text = "[tool.other]\nlang = 1\n[tool.auditor]\nlang = 'en'\n[tool.auditor.severity]\nFIG2 = 'note'\n"
    settings = read_settings(write(tmp_path, text, "pyproject.toml"))
    assert settings.lang == "en"
    assert settings.severity == {"FIG2": "note"}


def test_the_nearest_settings_upwards_count(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    outer = write(tmp_path, "lang = 'en'\n")
    assert find_settings(inner).path == outer
    write(tmp_path / "a" / "b", "[project]\nname = 'auditor-of-things'\n", "pyproject.toml")
    assert find_settings(inner).path == outer
    ours = write(tmp_path / "a", "[tool.auditor]\nlang = 'zh'\n", "pyproject.toml")
    assert find_settings(inner).path == ours
    own = write(tmp_path / "a", "lang = 'en'\n")
    assert find_settings(inner).path == own
    assert find_settings(tmp_path).path == outer


def test_no_settings_are_no_fault() -> None:
    assert find_settings(Path("/")) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "[tool.auditor]\nlang = 'en'\n",
        "[ tool . 'auditor' ]\nlang = 'en'\n",
        "[tool]\nauditor.lang = 'en'\n",
        "tool.auditor.lang = 'en'\n",
        "tool = {auditor = {lang = 'en'}}\n",
    ],
)
def test_our_table_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    write(tmp_path, text, "pyproject.toml")
    assert find_settings(tmp_path).lang == "en"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("fail-on", "fail_on", 3, "unknown setting 'fail_on'; did you mean 'fail-on'?"),
        ('lang = "en"', 'lang = "fr"', 2, "unknown value 'fr'; known: zh, en"),
        ('lang = "en"', "lang = 1", 2, "unknown value '1'"),
        ('"note"\nrules', '"notes"\nrules', 3, "did you mean 'note'?"),
        ('select = ["figures"]', 'select = "figures"', 5, "'select' must be a list of words"),
        ('select = ["figures"]', "select = [1]", 5, "'select' must be a list of words"),
        ('select = ["figures"]', 'select = [" "]', 5, "'select' must be a list of words"),
        ("[severity]", "[severty]", 13, "unknown setting 'severty'; did you mean 'severity'?"),
        ('unit = "note"', 'unit = "of"', 15, "unknown severity 'of'; did you mean 'off'?"),
        ('unit = "note"', "unit = false", 15, "unknown severity 'False'"),
        ('["FIG3", "unit"]', '"FIG3"', 18, "'drafts/**' must be a list of words"),
        ("[severity]\nFIG2", "[[severity]]\nFIG2", 13, "'severity' must be a table"),
        ("[severity]", "[severity", 13, "not valid TOML"),
        ('lang = "en"', 'lang = "en"\nlang = "zh"', 3, "not valid TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert WHOLE.count(old) == 1
    path = write(tmp_path, WHOLE.replace(old, new))
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


def test_a_word_is_found_on_its_own_line(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, WHOLE))
    assert settings.fail(same("x"), "ignore", "FIG102").line == 8
    assert settings.fail(same("x"), "ignore", "FIG5").line == 10
    assert settings.fail(same("x"), "severity", "FIG2").line == 14
    assert settings.fail(same("x"), "per-file-ignores", "drafts/**", "unit").line == 18


def test_lines_are_found_in_other_ways_of_writing() -> None:
    assert line_of("tool.auditor.lang = 'en'\n", ("tool", "auditor", "lang")) == 1
    assert line_of("[tool]\n\nauditor = { x = 1, y = 2 }\n", ("tool", "auditor", "y")) == 3
    assert line_of("a = '''\n[b]\nc = 1\n'''\n[b]\nc = 1\n", ("b", "c")) == 6
    assert line_of("a = 1\n", ("nowhere",)) == 1


@pytest.mark.parametrize(
    "data", ["lang = '中'\n".encode("gbk"), b"\x00\x01", b"lang = ", b"[" * 3000, "ｌang = 1".encode()]
)
def test_a_damaged_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "auditor.toml"
    path.write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        find_settings(tmp_path)
    assert str(caught.value).startswith(f"{path}:1: ")


def test_a_missing_file_or_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_settings(tmp_path / "gone.toml")
    with pytest.raises(SettingsError, match=r"no table \[tool\.auditor\]"):
        read_settings(write(tmp_path, "[project]\n", "pyproject.toml"))
    with pytest.raises(SettingsError):
        read_settings(tmp_path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "auditor.toml"
    path.write_bytes(b"\xef\xbb\xbflang = 'en'\n")
    assert read_settings(path).lang == "en"
