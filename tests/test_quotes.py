"""Quotes: what counts as speech, who speaks, what is joined, and the words that prove it.

All officials are invented.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verbale.data import toml
from verbale.extract.quotes import find_quotes
from verbale.pipeline import analyse
from verbale.records import Article, Quote


def read(text: str, title: str | None = None) -> tuple[Quote, ...]:
    whole = f"{title}\n{text}" if title else text
    return find_quotes(analyse(Article(whole, title, "2024-03-12")))


def said(text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in read(text, title)]


EXAMPLES = toml("packs/fr/reporting.toml")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"] for e in EXAMPLES])
def test_the_pack_s_examples_give_their_quotes(example: dict[str, Any]) -> None:
    assert said(example["text"]) == [(speaker or None, text) for speaker, text in example["quotes"]]


def test_the_pack_names_nothing_twice_and_its_classes_are_verbs_it_knows() -> None:
    pack = toml("packs/fr/reporting.toml")
    lists = {k: v for k, v in pack.items() if isinstance(v, list) and k != "examples"}
    assert [k for k, v in lists.items() if len(v) != len(set(v))] == []
    known = {w.removeprefix("se ").removeprefix("s'") for w in (*pack["say"], *pack["judge"])}
    known |= {second for seconds in pack["pairs"].values() for second in seconds}
    assert {w for key in ("declare", "followups", "ambiguous") for w in pack[key]} - known == set()


TALO = "Le ministre malien des Affaires étrangères, Oumar Talo, est arrivé mardi à Dakar. "
VASK = "La présidente estonienne Lena Vask a reçu mardi une délégation. "

BESIDE = [
    ("« Nous signerons demain », a déclaré Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », a annoncé mardi à la presse le ministre malien Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », affirme M. Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », s'est félicité le président malien Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », a fait savoir Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », a tenu à préciser Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », selon Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », d'après le ministre Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain » (Oumar Talo)", "Oumar Talo"),
    ("Oumar Talo : « Nous signerons demain »", "Oumar Talo"),
    ("Oumar Talo a déclaré : « Nous signerons demain. »", "Oumar Talo"),
    ("Oumar Talo a déclaré que « nous signerons demain ».", "Oumar Talo"),
    ("Selon Oumar Talo, « nous signerons demain ».", "Oumar Talo"),
    ("Pour Oumar Talo, « nous signerons demain ».", "Oumar Talo"),
    ("De l'avis de Oumar Talo, « nous signerons demain ».", "Oumar Talo"),
    ("Oumar Talo, qui a parlé d'un « accord de longue durée », est parti.", "Oumar Talo"),
    ("Oumar Talo s'est félicité d'« un accord de longue durée ».", "Oumar Talo"),
    ("Oumar Talo a qualifié Lena Vask de « partenaire très constructive ».", "Oumar Talo"),
    ("Oumar Talo a dénoncé « un accord sans valeur ».", "Oumar Talo"),
    ("Oumar Talo a reçu Lena Vask, estimant que « tout reste à faire ».", "Oumar Talo"),
    ("Oumar Talo s'est dit « très heureux de cette visite ».", "Oumar Talo"),
    ("L'accord est, a dit Oumar Talo, « une page neuve ».", "Oumar Talo"),
    ('"Nous signerons demain", a déclaré Oumar Talo.', "Oumar Talo"),
    ("“Nous signerons demain”, a déclaré Oumar Talo.", "Oumar Talo"),
    ("« Nous signerons demain », a indiqué l'ambassade du Mali.", "ambassade du Mali"),
    ("« Nous signerons », indique un communiqué du ministère de la Défense.", "ministère de la Défense"),
    ("« Nous signerons », a indiqué une source diplomatique malienne.", "source diplomatique malienne"),
    ("« Nous signerons demain », a confié au journal un proche du dossier.", "proche du dossier"),
    ("« Nous signerons demain », ont confié des conseillers du ministre.", "conseillers du ministre"),
    ("Moscou a dénoncé « un accord sans valeur ».", "Moscou"),
    ("L'Union européenne a salué « un accord de longue durée ».", "Union européenne"),
    ("« Le pont est fini, a dit Oumar Talo. Il sera ouvert lundi. »", "Oumar Talo"),
    ("Le ministre du Transport et de la Logistique, Oumar Talo, dit que « tout est fini ».", "Oumar Talo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), BESIDE, ids=[t for t, _ in BESIDE])
def test_words_beside_the_quotation_name_the_speaker(text: str, speaker: str) -> None:
    assert [q[0] for q in said(text)] == [speaker]


CARRIED = [
    (TALO + "« Nous signerons cet accord », a-t-il déclaré.", "Oumar Talo"),
    (TALO + "« Nous signerons cet accord », a déclaré le ministre.", "Oumar Talo"),
    (TALO + "« Nous signerons cet accord », a déclaré le chef de la diplomatie malienne.", "Oumar Talo"),
    (TALO + "« Nous signerons cet accord », a déclaré le diplomate.", "Oumar Talo"),
    (TALO + "Selon lui, « cet accord sera signé ».", "Oumar Talo"),
    (TALO + "Il a déclaré que « cet accord sera signé ».", "Oumar Talo"),
    (TALO + "Ce dernier a déclaré que « cet accord sera signé ».", "Oumar Talo"),
    (TALO + "À ses yeux, « cet accord sera signé ». « Il le faut bien », a-t-il dit.", "Oumar Talo"),
    (VASK + "« Nous signerons cet accord », a-t-elle déclaré.", "Lena Vask"),
    (VASK + "« Nous signerons cet accord », a déclaré la présidente.", "Lena Vask"),
    (VASK + "Le ministre malien Oumar Talo l'accompagnait. « Nous signerons », a-t-elle dit.", "Lena Vask"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), CARRIED, ids=[t for t, _ in CARRIED])
def test_pronouns_and_definite_phrases_mean_a_person_named_before(text: str, speaker: str) -> None:
    assert {q[0] for q in said(text)} == {speaker}


def test_a_speaker_goes_on_without_a_new_attribution() -> None:
    text = TALO + "« Nous signerons cet accord », a déclaré M. Talo.\n« Le texte est prêt depuis un mois. »"
    assert {q[0] for q in said(text)} == {"Oumar Talo"}


def test_another_subject_takes_the_floor() -> None:
    text = (
        "« Nous signerons cet accord », a déclaré Oumar Talo. La présidente estonienne Lena Vask a salué ce "
        "pas. "
        "« Le texte est prêt depuis un mois », a-t-elle dit."
    )
    assert [q[0] for q in said(text)] == ["Oumar Talo", "Lena Vask"]


def test_a_carrier_speaks_for_the_body_that_issued_it() -> None:
    text = (
        "La visite a été préparée à Dakar, a indiqué un communiqué du ministère de la Défense.\n"
        "« Les deux armées travailleront ensemble », ajoute le communiqué.\n"
        "« Un comité sera créé », précise la même source."
    )
    assert [q[0] for q in said(text)] == ["ministère de la Défense"] * 2


def test_the_sentence_after_may_name_the_speaker() -> None:
    text = "« Ce pont change la vie de deux pays. » C'est ce qu'a confié Oumar Talo à la presse."
    assert said(text) == [("Oumar Talo", "Ce pont change la vie de deux pays.")]


def test_the_sentence_before_may_hand_over_the_floor() -> None:
    text = "Fasciné par le pont, Oumar Talo a déclaré :\n« Ce pont change la vie de deux pays. »"
    assert said(text) == [("Oumar Talo", "Ce pont change la vie de deux pays.")]


def test_a_post_speaks_for_its_author() -> None:
    text = (
        "La ministre a réagi.\nHeureuse de cet échange avec nos amis du Mali. pic.twitter.com/aB3d\n"
        "- Lena Vask (@lenavask) March 11, 2024\nLa visite se poursuit."
    )
    assert ("Lena Vask", "Heureuse de cet échange avec nos amis du Mali.") in said(text)


def test_a_title_may_hold_a_quotation() -> None:
    assert said("La visite a duré trois jours.", "Oumar Talo : « Nous signerons demain »") == [
        ("Oumar Talo", "Nous signerons demain")
    ]


# --- what is joined ------------------------------------------------------------------------

JOINED = [
    "« Le pont est fini », a déclaré Oumar Talo. « Il sera ouvert lundi. »",
    "« Le pont est fini, a déclaré Oumar Talo. Il sera ouvert lundi. »",
    "« Le pont est fini », a déclaré Oumar Talo, « il sera ouvert lundi ».",
]


@pytest.mark.parametrize("text", JOINED)
def test_stretches_split_by_an_incise_are_one_quote(text: str) -> None:
    ((speaker, words),) = said(text)
    assert speaker == "Oumar Talo"
    assert words.rstrip(".").lower() == "le pont est fini il sera ouvert lundi"


def test_a_sentence_between_keeps_stretches_apart() -> None:
    text = (
        "« Le pont est fini », a déclaré Oumar Talo. Les travaux ont duré deux ans. "
        "« Il sera ouvert lundi », a-t-il dit."
    )
    assert said(text) == [("Oumar Talo", "Le pont est fini"), ("Oumar Talo", "Il sera ouvert lundi")]


def test_two_speakers_are_never_joined() -> None:
    text = "« Le pont est fini », a déclaré Oumar Talo. « Il sera ouvert lundi », a répondu Lena Vask."
    assert said(text) == [("Oumar Talo", "Le pont est fini"), ("Lena Vask", "Il sera ouvert lundi")]


def test_a_stretch_repeated_in_a_longer_one_counts_once() -> None:
    text = "« Le pont est fini et il sera ouvert lundi », a déclaré Oumar Talo."
    assert said(text, "« Le pont est fini », selon Oumar Talo") == [
        ("Oumar Talo", "Le pont est fini et il sera ouvert lundi")
    ]


# --- what is no quote ----------------------------------------------------------------------

NONE = [
    "Le sommet avait pour thème « l'eau et la paix ».",
    "Elle a présenté le programme « Villes vertes du Sahel ».",
    "Le film « Une nuit à Tallinn » a été projeté devant les deux ministres.",
    "Oumar Talo a visité l'entreprise « verte » de Tallinn.",
    "Oumar Talo a parlé d'un pays « ami ».",
    "L'opération baptisée « Vent du nord » a commencé lundi.",
    "Ils portaient des pancartes sur lesquelles on lisait « Oui à la paix pour tous les peuples ».",
    "Lena Vask a ouvert le « Forum International du Sahel » lundi.",
    "Le quotidien « Le Soir du Sud » a publié la photo.",
    "La conférence intitulée « Quel avenir pour le fleuve ? » s'est tenue lundi.",
    "Les « voisins du fleuve » ont vu passer Oumar Talo.",
    "Oumar Talo a dit être prêt à signer.",
    "La loi dite « des trois fleuves » est en vigueur.",
    "Le mouvement « Terre et mer » soutient Lena Vask.",
]


@pytest.mark.parametrize("text", NONE)
def test_labels_titles_slogans_and_single_words_are_no_quotes(text: str) -> None:
    assert said(text) == []


def test_a_name_in_marks_that_comes_back_is_no_quote() -> None:
    text = (
        "Oumar Talo a reçu les « gens du fleuve » lundi. Il a salué les « gens du fleuve ». "
        "Lena Vask aussi a salué les « gens du fleuve »."
    )
    assert said(text) == []


# --- no speaker ----------------------------------------------------------------------------

NOBODY = [
    "« Tout est prêt pour la visite du ministre », indique-t-on à Dakar lundi matin.",
    "« Tout est prêt pour la visite du ministre », souligne-t-on.",
    "« Nous sommes fiers de voir nos deux pays réunis », se réjouit un habitant.",
    "On a pu y entendre « tout est prêt pour la visite du ministre ».",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_in_particular_is_no_speaker(text: str) -> None:
    assert [q[0] for q in said(text)] == [None]


def test_a_passive_without_agent_gives_no_speaker_of_its_verb() -> None:
    text = "Lundi, le plan a été qualifié de « chance pour les deux pays du fleuve »."
    assert [q[0] for q in said(text)] == [None]


def test_a_passive_with_its_agent_gives_it() -> None:
    text = "Lundi, le plan a été qualifié de « chance pour les deux pays » par Oumar Talo."
    assert [q[0] for q in said(text)] == ["Oumar Talo"]


# --- proofs --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [t for t, _ in (*BESIDE, *CARRIED)])
def test_every_quote_is_proved_by_its_own_words(text: str) -> None:
    for quote in read(text):
        spans = quote.proofs["text"].spans
        assert " ".join(text[s.start : s.end] for s in spans) == quote.text
        assert quote.anchor == spans[0]
        proof = quote.proofs["speaker"]
        if proof.how is None:
            assert quote.speaker in " ".join(text[s.start : s.end] for s in proof.spans)
        else:
            assert proof.how == "coreference"
            assert all(s.start < s.end for s in proof.spans)


def test_the_speaker_stands_among_the_participants_with_office_and_side() -> None:
    (quote,) = read(
        "« Nous signerons demain », a dit le ministre malien des Affaires étrangères, Oumar Talo."
    )
    (who,) = quote.participants
    assert who.name == "Oumar Talo"
    assert who.office == "foreign_minister"
    assert who.side == "MLI"


def test_a_quote_without_speaker_has_no_participant_and_no_speaker_proof() -> None:
    (quote,) = read(NOBODY[1])
    assert quote.participants == ()
    assert "speaker" not in quote.proofs


def test_another_language_gives_none() -> None:
    text = "The minister said: “We shall sign this agreement tomorrow with our friends from the north.”"
    assert read(text) == ()


def test_two_readings_are_the_same() -> None:
    text = " ".join(t for t, _ in BESIDE)
    assert read(text) == read(text)


def test_a_text_without_marks_has_no_quotes() -> None:
    assert read(TALO + "Il a déclaré que cet accord serait signé.") == ()


# --- passages ------------------------------------------------------------------------------

PASSAGES = tomllib.loads((Path(__file__).parent / "cases/quotes.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", PASSAGES, ids=[c["text"][:60] for c in PASSAGES])
def test_a_passage_gives_its_quotes_and_their_speakers(case: dict[str, Any]) -> None:
    expected = [(speaker or None, text) for speaker, text in case["quotes"]]
    assert said(case["text"], case.get("title")) == expected
