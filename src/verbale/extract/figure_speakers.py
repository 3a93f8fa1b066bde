"""Who states a quantity: the speaker of its quotation, or the source that its sentence names."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from verbale.extract.quote_clauses import Line, lines_of, stretches_of
from verbale.extract.quote_speakers import Speakers
from verbale.extract.quote_voices import Voice
from verbale.extract.quotes import find_quotes
from verbale.records import Amount, Analysis, Participant, Proof, Quote, Span
from verbale.text import fold

_QUOTED, _ACCORDING, _SAID = 0.85, 0.85, 0.75  # how sure each construction is of its speaker
_LINK = 4  # tokens behind a verb of speech within which its clause opens


class Source(NamedTuple):
    """A speaker with the proof and, where known, office and side."""

    name: str
    proof: Proof
    participant: Participant


class Tellers:
    """The speakers of one article's quantities."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.quotes: tuple[Quote, ...] = find_quotes(analysis)
        self.lines: list[Line] = lines_of(analysis, stretches_of(analysis))
        self.starts = [line.sentence.start for line in self.lines]
        self.finder = Speakers(analysis, self.lines)

    def of(self, amount: Amount) -> Source | None:
        """Who states it; None where the article itself does."""
        position = amount.number.start
        for quote in self.quotes:
            if quote.speaker and any(s.start <= position < s.end for s in quote.proofs["text"].spans):
                proof = quote.proofs["speaker"]
                return Source(quote.speaker, proof, quote.participants[0])
        index = bisect_right(self.starts, position) - 1
        if index < 0 or position >= self.lines[index].sentence.end:
            return None
        line = self.lines[index]
        return self._according(line) or self._said(line, position)

    def _according(self, line: Line) -> Source | None:
        """The source that the sentence names: "according to the ministry"."""
        for k in range(line.first, line.last):
            if line.is_free(k) and self.finder.words.according.longest(self.analysis.tokens, k):
                found = self.finder.according(line, k, "figure")
                if found and self._is_source(found[1]):
                    return self._source(found[1], _ACCORDING, "according")
        return None

    def _said(self, line: Line, position: int) -> Source | None:
        """The subject of a verb of speech whose clause holds the quantity, or that is inserted beside it."""
        tokens = self.analysis.tokens
        for verb in line.verbs:
            if not verb.speech:
                continue
            behind = tokens.folded[verb.last : min(verb.last + _LINK, line.last)]
            opens = any(word in self.finder.words.linking or word == ":" for word in behind)
            holds = opens and tokens.starts[verb.first] < position
            if not holds and not (verb.finite and self.finder.is_inverted(line, verb)):
                continue
            voice = self.finder.subject(line, verb, "figure")
            if voice and self._is_source(voice):
                return self._source(voice, _SAID, "said")
        return None

    def _is_source(self, voice: Voice) -> bool:
        """A named person, or one organisation or body: no officials, data or sources without a name."""
        actor = voice.actor
        if actor is None or actor.plural:
            return False
        entity = None if voice.entity is None else self.analysis.entities[voice.entity]
        return bool(entity and entity.name) or (
            actor.kind in ("organisation", "body") and any(c.isupper() for c in voice.text)
        )

    def _source(self, voice: Voice, confidence: float, rule: str) -> Source:
        literal, plain = voice.name_span, self.analysis.plain
        spans: tuple[Span, ...] = (literal,) if literal else (voice.span,)
        how = None if fold(voice.text) in fold(plain[spans[0].start : spans[0].end]) else "coreference"
        entity = None if voice.entity is None else self.analysis.entities[voice.entity]
        office = entity.office if entity else voice.actor.office if voice.actor else None
        side = entity.country if entity else voice.actor.country if voice.actor else None
        return Source(
            voice.text, Proof(spans, how, f"figure/{rule}", confidence), Participant(voice.text, office, side)
        )
