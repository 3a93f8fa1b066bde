"""When a quantity held: the date of its clause, unless that date is the day of saying or signing."""

from __future__ import annotations

import re

from verbale.records import Amount, Analysis, Date, Proof, Sentence, Span

_DAY = 10  # length of an EDTF day
_NEAR = 90  # code points between a quantity and the date of its period
_CUT = re.compile(r"[;:.]|\n")
_BASIS = {"explicit": None, "weekday": "weekday", "relative": "relative", "published": "published",
          "dateline": "dateline", "document": "document"}  # fmt: skip


def period_of(analysis: Analysis, low: str, amount: Amount, sentence: Sentence) -> tuple[str, Proof] | None:
    """The period of a quantity with its proof; None where no date of the sentence is its own."""
    best: tuple[int, Date] | None = None
    for date in analysis.dates:
        if date.start < sentence.start or date.end > sentence.end or date.value is None:
            continue
        if date.kind not in ("point", "period"):
            continue
        gap = date.start - amount.end if date.start >= amount.end else amount.start - date.end
        between = low[min(date.end, amount.end) : max(date.start, amount.start)]
        if gap > _NEAR or _CUT.search(between) or len(date.value) == _DAY:
            continue
        if best is None or gap < best[0]:
            best = gap, date
    if best is None:
        return None
    date = best[1]
    spans = (Span(date.start, date.end), *date.from_spans)
    value = date.value
    assert value is not None
    return value, Proof(spans, _BASIS.get(date.basis, "relative"), "date")
