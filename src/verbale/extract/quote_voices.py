"""From a mention, a pronoun or a definite phrase ("the diplomat") to the speaker it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from verbale.data.world import countries_of_demonym
from verbale.extract.quote_acronyms import spelt_out
from verbale.extract.quote_clauses import Line
from verbale.extract.quote_stage import Stage, Voice
from verbale.records import Actor, Entity, Span
from verbale.text import fold

REACH = 1500  # code points within which the last speaker is still on stage
AGREES = 2.0  # what the same country or office adds
ENOUGH = 0.5  # what a named person must score to be meant by a definite phrase
VAGUE = frozenset(("official", "other"))
HIGHEST = frozenset(("head_of_state", "royal"))
HONOURED = frozenset(("head_of_state", "royal", "ambassador"))
GUESSED = "document"  # how a country is known that no words beside the name tell
MINISTERS = frozenset(("foreign_minister", "deputy_minister", "head_of_government"))  # "the minister"
# Offices that the press takes for one another.
LOOSE = frozenset(
    (
        "official",
        "other",
        "ambassador",
        "envoy",
        "deputy_minister",
        "head_of_organisation",
        "business",
        "military",
    )
)


def of_actor(stage: Stage, actor: Actor, rule: str) -> Voice | None:
    """The voice of a mention: its entity's fullest name, else whom its words stand for, else its own."""
    span = Span(actor.start, actor.end)
    if actor.kind == "pronoun":
        return of_pronoun(stage, span, actor.feminine, actor.plural, rule, line=stage.line_at(actor.start))
    line = stage.line_at(actor.start)
    if actor.kind == "person" and actor.name is None and line:
        end = stage.tokens.at(actor.end)
        named = named_after(stage, line, end)
        if named:
            return of_actor(stage, named, rule)
        voice = _apposed(stage, line, end, rule) or _said_before(stage, span, rule)
        if voice:
            return voice
    entity = None if actor.entity is None else stage.analysis.entities[actor.entity]
    if entity and entity.kind == "person" and entity.name:
        return of_entity(stage, entity, span, rule, actor)
    if actor.kind == "person":
        voice = stands_for(stage, span, rule, actor)
        if voice:
            return voice
    own = spelt_out(stage, stage.without_article(span))
    text = stage.printed(own)
    if not text:
        return None
    person = actor.kind in ("person", "group")
    index = entity.index if entity else None
    feminine = stage.grammatical(span) if actor.feminine is None else actor.feminine
    return Voice(text, span, rule, index, own, actor, actor.plural, feminine, person)


def of_entity(stage: Stage, entity: Entity, span: Span, rule: str, actor: Actor | None = None) -> Voice:
    """The voice of a named person."""
    feminine = stage.gender.get(entity.index, actor.feminine if actor else None)
    return Voice(entity.name or "", span, rule, entity.index, entity.name_span, actor, False, feminine)


def of_pronoun(
    stage: Stage,
    span: Span,
    feminine: bool | None,
    plural: bool,
    rule: str,
    *,
    line: Line | None = None,
    within: bool = True,
) -> Voice | None:
    """The one a pronoun stands for: a subject of its sentence, one since the last quotation, the last
    speaker. `within` False leaves the pronoun's own sentence out (an incise speaks about others)."""
    if line and within:
        for actor in _subjects(stage, line, span.start):
            if _agrees(stage, actor, feminine, plural):
                voice = of_actor(stage, actor, rule)
                return replace(voice, span=span) if voice else None
    limit = line.sentence.start if line else span.start
    if stage.words.latest.longest(stage.tokens, stage.tokens.at(span.start)):
        voice = _anyone_before(stage, span.start, feminine, plural, rule)
        if voice:
            return replace(voice, span=span)
    fresh = _subject_since(stage, limit, feminine, plural)
    if (
        fresh is None
        and stage.last
        and (fits(stage, stage.last, feminine, plural) or _may_be_she(stage, span, feminine, plural))
    ):
        return replace(stage.last, span=span, rule=rule)
    voice = of_actor(stage, fresh, rule) if fresh else None
    voice = voice or _body_before(stage, limit, feminine, plural, rule)
    voice = voice or _anyone_before(stage, limit, feminine, plural, rule) or stage.last
    return replace(voice, span=span, rule=rule) if voice else None


