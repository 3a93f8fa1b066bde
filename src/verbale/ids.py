"""Identifiers: hashes of what a thing is, never of when it came.

article  sixteen hex digits, from outlet, address and text
report   kind's first letter, "-", twelve hex digits, from article, kind and anchor (extract/finish.py)
event    "e" and the smallest id of its reports
decision "d-" and twelve hex digits, from its place in the ledger and all that it says
"""

from __future__ import annotations

import hashlib

from verbale.records import Article


def _digest(said: str, digits: int) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def article_key(article: Article) -> str:
    """Our own identifier of an article."""
    return _digest("\0".join((article.outlet or "", article.url or "", article.text)), 16)


def report_id(key: str, kind: str, start: int, end: int, ordinal: int = 0) -> str:
    """A report's identifier; `ordinal` tells reports of one anchor apart."""
    return f"{kind[0]}-{_digest(f'{key}:{kind}:{start}:{end}' + (f':{ordinal}' if ordinal else ''), 12)}"


def event_id(report: str) -> str:
    """The event whose smallest report id this is."""
    return f"e{report}"


def reading_id(article: str, reader: str, published: str | None) -> str:
    """A reading: one reader over one article, dated as given."""
    return _digest("\0".join((article, reader, published or "")), 16)


def decision_id(*said: str) -> str:
    return f"d-{_digest(chr(0).join(said), 12)}"
