"""Third-person forms of French verbs, and the verb group around a form: voice, tense, modality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale import data
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

TENSES = ("present", "imperfect", "past", "future", "conditional", "infinitive", "participle", "gerund")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, modals and clitics, tokens `first` to `last` (exclusive).

    `voice` active | passive | reflexive; `tense` past | present | future | conditional | infinitive |
    participle | gerund; `modal` planned | possible | done | None.
    """

    first: int
    last: int
    lemma: str
    voice: str
    tense: str
    negated: bool = False
    modal: str | None = None


def forms(lemma: str) -> list[tuple[str, str]]:
    """(folded form, tense) of a verb; the group follows from the ending unless it is listed whole."""
    pack = data.toml("packs/fr/verbs.toml")
    lemma = lemma.removeprefix("se ").removeprefix("s'")
    if lemma in pack["irregular"]:
        table, stem = pack["irregular"][lemma], ""
    else:
        ending = "ger" if lemma.endswith("ger") else lemma[-2:]
        table, stem = pack["groups"][ending], lemma[:-2]
    return [(fold(stem + e), tense) for tense in TENSES for e in table.get(tense, ())]


def conjugated(lemmas: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Folded form → its (lemma, tense) readings."""
    out: dict[str, list[tuple[str, str]]] = {}
    for lemma in lemmas:
        for form, tense in forms(lemma):
            readings = out.setdefault(form, [])
            if (lemma, tense) not in readings:
                readings.append((lemma, tense))
    return out


@dataclass(frozen=True, slots=True)
class _Grammar:
    avoir: dict[str, str]
    etre: dict[str, str]
    been: frozenset[str]
    clitics: frozenset[str]
    reflexive: frozenset[str]
    negative: frozenset[str]
    adverbs: frozenset[str]
    modals: dict[str, list[tuple[tuple[str, ...], str]]]  # last word → (words, meaning), longest first


def _inverse(table: dict[str, list[str]]) -> dict[str, str]:
    return {fold(form): tense for tense, forms_of in table.items() for form in forms_of}


@data.derived
def grammar() -> _Grammar:
    pack = data.toml("packs/fr/verbs.toml")
    aux = pack["auxiliary"]
    modals: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning in ("planned", "possible", "done"):
        for phrase in pack["modal"][meaning]["forms"]:
            words = tuple(Phrases.split(phrase))
            modals.setdefault(words[-1], []).append((words, meaning))
    for values in modals.values():
        values.sort(key=lambda v: -len(v[0]))
    sets = {
        k: frozenset(fold(w) for w in aux[k]) for k in ("been", "clitics", "reflexive", "negative", "adverbs")
    }
    return _Grammar(_inverse(aux["avoir"]), _inverse(aux["etre"]), modals=modals, **sets)


_TENSE_OF = {
    "present": "past",
    "imperfect": "past",
    "subjunctive": "past",
    "infinitive": "past",
    "gerund": "past",
}


def verb_group(tokens: Tokens, i: int, lemma: str, tense: str, floor: int = 0) -> VerbGroup:
    """The group around the verb form at token i; `floor` is the sentence's first token."""
    g = grammar()
    k, negated, reflexive, voice, modal = i - 1, False, False, "active", None
    seen_avoir = seen_etre = been = False
    out = {"imperfect": "past"}.get(tense, tense)
    while k >= floor:
        word = tokens.folded[k]
        if word in g.negative:
            negated = negated or word not in ("plus",)
        elif word in g.reflexive:
            reflexive = True
            k -= 1
            break
        elif word in g.been and tense == "participle":
            been = True
        elif tense == "participle" and not (seen_avoir or seen_etre) and word in g.avoir:
            seen_avoir, out = True, _TENSE_OF.get(g.avoir[word], g.avoir[word])
        elif tense == "participle" and not (seen_avoir or seen_etre) and word in g.etre:
            seen_etre = True
            out = g.etre[word] if g.etre[word] == "infinitive" else _TENSE_OF.get(g.etre[word], g.etre[word])
        elif word not in g.adverbs and word not in g.clitics:
            inside = tense in ("participle", "infinitive") and not (seen_avoir or seen_etre)
            if not (inside and word.endswith("ment")):  # `le gouvernement a signe`: the subject, no adverb
                break
        elif word in g.clitics and word.startswith("-"):
            pass
        k -= 1
    if tense == "participle":
        if reflexive:
            voice = "reflexive"
        elif been or seen_etre or not seen_avoir:
            voice = "passive"
    elif reflexive:
        voice = "reflexive"
    infinitive = out == "infinitive"
    if infinitive or (tense == "participle" and seen_etre and not been):
        modal, k = _modal(tokens, k, floor)
        if infinitive and modal == "done":
            out = "past"
    if k >= floor and tokens.folded[k] in g.negative:
        negated, k = True, k - 1
    return VerbGroup(max(k + 1, floor), i + 1, lemma, voice, out, negated, modal)


def _modal(tokens: Tokens, k: int, floor: int) -> tuple[str | None, int]:
    """The modal that ends at token k, adverbs between skipped, and the token before it."""
    g = grammar()
    j = k
    while j >= floor and j > k - 5:
        for words, meaning in g.modals.get("de" if tokens.folded[j] == "d'" else tokens.folded[j], ()):
            first = j - len(words) + 1
            said = tuple("de" if w == "d'" else w for w in tokens.folded[max(first, 0) : j + 1])
            if first >= floor and said == words:
                return meaning, first - 1
        if tokens.folded[j] not in g.adverbs and not tokens.folded[j].endswith("ment"):
            break
        j -= 1
    return None, k
