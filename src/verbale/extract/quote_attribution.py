"""Which finder speaks for which quotation: incise, introducer, "according to", subject, what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.extract.quote_according import according, observe, remember
from verbale.extract.quote_clauses import Line, Stretch, Verb
from verbale.extract.quote_inside import split_incise
from verbale.extract.quote_inversion import DASHES, STRONG_MARKS, is_inverted
from verbale.extract.quote_speakers import left_of, right_of, subject
from verbale.extract.quote_stage import Stage, Voice
from verbale.extract.quote_syntax import is_finite
from verbale.extract.quote_voices import of_actor
from verbale.morphology import grammar
from verbale.records import Analysis
from verbale.text import fold

# How often a construction was right about its speaker on the study half of the development articles
# (bench/quotes.py), rounded; rare ones are drawn to the mean.
CONFIDENCE = {
    "incise": 0.84,
    "inside": 0.85,
    "post": 0.8,
    "colon": 0.75,
    "clause": 0.78,
    "according": 0.8,
    "distant incise": 0.8,
    "object": 0.7,
    "beside": 0.6,
    "afterwards": 0.8,
    "floor": 0.6,
    "passive": 0.6,
    "continued": 0.7,
    "subject": 0.55,
    "carried": 0.4,
    "none": 0.3,
}
# The same for the question whether the stretch is speech at all.
SPEECH = {"subject": 0.8, "carried": 0.6, "none": 0.65, "floor": 0.8, "beside": 0.6, "post": 0.8}
SPEECH_OTHERWISE = 0.97
NEAR = 2500  # code points within which a speaker may go on without being named again


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a stretch, by which construction; `direct`: words beside the stretch say so."""

    stretch: Stretch
    line: int
    voice: Voice | None
    rule: str
    direct: bool


def attribute(analysis: Analysis, lines: Sequence[Line]) -> list[Attribution]:
    """The attribution of every stretch, in order."""
    stage = Stage(analysis, lines)
    out: list[Attribution] = []
    for position, line in enumerate(lines):
        if not line.stretches:
            observe(stage, line)
            continue
        for stretch in line.stretches:
            inside = split_incise(stage, stretch, line.number)
            if inside:
                stage.last = inside[1]
                stage.said.append(inside[1])
                out.append(_made(line, inside[0], inside[1], "inside"))
                continue
            found = _direct(stage, lines, position, stretch) or _indirect(stage, lines, position, stretch)
            out.append(found)
            if found.voice and _words(stage, stretch) > 1:
                stage.last = found.voice
                stage.said.append(found.voice)
                if found.rule in ("incise", "distant incise", "according"):
                    remember(stage, found.voice)
        observe(stage, line)
        stage.last_end = max(line.sentence.end, line.stretches[-1].quotation.end)
    return out


def _words(stage: Stage, stretch: Stretch) -> int:
    return sum(stage.tokens.words[k][0].isalnum() for k in range(stretch.first, stretch.last))


def _made(line: Line, stretch: Stretch, voice: Voice | None, rule: str, direct: bool = True) -> Attribution:
    return Attribution(stretch, line.number, voice, rule, direct)


