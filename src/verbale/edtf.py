"""EDTF strings, level 1 (https://www.loc.gov/standards/datetime/), as intervals of calendar days.

Read besides level 1: `XXXX-11-09`, where only the year is open: no day bounds it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Bounds = tuple[date | None, date | None]

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?[?~%]?"
    r"(?:T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}(?::\d{2})?)?)?"
)
# Level 1 seasons name no hemisphere: they are read north of the equator, a month wider at the far end.
_SEASONS = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (12, 15)}


def _point(text: str) -> Bounds | None:
    """First and last day of a date without interval; None where it is no EDTF date."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    if year == "XXXX":
        return (None, None) if _open_year(month, day) else None
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if "X" in year and month is not None:
        return None
    try:
        return _days(first, last, month, day)
    except ValueError:
        return None


def _open_year(month: str | None, day: str | None) -> bool:
    if month is None or "X" in month:
        return False
    try:
        date(2000, int(month), int(day or 1))  # a leap year: February 29 of an open year stands
    except ValueError:
        return False
    return True


def _days(first: int, last: int, month: str | None, day: str | None) -> Bounds:
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError(day)
        return date(first, 1, 1), date(last, 12, 31)
    number = int(month)
    if number in _SEASONS and day is None:
        start, end = _SEASONS[number]
        over, end = divmod(end - 1, 12)
        return date(first, start, 1), date(first + over, end + 1, monthrange(first + over, end + 1)[1])
    if day is None or day == "XX":
        return date(first, number, 1), date(first, number, monthrange(first, number)[1])
    exact = date(first, number, int(day))
    return exact, exact


@lru_cache(maxsize=65536)
def _read(text: str) -> Bounds | None:
    ends = text.split("/")
    if len(ends) == 1:
        return _point(text)
    if len(ends) != 2 or all(e in ("", "..") for e in ends):
        return None
    open_: Bounds = (None, None)
    start, end = (open_ if e in ("", "..") else _point(e) for e in ends)
    if start is None or end is None:
        return None
    if start[0] and end[1] and start[0] > end[1]:
        return None
    return start[0], end[1]


def is_edtf(text: str) -> bool:
    """Whether this is an EDTF date or interval that `bounds` reads."""
    return _read(text) is not None


def bounds(edtf: str | None) -> Bounds:
    """Earliest and latest day; None on a side that is open or not known, on both for no date at all."""
    return (_read(edtf) if edtf else None) or (None, None)


def overlap(a: str, b: str) -> bool:
    """Whether the two may name the same day; what is open or unknown may be any day."""
    (a0, a1), (b0, b1) = bounds(a), bounds(b)
    return not ((a1 and b0 and a1 < b0) or (b1 and a0 and b1 < a0))


def between(start: str | None, end: str | None) -> Bounds:
    """The days from the first of `start` to the last of `end`, either of which may be missing."""
    first, last = bounds(start), bounds(end)
    if not end or last == (None, None):
        return first
    if not start or first == (None, None):
        return last
    if first[0] and last[1] and first[0] > last[1]:  # the two contradict each other: keep both
        return last[0], first[1]
    return first[0], last[1]
