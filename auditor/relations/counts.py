"""Stated numbers of things against the things listed: before the number, in brackets, behind it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import replace
from auditor.relations.alike import is_flat, is_named_alike, is_parallel
from auditor.relations.labels import common_suffix
from auditor.relations.lists import ItemList, closing_bracket, closing_of, split_list
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.ordinals import find_chain
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement
from auditor.relations.shadow import FIGURES
from auditor.rules import RelationRule

_MOST = 40
# A name of a list, and how far a count may be off where a list holds nothing but names.
_NAME, _FAR = 8, 6
_ENCLOSED = regex.compile(r"“[^“”]*”|《[^《》]*》")
_WITHIN = regex.compile(rf"[{FIGURES}的（]")
_VERB_END = regex.compile(
    r"(?:开展|实施|推进|建设|完成|获得?|新增|设立|建成|出台|制定|打造|形成|分为|成立|召开|举办|组织|落实|做好|抓好|签约|引进|"
    r"新建|改建|建立|共有?|有|达到?|为|是|的|在|中|内|和|与|及|以及|或|、|了|确定|安排|实现|覆盖|涉及|选派|派出|培育|支持|谋划|储备|"
    r"上|下|前|后|第|这|那|每|各|全|近|约|超|再|又|不|以|从|由|对|把|将|按|等等|开工|竣工|投产|处置|查处|办理|受理|采取|突出|强化|坚持|提出|列为|辐射|拥有|创建|入选|荣获|启动|组建|划分为|划定|包括|涵盖)$"
)
_SUFFIX_ALTERNATIVES = regex.compile(r"^[市区县镇乡旗场所处台套人次户村]{1,2}$|^街道$|^社区$|^部门$|^单位$")
_BEHIND = regex.compile(
    rf"[^，。；：（）、！？\n{FIGURES}]{{0,14}}?(?:，|：|。)?(?P<cue>分别是|分别为|分别有|分别系|依次是|依次为|即|就是|它们是|包括|有|：|--)(?P<list>[^。；！？\n]+)"
)
_EXHAUSTIVE = ("分别是", "分别为", "分别系", "依次是", "依次为", "即", "分别")
_RANKED = regex.compile(
    rf"的[^，。；：、{FIGURES}]{{0,8}}?(?:分别是|分别为|依次是|依次为|为|是)?(?P<list>[^，。；！？\n{FIGURES}]+)"
)


def find_lists_before(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`甲、乙、丙等3家企业` · `秦屯、和屯两个试点村`."""
    for mention in _counted(page):
        start = mention.at - len(mention.lead)
        lead = mention.lead
        quoted = regex.search(r"“(?=[^“”、和与]*[、和与])([^“”]*)”(?:这|等)?$", lead)
        coined = regex.search(r"的“$", lead)
        if quoted:
            end = start + quoted.end(1)
            start += quoted.start(1)
        elif coined:
            end = start + coined.start()
        else:
            end = mention.at
            opening = lead.rfind("“")
            if opening > lead.rfind("”"):
                continue
        listed = split_list(page.shadow.text, start, end)
        if len(listed.items) < 2 or not _adjoins(page, listed, end):
            continue
        if any(m.key == mention.key for m in page.list_before(mention, listed.items[0][0])):
            continue
        if any(regex.search(r"一[一-龥]$", page.shadow.text[a:b]) for a, b in listed.items[:-1]):
            continue
        found = _before(page, mention, listed)
        if found is not None:
            yield Statement((found,))


def _before(page: Page, mention: Mention, listed: ItemList) -> Reading | None:
    stated = int(mention.figure.value)
    if is_named_alike(page, mention, listed):
        exact = replace(listed, least=len(listed.items), most=len(listed.items))
        gap = abs(stated - exact.least)
        return _reading(mention, exact, CERTAIN if gap else LIKELY) if gap <= _FAR else None
    only_and = (
        listed.most > 1 and listed.least == 2 and "、" not in page.shadow.text[listed.items[0][0] : listed.items[-1][1]]
    )
    if listed.least <= stated <= listed.most:
        return _reading(mention, listed, LIKELY)
    if listed.open_end:
        missing = stated - listed.most
        if stated < listed.least <= stated + 3:
            return _reading(mention, listed, CERTAIN)
        if (listed.most >= 5 and 0 < missing <= 2) or (listed.most == 4 and missing == 1):
            return _reading(mention, listed, CERTAIN)
        return None
    if (
        (only_and and mention.figure.unit != "大")
        or not mention.item.han
        or not is_parallel(page, listed)
        or not is_flat(page, listed)
    ):
        return None
    if len(listed.items) == 2 and mention.figure.unit not in ("个", "大", "类"):
        return None
    gap = listed.least - stated if stated < listed.least else stated - listed.most
    return _reading(mention, listed, CERTAIN) if gap <= 2 else None