def _may_be_she(stage: Stage, span: Span, feminine: bool | None, plural: bool) -> bool:
    """Is the last speaker, of unknown gender, still speaking in this paragraph or the next sentence?"""
    last = stage.last
    near = span.start - stage.last_end < REACH // 3
    return bool(feminine and not plural and near and last and last.feminine is None and not last.plural)


def _subjects(stage: Stage, line: Line, before: int) -> Iterator[Actor]:
    for actor in line.actors:
        if actor.start >= before:
            return
        if actor.kind == "pronoun":
            continue
        opens = stage.tokens.at(actor.start) == line.first + 1
        topical = opens and stage.tokens.folded[line.first] in stage.words.topics
        if topical or not (stage.is_governed(actor) or stage.is_object(actor, line)):
            yield actor


def _agrees(stage: Stage, actor: Actor, feminine: bool | None, plural: bool) -> bool:
    if actor.kind not in ("person", "group") or actor.plural != plural:
        return False
    known = actor.feminine
    if known is None and actor.entity is not None:
        known = stage.gender.get(actor.entity)
    if feminine and known is None:
        return not stage.women
    return feminine is None or known is None or known == feminine


def fits(stage: Stage, voice: Voice, feminine: bool | None, plural: bool) -> bool:
    if voice.plural != plural and voice.person:
        return False
    if feminine and voice.feminine is None and voice.person:
        return not stage.women
    return feminine is None or voice.feminine is None or voice.feminine == feminine


def _subject_since(stage: Stage, position: int, feminine: bool | None, plural: bool) -> Actor | None:
    """The first fitting subject of the last sentence that has one, after the last quotation."""
    for line in stage.lines_before(position):
        if line.sentence.is_title:
            continue
        if line.sentence.end <= stage.last_end or (
            stage.last is None and position - line.sentence.end > REACH
        ):
            return None
        for actor in _subjects(stage, line, position):
            if actor.start >= stage.last_end and _agrees(stage, actor, feminine, plural):
                return actor
    return None


def _body_before(stage: Stage, position: int, feminine: bool | None, plural: bool, rule: str) -> Voice | None:
    """The body, organisation or state that opens the sentence before, of the pronoun's gender."""
    line = next(stage.lines_before(position), None)
    if line is None or plural or position - line.sentence.end > REACH // 3:
        return None
    for actor in _subjects(stage, line, position):
        if actor.kind in ("body", "organisation") and not actor.plural:
            shown = stage.grammatical(Span(actor.start, actor.end))
            return of_actor(stage, actor, rule) if shown is None or shown == feminine else None
        if actor.kind in ("person", "group"):
            return None
    return None


def _anyone_before(
    stage: Stage, position: int, feminine: bool | None, plural: bool, rule: str
) -> Voice | None:
    for actor in stage.actors_before(position):
        if _agrees(stage, actor, feminine, plural) and not stage.is_quoted(actor.start):
            return of_actor(stage, actor, rule)
    return None


