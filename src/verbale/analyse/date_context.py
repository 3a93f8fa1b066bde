"""What the readers of dates share: the day counted from, the dates read so far, numbers, years."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_forms import BEFORE, PACK, Found, grammar
from verbale.data import toml
from verbale.records import Span

_WORD = re.compile(r"[a-z]{2,}")

FAR_FUTURE = 1.8  # without a cue: a date more than four months ahead is rarely named without one
UNUSUAL = 4.0  # against a future tense somewhere in the clause, or a plan
UNLIKELY = 6.0  # against a past tense, or a future tense beside the date
IMPOSSIBLE = 1000.0  # before a limit's day of writing, after "since"

AHEAD = ("sure", "future", "planned", "due")
# How far a day ahead and a day behind count, by what the words around say.
WEIGHTS: dict[str | None, tuple[float, float]] = {
    None: (FAR_FUTURE, 1.0),
    "sure": (1.0, UNLIKELY),
    "future": (1.0, UNUSUAL),
    "planned": (1.0, UNUSUAL),
    "past": (UNLIKELY, 1.0),
    "said": (FAR_FUTURE, 1.0),
    "due": (1.0, IMPOSSIBLE),
    "done": (IMPOSSIBLE, 1.0),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: a day, or only a year. `how` as in `records.HOW`.

    `near` is a day not long before the writing: enough to choose a year by, not to count days from."""

    day: date | None = None
    year: int | None = None
    how: str = "published"
    spans: tuple[Span, ...] = ()
    near: date | None = None

    @property
    def about(self) -> date | None:
        """The day, else one near it."""
        return self.day or self.near


class Value(NamedTuple):
    """What a form says. `span` where only a part of the match is meant."""

    value: str | None
    basis: str
    kind: str = "point"
    spans: tuple[Span, ...] = ()
    span: Span | None = None


class Named(NamedTuple):
    """Days named earlier in the text: the first and last of them, and where."""

    first: date
    last: date
    span: Span
    has_weekday: bool


