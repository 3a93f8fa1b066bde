"""The filters of `reports` and `events`: as SQL over a table and its links, and in Python for the few
records that a person added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from verbale.acts import countries_of, people_of, sectors_of
from verbale.edtf import bounds, is_edtf
from verbale.errors import UsageError
from verbale.names import fold, same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """See store.Database."""

    country: str | None = None
    with_: str | None = None
    person: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    rejected: bool = False

    @property
    def first(self) -> str | None:
        """The first day asked for, ISO."""
        return _day("since", self.since, 0)

    @property
    def last(self) -> str | None:
        """The last day asked for, ISO."""
        return _day("until", self.until, 1)


def _day(name: str, asked: str | None, side: int) -> str | None:
    if asked is None:
        return None
    day: date | None = bounds(asked)[side]
    if not is_edtf(asked) or day is None:
        raise UsageError(f"{name}: {asked!r} is no date. Write 2025-05-27, 2025-05 or 2025.")
    return day.isoformat()


def conditions(
    connection: Connection, filters: Filters, owner: Table, link: Table, key: str
) -> list[ColumnElement[bool]]:
    """What rows of `owner` (with `earliest`, `latest`, `confidence`) must meet. `link` holds (key, role,
    value) and refers to `owner` by the column named `key`."""
    own = owner.c[key]
    refers = link.c[owner.name]

    def linked(role: str, values: list[str]) -> ColumnElement[bool]:
        return own.in_(select(refers).where(link.c.role == role, link.c.value.in_(values)))

    found: list[ColumnElement[bool]] = [
        linked("country", [fold(code)]) for code in (filters.country, filters.with_) if code
    ]
    if filters.person:
        names = connection.scalars(select(link.c.value).where(link.c.role == "person").distinct())
        found.append(linked("person", sorted(n for n in names if same_person(n, filters.person))))
    if filters.sector:
        found.append(linked("sector", [filters.sector]))
    if filters.first:
        undated = and_(owner.c.earliest.is_(None), owner.c.latest.is_(None))
        found.append(or_(undated, owner.c.latest.is_(None), owner.c.latest >= filters.first))
    if filters.last:
        found.append(or_(owner.c.earliest.is_(None), owner.c.earliest <= filters.last))
    if filters.min_confidence:
        found.append(owner.c.confidence >= filters.min_confidence)
    return found


def matches(
    filters: Filters, kind: str, fields: Mapping[str, Any], days: tuple[str | None, str | None]
) -> bool:
    """The same for one record in hand, added by a person (its confidence is 1)."""
    codes = {fold(c) for c in countries_of(kind, fields)}
    asked = [fold(code) for code in (filters.country, filters.with_) if code]
    return (
        codes.issuperset(asked)
        and (not filters.person or any(same_person(n, filters.person) for n in people_of(kind, fields)))
        and (not filters.sector or filters.sector in sectors_of(kind, fields))
        and not (filters.first and days[1] and days[1] < filters.first)
        and not (filters.last and days[0] and days[0] > filters.last)
    )
