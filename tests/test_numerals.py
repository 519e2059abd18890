"""auditor.figures.numerals: printed numerals → exact values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.exact import Fraction
from auditor.figures.numerals import parse_arabic, parse_han, parse_scale, parse_whole

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("literal", "value", "place"),
    [
        ("0", "0", "1"),
        ("163", "163", "1"),
        ("12.0", "12", "0.1"),
        ("12.00", "12", "0.01"),
        ("0.05", "0.05", "0.01"),
        ("1,234", "1234", "1"),
        ("1,234.50", "1234.5", "0.01"),
        ("12,345,678", "12345678", "1"),
        ("007", "7", "1"),
    ],
)
def test_arabic(literal: str, value: str, place: str) -> None:
    assert parse_arabic(literal) == (Fraction(value), Fraction(place))


@pytest.mark.parametrize("literal", ["", "abc", "1.2.3", "1-2", "."])
def test_arabic_refuses_what_is_no_numeral(literal: str) -> None:
    with pytest.raises(ValueError):
        parse_arabic(literal)


@pytest.mark.parametrize(
    ("word", "factor"),
    [
        ("", 0),
        ("十", 1),
        ("百", 2),
        ("千", 3),
        ("万", 4),
        ("十万", 5),
        ("百万", 6),
        ("千万", 7),
        ("亿", 8),
        ("百亿", 10),
        ("万亿", 12),
    ],
)
def test_scale_words(word: str, factor: int) -> None:
    assert parse_scale(word) == 10**factor


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十六", 36),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("三百二十一", 321),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("两千三百", 2300),
        ("一万", 10**4),
        ("二万五千", 25_000),
        ("十二万", 120_000),
        ("一百二十万零五百", 1_200_500),
        ("一亿", 10**8),
        ("一百二十亿", 12 * 10**9),
        ("一亿二千万", 12 * 10**7),
        ("三亿六千四百二十万", 364_200_000),
        ("两万亿", 2 * 10**12),
        ("一万二千亿", 12 * 10**11),
        ("二零一五", 2015),
        ("壹佰贰拾叁", 123),
        ("三点五", "3.5"),
        ("零点零五", "0.05"),
        ("十二点三四", "12.34"),
        ("六四零.五亿", 64_050_000_000),
        ("二·五", "2.5"),
        ("二十二.三", "22.3"),
        ("四四零六亿", 440_600_000_000),
        ("二五万", 250_000),
    ],
)
def test_han(literal: str, value: int | str) -> None:
    assert parse_han(literal) == Fraction(value)


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("三百五", 350),
        ("两万三", 23_000),
    ],
)
def test_spoken_han_drops_the_last_place(literal: str, value: int) -> None:
    assert parse_han(literal) == value


@pytest.mark.parametrize("literal", ["", "三点", "三点十", "甲", "十x", "三点五点六"])
def test_han_refuses_what_is_no_numeral(literal: str) -> None:
    with pytest.raises(ValueError):
        parse_han(literal)


def spelled(value: int) -> str:
    """A whole number below a myriad, as it is spoken."""
    text, gap = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + word
            gap = False
        else:
            gap = bool(text)
    return text


@given(st.integers(1, 9999))
@settings(max_examples=150, derandomize=True, database=None, deadline=None)
def test_every_spelled_number_is_read(value: int) -> None:
    assert parse_han(spelled(value)) == value


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["万", "亿"]))
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_spelled_number_beyond_a_scale(more: int, less: int, scale: str) -> None:
    text = spelled(more) + scale + ("零" if less < 1000 else "") + spelled(less)
    assert parse_han(text) == more * parse_scale(scale) + less


@given(st.integers(0, 10**9), st.integers(0, 4))
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_thousands_separators_change_nothing(whole: int, places: int) -> None:
    decimals = "." + "7" * places if places else ""
    assert parse_arabic(f"{whole:,}{decimals}") == parse_arabic(f"{whole}{decimals}")


def test_a_scale_behind_decimals_multiplies_all() -> None:
    assert parse_han("三点五亿") == 350_000_000
    assert parse_han("一点二万亿") == 1_200_000_000_000


@pytest.mark.parametrize(("literal", "value"), [("12", 12), ("007", 7), ("十二", 12), ("两", 2), ("一百二十", 120)])
def test_whole_numbers_in_either_print(literal: str, value: int) -> None:
    assert parse_whole(literal) == value


@pytest.mark.parametrize("literal", ["", "²", "甲", "1.5"])
def test_what_is_no_whole_number(literal: str) -> None:
    with pytest.raises(ValueError):
        parse_whole(literal)


@pytest.mark.parametrize(
    ("literal", "told"),
    [
        ("", "empty numeral"),
        ("甲", "not a numeral: '甲'"),
        ("十x", "not a numeral: '十x'"),
        ("三点", "not a numeral: '三点'"),
        ("三点十", "not a numeral: '三点十'"),
    ],
)
def test_what_is_no_numeral_is_named(literal: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"^{told}$"):
        parse_han(literal)


def test_two_digits_are_read_place_by_place() -> None:
    assert parse_han("二五") == 25
