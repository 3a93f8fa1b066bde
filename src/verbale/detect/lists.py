"""Several people in one phrase: a shared office, sides dealt out, a list of ministers."""

from __future__ import annotations

from verbale.detect.drafts import Draft
from verbale.detect.lexicon import lexicon
from verbale.detect.offices import Hits, OfficePhrase
from verbale.detect.persons import name_end
from verbale.records import Span
from verbale.tokens import Tokens


def holders_of(tokens: Tokens, draft: Draft, hits: Hits) -> list[Draft]:
    """`les presidents congolais X et rwandais Y`: one mention each, with the office they share."""
    assert draft.office
    out: list[Draft] = []
    i, first = draft.last, draft.first
    side = draft.office.country, draft.office.country_span, draft.office.country_how
    while i < len(tokens):
        end = name_end(tokens, i, hits)
        if end == i:
            break
        office = OfficePhrase(
            first, i, draft.office.code, False, draft.office.feminine, head=draft.office.head
        )
        office.country, office.country_span, office.country_how = side
        office.complement = draft.office.complement
        after = own_side(tokens, end, office, hits)
        out.append(Draft(first, after, "person", (i, end), office))
        i, joined = after, False
        while i < len(tokens) and tokens.folded[i] in (",", "et"):
            i, joined = i + 1, True
        if not joined or i >= len(tokens):
            break
        first, side = i, (None, None, None)
        if i in hits and hits[i][1].kind == "demonym" and not tokens.is_capital(i):
            name = hits[i][1]
            side, i = (name.code, Span(name.start, name.end), "demonym"), hits[i][0]
    return out


def own_side(tokens: Tokens, i: int, office: OfficePhrase, hits: Hits) -> int:
    """`Emmanuel Macron de la France`: the side after the name; the token after it."""
    link = lexicon().links.longest(tokens, i) if i < len(tokens) else None
    if not link or link[0] not in hits or not str(link[1]).startswith("d"):
        return i
    after, name = hits[link[0]]
    if name.kind != "country" or office.country not in (None, name.code):
        return i
    office.country, office.country_span, office.country_how = name.code, Span(name.start, name.end), None
    return after
