"""Who the mentions of one article are: names in several forms, offices without a name, pronouns.

The order: named mentions are gathered first (the fullest name wins), then offices without a name look for
the named person who holds them, then pronouns take the last fitting subject. Countries come from the
person's own phrases, else the register of office holders, else (for offices of the state) from where the
article is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.data import world
from verbale.detect.known import in_office, leader_called, parts_of, same_name
from verbale.detect.lexicon import lexicon
from verbale.records import Actor, Entity, Span
from verbale.tokens import Tokens

if TYPE_CHECKING:
    from verbale.detect.actors import Draft

# Offices that one person can be called by in turn: "le ministre" is the foreign minister named above.
FAMILIES = {
    "minister": {"minister", "foreign_minister", "deputy_minister", "head_of_government"},
    "head_of_state": {"head_of_state", "royal"},
    "official": {"official", "head_of_organisation", "envoy", "deputy_minister"},
    "envoy": {"envoy", "ambassador", "official"},
    "ambassador": {"ambassador", "envoy"},
}
NATIONAL = {
    "head_of_state", "head_of_government", "foreign_minister", "minister", "deputy_minister",
    "speaker_of_parliament", "parliamentarian", "military", "mayor_or_governor", "official",
}  # fmt: skip


def national_heads() -> frozenset[str]:
    """Heads that, said without a country, mean the one of the press's own state."""
    return lexicon().national


@dataclass(slots=True)
class _Person:
    """An entity in the making."""

    index: int
    kind: str
    parts: list[str] = field(default_factory=list)
    name: Span | None = None
    text: str | None = None
    office: str | None = None
    office_span: Span | None = None
    country: str | None = None
    country_spans: tuple[Span, ...] = ()
    country_how: str | None = None
    feminine: bool | None = None
    noun: Span | None = None
    known: str | None = None
    indefinite: bool = False
    heads: set[str] = field(default_factory=set)


class _Resolver:
    def __init__(self, tokens: Tokens, published: str | None, home: str | None, codes: Iterable[str]) -> None:
        self.tokens, self.published, self.home = tokens, published, home
        self.people: list[_Person] = []
        self.named_countries = frozenset(codes)

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def named(self, draft: Draft) -> _Person:
        """The person of a named mention, new or known from before."""
        assert draft.name
        words = self.tokens.words[draft.name[0] : draft.name[1]]
        parts = parts_of(words)
        span = self.span(*draft.name)
        for person in reversed(self.people):
            if person.parts and same_name(person.parts, parts) and self._agree(person, draft):
                if len(parts) > len(person.parts):
                    person.parts, person.name = parts, span
                break
        else:
            person = self.new("person")
            person.parts, person.name = parts, span
        self.learn(person, draft)
        return person

    def new(self, kind: str) -> _Person:
        person = _Person(len(self.people), kind)
        self.people.append(person)
        return person

    def _agree(self, person: _Person, draft: Draft) -> bool:
        """Two ministers Traore of two countries are two people."""
        country = draft.office.country if draft.office else None
        if country and person.country and person.country_how != "office_table" and country != person.country:
            return len(draft.name or ()) > 0 and draft.name[1] - draft.name[0] > 1  # type: ignore[index]
        return True

    def learn(self, person: _Person, draft: Draft) -> None:
        """Take office, country and gender from a mention where they were still open."""
        phrase = draft.office
        if draft.code and draft.kind == "person" and person.country is None:
            person.country, person.country_how = draft.code, draft.how
            person.country_spans = (draft.code_span,) if draft.code_span else ()
        if draft.feminine is not None and person.feminine is None:
            person.feminine = draft.feminine
        if phrase is None:
            return
        person.heads.add(phrase.head)
        vague = person.office in (None, "official", "other", "military") and phrase.code not in ("other",)
        if phrase.code != "counterpart" and vague and (person.office is None or phrase.code != "official"):
            person.office, person.office_span = phrase.code, self.span(phrase.first, phrase.last)
        if phrase.country and person.country is None:
            person.country, person.country_how = phrase.country, phrase.country_how
            person.country_spans = (phrase.country_span,) if phrase.country_span else ()

    def look_up(self) -> None:
        """Offices and countries of known leaders, by full name or a surname that only one of them bears."""
        for person in self.people:
            if not person.name:
                continue
            text = self.tokens.plain[person.name.start : person.name.end]
            leader = leader_called(text, self.published, self.named_countries)
            if leader is None or (person.country and person.country != leader.country):
                continue
            person.known = f"{leader.country}:{leader.name}"
            if person.country is None:
                person.country, person.country_how = leader.country, "office_table"
                person.country_spans = (person.name,)
            if person.office is None and in_office(leader, self.published):
                person.office, person.office_span = leader.office, person.name


