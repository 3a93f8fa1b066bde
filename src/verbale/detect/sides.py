"""Whose officials are they: the side that a delegation, a body or the press itself lends its people."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.detect.drafts import Draft
from verbale.detect.lexicon import lexicon
from verbale.detect.people import Person, Resolver
from verbale.records import Span

NATIONAL = frozenset({
    "head_of_state", "head_of_government", "foreign_minister", "minister", "deputy_minister",
    "speaker_of_parliament", "parliamentarian", "military", "mayor_or_governor", "official",
    "head_of_organisation",
})  # fmt: skip


def of_body(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person]) -> None:
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


def of_company(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person]) -> None:
    """People of a delegation, of a named group or in someone's company are of its side, if they have none.

    `une delegation francaise conduite par X`, `a la tete de cette delegation, X`, `dix ministres
    senegalais dont X et Y`, `A etait accompagne du ministre des Finances, X`."""
    side: tuple[str, Span | None] | None = None  # of the last delegation with one
    listing: tuple[str, Span | None] | None = None
    for k, draft in enumerate(drafts):
        cue = _cue(work, drafts, k)
        told = _side_of(draft, owner.get(k))
        if _is_delegation(work, draft):
            side = told or (_before(drafts, owner, k) if cue == "head" else None) or side
            listing = None
            continue
        leads = bool(draft.office and draft.office.head in lexicon().small["delegation_heads"])
        if cue == "led" or leads:
            listing = side
        elif cue == "member":
            group = drafts[k - 1] if k else None
            listing = (
                side if group is None or _is_delegation(work, group) else _side_of(group, owner.get(k - 1))
            )
        elif cue == "with":
            listing = _before(drafts, owner, k)
        elif cue != "and":
            listing = None
        person = owner.get(k)
        if listing and person and person.country is None and draft.kind == "person" and not person.known:
            person.country, person.country_how = listing[0], "coreference"
            person.country_spans = (listing[1],) if listing[1] else ()


def _is_delegation(work: Resolver, draft: Draft) -> bool:
    small = lexicon().small
    return draft.kind == "body" and any(
        w in small["delegations"] for w in work.tokens.folded[draft.first : draft.first + 3]
    )


def _side_of(draft: Draft, person: Person | None) -> tuple[str, Span | None] | None:
    """The side that a mention shows."""
    if person and person.country:
        return person.country, person.country_spans[0] if person.country_spans else None
    if draft.code:
        return draft.code, draft.code_span
    if draft.office and draft.office.country:
        return draft.office.country, draft.office.country_span
    return None


def _before(drafts: Sequence[Draft], owner: dict[int, Person], k: int) -> tuple[str, Span | None] | None:
    """The side of the last person before mention k."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if j in owner:
            return _side_of(drafts[j], owner[j])
    return None


def _cue(work: Resolver, drafts: Sequence[Draft], k: int) -> str | None:
    """What joins a mention to those before it: led | member | with | head | and."""
    tokens, lex = work.tokens, lexicon()
    first = drafts[k].first
    floor = max(drafts[k - 1].last if k else 0, first - 14)
    gap = [w for w in tokens.folded[floor:first] if w]
    fused = tokens.folded[first]
    if any(w in (".", "\n", ";") for w in gap):
        return None
    for i in range(floor, first):
        found = lex.cues.longest(tokens, i)
        if found and found[0] <= first + 1 and first - i <= 8:
            return str(found[1])
    plain = lex.small["joiners"]
    return "and" if all(w in plain for w in gap) and (gap or fused in lex.fused) else None