def _direct(stage: Stage, lines: Sequence[Line], position: int, stretch: Stretch) -> Attribution | None:
    """What the words of the stretch's own sentence say."""
    line = lines[position]
    closing = next((x for x in lines[position:] if stretch.last <= x.last), line)
    opens = not any(
        line.is_free(k) and stage.tokens.words[k][0].isalnum() for k in range(line.first, stretch.first)
    )
    nobody = _impersonal(stage, closing, stretch)
    incise = None if nobody else _incise(stage, closing, stretch)
    if nobody and opens:
        return _made(line, stretch, None, "incise")
    if incise and opens:
        return _made(line, stretch, incise, "incise")
    verb = _governing(stage, line, stretch)
    spoken = verb is not None and fold(verb.lemma) in stage.words.declare
    if verb and not (incise and not spoken):
        voice = subject(stage, line, verb, "clause")
        if voice is None and verb.passive and verb.speech and _is_bound(stage, line, verb, stretch):
            return _made(line, stretch, incise or _distant(stage, closing, stretch), "passive")
        later = None if verb.speech else _covering(stage, line, stretch)
        if later:
            return _made(line, stretch, later, "distant incise")
        if voice and stage.issuer and not verb.passive and _is_pair(stage, voice):
            voice = replace(stage.issuer, span=voice.span)
        if voice:
            voice = _mouthpiece(stage, line, verb, stretch, voice, incise)
            colon = stage.tokens.words[stretch.first - 1] == ":"
            return _made(line, stretch, voice, "colon" if colon else "clause" if verb.speech else "object")
    if incise:
        return _made(line, stretch, incise, "incise")
    beside = _beside(stage, line, stretch)
    if beside:
        return _made(line, stretch, beside, "beside")
    said = _according(stage, line, stretch)
    if said:
        return _made(line, stretch, said, "according")
    distant = _distant(stage, closing, stretch)
    if distant:
        return _made(line, stretch, distant, "distant incise")
    return None


def _skip(stage: Stage, line: Line, k: int) -> int:
    """The first token from k on that is neither a comma nor an adverbial."""
    while k < line.last and line.is_free(k):
        step = stage.words.adverbials.longest(stage.tokens, k)
        if step and not any(v.first == k for v in line.verbs):
            k = step[0]
        elif stage.tokens.words[k] in (",", ";", *DASHES):
            k += 1
        else:
            break
    return k


def _impersonal(stage: Stage, line: Line, stretch: Stretch) -> bool:
    """Does an incise without a speaker stand behind the stretch ("one notes")?"""
    k = _skip(stage, line, stretch.last)
    for verb in line.verbs:
        if verb.first == k and verb.speech and verb.clitic and verb.clitic not in stage.words.clitics:
            return subject(stage, line, verb, "incise") is None
    return False


def _incise(stage: Stage, line: Line, stretch: Stretch) -> Voice | None:
    """A verb of speech with its subject, or "according to X", right behind the stretch."""
    k = _skip(stage, line, stretch.last)
    if k >= line.last or not line.is_free(k):
        return None
    for verb in line.verbs:
        if verb.first == k and verb.speech and verb.finite and not verb.passive:
            return subject(stage, line, verb, "incise")
    said = according(stage, line, k, "incise")
    return said[1] if said else None


def _governing(stage: Stage, line: Line, stretch: Stretch) -> Verb | None:
    """The verb that the stretch depends on: the nearest one before it in its clause, or the verb of speech
    whose reported clause holds both."""
    near: Verb | None = None
    tokens, lexicon = stage.tokens, stage.words
    for verb in reversed([v for v in line.verbs if v.last <= stretch.first]):
        between = [k for k in range(verb.last, stretch.first) if line.is_free(k)]
        if any(tokens.words[k] in STRONG_MARKS - {":"} for k in between):
            break
        linked = any(tokens.folded[k] in lexicon.linking or tokens.words[k] == ":" for k in between)
        lemma = fold(verb.lemma)
        if (
            lemma in lexicon.declare
            and not verb.passive
            and (linked or (lemma not in lexicon.ambiguous and near is None))
        ):
            return verb
        if not linked and between and lemma in lexicon.ambiguous and not verb.clitic:
            continue
        near = near or verb
    return near


def _is_pair(stage: Stage, voice: Voice) -> bool:
    """Two sides that a communique speaks of together ("les deux parties"), not one that speaks."""
    return voice.plural and any(
        stage.tokens.folded[k] in stage.words.pair
        for k in range(stage.tokens.at(voice.span.start), stage.tokens.at(voice.span.end))
    )


def _mouthpiece(
    stage: Stage, line: Line, verb: Verb, stretch: Stretch, voice: Voice, incise: Voice | None
) -> Voice:
    """Who speaks for a state: "Paris said through its ministry …", "Paris: …, says the ministry"."""
    if not voice.actor or voice.actor.kind != "state":
        return voice
    if incise and incise.actor and incise.actor.kind in ("body", "person"):
        return incise
    for k in range(line.first, stretch.first):
        step = stage.words.mouthpieces.longest(stage.tokens, k) if line.is_free(k) else None
        actor = stage.actor_at(line, step[0]) if step and step[0] < line.last else None
        found = of_actor(stage, actor, "clause") if actor and actor.kind in ("body", "person") else None
        if found:
            return found
    return voice


