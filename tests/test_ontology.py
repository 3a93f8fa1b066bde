"""The closed lists are the codebook's, and what a person types is held against them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import NotFoundError, UsageError
from verbale.ontology import OFFICES, REQUIRED, SECTORS, UNSAID, VALUES, checked_record, kind_named, parsed
from verbale.records import EXTRAS, FIELDS, KINDS
from verbale.surfaces.countries import name, side, side_or_fail


def test_the_lists_are_those_that_the_codebook_is_checked_with(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("validate", shared / "gold" / "validate.py")
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    assert set(SECTORS) == judge.SECTORS
    assert set(OFFICES) == judge.OFFICES
    for kind, fields in judge.ENUMS.items():
        for field, allowed in fields.items():
            # a visit that is promised is a planned visit, never a commitment (codebook 1)
            extra = {"visit"} if (kind, field) == ("commitments", "kind") else set()
            assert set(VALUES[kind][field]) == allowed - extra


def test_sectors_and_their_codes_are_those_of_the_codebook(shared: Path) -> None:
    section = (shared / "gold" / "CODEBOOK.md").read_text(encoding="utf-8").split("## Sectors")[1]
    for sector, code in SECTORS.items():
        assert f"{sector} ({code or '-'})" in section


def test_the_lists_hold_for_every_kind() -> None:
    assert set(VALUES) == set(REQUIRED) == set(UNSAID) == set(KINDS)
    for kind in KINDS:
        names = {*FIELDS[kind], *EXTRAS[kind]}
        assert set(VALUES[kind]) | set(REQUIRED[kind]) | set(UNSAID[kind]) <= names


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("visits", "start", "2025-05-27", "2025-05-27"),
        ("visits", "end", "", None),
        ("visits", "to", "Kazakhstan", "KAZ"),
        ("visits", "to", "kaz", "KAZ"),
        ("visits", "from", "CEDEAO", "ECOWAS"),
        ("visits", "status", "planned", "planned"),
        ("visits", "sites", "Port de Test; Institut", [
            {"name": "Port de Test", "place": None, "date": None},
            {"name": "Institut", "place": None, "date": None},
        ]),
        ("meetings", "sides", "RWA, Kazakhstan", ["RWA", "KAZ"]),
        ("meetings", "people", "Aïssa Doumbé; Kereïbek, Jandos", ["Aïssa Doumbé", "Kereïbek, Jandos"]),
        ("meetings", "topics", "space,trade", ["space", "trade"]),
        ("meetings", "topics", "", []),
        ("agreements", "parties", "RWA; Société fictive", ["RWA", "Société fictive"]),
        ("agreements", "count", "13", 13),
        ("figures", "value", "4e9", 4e9),
        ("figures", "high", "", None),
        ("commitments", "by", "Aïssa Doumbé", "Aïssa Doumbé"),
        ("commitments", "by", "Rwanda", "RWA"),
        ("commitments", "to", "KAZ", ["KAZ"]),
    ],
)  # fmt: skip
def test_what_the_codebook_allows_is_taken(kind: str, field: str, text: str, value: Any) -> None:
    assert parsed(kind, field, text, country=side) == value


@pytest.mark.parametrize(
    ("kind", "field", "text", "says"),
    [
        ("visits", "status", "done", "held, ongoing, planned, cancelled"),
        ("visits", "start", "27 mai", "2025-05-27"),
        ("visits", "start", "2025-02-30", "no date"),
        ("visits", "to", "Kazahstann", "no country"),
        ("visits", "to", "", "cannot be empty"),
        ("visits", "status", "", "cannot be empty"),
        ("visits", "speaker", "x", "no field"),
        ("visits", "from", "Congo", "names several"),
        ("meetings", "topics", "space, dance", "'dance'"),
        ("figures", "value", "quatre", "base units"),
        ("figures", "value", "nan", "no number"),
        ("figures", "value", "inf", "no number"),
        ("agreements", "count", "1.5", "whole"),
    ],
)
def test_what_the_codebook_does_not_allow_is_refused_with_what_it_does(
    kind: str, field: str, text: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        parsed(kind, field, text, country=side)


def test_an_added_record_says_what_it_lacks() -> None:
    with pytest.raises(UsageError, match="traveller and to"):
        checked_record("visits", {"start": "2025"})
    with pytest.raises(UsageError, match="two sides"):
        checked_record("meetings", {"sides": ["RWA"]})
    with pytest.raises(UsageError, match="another country"):
        checked_record("visits", {"traveller": "x", "from": "RWA", "to": "RWA"})
    made = checked_record("visits", {"traveller": "x", "to": "RWA"})
    assert (made["office"], made["from"]) == ("other", None)


@pytest.mark.parametrize(
    ("word", "kind"), [("visit", "visits"), ("Visits", "visits"), ("commitment", "commitments")]
)
def test_kinds_go_by_singular_and_plural(word: str, kind: str) -> None:
    assert kind_named(word) == kind


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="visit, meeting"):
        kind_named("trip")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KAZ", "KAZ"), ("kz", "KAZ"), ("États-Unis", "USA"), ("etats unis", "USA"), ("XKX", "XKX"),
        ("RDC", "COD"), ("CEDEAO", "ECOWAS"), ("union européenne", "EU"), ("united kingdom", "GBR"),
        ("Côte d’Ivoire", "CIV"),
    ],
)  # fmt: skip
def test_countries_answer_to_codes_and_names(text: str, code: str) -> None:
    assert side(text) == code


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(NotFoundError, match="Did you mean Kazakhstan \\(KAZ\\)"):
        side_or_fail("Kazahstan")


def test_names_of_organisations_are_those_of_the_language() -> None:
    assert (name("ECOWAS", "fr"), name("ECOWAS", "en")) == ("CEDEAO", "ECOWAS")
    assert (name("DEU", "fr"), name("DEU", "en")) == ("Allemagne", "Germany")
    assert name("Société fictive", "fr") == "Société fictive"
