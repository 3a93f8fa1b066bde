"""The subject of a verb of speech, and the one "according to" whom."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.quote_clauses import Line, Verb
from verbale.extract.quote_voices import Voice, Voices
from verbale.records import Actor, Span
from verbale.text import fold

STRONG_MARKS = frozenset(".;:!?\u2026")
DASHES = ("-", "\u2013", "\u2014")


class Speakers(Voices):
    """Finds who says in the lines of one article. Every finder gives a Voice or None."""

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

    def is_followup(self, verb: Verb) -> bool:
        return fold(verb.lemma) in self.words.followups

    def is_inverted(self, line: Line, verb: Verb) -> bool:
        """Does the verb stand at the start of its clause, right behind a quotation or between commas?"""
        if verb.clitic:
            return True
        k = verb.first - 1
        while k >= line.first and line.is_free(k) and self._is_adverbial(k):
            k -= 1
        if k < line.first or not line.is_free(k):
            return True
        if self.tokens.folded[k] in self.words.as_words:
            return True
        if self.tokens.words[k] not in (",", *DASHES, "("):
            return False
        if k - 1 < line.first or not line.is_free(k - 1):
            return True
        following = verb.last
        while following < line.last and self._is_adverbial(following):
            following += 1
        return following < line.last and line.is_free(following) and self._starts_subject(line, following)

    def _is_adverbial(self, k: int) -> bool:
        return self.words.adverbials.longest(self.tokens, k) is not None

    def _starts_subject(self, line: Line, k: int) -> bool:
        """Does a subject that closes its clause start at token k?"""
        actor = self.actor_at(line, k)
        if actor and not self.is_governed(actor):
            end = self.tokens.at(actor.end)
        elif self._opens_phrase(k):
            end = self._phrase_end(line, k)
            if end - k < 2:
                return False
        else:
            return self.tokens.folded[k] in self.words.prepositions and bool(self._free_phrase_at(line, k))
        return (
            end >= line.last
            or not line.is_free(end)
            or self.tokens.words[end] in (",", ".", ")", ":", *DASHES)
            or (self.words.phrase_ends.longest(self.tokens, end) is not None)
        )

    def _opens_phrase(self, k: int) -> bool:
        """Does a determiner that is no preposition, or an indefinite plural, stand at token k?"""
        word = self.tokens.folded[k]
        return (
            word in self.words.determiners - self.words.prepositions or word in self.words.indefinite_plural
        )

    def _of_clitic(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        span = Span(self.tokens.starts[verb.clitic_at], self.tokens.ends[verb.clitic_at])
        known = self.words.clitics.get(str(verb.clitic))
        if known is None:
            voice = self._source_after(line, verb.last, rule)
            return voice or ((self.issuer or self.last) if fold(verb.lemma) in self.words.reading else None)
        feminine, plural = known
        same = self.last and self._fits(self.last, feminine, plural) and self.is_followup(verb)
        if self.last and same and not self._took_the_floor(line):
            return replace(self.last, span=span, rule=rule)
        return self.of_pronoun(span, feminine, plural, rule, line=line, within=False)

    def _took_the_floor(self, line: Line) -> bool:
        """Has somebody else been reported since the last quotation?"""
        return any(
            v.finite and v.speech and not v.passive
            for other in self.lines
            if self.last_end < other.sentence.start and other.sentence.end <= line.sentence.start
            for v in other.verbs
        )

    def _source_after(self, line: Line, i: int, rule: str) -> Voice | None:
        """ "One reads in a communique of X": the carrier or mention behind the verb."""
        for k in range(i, min(i + 8, line.last)):
            if not line.is_free(k) or self.tokens.words[k] in STRONG_MARKS:
                break
            same = self.words.same_source.longest(self.tokens, k)
            carrier = self.words.carriers.longest(self.tokens, k)
            if same:
                return self.noun_phrase(line, k, rule)
            if carrier:
                return self.carried(line, k, carrier[0], rule)
            if self.tokens.folded[k] in self.words.sources:
                return self.noun_phrase(line, k, rule)
            actor = self.actor_at(line, k)
            if actor:
                return self.of_actor(actor, rule)
        return None

    def _agent(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        for k in range(verb.last, min(verb.last + 25, line.last - 1)):
            if line.is_free(k) and self.tokens.folded[k] in self.words.agents:
                actor = self.actor_at(line, k + 1)
                return self.of_actor(actor, rule) if actor else self.noun_phrase(line, k + 1, rule)
        return None

    def _controller(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """The subject of a participle or infinitive: that of the finite verb before, or the main one."""
        near = verb.first - line.first <= 3
        gerund = self.tokens.folded[verb.at].endswith("nt")
        if near and not gerund and self.last and self.is_followup(verb):
            return self.last
        for other in reversed([v for v in line.verbs if v.first < verb.first and v.finite and not v.passive]):
            voice = self.subject(line, other, rule)
            if voice:
                return voice
        left = None if near else self.left_of(line, verb, rule)
        if left:
            return left
        for actor in line.actors:
            if near and self.tokens.at(actor.start) >= verb.last and not self.is_governed(actor):
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
            return Voice(self.printed(span), span, rule, None, span, None, False, None, False)
        if (
            tokens.folded[k] in self.words.determiners - self.words.prepositions
            or tokens.words[k][0].isupper()
        ):
            return self.noun_phrase(line, k, rule)
        return self._first_free_actor(line, k, rule)

    def _first_free_actor(self, line: Line, k: int, rule: str) -> Voice | None:
        """The first ungoverned mention after token k in the clause."""
        barred = self.words.linking | self.words.relative
        for actor in line.actors:
            start = self.tokens.at(actor.start)
            if start < k:
                continue
            between = range(k, start)
            if not all(line.is_free(j) for j in between) or any(
                self.tokens.words[j] in STRONG_MARKS or self.tokens.folded[j] in barred for j in between
            ):
                break
            if not self.is_governed(actor):
                return self.of_actor(actor, rule)
        return self._first_free_phrase(line, k, rule)

    def _first_free_phrase(self, line: Line, k: int, rule: str) -> Voice | None:
        """The first noun phrase behind a prepositional one: "told the paper a source close to …"."""
        at = self._free_phrase_at(line, k)
        return self.noun_phrase(line, at, rule) if at else None

    def _free_phrase_at(self, line: Line, k: int) -> int | None:
        barred = self.words.linking | self.words.relative
        for j in range(k + 1, min(k + 9, line.last)):
            word = self.tokens.folded[j]
            if (
                not line.is_free(j)
                or self.tokens.words[j] in STRONG_MARKS
                or word in barred
                or self.tokens.words[j] == ","
            ):
                return None
            governed = self.tokens.folded[j - 1] in self.words.prepositions
            if word in self.words.determiners - self.words.prepositions and not governed:
                return j
        return None

    def left_of(self, line: Line, verb: Verb, rule: str) -> Voice | None:
        """The subject in front of a verb."""
        tokens, lex = self.tokens, self.words
        before = verb.first - 1
        left = [a for a in line.actors if tokens.at(a.end) <= verb.first]
        if before >= line.first and tokens.folded[before] in lex.relative:
            return self._antecedent(line, left, before, rule)
        if before >= line.first and tokens.folded[before] in lex.impersonal:
            return None
        carrier = self._carrier_before(line, verb, left, rule)
        if carrier:
            return carrier
        for actor in reversed(left):
            if self.is_governed(actor) or self.is_object(actor, line) or self._is_apposed(actor):
                continue
            if not self._is_adjacent(line, actor, verb) and self._opens_clause(actor):
                continue
            return self.of_actor(self._named_before(left, actor), rule)
        return self._phrase_before(line, before, rule)

    def _is_adjacent(self, line: Line, actor: Actor, verb: Verb) -> bool:
        """Do only commas and adverbials stand between a mention and a verb?"""
        k = self.tokens.at(actor.end)
        while k < verb.first and line.is_free(k) and (self.tokens.words[k] == "," or self._is_adverbial(k)):
            step = self.words.adverbials.longest(self.tokens, k)
            k = step[0] if step else k + 1
        return k >= verb.first

    def _opens_clause(self, actor: Actor) -> bool:
        """Is the mention the subject of a clause of its own ("… said that X wished …")?"""
        i = self.tokens.at(actor.start)
        return i > 0 and self.tokens.folded[i - 1] in self.words.linking | self.words.relative

    def _is_apposed(self, actor: Actor) -> bool:
        """An office without article or name, which tells more of the name before it."""
        if actor.kind != "person" or actor.name:
            return False
        return self.tokens.words[self.tokens.at(actor.start)][0].islower() and (
            self.tokens.folded[self.tokens.at(actor.start)] not in self.words.determiners
        )

    def _antecedent(self, line: Line, left: list[Actor], before: int, rule: str) -> Voice | None:
        """Whom a relative pronoun stands for: the mention right before it."""
        if not left:
            return self._phrase_before(line, before - 1 - (self.tokens.words[before - 1] == ","), rule)
        return self.of_actor(self._named_before(left, left[-1]), rule)

    def _named_before(self, left: list[Actor], actor: Actor) -> Actor:
        """The name that an unnamed office stands in apposition to: "X, the commission's president, says"."""
        k = left.index(actor)
        entity = None if actor.entity is None else self.analysis.entities[actor.entity]
        if k and actor.kind == "person" and not (entity and entity.name):
            other = left[k - 1]
            if (
                other.kind == "person"
                and other.name
                and self.tokens.at(other.end) + 1 == self.tokens.at(actor.start)
            ):
                return other
        return actor

    def _carrier_before(self, line: Line, verb: Verb, left: list[Actor], rule: str) -> Voice | None:
        """A carrier or "the same source" as grammatical subject, with no other mention but its author's."""
        for k in range(line.first, verb.first):
            if not line.is_free(k) or self.tokens.folded[k] not in self.words.determiners:
                continue
            if k > line.first and self.tokens.folded[k - 1] in self.words.prepositions:
                continue
            same = self.words.same_source.longest(self.tokens, k)
            step = self.words.carriers.longest(self.tokens, k + 1)
            if (same or step) and not any(
                self.tokens.at(a.start) > k and not self.is_governed(a) and a.kind == "person" for a in left
            ):
                return self.noun_phrase(line, k, rule)
        return None

    def _phrase_before(self, line: Line, before: int, rule: str) -> Voice | None:
        """A noun phrase that ends right before the verb and that no mention covers."""
        tokens, k = self.tokens, before
        while k >= line.first and line.is_free(k) and tokens.words[k][0].isalnum() and before - k < 12:
            k -= 1
        for i in range(k + 1, before + 1):
            if not self._opens_phrase(i) or (i > k + 1 and tokens.folded[i] in self.words.prepositions):
                continue
            lists = (
                self.words.person_nouns,
                self.words.collectives,
                self.words.carriers,
                self.words.same_source,
            )
            named = any(tokens.words[j][0].isupper() for j in range(i + 1, before + 1))
            source = any(tokens.folded[j] in self.words.sources for j in range(i + 1, before + 1))
            if (
                named
                or source
                or any(
                    listed.longest(tokens, j) for listed in lists for j in range(i, min(i + 3, before + 1))
                )
            ):
                return self.noun_phrase(line, i, rule, before + 1)
        return None

    def according(self, line: Line, i: int, rule: str) -> tuple[int, Voice] | None:
        """(token after, voice) where a phrase like "according to X" starts at token i."""
        own = self.words.own_view.longest(self.tokens, i)
        if own and self.last:
            return own[0], self.last
        step = self.words.according.longest(self.tokens, i)
        weak = not step and self.tokens.folded[i] in self.words.weakly
        if not step and not (weak and (i == line.first or self.tokens.words[i - 1] in (",", *DASHES))):
            return None
        k = step[0] if step else i + 1
        while k < line.last and self.tokens.folded[k] in self.words.still:
            k += 1
        if k >= line.last or not line.is_free(k):
            return None
        itself = self.words.itself.longest(self.tokens, k)
        if itself:
            actor = self.actor_at(line, k)
            span = Span(self.tokens.starts[k], self.tokens.ends[itself[0] - 1])
            feminine, plural = (actor.feminine, actor.plural) if actor else (None, False)
            voice = self.of_pronoun(span, feminine, plural, rule, line=line)
            return (itself[0], voice) if voice else None
        actor = self.actor_at(line, k)
        if actor:
            end = self.tokens.at(actor.end)
            if weak and not (end < line.last and (self.tokens.words[end] == "," or not line.is_free(end))):
                return None
            voice = self.of_actor(actor, rule)
            return (end, voice) if voice else None
        accounts = self.words.accounts.longest(self.tokens, k + 1)
        if accounts and self.tokens.folded[k] in self.words.possessives and self.last:
            return accounts[0], self.last
        names = k + 1 < line.last and self.tokens.is_capital(k) and self.tokens.is_capital(k + 1)
        voice = self.noun_phrase(line, k, rule) if names or not weak else None
        return (k + 1, voice) if voice else None

    def observe(self, line: Line) -> None:
        """Remember whose communique a sentence without quotations speaks of, or which body it quotes."""
        for k in range(line.first, line.last):
            if self.tokens.folded[k] not in self.words.carrier_heads or not line.is_free(k):
                continue
            step = self.words.carriers.longest(self.tokens, k)
            if step and self.author(line, step[0], "issuer"):
                return
        for verb in line.verbs:
            if verb.speech and verb.finite and not verb.passive and self.is_inverted(line, verb):
                self.remember(self.right_of(line, verb, "issuer"))

    def remember(self, voice: Voice | None) -> None:
        """A body or organisation that has spoken is the one that "the communique" means."""
        if voice and not voice.person:
            self.issuer = voice
