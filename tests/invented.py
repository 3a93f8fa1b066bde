"""Small invented documents with true evidence, for the tests of what stands on the database.

Officials, outlets and words are made up; only the states are real.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verbale import codec
from verbale.fuse import fuse
from verbale.ids import report_id
from verbale.records import Article, Document
from verbale.store import Database, open_database

READER = "test+0"
WHEN = "2031-05-01T10:00:00+00:00"

HOSTILE = 'Doumbé <script>alert("1")</script> [clic](javascript:alert(1)) & **gras** `x`'

VISIT = (
    "La ministre rwandaise des Affaires étrangères, Aïssa Doumbé, est arrivée mardi 18 mars 2031 à Astana. "
    "Elle s'y est entretenue avec son homologue kazakh, Jandos Kereïbek. "
    "Les échanges entre les deux pays ont atteint 12,4 millions de dollars en 2030. "
    "« Nous avons commencé par les fusées », a souri Mme Doumbé."
)
AGAIN = (
    "Aïssa Doumbé, cheffe de la diplomatie rwandaise, était à Astana le 19 mars 2031. "
    "Elle y a vu Jandos Kereïbek. Le commerce bilatéral s'élève à 15,1 millions de dollars pour 2030."
)


def spans(text: str, *words: str) -> list[list[int]]:
    """Where these words first stand in the text."""
    return [[text.index(w), text.index(w) + len(w)] for w in words]


def record(text: str, kind: str, anchor: str, fields: dict[str, Any], /, **said: Any) -> dict[str, Any]:
    """A codebook object whose evidence is found in the text: strings are words, tuples (how, words)."""
    evidence: dict[str, Any] = {}
    for name, words in said.items():
        key = {"from_": "from"}.get(name, name).replace("__", ".")
        if isinstance(words, tuple):
            evidence[key] = {"how": words[0], "from": spans(text, *words[1:])}
        else:
            evidence[key] = spans(text, words)
    where = spans(text, anchor)[0]
    return {
        "id": report_id(text, kind, *where),
        **fields,
        "anchor": where,
        "rule": "invented/test",
        "confidence": 0.9,
        "evidence": evidence,
        "field_confidence": dict.fromkeys(evidence, 0.8),
        "rules": dict.fromkeys(evidence, "invented/field"),
    }


def visit(text: str, start: str) -> dict[str, Any]:
    """Aïssa Doumbé's visit to Astana as that text tells it."""
    fields = {
        "traveller": "Aïssa Doumbé", "office": "foreign_minister", "from": "RWA", "to": "KAZ",
        "place": "Astana", "start": start, "end": None, "kind": "other", "status": "held",
    }  # fmt: skip
    return record(
        text, "visits", "Aïssa Doumbé", fields,
        traveller="Aïssa Doumbé", from_=("demonym", "rwandaise"), to=("capital", "Astana"), place="Astana",
        start="18 mars 2031" if start.endswith("18") else "19 mars 2031",
    )  # fmt: skip


def meeting(text: str, date: str) -> dict[str, Any]:
    """Her talks with Jandos Kereïbek."""
    people = ["Aïssa Doumbé", "Jandos Kereïbek"]
    fields = {
        "people": people, "sides": ["RWA", "KAZ"], "date": date, "place": "Astana", "country": "KAZ",
        "form": "in_person", "status": "held", "topics": ["space"],
        "participants": [
            {"name": "Aïssa Doumbé", "office": "foreign_minister", "side": "RWA"},
            {"name": "Jandos Kereïbek", "office": "foreign_minister", "side": "KAZ"},
        ],
    }  # fmt: skip
    return record(
        text, "meetings", "Jandos Kereïbek", fields,
        people__0="Aïssa Doumbé", people__1="Jandos Kereïbek", sides__0=("coreference", "Aïssa Doumbé"),
    )  # fmt: skip


def figure(text: str, value: float, words: str) -> dict[str, Any]:
    """The trade of Rwanda and Kazakhstan in 2030."""
    fields = {
        "value": value, "high": None, "unit": "USD", "bound": "exact", "measure": "trade",
        "countries": ["KAZ", "RWA"], "period": "2030", "speaker": None,
    }  # fmt: skip
    return record(text, "figures", words, fields, value=words)


def quote(text: str, words: str) -> dict[str, Any]:
    """What Aïssa Doumbé said."""
    fields = {
        "speaker": "Aïssa Doumbé", "text": words,
        "participants": [{"name": "Aïssa Doumbé", "office": "foreign_minister", "side": "RWA"}],
    }  # fmt: skip
    return record(text, "quotes", words, fields, text=words)


def stored(
    id_: str, body: str, *, title: str, outlet: str, published: str, url: str | None = None, **kinds: Any
) -> tuple[Article, Document]:
    """An article and its document; `kinds` gives the records, made from the whole stored text."""
    text = f"{title}\n{body}"
    article = Article(text, title=title, published=published, outlet=outlet, url=url, id=id_)
    lists = {kind: [make(text) for make in makers] for kind, makers in kinds.items()}
    document = codec.document_from_dict(
        {
            "id": id_, "published": published, "language": "fr", "relevant": bool(kinds), "sectors": [],
            "text": text, "title": title, "outlet": outlet, "url": url, **lists,
        }
    )  # fmt: skip
    return article, document


def articles() -> list[tuple[Article, Document]]:
    """Three articles: two tell one visit and differ, the third tells nothing."""
    return [
        stored(
            "a1", VISIT, title=HOSTILE, outlet="L'Écho <b>fictif</b>", published="2031-03-18",
            url="https://echo.example/a?b=1&c=<2>",
            visits=[lambda t: visit(t, "2031-03-18")], meetings=[lambda t: meeting(t, "2031-03-18")],
            figures=[lambda t: figure(t, 12.4e6, "12,4 millions de dollars")],
            quotes=[lambda t: quote(t, "Nous avons commencé par les fusées")],
        ),
        stored(
            "a2", AGAIN, title="Mme Doumbé à Astana", outlet="Le Fictif", published="2031-03-20",
            url="javascript:alert(2)",
            visits=[lambda t: visit(t, "2031-03-19")], meetings=[lambda t: meeting(t, "2031-03-19")],
            figures=[lambda t: figure(t, 15.1e6, "15,1 millions de dollars")],
        ),
        stored("a3", "Il a plu sur la place.", title="Météo", outlet="Le Fictif", published="2031-02-01"),
    ]  # fmt: skip


def filled(path: Path) -> Database:
    """A database at `path` with these articles, fused."""
    db = open_database(path)
    for article, document in articles():
        db.save(article, document, reader=READER, read_at=WHEN)
    db.fuse(fuse)
    return db
