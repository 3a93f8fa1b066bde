"""From a matched form to an EDTF value: what the words say, else what they are counted from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_forms import BEFORE, PACK, Found, grammar
from verbale.data import derived, toml
from verbale.records import Span

FAR_FUTURE = 1.2  # without a cue the future counts as this much farther than the past
UNLIKELY = 4.0  # against the clause's tense a date counts as this much farther


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: a day, or only a year. `how` as in `records.HOW`."""

    day: date | None = None
    year: int | None = None
    how: str = "published"
    spans: tuple[Span, ...] = ()


class Value(NamedTuple):
    """What a form says. `span` where only a part of the match is meant."""

    value: str | None
    basis: str
    kind: str = "point"
    spans: tuple[Span, ...] = ()
    span: Span | None = None


class Named(NamedTuple):
    """A day named earlier in the text: its first and last day, and where."""

    first: date
    last: date
    span: Span


@derived
def lexicon() -> dict[str, Any]:
    """The pack's word lists; fractions of names (a month's full stop) are taken off by the readers."""
    return toml(PACK)


class Reader:
    """Reads the forms of one text in order; remembers the last day, month and year named."""

    def __init__(self, folded: str, anchor: Anchor, tense: Callable[[int, int], str | None]) -> None:
        self.folded = folded
        self.anchor = anchor
        self.tense = tense
        self.words = lexicon()
        self.last: Named | None = None
        self.named: list[Named] = []
        self.last_month: tuple[int, int] | None = None

    def read(self, found: Found) -> list[Value]:
        """The values of one match, mostly one; none where the words turn out to be no date."""
        values: list[Value] = getattr(self, f"_{found.form.build}")(found)
        for value in values:
            self._remember(value, value.span or Span(found.start, found.end))
        return values

    def _remember(self, value: Value, span: Span) -> None:
        if not value.value or value.kind in ("deadline", "duration", "anniversary"):
            return
        ends = cal.bounds(value.value)
        if not ends:
            return
        if "-" in value.value:
            self.last_month = (ends[0].year, ends[0].month)
        if cal.to_day(value.value.split("/")[0]):
            self.last = Named(*ends, span)
            self.named.append(self.last)

    # --- words to numbers

    def _month_number(self, found: Found, key: str = "m") -> int:
        number: int = self.words["months"][(found.get(key) or "").rstrip(".")]
        return number

    def _number(self, said: str) -> int | None:
        said = said.split("(")[0].strip().replace(" ", "-").replace("-et-", "-")
        if said.isdigit():
            return int(said)
        numbers: dict[str, int] = self.words["numbers"]
        if said in numbers:
            return numbers[said]
        for cut in (i for i, c in enumerate(said) if c == "-"):
            tens, ones = said[:cut], said[cut + 1 :]
            if numbers.get(tens, 0) >= 20 and ones in numbers:
                return numbers[tens] + numbers[ones]
        return None

    def _unit(self, found: Found, key: str = "u") -> str:
        unit: str = self.words["units"][found.get(key) or "h"]
        return unit

    def _direction(self, said: str | None) -> int | None:
        return self.words["modifiers"].get(said) if said else None

    # --- years

    def _said_year(self, found: Found, suffix: str = "") -> tuple[int | None, str]:
        """The year that the words give, and on what basis."""
        if year := found.get(f"y{suffix}"):
            return int(year), "explicit"
        of = found.get(f"of{suffix}") or found.get("ofsame")
        if not of:
            return None, ""
        if "meme" in of:
            return (self.last_month[0] if self.last_month else self._anchor_year()), "relative"
        year_now = self._anchor_year()
        if year_now is None:
            return None, ""
        words = of.split()
        step = next((d for w in words if (d := self._direction(w)) is not None), 0)
        return year_now + max(-1, min(1, step)), "relative"

    def _anchor_year(self) -> int | None:
        return self.anchor.day.year if self.anchor.day else self.anchor.year

    def _year_for(self, month: int, day: int | None, found: Found) -> tuple[int | None, str]:
        """The year of a day or month named without one."""
        weekday = found.get("wd2") or found.get("wd") or found.get("wd1")
        number = self.words["weekdays"][weekday] if weekday and day else None
        where = self.anchor.day
        if where is None:
            if self.anchor.year is None:
                return None, "explicit"
            return self._in_year(month, day, number), self.anchor.how
        step = self._direction(found.get("mod"))
        if step is None:
            tense = self.tense(found.start, found.end)
            ahead = UNLIKELY if tense == "past" else 1.0 if tense == "future" else FAR_FUTURE
            behind = UNLIKELY if tense == "future" else 1.0
            return cal.nearest_year(
                month, day, where, weekday=number, ahead=ahead, behind=behind
            ), self.anchor.how
        if step == 0:
            return where.year, self.anchor.how
        candidate = (where.year, month, day or 0)
        now = (where.year, where.month, where.day if day else 0)
        if step < 0:
            return where.year - (candidate >= now), "relative"
        return where.year + (candidate < now or (candidate == now and not day)), "relative"

    def _in_year(self, month: int, day: int | None, weekday: int | None) -> int | None:
        year = self.anchor.year
        if year is None or not weekday or not day:
            return year
        return cal.nearest_year(month, day, date(year, 7, 1), weekday=weekday, ahead=1.0, behind=1.0)

    # --- days

    def _day(self, found: Found) -> list[Value]:
        month = self._month_number(found)
        day = int(found.get("d") or 1)
        year, basis = self._said_year(found)
        if year is None:
            year, basis = self._year_for(month, day, found)
        value = cal.edtf(year, month, day)
        return [self._based(value, basis)] if value else []

    def _based(self, value: str | None, basis: str, kind: str = "point") -> Value:
        spans = () if basis == "explicit" else self.anchor.spans
        return Value(value, basis, kind, spans)

    def _numeric(self, found: Found) -> list[Value]:
        month = int(found.groups["mm"])
        day = int(found.groups["d"]) if found.get("d") else None
        said = found.get("y")
        if said:
            year: int | None = int(said)
            basis = "explicit"
            if len(said) == 2:
                year = int(said) + (2000 if int(said) <= 50 else 1900)
        else:
            year, basis = self._year_for(month, day, found)
        value = cal.edtf(year, month, day)
        return [self._based(value, basis)] if value else []

    def _english(self, found: Found) -> list[Value]:
        month = self.words["english_months"][found.groups["em"]]
        value = cal.edtf(int(found.groups["y"]), month, int(found.groups["d"]))
        return [Value(value, "explicit")] if value else []

    def _days(self, found: Found) -> list[Value]:
        year, month, basis = self._second_month(found)
        if month is None:
            return []
        last = cal.edtf(year, month, int(found.groups["d2"]))
        if not (found.get("d1") or found.get("first")):
            return [self._based(last, basis)] if last else []
        first_month = self._month_number(found, "m1") if found.get("m1") else month
        first_day = int(found.get("d1") or 1)
        first_year = int(found.groups["y1"]) if found.get("y1") else year
        if first_year and not found.get("y1") and first_month > month:
            first_year -= 1
        first = cal.edtf(first_year, first_month, first_day)
        if not first or not last:
            return []
        if self._is_interval(found, first, last):
            return [self._based(cal.interval(first, last), basis)]
        return self._two(found, first, last, basis)

    def _second_month(self, found: Found) -> tuple[int | None, int | None, str]:
        """Year and month of a range's end."""
        if found.get("m2"):
            month = self._month_number(found, "m2")
            year, basis = self._said_year(found, "2")
            if year is None:
                year, basis = self._year_for(month, int(found.groups["d2"]), found)
            return year, month, basis
        said = found.get("ofmonth") or found.get("ofmonth2")
        if not said and self.last_month:
            return *self.last_month, "relative"
        if not self.anchor.day:
            return None, None, ""
        step = next((d for w in (said or "").split() if (d := self._direction(w)) is not None), 0)
        day = cal.add_months(self.anchor.day.replace(day=1), step)
        return day.year, day.month, "relative"

    def _is_interval(self, found: Found, first: str, last: str) -> bool:
        a, b = cal.to_day(first), cal.to_day(last)
        said = self.folded[found.cut.start : found.cut.end] if found.cut else ""
        if not any(c in said.split() for c in self.words["both"]["words"]):
            return True
        if self.is_between(found.start) or found.form.name == "three days":
            return True
        return bool(a and b and (b - a).days == 1) or (
            first[:4] == "XXXX" and int(last[-2:]) - int(first[-2:]) == 1
        )

    def is_between(self, start: int) -> bool:
        return bool(grammar().around["between"].search(self.folded[max(0, start - BEFORE) : start]))

    def _two(self, found: Found, first: str, last: str, basis: str) -> list[Value]:
        assert found.cut is not None
        spans = () if basis == "explicit" else self.anchor.spans
        return [
            Value(first, basis, "point", spans, Span(found.start, found.cut.start)),
            Value(last, basis, "point", spans, Span(found.cut.end, found.end)),
        ]

    def _bare(self, found: Found) -> list[Value]:
        """A day's number alone: in the month last named, else where the weekday fits near the anchor."""
        day = int(found.groups["d"])
        weekday = found.get("wd")
        if weekday and self.anchor.day:
            number = self.words["weekdays"][weekday]
            months = (cal.add_months(self.anchor.day.replace(day=1), step) for step in (0, -1, 1))
            for first in months:
                value = cal.edtf(first.year, first.month, day)
                named = cal.to_day(value)
                if named and named.isoweekday() == number:
                    return [self._based(value, "relative")]
            return []
        if not self.last_month or weekday:
            return []
        value = cal.edtf(*self.last_month, day)
        spans = (self.last.span,) if self.last else ()
        return [Value(value, "relative", "point", spans)] if value else []

    # --- months, years and their parts

    def _month(self, found: Found) -> list[Value]:
        month = self._month_number(found)
        year, basis = self._said_year(found)
        if year is None:
            year, basis = self._year_for(month, None, found)
        return [self._based(cal.edtf(year, month), basis)]

    def _months(self, found: Found) -> list[Value]:
        first_month, month = self._month_number(found, "m1"), self._month_number(found, "m2")
        year, basis = self._said_year(found, "2")
        if year is None:
            year, basis = self._year_for(month, None, found)
        first_year = int(found.groups["y1"]) if found.get("y1") else year
        if first_year and not found.get("y1") and first_month > month:
            first_year -= 1
        first, last = cal.edtf(first_year, first_month), cal.edtf(year, month)
        if not first or not last:
            return []
        return [self._based(cal.interval(first, last), basis)]

    def _years(self, found: Found) -> list[Value]:
        first, last = found.groups["y1"], found.groups["y2"]
        said = self.folded[found.cut.start : found.cut.end] if found.cut else ""
        both = any(c in said.split() for c in self.words["both"]["words"])
        if (both and not self.is_between(found.start)) or first >= last:
            return self._two(found, first, last, "explicit")
        return [Value(f"{first}/{last}", "explicit", "period")]

    def _year(self, found: Found) -> list[Value]:
        return [Value(found.groups["y"], "explicit")]

    def _decade(self, found: Found) -> list[Value]:
        if year := found.get("y"):
            return [Value(f"{year[:3]}X", "explicit", "period")]
        said = found.get("yy") or str(self.words["decades"][found.groups["w"]])
        return [Value(f"19{said[0]}X", "explicit", "period")]

    def _quarter(self, found: Found) -> list[Value]:
        length = 6 if self._is_half(found) else 3
        number = int(found.get("k") or self.words["ordinals"][found.get("o") or ""])
        if number == -1:
            number = 12 // length
        year, basis = self._said_year(found)
        if year is None and (found.get("q") in self.words["both"]["asks_year"] or found.get("t")):
            return []
        if number * length > 12:
            return []
        first = (number - 1) * length + 1
        if year is None:
            year, basis = self._year_for(first, None, found)
        return (
            [self._based(cal.part_of_year(year, first, first + length - 1), basis, "period")] if year else []
        )

    def _is_half(self, found: Found) -> bool:
        return found.get("t") == "s" or (
            self.words["units"].get(found.get("q") or "", "half") == "half" and not found.get("t")
        )

    def _first(self, found: Found) -> list[Value]:
        count = self._number(found.groups["n"])
        year, basis = self._said_year(found)
        if year is None:
            year, basis = (
                (int(found.groups["y3"]), "explicit")
                if found.get("y3")
                else (self._anchor_year(), "relative")
            )
        if year is None or not count or count > 12:
            return []
        is_start = self._direction(found.get("end")) is None
        first, last = (1, count) if is_start else (13 - count, 12)
        return [self._based(cal.part_of_year(year, first, last), basis, "period")]

    def _season(self, found: Found) -> list[Value]:
        first, last = self.words["seasons"][found.groups["s"]]
        year, basis = self._said_year(found)
        if year is None:
            if not found.get("mod") and found.groups["det"].strip() in self.words["both"]["vague"]:
                return []
            year, basis = self._year_for(first, None, found)
        return [self._based(cal.part_of_year(year, first, last), basis, "period")] if year else []

    def _anniversary(self, found: Found) -> list[Value]:
        """The year it falls in, where the sentence names the year of what is remembered."""
        said = found.get("o") or found.get("o1")
        count = int(found.groups["n"]) if found.get("n") else self.words["anniversaries"].get(said)
        if not count:
            return []
        named = grammar().around["founded"].match(self.folded, found.end, found.end + 200)
        year = int(named["y"]) + count if named else None
        if not named or not year or (self._anchor_year() and abs(year - (self._anchor_year() or 0)) > 1):
            return [Value(None, "relative", "anniversary")]
        return [Value(str(year), "relative", "anniversary", (Span(*named.span("y")),))]

    def _duration(self, found: Found) -> list[Value]:
        before = self.folded[max(0, found.start - BEFORE) : found.start]
        around = grammar().around
        count = self._number(found.groups["n"])
        unit = self._unit(found)
        if around["since"].search(before) and self.anchor.day and count and unit != "hour":
            return [self._based(_moved(self.anchor.day, -count, unit), "relative")]
        if unit == "hour" or not around["duration_before"].search(before):
            return []
        return [Value(None, "explicit", "duration")]

    # --- counted from the anchor

    def _weekday(self, found: Found) -> list[Value]:
        number = self.words["weekdays"][found.groups["wd"]]
        if not self.anchor.day:
            return [Value(None, "weekday")]
        return [self._based(self._weekday_near(number, found).isoformat(), "weekday")]

    def _weekday_near(self, number: int, found: Found) -> date:
        day = self.anchor.day
        assert day is not None
        if week := found.get("week"):
            step = next((d for w in week.split() if (d := self._direction(w)) is not None), 0)
            monday = day - timedelta(days=day.weekday())
            return monday + timedelta(days=7 * max(-1, min(1, step)) + number - 1)
        step = self._direction(found.get("mod")) or 0
        if found.get("en"):
            return cal.near_weekday(day, number, 2) + timedelta(days=7)
        if step < 0:
            return cal.near_weekday(day, number, -2)
        if step > 0:
            return cal.near_weekday(day, number, 2)
        for named in reversed(self.named):
            if (
                named.first == named.last
                and named.first.isoweekday() == number
                and abs((named.first - day).days) < 14
            ):
                return named.first
        return cal.near_weekday(day, number, 1 if self.tense(found.start, found.end) == "future" else -1)

    def _weekdays(self, found: Found) -> list[Value]:
        if not self.anchor.day:
            return [Value(None, "weekday")]
        one, two = (self.words["weekdays"][found.groups[k]] for k in ("wd1", "wd2"))
        if self.tense(found.start, found.end) == "future" or (self._direction(found.get("mod")) or 0) > 0:
            first = cal.near_weekday(self.anchor.day, one, 1)
        else:
            first = cal.near_weekday(self.anchor.day, one, -1)
        last = cal.near_weekday(first, two, 2)
        value = cal.interval(first.isoformat(), last.isoformat())
        said = self.folded[found.cut.start : found.cut.end] if found.cut else ""
        if any(c in said.split() for c in self.words["both"]["words"]) and (last - first).days > 1:
            return self._two(found, first.isoformat(), last.isoformat(), "weekday")
        return [self._based(value, "weekday")]

    def _day_word(self, found: Found) -> list[Value]:
        if not self.anchor.day:
            return [Value(None, "relative")]
        step = self.words["day_words"][found.groups["w"]]
        return [self._based((self.anchor.day + timedelta(days=step)).isoformat(), "relative")]

    def _unit_now(self, unit: str, day: date) -> str | None:
        """The unit that holds a day."""
        if unit == "week":
            return cal.week_of(day)
        if unit == "weekend":
            return cal.weekend_of(day)
        if unit == "month":
            return cal.month_of(day)
        if unit in ("quarter", "half"):
            length = 3 if unit == "quarter" else 6
            first = (day.month - 1) // length * length + 1
            return cal.part_of_year(day.year, first, first + length - 1)
        return {"year": f"{day.year}", "decade": f"{day.year // 10}X", "century": f"{day.year // 100}XX"}.get(
            unit
        )

    def _unit_named(self, found: Found) -> list[Value]:
        unit = self._unit(found)
        step = self._direction(found.get("mod"))
        if step is None:
            points = found.groups.get("det", "").strip() in self.words["both"]["pointing"]
            if not (points or found.get("ci") or found.get("part")):
                return []
            step = 0
        from_last = abs(step) == 2
        day = self.last.first if from_last and self.last else self.anchor.day
        if day is None or found.get("start"):
            return [] if found.get("start") else [Value(None, "relative", "period")]
        if (
            unit == "weekend"
            and step == 0
            and self.tense(found.start, found.end) != "future"
            and day.weekday() < 3
        ):
            step = -1
        moved = _step(day, max(-1, min(1, step)), unit)
        spans = (self.last.span,) if from_last and self.last else self.anchor.spans
        return [Value(self._unit_now(unit, moved), "relative", "period", spans)]

    def _ago(self, found: Found) -> list[Value]:
        count = self._number(found.groups["n"])
        said = found.groups["dir"]
        direction = self.words["directions"][said]
        unit = self._unit(found)
        if not count:
            return []
        kind = "deadline" if direction > 0 and said in self.words["both"]["limits"] else "point"
        if not self.anchor.day:
            return [Value(None, "relative", kind)]
        if unit == "hour":
            unit, count = "day", count // 24
        return [self._based(_moved(self.anchor.day, direction * count, unit), "relative", kind)]

    def _next_units(self, found: Found) -> list[Value]:
        unit = self._unit(found, next(k for k in ("u", "u2", "u3") if found.get(k)))
        said = found.get("n") or found.get("n2")
        count = self._number(said) if said else None
        if not self.anchor.day or (not count and unit != "hour"):
            return [Value(None, "relative", "deadline")]
        if unit == "hour":
            unit, count = "day", (count or 0) // 24
        return [self._based(_moved(self.anchor.day, count or 0, unit), "relative", "deadline")]

    def _window(self, found: Found) -> list[Value]:
        count = self._number(found.groups["n"])
        unit = self._unit(found, "u" if found.get("u") else "u1")
        if not self.anchor.day or not count or unit in ("hour", "decade"):
            return []
        first = _moved(self.anchor.day, -count, unit if unit != "week" else "day7")
        last = _moved(self.anchor.day, 0, unit if unit != "week" else "day7")
        return [self._based(cal.interval(first, last), "relative", "period")]

    # --- counted from the last day named

    def _step_word(self, found: Found) -> list[Value]:
        step = self.words["step_words"][found.groups["w"]]
        day = (self.last.last if step > 0 else self.last.first) if self.last else self.anchor.day
        spans = (self.last.span,) if self.last else self.anchor.spans
        return [Value((day + timedelta(days=step)).isoformat() if day else None, "relative", "point", spans)]

    def _step(self, found: Found) -> list[Value]:
        count = self._number(found.groups["n"])
        unit = self._unit(found)
        direction = self.words["directions"][found.groups["dir"]]
        base = self.last.first if self.last else self.anchor.day
        if not base or not count or unit in ("hour", "decade"):
            return []
        spans = (self.last.span,) if self.last else self.anchor.spans
        return [Value(_moved(base, direction * count, unit), "relative", "point", spans)]


def _step(day: date, step: int, unit: str) -> date:
    """A day in the unit before or after."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return cal.add_months(day.replace(day=1), step * months[unit])
    return day + timedelta(days=7 * step)


def _moved(day: date, count: int, unit: str) -> str | None:
    """So many units from a day, as fine as the unit is: two years ago is a year, a month on a month."""
    try:
        if unit == "day":
            return (day + timedelta(days=count)).isoformat()
        if unit == "day7":
            return (day + timedelta(days=7 * count)).isoformat()
        if unit == "week":
            return cal.week_of(day + timedelta(days=7 * count))
        if unit == "month":
            return cal.month_of(cal.add_months(day, count))
        return f"{day.year + count * (10 if unit == 'decade' else 1):04d}"
    except (ValueError, OverflowError):
        return None
