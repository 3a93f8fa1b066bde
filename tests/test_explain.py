"""`verbale explain`: each field with its words, where they stand, and why it is believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.text import Text

import invented
from verbale.fuse import fuse
from verbale.records import HOW as CODES
from verbale.store import ArticleRow, Database, EventRow, ReportRow
from verbale.surfaces.evidence import Sources, keys_of, proof_of, spans_of
from verbale.surfaces.explain import HOW, QUOTED, decision_line, explain, explain_article, marked


@pytest.fixture
def db(tmp_path: Path) -> Any:
    with invented.filled(tmp_path / "x.db") as record:
        yield record


def plain(db: Database, found: EventRow | ReportRow) -> str:
    return marked(explain(found, Sources(db.article), db.decisions()), colour=False)


def test_every_derivation_code_is_explained_in_words() -> None:
    assert set(HOW) == set(CODES)


def test_each_field_of_a_report_shows_its_words_in_their_sentence(db: Database) -> None:
    report = next(r for r in db.reports("visits") if r.outlet == "Le Fictif")
    said = plain(db, report).splitlines()
    at = said.index("traveller: Aïssa Doumbé")
    assert said[at + 1] == "    in the article's words; confidence 0.80; rule invented/field"
    assert said[at + 2] == (
        "      > [[Aïssa Doumbé]], cheffe de la diplomatie rwandaise, était à Astana le 19 mars 2031."
    )
    at = said.index("from: RWA")
    assert said[at + 1].startswith("    a nationality that names the country")
    assert "end: \u2014 (not said)" in said
    assert "rule invented/test" in said
    assert f"part of event {report.event}: verbale explain {report.event}" in said


def test_elements_of_lists_are_explained_one_by_one(db: Database) -> None:
    said = plain(db, db.reports("meetings")[0])
    assert "    Aïssa Doumbé: in the article's words" in said
    assert "    RWA: told elsewhere in the article of the same person or body" in said


def test_an_event_names_its_witnesses_what_speaks_against_it_and_why_it_is_one(db: Database) -> None:
    (event,) = db.events("visits")
    said = plain(db, event)
    assert "start: 2031-03-18\n    against it: 2031-03-19 (Le Fictif)" in said
    assert "why these reports are one event" in said
    assert "same traveller" in said
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("witness")] == [
        "witness 1",
        "witness 2",
    ]


def test_decisions_on_a_record_are_told(db: Database) -> None:
    (event,) = db.events("visits")
    db.decide("set", event.id, field="place", value="Almaty", why="démenti", who="Test", when=invented.WHEN)
    db.fuse(fuse)
    (event,) = db.events("visits")
    (decision,) = db.decisions()
    said = plain(db, event)
    assert f"place: Almaty  (decision {decision.id})" in said
    assert decision_line(decision) in said
    assert "démenti" in said


def test_what_was_read_stays_beside_what_was_set(db: Database) -> None:
    report = db.reports("visits")[0]
    db.decide("set", report.id, field="place", value="Almaty", why="x", who="Test", when=invented.WHEN)
    db.fuse(fuse)
    (report,) = [r for r in db.reports("visits") if r.id == report.id]
    assert "place: Almaty  (a person's decision; read was: Astana)" in plain(db, report)


def test_an_article_lists_its_records(db: Database) -> None:
    row = db.find("a1")
    assert isinstance(row, ArticleRow)
    said = explain_article(row).plain
    assert "(a1)" in said
    assert all(f"verbale explain {report}" in said for report in row.reports)
    nothing = db.find("a3")
    assert isinstance(nothing, ArticleRow)
    assert explain_article(nothing).plain.endswith("no records")


def test_marks_show_without_colour() -> None:
    text = Text.assemble("avant ", ("ici", QUOTED), " après")
    assert marked(text, colour=False) == "avant [[ici]] après"
    assert marked(text, colour=True) == "avant ici après"


def test_control_characters_of_articles_do_not_reach_the_terminal(db: Database) -> None:
    body = "Aïssa \x1b[31mDoumbé\x07 est à Astana.\u202e"
    article, document = invented.stored(
        "esc", body, title="Titre \x1b]0;pris\x07", outlet="L'\x1bÉcho", published="2031-03-18",
        quotes=[lambda t: invented.quote(t, "\x1b[31mDoumbé\x07")],
    )  # fmt: skip
    db.save(article, document, reader=invented.READER, read_at=invented.WHEN)
    db.fuse(fuse)
    report = next(r for r in db.reports("quotes") if r.outlet != "L'Écho <b>fictif</b>")
    said = plain(db, report)
    assert "Doumbé" in said
    assert not [c for c in said if ord(c) < 32 and c != "\n"]
    assert "\u202e" not in said


def test_evidence_is_found_by_field_and_element() -> None:
    fields = {
        "anchor": [3, 9],
        "evidence": {
            "people.0": [[1, 4]],
            "people.1": {"how": "coreference", "from": [[7, 9]]},
            "peopled": [[0, 1]],
        },
    }
    assert keys_of(fields, "people") == ["people.0", "people.1"]
    assert proof_of(fields, "people.1") == ([(7, 9)], "coreference")
    assert proof_of(fields, "place") == ([], None)
    assert spans_of(fields, ["people"]) == [(1, 4), (3, 9), (7, 9)]
