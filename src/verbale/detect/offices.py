"""The grammar of an office phrase: head, adjectives, portfolio, side.

`le ministre burkinabe des Affaires etrangeres, de la Cooperation regionale et des Burkinabe de
l'Exterieur` is one phrase: head, demonym, a list of portfolios.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.data import world
from verbale.detect.complements import Hits, institution_end, is_adjective, is_noun, portfolio_end
from verbale.detect.gazetteer import Name
from verbale.detect.lexicon import Head, lexicon
from verbale.records import Span
from verbale.tokens import Tokens

# Offices that serve a superior a superior; and whose organisations are their portfolio, not their side.
SERVING = frozenset({"official", "envoy", "other"})
CABINET = frozenset({"minister", "foreign_minister", "deputy_minister"})


@dataclass(slots=True)
class OfficePhrase:
    """Tokens `first` to `last` (exclusive); positions of what was read in them."""

    first: int
    last: int
    code: str
    plural: bool
    feminine: bool
    masculine: bool = False
    country: str | None = None
    country_span: Span | None = None
    country_how: str | None = None
    employer: str | None = None  # the kind of name that `country` was read from
    sides: list[tuple[str | None, Span, str | None]] = field(default_factory=list)  # all of them, in order
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
    if phrase.head in lex.small["kin"] and phrase.country is None:
        return None
    return phrase


def repeated(tokens: Tokens, i: int, hits: Hits, before: OfficePhrase) -> OfficePhrase | None:
    """The office of `before` said again by the word at token i, with a portfolio of its own."""
    phrase = OfficePhrase(i, i + 1, before.code, False, before.feminine, head=before.head)
    if phrase.code == "foreign_minister":
        phrase.code = "minister"
    _after(tokens, phrase, hits)
    if phrase.last == i + 1:
        return None
    if phrase.country is None:
        _inherit(phrase, before)
    _override(phrase)
    return phrase


def _within(phrase: OfficePhrase, hits: Hits) -> None:
    """`le president de la Republique francaise`: the state's name begins inside the head."""
    for i in range(phrase.first + 1, phrase.last):
        if i not in hits:
            continue
        after, name = hits[i]
        if after >= phrase.last and name.kind in ("country", "organisation"):
            phrase.last = after
            _side(phrase, name, name.code, None)
        elif name.kind == "demonym":
            _side(phrase, name, name.code, "demonym")
        elif name.kind == "region" and name.code in lexicon().continental:
            _side(phrase, name, lexicon().continental[name.code], "demonym")


def _side(phrase: OfficePhrase, name: Name, code: str | None, how: str | None) -> None:
    """Note a side; the first one is the phrase's own."""
    span = Span(name.start, name.end)
    phrase.sides.append((code, span, how))
    if phrase.country is None:
        phrase.country, phrase.country_span, phrase.country_how = code, span, how
        phrase.employer = name.kind


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
            phrase.feminine = phrase.feminine or word in lex.small["feminine_articles"]
            phrase.masculine = word in lex.small["masculine_articles"] and not phrase.feminine
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
        if i > phrase.first and _take_area(tokens, phrase, hits, i):
            continue
        desk = i in hits and hits[i][1].kind == "region" and tokens.is_capital(i) and tokens.joined(i)
        if desk and phrase.code in SERVING and not world.is_country(hits[i][1].code or ""):
            phrase.last, listing = hits[i][0], True
            continue
        qualifier = lex.qualifiers.longest(tokens, i)
        if qualifier and not tokens.is_capital(i):
            phrase.complement += tokens.folded[i : qualifier[0]]
            phrase.last = qualifier[0]
            continue
        if (
            tokens.folded[i] == "("
            and i + 2 < n
            and tokens.words[i + 1].isupper()
            and tokens.words[i + 2] == ")"
        ):
            phrase.last = i + 3
            continue
        if (
            listing
            and i in hits
            and "-" in tokens.words[i]
            and tokens.joined(i)
            and hits[i][1].kind == "country"
        ):
            phrase.last = i + 1
            continue
        start = i
        if tokens.folded[i] in (",", "et", "&", ";") and (listing or phrase.sides) and i + 1 < n:
            start = i + 1
        more = phrase.plural and phrase.sides and start > i and start in hits and not tokens.is_capital(start)
        if more and _take_side(tokens, phrase, hits, start):
            continue
        if start > i and not listing:
            start = i
        link = lex.links.longest(tokens, start)
        if link and _take_complement(tokens, phrase, hits, link[0], str(link[1])):
            listing = True
            continue
        if start == i + 1 and tokens.folded[i] in ("et", "&", ",") and tokens.folded[start] in lex.portfolio:
            end = portfolio_end(tokens, start, hits)
            if end > start and (tokens.folded[i] != "," or tokens.is_capital(start)):
                phrase.complement += tokens.folded[start:end]
                phrase.last = end
                continue
        return


