"""Months, years and their parts, anniversaries and durations."""

from __future__ import annotations

from collections.abc import Callable

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_context import Context, Value
from verbale.analyse.date_forms import Found, grammar
from verbale.analyse.date_relative import moved
from verbale.records import Span

_FAR = 200  # code points after an anniversary in which its year is looked for


def _month(context: Context, found: Found) -> list[Value]:
    month = context.month(found, next(key for key in ("m", "m4", "m5") if found.get(key)))
    year, basis = context.said_year(found, "4" if found.get("m4") else "")
    if year is None:
        year, basis = context.year_for(month, None, found)
    return context.some(cal.to_edtf(year, month), basis)


def _months(context: Context, found: Found) -> list[Value]:
    first_month, month = context.month(found, "m1"), context.month(found, "m2")
    year, basis = context.said_year(found, "2")
    if year is None:
        year, basis = context.year_for(month, None, found)
    first_year = int(found.groups["y1"]) if found.get("y1") else year
    if first_year and not found.get("y1") and first_month > month:
        first_year -= 1
    first, last = cal.to_edtf(first_year, first_month), cal.to_edtf(year, month)
    if not first or not last:
        return []
    is_next = month - first_month in (1, -11)
    if context.says_both(found) and not is_next and not context.is_between(found.start):
        return context.two(found, first, last, basis)
    return context.some(cal.interval(first, last), basis)


def _years(context: Context, found: Found) -> list[Value]:
    first, last = found.groups["y1"], found.groups["y2"]
    if first >= last or (context.says_both(found) and not context.is_between(found.start)):
        return context.two(found, first, last, "explicit")
    return context.some(f"{first}/{last}", "explicit", "period")


def _year(context: Context, found: Found) -> list[Value]:
    return context.some(found.groups["y"], "explicit")


def _decade(context: Context, found: Found) -> list[Value]:
    year = found.get("y") or f"19{found.get('yy') or context.words['decades'][found.groups['w']]}"
    return context.some(f"{year}/{year[:3]}9", "explicit", "period")


def _quarter(context: Context, found: Found) -> list[Value]:
    unit = context.words["units"].get(found.get("q") or found.get("t"), "half")
    length = 3 if unit == "quarter" else 6
    number = int(found.get("k") or context.words["ordinals"][found.get("o") or ""])
    number = 12 // length if number < 0 else number
    year, basis = context.said_year(found)
    asks_year = found.get("t") or found.get("q") in context.words["choices"]["asks_year"]
    if number * length > 12 or (year is None and asks_year):
        return []
    first = (number - 1) * length + 1
    if year is None:
        year, basis = context.year_for(first, None, found)
    return context.some(cal.part_of_year(year, first, first + length - 1) if year else None, basis, "period")


def _first(context: Context, found: Found) -> list[Value]:
    """The first or last months of a year."""
    count = context.number(found.get("n"))
    year, basis = context.said_year(found)
    if year is None:
        said = found.get("y3")
        year, basis = (int(said), "explicit") if said else (context.year_now(), "relative")
    if year is None or not count or count > 12:
        return []
    first, last = (13 - count, 12) if context.step(found.get("end")) else (1, count)
    return context.some(cal.part_of_year(year, first, last), basis, "period")


def _season(context: Context, found: Found) -> list[Value]:
    first, last = context.words["seasons"][found.groups["s"]]
    year, basis = context.said_year(found)
    if year is None:
        if not found.get("mod") and found.groups["det"].strip() in context.words["choices"]["vague"]:
            return []
        year, basis = context.year_for(first, None, found)
    return context.some(cal.part_of_year(year, first, last) if year else None, basis, "period")


def _anniversary(context: Context, found: Found) -> list[Value]:
    """The year it falls in, where the sentence names the year of what is remembered."""
    said = found.get("o") or found.get("o1")
    count = context.number(found.get("n")) or context.words["anniversaries"].get(said)
    if not count:
        return []
    named = grammar().around["founded"].match(context.folded, found.end, found.end + _FAR)
    year = int(named["y"]) + count if named else None
    now = context.year_now()
    if not named or not year or (now and abs(year - now) > 1):
        return [Value(None, "relative", "anniversary")]
    return [Value(str(year), "relative", "anniversary", (Span(*named.span("y")),))]


def _duration(context: Context, found: Found) -> list[Value]:
    """A length of time; where it lasts since then, the stretch from its start."""
    before, around = context.before(found.start), grammar().around
    count, unit, now = (
        context.number(found.get("n")),
        context.unit(found),
        context.day_for(context.unit(found)),
    )
    if unit == "hour":
        return []
    if around["since"].search(before) and now and count:
        return context.some(moved(now, -count, unit), "relative")
    return [Value(None, "explicit", "duration")] if around["duration_before"].search(before) else []


BUILD: dict[str, Callable[[Context, Found], list[Value]]] = {
    "month": _month,
    "months": _months,
    "years": _years,
    "year": _year,
    "decade": _decade,
    "quarter": _quarter,
    "first": _first,
    "season": _season,
    "anniversary": _anniversary,
    "duration": _duration,
}
