"""The grammar of an office phrase: head, adjectives, portfolio, side.

`le ministre burkinabe des Affaires etrangeres, de la Cooperation regionale et des Burkinabe de
l'Exterieur` is one phrase: head, demonym, a list of portfolios.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verbale.data import world
from verbale.detect.gazetteer import Name
from verbale.detect.lexicon import Head, lexicon
from verbale.records import Span
from verbale.tokens import Tokens

Hits = Mapping[int, tuple[int, Name]]  # first token → (token after, name)


@dataclass(slots=True)
class OfficePhrase:
    """Tokens `first` to `last` (exclusive); positions of what was read in them."""

    first: int
    last: int
    code: str
    plural: bool
    feminine: bool
    country: str | None = None
    country_span: Span | None = None
    country_how: str | None = None
    former: bool = False
    counterpart: bool = False
    possessive: bool = False
    definite: bool = True
    complement: list[str] = field(default_factory=list)
    head: str = ""


def office_at(tokens: Tokens, i: int, hits: Hits) -> OfficePhrase | None:
    """The office phrase whose head starts at token i."""
    lex = lexicon()
    found = lex.heads.longest(tokens, i)
    counterpart = lex.counterpart.longest(tokens, i)
    if found:
        after, head = found
        assert isinstance(head, Head)
        if tokens.words[after - 1][-1] == "\u00e9" != head.written[-1]:
            return None  # the participle of a verb, not the noun
        phrase = OfficePhrase(i, after, head.code, head.plural, head.feminine, head=head.form)
    elif counterpart:
        phrase = OfficePhrase(i, counterpart[0], "counterpart", bool(counterpart[1]), False, counterpart=True)
        phrase.head = "counterpart"
    else:
        return None
    _within(phrase, hits)
    _before(tokens, phrase)
    _after(tokens, phrase, hits)
    _override(phrase)
    return phrase


def _within(phrase: OfficePhrase, hits: Hits) -> None:
    """`le president de la Republique francaise`: the state's name begins inside the head."""
    for i in range(phrase.first + 1, phrase.last):
        if i in hits and hits[i][0] >= phrase.last and hits[i][1].kind in ("country", "organisation"):
            phrase.last, name = hits[i]
            phrase.country, phrase.country_span = name.code, Span(name.start, name.end)


def _before(tokens: Tokens, phrase: OfficePhrase) -> None:
    """Articles, possessives and `ancien` in front of the head."""
    lex, i = lexicon(), phrase.first
    while i > 0:
        word = tokens.folded[i - 1]
        if word in lex.former:
            phrase.former, i = True, i - 1
        elif lex.qualifiers.longest(tokens, i - 1) and word not in lex.articles:
            i -= 1
        elif word in lex.articles and word not in ("d'", "de"):
            phrase.possessive = word in lex.possessives
            phrase.definite = word not in lex.small["indefinite"] or phrase.plural
            i -= 1
            break
        elif word == "-" and i > 1 and tokens.folded[i - 2] in lex.former:
            phrase.former, i = True, i - 2
        else:
            break
    if tokens.folded[phrase.first].startswith(lex.former_prefix):
        phrase.former = True
    phrase.first = i


def _after(tokens: Tokens, phrase: OfficePhrase, hits: Hits) -> None:
    """Adjectives, demonyms, portfolios and the side, as far as they go."""
    lex, n = lexicon(), len(tokens)
    listing = any(f" {w} " in phrase.head for w in lex.small["genitive"])
    while phrase.last < n:
        i = phrase.last
        if i in hits and _take_side(tokens, phrase, hits, i):
            continue
        qualifier = lex.qualifiers.longest(tokens, i)
        if qualifier and not tokens.is_capital(i):
            phrase.complement += tokens.folded[i : qualifier[0]]
            phrase.last = qualifier[0]
            continue
        start = i
        if tokens.folded[i] in (",", "et", "&", ";") and listing and i + 1 < n:
            start = i + 1
        link = lex.links.longest(tokens, start)
        if link and _take_complement(tokens, phrase, hits, link[0], str(link[1])):
            listing = True
            continue
        if start == i + 1 and tokens.folded[i] in ("et", "&", ",") and tokens.folded[start] in lex.portfolio:
            end = _portfolio(tokens, start, hits)
            if end > start and (tokens.folded[i] != "," or tokens.is_capital(start)):
                phrase.complement += tokens.folded[start:end]
                phrase.last = end
                continue
        return


def _take_side(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int) -> bool:
    """A demonym (or a state named without a link) right after what was read."""
    after, name = hits[i]
    code = lexicon().continental.get(name.code or "") if name.kind == "region" else name.code
    adjective = name.kind == "demonym" or (name.kind == "region" and code is not None)
    if not adjective or (tokens.is_capital(i) and not tokens.words[i].isupper()):
        return False
    if phrase.country is None:
        phrase.country, phrase.country_how = code, "demonym"
        phrase.country_span = Span(name.start, name.end)
    phrase.last = after
    return True


def _take_complement(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int, link: str) -> bool:
    """What follows a link: a side, or a portfolio."""
    if i >= len(tokens):
        return False
    lex = lexicon()
    if tokens.folded[i] in lex.employers and not tokens.is_capital(i):
        body = OfficePhrase(i, i + 1, "body", False, False)
        _after(tokens, body, hits)
        if body.country:
            if phrase.country is None:
                phrase.country, phrase.country_span = body.country, body.country_span
                phrase.country_how = body.country_how
            phrase.complement += tokens.folded[i : body.last]
            phrase.last = body.last
            return True
    if i in hits:
        after, name = hits[i]
        if name.kind in ("country", "organisation", "agency", "metonym", "capital", "city", "region"):
            resides = phrase.code in ("ambassador", "envoy") and link in lex.resident
            town = name.kind in ("city", "region")
            if link in lex.small["locative_links"] and not resides and not town:
                return False
            if phrase.country is None and not resides and not town:
                phrase.country = world.state_of(name.code) or name.code
                phrase.country_how = None if name.kind != "capital" else "capital"
                phrase.country_span = Span(name.start, name.end)
            phrase.complement.append(tokens.folded[i])
            phrase.last = after
            return True
        if name.kind == "demonym" and not tokens.is_capital(i):
            return False
    end = _portfolio(tokens, i, hits)
    if end == i and tokens.is_capital(i) and link not in lex.small["weak_links"]:
        end = i + 1
        while end < len(tokens) and end in hits and hits[end][1].kind == "demonym":
            end = hits[end][0]
    if end == i:
        return False
    phrase.complement += tokens.folded[i:end]
    phrase.last = end
    return True


def _portfolio(tokens: Tokens, i: int, hits: Hits) -> int:
    """The token after a run of portfolio words that starts at i."""
    lex, end, n = lexicon(), i, len(tokens)
    while end < n and tokens.folded[end] in lex.portfolio:
        end += 1
        if end in hits and hits[end][1].kind == "demonym" and not tokens.is_capital(end):
            break
    return end


def _override(phrase: OfficePhrase) -> None:
    """The code that the complement asks for."""
    said = " ".join(phrase.complement).replace("' ", "'")
    for heads, prefixes, code in lexicon().overrides:
        if phrase.head in heads and any(said.startswith(p) or f" {p}" in f" {said}" for p in prefixes):
            phrase.code = code
            break
    if phrase.former:
        phrase.code = "other"
