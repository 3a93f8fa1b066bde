"""The stages together: the same bytes from every run, and every command that the pages show."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from verbale import data
from verbale.records import KINDS

CORPUS = data.path("corpus/articles.jsonl")
COMMAND = [sys.executable, "-c", "from verbale.surfaces.cli import main; main()"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shell(*words: str | Path, seed: int = 0, cwd: Path | None = None) -> bytes:
    """Standard output of a command that must succeed, under a given order of sets and dicts' hashes."""
    hashes = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([*COMMAND, *map(str, words)], capture_output=True, cwd=cwd, env=hashes)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


# --- the same input, the same bytes -------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> bytes:
    """What `read --json` prints of the sample corpus."""
    out = shell("read", CORPUS, "--json", "-q", seed=1)
    assert len(out.splitlines()) == len(CORPUS.read_bytes().splitlines())
    return out


@pytest.mark.parametrize("seed", [2, 3])
def test_two_runs_print_the_same_bytes(seed: int, printed: bytes) -> None:
    assert shell("read", CORPUS, "--json", "-q", seed=seed) == printed


def test_two_databases_of_the_same_articles_tell_the_same(tmp_path: Path) -> None:
    """One read in one go; the other in two, the later half first, in another order of hashes."""
    lines = CORPUS.read_bytes().splitlines(keepends=True)
    halves = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    halves[0].write_bytes(b"".join(lines[11:]))
    halves[1].write_bytes(b"".join(lines[:11]))
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    shell("read", CORPUS, "--db", one, "-q", seed=5)
    for half in halves:
        shell("read", half, "--db", two, "-q", seed=6)
    asked = [["show", kind, "--format", "json"] for kind in KINDS]
    asked += [["show", kind, "--reports", "--format", "csv"] for kind in KINDS]
    asked += [["brief", "KAZ"], ["brief", "KAZ", "--with", "RWA", "--lang", "en"], ["coverage"]]
    told = [answers(path, asked, seed=n) for n, path in enumerate((one, two))]
    assert len(told[0]) == len(asked)
    for words, first, second in zip(asked, *told, strict=True):
        assert first, words
        assert first == second, words


def answers(db: Path, asked: list[list[str]], *, seed: int) -> list[str]:
    """What these commands print, all in one process."""
    script = (
        "import json, sys; from click.testing import CliRunner; from verbale.surfaces.cli import cli\n"
        "done = [CliRunner().invoke(cli, [*words, '--db', sys.argv[1]]) for words in json.load(sys.stdin)]\n"
        "assert all(d.exit_code == 0 for d in done)\nprint(json.dumps([d.output for d in done]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(db)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    return [str(answer) for answer in json.loads(said.stdout)]


@pytest.mark.long
def test_development_articles_print_the_same_bytes_twice(shared: Path) -> None:
    """Real articles have more names, and more ways for an order to leak, than the sample."""
    path = shared / "gold" / "dev" / "articles.jsonl"
    one, two = (shell("read", path, "--json", "-q", "-j", jobs, seed=7) for jobs in ("1", "2"))
    assert one == two == shell("read", path, "--json", "-q", seed=8)


# --- what the pages show ------------------------------------------------------------------


def test_the_commands_of_the_readme_run_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "sample.jsonl").write_bytes(CORPUS.read_bytes())
    (block,) = [b for b in re.findall(r"```\n(.*?)```", README, re.DOTALL) if b.startswith("verbale ")]
    lines = block.strip().splitlines()
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line, comments=True)
        assert words[0] == "verbale"
        if "ID" in words:
            (first, *_) = json.loads(
                shell("show", "visits", "--db", "press.db", "--format", "json", cwd=tmp_path)
            )
            words[words.index("ID")] = first["id"]
        assert shell(*words[1:], cwd=tmp_path) or "-o" in words, line
    assert (tmp_path / "press.db").exists()
    assert "article construit" in (tmp_path / "kaz.html").read_text(encoding="utf-8")


def test_make_has_the_targets_that_the_pages_name() -> None:
    pages = "".join(
        p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    )
    named = set(re.findall(r"`?\bmake ([a-z-]+)\b(?=`|    )", pages))
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test", "test-long"} <= named <= rules
