"""The words that a record rests on, cut out of the stored text with the sentence around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.analyse.sentences import split_sentences
from verbale.records import Span
from verbale.store import ArticleRow
from verbale.text import straighten

LONGEST = 420  # characters of an excerpt: two long sentences of a news agency
AROUND = 90  # characters kept on each side of the marked words where an excerpt must be cut


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article as printed. `parts` are its pieces, each with whether it is marked;
    `cut_before` and `cut_after` say that the sentence goes on there."""

    start: int
    end: int
    parts: tuple[tuple[str, bool], ...]
    cut_before: bool = False
    cut_after: bool = False

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.parts)


def proof_of(fields: Mapping[str, Any], key: str) -> tuple[list[Span], str | None]:
    """The spans of one key of a record's `evidence` and its derivation code (None: the words say it)."""
    said = (fields.get("evidence") or {}).get(key)
    how = said.get("how") if isinstance(said, Mapping) else None
    spans = (said.get("from") if isinstance(said, Mapping) else said) or ()
    return [Span(int(s[0]), int(s[1])) for s in spans], how


def keys_of(fields: Mapping[str, Any], field: str) -> list[str]:
    """The keys of `evidence` that belong to a field: its own, and one an element for lists."""
    evidence = fields.get("evidence") or {}
    return [key for key in evidence if key == field or key.startswith(f"{field}.")]


def spans_of(fields: Mapping[str, Any], names: Iterable[str]) -> list[Span]:
    """All spans that these fields of a record rest on, and its anchor, in order of the text."""
    spans = {span for name in names for key in keys_of(fields, name) for span in proof_of(fields, key)[0]}
    anchor = fields.get("anchor")
    if anchor and anchor[1] > anchor[0]:
        spans.add(Span(*anchor))
    return sorted(spans)


class Sources:
    """Articles by id, with their sentences; each is fetched and split once."""

    def __init__(self, article: Callable[[str], ArticleRow]) -> None:
        self._fetch = article
        self._articles: dict[str, ArticleRow] = {}
        self._sentences: dict[str, list[Span]] = {}

    def article(self, id_: str) -> ArticleRow:
        """The article of that id. Raises NotFoundError."""
        if id_ not in self._articles:
            self._articles[id_] = self._fetch(id_)
        return self._articles[id_]

    def fetched(self) -> list[ArticleRow]:
        """The articles asked for so far, in that order."""
        return list(self._articles.values())

    def sentences(self, id_: str) -> list[Span]:
        """Where the sentences of that article stand in its text."""
        if id_ not in self._sentences:
            found = split_sentences(straighten(self.article(id_).text), self._body(id_))
            self._sentences[id_] = [Span(s.start, s.end) for s in found]
        return self._sentences[id_]

    def _body(self, id_: str) -> int:
        """Where the body begins, after the title."""
        row = self.article(id_)
        return min(len(row.title) + 1, len(row.text)) if row.title and row.text.startswith(row.title) else 0

    def excerpts(self, id_: str, spans: Sequence[Span], *, most: int = 3) -> tuple[Excerpt, ...]:
        """The sentences that hold these spans, the spans marked, in order of the text. Of more than `most`
        those stay that hold most spans; a title, which the body says again, goes first."""
        text = self.article(id_).text
        inside = [Span(max(0, s), min(e, len(text))) for s, e in spans if s < len(text) and s < e]
        held: dict[Span, list[Span]] = {}
        for span in inside:
            held.setdefault(self._around(id_, span), []).append(span)
        body = self._body(id_)
        kept = sorted(held, key=lambda around: (around.start < body, -len(held[around]), around))[:most]
        return tuple(_excerpt(text, around, held[around]) for around in sorted(kept))

    def _around(self, id_: str, span: Span) -> Span:
        """The sentence of a span, or all that it touches; the span itself where no sentence holds it."""
        sentences = self.sentences(id_)
        starts = [s.start for s in sentences]
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, span.end - 1) - 1
        if first < 0 or sentences[first].end <= span.start:
            return span
        return Span(sentences[first].start, max(sentences[last].end, span.end))


def _excerpt(text: str, around: Span, marks: list[Span]) -> Excerpt:
    start, end = around
    if end - start > LONGEST:
        start = _word_edge(text, max(start, marks[0].start - AROUND), start)
        limit = min(end, max(marks[-1].end + AROUND, start + LONGEST // 2), start + LONGEST)
        end = limit if limit == around.end else _word_edge(text, limit, start)
    parts: list[tuple[str, bool]] = []
    at = start
    for mark_start, mark_end in _merged(marks):
        mark_start, mark_end = max(mark_start, at), min(mark_end, end)
        if mark_start < mark_end:
            parts += [(text[at:mark_start], False), (text[mark_start:mark_end], True)]
            at = mark_end
    parts.append((text[at:end], False))
    return Excerpt(start, end, tuple(p for p in parts if p[0]), start > around.start, end < around.end)


def _word_edge(text: str, at: int, floor: int) -> int:
    """The beginning of the word that `at` stands in."""
    while at > floor and not text[at - 1].isspace():
        at -= 1
    return at


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Overlapping and touching spans as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return merged