def _is_bound(stage: Stage, line: Line, verb: Verb, stretch: Stretch) -> bool:
    """Does nothing but a preposition or conjunction, or its infinitive, lead from a verb to the stretch?"""
    between = [k for k in range(verb.last, stretch.first) if line.is_free(k)]
    return len(between) < 3 and all(
        stage.tokens.folded[k] in stage.words.bonds or stage.words.adverbials.longest(stage.tokens, k)
        for k in between
    )


def _beside(stage: Stage, line: Line, stretch: Stretch) -> Voice | None:
    """A bare name with a colon before the stretch, or behind it between brackets or after a dash."""
    tokens = stage.tokens
    k = stretch.first - 1
    if k > line.first and tokens.words[k] == ":":
        for actor in reversed(line.actors):
            if tokens.at(actor.end) == k and not stage.is_governed(actor):
                return of_actor(stage, actor, "beside")
        named = next((a for a in reversed(line.actors) if a.end <= stretch.quotation.start and a.name), None)
        if named and not any(v.last <= k for v in line.verbs if v.speech):
            return of_actor(stage, named, "beside")
    k = stretch.last
    if k + 1 < line.last and tokens.words[k] in ("(", *DASHES):
        signed = stage.actor_at(line, k + 1)
        if signed:
            return of_actor(stage, signed, "beside")
    return None


def _according(stage: Stage, line: Line, stretch: Stretch) -> Voice | None:
    """The nearest "according to X" of the sentence, before the stretch rather than behind it."""
    before = [k for k in range(line.first, stretch.first) if line.is_free(k)]
    behind = [k for k in range(stretch.last, line.last) if line.is_free(k)]
    for k in (*reversed(before), *behind):
        said = according(stage, line, k, "according")
        if said:
            return said[1]
    return None


def _covering(stage: Stage, line: Line, stretch: Stretch) -> Voice | None:
    """Who says the sentence, where a verb of speech behind a comma closes it: "…, recalled X."."""
    for verb in line.verbs:
        behind = verb.first >= stretch.last and stage.tokens.words[verb.first - 1] == ","
        if behind and verb.speech and verb.finite and not verb.passive and is_inverted(stage, line, verb):
            return subject(stage, line, verb, "distant incise")
    return None


def _distant(stage: Stage, line: Line, stretch: Stretch) -> Voice | None:
    """An incise further on that covers the whole sentence: "…, a-t-il dit"."""
    for verb in line.verbs:
        if verb.first < stretch.last or not (verb.speech and verb.finite) or verb.passive:
            continue
        if is_inverted(stage, line, verb):
            voice = subject(stage, line, verb, "distant incise")
            if voice:
                return voice
    for verb in line.verbs:
        apart = verb.first > line.first and stage.tokens.words[verb.first - 1] == ","
        if verb.first < stretch.first and verb.speech and verb.clitic in stage.words.clitics and apart:
            return subject(stage, line, verb, "distant incise")
    return None


def _indirect(stage: Stage, lines: Sequence[Line], position: int, stretch: Stretch) -> Attribution:
    """What the sentences around say, or the subject of the sentence."""
    line = lines[position]
    if _is_bare(stage, line):
        after = _afterwards(stage, lines, position)
        if after:
            return _made(line, stretch, after, "afterwards")
        floor = _floor(stage, lines, position)
        if floor:
            return _made(line, stretch, floor, "floor")
        ahead = _ahead(stage, lines, position)
        if ahead:
            return _made(line, stretch, ahead, "afterwards")
        if stage.last and line.sentence.start - stage.last_end < NEAR:
            return _made(line, stretch, stage.last, "continued", direct=False)
        return _made(
            line, stretch, _subject(stage, lines[position - 1]) if position else None, "floor", direct=False
        )
    last = stage.last
    if last and line.sentence.start - stage.last_end < NEAR and _holds_predicate(stage, line, stretch):
        return _made(line, stretch, last, "continued", direct=False)
    voice = _subject(stage, line, stretch.first)
    if voice is None and last and line.sentence.start - stage.last_end < NEAR:
        return _made(line, stretch, last, "carried", direct=False)
    return _made(line, stretch, voice, "subject" if voice else "none", direct=False)


