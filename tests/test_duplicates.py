"""Text that stands twice: passages of many kinds, hostile ones, and what is no mistake at all."""

from __future__ import annotations

import random
import time

import pytest
from gold import alarms, audit

from auditor.engine import builtin_rules
from auditor.layout import lay_out
from auditor.model import Document, Finding, Severity, Span
from auditor.rules import TextRule
from auditor.text import DETECTORS
from auditor.text.duplicates.differences import changes, shown, similarity
from auditor.text.duplicates.repeats import Run, chains, runs_of
from auditor.text.manuscript import Manuscript
from auditor.text.overlaps import silence

RULES = [rule for rule in builtin_rules() if isinstance(rule, TextRule) and rule.family == "duplicate"]
MILL = "磨坊的水轮坏了半个冬天，开春才请来木匠，换了十二片桨叶，又把水槽重新铺了一遍石板。"
FERRY = "渡口的老船工每天摆渡四趟，头一趟送学生过河，末一趟接下工的人回家，风雨从不误点。"
QUILT = "祠堂里摆着六张绣架，手艺最好的几位婆婆轮流教年轻媳妇配线，一幅被面要绣上三个月。"


def found(text: str) -> list[Finding]:
    return [finding for finding in audit(text).findings if finding.family == "duplicate"]


def alarmed(text: str) -> list[tuple[str, str]]:
    """Rule and words of every duplicate that counts as a fault."""
    return [(one.rule, one.span.of(text)) for one in alarms(audit(text)) if one.family == "duplicate"]


# -- words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("工程队今天开始铺设铺设北段的管道。", "铺设铺设"),
        ("乡里决定决定，从下月起停收过桥费。", "决定决定"),
        ("他们把剩下的木料木料运回了仓库。", "木料木料"),
        ("受灾的的农户都领到了种子。", "的的"),
        ("今年的收成低于于往年。", "于于"),
        ("合作社已经完成了了秋收。", "了了"),
        ("河堤和和涵洞一起检修。", "和和"),
        ("這批書是是從省城運來的。", "是是"),
        ("村口立着一块块石碑，石碑上刻着着名字，他也也认得几个。", "也也"),
        ("展览馆展览馆前的广场铺上了青砖。", "展览馆展览馆"),
        ("农业技术推广站农业技术推广站派人下乡。", "农业技术推广站农业技术推广站"),
        ("桃溪桃溪沿岸的竹林长得正密。", "桃溪桃溪"),
        ("新任的局長局長上週到任。", "局長局長"),
        ("会议审议审议审议了三项议程。", "审议审议审议"),
        ("老街上的店铺店铺都关了门。", "店铺店铺"),
        ("粮食产量提高了两个百分点百分点。", "百分点百分点"),
        ("村口挂上了湿地湿地城市的牌子。", "湿地湿地"),
        ("合作社取得了了不小的收益。", "了了"),
        ("浑身都是是宝，卖得也好。", "是是"),
        ("新农具的好处，“省力”的的好处，大家都看得见。", "的的"),
        ("乡里要求加强加强值守。", "加强加强"),
        ("消防隊員連夜趕赴趕赴現場。", "趕赴趕赴"),
    ],
)
def test_a_word_written_twice(text: str, word: str) -> None:
    assert [words for _, words in alarmed(text)] == [word]


def test_a_unit_written_twice_is_reported_once() -> None:
    text = "这条路一共投了3.2亿元亿元，去年才通车。"
    assert [(one.rule, one.span.of(text)) for one in alarms(audit(text))] == [("UNI103", "亿元亿元")]


