"""A sentence with its quotations as symbols: verbs of speech, actors and marks outside them, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.extract.quote_words import Reading, Words, words
from verbale.morphology import grammar, verb_group
from verbale.records import Actor, Analysis, Furniture, Quotation, Sentence, Span
from verbale.tokens import Tokens

ASIDE = 14  # tokens that a remark between commas may take


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech or judgement: tokens `first` to `last` (exclusive), auxiliaries included."""

    first: int
    last: int
    at: int
    lemma: str
    speech: bool
    finite: bool
    passive: bool
    clitic: str | None  # folded, "-t-il"
    clitic_at: int = -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """One outermost quotation (tokens `first` to `last`) of an article, `pieces` what it says."""

    index: int
    quotation: Quotation
    first: int
    last: int
    pieces: tuple[Span, ...]


@dataclass(slots=True)
class Line:
    """A sentence laid out: `free[k]` says whether token first + k stands outside quotations."""

    number: int
    sentence: Sentence
    first: int
    last: int
    stretches: list[Stretch] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)

    def is_free(self, token: int) -> bool:
        return self.first <= token < self.last and self.free[token - self.first]


def outermost(quotations: Sequence[Quotation], furniture: Sequence[Furniture]) -> list[Quotation]:
    """Quotations that stand in no other one and not in furniture."""
    kept: list[Quotation] = []
    for q in quotations:
        if kept and q.start < kept[-1].end:
            continue
        if not any(f.start <= q.start < f.end for f in furniture):
            kept.append(q)
    return kept


def stretches_of(analysis: Analysis) -> list[Stretch]:
    """The article's outermost quotations as numbered stretches of one piece each."""
    tokens = analysis.tokens
    return [
        Stretch(k, q, tokens.at(q.start), tokens.at(q.end), (q.inner,))
        for k, q in enumerate(outermost(analysis.quotations, analysis.furniture))
    ]


def lines_of(analysis: Analysis, stretches: Sequence[Stretch]) -> list[Line]:
    """The sentences of an article that are not furniture, laid out."""
    tokens = analysis.tokens
    lines: list[Line] = []
    starts = [s.quotation.start for s in stretches]
    actor_starts = [a.start for a in analysis.actors]
    for number, sentence in enumerate(analysis.sentences):
        if any(f.start <= sentence.start < f.end for f in analysis.furniture):
            continue
        first, last = tokens.at(sentence.start), tokens.at(sentence.end)
        if first >= last:
            continue
        line = Line(number, sentence, first, last, free=[True] * (last - first))
        low = bisect_left(starts, sentence.start)
        if low and stretches[low - 1].quotation.end > sentence.start:
            _mask(line, stretches[low - 1])
        for stretch in stretches[low : bisect_left(starts, sentence.end)]:
            line.stretches.append(stretch)
            _mask(line, stretch)
        for actor in analysis.actors[
            bisect_left(actor_starts, sentence.start) : bisect_left(actor_starts, sentence.end)
        ]:
            if line.is_free(tokens.at(actor.start)):
                line.actors.append(actor)
        line.verbs = verbs_of(tokens, line)
        lines.append(line)
    return lines


def _mask(line: Line, stretch: Stretch) -> None:
    for token in range(max(stretch.first, line.first), min(stretch.last, line.last)):
        line.free[token - line.first] = False


def verbs_of(tokens: Tokens, line: Line) -> list[Verb]:
    """The verbs of speech and judgement of a line, outside its quotations and mentions."""
    lexicon = words()
    found: list[Verb] = []
    taken = {k for a in line.actors for k in range(tokens.at(a.start), tokens.at(a.end))}
    for i in range(line.first, line.last):
        word = tokens.folded[i]
        if (word not in lexicon.verbs and word not in lexicon.pairs) or i in taken or not line.is_free(i):
            continue
        verb = _pair(lexicon, tokens, line, i) or _verb(lexicon, tokens, line, i)
        if verb and not (found and verb.at < found[-1].last):
            found.append(verb)
    return found


def _reading(lexicon: Words, tokens: Tokens, i: int) -> Reading | None:
    """The reading of a form that its accents allow: folding makes present and participle alike."""
    readings = lexicon.verbs.get(tokens.folded[i])
    if not readings:
        return None
    stem = tokens.words[i].lower().rstrip("es")
    accented = bool(stem) and not stem[-1].isascii()
    for reading in readings:
        if len(readings) == 1 or (reading.tense == "participle") == accented:
            return reading
    return readings[0]