def resolve(
    tokens: Tokens, drafts: Sequence[Draft], *, published: str | None, home: str | None
) -> tuple[tuple[Actor, ...], tuple[Entity, ...]]:
    """Mentions and entities of an article; `Actor.entity` indexes the entities."""
    said = [c for d in drafts for c in (d.code, d.office.country if d.office else None) if c]
    work = _Resolver(tokens, published, home, [*said, *([home] if home else [])])
    default = _own_country(said, home)
    owner: dict[int, _Person] = {}
    for k, draft in sorted(
        enumerate(drafts), key=lambda kd: -(kd[1].name[1] - kd[1].name[0]) if kd[1].name else 0
    ):
        if draft.name and draft.kind == "person":
            owner[k] = work.named(draft)
    work.look_up()
    for k, draft in enumerate(drafts):
        if k in owner:
            continue
        if draft.kind == "person" and draft.office:
            owner[k] = _holder(work, drafts, owner, k)
        elif draft.kind == "pronoun" and not draft.plural:
            found = _antecedent(work, drafts, owner, k)
            if found:
                owner[k] = found
    _counterparts(drafts, owner)
    _of_body(work, drafts, owner)
    for person in work.people:
        if person.country is None and person.office in NATIONAL and default and not person.known:
            person.country, person.country_how = default, "document"
    return _actors(work, drafts, owner), tuple(_entity(work, p) for p in work.people)


def _own_country(said: Sequence[str], home: str | None) -> str | None:
    """Whose officials need no country: the press's own state; where that is unknown, the one state that
    the article is all about."""
    if home:
        return home
    named = Counter(code for code in said if world.is_country(code))
    ranked = named.most_common(2)
    if ranked and ranked[0][1] >= 3 and (len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1]):
        return ranked[0][0]
    return home


def _of_body(work: _Resolver, drafts: Sequence[Draft], owner: dict[int, _Person]) -> None:
    """`l'agence ..., representee par son president X`: the possessive's side is the body before it."""
    for k, draft in enumerate(drafts):
        phrase = draft.office
        if not (phrase and phrase.possessive and not phrase.counterpart and k in owner):
            continue
        before = next((d for d in reversed(drafts[max(0, k - 3) : k]) if d.code and d.kind != "person"), None)
        person = owner[k]
        if before and before.code and person.country is None and phrase.first - before.last <= 14:
            person.country, person.country_how = before.code, "coreference"
            person.country_spans = (before.code_span,) if before.code_span else ()


def _holder(work: _Resolver, drafts: Sequence[Draft], owner: dict[int, _Person], k: int) -> _Person:
    """The person an office without a name means, or a new one without a name."""
    draft = drafts[k]
    phrase = draft.office
    assert phrase
    if phrase.counterpart:
        return _other(work, drafts, owner, k)
    family = FAMILIES.get(phrase.code, {phrase.code})
    fits = []
    for person in work.people:
        if person.office not in family and phrase.code != person.office and phrase.head not in person.heads:
            continue
        if phrase.country and person.country and phrase.country != person.country:
            continue
        if phrase.former != (person.office == "other") and phrase.former:
            continue
        if phrase.complement and person.office != phrase.code:
            continue
        if phrase.feminine and person.feminine is False:
            continue
        fits.append(person)
    exact = [p for p in fits if phrase.country and p.country == phrase.country]
    if not phrase.country and not phrase.complement and phrase.definite and phrase.code == "head_of_state":
        exact = [p for p in fits if work.home and p.country == work.home and phrase.head in national_heads()]
    fits = exact or [p for p in fits if not phrase.country or p.country is None]
    if fits and phrase.definite:
        chosen = _nearest(fits, drafts, owner, k)
        work.learn(chosen, draft)
        return chosen
    person = work.new("person")
    fused = work.tokens.folded[phrase.first] in lexicon().fused
    person.noun = work.span(phrase.first + fused, phrase.last)
    person.indefinite = not phrase.definite
    work.learn(person, draft)
    return person


