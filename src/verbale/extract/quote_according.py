"""The one "according to" whom, and what a sentence without quotations tells of who speaks."""

from __future__ import annotations

from verbale.extract.quote_clauses import Line
from verbale.extract.quote_inversion import DASHES, is_inverted
from verbale.extract.quote_phrases import author, noun_phrase
from verbale.extract.quote_speakers import right_of
from verbale.extract.quote_stage import Stage, Voice
from verbale.extract.quote_syntax import has_finite
from verbale.extract.quote_voices import of_actor, of_pronoun
from verbale.records import Actor, Span


def according(stage: Stage, line: Line, i: int, rule: str) -> tuple[int, Voice] | None:
    """(token after, voice) where a phrase like "according to X" starts at token i."""
    own = stage.words.own_view.longest(stage.tokens, i)
    if own:
        span = Span(stage.tokens.starts[i], stage.tokens.ends[own[0] - 1])
        voice = stage.last or of_pronoun(stage, span, None, False, rule, line=line)
        return (own[0], voice) if voice else None
    said = _from_source(stage, line, i, rule)
    if said:
        return said
    step = stage.words.according.longest(stage.tokens, i)
    weak = not step and stage.tokens.folded[i] in stage.words.weakly
    if not step and not (weak and (i == line.first or stage.tokens.words[i - 1] in (",", *DASHES))):
        return None
    k = step[0] if step else i + 1
    while k < line.last and stage.tokens.folded[k] in stage.words.still:
        k += 1
    if k >= line.last or not line.is_free(k):
        return None
    itself = stage.words.itself.longest(stage.tokens, k)
    if itself:
        actor = stage.actor_at(line, k)
        span = Span(stage.tokens.starts[k], stage.tokens.ends[itself[0] - 1])
        feminine, plural = (actor.feminine, actor.plural) if actor else (None, False)
        voice = of_pronoun(stage, span, feminine, plural, rule, line=line)
        return (itself[0], voice) if voice else None
    actor = stage.actor_at(line, k) or (stage.actor_at(line, k - 1) if step and k - 1 > i else None)
    if actor:
        end = stage.tokens.at(actor.end)
        if weak and not _is_topic(stage, line, i, actor):
            return None
        voice = of_actor(stage, actor, rule)
        return (end, voice) if voice else None
    accounts = stage.words.accounts.longest(stage.tokens, k + 1)
    if accounts and stage.tokens.folded[k] in stage.words.possessives and stage.last:
        return accounts[0], stage.last
    names = k + 1 < line.last and stage.tokens.is_capital(k) and stage.tokens.is_capital(k + 1)
    voice = noun_phrase(stage, line, k, rule) if names or not weak else None
    return (k + 1, voice) if voice else None


def _is_topic(stage: Stage, line: Line, i: int, actor: Actor) -> bool:
    """Does "for X" at token i stand for X's view: a mark behind X, or a person at the sentence's start?"""
    end = stage.tokens.at(actor.end)
    if end < line.last and (stage.tokens.words[end] == "," or not line.is_free(end)):
        return True
    opens = i == line.first or (i == line.first + 1 and stage.tokens.words[line.first] in DASHES)
    if not opens or actor.kind != "person":
        return False
    comma = next((k for k in range(end, line.last) if stage.tokens.words[k] == ","), line.last)
    return comma < line.last and not has_finite(stage.tokens, line, end, comma)


def _from_source(stage: Stage, line: Line, i: int, rule: str) -> tuple[int, Voice] | None:
    """ "From a diplomatic source, …", "one learns from …": the source behind a preposition at token i."""
    tokens, lex = stage.tokens, stage.words
    if tokens.folded[i] not in lex.of or i + 1 >= line.last or tokens.folded[i + 1] not in lex.sources:
        return None
    if i > line.first and tokens.words[i - 1] != "," and tokens.folded[i - 1] not in lex.impersonal:
        return None
    voice = noun_phrase(stage, line, i + 1, rule)
    return (i + 2, voice) if voice else None


def observe(stage: Stage, line: Line) -> None:
    """Remember whose communique a sentence without quotations speaks of, or which body it quotes."""
    for k in range(line.first, line.last):
        if stage.tokens.folded[k] not in stage.words.carrier_heads or not line.is_free(k):
            continue
        step = stage.words.carriers.longest(stage.tokens, k)
        if step and (author(stage, line, step[0], "issuer") or _issues(stage, line, k)):
            stage.reporter = None
            return
    stage.reporter = None
    for verb in line.verbs:
        if verb.speech and verb.finite and not verb.passive and is_inverted(stage, line, verb):
            voice = right_of(stage, line, verb, "issuer")
            remember(stage, voice)
            stage.reporter = voice or stage.reporter


def _issues(stage: Stage, line: Line, k: int) -> bool:
    """Is the carrier at token k what the body that the sentence is about speaks in ("in a communique")?"""
    if k < line.first + 2 or stage.tokens.folded[k - 2] not in stage.words.within:
        return False
    actor = next((a for a in line.actors if not stage.is_governed(a)), None)
    if actor is None or actor.kind not in ("body", "organisation"):
        return False
    stage.issuer = of_actor(stage, actor, "issuer") or stage.issuer
    return True


def remember(stage: Stage, voice: Voice | None) -> None:
    """A body or organisation that has spoken is the one that "the communique" means."""
    if voice and not voice.person:
        stage.issuer = voice