def _verb(lexicon: Words, tokens: Tokens, line: Line, i: int) -> Verb | None:
    reading = _reading(lexicon, tokens, i)
    if reading is None:
        return None
    before = tokens.folded[i - 1] if i > line.first else ""
    if (
        reading.tense in ("present", "past")
        and before in lexicon.determiners
        and not (before in lexicon.object_pronouns and _takes_pronoun(lexicon, tokens, line, i - 1))
    ):
        return None
    group = verb_group(tokens, i, reading.lemma, reading.tense, line.first)
    if (
        reading.tense == "present"
        and group.first == i
        and before in lexicon.determiners | lexicon.prepositions
    ):
        return None
    tense, voice, first = group.tense, group.voice, group.first
    if (
        len(lexicon.verbs[tokens.folded[i]]) > 1
        and reading.tense != "participle"
        and _auxiliary(tokens, line, i)
    ):
        group = verb_group(tokens, i, reading.lemma, "participle", line.first)
        tense, voice, first = group.tense, group.voice, group.first
    if tense == "participle":
        bridge = _bridge(lexicon, tokens, line, first)
        if bridge:
            tense, voice, first = bridge
    finite = tense not in ("infinitive", "participle", "gerund") and reading.tense != "infinitive"
    if reading.tense == "infinitive":
        support = _support(lexicon, tokens, line, i)
        if support is not None:
            finite, first = True, support
    while first < i and (not line.is_free(first) or _leads_in(lexicon, tokens, first)):
        first += 1
    clitic, at = _clitic(lexicon, tokens, line, first, i)
    return Verb(
        first,
        i + 1,
        i,
        reading.lemma,
        reading.speech,
        finite or clitic is not None,
        voice == "passive",
        clitic,
        at,
    )


def _leads_in(lexicon: Words, tokens: Tokens, k: int) -> bool:
    """Is token k an adverb in front of the whole group ("ce dernier a dit"), no part of it?"""
    word, g = tokens.folded[k], grammar()
    part = word in g.avoir or word in g.etre or word in g.clitics or word in g.reflexive or word in g.negative
    return word in g.adverbs and not part and word not in lexicon.supports


def _takes_pronoun(lexicon: Words, tokens: Tokens, line: Line, i: int) -> bool:
    """May the article at token i be an object pronoun: does a subject, "who" or "as" lead to it?"""
    k = i - 1
    if k < line.first or not line.is_free(k):
        return False
    word = tokens.folded[k]
    leads = lexicon.relative | lexicon.as_words | lexicon.impersonal | grammar().negative
    return word in leads or word in lexicon.pronouns or any(tokens.at(a.end) == i for a in line.actors)


def _bridge(lexicon: Words, tokens: Tokens, line: Line, first: int) -> tuple[str, str, int] | None:
    """(tense, voice, first token) of a participle whose auxiliary stands apart: "a, for its part, said"."""
    k = first - 1
    while k > line.first and line.is_free(k):
        step = lexicon.adverbials.before(tokens, k, line.first)
        if step is not None:
            k = step
        elif tokens.folded[k] in lexicon.clitics:
            k -= 1
        elif tokens.words[k] == ",":
            opening = next(
                (j for j in range(k - 1, max(line.first, k - ASIDE), -1) if tokens.words[j] == ","), None
            )
            k = opening - 1 if opening and k == first - 1 else k - 1
        else:
            break
    word = tokens.folded[k] if k >= line.first and line.is_free(k) else ""
    auxiliary = word in grammar().avoir or word in grammar().etre
    if k == first - 1 or not auxiliary or (len(word) == 1 and tokens.words[k] != word):
        return None
    tense = grammar().avoir.get(word) or grammar().etre[word]
    if tense in ("infinitive", "gerund"):
        return None
    own = k > line.first and tokens.folded[k - 1] in grammar().reflexive
    voice = "reflexive" if own else "active" if word in grammar().avoir else "passive"
    return "past", voice, k - own


def _auxiliary(tokens: Tokens, line: Line, i: int) -> bool:
    """Does an auxiliary lead to this form, of which present and participle look alike ("a dit")?"""
    return verb_group(tokens, i, "", "participle", line.first).tense not in ("participle",)


def _clitic(lexicon: Words, tokens: Tokens, line: Line, first: int, i: int) -> tuple[str | None, int]:
    for k in range(max(first, i - 8), min(i + 2, line.last)):
        if tokens.folded[k] in lexicon.clitics or tokens.folded[k] in ("-t-on", "-on"):
            return tokens.folded[k], k
    return None, -1


def _support(lexicon: Words, tokens: Tokens, line: Line, i: int) -> int | None:
    """The first token of the finite verb that carries an infinitive of speech ("a tenu a preciser")."""
    for k in range(i - 1, max(line.first, i - 6) - 1, -1):
        tense = lexicon.supports.get(tokens.folded[k])
        if tense is None or not line.is_free(k):
            continue
        group = verb_group(tokens, k, "", tense, line.first)
        if group.tense in ("participle", "gerund", "infinitive"):
            group = verb_group(tokens, k, "", "participle", line.first)
        return None if group.tense in ("participle", "gerund", "infinitive") else group.first
    return None


def _pair(lexicon: Words, tokens: Tokens, line: Line, i: int) -> Verb | None:
    """A verb of speech in two words ("a fait savoir", "met en garde")."""
    seconds = lexicon.pairs.get(tokens.folded[i])
    if not seconds:
        return None
    for k in range(i + 1, min(i + 4, line.last)):
        if tokens.folded[k] in seconds and line.is_free(k):
            tense = lexicon.pair_tense[tokens.folded[i]]
            if _auxiliary(tokens, line, i):
                tense = "participle"
            group = verb_group(tokens, i, tokens.folded[k], tense, line.first)
            finite = group.tense not in ("infinitive", "participle", "gerund")
            clitic, at = _clitic(lexicon, tokens, line, group.first, i)
            return Verb(
                group.first, k + 1, i, tokens.folded[k], True, finite or clitic is not None, False, clitic, at
            )
    return None
