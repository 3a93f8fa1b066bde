"""One name for one body: a ministry by its own name and not its street's, a palace by the palace's.

The press varies what it calls a body ("Bercy", "le palais présidentiel"). A quote's speaker is the name that
says what the body is, where the article gives it; seats of presidencies ("the Kremlin") keep their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.data import derived, toml, world
from verbale.extract.quote_attribution import Attribution
from verbale.extract.quote_words import PACK, words
from verbale.records import Analysis, Span
from verbale.text import fold

SEATS = frozenset(("head_of_state", "foreign_ministry", "military"))
OWN_NAME = frozenset(("head_of_state",))  # seats that the press and coders print as they are


@dataclass(frozen=True, slots=True)
class Body:
    """A mention of a body: `kind` what it is, `side` whose (None: unsaid); `form` seat | palace | name."""

    kind: str
    side: str | None
    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class _Kinds:
    ministries: frozenset[str]
    palaces: frozenset[str]
    portfolios: dict[str, str]  # word of a portfolio → kind
    seats: dict[str, tuple[str, str]]  # name → (kind, side)


@derived
def _kinds() -> _Kinds:
    pack = toml(PACK)["bodies"]
    seats = {fold(f.form): (f.stands_for, f.code) for f in world.metonyms() if f.stands_for in SEATS}
    seats |= {fold(n): (kind, code) for kind, names in pack["seats"].items() for n, code in names.items()}
    portfolios = {fold(w): kind for kind, listed in pack["portfolios"].items() for w in listed}
    return _Kinds(
        frozenset(map(fold, pack["ministries"])), frozenset(map(fold, pack["palaces"])), portfolios, seats
    )


def with_one_name(analysis: Analysis, said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with each body by the name that says most; all others as they are."""
    bodies: list[Body] | None = None
    out = []
    for item in said:
        voice = item.voice
        own = None
        if voice and voice.entity is None and voice.name_span:
            own = _body(analysis, voice.name_span, voice.actor.country if voice.actor else None)
        if voice and own:
            bodies = _bodies(analysis) if bodies is None else bodies
            span = _named(own, bodies).span
            if span != own.span:
                text = " ".join(analysis.article.text[span.start : span.end].split())
                item = replace(item, voice=replace(voice, text=text, name_span=span))
        out.append(item)
    return out


def _named(own: Body, bodies: Sequence[Body]) -> Body:
    """The first mention of the same body that says what it is, else the body as it is called."""
    if own.form == "name" or (own.form == "seat" and own.kind in OWN_NAME):
        return own
    wanted = "seat" if own.form == "palace" else "name"
    same = (b for b in bodies if b.form == wanted and b.kind == own.kind)
    return next((b for b in same if b.side and own.side in (b.side, None)), own)


def _bodies(analysis: Analysis) -> list[Body]:
    """The bodies that an article names, in order."""
    spans = [(_bare(analysis, Span(a.start, a.end)), a.country) for a in analysis.actors
             if a.kind == "body" and not a.plural]  # fmt: skip
    spans += [(Span(p.start, p.end), p.country) for p in analysis.places if p.kind == "metonym"]
    found = {_body(analysis, span, side) for span, side in spans}
    return sorted((b for b in found if b), key=lambda b: b.span)


def _bare(analysis: Analysis, span: Span) -> Span:
    """The span without the article before it."""
    tokens, i = analysis.tokens, analysis.tokens.at(span.start)
    led = tokens.folded[i] in words().determiners | words().prepositions
    return Span(tokens.starts[i + 1], span.end) if led and i + 1 < tokens.at(span.end) else span


def _body(analysis: Analysis, span: Span, side: str | None) -> Body | None:
    """The body that a span names, None for anything else and for a ministry of nothing in particular."""
    kinds, tokens = _kinds(), analysis.tokens
    text = " ".join(fold(analysis.plain[span.start : span.end]).split())
    if text in kinds.seats:
        kind, code = kinds.seats[text]
        return Body(kind, code, span, "seat")
    if text in kinds.palaces:
        return Body("head_of_state", side, span, "palace")
    own = tokens.folded[tokens.at(span.start) : tokens.at(span.end)]
    named = sorted(kinds.portfolios[w] for w in own if w in kinds.portfolios)
    return Body(named[0], side, span, "name") if named and kinds.ministries & set(own) else None
