"""Write auditor/text/script/script_words.txt: what tells simplified and traditional texts apart, by character and by word.

Source: the dictionaries of OpenCC (Apache-2.0), as its Python package brings them.  How often jieba (MIT) counted a
word parts those that may be blamed from those that only keep others from being read into a text.  Run after
`pip install opencc jieba`:

    python scripts/make_script_words.py

A line each: characters that only simplified texts write, and what each becomes; characters that only
traditional texts write; forms of one character between which regional standards choose; common words; rare words.  A word is kept
if a simplified text writes one of its characters like another that traditional texts know too (干部, 公里), for
only the word can tell which is meant; several right forms are joined by a stroke.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import opencc

sys.path.insert(0, str(Path(__file__).parent.parent))

from auditor.folding import fold
from auditor.text.script.senses import DEFAULTED, LONGEST, LOOSE, STRICT, Senses

FILE = Path(__file__).parent.parent / "auditor" / "text" / "script" / "script_words.txt"
TABLE = Path(__file__).parent.parent / "auditor" / "folding" / "fold_table.txt"
LIBRARY = Path(opencc.__file__).parent / "clib"
# jieba's counts from which a word is common.  What ends in 里 is often the name of a lane.
COMMON = 40
COMMON_LONG = 10
COMMON_WITHIN = 2500
NOTICE = (
    "# Made by scripts/make_script_words.py from OpenCC's dictionaries (https://github.com/BYVoid/OpenCC), Apache-2.0."
)

# Older forms that printers of traditional texts use as well; no sign of a simplified text.
INHERITED = set(
    "强决况凉减凑凛厢厦厨厩却叠咏咤够奥恒惧毁烟牦猪猫猬碱秆禀粮糇糍耻脚腭腼莅蔂虬蘖衅踪迹泪麽鼹栖洒熏痒瓮凄厘"
    "痴熔溆潜殁狸栀椁橱珐琅灶羡净妆床吴吓"
)
# Big5 knows these, but no printed text means them by it.
NEVER_TRADITIONAL = set("儿听坏")
# Standard in simplified texts too, in names or in some of their words (the list of 2013 and its notes).
ALSO_SIMPLIFIED = set(
    "乾吒夥拚捱榘菸薹袷醣麴徵摺著瞭藉麼麽昇陞甯脩鉅濬祕邨迺喆堃淼犇龢勣菉蒐甦逕釐頫鍾鍊讎雠氾谿劄貲椀噁坏覆"
    "沈剋祇衹哩像濛懞崑灕彿彷鵰"
)
# 先后 is given a second reading, the late empress, that articles do not use.
SETTLED = {"先后": ["先後"], "机制": ["機制"], "编制": ["編制", "編製"], "海里": ["海里", "海裏"], "小丑": ["小丑"]}
# Words of recent reports, which older dictionaries lack or hardly know.
_RECENT = """
灾后:災後 震后:震後 疫后:疫後 灾后重建:災後重建 余人:餘人 余名:餘名 余项:餘項 余万:餘萬 余亿:餘億
云计算:雲計算 云平台:雲平臺 云服务:雲服務 云端:雲端 上云:上雲 制售:製售 制假:製假 筑牢:築牢 划转:劃轉 划定:劃定
降准:降準 起征:起徵 停征:停徵 减征:減徵 征地:徵地 征迁:徵遷 敢干:敢幹 实干:實幹 苦干:苦幹 大干:大幹 善后:善後
产后:產後 术后:術後 课后:課後 赛后:賽後
"""
RECENT = dict(pair.split(":") for pair in _RECENT.split())
# Words that meet the next word in a third.
GUARDS = {word: [word] for word in ("面包括", "面包含", "面包圍", "面包裝", "面粉刷", "面粉飾")}
# Two characters that often meet by chance, or where usage in print is free.
CHANCE = [
    "村里",
    "市里",
    "县里",
    "一干",
    "下面",
    "面子",
    "面皮",
    "黑面",
    "里间",
    "里外",
    "里边",
    "几上",
    "大历",
    "松毛",
    "红松",
    "云云",
    "制做",
    "郁郁",
    "死胡同",
    "胡同",
    "大丰",
    "丰田",
    "景致",
    "雅致",
    "别致",
    "标致",
    "水面",
    "汤面",
    "谷城",
    "面条",
]


def dictionary(name: str) -> dict[str, list[str]]:
    """One of OpenCC's dictionaries: what each entry may become, likeliest first."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.txt"
        tool, source = LIBRARY / "bin" / "opencc_dict", LIBRARY / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run(
            [str(tool), "-i", str(source), "-o", str(plain), "-f", "ocd2", "-t", "text"],
            check=True,
            capture_output=True,
        )
        rows = (line.split("\t") for line in plain.read_text(encoding="utf-8").splitlines())
        return {row[0]: row[1].split(" ") for row in rows}


