"""The HTML report in a real browser: driven as a reader would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import archive, audited, cross, hostile, launched, quieted, save_page, several, single, watch, weakest

from auditor.model import Report
from auditor.report.html import write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
ANCHOR = "#article .mark.anchor"
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 780}
# Seconds that a reader would not notice; of the main thread's time, so that a busy machine does not count.
AT_ONCE = 0.15


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens pages, and asks at the end that none of them complained."""
    opened = []

    def open_page(url: str, *, script: bool = True, **options: Any) -> Page:
        options.setdefault("viewport", WIDE)
        context = browser.new_context(java_script_enabled=script, **options)
        watched = watch(context.new_page())
        opened.append((context, watched))
        watched.page.set_default_timeout(10_000)
        watched.page.goto(url)
        return watched.page

    yield open_page
    complaints = [complaint for _, watched in opened for complaint in watched.complaints]
    for context, _ in opened:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def one(folder: Path) -> str:
    """A page with one document."""
    (folder / "one").mkdir()
    return save_page(folder / "one", single())


@pytest.fixture(scope="module")
def many(folder: Path) -> str:
    """A page with several documents."""
    (folder / "many").mkdir()
    return save_page(folder / "many", several())


def listed(page: Page) -> list[str]:
    """The quoted texts of the findings that the list shows."""
    return page.locator("#list .quote").all_inner_texts()


