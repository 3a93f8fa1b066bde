"""The view that frames have of an article: mentions, places and dates by token, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from verbale import data
from verbale.data import world
from verbale.records import Actor, Analysis, Date, Entity, Place, Sentence, Span
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

Found = TypeVar("Found", Place, Date)


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor with its tokens and the preposition that governs it ("" for none)."""

    index: int
    first: int
    last: int
    actor: Actor
    preposition: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class PlaceMention:
    first: int
    last: int
    place: Place
    preposition: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence's tokens `first` to `last` and what stands in it."""

    number: int
    first: int
    last: int
    sentence: Sentence
    mentions: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[Date, ...]


@dataclass(slots=True)
class Scene:
    """An analysed article, ready for frames."""

    analysis: Analysis
    tokens: Tokens
    clauses: list[Clause] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)  # by token
    dull: list[bool] = field(default_factory=list)  # by token: furniture
    lead: frozenset[int] = frozenset()  # numbers of the first sentences of the body

    def entity(self, mention: Mention) -> Entity | None:
        index = mention.actor.entity
        return None if index is None else self.analysis.entities[index]

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def clause_of(self, token: int) -> Clause | None:
        k = bisect_right(self.clauses, token, key=lambda c: c.first) - 1
        return self.clauses[k] if k >= 0 and token < self.clauses[k].last else None

    def after(self, clause: Clause, token: int) -> list[Mention]:
        return [m for m in clause.mentions if m.first >= token]

    def before(self, clause: Clause, token: int) -> list[Mention]:
        return [m for m in clause.mentions if m.last <= token]


LEAD = 2  # sentences of the body that tell the news

LOCAL = ("country", "capital", "city", "region", "metonym")


@data.derived
def _articles() -> frozenset[str]:
    return frozenset(data.toml("packs/fr/clauses.toml")["articles"])


@data.derived
def contracted() -> dict[str, str]:
    return {fold(k): fold(v) for k, v in data.toml("packs/fr/clauses.toml")["contracted"].items()}


@data.derived
def _backward() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Last word of each prepositional phrase → its words and role, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for role, forms in data.toml("packs/fr/clauses.toml")["prepositions"].items():
        for form in forms:
            words = tuple(Phrases.split(form))
            out.setdefault(words[-1], []).append((words, role))
    for values in out.values():
        values.sort(key=lambda v: -len(v[0]))
    return out


def preposition_at(tokens: Tokens, first: int, floor: int) -> str:
    """The role of the preposition that governs a phrase starting at token `first`."""
    fused = contracted().get(tokens.folded[first])
    words = list(tokens.folded[max(floor, first - 7) : first])
    if fused:
        words.append(fused)
    elif words and words[-1] in contracted():
        words[-1] = contracted()[words[-1]]
    if not words:
        return ""
    for phrase, role in _backward().get(words[-1], ()):
        if len(phrase) <= len(words) and tuple(words[-len(phrase) :]) == phrase:
            return role
    return ""


def make_scene(analysis: Analysis) -> Scene:
    """Lay the mentions, places and dates of an article out by sentence."""
    tokens = analysis.tokens
    scene = Scene(analysis, tokens)
    scene.quoted = _mask(tokens, [q.inner for q in analysis.quotations])
    scene.dull = _mask(tokens, [Span(f.start, f.end) for f in analysis.furniture])
    bounds = [(s, tokens.at(s.start), tokens.at(s.end)) for s in analysis.sentences]
    for number, (sentence, first, last) in enumerate(bounds):
        if first >= last or scene.dull[first]:
            continue
        mentions = tuple(_mentions(scene, first, last))
        scene.mentions += mentions
        places = tuple(_places(tokens, within(analysis.places, sentence), first))
        dates = tuple(within(analysis.dates, sentence))
        scene.clauses.append(Clause(number, first, last, sentence, mentions, places, dates))
    scene.lead = frozenset([c.number for c in scene.clauses if not c.sentence.is_title][:LEAD])
    return scene


def within(found: Sequence[Found], sentence: Sentence) -> Sequence[Found]:
    """Those that start in a sentence, of what was found in order."""
    low = bisect_left(found, sentence.start, key=lambda x: x.start)
    return found[low : bisect_left(found, sentence.end, lo=low, key=lambda x: x.start)]


def _mask(tokens: Tokens, spans: list[Span]) -> list[bool]:
    mask = [False] * len(tokens)
    for span in spans:
        for i in range(tokens.at(span.start), tokens.at(span.end)):
            mask[i] = True
    return mask


def _mentions(scene: Scene, first: int, last: int) -> list[Mention]:
    tokens, out = scene.tokens, []
    actors = scene.analysis.actors
    k = bisect_right(actors, tokens.starts[first] - 1, key=lambda a: a.start)
    while k < len(actors) and actors[k].start < tokens.ends[last - 1]:
        actor = actors[k]
        a = tokens.at(actor.start)
        b = max(a + 1, tokens.at(actor.end))
        out.append(Mention(k, a, b, actor, preposition_at(tokens, a, first), scene.quoted[a]))
        k += 1
    return out


def _places(tokens: Tokens, places: Sequence[Place], floor: int) -> list[PlaceMention]:
    out = []
    for place in places:
        if place.kind in LOCAL:
            a = tokens.at(place.start)
            start = a - 1 if a > floor and tokens.folded[a - 1] in _articles() else a
            role = preposition_at(tokens, start, floor)
            if a == floor and a + 1 < len(tokens) and tokens.folded[tokens.at(place.end)] == ":":
                role = "in"  # "Niamey : arrivee du ministre"
            out.append(PlaceMention(a, max(a + 1, tokens.at(place.end)), place, role))
        elif place.kind == "demonym":
            a = tokens.at(place.start)
            if a > floor + 1 and tokens.folded[a - 1] in _capital_words():
                start = a - 2 if tokens.folded[a - 2] in _articles() else a - 1
                is_seat = tokens.folded[a - 1] == _capital_words()[0]
                land = replace(
                    place, kind="seat" if is_seat else "country", name=_seat(place.country) or place.name
                )
                out.append(PlaceMention(a, a + 1, land, preposition_at(tokens, start, floor)))
    return out


@data.derived
def _capital_words() -> tuple[str, ...]:
    """`la capitale kazakhe` is a place in the country; the first of the words means its seat."""
    return tuple(fold(w) for w in data.toml("packs/fr/clauses.toml")["capital_words"])


def _seat(country: str | None) -> str | None:
    """The French name of a country's capital: the first that the table has."""
    return next((f.form for f in world.capitals() if f.code == country), None)
