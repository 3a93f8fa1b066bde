"""Dates counted from the day of writing, or from the day last named in the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_context import AHEAD, Context, Value
from verbale.analyse.date_forms import Found

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_EARLY_WEEK = 3  # until Wednesday "this weekend" told without future is the last one
_RECENT = 31  # days: a term of days or months runs from a date told in the text if it is as recent
_NEAR = 200  # code points: how far back the date may stand that a term is counted from


def moved(day: date, count: int, unit: str) -> str | None:
    """So many units from a day, as fine as the unit is: two years ago is a year, in a month a month."""
    try:
        if unit == "day":
            return (day + timedelta(days=count)).isoformat()
        if unit == "week":
            return cal.week_of(day + timedelta(days=7 * count))
        if unit == "month":
            return cal.month_of(cal.add_months(day, count))
        return f"{day.year + count * (10 if unit == 'decade' else 1):04d}"
    except (ValueError, OverflowError):
        return None


def _day_word(context: Context, found: Found) -> list[Value]:
    now = context.anchor.day
    if now is None:
        return [Value(None, "relative")]
    step = context.words["day_words"][found.groups["w"]]
    return context.some((now + timedelta(days=step)).isoformat(), "relative")


def _unit_around(unit: str, day: date) -> str | None:
    """The unit that holds a day."""
    if unit == "week":
        return cal.week_of(day)
    if unit == "weekend":
        return cal.weekend_of(day)
    if unit == "month":
        return cal.month_of(day)
    if unit in ("quarter", "half"):
        length = _MONTHS[unit]
        first = (day.month - 1) // length * length + 1
        return cal.part_of_year(day.year, first, first + length - 1)
    length = {"decade": 10, "century": 100}.get(unit, 1)
    first_year = day.year // length * length
    return cal.interval(str(first_year), str(first_year + length - 1))


def _unit_named(context: Context, found: Found) -> list[Value]:
    unit = context.unit(found)
    step = context.step(found.get("mod"))
    if found.get("start") or (found.get("there") and not context.latest):
        return []
    if found.get("there"):
        step = -2
    if step is None:
        points = found.groups.get("det", "").strip() in context.words["choices"]["pointing"]
        if not (points or found.get("ci") or found.get("part")):
            return []
        step = 0
    last = context.latest if abs(step) == 2 else None
    day = last.first if last else context.day_for(unit)
    if day is None:
        return [Value(None, "relative", "period")]
    spans = (last.span,) if last else context.anchor.spans
    if unit == "decade" and step < 0:
        return [Value(f"{day.year - 10}/{day.year}", "relative", "period", spans)]
    if unit == "weekend" and step == 0 and day.weekday() < _EARLY_WEEK:
        step = 0 if context.tense(found) in AHEAD else -1
    step = 0 if found.get("there") else max(-1, min(1, step))
    try:
        if unit in _MONTHS:
            day = cal.add_months(day.replace(day=1), step * _MONTHS[unit])
        else:
            day += timedelta(days=7 * step)
    except (ValueError, OverflowError):
        return []
    return [Value(_unit_around(unit, day), "relative", "period", spans)]


def _in_days(count: int | None, unit: str) -> tuple[int, str]:
    """Hours as whole days: 48 hours are two, less than a day is the same day."""
    return ((count or 0) // 24, "day") if unit == "hour" else (count or 0, unit)


def _ago(context: Context, found: Found) -> list[Value]:
    said = found.groups["dir"]
    direction = context.words["directions"][said]
    count = context.number(found.get("n"))
    if not count:
        return []
    kind = "deadline" if said in context.words["choices"]["limits"] else "point"
    count, unit = _in_days(count, context.unit(found))
    now = context.day_for(unit)
    if now is None:
        return [Value(None, "relative", kind)]
    return context.some(moved(now, direction * count, unit), "relative", kind)


def _next_units(context: Context, found: Found) -> list[Value]:
    unit = context.unit(found, next(key for key in ("u", "u2", "u3") if found.get(key)))
    count = context.number(found.get("n") or found.get("n2"))
    now, last, spans = context.day_for(unit), context.latest, context.anchor.spans
    is_background = last and now and unit == "year" and last.last.year < now.year
    if last and is_background and _is_near(context.folded, last.span.end, found.start):
        now, spans = last.first, (last.span,)
    if now is None or (not count and unit != "hour"):
        return [Value(None, "relative", "deadline")]
    count, unit = _in_days(count, unit)
    return [Value(moved(now, count, unit), "relative", "deadline", spans)]


def _after_term(context: Context, found: Found) -> list[Value]:
    """A term that runs out: counted from the date before it, where the sentence has one."""
    count, key = context.number(found.get("n") or found.get("n2")), "u2" if found.get("u2") else "u"
    last, spans = context.latest, context.anchor.spans
    if not count:
        return [Value(None, "relative", "deadline")]
    count, unit = _in_days(count, context.unit(found, key))
    day = context.day_for(unit)
    is_open = unit == "year" or not day or (last and (day - last.last).days < _RECENT)
    if last and is_open and _is_near(context.folded, last.span.end, found.start):
        day, spans = last.first, (last.span,)
    if not day:
        return [Value(None, "relative", "deadline")]
    return [Value(moved(day, count, unit), "relative", "deadline", spans)]


def _is_near(folded: str, end: int, start: int) -> bool:
    """In the same paragraph and not far: what a term may run from."""
    return start - end < _NEAR and "\n" not in folded[end:start]


def _window(context: Context, found: Found) -> list[Value]:
    """The last days, months or years up to the day of writing, of days that day too; or the coming ones."""
    count = context.number(found.get("n"))
    unit = context.unit(found, "u" if found.get("u") else "u1")
    now = context.day_for(unit)
    if now is None or not count or unit == "hour":
        return []
    if found.get("ahead"):
        if unit in ("day", "week"):
            last = now + timedelta(days=count * (1 if unit == "day" else 7))
            return context.some(cal.interval(now.isoformat(), last.isoformat()), "relative", "period")
        return context.some(cal.interval(moved(now, 0, unit), moved(now, count, unit)), "relative", "period")
    if unit in ("day", "week"):
        first = now - timedelta(days=count - 1 if unit == "day" else 7 * count)
        return context.some(cal.interval(first.isoformat(), now.isoformat()), "relative", "period")
    return context.some(cal.interval(moved(now, -count, unit), moved(now, 0, unit)), "relative", "period")


def _step_word(context: Context, found: Found) -> list[Value]:
    step = context.words["step_words"][found.groups["w"]]
    last = context.last
    day = (last.last if step > 0 else last.first) if last else context.anchor.day
    spans = (last.span,) if last else context.anchor.spans
    return [Value((day + timedelta(days=step)).isoformat() if day else None, "relative", "point", spans)]


def _step(context: Context, found: Found) -> list[Value]:
    """So much earlier or later than the day last named."""
    count, unit = context.number(found.get("n")), context.unit(found)
    last = context.latest if unit in ("year", "month") else context.last
    day = last.first if last else context.anchor.day
    if not day or not count or unit in ("hour", "decade"):
        return []
    direction = context.words["directions"][found.groups["dir"]]
    spans = (last.span,) if last else context.anchor.spans
    return [Value(moved(day, direction * count, unit), "relative", "point", spans)]


BUILD: dict[str, Callable[[Context, Found], list[Value]]] = {
    "day_word": _day_word,
    "unit_named": _unit_named,
    "ago": _ago,
    "next_units": _next_units,
    "after_term": _after_term,
    "window": _window,
    "step_word": _step_word,
    "step": _step,
}
