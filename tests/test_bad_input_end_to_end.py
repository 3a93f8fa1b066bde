"""Bad input through the real command, with real files: what it says, its exit status, and nothing lost.

Every test begins with a database that holds articles, and ends by counting that all of them are still
there, word for word, with their records.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from verbale import data, pipeline
from verbale.pipeline import read_article
from verbale.records import Article

COMMAND = [sys.executable, "-c", "from verbale.surfaces.cli import main; main()"]
CORPUS = data.path("corpus/articles.jsonl")
GOOD = (
    "Le ministre kazakh Jandos Kereïbek a reçu mardi à Astana son homologue rwandaise, Aïssa Doumbé, pour "
    "une visite de travail. Les deux ministres ont parlé de l'été et des « transports ». Article construit."
)
ENGLISH = "The minister met the ambassador on Tuesday for talks about the railway and signed an agreement."

Rows = set[tuple[object, ...]]


def shell(
    *words: str | Path, stdin: bytes | None = None, file_size: int | None = None
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; `file_size`: no file may grow beyond so many bytes."""

    def limit() -> None:
        if file_size is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    done = subprocess.run(
        [*COMMAND, *map(str, words)], input=stdin, capture_output=True, timeout=900, preexec_fn=limit
    )
    said = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in said.stderr
    assert "fault of Verbale" not in said.stderr
    return said


