"""auditor.rules: what is wrong with a rule file is said with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.bilingual import RuleFileError
from auditor.model import Severity
from auditor.rules import RelationRule, TextRule
from auditor.rules.loading import load_rule, load_rules
from auditor.rules.patterns import compile_fault, compile_pattern

RULE = """\
id: FIG999
name: surplus
title: {zh: 结余, en: Surplus}
kind: difference
severity: error
pattern: '收入{now:money}，支出{before:money}，结余{change:money}'
check: change == now - before
message:
  zh: "结余不符：{working}"
  en: "Wrong surplus: {working}"
why: {zh: 收入减支出。, en: Income less spending.}
examples:
  bad:
    - text: 收入12.00元，支出5.00元，结余8.00元。
      flags: 8.00元
      fixed: 收入12.00元，支出5.00元，结余7.00元。
  good:
    - {text: 收入12.00元，支出5.00元，结余7.00元。}
  silent:
    - {text: 收入12.00元。}
"""


def write(folder: Path, text: str, name: str = "rule.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def broken(old: str, new: str) -> str:
    """The rule above with one thing changed."""
    assert RULE.count(old) == 1
    return RULE.replace(old, new)


def fault(path: Path) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        load_rule(path)
    return caught.value


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_rule_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = write(tmp_path, RULE)
    rule = load_rule(path)
    assert isinstance(rule, RelationRule)
    assert (rule.path, rule.id, rule.name, rule.kind) == (path, "FIG999", "surplus", "difference")
    assert rule.severity is Severity.ERROR
    assert rule.formula.roles == {"change", "now", "before"}
    assert (rule.title.of("zh"), rule.title.of("en")) == ("结余", "Surplus")
    assert rule.family == "figures"
    assert rule.bad[0].flags == "8.00元"
    assert set(compile_pattern(rule).groupindex) == rule.formula.roles


@pytest.mark.parametrize("text", ["12.00", "no", "1:30", "0x1F", "null", "2024-01-01"])
def test_scalars_stay_as_written(tmp_path: Path, text: str) -> None:
    rule = load_rule(write(tmp_path, RULE + f"options: {{own: {text}}}\n"))
    assert rule.option("own") == text
    assert rule.option("other", "5") == "5"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("severity: error", "severity: erorr", "did you mean 'error'?"),
        ("severity: error", "severity: fatal-ish", "known: error, warning, note"),
        ("name: surplus", "name: surplus\nexample: none", "did you mean 'examples'?"),
        ("name: surplus", "name: surplus\nzzz: none", "unknown key 'zzz'; known: id, name"),
        ("name: surplus", "name: surplus\nid: FIG998", "the key 'id' stands twice"),
        ("name: surplus", "name: [surplus]", "'name' must be text"),
        ("check: change == now - before", "check: change == now -", "ends too early"),
        ("check: change == now - before", "check: change now", "expected ==, <= or >="),
        ("check: change == now - before", "check: change == (now - before", "a bracket is not closed"),
        ("check: change == now - before", "check: change == %", "unexpected character '%'"),
        ("check: change == now - before", "check: change == sum now", "write sum(name)"),
        ("title: {zh: 结余, en: Surplus}", "title: {zh: 结余}", "'title' needs zh and en"),
        ("title: {zh: 结余, en: Surplus}", "title: {zh: 结余, en: [a]}", "title.en must be text"),
        ("why: {zh: 收入减支出。, en: Income less spending.}", "why: none", "'why' must be a mapping"),
        ("why: {zh: 收入减支出。, en: Income less spending.}", "why: {zh: 甲, zh: 乙}", "the key 'zh'"),
        ("name: surplus", "name: *surplus", "undefined alias"),
        ("name: surplus", "name: 'surplus", "not valid YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = broken(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    if words != "not valid YAML":
        assert error.line == line_of(text, new.splitlines()[-1])
    assert str(error).startswith(f"{tmp_path / 'rule.yaml'}:{error.line}: ")


@pytest.mark.parametrize(
    ("old", "new", "words", "place"),
    [
        ("  silent:\n    - {text: 收入12.00元。}\n", "", "the key 'silent' is missing", "examples:"),
        ("  silent:\n", "  quiet:\n", "unknown key 'quiet'; known: bad, good, silent", "quiet:"),
        ("  silent:\n", "  slient:\n", "did you mean 'silent'?", "slient:"),
        ("      flags: 8.00元\n", "", "a bad example names what it flags", "- text: 收入12.00元，支出5.00元，结余8"),
        ("flags: 8.00元", "flag: 8.00元", "did you mean 'flags'?", "flag: 8.00元"),
        ("flags: 8.00元", "flags: 9.00元", "the example's text does not have '9.00元'", "flags: 9.00元"),
        ("fixed: 收入12.00元，支出5.00元，结余7.00元。", "fixed: 收入12.00元，支出5.00元，结余8.00元。",
         "the same as the text", "fixed:"),
        ("    - {text: 收入12.00元。}", "    - 收入12.00元。", "each silent example is a mapping with text",
         "- 收入12.00元。"),
        ("    - {text: 收入12.00元。}", "    - {text: [收入12.00元。]}", "'text' must be text", "{text: [收入"),
        ("    - {text: 收入12.00元。}", "    - {}", "each silent example is a mapping with text", "- {}"),
        ("    - {text: 收入12.00元。}", "    - {text: ''}", "'text' is empty", "- {text: ''}"),
        ("    - {text: 收入12.00元。}", "    - {text: 收入12.00元。, text: 甲}", "stands twice", ", text: 甲}"),
        ("    - {text: 收入12.00元。}", "    []", "'silent' is empty", "  silent:"),
        ("    - {text: 收入12.00元。}\n", "", "'silent' is empty", "  silent:"),
    ],
)  # fmt: skip
def test_a_faulty_example_is_named_with_its_own_line(
    tmp_path: Path, old: str, new: str, words: str, place: str
) -> None:
    text = broken(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, place)


@pytest.mark.parametrize("key", ["id", "name", "title", "kind", "severity", "check", "message", "why", "examples"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    error = fault(write(tmp_path, without(key)))
    assert f"the key {key!r} is missing" in str(error)
    assert str(error).startswith(f"{tmp_path / 'rule.yaml'}:1: ")


def without(key: str) -> str:
    """The rule less one key and all that is below it."""
    kept: list[str] = []
    inside = False
    for line in RULE.splitlines(keepends=True):
        if not line.startswith(" "):
            inside = line.startswith(f"{key}:")
        if not inside:
            kept.append(line)
    return "".join(kept)


def test_a_rule_needs_a_pattern_or_a_finder(tmp_path: Path) -> None:
    error = fault(write(tmp_path, without("pattern")))
    assert "either a pattern or a finder" in str(error)
    assert error.path == tmp_path / "rule.yaml"


def test_a_rule_has_not_both_a_pattern_and_a_finder(tmp_path: Path) -> None:
    error = fault(write(tmp_path, broken("name: surplus", "name: surplus\nfinder: sum")))
    assert "either a pattern or a finder" in str(error)
    assert error.line == 7


PATTERN = "收入{now:money}，支出{before:money}，结余{change:money}"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (PATTERN + "(", "bad pattern: missing ), at character 49"),
        (PATTERN + "[^。", "bad pattern"),
        (PATTERN + "[^。]{0,4}**", "bad pattern: multiple repeat, at character"),
        (PATTERN.replace("money", "mony", 1), "unknown type 'mony'; did you mean 'money'?, at character 4"),
        (PATTERN + "{faar}", "unknown gap 'faar'; did you mean 'far'? (a figure is written {faar:type})"),
        (PATTERN.replace("before:", "befor:"), "unknown figure 'before'; did you mean 'befor'?"),
        (PATTERN + "，增长{rate:percent}", "the check does not use 'rate'; write {:type}"),
        (PATTERN + "(?P<tail>。)", "the check does not use 'tail'"),
        (PATTERN + "{Rate:percent}", "{Rate:percent} is no placeholder"),
        (PATTERN + "{}", "{} is no placeholder"),
        (PATTERN + "{sum:money}", "a figure cannot be named 'sum'"),
        (f"(?:{PATTERN})?", "the pattern matches the empty text"),
        (f"(?:{PATTERN}){{e<=1}}", "{e<=1} is no placeholder"),
        (PATTERN + r"\N{NO SUCH CHARACTER}", "bad pattern"),
        ("收入", "unknown figure 'before' (the pattern has no {before:type})"),
    ],
)  # fmt: skip
def test_a_bad_pattern_is_named_with_its_line(tmp_path: Path, pattern: str, words: str) -> None:
    text = broken(PATTERN, pattern)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, "check:" if "unknown figure" in words else "pattern:")


@pytest.mark.parametrize(
    "pattern",
    [
        PATTERN + r"{:percent}?[^。]{0,12}\{甲\}{far}",
        r"\p{Han}{1,3}" + PATTERN,
        PATTERN.replace("now:", "now_1:"),
    ],
)
def test_a_good_pattern_passes(tmp_path: Path, pattern: str) -> None:
    text = broken(PATTERN, pattern)
    if "now_1" in pattern:
        text = text.replace("change == now", "change == now_1")
    rule = load_rule(write(tmp_path, text))
    assert isinstance(rule, RelationRule)
    assert set(compile_pattern(rule).groupindex) == rule.formula.roles


def test_a_pattern_may_be_written_in_either_script_and_width(tmp_path: Path) -> None:
    rule = load_rule(write(tmp_path, broken(PATTERN, "營業１２％．" + PATTERN)))
    assert compile_pattern(rule).pattern.startswith(r"营业12%\.")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("结余不符：{workng}", "unknown field 'workng'; did you mean 'working'?"),
        ("结余不符：{zzz}", "unknown field 'zzz'; known: working, stated, items, before, change, now"),
        ("结余不符：{}", "only a plain field"),
        ("结余不符：{working!r}", "only a plain field"),
        ("结余不符：{working:>20}", "only a plain field"),
        ("结余不符：{working.__class__}", "only a plain field"),
        ("结余不符：{working", "a brace is not closed"),
        ("结余不符：}", "a brace is not closed"),
    ],
)  # fmt: skip
def test_a_bad_field_of_a_message_is_named_with_its_line(tmp_path: Path, message: str, words: str) -> None:
    text = broken("结余不符：{working}", message)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, "  zh:")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: FIG999", "id: fig999", "'id' must be capital letters and a number"),
        ("id: FIG999", "id: 甲1", "'id' must be capital letters and a number"),
        ("name: surplus", "name: Sur plus", "'name' must be small letters"),
        ("name: surplus", "name: ''", "'name' is empty"),
        ("kind: difference", "kind: two words", "'kind' must be a word"),
        ("check: change == now - before", "check: 1 == 2", "the formula names no figure"),
        ("check: change == now - before", "check: change == now - befor", "unknown figure 'befor'; did you mean 'before'?"),
        ("check: change == now - before", "check: change == now", "the check does not use 'before'"),
        ("name: surplus", "name: surplus\noptions: {certain: maybe}", "'certain': unknown answer 'maybe'; known: yes, no"),
        ("name: surplus", "name: surplus\noptions: {chance: abc}", "'chance': must be a number such as 0.5"),
        ("name: surplus", "name: surplus\noptions:\n  odds: -1", "'odds': must be a number above 0"),
        ("name: surplus", "name: surplus\noptions: []", "'options' must be a mapping"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = broken(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, "pattern:" if "does not use" in words else new.splitlines()[-1])


@pytest.mark.parametrize("kind", ["difference", "毛利", "own-word", "毛利-率2"])
def test_a_kind_may_be_a_word_of_ones_own(tmp_path: Path, kind: str) -> None:
    rule = load_rule(write(tmp_path, broken("kind: difference", f"kind: {kind}")))
    assert isinstance(rule, RelationRule)
    assert rule.kind == kind


def test_the_place_in_a_formula_is_that_of_the_character(tmp_path: Path) -> None:
    error = fault(write(tmp_path, broken("check: change == now - before", "check: change == now % before")))
    assert "unexpected character '%' at 15" in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("- id: FIG999\n", "a rule file holds one mapping"),
        ("FIG999\n", "a rule file holds one mapping"),
        ("id: FIG999\n  name: surplus\n", "not valid YAML"),
        ("? [a, b]\n: c\n", "plain text"),
        ("[" * 6000, "nested more than 50 levels"),
        ("- " * 6000, "nested more than 50 levels"),
        ("id: &a FIG999\nname: *a\n", "an alias"),
        ("id: FIG999\n---\nid: FIG998\n", "not valid YAML"),
        ("[" * 4000, "not valid YAML"),
        ("x" * 1_000_001, "larger than"),
    ],
)
def test_a_file_that_is_no_rule(tmp_path: Path, text: str, words: str) -> None:
    assert words in str(fault(write(tmp_path, text)))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"id: FIG999\n" + "name: 结余".encode("gbk"))
    assert str(fault(path)).startswith(f"{path}:2: not UTF-8")
    assert str(fault(tmp_path / "none.yaml")).startswith(f"{tmp_path / 'none.yaml'}: ")
    assert str(fault(tmp_path)).startswith(f"{tmp_path}: ")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + RULE.encode())
    assert load_rule(path).id == "FIG999"


def test_a_place_without_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="no rule file"):
        load_rules(tmp_path)
    write(tmp_path, RULE, "house.yaml")
    with pytest.raises(RuleFileError, match=r"did you mean .*house\.yaml"):
        load_rules(tmp_path / "hause.yaml")
    write(tmp_path, "no rule", ".hidden.yaml")
    assert len(load_rules(tmp_path)) == 1


def test_rules_of_a_folder_are_sorted_by_id(tmp_path: Path) -> None:
    write(tmp_path, RULE, "a.yaml")
    (tmp_path / "more").mkdir()
    write(tmp_path / "more", broken("FIG999", "FIG100"), "z.yaml")
    write(tmp_path, "no rule", "notes.txt")
    assert [rule.id for rule in load_rules(tmp_path)] == ["FIG100", "FIG999"]


def test_an_id_is_taken_only_once(tmp_path: Path) -> None:
    first, second = write(tmp_path, RULE, "a.yaml"), write(tmp_path, RULE, "b.yaml")
    with pytest.raises(RuleFileError, match="FIG999 is already taken") as caught:
        load_rules(tmp_path)
    assert caught.value.path == second
    assert str(first) in str(caught.value)


TEXT_RULE = """\
id: HOU001
name: banned-word
title: {zh: 禁用词, en: Banned word}
family: script
severity: warning
detector: pattern
pattern: '(?P<fault>首家(?P<what>品牌)?)'
message:
  zh: "不用“{text}”：{what}"
  en: "Do not write {text}: {what}"
