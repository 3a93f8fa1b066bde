"""Who the mentions of one article are: names in several forms, offices without a name, pronouns.

The order: named mentions are gathered first (the fullest name wins), then offices without a name look for
the named person who holds them, then pronouns take the last fitting subject. Countries come from the
person's own phrases, else the register of office holders, else (for offices of the state) from where the
article is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.data import world
from verbale.detect.contexts import assign_sides, survey
from verbale.detect.drafts import Draft
from verbale.detect.gazetteer import Name
from verbale.detect.holders import antecedent, holder, name_counterparts
from verbale.detect.people import Person, Resolver
from verbale.detect.sides import NATIONAL, of_body, of_company
from verbale.records import Actor, Entity, Span
from verbale.tokens import Tokens


def resolve(
    tokens: Tokens,
    drafts: Sequence[Draft],
    names: Sequence[Name],
    *,
    published: str | None,
    home: str | None,
) -> tuple[tuple[Actor, ...], tuple[Entity, ...]]:
    """Mentions and entities of an article; `Actor.entity` indexes the entities."""
    said = [c for d in drafts for c in (d.code, d.office.country if d.office else None) if c]
    work = Resolver(tokens, published, home, [*said, *([home] if home else [])])
    owner: dict[int, Person] = {}
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
            owner[k] = holder(work, drafts, owner, k)
        elif draft.kind == "pronoun" and not draft.plural:
            found = antecedent(work, drafts, owner, k)
            if found:
                owner[k] = found
    name_counterparts(drafts, owner)
    of_body(work, drafts, owner)
    of_company(work, drafts, owner)
    assign_sides(survey(tokens, names, drafts, home), drafts, owner, NATIONAL)
    return _actors(work, drafts, owner), tuple(_entity(work, p) for p in work.people)


def _actors(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person]) -> tuple[Actor, ...]:
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
        feminine = person.feminine if d.feminine is None and person else d.feminine
        out.append(
            Actor(
                start=span.start,
                end=span.end,
                kind=d.kind,
                name=_clean(work, name),
                name_span=name,
                office=None if office == "counterpart" else office,
                office_span=work.span(phrase.first, phrase.last) if phrase else None,
                country=country,
                country_spans=tuple(s for s in spans if s),
                country_how=how,
                plural=d.plural,
                feminine=feminine,
                entity=person.index if person else None,
            )
        )
    return tuple(out)


def _clean(work: Resolver, span: Span | None) -> str | None:
    return " ".join(work.tokens.plain[span.start : span.end].split()) if span else None


def _entity(work: Resolver, p: Person) -> Entity:
    office = None if p.office == "counterpart" else p.office
    return Entity(
        p.index, p.kind, _clean(work, p.name), p.name, office, p.office_span, p.country, p.country_spans,
        p.country_how, p.known, _clean(work, p.noun), p.noun, p.indefinite,
    )  # fmt: skip
