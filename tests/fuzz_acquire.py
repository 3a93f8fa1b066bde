"""Any bytes give articles or failures, never an exception; run with the long tests."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.acquire import InputFailure, read_paths
from verbale.acquire.published import parse_published
from verbale.analyse.furniture import find_furniture
from verbale.records import Article

pytestmark = pytest.mark.long
MANY = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))

TAGS = ["<html>", "<p>", "</p>", "<!--", "<script>", "</body>", "<table><tr><td>", "&#0;", "&amp"]
JSON = ['{"text": "', '"}', '{"text":1}', '"published":', "[", "null", "\\u0000", "\\ud800", '"title": ']
WORDS = [
    "Un été à Lomé. ",
    "\r\n",
    "\n",
    "\x00",
    "\ufeff",
    "ACP/KHM",
    "Par Anto Bré\n",
    "<meta charset=utf-16>",
]
SNIPPETS = st.sampled_from([*TAGS, *JSON, *WORDS])
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(max_size=20)), max_size=30).map("".join)
ENCODED = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    TEXTS,
    st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "cp1251", "mac_roman"]),
)
BYTES = st.one_of(st.binary(max_size=400), ENCODED, st.builds(bytes.__add__, ENCODED, st.binary(max_size=5)))
NEWS = """Le ministre Anto Bré a signé mardi à Lomé un accord de pêche avec son homologue du Rwanda.
Anto Bré
International
Jane Roe Sep 28, 2024
Nice post, thank you so much for sharing this with us!
(Source : Agence Exemple)
Lire aussi : un accord
3 commentaires
ACP/KHM
Sur le même sujet :
Un port à Lomé

« Bonjour »
Tous droits réservés
Anto Bré 12 mars 2024 à 10:22
Il est parti. ACP/
Un mot (lire aussi page 3) de fin."""
LINES = st.lists(st.sampled_from(NEWS.split("\n")), max_size=25)
VALUES = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.lists(st.text())
)
KEYS = st.sampled_from(["id", "title", "text", "published", "outlet", "url", "more"])
RECORDS = st.dictionaries(KEYS, VALUES)
DAYLIKE = r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}([T ].{0,12})?"


def check(items: list[Article | InputFailure]) -> None:
    assert items
    for item in items:
        if isinstance(item, InputFailure):
            assert item.reason
            assert item.hint
            assert str(item).isprintable()
        else:
            assert item.text.strip()
            assert "\x00" not in item.text
            assert "\r" not in item.text
            assert item.id
            assert item.text.startswith(item.title or "")
            item.text.encode()


@MANY
@given(BYTES)
def test_standard_input_takes_any_bytes(data: bytes) -> None:
    check(list(read_paths(["-"], stdin=io.BytesIO(data))))


@MANY
@given(BYTES, st.sampled_from(["a.txt", "a.html", "a.jsonl"]))
def test_files_take_any_bytes(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        check(list(read_paths([folder])))


@MANY
@given(RECORDS)
def test_any_record_gives_an_article_or_a_failure(record: dict[str, object]) -> None:
    items = list(read_paths(["-"], stdin=io.BytesIO(json.dumps(record).encode())))
    assert len(items) == 1
    check(items)


@MANY
@given(
    st.one_of(
        st.text(max_size=30), st.from_regex(r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}([T ].{0,12})?", fullmatch=True)
    )
)
def test_a_day_that_was_taken_is_taken_again(value: str) -> None:
    try:
        day = parse_published(value)
    except ValueError:
        return
    assert parse_published(day) == day


@MANY
@given(st.one_of(st.text(max_size=400), LINES.map("\n".join)), st.integers(0, 40))
def test_furniture_lies_within_the_body_in_order(text: str, start: int) -> None:
    body_start = start if text[start - 1 : start] == "\n" else 0
    end = body_start
    for mark in find_furniture(text, body_start):
        assert end <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip() == text[mark.start : mark.end]
        end = mark.end
