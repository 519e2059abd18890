"""Printed numerals → exact value and the value of the last printed digit.

Han numerals after the place-value grammar of GB/T 15835-2011: 一百二十 = 120, 一千零五 = 1005,
三百五 is read as 350 only before a scale word or the end, as speakers do.
"""

from __future__ import annotations

from auditor.exact import Fraction

HAN_DIGITS = "零一二三四五六七八九"
_DIGITS = {c: i for i, c in enumerate(HAN_DIGITS)} | {"两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
           "陆": 6, "柒": 7, "捌": 8, "玖": 9, "〇": 0}  # fmt: skip
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SPOKEN = {"百": 10, "千": 100, "万": 1000, "亿": 10**7}


def parse_arabic(literal: str) -> tuple[Fraction, Fraction]:
    """Value and last printed place of `1,234.50` (1234.50, 0.01); a sign is kept in the value.

    Raises:
        ValueError: `literal` is no decimal numeral.
    """
    plain = literal.replace(",", "")
    whole, _, decimals = plain.partition(".")
    digits = len(decimals)
    return Fraction(int(whole + decimals), 10**digits), Fraction(1, 10**digits)


def parse_scale(literal: str) -> int:
    """Factor of a scale word: 万亿 is 10**12, 十万 is 10**5, an empty word is 1."""
    factor = 1
    for char in literal:
        factor *= _SCALES.get(char) or _PLACES[char]
    return factor


def parse_han(literal: str) -> Fraction:
    """Value of a Han numeral: 三十六, 一百二十亿, 两, 二零一五, 三点五, 六四零.五.

    Raises:
        ValueError: `literal` is no numeral.
    """
    scale = 1
    literal = with_point(literal)
    if "点" in literal:
        bare = literal.rstrip("万亿")
        scale = parse_scale(literal[len(bare) :])
        literal = bare
    whole, point, decimals = literal.partition("点")
    value = Fraction(_whole(whole))
    if point:
        if not decimals or any(c not in _DIGITS for c in decimals):
            raise ValueError(f"not a numeral: {literal!r}")
        value += Fraction(_in_digits(decimals), 10 ** len(decimals))
    return value * scale


def with_point(literal: str) -> str:
    """The numeral with 点 for the mark of its decimals: newspapers print 六四零.五亿 and 二·五倍, too."""
    return literal.replace(".", "点").replace("·", "点")


def parse_whole(literal: str) -> int:
    """Value of a whole number in digits or in Han numerals: 12, 十二.

    Raises:
        ValueError: `literal` is no whole numeral.
    """
    return int(literal) if literal.isdecimal() else int(parse_han(literal))


def _is_in_digits(literal: str) -> bool:
    """四四零六 is, as 二五 is; 三四 may be three or four."""
    if len(literal) < 2 or any(c not in _DIGITS for c in literal):
        return False
    return len(literal) > 2 or _DIGITS[literal[1]] - _DIGITS[literal[0]] != 1


def _in_digits(literal: str) -> int:
    return int("".join(str(_DIGITS[c]) for c in literal))


def _whole(literal: str) -> int:
    if not literal:
        raise ValueError("empty numeral")
    if len(literal) > 1 and all(c in _DIGITS for c in literal):
        return _in_digits(literal)
    bare = literal.rstrip("万亿")
    if _is_in_digits(bare):
        return _in_digits(bare) * parse_scale(literal[len(bare) :])
    total = section = digit = 0
    if len(literal) > 2 and literal[-1] in _DIGITS and literal[-2] in _SPOKEN:
        # 三百五 is spoken for 350, 两万三 for 23000
        return _whole(literal[:-1]) + _DIGITS[literal[-1]] * _SPOKEN[literal[-2]]
    for char in literal:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        elif char in _SCALES:
            scale = _SCALES[char]
            section += digit
            # 万亿: a scale upon a scale multiplies all that came before
            total = (total + section) * scale if scale > 10**4 or not total else total + section * scale
            section = digit = 0
        else:
            raise ValueError(f"not a numeral: {literal!r}")
    return total + section + digit
