"""auditor.rulebook and auditor.preparing: packs of users beside the built-in rules, and the choice among them."""

from __future__ import annotations

from pathlib import Path

import house_rules
import pytest

from auditor.bilingual import RuleFileError
from auditor.engine import Auditor, builtin_rules
from auditor.model import Document, DocumentReport, Severity
from auditor.packs import builtin
from auditor.preparing import Options, Prepared, prepare
from auditor.rulebook import gather
from auditor.rules import RelationRule
from auditor.settings import Settings, SettingsError, read_settings

BUILTIN = {rule.id for rule in builtin_rules()}
WRONG = "会展中心租用12天，日租500元，租金共7000元，村里的路極其難走。"


def ids(*packs: Path) -> set[str]:
    return {rule.id for rule in gather(packs)}


def refused(*packs: Path) -> str:
    with pytest.raises(RuleFileError) as caught:
        gather(packs)
    return str(caught.value)


def audit(prepared: Prepared, text: str = WRONG, path: str = "text.txt") -> DocumentReport:
    auditor = Auditor("zh", prepared.rules, prepared.choice, prepared.spared)
    return auditor.audit(Document(path, text, "utf-8"))


def findings(prepared: Prepared, path: str = "text.txt") -> list[str]:
    return sorted(finding.rule for finding in audit(prepared, path=path).findings)


def test_a_pack_is_a_folder_or_a_file(tmp_path: Path) -> None:
    pack = house_rules.write(tmp_path / "pack", house_rules.FIGURES, house_rules.TEXT)
    assert ids(pack) == BUILTIN | {"USR901", "USR902"}
    assert ids(pack / "USR901.yaml") == BUILTIN | {"USR901"}
    assert ids(pack, pack / "USR901.yaml", tmp_path / "pack" / ".." / "pack") == BUILTIN | {"USR901", "USR902"}


def test_the_built_in_rules_are_no_second_ones() -> None:
    assert ids(builtin() / "figures") == BUILTIN


def test_users_rules_work_beside_the_built_in_ones(tmp_path: Path) -> None:
    pack = house_rules.write(tmp_path / "pack", house_rules.FIGURES, house_rules.TEXT)
    report = audit(prepare(Settings(), Options((pack,))))
    by_rule = {finding.rule: finding for finding in report.findings}
    assert set(by_rule) == {"USR901", "USR902"}
    assert by_rule["USR901"].span.of(WRONG) == "7000元"
    assert by_rule["USR901"].message.startswith("租金7000元不符：12天 × 500元 = 6000元")
    assert (by_rule["USR902"].message, by_rule["USR902"].suggestion) == ("不用“極其”：难走", "很")
    assert by_rule["USR902"].severity is Severity.WARNING


def test_a_taken_id_is_refused_unless_it_says_so(tmp_path: Path) -> None:
    taken = house_rules.changed(house_rules.FIGURES, ("USR901", "FIG201"))
    path = house_rules.write(tmp_path / "pack", taken) / "FIG201.yaml"
    assert refused(path) == (
        f"{path}:1: the id FIG201 is already taken by a built-in rule; to put this rule in its place, "
        "add 'replaces: FIG201'"
    )
    path.write_text(taken + "replaces: FIG201\n", encoding="utf-8")
    (rule,) = (rule for rule in gather([path]) if rule.id == "FIG201")
    assert rule.path == path


def test_a_rule_may_replace_one_of_another_id(tmp_path: Path) -> None:
    path = house_rules.write(tmp_path / "pack", house_rules.FIGURES + "replaces: FIG201\n")
    assert ids(path) == BUILTIN - {"FIG201"} | {"USR901"}


def test_what_is_replaced_must_be_there(tmp_path: Path) -> None:
    pack = house_rules.write(tmp_path / "pack", house_rules.FIGURES + "replaces: FIG2O1\n")
    assert refused(pack).endswith("unknown rule 'FIG2O1'; did you mean 'FIG201'?")
    assert f"USR901.yaml:{house_rules.FIGURES.count(chr(10)) + 1}:" in refused(pack)


def test_two_packs_cannot_share_an_id(tmp_path: Path) -> None:
    first = house_rules.write(tmp_path / "a", house_rules.FIGURES)
    second = house_rules.write(tmp_path / "b", house_rules.FIGURES)
    assert f"already taken by {first / 'USR901.yaml'}" in refused(first, second)


