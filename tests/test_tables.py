"""The record in Python: tables that show themselves and convert."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store_cases import NOW, READER, agreement, article, commitment, document, figure, meeting, quote, visit
from verbale.errors import StoreError, UsageError
from verbale.fuse import fuse
from verbale.records import EXTRAS, FIELDS, KINDS
from verbale.store import EventRow, ReportRow, open_database
from verbale.surfaces.tables import Record, Table, open_record

HOSTILE = "<img src=x onerror=\"alert(1)\"> & 'Aïssa'"
SITE = {"name": "Centre spatial", "place": "Astana", "date": None}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = article(url="https://courrier.example/1")
    other = article(
        "Autre\nArticle construit.", outlet="La Gazette inventée", id="b1", published="2025-05-28"
    )
    with open_database(tmp_path / "x.db") as db:
        for of, lists in (
            (made, {
                "visits": [visit(sites=[SITE]), visit(to="UZB", start="1648-10-24", traveller=HOSTILE)],
                "meetings": [meeting()], "agreements": [agreement(count=3)], "figures": [figure(value=-50.0)],
                "quotes": [quote(text="=HYPERLINK(\"http://x.example\")")], "commitments": [commitment()],
            }),
            (other, {"visits": [visit(start=None, place="Almaty")]}),
        ):  # fmt: skip
            db.save(of, document(of, **lists), reader=READER, read_at=NOW)
        db.fuse(fuse)
    return tmp_path / "x.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path) as made:
        yield made


def table(record: Record, kind: str, **asked: Any) -> Table:
    made: Table = getattr(record, kind)(**asked)
    return made


def test_a_table_is_a_list_of_rows(record: Record) -> None:
    visits = record.visits()
    assert [row.fields["to"] for row in visits] == ["UZB", "KAZ"]
    assert len(visits) == 2
    assert isinstance(visits[0], EventRow)
    assert isinstance(visits[:1], Table)
    assert [r.id for r in visits[1:]] == [visits[-1].id]
    assert all(isinstance(row, ReportRow) for row in record.visits(reports=True))
    assert len(record.visits(reports=True)) == 3


def test_countries_answer_to_their_names(record: Record) -> None:
    assert len(record.visits(country="Kazakhstan")) == 1
    assert len(record.visits(country="kaz", with_="Rwanda")) == 1
    assert record.coverage(country="Ouzbékistan").events["visits"] == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reports", [False, True])
def test_every_kind_converts_to_every_library(record: Record, kind: str, reports: bool) -> None:
    made = table(record, kind, reports=reports)
    assert set(made.columns) >= {"id", *FIELDS[kind], *EXTRAS[kind], "earliest", "latest", "confidence"}
    arrow, pandas, polars = made.to_arrow(), made.to_pandas(), made.to_polars()
    assert tuple(arrow.column_names) == tuple(pandas.columns) == tuple(polars.columns) == made.columns
    assert arrow.num_rows == len(pandas) == len(polars) == len(made) > 0
    assert arrow.to_pylist() == made.records() == polars.to_dicts()
    assert list(pandas["id"]) == [row.id for row in made]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_has_the_same_types(record: Record, kind: str) -> None:
    full, empty = table(record, kind), table(record, kind, country="Tonga")
    assert len(empty) == 0
    assert empty.to_arrow().schema == full.to_arrow().schema
    assert empty.to_polars().schema == full.to_polars().schema
    assert list(empty.to_pandas().columns) == list(full.columns)
    assert repr(empty) == f"no {kind}"


def test_values_keep_their_types(record: Record) -> None:
    seen = record.visits().to_polars().to_dicts()[1]
    assert seen["start"] == "2025-05-27"
    assert (seen["earliest"], seen["latest"]) == (date(2025, 5, 27), date(2025, 5, 27))
    assert seen["sites"] == [SITE]
    assert (seen["witnesses"], seen["outlets"]) == (2, ["Le Courrier inventé", "La Gazette inventée"])
    assert record.agreements().to_arrow().to_pylist()[0]["count"] == 3
    assert record.figures().to_pandas()["value"].tolist() == [-50.0]
    days = record.visits().to_pandas()["earliest"]
    assert [d.year for d in days] == [1648, 2025]


def test_a_report_shows_what_was_set_on_it(record: Record) -> None:
    report = record.visits(reports=True, person="Doumbé")[0]
    record.db.decide("set", report.id, field="place", value="Turkestan", why="essai", who="test", when=NOW)
    assert record.visits(reports=True, person="Doumbé").records()[0]["place"] == "Turkestan"


def test_a_notebook_shows_no_foreign_markup(record: Record) -> None:
    shown = record.visits()._repr_html_()
    assert "<img" not in shown
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#x27;Aïssa&#x27;" in shown
    assert shown.count("<tr>") == 3
    assert "<td>Centre spatial, Astana</td>" in shown


def test_a_prompt_shows_rows_and_where_they_come_from(record: Record) -> None:
    shown = repr(record.visits())
    assert "2025-05-27" in shown
    assert "2 visits from 2 articles of 2 outlets." in shown
    assert "2 articles; 2 visits" in repr(record)


def test_long_tables_are_cut_short_on_screen_only(path: Path) -> None:
    with open_database(path) as db:
        for n in range(40):
            of = article(f"Titre {n}\nArticle construit.", id=str(n))
            made = document(
                of, visits=[visit(traveller=f"Personne {'abcdefghij'[n % 10] * 3}{n}", start=f"20{n + 10}")]
            )
            db.save(of, made, reader=READER, read_at=NOW)
        db.fuse(fuse)
    with open_record(path) as record:
        visits = record.visits()
        assert len(visits) == 42
        assert "(12 more)" in repr(visits)
        assert "42 visits, 30 of them shown" in visits._repr_html_()
        assert len(visits.to_csv().splitlines()) == 43


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_a_spreadsheet_becomes_a_formula(tmp_path: Path, start: str) -> None:
    of = article()
    with open_database(tmp_path / "y.db") as db:
        told = document(
            of, visits=[visit(traveller=start, place=start)], figures=[figure(value=-5.0, unit="%")]
        )
        db.save(of, told, reader=READER, read_at=NOW)
        db.fuse(fuse)
    with open_record(tmp_path / "y.db") as record:
        assert record.visits().to_csv().count(f"'{start}") == 2
        (number,) = csv.DictReader(io.StringIO(record.figures().to_csv()))
        assert number["value"] == "-5.0"


def test_files_hold_what_is_returned(record: Record, tmp_path: Path) -> None:
    said = record.quotes().to_csv(tmp_path / "q.csv")
    assert (tmp_path / "q.csv").read_text(encoding="utf-8") == said
    assert "'=HYPERLINK" in said
    told = json.loads(record.quotes().to_json(tmp_path / "q.json"))
    assert told[0]["text"].startswith("=HYPERLINK")
    assert told[0]["witnesses"][0]["url"] == "https://courrier.example/1"
    assert json.loads((tmp_path / "q.json").read_text(encoding="utf-8")) == told


@pytest.mark.parametrize(
    ("method", "library"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas"), ("to_polars", "polars")]
)
def test_a_missing_library_is_named(
    record: Record, monkeypatch: pytest.MonkeyPatch, method: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"{library} is not installed.*pip install verbale\[tables\]"):
        getattr(record.visits(), method)()


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="verbale read"):
        open_record(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())


def test_search_and_find_reach_the_database(record: Record) -> None:
    assert [hit.title for hit in record.search("agences spatiales")] == [
        "Jandos Kereïbek reçoit Aïssa Doumbé à Astana"
    ]
    event = record.visits()[0]
    assert record.find(event.id[:8]) == event
