"""Dates: every form beside its sentences, the cases, datelines, the publication day, others' cases."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.analyse.date_anchor import survey
from verbale.analyse.date_context import Anchor, Context
from verbale.analyse.date_forms import PACK
from verbale.analyse.date_readers import read
from verbale.analyse.dates import anchor_day, find_dateline, find_dates, settle_published
from verbale.data import toml
from verbale.records import Span

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "cases/dates.toml").read_text(encoding="utf-8"))
CASES = [(group.get("published"), case[0], case[1:]) for group in TABLE["group"] for case in group["cases"]]
FORMS = toml(PACK)["form"]
EDTF_POINT = r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?"
EDTF = re.compile(rf"{EDTF_POINT}(?:/(?:{EDTF_POINT}|\.\.))?")
FORM_DAY = "2023-05-10"  # a Wednesday: what the sentences in the pack are counted from


@pytest.mark.parametrize(("published", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_every_date_of_the_sentence_is_found_and_nothing_else(
    published: str | None, text: str, wanted: list[list[str]]
) -> None:
    dates = find_dates(text, published=published)
    found = [[text[d.start : d.end], d.value or "?", d.kind] for d in dates]
    assert [row[:2] for row in found] == [row[:2] for row in wanted]
    kinds = [row[2] if len(row) > 2 else None for row in wanted]
    assert all(w in (row[2], None) for row, w in zip(found, kinds, strict=True))


def forms_read(text: str) -> set[str]:
    """Names of the forms that a text's dates were read with."""
    surveyed = survey(text)
    context = Context(surveyed.folded, Anchor(date.fromisoformat(FORM_DAY)), surveyed.tense)
    return {found.form.name for found in surveyed.found if read(context, found)}


def test_there_are_at_least_two_hundred_cases() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_every_form_reads_its_sentences_and_leaves_the_others(form: dict[str, Any]) -> None:
    for text, words, value in form["yes"]:
        dates = {(text[d.start : d.end], d.value or "?") for d in find_dates(text, published=FORM_DAY)}
        assert (words, value) in dates, text
        assert form["name"] in forms_read(text), text
    for text in form["no"]:
        assert form["name"] not in forms_read(text), text


# --- datelines and the publication day ----------------------------------------------------

DATELINES = [
    ("Astana, 4 juin 2025 – Le ministre a été reçu.", "dateline", "Astana", "2025-06-04"),
    ("Kinshasa, 18 décembre 2022 (AXP).- Le ministre", "dateline", "Kinshasa", "2022-12-18"),
    ("ALGER - Le ministre a reçu l'envoyé", "dateline", "ALGER", None),
    ("Tunis (TXP) - Le ministre a reçu l'envoyé", "dateline", "Tunis", None),
    ("PARIS, 12 mars (AFX) – Le ministre", "dateline", "PARIS", "XXXX-03-12"),
    ("NOUAKCHOTT, 14 Fév 2023\nLe ministre", "dateline", "NOUAKCHOTT", "2023-02-14"),
    ("Dakar, 5 mars (AXS) - Le ministre", "dateline", "Dakar", "XXXX-03-05"),
    ("Ouagadougou, 12 jan. 2023 (AXB)-Le ministre", "dateline", "Ouagadougou", "2023-01-12"),
    ("COTONOU (Bénin), 9 nov 2022 -Le ministre", "dateline", "COTONOU", "2022-11-09"),
    ("Le Caire, 12/03/2021 (AXS) - Le ministre", "dateline", "Le Caire", "2021-03-12"),
    ("Moscou /05 juin 2022/ Agence", "dateline", "Moscou", "2022-06-05"),
    ("Genève, le 5 mai 2022. Le Conseil s'est réuni.", "dateline", "Genève", "2022-05-05"),
    ("Le ministre.\n(Source : Agence Xénon, 16 février 2026)", "credit", None, "2026-02-16"),
    ("Publié le 3 mai 2021 à 10h\nLe ministre", "published", None, "2021-05-03"),
    ("Publié le : 03/05/2021 - 10:12\nLe ministre", "published", None, "2021-05-03"),
    ("Mis à jour le 4 mai 2021 à 10:30\nLe ministre", "updated", None, "2021-05-04"),
    ("Par Jeanne Martin - 3 mai 2021\nLe ministre", "published", None, "2021-05-03"),
    ("Lundi 3 mai 2021\nLe ministre a parlé.", "published", None, "2021-05-03"),
]


