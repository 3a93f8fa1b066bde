"""Commitments: each construction beside sentences that it must and must not read; makers, sides, dates."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from verbale.data import toml
from verbale.extract.commitment_words import words
from verbale.extract.commitments import CONFIDENCE, find_commitments
from verbale.extract.scene import make_scene
from verbale.pipeline import analyse
from verbale.records import Article, Commitment

PACK = toml("packs/fr/commitments.toml")
TRIGGERS = PACK["triggers"]


def commitments(text: str, published: str | None = "2031-03-12") -> list[Commitment]:
    return find_commitments(make_scene(analyse(Article(text, published=published))))


def only(text: str, published: str | None = "2031-03-12") -> Commitment:
    (commitment,) = commitments(text, published)
    return commitment


MATCH = [(name, kind, s) for name, trigger in TRIGGERS.items() for kind, s in trigger["match"]]
NO_MATCH = [(name, s) for name, trigger in TRIGGERS.items() for s in trigger["no_match"]]


def test_every_construction_stands_beside_sentences_and_has_a_confidence() -> None:
    assert all(trigger["match"] and trigger["no_match"] for trigger in TRIGGERS.values())
    assert set(CONFIDENCE) == set(TRIGGERS)


@pytest.mark.parametrize(("name", "kind", "sentence"), MATCH)
def test_a_sentence_is_read_by_its_construction(name: str, kind: str, sentence: str) -> None:
    found = [(c.rule.split(":")[0], c.kind) for c in commitments(sentence)]
    assert (name, kind) in found


@pytest.mark.parametrize(("name", "sentence"), NO_MATCH)
def test_a_sentence_makes_no_commitment(name: str, sentence: str) -> None:
    assert commitments(sentence) == []


@pytest.mark.parametrize("sentence", PACK["vague"]["no_match"])
def test_an_object_without_substance_makes_no_commitment(sentence: str) -> None:
    assert commitments(sentence) == []


def test_deeds_have_one_kind() -> None:
    verbs = [
        v for deed in PACK["deeds"].values() for key in ("verbs", "births", "soft") for v in deed.get(key, ())
    ]
    nouns = [n for deed in PACK["deeds"].values() for n in deed["nouns"]]
    assert sorted(verbs) == sorted(set(verbs))
    assert sorted(nouns) == sorted(set(nouns))


def test_words_that_need_company_are_deeds() -> None:
    known = {
        v
        for d in PACK["deeds"].values()
        for key in ("verbs", "births", "soft", "nouns")
        for v in d.get(key, ())
    }
    for name, group in PACK["needs"].items():
        if isinstance(group, dict):
            assert set(group["words"]) <= known, name


@pytest.mark.parametrize(
    ("form", "lemma", "tense"),
    [
        ("enverra", "envoyer", "future"),
        ("redeploieront", "redéployer", "future"),
        ("detruirait", "détruire", "conditional"),
        ("reconstruisait", "reconstruire", "imperfect"),
        ("interviendront", "intervenir", "future"),
        ("construirons", "construire", "future"),
    ],
)
def test_forms_of_irregular_verbs(form: str, lemma: str, tense: str) -> None:
    assert (lemma, tense) in [(r.lemma, r.tense) for r in words().verbs[form]]


def test_the_maker_is_a_state_and_the_other_side_stands_in_the_sentence() -> None:
    made = only("Le président népalais, Bikram Tharuwar, a promis de construire une école au Laos.")
    assert (made.by, made.to, made.kind, made.label) == (
        "NPL",
        ("LAO",),
        "project",
        "construire une école au Laos",
    )
    assert [p.name for p in made.participants] == ["Bikram Tharuwar"]


def test_two_states_that_promise_make_two_records() -> None:
    both = commitments("Le Chili et le Pérou ont décidé de fournir des vaccins au Malawi.")
    assert [(c.by, c.to) for c in both] == [("CHL", ("MWI",)), ("PER", ("MWI",))]


def test_two_states_that_promise_each_other_make_one() -> None:
    made = only("Le Vietnam et le Laos ont décidé de mettre en place une ligne aérienne directe.")
    assert {made.by, *made.to} == {"VNM", "LAO"}


def test_in_a_quotation_the_speaker_promises() -> None:
    made = only(
        "« Nous construirons une école à Lomé », a déclaré l'ambassadeur du Japon au Togo, Kenji Morishita."
    )
    assert (made.by, made.to) == ("JPN", ("TGO",))
    assert [p.name for p in made.participants] == ["Kenji Morishita"]


def test_behind_reported_speech_the_one_who_speaks_promises() -> None:
    assert only("Le Népal a annoncé lundi qu'il expulsait l'ambassadeur du Bhoutan.").by == "NPL"
    assert (
        only(
            "Le ministre chilien, Arturo Belmonte, a déclaré que son pays retirerait ses soldats du Laos."
        ).by
        == "CHL"
    )


def test_a_nationality_in_the_phrase_tells_the_maker() -> None:
    assert only("Un centre culturel turc verra bientôt le jour à Dakar.").by == "TUR"
    assert only("Une usine sera implantée au Togo par un groupe indien.").by == "IND"


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("La Norvège rouvrira son ambassade au Laos en juin 2033.", "2033-06"),
        ("La Norvège va retirer ses soldats du Laos d'ici la fin de l'année.", "2031"),
        ("En 2032, la Norvège ouvrira un consulat au Laos.", "2032"),
        ("La Norvège a annoncé lundi 10 mars la fermeture de son ambassade au Laos.", None),
        ("La Norvège ouvrira un consulat au Laos.", None),
    ],
)
def test_due_is_a_deadline_or_a_later_date(sentence: str, due: str | None) -> None:
    assert only(sentence).due == due


def test_one_deed_told_twice_is_one_commitment_with_the_date_of_either() -> None:
    first = "La Norvège va ouvrir un consulat général au Laos.\n"
    assert only(first + "Elle ouvrira ce consulat général au Laos en juin 2033.").due == "2033-06"


def test_a_list_is_governed_by_the_sentence_that_opens_it() -> None:
    text = (
        "Le gouvernement japonais s'est engagé auprès du Ghana à :\n"
        "- construire deux écoles ;\n- former 100 infirmiers.\n"
        "Le Japon a annoncé au Ghana les projets suivants :\n"
        "1. La réhabilitation d'un pont ;\n2. un prêt de 50 millions de yens."
    )
    found = commitments(text)
    assert [(c.by, c.to, c.kind) for c in found] == [
        ("JPN", ("GHA",), k) for k in ("project",) * 3 + ("funding",)
    ]
    assert [c.label for c in found][:2] == ["construire deux écoles", "former 100 infirmiers"]


def test_the_guest_of_an_invitation_is_never_its_host() -> None:
    text = "Le Kenya et le Bhoutan se parlent. Le Kenya aide le Bhoutan. Le Bhoutan remercie le Kenya.\n"
    made = only(
        text
        + "La visite s'est conclue par une invitation renouvelée au roi du Bhoutan à se rendre à Nairobi."
    )
    assert (made.by, made.to[0]) == ("KEN", "BTN")


def test_a_region_of_the_world_is_no_side() -> None:
    assert commitments("Le Pérou suspendra l'embargo, une exigence de l'Occident.") == []


def test_money_makes_a_funding_of_help() -> None:
    assert only("Le Japon va soutenir le Togo avec 3 millions d'euros.").kind == "funding"
    assert only("Le Japon va prendre en charge 50 réfugiés népalais.").kind == "policy"


def test_every_field_is_proved_by_words() -> None:
    text = "La Zambie a annoncé la fermeture de son ambassade au Pérou d'ici juin 2032."
    made = only(text)
    assert made.due == "2032-06"
    assert {"by", "to.0", "label", "kind", "status", "due"} <= set(made.proofs)
    (span,) = made.proofs["label"].spans
    assert text[span.start : span.end] == made.label
    assert all(0 <= s.start < s.end <= len(text) for p in made.proofs.values() for s in p.spans)


CASES = tomllib.loads((Path(__file__).parent / "cases/commitments.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["promise"], ids=lambda c: c["text"][:60])
def test_a_passage_tells_its_promise(case: dict[str, str]) -> None:
    told = [
        (c.by, c.kind, c.due)
        for c in commitments(case["text"])
        if case["to"] in c.to and case["word"] in c.label
    ]
    assert (case["by"], case["kind"], case.get("due")) in told


@pytest.mark.parametrize("text", CASES["none"]["texts"])
def test_a_passage_without_a_promise_gives_none(text: str) -> None:
    assert commitments(text) == []
