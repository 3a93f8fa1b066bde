"""The database: what is stored, what comes back, and what happens when things go wrong.

The tests with `db` run on SQLite, and on PostgreSQL with `make test-long`.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy

from conftest import ROOT
from store_cases import (
    NOW,
    READER,
    TEXT,
    agreement,
    article,
    document,
    figure,
    full_document,
    meeting,
    quote,
    visit,
)
from verbale.errors import InputError, NotFoundError, StoreError, UsageError
from verbale.fuse import fuse
from verbale.records import KINDS, Furniture
from verbale.store import ArticleRow, Database, EventRow, ReportRow, dialects, migrate, open_database, schema
from verbale.store.stems import stems

NEWER = "0.2.0+fedcba9876543210"
SERVER = "VERBALE_TEST_POSTGRES"


def emptied_server() -> str:
    """The address of the test server, whose database is emptied."""
    address = os.environ.get(SERVER)
    if not address:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set (make test-long starts one)")
    engine = sqlalchemy.create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "x.db") if request.param == "sqlite" else emptied_server()


@pytest.fixture
def db(where: str) -> Iterator[Database]:
    with open_database(where) as made:
        yield made


def stored(
    db: Database, text: str = TEXT, /, *, reader: str = READER, said: dict | None = None, **lists
) -> str:
    of = article(text, **(said or {}))
    made = document(of, **lists) if lists else full_document(of)
    return db.save(of, made, reader=reader, read_at=NOW)


def counts(db: Database) -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(sqlalchemy.select(sqlalchemy.func.count()).select_from(table)) or 0
            for name, table in schema.metadata.tables.items()
        }


# --- saving ------------------------------------------------------------------------------------


def test_an_article_comes_back_as_it_was_saved(db: Database) -> None:
    of = article(url="https://courrier.example/1")
    made = document(
        of, visits=[visit(at="en visite officielle")], furniture=[{"start": 0, "end": 7, "kind": "caption"}]
    )
    assert db.save(of, made, reader=READER, read_at=NOW) == "new"
    row = db.article("a1")
    assert (row.text, row.title, row.outlet, row.url, row.published) == (
        of.text, of.title, of.outlet, of.url, "2025-05-27",
    )  # fmt: skip
    assert row.furniture == (Furniture(0, 7, "caption"),)
    assert (row.language, row.relevant, row.sectors) == ("fr", True, ("space",))
    assert (row.version, row.replaced_by, row.first_read) == (1, None, NOW)
    assert [r.reader for r in row.readings] == [READER]
    (told,) = db.reports("visits")
    assert (told.id,) == row.reports
    start, end = told.fields["anchor"]
    assert row.text[start:end] == "en visite officielle"


def test_documents_come_back_for_fusion(db: Database) -> None:
    stored(db)
    (back,) = db.documents()
    of = article()
    for kind in KINDS:
        kept, made = getattr(back, kind)[0], getattr(full_document(of), kind)[0]
        assert (kept.id, kept.anchor, kept.confidence) == (made.id, made.anchor, made.confidence)
    assert back.visits[0].traveller == "Aïssa Doumbé"
    assert back.id == db.article("a1").id


def test_saving_twice_changes_nothing(db: Database) -> None:
    assert stored(db) == "new"
    before, fused = counts(db), db.fuse(fuse)
    assert stored(db) == "same"
    assert {**counts(db), "event": 0, "event_report": 0, "event_link": 0} == {**before, "event": 0}
    assert db.is_fused()
    assert db.fuse(fuse) == fused


def test_a_newer_reader_makes_a_reading_of_its_own(db: Database) -> None:
    stored(db)
    old = db.reports("visits")[0].id
    assert stored(db, reader=NEWER, visits=[visit(at="Aïssa Doumbé", place=None)]) == "reread"
    row = db.article("a1")
    assert [(r.reader, r.current, r.reports) for r in row.readings] == [(READER, False, 6), (NEWER, True, 1)]
    (now,) = db.reports("visits")
    assert now.reader == NEWER
    assert now.id != old
    before = db.find(old)
    assert isinstance(before, ReportRow)
    assert not before.current
    assert stored(db) == "same"
    assert db.reports("visits")[0].reader == NEWER


def test_reading_can_be_skipped_where_nothing_is_new(db: Database) -> None:
    of = article()
    assert not db.has(of, READER)
    stored(db)
    assert db.has(of, READER)
    assert not db.has(of, NEWER)
    assert not db.has(article(TEXT + " Fin."), READER)
    assert db.has(article(published=None), READER)
    assert not db.has(article(published="2025-05-28"), READER)


def test_another_publication_day_is_read_anew(db: Database) -> None:
    stored(db, said={"published": None}, visits=[visit(start=None)])
    assert stored(db, visits=[visit()]) == "reread"
    assert db.reports("visits")[0].fields["start"] == "2025-05-27"
    assert stored(db, said={"published": None}) == "same"


def test_another_text_at_an_address_is_its_next_version(db: Database) -> None:
    at = {"url": "https://courrier.example/1"}
    stored(db, said=at)
    assert stored(db, TEXT + " Mis à jour.", said=at) == "new"
    first, second = sorted((db.find(d) for d in _article_ids(db)), key=lambda a: a.version)
    assert isinstance(first, ArticleRow)
    assert (first.version, first.replaced_by, second.version) == (1, second.id, 2)
    assert [r.article for r in db.reports("visits")] == [second.id]
    assert db.coverage().articles == 1
    assert [h.article for h in db.search("spatiales")] == [second.id]


def test_two_articles_at_one_address_are_no_versions(db: Database) -> None:
    """Some feeds give every article the address of the front page."""
    at = {"url": "https://courrier.example/"}
    stored(db, said=at)
    stored(db, "Sport\nUn tout autre article construit, sur le football et ses clubs.", said=at)
    assert db.coverage().articles == 2
    stored(db, TEXT + " Mis à jour.", said=at)
    assert db.coverage().articles == 2


def test_one_text_in_two_papers_is_two_articles(db: Database) -> None:
    stored(db)
    assert stored(db, said={"outlet": "La Gazette inventée"}) == "new"
    db.fuse(fuse)
    assert db.coverage().articles == 2
    (event,) = db.events("visits")
    assert [w.outlet for w in event.witnesses] == ["La Gazette inventée", "Le Courrier inventé"]


def _article_ids(db: Database) -> list[str]:
    with db.engine.connect() as connection:
        return list(connection.scalars(sqlalchemy.select(schema.article.c.id)))


def test_report_ids_that_two_articles_share_are_told_apart(db: Database) -> None:
    """As from documents made elsewhere, whose ids are counted from one."""
    stored(db, visits=[visit(id="1")])
    stored(db, TEXT + " Fin.", visits=[visit(id="1"), visit(id="1")])
    assert len({r.id for r in db.reports("visits")}) == 3


def test_hand_coded_reports_without_ids_are_given_one(db: Database) -> None:
    stored(db, visits=[visit(id="")], meetings=[meeting(id="")])
    ids = [db.reports(kind)[0].id for kind in ("visits", "meetings")]
    assert [name[:2] for name in ids] == ["v-", "m-"]


def test_an_article_in_another_language_is_kept_without_records(db: Database) -> None:
    of = article("A visit\nThe minister went home.")
    db.save(of, document(of, language="en"), reader=READER, read_at=NOW)
    assert db.article("a1").language == "en"
    assert db.coverage().without_records == 1


def test_a_text_with_half_a_character_is_refused_by_name(db: Database) -> None:
    of = article("Titre\nun \ud800 texte", source="lot.jsonl:7")
    with pytest.raises(InputError, match=r"lot\.jsonl:7.*half a character"):
        db.save(of, document(of), reader=READER, read_at=NOW)
    assert db.coverage().articles == 0


def test_a_batch_stores_what_came_before_its_failure(db: Database) -> None:
    def breaks() -> None:
        with db.saving():
            stored(db)
            assert db.has(article(), READER)
            raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        breaks()
    assert db.coverage().articles == 1
    with db.saving():
        assert stored(db, TEXT + " Fin.") == "new"


def test_readers_see_what_is_stored_while_another_writes(where: str, db: Database) -> None:
    stored(db)
    with open_database(where, create=False) as reader, db.saving():
        with db._writing():
            assert reader.coverage().articles == 1
        stored(db, TEXT + " Fin.")
        assert reader.coverage().articles == 2


def test_events_out_of_date_are_known_as_such(db: Database) -> None:
    assert db.is_fused()
    stored(db)
    assert not db.is_fused()
    db.fuse(fuse)
    assert db.is_fused()
    db.decide("reject", db.events("visits")[0].id, why="essai", who="test", when=NOW)
    assert not db.is_fused()


# --- filters -----------------------------------------------------------------------------------


@pytest.fixture
def many(db: Database) -> Database:
    stored(
        db,
        visits=[visit(), visit(traveller="Jandos Kereïbek", **{"from": "KAZ", "to": "UZB"}, start="2024-03")],
        meetings=[
            meeting(),
            meeting(people=[], participants=[], sides=["KAZ", "UZB"], date=None, topics=["trade"]),
        ],
    )
    stored(
        db,
        "Autre\nArticle construit.",
        said={"outlet": "La Gazette inventée", "published": "2023-02-01", "id": "b1"},
        visits=[visit(to="FRA", start="2022-10/2023-01", confidence=0.3), visit(to="BDI", start=None)],
        agreements=[agreement(parties=["KAZ", "Société inventée"], date="2007/..")],
        figures=[figure(period="2022")],
        quotes=[quote()],
        sectors=["trade"],
    )
    db.fuse(fuse)
    return db


def shown(rows: list[EventRow] | list[ReportRow], field: str = "to") -> list[object]:
    return [row.fields[field] for row in rows]


@pytest.mark.parametrize("told", ["events", "reports"])
def test_records_come_in_order_of_the_act_undated_last(many: Database, told: str) -> None:
    assert shown(getattr(many, told)("visits")) == ["FRA", "UZB", "KAZ", "BDI"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"country": "KAZ"}, ["UZB", "KAZ"]),
        ({"country": "kaz", "with_": "RWA"}, ["KAZ"]),
        ({"with_": "UZB"}, ["UZB"]),
        ({"country": "CHN"}, []),
        ({"person": "Kereybek"}, ["UZB"]),
        ({"person": "DOUMBE Aissa"}, ["FRA", "KAZ", "BDI"]),
        ({"sector": "space"}, ["UZB", "KAZ"]),
        ({"sector": "trade"}, ["FRA", "BDI"]),
        ({"since": "2023"}, ["FRA", "UZB", "KAZ", "BDI"]),
        ({"since": "2023-02"}, ["UZB", "KAZ", "BDI"]),
        ({"since": "2024-03-31"}, ["UZB", "KAZ", "BDI"]),
        ({"since": "2024-04"}, ["KAZ", "BDI"]),
        ({"until": "2022"}, ["FRA", "BDI"]),
        ({"until": "2022-09"}, ["BDI"]),
        ({"since": "2024", "until": "2024"}, ["UZB", "BDI"]),
        ({"min_confidence": 0.5}, ["UZB", "KAZ", "BDI"]),
    ],
)
@pytest.mark.parametrize("told", ["events", "reports"])
def test_filters_choose(many: Database, told: str, asked: dict[str, object], found: list[str]) -> None:
    assert shown(getattr(many, told)("visits", **asked)) == found


def test_meetings_are_found_by_their_own_topics(many: Database) -> None:
    assert shown(many.events("meetings", sector="trade"), "sides") == [["KAZ", "UZB"]]


def test_sides_without_a_code_are_found_by_name(many: Database) -> None:
    assert len(many.events("agreements", country="societe INVENTEE")) == 1


def test_an_open_interval_is_open(many: Database) -> None:
    assert len(many.events("agreements", since="2030")) == 1
    assert not many.events("agreements", until="2006")


def test_quotes_are_dated_by_their_publication(many: Database) -> None:
    assert [q.earliest for q in many.events("quotes")] == ["2023-02-01"]
    assert not many.events("quotes", since="2024")


@pytest.mark.parametrize(
    "asked",
    [{"since": "hier"}, {"until": "2007/.."}, {"sector": "spaces"}, {"land": "KAZ"}, {"since": "XXXX-01-02"}],
)
def test_filters_that_mean_nothing_are_refused(many: Database, asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        many.events("visits", **asked)


def test_an_unknown_kind_is_refused(many: Database) -> None:
    with pytest.raises(UsageError, match="visits, meetings"):
        many.events("visit")


# --- finding -----------------------------------------------------------------------------------


def test_everything_is_found_by_its_id_and_by_the_start_of_it(many: Database) -> None:
    event = many.events("visits")[0]
    for id_ in (event.id, event.witnesses[0].report, many.article("b1").id):
        assert many.find(id_).id == id_
        assert many.find(id_[:9]).id == id_
    assert many.find("b1") == many.article("b1")


def test_what_is_not_there_is_said_so(many: Database) -> None:
    for id_ in ("ev-000000000000", "", "e", "%", "ev-%"):
        with pytest.raises(NotFoundError):
            many.find(id_)
    with pytest.raises(NotFoundError):
        many.article("c1")


def test_a_beginning_that_several_ids_share_is_refused(db: Database) -> None:
    stored(db, visits=[visit(id="v-aaaa1"), visit(id="v-aaaa2", to="BDI")])
    with pytest.raises(UsageError, match="v-aaaa1, v-aaaa2"):
        db.find("v-aaaa")


def test_an_id_that_changed_leads_to_its_event(db: Database) -> None:
    stored(db, visits=[visit(id="v-bbbb")])
    db.fuse(fuse)
    assert db.events("visits")[0].id == "ev-bbbb"
    stored(db, TEXT + " Fin.", visits=[visit(id="v-aaaa")])
    db.fuse(fuse)
    (event,) = db.events("visits")
    assert (event.id, event.aliases) == ("ev-aaaa", ("ev-bbbb",))
    assert db.find("ev-bbbb") == event
    stored(db, TEXT + " Fin.", reader=NEWER, visits=[visit(id="v-aaaa", to="BDI")])
    db.fuse(fuse)
    found = db.find("ev-bbbb")
    assert isinstance(found, EventRow)
    assert (found.id, found.fields["to"], found.aliases) == ("ev-bbbb", "KAZ", ())


def test_an_event_that_nothing_tells_any_more_is_named_so(db: Database) -> None:
    stored(db, visits=[visit(id="v-bbbb")])
    db.fuse(fuse)
    stored(db, reader=NEWER, meetings=[meeting()])
    db.fuse(fuse)
    assert not db.events("visits")
    with pytest.raises(NotFoundError, match="no current reading tells it"):
        db.find("ev-bbbb")


def test_words_are_found_in_any_form(db: Database) -> None:
    stored(db)
    stored(db, "Sport\nArticle construit sur le football.", visits=[])
    for words in (
        "agence spatiale",
        "AGENCES SPATIALES",
        "echange",
        "kereibek",
        '"agences spatiales"',
        "« en visite »",
    ):
        (hit,) = db.search(words)
        assert hit.title == "Jandos Kereïbek reçoit Aïssa Doumbé à Astana"
    assert len(db.search("article construit")) == 2
    assert not db.search('"spatiales agences"')
    assert not db.search("agence football")
    assert not db.search("  ")
    assert not db.search('"')


@pytest.mark.parametrize(
    "words", ["NEAR(a b)", "a* OR b", "title:visite", "'; DROP TABLE article; --", '"a', "-a", "^a", "a & !b"]
)
def test_no_query_is_taken_for_a_language(db: Database, words: str) -> None:
    stored(db)
    db.search(words)
    assert db.coverage().articles == 1


def test_a_word_found_is_shown_where_it_stands(db: Database) -> None:
    stored(db)
    (hit,) = db.search("spatiale")
    assert TEXT[hit.start : hit.end] == "spatiales"
    assert "agences spatiales travailleront" in hit.excerpt
    assert "\n" not in hit.excerpt


def test_stems_fold_what_french_writes_in_several_ways() -> None:
    assert stems("coopérations") == stems("coopération")
    assert stems("œuvres") == stems("oeuvre")


# --- coverage ----------------------------------------------------------------------------------


def test_coverage_counts_what_the_database_rests_on(many: Database) -> None:
    found = many.coverage()
    assert (found.articles, found.readings, found.undated, found.without_records) == (2, 2, 0, 0)
    assert (found.first, found.last) == ("2023-02-01", "2025-05-27")
    assert found.months == {"2023-02": 1, "2025-05": 1}
    assert found.outlets == {"La Gazette inventée": 1, "Le Courrier inventé": 1}
    assert found.languages == {"fr": 2}
    assert found.readers == {READER: 2}
    assert found.reports == {
        "visits": 4, "meetings": 2, "agreements": 1, "figures": 1, "quotes": 1, "commitments": 0,
    }  # fmt: skip
    assert found.events["visits"] == 4


def test_coverage_of_two_countries_counts_what_is_about_both(many: Database) -> None:
    found = many.coverage(country="KAZ", with_="UZB")
    assert (found.articles, found.events["visits"], found.events["meetings"]) == (1, 1, 1)
    assert many.coverage(country="CHN").articles == 0
    assert many.coverage(country="CHN").first is None


# --- files that are older, newer, or something else ----------------------------------------------


def older(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as file:
        file.executescript((ROOT / "tests" / "data" / "schema1.sql").read_text(encoding="utf-8"))
    return path


def test_an_older_schema_is_brought_up_to_date_after_a_copy(tmp_path: Path) -> None:
    path = older(tmp_path / "x.db")
    with open_database(path) as db:
        assert db.coverage().articles == 2
        assert not db.is_fused()
        db.fuse(fuse)
        (event,) = db.events("visits")
        assert (event.fields["kind"], len(event.witnesses)) == ("working", 2)
        assert not db.stranded()
        assert stored(db, said={"url": "https://courrier.example/1"}) == "same"
        assert stored(db, "Nouveau\nArticle construit.") == "new"
        assert len(db.search("kereïbek")) == 1
    with closing(sqlite3.connect(tmp_path / "x.db.bak-1")) as copy:
        assert copy.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone() == ("1",)
        assert copy.execute("SELECT count(*) FROM article").fetchone() == (2,)
    with open_database(path) as again:
        assert again.coverage().articles == 3
    assert sorted(p.name for p in tmp_path.iterdir() if "bak" in p.name) == ["x.db.bak-1"]


def test_an_older_copy_is_never_overwritten(tmp_path: Path) -> None:
    path = older(tmp_path / "x.db")
    (tmp_path / "x.db.bak-1").write_text("precious")
    open_database(path).close()
    assert (tmp_path / "x.db.bak-1").read_text() == "precious"
    assert (tmp_path / "x.db.bak-1.2").exists()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM article")
        connection.exec_driver_sql("SELECT * FROM nowhere")

    path = older(tmp_path / "x.db")
    monkeypatch.setattr(migrate, "STEPS", {1: breaks})
    with pytest.raises(StoreError, match=r"stays at schema 1.*x\.db\.bak-1"):
        open_database(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM article").fetchone() == (2,)


def test_a_fresh_database_and_an_upgraded_one_have_the_same_tables(tmp_path: Path) -> None:
    open_database(older(tmp_path / "old.db")).close()
    open_database(tmp_path / "new.db").close()
    made = []
    for name in ("old.db", "new.db"):
        with closing(sqlite3.connect(tmp_path / name)) as file:
            made.append(sorted(file.execute("SELECT type, name, sql FROM sqlite_master").fetchall()))
            made[-1].append(sorted(file.execute("SELECT name FROM meta").fetchall()))
    assert made[0] == made[1]


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_database(path) as db:
        stored(db)
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
        file.commit()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"newer version.*schema 99.*pip install --upgrade"):
            open_database(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


def test_files_that_are_no_database_of_ours_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 100)
    with closing(sqlite3.connect(tmp_path / "other.db")) as file:
        file.execute("CREATE TABLE bookmarks (url TEXT)")
        file.commit()
    for name in ("notes.txt", "other.db"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(StoreError, match=name):
            open_database(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(StoreError, match="folder"):
        open_database(tmp_path)


def test_a_database_that_is_not_there_is_made_only_where_asked(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreError, match="verbale read"):
            open_database(tmp_path / "x.db", **options)
    assert not list(tmp_path.iterdir())
    with pytest.raises(StoreError, match="no folder"):
        open_database(tmp_path / "none" / "x.db")
    (tmp_path / "empty.db").touch()
    with open_database(tmp_path / "empty.db") as db:
        assert stored(db) == "new"


def test_names_with_odd_characters_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "été 100% #1?.db"
    with open_database(path) as db:
        stored(db)
    assert path.exists()
    with open_database(path, read_only=True) as db:
        assert db.coverage().articles == 1


def test_a_database_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    with open_database(tmp_path / "x.db") as db:
        stored(db)
        db.fuse(fuse)
    with open_database(tmp_path / "x.db", read_only=True) as db:
        assert len(db.events("visits")) == 1
        with pytest.raises(StoreError, match="may not be written"):
            stored(db, "Nouveau\nArticle construit.")


@pytest.mark.long
def test_an_unknown_server_is_named_without_its_password() -> None:
    with pytest.raises(StoreError) as error:
        open_database("postgresql+psycopg://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(error.value)
    assert "server" in str(error.value)


# --- full disks, locks, crashes ------------------------------------------------------------------


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with open_database(tmp_path / "x.db") as db:
        stored(db)
        db.fuse(fuse)

    with open_database(tmp_path / "x.db") as db:

        @sqlalchemy.event.listens_for(db.engine, "connect")
        def _small(raw: sqlite3.Connection, _: object) -> None:
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages + 60}")

        saved: list[str] = []

        def fill() -> None:
            with db.saving():
                for n in range(200):
                    stored(db, f"Titre {n}\n" + f"article construit {n} " * 400, said={"id": f"n{n}"})
                    saved.append(f"n{n}")

        with pytest.raises(StoreError, match="disk is full"):
            fill()
        assert 0 < len(saved) < 200
    with open_database(tmp_path / "x.db") as db:
        assert db.coverage().articles == 1 + len(saved)
        assert all(db.article(name).reports for name in saved)
        with closing(sqlite3.connect(tmp_path / "x.db")) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert stored(db, f"Titre {len(saved)}\n" + f"article construit {len(saved)} " * 400) == "new"


def test_a_write_that_the_system_refuses_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    """A real limit on the size of files, as on a full quota."""
    script = f"""
        import resource, signal, sys
        sys.path.insert(0, {str(ROOT / "tests")!r})
        from store_cases import *
        from verbale.errors import StoreError
        from verbale.store import open_database
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with open_database("x.db") as db:
            db.save(article(), full_document(article()), reader=READER, read_at=NOW)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        db, saved = open_database("x.db"), 1
        try:
            for n in range(500):
                a = article(f"Titre {{n}}\\n" + f"article construit {{n}} " * 300)
                db.save(a, full_document(a), reader=READER, read_at=NOW)
                saved += 1
        except StoreError as error:
            print(saved, error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    saved, said = done.stdout.split(" ", 1)
    assert "what was stored before is kept" in said.lower()
    assert 1 < int(saved) < 500
    with open_database(tmp_path / "x.db") as db:
        assert db.coverage().articles == int(saved)


def test_a_backup_that_does_not_fit_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older(tmp_path / "x.db")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    class Full(sqlite3.Connection):
        backup = full  # type: ignore[assignment]

    connect = sqlite3.connect
    monkeypatch.setattr(migrate.sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "factory": Full}))
    with pytest.raises(StoreError, match="disk is full"):
        open_database(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


def test_a_database_that_another_process_holds_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(tmp_path / "x.db").close()
    monkeypatch.setattr(dialects, "WAIT", 0.05)
    with (
        closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other,
        open_database(tmp_path / "x.db") as db,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            stored(db)
        other.execute("ROLLBACK")
        assert stored(db) == "new"


@pytest.mark.long
def test_a_batch_that_is_killed_keeps_what_it_saved(tmp_path: Path) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(ROOT / "tests")!r})
        from store_cases import *
        from verbale.store import open_database
        with open_database("x.db") as db, db.saving():
            for n in range(100_000):
                a = article(f"Titre {{n}}\\narticle construit {{n}}", id=str(n))
                db.save(a, full_document(a), reader=READER, read_at=NOW)
                print(n, flush=True)
    """
    for several in (1, 10, 40):
        path = tmp_path / str(several)
        path.mkdir()
        command = [sys.executable, "-c", textwrap.dedent(script)]
        with subprocess.Popen(command, cwd=path, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            said = [running.stdout.readline() for _ in range(several)]
            running.send_signal(signal.SIGKILL)
            said += running.stdout.readlines()
        whole = [line.strip() for line in said if line.endswith("\n")]
        with open_database(path / "x.db") as db:
            assert all(db.article(n).reports for n in whole)
            assert db.coverage().without_records == 0
        with closing(sqlite3.connect(path / "x.db")) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.long
def test_three_hundred_articles_are_saved_in_a_second_of_work(tmp_path: Path) -> None:
    """Of processor time, so that other work on the machine does not count."""
    made = [article(f"Titre {n}\n" + TEXT * 6, id=str(n)) for n in range(900)]
    documents = [full_document(a) for a in made]
    with open_database(tmp_path / "x.db") as db, db.saving():
        started = time.process_time()
        for of, told in zip(made, documents, strict=True):
            db.save(of, told, reader=READER, read_at=NOW)
        spent = time.process_time() - started
    assert len(made) / spent >= 300
