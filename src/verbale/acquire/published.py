"""Publication days as callers give them: EDTF, or an ISO 8601 date-time whose own calendar day counts."""

from __future__ import annotations

import re
from calendar import monthrange

HINT = "write YYYY-MM-DD, an ISO 8601 date-time, or EDTF (2025-05, 2025-05-26/2025-05-27)"

_POINT = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?[?~%]?")
# ISO 8601 date-times; the offset is only checked, for the day counts in its own offset (RFC 3339, 5.6).
_TIME = re.compile(
    r"[T ]([01]\d|2[0-3]):?[0-5]\d(:?([0-5]\d|60)([.,]\d+)?)?"
    r"\s?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?",
    re.ASCII,
)
_SEASONS = range(21, 25)  # EDTF level 1: spring, summer, autumn, winter


def parse_published(value: str) -> str:
    """The EDTF string of a publication day: `2025-05-27T23:30:00+09:00` gives `2025-05-27`.

    Raises ValueError, with the reason, for what is no date or cannot exist (2025-02-30)."""
    text = value.strip()
    if (time := _TIME.fullmatch(text[10:])) and _POINT.fullmatch(text[:10]):
        text = text[:10]
    elif len(text) > 10 and not time and "/" not in text and _POINT.fullmatch(text[:10]) and text[10] in "T ":
        raise ValueError(f"published {value!r} has an impossible time")
    ends = text.split("/")
    if len(ends) > 2 or not any(end not in ("", "..") for end in ends):
        raise ValueError(f"published {value!r} is not a date")
    known = [end for end in ends if end not in ("", "..")]
    for end in known:
        _check_point(end, value)
    days = [end.rstrip("?~%") for end in known]
    if len(days) == 2 and "X" not in text and days[0][: len(days[1])] > days[1]:
        raise ValueError(f"published {value!r} ends before it starts")
    return text


def _check_point(point: str, value: str) -> None:
    """Raise ValueError unless `point` is an EDTF date that the calendar has; X stands for any digit."""
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(f"published {value!r} is not a date")
    year, month, day = match["year"], match["month"], match["day"]
    if month is None or "X" in month:
        fits = (month is None or _fits(month, range(1, 13))) and (day is None or _fits(day, range(1, 32)))
    elif int(month) in _SEASONS:
        fits = day is None
    elif int(month) not in range(1, 13):
        fits = False
    else:
        # 2024 is a leap year: where the year is open, 29 February is possible.
        last = monthrange(2024 if "X" in year else int(year) or 1, int(month))[1]
        fits = day is None or _fits(day, range(1, last + 1))
    if not fits or year == "0000":
        raise ValueError(f"published {value!r} does not exist in the calendar")


def _fits(digits: str, allowed: range) -> bool:
    """Whether some number of `allowed` reads like `digits`."""
    pattern = digits.replace("X", r"\d")
    return any(re.fullmatch(pattern, f"{number:02}") for number in allowed)
