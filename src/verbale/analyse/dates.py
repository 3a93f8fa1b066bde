"""Dates and periods in French text, and the day they are counted from.

A grammar of forms (packs/fr/dates.toml) over the folded text; what the words leave open is settled by
the dateline, the publication day, the clause's tense and the text's other dates. Rules of the codebook:
a limit is the coarsest unit that holds it, a dateline beats the metadata, the text's own dates decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from verbale.analyse import date_calendar as cal
from verbale.analyse import date_days, date_periods, date_relative
from verbale.analyse.date_context import Anchor, Context, Value
from verbale.analyse.date_forms import BEFORE, PACK, Found, grammar, scan
from verbale.analyse.date_line import Dateline, find_lines
from verbale.analyse.date_modality import modality
from verbale.analyse.text import fold
from verbale.data import toml
from verbale.records import Date, Span

__all__ = ["Anchor", "Dateline", "Published", "anchor_day", "find_dateline", "find_dates", "settle_published"]

_LAG = 120  # days by which a press database's publication day was seen to follow the text
_AT_ACT = 300  # code points between an act and the full date that dates the document
_EARLY = 3  # days by which a dateline may be later than the metadata


class Published(NamedTuple):
    """A document's publication day: EDTF or None, how it is known (`records.HOW`), the words that say so."""

    value: str | None
    how: str | None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Survey:
    """One text's matches, read without an anchor."""

    text: str
    folded: str
    found: tuple[Found, ...]
    days: tuple[tuple[Found, Value], ...]  # every match that names a day
    months: tuple[tuple[Found, Value], ...]  # every match that names a month and its year
    anniversary: Value | None

    def tense(self, start: int, end: int) -> str | None:
        return modality(self.text, self.folded, start, end)


def find_dates(
    text: str, *, published: str | None = None, anchor: Anchor | None = None, body_start: int = 0
) -> tuple[Date, ...]:
    """Every date, period, deadline, duration and anniversary of the text, in order, without overlap.

    `published` is the publication day (EDTF); `anchor` what to count from instead, where the caller has
    it from `anchor_day`. Positions are code points of `text`. `value` is None where nothing settles it.
    """
    if _has_combining(text):
        plain, positions = _composed(text)
        dates = find_dates(plain, published=published, anchor=anchor, body_start=body_start)
        return tuple(_shifted(d, positions) for d in dates)
    survey = _survey(text)
    anchor = anchor or _anchor(survey, body_start, published)
    context = Context(survey.folded, anchor, survey.tense)
    read: list[Date] = []
    for found in survey.found:
        read.extend(_dates_of(survey.folded, found, _values(context, found), anchor.day))
    return tuple(read)


def find_dateline(text: str, body_start: int = 0) -> Dateline | None:
    """The first line that says where, and mostly when, the text was written."""
    survey = _survey(text)
    lines = find_lines(text, survey.folded, body_start, survey.days)
    return next((line for line in lines if line.kind == "dateline"), lines[0] if lines else None)


def anchor_day(text: str, body_start: int = 0, published: str | None = None) -> Anchor:
    """What the text's relative dates are counted from: dateline, else metadata, else its latest full date."""
    return _anchor(_survey(text), body_start, published)


def settle_published(
    text: str, body_start: int = 0, metadata: str | None = None, acts: Sequence[Span] = ()
) -> Published:
    """The document's publication day: the metadata's, else the dateline's, else the latest full date.

    Where `acts` are given, only a full date near one of them (300 code points) is the document's.
    """
    if metadata:
        return Published(metadata, "published")
    survey = _survey(text)
    anchor = _anchor(survey, body_start, None, acts)
    if anchor.day is None:
        return Published(None, None)
    return Published(anchor.day.isoformat(), anchor.how, anchor.spans)


_BUILD = {**date_days.BUILD, **date_periods.BUILD, **date_relative.BUILD}


def _values(context: Context, found: Found) -> list[Value]:
    """What one match says, mostly one value; none where the words turn out to be no date."""
    values = _BUILD[found.form.build](context, found)
    for value in values:
        context.remember(value, found)
    return values


# --- the anchor ---------------------------------------------------------------------------


def _survey(text: str) -> _Survey:
    folded = fold(text)
    found = tuple(scan(text, folded))
    context = Context(folded, Anchor(), lambda start, end: None)
    days: list[tuple[Found, Value]] = []
    months: list[tuple[Found, Value]] = []
    anniversary = None
    for one in found:
        for value in _values(context, one):
            if one.form.build in ("day", "numeric", "english") and value.value and len(value.value) == 10:
                days.append((one, value))
            elif one.form.build == "month" and one.get("y"):
                months.append((one, value))
            elif value.kind == "anniversary" and value.value:
                anniversary = anniversary or value
    return _Survey(text, folded, found, tuple(days), tuple(months), anniversary)


def _anchor(survey: _Survey, body_start: int, published: str | None, acts: Sequence[Span] = ()) -> Anchor:
    given = cal.to_day(published)
    year = int(published[:4]) if published and published[:4].isdigit() else None
    base = Anchor(given, year, "published") if published else _document_anchor(survey, acts)
    lines = find_lines(survey.text, survey.folded, body_start, survey.days)
    for kind in ("dateline", "published", "credit"):
        for line in lines:
            if line.kind != kind or not line.value or not line.date:
                continue
            settled = _line_anchor(line, base, is_given=bool(published))
            if settled:
                return settled
    return _pinned(survey, base) or base


