"""Which figure the diagnosis blames, what slip it names, and when a missing row explains all."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from gold import audit, load_article
from mutants import mutants_of, trials

from auditor.diagnosis.likelihood import eighths
from auditor.diagnosis.prints import nicest, slipped, written
from auditor.interval import Interval
from auditor.model import Figure, Finding, Severity, Suspect

ARTICLES = [
    load_article(path) for path in sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.yaml"))
]
ROWS = "按类型划分，民事案件52件，占57.8%，标的额31.6亿元；刑事案件24件，占26.7%，标的额4.2亿元；行政案件9件，占10%，标的额1.5亿元。"


def only_finding(text: str, lang: str = "zh") -> Finding:
    (finding,) = (one for one in audit(text, lang).findings if one.family == "figures")
    return finding


def first(text: str, lang: str = "zh") -> tuple[str, str, str | None]:
    """The first suspect as printed, as it should be, and its slip: one for all findings of a text."""
    findings = [one for one in audit(text, lang).findings if one.family == "figures"]
    (told,) = {(s.span.of(text), s.text, s.slip) for s in (one.suspects[0] for one in findings)}
    return told


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("全区26个项目中，工业11个，占42.3%；农业8个，占30.8%；服务业7个，占29.6%。", ("29.6%", "26.9%", "transposed")),
        ("粮食产量由40.0万吨增加到50.0万吨，增长20%。", ("20%", "25%", "later-base")),
        ("全市上云企業由120家增加到300家，增長2.5倍。", ("2.5倍", "1.5倍", "times")),
        ("合格率由93.2%提高到91.1%，提高2.1个百分点。", ("2.1个百分点", "-2.1个百分点", "direction")),
        ("合格率由80.0%提高到84.0%，提高5.0个百分点。", ("5.0个百分点", "4.0个百分点", "points")),
        (
            "今年开工项目共1253个，按产业划分，工业项目812个，农业项目337个，服务业项目441个。",
            ("1253个", "1590个", "omits-part"),
        ),
        ("全縣完成投資12.68億元，由去年的11.32億元增加到12.68億元，增長120.1%。", ("120.1%", "12.01%", "decimal")),
    ],
)
def test_first_suspect_and_its_slip(text: str, suspect: tuple[str, str, str]) -> None:
    assert first(text) == suspect


def test_claims_that_hold_speak_for_their_figures() -> None:
    # 600 is the base of two shares that hold; only the third share is left
    text = "全县培训农民600人，其中种植户培训240人，占40.0%；养殖户培训180人，占30.0%；其他农户180人，占37.0%。"
    for finding in audit(text).findings:
        assert finding.suspects[0].span.of(text) == "37.0%"
        assert all(suspect.span.of(text) != "600人" for suspect in finding.suspects)


def test_one_change_that_settles_several_findings_comes_first() -> None:
    text = "全县有企业186家，按规模划分，大型企业71家，占38.2%；中型企业85家，占31.2%；小型企业57家，占30.6%。"
    findings = [one for one in audit(text).findings if one.family == "figures"]
    assert len(findings) > 1
    for finding in findings:
        suspect = finding.suspects[0]
        assert (suspect.span.of(text), suspect.text, suspect.slip) == ("85家", "58家", "transposed")
    assert f"改此一处，{len(findings)}处不符可同时消除" in findings[0].suspects[0].reason


def test_suspect_gives_the_interval_and_is_never_applied() -> None:
    text = "粮食产量由40.0万吨增加到50.0万吨，增长20%。"
    finding = only_finding(text)
    suspect = finding.suspects[0]
    assert suspect.interval.contains(Fraction(25)) and not suspect.interval.contains(Fraction(26))
    assert suspect.value == 25
    assert finding.edits == ()
    assert finding.suggestion == "疑为：20% → 25%"


def test_reasons_in_english() -> None:
    finding = only_finding("粮食产量由40.0万吨增加到50.0万吨，增长20%。", "en")
    assert finding.suspects[0].reason == "computed on the later value"
    assert finding.suggestion == "perhaps 20% → 25%"


@pytest.mark.parametrize(
    "opening", ["全年受理案件90件，标的额合计40.0亿元。", "全年受理案件90件，標的額合計40.0億元。"]
)
def test_gaps_that_agree_are_one_finding(opening: str) -> None:
    text = opening + ROWS
    finding = only_finding(text)
    assert finding.severity is Severity.ERROR
    assert finding.message.startswith("各栏相加都缺同一项，漏列了一类案件：5件，占5.5%")
    assert "5件 ÷ 90件 = 5.6%" in finding.message
    assert {"5件", "5.5%"} <= {one.text for one in finding.missing}
    told = {finding.span.of(text), *(one.span.of(text) for one in finding.related)}
    assert {"90件", "52件", "24件", "9件", "57.8%", "26.7%", "10%"} <= told


def test_the_missing_row_in_english() -> None:
    message = only_finding("全年受理案件90件。" + ROWS, "en").message
    assert message.startswith("Every column lacks the same row; one category was left out: 5件, 5.5%")


def test_gaps_that_do_not_agree_stay_apart() -> None:
    # counts lack 5 of 90, shares 15.5%
    text = ("全年受理案件90件。" + ROWS).replace("57.8%", "47.8%")
    findings = [one for one in audit(text).findings if one.family == "figures"]
    assert findings and all(not one.missing for one in findings)


def test_a_column_that_adds_up_has_no_row_missing() -> None:
    text = "全年受理案件85件。" + ROWS.replace("10%", "4.5%")
    assert all(not one.missing for one in audit(text).findings)


def test_diagnosis_is_deterministic() -> None:
    text = "\n".join(gold.text for gold in ARTICLES[:4])
    assert audit(text) == audit(text)


@pytest.mark.parametrize(
    ("ratio", "size"),
    [(Fraction(1), 0), (Fraction(2), 8), (Fraction(1, 2), -8), (Fraction(3), 12), (Fraction(1, 3), -13), (Fraction(1, 9), -26)],
)  # fmt: skip
def test_logarithms_are_exact_and_rounded_down(ratio: Fraction, size: int) -> None:
    assert eighths(ratio) == size


def figure_of(text: str) -> Figure:
    (figure,) = audit(f"全市完成投资{text}。").figures
    return figure


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        ("12.68亿元", "126.8亿元", "decimal"),
        ("123.0亿元", "12.3亿元", "decimal"),
        ("12.68亿元", "21.68亿元", "transposed"),
        ("16.28亿元", "12.68亿元", "transposed"),
        ("12.68万元", "12.68亿元", "scale"),
        ("1.68亿元", "12.68亿元", "dropped"),
        ("122.68亿元", "12.68亿元", "doubled"),
        ("12.68亿元", "12.69亿元", "digit"),
    ],
)
def test_prints_that_a_slip_turns_into_this_one(printed: str, meant: str, slip: str) -> None:
    assert (meant, slip) in {(one.text, one.slip) for one in slipped(figure_of(printed))}


def test_nicest_print_keeps_the_form() -> None:
    figure = figure_of("1,268万元")
    assert written(figure, Fraction(20_450_000)).text == "2,045万元"
    wanted = Interval(Fraction(20_444_000), Fraction(20_446_000))
    found = nicest(figure, wanted)
    assert found is not None
    assert found.text == "2,044.5万元"


def test_changed_figure_is_the_first_suspect() -> None:
    """A guard on the measurement of `make bench`, over a sample of its mutants."""
    found = [one for gold in ARTICLES for one in trials(gold, every=16)]
    caught = [one for one in found if one.caught]
    assert len(caught) >= 50
    named = sum(one.named for one in caught)
    assert named >= 0.88 * len(caught), f"{named} of {len(caught)}"


def test_things_are_rarely_told_to_be_none_but_votes_are() -> None:
    """36 for 46: each part of ten or more could be ten less; 10个 would be none, and is the last to be thought of."""
    (windows,) = audit("大厅设置窗口36个，其中商事8个、建设10个、登记17个、民生11个。").findings
    assert [one.text for one in windows.suspects] == ["1个", "7个", "0个"]
    (votes,) = audit("到会9人，同意9票，反对1票，弃权0票。").findings
    assert "0票" in {one.text for one in votes.suspects}


def test_mutants_change_one_figure_only() -> None:
    for gold in ARTICLES[:3]:
        for mutant in mutants_of(gold):
            assert mutant.span.of(mutant.text) == mutant.now != mutant.was
            restored = mutant.text[: mutant.span.start] + mutant.was + mutant.text[mutant.span.end :]
            assert restored == gold.text


def test_every_suspect_is_a_figure_of_the_report() -> None:
    for gold in ARTICLES:
        report = audit(gold.text)
        figures = {figure.id: figure for figure in report.figures}
        for suspect in (one for finding in report.findings for one in finding.suspects):
            assert isinstance(suspect, Suspect)
            assert figures[suspect.figure].span == suspect.span
            assert suspect.interval.contains(suspect.value) or suspect.slip is not None
