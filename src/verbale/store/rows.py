"""What the database gives back: typed rows. `fields` are the codebook's objects, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale.records import Conflict, Furniture, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One report of an event and the article that carries it.

    For a record that a person added `article` is None, `decision` its decision and `outlet` None."""

    report: str
    fields: Mapping[str, Any]  # the report's, as read (before decisions)
    confidence: float
    article: str | None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event with its witnesses, oldest publication first.

    `conflicts`: field → the values that do not go with `fields[field]`, each with its reports.
    `earliest`, `latest`: ISO days that bound the act; both None where no report dates it.
    `decided`: field → id of the decision that set it. `rejected`: id of the decision, else None."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    witnesses: tuple[Witness, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]
    earliest: str | None
    latest: str | None
    confidence: float
    decided: Mapping[str, str] = field(default_factory=dict)
    rejected: str | None = None
    reasons: tuple[Reason, ...] = ()
    aliases: tuple[str, ...] = ()  # ids this event had before


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """What one article tells. `fields` is codec.report_to_dict's object: anchor, evidence and rules too.

    `decided`: field → decision that set it on this report (`fields` keeps what was read; `set` has the
    decided values). `event`: the event it belongs to, None before the first fusion."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    confidence: float
    earliest: str | None
    latest: str | None
    article: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    reader: str | None
    event: str | None
    current: bool = True  # False: of an older reading
    decided: Mapping[str, str] = field(default_factory=dict)
    set: Mapping[str, Any] = field(default_factory=dict)
    rejected: str | None = None
    decision: str | None = None  # the decision that added it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One run of one version over one article."""

    id: str
    reader: str
    read_at: str
    current: bool
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article as stored. `published` is what its reading settled, else what came with it."""

    id: str
    caller_id: str | None
    title: str | None
    text: str
    outlet: str | None
    url: str | None
    published: str | None
    language: str | None
    relevant: bool | None
    sectors: tuple[str, ...]
    furniture: tuple[Furniture, ...]
    first_read: str
    version: int  # 1 for the first text seen at this address
    replaced_by: str | None  # the next version of the same address
    readings: tuple[ReadingRow, ...] = ()
    reports: tuple[str, ...] = ()  # of the current reading


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One entry of the ledger. `target` is the id as given, `targets` the reports it holds for now.

    `stranded`: it no longer finds its record. `words`: the quoted words it is anchored in."""

    id: str
    action: str  # reject | set | add | withdraw
    level: str  # report | event
    kind: str
    target: str | None
    field: str | None
    value: Any
    record: Mapping[str, Any] | None
    why: str
    who: str
    when: str
    targets: tuple[str, ...]
    stranded: bool
    words: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    withdrawn: str | None = None  # the later decision that took this one back


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article found by `search`: `start`, `end` bound the first word found in its text."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    excerpt: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the database rests on. Counts are of current readings of the newest versions of articles."""

    articles: int
    outlets: Mapping[str, int]  # by number, then name; "" counts articles without an outlet
    first: str | None  # first and last publication, EDTF
    last: str | None
    undated: int
    months: Mapping[str, int]  # "2023-05" → articles, in order
    languages: Mapping[str, int]
    readers: Mapping[str, int]  # reader → articles whose current reading it made
    readings: int  # all, older ones included
    reports: Mapping[str, int]  # kind → reports
    events: Mapping[str, int]  # kind → events not rejected
    decisions: int
    stranded: int
    without_records: int
