"""Which finder speaks for which quotation: incise, introducer, "according to", subject, what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.extract.quote_clauses import Line, Stretch, Verb
from verbale.extract.quote_inside import split_incise
from verbale.extract.quote_speakers import DASHES, STRONG_MARKS, Speakers
from verbale.extract.quote_voices import Voice
from verbale.morphology import grammar
from verbale.records import Analysis
from verbale.text import fold

# How sure a construction is of its speaker; checked on the development articles (bench/quotes.py).
CONFIDENCE = {
    "incise": 0.93,
    "inside": 0.9,
    "post": 0.95,
    "colon": 0.92,
    "clause": 0.85,
    "according": 0.9,
    "distant incise": 0.85,
    "object": 0.75,
    "beside": 0.85,
    "afterwards": 0.8,
    "floor": 0.75,
    "continued": 0.75,
    "subject": 0.6,
    "none": 0.5,
}
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
    finder = Speakers(analysis, lines)
    out: list[Attribution] = []
    for position, line in enumerate(lines):
        if not line.stretches:
            finder.observe(line)
            continue
        for stretch in line.stretches:
            inside = split_incise(finder, stretch, line.number)
            if inside:
                finder.last = inside[1]
                finder.said.append(inside[1])
                out.append(_made(line, inside[0], inside[1], "inside"))
                continue
            found = _direct(finder, lines, position, stretch) or _indirect(finder, lines, position, stretch)
            out.append(found)
            if found.voice and len(stretch.pieces):
                finder.last = found.voice
                finder.said.append(found.voice)
                if found.rule in ("incise", "distant incise", "according"):
                    finder.remember(found.voice)
        finder.observe(line)
        finder.last_end = max(line.sentence.end, line.stretches[-1].quotation.end)
    return out


def _made(line: Line, stretch: Stretch, voice: Voice | None, rule: str, direct: bool = True) -> Attribution:
    return Attribution(stretch, line.number, voice, rule, direct)


def _direct(finder: Speakers, lines: Sequence[Line], position: int, stretch: Stretch) -> Attribution | None:
    """What the words of the stretch's own sentence say."""
    line = lines[position]
    closing = next((x for x in lines[position:] if stretch.last <= x.last), line)
    opens = not any(
        line.is_free(k) and finder.tokens.words[k][0].isalnum() for k in range(line.first, stretch.first)
    )
    nobody = _impersonal(finder, closing, stretch)
    incise = None if nobody else _incise(finder, closing, stretch)
    if nobody and opens:
        return _made(line, stretch, None, "incise")
    if incise and opens:
        return _made(line, stretch, incise, "incise")
    verb = _governing(finder, line, stretch)
    if verb and not (incise and fold(verb.lemma) not in finder.words.declare):
        voice = finder.subject(line, verb, "clause")
        if voice:
            colon = finder.tokens.words[stretch.first - 1] == ":"
            return _made(line, stretch, voice, "colon" if colon else "clause" if verb.speech else "object")
    if incise:
        return _made(line, stretch, incise, "incise")
    beside = _beside(finder, line, stretch)
    if beside:
        return _made(line, stretch, beside, "beside")
    said = _according(finder, line, stretch)
    if said:
        return _made(line, stretch, said, "according")
    distant = _distant(finder, closing, stretch)
    if distant:
        return _made(line, stretch, distant, "distant incise")
    return None


def _skip(finder: Speakers, line: Line, k: int) -> int:
    """The first token from k on that is neither a comma nor an adverbial."""
    while k < line.last and line.is_free(k):
        step = finder.words.adverbials.longest(finder.tokens, k)
        if step and not any(v.first == k for v in line.verbs):
            k = step[0]
        elif finder.tokens.words[k] in (",", ";", *DASHES):
            k += 1
        else:
            break
    return k


def _impersonal(finder: Speakers, line: Line, stretch: Stretch) -> bool:
    """Does an incise without a speaker stand behind the stretch ("one notes")?"""
    k = _skip(finder, line, stretch.last)
    for verb in line.verbs:
        if verb.first == k and verb.speech and verb.clitic and verb.clitic not in finder.words.clitics:
            return finder.subject(line, verb, "incise") is None
    return False


def _incise(finder: Speakers, line: Line, stretch: Stretch) -> Voice | None:
    """A verb of speech with its subject, or "according to X", right behind the stretch."""
    k = _skip(finder, line, stretch.last)
    if k >= line.last or not line.is_free(k):
        return None
    for verb in line.verbs:
        if verb.first == k and verb.speech and verb.finite and not verb.passive:
            return finder.subject(line, verb, "incise")
    said = finder.according(line, k, "incise")
    return said[1] if said else None


def _governing(finder: Speakers, line: Line, stretch: Stretch) -> Verb | None:
    """The verb that the stretch depends on: the nearest one before it in its clause, or the verb of speech
    whose reported clause holds both."""
    near: Verb | None = None
    tokens, lexicon = finder.tokens, finder.words
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
        near = near or verb
    return near


def _beside(finder: Speakers, line: Line, stretch: Stretch) -> Voice | None:
    """A bare name with a colon before the stretch, or behind it between brackets or after a dash."""
    tokens = finder.tokens
    k = stretch.first - 1
    if k > line.first and tokens.words[k] == ":":
        for actor in reversed(line.actors):
            if tokens.at(actor.end) == k and not finder.is_governed(actor):
                return finder.of_actor(actor, "beside")
    k = stretch.last
    if k + 1 < line.last and tokens.words[k] in ("(", *DASHES):
        actor = finder.actor_at(line, k + 1)
        if actor:
            return finder.of_actor(actor, "beside")
    return None