def _take_area(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int) -> bool:
    """`la region Normandie`, `le departement Charente-Maritime`: the name right after such a noun."""
    near = tokens.folded[i - 1] in lexicon().small["areas"] and tokens.joined(i) and tokens.is_capital(i)
    if not near or tokens.folded[i] in lexicon().articles:
        return False
    name = hits[i][1] if i in hits else None
    state = world.state_of(name.code) if name and name.kind in ("region", "city", "capital") else None
    if name and state:
        _side(phrase, name, state, "capital")
    phrase.complement.append(tokens.folded[i])
    phrase.last = hits[i][0] if i in hits else i + 1
    return True


def _take_side(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int) -> bool:
    """A demonym (or a state named without a link) right after what was read."""
    after, name = hits[i]
    code = lexicon().continental.get(name.code or "") if name.kind == "region" else name.code
    adjective = name.kind == "demonym" or (name.kind == "region" and code is not None)
    own = tokens.is_capital(phrase.last - 1) and tokens.joined(i) and not phrase.complement
    if not adjective or (tokens.is_capital(i) and not tokens.words[i].isupper() and not own):
        return False
    _side(phrase, name, code, "demonym")
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
            _inherit(phrase, body)
            phrase.complement += tokens.folded[i : body.last]
            phrase.last = body.last
            return True
    if (
        tokens.folded[i] in lex.small["demonstratives"]
        and i + 1 < len(tokens)
        and tokens.words[i + 1].isalnum()
    ):
        phrase.complement += tokens.folded[i : i + 2]
        phrase.last = i + 2
        return True
    if phrase.code in SERVING and not tokens.is_capital(i) and _take_principal(tokens, phrase, hits, i):
        return True
    if phrase.code not in CABINET and _take_firm(tokens, phrase, hits, i):
        return True
    if i in hits:
        after, name = hits[i]
        if name.kind in ("country", "organisation", "agency", "metonym", "capital", "city", "region"):
            posted = phrase.head in lex.small["posted"] and phrase.employer in ("organisation", "agency")
            resides = (posted or phrase.code in ("ambassador", "envoy")) and link in lex.resident
            town = name.kind in ("city", "region")
            local = phrase.code == "mayor_or_governor" or phrase.head in lex.small["local_heads"]
            mayor = town and local and world.is_country(world.state_of(name.code) or "")
            if mayor or (phrase.head in lex.small["of_towns"] and name.kind == "capital"):
                phrase.code = "mayor_or_governor"
            town = town and not mayor
            portfolio = name.kind in ("organisation", "agency") and phrase.code in CABINET
            if portfolio:
                phrase.complement.append(tokens.folded[i])
                phrase.last = after
                return True
            posted_at = phrase.code in SERVING and name.kind in ("metonym", "organisation", "agency")
            if link in lex.small["locative_links"] and not (resides or town or posted_at):
                return False
            if name.kind == "metonym" and phrase.head in lex.small["tenants"]:
                phrase.code = lex.seated.get(name.stands_for or "", phrase.code)
            if not resides and not town:
                how = "capital" if name.kind in ("capital", "city", "region") else None
                _side(phrase, name, world.state_of(name.code) or name.code, how)
            phrase.complement.append(tokens.folded[i])
            phrase.last = after
            return True
        if name.kind == "demonym" and not tokens.is_capital(i):
            return False
    end = portfolio_end(tokens, i, hits)
    if end == i and tokens.is_capital(i) and link not in lex.small["weak_links"]:
        end = institution_end(tokens, i, hits)
    if end == i and is_noun(tokens, i, link):
        end = i + 1
        while end < len(tokens) and is_adjective(tokens, end, hits):
            end += 1
    if end == i:
        return False
    phrase.complement += tokens.folded[i:end]
    phrase.last = end
    return True


