"""A new rule file: commented, and one that passes its own test."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"[0-9]{1,9}$")

_FIGURES = """\
# 这条规则可以直接使用；改成您要的规则之后，运行：auditor rules test {file}
# This rule works as it stands.  Make it yours, then run: auditor rules test {file}

id: {id}          # 大写字母加数字，不与其他规则相同 / capital letters and a number, used by no other rule
name: {name}
title:
  zh: 自付
  en: Own share
kind: difference    # sum share growth difference product count … 或自定的词 / or a word of your own
severity: error     # error 必有一误 / surely wrong; warning 很可能有误 / probably; note 请看一眼 / worth a look

# 句式：{{名:类型}} 是一个数，名用小写英文；类型有 money 金额、percent 百分比、points 百分点、times 倍数、count 个数、
# duration 时长、quantity 长度面积重量等、level 任何数量、any 任何数。{{gap}} 跨过同一分句的几个字，{{far}} 跨过同一句里的
# 更多字（都不跨过数字），其余照字面（正则表达式）。简体、全角标点即可，繁体和半角的文章一样认得。
# Pattern: {{name:type}} is one figure, {{gap}} some words of a clause, {{far}} more words of the sentence, neither with
# figures; the rest is as it stands (a regular expression).  Simplified characters and full-width marks match all.
pattern: '培训费用{{gap}}{{expense:money}}，{{gap}}补贴{{gap}}{{subsidy:money}}，{{gap}}自付{{gap}}{{own:money}}'

# 公式：左边是文章所说的数，右边是算出的数；可用 + - * / ^ ( ) sum(名) count(名) == <= >=
# Formula: what the text states on the left, what it must be on the right.
check: own == expense - subsidy

message:            # {{working}} 是算式，{{own}} 等是原文的数 / is the arithmetic, {{own}} the figure as printed
  zh: "自付不等于费用减补贴：{{working}}"
  en: "The own share is not the expense less the subsidy: {{working}}"
why:
  zh: "三个数同在一句，币种相同，按费用减补贴核算。缺少其中一数的，不作判断。"
  en: "All three stand in one sentence; own is expense less subsidy. With one of them missing there is no claim."

# 例句就是测试。bad 必须报错并标出 flags，改成 fixed 就不再报；good 认得而相符；silent 是最容易误认的相近说法。
# The examples are the tests.  `bad` is flagged at `flags`, `fixed` is not; `good` holds; `silent` is the nearest wording
# that is something else.
examples:
  bad:
    - text: "今年安排培训费用38.6亿元，政府补贴29.4亿元，自付8.2亿元。"
      flags: "8.2亿元"
      fixed: "今年安排培训费用38.6亿元，政府补贴29.4亿元，自付9.2亿元。"
    - text: "全年培訓費用6,840萬元，政府補貼5,120萬元，自付1,270萬元。"
      flags: "1,270萬元"
      fixed: "全年培訓費用6,840萬元，政府補貼5,120萬元，自付1,720萬元。"
  good:
    - text: "培训费用12.5亿元，同期补贴9.1亿元，自付约3.4亿元。"
    - text: "去年培训费用480万元，补贴为355万元，自付125万元。"
  silent:
    - text: "培训费用12.5亿元，同比增长8.1%。"
    - text: "培训费用12.5亿元，自付3.4亿元。"
"""

_TEXT = """\
# 这条规则可以直接使用；改成您要的规则之后，运行：auditor rules test {file}
# This rule works as it stands.  Make it yours, then run: auditor rules test {file}

id: {id}          # 大写字母加数字，不与其他规则相同 / capital letters and a number, used by no other rule
name: {name}
title:
  zh: 慎用“首家”
  en: Claims to be the first
family: script      # script 用字用词、punctuation 标点、unit 单位、date 日期、ordinal 序次、duplicate 重复、truncation 残缺
severity: note      # error 必有一误 / surely wrong; warning 很可能有误 / probably; note 请看一眼 / worth a look
detector: pattern

# 句式是正则表达式；(?P<fault>…) 是要标出的部分，没有就标出全部。简体即可，繁体的文章一样认得。
# A regular expression; (?P<fault>…) is what gets flagged, without it all of the match.  Simplified characters match both.
pattern: '(?:全国|全省|全市|世界)(?P<fault>首家|首个|第一家)(?!人民)'

message:            # {{text}} 是标出的文字 / is the text that is flagged
  zh: "“{{text}}”须有出处"
  en: "{{text}} needs a source"
why:
  zh: "“首家”“首个”之类的说法须能查证。没有出处的，请改写或删去。"
  en: "A claim to be the first must have a source. Without one, it is to be reworded or struck out."

# 例句就是测试：bad 必须报，标出 flags；good 和 silent 不报。
# The examples are the tests: `bad` is flagged at `flags`, `good` and `silent` are not.
examples:
  bad:
    - text: "这是全省首家数字剧场。"
      flags: "首家"
      fixed: "这是一家数字剧场。"
    - text: "園區建成全國首個零碳工廠。"
      flags: "首個"
      fixed: "園區建成零碳工廠。"
  good:
    - text: "他在全省比赛中获得第一名。"
    - text: "這是他的首部長篇小說。"
  silent:
    - text: "首家分店下月开业。"
    - text: "全國首家人民銀行的舊址已經修復。"
"""


def new_rule(name: str, rule_id: str, file: str, *, text: bool) -> str:
    """A rule file about figures, or about the text."""
    return (_TEXT if text else _FIGURES).format(name=name, id=rule_id, file=file)


def free_id(prefix: str, taken: Iterable[str]) -> str:
    """The next id of a prefix: USR101, or one more than the greatest there is."""
    numbers = [int(match.group()) for one in taken if one.startswith(prefix) and (match := _NUMBER.search(one))]
    return f"{prefix}{max(numbers, default=100) + 1}"
