"""From values to records: two dates that span a stretch joined, and what stands before a date heeded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_context import Value
from verbale.analyse.date_forms import BEFORE, grammar
from verbale.records import Date, Span

Told = tuple[Span, Value]


def records(folded: str, told: Iterable[Told], now: date | None) -> list[Date]:
    """One record a value, in order. `now` is about when the text was written."""
    return [_record(folded, span, value, now) for span, value in _joined(folded, told)]


def _joined(folded: str, told: Iterable[Told]) -> list[Told]:
    """Dates of different forms with "from … to" or "between … and" around them, made one stretch."""
    out: list[Told] = []
    for span, value in told:
        both = _stretch(folded, out[-1], (span, value)) if out else None
        if both:
            out[-1] = both
        else:
            out.append((span, value))
    return out


def _stretch(folded: str, one: Told, two: Told) -> Told | None:
    (a, first), (b, last) = one, two
    if not first.value or not last.value or "/" in first.value + last.value:
        return None
    if {first.kind, last.kind} - {"point", "period"}:
        return None
    around, gap, before = (
        grammar().around,
        folded[a.end : b.start],
        folded[max(0, a.start - BEFORE) : a.start],
    )
    is_from = around["to_between"].search(gap) and around["from_before"].search(before)
    is_between = around["and_between"].search(gap) and around["between"].search(before)
    if not (is_from or is_between):
        return None
    value = cal.interval(_in_year_of(first, last), last.value)
    if not value or "/" not in value:
        return None
    basis = first.basis if first.basis == last.basis else last.basis
    return Span(a.start, b.end), Value(value, basis, "period", first.spans or last.spans)


def _in_year_of(first: Value, last: Value) -> str:
    """The first day's value; where its year was left out and the last one's was not, in that year."""
    said, end = first.value or "", last.value or ""
    if first.basis == "explicit" or last.basis != "explicit" or "-" not in said:
        return said
    year = int(end[:4])
    same = f"{year:04d}{said[4:]}"
    return same if cal.interval(same, end) else f"{year - 1:04d}{said[4:]}"


def _record(folded: str, span: Span, value: Value, now: date | None) -> Date:
    """What stands before a date makes it a limit or an open stretch."""
    (start, end), text, kind = span, value.value, value.kind
    begin = max(0, start - BEFORE)
    before, around = folded[begin:start], grammar().around
    if kind == "point" and text and "/" in text:
        kind = "period"
    if kind in ("point", "period"):
        if (match := around["limit"].search(before)) and not _is_over(text, now):
            start, kind = begin + match.start(), "deadline"
        elif text and (match := around["since"].search(before)):
            start, kind, text = begin + match.start(), "period", f"{text.split('/')[0]}/.."
        elif "/" in (text or "") and (match := around["between"].search(before)):
            start = begin + match.start()
    return Date(start, end, text, value.basis, kind, value.spans)


def _is_over(value: str | None, now: date | None) -> bool:
    """A period that ended before the text was written: "before 2011" sets no limit."""
    ends = cal.bounds(value)
    return bool(ends and now and ends[1] < now)