@pytest.mark.parametrize(("text", "kind", "city", "value"), DATELINES, ids=[row[0][:40] for row in DATELINES])
def test_a_line_dates_the_text(text: str, kind: str, city: str | None, value: str | None) -> None:
    line = find_dateline(text)
    assert line is not None
    assert (line.kind, line.city, line.value) == (kind, city, value)
    assert city is None or text[line.start :].startswith(city)
    assert 0 <= line.start < line.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre se rendra à Paris, le 3 mai 2021, pour un sommet.",
        "Le communiqué publié le 3 mai 2021 à Rabat est clair.",
        "Rabat - Le ministre a parlé.",
        "Il était à Alger - Le ministre aussi.",
    ],
)
def test_a_date_or_a_city_in_a_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_the_title_holds_no_dateline() -> None:
    title = "ALGER - Une visite"
    assert find_dateline(f"{title}\nLe ministre a parlé.", len(title) + 1) is None


PUBLISHED = [
    ("Il a été reçu.", "2023-05-10", ("2023-05-10", "published")),
    ("Il a été reçu.", None, (None, None)),
    ("Lomé, 9 mai 2023 (AXT) - Il a été reçu.", "2023-05-10", ("2023-05-10", "published")),
    ("Lomé, 9 mai 2023 (AXT) - Il a été reçu.", None, ("2023-05-09", "dateline")),
    ("Il a été reçu.\n(Source : Agence Xénon, 16 février 2026)", None, ("2026-02-16", "dateline")),
    ("Elle a entamé sa visite ce 27 mai 2025.", None, ("2025-05-27", "document")),
    ("Il est en visite depuis hier, le 19 février 2023.", None, ("2023-02-20", "document")),
    ("Il a effectué une visite le 1er novembre 2023.", None, ("2023-11", "document")),
    ("Elle date du 4 juin 1973.", None, (None, None)),
    ("Le décret du 25 janvier 2006 l'interdit.", None, (None, None)),
    ("Ce 9 mai, c'est le dixième anniversaire du traité signé en 2013.", None, ("2023-05-09", "document")),
    ("Le sommet se tiendra le 3 juin 2027.", None, (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "metadata", "wanted"), PUBLISHED, ids=[row[0][:40] for row in PUBLISHED])
def test_the_publication_day_is_the_metadata_s_else_the_text_s(
    text: str, metadata: str | None, wanted: tuple[str | None, str | None]
) -> None:
    found = settle_published(text, 0, metadata)
    assert (found.value, found.how) == wanted
    assert all(text[s.start : s.end] for s in found.spans)


def test_a_full_date_far_from_every_act_does_not_date_the_document() -> None:
    text = "Il a été reçu. " + "Rien. " * 80 + "La guerre a fini le 8 mai 1945."
    assert settle_published(text, acts=[Span(0, 13)]).value is None
    assert settle_published(text).value == "1945-05"


@pytest.mark.parametrize(
    ("text", "published", "day", "how"),
    [
        ("Lomé, 9 mai 2023 (AXT) - Il a été reçu.", "2023-05-10", "2023-05-09", "dateline"),
        ("Lomé, 9 mai (AXT) - Il a été reçu.", "2023-05-10", "2023-05-09", "dateline"),
        ("Lomé, 9 mai 2022 (AXT) - Il a été reçu.", "2023-05-10", "2023-05-09", "dateline"),  # a stale year
        (
            "Lomé, 9 mars 2023 (AXT) - Il a été reçu.",
            "2023-05-10",
            "2023-03-09",
            "dateline",
        ),  # a late database
        ("Reçu hier mercredi 25 janvier, il repart.", "2023-02-17", "2023-01-26", "document"),
        ("Il sera reçu ce vendredi 12 mai.", "2023-05-10", "2023-05-10", "published"),
        ("Il a été reçu.", "2023-05-10", "2023-05-10", "published"),
        ("Il a été reçu.", "2023-05", None, "published"),
    ],
)
def test_relative_dates_count_from_the_dateline_then_the_metadata(
    text: str, published: str, day: str | None, how: str
) -> None:
    anchor = anchor_day(text, 0, published)
    assert (anchor.day and anchor.day.isoformat(), anchor.how) == (day, how)


def test_a_derived_date_points_at_the_words_it_counts_from() -> None:
    text = "Lomé, 10 mai 2023 (AXT) - Reçu hier, il a signé le lendemain."
    hier, lendemain = find_dates(text, published="2023-05-12")[1:]
    assert [text[s.start : s.end] for s in hier.from_spans] == ["10 mai 2023"]
    assert [text[s.start : s.end] for s in lendemain.from_spans] == ["hier"]
    assert (hier.basis, lendemain.basis) == ("relative", "relative")


def test_the_basis_says_where_a_year_comes_from() -> None:
    dates = find_dates("Le 3 mai 2022, il est venu. Le 4 mai, et mardi.", published="2023-05-10")
    assert [d.basis for d in dates] == ["explicit", "published", "weekday"]


# --- whatever the text --------------------------------------------------------------------

WORDS = [
    *("le", "1er", "3", "12", "mai", "juin", "2022", "2023", "mardi", "lundi", "hier", "demain", "en", "du"),
    *("au", "et", "de", "la", "semaine", "dernière", "prochaine", "mois", "il y a", "deux", "ans", "trois"),
    *("jours", "plus tard", "d'ici", "fin", "année", "14/07/2021", "depuis", ",", ".", "\n", "(", "«\u00a0"),
    *("sera", "reçu", "entre", "jusqu'à", "premier", "trimestre", "Paris,", "(AXP) -", "ce"),
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@given(SENTENCES, st.sampled_from([None, "2023-05-10", "2023"]))
def test_dates_never_overlap_and_their_values_are_edtf(text: str, published: str | None) -> None:
    dates = find_dates(text, published=published)
    for one, two in pairwise(dates):
        assert one.end <= two.start
    for date_found in dates:
        assert 0 <= date_found.start < date_found.end <= len(text)
        assert date_found.value is None or EDTF.fullmatch(date_found.value), date_found.value
    assert dates == find_dates(text, published=published)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_error(text: str) -> None:
    find_dates(text, published="2023-05-10")
    find_dateline(text)
    settle_published(text)


# --- cases written by others --------------------------------------------------------------

PEERS = HERE.parents[1] / "shared/peers/recognizers-text"
NOT_FOLLOWED = re.compile("|".join(f"(?:{row['inputs']})" for row in TABLE["peers_not_followed"]))


@pytest.mark.skipif(not PEERS.exists(), reason="the cases written by others are not here")
@pytest.mark.parametrize("name", ["DateExtractor", "DatePeriodExtractor"])
def test_what_others_call_a_date_is_found(name: str) -> None:
    missed = []
    kept = 0
    for case in json.loads((PEERS / f"{name}.json").read_text(encoding="utf-8-sig")):
        text = case["Input"]
        if NOT_FOLLOWED.search(text):
            continue
        kept += 1
        dates = find_dates(text, published="2016-11-07")
        wanted = case.get("Results") or []
        if not wanted and dates:
            missed.append(text)
        for result in wanted:
            start = text.find(result["Text"])
            if not any(d.start < start + len(result["Text"]) and d.end > start for d in dates):
                missed.append(text)
    assert not missed
    assert kept > 100
