"""Mentions of those who can act: one pass from left to right, the longest phrase first.

Offices, civilities, bodies, states, organisations, groups and pronouns are known words; names are runs
of capitalised words that something vouches for: an office or civility before or after, a given name, the
register of office holders, or another mention in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from verbale.data import world
from verbale.detect.complements import Hits
from verbale.detect.drafts import Draft, hits_by_token
from verbale.detect.entities import resolve
from verbale.detect.gazetteer import Name
from verbale.detect.known import loose
from verbale.detect.lexicon import lexicon
from verbale.detect.lists import holders_of, own_side
from verbale.detect.offices import OfficePhrase, office_at, repeated
from verbale.detect.persons import is_given_name, name_end, trimmed
from verbale.records import Actor, Entity, Span
from verbale.tokens import Tokens

HEADS = frozenset({"head_of_state", "head_of_government"})  # whose own state comes before an organisation


def find_mentions(tokens: Tokens, names: Sequence[Name]) -> list[Draft]:
    """All mentions, in order of position, names without a voucher dropped."""
    hits = hits_by_token(tokens, names)
    drafts: list[Draft] = []
    i = 0
    while i < len(tokens):
        draft = _repeated(tokens, i, hits, drafts) or _at(tokens, i, hits)
        if draft is None:
            i += 1
            continue
        several = holders_of(tokens, draft, hits) if draft.plural and draft.office else []
        drafts += several or [draft]
        i = max(drafts[-1].last, i + 1)
    _appositions(tokens, drafts, hits)
    _seats(drafts)
    return _vouch(tokens, drafts)


def _repeated(tokens: Tokens, i: int, hits: Hits, drafts: list[Draft]) -> Draft | None:
    """`celui de l'Interieur, X`: the office of the phrase before, with another portfolio."""
    if tokens.folded[i] not in lexicon().small["repeaters"] or i + 1 >= len(tokens):
        return None
    before = next((d for d in reversed(drafts[-3:]) if d.office and d.kind == "person"), None)
    if before is None or before.office is None or i - before.last > 8:
        return None
    phrase = repeated(tokens, i, hits, before.office)
    return _officer(tokens, phrase, hits) if phrase else None


def _at(tokens: Tokens, i: int, hits: Hits) -> Draft | None:
    lex = lexicon()
    both = lex.both.longest(tokens, i)
    if both:
        return Draft(_article(tokens, i), both[0], "group", plural=True)
    civil = lex.civilities.longest(tokens, i)
    if civil and (draft := _civil(tokens, i, civil[0], str(civil[1]), hits)):
        return draft
    phrase = office_at(tokens, i, hits)
    if phrase and (draft := _officer(tokens, phrase, hits)) and (draft.name or _is_phrase(tokens, phrase)):
        return draft
    pronoun = lex.pronouns.longest(tokens, i)
    if pronoun and not lex.impersonal.longest(tokens, i):
        plural, feminine = cast(tuple[bool, bool], pronoun[1])
        return Draft(i, pronoun[0], "pronoun", plural=plural, feminine=feminine)
    body = lex.bodies.longest(tokens, i)
    if (
        body
        and not (i in hits and hits[i][1].kind == "organisation" and hits[i][0] > body[0])
        and (draft := _body(tokens, i, body[0], str(body[1]), hits))
    ):
        return draft
    if i in hits and (draft := _named_state(tokens, i, hits)):
        return draft
    return _name(tokens, i, hits)


def _is_phrase(tokens: Tokens, phrase: OfficePhrase) -> bool:
    """An office said by itself has a determiner, a complement, or stands in apposition."""
    if phrase.head in lexicon().small["kin"]:
        return False
    if tokens.folded[phrase.first] in lexicon().articles or phrase.complement or phrase.country:
        return True
    before = tokens.folded[phrase.first - 1] if phrase.first else ","
    return before in (",", "(", ":", ".", "-", "\u2013", "de", "d'") or tokens.is_capital(phrase.first)


def _article(tokens: Tokens, i: int) -> int:
    return i - 1 if i and tokens.folded[i - 1] in lexicon().small["determiners"] else i


def _civil(tokens: Tokens, i: int, after: int, civility: str, hits: Hits) -> Draft | None:
    """M. X; Son Excellence Monsieur le President X; Mme X, ministre."""
    lex = lexicon()
    more = lex.civilities.longest(tokens, after) if after < len(tokens) else None
    while more:
        civility, after = f"{civility} {more[1]}", more[0]
        more = lex.civilities.longest(tokens, after) if after < len(tokens) else None
    feminine = _gender(civility)
    if civility in lex.small["short_civilities"] and not tokens.is_capital(i):
        return None
    if i and tokens.folded[i - 1] in lex.things and tokens.joined(i):
        return None
    if after < len(tokens) and tokens.folded[after] in lex.small["definite"]:
        phrase = office_at(tokens, after + 1, hits)
        if phrase:
            draft = _officer(tokens, phrase, hits)
            draft.first = i
            draft.feminine = draft.feminine if feminine is None else feminine
            return draft
    end = name_end(tokens, after, hits)
    if end == after:
        return None
    military = office_at(tokens, i, hits)
    office = military if military and military.code == "military" and military.last <= after else None
    draft = Draft(_article(tokens, i), end, "person", (after, end), office, feminine=feminine)
    _from_state(tokens, draft, hits)
    return draft


def _gender(civility: str) -> bool | None:
    """Whether the civilities are a woman's; None where they do not tell."""
    lex, words = lexicon(), set(civility.split())
    return True if lex.feminine_civilities & words else False if lex.masculine_civilities & words else None


