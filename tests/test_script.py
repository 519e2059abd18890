"""Words of the other script, pages in both, and what machines leave behind: own passages, found or left alone."""

from __future__ import annotations

import time

import pytest
from gold import alarms, audit

from auditor.engine import builtin_rules
from auditor.folding import fold
from auditor.layout import lay_out
from auditor.model import Document, Finding, Severity
from auditor.rules import TextRule
from auditor.text import DETECTORS
from auditor.text.manuscript import Manuscript
from auditor.text.script.lore import characters, senses
from auditor.text.script.senses import STRICT

HONG_KONG = """觀塘區議會昨日開會，討論市區重建項目的賠償範圍。
發展局代表說，項目範圍內有八百多戶居民，當局會按照既定政策發放津貼，並與業主立案法團保持聯絡。多名議員批評進度緩慢，又指部分舖戶租約屆滿後無處可去，要求局方準備後備方案。
主席表示，委員會已去信房屋署，要求在三個月內提交報告。他強調，「居民等了十二年，不能再拖。」會上有人提出，重建期間附近街道封閉，巴士站要遷往五百米外，長者出入極不方便，運輸署應盡快研究增設接駁小巴。
社工陳慧儀說，部分獨居長者對搬遷感到抑鬱，她們在舊樓住了三四十年，鄰里互相照顧，不想離開。她又說，家裏環境雖然擠迫，但樓下就是街市，買菜看病都很方便。項目下月展開第二輪諮詢，為期六星期。
警方上周在區內採取行動，拘捕兩名涉嫌詐騙的男子，檢獲一批印製精美的假證件。案件押後至下月十五日再訊。
"""
TAIWAN = """縣政府昨天舉辦春耕座談會，邀請各鄉鎮農會幹部與青農代表出席。
農業處表示，今年一期稻作面積約四千公頃，較去年略減；受乾旱影響，部分地區延後插秧，灌溉用水須由水庫調度。處長說，補助辦法已經公布，農民可向公所申請，資格與範圍比照往年規定。
青農林冠宇表示，他返鄉後種植有機稻穀，並自製米餅、麵條販售，最困擾的是人手不足。他裡裡外外都要自己來，「只有家人幫忙，忙到連吃飯都沒時間」。農會總幹事回應，將協調代耕業者支援，同時舉辦冷鏈物流講習。
座談會後，與會人員前往台三線旁的示範農場參觀。農場主人復耕荒廢多年的梯田，周圍遍植松樹與樟樹，遊客絡繹不絕。他說，剛開始什麼都不懂，花了三年才慢慢了解土壤的脾氣，如今一年四季都有收穫。
氣象署預報，明後兩天雲量偏多，午後山區有局部雷陣雨，外出請攜帶雨具。
"""
MAINLAND = """全市春耕備耕工作會議於昨日召開，各縣區負責人參加了會議。
會議指出，去年全市糧食生產形勢穩定，占全省的比重有所提高；高標準農田建設進展順利，群眾滿意度不斷提高。市委副書記強調，要嚴格落實責任制，規範項目管理，加強幹渠維護，杜絕形式主義。
會議要求，各地要充分依托合作社，抓好良種供應，并注意防範低溫凍害。關於農機補貼，財政部門要盡快撥付到位，不得截留。
"""
# Enough of each script for a document to be in it.
HANT = "縣政府表示，將繼續擴大開放，優化營商環境，為企業發展提供堅強保障。"
HANS = "县政府表示，将继续扩大开放，优化营商环境，为企业发展提供坚强保障。"

