"""Days, places, countries and forms of visits and meetings: sentences with invented officials."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from conftest import ROOT
from verbale.pipeline import read_article
from verbale.records import Article
from verbale.text import fold

CASES = tomllib.loads((ROOT / "tests/cases/days.toml").read_text(encoding="utf-8"))["case"]


def said(*values: Any) -> tuple[Any, ...]:
    return tuple("?" if v is None else v for v in values)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_the_fields_that_a_passage_settles(case: dict[str, Any]) -> None:
    document = read_article(Article(case["text"], None, case["published"], None, None, "case"))
    for who, *wanted in case.get("visits", ()):
        found = [v for v in document.visits if fold(who) in fold(v.traveller)]
        assert tuple(wanted) in [said(v.to, v.start, v.end, v.place, v.status) for v in found]
    for sides, *wanted in case.get("meetings", ()):
        talks = [m for m in document.meetings if set(sides.split()) <= set(m.sides)]
        assert tuple(wanted) in [said(m.date, m.place, m.country, m.form, m.status) for m in talks]


def test_every_named_day_has_its_words() -> None:
    for case in CASES:
        document = read_article(Article(case["text"], None, case["published"], None, None, "case"))
        for visit in document.visits:
            assert all(visit.proofs[k].spans for k in ("start", "end") if k in visit.proofs)
