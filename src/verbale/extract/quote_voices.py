"""From the words of an attribution to the speaker: mentions, pronouns, "the diplomat", noun phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.data.world import countries_of_demonym
from verbale.extract.quote_clauses import Line, outermost
from verbale.extract.quote_words import Words, words
from verbale.records import Actor, Analysis, Entity, Span
from verbale.text import fold
from verbale.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: the value, the attribution's words, the entity and the span of the name itself, if any."""

    text: str
    span: Span
    rule: str
    entity: int | None = None
    name_span: Span | None = None
    actor: Actor | None = None
    plural: bool = False
    feminine: bool | None = None
    person: bool = True


REACH = 1500  # code points within which the last speaker is still on stage
AGREES = 2.0  # what the same country or office adds
ENOUGH = 1.0  # what a named person must score to be meant by a definite phrase
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


class Voices:
    """Speakers of one article, and the memory of who spoke last and whose communique it was."""

    def __init__(self, analysis: Analysis, lines: Sequence[Line]) -> None:
        self.analysis = analysis
        self.lines = lines
        self.tokens: Tokens = analysis.tokens
        self.words: Words = words()
        self.last: Voice | None = None
        self.last_end = 0
        self.issuer: Voice | None = None
        self._starts = [x.sentence.start for x in lines]
        self._quoted = [(q.start, q.end) for q in outermost(analysis.quotations, ())]
        self._gender: dict[int, bool] = {}
        for actor in analysis.actors:
            if actor.entity is not None and actor.feminine is not None and actor.kind == "person":
                self._gender.setdefault(actor.entity, actor.feminine)
        self._women = any(self._gender.values())
        self.said: list[Voice] = []

    # --- mentions ------------------------------------------------------------------------

    def of_actor(self, actor: Actor, rule: str) -> Voice | None:
        """The voice of a mention: its entity's fullest name, else whom its words stand for, else its own."""
        span = Span(actor.start, actor.end)
        if actor.kind == "pronoun":
            return self.of_pronoun(span, actor.feminine, actor.plural, rule, line=self.line_at(actor.start))
        line = self.line_at(actor.start)
        if actor.kind == "person" and actor.name is None and line:
            named = self.named_after(line, self.tokens.at(actor.end))
            if named:
                return self.of_actor(named, rule)
        entity = None if actor.entity is None else self.analysis.entities[actor.entity]
        if entity and entity.kind == "person" and entity.name:
            return self.of_entity(entity, span, rule, actor)
        if actor.kind == "person":
            voice = self.stands_for(span, rule, actor)
            if voice:
                return voice
        own = self._spelt_out(self.without_article(span))
        text = self.printed(own)
        if not text:
            return None
        person = actor.kind in ("person", "group")
        index = entity.index if entity else None
        feminine = self._grammatical(span) if actor.feminine is None else actor.feminine
        return Voice(text, span, rule, index, own, actor, actor.plural, feminine, person)

    def of_entity(self, entity: Entity, span: Span, rule: str, actor: Actor | None = None) -> Voice:
        """The voice of a named person."""
        feminine = self._gender.get(entity.index, actor.feminine if actor else None)
        return Voice(entity.name or "", span, rule, entity.index, entity.name_span, actor, False, feminine)

    def line_at(self, position: int) -> Line | None:
        at = bisect_right(self._starts, position) - 1
        return self.lines[at] if at >= 0 and position < self.lines[at].sentence.end else None

    # --- pronouns ------------------------------------------------------------------------

    def of_pronoun(
        self,
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
            for actor in self._subjects(line, span.start):
                if self._agrees(actor, feminine, plural):
                    voice = self.of_actor(actor, rule)
                    return replace(voice, span=span) if voice else None
        limit = line.sentence.start if line else span.start
        fresh = self._subject_since(limit, feminine, plural)
        if fresh is None and self.last and self._fits(self.last, feminine, plural):
            return replace(self.last, span=span, rule=rule)
        voice = self.of_actor(fresh, rule) if fresh else None
        voice = voice or self._anyone_before(limit, feminine, plural, rule) or self.last
        return replace(voice, span=span, rule=rule) if voice else None

    def _subjects(self, line: Line, before: int) -> Iterator[Actor]:
        for actor in line.actors:
            if actor.start >= before:
                return
            if actor.kind != "pronoun" and not self.is_governed(actor) and not self.is_object(actor, line):
                yield actor

    def _agrees(self, actor: Actor, feminine: bool | None, plural: bool) -> bool:
        if actor.kind not in ("person", "group") or actor.plural != plural:
            return False
        known = actor.feminine
        if known is None and actor.entity is not None:
            known = self._gender.get(actor.entity)
        if feminine and known is None:
            return not self._women
        return feminine is None or known is None or known == feminine

    def _fits(self, voice: Voice, feminine: bool | None, plural: bool) -> bool:
        if voice.plural != plural and voice.person:
            return False
        if feminine and voice.feminine is None and voice.person:
            return not self._women
        return feminine is None or voice.feminine is None or voice.feminine == feminine

    def _subject_since(self, position: int, feminine: bool | None, plural: bool) -> Actor | None:
        """The first fitting subject of the last sentence that has one, after the last quotation."""
        for line in reversed(self.lines):
            if line.sentence.start >= position or line.sentence.is_title:
                continue
            if line.sentence.end <= self.last_end or (
                self.last is None and position - line.sentence.end > REACH
            ):
                return None
            for actor in self._subjects(line, position):
                if actor.start > self.last_end and self._agrees(actor, feminine, plural):
                    return actor
        return None

    def _anyone_before(self, position: int, feminine: bool | None, plural: bool, rule: str) -> Voice | None:
        for actor in reversed(self.analysis.actors):
            if (
                actor.start < position
                and self._agrees(actor, feminine, plural)
                and not self.is_quoted(actor.start)
            ):
                return self.of_actor(actor, rule)
        return None

    # --- definite noun phrases -----------------------------------------------------------

    def stands_for(self, span: Span, rule: str, actor: Actor | None = None) -> Voice | None:
        """The person named elsewhere that words like "the American leader" mean; None if they introduce one."""
        i, end = self.tokens.at(span.start), self.tokens.at(span.end)
        if i and i < end and self.tokens.folded[i] not in self.words.definite:
            i -= 1
        if i >= end or self.tokens.folded[i] not in self.words.definite:
            return None
        before = self._said_before(span)
        if before:
            return replace(before, span=span, rule=rule)
        country, office = self._country(span, actor), actor.office if actor else None
        feminine = actor.feminine if actor else None
        if feminine is None and self.tokens.folded[i] in self.words.feminine_articles:
            feminine = True
        best: tuple[float, Entity] | None = None
        for entity in self.analysis.entities:
            score = self._likeness(entity, span.start, country, office, feminine)
            if score is not None and (best is None or score > best[0]):
                best = (score, entity)
        if best and best[0] >= ENOUGH:
            return self.of_entity(best[1], span, rule, actor)
        last = self.last
        if last and last.person and last.entity is None and span.start - self.last_end < REACH:
            return replace(last, span=span, rule=rule)
        return None

    def _said_before(self, span: Span) -> Voice | None:
        """An unnamed speaker whose phrase had all the words of this one: "a source close to …", "the source"."""
        short = set(fold(self.printed(self.without_article(span))).split())
        for voice in reversed(self.said):
            if short and len(short) < 4 and voice.entity is None and short <= set(fold(voice.text).split()):
                return voice
        return None

    def _country(self, span: Span, actor: Actor | None) -> str | None:
        if actor and actor.country:
            return actor.country
        for k in range(self.tokens.at(span.start), self.tokens.at(span.end)):
            codes = countries_of_demonym(self.tokens.folded[k])
            if len(codes) == 1:
                return codes[0]
        return None

    def _likeness(
        self, entity: Entity, position: int, country: str | None, office: str | None, feminine: bool | None
    ) -> float | None:
        if entity.kind != "person" or not entity.name:
            return None
        mentions = [
            a for a in self.analysis.actors if a.entity == entity.index and a.kind == "person" and a.name
        ]
        before = [a for a in mentions if a.start < position]
        if not mentions or (feminine is not None and self._gender.get(entity.index, feminine) != feminine):
            return None
        score = min(2.0, 0.25 * len(mentions)) - 1.5 * (not before)
        if feminine and entity.index not in self._gender:
            score -= 1.0
        if country and entity.country:
            score += AGREES if country == entity.country else -AGREES
        if office and entity.office:
            same = office == entity.office
            score += AGREES if same else 0.0 if {office, entity.office} <= LOOSE else -AGREES
        if self.last and self.last.entity == entity.index and position - self.last_end < REACH:
            score += 1.5
        if before:
            score += max(0.0, 1.5 - (position - before[-1].end) / 600)
            score += 0.5 * (not self.is_governed(before[-1]))
        return score

    # --- noun phrases that no mention covers ---------------------------------------------

    def noun_phrase(self, line: Line, i: int, rule: str, stop: int | None = None) -> Voice | None:
        """The voice named by the words that start at token i: a carrier's author, a source, anybody."""
        lex, tokens = self.words, self.tokens
        same = lex.same_source.longest(tokens, i)
        if same:
            span = Span(tokens.starts[i], tokens.ends[same[0] - 1])
            voice = self.issuer or self.last
            return replace(voice, span=span, rule=rule) if voice else None
        end = min(self._phrase_end(line, i), stop if stop is not None else line.last)
        if end - i < 1 + (tokens.folded[i] in lex.determiners):
            return None
        for k in range(i, min(end, i + 4)):
            carrier = lex.carriers.longest(tokens, k)
            if carrier:
                return self.carried(line, i, carrier[0], rule)
        named = self.named_after(line, end)
        if named:
            return self.of_actor(named, rule)
        if tokens.folded[i] in lex.indefinite and lex.anybody.longest(tokens, i + 1):
            return None
        span = Span(tokens.starts[i], tokens.ends[end - 1])
        if any(lex.person_nouns.longest(tokens, k) for k in range(i + 1, min(end, i + 4))):
            voice = self.stands_for(span, rule)
            if voice:
                return voice
        own = self.without_article(span)
        text = self.printed(own)
        person = lex.collectives.longest(tokens, i + 1) is None and tokens.folded[i] not in lex.sources
        feminine = self._grammatical(span)
        return Voice(text, span, rule, None, own, None, False, feminine, person) if text else None

    def _grammatical(self, span: Span) -> bool | None:
        """The gender that an article shows; None where it is elided or missing."""
        word = self.tokens.folded[self.tokens.at(span.start)]
        return (
            True
            if word in self.words.feminine_articles
            else False
            if word in self.words.masculine_articles
            else None
        )

    def _phrase_end(self, line: Line, i: int) -> int:
        tokens, k = self.tokens, i
        while k < line.last and k < i + 14 and line.is_free(k):
            if not tokens.words[k][0].isalnum() or (k > i and self.words.phrase_ends.longest(tokens, k)):
                break
            if k > i and any(v.first <= k < v.last and v.finite for v in line.verbs):
                break
            k += 1
        return k

    def named_after(self, line: Line, end: int) -> Actor | None:
        """The named person right after a phrase that ends before token `end`, with or without a comma, the
        rest of an office between ("the minister of transport and logistics, X")."""
        starts = {self.tokens.at(a.start): a for a in line.actors if a.kind == "person" and a.name}
        for k in range(end, min(end + 8, line.last)):
            if not line.is_free(k):
                return None
            if k in starts and not self.is_governed(starts[k]):
                return starts[k]
            if self.tokens.words[k] == ",":
                return starts.get(k + 1)
            if not self.tokens.words[k][0].isalnum() or any(v.first == k for v in line.verbs):
                return None
            if (
                k > end
                and self.words.phrase_ends.longest(self.tokens, k)
                and self.tokens.folded[k] not in self.words.joining
            ):
                return None
        return None

    def carried(self, line: Line, i: int, after: int, rule: str) -> Voice | None:
        """Whose communique it is: the one named after it, its possessor, else the last that issued one."""
        lex, tokens = self.words, self.tokens
        span = Span(tokens.starts[i], tokens.ends[after - 1])
        if tokens.folded[i] in lex.possessives:
            voice = self.issuer or self.last
            return replace(voice, span=span, rule=rule) if voice else None
        voice = self.author(line, after, rule) or self.issuer or self.last
        return replace(voice, span=span, rule=rule) if voice and voice.span.start < span.start else voice

    def author(self, line: Line, after: int, rule: str) -> Voice | None:
        """The one named behind a carrier: "a communique of X"; remembered as issuer."""
        lex, tokens = self.words, self.tokens
        for k in range(after, min(after + 12, line.last)):
            if not line.is_free(k) or tokens.words[k] in ".;:":
                return None
            if tokens.folded[k] not in lex.introducing:
                continue
            actor = self.actor_at(line, k) or (self.actor_at(line, k + 1) if k + 1 < line.last else None)
            voice = self.of_actor(actor, rule) if actor else None
            if voice is None and k == after and k + 1 < line.last and tokens.words[k + 1][0].isalnum():
                voice = self.noun_phrase(line, k + 1, rule)
            if voice:
                self.issuer = voice
                return voice
        return None

    # --- small questions -----------------------------------------------------------------

    def actor_at(self, line: Line, i: int) -> Actor | None:
        """The mention that starts at token i, or at the next one behind a determiner."""
        tokens = self.tokens
        for actor in line.actors:
            start = tokens.at(actor.start)
            if start == i or (start == i + 1 and tokens.folded[i] in self.words.determiners):
                return actor
            if start > i + 1:
                break
        return None

    def is_quoted(self, position: int) -> bool:
        at = bisect_right(self._quoted, (position, position)) - 1
        return at >= 0 and self._quoted[at][0] < position < self._quoted[at][1]

    def is_governed(self, actor: Actor) -> bool:
        """Does a preposition stand right before the mention or open it?"""
        i = self.tokens.at(actor.start)
        if i >= len(self.tokens):
            return False
        if self.tokens.folded[i] in self.words.prepositions:
            return True
        k = i - 1
        while k >= 0 and self.tokens.folded[k] in self.words.determiners - self.words.prepositions:
            k -= 1
        return k >= 0 and self.tokens.folded[k] in self.words.prepositions

    def is_object(self, actor: Actor, line: Line) -> bool:
        """Does a verb stand right before the mention?"""
        i = self.tokens.at(actor.start)
        if actor.kind == "pronoun" or i <= line.first:
            return False
        k = i - 1
        while (
            k >= line.first
            and line.is_free(k)
            and (
                self.tokens.folded[k] in self.words.determiners
                or self.words.adverbials.longest(self.tokens, k)
            )
        ):
            k -= 1
        if k < line.first or not line.is_free(k) or not self.tokens.words[k][0].isalpha():
            return False
        stem = self.tokens.words[k].lower().rstrip("es")
        participle = bool(stem) and not stem[-1].isascii() and self.tokens.words[k][0].islower()
        return participle or any(v.at == k for v in line.verbs)

    def printed(self, span: Span) -> str:
        return " ".join(self.analysis.article.text[span.start : span.end].split())

    def without_article(self, span: Span) -> Span:
        """The span without the determiner it opens with."""
        i, end = self.tokens.at(span.start), self.tokens.at(span.end)
        while (
            end - i > 1
            and self.tokens.folded[i] in self.words.determiners | self.words.prepositions | self.words.still
        ):
            i += 1
        return Span(self.tokens.starts[i], span.end) if i < len(self.tokens) else span

    def _spelt_out(self, span: Span) -> Span:
        """The words of the text whose initials an acronym is ("CNDH"), else the span."""
        word = self.analysis.plain[span.start : span.end]
        if not (word.isupper() and word.isalpha() and 2 < len(word) < 8):
            return span
        tokens, small = self.tokens, self.words.prepositions | self.words.determiners | self.words.joining
        initials = fold(word)
        full = [
            k for k in range(len(tokens)) if tokens.folded[k] not in small and tokens.words[k][0].isalnum()
        ]
        for at in range(len(full) - len(word) + 1):
            run = full[at : at + len(word)]
            if run[-1] - run[0] > 2 * len(word) or any(tokens.words[k].isupper() for k in run):
                continue
            if (
                "".join(tokens.folded[k][0] for k in run) == initials
                and sum(tokens.is_capital(k) for k in run) > 1
            ):
                return Span(tokens.starts[run[0]], tokens.ends[run[-1]])
        return span


def same_voice(a: Voice | None, b: Voice | None) -> bool:
    """Is it one speaker?"""
    if a is None or b is None:
        return False
    return fold(a.text) == fold(b.text) or (a.entity is not None and a.entity == b.entity)