# What is wrong, and what should stand there; each in a traditional page.
SIMPLIFIED = [
    ("組織部選派年輕干部駐村。", "干部", "幹部"),
    ("光伏骨干企業共三家。", "骨干", "骨幹"),
    ("用地建筑密度偏高。", "建筑", "建築"),
    ("評審程序規范。", "規范", "規範"),
    ("授權范圍以外不得使用。", "范圍", "範圍"),
    ("兩市先后投入資金。", "先后", "先後"),
    ("專用車制造企業落戶。", "制造", "製造"),
    ("研制新型農機。", "研制", "研製"),
    ("該市計划修建環城公路。", "計划", "計劃"),
    ("總體規划獲得通過。", "規划", "規劃"),
    ("今后不再收費。", "今后", "今後"),
    ("最后一批物資運抵。", "最后", "最後"),
    ("這里的水質清澈。", "這里", "這裡"),
    ("節水標准已經公佈。", "標准", "標準"),
    ("做好防汛准備。", "准備", "準備"),
    ("云南的咖啡遠銷海外。", "云南", "雲南"),
    ("沈陽的機床廠復產。", "沈陽", "瀋陽"),
    ("稻谷收購價上調。", "稻谷", "稻穀"),
    ("奮斗目標十分明確。", "奮斗", "奮鬥"),
    ("市場受到冲擊。", "冲擊", "衝擊"),
    ("公仆意識有待加強。", "公仆", "公僕"),
    ("剩余資金全部退回。", "剩余", "剩餘"),
    ("此舉丰富了文化生活。", "丰富", "豐富"),
    ("防御工事早已拆除。", "防御", "防禦"),
    ("面粉價格上漲。", "面粉", "麵粉"),
    ("孩子們心愿得償。", "心愿", "心願"),
    ("企業特征鮮明。", "特征", "特徵"),
    ("災后重建全面展開。", "災后", "災後"),
    ("云計算中心落成。", "云計算", "雲計算"),
    ("團結奮斗的結果。", "奮斗", "奮鬥"),
    ("天氣干燥，注意防火。", "干燥", "乾燥"),
    ("他几乎沒有休息。", "几乎", "幾乎"),
    ("當地开辟了新航線。", "开辟", "開闢"),
    ("經濟发展很快。", "发展", "發展"),
    ("孩子们放學了。", "们", "們"),
    ("修复後的祠堂對外開放。", "修复", "修復"),
    ("博物館展出皇後的禮服。", "皇後", "皇后"),
    ("經濟體製改革繼續推進。", "體製", "體制"),
    ("全長二十公裏。", "公裏", "公里"),
    ("種植麵積擴大。", "麵積", "面積"),
    ("餅幹生產線投產。", "餅幹", "餅乾"),
    ("國務院批準了方案。", "批準", "批准"),
]  # fmt: skip
# Right in some traditional standard, or no word at all; each in a traditional page.
RIGHT_IN_TRADITIONAL = [
    "若干公里外設有崗哨，互不干擾。",
    "體制造成的問題很多，方面包括經費。",
    "皇后大道與后羿的傳說無關。",
    "他在面試前後都很鎮定，面面俱到。",
    "委托專業機構，占地三畝，周邊布置妥當。",
    "委託專業機構，佔地三畝，週邊佈置妥當。",
    "臺北的峯會與羣眾團體相關，線上線下並行。",
    "山峰下的群眾啟程，溫室裡種著番茄。",
    "廚房裏放着溫水，綫路也檢查過，他説沒有問題。",
    "于右任、范仲淹與余光中的手跡同時展出。",
    "范先生與余小姐、鍾太太、干寶出席儀式。",
    "答覆、答復、反覆、反復都有人寫。",
    "計畫與計劃、聯絡與連絡，各有人用。",
    "松樹林邊是松花江，谷歌與峽谷都不必改。",
    "曲藝、戲曲與歌曲，各有擁躉。",
    "北斗衛星與漏斗、斗笠、泰斗。",
    "征戰與長征、出征、征服，都不寫作別的字。",
    "宿舍與校舍翻新，舍弟住在舍下。",
    "系統、體系、星系、中文系。",
    "制度、制定、控制、限制、專制、編制。",
    "仆倒在地，前仆後繼。",
    "丑時與小丑、丑角。",
    "咸豐年間，咸陽已有此俗。",
    "准許、批准、不准、准將。",
    "一致、導致、致富、致力。",
    "他說「干部」二字應當改寫。",
    "他引用原文：「发展才是硬道理。」",
    "書名是《规范与自由》，由三聯書店出版。",
    "發展（发展）、規範（规范）是兩種寫法。",
    "日本の国会で対策の審議が続いている。",
    "대한민국 国会 회의.",
    "決定减少浪費，够用就好，脚踏實地。",
    "梅乾菜、乾脆、幹練、乾坤。",
    "裡面包括兩個步驟，城門外三里路。",
    "麗新製衣廠與新制度無關。",
    "鬱鬱蔥蔥，馥郁芬芳。",
    "頭髮、理髮、發電、發現、收穫、獲得、日曆、歷史。",
]
# Traditional in a simplified page.
TRADITIONAL = [
    ("经济發展势头良好。", "發展", "发展"),
    ("關於样本的说明附后。", "關於", "关于"),
    ("各地要加強管理。", "強", "强"),
    ("三天後再公布结果。", "三天後", "三天后"),
    ("村裏通了公路。", "村裏", "村里"),
    ("請您稍候。", "請", "请"),
    ("产业園区建成。", "園", "园"),
]
RIGHT_IN_SIMPLIFIED = [
    "乾隆年间，魏徵的传说已广为流传，乾县至今有祠。",
    "毕昇发明活字，千锺粟与锺书各是一说。",
    "登高瞭望，著名作家著书立说，声名狼藉者另当别论。",
    "碑上刻“風調雨順”四字。",
    "旧抄本题作《紅樓夢》。",
    "繁体写作發（发）与髮（发）。",
    "東京の国会で審議が続いている。",
    "干部下乡，面粉涨价，后来又在这里建厂，规划范围不变。",
]


