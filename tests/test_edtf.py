"""EDTF strings as days: the standard's examples, and the codebook's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.edtf import between, bounds, is_edtf, overlap

# Examples of https://www.loc.gov/standards/datetime/ (levels 0 and 1) and of the codebook.
READ = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2001-21", "2001-03-01", "2001-06-30"),
    ("2001-24", "2001-12-01", "2002-03-31"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("../1985-04-12", None, "1985-04-12"),
    ("2007/", "2007-01-01", None),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("XXXX-11-09", None, None),
    ("XXXX-02-29", None, None),
]
REFUSED = [
    "", "hier", "2025-13", "2025-02-29", "2025-00-10", "../..", "/", "2025-05-27/2025-05-26", "25-05-27",
    "XXXX", "XXXX-13-01", "2025/05/27", "2025-05-27 ", "2025-XX-05", "2025-5-7", "2025-05-27/hier",
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), READ)
def test_a_date_bounds_its_days(text: str, first: str | None, last: str | None) -> None:
    assert is_edtf(text)
    assert tuple(d and d.isoformat() for d in bounds(text)) == (first, last)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_bounds_nothing(text: str) -> None:
    assert not is_edtf(text)
    assert bounds(text) == (None, None)


def test_absent_bounds_nothing() -> None:
    assert bounds(None) == (None, None)


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        ("2025-05-27", "2025-05", True),
        ("2025-05-27", "2025-06", False),
        ("2025-05/2025-06", "2025-06-30", True),
        ("2007/..", "2030", True),
        ("2007/..", "2006", False),
        ("XXXX-11-09", "1999", True),
    ],
)
def test_dates_meet_where_they_may_share_a_day(a: str, b: str, meet: bool) -> None:
    assert overlap(a, b) is meet
    assert overlap(b, a) is meet


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2025-05-27", None, "2025-05-27", "2025-05-27"),
        ("2025-05-27", "2025-05-29", "2025-05-27", "2025-05-29"),
        (None, "2025-05-29", "2025-05-29", "2025-05-29"),
        ("2025-05", "2025-05-03", "2025-05-01", "2025-05-03"),
        ("2025-05-29", "2025-05-27", "2025-05-27", "2025-05-29"),
        (None, None, None, None),
    ],
)
def test_a_stay_goes_from_its_start_to_its_end(
    start: str | None, end: str | None, first: str | None, last: str | None
) -> None:
    assert tuple(d and d.isoformat() for d in between(start, end)) == (first, last)


@given(st.dates())
def test_a_day_bounds_itself(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)
    assert overlap(day.isoformat(), day.isoformat()[:7])


@given(st.text(max_size=30))
def test_no_text_trips_the_reader(text: str) -> None:
    first, last = bounds(text)
    assert first is None or last is None or first <= last
