"""Chinese statistical prose by chance: its words and signs in any order, and any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

VOCABULARY = (
    "由 从 到 至 比 占 增长 下降 增加 减少 提高 个百分点 % ‰ 亿元 万元 元 个 家 项 人 万人 倍 翻一番 三分之一 百分之五 三成 "
    "约 近 超 余 以上 以下 其中 合计 分别为 分别是 按类别划分 等 和 、 ， 。 ； ： （ ） ( ) “ ” 《 》 1 2 3 10 0 00 . , 1,234 "
    "． － - ～ 一 二 三 十 百 千 万 亿 零 两 点 第 年 月 日 2021年 2022年 5月 同比 上年 每户 人均 平均每 总 共 项目 企业 一是 "
    "二是 三是 率 A 5G １ ２ ％ 億 個 項 佔 顺差 出口 进口 收入 支出 结余 出生 死亡 男 女 性别比 3.5 12.0 100% 0% 计划 完成 年均"
)
WORDS = [*VOCABULARY.split(), "\n", "\r\n", "\n\n", " "]
SIGNS = "一二三四五六七八九十百千万亿两零点第个家项元人年月日占比率增减由至到的了和，。；：（）“”0123456789.%-+,\n\r\t 　Ａ１％×÷—～"
ANY_TEXT = (
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
    | st.text(SIGNS, max_size=120)
    | st.text(st.characters(exclude_categories=["Co", "Cs"]), max_size=60)
)