def find_lists_in_brackets(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`小巨人企业4家（甲、乙、丙、丁，全市共11家）` · `“三大体系”（…、…和…）`."""
    text = page.shadow.text
    for mention in _counted(page):
        opening = mention.at + 1 + len(mention.tail)
        if text[opening : opening + 1] != "（" or len(mention.tail) > 14:
            continue
        closing = closing_bracket(text, opening)
        if closing is None:
            continue
        content_end = next((i for i in range(opening + 1, closing) if text[i] in "，；"), closing)
        if regex.search(rf"[{FIGURES}]", text[opening + 1 : content_end]) and not regex.search(
            r"[年总]", text[opening + 1 : content_end]
        ):
            continue
        if any(m.key == mention.key for m in _inside(page, mention, opening, content_end)):
            continue
        found = _in_bracket(text, mention, split_list(text, opening + 1, content_end))
        # 甲公司等4家企业（乙、丙、丁）: the bracket need only name the others
        others = found is not None and found.strength == CERTAIN and regex.search(r"等(?:这|共)?$", mention.head)
        if found is not None and not others:
            yield Statement((found,))


def _in_bracket(text: str, mention: Mention, listed: ItemList) -> Reading | None:
    stated = int(mention.figure.value)
    words = [text[a:b] for a, b in listed.items]
    if (
        not words
        or all(_SUFFIX_ALTERNATIVES.match(word) for word in words)
        or regex.match(r"含|其中|包括|详|见|不|由", words[0])
    ):
        return None
    if stated == 1:
        single = listed.least == 1 and len(words[0]) >= 2
        return _reading(mention, replace(listed, most=1), LIKELY) if single else None
    if len(words) == 1 and text[listed.items[0][1] : listed.items[0][1] + 1] == "，":
        commas = split_list(text, listed.items[0][0], closing_of(text, listed.items[0][0]), regex.compile("，"))
        plain = all(b - a >= 6 and not regex.search(rf"占|[{FIGURES}][家项个人]?$", text[a:b]) for a, b in commas.items)
        if plain and commas.least == stated:
            return _reading(mention, commas, LIKELY)
    if len(words) < 2:
        only = text[listed.items[0][1] : listed.items[0][1] + 12].split("）", maxsplit=1)[0]
        return _reading(mention, listed, CERTAIN) if "唯一" in only and len(words[0]) >= 2 else None
    if listed.least <= stated <= listed.most:
        return _reading(mention, listed, LIKELY)
    gap = listed.least - stated if stated < listed.least else stated - listed.most
    if listed.open_end and stated > listed.most:
        return None
    return _reading(mention, listed, CERTAIN) if gap <= 3 and len(words) >= 2 else None


def find_lists_behind(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`合作项目有3个，分别是与…、与…、与…` · `排名前五的城市分别是甲、乙、丙、丁和戊`."""
    text = page.shadow.text
    for mention in _counted(page):
        ranked = regex.search(r"前$", mention.head) is not None
        end = page.sentences[mention.sentence][1]
        match = (_RANKED if ranked else _BEHIND).match(text, mention.at + 1, endpos=end)
        if match is None:
            continue
        start, stop = match.span("list")
        cue = "分别" if ranked else match.group("cue")
        found = _behind(page, mention, start, stop, cue)
        if found is not None:
            yield Statement((found,))


def _behind(page: Page, mention: Mention, start: int, stop: int, cue: str) -> Reading | None:
    text = page.shadow.text
    stated = int(mention.figure.value)
    comma = text.find("，", start, stop)
    listed = split_list(text, start, comma if comma > 0 and "、" in text[start:comma] else stop)
    if stated == 1 and cue == "即" and len(listed.items) == 1 and listed.least == 1:
        return _reading(mention, listed, LIKELY)
    if len(listed.items) == 1 and comma > 0 and cue == "：":
        listed = _comma_list(text, start, stop)
    if len(listed.items) < 2 or regex.match(rf"[{FIGURES}]|一是|第一|（一|首先", text[start : start + 2]):
        return None
    if all(regex.search(rf"[{FIGURES}]$|[{FIGURES}][^、]{{0,4}}$", text[a:b]) for a, b in listed.items):
        return None
    if listed.open_end and cue in ("包括", "有", "：", "--"):
        return None
    if listed.least <= stated <= listed.most:
        return _reading(mention, listed, LIKELY)
    gap = listed.least - stated if stated < listed.least else stated - listed.most
    words = [text[a:b] for a, b in listed.items]
    plain = cue == "：" and all(len(word) <= 14 and not regex.search(rf"[，{FIGURES}]", word) for word in words)
    if page.shadow.text[max(0, mention.at - 8) : mention.at].count("”“"):
        plain = False
    strict = (plain or cue in _EXHAUSTIVE) and not listed.open_end
    # 共7个，分别是甲、乙和丙: names that hold nothing else are all that there is
    short = cue in _EXHAUSTIVE and all(len(word) <= _NAME and not _WITHIN.search(word) for word in words)
    enclosed = cue in _EXHAUSTIVE and all(_ENCLOSED.fullmatch(word) for word in words)
    most = _FAR if enclosed or (short and stated > listed.most) else 2
    return _reading(mention, listed, CERTAIN) if strict and gap <= most and len(listed.items) >= 2 else None


def _comma_list(text: str, start: int, stop: int) -> ItemList:
    """`三对关系：政府与市场的关系，当前与长远的关系，…`: commas divide what ends alike."""
    listed = split_list(text, start, stop, regex.compile("，"))
    words = [text[a:b] for a, b in listed.items]
    return listed if len(words) > 1 and len(common_suffix(words)) >= 2 else ItemList((), 0, 0, False)


def find_ordinal_frames(page: Page, rule: RelationRule) -> Iterator[Statement]:
    """`重点做好五项工作。一是……二是……三是……四是……` · `坚持五个“立足”……一是立足……`."""
    for mention in _counted(page):
        chain = find_chain(page, mention)
        if chain is None:
            continue
        listed = ItemList(chain.items, len(chain.items), len(chain.items), False)
        stated = int(mention.figure.value)
        if stated == listed.least:
            yield Statement((_reading(mention, listed, LIKELY),))
        elif chain.near and abs(stated - listed.least) <= 2 and listed.least >= 2:
            yield Statement((_reading(mention, listed, CERTAIN),))


def _counted(page: Page) -> Iterator[Mention]:
    for mention in page.mentions:
        figure = mention.figure
        if figure.dimension not in ("count", "name") or figure.hedge is not None or figure.step != 0:
            continue
        if mention.role is Role.LEVEL and 1 <= figure.value <= _MOST and figure.value == int(figure.value):
            yield mention


def _reading(mention: Mention, listed: ItemList, strength: int) -> Reading:
    if len(listed.items) == mention.figure.value + 1 and listed.least < len(listed.items):
        # the count holds with the last 和 inside a name: show it so
        (start, _), (_, end) = listed.items[-2:]
        listed = replace(listed, items=(*listed.items[:-2], (start, end)))
    return Reading((("stated", (mention,)),), strength, 1, listed.items, (listed.least, listed.most))


def _adjoins(page: Page, listed: ItemList, end: int) -> bool:
    """Does the list touch the number, without a verb between?"""
    text = page.shadow.text
    last = regex.sub(r"等?(?:这|共|共计)?$", "", text[listed.items[-1][0] : end])
    return not _VERB_END.search(last) and not regex.search(r"[年月日]|第$|^\d", last)


def _inside(page: Page, mention: Mention, start: int, end: int) -> list[Mention]:
    return [m for m in page.mentions[mention.index + 1 : mention.index + 40] if start < m.at < end]
