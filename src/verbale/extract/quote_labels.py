"""Which stretches are speech, and which are labels, titles, slogans or single words (ruling 13)."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.extract.quote_attribution import Attribution
from verbale.extract.quote_clauses import Line, Stretch
from verbale.extract.quote_words import words
from verbale.morphology import grammar
from verbale.records import Analysis
from verbale.text import fold
from verbale.tokens import Tokens

SENTENCE = 6  # words from which a stretch without a speaker still counts as speech


def repeated(analysis: Analysis, said: Sequence[Attribution]) -> set[int]:
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


def counts(analysis: Analysis, line: Line, said: Attribution) -> bool:
    """Is the stretch speech, and no label?"""
    tokens, stretch = analysis.tokens, said.stretch
    length = _length(tokens, stretch)
    if length < 2:
        return False
    incise = said.rule in ("incise", "colon", "afterwards")
    introduced = tokens.words[stretch.first - 1] == ":" and said.rule in ("colon", "incise") and length > 3
    if _is_label(tokens, line, stretch) and not introduced:
        return False
    if not incise and _is_title(tokens, stretch):
        return False
    if (
        said.rule in ("subject", "carried", "distant incise")
        and length < SENTENCE
        and _is_determined(tokens, line, stretch)
    ):
        return False
    if said.voice is None and any(
        tokens.folded[k] in words().displays for k in range(line.first, stretch.first)
    ):
        return False
    return said.voice is not None or length >= SENTENCE or said.rule == "passive"


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
            return not _says(line, k) and not any(
                tokens.folded[j] in grammar().reflexive for j in range(max(line.first, k - 2), k)
            )
    return False


def _says(line: Line, k: int) -> bool:
    """Is token k, which could also announce a name ("dit"), a finite verb of speech?"""
    return any(v.at == k and v.speech and v.finite and not v.passive for v in line.verbs)


def _is_title(tokens: Tokens, stretch: Stretch) -> bool:
    """Are all the longer words capitalised?"""
    span = stretch.pieces[0]
    long_words = [
        tokens.words[k] for k in range(tokens.at(span.start), tokens.at(span.end)) if len(tokens.words[k]) > 3
    ]
    return (
        bool(long_words) and all(w[0].isupper() or w[0].isdigit() for w in long_words) and len(long_words) > 1
    )