@pytest.mark.parametrize(
    "text",
    [
        "他常常来，天天坐在门口，一一向人问好。",
        "你先试试，再看看，不行就算了。",
        "大家研究研究、讨论讨论，总能想出办法。",
        "产品品牌要靠产业链链主企业去带动。",
        "中国中铁的工程队从北京北站出发。",
        "产业创业创新平台办在老厂房里。",
        "利润和产量双双下滑，层层分包是主因。",
        "日日夜夜，人人都在忙，家家户户亮着灯。",
        "某某公司欠某某银行的钱。",
        "姑娘们高高兴兴地走了，老人慢慢腾腾地跟着。",
        "陈圆圆、李师师是戏里的人物，屠呦呦、周笔畅是今天的人。",
        "他姓于，于于老师的课人人爱听。",
        "咚咚咚，鼓声响了；滴答滴答，雨还在下。",
        "一步一步地走，一家一家地问，一个一个地数。",
        "小脸冻得通红通红，院墙刷得雪白雪白。",
        "谢谢，谢谢，多谢多谢，恭喜恭喜。",
        "参与与否由你自己定，存在在所难免的误差。",
        "为了了解情况，他因为为人正直而被选中。",
        "目的的确定要慎重，是是非非留给后人说。",
        "吉尔吉斯斯坦的客商和可可西里的牧民都来了。",
        "李莎莎和王宝宝在幼儿园里教孩子唱歌。",
        "人民民主、上海海关、法院院长、书记记者都在名单上。",
        "支持发展发展中国家的农业。",
        "政府扶持服务服务业的机构。",
        "大学生大学生活丰富多彩。",
        "全国人大代表代表团团长到会。",
        "管理管理员账户的人要换密码。",
        "你去打听打听，回来咱们合计合计。",
        "我們去走走、聽聽、看看，也活動活動筋骨。",
        "電話是零零二八八三三五五。",
        "这可不得了了。",
        "住在老街老街坊们常来。",
        "是是是，您说得对。",
        "“的的确确。”他答。",
        "在在职人员中选三个人。",
        "自动驾驶测试测试场地已经划定。",
        "大大小小的村落，形形色色的人。",
        "妈妈给宝宝缝了一双虎头鞋。",
        "哈哈哈哈，他笑得直不起腰。",
        "拉布拉布岛在南边的海上，拉布拉布岛上没有人住。",
        "内部路由由网关决定，被被动放大的误差要扣除。",
        "“加油加油！”看台上的人齐声喊。",
        "和和美美过日子，和和气气做生意。",
        "不了了之的事太多，他受不了了。",
    ],
)
def test_doubling_that_is_good_chinese(text: str) -> None:
    assert alarmed(text) == []


def test_a_doubled_word_within_quotes_is_a_note_at_most() -> None:
    (finding,) = found("他喊：“我们胜利胜利了！”")
    assert finding.severity is Severity.NOTE
    assert not finding.edits


def test_a_doubled_word_over_a_line_end_is_a_note_at_most() -> None:
    text = "县里今年在北山的三条沟里都修了小水库，水库建成以后由乡里铺设\n铺设管道，把水引到各个村口，再分到户。"
    assert [finding.severity for finding in found(text)] in ([], [Severity.NOTE])


def test_only_words_of_the_dictionary_are_repaired() -> None:
    (known,) = found("工程队今天开始铺设铺设北段的管道。")
    (unknown,) = found("桃溪桃溪沿岸的竹林长得正密。")
    assert known.edits
    assert known.suggestion == "铺设"
    assert not unknown.edits


# -- things joined with themselves -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "传达贯彻镇党委、镇政府以及镇党委、镇政府防汛会议精神。",
        "到会的有水务局和水务局，另有三个乡镇。",
        "由供销合作社及供销合作社，其余各村自办。",
        "參展的有農會、漁會與農會、漁會所辦的合作社。",
    ],
)
def test_both_sides_are_the_same(text: str) -> None:
    assert [rule for rule, _ in alarmed(text)] == ["DUP113"]


@pytest.mark.parametrize(
    "text",
    [
        "人与人、村与村之间要多走动。",
        "医院以及医院周边不得鸣笛。",
        "副主任和主任都签了字。",
        "部门与部门、企业和企业之间信息不通。",
        "县委、县政府及县委、县政府各部门都要带头。",
        "学习、学习、再学习。",
        "市水务局和水务局下属的泵站都派了人。",
        "县委副书记、县长，县委常委、副县长出席。",
    ],
)
def test_sides_that_differ_or_belong(text: str) -> None:
    assert alarmed(text) == []


# -- clauses, passages, paragraphs -------------------------------------------------------------------


def test_a_clause_twice_in_a_row() -> None:
    text = f"今年雨水足，山上的毛竹长得快，山上的毛竹长得快，{FERRY}"
    assert alarmed(text) == [("DUP104", "山上的毛竹长得快")]


def test_several_clauses_several_times_running() -> None:
    unit = "新修的戏台坐南朝北，能容下三百人看戏，"
    text = "村里人都说，" + unit * 4 + "夏天夜里最热闹。"
    ((rule, words),) = alarmed(text)
    assert rule == "DUP104"
    assert words == (unit * 3).rstrip("，")
    assert "4" in found(text)[0].message


def test_a_passage_twice_in_one_paragraph() -> None:
    text = f"{MILL}{FERRY}后来的事大家都知道，{MILL}"
    ((rule, words),) = alarmed(text)
    assert rule == "DUP103"
    assert words == MILL


def test_a_passage_whose_first_words_differ() -> None:
    text = f"起初，{MILL}{FERRY}\n\n{QUILT}后来大家才晓得，{MILL}{FERRY}"
    ((rule, words),) = alarmed(text)
    assert rule == "DUP103"
    assert words == MILL + FERRY


