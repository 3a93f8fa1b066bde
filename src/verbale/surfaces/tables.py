"""The record in Python: `verbale.open("x.db").visits(country="KAZ")` and the tables it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_record(path: str | Path) -> Record:
    """The record kept in a database (not created if missing: StoreError)."""
    raise NotImplementedError


class Record:
    """A database seen as tables. Filters are those of `store.Database`; `reports=True` gives what single
    articles say instead of events. `.db` is the database itself."""

    def visits(self, *, reports: bool = False, **filters: Any) -> Table:
        raise NotImplementedError


class Table:
    """A list of rows that shows itself and converts: `.to_arrow()`, `.to_pandas()`, `.to_polars()`,
    `.to_csv()`, `.to_json()`."""
