"""Dates: every form beside its sentences, the cases, datelines, the publication day, others' cases."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from verbale.analyse.date_anchor import survey
from verbale.analyse.date_context import Anchor, Context
from verbale.analyse.date_forms import PACK
from verbale.analyse.date_readers import read
from verbale.analyse.dates import find_dates
from verbale.data import toml

HERE = Path(__file__).parent
GROUPS = tomllib.loads((HERE / "cases/dates.toml").read_text(encoding="utf-8"))["group"]
CASES = [(group.get("published"), case[0], case[1:]) for group in GROUPS for case in group["cases"]]
FORMS = toml(PACK)["form"]
FORM_DAY = "2023-05-10"  # a Wednesday: what the sentences in the pack are counted from


@pytest.mark.parametrize(("published", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_every_date_of_the_sentence_is_found_and_nothing_else(
    published: str | None, text: str, wanted: list[list[str]]
) -> None:
    dates = find_dates(text, published=published)
    found = [[text[d.start : d.end], d.value or "?", d.kind] for d in dates]
    assert [row[:2] for row in found] == [row[:2] for row in wanted]
    kinds = [row[2] if len(row) > 2 else None for row in wanted]
    assert all(w in (row[2], None) for row, w in zip(found, kinds, strict=True))


def forms_read(text: str) -> set[str]:
    """Names of the forms that a text's dates were read with."""
    surveyed = survey(text)
    context = Context(surveyed.folded, Anchor(date.fromisoformat(FORM_DAY)), surveyed.tense)
    return {found.form.name for found in surveyed.found if read(context, found)}


def test_there_are_at_least_two_hundred_cases() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_every_form_reads_its_sentences_and_leaves_the_others(form: dict[str, Any]) -> None:
    for text, words, value in form["yes"]:
        dates = {(text[d.start : d.end], d.value or "?") for d in find_dates(text, published=FORM_DAY)}
        assert (words, value) in dates, text
        assert form["name"] in forms_read(text), text
    for text in form["no"]:
        assert form["name"] not in forms_read(text), text