def _line_anchor(line: Dateline, base: Anchor, *, is_given: bool) -> Anchor | None:
    """The anchor a dateline gives beside the metadata; None where the two cannot both be right."""
    assert line.date
    assert line.value
    spans = (line.date,)
    day = cal.to_day(line.value)
    month, number = int(line.value[5:7]), int(line.value[8:10])
    if day is None or (is_given and base.day and not -_LAG <= (day - base.day).days <= _EARLY):
        near = base.day
        if near is None and base.year is None:
            return None
        year = (
            cal.nearest_year(month, number, near, weekday=None, ahead=1.0, behind=1.0) if near else base.year
        )
        day = cal.to_day(cal.edtf(year, month, number))
    if day is None or (is_given and base.day and not -_LAG <= (day - base.day).days <= _EARLY):
        return None
    return Anchor(day, day.year, "dateline", spans)


def _pinned(survey: _Survey, base: Anchor) -> Anchor | None:
    """A weekday and date beside a word for the day of writing fix that day, whatever was given."""
    pin = grammar().around["pin"]
    words = toml(PACK)
    for found, value in survey.days:
        match = pin.search(survey.folded[max(0, found.start - BEFORE) : found.start])
        if not match or not found.get("wd") or not value.value:
            continue
        day = cal.to_day(value.value)
        if day is None and base.day:
            month, number = int(value.value[5:7]), int(value.value[8:10])
            weekday = words["weekdays"][found.groups["wd"]]
            year = cal.nearest_year(month, number, base.day, weekday=weekday, ahead=1.0, behind=1.0)
            day = cal.to_day(cal.edtf(year, month, number))
        if day is None:
            continue
        day -= timedelta(days=words["day_words"].get(match["w"], 0))
        if base.day is None or base.how == "document" or -_LAG <= (day - base.day).days <= 0:
            return Anchor(day, day.year, "document", (Span(found.start, found.end),))
    return None


def _document_anchor(survey: _Survey, acts: Sequence[Span]) -> Anchor:
    """The latest full date told as past; else only a year: an anniversary's, the latest month's."""
    days = [
        (found, value)
        for found, value in survey.days
        if cal.to_day(value.value) and (not acts or any(abs(found.start - a.start) < _AT_ACT for a in acts))
    ]
    if latest := _latest_past(survey, days):
        found, value = latest
        day = cal.to_day(value.value)
        return Anchor(day, day.year if day else None, "document", (Span(found.start, found.end),))
    if survey.anniversary and survey.anniversary.value:
        return Anchor(None, int(survey.anniversary.value), "document", survey.anniversary.spans)
    if latest := _latest_past(survey, survey.months):
        found, value = latest
        return Anchor(None, int((value.value or "")[:4]), "document", (Span(found.start, found.end),))
    return Anchor(how="document")


def _latest_past(survey: _Survey, named: Sequence[tuple[Found, Value]]) -> tuple[Found, Value] | None:
    """The latest of some dates that their clause does not put ahead."""
    told = [(found, value) for found, value in named if survey.tense(found.start, found.end) != "future"]
    return max(told, key=lambda pair: pair[1].value or "", default=None)


# --- dates --------------------------------------------------------------------------------


def _dates_of(folded: str, found: Found, values: list[Value], now: date | None) -> list[Date]:
    """Records of one match: what stands before it makes it a limit or an open stretch."""
    dates = []
    around = grammar().around
    for value in values:
        start, end = value.span or (found.start, found.end)
        text, kind = value.value, value.kind
        begin = max(0, start - BEFORE)
        before = folded[begin:start]
        if kind == "point" and text and "/" in text:
            kind = "period"
        if kind in ("point", "period"):
            if (match := around["limit"].search(before)) and not _is_over(text, now):
                start, kind = begin + match.start(), "deadline"
            elif text and (match := around["since"].search(before)):
                start, kind, text = begin + match.start(), "period", f"{text.split('/')[0]}/.."
            elif "/" in (text or "") and (match := around["between"].search(before)):
                start = begin + match.start()
        dates.append(Date(start, end, text, value.basis, kind, value.spans))
    return dates


def _is_over(value: str | None, now: date | None) -> bool:
    """A period that ended before the text was written: "before 2011" sets no limit."""
    ends = cal.bounds(value)
    return bool(ends and now and ends[1] < now)


# --- decomposed accents -------------------------------------------------------------------

_COMBINING = re.compile("[\u0300-\u036f]")


def _has_combining(text: str) -> bool:
    return bool(_COMBINING.search(text))


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with accents joined to their letters, and where each character stood."""
    clusters = re.findall("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", text)
    joined = [unicodedata.normalize("NFC", cluster)[0] for cluster in clusters]
    return "".join(joined), [0, *accumulate(map(len, clusters))]


def _shifted(found: Date, positions: list[int]) -> Date:
    spans = tuple(Span(positions[s.start], positions[s.end]) for s in found.from_spans)
    return replace(found, start=positions[found.start], end=positions[found.end], from_spans=spans)