def test_a_paragraph_far_from_its_copy() -> None:
    long = MILL + FERRY
    text = "\n\n".join([long, QUILT, "雨季到了。", "货栈里堆满了盐包，驮马在门外等着。", long])
    assert alarmed(text) == [("DUP101", long)]
    (finding,) = found(text)
    assert finding.severity is Severity.ERROR
    assert [one.span for one in finding.related] == [Span(0, len(long))]


def test_a_copy_in_the_other_script() -> None:
    text = "磨坊的水轮坏了半个冬天，开春才请来木匠换桨叶，大家都说值得。\n\n磨坊的水輪壞了半個冬天，開春才請來木匠換槳葉，大家都說值得。"
    assert [rule for rule, _ in alarmed(text)] == ["DUP101"]


def test_near_copies_say_what_differs() -> None:
    text = f"{MILL}{FERRY}\n\n{QUILT}\n\n{MILL.replace('十二', '十三')}{FERRY.replace('四趟', '四回')}"
    (finding,) = found(text)
    assert finding.rule == "DUP102"
    assert "二 → 三" in finding.message
    assert "趟 → 回" in finding.message


def test_a_figure_that_differs_is_a_warning() -> None:
    first = "码头今年进了3台吊机，装卸一船煤只要半天，工人们不再肩挑背扛，歇工也比从前早了一个钟头。"
    text = f"{first}\n\n{QUILT}\n\n{first.replace('3台', '5台')}"
    (finding,) = found(text)
    assert (finding.rule, finding.severity) == ("DUP102", Severity.WARNING)
    assert "3 → 5" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "东坪乡有耕地3200亩，其中水田1800亩，全年产粮960吨，人均纯收入7210元。\n\n西坪乡有耕地2900亩，其中水田1500亩，全年产粮810吨，人均纯收入6980元。",
        "2019年，全乡出栏生猪1.2万头，改造猪舍300间，补贴由县财政和乡财政按比例承担，年底统一拨付到户。\n\n2020年，全乡出栏生猪1.5万头，改造猪舍410间，补贴由县财政和乡财政按比例承担，年底统一拨付到户。",
        "一季度，第一产业增加值3.2亿元，增长4.1%；第二产业增加值8.6亿元，增长5.0%；第三产业增加值9.9亿元，增长6.3%。",
        "一个篱笆三个桩，一个好汉三个帮。篱笆要扎紧，好汉要帮忙。",
        "月亮出来了，照着晒谷场。\n孩子们唱着歌。\n月亮出来了，照着晒谷场。",
        "会议要求，要提高认识，要压实责任。各村表示，要提高认识，要压实责任。",
        "依据《东河流域饮用水水源地污染防治管理暂行办法》，甲厂停产。依据《东河流域饮用水水源地污染防治管理暂行办法》，乙厂限产。",
        "（责任单位：县水利局、县农业农村局、县财政局，各乡镇人民政府）\n修渠。\n（责任单位：县水利局、县农业农村局、县财政局，各乡镇人民政府）",
        "秋收冬藏\n老街旧事\n秋收冬藏\n河边人家",
        "他一遍遍念着“磨坊的水轮坏了半个冬天”，念着“磨坊的水轮坏了半个冬天”。",
        "导读：" + MILL + "\n\n" + MILL + FERRY,
        "真抓实干，真抓实干，还是真抓实干。",
    ],
)
def test_what_may_stand_twice(text: str) -> None:
    assert alarmed(text) == []


def test_a_passage_in_two_articles_of_one_page_is_a_note() -> None:
    text = f"磨坊修好\n\n本报讯（记者 田一禾）{MILL}{FERRY}\n\n渡口新闻\n\n本报讯（记者 田一禾）{MILL}{FERRY}其余从略。"
    assert {one.severity for one in found(text)} == {Severity.NOTE}


def test_one_defect_gives_one_finding() -> None:
    clause = "工程队今天开始铺设铺设北段的管道和阀门"
    text = f"{clause}，{clause}，傍晚收工。"
    assert [rule for rule, _ in alarmed(text)].count("DUP104") == 1
    assert sum(one.span.start > len(clause) for one in found(text)) == 1


def test_a_copied_paragraph_is_not_told_again_as_sentences() -> None:
    long = f"{MILL}{FERRY}{QUILT}"
    assert len(found(f"{long}\n\n雨停了。\n\n{long}")) == 1


# -- parts -------------------------------------------------------------------------------------------


