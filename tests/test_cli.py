"""The command line: what each command does, what it refuses, and what it says then."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import invented
from conftest import ROOT
from verbale import __version__, data
from verbale.errors import InputError, NotFoundError, StoreError, UsageError, VerbaleError
from verbale.records import KINDS, Article, Document
from verbale.store import open_database
from verbale.surfaces import ingest
from verbale.surfaces.cli import cli

CORPUS = data.path("corpus/articles.jsonl")
COMMAND = [sys.executable, "-c", "from verbale.surfaces.cli import main; main()"]


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(words), input=stdin, prog_name="verbale", catch_exceptions=False)


def shell(
    *words: str, stdin: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, cwd=cwd, timeout=120)


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "x.db"
    invented.filled(path).close()
    return str(path)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads the invented articles as they are coded, whatever the packs say today."""
    known = {article.text: document for article, document in invented.articles()}

    def read(article: Article) -> Document:
        if article.text == "BUG":
            raise ZeroDivisionError("an invented fault")
        if article.text in known:
            return known[article.text]
        _, document = invented.stored(
            article.id or "x", article.text, title="t", outlet="o", published="2031"
        )
        return document

    monkeypatch.setattr(ingest, "read_document", read)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The invented articles as a .jsonl file, with a broken line in it."""
    path = tmp_path / "in.jsonl"
    rows = [
        {"id": a.id, "title": a.title, "text": a.text[a.body_start :], "published": a.published}
        | {"outlet": a.outlet, "url": a.url}
        for a, _ in invented.articles()
    ]
    made = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join([*made[:2], "{broken", *made[2:]]) + "\n", encoding="utf-8")
    return path


# --- the whole ----------------------------------------------------------------------------


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    began = time.perf_counter()
    done = shell("--help")
    assert done.returncode == 0
    assert time.perf_counter() - began < 2.0  # 0.2 s on a quiet machine; the bar is 0.5 s
    heavy = ["rich", "sqlalchemy", "jinja2", "babel", "trafilatura", "verbale.pipeline", "verbale.store"]
    script = f"import sys, verbale.surfaces.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "[]"


def test_version_names_code_and_data() -> None:
    assert run("--version").output == f"verbale {__version__}, data {data.digest()}\n"


@pytest.mark.parametrize("name", [None, *cli.commands])
def test_every_help_has_examples(name: str | None) -> None:
    done = run(*([name] if name else []), "--help")
    assert done.exit_code == 0
    examples = done.output.split("Examples:")[1].split("Options:")[0]
    assert f"verbale {name or ''}".strip() in examples


def test_examples_of_the_help_name_only_options_that_exist() -> None:
    for name, command in cli.commands.items():
        known = {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
        examples = (command.help or "").split("Examples:")[1]
        for words in re.findall(rf"verbale {name}((?:.|\\\n)*?)\n", examples + "\n"):
            assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", words)) <= known, name


def test_the_page_of_commands_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == tool.commands_page(), "run tools/make_docs.py"


@pytest.mark.parametrize(
    ("error", "status"),
    [(UsageError, 2), (VerbaleError, 1), (StoreError, 1), (NotFoundError, 1), (InputError, 1)],
)
def test_errors_of_ours_are_one_line_and_a_status(
    error: type[VerbaleError], status: int, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("so it is. Do that.")

    monkeypatch.setattr("verbale.store.Database.coverage", fail)
    done = run("coverage", "--db", db)
    assert (done.exit_code, done.stdout, done.stderr) == (status, "", "verbale: so it is. Do that.\n")


def test_a_full_disk_is_said_plainly(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "brief.md")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    done = run("brief", "KAZ", "--db", db, "-o", "brief.md")
    assert done.exit_code == 1
    assert done.stderr == "verbale: brief.md: No space left on device. Nothing stored before was lost.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["show", "visits"], ["brief", "KAZ"], ["explain", "abcd"], ["coverage"], ["decisions"],
        ["reject", "abcd", "--why", "x"], ["set", "abcd", "start", "2025", "--why", "x"],
        ["add", "visit", "traveller=x", "to=KAZ", "--note", "x"],
    ],
)  # fmt: skip
def test_without_a_database_each_command_says_how_to_make_one(words: list[str], tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    done = run(*words, "--db", str(missing))
    assert done.exit_code == 1
    assert f"verbale read PATH --db {missing}" in done.stderr
    assert not missing.exists()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"not a database at all, not a bit" * 100)
    done = run("show", "visits", "--db", str(path))
    assert done.exit_code == 1
    assert done.stderr.startswith("verbale: ")
    assert path.read_bytes() == b"not a database at all, not a bit" * 100


# --- read ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("reader")
def test_read_names_the_bad_line_and_goes_on(lines: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    done = run("read", str(lines), "--db", path, "-j", "1")
    assert done.exit_code == 1
    assert f"{lines}, line 3:" in done.stderr
    assert "3 articles" in done.stdout
    assert "3 new, 0 read again, 0 as before" in done.stdout
    assert "1 input could not be read" in done.stdout
    assert "Found 2 visits, 2 meetings, 2 figures, 1 quote." in done.stdout
    assert "In the database now: 1 visit, 1 meeting, 2 figures, 1 quote." in done.stdout
    assert f"verbale show visits --db {path}" in done.stdout


def test_read_leaves_out_what_is_less_sure_than_asked() -> None:
    def confidences(*words: str) -> list[float]:
        done = run("read", str(data.path("corpus/articles.jsonl")), "--json", "-q", "-j", "1", *words)
        documents = [json.loads(line) for line in done.stdout.splitlines()]
        return [r["confidence"] for d in documents for kind in KINDS for r in d[kind]]

    every = confidences()
    middle = sorted(every)[len(every) // 2]
    assert min(every) < middle - 0.0005
    assert confidences("--no-parser") == every
    kept = confidences("--min-confidence", str(middle - 0.0005))  # printed values are rounded
    assert sorted(kept) == [c for c in sorted(every) if c >= middle - 0.0005]


def test_a_database_keeps_every_record(lines: Path, tmp_path: Path) -> None:
    done = run("read", str(lines), "--db", str(tmp_path / "x.db"), "--min-confidence", "0.9")
    assert done.exit_code == 2
    assert "goes with --json" in done.stderr


@pytest.mark.usefixtures("reader")
def test_reading_twice_changes_nothing(lines: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    run("read", str(lines), "--db", path)
    before = run("show", "visits", "--db", path, "--format", "json").stdout
    done = run("read", str(lines), "--db", path)
    assert "0 new, 0 read again, 3 as before" in done.stdout
    assert run("show", "visits", "--db", path, "--format", "json").stdout == before


@pytest.mark.usefixtures("reader")
def test_an_article_given_twice_is_stored_once(lines: Path, tmp_path: Path) -> None:
    done = run("read", str(lines), str(lines), "--db", str(tmp_path / "new.db"))
    assert "3 new, 0 read again, 3 as before" in done.stdout


@pytest.mark.usefixtures("reader")
def test_a_newer_reader_reads_again(lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "new.db")
    run("read", str(lines), "--db", path)
    monkeypatch.setattr("verbale.pipeline.reader", lambda: "later+1")
    assert "0 new, 3 read again, 0 as before" in run("read", str(lines), "--db", path).stdout


@pytest.mark.usefixtures("reader")
def test_one_article_that_trips_the_reader_costs_only_itself(tmp_path: Path) -> None:
    done = run("read", "-", "--db", str(tmp_path / "x.db"), stdin='{"text": "BUG"}\n{"text": "Rien."}\n')
    assert done.exit_code == 1
    assert "standard input, line 1: the reader failed on it" in done.stderr
    assert "an invented fault" in done.stderr
    assert "1 new" in done.stdout


@pytest.mark.usefixtures("reader")
def test_json_gives_one_object_an_article_in_order_and_no_database(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("read", str(lines), "--json")
    assert list(tmp_path.iterdir()) == [lines]
    assert done.exit_code == 1
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a1", "a2", "a3"]
    assert done.stdout.endswith("\n")
    assert done.stdout == run("read", str(lines), "--json", "-q").stdout
    assert "3 articles read" in done.stderr


@pytest.mark.usefixtures("reader")
def test_quiet_reading_says_only_what_failed(lines: Path, tmp_path: Path) -> None:
    done = run("read", str(lines), "--db", str(tmp_path / "new.db"), "--quiet")
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["read"], "PATH"),
        (["read", "x", "--json", "--db", "y.db"], "choose one"),
        (["read", "x", "--published", "hier"], "hier"),
        (["read", "x", "-j", "0"], "x>=1"),
        (["show", "trips"], "visits"),
        (["show", "visits", "--since", "hier"], "2023-05"),
        (["show", "visits", "--country", ""], "empty"),
        (["show", "visits", "--country", "Congo"], "names several"),
        (["show", "visits", "--sector", "dance"], "dance"),
        (["brief", "KAZ", "-o", "x.pdf"], ".html"),
        (["nonsense"], "nonsense"),
        (["reject", "x"], "--why"),
        (["add", "trip", "to=KAZ", "--note", "x"], "visit, meeting"),
        (["add", "visit", "to", "--note", "x"], "FIELD=VALUE"),
        (["add", "visit", "to=KAZ", "to=RWA", "--note", "x"], "twice"),
    ],
)
def test_wrong_use_is_status_two(words: list[str], says: str, db: str) -> None:
    needs = words[0] in ("show", "reject", "add") and words != ["reject", "x"]
    done = run(*words, *(["--db", db] if needs else []))
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stdout == ""


# --- show ---------------------------------------------------------------------------------


def test_show_lists_events_and_where_they_come_from(db: str) -> None:
    done = run("show", "visits", "--country", "Kazakhstan", "--with", "rwa", "--db", db)
    assert done.exit_code == 0
    row, last = done.stdout.splitlines()[1], done.stdout.splitlines()[-1]
    assert row.split()[:3] == ["2031-03-18", "Aïssa", "Doumbé"]
    assert last == "1 visit from 2 articles of 2 outlets."


def test_show_reports_lists_what_single_articles_say(db: str) -> None:
    done = run("show", "visits", "--reports", "--db", db)
    assert done.stdout.splitlines()[-1] == "2 reports of visits from 2 articles of 2 outlets."


def test_show_nothing_says_what_to_do(db: str) -> None:
    done = run("show", "visits", "--country", "USA", "--db", db)
    assert done.exit_code == 0
    assert "0 visits" in done.stdout
    assert "widen" in done.stderr


def test_undated_records_come_last_and_never_drop_out(db: str) -> None:
    added = run("add", "visit", "traveller=Jandos Kereïbek", "to=RWA", "--note", "x", "--by", "t", "--db", db)
    assert added.exit_code == 0, added.stderr
    rows = json.loads(run("show", "visits", "--since", "2031", "--format", "json", "--db", db).stdout)
    assert [row["start"] for row in rows] == ["2031-03-18", None]
    rows = json.loads(run("show", "visits", "--since", "2032", "--format", "json", "--db", db).stdout)
    assert [row["start"] for row in rows] == [None]


def test_show_json_has_witnesses_with_spans_and_links_but_no_text(db: str) -> None:
    (row,) = json.loads(run("show", "visits", "--format", "json", "--db", db).stdout)
    assert [w["outlet"] for w in row["witnesses"]] == ["L'Écho <b>fictif</b>", "Le Fictif"]
    assert row["witnesses"][0]["evidence"]["traveller"]
    assert row["conflicts"]["start"][0]["value"] == "2031-03-19"
    assert "souri" not in json.dumps(row)


def test_show_csv_has_every_field_and_no_formula(db: str) -> None:
    run(
        "add", "visit", "traveller==HYPERLINK(1)", "to=RWA", "from=KAZ", "place=@x",
        "--note", "x", "--by", "t", "--db", db,
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(run("show", "visits", "--format", "csv", "--db", db).stdout)))
    assert rows[0]["outlets"] == "L'Écho <b>fictif</b>; Le Fictif"
    assert rows[0]["from"] == "RWA"
    assert (rows[1]["traveller"], rows[1]["place"]) == ("'=HYPERLINK(1)", "'@x")


def test_show_markdown_keeps_hostile_cells_in_their_cell(db: str) -> None:
    run("add", "visit", "traveller=A | B <i>", "to=RWA", "start=2032", "--note", "x", "--by", "t", "--db", db)
    lines = run("show", "visits", "--format", "markdown", "--db", db).stdout.splitlines()
    assert "A \\| B \\<i\\>" in lines[3]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines[:4]}) == 1


def test_show_writes_to_a_file_whole(db: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    done = run("show", "visits", "--format", "csv", "-o", str(target), "--db", db)
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("id,traveller")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert run("show", "visits", "-o", str(tmp_path / "no" / "x"), "--db", db).exit_code == 2
    assert run("show", "visits", "-o", str(tmp_path), "--db", db).exit_code == 2


@pytest.mark.parametrize("kind", ["meetings", "agreements", "figures", "quotes", "commitments"])
@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_every_kind_shows_in_every_format(kind: str, form: str, db: str) -> None:
    assert run("show", kind, "--format", form, "--db", db).exit_code == 0


# --- brief, explain, coverage -------------------------------------------------------------


def test_brief_prints_markdown_or_writes_a_page(db: str, tmp_path: Path) -> None:
    assert run("brief", "Kazakhstan", "--db", db).stdout.startswith("# Note pays")
    page = tmp_path / "kaz.html"
    assert run("brief", "KAZ", "--with", "RWA", "-o", str(page), "--db", db).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_brief_on_nothing_says_so(db: str) -> None:
    done = run("brief", "USA", "--db", db)
    assert done.exit_code == 1
    assert "nothing on United States" in done.stderr


def test_explain_takes_events_reports_articles_decisions_and_beginnings(db: str) -> None:
    (row,) = json.loads(run("show", "visits", "--format", "json", "--db", db).stdout)
    assert "[[Aïssa Doumbé]]" in run("explain", row["id"], "--db", db).stdout
    assert "witness 2" in run("explain", row["id"][:9], "--db", db).stdout
    assert "as one article tells it" in run("explain", row["witnesses"][0]["report"], "--db", db).stdout
    assert "article" in run("explain", "a1", "--db", db).stdout
    assert run("explain", "zzzzzz", "--db", db).exit_code == 1


def test_coverage_counts_articles_outlets_months_and_records(db: str) -> None:
    said = run("coverage", "--db", db).stdout
    assert "The database: 3 articles." in said
    assert "2031-02-01 to 2031-03-20" in said
    assert re.search(r"visits +1 +2\n", said)
    assert re.search(r"2031-03 +2 +█+", said)
    narrowed = run("coverage", "--country", "KAZ", "--with", "Rwanda", "--db", db).stdout
    assert narrowed.startswith("Articles with records of Kazakhstan and Rwanda: 2 articles.")


# --- decisions ----------------------------------------------------------------------------


def visits(db: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("show", "visits", "--format", "json", "--db", db).stdout)
    return rows


def test_a_rejected_event_is_gone_and_the_decision_is_kept(db: str) -> None:
    (row,) = visits(db)
    done = run("reject", row["id"], "--why", "homonymes", "--by", "Testeuse", "--db", db)
    assert done.exit_code == 0
    assert visits(db) == []
    said = run("decisions", "--db", db).stdout
    assert "homonymes" in said
    assert "Testeuse" in said


def test_a_value_that_is_set_counts(db: str) -> None:
    (row,) = visits(db)
    assert run("set", row["id"], "start", "2031-03-17", "--why", "x", "--by", "t", "--db", db).exit_code == 0
    (row,) = visits(db)
    assert row["start"] == "2031-03-17"
    assert list(row["decided"]) == ["start"]
    assert row["conflicts"].get("start") is None


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("start", "mardi", "no date"), ("status", "done", "held, ongoing"), ("speaker", "x", "no field"),
        ("from", "KAZ", "the same"), ("to", "", "cannot be empty"),
    ],
)  # fmt: skip
def test_a_value_that_the_codebook_does_not_allow_is_refused(
    field: str, value: str, says: str, db: str
) -> None:
    (row,) = visits(db)
    done = run("set", row["id"], field, value, "--why", "x", "--by", "t", "--db", db)
    assert done.exit_code == 2
    assert says in done.stderr
    assert run("decisions", "--db", db).stdout.startswith("No decisions yet")


def test_an_article_cannot_be_rejected(db: str) -> None:
    done = run("reject", "a1", "--why", "x", "--by", "t", "--db", db)
    assert done.exit_code == 2
    assert "is no record" in done.stderr


def test_an_added_visit_stands_beside_the_others(db: str) -> None:
    done = run(
        "add", "visit", "traveller=Jandos Kereïbek", "office=foreign_minister", "from=Kazakhstan", "to=RWA",
        "start=2031-09-02", "--note", "communiqué fictif", "--by", "Testeuse", "--db", db,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert [row["start"] for row in visits(db)] == ["2031-03-18", "2031-09-02"]
    assert "1 entered by hand" in run("show", "visits", "--db", db).stdout
    assert "communiqué fictif" in run("brief", "RWA", "--db", db).stdout


def test_the_one_who_decides_is_the_account_unless_said(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = visits(db)
    monkeypatch.setattr("getpass.getuser", lambda: "compte")
    run("reject", row["id"], "--why", "x", "--db", db)
    assert " compte: reject" in run("decisions", "--db", db).stdout


@pytest.mark.usefixtures("reader")
def test_decisions_outlive_re_reading(lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "new.db")
    run("read", str(lines), "--db", path)
    (row,) = visits(path)
    run("set", row["id"], "place", "Almaty", "--why", "x", "--by", "t", "--db", path)
    monkeypatch.setattr("verbale.pipeline.reader", lambda: "later+1")
    run("read", str(lines), "--db", path)
    (again,) = visits(path)
    assert (again["id"], again["place"]) == (row["id"], "Almaty")


# --- the real reader, as a user runs it ---------------------------------------------------


def test_the_tour_leaves_a_database_and_a_brief(tmp_path: Path) -> None:
    done = shell("demo", cwd=tmp_path)
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "VISITS (article construit)" in said
    assert "MEETINGS (article construit)" in said
    (page,) = tmp_path.glob("brief-*.html")
    assert "article construit" in page.read_text(encoding="utf-8")
    with open_database(tmp_path / "verbale.db", create=False) as record:
        assert record.events("visits")
    again = shell("demo", cwd=tmp_path)
    assert again.returncode == 0
    assert b"0 new, 0 read again, 22 as before" in again.stdout


def test_the_tour_stays_out_of_a_database_of_real_articles(db: str) -> None:
    done = run("demo", "--db", db)
    assert done.exit_code == 2
    assert "other articles" in done.stderr


def test_two_processes_print_the_bytes_that_one_prints(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(CORPUS.read_bytes() * 3)
    one, two = (shell("read", str(many), "--json", "-q", "-j", n) for n in ("1", "2"))
    assert one.returncode == two.returncode == 0, one.stderr.decode() + two.stderr.decode()
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 3 * len(CORPUS.read_bytes().splitlines())


def test_standard_input_is_read() -> None:
    text = "La ministre rwandaise Aïssa Doumbé est arrivée mardi à Astana.".encode()
    done = shell("read", "-", "--json", "--published", "2031-03-20", stdin=text)
    assert done.returncode == 0, done.stderr.decode()
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["published"] == "2031-03-20"
    assert row["text"].encode() == text


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(CORPUS.read_bytes() * 20)
    process = subprocess.Popen(
        [*COMMAND, "read", str(many), "--json", "-q", "-j", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=120) == 0


def articles_in(path: Path) -> int:
    try:
        with open_database(path, create=False) as record:
            return record.coverage().articles
    except StoreError:  # not made yet, or being made
        return 0


def test_interruption_keeps_what_was_read(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()] * 100
    many.write_text("".join(json.dumps({**row, "id": f"r{n}", "text": f"{row['text']}\n{n}"}) + "\n"
                            for n, row in enumerate(rows)), encoding="utf-8")  # fmt: skip
    path = tmp_path / "x.db"
    process = subprocess.Popen(
        [*COMMAND, "read", str(many), "--db", str(path), "-j", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while articles_in(path) == 0 and time.monotonic() < deadline:
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"goes on from here" in said
    assert b"Traceback" not in said
    assert 0 < articles_in(path) < len(rows)
