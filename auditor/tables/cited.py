"""Rates of the prose that a table gives, or from whose cells they follow: 增长24%, 占11.2%.

Prose cites a row more loosely than a cell.  Where the clause also repeats an amount of the row, the rate belongs to
it; else a rate that differs from the table is only taken for another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import regex
from auditor.frozen import replace
from auditor.interval import Interval
from auditor.relations.mentions import Mention, Page, Role
from auditor.relations.readings import CERTAIN, LIKELY, Reading, Statement, reading
from auditor.relations.shadow import CLASSES
from auditor.rules import RelationRule
from auditor.tables.books import Book
from auditor.tables.citing import Roster, anchor
from auditor.tables.headings import FALL, GROWTH, REAL_TERMS, is_later
from auditor.tables.sheets import Line, Sheet

_SHARE = regex.compile(r"占|比重|构成|份额")
# Growth over anything but the same time of the year before.
_OTHER_BASE = regex.compile(r"环比|年均|定基|两年|累计|预算|计划|目标|(?:比|较)(?:上月|上季|[0-9])")
_WHOLES = regex.compile(r"全|总|合计")


def find_cited_rates(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `again == first`: a growth or a share of the prose, and the cell of its row that gives it."""
    for mention, sheet, line in _cited(book):
        place = _rate_column(book, mention, sheet, line)
        cell = line.mentions[place] if place is not None else None
        column = sheet.columns[place] if place is not None else None
        if cell is None or column is None or cell.key != mention.key:
            continue
        sign = (mention.direction or 1) * (-1 if FALL.search(column.name) else 1)
        anchored = anchor(book.page, mention, line) is not None and not _has_other_base(book.page, mention)
        one = replace(reading(LIKELY, again=mention, first=cell), sign=sign if mention.role is Role.GROWTH else 1)
        if _agree(one, one.sign):
            yield Statement((one,))
        elif anchored or mention.role is Role.SHARE:
            yield Statement((replace(one, strength=CERTAIN if anchored else LIKELY),))


def find_cited_growth(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == now / before - 1`: a growth of the prose, over the cells of two years."""
    for mention, sheet, line in _cited(book):
        if mention.role is not Role.GROWTH or _rate_column(book, mention, sheet, line) is not None:
            continue
        place = anchor(book.page, mention, line)
        words = line.measure.name + sheet.grid.above + book.page.sentence_text(mention)
        if place is None or REAL_TERMS.search(words) or _has_other_base(book.page, mention):
            continue
        before = _earlier(sheet, place)
        now, then = line.mentions[place], line.mentions[before] if before is not None else None
        if now is not None and then is not None and now.key == then.key and then.figure.value > 0:
            # values in money may have grown in constant prices
            strength = LIKELY if now.figure.dimension in ("money", "number") else CERTAIN
            one = reading(strength, rate=mention, now=now, before=then)
            yield Statement((replace(one, sign=mention.direction or 1),))


def find_cited_shares(book: Book, rule: RelationRule) -> Iterator[Statement]:
    """Statements `rate == part / whole`: a share of the prose, over the cells of its row and of the total."""
    for mention, sheet, line in _cited(book):
        if mention.role is not Role.SHARE or _rate_column(book, mention, sheet, line) is not None:
            continue
        amounts = [place for place in sheet.numeric if (column := sheet.columns[place]) and column.is_addable]
        wholes = [one for one in sheet.lines if one.measure.is_total and not one.measure.is_subtotal]
        place = amounts[0] if len(amounts) == 1 else anchor(book.page, mention, line)
        if place is None or len(wholes) != 1 or wholes[0] is line:
            continue
        part, whole = line.mentions[place], wholes[0].mentions[place]
        if part is not None and whole is not None and part.key == whole.key and whole.figure.value > 0:
            yield Statement((reading(LIKELY, rate=mention, part=part, whole=whole),))


def _has_other_base(page: Page, mention: Mention) -> bool:
    """`比2019年增长82%`: a date, too, may be what the growth is counted from."""
    since = page.between(page.mentions[mention.index - 1], mention) if mention.index else mention.lead
    return CLASSES["date"] in since or _OTHER_BASE.search(since) is not None


def _cited(book: Book) -> Iterator[tuple[Mention, Sheet, Line]]:
    """Growths and shares of the prose with the one row, near by, that their words name."""
    roster = Roster(book.sheets)
    for mention in book.page.mentions:
        if (
            mention.figure.dimension != "percent"
            or mention.figure.hedge
            or mention.role not in (Role.GROWTH, Role.SHARE)
        ):
            continue
        words = mention.subject
        if mention.role is Role.SHARE:
            if mention.base and not _WHOLES.match(mention.base):
                continue
            words = mention.label.partition("占")[0] or words
        found = roster.only_row(words, mention)
        if found is not None:
            yield mention, *found


def _rate_column(book: Book, mention: Mention, sheet: Sheet, line: Line) -> int | None:
    """The one column of growth, or of shares; of several, that of the amount which the clause repeats."""
    wanted = GROWTH if mention.role is Role.GROWTH else _SHARE
    places = [
        place
        for place in sheet.numeric
        if (column := sheet.columns[place]) is not None
        and column.is_rate
        and wanted.search(column.name)
        and (wanted is GROWTH or not GROWTH.search(column.name))
        and not _OTHER_BASE.search(column.name)
    ]
    if len(places) < 2:
        return places[0] if places else None
    amount = anchor(book.page, mention, line)
    measured = sheet.columns[amount] if amount is not None else None
    if measured is None or not measured.core:
        return None
    named = [place for place in places if (column := sheet.columns[place]) is not None and measured.core in column.name]
    return named[0] if len(named) == 1 else None


def _earlier(sheet: Sheet, place: int) -> int | None:
    """The column of the year before."""
    now = sheet.columns[place]
    found = [
        other
        for other in sheet.numeric
        if now is not None
        and (before := sheet.columns[other]) is not None
        and is_later(now, before)
        and now.core == before.core
    ]
    return found[0] if len(found) == 1 else None


def _agree(one: Reading, sign: int) -> bool:
    again, first = (mention.figure.interval for mention in one.mentions())
    return (again * Interval.exact(sign)).meets(first)