def _from_state(tokens: Tokens, draft: Draft, hits: Hits) -> None:
    """`M. X de la Republique du Niger`: the side right after the name."""
    blank = OfficePhrase(draft.first, draft.last, "", False, False)
    after = own_side(tokens, draft.last, blank, hits)
    if after > draft.last:
        draft.last, draft.code, draft.code_span, draft.how = after, blank.country, blank.country_span, None


def _officer(tokens: Tokens, phrase: OfficePhrase, hits: Hits) -> Draft:
    """An office phrase and the name that may follow it, a comma and a civility between or not."""
    lex = lexicon()
    kind = "group" if phrase.plural else "person"
    draft = Draft(
        phrase.first, phrase.last, kind, office=phrase, plural=phrase.plural, feminine=phrase.feminine or None
    )
    if phrase.masculine and not phrase.counterpart:
        draft.feminine = False
    i, n = phrase.last, len(tokens)
    comma = i < n and tokens.folded[i] in (",", ":", "(")
    if comma:
        i += 1
    if comma and i + 1 < n and tokens.folded[i] in lex.small["definite"] and _is_title(tokens, i + 1):
        i += 1
    civil = lex.civilities.longest(tokens, i) if i < n else None
    while civil:
        draft.feminine = draft.feminine if (woman := _gender(str(civil[1]))) is None else woman
        i = civil[0]
        civil = lex.civilities.longest(tokens, i) if i < n else None
    civilised = i > phrase.last + comma
    if i < n and (comma or civilised or tokens.joined(i)):
        end = name_end(tokens, i, hits)
        # After a comma a lone word is rarely the holder's name, unless a civility says so.
        subject = comma and end < n and tokens.folded[end] in lex.finite and _governed(tokens, phrase)
        if end > i and not (comma and not civilised and end - i < 2) and not phrase.plural and not subject:
            draft.name, draft.last = (i, end), end
    if draft.name is None and not phrase.plural:
        _after_words(tokens, draft, hits)
    if draft.name is None and i < n and not phrase.plural and (inner := _second(tokens, i, hits)):
        draft.name, draft.last = inner.name, inner.last
        draft.feminine = draft.feminine or inner.feminine
        state_role = phrase.code == "head_of_organisation" and inner.office and inner.office.code in HEADS
        if inner.office and state_role:
            draft.office = inner.office
        elif inner.office and (phrase.counterpart or phrase.code in ("other", "official")):
            inner.office.country = inner.office.country or phrase.country
            inner.office.country_span = inner.office.country_span or phrase.country_span
            inner.office.country_how = inner.office.country_how or phrase.country_how
            draft.office = inner.office
    return draft


def _is_title(tokens: Tokens, i: int) -> bool:
    """Is the word a civility and no office (`le Pr X`, not `le general X`)?"""
    lex = lexicon()
    return bool(lex.civilities.longest(tokens, i)) and not lex.heads.longest(tokens, i)


