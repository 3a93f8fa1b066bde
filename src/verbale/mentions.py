"""What stages know of one article before any frame is filled: the article, its sentences, its mentions.

Part of `verbale.records`, which is where every stage takes them from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
    kind: str  # comment byline related share newsletter credit syndication rubric caption tail beyond


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
    indefinite: bool = False  # "un ministre": nobody in particular


@dataclass(frozen=True, slots=True)
class Term:
    """A word that tells a sector; a `weak` one also stands in texts on something else."""

    start: int
    end: int
    sector: str
    weak: bool = False


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
