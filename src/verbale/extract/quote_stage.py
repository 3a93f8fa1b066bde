"""The scene of one article's reported speech: its lines, who spoke last, whose communique it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.extract.quote_clauses import Line, outermost
from verbale.extract.quote_syntax import governs_object
from verbale.extract.quote_words import Words, words
from verbale.morphology import grammar
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
    person: bool = True


class Stage:
    """Speakers of one article, and the memory of who spoke last and whose communique it was."""

    def __init__(self, analysis: Analysis, lines: Sequence[Line]) -> None:
        self.analysis = analysis
        self.lines = lines
        self.tokens: Tokens = analysis.tokens
        self.words: Words = words()
        self.last: Voice | None = None
        self.last_end = 0
        self.issuer: Voice | None = None
        self.reporter: Voice | None = None  # whom the sentence before reports: "…, said X."
        self._starts = [x.sentence.start for x in lines]
        self._actor_starts = [a.start for a in analysis.actors]
        self._quoted = [(q.start, q.end) for q in outermost(analysis.quotations, ())]
        self.gender: dict[int, bool] = {}
        for actor in analysis.actors:
            if actor.entity is not None and actor.feminine is not None and actor.kind == "person":
                self.gender.setdefault(actor.entity, actor.feminine)
        self.named: dict[int, list[Actor]] = {}  # entity → its mentions by name, in order
        for actor in analysis.actors:
            if actor.entity is not None and actor.kind == "person" and actor.name:
                self.named.setdefault(actor.entity, []).append(actor)
        self.spelt: dict[str, Span | None] = {}  # acronym → the words it stands for
        self.women = any(self.gender.values())
        self.said: list[Voice] = []

    def lines_before(self, position: int) -> Iterator[Line]:
        """The sentences that start before a position, the last one first."""
        for k in range(bisect_left(self._starts, position) - 1, -1, -1):
            yield self.lines[k]

    def actors_before(self, position: int) -> Iterator[Actor]:
        """The mentions that start before a position, the last one first."""
        for k in range(bisect_left(self._actor_starts, position) - 1, -1, -1):
            yield self.analysis.actors[k]

    def actors_in(self, start: int, end: int) -> Sequence[Actor]:
        """The mentions that start in a stretch of text."""
        return self.analysis.actors[
            bisect_left(self._actor_starts, start) : bisect_left(self._actor_starts, end)
        ]

    def line_at(self, position: int) -> Line | None:
        at = bisect_right(self._starts, position) - 1
        return self.lines[at] if at >= 0 and position < self.lines[at].sentence.end else None

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
        if k > 0 and self.words.collectives.longest(self.tokens, k) and self.tokens.words[k].islower():
            k -= 1
        word = self.tokens.folded[k] if k > 0 else ""
        if word in self.words.joining or (word == "," and actor.kind == "person" and actor.name):
            other = self._ending_at(k)
            apposed = other is not None and (word != "," or (other.kind == "person" and not other.name))
            return apposed and other is not None and other.start < actor.start and self.is_governed(other)
        return k >= 0 and self.tokens.folded[k] in self.words.prepositions

    def _ending_at(self, k: int) -> Actor | None:
        """The mention that ends right before token k."""
        at = bisect_left(self._actor_starts, self.tokens.starts[k]) - 1
        if at < 0:
            return None
        actor = self.analysis.actors[at]
        return actor if self.tokens.at(actor.end) == k else None

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
        if not self.tokens.words[k][0].islower():
            return False
        stem = self.tokens.words[k].rstrip("es")
        if self._asks_subject(line, k):
            return False
        led = any(self.tokens.folded[j] in grammar().avoir for j in range(max(line.first, k - 3), k))
        participle = led or (bool(stem) and not stem[-1].isascii())
        return participle or any(v.at == k for v in line.verbs) or governs_object(self.tokens, line, k)

    def _asks_subject(self, line: Line, k: int) -> bool:
        """Does "que" open the clause of the verb at token k: its subject follows ("what X said")?"""
        g = grammar()
        while k > line.first and (
            self.tokens.folded[k - 1] in g.avoir or self.tokens.folded[k - 1] in g.etre
        ):
            k -= 1
        return k > line.first and self.tokens.folded[k - 1] in self.words.linking

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

    def grammatical(self, span: Span) -> bool | None:
        """The gender that an article shows; None where it is elided or missing."""
        word = self.tokens.folded[self.tokens.at(span.start)]
        return (
            True
            if word in self.words.feminine_articles
            else False
            if word in self.words.masculine_articles
            else None
        )
