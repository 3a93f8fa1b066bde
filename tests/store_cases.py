"""Invented articles and what they tell: small documents for the tests of fusion and of the database.

Officials and outlets are made up; only the states are real.
"""

from __future__ import annotations

from typing import Any

from verbale.codec import document_from_dict
from verbale.ids import article_key, report_id
from verbale.records import KINDS, Article, Document

READER = "0.1.0+0123456789abcdef"
NOW = "2025-06-01T12:00:00+00:00"

TEXT = (
    "Jandos Kereïbek reçoit Aïssa Doumbé à Astana\n"
    "ASTANA, 27 mai (article construit) - Le ministre kazakh des Affaires étrangères, Jandos Kereïbek, "
    "a reçu mardi son homologue rwandaise, Aïssa Doumbé, en visite officielle. « Nos agences spatiales "
    "travailleront ensemble », a déclaré la ministre. Les échanges ont atteint 4 millions de dollars."
)


def article(text: str = TEXT, **said: Any) -> Article:
    """An article; title and text are split at the first newline."""
    title = text.split("\n", 1)[0] if "\n" in text else None
    given = {"title": title, "published": "2025-05-27", "outlet": "Le Courrier inventé", "id": "a1", **said}
    return Article(text=text, **given)


def visit(**said: Any) -> dict[str, Any]:
    return {
        "traveller": "Aïssa Doumbé", "office": "foreign_minister", "from": "RWA", "to": "KAZ",
        "place": "Astana", "start": "2025-05-27", "end": None, "kind": "official", "status": "held",
        "sites": [], "confidence": 0.8, **said,
    }  # fmt: skip


def meeting(**said: Any) -> dict[str, Any]:
    return {
        "people": ["Jandos Kereïbek", "Aïssa Doumbé"], "sides": ["KAZ", "RWA"], "date": "2025-05-27",
        "place": "Astana", "country": "KAZ", "form": "in_person", "status": "held", "topics": ["space"],
        "participants": [
            {"name": "Jandos Kereïbek", "office": "foreign_minister", "side": "KAZ"},
            {"name": "Aïssa Doumbé", "office": "foreign_minister", "side": "RWA"},
        ],
        "confidence": 0.7, **said,
    }  # fmt: skip


def agreement(**said: Any) -> dict[str, Any]:
    return {
        "status": "signed", "instrument": "memorandum", "parties": ["KAZ", "RWA"], "date": "2025-05-27",
        "sectors": ["space"], "label": "mémorandum sur les satellites", "count": None,
        "confidence": 0.6, **said,
    }  # fmt: skip


def figure(**said: Any) -> dict[str, Any]:
    return {
        "value": 4e6, "high": None, "unit": "USD", "bound": "exact", "measure": "trade",
        "countries": ["KAZ", "RWA"], "period": None, "speaker": None, "participants": [],
        "confidence": 0.9, **said,
    }  # fmt: skip


def quote(**said: Any) -> dict[str, Any]:
    return {
        "speaker": "Aïssa Doumbé", "text": "Nos agences spatiales travailleront ensemble",
        "participants": [{"name": "Aïssa Doumbé", "office": "foreign_minister", "side": "RWA"}],
        "confidence": 0.9, **said,
    }  # fmt: skip


def commitment(**said: Any) -> dict[str, Any]:
    return {
        "by": "KAZ", "to": ["RWA"], "kind": "opening", "label": "ambassade à Kigali", "due": "2026",
        "status": "open", "participants": [], "confidence": 0.5, **said,
    }  # fmt: skip


def document(of: Article, **lists: Any) -> Document:
    """The document of an article. Reports stand where their `at` words are in its text, else one after
    the other; ids are the pipeline's."""
    key = article_key(of)
    said: dict[str, Any] = {
        "id": of.id or key, "title": of.title, "outlet": of.outlet, "url": of.url, "published": of.published,
        "language": lists.pop("language", "fr"), "relevant": True, "sectors": lists.pop("sectors", ["space"]),
        "furniture": lists.pop("furniture", []), "text": of.text,
    }  # fmt: skip
    for kind in KINDS:
        said[kind] = []
        for n, report in enumerate(lists.pop(kind, [])):
            fields = dict(report)
            words = fields.pop("at", None)
            start = of.text.find(words) if words else -1
            start, end = (start, start + len(words)) if words and start >= 0 else (n, n + 1)
            fields.setdefault("anchor", [start, end])
            fields.setdefault("id", report_id(key, kind, *fields["anchor"]))
            fields.setdefault("rule", "test.rule")
            fields.setdefault("evidence", {})
            said[kind].append(fields)
    assert not lists, f"no such list: {sorted(lists)}"
    return document_from_dict(said)


def full_document(of: Article) -> Document:
    """One record of each kind."""
    return document(
        of,
        visits=[visit(at="en visite officielle")],
        meetings=[meeting(at="a reçu")],
        agreements=[agreement()],
        figures=[figure(at="4 millions de dollars")],
        quotes=[quote(at="Nos agences spatiales travailleront ensemble")],
        commitments=[commitment()],
    )
