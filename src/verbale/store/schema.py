"""The tables, the same in SQLite and PostgreSQL. Numbered: a change here is a step in migrate.py.

Days and times are ISO texts, JSON is text (orjson's), ids are those of verbale.ids. `key` columns are
local to one database and never leave it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 2

metadata = MetaData()

# schema: its number. writes: how often articles and decisions changed. fused: what `writes` was when the
# events were last computed; less, and they do not tell what is stored.
meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# One text as published; another text at the same outlet and address is the next version.
article = Table(
    "article",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("caller_id", String, index=True),
    Column("outlet", String),
    Column("url", String, index=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published", String),  # as it came with the article
    Column("source", String),
    Column("first_read", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("replaced_by", String),  # the next version's id
)

# One run of one version of the reader. Of the complete ones the newest is current.
reading = Table(
    "reading",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("article", ForeignKey("article.key"), nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("read_at", String, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("language", String, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("published", String),  # what the reading settled
    Column("told", String),  # its last day, ISO
    Column("body", Text, nullable=False),  # JSON: sectors, furniture, evidence of the document
)

report = Table(
    "report",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, index=True),
    Column("reading", ForeignKey("reading.key"), nullable=False),
    Column("kind", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("fields", Text, nullable=False),  # JSON: codec.report_to_dict
    UniqueConstraint("reading", "id"),
    Index("report_kind", "kind", "reading"),
)

# What reports and events are about, for the filters. role: country | person | sector
report_link = Table(
    "report_link",
    metadata,
    Column("report", ForeignKey("report.key"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("value", String, primary_key=True),
    Index("report_link_value", "role", "value"),
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("confidence", Float, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("rejected", String),  # the decision
    Column("body", Text, nullable=False),  # JSON: fields, conflicts, reasons, decided
    Column("digest", String, nullable=False),  # of all of this and its members: what need not be rewritten
)

event_report = Table(
    "event_report",
    metadata,
    Column("report", String, primary_key=True),
    Column("event", ForeignKey("event.id"), nullable=False, index=True),
)

event_link = Table(
    "event_link",
    metadata,
    Column("event", ForeignKey("event.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("value", String, primary_key=True),
    Index("event_link_value", "role", "value"),
)

# Ids that events had. `event` None: no report of it is left.
event_alias = Table(
    "event_alias",
    metadata,
    Column("alias", String, primary_key=True),
    Column("event", String, index=True),
)

# The ledger: rows are added, never changed.
decision = Table(
    "decision",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("action", String, nullable=False),
    Column("level", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", String),
    Column("field", String),
    Column("value", Text),  # JSON
    Column("record", Text),  # JSON
    Column("who", String, nullable=False),
    Column("said_at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("anchors", Text, nullable=False),  # JSON: see ledger.py
)