def kept(path: Path) -> Rows:
    """Every article, reading and record of a database."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows: Rows = set(file.execute("SELECT id, caller_id, text, published FROM article"))
        rows |= set(file.execute("SELECT id, reader, read_at FROM reading"))
        return rows | set(file.execute("SELECT id, kind FROM report"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample corpus."""
    path = tmp_path_factory.mktemp("made") / "x.db"
    done = shell("read", CORPUS, "--db", path, "-q")
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it. Whatever the test does, nothing of it may be lost."""
    path = Path(shutil.copy(made, tmp_path / "x.db"))
    before = kept(path)
    assert len(before) > 60
    yield path
    assert before <= kept(path)


def articles(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("SELECT count(*) FROM article").fetchone()[0])


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vide.txt", "", ("is empty", "leave it out")),
        ("image.txt", bytes(range(256)) * 20, ("is binary", "give plain text")),
        ("rapport.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", ("is a PDF document", "convert it")),
        ("abime.txt", GOOD.encode() * 3 + b"\xe9t\xe9", ("is damaged UTF-8", "save it")),
        ("coupe.jsonl", '{"text": "Un arti', ("line 1: is not JSON", "one JSON object")),
        ("sans.jsonl", '{"title": "Visite"}', ('line 1: has no "text"', "text")),
        (
            "jour.jsonl",
            json.dumps({"text": GOOD, "published": "2031-02-30"}),
            ("'2031-02-30' does not exist in the calendar", "2025-05-27"),
        ),
        ("page.html", "<html><body><img src='a.png'></body></html>", ("has no article text",)),
    ],
)
def test_a_bad_file_is_named_with_the_reason_and_the_rest_is_read(
    name: str, content: bytes | str, says: tuple[str, ...], db: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    bad = written(folder, name, content)
    written(folder, "suite.txt", GOOD)
    before = articles(db)
    done = shell("read", folder, "--db", db, "--published", "2031-03-19")
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("verbale: ")]
    assert line.startswith(f"verbale: {bad}")
    for words in says:
        assert words in line
    assert "1 input could not be read (named above)." in done.stdout
    assert articles(db) == before + 1


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-8-sig"])
def test_another_encoding_is_detected(encoding: str, db: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "autre.txt", GOOD.encode(encoding))
    done = shell("read", path, "--json", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["text"] == GOOD


def test_a_bad_line_costs_only_itself(db: Path, tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"n{n}", "text": f"{GOOD} {n}"}) for n in range(4)]
    path = written(tmp_path, "a.jsonl", "\n".join([*rows[:2], '{"text": ', '{"text": 5}', *rows[2:]]) + "\n")
    before = articles(db)
    done = shell("read", path, "--db", db, "-q")
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [
        f"{path}, line 3",
        f"{path}, line 4",
    ]
    assert articles(db) == before + 4


def test_an_impossible_day_on_the_command_line_is_wrong_use(db: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", GOOD)
    done = shell("read", path, "--db", db, "--published", "2031-02-30")
    assert done.returncode == 2
    assert "does not exist in the calendar" in done.stderr
    assert done.stdout == ""


def test_a_folder_without_readable_files_says_what_to_put_there(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder, "notes.docx", "x")
    done = shell("read", folder, "--db", db)
    assert done.returncode == 1
    assert f"verbale: {folder}: is a folder without readable files; put .txt, .html" in done.stderr


def test_a_missing_path_is_said_so(db: Path, tmp_path: Path) -> None:
    done = shell("read", tmp_path / "absent.txt", "--db", db)
    assert done.returncode == 1
    assert "absent.txt: does not exist; check the path" in done.stderr


def test_another_language_is_stored_and_marked_and_has_no_records(db: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "english.txt", ENGLISH)
    done = shell("read", path, "--db", db, "--published", "2031-03-19")
    assert done.returncode == 0
    assert "1 article not in French: stored, without records." in done.stdout
    assert "No records found." in done.stdout
    told = shell("explain", "english", "--db", db)
    assert "language en;" in told.stdout
    (row,) = [json.loads(line) for line in shell("read", path, "--json", "-q").stdout.splitlines()]
    assert (row["language"], row["relevant"], row["text"]) == ("en", False, ENGLISH)
    assert [
        row[kind] for kind in ("visits", "meetings", "agreements", "figures", "quotes", "commitments")
    ] == [[]] * 6


def test_a_database_of_a_newer_version_is_left_alone(db: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(db, tmp_path / "newer.db"))
    with closing(sqlite3.connect(newer)) as file:
        file.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
        file.commit()
    before = newer.read_bytes()
    path = written(tmp_path, "a.txt", GOOD)
    for words in (["read", path], ["show", "visits"], ["coverage"]):
        done = shell(*words, "--db", newer)
        assert done.returncode == 1
        assert "was made by a newer version of Verbale (schema 99" in done.stderr
        assert "pip install --upgrade verbale" in done.stderr
    assert newer.read_bytes() == before


def test_an_older_database_is_upgraded_after_a_copy(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as file:
        file.executescript((Path(__file__).parent / "data" / "schema1.sql").read_text(encoding="utf-8"))
    before = kept(old)
    done = shell("read", written(tmp_path, "a.txt", GOOD), "--db", old)
    assert done.returncode == 0, done.stderr
    assert "1 new" in done.stdout
    assert before < kept(old)
    assert before == kept(tmp_path / "old.db.bak-1")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 4 MB where this process may mount one, else None."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "verbale-test", str(folder)]
    try:
        can = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:  # no mount command
        can = False
    try:
        yield folder if can else None
    finally:
        if can:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_what_was_read_before_is_kept(db: Path, tmp_path: Path) -> None:
    """On a small disk of its own, or with files that may not grow where none can be mounted."""
    many = tmp_path / "many.jsonl"
    many.write_text(
        "".join(json.dumps({"id": f"n{n}", "text": f"{GOOD}\n" * 40 + str(n)}) + "\n" for n in range(400)),
        encoding="utf-8",
    )
    with small_disk(tmp_path / "disk") as disk:
        full = Path(shutil.copy(db, disk / "full.db")) if disk else db
        limit = None if disk else full.stat().st_size + 1_500_000
        before, count = kept(full), articles(full)
        done = shell("read", many, "--db", full, "-q", "-j", "1", file_size=limit)
        assert done.returncode == 1
        assert "disk is full" in done.stderr or "could not be written" in done.stderr
        assert "kept" in done.stderr
        assert before <= kept(full)
        assert count < articles(full) < count + 400
        assert shell("show", "visits", "--db", full).returncode == 0


def test_an_article_of_five_megabytes_is_stored_whole(db: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    body = "\n\n".join(row["text"] for row in rows)
    text = "\n\n".join([body] * (5_000_000 // len(body.encode()) + 1))
    assert len(text.encode()) > 5_000_000
    path = written(tmp_path, "big.jsonl", json.dumps({"id": "big", "text": text}))
    done = shell("read", path, "--db", db)
    assert done.returncode == 0
    assert f"{path}, line 1: has {len(text):,} characters, more than any article" in done.stderr
    assert "split it" in done.stderr
    assert "1 new" in done.stdout
    with closing(sqlite3.connect(db)) as file:
        assert file.execute("SELECT text FROM article WHERE caller_id = 'big'").fetchone() == (text,)


def test_nothing_is_read_beyond_the_length_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    later = "Le ministre kényan Peter Wambugo a reçu jeudi à Nairobi son homologue chilienne, Paula Arenzana."
    text = f"{GOOD}\n" * 20 + later
    whole = read_article(Article(text, None, "2031-03-19"))
    monkeypatch.setattr(pipeline, "LONGEST", len(GOOD) * 3)
    document = read_article(Article(text, None, "2031-03-19"))
    (beyond,) = [span for span in document.furniture if span.kind == "beyond"]
    assert document.text == text
    assert (beyond.start, beyond.end) == (2 * (len(GOOD) + 1), len(text))
    assert any("Peter Wambugo" in m.people for m in whole.meetings)
    assert [m.place for m in document.meetings] == ["Astana"]
    spans = [s for m in document.meetings for proof in m.proofs.values() for s in proof.spans]
    assert spans
    assert all(span.end <= beyond.start for span in spans)