def simplified_only(table: list[str]) -> str:
    """Characters that no traditional text writes."""

    def common(char: str) -> bool:
        try:
            return char.encode("big5") < b"\xc9"
        except UnicodeEncodeError:
            return False

    return "".join(c for c in table[2] if c in NEVER_TRADITIONAL or not (common(c) or c in INHERITED or c in STRICT))


def variant_groups() -> list[str]:
    """Forms of one character in the standards of Taiwan and Hong Kong; the most usual first."""
    taiwan, hong_kong = dictionary("TWVariants"), dictionary("HKVariants")
    groups = []
    for char in sorted({*taiwan, *hong_kong}):
        forms = [*taiwan.get(char, [])[:1], *hong_kong.get(char, []), char]
        group = "".join(dict.fromkeys(forms))
        if len(group) > 1:
            groups.append(group)
    return groups


def words(phrases: Iterable[tuple[str, list[str]]]) -> list[str]:
    """The words to keep, shortest first; none that shorter ones already settle."""
    kept: dict[str, str] = {}
    for simple, forms in sorted(phrases, key=lambda pair: (len(pair[0]), pair[0])):
        if not 2 <= len(simple) <= LONGEST or any(len(form) != len(simple) for form in forms):
            continue
        alike = [form for form in forms if fold(form) == fold(forms[0])]
        places = [at for at, char in enumerate(fold(forms[0])) if _tells(char)]
        senses = Senses(kept, {})
        if any(not _same(senses, fold(forms[0]), at, alike) for at in places):
            _add(kept, fold(forms[0]), alike)
    return list(kept.values())


def _tells(char: str) -> bool:
    return char in STRICT or char in LOOSE or char in DEFAULTED


def divided(kept: list[str]) -> tuple[str, str]:
    """The common words, and the rare ones."""
    met = counts()
    back = opencc.OpenCC("t2s")
    common = [word for word in kept if any(_is_common(back.convert(form), met) for form in word.split("/"))]
    return " ".join(common), " ".join(sorted(set(kept) - set(common), key=kept.index))


def _is_common(word: str, counts: dict[str, int]) -> bool:
    """May a text be blamed for spelling the word otherwise?"""
    count = counts.get(word, 0)
    if word in CHANCE or word in RECENT:
        return word in RECENT
    if word.endswith("里") and len(word) == 2 and word[0] not in "这那哪公万海英":
        return count >= COMMON_WITHIN
    return count >= (COMMON if len(word) == 2 else COMMON_LONG)


def counts() -> dict[str, int]:
    """How often each word was met, by jieba's count; names of persons left out."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    rows = (line.split() for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows if row[2] != "nr"}


def _same(senses: Senses, folded: str, at: int, forms: list[str]) -> bool:
    sense = senses.at(folded, at)
    return sense is not None and set(sense.targets()) == {form[at] for form in forms}


def _add(kept: dict[str, str], key: str, forms: list[str]) -> None:
    known = kept.get(key, "").split("/") if key in kept else []
    kept[key] = "/".join(dict.fromkeys([*known, *forms]))


def main() -> None:
    table = TABLE.read_text(encoding="utf-8").split("\n")
    characters = dictionary("STCharacters")
    phrases = {
        **dictionary("STPhrases_GeneratedFromRegionalPhrases"),
        **dictionary("STPhrases"),
        **SETTLED,
        **GUARDS,
        **{word: [form] for word, form in RECENT.items()},
    }
    simple = simplified_only(table)
    traditional = "".join(c for c in table[0] if ord(c) < 0xF900 and c not in ALSO_SIMPLIFIED)
    lines = [
        NOTICE,
        simple,
        "".join(characters.get(char, [char])[0] for char in simple),
        traditional,
        " ".join(variant_groups()),
        *divided(words(phrases.items())),
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(simple)} and {len(traditional)} characters, {len(lines[5].split())} common and {len(lines[6].split())} rare words"
    )


if __name__ == "__main__":
    main()
