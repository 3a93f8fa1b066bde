"""Several people in one phrase: a shared office, sides dealt out, a list of ministers."""

from __future__ import annotations

from verbale.detect.complements import Hits
from verbale.detect.drafts import Draft
from verbale.detect.lexicon import lexicon
from verbale.detect.offices import OfficePhrase
from verbale.detect.persons import name_end
from verbale.records import Span
from verbale.tokens import Tokens


def holders_of(tokens: Tokens, draft: Draft, hits: Hits) -> list[Draft]:
    """`les presidents congolais X et rwandais Y`: one mention each, with the office they share."""
    assert draft.office
    if len(draft.office.sides) > 1:
        return _dealt(tokens, draft, hits)
    out: list[Draft] = []
    i, first = draft.last, draft.first
    side = draft.office.country, draft.office.country_span, draft.office.country_how
    while i < len(tokens):
        comma = tokens.folded[i] == "," and bool(draft.office.country)
        end = name_end(tokens, i + comma, hits)
        if comma and end > i + 2:
            i += 1
        elif comma:
            break
        if end == i:
            break
        start, stop = (first, i) if first < i else (draft.office.first, draft.office.last)
        office = OfficePhrase(
            start, stop, draft.office.code, False, draft.office.feminine, head=draft.office.head
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
        link = lexicon().links.longest(tokens, i)
        if link and link[0] in hits and hits[link[0]][1].kind == "country":
            i, name = hits[link[0]]
            side = (name.code, Span(name.start, name.end), None)
        elif i in hits and hits[i][1].kind == "demonym" and not tokens.is_capital(i):
            name = hits[i][1]
            side, i = (name.code, Span(name.start, name.end), "demonym"), hits[i][0]
    return out


def _dealt(tokens: Tokens, draft: Draft, hits: Hits) -> list[Draft]:
    """`les ministres russe et ukrainien`, `les ambassadeurs du Niger et de la France, MM. X et Y`: one
    mention a side, with the names that follow dealt out where there are as many."""
    assert draft.office
    sides = draft.office.sides
    names = _names_after(tokens, draft.last, hits)
    out = []
    for k, (code, span, how) in enumerate(sides):
        first = draft.first if k == 0 else tokens.at(span.start)
        last = tokens.at(sides[k + 1][1].start) if k + 1 < len(sides) else draft.last
        while last - 1 > first and tokens.starts[last - 1] >= span.end:
            last -= 1
        office = OfficePhrase(
            first, last, draft.office.code, False, draft.office.feminine, head=draft.office.head
        )
        office.country, office.country_span, office.country_how = code, span, how
        office.complement = [w for w in draft.office.complement if w in lexicon().portfolio]
        if len(names) == len(sides):
            # The names follow the sides: a mention is its name, with the office before.
            out.append(Draft(names[k][0], names[k][1], "person", names[k], office))
        else:
            out.append(Draft(first, last, "person", office=office))
    return out


def _names_after(tokens: Tokens, i: int, hits: Hits) -> list[tuple[int, int]]:
    """The names listed from token i on, civilities and the word that deals them out apart."""
    lex, names, n = lexicon(), [], len(tokens)
    while i < n:
        while i < n and (tokens.folded[i] in (",", "et") or tokens.folded[i] in lex.small["deals"]):
            i += 1
        civil = lex.civilities.longest(tokens, i) if i < n else None
        i = civil[0] if civil else i
        end = name_end(tokens, i, hits) if i < n else i
        if end == i:
            break
        names.append((i, end))
        i = end
    return names


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