def _nearest(fits: Sequence[_Person], drafts: Sequence[Draft], owner: dict[int, _Person], k: int) -> _Person:
    """The one mentioned last before mention k, else first after it."""
    for j in range(k - 1, -1, -1):
        if j in owner and owner[j] in fits:
            return owner[j]
    for j in range(k + 1, len(drafts)):
        if j in owner and owner[j] in fits:
            return owner[j]
    return fits[0]


def _other(work: _Resolver, drafts: Sequence[Draft], owner: dict[int, _Person], k: int) -> _Person:
    """`son homologue kazakh`: same office as the person before, another country."""
    draft = drafts[k]
    phrase = draft.office
    assert phrase
    before = next(
        (owner[j] for j in range(k - 1, -1, -1) if j in owner and owner[j].office not in (None, "other")),
        None,
    )
    office = before.office if before else None
    fits = [p for p in work.people if p is not before and p.office == office and office
            and (not phrase.country or p.country == phrase.country)
            and not (before and before.country and p.country == before.country)]  # fmt: skip
    if fits:
        return _nearest(fits, drafts, owner, k)
    person = work.new("person")
    person.noun, person.office, person.office_span = (
        work.span(phrase.first, phrase.last),
        office,
        work.span(phrase.first, phrase.last),
    )
    work.learn(person, draft)
    return person


def _counterparts(drafts: Sequence[Draft], owner: dict[int, _Person]) -> None:
    """A named counterpart holds the office of the person before."""
    for k, draft in enumerate(drafts):
        if not (draft.office and draft.office.counterpart and k in owner):
            continue
        if owner[k].office in (None, "counterpart"):
            before = next((owner[j] for j in range(k - 1, -1, -1) if j in owner and owner[j] is not owner[k]
                           and owner[j].office not in (None, "other", "counterpart")), None)  # fmt: skip
            owner[k].office = before.office if before else None
            if owner[k].office and owner[k].office_span is None:
                owner[k].office_span = owner[k].name or owner[k].noun


def _antecedent(
    work: _Resolver, drafts: Sequence[Draft], owner: dict[int, _Person], k: int
) -> _Person | None:
    """The last person before a pronoun who fits its gender, subjects first."""
    want = drafts[k].feminine
    seen: list[_Person] = []
    for j in range(k - 1, max(-1, k - 14), -1):
        if j not in owner or owner[j].kind != "person":
            continue
        person, first = owner[j], drafts[j].first
        if want is not None and person.feminine is not None and person.feminine != want:
            continue
        if want and person.feminine is None and any(p.feminine for p in work.people):
            continue
        before = work.tokens.folded[first - 1] if first else ""
        if before not in lexicon().governors:
            return person
        seen.append(person)
    return seen[0] if seen else None


def _actors(work: _Resolver, drafts: Sequence[Draft], owner: dict[int, _Person]) -> tuple[Actor, ...]:
    out = []
    for k, d in enumerate(drafts):
        span, person, phrase = work.span(d.first, d.last), owner.get(k), d.office
        spans: tuple[Span, ...] = (d.code_span,) if d.code_span else ()
        country, how = world.state_of(d.code) or d.code, d.how
        if person:
            country, spans, how = person.country, person.country_spans, person.country_how
        elif phrase and phrase.code == "body" and country is None and work.home and not d.plural:
            country, how = work.home, "document"
        elif phrase and phrase.country:
            country, how = phrase.country, phrase.country_how
            spans = (phrase.country_span,) if phrase.country_span else ()
        name = work.span(*d.name) if d.name else None
        office = person.office if person else phrase.code if phrase and phrase.code != "body" else None
        out.append(
            Actor(
                span.start, span.end, d.kind, _clean(work, name), name, None if office == "counterpart" else office,
                work.span(phrase.first, phrase.last) if phrase else None, country, tuple(s for s in spans if s), how,
                d.plural, d.feminine if d.feminine is not None else person.feminine if person else None,
                person.index if person else None,
            )
        )  # fmt: skip
    return tuple(out)


def _clean(work: _Resolver, span: Span | None) -> str | None:
    return " ".join(work.tokens.plain[span.start : span.end].split()) if span else None


def _entity(work: _Resolver, p: _Person) -> Entity:
    office = None if p.office == "counterpart" else p.office
    return Entity(
        p.index, p.kind, _clean(work, p.name), p.name, office, p.office_span, p.country, p.country_spans,
        p.country_how, p.known, _clean(work, p.noun), p.noun, p.indefinite,
    )  # fmt: skip
