"""Direct speech with its speaker (codebook, section 5 and ruling 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.extract.quote_attribution import CONFIDENCE, Attribution, attribute
from verbale.extract.quote_clauses import Line, Stretch, lines_of, stretches_of
from verbale.extract.quote_posts import Post, find_posts
from verbale.extract.quote_voices import Voice, same_voice
from verbale.extract.quote_words import words
from verbale.morphology import grammar
from verbale.records import Analysis, Participant, Proof, Quote, Span
from verbale.text import fold
from verbale.tokens import Tokens

SENTENCE = 6  # words from which a stretch without a speaker still counts as speech
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
    said = [
        a for a in _echoed(analysis, attribute(analysis, lines)) if _counts(analysis, by_number[a.line], a)
    ]
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
    """Heads and titles repeat a stretch of the body: where nothing beside them names a speaker, its own counts."""
    texts = [
        " ".join(fold(analysis.plain[p.start : p.end]) for p in a.stretch.pieces).strip(" .,!?") for a in said
    ]
    out = []
    for k, item in enumerate(said):
        if not item.direct or item.rule == "beside":
            other = next(
                (
                    o
                    for j, o in enumerate(said)
                    if j != k and o.direct and o.voice and len(texts[k]) > 5 and texts[k] in texts[j]
                ),
                None,
            )
            if other:
                item = replace(item, voice=other.voice)
        out.append(item)
    return out


def _repeated(analysis: Analysis, said: Sequence[Attribution]) -> set[int]:
    """Stretches of up to four words that come back three times or more: names, not speech."""
    texts = [fold(analysis.plain[a.stretch.pieces[0].start : a.stretch.pieces[-1].end]) for a in said]
    return {
        a.stretch.index
        for a, text in zip(said, texts, strict=True)
        if len(text.split()) < 5 and texts.count(text) > 2
    }


def _length(tokens: Tokens, stretch: Stretch) -> int:
    """Words of a stretch, elided articles and prepositions not counted."""
    return sum(
        tokens.words[k][0].isalnum() and not tokens.words[k].endswith("'")
        for piece in stretch.pieces
        for k in range(tokens.at(piece.start), tokens.at(piece.end))
    )


def _counts(analysis: Analysis, line: Line, said: Attribution) -> bool:
    """Is the stretch speech, and no label?"""
    tokens, stretch = analysis.tokens, said.stretch
    length = _length(tokens, stretch)
    if length < 2:
        return False
    incise = said.rule in ("incise", "colon", "afterwards")
    if _is_label(tokens, line, stretch) and not (incise and length > 3):
        return False
    if not incise and _is_title(tokens, stretch):
        return False
    if (
        said.rule in ("subject", "distant incise")
        and length < SENTENCE
        and _is_determined(tokens, line, stretch)
    ):
        return False
    if said.voice is None and any(
        tokens.folded[k] in words().displays for k in range(line.first, stretch.first)
    ):
        return False
    return said.voice is not None or length >= SENTENCE


def _is_determined(tokens: Tokens, line: Line, stretch: Stretch) -> bool:
    """Does an article or preposition stand right before the stretch: a noun of the sentence, not speech?"""
    k = stretch.first - 1
    return k >= line.first and tokens.folded[k] in words().determiners | words().prepositions


def _is_label(tokens: Tokens, line: Line, stretch: Stretch) -> bool:
    """Does a word that announces a name or theme stand right before the stretch?"""
    lexicon = words()
    end = stretch.first
    while end > line.first and tokens.words[end - 1] in (":", ","):
        end -= 1
    for k in range(max(line.first, end - 3), end):
        step = lexicon.labels.longest(tokens, k)
        if step and step[0] == end:
            return not any(tokens.folded[j] in grammar().reflexive for j in range(max(line.first, k - 2), k))
    return False


def _is_title(tokens: Tokens, stretch: Stretch) -> bool:
    """Are all the longer words capitalised?"""
    span = stretch.pieces[0]
    long_words = [
        tokens.words[k] for k in range(tokens.at(span.start), tokens.at(span.end)) if len(tokens.words[k]) > 3
    ]
    return (
        bool(long_words) and all(w[0].isupper() or w[0].isdigit() for w in long_words) and len(long_words) > 1
    )


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


def _is_inserted(
    analysis: Analysis, verbs: Sequence[object], before: Attribution, after: Attribution
) -> bool:
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
    return sum(first <= v.first < last for v in verbs) == 1 and tokens.words[last - 1] in ".,;"  # type: ignore[attr-defined]


def _quote(analysis: Analysis, group: Sequence[Attribution]) -> Quote:
    spans = tuple(piece for item in group for piece in item.stretch.pieces)
    text = " ".join(" ".join(analysis.article.text[s.start : s.end].split("\n")) for s in spans)
    lead = group[0]
    confidence = CONFIDENCE[lead.rule]
    proofs = {"text": Proof(spans, rule="quotation", confidence=0.95)}
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
        confidence=confidence,
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
            for j in range(len(quotes))
        )
        if not double:
            kept.append(quote)
    return kept


__all__ = ["Span", "find_quotes"]
