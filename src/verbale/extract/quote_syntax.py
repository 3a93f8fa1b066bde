"""Finite verbs, and verbs in front of their object, read off word forms: enough to find a subject."""

from __future__ import annotations

from verbale.data import derived, toml
from verbale.extract.frames import verb_forms
from verbale.extract.quote_clauses import Line
from verbale.extract.quote_words import PACK, words
from verbale.morphology import conjugated, grammar
from verbale.text import fold
from verbale.tokens import Tokens

FINITE = ("present", "imperfect", "past", "future", "conditional")


@derived
def _finite() -> frozenset[str]:
    """Folded forms that are verbs in the third person, nouns among them included."""
    pack = toml(PACK)
    forms = {fold(w) for w in pack["finite"]}
    for table in (verb_forms(), conjugated(pack["common_verbs"])):
        forms |= {form for form, readings in table.items() if any(t in FINITE for _, t in readings)}
    forms |= {form for form, readings in words().verbs.items() if any(r.tense in FINITE for r in readings)}
    return frozenset(forms)


@derived
def _endings() -> tuple[str, ...]:
    return tuple(fold(e) for e in toml(PACK)["finite_endings"])


@derived
def _nouns() -> frozenset[str]:
    return frozenset(fold(w) for w in toml(PACK)["finite_nouns"])


def is_finite(tokens: Tokens, k: int) -> bool:
    """Is token k a verb in the third person, auxiliary or not?"""
    word = tokens.folded[k]
    if word in grammar().avoir or word in grammar().etre:
        return word not in _not_finite() and (len(word) > 1 or tokens.words[k] == word)
    stem = tokens.words[k].rstrip("es")
    if not tokens.words[k].islower() or word in _nouns() or not stem or not stem[-1].isascii():
        return False
    if word not in _finite() and not (len(word) > 5 and word.endswith(_endings())):
        return False
    before = tokens.folded[k - 1] if k else ""
    lexicon = words()
    return before not in lexicon.determiners | lexicon.prepositions


@derived
def _not_finite() -> frozenset[str]:
    tables = (grammar().avoir, grammar().etre)
    return frozenset(w for table in tables for w, t in table.items() if t in ("infinitive", "gerund"))


def has_finite(tokens: Tokens, line: Line, first: int, last: int) -> bool:
    """Does a finite verb stand outside quotations between two tokens of a line?"""
    return any(line.is_free(k) and is_finite(tokens, k) for k in range(first, last))


def governs_object(tokens: Tokens, line: Line, k: int) -> bool:
    """Is token k a verb form whose object may follow: finite, infinitive, participle or gerund?"""
    word, folded = tokens.words[k], tokens.folded[k]
    if not word.islower() or not word.isalpha():
        return False
    lexicon = words()
    before = tokens.folded[k - 1] if k > line.first else ""
    if before in lexicon.determiners - lexicon.object_pronouns and before not in lexicon.prepositions:
        return False
    if is_finite(tokens, k) and folded not in grammar().etre:
        return True
    leads = before in lexicon.prepositions or before in lexicon.object_pronouns or before in lexicon.supports
    if folded.endswith(_infinitives()) and leads and len(folded) > 4:
        return True
    gerund = folded.endswith(_gerunds()) and len(folded) > 5
    return gerund and (before in ("", ",") or before in lexicon.gerund_leads)


@derived
def _gerunds() -> tuple[str, ...]:
    return tuple(toml(PACK)["gerund_endings"])


@derived
def _infinitives() -> tuple[str, ...]:
    return tuple(toml(PACK)["infinitive_endings"])