def _inherit(phrase: OfficePhrase, other: OfficePhrase) -> None:
    """The side of the body or the superior that a phrase names."""
    if phrase.country is None:
        phrase.country, phrase.country_span = other.country, other.country_span
        phrase.country_how, phrase.employer = other.country_how, other.employer


def _take_principal(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int) -> bool:
    """`conseiller du president kazakh`: whom the official serves, where no name follows at once."""
    found = lexicon().heads.longest(tokens, i)
    if not found or not isinstance(found[1], Head) or found[1].plural:
        return False
    inner = OfficePhrase(i, found[0], found[1].code, False, False, head=found[1].form)
    _within(inner, hits)
    _after(tokens, inner, hits)
    if inner.last < len(tokens) and tokens.is_capital(inner.last) and tokens.joined(inner.last):
        return False
    _inherit(phrase, inner)
    phrase.complement += tokens.folded[i : inner.last]
    phrase.last = inner.last
    return True


def _take_firm(tokens: Tokens, phrase: OfficePhrase, hits: Hits, i: int) -> bool:
    """`PDG du groupe Orano`, `president de l'universite de Toliara`: who stands for itself is the side."""
    body = lexicon().bodies.longest(tokens, i)
    known = hits[i][1].kind if i in hits else ""
    if (
        not body
        or body[1] != "self"
        or known in ("organisation", "agency")
        or (tokens.is_capital(i) and tokens.words[i].isupper())
    ):
        return False
    start, end = body[0], body[0]
    while end < len(tokens) and tokens.joined(end) and end in hits and hits[end][1].kind == "demonym":
        start = end = hits[end][0]
    link = lexicon().links.longest(tokens, end) if end < len(tokens) else None
    if link and link[0] < len(tokens) and tokens.is_capital(link[0]):
        end = link[0]
    run = end
    while run < len(tokens) and run - end < 4 and tokens.is_capital(run) and tokens.joined(run):
        run += 1
    closes = run >= len(tokens) or tokens.folded[run] in (",", "(", ".", ")", ";")
    if run > end and closes:
        firm = tokens.folded[i] in lexicon().small["firms"]
        first = end if firm else i
        _side_named(phrase, tokens, first, run)
        start = run
    phrase.complement += tokens.folded[i:start]
    phrase.last = max(start, body[0])
    return True


def _side_named(phrase: OfficePhrase, tokens: Tokens, first: int, last: int) -> None:
    """The side is a name that stands for itself."""
    span = Span(tokens.starts[first], tokens.ends[last - 1])
    if phrase.country is None:
        phrase.country, phrase.country_span = tokens.plain[span.start : span.end], span
        phrase.employer = "firm"


def _override(phrase: OfficePhrase) -> None:
    """The code that the complement asks for."""
    said = " ".join(phrase.complement).replace("' ", "'")
    for heads, prefixes, code in lexicon().overrides:
        if phrase.head in heads and any(said.startswith(p) or f" {p}" in f" {said}" for p in prefixes):
            phrase.code = code
            break
    own = (phrase.head, phrase.country or "")
    if own in lexicon().by_country and not any(w in lexicon().portfolio for w in phrase.complement):
        phrase.code = lexicon().by_country[own]
    leads = phrase.head in lexicon().small["leading"] and phrase.definite and not phrase.plural
    if leads and phrase.country_how == "demonym" and not phrase.complement:
        phrase.code = "head_of_state"
    if phrase.head in lexicon().small["top_heads"] and phrase.employer in ("organisation", "agency"):
        phrase.code = "head_of_organisation"
    state = lexicon().inherent.get(phrase.head)
    if state and phrase.country is None:
        phrase.country, phrase.country_how = state, "office_table"
    if phrase.code == "head_of_state" and _heads_a_body(phrase):
        phrase.code = "official"
    if phrase.former:
        phrase.code = "other"


def _heads_a_body(phrase: OfficePhrase) -> bool:
    """`president de l'autorite de regulation`: who presides over something else than a state."""
    lex = lexicon()
    if phrase.head not in lex.small["bare_heads"] or not phrase.complement:
        return False
    said = [w for w in phrase.complement if not lex.is_qualifier(w)]
    return bool(said) and phrase.employer != "country" and not set(said) & lex.small["of_states"]
