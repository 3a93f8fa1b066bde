"""How far the complement of an office goes: portfolios, institutions, nouns and adjectives no list has."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.detect.gazetteer import Name
from verbale.detect.lexicon import lexicon
from verbale.tokens import Tokens

Hits = Mapping[int, tuple[int, Name]]  # first token → (token after, name)


def portfolio_end(tokens: Tokens, i: int, hits: Hits) -> int:
    """The token after a run of portfolio words that starts at i."""
    lex, end, n = lexicon(), i, len(tokens)
    while end < n and tokens.folded[end] in lex.portfolio:
        end += 1
        related = tokens.folded[end - 1] in lex.small["relating"] and end + 2 < n
        if related and tokens.folded[end] in lex.small["relating_to"]:
            end += 1 + (tokens.folded[end + 1] in lex.articles)
        if end in hits and hits[end][1].kind == "demonym" and not tokens.is_capital(end):
            break
    return end


def institution_end(tokens: Tokens, i: int, hits: Hits) -> int:
    """The token after a capitalised institution that starts at i: `Haut Conseil`, `Conseil national`."""
    end = i + 1
    if tokens.folded[i] in lexicon().institutional:
        while end < len(tokens) and tokens.joined(end):
            more = tokens.folded[end] in lexicon().institutional and tokens.is_capital(end)
            if not more and not is_adjective(tokens, end, hits):
                break
            end += 1
    while end < len(tokens) and end in hits and hits[end][1].kind == "demonym":
        end = hits[end][0]
    return end


def is_noun(tokens: Tokens, i: int, link: str) -> bool:
    """Any lower-case word after `de la`, `du`, `des`, `charge de` is a noun, listed or not."""
    word = tokens.words[i]
    small = lexicon().small
    definite = link in small["noun_links"] or link.startswith(tuple(sorted(small["charge_links"])))
    return definite and word.isalpha() and word.islower() and len(word) > 2


def is_adjective(tokens: Tokens, i: int, hits: Hits) -> bool:
    """An adjective that may close a complement: by its ending, and no name of a state's people."""
    word, lex = tokens.folded[i], lexicon()
    if not tokens.words[i].islower() or not tokens.joined(i) or word in lex.finite or i in hits:
        return False
    return word in lex.portfolio or word.endswith(tuple(sorted(lex.small["complement_endings"])))
