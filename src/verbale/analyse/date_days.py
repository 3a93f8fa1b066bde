"""Days and stretches of days: with a month, in figures, by their number or weekday alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_context import AHEAD, WEIGHTS, Context, Named, Value
from verbale.analyse.date_forms import Found

_CENTURY = 50  # two-digit years up to here are of this century
_SOON = 2  # a weekday no tense tells is a coming one if that is so near: a past one would be "last"
_SAME_DAY = 14  # a bare weekday is the day of that name told within so many days of the day counted from


def _day(context: Context, found: Found) -> list[Value]:
    month = context.month(found)
    day = int(found.get("d") or 1)
    year, basis = context.said_year(found)
    if year is None:
        year, basis = context.year_for(month, day, found)
    return context.some(cal.to_edtf(year, month, day), basis)


def _numeric(context: Context, found: Found) -> list[Value]:
    month = int(found.groups["mm"])
    day = int(found.groups["d"]) if found.get("d") else None
    said = found.get("y")
    if not said:
        year, basis = context.year_for(month, day, found)
        return context.some(cal.to_edtf(year, month, day), basis)
    year = int(said)
    if len(said) == 2:
        year += 2000 if year <= _CENTURY else 1900
    return context.some(cal.to_edtf(year, month, day), "explicit")


def _english(context: Context, found: Found) -> list[Value]:
    month = context.words["english_months"][found.groups["em"]]
    return context.some(cal.to_edtf(int(found.groups["y"]), month, int(found.groups["d"])), "explicit")


def _days(context: Context, found: Found) -> list[Value]:
    year, month, basis = _last_month(context, found)
    if month is None:
        return []
    last = cal.to_edtf(year, month, int(found.groups["d2"]))
    if not (found.get("d1") or found.get("first")):
        return context.some(last, basis)
    first_month = context.month(found, "m1") if found.get("m1") else month
    first_year = int(found.groups["y1"]) if found.get("y1") else year
    if first_year and not found.get("y1") and first_month > month:
        first_year -= 1
    first = cal.to_edtf(first_year, first_month, int(found.get("d1") or 1))
    if not first or not last:
        return []
    if not context.says_both(found) or _is_stretch(context, found, first, last):
        return context.some(cal.interval(first, last), basis)
    return context.two(found, first, last, basis)


def _last_month(context: Context, found: Found) -> tuple[int | None, int | None, str]:
    """Year and month of a stretch's last day."""
    if found.get("m2"):
        month = context.month(found, "m2")
        year, basis = context.said_year(found, "2")
        if year is None and found.get("y1"):
            year, basis = int(found.groups["y1"]), "explicit"
            year += bool(found.get("m1")) and month < context.month(found, "m1")
        if year is None:
            year, basis = context.year_for(month, int(found.groups["d2"]), found)
        return year, month, basis
    said = found.get("ofmonth") or found.get("ofmonth2")
    if not said and context.last_month:
        return *context.last_month, "relative"
    if not context.anchor.day:
        return None, None, ""
    first = cal.add_months(context.anchor.day.replace(day=1), context.step(said) or 0)
    return first.year, first.month, "relative"


def _is_stretch(context: Context, found: Found, first: str, last: str) -> bool:
    """Two days joined by "and": neighbours, the ends of "between", or the ends of a list."""
    if context.is_between(found.start) or found.get("list"):
        return True
    a, b = cal.to_day(first.replace("XXXX", "2000")), cal.to_day(last.replace("XXXX", "2000"))
    return bool(a and b and (b - a).days == 1)


def _bare(context: Context, found: Found) -> list[Value]:
    """A day's number alone: in the month last named; with a weekday, where that fits near the anchor."""
    day = int(found.groups["d"])
    if found.get("wd"):
        return _fitting(context, found, day)
    if not context.last_month:
        return _nearest_bare(context, found, day)
    value = cal.to_edtf(*context.last_month, day)
    spans = (context.last.span,) if context.last else ()
    return [Value(value, "relative", "point", spans)] if value else []


