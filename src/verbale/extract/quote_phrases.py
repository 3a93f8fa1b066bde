"""Noun phrases that no mention covers: a communique's author, a source, anybody."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.quote_acronyms import spelt_out
from verbale.extract.quote_clauses import Line
from verbale.extract.quote_stage import Stage, Voice
from verbale.extract.quote_voices import named_after, of_actor, of_organisation, stands_for
from verbale.records import Span


def noun_phrase(stage: Stage, line: Line, i: int, rule: str, stop: int | None = None) -> Voice | None:
    """The voice named by the words that start at token i: a carrier's author, a source, anybody."""
    lex, tokens = stage.words, stage.tokens
    same = lex.same_source.longest(tokens, i)
    if same:
        span = Span(tokens.starts[i], tokens.ends[same[0] - 1])
        voice = stage.issuer or stage.last
        return replace(voice, span=span, rule=rule) if voice else None
    end = min(phrase_end(stage, line, i), stop if stop is not None else line.last)
    if end - i < 1 + (tokens.folded[i] in lex.determiners):
        return None
    for k in range(i, min(end, i + 4)):
        carrier = lex.carriers.longest(tokens, k)
        if carrier:
            return carried(stage, line, i, carrier[0], rule)
    named = named_after(stage, line, end)
    if named:
        return of_actor(stage, named, rule)
    if _is_abstract(stage, i + (tokens.folded[i] in lex.determiners)):
        return None
    if tokens.folded[i] in lex.indefinite and lex.anybody.longest(tokens, i + 1):
        return None
    span = Span(tokens.starts[i], tokens.ends[end - 1])
    if any(lex.person_nouns.longest(tokens, k) for k in range(i + 1, min(end, i + 4))):
        voice = stands_for(stage, span, rule)
        if voice:
            return voice
    plain = all(tokens.words[k].islower() for k in range(i + 1, end))
    if tokens.folded[i] in lex.definite and plain and tokens.folded[i + 1] in lex.institutions:
        voice = of_organisation(stage, span, rule)
        if voice:
            return voice
    own = spelt_out(stage, stage.without_article(span))
    text = stage.printed(own)
    person = lex.collectives.longest(tokens, i + 1) is None and tokens.folded[i] not in lex.sources
    feminine = stage.grammatical(span)
    return Voice(text, span, rule, None, own, None, False, feminine, person) if text else None


def _is_abstract(stage: Stage, k: int) -> bool:
    """Is the noun at token k a thing that never speaks ("the return", "cooperation")?"""
    lex, tokens = stage.words, stage.tokens
    if k >= len(tokens) or not tokens.words[k].islower():
        return False
    lists = (lex.collectives, lex.person_nouns, lex.carriers, lex.anybody)
    if any(listed.longest(tokens, k) for listed in lists) or tokens.folded[k] in lex.sources:
        return False
    return tokens.folded[k] in lex.things or tokens.folded[k].endswith(lex.thing_endings)


def phrase_end(stage: Stage, line: Line, i: int) -> int:
    tokens, k = stage.tokens, i
    while k < line.last and k < i + 14 and line.is_free(k):
        if not tokens.words[k][0].isalnum() or (k > i and stage.words.phrase_ends.longest(tokens, k)):
            break
        if k > i and any(v.first <= k < v.last and v.finite for v in line.verbs):
            break
        k += 1
    return k


def carried(stage: Stage, line: Line, i: int, after: int, rule: str) -> Voice | None:
    """Whose communique it is: the one named after it, its possessor, else the last that issued one."""
    lex, tokens = stage.words, stage.tokens
    span = Span(tokens.starts[i], tokens.ends[after - 1])
    if tokens.folded[i] in lex.possessives:
        voice = stage.issuer or stage.last
        return replace(voice, span=span, rule=rule) if voice else None
    voice = author(stage, line, after, rule) or stage.issuer or stage.last
    return replace(voice, span=span, rule=rule) if voice and voice.span.start < span.start else voice


def _may_issue(stage: Stage, k: int) -> bool:
    """Do the words at token k name somebody ("a message of friendship" does not)?"""
    lex, tokens = stage.words, stage.tokens
    while tokens.folded[k] in lex.determiners and k + 1 < len(tokens):
        k += 1
    known = lex.collectives.longest(tokens, k) or lex.person_nouns.longest(tokens, k)
    return tokens.is_capital(k) or known is not None or tokens.folded[k] in lex.sources


def author(stage: Stage, line: Line, after: int, rule: str) -> Voice | None:
    """The one named behind a carrier: "a communique of X"; remembered as issuer."""
    lex, tokens = stage.words, stage.tokens
    for k in range(after, min(after + 12, line.last)):
        if not line.is_free(k) or tokens.words[k] in ".;:":
            return None
        if tokens.folded[k] not in lex.introducing:
            continue
        actor = stage.actor_at(line, k) or (stage.actor_at(line, k + 1) if k + 1 < line.last else None)
        voice = of_actor(stage, actor, rule) if actor else None
        if voice is None and k == after and k + 1 < line.last and _may_issue(stage, k + 1):
            voice = noun_phrase(stage, line, k + 1, rule)
        if voice:
            stage.issuer = voice
            return voice
    return None
