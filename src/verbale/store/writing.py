"""Storing one article with its reading: whole or not at all, twice the same as once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, CursorResult, Integer, String, bindparam, cast, select, update

from verbale.acts import act_days, countries_of, people_of, sectors_of
from verbale.codec import document_to_dict
from verbale.edtf import bounds
from verbale.errors import InputError
from verbale.ids import article_key, reading_id, report_id
from verbale.names import fold
from verbale.records import KINDS, Article, Document
from verbale.store import schema
from verbale.store.dialects import Search
from verbale.store.stems import stems

# Made once: building a statement costs more than running it.
_A, _G, _R, _M = schema.article.c, schema.reading.c, schema.report.c, schema.meta.c
_INSERT_ARTICLE, _INSERT_READING = schema.article.insert(), schema.reading.insert()
_INSERT_REPORTS = schema.report.insert().returning(_R.key, _R.id)
_INSERT_LINKS = schema.report_link.insert()
_KNOWN = select(_A.key, _A.published).where(_A.id == bindparam("own"))
_COUNT = (
    update(schema.meta).where(_M.name == "writes").values(value=cast(cast(_M.value, Integer) + 1, String))
)
_TAKEN = (
    select(_R.id)
    .join(schema.reading, _R.reading == _G.key)
    .where(_R.id.in_(bindparam("names", expanding=True)), _G.article != bindparam("mine"))
)

SAME_PAGE = 0.5  # of the words of two texts at one address: less, and they are two articles

_HEAD = ("sectors", "furniture", "evidence")  # of a document: kept as JSON with its reading


def is_read(connection: Connection, article: Article, reader: str) -> bool:
    """Whether this text, dated as it is given here, has a complete reading of this reader."""
    a, r = schema.article.c, schema.reading.c
    row = connection.execute(
        select(a.published)
        .join(schema.reading, r.article == a.key)
        .where(a.id == article_key(article), r.reader == reader, r.complete.is_(True))
    ).first()
    return row is not None and article.published in (None, row.published)


def save(
    connection: Connection, search: Search, article: Article, document: Document, *, reader: str, read_at: str
) -> str:
    """ "new", "same" or "reread"; see Database.save. Runs inside the caller's transaction."""
    _check_text(connection, article)
    known = _known(connection, article)
    key = known.key if known else _insert_article(connection, search, article, read_at)
    published = article.published or (known.published if known else None)
    redated = known is not None and known.published != published
    if redated:
        connection.execute(
            update(schema.article).where(schema.article.c.key == key).values(published=published)
        )
    name = reading_id(article_key(article), reader, published)
    if known is None:
        count_write(connection)
        _insert_reading(connection, key, name, article, document, reader=reader, read_at=read_at)
        return "new"
    r = schema.reading.c
    before = connection.execute(select(r.key, r.current).where(r.id == name)).first()
    if before and (before.current or not redated):
        return "same"
    count_write(connection)
    connection.execute(
        update(schema.reading).where(r.article == key, r.current.is_(True)).values(current=False)
    )
    if before:
        connection.execute(update(schema.reading).where(r.key == before.key).values(current=True))
    else:
        _insert_reading(connection, key, name, article, document, reader=reader, read_at=read_at)
    return "reread"


def count_write(connection: Connection) -> None:
    """Articles or decisions changed: events are out of date until the next fusion."""
    connection.execute(_COUNT)


def _check_text(connection: Connection, article: Article) -> None:
    where = article.source or article.id or article.url or "an article"
    try:
        article.text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where}: the text holds half a character at {error.start}. Correct it at its source."
        ) from error
    if "\0" in article.text and connection.dialect.name != "sqlite":
        raise InputError(f"{where}: the text holds a NUL character. Correct it at its source.")


def _known(connection: Connection, article: Article) -> Any:
    return connection.execute(_KNOWN, {"own": article_key(article)}).first()


