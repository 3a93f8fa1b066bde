"""Meetings read from made passages, as the codebook wants them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from verbale.pipeline import read_article
from verbale.records import Article, Meeting

CASES = Path(__file__).parent / "cases" / "meetings.toml"
DAY = "2031-05-21"
FLOOR = 0.95  # share of the passages read without any fault; goes up when the reader does


def told(meeting: Meeting) -> tuple[Any, ...]:
    people, sides = tuple(sorted(meeting.people)), tuple(sorted(meeting.sides))
    return people, sides, meeting.date, meeting.country, meeting.form, meeting.status


def wanted(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (tuple(sorted(m["people"])), tuple(sorted(m["sides"])), m.get("date"), m.get("country"), m["form"],
         m["status"])
        for m in case["meetings"]
    ]  # fmt: skip


def test_the_meetings_of_a_passage_are_read_with_all_their_fields() -> None:
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    faults = []
    for case in cases:
        read = [told(m) for m in read_article(Article(case["text"], published=DAY)).meetings]
        if sorted(read, key=str) != sorted(wanted(case), key=str):
            faults.append(f"{case['text']}\n  wanted {wanted(case)}\n  read   {read}")
    assert len(faults) <= (1 - FLOOR) * len(cases), "\n".join(faults)


def test_talks_have_topics_with_the_words_that_name_them() -> None:
    text = (
        "Le ministre kényan Peter Wambugo a reçu mardi à Nairobi son homologue omanais Salim Al Harrasi. "
        "Ils ont parlé de pêche et d'exportations."
    )
    (meeting,) = read_article(Article(text, published=DAY)).meetings
    assert "trade" in meeting.topics
    for k, _ in enumerate(meeting.topics):
        assert meeting.proofs[f"topics.{k}"].spans