def _according(finder: Speakers, line: Line, stretch: Stretch) -> Voice | None:
    """The nearest "according to X" of the sentence, before the stretch rather than behind it."""
    before = [k for k in range(line.first, stretch.first) if line.is_free(k)]
    behind = [k for k in range(stretch.last, line.last) if line.is_free(k)]
    for k in (*reversed(before), *behind):
        said = finder.according(line, k, "according")
        if said:
            return said[1]
    return None


def _distant(finder: Speakers, line: Line, stretch: Stretch) -> Voice | None:
    """An incise further on that covers the whole sentence: "…, a-t-il dit"."""
    for verb in line.verbs:
        if verb.first < stretch.last or not (verb.speech and verb.finite) or verb.passive:
            continue
        if finder.is_inverted(line, verb):
            voice = finder.subject(line, verb, "distant incise")
            if voice:
                return voice
    return None


def _indirect(finder: Speakers, lines: Sequence[Line], position: int, stretch: Stretch) -> Attribution:
    """What the sentences around say, or the subject of the sentence."""
    line = lines[position]
    if _is_bare(finder, line):
        after = _afterwards(finder, lines, position)
        if after:
            return _made(line, stretch, after, "afterwards")
        floor = _floor(finder, lines, position)
        if floor:
            return _made(line, stretch, floor, "floor")
        ahead = _ahead(finder, lines, position)
        if ahead:
            return _made(line, stretch, ahead, "afterwards")
        if finder.last and line.sentence.start - finder.last_end < NEAR:
            return _made(line, stretch, finder.last, "continued", direct=False)
        return _made(
            line, stretch, _subject(finder, lines[position - 1]) if position else None, "floor", direct=False
        )
    last = finder.last
    if last and line.sentence.start - finder.last_end < NEAR and _holds_predicate(finder, line, stretch):
        return _made(line, stretch, last, "continued", direct=False)
    voice = _subject(finder, line, stretch.first)
    return _made(line, stretch, voice, "subject" if voice else "none", direct=False)


def _holds_predicate(finder: Speakers, line: Line, stretch: Stretch) -> bool:
    """Does the quoted stretch hold the verb of the sentence, so that its subject is spoken of?"""
    grammar_, tokens = grammar(), finder.tokens
    auxiliaries = grammar_.avoir.keys() | grammar_.etre.keys()
    first = tokens.at(stretch.pieces[0].start)
    before = tokens.folded[stretch.first - 1] if stretch.first > line.first else ""
    return (
        tokens.folded[first] in auxiliaries | grammar_.negative | grammar_.reflexive
        or before in auxiliaries
        or any(
            r.tense in ("present", "past", "imperfect")
            for r in finder.words.verbs.get(tokens.folded[first], ())
        )
    )


def _is_bare(finder: Speakers, line: Line) -> bool:
    """Does the sentence hold little more than its quotations?"""
    return (
        sum(line.is_free(k) and finder.tokens.words[k][0].isalnum() for k in range(line.first, line.last))
        <= 2
    )


def _subject(finder: Speakers, line: Line, limit: int | None = None) -> Voice | None:
    """The first mention that no preposition governs, before token `limit`, else any such mention."""
    for actor in line.actors:
        if (limit is None or finder.tokens.at(actor.start) < limit) and not finder.is_governed(actor):
            return finder.of_actor(actor, "subject")
    if limit is not None:
        for actor in line.actors:
            if finder.tokens.at(actor.start) >= limit and not finder.is_governed(actor):
                return finder.of_actor(actor, "subject")
    return None


def _afterwards(finder: Speakers, lines: Sequence[Line], position: int) -> Voice | None:
    """The next sentence names the author: "C'est ce qu'a confie X"."""
    if position + 1 >= len(lines):
        return None
    line = lines[position + 1]
    if not finder.words.afterwards.longest(finder.tokens, line.first):
        return None
    for verb in line.verbs:
        voice = finder.right_of(line, verb, "afterwards") or finder.left_of(line, verb, "afterwards")
        if voice:
            return voice
    return _subject(finder, line)


def _floor(finder: Speakers, lines: Sequence[Line], position: int) -> Voice | None:
    """The sentence before hands over the floor: it ends in a colon, reports somebody, or says who speaks."""
    if position == 0:
        return None
    line = lines[position - 1]
    tokens, lexicon = finder.tokens, finder.words
    ends_open = tokens.words[line.last - 1] == ":"
    if line.stretches and not ends_open:
        return None
    for verb in reversed(line.verbs):
        if (
            verb.speech
            and not verb.passive
            and (ends_open or (verb.finite and fold(verb.lemma) in lexicon.declare))
        ):
            voice = finder.subject(line, verb, "floor")
            if voice:
                return voice
    hands_over = any(
        lexicon.floor.longest(tokens, k) for k in range(line.first, line.last) if line.is_free(k)
    )
    return _subject(finder, line) if ends_open or hands_over else None


def _ahead(finder: Speakers, lines: Sequence[Line], position: int) -> Voice | None:
    """The next sentence opens with a quotation of its own and names its speaker."""
    if position + 1 >= len(lines) or (position and lines[position - 1].stretches):
        return None
    line = lines[position + 1]
    if line.stretches and line.stretches[0].first == line.first:
        k = _skip(finder, line, line.stretches[0].last)
        if any(v.first == k and v.speech and v.finite and not v.passive and not v.clitic for v in line.verbs):
            return _incise(finder, line, line.stretches[0])
    return None
