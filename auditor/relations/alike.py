"""Lists whose items are all named after what is counted, so that nothing but the list itself divides them."""

from __future__ import annotations

from auditor import regex
from auditor.backwards import behind_last
from auditor.relations.labels import common_suffix
from auditor.relations.lists import ItemList
from auditor.relations.mentions import Mention, Page
from auditor.relations.shadow import FIGURES

_NUMBERED = regex.compile(r"^[0-9一二三四五六七八九十两]{1,4} ?[个家条座所名位支项件种类场门处部本]?")
_AND = regex.compile("和|与(?!会)|(?<![涉普危顾])及|或")
_AND_WITHIN = regex.compile("和|与(?!会)|(?<![涉普危顾])及")
_PLACES = regex.compile(r"[省市县区旗州盟乡镇村]{1,3}")
# 村民小组, 社区居委会, 小学生: the noun goes on.
_GOES_ON = regex.compile("[民委组干级办企集务落寨屯庄域长政医校立生员工部人居]")


def is_named_alike(page: Page, mention: Mention, listed: ItemList) -> bool:
    """`甲村、乙村、丙村及丁村5个村`: each item ends as the noun says, so that the last 及 divides, too, and the list is whole."""
    text = page.shadow.text
    words = [text[start:end].removesuffix("的") for start, end in listed.items]
    if listed.open_end or len(words) < 3 or not all(words) or not is_flat(page, listed):
        return False
    if any(_AND.search(word, 1, len(word) - 1) for word in words) or _is_continued(text, listed, words):
        return False
    noun = _NUMBERED.sub("", mention.figure.text + mention.tail)
    suffix = common_suffix(words)
    if suffix and noun.startswith(suffix):
        return not _GOES_ON.match(noun, len(suffix))
    places = _PLACES.match(noun)
    ends = {word[-1] for word in words}
    return places is not None and ends <= set(places.group()) and not _GOES_ON.match(noun, places.end())


def _is_continued(text: str, listed: ItemList, words: list[str]) -> bool:
    """Does a list go on from the clause before? `东镇有甲村，西镇有乙村、丙村和丁村4个村`"""
    end = text.rfind("，", 0, listed.items[0][0] + 1)
    if end < 0 or text[end + 1 : listed.items[0][0]].strip(" "):
        return False
    before = text[behind_last("，。；：\n", text, end) : end]
    return "、" in before or before.endswith(tuple(word[-1] for word in words))


def is_flat(page: Page, listed: ItemList) -> bool:
    """No figure inside and no 和 before the last 、: nothing that could be a list within the list."""
    text = page.shadow.text[listed.items[0][0] : listed.items[-1][1]]
    before_last = text[: text.rfind("、")]
    return not regex.search(rf"[{FIGURES}]|两[省市县岸国地]", text) and not _AND_WITHIN.search(before_last)


def is_parallel(page: Page, listed: ItemList) -> bool:
    """Items of one kind are of like length; a long last item holds a verb and an object."""
    sizes = [b - a for a, b in listed.items[1:]]
    words = [page.shadow.text[a:b] for a, b in listed.items]
    if len(common_suffix(words)) >= 2:
        return True
    return max(sizes) <= 16 and (len(sizes) < 2 or sizes[-1] <= 3 * max(2, min(sizes[:-1])))
