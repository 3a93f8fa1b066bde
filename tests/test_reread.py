"""The sample corpus read again, by the same reader and with changed packs, after a person's decisions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from verbale import data
from verbale.surfaces.cli import cli

CORPUS = data.path("corpus/articles.jsonl")
TRAVEL, SECTORS = "packs/fr/frames/travel.toml", "packs/fr/sectors.toml"


def run(*words: str | Path, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, [str(w) for w in words], prog_name="verbale", catch_exceptions=False)
    assert done.exit_code == status, done.output + done.stderr
    return done


@pytest.fixture(autouse=True)
def own_packs() -> Iterator[None]:
    """Whatever a test does, the next one reads with the package's own packs."""
    yield
    assert data.in_use() is None
    data.use(None)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    run("read", CORPUS, "--db", path, "-q")
    return path


def packs(folder: Path, name: str, text: str) -> Path:
    """A folder in which one pack stands in for ours."""
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def tried(name: str) -> str:
    """A pack or table of ours that says the same, with one more comment: another digest, another reader."""
    return data.path(name).read_text(encoding="utf-8") + "\n# tried\n"


def no_sectors() -> str:
    """All sectors, without a word for any."""
    ours = data.path(SECTORS).read_text(encoding="utf-8")
    return re.sub(r"^(words|weak) = \[[^]]*\]", r"\1 = []", ours, flags=re.MULTILINE)


def shown(db: Path, kind: str, *words: str) -> list[dict[str, Any]]:
    rows = json.loads(run("show", kind, "--db", db, "--format", "json", *words).stdout)
    return [dict(row) for row in rows]


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as file:
        asked = ("article", "reading", "report", "decision")
        return {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in asked}


def report_ids(path: Path) -> dict[str, set[str]]:
    """The ids of the reports of each reader."""
    out: dict[str, set[str]] = {}
    asked = "SELECT reading.reader, report.id FROM report JOIN reading ON report.reading = reading.key"
    with closing(sqlite3.connect(path)) as file:
        for reader, name in file.execute(asked):
            out.setdefault(reader, set()).add(name)
    return out


# --- the digest ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "counts_for"),
    [("packs/fr/sectors.toml", True), ("world/countries.csv", True), ("texts/fr.toml", False)],
)
def test_what_no_reading_depends_on_is_not_in_the_digest(name: str, counts_for: bool, tmp_path: Path) -> None:
    ours = data.digest()
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(tried(name), encoding="utf-8")
    data.use(tmp_path)
    try:
        assert (data.digest() != ours) is counts_for
    finally:
        data.use(None)
    assert data.digest() == ours


# --- the same reader ----------------------------------------------------------------------


def test_reading_twice_changes_not_a_byte_of_the_record(db: Path) -> None:
    before = dump(db)
    done = run("read", CORPUS, "--db", db)
    assert "0 new, 0 read again, 22 as before" in done.stdout
    assert dump(db) == before


# --- changed packs ------------------------------------------------------------------------


def test_a_changed_pack_makes_a_new_reading_and_keeps_the_older_one(db: Path, tmp_path: Path) -> None:
    """Same rules under another digest: the same records under the same ids, in a reading of their own."""
    before, events = counts(db), {kind: shown(db, kind) for kind in ("visits", "meetings", "quotes")}
    folder = packs(tmp_path / "p", SECTORS, tried(SECTORS))
    done = run("read", CORPUS, "--db", db, "--packs", folder)
    assert "0 new, 22 read again, 0 as before" in done.stdout
    after = counts(db)
    assert after["article"] == before["article"]
    assert after["reading"] == 2 * before["reading"]
    older, newer = report_ids(db).values()
    assert older == newer
    assert {kind: shown(db, kind) for kind in events} == events


def test_another_reading_of_a_field_keeps_the_records_id(db: Path, tmp_path: Path) -> None:
    """With fewer words for sectors agreements have other ones; they are the same agreements all the same."""
    before = {row["id"]: row["sectors"] for row in shown(db, "agreements", "--reports")}
    run("read", CORPUS, "--db", db, "--packs", packs(tmp_path / "p", SECTORS, no_sectors()), "-q")
    after = {row["id"]: row["sectors"] for row in shown(db, "agreements", "--reports")}
    assert set(after) >= set(before)
    assert {name: after[name] for name in before} != before


