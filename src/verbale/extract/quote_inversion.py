"""Whether a verb of speech stands before its subject, and what the sentence before it holds."""

from __future__ import annotations

from verbale.extract.quote_clauses import Line, Verb
from verbale.extract.quote_phrases import phrase_end
from verbale.extract.quote_stage import Stage
from verbale.extract.quote_syntax import has_finite, is_finite

STRONG_MARKS = frozenset(".;:!?\u2026")
ENCLOSED = 16  # tokens that an incise between commas may take
DASHES = ("-", "\u2013", "\u2014")


def is_inverted(stage: Stage, line: Line, verb: Verb) -> bool:
    """Does the verb stand at the start of its clause, right behind a quotation or between commas?"""
    if verb.clitic:
        return True
    k = verb.first - 1
    while k >= line.first and line.is_free(k):
        before = stage.words.adverbials.before(stage.tokens, k, line.first)
        if before is None:
            break
        k = before
    if k < line.first or not line.is_free(k):
        return True
    if stage.tokens.folded[k] in stage.words.as_words:
        return True
    if stage.tokens.words[k] not in (",", *DASHES, "("):
        return False
    if k - 1 < line.first or not line.is_free(k - 1):
        return not _relative_alone(stage, line, k)
    if _has_no_clause_before(stage, line, k) and not _is_enclosed(stage, line, verb):
        return False
    following = verb.last
    while following < line.last and (step := stage.words.adverbials.longest(stage.tokens, following)):
        following = step[0]
    return following < line.last and line.is_free(following) and _starts_subject(stage, line, following)


def _relative_alone(stage: Stage, line: Line, k: int) -> bool:
    """Is what stands before token k a subject with a relative clause only: "X, who spoke of "…", thanked"?"""
    tokens, relative = stage.tokens, stage.words.relative
    opening = [a for a in line.actors if tokens.at(a.start) <= line.first + 2]
    who = [j for j in range(line.first, k) if tokens.folded[j] in relative]
    if not who or all(stage.is_governed(a) for a in opening):
        return False
    return not has_finite(tokens, line, line.first, who[0])


def _has_no_clause_before(stage: Stage, line: Line, k: int) -> bool:
    """Is the sentence up to token k without a finite verb and without a quotation?"""
    free = all(line.is_free(j) for j in range(line.first, k))
    return free and not has_finite(stage.tokens, line, line.first, k)


def _is_enclosed(stage: Stage, line: Line, verb: Verb) -> bool:
    """Does a comma end the verb's phrase and the main verb follow: "The plan, X said, is ready"?"""
    for k in range(verb.last, min(verb.last + ENCLOSED, line.last - 1)):
        if not line.is_free(k) or stage.tokens.words[k] in STRONG_MARKS:
            return False
        if stage.tokens.words[k] == ",":
            ahead = range(k + 1, min(k + 4, line.last))
            return any(line.is_free(j) and is_finite(stage.tokens, j) for j in ahead)
    return False


def is_adverbial(stage: Stage, k: int) -> bool:
    return stage.words.adverbials.longest(stage.tokens, k) is not None


def _starts_subject(stage: Stage, line: Line, k: int) -> bool:
    """Does a subject that closes its clause start at token k?"""
    actor = stage.actor_at(line, k)
    if actor and not stage.is_governed(actor):
        end = stage.tokens.at(actor.end)
    elif opens_phrase(stage, k):
        end = phrase_end(stage, line, k)
        if end - k < 2:
            return False
    else:
        return stage.tokens.folded[k] in stage.words.prepositions and bool(free_phrase_at(stage, line, k))
    return (
        end >= line.last
        or not line.is_free(end)
        or stage.tokens.words[end] in (",", ".", ")", ":", *DASHES)
        or stage.words.phrase_ends.longest(stage.tokens, end) is not None
        or stage.words.adverbials.longest(stage.tokens, end) is not None
    )


def opens_phrase(stage: Stage, k: int) -> bool:
    """Does a determiner that is no preposition, or an indefinite plural, stand at token k?"""
    word = stage.tokens.folded[k]
    return word in stage.words.determiners - stage.words.prepositions or word in stage.words.indefinite_plural


def free_phrase_at(stage: Stage, line: Line, k: int) -> int | None:
    barred = stage.words.linking | stage.words.relative
    for j in range(k + 1, min(k + 9, line.last)):
        word = stage.tokens.folded[j]
        if (
            not line.is_free(j)
            or stage.tokens.words[j] in STRONG_MARKS
            or word in barred
            or stage.tokens.words[j] == ","
        ):
            return None
        governed = stage.tokens.folded[j - 1] in stage.words.prepositions
        if word in stage.words.determiners - stage.words.prepositions and not governed:
            return j
    return None
