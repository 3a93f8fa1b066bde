"""Dates and periods in French text, and the day they are counted from.

A grammar of forms (packs/fr/dates.toml) over the folded text; what the words leave open is settled by
the dateline, the publication day, the clause's tense and the text's other dates. Rules of the codebook:
a limit is the coarsest unit that holds it, a dateline beats the metadata, the text's own dates decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from verbale.analyse import date_calendar as cal
from verbale.analyse.date_anchor import find_anchor, survey
from verbale.analyse.date_context import Anchor, Context
from verbale.analyse.date_line import Dateline, find_lines
from verbale.analyse.date_readers import read
from verbale.analyse.date_records import records
from verbale.records import Date, Span

__all__ = ["Anchor", "Dateline", "Published", "anchor_day", "find_dateline", "find_dates", "settle_published"]


class Published(NamedTuple):
    """A document's publication day: EDTF or None, how it is known (`records.HOW`), the words that say so."""

    value: str | None
    how: str | None
    spans: tuple[Span, ...] = ()


def find_dates(
    text: str, *, published: str | None = None, anchor: Anchor | None = None, body_start: int = 0
) -> tuple[Date, ...]:
    """Every date, period, deadline, duration and anniversary of the text, in order, without overlap.

    `published` is the publication day (EDTF); `anchor` what to count from instead, where the caller has
    it from `anchor_day`. Positions are code points of `text`. `value` is None where nothing settles it.
    """
    if _has_combining(text):
        plain, positions = _composed(text)
        dates = find_dates(plain, published=published, anchor=anchor, body_start=body_start)
        return tuple(_shifted(d, positions) for d in dates)
    surveyed = survey(text)
    anchor = anchor or find_anchor(surveyed, body_start, published)
    context = Context(surveyed.folded, anchor, surveyed.tense, text)
    told = [
        (value.span or Span(found.start, found.end), value)
        for found in surveyed.found
        for value in read(context, found)
    ]
    return tuple(records(surveyed.folded, told, anchor.about))


def find_dateline(text: str, body_start: int = 0) -> Dateline | None:
    """The first line that says where, and mostly when, the text was written."""
    surveyed = survey(text)
    lines = find_lines(text, surveyed.folded, body_start, surveyed.days)
    return next((line for line in lines if line.kind == "dateline"), lines[0] if lines else None)


def anchor_day(text: str, body_start: int = 0, published: str | None = None) -> Anchor:
    """What the text's relative dates are counted from: `find_anchor` on a text not surveyed before."""
    return find_anchor(survey(text), body_start, published)


def settle_published(
    text: str, body_start: int = 0, metadata: str | None = None, acts: Sequence[Span] = ()
) -> Published:
    """The document's publication day: the metadata's, else the dateline's, else what the text's dates settle.

    Without dateline, the day that "this 3 May 2022" or "yesterday, 2 May" give; else only the month of the
    latest full date told as past, or a year. Where `acts` are given, that date must stand near one.
    """
    if metadata:
        return Published(metadata, "published")
    anchor = find_anchor(survey(text), body_start, None, acts=acts)
    if anchor.day:
        return Published(anchor.day.isoformat(), anchor.how, anchor.spans)
    value = cal.month_of(anchor.about) if anchor.about else cal.to_edtf(anchor.year)
    return Published(value, anchor.how if value else None, anchor.spans)


# --- decomposed accents -------------------------------------------------------------------

_COMBINING = re.compile("[\u0300-\u036f]")


def _has_combining(text: str) -> bool:
    return bool(_COMBINING.search(text))


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with accents joined to their letters, and where each character stood."""
    clusters = re.findall("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", text)
    joined = [unicodedata.normalize("NFC", cluster)[0] for cluster in clusters]
    return "".join(joined), [0, *accumulate(map(len, clusters))]


def _shifted(found: Date, positions: list[int]) -> Date:
    spans = tuple(Span(positions[s.start], positions[s.end]) for s in found.from_spans)
    return replace(found, start=positions[found.start], end=positions[found.end], from_spans=spans)
