"""An incise that stands inside the quotation marks: "The plan is ready, said X. It starts now."."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.quote_clauses import Line, Stretch, Verb, verbs_of
from verbale.extract.quote_inversion import DASHES
from verbale.extract.quote_speakers import subject
from verbale.extract.quote_stage import Stage, Voice
from verbale.records import Sentence, Span

LONGEST = 16  # tokens that an incise may take


def split_incise(stage: Stage, stretch: Stretch, number: int) -> tuple[Stretch, Voice] | None:
    """The stretch cut around the incise in it, and who the incise says is speaking."""
    tokens = stage.tokens
    inner = stretch.quotation.inner
    first, last = tokens.at(inner.start), tokens.at(inner.end)
    line = Line(number, Sentence(inner.start, inner.end, 0), first, last, free=[True] * (last - first))
    line.verbs = verbs_of(tokens, line)
    if not any(v.speech and v.finite for v in line.verbs):
        return None
    line.actors = [a for a in stage.actors_in(inner.start, inner.end) if a.end <= inner.end]
    for verb in line.verbs:
        end = _end(stage, line, verb)
        if end is None:
            continue
        voice = subject(stage, line, verb, "incise")
        if voice is None:
            continue
        before = _trimmed(stage, inner.start, tokens.starts[verb.first - 1])
        after = _trimmed(stage, tokens.ends[end] if end < last else inner.end, inner.end)
        pieces = tuple(s for s in (before, after) if s.start < s.end)
        return (replace(stretch, pieces=pieces), voice) if pieces else None
    return None


def _trimmed(stage: Stage, start: int, end: int) -> Span:
    plain = stage.analysis.plain
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _end(stage: Stage, line: Line, verb: Verb) -> int | None:
    """The mark that ends an incise with this verb; None if the verb opens none."""
    tokens = stage.tokens
    if not (verb.speech and verb.finite) or verb.passive or verb.first <= line.first:
        return None
    if tokens.words[verb.first - 1] not in (",", *DASHES):
        return None
    if verb.clitic:
        if verb.clitic not in stage.words.clitics:
            return None
    elif not _has_subject(stage, line, verb):
        return None
    for k in range(verb.last, min(verb.last + LONGEST, line.last)):
        if any(tokens.at(a.start) <= k < tokens.at(a.end) for a in line.actors):
            continue
        if tokens.words[k] == "." or (tokens.words[k] in (",", *DASHES) and not _apposes(stage, line, k)):
            return k
    return line.last if line.last - verb.last < LONGEST else None


def _has_subject(stage: Stage, line: Line, verb: Verb) -> bool:
    """Does a named person, or a known body, stand behind the verb as its subject, right before a mark?"""
    for actor in line.actors:
        start, end = stage.tokens.at(actor.start), stage.tokens.at(actor.end)
        if start < verb.last or start > verb.last + 8 or stage.is_governed(actor) or actor.kind == "pronoun":
            continue
        closed = end >= line.last or stage.tokens.words[end] in (",", ".")
        return closed and (actor.name is not None or start <= verb.last + 1)
    return False


def _apposes(stage: Stage, line: Line, comma: int) -> bool:
    """Does the name of the office before stand right behind the comma?"""
    return any(stage.tokens.at(a.start) == comma + 1 and a.kind == "person" and a.name for a in line.actors)