def _after_words(tokens: Tokens, draft: Draft, hits: Hits) -> None:
    """A portfolio may end in words no list has (`..., du systeme educatif, M. X`): the civility tells."""
    lex, i = lexicon(), draft.last
    while i < min(len(tokens), draft.last + 6) and tokens.words[i][0].isalnum() and not tokens.is_capital(i):
        i += 1
    if i == draft.last or i + 1 >= len(tokens) or tokens.folded[i] != ",":
        return
    if draft.office and draft.office.complement and _closes(tokens, draft.last, i):
        end = name_end(tokens, i + 1, hits)
        if end > i + 2 and is_given_name(tokens.words[i + 1]):
            draft.name, draft.last = (i + 1, end), end
            return
    civil = lex.civilities.longest(tokens, i + 1)
    if civil and tokens.is_capital(i + 1):
        end = name_end(tokens, civil[0], hits)
        if end > civil[0]:
            draft.name, draft.last = (civil[0], end), end


def _closes(tokens: Tokens, i: int, end: int) -> bool:
    """Are the words from i on the last of a portfolio: small words, nouns of one, adjectives?"""
    lex = lexicon()
    endings = tuple(sorted(lex.small["adjective_endings"]))
    return all(
        w == "et" or w in lex.portfolio or w in lex.articles or w.endswith(endings)
        for w in tokens.folded[i:end]
    )


def _governed(tokens: Tokens, phrase: OfficePhrase) -> bool:
    """Does a preposition stand before the phrase: `avec son homologue americain, X a appele`?"""
    return phrase.first > 0 and tokens.folded[phrase.first - 1] in lexicon().governors


def _second(tokens: Tokens, i: int, hits: Hits) -> Draft | None:
    """`son homologue francais le general X`: a second office phrase, with the name."""
    if tokens.folded[i] not in lexicon().small["definite"] or i + 1 >= len(tokens):
        return None
    phrase = office_at(tokens, i + 1, hits)
    draft = _officer(tokens, phrase, hits) if phrase and not phrase.plural else None
    return draft if draft and draft.name else None


def _body(tokens: Tokens, i: int, after: int, kind: str, hits: Hits) -> Draft | None:
    """`le gouvernement malgache`, `l'ambassade du Japon`: a body, and the side it stands for."""
    phrase = OfficePhrase(i, after, "body", False, False)
    from verbale.detect.offices import _after  # the same complements as an office's

    _after(tokens, phrase, hits)
    led = lexicon().led.longest(tokens, phrase.last) if phrase.last < len(tokens) else None
    if led:
        head = (
            _at(tokens, led[0] + (tokens.folded[led[0]] in lexicon().small["definite"]), hits)
            if led[0] < len(tokens) - 1
            else None
        )
        if head and head.kind == "person" and (head.name or head.office):
            head.first = _article(tokens, i)
            if head.office is None and head.code is None:
                head.code, head.code_span, head.how = phrase.country, phrase.country_span, phrase.country_how
            if head.office and head.office.country is None:
                head.office.country, head.office.country_span = phrase.country, phrase.country_span
                head.office.country_how = phrase.country_how
            return head
    draft = Draft(_article(tokens, i), phrase.last, "body", office=phrase)
    draft.code, draft.code_span, draft.how = phrase.country, phrase.country_span, phrase.country_how
    if phrase.country is None and (kind == "self" or tokens.folded[i] in lexicon().vague_bodies):
        return None
    return draft


def _named_state(tokens: Tokens, i: int, hits: Hits) -> Draft | None:
    after, name = hits[i]
    kinds = {
        "country": "state",
        "capital": "state",
        "metonym": "state",
        "organisation": "organisation",
        "agency": "body",
    }
    if name.kind not in kinds:
        return None
    if name.kind == "capital" and after < len(tokens) and is_given_name(tokens.words[i]):
        end = name_end(tokens, after, hits)
        if end > after and tokens.joined(after):
            return Draft(i, end, "person", (i, end), vouched=True)
    draft = Draft(
        _article(tokens, i), after, kinds[name.kind], code=name.code, code_span=Span(name.start, name.end)
    )
    draft.how = "capital" if name.kind == "capital" else None
    return draft


