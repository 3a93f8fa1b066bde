"""Gatherings told over several sentences: who attended them, where and when. All officials are invented."""

from __future__ import annotations

import pytest

from verbale.pipeline import read_article
from verbale.records import Article, Document


def read(title: str, published: str, body: str) -> Document:
    return read_article(Article(f"{title}\n{body}", title, published))


def journeys(document: Document) -> set[tuple[str | None, str, str | None, str]]:
    return {(v.from_, v.to, v.start, v.status) for v in document.visits}


ATTENDED = [
    (
        "Ouverture à Lomé du sommet de la CEDEAO",
        "2023-07-09",
        "Le sommet de la CEDEAO s'est ouvert dimanche à Lomé. Le président nigérian "
        "Adamu Bakori et le président "
        "ghanéen Kofi Ansah-Boadu étaient présents à la cérémonie d'ouverture. Le "
        "président sénégalais Ousseynou "
        "Diarga a pris la parole devant ses pairs.",
        {(c, "TGO", "2023-07-09", "held") for c in ("NGA", "GHA", "SEN")},
        {"ECOWAS", "NGA", "GHA", "SEN"},
    ),
    (
        "Sommet de l'OCS : plusieurs dirigeants attendus à Astana",
        "2024-07-01",
        "La capitale kazakhe accueillera les 3 et 4 juillet le sommet de l'Organisation "
        "de coopération de "
        "Shanghai. Le président ouzbek Rustam Karimbaïev, le président tadjik Davlat "
        "Nazarzoda et le Premier "
        "ministre indien Arvind Malhotra sont attendus.",
        {(c, "KAZ", "2024-07-03", "planned") for c in ("UZB", "TJK", "IND")},
        {"SCO", "UZB", "TJK", "IND"},
    ),
    (
        "Francophonie : un appel à la jeunesse",
        "2022-11-19",
        "Le XVIIIe Sommet de la Francophonie s'est ouvert samedi à Djerba, en Tunisie. "
        "Aux côtés du président "
        "ivoirien Amara Kossonou, la Première ministre togolaise Afi Lawson-Mensah a "
        "plaidé pour la jeunesse.",
        {(c, "TUN", "2022-11-19", "held") for c in ("CIV", "TGO")},
        {"OIF", "CIV", "TGO"},
    ),
    (
        "Sommet du G20 à Bali",
        "2022-11-15",
        "Les dirigeants du G20 se sont réunis mardi à Bali, en Indonésie. Le président "
        "argentin Martin Quiroga a "
        "appelé à une réforme de la dette. « Le temps presse », a déclaré pour sa part "
        "la Première ministre "
        "danoise Karen Holm.",
        {(c, "IDN", "2022-11-15", "held") for c in ("ARG", "DNK")},
        {"G20", "ARG", "DNK"},
    ),
    (
        "Le développement en débat",
        "2023-03-01",
        "Le forum de Doha s'est achevé mercredi. Le président somalien Abdi Warsame et "
        "le chef de la diplomatie "
        "norvégienne Lars Eikeland ont pris part aux travaux.",
        {(c, "QAT", "2023-03-01", "held") for c in ("SOM", "NOR")},
        {"SOM", "NOR"},
    ),
]


@pytest.mark.parametrize(("title", "published", "body", "went", "met"), ATTENDED, ids=lambda v: str(v)[:30])
def test_leaders_named_sentences_apart_attended_the_gathering(
    title: str, published: str, body: str, went: set[tuple[str, str, str, str]], met: set[str]
) -> None:
    document = read(title, published, body)
    assert journeys(document) == went
    assert [set(m.sides) for m in document.meetings if m.form == "summit"] == [met]


NOT_THERE = [
    # A gathering of the background, and officials who speak of something else.
    (
        "Économie : la croissance ralentit",
        "La croissance du Kenya a ralenti au premier trimestre. Le président kényan "
        "Peter Wambugo a annoncé un plan. "
        "Le mois dernier, le sommet de la CEDEAO à Abuja avait évoqué la crise. Le "
        "ministre ghanéen Kofi "
        "Ansah-Boadu a critiqué ces mesures à Accra.",
    ),
    # Who stayed away.
    (
        "Sommet de la CEDEAO à Lomé",
        "Le sommet de la CEDEAO s'est ouvert dimanche à Lomé. Le président nigérian "
        "Adamu Bakori sera absent.",
    ),
    # An invitation is no journey.
    (
        "Sommet de la CEDEAO à Lomé",
        "Le sommet de la CEDEAO s'ouvrira dimanche à Lomé. Le président kényan Peter "
        "Wambugo a été invité par le pays "
        "hôte, qui attend une réponse à cette invitation.",
    ),
]


@pytest.mark.parametrize(("title", "body"), NOT_THERE, ids=lambda v: v[:30])
def test_officials_whom_nothing_places_at_a_gathering_did_not_attend(title: str, body: str) -> None:
    document = read(title, "2023-07-05", body)
    assert not document.visits
    assert not document.meetings


def test_every_attendance_has_its_words() -> None:
    title, published, body, *_ = ATTENDED[0]
    document = read(title, published, body)
    for record in (*document.visits, *document.meetings):
        assert {"start", "date"} & set(record.proofs)
        assert all(0 <= a < b <= len(document.text) for p in record.proofs.values() for a, b in p.spans)