def _holds_predicate(stage: Stage, line: Line, stretch: Stretch) -> bool:
    """Does the quoted stretch hold the verb of the sentence, so that its subject is spoken of?"""
    grammar_, tokens = grammar(), stage.tokens
    auxiliaries = grammar_.avoir.keys() | grammar_.etre.keys()
    first = tokens.at(stretch.pieces[0].start)
    before = tokens.folded[stretch.first - 1] if stretch.first > line.first else ""
    return (
        tokens.folded[first] in auxiliaries | grammar_.negative | grammar_.reflexive
        or before in auxiliaries
        or is_finite(tokens, first)
    )


def _is_bare(stage: Stage, line: Line) -> bool:
    """Does the sentence hold little more than its quotations?"""
    return (
        sum(line.is_free(k) and stage.tokens.words[k][0].isalnum() for k in range(line.first, line.last)) <= 2
    )


def _subject(stage: Stage, line: Line, limit: int | None = None) -> Voice | None:
    """The first mention that no preposition governs, before token `limit`, else any such mention."""
    for actor in line.actors:
        if (limit is None or stage.tokens.at(actor.start) < limit) and not stage.is_governed(actor):
            return of_actor(stage, actor, "subject")
    if limit is not None:
        for actor in line.actors:
            if stage.tokens.at(actor.start) >= limit and not stage.is_governed(actor):
                return of_actor(stage, actor, "subject")
    return None


def _afterwards(stage: Stage, lines: Sequence[Line], position: int) -> Voice | None:
    """The next sentence names the author: "C'est ce qu'a confie X"."""
    if position + 1 >= len(lines):
        return None
    line = lines[position + 1]
    if not stage.words.afterwards.longest(stage.tokens, line.first):
        return None
    for verb in line.verbs:
        voice = right_of(stage, line, verb, "afterwards") or left_of(stage, line, verb, "afterwards")
        if voice:
            return voice
    return _subject(stage, line) or _anybody(stage, line)


def _anybody(stage: Stage, line: Line) -> Voice | None:
    """The first person named in a sentence, under a preposition or not."""
    named = (a for a in line.actors if a.kind == "person" and a.name)
    first = next(named, None)
    return of_actor(stage, first, "subject") if first else None


def _floor(stage: Stage, lines: Sequence[Line], position: int) -> Voice | None:
    """The sentence before hands over the floor: it ends in a colon, reports somebody, or says who speaks."""
    if position == 0:
        return None
    line = lines[position - 1]
    tokens, lexicon = stage.tokens, stage.words
    ends_open = tokens.words[line.last - 1] == ":"
    if line.stretches and not ends_open:
        return None
    for verb in reversed(line.verbs):
        if (
            verb.speech
            and not verb.passive
            and (ends_open or (verb.finite and fold(verb.lemma) in lexicon.declare))
        ):
            voice = subject(stage, line, verb, "floor")
            if voice:
                return voice
    if ends_open:
        return _subject(stage, line) or _anybody(stage, line)
    hands_over = any(
        lexicon.floor.longest(tokens, k) for k in range(line.first, line.last) if line.is_free(k)
    )
    return _subject(stage, line) if hands_over else None


def _ahead(stage: Stage, lines: Sequence[Line], position: int) -> Voice | None:
    """The next sentence opens with a quotation of its own and names its speaker."""
    if position + 1 >= len(lines) or (position and lines[position - 1].stretches):
        return None
    line = lines[position + 1]
    if line.stretches and line.stretches[0].first == line.first:
        k = _skip(stage, line, line.stretches[0].last)
        if any(v.first == k and v.speech and v.finite and not v.passive and not v.clitic for v in line.verbs):
            return _incise(stage, line, line.stretches[0])
    return None
