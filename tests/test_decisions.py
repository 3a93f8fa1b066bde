"""Decisions: what a person says outlives re-reading, and never strays to another record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store_cases import NOW, READER, TEXT, article, document, meeting, visit
from verbale.errors import NotFoundError, UsageError
from verbale.fuse import fuse
from verbale.records import Site
from verbale.store import Database, DecisionRow, open_database

NEWER = "0.2.0+fedcba9876543210"
AT = "en visite officielle"
URL = "https://courrier.example/1"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "x.db") as made:
        yield made


def read(db: Database, *visits: dict[str, Any], text: str = TEXT, reader: str = READER, **said: Any) -> None:
    of = article(text, url=URL, **said)
    db.save(of, document(of, visits=list(visits)), reader=reader, read_at=NOW)
    db.fuse(fuse)


def decide(db: Database, action: str, target: str, **said: Any) -> DecisionRow:
    made = db.decide(action, target, why="essai", who="test", when=NOW, **said)
    db.fuse(fuse)
    return made


def only_event(db: Database) -> str:
    (event,) = db.events("visits")
    return event.id


def only_report(db: Database) -> str:
    (report,) = db.reports("visits")
    return report.id


# --- what a decision does ------------------------------------------------------------------------


def test_a_rejected_event_is_gone_from_tables_but_not_from_the_record(db: Database) -> None:
    read(db, visit(at=AT))
    event, report = only_event(db), only_report(db)
    made = decide(db, "reject", event)
    assert not db.events("visits")
    assert not db.reports("visits")
    assert [e.rejected for e in db.events("visits", rejected=True)] == [made.id]
    assert [r.rejected for r in db.reports("visits", rejected=True)] == [made.id]
    assert db.find(event).id == event
    assert db.find(report).id == report
    assert db.coverage().events["visits"] == 0


def test_a_rejected_report_leaves_its_event_to_the_others(db: Database) -> None:
    read(db, visit(at=AT))
    gone = only_report(db)
    read(db, visit(), text="Autre\nArticle construit.", outlet="La Gazette inventée")
    assert len(db.events("visits")[0].witnesses) == 2
    made = decide(db, "reject", gone)
    (event,) = db.events("visits")
    assert [w.outlet for w in event.witnesses] == ["La Gazette inventée"]
    assert made.level == "report"
    assert [r.id for r in db.reports("visits")] != [gone]


def test_a_field_set_on_an_event_is_shown_with_its_decision(db: Database) -> None:
    read(db, visit(at=AT))
    made = decide(db, "set", only_event(db), field="start", value="2025-05-26")
    (event,) = db.events("visits")
    assert event.fields["start"] == "2025-05-26"
    assert (event.earliest, event.decided) == ("2025-05-26", {"start": made.id})
    assert event.witnesses[0].fields["start"] == "2025-05-27"


def test_a_field_set_on_a_report_is_kept_beside_what_was_read(db: Database) -> None:
    read(db, visit(at=AT))
    made = decide(db, "set", only_report(db), field="to", value="UZB")
    (report,) = db.reports("visits")
    assert (report.fields["to"], report.set, report.decided) == ("KAZ", {"to": "UZB"}, {"to": made.id})
    assert db.events("visits", country="UZB")[0].fields["to"] == "UZB"


def test_the_last_word_on_a_field_counts(db: Database) -> None:
    read(db, visit(at=AT))
    for place in ("Almaty", "Turkestan"):
        decide(db, "set", only_event(db), field="place", value=place)
    assert db.events("visits")[0].fields["place"] == "Turkestan"
    decide(db, "set", only_event(db), field="place", value=None)
    assert db.events("visits")[0].fields["place"] is None


def test_what_a_person_adds_is_a_record_with_its_own_witness(db: Database) -> None:
    added = {
        "traveller": "Saule Abenova",
        "from": "KAZ",
        "to": "RWA",
        "start": "2025-06",
        "sites": (Site("Port", None, None),),
    }
    made = decide(db, "add", "visit", record=added)
    (event,) = db.events("visits", country="RWA", person="Abenova", since="2025")
    assert (event.fields["traveller"], event.fields["office"]) == ("Saule Abenova", "other")
    assert event.fields["sites"] == [{"name": "Port", "place": None, "date": None}]
    assert [(w.article, w.decision) for w in event.witnesses] == [(None, made.id)]
    (report,) = db.reports("visits", country="KAZ")
    assert (report.id, report.decision, report.article) == (made.id, made.id, None)
    assert not db.reports("visits", country="FRA")
    assert not db.reports("visits", until="2025-05")
    decide(db, "set", made.id, field="place", value="Kigali")
    assert db.events("visits")[0].fields["place"] == "Kigali"
    decide(db, "reject", made.id)
    assert not db.events("visits")


def test_what_a_person_adds_joins_what_an_article_tells(db: Database) -> None:
    read(db, visit(at=AT))
    decide(db, "add", "visits", record={**visit(place=None), "confidence": 0.1})
    (event,) = db.events("visits")
    assert {w.article is None for w in event.witnesses} == {True, False}


def test_a_decision_can_be_withdrawn(db: Database) -> None:
    read(db, visit(at=AT))
    made = decide(db, "reject", only_event(db))
    back = decide(db, "withdraw", made.id)
    assert len(db.events("visits")) == 1
    first, second = db.decisions()
    assert (first.withdrawn, first.stranded, second.target) == (back.id, False, made.id)
    with pytest.raises(UsageError, match="withdrawn before"):
        decide(db, "withdraw", made.id)
    added = decide(db, "add", "visits", record=visit(to="UZB"))
    decide(db, "withdraw", added.id)
    assert len(db.events("visits")) == 1


def test_the_ledger_tells_who_when_and_why(db: Database) -> None:
    read(db, visit(at=AT))
    report = only_report(db)
    db.decide(
        "reject",
        report,
        why="la dépêche parle d'autre chose",
        who="A. Relecteur",
        when="2025-06-02T08:00:00Z",
    )
    (row,) = db.decisions()
    assert (row.who, row.when, row.why) == (
        "A. Relecteur",
        "2025-06-02T08:00:00Z",
        "la dépêche parle d'autre chose",
    )
    assert (row.action, row.level, row.kind, row.target, row.targets) == (
        "reject",
        "report",
        "visits",
        report,
        (report,),
    )
    assert row.words == (AT,)
    assert row.articles == (db.article("a1").id,)
    assert db.find(row.id) == row


# --- what outlives a re-reading --------------------------------------------------------------------


def test_decisions_hold_when_a_newer_reader_says_the_same(db: Database) -> None:
    read(db, visit(at=AT))
    event = only_event(db)
    decide(db, "set", event, field="place", value="Almaty")
    read(db, visit(at=AT, place=None, start="2025-05"), reader=NEWER)
    (after,) = db.events("visits")
    assert (after.id, after.fields["place"]) == (event, "Almaty")
    assert not db.stranded()


def test_a_decision_follows_its_record_to_a_shifted_anchor(db: Database) -> None:
    read(db, visit(at=AT))
    decide(db, "reject", only_report(db))
    read(db, visit(at="a reçu mardi son homologue rwandaise, Aïssa Doumbé, en visite"), reader=NEWER)
    assert not db.reports("visits")
    (row,) = db.decisions()
    assert not row.stranded
    assert row.targets == (db.reports("visits", rejected=True)[0].id,)


def test_a_decision_follows_its_record_into_a_new_text_of_the_page(db: Database) -> None:
    read(db, visit(at=AT))
    made = decide(db, "set", only_event(db), field="kind", value="state")
    read(db, visit(at=AT), text="Titre changé\nUn chapeau nouveau. " + TEXT.replace("\n", " "))
    (event,) = db.events("visits")
    assert event.decided == {"kind": made.id}
    assert not db.stranded()


@pytest.mark.parametrize(
    "now",
    [
        [],
        [visit(at="Jandos Kereïbek reçoit")],
        [visit(at=AT, id="v-other", to="UZB", anchor=[200, 215])],
        [visit(anchor=[196, 205], to="UZB")],
        [visit(anchor=[196, 205], traveller="Saule Abenova")],
        [visit(anchor=[190, 205]), visit(anchor=[192, 208])],
    ],
    ids=["no record", "elsewhere", "another country", "other country", "other traveller", "two candidates"],
)
def test_a_decision_without_its_record_is_stranded_not_applied_to_another(
    db: Database, now: list[dict[str, Any]]
) -> None:
    read(db, visit(at=AT))
    assert db.reports("visits")[0].fields["anchor"][0] in range(190, 215)
    made = decide(db, "reject", only_report(db))
    read(db, *now, reader=NEWER)
    assert len(db.reports("visits")) == len(now)
    assert [d.id for d in db.stranded()] == [made.id]
    assert db.coverage().stranded == 1
    assert [d.id for d in db.decisions()] == [made.id]


def test_a_stranded_decision_holds_again_when_its_record_is_back(db: Database) -> None:
    read(db, visit(at=AT))
    decide(db, "reject", only_report(db))
    read(db, reader=NEWER)
    assert db.stranded()
    read(db, visit(at=AT), reader="0.3.0+0")
    assert not db.stranded()
    assert not db.reports("visits")


def test_a_decision_on_one_meeting_does_not_pass_to_the_next_of_the_same_host(db: Database) -> None:
    """Two meetings of one host anchored in one sentence: the second is found, the first no more."""
    of = article(url=URL)
    db.save(of, document(of, meetings=[meeting(at="a reçu mardi")]), reader=READER, read_at=NOW)
    db.fuse(fuse)
    decide(db, "reject", db.reports("meetings")[0].id)
    other = meeting(
        at="a reçu", people=["Jandos Kereïbek", "Saule Abenova"], sides=["KAZ", "UZB"], participants=[]
    )
    db.save(of, document(of, meetings=[other]), reader=NEWER, read_at=NOW)
    db.fuse(fuse)
    assert len(db.reports("meetings")) == 1
    assert len(db.stranded()) == 1


def test_an_event_stays_rejected_when_another_paper_tells_it(db: Database) -> None:
    read(db, visit(at=AT))
    made = decide(db, "reject", only_event(db))
    read(db, visit(), text="Autre\nArticle construit.", outlet="La Gazette inventée")
    assert not db.events("visits")
    (event,) = db.events("visits", rejected=True)
    assert (event.rejected, len(event.witnesses)) == (made.id, 2)


def test_a_decision_on_an_event_needs_only_one_of_its_reports(db: Database) -> None:
    read(db, visit(at=AT))
    read(db, visit(), text="Autre\nArticle construit.", outlet="La Gazette inventée", id="b1")
    decide(db, "set", only_event(db), field="kind", value="state")
    read(db, reader=NEWER)
    (event,) = db.events("visits")
    assert (event.fields["kind"], len(event.witnesses)) == ("state", 1)
    assert not db.stranded()


# --- what cannot be decided ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "said", "reason"),
    [
        ("forget", {}, "reject, set, add"),
        ("set", {"field": "colour", "value": "red"}, "no field 'colour'"),
        ("set", {"value": "x"}, "no field None"),
        ("set", {"field": "start", "value": "hier"}, "no date"),
        ("set", {"field": "status", "value": "perhaps"}, "held, ongoing"),
        ("set", {"field": "to", "value": ""}, "cannot be empty"),
        ("set", {"field": "to", "value": ["KAZ"]}, "one value"),
        ("set", {"field": "sites", "value": "Port"}, "a list"),
    ],
)
def test_decisions_that_mean_nothing_are_refused(
    db: Database, action: str, said: dict[str, Any], reason: str
) -> None:
    read(db, visit(at=AT))
    with pytest.raises(UsageError, match=reason):
        decide(db, action, only_event(db), **said)
    assert not db.decisions()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"to": "KAZ"}, "needs traveller"),
        ({"traveller": "X", "to": "KAZ", "start": "demain"}, "no date"),
        ({"traveller": "X", "to": "KAZ", "colour": "red"}, "no field 'colour'"),
        ({}, "needs traveller and to"),
    ],
)
def test_additions_that_mean_nothing_are_refused(db: Database, record: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        decide(db, "add", "visit", record=record)
    with pytest.raises(UsageError, match="no kind"):
        decide(db, "add", "voyage", record=record)


def test_a_decision_needs_a_reason_and_something_to_decide_on(db: Database) -> None:
    read(db, visit(at=AT))
    with pytest.raises(UsageError, match="why"):
        db.decide("reject", only_event(db), why="  ", who="test", when=NOW)
    with pytest.raises(NotFoundError):
        decide(db, "reject", "ev-000000000000")
    with pytest.raises(UsageError, match="no visit, meeting"):
        decide(db, "reject", db.article("a1").id)
    with pytest.raises(UsageError, match="only a decision"):
        decide(db, "withdraw", only_event(db))
    old = only_report(db)
    read(db, visit(at="Astana", to="UZB"), reader=NEWER)
    with pytest.raises(UsageError, match="older reading"):
        decide(db, "reject", old)
