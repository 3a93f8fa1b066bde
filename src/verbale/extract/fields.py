"""Values of fields with their proofs: dates, countries, offices, names, as every kind needs them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TypeVar

from verbale import data
from verbale.data import world
from verbale.extract.quote_words import words as speech
from verbale.extract.scene import Clause, Mention, PlaceMention, Scene
from verbale.records import Date, Entity, Participant, Proof, Span
from verbale.text import fold

T = TypeVar("T")

REPORT = 6  # tokens from the comma to the date of a report
LONGEST_SPAN = 240  # code points: evidence is a phrase, not a paragraph (codebook, evidence)

# How a date's basis is told in evidence; explicit words prove themselves.
_BASIS = {"explicit": None, "weekday": "weekday", "relative": "relative", "published": "published",
          "dateline": "dateline", "document": "document"}  # fmt: skip


def name_of(entity: Entity) -> tuple[str, Proof] | None:
    """The fullest name, or the noun phrase of an unnamed person, with the words."""
    if entity.name and entity.name_span:
        return entity.name, Proof((entity.name_span,), None, "name")
    if entity.noun_phrase and entity.noun_span:
        return entity.noun_phrase, Proof((entity.noun_span,), None, "office phrase")
    return None


def office_of(entity: Entity) -> tuple[str, Proof]:
    """The office code; `other` where the article gives none."""
    if entity.office and entity.office_span:
        looked_up = entity.office_span == entity.name_span
        start, end = entity.office_span
        span = Span(start, min(end, start + LONGEST_SPAN))
        return entity.office, Proof((span,), "office_table" if looked_up else None, "office")
    spans = (entity.name_span,) if entity.name_span else ()
    return entity.office or "other", Proof(spans, "default", "office", 0.3)


def country_of(entity: Entity) -> tuple[str, Proof] | None:
    if entity.country is None:
        return None
    return entity.country, Proof(entity.country_spans, entity.country_how, "country")


def side_of(mention: Mention) -> tuple[str, Proof] | None:
    """The code that a mention stands for."""
    actor = mention.actor
    if actor.country is None:
        return None
    spans = actor.country_spans or (Span(actor.start, actor.end),)
    return actor.country, Proof(spans, actor.country_how, "side")


TOWNS = ("city", "capital", "seat")


def place_proof(place: PlaceMention) -> Proof:
    how = "capital" if place.place.kind == "seat" else None
    return Proof((Span(place.place.start, place.place.end),), how, "place")


def printed(scene: Scene, place: PlaceMention) -> str:
    """The locality's name as the text prints it; a seat told by description takes its name."""
    if place.place.kind == "seat":
        return place.place.name
    return scene.analysis.article.text[place.place.start : place.place.end]


def country_of_place(place: PlaceMention) -> tuple[str, Proof] | None:
    """The country a place lies in; a capital or city proves it by derivation."""
    code = world.state_of(place.place.country)
    if code is None:
        return None
    how = None if place.place.kind == "country" else "capital"
    return code, Proof((Span(place.place.start, place.place.end),), how, "place")


def date_proof(date: Date) -> Proof:
    spans = (Span(date.start, date.end), *date.from_spans)
    return Proof(spans, _BASIS.get(date.basis, "relative"), "date")


def is_unit(scene: Scene, date: Date) -> bool:
    """`last week`, `this weekend`: a unit counted from today, not two days named."""
    said = scene.analysis.plain[date.start : date.end]
    return date.kind == "period" and date.basis == "relative" and not any(c.isdigit() for c in said)


def usable(date: Date) -> bool:
    return date.value is not None and date.kind in ("point", "period")


def is_long(value: str) -> bool:
    """An interval of more than a month or so: no act that was held takes it for its day."""
    start, slash, end = value.replace("X", "0").partition("/")  # an open year is any year
    if not slash or len(start) < 7:
        return bool(slash)
    if end == "..":
        return len(start) < 10
    return end[:7] > _next_month(start)