def stands_for(stage: Stage, span: Span, rule: str, actor: Actor | None = None) -> Voice | None:
    """The person named elsewhere that words like "the American leader" mean; None if they introduce one."""
    i, end = stage.tokens.at(span.start), stage.tokens.at(span.end)
    if i and i < end and stage.tokens.folded[i] not in stage.words.definite | stage.words.possessives:
        i -= 1
    if i >= end or stage.tokens.folded[i] not in stage.words.definite | stage.words.possessives:
        return None
    if stage.tokens.folded[i] in stage.words.possessives:
        return _opposite(stage, i, end, span, rule)
    before = _said_before(stage, span, rule)
    if before:
        return before
    country, office = _country(stage, span, actor), actor.office if actor else None
    if any(stage.tokens.folded[k] in stage.words.vague_nouns for k in range(i, min(i + 3, end))):
        office = None
    feminine = actor.feminine if actor else None
    if feminine is None and stage.tokens.folded[i] in stage.words.feminine_articles:
        feminine = True
    best: tuple[float, Entity] | None = None
    for entity in stage.analysis.entities:
        score = _likeness(stage, entity, span.start, country, office, feminine)
        if score is not None and (best is None or score > best[0]):
            best = (score, entity)
    if best and best[0] >= ENOUGH:
        return of_entity(stage, best[1], span, rule, actor)
    unnamed = _unnamed(stage, span, office, country, rule)
    if unnamed:
        return unnamed
    last = stage.last
    if last and last.person and last.entity is None and span.start - stage.last_end < REACH:
        return replace(last, span=span, rule=rule)
    return None


def _unnamed(stage: Stage, span: Span, office: str | None, country: str | None, rule: str) -> Voice | None:
    """A person told by office alone a little before, whom "the diplomat" may mean."""
    for actor in stage.actors_before(span.start):
        if span.start - actor.start > REACH:
            return None
        if actor.kind != "person" or actor.name or actor.plural or not actor.office:
            continue
        known = None if actor.entity is None else stage.analysis.entities[actor.entity].name
        fits_office = office is None or office == actor.office or _may_be_one(office, actor.office)
        told = None if actor.country_how == GUESSED else actor.country
        fits_land = not country or not told or country == told
        if known is None and fits_office and fits_land and actor.office not in VAGUE | HIGHEST:
            own = stage.without_article(Span(actor.start, actor.end))
            return Voice(stage.printed(own), span, rule, actor.entity, own, actor, False, actor.feminine)
    return None


def _opposite(stage: Stage, i: int, end: int, span: Span, rule: str) -> Voice | None:
    """Whom a possessive phrase at token i means: "his host" the other one, "His Majesty" the one honoured."""
    words_of = set(stage.tokens.folded[i + 1 : end])
    honoured = bool(words_of & stage.words.honours)
    if not honoured and not words_of & stage.words.opposite:
        return None
    last = stage.last
    for actor in stage.actors_before(span.start):
        if actor.kind != "person" or actor.plural or stage.is_quoted(actor.start):
            continue
        same = last is not None and (actor.entity == last.entity if last.entity is not None else False)
        if honoured and actor.office not in HONOURED:
            continue
        if not honoured and (same or last is None):
            continue
        if actor.name or honoured:
            voice = of_actor(stage, actor, rule)
            return replace(voice, span=span, rule=rule) if voice else None
    return None


def _may_be_one(office: str, other: str) -> bool:
    """May the press mean one person by two offices? "The diplomat" is anybody but a head of state."""
    if office == "minister" and other in MINISTERS:
        return True
    return {office, other} <= LOOSE or (bool({office, other} & VAGUE) and not {office, other} & HIGHEST)


def _said_before(stage: Stage, span: Span, rule: str) -> Voice | None:
    """An unnamed speaker whose phrase had all the words of this one ("a source close to X", "the source")."""
    short = set(fold(stage.printed(stage.without_article(span))).split())
    if not short or len(short) > 3:
        return None
    for voice in reversed(stage.said):
        if voice.entity is None and short <= set(fold(voice.text).split()):
            return replace(voice, span=span, rule=rule)
    return None


def _country(stage: Stage, span: Span, actor: Actor | None) -> str | None:
    if actor and actor.country and any(actor.start <= c.start < actor.end for c in actor.country_spans):
        return actor.country
    for k in range(stage.tokens.at(span.start), stage.tokens.at(span.end)):
        codes = countries_of_demonym(stage.tokens.folded[k])
        if len(codes) == 1:
            return codes[0]
    return None


