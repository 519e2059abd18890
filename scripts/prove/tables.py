"""Random tables: exact values under the names that phrasings call for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import TypeAlias

from scripts.prove.prints import factor

Topic: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """An exact value in base units, and the form in which it is printed."""

    value: Fraction
    unit: str
    places: int = 0
    counted: bool = False


@dataclass(slots=True)
class World:
    """Cells by key, words by name, and the words of each row; the cells of row 0 are called 0.now, 0.share …"""

    words: dict[str, str]
    cells: dict[str, Cell] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a phrasing asks of its table."""

    rising: bool = False  # it has no word for a fall
    hidden: bool = False  # one row is not told
    overlapping: bool = False  # its rows are no parts
    most: int = 9  # rows
    exactly: int = 0  # rows, if any number is wanted
    one_unit: bool = False  # all in the unit of the whole

    def suits(self, group: str) -> bool:
        """Can these names, parted by |, be the rows?"""
        names = group.count("|") + 1
        if self.hidden or self.overlapping:
            return names > 1 + self.hidden
        return names <= self.most and self.exactly in (0, names)


def split(rng: Random, topic: Topic, wish: Wish) -> World:
    """A whole and its parts, now and before."""
    world = World({"what": topic["what"], "verb": rng.choice(topic.get("verb", "为").split("|"))})
    groups = topic["overlaps" if wish.overlapping else "parts"].split("/")
    group = rng.choice([one for one in groups if wish.suits(one)])
    names = group.rstrip("!").split("|")
    if group.endswith("!") or (names[-1].startswith("其他") and not wish.overlapping):
        world.words["complete"] = "yes"
    counted = "." not in topic["size"] and factor(topic["unit"]) == 1
    size = rng.uniform(*(float(end) for end in topic["size"].split("~")))
    places = 0 if counted else rng.choice([int(one) for one in topic.get("places", "1 2").split()])
    fine = Fraction(1) if counted else factor(topic["unit"]) / 10 ** (places + 3)
    whole = max(int(size * factor(topic["unit"]) / fine), 4 * len(names))
    now = [part * fine for part in _parts(rng, whole, len(names))]
    before = [_before(rng, one, fine, wish.rising) for one in now]
    totals = sum(now, Fraction(0)), sum(before, Fraction(0))
    if wish.overlapping:
        now = [Fraction(int(totals[0] / fine * rng.randint(30, 88) / 100)) * fine for _ in names]
    unit = topic["unit"]
    for place, name in enumerate(names[: min(len(names) - wish.hidden, wish.most)]):
        world.rows.append({"name": name})
        _measure(world, f"{place}.", (now[place], before[place]), totals, (unit, places, counted))
    _measure(world, "W.", totals, totals, (unit, places, counted))
    if not counted and not wish.one_unit and rng.random() < 0.5:
        _in_small_units(world, unit)
    _rates(rng, world)
    if len(now) > 1 and now[0] > now[1] * Fraction(13, 10):
        world.cells["multiple"] = Cell(now[0] / now[1], "倍", 1)
    return world


