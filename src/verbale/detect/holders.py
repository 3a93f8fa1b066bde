"""Who is meant without a name: offices, counterparts and pronouns look for their person."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.detect.drafts import Draft
from verbale.detect.lexicon import lexicon
from verbale.detect.offices import OfficePhrase
from verbale.detect.people import Person, Resolver

# Offices that one person can be called by in turn: "le ministre" is the foreign minister named above.
FAMILIES = {
    "minister": {"minister", "foreign_minister", "deputy_minister", "head_of_government"},
    "head_of_state": {"head_of_state", "royal"},
    "official": {"official", "head_of_organisation", "envoy", "deputy_minister"},
    "envoy": {"envoy", "ambassador", "official"},
    "ambassador": {"ambassador", "envoy"},
}


def national_heads() -> frozenset[str]:
    """Heads that, said without a country, mean the one of the press's own state."""
    return lexicon().national


def holder(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person], k: int) -> Person:
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
    fits = _of_gender(_of_rank(fits, phrase), phrase)
    exact = [p for p in fits if phrase.country and p.country == phrase.country]
    if not phrase.country and not phrase.complement and phrase.definite and phrase.code == "head_of_state":
        exact = [p for p in fits if work.home and p.country == work.home and phrase.head in national_heads()]
    fits = exact or [p for p in fits if not phrase.country or p.country is None]
    if fits and phrase.definite:
        chosen = _nearest(fits, drafts, owner, k)
        work.learn(chosen, draft)
        return chosen
    if (
        phrase.head in lexicon().small["generic"]
        and phrase.definite
        and phrase.country
        and not phrase.complement
    ):
        anyone = [p for p in work.people if p.country == phrase.country and p.kind == "person" and p.name]
        before = _of_gender(anyone, phrase)
        if before:
            return _nearest(before, drafts, owner, k)
    person = work.new("person")
    fused = work.tokens.folded[phrase.first] in lexicon().fused
    person.noun = work.span(phrase.first + fused, phrase.last)
    person.indefinite = not phrase.definite
    work.learn(person, draft)
    return person


def _of_gender(fits: list[Person], phrase: OfficePhrase) -> list[Person]:
    """Those whom the article of the phrase suits best; all, when it suits none."""
    if phrase.feminine:
        return [p for p in fits if p.feminine] or fits
    if phrase.masculine:
        return [p for p in fits if not p.feminine] or fits
    return fits


def _of_rank(fits: list[Person], phrase: OfficePhrase) -> list[Person]:
    """Kings are sovereigns and presidents are not; a minister is rather one than a deputy minister."""
    small = lexicon().small
    if phrase.head in small["crowned"]:
        fits = [p for p in fits if p.heads & small["monarchs"]] or fits
    elif phrase.code == "head_of_state":
        fits = [p for p in fits if not p.heads & small["monarchs"] or phrase.head in p.heads] or fits
    return fits


def _nearest(fits: Sequence[Person], drafts: Sequence[Draft], owner: dict[int, Person], k: int) -> Person:
    """The one mentioned last before mention k, else first after it."""
    for j in range(k - 1, -1, -1):
        if j in owner and owner[j] in fits:
            return owner[j]
    for j in range(k + 1, len(drafts)):
        if j in owner and owner[j] in fits:
            return owner[j]
    return fits[0]


def _other(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person], k: int) -> Person:
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


def name_counterparts(drafts: Sequence[Draft], owner: dict[int, Person]) -> None:
    """A named counterpart holds the office of the person before."""
    for k, draft in enumerate(drafts):
        if not (draft.office and draft.office.counterpart and k in owner):
            continue
        if owner[k].office in (None, "counterpart"):
            before = next((owner[j] for j in range(k - 1, -1, -1) if j in owner and owner[j] is not owner[k]
                           and owner[j].office not in (None, "other", "counterpart")), None)  # fmt: skip
            before = before or next((owner[j] for j in range(k + 1, min(k + 3, len(drafts))) if j in owner
                           and owner[j] is not owner[k] and drafts[j].office
                           and owner[j].office not in (None, "other", "counterpart")), None)  # fmt: skip
            owner[k].office = before.office if before else None
            if owner[k].office and owner[k].office_span is None:
                owner[k].office_span = owner[k].name or owner[k].noun


def antecedent(work: Resolver, drafts: Sequence[Draft], owner: dict[int, Person], k: int) -> Person | None:
    """The last person before a pronoun who fits its gender, subjects first."""
    want = drafts[k].feminine
    seen: list[Person] = []
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
