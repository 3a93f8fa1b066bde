"""Five articles as they lie on the disk, without metadata, through the real command.

They stand beside the repository (`../shared/seeds`); without them these tests are skipped. Nothing of
their text is kept here but names, places and days.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import scoring
from conftest import ROOT
from verbale.records import KINDS

COMMAND = [sys.executable, "-c", "from verbale.surfaces.cli import main; main()"]

Record = dict[str, Any]


class Visit(NamedTuple):
    seed: str
    traveller: str
    office: str
    from_: str
    to: str
    place: str
    start: str


class Meeting(NamedTuple):
    seed: str
    people: tuple[str, str]
    sides: tuple[str, str]
    date: str | None
    place: str
    country: str


VISITS = [
    Visit("000", "Paul Kagame", "head_of_state", "RWA", "KAZ", "Astana", "2025-05-27"),
    Visit("001", "Karamoko Jean Marie Traoré", "foreign_minister", "BFA", "KAZ", "Astana", "2025-06-04"),
    Visit("002", "Emmanuel Macron", "head_of_state", "FRA", "KAZ", "Astana", "2023-11-01"),
    Visit("004", "Vladimir Poutine", "head_of_state", "RUS", "KAZ", "Astana", "2023-11-09"),
]
TOKAYEV = "Kassym-Jomart Tokaïev"
MEETINGS = [
    Meeting("000", ("Paul Kagame", TOKAYEV), ("RWA", "KAZ"), "2025-05-27", "Astana", "KAZ"),
    Meeting(
        "001",
        ("Karamoko Jean Marie Traoré", "Arken Arystanov"),
        ("BFA", "KAZ"),
        "2025-06-04",
        "Astana",
        "KAZ",
    ),
    Meeting("002", ("Emmanuel Macron", TOKAYEV), ("FRA", "KAZ"), "2023-11-01", "Astana", "KAZ"),
    Meeting("003", ("Paula Musoni", "Nakajo Kazuya"), ("RWA", "JPN"), None, "Kigali", "RWA"),
    Meeting("004", ("Vladimir Poutine", TOKAYEV), ("RUS", "KAZ"), "2023-11-09", "Astana", "KAZ"),
]
# Lines at the end of the page that are none of the article's: comments with their names and days, the line
# of a syndicator, the agency's page tail.
TAILS = {"000": 6, "001": 1, "003": 4}


@cache
def read(folder: Path) -> dict[str, Record]:
    """What the command prints, by the first three letters of the file's name."""
    done = subprocess.run([*COMMAND, "read", str(folder), "--json", "-q"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return {row["id"][:3]: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="session")
def seeds(shared: Path) -> dict[str, Record]:
    assert shared.parent == ROOT.parent
    return read(shared / "seeds")


def test_five_articles_are_read_in_the_order_of_their_names(seeds: dict[str, Record]) -> None:
    assert list(seeds) == ["000", "001", "002", "003", "004"]
    assert all(row["language"] == "fr" and row["relevant"] for row in seeds.values())


@pytest.mark.parametrize("wanted", VISITS, ids=lambda v: v.seed)
def test_each_visit_is_told_once_and_rightly(wanted: Visit, seeds: dict[str, Record]) -> None:
    (visit,) = seeds[wanted.seed]["visits"]
    assert scoring.same_person(visit["traveller"], wanted.traveller)
    for name in ("office", "from", "to", "place", "start"):
        assert visit[name] == getattr(wanted, "from_" if name == "from" else name), name
    assert visit["status"] in ("held", "ongoing")


def test_an_audience_at_home_is_no_visit(seeds: dict[str, Record]) -> None:
    assert seeds["003"]["visits"] == []


@pytest.mark.parametrize("wanted", MEETINGS, ids=lambda m: m.seed)
def test_each_meeting_is_told_once_and_rightly(wanted: Meeting, seeds: dict[str, Record]) -> None:
    (meeting,) = seeds[wanted.seed]["meetings"]
    assert scoring.same_set(meeting["people"], wanted.people, scoring.same_person)
    assert sorted(meeting["sides"]) == sorted(wanted.sides)
    assert (meeting["date"], meeting["country"]) == (wanted.date, wanted.country)
    assert meeting["place"] in (wanted.place, None), "no place is better than a wrong one"
    assert meeting["form"] == "in_person"


@pytest.mark.parametrize(
    ("seed", "day"),
    [
        ("000", "2025-05-27"),
        ("001", "2025-06-04"),
        ("002", "2023-11"),
        ("003", "2026-02-16"),
        ("004", "2023-11-09"),
    ],
)
def test_the_day_of_publication_is_found_in_the_text(seed: str, day: str, seeds: dict[str, Record]) -> None:
    """004 names a day without a year: it follows from a treaty of 2013 that is ten years old."""
    assert seeds[seed]["published"] == day
    assert seeds[seed]["evidence"]["published"]


@pytest.mark.parametrize(
    ("seed", "words"), [("000", ["centre spatial"]), ("001", ["centre spatial", "centre financier"])]
)
def test_the_institutions_on_the_way_are_sites(seed: str, words: list[str], seeds: dict[str, Record]) -> None:
    (visit,) = seeds[seed]["visits"]
    named = [site["name"].lower() for site in visit["sites"]]
    assert len(named) == len(words)
    for word in words:
        assert any(word in name for name in named), named


def spans(value: Any) -> list[tuple[int, int]]:
    """All spans in a record's evidence, however a field says what it rests on."""
    if isinstance(value, dict):
        return [span for v in value.values() for span in spans(v)]
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        return [(value[0], value[1])]
    return [span for v in value for span in spans(v)] if isinstance(value, list) else []


@pytest.mark.parametrize("seed", TAILS)
def test_comments_and_page_tails_are_marked_as_furniture(seed: str, seeds: dict[str, Record]) -> None:
    row = seeds[seed]
    lines = [line for line in row["text"].split("\n") if line.strip()]
    at = len(row["text"])
    for number, line in enumerate(reversed(lines)):
        at = row["text"].rindex(line, 0, at)
        is_marked = any(f["start"] <= at and at + len(line.rstrip()) <= f["end"] for f in row["furniture"])
        assert is_marked is (number < TAILS[seed]), line[:40]
        if number == TAILS[seed]:
            break


def test_nothing_is_read_from_furniture(seeds: dict[str, Record]) -> None:
    checked = 0
    for seed, row in seeds.items():
        for kind in KINDS:
            for record in row[kind]:
                for start, end in [tuple(record["anchor"]), *spans(record["evidence"])]:
                    inside = [f for f in row["furniture"] if start < f["end"] and end > f["start"]]
                    assert not inside, f"{seed} {kind}: {row['text'][start:end]!r}"
                    checked += 1
    assert checked > 100


def test_every_span_is_inside_the_text_and_every_name_is_in_its_words(seeds: dict[str, Record]) -> None:
    for row in seeds.values():
        for kind in KINDS:
            for record in row[kind]:
                for start, end in spans(record["evidence"]):
                    assert 0 <= start < end <= len(row["text"])
        for visit in row["visits"]:
            (at,) = visit["evidence"]["traveller"][:1]
            assert row["text"][at[0] : at[1]] == visit["traveller"]