def _parts(rng: Random, whole: int, number: int) -> list[int]:
    weights = [rng.randint(10, 100) for _ in range(number)]
    parts = [max(2, whole * weight // sum(weights)) for weight in weights]
    parts[0] += whole - sum(parts)
    return parts if parts[0] > 1 else _parts(rng, whole, number)


def _before(rng: Random, now: Fraction, fine: Fraction, rising: bool) -> Fraction:
    rate = rng.choice([-1, 1, 1, 1]) * rng.randint(13, 320)
    before = Fraction(int(now / fine * 1000 / (1000 + (abs(rate) if rising else rate)))) * fine
    return max(fine, before - fine if before == now else before)


def _measure(
    world: World,
    key: str,
    values: tuple[Fraction, Fraction],
    totals: tuple[Fraction, Fraction],
    form: tuple[str, int, bool],
) -> None:
    now, before = values
    unit, places, counted = form
    for name, value in (("now", now), ("before", before), ("change", now - before)):
        world.cells[key + name] = Cell(value, unit, places, counted)
    share, former = now / totals[0], before / totals[1]
    world.cells[key + "growth"] = Cell(now / before - 1, "%", 1)
    world.cells[key + "share"] = Cell(share, "%", 1)
    world.cells[key + "former"] = Cell(former, "%", 1)
    world.cells[key + "shift"] = Cell(share - former, "个百分点", 1)


def _rates(rng: Random, world: World) -> None:
    """Rates of one passage have as many decimals as each other."""
    if rng.random() < 0.25:
        for key, cell in world.cells.items():
            if cell.unit in ("%", "个百分点"):
                world.cells[key] = Cell(cell.value, cell.unit, 2)


def _in_small_units(world: World, unit: str) -> None:
    """Less than 1亿元 is told in 万元."""
    if not unit.startswith("亿"):
        return
    for key, cell in world.cells.items():
        if cell.unit == unit and abs(cell.value) < 10**8 and key.endswith((".now", ".before", ".change")):
            world.cells[key] = Cell(cell.value, "万" + unit[1:], 0)


def rate(rng: Random, topic: Topic, wish: Wish) -> World:
    """A part of a number of things, and the rate that has its name: 受理, 办结, 办结率."""
    world = World({**topic})
    low, high = (int(end) for end in topic["size"].split("~"))
    whole = rng.randint(low, high)
    part = whole * rng.randint(620, 995) // 1000
    world.cells["whole"] = Cell(Fraction(whole), topic["unit"], 0, True)
    world.cells["part"] = Cell(Fraction(part), topic["unit"], 0, True)
    world.cells["left"] = Cell(Fraction(whole - part), topic["unit"], 0, True)
    world.cells["rate"] = Cell(Fraction(part, whole), "%", rng.choice([1, 1, 2]))
    return world


def plan(rng: Random, topic: Topic, wish: Wish) -> World:
    """What was planned, what was done, and by how much of the plan."""
    world = World({**topic})
    unit = topic["unit"]
    places = rng.choice([1, 2])
    size = rng.uniform(*(float(end) for end in topic["size"].split("~")))
    planned = Fraction(int(size * 10), 10) * factor(unit)
    done = planned * rng.randint(51000, 129000) / 100000
    if wish.rising:
        done = planned * rng.randint(100500, 129000) / 100000
    world.cells["plan"] = Cell(planned, unit, 1)
    world.cells["done"] = Cell(done, unit, places)
    world.cells["rate"] = Cell(done / planned, "%", rng.choice([1, 1, 2]))
    world.cells["over"] = Cell(done / planned - 1, "%", 1)
    return world


def level(rng: Random, topic: Topic, wish: Wish) -> World:
    """A rate now and before, and the percentage points between."""
    world = World({**topic})
    unit = "个千分点" if topic["unit"] == "‰" else "个百分点"
    low, high = (float(end) for end in topic["size"].split("~"))
    places = rng.choice([1, 1, 2])
    per = factor(topic["unit"])
    before = Fraction(int(rng.uniform(low, high) * 10000), 10000)
    step = Fraction(rng.randint(200, 4900), 1000) * Fraction(int((high - low) * 100) or 1, 2000)
    falls = not wish.rising and rng.random() < 0.4 and before - step > 0
    falls = falls or before + step > 100  # no rate of these is above all of it
    now = before - step if falls else before + step
    shown = now - before
    world.cells["now"] = Cell(now * per, topic["unit"], places)
    world.cells["before"] = Cell(before * per, topic["unit"], places)
    world.cells["points"] = Cell(shown * per, unit, places)
    return world


def pair(rng: Random, topic: Topic, wish: Wish) -> World:
    """Two amounts, their total and their difference."""
    world = World({**topic})
    unit = topic["unit"]
    places = 0 if topic.get("counted") else rng.choice([1, 2])
    fine = Fraction(1) if topic.get("counted") else factor(unit) / 10 ** (places + 3)
    size = rng.uniform(*(float(end) for end in topic["size"].split("~"))) * factor(unit)
    more = Fraction(int(size / fine)) * fine
    less = Fraction(int(size / fine * rng.randint(300, 930) / 1000)) * fine
    for key, value in (("more", more), ("less", less), ("both", more + less), ("gap", more - less)):
        world.cells[key] = Cell(value, unit, places, bool(topic.get("counted")))
    return world


def names(rng: Random, topic: Topic, wish: Wish) -> World:
    """So many things, listed by name."""
    world = World({**topic})
    known = topic["names"].split("|")
    chosen = rng.sample(known, rng.randint(3, min(7, len(known), wish.most)))
    world.rows = [{"name": name} for name in chosen]
    world.cells["n"] = Cell(Fraction(len(chosen)), topic["unit"], 0, True)
    for place in range(len(chosen)):
        world.cells[f"{place}.rank"] = Cell(Fraction(place + 1), "", 0, True)
    return world


def product(rng: Random, topic: Topic, wish: Wish) -> World:
    """So many, so much each, so much together."""
    world = World({**topic})
    low, high = (int(end) for end in topic["many"].split("~"))
    least, most = (int(end) for end in topic["each"].split("~"))
    many, each = Fraction(rng.randint(low, high)), Fraction(rng.randint(least, most))
    world.cells["many"] = Cell(many, topic["unit"], 0, True)
    world.cells["each"] = Cell(each, topic["price"], 0)
    total = many * each * factor(topic["price"])
    places = int(topic.get("places", "2"))
    world.cells["total"] = Cell(total, topic["sum"], places)
    return world


def per(rng: Random, topic: Topic, wish: Wish) -> World:
    """Things, people, and how many to so many people."""
    world = World({**topic})
    people = Fraction(rng.randint(2800, 96000), 100) * 10000
    base = int(topic["per"])
    low, high = (float(end) for end in topic["size"].split("~"))
    things = Fraction(int(people / base * Fraction(rng.uniform(low, high)).limit_denominator(1000)))
    world.cells["people"] = Cell(people, "万人", 2)
    world.cells["things"] = Cell(things, topic["unit"], 0, True)
    world.cells["per"] = Cell(things * base / people, topic["unit"], int(topic.get("places", "1")))
    return world


def stock(rng: Random, topic: Topic, wish: Wish) -> World:
    """A stock, twice added to."""
    world = World({**topic})
    low, high = (int(end) for end in topic["size"].split("~"))
    first, second, third = (rng.randint(low, high) for _ in range(3))
    for key, value in (
        ("old", first * 3),
        ("added", second),
        ("now", first * 3 + second),
        ("next", third),
        ("then", first * 3 + second + third),
    ):
        world.cells[key] = Cell(Fraction(value), topic["unit"], 0, True)
    return world


def loose(rng: Random, topic: Topic, wish: Wish) -> World:
    """Figures that have nothing to do with one another: growth in constant prices, ranks, other years."""
    world = World({**topic})
    unit = topic.get("unit", "亿元")
    size = rng.uniform(*(float(end) for end in topic.get("size", "50~900").split("~")))
    now = Fraction(int(size * 100), 100) * factor(unit)
    world.cells["now"] = Cell(now, unit, 2)
    world.cells["before"] = Cell(now * rng.randint(880, 1010) / 1000, unit, 2)
    for key in ("a", "b", "c", "d"):
        world.cells[key] = Cell(Fraction(rng.randint(11, 128), 1000), "%", 1)
    for key in ("p", "q"):
        world.cells[key] = Cell(Fraction(rng.randint(2, 39), 1000), "个百分点", 1)
    for key in ("i", "j", "k", "l"):
        world.cells[key] = Cell(Fraction(rng.randint(2, 19)), "", 0, True)
    for key in ("m", "n"):
        world.cells[key] = Cell(Fraction(rng.randint(20, 900)), "", 0, True)
    return world


TABLES: dict[str, Callable[[Random, Topic, Wish], World]] = {
    "split": split,
    "rate": rate,
    "plan": plan,
    "level": level,
    "pair": pair,
    "names": names,
    "product": product,
    "per": per,
    "stock": stock,
    "loose": loose,
}
