"""The functions of `import verbale`: reading a text, and the finders that stand on their own."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.analyse.dates import find_dates as _find_dates
from verbale.detect.amounts import find_amounts
from verbale.extract.quotes import find_quotes as _find_quotes
from verbale.pipeline import analyse, read_article
from verbale.records import Article, Date, Document

__all__ = ["FoundActor", "FoundQuote", "find_actors", "find_amounts", "find_dates", "find_quotes", "read"]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Direct speech: `text` as printed between the marks, `speaker` the fullest name or None.

    `start` and `end` run from the first quoted stretch to the last, in code points."""

    start: int
    end: int
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class FoundActor:
    """Someone or something that can act, as mentioned at `start` to `end` (code points).

    `name`: the fullest name that the text gives them, None for an unnamed official; `office`: a codebook
    code; `country`: ISO 3166-1 alpha-3, an organisation's acronym, or None where nothing tells."""

    start: int
    end: int
    name: str | None
    office: str | None
    country: str | None


def read(text: str, *, title: str | None = None, published: str | None = None) -> Document:
    """Read one article: typed, frozen records with their evidence; no clock, network or disk.

    `published` is the publication day (EDTF), from which relative dates are counted. Positions are code
    points of `document.text`: the title, a newline and the text (the text alone without a title).
    """
    whole = f"{title}\n{text}" if title else text
    return read_article(Article(whole, title or None, published))


def find_dates(text: str, *, published: str | None = None) -> tuple[Date, ...]:
    """Dates and periods named in a text, in order; `value` is EDTF, None where nothing settles it."""
    return _find_dates(text, published=published)


def find_quotes(text: str) -> tuple[FoundQuote, ...]:
    """Direct speech in a text, in order, with who says it."""
    out = []
    for quote in _find_quotes(analyse(Article(text))):
        spans = quote.proofs["text"].spans
        out.append(FoundQuote(spans[0].start, spans[-1].end, quote.text, quote.speaker))
    return tuple(sorted(out, key=lambda q: (q.start, q.end)))


def find_actors(text: str) -> tuple[FoundActor, ...]:
    """The actors named in a text, in order: people with their office and country, states, organisations."""
    analysis = analyse(Article(text))
    out = []
    for actor in analysis.actors:
        if actor.kind in ("pronoun", "group"):
            continue
        entity = None if actor.entity is None else analysis.entities[actor.entity]
        name = entity.name if entity else text[actor.start : actor.end]
        office = (entity.office if entity else None) or actor.office
        country = (entity.country if entity else None) or actor.country
        out.append(FoundActor(actor.start, actor.end, name, office, country))
    return tuple(out)
