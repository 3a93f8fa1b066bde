"""People in the making: what the mentions of one article add up to, name by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.detect.known import in_office, leader_called, parts_of, same_name
from verbale.detect.lexicon import lexicon
from verbale.detect.offices import OfficePhrase
from verbale.records import Span
from verbale.tokens import Tokens

if TYPE_CHECKING:
    from verbale.detect.drafts import Draft


@dataclass(slots=True)
class Person:
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
    weight: float = 0.0  # how much the phrase that gave the office says


WEIGHTS = {"other": 1.0, "official": 1.0, "military": 2.0}


def office_weight(phrase: OfficePhrase) -> float:
    """A full title beats a bare one (`le president`), which beats a rank, which beats a mere official."""
    if phrase.code in WEIGHTS:
        return WEIGHTS[phrase.code]
    bare = phrase.head in lexicon().small["bare_heads"] and not phrase.complement
    return 2.5 if bare and (phrase.country is None or phrase.code == "minister") else 3.0


class Resolver:
    def __init__(self, tokens: Tokens, published: str | None, home: str | None, codes: Iterable[str]) -> None:
        self.tokens, self.published, self.home = tokens, published, home
        self.people: list[Person] = []
        self.named_countries = frozenset(codes)

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def named(self, draft: Draft) -> Person:
        """The person of a named mention, new or known from before."""
        assert draft.name
        words = self.tokens.words[draft.name[0] : draft.name[1]]
        parts = parts_of(words)
        span = self.span(*draft.name)
        same = [
            p
            for p in reversed(self.people)
            if p.parts and same_name(p.parts, parts) and self._agree(p, draft)
        ]
        if same:
            said = [p for p in same if draft.feminine is None or p.feminine in (None, draft.feminine)]
            person = (said or same)[0]
            if len(parts) > len(person.parts):
                person.parts, person.name = parts, span
        else:
            person = self.new("person")
            person.parts, person.name = parts, span
        self.learn(person, draft)
        return person

    def new(self, kind: str) -> Person:
        person = Person(len(self.people), kind)
        self.people.append(person)
        return person

    def _agree(self, person: Person, draft: Draft) -> bool:
        """Two ministers Traore of two countries are two people."""
        country = draft.office.country if draft.office else None
        if country and person.country and person.country_how != "office_table" and country != person.country:
            return len(draft.name or ()) > 0 and draft.name[1] - draft.name[0] > 1  # type: ignore[index]
        return True

    def learn(self, person: Person, draft: Draft) -> None:
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
        weight = office_weight(phrase)
        if phrase.code != "counterpart" and weight > person.weight:
            person.office, person.office_span = phrase.code, self.span(phrase.first, phrase.last)
            person.weight = weight
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
            if (
                person.office is None or person.weight < 3 or person.office == "deputy_minister"
            ) and in_office(leader, self.published):
                person.office, person.office_span = leader.office, person.name