def findings(text: str, rule: str) -> list[Finding]:
    return [finding for finding in audit(text).findings if finding.rule == rule]


def mended(text: str, found: list[Finding]) -> str:
    """The text after all the repairs."""
    edits = {edit for finding in found for edit in finding.edits}
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("text", [HONG_KONG, TAIWAN, MAINLAND], ids=["HK", "TW", "mainland"])
def test_a_consistent_page_of_any_standard_is_left_alone(text: str) -> None:
    assert not [one for one in audit(text).findings if one.rule.startswith(("SCR", "PUN"))]


@pytest.mark.parametrize(("sentence", "wrong", "right"), SIMPLIFIED)
def test_a_simplified_spelling_in_a_traditional_page(sentence: str, wrong: str, right: str) -> None:
    text = f"{HANT}{sentence}"
    found = findings(text, "SCR101")
    assert [(one.span.of(text), one.suggestion) for one in found] == [(wrong, right)]
    assert found[0].severity is Severity.WARNING
    assert mended(text, found) == text.replace(wrong, right)
    assert not findings(text.replace(wrong, right), "SCR101")


@pytest.mark.parametrize("sentence", RIGHT_IN_TRADITIONAL)
def test_what_traditional_texts_write_too(sentence: str) -> None:
    assert not [one for one in alarms(audit(f"{HANT}{HANT}\n{HANT}{sentence}")) if one.family == "script"]


@pytest.mark.parametrize(("sentence", "wrong", "right"), TRADITIONAL)
def test_a_traditional_spelling_in_a_simplified_page(sentence: str, wrong: str, right: str) -> None:
    text = f"{HANS}{sentence}"
    found = findings(text, "SCR102")
    assert [(one.span.of(text), one.suggestion) for one in found] == [(wrong, right)]
    assert mended(text, found) == text.replace(wrong, right)


@pytest.mark.parametrize("sentence", RIGHT_IN_SIMPLIFIED)
def test_what_simplified_texts_write_too(sentence: str) -> None:
    assert not [one for one in audit(f"{HANS}{HANS}\n{HANS}{sentence}").findings if one.family == "script"]


def test_the_same_word_again_is_one_finding_with_every_place_and_repair() -> None:
    text = f"{HANT}年輕干部駐村，退休干部也幫忙，干部家屬都支持。"
    (found,) = findings(text, "SCR101")
    assert [related.span.of(text) for related in found.related] == ["干部", "干部"]
    assert "干" not in mended(text, [found])


