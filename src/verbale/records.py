"""The nouns of Verbale, and the only place where its stages meet.

Positions are code points of the stored text; `text[start:end]` is always the quote. Dates are EDTF
strings, level 1 (https://www.loc.gov/standards/datetime/), countries ISO 3166-1 alpha-3, organisations
their usual English acronym, currencies ISO 4217. Absent is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from verbale.mentions import (
    NOWHERE,
    Actor,
    Amount,
    Analysis,
    Article,
    Date,
    Entity,
    Furniture,
    Place,
    Quotation,
    Sentence,
    Span,
    Term,
)

__all__ = [
    "EXTRAS",
    "FIELDS",
    "HOW",
    "KINDS",
    "NOWHERE",
    "Actor",
    "Agreement",
    "Amount",
    "Analysis",
    "Article",
    "Commitment",
    "Conflict",
    "Date",
    "Decision",
    "Document",
    "Entity",
    "Event",
    "Figure",
    "Furniture",
    "Fusion",
    "Meeting",
    "Member",
    "Participant",
    "Place",
    "Proof",
    "Quotation",
    "Quote",
    "Reason",
    "Report",
    "Sentence",
    "Site",
    "Span",
    "Term",
    "Visit",
]

# --- extract → Report ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """What a field rests on: words (`how` None) or a coded derivation from words.

    `how` is one of the codebook's codes; `rule` names the frame and construction that read it."""

    spans: tuple[Span, ...]
    how: str | None = None
    rule: str = ""
    confidence: float = 1.0


HOW = (
    "published", "dateline", "weekday", "relative", "demonym", "capital", "office_table",
    "coreference", "frame", "document", "default",
)  # fmt: skip


class Participant(NamedTuple):
    """Someone who took part, in what office, for which side."""

    name: str
    office: str | None
    side: str | None


class Site(NamedTuple):
    """An institution visited on the way."""

    name: str
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An official travels to another country (codebook 1)."""

    traveller: str
    office: str
    from_: str | None
    to: str
    place: str | None = None
    start: str | None = None
    end: str | None = None
    kind: str = "other"
    status: str = "held"
    sites: tuple[Site, ...] = ()
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two or more sides talk (codebook 2)."""

    people: tuple[str, ...]
    sides: tuple[str, ...]
    date: str | None = None
    place: str | None = None
    country: str | None = None
    form: str = "in_person"
    status: str = "held"
    topics: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An instrument or understanding (codebook 3)."""

    status: str
    instrument: str
    parties: tuple[str, ...]
    label: str
    date: str | None = None
    sectors: tuple[str, ...] = ()
    count: int | None = None
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity stated as fact (codebook 4)."""

    value: float
    high: float | None
    unit: str | None
    bound: str
    measure: str
    countries: tuple[str, ...] = ()
    period: str | None = None
    speaker: str | None = None
    participants: tuple[Participant, ...] = ()
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Direct speech (codebook 5)."""

    speaker: str | None
    text: str
    participants: tuple[Participant, ...] = ()
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What someone says will be done (codebook 6)."""

    by: str
    to: tuple[str, ...]
    kind: str
    label: str
    due: str | None = None
    status: str = "open"
    participants: tuple[Participant, ...] = ()
    id: str = ""
    anchor: Span = NOWHERE
    rule: str = ""
    confidence: float = 0.5
    proofs: Mapping[str, Proof] = field(default_factory=dict)


Report = Visit | Meeting | Agreement | Figure | Quote | Commitment

KINDS: dict[str, type[Any]] = {
    "visits": Visit,
    "meetings": Meeting,
    "agreements": Agreement,
    "figures": Figure,
    "quotes": Quote,
    "commitments": Commitment,
}

# The codebook's fields of each kind, in its order; `from_` is printed as `from`.
FIELDS: dict[str, tuple[str, ...]] = {
    "visits": ("traveller", "office", "from", "to", "place", "start", "end", "kind", "status"),
    "meetings": ("people", "sides", "date", "place", "country", "form", "status", "topics"),
    "agreements": ("status", "instrument", "parties", "date", "sectors", "label"),
    "figures": ("value", "high", "unit", "bound", "measure", "countries", "period", "speaker"),
    "quotes": ("speaker", "text"),
    "commitments": ("by", "to", "kind", "label", "due", "status"),
}
EXTRAS: dict[str, tuple[str, ...]] = {
    "visits": ("sites",),
    "meetings": ("participants",),
    "agreements": ("count",),
    "figures": ("participants",),
    "quotes": ("participants",),
    "commitments": ("participants",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one article tells: the object that `verbale read --json` prints."""

    id: str
    published: str | None
    language: str
    relevant: bool
    sectors: tuple[str, ...]
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    furniture: tuple[Furniture, ...] = ()
    visits: tuple[Visit, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    proofs: Mapping[str, Proof] = field(default_factory=dict)  # of `published` and `sectors.N`

    def at_least(self, confidence: float) -> Document:
        """The document without the reports that are less sure than that (0 to 1)."""
        kept: Any = {k: tuple(r for r in getattr(self, k) if r.confidence >= confidence) for k in KINDS}
        return replace(self, **kept)


# --- fuse → Event; what a person decides → Decision -----------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a record, already brought to the reports that stand today.

    `action` reject | set | add; `level` what it was said of, report | event; `reports` the ids of the
    current reports that it concerns (none: stranded, unless it adds one). A `set` has `field` and
    `value`, an `add` has `record`, the codebook's object."""

    id: str
    action: str
    level: str
    kind: str
    reports: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None
    record: Mapping[str, Any] | None = None


class Member(NamedTuple):
    """A report's place: its document, kind and index there, and its id (made from these if it has none)."""

    document: str
    kind: str
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks of it
    report: str


class Reason(NamedTuple):
    """Why two reports are one event: each test that spoke, with its weight; `score` is their sum."""

    a: str
    b: str
    score: float
    tests: tuple[tuple[str, float], ...]


class Conflict(NamedTuple):
    """A value that does not go with the event's own, and the reports that give it."""

    value: Any
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What we conclude from the reports of all articles about one act.

    `fields` are the codebook's, as JSON values. `earliest` and `latest` bound the act's day (ISO days,
    None: not known on that side). `decided` maps a field to the decision that set it; `rejected` is the
    decision that threw the event out."""

    id: str
    kind: str
    members: tuple[Member, ...]
    fields: Mapping[str, Any]
    conflicts: Mapping[str, tuple[Conflict, ...]] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    confidence: float = 0.5
    decided: Mapping[str, str] = field(default_factory=dict)
    rejected: str | None = None


@dataclass(frozen=True, slots=True)
class Fusion:
    """The events of a set of documents, in an order that depends on nothing but their ids."""

    events: tuple[Event, ...]