def _name(tokens: Tokens, i: int, hits: Hits) -> Draft | None:
    end = name_end(tokens, i, hits)
    if end == i:
        return None
    first = trimmed(tokens, i, end)
    if first >= end:
        return None
    nation = hits.get(first - 1) if first else None
    before = tokens.folded[first - 1] if first else ""
    if before in lexicon().things and tokens.joined(first):
        return None
    small = lexicon().small
    vouched = end - first >= 2 and before not in small["before_things"]
    if vouched and not any(is_given_name(tokens.words[k]) for k in range(first, end)):
        vouched = not tokens.words[first].isupper() and before not in small["before_places"]
    known = end - first == 1 and _is_known(tokens.words[first])
    if first in hits and hits[first][0] >= end and hits[first][1].kind in ("city", "region", "capital"):
        return None
    vouched = vouched or (known and before not in small["plain_articles"])
    draft = Draft(first, end, "person", (first, end), vouched=vouched)
    if vouched and end - first > 1:
        _from_state(tokens, draft, hits)
    if nation and draft.code is None and nation[1].kind == "demonym" and tokens.is_capital(first - 1):
        draft.nation = nation[1].code, Span(nation[1].start, nation[1].end)
    return draft


def _is_known(surname: str) -> bool:
    """Does a lone word name an office holder? Heads of organisations need a rare enough surname."""
    found = world.leaders_named(surname)
    state = any(x.office != "head_of_organisation" for x in found)
    return len(surname) > 3 and (state or (bool(found) and len(surname) > 5 and not is_given_name(surname)))


def _appositions(tokens: Tokens, drafts: list[Draft], hits: Hits) -> None:
    """`X, president de Y,` and `X (president de Y)`: the phrase belongs to the name before it."""
    k = 0
    while k + 1 < len(drafts):
        a, b = drafts[k], drafts[k + 1]
        gap = tokens.folded[a.last : b.first]
        opens = gap in ([","], ["("], ["-"], ["\u2013"])
        open_office = a.office is None or (a.office.country is None and not a.office.counterpart)
        if a.name and open_office and b.office and not b.name and b.kind == "person" and opens:
            bare = not (b.first < len(tokens) and tokens.folded[b.first] in lexicon().small["definite"])
            closed = b.last >= len(tokens) or tokens.folded[b.last] in (",", ".", ")", ";", "–", ":", "et")
            closed = closed or (
                bool(b.office.complement) and tokens.folded[b.last] in lexicon().small["relative"]
            )
            lone = a.name[1] - a.name[0] == 1 and not a.vouched
            equal = b.office.counterpart and a.office is None and closed
            if (equal or not b.office.possessive) and (bare or closed) and not lone:
                if a.office is None or a.office.code in ("military", "other") or b.office.country:
                    a.office = b.office
                a.last, a.vouched = b.last, True
                a.feminine = a.feminine or b.feminine
                del drafts[k + 1]
                continue
        k += 1


def _seats(drafts: list[Draft]) -> None:
    """A capital that is also an organisation's seat means the organisation where the text speaks of that
    and nowhere of the state."""
    said = {d.code for d in drafts if d.code and d.how != "capital"}
    said |= {d.office.country for d in drafts if d.office and d.office.country}
    for state, seated in lexicon().seats.items():
        if seated in said and state not in said:
            for d in drafts:
                if d.code == state and d.how == "capital":
                    d.code = seated


def _vouch(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Keep names that something vouches for, here or elsewhere in the text."""
    parts: set[str] = set()
    for d in drafts:
        if d.name and (d.vouched or d.office) and d.kind == "person":
            parts.update(loose(w) for w in tokens.words[d.name[0] : d.name[1]] if len(w) > 2)
    kept = []
    for d in drafts:
        if d.name and not d.office and not d.vouched:
            words = [loose(w) for w in tokens.words[d.name[0] : d.name[1]] if len(w) > 2]
            if not words or words[-1] not in parts:
                continue
        kept.append(d)
    return kept


def find_actors(
    tokens: Tokens, names: Sequence[Name], *, published: str | None = None, home: str | None = None
) -> tuple[tuple[Actor, ...], tuple[Entity, ...]]:
    """The mentions of an article and who they are.

    `published` (EDTF) bounds what the register of office holders may say; `home` is the country whose
    press this is, the last resort for a minister without a country.
    """
    return resolve(tokens, find_mentions(tokens, names), names, published=published, home=home)