def _next_month(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def nearest_date(
    scene: Scene, clause: Clause, first: int, last: int, *, held: bool | None = None
) -> Date | None:
    """The date of a clause that stands nearest to tokens `first` to `last`; days before months.

    An act that was `held` takes no long period for its day, and none of people (None: not asked) the day of
    the report on it."""
    start, end = scene.tokens.starts[first], scene.tokens.ends[last - 1]

    def rank(d: Date) -> tuple[int, int, int]:
        value = d.value or ""
        gap = start - d.end if d.end <= start else d.start - end
        between = scene.analysis.plain[min(d.end, end) : max(d.start, start)]
        return (0 if len(value) >= 10 else 1 if len(value) >= 7 else 2, between.count(";"), max(gap, 0))

    quoted = scene.quoted[first]
    found = [d for d in clause.dates if usable(d) and (quoted or not _in_quotation(scene, d))]
    if held is not None:
        found = [d for d in found if not _is_of_report(scene, d, last)]
    found = [d for d in found if not _in_dateline(scene, clause, d)] or found
    if held:
        found = [d for d in found if not is_long(d.value or "")]
    return min(found, key=rank) if found else None


def _in_dateline(scene: Scene, clause: Clause, date: Date) -> bool:
    """`DAKAR, 5 mars (APS) - `: the day of writing, after the place that opens the paragraph."""
    i, folded = scene.tokens.at(date.start), scene.tokens.folded
    return any(
        p.first == clause.first and 0 <= i - p.last <= 2 and (i == p.last or not folded[p.last][0].isalnum())
        for p in clause.places
    )


def _is_of_report(scene: Scene, date: Date, last: int) -> bool:
    """`..., a indique jeudi l'ambassade`: the day on which the act ending at token `last` was told."""
    tokens, i = scene.tokens, scene.tokens.at(date.start)
    k = i - 1
    while k >= last and tokens.folded[k] != ",":
        k -= 1
    if k < last or i - k > REPORT:
        return False
    return any(r.speech for w in tokens.folded[k + 1 : i] for r in speech().verbs.get(w, ()))


def is_bygone(scene: Scene, clause: Clause, first: int, last: int) -> bool:
    """`la recente visite`, `apres sa rencontre`, `il avait recu`: over by the time of the news."""
    folded = scene.tokens.folded
    words = _bygone()
    if words["back"].intersection(folded[max(clause.first, first - 1) : last]):
        return True
    return bool(
        words["bygone"].intersection(
            [*folded[max(clause.first, first - 3) : first], *folded[last : last + 2]]
        )
    )


@data.derived
def _bygone() -> dict[str, frozenset[str]]:
    pack = data.toml("packs/fr/clauses.toml")["bygone"]
    return {key: frozenset(fold(w) for w in words) for key, words in pack.items()}


def date_around(scene: Scene, clause: Clause, people: Set[int], *, back: int = 2) -> Date | None:
    """The day that the sentences before (the nearest first) give, where an act's own gives none.

    They must speak of the act's people (indexes of entities) or of nobody, as a dateline does."""
    k = scene.clauses.index(clause)
    around = list(reversed(scene.clauses[max(0, k - back) : k]))
    if clause.sentence.is_title:
        around += scene.clauses[k + 1 : k + 1 + back]
    for earlier in around:
        days = [
            d for d in earlier.dates if usable(d) and len(d.value or "") == 10 and not _in_quotation(scene, d)
        ]
        days = [d for d in days if not _in_dateline(scene, earlier, d)] or days
        seen = {m.actor.entity for m in earlier.mentions if m.actor.kind in ("person", "pronoun")}
        if days and (not seen or seen & people):
            return days[0]
    return None


def settled_status(status: str, value: str | None, published: str | None) -> str:
    """A day after the article's is to come, one well before it is past, whatever the tense."""
    if not value or not published or len(value) < 10 or len(published) < 10:
        return status
    start, end = value[:10], (value.partition("/")[2] or value)[:10]
    if status in ("held", "ongoing") and start > published[:10]:
        return "planned"
    if status == "planned" and end < published[:10]:
        return "held"
    return status


def clash(a: str | None, b: str | None) -> bool:
    """Can two dates not be of one act? As far as both are told they differ; intervals by their bounds."""
    if not a or not b or "X" in a + b:
        return False
    a1, b1 = a.partition("/")[0], b.partition("/")[0]
    a2, b2 = a.partition("/")[2] or a1, b.partition("/")[2] or b1
    n = min(len(a1), len(b1))
    if a2 in ("..",) or b2 in ("..",):
        return False
    return a2[:n] < b1[:n] or b2[:n] < a1[:n]


def _in_quotation(scene: Scene, date: Date) -> bool:
    i = scene.tokens.at(date.start)
    return i < len(scene.quoted) and scene.quoted[i]


def participant(entity: Entity) -> Participant | None:
    said = name_of(entity)
    return Participant(said[0], entity.office, entity.country) if said else None


def unique(values: Iterable[T]) -> list[T]:
    out: list[T] = []
    for v in values:
        if v not in out:
            out.append(v)
    return out


def split_interval(value: str) -> tuple[str, str | None]:
    """An EDTF interval as start and end; a single date has no end."""
    start, slash, end = value.partition("/")
    return start, end if slash and end not in ("", "..") else None