def test_a_word_broken_by_a_line_keeps_its_place() -> None:
    text = f"{HANT}\n{HANT}評審程序規范。\n"
    (found,) = findings(text, "SCR101")
    assert found.span.of(text) == "規范"


@pytest.mark.parametrize(("context", "right"), [("屋裏放着椅子", "這裏"), ("屋裡放著椅子", "這裡")])
def test_the_suggestion_follows_the_standard_of_the_page(context: str, right: str) -> None:
    (found,) = findings(f"{HANT}{context}，這里的水質清澈。", "SCR101")
    assert found.suggestion == right


def test_a_whole_paragraph_of_the_other_script_is_one_finding() -> None:
    text = f"{HANT}{HANT}\n{HANS}\n{HANS}\n{HANT}{HANT}\n{HANT}{HANT}\n{HANT}\n"
    found = [one for one in audit(text).findings if one.family == "script"]
    assert [one.rule for one in found] == ["SCR103"]
    assert found[0].severity is Severity.WARNING
    assert len(found[0].related) == 1


def test_articles_each_in_a_script_of_their_own_are_a_note() -> None:
    text = f"本报讯（记者 甲）{HANS}\n{HANS}\n本報訊（記者 乙）{HANT}組織部選派干部。\n{HANT}\n"
    found = [one for one in audit(text).findings if one.family == "script"]
    assert {one.rule: one.severity for one in found} == {"SCR103": Severity.NOTE, "SCR101": Severity.WARNING}


def test_a_text_that_mixes_all_along_is_not_listed_word_by_word() -> None:
    found = audit("发展國家经濟，扩大開放，优化環境，为企業提供保障，农戶受惠。" * 20).findings
    assert [one.rule for one in found if one.family == "script"] == ["SCR103"]


def test_a_quotation_of_a_paragraph_is_a_note() -> None:
    found = findings(f"{HANS}{HANS}\n“{HANT}”\n{HANS}{HANS}\n", "SCR103")
    assert [one.severity for one in found] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("新平台上線，舊平臺關閉。", "平臺"),
        ("關於甲項另有規定，關于乙項請見附件。", "關于"),
        ("佔地三畝，又說占地四畝，佔地不少。", "占地"),
        ("干部低于定額。", "低于"),
        ("干部與農戶取得聯系。", "聯系"),
    ],
)
def test_forms_that_change_are_a_note(sentence: str, wrong: str) -> None:
    text = f"{HANT}{sentence}"
    (found,) = findings(text, "SCR104")
    assert found.severity is Severity.NOTE
    assert wrong in [found.span.of(text), *(related.span.of(text) for related in found.related)]


@pytest.mark.parametrize(
    "sentence", ["關于補貼，占地四畝，依托平台。", "關於補貼，佔地四畝，依託平臺。", "看着書，寫著字。"]
)
def test_one_form_all_along_is_no_note(sentence: str) -> None:
    assert not findings(f"{HANT}{sentence}", "SCR104")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("统计执法检查 and 疫情影响了进度。", "and"),
        ("下一阶段 of 重点任务。", "of"),
        ("强化 the 基础设施。", "the"),
        ("检查and疫情都要兼顾。", "and"),
        ("農業 with 旅遊結合。", "with"),
        ("项目 in 本市落地。", "in"),
        ("质量 as well as 安全。", ""),
    ],
)
def test_stray_function_words(text: str, word: str) -> None:
    assert [one.span.of(text) for one in findings(text, "SCR201")] == ([word] if word else [])