why: {zh: 甲。, en: A.}
examples:
  bad:
    - {text: 全国首家书店。, flags: 首家}
  good:
    - {text: 书店。}
  silent:
    - {text: 书店。}
"""


def test_a_text_rule_is_read_as_it_is_written(tmp_path: Path) -> None:
    rule = load_rule(write(tmp_path, TEXT_RULE))
    assert isinstance(rule, TextRule)
    assert (rule.family, rule.detector, rule.severity) == ("script", "pattern", Severity.WARNING)
    assert set(compile_fault(rule).groupindex) == {"fault", "what"}


@pytest.mark.parametrize(
    ("old", "new", "words", "place"),
    [
        ("family: script", "family: scirpt", "unknown family 'scirpt'; did you mean 'script'?", "family:"),
        ("family: script", "family: figures", "unknown family 'figures'", "family:"),
        ("family: script", "kind: share", "unknown key 'kind'", "kind:"),
        ("family: script", "check: a == b", "unknown key 'check'", "check:"),
        ("pattern: '(?P<fault>首家(?P<what>品牌)?)'", "replaces: HOU002", "the detector 'pattern' needs a pattern", "detector:"),
        ("首家(?P<what>品牌)?)'", "首家'", "bad pattern: missing )", "pattern:"),
        ("首家(?P<what>品牌)?)'", "首家){gap}'", "{gap} stands for figures", "pattern:"),
        ("首家(?P<what>品牌)?)'", "首家){n:money}'", "{n:money} stands for figures", "pattern:"),
        ("首家(?P<what>品牌)?)'", "首家)?'", "the pattern matches the empty text", "pattern:"),
        ("“{text}”：{what}", "“{text}”：{waht}", "unknown field 'waht'; did you mean 'what'?", "  zh:"),
    ],
)  # fmt: skip
def test_a_fault_of_a_text_rule_is_named(tmp_path: Path, old: str, new: str, words: str, place: str) -> None:
    assert TEXT_RULE.count(old) == 1
    text = TEXT_RULE.replace(old, new)
    error = fault(write(tmp_path, text))
    assert words in str(error)
    assert error.line == line_of(text, place)
