"""Direct speech with its speaker (codebook, section 5 and ruling 13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from verbale.extract.quote_attribution import CONFIDENCE, SPEECH, SPEECH_OTHERWISE, Attribution, attribute
from verbale.extract.quote_bodies import with_one_name
from verbale.extract.quote_clauses import Line, Verb, lines_of, stretches_of
from verbale.extract.quote_labels import counts, repeated
from verbale.extract.quote_posts import Post, find_posts
from verbale.extract.quote_stage import Voice
from verbale.extract.quote_voices import same_voice
from verbale.records import Analysis, Participant, Proof, Quote
from verbale.text import fold

T = TypeVar("T")
WINDOW = 200  # quotes on either side among which repetitions are looked for
GAP = 160  # code points that an inserted incise may take


def find_quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """The quotes of an article, in order; `id` is left to the caller.

    A stretch counts when somebody says it and it has two words or more; labels, titles, slogans and
    stretches of a longer one by the same speaker do not. Stretches split only by an inserted verb of
    speech are one quote.
    """
    if analysis.language != "fr":
        return ()
    posts = find_posts(analysis)
    stretches = [
        s
        for s in stretches_of(analysis)
        if not any(p.text.start <= s.quotation.start < p.text.end for p in posts)
    ]
    lines = lines_of(analysis, stretches)
    by_number = {line.number: line for line in lines}
    attributed = with_one_name(analysis, _echoed(analysis, attribute(analysis, lines)))
    names = repeated(analysis, attributed)
    said = [a for a in attributed if a.stretch.index not in names and counts(analysis, by_number[a.line], a)]
    quotes = [_quote(analysis, group) for group in _joined(analysis, lines, said)]
    quotes += [_posted(analysis, post) for post in posts]
    return tuple(_without_doubles(sorted(quotes, key=lambda q: q.anchor)))


def _posted(analysis: Analysis, post: Post) -> Quote:
    entity = None if post.actor is None or post.actor.entity is None else analysis.entities[post.actor.entity]
    printed = analysis.article.text[post.name.start : post.name.end]
    name = entity.name if entity and entity.name else printed
    confidence = CONFIDENCE["post"]
    literal = fold(name) == fold(printed)
    spans = (post.name,) if literal or not entity or not entity.name_span else (post.name, entity.name_span)
    return Quote(
        speaker=name,
        text=analysis.article.text[post.text.start : post.text.end],
        participants=(
            Participant(name, entity.office if entity else None, entity.country if entity else None),
        ),
        anchor=post.text,
        rule="say/post",
        confidence=confidence,
        proofs={
            "text": Proof((post.text,), rule="post", confidence=confidence),
            "speaker": Proof(spans, None if literal else "coreference", "say/post", confidence),
        },
    )


def _echoed(analysis: Analysis, said: Sequence[Attribution]) -> list[Attribution]:
    """Heads and titles repeat a stretch of the body: with no speaker beside them they take its speaker."""
    texts = [
        fold(analysis.plain[a.stretch.pieces[0].start : a.stretch.pieces[-1].end]).strip(" .,!?")
        for a in said
    ]
    out = []
    for k, item in enumerate(said):
        weak = (not item.direct or item.rule == "beside") and len(texts[k]) > 5
        source = next(
            (
                o
                for j, o in near(said, k)
                if weak and j != k and o.direct and o.voice and texts[k] in texts[j]
            ),
            None,
        )
        out.append(replace(item, voice=source.voice) if source else item)
    return out


def _joined(
    analysis: Analysis, lines: Sequence[Line], said: Sequence[Attribution]
) -> list[list[Attribution]]:
    """Stretches of one speaker between which stands nothing but an inserted verb of speech."""
    verbs = [v for line in lines for v in line.verbs]
    groups: list[list[Attribution]] = []
    for item in said:
        if (
            groups
            and same_voice(groups[-1][-1].voice, item.voice)
            and _is_inserted(analysis, verbs, groups[-1][-1], item)
        ):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _is_inserted(analysis: Analysis, verbs: Sequence[Verb], before: Attribution, after: Attribution) -> bool:
    """Does nothing but one verb of speech with its subject stand between two stretches?"""
    tokens = analysis.tokens
    first, last = before.stretch.last, after.stretch.first
    if after.stretch.index != before.stretch.index + 1:
        return False
    gap = analysis.plain[before.stretch.quotation.end : after.stretch.quotation.start]
    inside = [k for k in range(first, last) if tokens.words[k][0].isalnum()]
    if not inside:
        return True
    if len(gap) > GAP or before.rule != "incise" or ":" in gap:
        return False
    stops = sum(tokens.words[k] in ".;!?" for k in range(first, last - 1))
    return not stops and sum(first <= v.first < last for v in verbs) == 1 and tokens.words[last - 1] in ".,;"


def _quote(analysis: Analysis, group: Sequence[Attribution]) -> Quote:
    spans = tuple(piece for item in group for piece in item.stretch.pieces)
    text = " ".join(" ".join(analysis.article.text[s.start : s.end].split("\n")) for s in spans)
    lead = group[0]
    confidence = CONFIDENCE[lead.rule]
    proofs = {"text": Proof(spans, rule="quotation", confidence=SPEECH_OTHERWISE)}
    participants: tuple[Participant, ...] = ()
    voice = lead.voice
    if voice:
        proofs["speaker"] = _proof(analysis, voice, lead.rule, confidence)
        participants = (_participant(analysis, voice),)
    return Quote(
        speaker=voice.text if voice else None,
        text=text,
        participants=participants,
        anchor=spans[0],
        rule=f"say/{lead.rule}",
        confidence=SPEECH.get(lead.rule, SPEECH_OTHERWISE),
        proofs=proofs,
    )


def _proof(analysis: Analysis, voice: Voice, rule: str, confidence: float) -> Proof:
    """The name itself where the attribution prints it in full, else the words that lead to it."""
    literal = voice.name_span
    if literal and voice.span.start <= literal.start and literal.end <= voice.span.end:
        return Proof((literal,), None, f"say/{rule}", confidence)
    if fold(voice.text) in fold(analysis.plain[voice.span.start : voice.span.end]):
        return Proof((voice.span,), None, f"say/{rule}", confidence)
    spans = tuple(s for s in (voice.span, literal) if s)
    return Proof(spans, "coreference", f"say/{rule}", confidence)


def _participant(analysis: Analysis, voice: Voice) -> Participant:
    entity = None if voice.entity is None else analysis.entities[voice.entity]
    if entity:
        return Participant(voice.text, entity.office, entity.country)
    return Participant(
        voice.text, voice.actor.office if voice.actor else None, voice.actor.country if voice.actor else None
    )


def near(items: Sequence[T], k: int) -> Iterator[tuple[int, T]]:
    """The items around the k-th with their numbers: all of them in any article of common length."""
    first = max(0, k - WINDOW)
    yield from enumerate(items[first : k + WINDOW], first)


def _without_doubles(quotes: Sequence[Quote]) -> list[Quote]:
    """Without stretches that a longer quote of the same speaker repeats."""
    folded = [" ".join(fold(q.text).split()) for q in quotes]
    kept = []
    for i, quote in enumerate(quotes):
        double = any(
            j != i
            and folded[i] in folded[j]
            and (quotes[j].speaker == quote.speaker or quote.speaker is None)
            and (len(folded[i]), -i) < (len(folded[j]), -j)
            for j, _ in near(quotes, i)
        )
        if not double:
            kept.append(quote)
    return kept
