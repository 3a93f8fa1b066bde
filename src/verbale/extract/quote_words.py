"""The vocabulary of reported speech, built once from packs/fr/reporting.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verbale.data import derived, toml
from verbale.morphology import TENSES, forms
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

PACK = "packs/fr/reporting.toml"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a verb form. `speech`: a verb of speech, else one that only takes a quoted object."""

    lemma: str
    tense: str
    speech: bool


class Adverbials:
    """What may stand between a verb and its subject: listed phrases, and adverbs in -ment."""

    def __init__(self, phrases: Phrases, determiners: frozenset[str], longest: int = 5) -> None:
        self._phrases, self._determiners, self._reach = phrases, determiners, longest

    def longest(self, tokens: Tokens, k: int) -> tuple[int, object] | None:
        """(token after, True) of the adverbial that starts at token k."""
        found = self._phrases.longest(tokens, k)
        if found or k >= len(tokens):
            return found
        word = tokens.words[k]
        bare = k == 0 or tokens.folded[k - 1] not in self._determiners
        adverb = bare and len(word) > 6 and word.endswith("ment") and word.islower()
        return (k + 1, True) if adverb else None

    def before(self, tokens: Tokens, k: int, floor: int) -> int | None:
        """The token before the adverbial that ends at token k; None if none does."""
        for j in range(max(floor, k - self._reach), k + 1):
            step = self.longest(tokens, j)
            if step and step[0] == k + 1:
                return j - 1
        return None


@dataclass(frozen=True, slots=True)
class Words:
    verbs: dict[str, tuple[Reading, ...]]  # folded form
    supports: dict[str, str]  # folded form → tense
    pairs: dict[str, frozenset[str]]  # form of the first word → second words
    pair_tense: dict[str, str]
    followups: frozenset[str]
    declare: frozenset[str]
    ambiguous: frozenset[str]
    still: frozenset[str]
    possessives: frozenset[str]
    definite: frozenset[str]
    object_pronouns: frozenset[str]
    feminine_articles: frozenset[str]
    masculine_articles: frozenset[str]
    according: Phrases
    weakly: frozenset[str]
    carriers: Phrases
    same_source: Phrases
    services: Phrases
    determiners: frozenset[str]
    introducing: frozenset[str]
    prepositions: frozenset[str]
    phrase_ends: Phrases
    adverbials: Adverbials
    impersonal: frozenset[str]
    pronouns: frozenset[str]
    gerund_leads: frozenset[str]
    of: frozenset[str]
    things: frozenset[str]
    thing_endings: tuple[str, ...]
    openers: frozenset[str]
    pair: frozenset[str]
    locative: frozenset[str]
    bonds: frozenset[str]
    latest: Phrases
    opposite: frozenset[str]
    honours: frozenset[str]
    clitics: dict[str, tuple[bool | None, bool]]  # → (feminine, plural)
    relative: frozenset[str]
    linking: frozenset[str]
    agents: frozenset[str]
    itself: Phrases
    accounts: Phrases
    person_nouns: Phrases
    anybody: Phrases
    collectives: Phrases
    sources: frozenset[str]
    mouthpieces: Phrases
    within: frozenset[str]
    institutions: frozenset[str]
    joining: frozenset[str]
    vague_nouns: frozenset[str]
    topics: frozenset[str]
    reading: frozenset[str]
    as_words: frozenset[str]
    own_view: Phrases
    indefinite_plural: frozenset[str]
    indefinite: frozenset[str]
    afterwards: Phrases
    floor: Phrases
    labels: Phrases
    displays: frozenset[str]
    carrier_heads: frozenset[str]  # first words of carriers


def _bare(lemma: str) -> str:
    return lemma.removeprefix("se ").removeprefix("s'")


def _forms(pack: dict[str, Any], lemma: str) -> list[tuple[str, str]]:
    lemma = _bare(lemma)
    if lemma in pack["like"]:
        before, other = pack["like"][lemma]
        return [(fold(before) + form, tense) for form, tense in _forms(pack, other)]
    if lemma in pack["irregular"]:
        table = pack["irregular"][lemma]
        return [(fold(form), tense) for tense in TENSES for form in table.get(tense, ())]
    return forms(lemma)


