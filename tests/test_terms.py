"""Sector words, and the sectors of articles and meetings. Sentences made for the purpose."""

from __future__ import annotations

import pytest

from verbale.data import toml
from verbale.detect.terms import find_terms
from verbale.extract.sectors import features, in_office, topics_near
from verbale.ontology import SECTORS
from verbale.pipeline import analyse, read_article
from verbale.records import KINDS, Article
from verbale.text import fold
from verbale.tokens import tokenise

PACK = toml("packs/fr/sectors.toml")
NOTHING = dict.fromkeys(KINDS, ())


def sectors_in(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.sector) for t in find_terms(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un accord de pêche et d'agriculture.", [("pêche", "agriculture"), ("agriculture", "agriculture")]),
        ("La sécurité alimentaire du pays.", [("sécurité alimentaire", "agriculture")]),
        ("La lutte contre le terrorisme", [("lutte contre le terrorisme", "security_defence")]),
        ("Une centrale solaire sera bâtie.", [("centrale solaire", "energy")]),
        ("L'importance d'une visite importante", []),
        ("Un texte visant à tourner la page du visage", []),
        ("Le train de vie de l'État", []),
        ("L'aéroport et le chemin de fer", [("aéroport", "transport"), ("chemin de fer", "transport")]),
    ],
)
def test_words_tell_their_sector_and_look_alikes_none(text: str, found: list[tuple[str, str]]) -> None:
    assert sectors_in(text) == found


def test_every_sector_of_the_codebook_has_words_and_no_other_name_has() -> None:
    assert set(PACK["sectors"]) == set(SECTORS)
    assert all(entry["words"] for entry in PACK["sectors"].values())


def test_no_word_stands_twice() -> None:
    words = [fold(w) for entry in PACK["sectors"].values() for w in (*entry["words"], *entry["weak"])]
    doubles = {w for w in words if words.count(w) > 1}
    assert not doubles


def test_weak_words_are_marked() -> None:
    (strong, weak) = find_terms(tokenise("Le nucléaire et la jeunesse."))
    assert (strong.weak, weak.weak) == (False, True)


def test_a_ministry_s_field_is_told_from_a_subject() -> None:
    analysis = analyse(
        Article("Le ministre togolais de la Santé, Komi Dzodzo, a parlé d'agriculture et de santé.")
    )
    told = [(analysis.plain[t.start : t.end], office) for t, office in in_office(analysis) if not t.weak]
    assert told == [("Santé", True), ("agriculture", False), ("santé", False)]
    assert features(analysis, NOTHING)["health"]["office"] == 0
    assert features(analysis, NOTHING)["health"]["strong_words"] == 1


def test_fields_of_cooperation_are_sectors_and_a_passing_word_is_none() -> None:
    document = read_article(
        Article(
            "Le président togolais Komi Dzodzo a reçu lundi à Lomé son homologue ghanéen Kofi Atta. "
            "Les deux présidents ont convenu de renforcer la coopération dans les domaines de l'énergie, "
            "de l'électricité et de l'énergie solaire. La pluie a gêné un match de football.",
            published="2024-05-06",
        )
    )
    assert "energy" in document.sectors
    assert "sport" not in document.sectors
    for k, _ in enumerate(document.sectors):
        (span,) = document.proofs[f"sectors.{k}"].spans
        assert document.text[span.start : span.end]


def test_topics_stand_in_the_meeting_s_sentence_and_the_next() -> None:
    text = (
        "Le président togolais Komi Dzodzo a rencontré Kofi Atta lundi. Ils ont parlé de pêche et de santé. "
        "Plus tard, il a visité une université."
    )
    analysis = analyse(Article(text, published="2024-05-06"))
    start = text.index("rencontré")
    found = topics_near(analysis, start, start + 9)
    assert [sector for sector, _ in found] == ["agriculture", "health"]
    assert [text[span.start : span.end] for _, span in found] == ["pêche", "santé"]
