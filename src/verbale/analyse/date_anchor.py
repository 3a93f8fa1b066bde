"""The day a text was written: what its relative dates are counted from, and its publication day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_context import AHEAD, Anchor, Context, Value
from verbale.analyse.date_forms import BEFORE, PACK, Found, Grammar, grammar, scan
from verbale.analyse.date_line import Dateline, find_lines
from verbale.analyse.date_modality import modality
from verbale.analyse.date_readers import read
from verbale.analyse.text import fold
from verbale.data import toml
from verbale.records import Span

_LAG = 120  # days by which a press database's publication day was seen to follow the text
_PAGE_LAG = 7  # days by which a page's own line may precede the metadata; older ones are of other texts
_EARLY = 3  # days by which a dateline may be later than the metadata
_AT_ACT = 300  # code points between an act and the full date that dates the document
_STALE = 1  # years: where later ones are named, an older full date does not date the document


@dataclass(frozen=True, slots=True)
class Survey:
    """One text's matches, read without knowing when it was written."""

    text: str
    folded: str
    found: tuple[Found, ...]
    days: tuple[tuple[Found, Value], ...]  # every match that names one day
    months: tuple[tuple[Found, Value], ...]  # every match that names a month and its year
    years: tuple[tuple[Found, Value], ...]  # every match that names a year
    anniversary: Value | None

    def tense(self, start: int, end: int) -> str | None:
        return modality(self.text, self.folded, start, end)


def survey(text: str) -> Survey:
    """Folds, scans and reads a text; the last few are kept, for a text is asked for more than once."""
    return _surveyed(text, grammar())


@lru_cache(maxsize=4)
def _surveyed(text: str, _: Grammar) -> Survey:
    folded = fold(text)
    found = tuple(scan(text, folded))
    context = Context(folded, Anchor(), lambda start, end: None)
    days: list[tuple[Found, Value]] = []
    months: list[tuple[Found, Value]] = []
    years: list[tuple[Found, Value]] = []
    anniversary = None
    for one in found:
        for value in read(context, one):
            if one.form.build in ("day", "numeric", "english") and value.value and len(value.value) == 10:
                days.append((one, value))
            elif one.form.build == "month" and one.get("y"):
                months.append((one, value))
            elif one.form.build == "year":
                years.append((one, value))
            elif value.kind == "anniversary" and value.value:
                anniversary = anniversary or value
    return Survey(text, folded, found, tuple(days), tuple(months), tuple(years), anniversary)


def find_anchor(text: Survey, body_start: int, published: str | None, *, acts: Sequence[Span] = ()) -> Anchor:
    """Dateline, publication line or credit line, else words like "this Tuesday 3 May", else what was given
    (`published`, EDTF), else near the latest full date told as past."""
    given = cal.to_day(published)
    year = int(published[:4]) if published and published[:4].isdigit() else None
    base = Anchor(given, year, "published") if published else _near_latest(text, acts)
    sure = base if published or base.near or text.anniversary else Anchor(how="document")
    lines = find_lines(text.text, text.folded, body_start, text.days)
    for kind in ("dateline", "published", "credit", "updated"):
        for line in lines:
            if line.kind == kind and line.value and line.date and (found := _from_line(line, sure, given)):
                return found
    return _pinned(text, sure, given) or base


def _settled(value: str, base: Anchor, weekday: int | None) -> date | None:
    """A day whose year may be left out, in the year nearest to what else is known."""
    day = cal.to_day(value)
    month, number = int(value[5:7]), int(value[8:10])
    if day is not None or (base.about is None and base.year is None):
        return day
    if base.about is None:
        return cal.to_day(cal.to_edtf(base.year, month, number))
    year = cal.nearest_year(month, number, base.about, weekday=weekday, ahead=1.0, behind=1.0)
    return cal.to_day(cal.to_edtf(year, month, number))


def _from_line(line: Dateline, base: Anchor, given: date | None) -> Anchor | None:
    """The day a line gives, its year mended by the metadata; None where the two cannot both be right."""
    value = line.value or ""
    lag = _LAG if line.kind == "dateline" else _PAGE_LAG
    day = _settled(value, base, None)
    if given and day and not -lag <= (day - given).days <= _EARLY:
        day = _settled(f"XXXX{value[4:]}", base, None)
    if day is None or (given and not -lag <= (day - given).days <= _EARLY):
        return None
    return Anchor(day, day.year, "dateline", (line.date,) if line.date else ())


def _pinned(text: Survey, base: Anchor, given: date | None) -> Anchor | None:
    """A date beside a word for the day of writing fixes that day, whatever was given."""
    words = toml(PACK)
    for found, value in text.days:
        before = text.folded[max(0, found.start - BEFORE) : found.start]
        match = grammar().around["pin"].search(before)
        if not match or not value.value or (given and not found.get("wd")):
            continue
        if text.tense(found.start, found.end) in AHEAD:
            continue
        weekday = words["weekdays"][found.groups["wd"]] if found.get("wd") else None
        day = _settled(value.value, base, weekday)
        if day is None:
            continue
        day -= timedelta(days=words["day_words"].get(match["w"], 0))
        if given is None or -_LAG <= (day - given).days <= 0:
            return Anchor(day, day.year, "document", (Span(found.start, found.end),))
    return None


def _near_latest(text: Survey, acts: Sequence[Span]) -> Anchor:
    """Near the latest full date told as past; else in an anniversary's year, or the latest month's."""
    days = [(f, v) for f, v in text.days if cal.to_day(v.value) and _is_told(text, f, acts)]
    newest = _latest_past(text, (*text.months, *text.years))
    latest_year = int((newest[1].value or "")[:4]) if newest else 0
    if latest := _latest_past(text, days):
        found, value = latest
        day = cal.to_day(value.value)
        if day and latest_year - day.year <= _STALE:
            return Anchor(None, day.year, "document", (Span(found.start, found.end),), day)
    if text.anniversary and text.anniversary.value:
        return Anchor(None, int(text.anniversary.value), "document", text.anniversary.spans)
    if latest := _latest_past(text, text.months):
        found, value = latest
        year = int((value.value or "")[:4])
        if latest_year <= year:
            return Anchor(None, year, "document", (Span(found.start, found.end),))
    return Anchor(how="document")


def _is_told(text: Survey, found: Found, acts: Sequence[Span]) -> bool:
    """Not the date of a law or treaty, and near an act where acts are given."""
    if grammar().around["instrument"].search(text.folded[max(0, found.start - BEFORE) : found.start]):
        return False
    return not acts or any(abs(found.start - act.start) < _AT_ACT for act in acts)


def _latest_past(text: Survey, named: Iterable[tuple[Found, Value]]) -> tuple[Found, Value] | None:
    """The latest of some dates that their clause does not put ahead."""
    ordered = sorted(named, key=lambda pair: pair[1].value or "", reverse=True)
    return next((pair for pair in ordered if text.tense(pair[0].start, pair[0].end) not in AHEAD), None)
