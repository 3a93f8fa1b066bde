"""Who speaks: the subject of a verb of speech, the one "according to" whom, the one carried over.

Every finder gives a `Voice` or None; `quote_attribution.py` decides which finder is asked when.
"""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extract.quote_clauses import Line, Verb
from verbale.extract.quote_words import Words, words
from verbale.records import Actor, Analysis, Span
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


STRONG_MARKS = frozenset(".;:!?\u2026")


class Finder:
    """Finds speakers in the lines of one article; remembers who spoke last and whose communique it was."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens: Tokens = analysis.tokens
        self.words: Words = words()
        self.last: Voice | None = None
        self.last_end = 0
        self.issuer: Voice | None = None

    # --- from mentions to voices ---------------------------------------------------------

    def of_actor(self, actor: Actor, rule: str) -> Voice | None:
        """The voice of a mention: its entity's fullest name, else its own words."""
        span = Span(actor.start, actor.end)
        if actor.kind == "pronoun":
            return self.of_pronoun(span, actor.feminine, actor.plural, rule, actor)
        entity = None if actor.entity is None else self.analysis.entities[actor.entity]
        if entity and entity.kind == "person" and (entity.name or entity.noun_phrase):
            text = entity.name or self.phrase(entity.noun_span) or str(entity.noun_phrase)
            literal = entity.name_span if entity.name else entity.noun_span
            return Voice(text, span, rule, entity.index, literal, actor, actor.plural, actor.feminine)
        text_span = self.without_article(span)
        text = self.printed(text_span)
        return (
            Voice(text, span, rule, actor.entity, text_span, actor, actor.plural, actor.feminine)
            if text
            else None
        )

    def of_pronoun(
        self, span: Span, feminine: bool | None, plural: bool, rule: str, actor: Actor | None = None
    ) -> Voice | None:
        """The one a pronoun stands for: the last speaker if still on stage, else the last fitting subject."""
        fresh = self._subject_since(span.start, feminine, plural)
        if fresh is None and self.last and self._fits(self.last, feminine, plural):
            return self._again(self.last, span, rule)
        if fresh is None and actor and actor.entity is not None:
            known = self.analysis.entities[actor.entity]
            fresh = next(
                (a for a in self.analysis.actors if a.entity == known.index and a.kind != "pronoun"), None
            )
        voice = self.of_actor(fresh, rule) if fresh else None
        if voice is None:
            voice = self.last
        return self._again(voice, span, rule) if voice else None

    def _again(self, voice: Voice, span: Span, rule: str) -> Voice:
        return Voice(
            voice.text, span, rule, voice.entity, voice.name_span, voice.actor, voice.plural, voice.feminine
        )

    def _fits(self, voice: Voice, feminine: bool | None, plural: bool) -> bool:
        if voice.plural != plural and voice.actor is not None and voice.actor.kind in ("person", "group"):
            return False
        return feminine is None or voice.feminine is None or voice.feminine == feminine

    def _subject_since(self, position: int, feminine: bool | None, plural: bool) -> Actor | None:
        """The last actor in subject position before `position` and after the last quotation."""
        found = None
        for actor in self.analysis.actors:
            if actor.start >= position:
                break
            if actor.start < self.last_end or actor.kind == "pronoun" or actor.plural != plural:
                continue
            if actor.kind not in ("person", "organisation", "body", "state") or self.is_quoted(actor.start):
                continue
            if feminine is not None and actor.feminine is not None and actor.feminine != feminine:
                continue
            if actor.kind != "person" and (found or self.last is None):
                continue
            if not self.is_governed(actor) and (actor.kind == "person" or found is None):
                found = actor
        return found

    def is_quoted(self, position: int) -> bool:
        return any(q.start < position < q.end for q in self.analysis.quotations)

    def is_governed(self, actor: Actor) -> bool:
        """Does a preposition or a verb stand right before the mention, so that it is no subject?"""
        i = self.tokens.at(actor.start)
        fused = self.tokens.folded[i] if i < len(self.tokens) else ""
        if fused in self.words.prepositions:
            return True
        if i == 0:
            return False
        before = self.tokens.folded[i - 1]
        if before in self.words.determiners and i > 1:
            before = self.tokens.folded[i - 2]
        return before in self.words.prepositions

    def printed(self, span: Span) -> str:
        return " ".join(self.analysis.article.text[span.start : span.end].split())

    def phrase(self, span: Span | None) -> str | None:
        return self.printed(self.without_article(span)) if span else None

    def without_article(self, span: Span) -> Span:
        """The span without the determiner it opens with."""
        i, end = self.tokens.at(span.start), self.tokens.at(span.end)
        if end - i > 1 and self.tokens.folded[i] in self.words.determiners | self.words.prepositions:
            return Span(self.tokens.starts[i + 1], span.end)
        return span

    # --- noun phrases that no mention covers ---------------------------------------------

    def noun_phrase(self, line: Line, i: int, rule: str) -> Voice | None:
        """The voice named by the words that start at token i: a carrier's author, a source, anybody."""
        lex, tokens = self.words, self.tokens
        same = lex.same_source.longest(tokens, i)
        if same:
            span = Span(tokens.starts[i], tokens.ends[same[0] - 1])
            voice = self.issuer or self.last
            return self._again(voice, span, rule) if voice else None
        end = self._phrase_end(line, i)
        if end == i:
            return None
        for k in range(i, min(end, i + 3)):
            carrier = lex.carriers.longest(tokens, k)
            if carrier:
                return self.carried(line, i, carrier[0], rule)
        named = self._apposed(line, end)
        if named:
            return self.of_actor(named, rule)
        span = self.without_article(Span(tokens.starts[i], tokens.ends[end - 1]))
        text = self.printed(span)
        return Voice(text, Span(tokens.starts[i], tokens.ends[end - 1]), rule, None, span) if text else None

    def _phrase_end(self, line: Line, i: int) -> int:
        tokens, k = self.tokens, i
        while k < line.last and k < i + 14 and line.is_free(k):
            word = tokens.words[k]
            if not word[0].isalnum() or (k > i and self.words.phrase_ends.longest(tokens, k)):
                break
            k += 1
        return k

    def _apposed(self, line: Line, end: int) -> Actor | None:
        """The named person between commas right after a phrase ("le porte-parole du parti, X")."""
        if end < line.last and self.tokens.words[end] == ",":
            for actor in line.actors:
                if self.tokens.at(actor.start) == end + 1 and actor.kind == "person" and actor.name:
                    return actor
        return None

    def carried(self, line: Line, i: int, after: int, rule: str) -> Voice | None:
        """Whose communique it is: the one named after it, its possessor, else the last that issued one."""
        lex, tokens = self.words, self.tokens
        span = Span(tokens.starts[i], tokens.ends[after - 1])
        for k in range(after, min(after + 5, line.last)):
            if not line.is_free(k) or tokens.words[k] in ",.;:":
                break
            actor = self.actor_at(line, k)
            if actor and (
                tokens.folded[k] in lex.introducing
                or tokens.folded[k - 1] in lex.introducing | lex.determiners
            ):
                voice = self.of_actor(actor, rule)
                if voice:
                    self.issuer = voice
                    return voice
            if (
                tokens.folded[k] in lex.introducing
                and k + 1 < line.last
                and tokens.folded[k + 1] not in lex.determiners
            ):
                if (
                    self.actor_at(line, k + 1) is None
                    and k + 1 < line.last
                    and tokens.words[k + 1][0].isalnum()
                ):
                    voice = self.noun_phrase(line, k + 1, rule)
                    self.issuer = voice or self.issuer
                    return voice
        voice = self.issuer or self.last
        return self._again(voice, span, rule) if voice else None

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

    # --- subjects ------------------------------------------------------------------------

    def subject(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """Who does what the verb says."""
        if verb.clitic:
            return self._of_clitic(line, verb, rule)
        if verb.passive:
            return self._agent(line, verb, rule)
        if not verb.finite:
            return self._controller(line, verb, rule)
        if self.is_inverted(line, verb):
            found = self.right_of(line, verb, rule)
            if found:
                return found
        return self.left_of(line, verb, rule)

    def is_inverted(self, line: Line, verb: Verb) -> bool:
        """Does the verb stand at the start of its clause, right behind a quotation or a comma?"""
        k = verb.first - 1
        while k >= line.first and line.is_free(k) and self._is_adverbial(k):
            k -= 1
        if k < line.first or not line.is_free(k):
            return True
        if self.tokens.words[k] not in (",", "-", "\u2013", "\u2014", "("):
            return False
        inner = k - 1
        if inner < line.first or not line.is_free(inner):
            return True
        following = verb.last
        while following < line.last and self._is_adverbial(following):
            following += 1
        return (
            following < line.last and line.is_free(following) and bool(self._starts_subject(line, following))
        )

    def _is_adverbial(self, k: int) -> bool:
        step = self.words.adverbials.longest(self.tokens, k)
        return step is not None

    def _starts_subject(self, line: Line, k: int) -> bool:
        actor = self.actor_at(line, k)
        return (actor is not None and not self.is_governed(actor)) or (
            self.tokens.folded[k] in self.words.determiners
            and self.tokens.folded[k] not in self.words.prepositions
        )

    def _of_clitic(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        clitic = str(verb.clitic)
        at = verb.clitic_at
        span = Span(self.tokens.starts[at], self.tokens.ends[at])
        known = self.words.clitics.get(clitic)
        if known is None:
            return self.right_of(line, verb, rule) or self._source_after(line, verb.last, rule)
        return self.of_pronoun(span, known[0], known[1], rule)

    def _source_after(self, line: Line, i: int, rule: str) -> Voice | None:
        """ "lit-on dans un communique de X": the carrier or actor anywhere after the verb."""
        for k in range(i, min(i + 8, line.last)):
            if not line.is_free(k) or self.tokens.words[k] in STRONG_MARKS:
                break
            carrier = self.words.carriers.longest(self.tokens, k)
            if carrier:
                return self.carried(line, k, carrier[0], rule)
            actor = self.actor_at(line, k)
            if actor:
                return self.of_actor(actor, rule)
        return None

    def _agent(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        for k in range(verb.last, min(verb.last + 25, line.last)):
            if line.is_free(k) and self.tokens.folded[k] in self.words.agents and k + 1 < line.last:
                actor = self.actor_at(line, k + 1)
                return self.of_actor(actor, rule) if actor else self.noun_phrase(line, k + 1, rule)
        return None

    def _controller(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """The subject of a participle or infinitive: that of the finite verb before, or the main one."""
        for other in reversed([v for v in line.verbs if v.first < verb.first and v.finite and not v.passive]):
            voice = self.subject(line, other, rule)
            if voice:
                return voice
        left = self.left_of(line, verb, rule)
        if left:
            return left
        if verb.first - line.first <= 3:
            for actor in line.actors:
                if self.tokens.at(actor.start) >= verb.last and not self.is_governed(actor):
                    return self.of_actor(actor, rule)
        return self.last

    def right_of(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """The subject behind an inverted verb."""
        tokens, k = self.tokens, verb.last
        while k < line.last and line.is_free(k):
            step = self.words.adverbials.longest(tokens, k)
            if step:
                k = step[0]
            elif tokens.words[k] in (",", "-") or tokens.folded[k] in self.words.clitics:
                k += 1
            else:
                break
        if k >= line.last or not line.is_free(k):
            return None
        actor = self.actor_at(line, k)
        if actor and not self.is_governed(actor):
            return self.of_actor(actor, rule)
        services = self.words.services.longest(tokens, k)
        if services:
            span = Span(tokens.starts[k], tokens.ends[services[0] - 1])
            return Voice(self.printed(span), span, rule, None, span)
        if tokens.folded[k] in self.words.determiners or tokens.words[k][0].isupper():
            return self.noun_phrase(line, k, rule)
        return self._first_free_actor(line, k, rule)

    def _first_free_actor(self, line: Line, k: int, rule: str) -> Voice | None:
        """The first ungoverned mention after token k in the clause."""
        for actor in line.actors:
            start = self.tokens.at(actor.start)
            if start < k:
                continue
            between = range(k, start)
            if any(not line.is_free(j) or self.tokens.words[j] in STRONG_MARKS for j in between):
                break
            if any(self.tokens.folded[j] in self.words.linking | self.words.relative for j in between):
                break
            if not self.is_governed(actor):
                return self.of_actor(actor, rule)
        return None

    def left_of(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """The subject in front of a verb."""
        tokens, lex = self.tokens, self.words
        before = verb.first - 1
        left = [a for a in line.actors if tokens.at(a.end) <= verb.first]
        if before >= line.first and tokens.folded[before] in lex.relative:
            return self.of_actor(left[-1], rule) if left else self._phrase_before(line, before, rule)
        if before >= line.first and tokens.folded[before] in lex.impersonal:
            return None
        for actor in reversed(left):
            if self.is_governed(actor) or self._is_object(actor, line):
                continue
            return self.of_actor(actor, rule)
        phrase = self._phrase_before(line, before, rule)
        if phrase:
            return phrase
        return self.of_actor(left[0], rule) if left and not self.last else None

    def _is_object(self, actor: Actor, line: Line) -> bool:
        """Does a verb stand right before the mention?"""
        i = self.tokens.at(actor.start)
        if actor.kind == "pronoun" or i <= line.first:
            return False
        k = i - 1
        if self.tokens.folded[k] in self.words.determiners:
            k -= 1
        if k < line.first or not line.is_free(k) or not self.tokens.words[k][0].isalpha():
            return False
        word = self.tokens.words[k].lower()
        stem = word.rstrip("es")
        participle = bool(stem) and not stem[-1].isascii()
        return participle or any(v.at == k for v in line.verbs)

    def _phrase_before(self, line: Line, before: int, rule: str) -> Voice | None:
        """A noun phrase that ends right before the verb and that no mention covers."""
        tokens, k = self.tokens, before
        while k >= line.first and line.is_free(k) and tokens.words[k][0].isalnum() and before - k < 12:
            k -= 1
        for i in range(k + 1, before + 1):
            if tokens.folded[i] in self.words.determiners and tokens.folded[i] not in self.words.prepositions:
                return self.noun_phrase(line, i, rule)
        return None

    def according(self, line: Line, i: int, rule: str) -> tuple[int, Voice] | None:
        """(token after, voice) where a phrase like "according to X" starts at token i."""
        step = self.words.according.longest(self.tokens, i)
        weak = self.tokens.folded[i] in self.words.weakly
        if not step and not weak:
            return None
        k = step[0] if step else i + 1
        if k >= line.last or not line.is_free(k):
            return None
        itself = self.words.itself.longest(self.tokens, k)
        if itself:
            actor = self.actor_at(line, k)
            span = Span(self.tokens.starts[k], self.tokens.ends[itself[0] - 1])
            feminine = actor.feminine if actor else None
            voice = self.of_pronoun(span, feminine, bool(actor and actor.plural), rule, actor)
            return (itself[0], voice) if voice else None
        actor = self.actor_at(line, k)
        if actor and not (weak and actor.kind not in ("person", "organisation", "body", "state")):
            voice = self.of_actor(actor, rule)
            return (self.tokens.at(actor.end), voice) if voice else None
        if weak:
            return None
        voice = self.noun_phrase(line, k, rule)
        return (k + 1, voice) if voice else None
