"""A claim's working in words a proofreader reads: `1.96亿元 ÷ 2.44亿元 = 80.33%（79.96%–80.70%），文中80.47%，相符`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor import regex
from auditor.exact import Fraction
from auditor.formula import Call, Formula, Name, Node, Number, Operation, render
from auditor.interval import Interval
from auditor.judge import Constants, Outcome
from auditor.model import Figure, Verdict

_WORDS = {
    "zh": {"stated": "文中", Verdict.HOLDS: "相符", Verdict.FAILS: "不符", Verdict.OPEN: "存疑", "exactly": "完全相符", "items": "项", "listed": "列出", "list": "列举"},
    "en": {"stated": "stated", Verdict.HOLDS: "holds", Verdict.FAILS: "does not hold", Verdict.OPEN: "open", "exactly": "holds exactly", "items": " items", "listed": "listed", "list": "items listed"},
}  # fmt: skip
_SIGNS = {"<=": ("≤", ">"), ">=": ("≥", "<"), "==": ("=", "≠")}
_NUMERAL = regex.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_HEDGE_TAIL = regex.compile(r"(?:以上|以下|左右|以内|上下|之多|多|余)$|^[余多](?=.)")
# 7.6亿元至8.2亿元, 7至9%: a unit once
_RANGE = regex.compile(r"^[^0-9]*?[至到~—-][0-9][0-9,.]*")
_SCALES = (("亿", 8), ("兆", 12), ("万", 4))
_UNIT_WORD = regex.compile(
    r"(?:[十百千]?万亿|[十百千]?[万亿]|兆(?!瓦|伏|字))?(?P<unit>[^0-9.,+-]{0,60}?)(?:以上|以下|左右|以内|上下|余|多){0,4}$"
)


def working(
    formula: Formula,
    roles: Mapping[str, Sequence[Figure]],
    outcome: Outcome,
    lang: str,
    constants: Constants = (),
    sign: int = 1,
    verdict: Verdict = Verdict.FAILS,
) -> str:
    """One line: the operation on the printed figures, its value and bounds, what is stated, the verdict.

    `sign` -1 shows what is stated as a fall: 下降3% is compared as -3%.  `verdict` tells a claim that fails
    from one that is open.
    """
    words = _WORDS[lang]
    texts = {role: [printed(figure) for figure in figures] for role, figures in roles.items()}
    if not isinstance(formula.left, Operation) and not isinstance(formula.right, (Operation, Call)):
        return _comparison(formula, texts, outcome, lang)
    texts.update({name: [str(number)] for name, number in constants})
    stated_figure = _stated_figure(formula.left, roles)
    # turn is the sign of a change: 1 or -1 times it reads as plus or minus
    operation = render(formula.right, texts).replace("- -1 × ", "+ ").replace("- 1 × ", "- ")
    if ("scale", 1) in constants:
        # the quantity is counted in the very unit that its price is per
        operation = regex.sub(r" [×÷] 1$", "", operation)
    stated = render(formula.left, texts)
    model = stated_figure or next(iter(next(iter(roles.values()))))
    computed = _interval(outcome.computed, model, lang)
    told = words["exactly"] if outcome.exact else words[Verdict.HOLDS if outcome.holds else verdict]
    if isinstance(formula.left, Number):
        stated = "100%" if model.dimension == "percent" else stated
    if isinstance(formula.left, Operation):
        stated = f"{stated} = {_interval(outcome.stated, model, lang)}"
    stated = f"-{stated}" if sign < 0 else stated
    comma = "，" if lang == "zh" else ", "
    space = "" if lang == "zh" else " "
    return f"{operation} = {computed}{comma}{words['stated']}{space}{stated}{comma}{told}"


def _comparison(formula: Formula, texts: Mapping[str, Sequence[str]], outcome: Outcome, lang: str) -> str:
    """`67.9万辆 ≤ 311.1万辆，相符`: two figures, or one and its limit, without any arithmetic."""
    words, sign = _WORDS[lang], _SIGNS[formula.relation][0 if outcome.holds else 1]
    left, right = render(formula.left, texts), render(formula.right, texts)
    limit = f"{formula.right.value * 100}%" if isinstance(formula.right, Number) else right
    comma = "，" if lang == "zh" else ", "
    return f"{left} {sign} {limit}{comma}{words[Verdict.HOLDS if outcome.holds else Verdict.FAILS]}"


def count_working(stated: Figure, items: Sequence[str], holds: bool, lang: str) -> str:
    """`甲、乙、丙：列出3项，文中3家，相符`."""
    words = _WORDS[lang]
    shown = "、".join(_short(item) for item in items[:12]) + ("…" if len(items) > 12 else "")
    verdict = words[Verdict.HOLDS if holds else Verdict.FAILS]
    if lang == "zh":
        return f"列出{len(items)}项（{shown}），文中{printed(stated)}，{verdict}"
    return f"{len(items)} items listed ({shown}), stated {printed(stated)}, {verdict}"


def _short(item: str) -> str:
    item = item.replace("\n", "").strip("。；，、")
    return item if len(item) <= 14 else item[:13] + "…"


def printed(figure: Figure) -> str:
    """The figure as printed, less hedges that stand before it."""
    return figure.text


def _stated_figure(node: Node, roles: Mapping[str, Sequence[Figure]]) -> Figure | None:
    if isinstance(node, Name):
        return roles[node.role][0]
    return None


def _interval(interval: Interval, model: Figure, lang: str) -> str:
    low, high = interval.low, interval.high
    if low is None or high is None:
        bound = low if high is None else high
        if bound is None:
            return "?"
        return ("≥" if high is None else "≤") + amount(bound, model)
    middle = amount((low + high) / 2, model)
    if low == high:
        return middle
    shown_low, shown_high = amount(low, model), amount(high, model)
    if shown_low == shown_high:
        return middle
    bounds = f"{shown_low}–{shown_high}"
    return f"{middle}（{bounds}）" if lang == "zh" else f"{middle} ({bounds})"


def amount(value: Fraction, model: Figure) -> str:
    """A number in the unit, scale and one more digit of precision than `model` is printed in."""
    if model.unit in ("%", "‰"):
        return _decimal(value * (100 if model.unit == "%" else 1000), _places(model) + 1, keep=True) + model.unit
    if model.dimension == "points":
        return _decimal(value * 100, _places(model) + 1) + "个百分点"
    numeral = _NUMERAL.search(model.text)
    if numeral is None or not (literal := Fraction(numeral.group().replace(",", ""))):
        return _in_han_scale(value, model)
    # what one printed unit, scale and all, counts in the figure's base unit
    unit = abs(model.value) / literal
    word = _HEDGE_TAIL.sub("", _RANGE.sub("", model.text[numeral.end() :]))
    return _decimal(value / unit, _places(model) + 1) + word


def _in_han_scale(value: Fraction, model: Figure) -> str:
    """Beside a figure in Han numerals: its scale word and unit kept, the number in digits."""
    scale, power = next(((word, 10**zeros) for word, zeros in _SCALES if word in model.text), ("", 1))
    return _decimal(value / power, 1) + scale + ("倍" if "番" in model.text else _unit_word(model.text))


def _places(model: Figure) -> int:
    match = regex.search(r"[0-9]\.([0-9]+)", model.text)
    return len(match.group(1)) if match else 0


def _unit_word(text: str) -> str:
    match = regex.search(
        r"[0-9零一二三四五六七八九十百千两点.,]+(?:[万亿]+[零一二三四五六七八九十百千两]+)*(.*)$", text
    )
    rest = match.group(1) if match else ""
    found = _UNIT_WORD.match(rest)
    return found.group("unit") if found else ""


def _decimal(value: Fraction, places: int, keep: bool = False) -> str:
    """Rounded half up to `places` decimals; trailing zeros dropped unless `keep`."""
    scaled = value * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if whole < 0 else ""
    digits = str(abs(whole)).rjust(places + 1, "0")
    text = digits if not places else f"{digits[:-places]}.{digits[-places:]}"
    if places and not keep:
        text = text.rstrip("0").rstrip(".")
    return sign + text
