"""The last touch on reports: identifiers from article, kind and anchor; order of position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verbale.ids import report_id
from verbale.records import Report


def finished(key: str, kind: str, reports: Sequence[Report]) -> tuple[Any, ...]:
    """The reports of one kind by position, each with its identifier."""
    out, seen = [], dict[tuple[int, int], int]()
    for report in sorted(reports, key=lambda r: (r.anchor, r.rule)):
        start, end = report.anchor
        ordinal = seen.get((start, end), 0)
        seen[start, end] = ordinal + 1
        out.append(replace(report, id=report_id(key, kind, start, end, ordinal)))
    return tuple(out)
