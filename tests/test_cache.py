"""auditor.cache: what was audited before is not audited again, and the report is the same to the character."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from house_rules import FIGURES, SLOW_TEXT, TEXT, slow, write
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor import model
from auditor.batch import brief
from auditor.cache import entries as entries_module
from auditor.cache import sources
from auditor.cache.entries import Entries, digest
from auditor.cache.recall import Recalling
from auditor.cache.terms import Wishes, agree
from auditor.cli import cli
from auditor.engine import Auditor
from auditor.exact import Fraction
from auditor.frozen import finish
from auditor.interval import Interval
from auditor.model import Document, DocumentReport, Span
from auditor.rows import RowError, codec

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
WRONG = "全区共有企业31家，其中工业企业10家、服务业企业12家、农业企业8家。\n"
RIGHT = "全区共有企业30家，其中工业企业10家、服务业企业12家、农业企业8家。\n"
SHARED = (
    "青禾县农技站在河西片区开展秋播指导，组织技术员逐村查看墒情，并为种粮大户讲解药剂拌种的用量与时机。"
    "活动期间共发放明白纸六百份，现场答复农户提问，站里还公布了咨询电话，安排专人值守到播种结束为止。\n"
)
Check = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles; a cache is kept."""
    for name, text in (("a", WRONG), ("b", RIGHT), ("c", SHARED)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_NO_CACHE")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that the engine has audited, in this process."""
    found: list[str] = []
    audit = Auditor.audit

    def noted(self: Auditor, document: Document) -> DocumentReport:
        found.append(document.path)
        return audit(self, document)

    monkeypatch.setattr(Auditor, "audit", noted)
    return found


def check(*arguments: str) -> Result:
    """A run over the three articles, unless others are named."""
    paths = [] if any(one.endswith(".txt") or one == "." for one in arguments) else ["a.txt", "b.txt", "c.txt"]
    result = CliRunner().invoke(cli, ["check", *paths, *arguments, "-j", "1"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def again(audited: list[str], *arguments: str) -> list[str]:
    """What one more run audits."""
    audited.clear()
    check(*arguments)
    return list(audited)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / ".auditor_cache").rglob("*.json"))


# ---- what is kept, and where


def test_a_second_run_audits_nothing_and_says_the_same(audited: list[str]) -> None:
    first = check()
    assert audited == ["a.txt", "b.txt", "c.txt"]
    assert first.exit_code == 1
    assert "FIG101" in first.output
    for arguments in ((), ("-v",), ("--coverage",), ("--format", "json"), ("--format", "sarif"), ("--format", "junit")):
        audited.clear()
        warm = check(*arguments)
        assert audited == []
        cold = check("--no-cache", *arguments)
        assert (warm.output, warm.exit_code) == (cold.output, cold.exit_code)


def test_every_form_of_report_is_the_same_over_the_sample_articles(folder: Path) -> None:
    for path in ARTICLES[::3]:
        shutil.copy(path, folder)
    check(".")
    for form in ("text", "html", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjsonl", "csv", "markdown"):
        warm, cold = check(".", "--format", form), check(".", "--format", form, "--no-cache")
        assert (warm.output, warm.exit_code) == (cold.output, cold.exit_code), form


def test_only_what_was_changed_is_audited(folder: Path, audited: list[str]) -> None:
    check()
    (folder / "b.txt").write_text(RIGHT + "完。\n", encoding="utf-8")
    assert again(audited) == ["b.txt"]
    (folder / "a.txt").rename(folder / "d.txt")
    assert again(audited, "d.txt", "b.txt", "c.txt") == []
    os.utime(folder / "c.txt", (0, 0))
    assert again(audited, "d.txt", "b.txt", "c.txt") == []


def test_the_cache_stands_beside_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "auditor.toml").write_text("", encoding="utf-8")
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    check("../a.txt")
    assert kept(folder)
    assert not (folder / "deep" / ".auditor_cache").exists()
    check("../a.txt", "--no-config")
    assert kept(folder / "deep")


def test_options_and_variables_say_where_and_whether(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check("--no-cache")
    check("--cache-dir", "there/deep")
    assert not (folder / ".auditor_cache").exists()
    assert list((folder / "there" / "deep").rglob("*.json"))
    monkeypatch.setenv("AUDITOR_CACHE_DIR", "elsewhere")
    check()
    assert list((folder / "elsewhere").rglob("*.json"))
    monkeypatch.setenv("AUDITOR_NO_CACHE", "1")
    monkeypatch.setenv("AUDITOR_CACHE_DIR", "nowhere")
    check()
    assert not (folder / "nowhere").exists()
    assert not (folder / ".auditor_cache").exists()


def test_version_control_and_backups_leave_it_out(folder: Path) -> None:
    check()
    assert (folder / ".auditor_cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    tag = (folder / ".auditor_cache" / "CACHEDIR.TAG").read_text(encoding="utf-8")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_other_commands_use_it_too(folder: Path, audited: list[str]) -> None:
    check()
    audited.clear()
    (folder / "d.txt").write_text("会议强调，要抓好的的工作。\n", encoding="utf-8")
    runner = CliRunner()
    fixed = [runner.invoke(cli, ["fix", "d.txt", "a.txt"]).output for _ in range(2)]
    assert audited == ["d.txt"]
    assert fixed[0] == fixed[1]
    assert "+会议强调，要抓好的工作。" in fixed[0]
    listed = [runner.invoke(cli, ["figures", "a.txt", *more]).output for more in ((), ("--no-cache",))]
    assert listed[0] == listed[1]
    assert "31家" in listed[0]
    assert audited == ["d.txt", "a.txt"]


def test_a_warm_run_does_without_the_engine(folder: Path) -> None:
    program = (
        "import sys\nfrom auditor.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )

    def modules(*arguments: str) -> set[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program, "check", "a.txt", "b.txt", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)
        return set(done.stderr.split())

    heavy = {"auditor.engine", "auditor.rulebook", "auditor.layout", "auditor.across", "regex"}
    assert heavy <= modules()
    assert not modules() & {*heavy, "yaml"}  # kept rules need none
    assert not modules("--format", "json") & {*heavy, "yaml"}
    (folder / "auditor.toml").write_text('[per-file-ignores]\n"b.txt" = ["figures"]\n', encoding="utf-8")
    assert heavy <= modules()
    assert modules() & {*heavy, "pathspec"} == {"pathspec"}


def test_several_processes_keep_what_they_find(folder: Path, audited: list[str]) -> None:
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(RIGHT + f"第{number}号。\n", encoding="utf-8")
    first = CliRunner().invoke(cli, ["check", ".", "-j", "2", "--format", "json"])
    assert audited == []  # not in this process
    assert check(".", "--format", "json").output == first.output
    assert audited == []


def test_python_programs_may_have_one(folder: Path, audited: list[str]) -> None:
    plain = auditor.audit(["a.txt", WRONG], lang="en").report
    audited.clear()
    reports = [auditor.audit(["a.txt", WRONG], lang="en", cache=folder / "kept").report for _ in range(2)]
    assert audited == ["a.txt", "text-1"]
    assert reports == [plain, plain]
    assert not (folder / ".auditor_cache").exists()
    (folder / "file").touch()
    assert auditor.audit(WRONG, lang="en", cache="file").report.documents[0].findings


def test_frames_may_have_one(folder: Path, audited: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"body": [f"{WRONG}第{number}号。\n" for number in range(12)] + [None]})
    first = auditor.audit_frame(frame, cache="kept", jobs=2).report
    again = auditor.audit_frame(frame, cache="kept", jobs=2).report
    assert first == again == auditor.audit_frame(frame, jobs=1).report
    assert len(audited) == 12  # by the last, in this process


# ---- what a result depends on


RULES = "rules = ['pack']\n"


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (("--lang", "zh"), ""),
        (("--select", "FIG101"), ""),
        (("--ignore", "DUP"), ""),
        (("--rules", "pack"), ""),
        ((), "[severity]\nFIG101 = 'note'\n"),
        ((), "ignore = ['FIG101']\n"),
        ((), "[per-file-ignores]\n'*.txt' = ['FIG101']\n"),
        ((), RULES),
    ],
)
def test_other_wishes_other_results(
    folder: Path, audited: list[str], arguments: tuple[str, ...], settings: str
) -> None:
    check()
    write(folder / "pack", TEXT)
    (folder / "auditor.toml").write_text(settings, encoding="utf-8")
    assert again(audited, *arguments) == ["a.txt", "b.txt", "c.txt"]
    assert check(*arguments).output == check(*arguments, "--no-cache").output
    assert again(audited, *arguments) == []


def test_what_changes_no_result_changes_nothing(folder: Path, audited: list[str]) -> None:
    (folder / "auditor.toml").write_text("", encoding="utf-8")
    check("--ignore", "DUP,SCR")
    assert again(audited, "--ignore", "SCR", "--ignore", "DUP") == []
    assert again(audited, "--ignore", "SCR,DUP", "--fail-on", "error", "--encoding", "utf-8") == []
    (folder / "auditor.toml").write_text('[per-file-ignores]\n"z.txt" = ["FIG"]\n', encoding="utf-8")
    assert again(audited, "--ignore", "SCR,DUP") == []


def test_a_file_that_is_spared_is_another_matter(folder: Path, audited: list[str]) -> None:
    check()
    (folder / "auditor.toml").write_text('[per-file-ignores]\n"a.txt" = ["FIG101"]\n', encoding="utf-8")
    assert again(audited) == ["a.txt"]
    assert "FIG101" not in check().output
    (folder / "a.txt").rename(folder / "d.txt")
    audited.clear()
    assert "FIG101" in check("d.txt").output


def test_rules_that_are_edited_count_at_once(folder: Path, audited: list[str]) -> None:
    write(folder / "pack", TEXT)
    (folder / "d.txt").write_text("村里的路极其难走。\n", encoding="utf-8")
    assert "Not extremely" not in check("d.txt").output
    assert "Not 极其" in check("d.txt", "--rules", "pack").output
    write(folder / "pack", TEXT.replace("Not {text}", "Never {text}"))
    audited.clear()
    assert "Never 极其" in check("d.txt", "--rules", "pack").output
    assert audited == ["d.txt"]
    write(folder / "pack", FIGURES)
    assert again(audited, "d.txt", "--rules", "pack") == ["d.txt"]


def test_rules_that_became_faulty_are_refused(folder: Path) -> None:
    write(folder / "pack", TEXT)
    assert check("--rules", "pack").exit_code == 1
    write(folder / "pack", TEXT.replace("severity: warning", "severity: dire"))
    refused = check("--rules", "pack")
    assert refused.exit_code == 2
    assert "dire" in refused.output


def test_settings_that_became_faulty_are_refused(folder: Path) -> None:
    """A word of an ignore that means no rule is refused, even where the article that it is about is not audited."""
    (folder / "elsewhere.txt").write_text("无事。\n", encoding="utf-8")
    for rule, code in (("FIG101", 1), ("FIG999", 2), ("FIG101", 1)):
        lines = ("[[ignored]]", 'path = "elsewhere.txt"', f'rule = "{rule}"', 'reason = "x"')
        (folder / "auditor.toml").write_text("\n".join(lines), encoding="utf-8")
        assert check().exit_code == code


def test_another_program_has_other_results(
    folder: Path, audited: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    (package / "inner").mkdir(parents=True)
    (package / "inner" / "one.py").write_text("A = 1\n", encoding="utf-8")
    monkeypatch.setattr(sources, "_PACKAGE", package)
    check()
    assert again(audited) == []
    (package / "inner" / "one.py").write_text("A = 2\n", encoding="utf-8")
    os.utime(package / "inner" / "one.py", (0, 0))
    assert again(audited) == ["a.txt", "b.txt", "c.txt"]
    (package / "inner" / "one.py").write_text("A = 1\n", encoding="utf-8")
    assert again(audited) == []
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "one.pyc").write_bytes(b"")
    assert again(audited) == []
    shutil.copytree(package, tmp_path / "moved", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "_PACKAGE", tmp_path / "moved")
    assert again(audited) == []


def test_what_a_rule_gave_up_on_is_tried_again(folder: Path, audited: list[str]) -> None:
    write(folder / "pack", slow())
    (folder / "d.txt").write_text(SLOW_TEXT, encoding="utf-8")
    said = [check("d.txt", "a.txt", "--rules", "pack") for _ in range(2)]
    assert audited == ["d.txt", "a.txt", "d.txt"]
    assert said[0].output == said[1].output
    assert "USR903" in said[0].stderr


# ---- documents beside each other


def test_what_documents_share_is_known_too(folder: Path, audited: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "d.txt").write_text("今日简报。\n" + SHARED, encoding="utf-8")
    cold = check(".", "--format", "json", "--no-cache").output
    assert "c.txt" in json.dumps([one["findings"] for one in json.loads(cold)["documents"]])
    assert check(".", "--format", "json").output == cold
    audited.clear()
    monkeypatch.setattr(Auditor, "comparison", lambda _: pytest.fail("compared anew"))
    assert check(".", "--format", "json").output == cold
    assert audited == []


def test_one_new_document_is_compared_with_all(folder: Path, audited: list[str]) -> None:
    check(".")
    (folder / "d.txt").write_text("今日简报。\n" + SHARED, encoding="utf-8")
    audited.clear()
    warm = check(".").output
    assert audited == ["./d.txt"]
    assert warm == check(".", "--no-cache").output
    assert "c.txt" in warm
    assert check("d.txt", "c.txt").output == check("d.txt", "c.txt", "--no-cache").output
    assert again(audited, "d.txt", "c.txt") == []


# ---- damage


def damages(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[: len(data) // 2]
    yield data[:-1]
    yield data + b"\n"
    yield data.replace(b"1", b"2")
    yield b"\0" * len(data)
    yield data.partition(b"\n")[2]
    yield b"null"


@pytest.mark.parametrize("number", range(8))
def test_damaged_entries_are_audited_anew_and_replaced(folder: Path, audited: list[str], number: int) -> None:
    first = check()
    for path in kept(folder):
        path.write_bytes(list(damages(path.read_bytes()))[number])
    audited.clear()
    second = check()
    assert audited == ["a.txt", "b.txt", "c.txt"]
    assert (second.output, second.stderr, second.exit_code) == (first.output, first.stderr, first.exit_code)
    assert again(audited) == []


def test_an_entry_under_another_name_is_none(folder: Path, audited: list[str]) -> None:
    check()
    sizes = {path: path.read_bytes() for path in kept(folder)}
    names = list(sizes)
    for path, other in zip(names, [*names[1:], names[0]], strict=True):
        path.write_bytes(sizes[other])
    assert again(audited) == ["a.txt", "b.txt", "c.txt"]


def test_an_entry_that_says_something_else_is_none(tmp_path: Path) -> None:
    entries, document = Entries(tmp_path), Document("a.txt", WRONG, "utf-8")
    recalling = Recalling(entries, agree(entries, Wishes("zh"), Auditor), Auditor)
    recalling.audit(document)
    assert isinstance(next(recalling.recall([document])), DocumentReport)
    key = recalling._key(document)
    values: tuple[Any, ...] = (
        None,
        [],
        {},
        "x",
        [1, 2],
        ["hans"],
        ["klingon", [], [], [], [0, 0, 0, []], None],
        [[]] * 6,
    )
    for value in values:
        entries.put(key, value, value)
        assert list(recalling.recall([document])) == [document]


def test_a_folder_in_place_of_an_entry_is_no_harm(folder: Path, audited: list[str]) -> None:
    check()
    for path in kept(folder):
        path.unlink()
        path.mkdir()
    first = again(audited)
    assert first == again(audited) == ["a.txt", "b.txt", "c.txt"]
    assert not list(folder.rglob("*.tmp"))


# ---- tidying up


def test_what_was_not_used_for_long_is_taken_away(folder: Path, audited: list[str]) -> None:
    check()
    before = len(kept(folder))
    old = time.time() - 40 * entries_module._DAY
    for path in kept(folder):
        os.utime(path, (old, old))
    assert again(audited, "a.txt") == []  # used, which keeps it
    (folder / ".auditor_cache" / "tidied").unlink()
    check("a.txt")
    left = kept(folder)
    assert 0 < len(left) < before
    assert again(audited) == ["b.txt", "c.txt"]


def test_what_is_too_much_goes_the_oldest_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = Entries(folder / "there")
    for number in range(10):
        entries.put(digest(str(number)), "x" * 1000)
        path = entries._path(digest(str(number)))
        os.utime(path, (time.time() + number, time.time() + number))
    monkeypatch.setattr(entries_module, "_MOST_BYTES", 8 * 1100)
    entries.tidy()
    left = [number for number in range(10) if entries.get(digest(str(number))) is not None]
    assert left == [4, 5, 6, 7, 8, 9]


def test_what_a_killed_run_has_left_goes_after_a_day(folder: Path) -> None:
    entries = Entries(folder / "there")
    entries.put(digest("x"), 1)
    fresh, stale = (entries.folder / name for name in ("fresh.json.1.tmp", "stale.json.1.tmp"))
    for path, days in ((fresh, 0), (stale, 2)):
        path.touch()
        os.utime(path, (time.time() - days * entries_module._DAY,) * 2)
    entries.tidy()
    assert fresh.exists()
    assert not stale.exists()


# ---- rows


rationals = st.fractions() | st.builds(Fraction, st.integers(), st.integers(1, 10**30))
spans = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(lambda ends: Span(min(ends), max(ends)))
intervals = st.tuples(rationals, rationals, st.booleans(), st.booleans()).map(
    lambda ends: Interval(None if ends[2] else min(ends[:2]), None if ends[3] else max(ends[:2]))
)
st.register_type_strategy(Fraction, rationals)
st.register_type_strategy(Span, spans)
st.register_type_strategy(Interval, intervals)
texts = st.text(st.characters(exclude_categories=()))  # with surrogates, as a file name may hold them
st.register_type_strategy(str, texts)
for shared in vars(model).values():
    if is_dataclass(shared) and isinstance(shared, type):
        finish(shared)  # hypothesis looks at signatures


@settings(max_examples=30, deadline=None)
@given(st.from_type(DocumentReport))
def test_any_report_survives_the_round_trip(report: DocumentReport) -> None:
    kind = codec(DocumentReport)
    text = json.dumps(kind.write(report), ensure_ascii=False)
    read = kind.read(json.loads(text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")))
    assert read == report
    assert repr(read) == repr(report)  # 1, True and Fraction(1) are equal, too


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


@settings(max_examples=40, deadline=None)
@given(st.from_type(DocumentReport), trees, st.randoms(use_true_random=False))
def test_any_other_tree_is_refused(report: DocumentReport, tree: Any, random: Any) -> None:
    kind = codec(DocumentReport)
    row = json.loads(json.dumps(kind.write(report)))
    inside = row
    while True:  # somewhere in it, something else
        at = random.randrange(len(inside))
        if not isinstance(inside[at], list) or not inside[at] or random.random() < 0.3:
            break
        inside = inside[at]
    before, inside[at] = inside[at], tree
    try:
        read = kind.read(row)
    except (TypeError, ValueError, LookupError, ArithmeticError):
        return
    if type(tree) is not type(before) or tree != before:
        assert kind.write(read) == row or isinstance(before, str)  # "a/b" of a fraction may have other writings


def test_types_without_rows_are_named() -> None:
    for kind in (float, dict[str, int], str | Fraction, set[int]):
        with pytest.raises(TypeError, match="no rows"):
            codec(kind)
    with pytest.raises(RowError):
        codec(int).read(True)


def test_the_engine_gives_the_same_report_from_the_cache(tmp_path: Path) -> None:
    entries = Entries(tmp_path)
    recalling = Recalling(entries, agree(entries, Wishes("zh"), Auditor), Auditor)
    plain = Auditor("zh")
    assert recalling.described == plain.described
    for path in ARTICLES[:6]:
        document = Document(path.name, path.read_text(encoding="utf-8"), "utf-8")
        first = recalling.audit(document)
        assert first == plain.audit(document)
        assert list(recalling.recall([document, replace(document, path="other.txt")])) == [
            first,
            replace(first, document=replace(first.document, path="other.txt")),
        ]
        short = Recalling(entries, agree(entries, Wishes("zh"), Auditor), Auditor, wants_brief=True)
        assert list(short.recall([document])) == [brief(first)]
        assert short.audit(document) == brief(first)