def _verbs(pack: dict[str, Any]) -> dict[str, tuple[Reading, ...]]:
    out: dict[str, list[Reading]] = {}
    for key, speech in (("say", True), ("judge", False)):
        for lemma in pack[key]:
            if " " in lemma.removeprefix("se "):
                continue
            for form, tense in _forms(pack, lemma):
                readings = out.setdefault(form, [])
                if all((r.lemma, r.tense) != (_bare(lemma), tense) for r in readings):
                    readings.append(Reading(_bare(lemma), tense, speech))
    return {form: tuple(readings) for form, readings in out.items()}


@derived
def words() -> Words:
    """The vocabulary in use."""
    pack = toml(PACK)
    supports = {f: tense for lemma in pack["supports"] for f, tense in _forms(pack, lemma)}
    pairs: dict[str, frozenset[str]] = {}
    pair_tense: dict[str, str] = {}
    for lemma, seconds in pack["pairs"].items():
        for form, tense in _forms(pack, lemma):
            pairs[form] = frozenset(fold(s) for s in seconds)
            pair_tense.setdefault(form, tense)
    clitics: dict[str, tuple[bool | None, bool]] = {
        fold(c): (False, False) for c in pack["masculine_clitics"]
    }
    clitics |= {fold(c): (True, False) for c in pack["feminine_clitics"]}
    clitics |= {fold(c): (None, True) for c in pack["plural_clitics"]}

    def words_of(key: str) -> frozenset[str]:
        return frozenset(fold(_bare(w)) for w in pack[key])

    def phrases_of(key: str) -> Phrases:
        return Phrases((w, w) for w in pack[key])

    return Words(
        verbs=_verbs(pack),
        supports=supports,
        pairs=pairs,
        pair_tense=pair_tense,
        clitics=clitics,
        followups=words_of("followups"),
        declare=words_of("declare"),
        ambiguous=words_of("ambiguous"),
        still=words_of("still"),
        possessives=words_of("possessives"),
        definite=words_of("definite"),
        object_pronouns=words_of("object_pronouns"),
        feminine_articles=words_of("feminine_articles"),
        masculine_articles=words_of("masculine_articles"),
        according=phrases_of("according"),
        weakly=words_of("according_weak"),
        carriers=phrases_of("carriers"),
        same_source=phrases_of("same_source"),
        services=phrases_of("services"),
        determiners=words_of("determiners"),
        introducing=words_of("introducing"),
        prepositions=words_of("prepositions"),
        phrase_ends=phrases_of("noun_phrase_ends"),
        adverbials=Adverbials(phrases_of("adverbials"), words_of("determiners") | words_of("prepositions")),
        impersonal=words_of("impersonal"),
        pronouns=words_of("pronouns"),
        gerund_leads=words_of("gerund_leads"),
        of=words_of("of"),
        things=words_of("things"),
        thing_endings=tuple(sorted(words_of("thing_endings"))),
        openers=words_of("openers"),
        pair=words_of("pair"),
        locative=words_of("locative"),
        bonds=words_of("bonds"),
        latest=phrases_of("latest"),
        opposite=words_of("opposite"),
        honours=words_of("honours"),
        relative=words_of("relative"),
        linking=words_of("linking"),
        agents=words_of("passive_agents"),
        itself=phrases_of("itself"),
        accounts=phrases_of("accounts"),
        person_nouns=phrases_of("person_nouns"),
        anybody=phrases_of("anybody"),
        collectives=phrases_of("collectives"),
        sources=words_of("sources"),
        mouthpieces=phrases_of("mouthpieces"),
        within=words_of("within"),
        institutions=words_of("institutions"),
        joining=words_of("joining"),
        vague_nouns=words_of("vague_nouns"),
        topics=words_of("topics"),
        reading=words_of("reading"),
        as_words=words_of("as_words"),
        own_view=phrases_of("own_view"),
        indefinite_plural=words_of("indefinite_plural"),
        indefinite=words_of("indefinite"),
        afterwards=phrases_of("afterwards"),
        floor=phrases_of("floor"),
        labels=phrases_of("labels"),
        displays=words_of("displays"),
        carrier_heads=frozenset(Phrases.split(c)[0] for c in pack["carriers"]),
    )