def _likeness(
    stage: Stage,
    entity: Entity,
    position: int,
    country: str | None,
    office: str | None,
    feminine: bool | None,
) -> float | None:
    if entity.kind != "person" or not entity.name:
        return None
    mentions = stage.named.get(entity.index, [])
    before = mentions[: bisect_left(mentions, position, key=lambda a: a.start)]
    line = stage.line_at(position)
    if line and not before and mentions and mentions[0].start < line.sentence.end:
        return None
    if not mentions or (feminine is not None and stage.gender.get(entity.index, feminine) != feminine):
        return None
    score = min(2.0, 0.25 * len(mentions)) - 1.5 * (not before)
    if feminine and entity.index not in stage.gender:
        if stage.women and not _may_be_woman(stage, entity, office):
            return None
        score -= 2.0
    if country and entity.country and (country == entity.country or entity.country_how != GUESSED):
        score += AGREES if country == entity.country else -AGREES
    if office and entity.office:
        same = office == entity.office
        score += AGREES if same else 0.0 if _may_be_one(office, entity.office) else -AGREES
    if stage.last and stage.last.entity == entity.index and position - stage.last_end < REACH:
        score += 1.5
    if before:
        score += max(0.0, 1.5 - (position - before[-1].end) / 600)
        score += 0.5 * (not stage.is_governed(before[-1]))
    return score


def _may_be_woman(stage: Stage, entity: Entity, office: str | None) -> bool:
    """May a feminine phrase mean somebody of unknown gender where women of known gender are about?"""
    if entity.office:
        return office == entity.office or (office == "minister" and entity.office in MINISTERS)
    return stage.last is not None and stage.last.entity == entity.index


def named_after(stage: Stage, line: Line, end: int) -> Actor | None:
    """The named person right after a phrase that ends before token `end`, with or without a comma, the
    rest of an office between ("the minister of transport and logistics, X")."""
    starts = {stage.tokens.at(a.start): a for a in line.actors if a.kind == "person" and a.name}
    for k in range(end, min(end + 8, line.last)):
        if not line.is_free(k):
            return None
        if k in starts and not stage.is_governed(starts[k]):
            return starts[k]
        if stage.tokens.words[k] == ",":
            return starts.get(k + 1)
        if not stage.tokens.words[k][0].isalnum() or any(v.first == k for v in line.verbs):
            return None
        if stage.tokens.folded[k] in stage.words.relative | stage.words.linking:
            return None
    return None


def _apposed(stage: Stage, line: Line, end: int, rule: str) -> Voice | None:
    """Two to four capitalised words between commas right behind an office: a name that no mention covers."""
    tokens = stage.tokens
    if end + 2 >= line.last or tokens.words[end] != ",":
        return None
    k = end + 1
    while k < line.last and k < end + 6 and line.is_free(k) and tokens.is_capital(k):
        k += 1
    closes = k >= line.last or tokens.words[k] in ",.;)" or not line.is_free(k)
    if not closes or not 2 <= k - end - 1 <= 4:
        return None
    span = Span(tokens.starts[end + 1], tokens.ends[k - 1])
    return Voice(stage.printed(span), span, rule, None, span)


def of_organisation(stage: Stage, span: Span, rule: str) -> Voice | None:
    """The organisation named last, which "the institution" means."""
    for actor in stage.actors_before(span.start):
        if span.start - actor.end > REACH:
            return None
        if actor.kind == "organisation" and not actor.plural:
            voice = of_actor(stage, actor, rule)
            return replace(voice, span=span) if voice else None
    return None


def same_voice(a: Voice | None, b: Voice | None) -> bool:
    """Is it one speaker?"""
    if a is None or b is None:
        return False
    return fold(a.text) == fold(b.text) or (a.entity is not None and a.entity == b.entity)
