"""What an acronym of the article is short for."""

from __future__ import annotations

from verbale.extract.quote_stage import Stage
from verbale.records import Span
from verbale.text import fold


def spelt_out(stage: Stage, span: Span) -> Span:
    """The words of the text whose initials an acronym is ("CNDH"), else the span."""
    word = stage.analysis.plain[span.start : span.end]
    if not (word.isupper() and word.isalpha() and 2 < len(word) < 8):
        return span
    if word not in stage.spelt:
        stage.spelt[word] = _bracketed(stage, word) or _initials(stage, fold(word))
    return stage.spelt[word] or span


def _bracketed(stage: Stage, acronym: str) -> Span | None:
    """The capitalised words before the acronym's first brackets, from the one with its first letter on."""
    tokens = stage.tokens
    for at in range(1, len(tokens) - 1):
        if tokens.words[at] != acronym or tokens.words[at - 1] != "(" or tokens.words[at + 1] != ")":
            continue
        for k in range(max(0, at - 1 - 2 * len(acronym)), at - 2):
            capitals = [j for j in range(k, at - 1) if tokens.is_capital(j)]
            opens = tokens.is_capital(k) and tokens.folded[k][0] == acronym[0].lower()
            plain = all(tokens.words[j][0].isalpha() for j in range(k, at - 1))
            if opens and plain and len(capitals) > 1:
                return Span(tokens.starts[k], tokens.ends[at - 2])
        return None
    return None


def _initials(stage: Stage, acronym: str) -> Span | None:
    """The first words that name a body and begin with these letters, small words left out."""
    tokens, small = stage.tokens, stage.words.prepositions | stage.words.determiners | stage.words.joining
    full = [k for k in range(len(tokens)) if tokens.folded[k] not in small and tokens.words[k][0].isalnum()]
    letters = "".join(tokens.folded[k][0] for k in full)
    at = letters.find(acronym)
    while at >= 0:
        run = full[at : at + len(acronym)]
        close = run[-1] - run[0] <= 2 * len(acronym) and not any(tokens.words[k].isupper() for k in run)
        if (
            close
            and any(tokens.is_capital(k) for k in run)
            and stage.words.collectives.longest(tokens, run[0])
        ):
            return Span(tokens.starts[run[0]], tokens.ends[run[-1]])
        at = letters.find(acronym, at + 1)
    return None