def test_decisions_hold_over_a_changed_pack(db: Path, tmp_path: Path) -> None:
    visits, meetings = shown(db, "visits"), shown(db, "meetings")
    gone = next(row["id"] for row in visits if len(row["witnesses"]) == 1)
    moved = next(row["id"] for row in meetings if row["place"] and len(row["witnesses"]) == 1)
    run("reject", gone, "--why", "a rumour", "--by", "t", "--db", db)
    run("set", moved, "place", "Karaganda", "--why", "communiqué", "--by", "t", "--db", db)
    run(
        "add", "visit", "traveller=Aïssa Doumbé", "from=RWA", "to=KAZ", "start=2031-09-09",
        "--note", "by telephone", "--by", "t", "--db", db,
    )  # fmt: skip
    decided = [line.split()[0] for line in run("decisions", "--db", db).stdout.splitlines()]

    folder = packs(tmp_path / "p", SECTORS, tried(SECTORS))
    run("read", CORPUS, "--db", db, "--packs", folder, "-q")
    again = shown(db, "visits")
    assert gone not in [row["id"] for row in again]
    assert [row["id"] for row in again if row["start"] == "2031-09-09"]
    assert len(again) == len(visits)
    assert next(row["place"] for row in shown(db, "meetings") if row["id"] == moved) == "Karaganda"
    assert [line.split()[0] for line in run("decisions", "--db", db).stdout.splitlines()] == decided
    assert "STRANDED" not in run("decisions", "--db", db).stdout
    assert "communiqué" in run("explain", moved, "--db", db).stdout


def test_a_decision_whose_record_is_no_longer_read_is_stranded_until_it_is_read_again(
    db: Path, tmp_path: Path
) -> None:
    travelled = [row for row in shown(db, "visits", "--reports") if row["rule"].startswith("travel")]
    assert travelled
    target = travelled[0]["id"]
    run("set", target, "place", "Karaganda", "--why", "communiqué", "--by", "t", "--db", db)

    silent = 'name = "travel"\nyields = ["visit"]\nverbs = []\n'
    run("read", CORPUS, "--db", db, "--packs", packs(tmp_path / "silent", TRAVEL, silent), "-q")
    assert target not in [row["id"] for row in shown(db, "visits", "--reports")]
    assert "STRANDED" in run("decisions", "--db", db).stdout
    assert counts(db)["decision"] == 1
    assert "older reading" in run("explain", target, "--db", db).stdout

    back = packs(tmp_path / "back", TRAVEL, tried(TRAVEL))
    run("read", CORPUS, "--db", db, "--packs", back, "-q")
    assert "STRANDED" not in run("decisions", "--db", db).stdout
    places = {row["id"]: row["place"] for row in shown(db, "visits", "--reports")}
    assert places[target] == "Karaganda"


# --- the option ---------------------------------------------------------------------------


def test_other_processes_read_with_the_same_packs(tmp_path: Path) -> None:
    """More articles than one process reads alone: the packs must reach all of them."""
    many = tmp_path / "many.jsonl"
    many.write_bytes(CORPUS.read_bytes() * 3)
    folder = packs(tmp_path / "p", SECTORS, no_sectors())
    said = [run("read", many, "--json", "-q", "-j", n, "--packs", folder).stdout for n in ("1", "2")]
    assert said[0] == said[1]
    ours = run("read", CORPUS, "--json", "-q").stdout
    assert len(said[0].splitlines()) == 3 * len(ours.splitlines())
    assert said[0] != ours * 3


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (None, "", "is no folder"),
        ("notes.md", "x", "holds no .toml"),
        ("packs/fr/sector.toml", "", "we have no packs/fr/sector.toml"),
        ("packs/fr/sectors.toml", "[health\n", "sectors.toml: "),
    ],
)
def test_packs_that_cannot_stand_in_are_refused(
    name: str | None, text: str, says: str, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    if name:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = run("read", CORPUS, "--json", "--packs", folder, status=2)
    assert "--packs" in done.stderr
    assert says in done.stderr
    assert done.stdout == ""
