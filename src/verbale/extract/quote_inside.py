"""An incise that stands inside the quotation marks: "The plan is ready, said X. It starts now."."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.quote_clauses import Line, Stretch, Verb, verbs_of
from verbale.extract.quote_speakers import DASHES, Speakers
from verbale.extract.quote_voices import Voice
from verbale.records import Sentence, Span

LONGEST = 16  # tokens that an incise may take


def split_incise(finder: Speakers, stretch: Stretch, number: int) -> tuple[Stretch, Voice] | None:
    """The stretch cut around the incise in it, and who the incise says is speaking."""
    tokens = finder.tokens
    inner = stretch.quotation.inner
    first, last = tokens.at(inner.start), tokens.at(inner.end)
    line = Line(number, Sentence(inner.start, inner.end, 0), first, last, free=[True] * (last - first))
    line.verbs = verbs_of(tokens, line)
    if not any(v.speech and v.finite for v in line.verbs):
        return None
    line.actors = [a for a in finder.analysis.actors if inner.start <= a.start and a.end <= inner.end]
    for verb in line.verbs:
        end = _end(finder, line, verb)
        if end is None:
            continue
        voice = finder.subject(line, verb, "incise")
        if voice is None:
            continue
        before = _trimmed(finder, inner.start, tokens.starts[verb.first - 1])
        after = _trimmed(finder, tokens.ends[end] if end < last else inner.end, inner.end)
        pieces = tuple(s for s in (before, after) if s.start < s.end)
        return (replace(stretch, pieces=pieces), voice) if pieces else None
    return None


def _trimmed(finder: Speakers, start: int, end: int) -> Span:
    plain = finder.analysis.plain
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _end(finder: Speakers, line: Line, verb: Verb) -> int | None:
    """The mark that ends an incise with this verb; None if the verb opens none."""
    tokens = finder.tokens
    if not (verb.speech and verb.finite) or verb.passive or verb.first <= line.first:
        return None
    if tokens.words[verb.first - 1] not in (",", *DASHES):
        return None
    if verb.clitic:
        if verb.clitic not in finder.words.clitics:
            return None
    elif not _has_subject(finder, line, verb):
        return None
    for k in range(verb.last, min(verb.last + LONGEST, line.last)):
        if tokens.words[k] == "." or (tokens.words[k] in (",", *DASHES) and not _apposes(finder, line, k)):
            return k
    return line.last if line.last - verb.last < LONGEST else None


def _has_subject(finder: Speakers, line: Line, verb: Verb) -> bool:
    """Does a named person, or a known body, stand behind the verb as its subject, right before a mark?"""
    for actor in line.actors:
        start, end = finder.tokens.at(actor.start), finder.tokens.at(actor.end)
        if start < verb.last or start > verb.last + 8 or finder.is_governed(actor) or actor.kind == "pronoun":
            continue
        closed = end >= line.last or finder.tokens.words[end] in (",", ".")
        return closed and (actor.name is not None or start <= verb.last + 1)
    return False


def _apposes(finder: Speakers, line: Line, comma: int) -> bool:
    """Does the name of the office before stand right behind the comma?"""
    return any(finder.tokens.at(a.start) == comma + 1 and a.kind == "person" and a.name for a in line.actors)