def test_runs_and_chains() -> None:
    keys = ["甲乙丙丁戊", "b", "子丑寅卯辰", "x", "甲乙丙丁戊", "b", "y", "子丑寅卯辰"]
    # nothing continues after the gap but what stands on the same diagonal
    runs = list(runs_of(keys))
    assert runs[0] == Run(0, 4, 2)
    assert runs[1] == Run(2, 7, 1)
    assert list(chains(runs)) == [(runs[0], runs[1])]


def test_changes_are_pairs_of_words_and_figures() -> None:
    (one,) = changes("全乡有12.5万亩地", "全乡有13万亩地")
    assert (one.old, one.new, one.after, one.of_figures) == ("12.5", "13", "万", True)
    assert changes("同", "同") == ()
    assert changes("2019年修渠", "2020年修渠")[0].of_dates
    assert shown(changes("甲乙", "甲")) == "乙 → ∅"
    assert similarity("甲乙丙", "甲乙丁") > 0.5
    assert len(changes("甲" * 500, "乙" * 500)) == 1


def finding(start: int, end: int, family: str, severity: Severity = Severity.ERROR, rule: str = "A") -> Finding:
    return Finding("id", rule, family, severity, Span(start, end), "")


@pytest.mark.parametrize(
    ("findings", "kept"),
    [
        ([(0, 9, "duplicate"), (2, 4, "duplicate")], [0]),
        ([(2, 4, "duplicate"), (0, 9, "duplicate")], [1]),
        ([(0, 9, "duplicate", Severity.NOTE), (2, 4, "duplicate")], [0, 1]),
        ([(2, 4, "duplicate", Severity.NOTE), (2, 4, "duplicate")], [1]),
        ([(2, 4, "duplicate"), (2, 4, "duplicate")], [0]),
        ([(0, 9, "duplicate"), (2, 4, "ordinal")], [0]),
        ([(0, 9, "ordinal"), (2, 4, "duplicate")], [0, 1]),
        ([(0, 9, "duplicate"), (2, 4, "script")], [0, 1]),
        ([(3, 5, "unit"), (3, 5, "punctuation")], [0]),
        ([(3, 5, "unit", Severity.WARNING), (3, 5, "punctuation")], [1]),
        ([(0, 4, "duplicate"), (3, 8, "duplicate")], [0, 1]),
        ([(0, 4, "date"), (1, 2, "date")], [0]),
        ([(0, 9, "duplicate"), (1, 3, "duplicate"), (4, 6, "duplicate"), (8, 12, "duplicate")], [0, 3]),
    ],
)
def test_the_wider_and_surer_finding_stays(findings: list[tuple[object, ...]], kept: list[int]) -> None:
    made = [finding(*one) for one in findings]  # type: ignore[arg-type]
    assert sorted(map(id, silence(made))) == sorted(id(made[index]) for index in kept)


# -- hostile text ------------------------------------------------------------------------------------


def seconds(text: str) -> float:
    """What all detectors of this family take for a text."""
    manuscript = Manuscript(Document("x", text, "utf-8"), lay_out(text), ())
    start = time.process_time()
    for rule in RULES:
        for _ in DETECTORS[rule.detector](manuscript, rule):
            pass
    return time.process_time() - start


def _noise(unit: int, count: int) -> str:
    chance = random.Random(7)
    return "，".join("".join(chance.choice("山水田林湖草沙石路桥") for _ in range(unit)) for _ in range(count))


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "同一段话反复出现，一字不差。\n" * (size // 15),
        lambda size: "的" * size,
        lambda size: "启动" * (size // 2),
        lambda size: ("水" * 29 + "库") * (size // 30),
        lambda size: _noise(size, 1),
        lambda size: _noise(6, size // 7),
        lambda size: "市委、市政府和" * (size // 7),
        lambda size: "“启动启动" * (size // 5),
        lambda size: "，。" * (size // 2),
        lambda size: "《" * size,
        lambda size: "\n".join(f"全乡修渠{n}里，出工的人一天比一天多，大家都说来年还要接着修下去。" for n in range(size // 33)),
    ],
)  # fmt: skip
def test_time_grows_with_the_text_only(make: object) -> None:
    assert callable(make)
    assert seconds(make(120_000)) < 6


def test_a_text_of_one_paragraph_repeated_is_one_finding() -> None:
    assert len(found("同一段话反复出现在这里，一字不差，谁也说不清是哪一回贴上来的。\n" * 500)) == 1


@pytest.mark.parametrize(
    "text", ["", "\n", "，", "。" * 50, "\ufeff", "a", "启动", "\x00启动启动\x00", "\U0010ffff" * 9]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    audit(text)