def _nearest_bare(context: Context, found: Found, day: int) -> list[Value]:
    """A day's number with no month before it: the nearest such day, by the clause's tense."""
    now = context.anchor.day
    if now is None:
        return []
    months = (cal.add_months(now.replace(day=1), step) for step in (-1, 0, 1))
    days = [d for first in months if (d := cal.to_day(cal.to_edtf(first.year, first.month, day)))]
    ahead, behind = WEIGHTS[context.tense(found)]
    best = min(days, key=lambda d: (d - now).days * ahead if d > now else (now - d).days * behind)
    return context.some(best.isoformat(), "relative")


def _week_of(context: Context, found: Found) -> list[Value]:
    day = _day(context, found)
    named = cal.to_day(day[0].value) if day else None
    return [day[0]._replace(value=cal.week_of(named), kind="period")] if named else []


def _nth_weekday(context: Context, found: Found) -> list[Value]:
    """The second Sunday of May."""
    month, number = context.month(found), context.weekday(found)
    year, basis = context.said_year(found)
    if year is None:
        year, basis = context.year_for(month, None, found)
    if year is None:
        return []
    order = context.words["ordinals"][found.groups["o"]]
    if order < 0:
        first = cal.add_months(date(year, month, 1), 1)
        return context.some(cal.near_weekday(first, number, -2).isoformat(), basis)
    day = cal.near_weekday(date(year, month, 1), number, 1) + timedelta(days=7 * (order - 1))
    return context.some(day.isoformat(), basis)


def _fitting(context: Context, found: Found, day: int) -> list[Value]:
    now = context.anchor.day
    for step in (0, -1, 1) if now else ():
        first = cal.add_months(now.replace(day=1), step) if now else date.min
        value = cal.to_edtf(first.year, first.month, day)
        named = cal.to_day(value)
        if named and named.isoweekday() == context.weekday(found):
            return context.some(value, "relative")
    return []


def _weekday(context: Context, found: Found) -> list[Value]:
    now, number = context.anchor.day, context.weekday(found)
    if now is None:
        told = _told(context, number)
        day = told.first.isoformat() if told else None
        return [Value(day, "weekday", "point", (told.span,) if told else ())]
    return context.some(_weekday_near(context, found, now, number).isoformat(), "weekday")


def _weekday_near(context: Context, found: Found, now: date, number: int) -> date:
    if week := found.get("week"):
        monday = now - timedelta(days=now.weekday())
        return monday + timedelta(days=7 * max(-1, min(1, context.step(week) or 0)) + number - 1)
    if found.get("en"):
        return cal.near_weekday(now, number, 2) + timedelta(days=7)
    if step := context.step(found.get("mod")):
        return cal.near_weekday(now, number, 2 if step > 0 else -2)
    named = _told(context, number)
    if named and abs((named.first - now).days) < _SAME_DAY:
        return named.first
    tense = context.tense(found)
    coming = cal.near_weekday(now, number, 1)
    if tense in AHEAD or (tense is None and (coming - now).days <= _SOON):
        return coming
    return cal.near_weekday(now, number, -1)


def _told(context: Context, number: int) -> Named | None:
    """The last day named with this weekday and its date."""
    days = (n for n in reversed(context.named) if n.has_weekday and n.first == n.last)
    return next((named for named in days if named.first.isoweekday() == number), None)


def _weekdays(context: Context, found: Found) -> list[Value]:
    now = context.anchor.day
    if now is None:
        return [Value(None, "weekday")]
    is_coming = context.tense(found) in AHEAD or (context.step(found.get("mod")) or 0) > 0
    first = cal.near_weekday(now, context.weekday(found, "wd1"), 1 if is_coming else -1)
    last = cal.near_weekday(first, context.weekday(found, "wd2"), 2)
    if context.says_both(found) and (last - first).days > 1:
        return context.two(found, first.isoformat(), last.isoformat(), "weekday")
    return context.some(cal.interval(first.isoformat(), last.isoformat()), "weekday")


BUILD: dict[str, Callable[[Context, Found], list[Value]]] = {
    "day": _day,
    "numeric": _numeric,
    "english": _english,
    "days": _days,
    "bare": _bare,
    "week_of": _week_of,
    "nth_weekday": _nth_weekday,
    "weekday": _weekday,
    "weekdays": _weekdays,
}
