"""Who states a quantity: the speaker of its quotation, or the source that its sentence names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any, NamedTuple

from verbale.data import derived, toml
from verbale.extract.quote_clauses import Line, Verb, lines_of, stretches_of
from verbale.extract.quote_words import words
from verbale.extract.quotes import find_quotes
from verbale.records import Actor, Amount, Analysis, Participant, Proof, Quote, Span
from verbale.text import fold
from verbale.tokens import Phrases

PACK = "packs/fr/measures.toml"

_ACCORDING, _SAID = 0.85, 0.75  # how sure each construction is of its speaker
_LINK = 4  # tokens behind a verb of speech within which its clause or its subject opens
_LONGEST = 12  # tokens of a source's name
_OBJECT = 160  # code points behind a verb of telling within which its object still goes on
_STAGE = 1500  # code points within which the one who spoke last is still meant by a clitic


@dataclass(frozen=True, slots=True)
class _Rules:
    reckonings: Phrases
    ends: frozenset[str]
    heads: frozenset[str]
    telling: frozenset[str]
    breaks: re.Pattern[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["speakers"]
    return _Rules(
        reckonings=Phrases((w, w) for w in pack["reckonings"]),
        ends=frozenset(fold(w) for w in pack["ends"]),
        heads=frozenset(fold(w) for w in pack["heads"]),
        telling=frozenset(pack["telling"]),
        breaks=re.compile(pack["breaks"]),
    )


class Source(NamedTuple):
    """A speaker with the proof and, where known, office and side."""

    name: str
    proof: Proof
    participant: Participant


class Tellers:
    """The speakers of one article's quantities."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.words = words()
        self.lines: list[Line] = lines_of(analysis, stretches_of(analysis))
        self.starts = [line.sentence.start for line in self.lines]
        self.rules = _rules()
        self.sources: dict[str, tuple[str, Span]] = {}  # first word of a source → its name and where
        self._quotes: tuple[Quote, ...] | None = None

    def of(self, amount: Amount) -> Source | None:
        """Who states it; None where the article itself does, or a source without a name."""
        position = amount.number.start
        for quote in self._quotes_at(position):
            if quote.speaker and any(s.start <= position < s.end for s in quote.proofs["text"].spans):
                return Source(quote.speaker, quote.proofs["speaker"], quote.participants[0])
        index = bisect_right(self.starts, position) - 1
        if index < 0 or position >= self.lines[index].sentence.end:
            return None
        line = self.lines[index]
        return self._according(line) or self._said(line, position)

    def _quotes_at(self, position: int) -> tuple[Quote, ...]:
        """The article's quotes, read once a quantity stands between quotation marks."""
        if self._quotes is None:
            if not any(q.start <= position < q.end for q in self.analysis.quotations):
                return ()
            self._quotes = find_quotes(self.analysis)
        return self._quotes

    def _according(self, line: Line) -> Source | None:
        """The source that the sentence names: "according to the ministry"."""
        for k in range(line.first, line.last):
            step = self.words.according.longest(self.tokens, k) if line.is_free(k) else None
            if step is None:
                continue
            token = self._past_reckoning(step[0])
            if source := self._named(line, token):
                return source
            if actor := self._actor_from(line, token):
                return self._source(actor, _ACCORDING, "according")
        return None

    def _past_reckoning(self, token: int) -> int:
        """The token behind "the latest estimates of", where the source begins."""
        start = self._past_article(token)
        step = self.rules.reckonings.longest(self.tokens, start)
        if step and self.tokens.folded[step[0] : step[0] + 1] and self._is_of(step[0]):
            return step[0] + 1
        return token

    def _is_of(self, token: int) -> bool:
        return self.tokens.folded[token] in self.words.introducing

    def _past_article(self, token: int) -> int:
        here = self.tokens.folded[token : token + 1]
        return token + 1 if here and here[0] in self.words.determiners else token

    def _named(self, line: Line, token: int) -> Source | None:
        """A body that no actor stands for: a noun phrase with a name, or a ministry or embassy."""
        first = self._past_article(token)
        last = first
        while last < min(line.last, first + _LONGEST) and line.is_free(last):
            word = self.tokens.folded[last]
            if not word[0].isalnum() or (word in self.rules.ends and not self._leads(last)):
                break
            last += 1
        if last == first:
            return None
        span = Span(self.tokens.starts[first], self.tokens.ends[last - 1])
        text = self.analysis.article.text[span.start : span.end]
        head = self.tokens.folded[first]
        known = head in self.rules.heads
        if not known and not any(self.tokens.words[k][0].isupper() for k in range(first, last)):
            return None
        if any(a.kind == "person" and span.start <= a.start < span.end for a in line.actors):
            return None
        whole = any(
            a.start <= span.start + 1 and a.end >= span.end and a.entity is not None for a in line.actors
        )
        if whole:
            return None
        return self._remembered(head, text, span, Span(self.tokens.starts[token], span.end))

    def _leads(self, token: int) -> bool:
        """An article within a name: it stands behind a preposition."""
        word = self.tokens.folded[token]
        return word in self.words.determiners and self.tokens.folded[token - 1] in self.words.prepositions

    def _remembered(self, head: str, text: str, span: Span, whole: Span) -> Source | None:
        """The source under its name, or the one that "the institute" means again."""
        capital = any(c.isupper() for c in text)
        if not capital and head in self.sources:
            text, earlier = self.sources[head]
            proof = Proof((span, earlier), "coreference", "figure/according", _ACCORDING)
            return Source(text, proof, Participant(text, None, None))
        if capital:
            self.sources[head] = text, span
        return Source(
            text, Proof((span,), None, "figure/according", _ACCORDING), Participant(text, None, None)
        )

    def _said(self, line: Line, position: int) -> Source | None:
        """The subject of a verb of speech whose clause holds the quantity, or that is inserted beside it."""
        for verb in line.verbs:
            acronym = self.tokens.words[verb.at].isupper()
            if acronym or not verb.speech or verb.passive or not verb.finite:
                continue
            behind = self.tokens.folded[verb.last : min(verb.last + _LINK, line.last)]
            opens = any(word in self.words.linking or word == ":" for word in behind)
            opens = opens or self._tells(verb, position)
            if opens and self.tokens.starts[verb.first] < position:
                actor = self._subject_before(line, verb)
            elif verb.clitic:
                actor = self._last_person(self.tokens.starts[verb.first])
            elif self.tokens.folded[verb.first - 1 : verb.first] == [","]:
                actor = self._actor_from(line, verb.last)
            else:
                continue
            source = self._source(actor, _SAID, "said") if actor else None
            if source:
                return source
        return None

    def _tells(self, verb: Verb, position: int) -> bool:
        """Is the quantity in the object of a verb of telling?"""
        end = self.tokens.ends[verb.last - 1]
        told = verb.lemma in self.rules.telling and verb.clitic is None and end <= position <= end + _OBJECT
        return told and not self.rules.breaks.search(self.analysis.plain, end, position)

    def _actor_from(self, line: Line, token: int) -> Actor | None:
        """The first mention that starts within a few tokens."""
        for actor in line.actors:
            if token <= self.tokens.at(actor.start) < token + _LINK:
                return actor
        return None

    def _subject_before(self, line: Line, verb: Verb) -> Actor | None:
        """The last mention before the verb that no preposition governs."""
        for actor in reversed(line.actors):
            first = self.tokens.at(actor.start)
            if first >= verb.first or self.tokens.at(actor.end) > verb.first:
                continue
            if self.tokens.folded[first] not in self.words.prepositions and (
                first == line.first or self.tokens.folded[first - 1] not in self.words.prepositions
            ):
                return actor
        return self._last_person(self.tokens.starts[verb.first]) if verb.clitic else None

    def _last_person(self, position: int) -> Actor | None:
        """The last named person before a position, outside quotations."""
        actors = self.analysis.actors
        last = bisect_left(actors, position, key=lambda a: a.start)
        for actor in reversed(actors[bisect_right(actors, position - _STAGE, key=lambda a: a.start) : last]):
            if actor.kind == "person" and actor.entity is not None and not self._is_quoted(actor):
                return actor
        return None

    def _is_quoted(self, actor: Actor) -> bool:
        return any(q.start < actor.start < q.end for q in self.analysis.quotations)

    def _source(self, actor: Actor, confidence: float, rule: str) -> Source | None:
        """A named person, or one organisation or body; None for officials and sources without a name."""
        if actor.plural:
            return None
        entity = None if actor.entity is None else self.analysis.entities[actor.entity]
        span = Span(actor.start, actor.end)
        if entity and entity.name and entity.name_span:
            how = (
                None
                if entity.name_span.start >= span.start and entity.name_span.end <= span.end
                else "coreference"
            )
            spans = (entity.name_span,) if how is None else (span, entity.name_span)
            member = Participant(entity.name, entity.office, entity.country)
            return Source(entity.name, Proof(spans, how, f"figure/{rule}", confidence), member)
        if actor.kind not in ("organisation", "body"):
            return None
        name = self._without_article(span)
        text = self.analysis.article.text[name.start : name.end]
        if not any(c.isupper() for c in text):
            return None
        proof = Proof((name,), None, f"figure/{rule}", confidence)
        return Source(text, proof, Participant(text, actor.office, actor.country))

    def _without_article(self, span: Span) -> Span:
        first = self.tokens.at(span.start)
        if fold(self.tokens.words[first]) in self.words.determiners and self.tokens.ends[first] < span.end:
            return Span(self.tokens.starts[first + 1], span.end)
        return span