class Context:
    """One text being read, in order: remembers the last day, month and year named."""

    def __init__(
        self, folded: str, anchor: Anchor, tense: Callable[[int, int], str | None], text: str = ""
    ) -> None:
        self.folded = folded
        self.text = text
        self.anchor = anchor
        self.words: dict[str, Any] = toml(PACK)
        self.named: list[Named] = []
        self.latest: Named | None = None  # the date or period last named, however coarse
        self.last_month: tuple[int, int] | None = None
        self._tense = tense

    @property
    def last(self) -> Named | None:
        return self.named[-1] if self.named else None

    def remember(self, value: Value, found: Found) -> None:
        """What later expressions may count from."""
        if not value.value or value.kind in ("deadline", "duration", "anniversary"):
            return
        ends = cal.bounds(value.value)
        is_aside = found.form.build == "step_word" and self.words["step_words"][found.groups["w"]] < 0
        if not ends or is_aside:
            return
        span = value.span or Span(found.start, found.end)
        has_weekday = bool(found.get("wd") or found.get("wd1")) and found.form.build in ("day", "days")
        self.latest = Named(*ends, span, has_weekday)
        if "-" in value.value:
            self.last_month = (ends[0].year, ends[0].month)
        if cal.to_day(value.value.split("/")[0]):
            self.named.append(self.latest)

    # --- words

    def before(self, start: int) -> str:
        return self.folded[max(0, start - BEFORE) : start]

    def tense(self, found: Found) -> str | None:
        """A key of the pack's modality by the clause's cues, `done` or `due` by the words right before."""
        around, before = grammar().around, self.before(found.start)
        if around["limit"].search(before):
            return "due"
        if around["since"].search(before):
            return "done"
        if (match := around["done"].search(before)) and not self._is_present(
            match, found.start - len(before)
        ):
            return "done"
        return self._tense(found.start, found.end)

    def _is_present(self, match: re.Match[str], offset: int) -> bool:
        """Does the printed word lack the accent that makes it a participle?"""
        said = _WORD.search(match.group())
        if said is None or not said.group().endswith("e"):
            return False
        end = offset + match.start() + said.end()
        return self.text[end - 1 : end] == "e"

    def says_both(self, found: Found) -> bool:
        """Do the words between two dates name two of them, rather than a stretch?"""
        said = self.folded[found.cut.start : found.cut.end].split() if found.cut else []
        return any(word in said for word in self.words["choices"]["both"])

    def is_between(self, start: int) -> bool:
        return bool(grammar().around["between"].search(self.before(start)))

    def number(self, said: str | None) -> int | None:
        """A numeral in figures or words, up to a hundred or so."""
        plain = (said or "").split("(")[0].strip().replace(" ", "-").replace("-et-", "-")
        if plain.isdigit():
            return int(plain)
        numbers: dict[str, int] = self.words["numbers"]
        if plain in numbers:
            return numbers[plain]
        for cut in (i for i, c in enumerate(plain) if c == "-"):
            tens, ones = plain[:cut], plain[cut + 1 :]
            if numbers.get(tens, 0) >= 20 and ones in numbers:
                return numbers[tens] + numbers[ones]
        return None

    def month(self, found: Found, key: str = "m") -> int:
        number: int = self.words["months"][(found.get(key) or "").rstrip(".")]
        return number

    def weekday(self, found: Found, key: str = "wd") -> int:
        number: int = self.words["weekdays"][found.groups[key]]
        return number

    def unit(self, found: Found, key: str = "u") -> str:
        unit: str = self.words["units"][found.get(key) or "h"]
        return unit

    def step(self, said: str | None) -> int | None:
        """-1 last, 1 next, 0 this, -2 and 2 before or after the date last named; None: no such word."""
        modifiers: dict[str, int] = self.words["modifiers"]
        if not said or said in modifiers:
            return modifiers.get(said) if said else None
        return next((modifiers[word] for word in said.split() if word in modifiers), None)

    # --- years

    def year_now(self) -> int | None:
        return self.anchor.about.year if self.anchor.about else self.anchor.year

    def day_for(self, unit: str) -> date | None:
        """What a unit is counted from: days and weeks need the day, months one near it, years the year."""
        if self.anchor.day or unit in ("day", "week", "weekend", "hour"):
            return self.anchor.day
        year = self.year_now()
        if self.anchor.about or year is None or unit in ("month", "quarter", "half"):
            return self.anchor.about
        return date(year, 1, 1)

    def said_year(self, found: Found, suffix: str = "") -> tuple[int | None, str]:
        """The year that the words give, and on what basis."""
        if year := found.get(f"y{suffix}"):
            return int(year), "explicit"
        of = found.get(f"of{suffix}") or found.get("ofsame")
        if not of:
            return None, ""
        if self.words["choices"]["same"] in of:
            return (self.last_month[0] if self.last_month else self.year_now()), "relative"
        now = self.year_now()
        return (None, "") if now is None else (now + _sign(self.step(of) or 0), "relative")

    def year_for(self, month: int, day: int | None, found: Found) -> tuple[int | None, str]:
        """The year of a day or month named without one."""
        key = next((key for key in ("wd2", "wd", "wd1") if found.get(key)), None)
        weekday = self.weekday(found, key) if key and day else None
        now = self.anchor.about
        if now is None:
            year = self.anchor.year
            if year is not None and weekday and day:
                middle = date(year, 7, 1)
                year = cal.nearest_year(month, day, middle, weekday=weekday, ahead=1.0, behind=1.0)
            return year, "explicit" if year is None else self.anchor.how
        step = self.step(found.get("mod"))
        if step is not None:
            return _stepped_year(now, month, day, step), "relative"
        ahead, behind = WEIGHTS[self.tense(found)]
        return cal.nearest_year(month, day, now, weekday=weekday, ahead=ahead, behind=behind), self.anchor.how

    # --- values

    def based(self, value: str | None, basis: str, kind: str = "point") -> Value:
        """A value, with the words that tell the day it was counted from."""
        return Value(value, basis, kind, () if basis == "explicit" else self.anchor.spans)

    def some(self, value: str | None, basis: str, kind: str = "point") -> list[Value]:
        """The value where there is one."""
        return [self.based(value, basis, kind)] if value else []

    def two(self, found: Found, first: str, last: str, basis: str) -> list[Value]:
        """Two dates of one match, each with its own words."""
        cut = found.cut or Span(found.end, found.end)
        return [
            self.based(first, basis)._replace(span=Span(found.start, cut.start)),
            self.based(last, basis)._replace(span=Span(cut.end, found.end)),
        ]


def _sign(step: int) -> int:
    return max(-1, min(1, step))


def _stepped_year(now: date, month: int, day: int | None, step: int) -> int:
    """The year of the last or next such day or month, today's not counted (a coming day may be today)."""
    if step == 0:
        return now.year
    candidate, today = (month, day or 0), (now.month, now.day if day else 0)
    if step < 0:
        return now.year - (candidate >= today)
    return now.year + (candidate < today or (candidate == today and not day))
