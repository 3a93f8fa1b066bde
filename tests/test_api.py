"""`import verbale`: reading and the finders, each result at its place in the text."""

from __future__ import annotations

import dataclasses

import pytest

import verbale
from verbale.records import Document

TEXT = (
    "Le président sénégalais Ousseynou Diarga a reçu mardi à Dakar le ministre kazakh des Affaires "
    "étrangères, Nurlan Abenov. « Nous signerons un accord de 4 milliards de dollars », a déclaré "
    "M. Abenov. Les deux hommes se sont entretenus de transport."
)


def test_reading_gives_typed_frozen_records() -> None:
    document = verbale.read(TEXT, title="Dakar reçoit", published="2031-05-14")
    assert isinstance(document, Document)
    (visit,) = document.visits
    assert (visit.traveller, visit.from_, visit.to, visit.start) == (
        "Nurlan Abenov",
        "KAZ",
        "SEN",
        "2031-05-13",
    )
    (meeting,) = document.meetings
    assert set(meeting.people) == {"Ousseynou Diarga", "Nurlan Abenov"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        visit.to = "KAZ"  # type: ignore[misc]


def test_spans_are_those_of_the_stored_text() -> None:
    document = verbale.read(TEXT, title="Dakar reçoit", published="2031-05-14")
    assert document.text == f"Dakar reçoit\n{TEXT}"
    (visit,) = document.visits
    start, end = visit.proofs["traveller"].spans[0]
    assert document.text[start:end] == "Nurlan Abenov"


def test_dates_are_found_and_settled() -> None:
    found = verbale.find_dates(TEXT, published="2031-05-14")
    assert [(TEXT[d.start : d.end], d.value) for d in found] == [("mardi", "2031-05-13")]


def test_amounts_are_found() -> None:
    amount, people = verbale.find_amounts(TEXT)
    assert (people.value, people.unit) == (2, "people")
    assert (amount.value, amount.high, amount.unit, amount.bound) == (4e9, None, "USD", "exact")
    assert TEXT[amount.start : amount.end] == "4 milliards de dollars"


def test_quotes_are_found_with_their_speaker() -> None:
    (quote,) = verbale.find_quotes(TEXT)
    assert quote.speaker == "Nurlan Abenov"
    assert TEXT[quote.start : quote.end] == quote.text == "Nous signerons un accord de 4 milliards de dollars"


def test_actors_are_found_with_office_and_country() -> None:
    people = [a for a in verbale.find_actors(TEXT) if a.office]
    assert [(a.name, a.office, a.country) for a in people[:2]] == [
        ("Ousseynou Diarga", "head_of_state", "SEN"),
        ("Nurlan Abenov", "foreign_minister", "KAZ"),
    ]
    assert TEXT[people[0].start : people[0].end] == "Le président sénégalais Ousseynou Diarga"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute"):
        _ = verbale.nothing  # type: ignore[attr-defined]


def test_reading_twice_gives_the_same() -> None:
    assert verbale.read(TEXT, published="2031-05-14") == verbale.read(TEXT, published="2031-05-14")


def test_every_holder_of_a_shared_office_has_its_words() -> None:
    text = (
        "Les présidents sénégalais Ousseynou Diarga et Nurlan Abenov du Kazakhstan "
        "se sont rendus à Tokyo mardi."
    )
    document = verbale.read(text, published="2031-05-14")
    assert document.visits
    for visit in document.visits:
        for proof in visit.proofs.values():
            assert all(0 <= start < end <= len(text) for start, end in proof.spans)
