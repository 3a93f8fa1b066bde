"""What the reader scores on the development articles, held to the floors of floors.toml.

The articles stand beside the repository (`../shared/gold/dev`); without them these tests are skipped. They
are read by the real command. Of the half that was put aside only sums are looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import scoring
from conftest import ROOT
from verbale.records import KINDS

FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))["development"]
COMMAND = [sys.executable, "-c", "from verbale.surfaces.cli import main; main()"]

Record = dict[str, Any]


def rows(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def read(path: Path) -> tuple[bytes, tuple[Record, ...]]:
    """What `verbale read --json` prints, and the same as objects."""
    done = subprocess.run([*COMMAND, "read", str(path), "--json", "-q"], capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout, tuple(json.loads(line) for line in done.stdout.splitlines())


@pytest.fixture(scope="session")
def dev(shared: Path) -> Path:
    return shared / "gold" / "dev"


@cache
def table(dev: Path, part: str) -> dict[str, float]:
    """The scores of a part of the split: study, aside or all."""
    split = json.loads((dev / "split.json").read_text(encoding="utf-8"))
    wanted = set(split["study"] + split["aside"] if part == "all" else split[part])
    gold = [document for document in rows(dev / "gold.jsonl") if document["id"] in wanted]
    assert len(gold) == len(wanted)
    return scoring.score(gold, read(dev / "articles.jsonl")[1])


@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part in ("all", "aside") for name in FLOORS[part]]
)
def test_the_development_articles_are_read_no_worse_than_before(part: str, name: str, dev: Path) -> None:
    scores = table(dev, part)
    listing = "\n".join(f"{k:20} {v:.3f}" for k, v in scores.items())
    assert scores[name] >= FLOORS[part][name], f"{name} fell ({part}):\n{listing}"


def test_articles_without_any_diplomacy_give_next_to_no_records(dev: Path) -> None:
    said = read(dev / "negatives.jsonl")[1]
    records = sum(len(document[kind]) for document in said for kind in KINDS)
    assert len(said) == 300
    assert 100 * records / len(said) <= FLOORS["negatives"], f"{records} records in {len(said)} articles"


def test_every_field_has_evidence_that_proves_it(shared: Path, dev: Path, tmp_path: Path) -> None:
    """By the checker beside the gold, which was written apart from the reader."""
    said = tmp_path / "said.jsonl"
    said.write_bytes(read(dev / "articles.jsonl")[0])
    command = [sys.executable, str(shared / "gold" / "evidence_check.py"), str(said)]
    done = subprocess.run(command, capture_output=True, text=True)
    last = done.stdout.splitlines()[-1]
    found = re.fullmatch(r"(\d+) faults, ([\d.]+)% of fields are defaults", last)
    assert found, done.stdout + done.stderr
    assert found[1] == "0", done.stdout
    assert float(found[2]) <= FLOORS["defaults"]


def test_the_output_keeps_to_the_codebook(shared: Path, dev: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.jsonl"
    said.write_bytes(read(dev / "articles.jsonl")[0])
    command = [sys.executable, str(shared / "gold" / "validate.py"), str(said), str(dev / "articles.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 faults", done.stdout