@pytest.mark.parametrize(
    ("text", "changes", "words", "line"),
    [
        (house_rules.TEXT, (("detector: pattern\npattern: '(?P<fault>极其)(?P<what>[一-龥]{2})'\n", "detector: pattren\n"), ("：{what}", ""), (": {what}", "")),
         "unknown detector 'pattren'; did you mean 'pattern'?", 6),
        (house_rules.TEXT, (("{right: 很}", "{rihgt: 很}"),), "unknown option 'rihgt'; did you mean 'right'?", 8),
        (house_rules.FIGURES, (("check: total == days * price", "check: total == days * price\noptions:\n  certian: no"),),
         "unknown option 'certian'; did you mean 'certain'?", 9),
        (house_rules.FIGURES, (("pattern: '租用{gap}{days:duration}，{gap}日租{gap}{price:money}，{gap}租金{gap}{total:money}'", "finder: shar"),),
         "unknown finder 'shar'; did you mean 'share'?", 6),
        (house_rules.FIGURES, (("pattern: '租用{gap}{days:duration}，{gap}日租{gap}{price:money}，{gap}租金{gap}{total:money}'", "finder: share\noptions: {odd: '1'}"),),
         "unknown option 'odd'; did you mean 'odds'?", 7),
    ],
)  # fmt: skip
def test_what_the_engine_does_not_know_is_refused(
    tmp_path: Path, text: str, changes: tuple[tuple[str, str], ...], words: str, line: int
) -> None:
    error = refused(house_rules.write(tmp_path / "pack", house_rules.changed(text, *changes)))
    assert error.endswith(words)
    assert f".yaml:{line}: " in error


def test_a_rule_may_ask_a_finder_of_ours(tmp_path: Path) -> None:
    (share,) = (rule for rule in builtin_rules() if rule.id == "FIG201")
    text = share.path.read_text(encoding="utf-8").replace("id: FIG201", "id: USR201\nreplaces: FIG201")
    pack = house_rules.write(tmp_path / "pack", text)
    rule = next(rule for rule in gather([pack]) if rule.id == "USR201")
    assert isinstance(rule, RelationRule) and rule.finder == "share"
    report = audit(prepare(Settings(), Options((pack,))), share.bad[0].text)
    assert "USR201" in {finding.rule for finding in report.findings}


def test_options_and_settings_together(tmp_path: Path) -> None:
    house_rules.write(tmp_path / "pack", house_rules.FIGURES)
    more = house_rules.write(tmp_path / "more", house_rules.TEXT)
    path = tmp_path / "auditor.toml"
    path.write_text('rules = ["pack"]\nignore = ["USR902"]\n[severity]\nUSR901 = "note"\n', encoding="utf-8")
    settings = read_settings(path)
    both = Options((more,))
    assert findings(prepare(settings, both)) == ["USR901"]
    assert audit(prepare(settings, both)).findings[0].severity is Severity.NOTE
    assert findings(prepare(settings, Options((more,), select=("script",)))) == ["USR902"]
    with pytest.raises(SettingsError, match=r"auditor\.toml:2: unknown rule, prefix or family 'USR902'"):
        prepare(settings, Options())


def test_some_files_are_spared_some_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house_rules.write(tmp_path / "pack", house_rules.FIGURES, house_rules.TEXT)
    path = tmp_path / "auditor.toml"
    path.write_text(
        'rules = ["pack"]\n[per-file-ignores]\n"drafts/**" = ["USR901"]\n"*-flash.txt" = ["script", "FIG2"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    prepared = prepare(read_settings(path), Options())
    assert findings(prepared) == ["USR901", "USR902"]
    assert findings(prepared, "drafts/deep/a.txt") == ["USR902"]
    assert findings(prepared, "news/a-flash.txt") == ["USR901"]
    assert findings(prepared, str(tmp_path / "drafts" / "b-flash.txt")) == []
    assert findings(prepared, "-") == ["USR901", "USR902"]
    assert findings(prepared, "/elsewhere/drafts.txt") == ["USR901", "USR902"]
    report = audit(prepared, path="drafts/a.txt")
    assert not [claim for claim in report.claims if claim.rule == "USR901"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('"drafts/**" = ["FIG3", "FIG9"]', "auditor.toml:2: unknown rule, prefix or family 'FIG9'"),
        ('"!" = ["FIG3"]', "auditor.toml:2: no glob: '!'"),
    ],
)
def test_a_bad_table_of_spared_files_is_named(tmp_path: Path, table: str, words: str) -> None:
    path = tmp_path / "auditor.toml"
    path.write_text(f"[per-file-ignores]\n{table}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        prepare(read_settings(path), Options())
    assert words in str(caught.value)


def test_a_rule_left_out_makes_no_other_speak() -> None:
    """Relations that hold keep failures away even when their own rule is not reported."""
    texts = [example.text for rule in builtin_rules() for example in (*rule.good, *rule.silent)]
    whole = prepare(Settings(), Options())
    said = {text: {finding.id for finding in audit(whole, text).findings} for text in texts}
    for ignored in ("FIG1", "FIG2", "FIG4"):
        prepared = prepare(Settings(), Options(ignore=(ignored,)))
        assert [text for text in texts if {one.id for one in audit(prepared, text).findings} - said[text]] == []


def test_nothing_about_figures_is_sought_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepare(Settings(), Options(select=("unit",)))
    monkeypatch.setattr("auditor.engine.settle", None)
    report = audit(prepared, "全县农村自来水普及率达到95.2%%，共有企业30家，其中工业10家。")
    assert {finding.rule for finding in report.findings} == {"UNI101"}
    assert report.claims == ()
