"""The last touch on reports: identifiers from article, kind and anchor; order of position."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verbale.records import Article, Report


def article_key(article: Article) -> str:
    """Our own identifier of an article: sixteen hex digits from outlet, address and text."""
    said = "\0".join((article.outlet or "", article.url or "", article.text))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def report_id(key: str, kind: str, start: int, end: int, ordinal: int = 0) -> str:
    """An identifier that holds while fields are read better: from article, kind and anchor span.

    `ordinal` tells reports of one anchor apart, in the order of their reading.
    """
    said = f"{key}:{kind}:{start}:{end}" + (f":{ordinal}" if ordinal else "")
    return f"{kind[0]}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def finished(key: str, kind: str, reports: Sequence[Report]) -> tuple[Any, ...]:
    """The reports of one kind by position, each with its identifier."""
    out, seen = [], dict[tuple[int, int], int]()
    for report in sorted(reports, key=lambda r: (r.anchor, r.rule)):
        start, end = report.anchor
        ordinal = seen.get((start, end), 0)
        seen[start, end] = ordinal + 1
        out.append(replace(report, id=report_id(key, kind, start, end, ordinal)))
    return tuple(out)