@pytest.mark.parametrize(
    "text",
    [
        "5G 网络覆盖全部乡镇，GDP 增长较快，APP 下载量上升。",
        "研发（R and D）投入增加。",
        "他翻译了 The Old Man and the Sea 一书。",
        "与 Johnson and Johnson 公司签约。",
        "单词 and 的用法。",
        "条件用 or 连接。",
        "使用 and 门电路。",
        "答疑环节（Q and A）气氛热烈。",
        "网址为 www.example.com/of/the/页面。",
        "文件名 to_in_on.txt 不变。",
        "乐队 The The 来华演出。",
        "点to点传输。",
        "iPhone 与 iPad 销量上升，µTorrent 停用。",
    ],
)
def test_foreign_words_that_belong(text: str) -> None:
    assert not findings(text, "SCR201")


@pytest.mark.parametrize(
    ("rule", "text", "wrong"),
    [
        ("SCR202", "推出АPP一款。", "АPP"),
        ("SCR202", "型号为HРC的机床。", "HРC"),
        ("SCR203", "由锟斤拷主持。", "锟斤拷"),
        ("SCR203", "県长\ufffd\ufffd出席。", "\ufffd\ufffd"),
        ("SCR203", "標題：ä¸\xadå›½ã€‚", ""),
        ("SCR204", "建成&nbsp;三千亩。", "&nbsp;"),
        ("SCR204", "研发与维修&#12289;保障。", "&#12289;"),
        ("SCR204", "第一段<br/>第二段", "<br/>"),
        ("SCR204", '第一段</p><p class="a">第二段', "</p>"),
        ("SCR205", "建成\x07三千亩。", "\x07"),
        ("SCR205", "建成\u200b三千亩。", "\u200b"),
        ("SCR205", "建成\ue123三千亩。", "\ue123"),
    ],
)
def test_what_machines_leave(rule: str, text: str, wrong: str) -> None:
    found = findings(text, rule)
    assert found
    assert not wrong or found[0].span.of(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "直径2μm，角度α1，ΔT为3。",
        "俄语Москва与希腊语Αθήνα。",
        "TNFα与IFN-γ水平升高，用Ω表示电阻。",
        "Café Été与Señor、Größe、naïve。",
        "a<b且c>d，AT&T与R&D。",
        "甲\t乙\r\n丙\u3000丁\u00a0戊。",
        "表情😀与家庭👨👩👧。",
    ],
)
def test_letters_that_belong(text: str) -> None:
    assert not [one for one in audit(text).findings if one.rule.startswith("SCR2")]


def test_the_words_are_whole() -> None:
    found = characters()
    assert set("发国经们东") <= found.simplified
    assert set("發國經們東後裏") <= found.traditional
    assert not found.simplified & found.traditional
    assert not found.simplified & STRICT
    assert not set("乾徵著昇") & found.traditional
    for word in ("幹部", "先後", "製造", "皇后", "公里"):
        sense = senses().at(fold(word), 0)
        assert sense is not None and word in sense.forms


def test_words_that_overlap_and_disagree_decide_nothing() -> None:
    assert senses().at("若干部门", 1) is None
    assert senses().at("体制造成", 1) is None


@pytest.mark.parametrize(
    "text",
    [
        HANT + "干" * 100_000,
        HANT + "干部" * 50_000,
        HANT + "縣\ud800干部\udfff" * 5_000,
        "日本の国会は昨日、経済対策を発表した。" * 5_000,
        "대한민국 國會는 오늘 회의를 열었다. 发展 " * 3_000,
        "发發国國经經" * 10_000,
        "（" * 100_000,
        "“「《" * 30_000,
        "。" * 100_000,
        " and 的" * 20_000,
        "&nbsp;<p " * 20_000,
        "Ã¤" * 30_000 + "锛" * 30_000,
        "发\n發\n" * 20_000,
        HANT + "发展「" * 20_000,
    ],
    ids=range(14),
)
def test_rubbish_takes_no_long_time(text: str) -> None:
    manuscript = Manuscript(Document("a.txt", text, "utf-8"), lay_out(text), ())
    start = time.monotonic()
    faults = 0
    for rule in builtin_rules():
        if isinstance(rule, TextRule) and rule.id.startswith(("SCR", "PUN")):
            faults += sum(1 for _ in DETECTORS[rule.detector](manuscript, rule))
    assert faults < 100
    assert time.monotonic() - start < 20
