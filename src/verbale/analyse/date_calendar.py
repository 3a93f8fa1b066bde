"""Days, months and intervals as EDTF strings (level 1), and the arithmetic between them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from verbale import edtf

_CLOSE = 20  # a date so few days off whose weekday fits only
_MISPRINT = 500  # so many days off has its weekday misprinted
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def to_edtf(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """`2025-05-27`, `2025-05`, `2025`, `XXXX-11-09`; None where no calendar has such a day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and (month is None or not 1 <= day <= _last(year or 2024, month)):
        return None
    if year is None and month is None:
        return None
    text = "XXXX" if year is None else f"{year:04d}"
    return text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def to_day(value: str | None) -> date | None:
    """The day an EDTF string names, None where it names none or something coarser."""
    found = _DAY.fullmatch(value or "")
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day of a closed EDTF value; None for open ranges and open years."""
    first, last = edtf.bounds(value)
    return (first, last) if first and last else None


def interval(first: str | None, last: str | None) -> str | None:
    """`first/last`, one of them where they are equal, None where one is missing or they are reversed."""
    if first is None or last is None or first == last:
        return first if first == last else None
    a, b = bounds(first), bounds(last)
    return f"{first}/{last}" if not a or not b or a[0] <= b[1] else None


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _last(year, month + 1)))


def month_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def week_of(day: date) -> str:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def weekend_of(day: date) -> str:
    saturday = day + timedelta(days=5 - day.weekday())
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def part_of_year(year: int, first: int, last: int) -> str:
    """Months `first` to `last` of a year; a last month before the first is next year's."""
    return f"{year:04d}-{first:02d}/{year + (last < first):04d}-{last:02d}"


def near_weekday(day: date, weekday: int, direction: int) -> date:
    """The `weekday` (Monday 1) at or before (-1), at or after (1), before (-2), after (2), or nearest (0)."""
    back = (day.isoweekday() - weekday) % 7
    if direction in (-1, -2):
        return day - timedelta(days=back or (7 if direction == -2 else 0))
    ahead = (7 - back) % 7
    if direction in (1, 2):
        return day + timedelta(days=ahead or (7 if direction == 2 else 0))
    return day - timedelta(days=back) if back <= ahead else day + timedelta(days=ahead)


def nearest_year(
    month: int, day: int | None, anchor: date, *, weekday: int | None, ahead: float, behind: float
) -> int | None:
    """The year that puts a day (or month) nearest to `anchor`, distances weighed by direction.

    `weekday` must fit where one of the six years around has it so. None where no year has the day.
    """
    days = list(_candidates(month, day, range(anchor.year - 6, anchor.year + 3)))
    fitting = [d for d in days if weekday and d.isoweekday() == weekday]

    def weight(candidate: date) -> float:
        if day is None and (candidate.year, candidate.month) == (anchor.year, anchor.month):
            return 0.0
        gap = (candidate - anchor).days
        return gap * ahead if gap > 0 else -gap * behind

    best = min(days, key=weight, default=None)
    fit = min(fitting, key=weight, default=None)
    if fit and best and not (abs((best - anchor).days) <= _CLOSE and abs((fit - anchor).days) > _MISPRINT):
        best = fit
    return best.year if best else None


def _candidates(month: int, day: int | None, years: Iterable[int]) -> Iterable[date]:
    for year in years:
        if to_edtf(year, month, day or 15):
            yield date(year, month, day or 15)
