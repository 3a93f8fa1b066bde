"""The pages in docs/ and the README say what the code says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import ROOT
from verbale import codec, data
from verbale.acquire.inputs import read_paths
from verbale.ontology import SECTORS, VALUES
from verbale.pipeline import read_article
from verbale.records import EXTRAS, FIELDS, HOW, Article, Document
from verbale.surfaces.cli import cli

PAGES = [ROOT / "README.md", ROOT / "bench" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The lines under a heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def table(text: str) -> dict[str, str]:
    """First cell → second cell of the first table; a first cell may name several things."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", text, re.MULTILINE)[2:]
    return {name: said for cell, said in rows for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("kind", FIELDS)
def test_the_record_page_lists_every_field_in_order_with_its_values(kind: str) -> None:
    rows = table(section(page("record.md"), kind))
    assert list(rows) == [*FIELDS[kind], *EXTRAS[kind]]
    for field, values in VALUES[kind].items():
        if field not in ("sectors", "topics"):
            assert set(re.findall(r"`([^`]+)`", rows[field])) == set(values), field


def test_the_record_page_lists_the_fields_of_an_article() -> None:
    document = Document(id="", published=None, language="fr", relevant=False, sectors=(), text="")
    assert set(table(section(page("record.md"), "The article"))) == set(
        codec.document_to_dict(document)
    ) - set(FIELDS)


def test_the_record_page_lists_every_derivation_and_sector() -> None:
    assert tuple(table(section(page("record.md"), "Evidence"))) == HOW
    named = re.findall(r"[a-z_]+", section(page("record.md"), "Sectors").split(":")[1])
    assert named == list(SECTORS)


def test_the_world_page_lists_every_table() -> None:
    kept = {p.name for p in data.path("world").iterdir() if p.suffix in (".csv", ".toml")}
    assert set(table(page("world.md"))) == kept


def test_the_page_of_measures_lists_every_script() -> None:
    listed = re.findall(r"`(\w+\.py)`", (ROOT / "bench" / "README.md").read_text(encoding="utf-8"))
    assert {p.name for p in (ROOT / "bench").glob("*.py")} <= set(listed)


def test_the_record_in_the_readme_is_what_the_reader_says() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGES[0].read_text(encoding="utf-8"), re.DOTALL)
    shown = json.loads(block)
    (article, *_) = read_paths([str(data.path("corpus/articles.jsonl"))])
    assert isinstance(article, Article)
    said = codec.document_to_dict(read_article(article))["meetings"]
    assert any(all(shown_in(m, field, value) for field, value in shown.items()) for m in said), said


def shown_in(record: dict[str, Any], field: str, value: Any) -> bool:
    """Whether a record says this; of its evidence only some may be shown."""
    if field == "evidence":
        return all(record[field].get(name) == proof for name, proof in value.items())
    return bool(record[field] == value)


def test_the_python_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's blocks one after the other, beside a database made from the sample corpus."""
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(
        cli, ["read", str(data.path("corpus/articles.jsonl")), "--db", "press.db", "-q"]
    )
    assert made.exit_code == 0, made.output
    blocks = re.findall(r"```python\n(.*?)```", page("python.md"), re.DOTALL)
    assert len(blocks) == 3
    exec("\n".join(blocks), {})


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target