def _version_before(connection: Connection, article: Article) -> Any:
    """The newest article of the same outlet and address that this one is a new version of: the most alike
    of those that share half their words. Some papers give all their articles one address."""
    if not article.url:
        return None
    outlet = _A.outlet.is_(None) if article.outlet is None else _A.outlet == article.outlet
    rows = connection.execute(
        select(_A.key, _A.version, _A.text).where(_A.url == article.url, outlet, _A.replaced_by.is_(None))
    )
    words = set(article.text.split())
    alike = [(_shared(words, set(row.text.split())), row.key, row) for row in rows]
    best = max(alike, key=lambda found: found[:2], default=None)
    return best[2] if best and best[0] >= SAME_PAGE else None


def _shared(a: set[str], b: set[str]) -> float:
    """The shared part of the smaller set."""
    return len(a & b) / max(1, min(len(a), len(b)))


def _insert_article(connection: Connection, search: Search, article: Article, read_at: str) -> int:
    own, version = article_key(article), 1
    last = _version_before(connection, article)
    if last:
        version = last.version + 1
        connection.execute(update(schema.article).where(_A.key == last.key).values(replaced_by=own))
    done = connection.execute(
        _INSERT_ARTICLE,
        {
            "id": own,
            "caller_id": article.id,
            "outlet": article.outlet,
            "url": article.url,
            "title": article.title,
            "text": article.text,
            "published": article.published,
            "source": article.source,
            "first_read": read_at,
            "version": version,
        },
    )
    key = _key(done)
    search.put(connection, key, stems(article.title or ""), stems(article.text[article.body_start :]))
    return key


def _key(done: CursorResult[Any]) -> int:
    """The key that an insertion gave."""
    given = done.inserted_primary_key
    assert given is not None
    return int(given[0])


def _insert_reading(
    connection: Connection,
    key: int,
    name: str,
    article: Article,
    document: Document,
    *,
    reader: str,
    read_at: str,
) -> None:
    said = document_to_dict(document)
    first, last = bounds(document.published)
    told = last or first
    done = connection.execute(
        _INSERT_READING,
        {
            "id": name,
            "article": key,
            "reader": reader,
            "read_at": read_at,
            "complete": True,
            "current": True,
            "language": document.language,
            "relevant": document.relevant,
            "published": document.published,
            "told": told.isoformat() if told else None,
            "body": orjson.dumps({k: said[k] for k in _HEAD}).decode(),
        },
    )
    own = article_key(article)
    named = [r["id"] for kind in KINDS for r in said[kind] if r["id"]]
    taken = {row.id for row in connection.execute(_TAKEN, {"names": named, "mine": key})} if named else set()
    rows = list(_rows(_key(done), own, said, document.published, taken))
    if not rows:
        return
    keys = {row.id: row.key for row in connection.execute(_INSERT_REPORTS, [row for row, _ in rows])}
    links = [
        {"report": keys[row["id"]], "role": role, "value": value}
        for row, own_links in rows
        for role, value in own_links
    ]
    if links:
        connection.execute(_INSERT_LINKS, links)


def _rows(
    reading: int, article: str, said: dict[str, Any], published: str | None, taken: set[str]
) -> Iterator[tuple[dict[str, Any], list[tuple[str, str]]]]:
    """A row and its links for every report of a document. `taken`: report ids of other articles."""
    for kind in KINDS:
        for position, fields in enumerate(said[kind]):
            name, ordinal = fields["id"], 0
            while not name or name in taken:  # hand-coded without ids, or ids that two articles share
                start, end = fields["anchor"]
                name = report_id(article, kind, start, end, ordinal)
                ordinal += 1
            taken.add(name)
            first, last = act_days(kind, fields, published)
            row = {
                "id": name,
                "reading": reading,
                "kind": kind,
                "position": position,
                "confidence": fields["confidence"],
                "earliest": first.isoformat() if first else None,
                "latest": last.isoformat() if last else None,
                "fields": orjson.dumps({**fields, "id": name}).decode(),
            }
            yield row, links_of(kind, fields, said["sectors"])


def links_of(kind: str, fields: dict[str, Any], sectors: list[str]) -> list[tuple[str, str]]:
    """What a record is found by: (role, value), each once."""
    found = [("country", fold(c)) for c in countries_of(kind, fields)]
    found += [("person", p) for p in people_of(kind, fields)]
    found += [("sector", s) for s in sectors_of(kind, fields, sectors)]
    return list(dict.fromkeys(found))
