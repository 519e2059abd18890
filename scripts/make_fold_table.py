"""Write auditor/folding/fold_table.txt: traditional characters, their simplified forms one for one,
and on a third line the characters that only simplified texts write.

Source: OpenCC's dictionaries (Apache-2.0) through its own library.  Run after `pip install opencc`:

    python scripts/make_fold_table.py
"""

from __future__ import annotations

from pathlib import Path

import opencc

TABLE = Path(__file__).parent.parent / "auditor" / "folding" / "fold_table.txt"
RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


def pairs() -> list[tuple[str, str]]:
    """Characters that a simplified text writes otherwise, in code point order."""
    converters = [opencc.OpenCC(name) for name in ("t2s", "hk2s", "tw2s")]
    found = []
    for start, end in RANGES:
        for point in range(start, end):
            char = chr(point)
            for converter in converters:
                simple = converter.convert(char)
                if len(simple) == 1 and simple != char:
                    found.append((char, simple))
                    break
    # 么 is the simplified form of 麼 before it is the traditional form of 幺
    simple_forms = {new for _, new in found}
    return [(old, new) for old, new in found if old not in simple_forms]


def simplified_only() -> str:
    """Characters that every traditional standard writes otherwise, in code point order."""
    converters = [opencc.OpenCC(name) for name in ("s2t", "s2hk", "s2tw")]
    common = (chr(point) for point in range(0x4E00, 0x9FA6))
    return "".join(char for char in common if all(c.convert(char) != char for c in converters))


def main() -> None:
    table = pairs()
    TABLE.parent.mkdir(exist_ok=True)
    lines = ("".join(old for old, _ in table), "".join(new for _, new in table), simplified_only())
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table)} characters")


if __name__ == "__main__":
    main()
