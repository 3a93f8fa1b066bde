"""Third-person forms, and what the words around a verb make of it."""

from __future__ import annotations

import pytest

from verbale.morphology import conjugated, forms, verb_group
from verbale.tokens import tokenise


@pytest.mark.parametrize(
    ("lemma", "form", "tense"),
    [
        ("recevoir", "recoit", "present"),
        ("rencontrer", "rencontrera", "future"),
        ("échanger", "echangeait", "imperfect"),
        ("réunir", "reunissent", "present"),
        ("entretenir", "entretinrent", "past"),
        ("rendre", "rendraient", "conditional"),
        ("visiter", "visitees", "participle"),
    ],
)
def test_forms_follow_the_conjugation(lemma: str, form: str, tense: str) -> None:
    assert (form, tense) in forms(lemma)


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "voice", "tense", "modal", "negated"),
    [
        ("Il a reçu la ministre", "reçu", "recevoir", "active", "past", None, False),
        ("Il a été longuement reçu hier", "reçu", "recevoir", "passive", "past", None, False),
        ("Ils se sont rencontrés", "rencontrés", "rencontrer", "reflexive", "past", None, False),
        ("Il n'a pas reçu la ministre", "reçu", "recevoir", "active", "past", None, True),
        (
            "Il doit rencontrer la ministre",
            "rencontrer",
            "rencontrer",
            "active",
            "infinitive",
            "planned",
            False,
        ),
        (
            "Il pourrait rencontrer la ministre",
            "rencontrer",
            "rencontrer",
            "active",
            "infinitive",
            "possible",
            False,
        ),
        (
            "Il refuse de recevoir la ministre",
            "recevoir",
            "recevoir",
            "active",
            "infinitive",
            "possible",
            False,
        ),
        ("Il vient de recevoir la ministre", "recevoir", "recevoir", "active", "past", "done", False),
        ("Il recevra la ministre", "recevra", "recevoir", "active", "future", None, False),
        ("Reçu par la ministre", "Reçu", "recevoir", "passive", "participle", None, False),
    ],
)
def test_the_group_tells_voice_tense_and_modality(
    text: str, verb: str, lemma: str, voice: str, tense: str, modal: str | None, negated: bool
) -> None:
    tokens = tokenise(text)
    i = tokens.words.index(verb)
    reading = next(t for name, t in conjugated([lemma])[tokens.folded[i]] if name == lemma and (
        t in ("participle", "infinitive", "future")))  # fmt: skip
    group = verb_group(tokens, i, lemma, reading)
    assert (group.voice, group.tense, group.modal, group.negated) == (voice, tense, modal, negated)


def test_a_subject_that_ends_like_an_adverb_is_none() -> None:
    tokens = tokenise("La Banque de développement a récemment approuvé un prêt")
    group = verb_group(tokens, tokens.folded.index("approuve"), "approuver", "participle")
    assert tokens.folded[group.first] == "a"
