"""One database file: articles, readings, reports, events, decisions.

    with open_database("x.db") as db:
        with db.saving():                              # groups the writes of a batch; optional
            for article, document in read:
                db.save(article, document, reader=READER, read_at=NOW)   # "new" | "same" | "reread"
        db.fuse(fuse)                                  # verbale.fuse.fuse: stages do not know each other
        db.events("visits", country="KAZ", with_="RWA", since="2023")
        db.decide("reject", "ev1f2", why="...", who="...", when=NOW); db.fuse(fuse)

`reader` names code and data (version and digest); `read_at` and `when` are ISO times from the caller.
Nothing here knows the clock. Every method raises StoreError when the file cannot be read or written.
"""

from __future__ import annotations

from verbale.store.database import Database, open_database
from verbale.store.rows import (
    ArticleRow,
    Coverage,
    DecisionRow,
    EventRow,
    Hit,
    ReadingRow,
    ReportRow,
    Witness,
)

__all__ = [
    "ArticleRow",
    "Coverage",
    "Database",
    "DecisionRow",
    "EventRow",
    "Hit",
    "ReadingRow",
    "ReportRow",
    "Witness",
    "open_database",
]