def pane(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-pane")


def in_sight(page: Page, selector: str) -> bool:
    return bool(
        page.locator(selector).first.evaluate(
            "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
        )
    )


# ── Findings: filter, search, jump ─────────────────────────────────────────────────────────────────────────────


def test_filters_and_search(visit: Open, many: str) -> None:
    page = visit(many)
    everything = listed(page)
    assert len(everything) > 5
    page.click('[data-severity="error"]')
    assert page.get_attribute('[data-severity="error"]', "aria-pressed") == "false"
    assert 0 < len(listed(page)) < len(everything)
    assert not page.locator("#list .chip.error").count()
    page.click('[data-severity="error"]')
    page.select_option("#family", "duplicate")
    assert listed(page) == ["约谈责任人9人次"]
    page.select_option("#family", "")
    page.select_option("#rule", "FIG101")
    assert set(page.locator("#list .meta").all_inner_texts()) and all(
        "FIG101" in text for text in page.locator("#list .meta").all_inner_texts()
    )
    page.select_option("#rule", "")
    page.select_option("#document", label=page.locator("#document option").nth(1).inner_text())
    assert page.locator("#list .doc").all_inner_texts() == ["approval-service-report.txt"]
    page.fill("#search", "与前文 dup101")
    assert listed(page) == ["约谈责任人9人次"]
    assert page.inner_text("#shown") == f"1 / {len(everything)} 条"
    page.fill("#search", "没有这样的话")
    assert listed(page) == []
    page.click("#clear")
    assert listed(page) == everything


def test_a_click_jumps_to_the_place_and_back(visit: Open, many: str) -> None:
    page = visit(many)
    assert pane(page) == "overview"
    page.click("#list .finding >> nth=1")
    assert pane(page) == "article"
    assert page.inner_text("#article .here") == page.inner_text("#list .current .quote")
    assert in_sight(page, "#article .here")
    anchor = page.url.partition("#")[2]
    assert anchor.startswith("f-")
    # From the text to the list.
    page.keyboard.press("Escape")
    page.click(f"{ANCHOR} >> nth=0")
    assert page.inner_text("#list .current .number-of") == "1"
    page.go_back()
    page.go_forward()
    assert page.inner_text("#list .current .quote") == page.inner_text("#article .here >> nth=0")


def test_an_anchor_opens_its_finding(visit: Open, many: str) -> None:
    page = visit(many)
    target = page.locator("#list .finding").last
    href, quote = target.get_attribute("href"), target.locator(".quote").inner_text()
    other = visit(many + str(href))
    assert pane(other) == "article"
    assert other.inner_text("#list .current .quote") == quote
    assert in_sight(other, "#article .here")
    document = page.locator("table.documents a").last
    other = visit(many + str(document.get_attribute("href")))
    assert other.inner_text("#path") == document.inner_text()


def test_what_a_finding_says(visit: Open, one: str) -> None:
    page = visit(one)
    page.click("#list .finding >> nth=0")
    assert page.locator("#list .current .more li").count() == 4
    page.click("#list .current .more li a >> nth=2")
    assert page.inner_text("#article .here") == "17个"
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.click("#list .current .acts button")
    copied = page.evaluate("window.copied")
    assert copied.startswith("approval-service-report.txt:11:14 警告 FIG101 ")
    assert "8个 + 10个 + 17个 + 11个 = 46个" in copied
    assert page.inner_text("#told") == "已复制"


def test_both_copies_lead_to_each_other(visit: Open, one: str) -> None:
    page = visit(one)
    jumps = page.locator("#article .jump")
    assert jumps.count() == 2
    jumps.first.click()
    assert "".join(page.locator("#article .here").all_inner_texts()) == "约谈责任人9人次"
    jumps.last.click()
    assert "".join(page.locator("#article .here").all_inner_texts()) == "下发通报6期"


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def badges(page: Page) -> dict[str, str]:
    return {one.inner_text(): str(one.get_attribute("data-badge")) for one in page.locator("[data-badge]").all()}


def test_hovering_shows_the_working_and_lights_the_others(visit: Open, one: str) -> None:
    page = visit(one)
    total = page.locator(ANCHOR).first
    total.hover()
    page.wait_for_selector("#card:not([hidden])")
    card = page.inner_text("#card")
    for said in (
        "36个",
        "不符",
        "区政务服务大厅设置综合窗口",
        "8个 + 10个 + 17个 + 11个 = 46个",
        "FIG101",
        "最可疑 11:48",
    ):
        assert said in card
    assert badges(page) == {"36个": "1", "8个": "2", "10个": "3", "17个": "4", "11个": "5"}
    assert page.locator("#graph path.lit").count() >= 4
    page.mouse.move(2, 2)
    page.wait_for_selector("#card", state="hidden")
    assert badges(page) == {}


def test_the_card_leads_to_the_other_figures(visit: Open, one: str) -> None:
    page = visit(one)
    page.locator(ANCHOR).first.click()
    page.click("#card li button >> nth=3")
    assert page.inner_text("#card .head b") == "17个"
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")
    assert page.evaluate("document.activeElement.textContent") == "17个"


def test_every_figure_is_marked_by_its_verdict(visit: Open, one: str) -> None:
    page = visit(one)
    counts = {
        state: page.locator(f"#article .{state}[data-figure]").count()
        for state in ("holds", "fails", "open", "unchecked")
    }
    report = single().documents[0]
    assert sum(counts.values()) == len(report.figures)
    assert counts["fails"] == len(
        {
            one.figure
            for claim in report.claims
            if claim.verdict.value == "fails"
            for one in claim.operands
            if one.figure
        }
    )
    looks = page.evaluate(
        "['holds', 'fails', 'unchecked'].map((state) => getComputedStyle(document.querySelector('#article .' + state)).textDecoration)"
    )
    assert len(set(looks)) == 3
    page.locator("#graph circle").first.dispatch_event("click")
    assert page.is_visible("#card")


def test_listed_things_light_up(visit: Open, one: str) -> None:
    page = visit(one)
    page.locator("#article .mark", has_text="四").first.click()
    assert {"马上办", "网上办", "就近办", "一次办"} <= set(badges(page))
    page.keyboard.press("Escape")
    assert not page.locator("#article .thing.mark").count()


def test_the_suspected_figure_is_marked_and_named(visit: Open, one: str) -> None:
    page = visit(one)
    suspect = page.locator("#article .suspect").first
    assert (suspect.inner_text(), suspect.get_attribute("data-n")) == ("11个", "1?")
    assert suspect.get_attribute("aria-label") == "11个, 不符, 最可疑: 11个 → 应为1个（重复了一位数字）"
    # A figure at fault that is itself the suspect carries one number.
    assert page.locator("#article .suspect", has_text="35件").get_attribute("data-n") == "2?"
    assert page.inner_text("#list .guess >> nth=0") == "最可疑 11个 → 应为1个"
    page.keyboard.press("j")
    said = page.inner_text("#list .current .more")
    assert "最可疑 11:48 11个 → 1个 （重复了一位数字）" in said
    assert "也可能：17个 → 7个" in said
    page.click("#list .current .suspicion button")
    assert page.inner_text("#article .here") == "11个"
    assert page.locator("#graph circle.suspect").count() == 2
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.keyboard.press("c")
    assert "最可疑 11:48 11个 → 应为1个（重复了一位数字）" in page.evaluate("window.copied")


def test_the_row_that_is_missing(visit: Open, folder: Path) -> None:
    (folder / "row").mkdir()
    page = visit(save_page(folder / "row", Report(tuple(audited("zh", "investment-fair-page")))))
    page.fill("#search", "漏列一项")
    assert page.locator("#list .finding").count() == 1
    page.click("#list .finding")
    assert page.inner_text("#list .current .suspicion") == "漏列一项： 6个，9.7%，17.3亿元"


def test_why_a_figure_was_not_checked(visit: Open, one: str) -> None:
    page = visit(one)
    unchecked = single().documents[0].coverage.unchecked
    page.click("#unchecked summary")
    assert page.locator("#unchecked button").count() == len(unchecked)
    assert str(len(unchecked)) in page.inner_text("#unchecked summary")
    page.click("#unchecked button >> nth=0")
    text = page.inner_text("#card .head b")
    (reason,) = {one.reason for one in unchecked if one.figure == figure_named(text)}
    assert reason in page.inner_text("#card")
    page.keyboard.press("o")
    counts = [int(one) for one in page.locator("table.reasons td.number").all_inner_texts()]
    assert sum(counts) == len(unchecked)
    assert counts == sorted(counts, reverse=True)


def figure_named(text: str) -> str:
    return next(figure.id for figure in single().documents[0].figures if figure.text == text)


def test_a_fault_of_the_text_shows_its_card_and_the_other_copy(visit: Open, one: str) -> None:
    page = visit(one)
    page.locator("#article .fault").first.hover()
    page.wait_for_selector("#card:not([hidden])")
    assert "与前文重复" in page.inner_text("#card")
    assert badges(page) == {"下发通报": "1", "约谈责任人": "2"}
    page.mouse.move(2, 2)
    page.wait_for_selector("#card", state="hidden")
    page.locator("#article .fault").first.click()
    assert page.inner_text("#list .current .quote") == "约谈责任人9人次"
    page.click("#card li button")
    assert "".join(page.locator("#article .here").all_inner_texts()) == "下发通报6期"


def test_the_card_leaves_what_it_speaks_of_in_sight(visit: Open, one: str) -> None:
    page = visit(one)
    page.locator(ANCHOR).first.click()
    covered = page.evaluate(
        """() => {
            const card = document.getElementById('card').getBoundingClientRect();
            const hits = (box) => box.bottom > card.top && box.top < card.bottom && box.right > card.left && box.left < card.right;
            return [...document.querySelectorAll('#article .lit')].filter((one) => [...one.getClientRects()].some(hits)).map((one) => one.textContent);
        }"""
    )
    assert covered == []


# ── What is known or to be ignored ─────────────────────────────────────────────────────────────────────────────


def test_known_and_ignored_findings_are_quiet(visit: Open, folder: Path) -> None:
    (folder / "quiet").mkdir()
    url = save_page(folder / "quiet", quieted())
    page = visit(url)
    assert listed(page) == ["约谈责任人9人次"]
    assert page.inner_text("#shown") == "1 / 1 条"
    assert page.inner_text('[data-severity="warning"]') == "警告 1"
    assert "quiet" in str(page.locator("#article .fails").first.get_attribute("class"))
    assert page.locator("#article .suspect").count() == 0
    page.click('[data-quiet="suppressed"]')
    assert listed(page) == ["35件", "约谈责任人9人次"]
    page.click('[data-quiet="known"]')
    assert listed(page) == ["36个", "35件", "约谈责任人9人次"]
    page.click("#list .finding >> nth=1")
    assert "已忽略（领导讲话原文如此）" in page.inner_text("#list .current")
    page.click('[data-quiet="suppressed"]')
    assert listed(page) == ["36个", "约谈责任人9人次"]
    # An address leads to one that is out of sight, too.
    address = str(page.locator("#list .finding").first.get_attribute("href"))
    assert visit(url + address).inner_text("#list .current .quote") == "36个"
    page.keyboard.press("o")
    assert page.locator("table.rules [data-rule]").all_inner_texts() == ["DUP101"]


# ── Keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_keyboard(visit: Open, many: str) -> None:
    page = visit(many)

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent"))

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.inner_text("#list .current .number-of") == "2"
    page.keyboard.press("k")
    assert page.inner_text("#list .current .number-of") == "1"
    assert "36个" in focused()
    page.keyboard.press("Enter")
    assert focused() == "36个"
    assert page.is_visible("#card")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "card"
    page.keyboard.press("ArrowRight")
    assert focused() == "8个"
    assert page.inner_text("#card .head b") == "8个"
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")
    page.keyboard.press("Escape")
    assert "36个" in focused()
    page.keyboard.press("]")
    assert page.inner_text("#path") == "county-budget-report.txt"
    page.keyboard.press("[")
    assert page.inner_text("#path") == "approval-service-report.txt"
    page.wait_for_timeout(200)  # the address changes a little later, as it does for a person
    page.keyboard.press("o")
    assert pane(page) == "overview"
    page.keyboard.press("/")
    page.keyboard.type("jk?o")
    assert page.input_value("#search") == "jk?o"
    assert listed(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("Escape")
    assert page.is_hidden("#keys")


def test_tab_goes_from_a_figure_into_its_card_and_back(visit: Open, one: str) -> None:
    page = visit(one)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#card') !== null")
    for _ in range(page.locator("#card button, #card a").count() - 1):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "36个"
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('#card ol button')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "8个"
    assert page.inner_text("#card .head b") == "8个"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "8个"


def test_tab_reaches_the_text_once(visit: Open, one: str) -> None:
    page = visit(one)
    assert page.locator('#article [tabindex="0"]').count() == 1
    page.locator('#article [tabindex="0"]').focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.locator('#article [tabindex="0"]').count() == 1


# ── Looks: dark, light, phone, print, screen readers, without scripts ─────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_contrast(visit: Open, folder: Path, scheme: str, lang: str) -> None:
    (folder / f"{lang}-{scheme}").mkdir()
    page = visit(save_page(folder / f"{lang}-{scheme}", several(lang), lang), color_scheme=scheme)
    assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert weakest(page)[0] >= 4.5, weakest(page)
    page.click('[data-severity="note"]')
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert weakest(page)[0] >= 4.5, weakest(page)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 20, 24)"
    assert dark is (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_what_is_quiet(visit: Open, folder: Path, scheme: str) -> None:
    (folder / f"quiet-{scheme}").mkdir()
    page = visit(save_page(folder / f"quiet-{scheme}", quieted()), color_scheme=scheme)
    for kind in ("known", "suppressed"):
        assert weakest(page)[0] >= 4.5, weakest(page)
        page.click(f'[data-quiet="{kind}"]')
    page.click("#list .finding >> nth=1")
    assert weakest(page)[0] >= 4.5, weakest(page)


def test_the_theme_can_be_changed_and_is_remembered(visit: Open, one: str) -> None:
    page = visit(one, color_scheme="light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    # Chromium hands what is stored to a process of its own, which a busy machine may keep waiting.
    for _ in range(10):
        page.reload()
        if page.evaluate("getComputedStyle(document.body).backgroundColor") == after:
            break
        page.wait_for_timeout(200)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_on_a_phone(visit: Open, many: str) -> None:
    page = visit(many, viewport=PHONE, has_touch=True, is_mobile=True)
    for name in ("overview", "findings", "article"):
        page.tap(f'[data-show="{name}"]')
        assert pane(page) == name
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    page.tap('[data-show="findings"]')
    assert page.is_hidden("#article")
    page.tap("#list .finding >> nth=0")
    assert page.is_visible("#article")
    assert in_sight(page, "#article .here")
    page.tap("#article .here")
    box = page.locator("#card").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, PHONE["width"], PHONE["height"])
    page.tap("#card .head button")
    assert page.is_hidden("#card")
    # The list is out of sight; what it says of the finding stands below the text.
    assert page.inner_text("#walk-said").startswith("1 / ")
    assert "最可疑 11:48" in page.inner_text("#walk-said")
    page.tap('[data-step="1"]')
    assert page.inner_text("#walk-said").startswith("2 / ")
    assert page.inner_text("#article .here") == "35件"
    assert page.is_visible("#article")


def test_print(visit: Open, one: str, folder: Path) -> None:
    page = visit(one, color_scheme="dark")
    page.click('[data-severity="error"]')  # a filter of the list leaves nothing out on paper
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF-")
    page.emulate_media(media="print")
    report = single().documents[0]
    said = page.locator("#printed li").all_inner_texts()
    assert len(said) == len(report.findings)
    for finding, text in zip(report.findings, said, strict=True):
        assert finding.message in text
    assert page.is_hidden("#side")
    assert page.is_hidden("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('#article p')).contentVisibility") == "visible"


def test_print_of_the_overview_has_the_findings_that_the_list_shows(visit: Open, many: str) -> None:
    page = visit(many)
    page.click('[data-severity="warning"]')
    shown = page.locator("#list .finding").count()
    assert page.pdf(format="A4").count(b"/Type /Page\n") > 2
    page.emulate_media(media="print")
    assert page.locator("#printed-all li").count() == shown
    assert page.is_visible("#printed-all li >> nth=0")
    assert "最可疑 19:48 6630万元 → 应为6603万元（相邻两位数字颠倒）" in page.inner_text("#printed-all")


def test_everything_has_a_name(visit: Open, many: str) -> None:
    page = visit(many)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, select, [role=button], svg[role=img], dialog')]
            .filter((one) => !(one.getAttribute('aria-label') || one.textContent).trim()).map((one) => one.outerHTML)"""
    )
    assert nameless == []
    tree = page.locator("body").aria_snapshot()
    for said in ("complementary", "main", "search", 'button "36个, 不符"'):
        assert said in tree
    assert page.inner_text("#told").startswith("第 1 条")


def test_without_scripts(visit: Open, many: str) -> None:
    page = visit(many, script=False)
    text = page.inner_text("body")
    assert "8个 + 10个 + 17个 + 11个 = 46个" in text
    assert "没有读取权限" in text
    assert page.is_visible("table.documents")


# ── Hostile text, many findings, a folder of pages ─────────────────────────────────────────────────────────────


def test_hostile_text_is_shown_and_never_runs(visit: Open, folder: Path) -> None:
    (folder / "hostile").mkdir()
    page = visit(save_page(folder / "hostile", hostile()))
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    text = page.locator("#article").evaluate("(one) => one.textContent")
    assert "<script>window.hit=1</script>" in text
    assert "[U+202E]反转[U+2066]" in text
    assert len(text) > 1_000_000
    page.keyboard.press("j")
    for step in ("one", "far"):
        page.keyboard.press("j")
        assert page.url.endswith(f"#f-{step}")
        assert in_sight(page, "#article .here")
    # Of findings within one another the card is that of the chosen one.
    page.keyboard.press("Enter")
    assert page.inner_text("#card .head b") == "12亿元"
    page.click("#article .fault.warning >> nth=0")
    assert page.inner_text("#card .head b") == "重复的话"
    assert page.locator("#card img").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.scrollingElement.scrollWidth") <= WIDE["width"]
    page.keyboard.press("o")
    assert "<script>" in page.inner_text("table.rules")


def test_three_thousand_findings_in_five_hundred_documents(visit: Open, folder: Path, browser: Browser) -> None:
    (folder / "archive").mkdir()
    url = save_page(folder / "archive", archive())
    page = visit("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    page.wait_for_selector("#list .finding")

    def worked() -> float:
        """Seconds of the main thread's own time, whatever else the machine does."""
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    opened = worked()
    assert opened < 2
    assert page.inner_text("#shown") == "3000 / 3000 条"
    for words, count in (("第499篇", 6), ("没有这样的话", 0), ("", 3000)):
        before = worked()
        page.fill("#search", words)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # painted
        assert worked() - before < AT_ONCE
        assert page.inner_text("#shown") == f"{count} / 3000 条"
    before = worked()
    page.click("[data-sort='figures']")
    assert worked() - before < 1
    figures = [int(one) for one in page.locator("table.documents tbody td:nth-child(2)").all_inner_texts()]
    assert len(figures) == 500 and figures == sorted(figures, reverse=True)
    # Rows are made as one goes down, by wheel or by keyboard.
    made = page.locator("#list .finding").count()
    assert made < 300
    page.locator("#side").evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
    page.wait_for_function("(made) => document.querySelectorAll('#list .finding').length > made", arg=made)
    page.keyboard.press("k")
    assert page.inner_text("#list .current .quote") != ""
    assert page.inner_text("#path") == "archive/499/article.txt"
    page.evaluate("history.replaceState(null, '', location.pathname)")


def test_a_folder_of_pages(visit: Open, folder: Path) -> None:
    (folder / "pages").mkdir()
    report: Report = several("en")
    write_pages(report, folder / "pages", lang="en")
    page = visit((folder / "pages" / "index.html").as_uri())
    assert pane(page) == "overview"
    assert page.is_hidden('[data-show="article"]')
    quote = page.inner_text("#list .quote >> nth=4")
    page.click("#list .finding >> nth=4")
    page.wait_for_url("**/pages/0002-county-budget-report.html#f-*")
    assert page.inner_text("#article .here") == quote
    page.click(".home")
    page.wait_for_url("**/index.html")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/0001-approval-service-report.html#f-*")
    assert page.is_hidden("#previous")
    page.keyboard.press("]")
    page.wait_for_url("**/pages/0002-county-budget-report.html")
    page.click("#previous")
    page.wait_for_url("**/pages/0001-approval-service-report.html")


def test_places_in_other_documents(visit: Open, folder: Path) -> None:
    (folder / "cross").mkdir()
    page = visit(save_page(folder / "cross", cross()))
    page.keyboard.press("j")
    page.click("#list .current .more li a >> nth=0")
    page.wait_for_url("**#r-x-0")
    assert (page.inner_text("#path"), page.inner_text("#article .here")) == ("乙/b.txt", "重复的话")
    page.click("#article .jump")
    assert page.inner_text("#path") == "甲/a.txt"
    write_pages(cross(), folder / "cross")
    page = visit((folder / "cross" / "pages" / "0001-a.html").as_uri())
    page.keyboard.press("j")
    page.click("#list .current .more li a >> nth=0")
    page.wait_for_url("**/0002-b.html#r-x-0")
    assert page.inner_text("#article .here") == "重复的话"
    page.click("#article .jump")
    page.wait_for_url("**/0001-a.html#f-x")
