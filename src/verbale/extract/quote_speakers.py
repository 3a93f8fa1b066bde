"""The subject of a verb of speech. Every finder gives a Voice or None."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.quote_clauses import Line, Verb
from verbale.extract.quote_inversion import (
    STRONG_MARKS,
    free_phrase_at,
    is_adverbial,
    is_inverted,
    opens_phrase,
)
from verbale.extract.quote_phrases import carried, noun_phrase
from verbale.extract.quote_stage import Stage, Voice
from verbale.extract.quote_syntax import is_finite
from verbale.extract.quote_voices import fits, of_actor, of_pronoun
from verbale.records import Actor, Span
from verbale.text import fold


def subject(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    """Who does what the verb says."""
    if verb.clitic:
        return _of_clitic(stage, line, verb, rule)
    if verb.passive:
        return _agent(stage, line, verb, rule)
    if not verb.finite:
        return _controller(stage, line, verb, rule)
    if is_inverted(stage, line, verb):
        found = right_of(stage, line, verb, rule)
        if found:
            return found
    return left_of(stage, line, verb, rule)


def is_followup(stage: Stage, verb: Verb) -> bool:
    return fold(verb.lemma) in stage.words.followups


def _of_clitic(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    span = Span(stage.tokens.starts[verb.clitic_at], stage.tokens.ends[verb.clitic_at])
    known = stage.words.clitics.get(str(verb.clitic))
    if known is None:
        voice = _source_after(stage, line, verb.last, rule)
        return voice or ((stage.issuer or stage.last) if fold(verb.lemma) in stage.words.reading else None)
    feminine, plural = known
    own = _own_body(stage, line, verb, feminine, plural, rule)
    if own:
        return replace(own, span=span)
    told = stage.reporter
    if told and told.span.start >= stage.last_end and fits(stage, told, feminine, plural):
        return replace(told, span=span, rule=rule)
    same = stage.last and fits(stage, stage.last, feminine, plural) and is_followup(stage, verb)
    if stage.last and same and not _took_the_floor(stage, line):
        return replace(stage.last, span=span, rule=rule)
    return of_pronoun(stage, span, feminine, plural, rule, line=line, within=False)


def _own_body(
    stage: Stage, line: Line, verb: Verb, feminine: bool | None, plural: bool, rule: str
) -> Voice | None:
    """A body whose predicate the quotation is: "The Commission "condemns", it says"."""
    stretch = next((s for s in line.stretches if s.last <= verb.first), None)
    if plural or stretch is None or stretch.first <= line.first:
        return None
    for actor in line.actors:
        if stage.tokens.at(actor.end) == stretch.first and not stage.is_governed(actor):
            shown = stage.grammatical(Span(actor.start, actor.end))
            if actor.kind in ("body", "organisation") and shown in (None, feminine):
                return of_actor(stage, actor, rule)
    return None


def _took_the_floor(stage: Stage, line: Line) -> bool:
    """Has somebody else been reported since the last quotation?"""
    return any(
        v.finite and v.speech and not v.passive
        for other in stage.lines
        if stage.last_end < other.sentence.start and other.sentence.end <= line.sentence.start
        for v in other.verbs
    )


def _source_after(stage: Stage, line: Line, i: int, rule: str) -> Voice | None:
    """ "One reads in a communique of X": the carrier or mention behind the verb."""
    for k in range(i, min(i + 8, line.last)):
        if not line.is_free(k) or stage.tokens.words[k] in STRONG_MARKS:
            break
        same = stage.words.same_source.longest(stage.tokens, k)
        carrier = stage.words.carriers.longest(stage.tokens, k)
        if same:
            return noun_phrase(stage, line, k, rule)
        if carrier:
            return carried(stage, line, k, carrier[0], rule)
        if stage.tokens.folded[k] in stage.words.sources:
            return noun_phrase(stage, line, k, rule)
        actor = stage.actor_at(line, k)
        if actor and actor.kind != "state":
            return of_actor(stage, actor, rule)
    return None


def _agent(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    for k in range(verb.last, min(verb.last + 25, line.last - 1)):
        if line.is_free(k) and (stage.tokens.words[k] in STRONG_MARKS or is_finite(stage.tokens, k)):
            return None
        if line.is_free(k) and stage.tokens.folded[k] in stage.words.agents:
            actor = stage.actor_at(line, k + 1)
            return of_actor(stage, actor, rule) if actor else noun_phrase(stage, line, k + 1, rule)
    return None


def _controller(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    """The subject of a participle or infinitive: that of the finite verb before, or the main one."""
    near = verb.first - line.first <= 3
    gerund = stage.tokens.folded[verb.at].endswith("nt")
    if near and not gerund and stage.last and is_followup(stage, verb):
        return stage.last
    for other in reversed([v for v in line.verbs if v.first < verb.first and v.finite and not v.passive]):
        voice = subject(stage, line, other, rule)
        if voice:
            return voice
    left = None if near else left_of(stage, line, verb, rule)
    if left:
        return left
    for actor in line.actors:
        if near and stage.tokens.at(actor.start) >= verb.last and not stage.is_governed(actor):
            return of_actor(stage, actor, rule)
    return stage.last


def right_of(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    """The subject behind an inverted verb."""
    tokens, k = stage.tokens, verb.last
    while k < line.last and line.is_free(k):
        step = stage.words.adverbials.longest(tokens, k)
        if step:
            k = step[0]
        elif tokens.words[k] in (",", "-") or tokens.folded[k] in stage.words.clitics:
            k += 1
        else:
            break
    if k >= line.last or not line.is_free(k):
        return None
    actor = stage.actor_at(line, k)
    several = stage.tokens.folded[k] in stage.words.indefinite_plural and actor is not None and actor.plural
    if actor and (several or not stage.is_governed(actor)):
        return of_actor(stage, actor, rule)
    services = stage.words.services.longest(tokens, k)
    if services:
        span = Span(tokens.starts[k], tokens.ends[services[0] - 1])
        return Voice(stage.printed(span), span, rule, None, span, None, False, None, False)
    if tokens.folded[k] in stage.words.determiners - stage.words.prepositions or tokens.words[k][0].isupper():
        return noun_phrase(stage, line, k, rule)
    return _first_free_actor(stage, line, k, rule)


def _first_free_actor(stage: Stage, line: Line, k: int, rule: str) -> Voice | None:
    """The first ungoverned mention after token k in the clause."""
    barred = stage.words.linking | stage.words.relative
    for actor in line.actors:
        start = stage.tokens.at(actor.start)
        if start < k:
            continue
        between = range(k, start)
        if not all(line.is_free(j) for j in between) or any(
            stage.tokens.words[j] in STRONG_MARKS or stage.tokens.folded[j] in barred for j in between
        ):
            break
        if not stage.is_governed(actor):
            return of_actor(stage, actor, rule)
    return _first_free_phrase(stage, line, k, rule)


def _first_free_phrase(stage: Stage, line: Line, k: int, rule: str) -> Voice | None:
    """The first noun phrase behind a prepositional one: "told the paper a source close to …"."""
    at = free_phrase_at(stage, line, k)
    return noun_phrase(stage, line, at, rule) if at else None


def left_of(stage: Stage, line: Line, verb: Verb, rule: str) -> Voice | None:
    """The subject in front of a verb."""
    tokens, lex = stage.tokens, stage.words
    before = verb.first - 1
    left = [a for a in line.actors if tokens.at(a.end) <= verb.first]
    opening = _relative_before(stage, line, before)
    if opening is not None and tokens.folded[before] not in lex.relative:
        outer = [a for a in left if tokens.at(a.end) <= opening]
        if any(not stage.is_governed(a) for a in outer) or _phrase_before(stage, line, opening - 1, rule):
            left, before = outer, opening - 1
    if before >= line.first and tokens.folded[before] in lex.relative:
        return _antecedent(stage, line, left, before, rule)
    if before >= line.first and tokens.folded[before] in lex.impersonal:
        return None
    carrier = _carrier_before(stage, line, verb, left, rule)
    if carrier:
        return carrier
    for actor in reversed(left):
        if stage.is_governed(actor) or stage.is_object(actor, line) or _is_apposed(stage, actor):
            continue
        if not _is_adjacent(stage, line, actor, verb) and _opens_clause(stage, actor):
            continue
        return of_actor(stage, _named_before(stage, left, actor), rule)
    return _phrase_before(stage, line, before, rule)


def _relative_before(stage: Stage, line: Line, before: int) -> int | None:
    """The comma that opens the relative clause which a comma at token `before` closes: "X, who …, said"."""
    tokens = stage.tokens
    if before <= line.first or tokens.words[before] != ",":
        return None
    for k in range(before - 1, line.first, -1):
        if tokens.words[k] in STRONG_MARKS and line.is_free(k):
            return None
        ahead = tokens.folded[k + 1]
        if tokens.words[k] == "," and line.is_free(k) and ahead in stage.words.relative | stage.words.openers:
            return k
    return None


def _is_adjacent(stage: Stage, line: Line, actor: Actor, verb: Verb) -> bool:
    """Do only commas and adverbials stand between a mention and a verb?"""
    k = stage.tokens.at(actor.end)
    while k < verb.first and line.is_free(k) and (stage.tokens.words[k] == "," or is_adverbial(stage, k)):
        step = stage.words.adverbials.longest(stage.tokens, k)
        k = step[0] if step else k + 1
    return k >= verb.first


def _opens_clause(stage: Stage, actor: Actor) -> bool:
    """Is the mention the subject of a clause of its own ("… said that X wished …")?"""
    i = stage.tokens.at(actor.start)
    return i > 0 and stage.tokens.folded[i - 1] in stage.words.linking | stage.words.relative


def _is_apposed(stage: Stage, actor: Actor) -> bool:
    """An office without article or name, which tells more of the name before it."""
    if actor.kind != "person" or actor.name:
        return False
    return stage.tokens.words[stage.tokens.at(actor.start)][0].islower() and (
        stage.tokens.folded[stage.tokens.at(actor.start)] not in stage.words.determiners
    )


def _antecedent(stage: Stage, line: Line, left: list[Actor], before: int, rule: str) -> Voice | None:
    """Whom a relative pronoun stands for: the mention right before it."""
    if not left:
        return _phrase_before(stage, line, before - 1 - (stage.tokens.words[before - 1] == ","), rule)
    nearest = left[-1]
    if nearest.kind == "state" and stage.is_governed(nearest) and len(left) > 1 and left[-2].kind == "person":
        i = stage.tokens.at(nearest.start)
        if (
            stage.tokens.folded[i] in stage.words.locative
            or stage.tokens.folded[i - 1] in stage.words.locative
        ):
            nearest = left[-2]
    return of_actor(stage, _named_before(stage, left, nearest), rule)


def _named_before(stage: Stage, left: list[Actor], actor: Actor) -> Actor:
    """The name that an unnamed office stands in apposition to: "X, the commission's president, says"."""
    k = left.index(actor)
    entity = None if actor.entity is None else stage.analysis.entities[actor.entity]
    if k and actor.kind == "person" and not (entity and entity.name):
        other = left[k - 1]
        if (
            other.kind == "person"
            and other.name
            and stage.tokens.at(other.end) + 1 == stage.tokens.at(actor.start)
        ):
            return other
    return actor


def _carrier_before(stage: Stage, line: Line, verb: Verb, left: list[Actor], rule: str) -> Voice | None:
    """A carrier or "the same source" as grammatical subject, with no other mention but its author's."""
    for k in range(line.first, verb.first):
        if not line.is_free(k) or stage.tokens.folded[k] not in stage.words.determiners:
            continue
        if k > line.first and stage.tokens.folded[k - 1] in stage.words.prepositions:
            continue
        same = stage.words.same_source.longest(stage.tokens, k)
        step = stage.words.carriers.longest(stage.tokens, k + 1)
        if (same or step) and not any(
            stage.tokens.at(a.start) > k and not stage.is_governed(a) and a.kind == "person" for a in left
        ):
            return noun_phrase(stage, line, k, rule)
    return None


def _phrase_before(stage: Stage, line: Line, before: int, rule: str) -> Voice | None:
    """A noun phrase that ends right before the verb and that no mention covers."""
    tokens, k = stage.tokens, before
    while k >= line.first and line.is_free(k) and tokens.words[k][0].isalnum() and before - k < 12:
        k -= 1
    for i in range(k + 1, before + 1):
        if not opens_phrase(stage, i) or (i > k + 1 and tokens.folded[i] in stage.words.prepositions):
            continue
        lists = (
            stage.words.person_nouns,
            stage.words.collectives,
            stage.words.carriers,
            stage.words.same_source,
        )
        named = any(tokens.words[j][0].isupper() for j in range(i + 1, before + 1))
        source = any(tokens.folded[j] in stage.words.sources for j in range(i + 1, before + 1))
        if (
            named
            or source
            or any(listed.longest(tokens, j) for listed in lists for j in range(i, min(i + 3, before + 1)))
        ):
            return noun_phrase(stage, line, i, rule, before + 1)
    return None
