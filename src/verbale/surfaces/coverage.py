"""What a database rests on, as text: counts, outlets, readers, and a bar for each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verbale.records import KINDS
from verbale.store import Coverage
from verbale.surfaces.briefpage import one_line
from verbale.surfaces.show import counted

BAR = 40  # characters of the longest bar
OUTLETS = 15  # outlets named; the rest are counted
QUIET = 3  # months without articles shown one by one


def render_coverage(coverage: Coverage, about: str | None = None) -> str:
    """The whole report. `about`: the country or pair that it is narrowed to, in words."""
    head = f"Articles with records of {about}" if about else "The database"
    lines = [f"{head}: {counted(coverage.articles, 'article')}.", *_dates(coverage), ""]
    if coverage.without_records and not about:
        lines.insert(1, f"Articles without records: {coverage.without_records}.")
    lines += [*_records(coverage), ""]
    lines += ["Outlets", *_outlets(coverage.outlets), ""]
    if len(coverage.languages) > 1 or "fr" not in coverage.languages:
        languages = ", ".join(f"{code} {n}" for code, n in coverage.languages.items())
        lines += [f"Languages: {languages}", ""]
    if coverage.months:
        lines += ["Articles by month of publication", *_bars(coverage.months), ""]
    lines += [f"Read by {reader}: {counted(n, 'article')}" for reader, n in coverage.readers.items()]
    if coverage.decisions:
        lost = f", {coverage.stranded} of them stranded" if coverage.stranded else ""
        lines.append(f"Decisions: {coverage.decisions}{lost} (verbale decisions).")
    return "\n".join(lines).rstrip() + "\n"


def _dates(coverage: Coverage) -> Iterator[str]:
    if coverage.first and coverage.last:
        yield f"Published from {coverage.first} to {coverage.last}."
    if coverage.undated:
        yield f"Without a day of publication: {coverage.undated}."


def _records(coverage: Coverage) -> Iterator[str]:
    yield f"{'':<13}{'events':>8}{'reports':>9}"
    for kind in KINDS:
        yield f"{kind:<13}{coverage.events.get(kind, 0):>8}{coverage.reports.get(kind, 0):>9}"


def _outlets(outlets: Mapping[str, int]) -> Iterator[str]:
    for name, n in list(outlets.items())[:OUTLETS]:
        yield f"{n:>6}  {one_line(name) or '(not named)'}"
    if len(outlets) > OUTLETS:
        yield f"{sum(list(outlets.values())[OUTLETS:]):>6}  in {len(outlets) - OUTLETS} more"


def _bars(months: Mapping[str, int]) -> Iterator[str]:
    """A line for each month; of quiet ones a few in a row, more of them as one line."""
    most = max(months.values())
    previous: str | None = None
    for month, n in months.items():
        quiet = list(_between(previous, month)) if previous else []
        if len(quiet) > QUIET:
            yield f"         ({len(quiet)} months without articles)"
        else:
            yield from (f"{q}  {0:>5}" for q in quiet)
        yield f"{month}  {n:>5}  {'█' * max(1, round(BAR * n / most))}"
        previous = month


def _between(first: str, last: str) -> Iterator[str]:
    """The months after `first` and before `last`; none where one of them is no YYYY-MM."""
    if not all(len(m) == 7 and m[:4].isdigit() and m[5:].isdigit() for m in (first, last)):
        return
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    yield from (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start + 1, end))
