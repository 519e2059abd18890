"""Texts of any length that a page never is: what could make time or memory grow faster than the text.

Each is named, and made of one piece over and over, of pieces that differ by their figures, or of words in random order.
"""

from __future__ import annotations

import random
from pathlib import Path

from prose import WORDS

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))
_NAMES = "东西南北上下金木水火土山石田"

REPEATED: dict[str, str] = {
    "words without a stop": "甲乙丙丁戊己庚辛",
    "figures without a stop": "全县工业产值12.5亿元，",
    "figures of one name": "全县工业产值12.5亿元。",
    "a list": "苹果、",
    "a list of figures": "工业3个、",
    "a list of numbers": "分别为1、2、",
    "rates": "增长3%，",
    "shares": "占比3%占",
    "a ratio without end": "3:",
    "listed things": "甲等3家",
    "opened brackets": "（",
    "opened quotations": "“",
    "opened titles": "《",
    "figures in opened brackets": "共5个（其中",
    "digits": "9",
    "digits in threes": ",234",
    "decimal points": "1.",
    "ten": "十",
    "one": "一",
    "scales": "亿",
    "ten thousand": "一万",
    "hundreds": "三百五",
    "spoken decimals": "一点",
    "fractions": "三分之",
    "a paragraph": "本报讯今天天气很好，各地干部群众走上街头。\n",
    "blank lines": "\r\n",
    "spaces": " ",
    "wide spaces": "\u3000",
    "tabs": "\t",
    "bars": "|",
    "a row": "甲|1",
    "a table": "甲|1|2|3\n",
    "letters": "a",
    "commas": "，",
    "percent signs": "%",
    "signs": "-",
    "dates": "2021年5月1日",
    "years": "2021年",
    "points": "一是好。二是好。",
    "first points": "（一）",
    "first ranks": "第一，",
    "two scripts": "調查调查报告",
    "particles": "的",
    "其中": "其中",
    "markup": "<b>&",
    "addresses": "http://a.b/",
    "control characters": "\x00",
}

VARIED: dict[str, str] = {
    "paragraphs": "{name}镇完成投资{a}万元，同比增长{c}%，占全县的{b}%。\n",
    "one line": "{name}镇完成投资{a}万元，同比增长{c}%，占全县的{b}%。",
    "totals": "全县{name}合计{a}万元。",
    "sums": "{name}村共有项目{a}个，其中工业{b}个、农业{c}个。\n",
    "headings": "{name}镇完成{a}万元\n",
    "bars of figures": "|{name}|{a}|{b}|{c}|\n",
    "columns": "{name}    {a}    {b}    {c}\n",
    "copies": "本市有甲乙丙丁戊己庚辛壬癸子丑寅卯辰企业1{a}家、职工200人、车间300个。\n",
    "names": "{name}、",
    "weekdays": "2021年{c}月{c}日（星期三）开会。",
    "ages": "张三，{a}年生，{c}岁，",
    "chapters": "第{c}章 总则{name}\n",
    "series": "分别为{a}万元、{b}万元、{c}万元，",
}


def texts(length: int) -> dict[str, str]:
    """Every kind of rubbish, of that many characters."""
    found = {name: (piece * (length // len(piece) + 1))[:length] for name, piece in REPEATED.items()}
    length //= 2  # these take longer: more of them is read
    found |= {f"varied {name}": _varied(form, length) for name, form in VARIED.items()}
    page = "\n\n".join(path.read_text("utf-8") for path in ARTICLES)
    found["articles"] = (page * (length // len(page) + 1))[:length]
    found["articles on one line"] = (page.replace("\n", "") * (length // len(page) + 2))[:length]
    found["closed brackets"] = "（" * (length // 2) + "）" * (length // 2)
    found["random words"] = _random(WORDS, length)
    found["random words without a stop"] = _random([word for word in WORDS if word.strip("。！？\r\n")], length)
    return found


def _varied(form: str, length: int) -> str:
    """Pieces that differ; the same ones every time."""
    chance = random.Random(3)
    pieces: list[str] = []
    left = length
    while left > 0:
        name = "".join(chance.choice(_NAMES) for _ in range(3))
        pieces.append(
            form.format(name=name, a=chance.randint(10, 9999), b=chance.randint(10, 999), c=chance.randint(1, 99))
        )
        left -= len(pieces[-1])
    return "".join(pieces)[:length]


def _random(words: list[str], length: int) -> str:
    chance = random.Random(1)
    return "".join(chance.choice(words) for _ in range(length))[:length]
