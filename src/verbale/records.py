"""The nouns of Verbale, and the only place where its stages meet.

Positions are code points of the stored text; `text[start:end]` is always the quote. Dates are EDTF
strings, level 1 (https://www.loc.gov/standards/datetime/), countries ISO 3166-1 alpha-3, organisations
their usual English acronym, currencies ISO 4217. Absent is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from verbale.tokens import Tokens


class Span(NamedTuple):
    """Start and end in code points of the stored text."""

    start: int
    end: int


NOWHERE = Span(0, 0)

# --- acquire → Article --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published. `text` is the title, a newline and the body (the body alone without a title)."""

    text: str
    title: str | None = None
    published: str | None = None  # EDTF; the calendar day in the outlet's own offset
    outlet: str | None = None
    url: str | None = None
    id: str | None = None  # the caller's
    source: str | None = None  # file and line it came from, for messages

    @property
    def body_start(self) -> int:
        return len(self.title) + 1 if self.title else 0


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the stored text that is not the article: kept, never read as news."""

    start: int
    end: int
    kind: str  # comment byline related share newsletter credit syndication rubric caption tail


# --- analyse → Sentence, Quotation, Date --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    paragraph: int  # 0 is the title where there is one
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quotation marks and what stands between them. `inner` is what was said."""

    start: int
    end: int
    inner: Span


@dataclass(frozen=True, slots=True)
class Date:
    """A date or period named in the text. `value` None: named, but nothing settles it."""

    start: int
    end: int
    value: str | None  # EDTF
    basis: str  # explicit | weekday | relative | published | dateline | document
    kind: str = "point"  # point | period | deadline | duration | anniversary
    from_spans: tuple[Span, ...] = ()  # further words a derived value rests on


# --- detect → mentions --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A country, town or region named in the text."""

    start: int
    end: int
    name: str
    country: str | None
    kind: str  # country | capital | city | region | demonym | metonym


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity. `value` and `high` in base units (4e9, not 4); `unit` an ISO 4217 code, "%", or an
    English plural noun, None when nothing settles it; `bound` exact | about | over | under."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str | None
    bound: str
    number: Span  # the numeral with its scale word
    noun: Span | None = None  # the counted noun or currency as printed


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of someone who can act: a person, a state, an organisation, a body, a group.

    `entity` indexes `Analysis.entities`; None until resolved. `country` is an ISO code, an organisation's
    code, or a name where the actor stands for itself; `country_spans` the words that say so and
    `country_how` the derivation code of the codebook (None: the words name it)."""

    start: int
    end: int
    kind: str  # person | state | organisation | body | group | pronoun
    name: str | None = None
    name_span: Span | None = None
    office: str | None = None  # codebook list
    office_span: Span | None = None
    country: str | None = None
    country_spans: tuple[Span, ...] = ()
    country_how: str | None = None
    plural: bool = False
    feminine: bool | None = None
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who the mentions of one article are: the fullest name, and what the whole text says of them."""

    index: int
    kind: str
    name: str | None
    name_span: Span | None
    office: str | None
    office_span: Span | None
    country: str | None
    country_spans: tuple[Span, ...] = ()
    country_how: str | None = None
    known: str | None = None  # key in the register of offices, where a dated row attests it
    noun_phrase: str | None = None  # an unnamed person's own words: "le ministre des Affaires étrangères"
    noun_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word that tells a sector."""

    start: int
    end: int
    sector: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of an article's text before any frame is filled.

    `plain` is `article.text` with typographic variants straightened, character for character."""

    article: Article
    plain: str
    language: str
    tokens: Tokens
    furniture: tuple[Furniture, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    actors: tuple[Actor, ...] = ()
    entities: tuple[Entity, ...] = ()
    terms: tuple[Term, ...] = ()
    published: str | None = None  # what dates are counted from, EDTF
    published_spans: tuple[Span, ...] = ()  # where the text itself says so
    published_how: str | None = None  # published (metadata) | dateline | document
    home: str | None = None  # the country whose press this is, where outlet or dateline tell


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
    index: int
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
