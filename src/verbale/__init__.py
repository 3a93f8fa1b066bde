"""Verbale reads the diplomatic press and keeps the record: who met whom, where, when and in what office.

    import verbale
    document = verbale.read(text, published="2025-05-27")
    record = verbale.open("verbale.db").visits(country="KAZ").to_pandas()

`read` and the finders are pure. What a name needs is imported when the name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from verbale.surfaces.api import find_actors, find_amounts, find_dates, find_quotes, read
    from verbale.surfaces.tables import open_record as open  # noqa: A004

_HOMES = {
    "find_actors": ("verbale.surfaces.api", "find_actors"),
    "find_amounts": ("verbale.surfaces.api", "find_amounts"),
    "find_dates": ("verbale.surfaces.api", "find_dates"),
    "find_quotes": ("verbale.surfaces.api", "find_quotes"),
    "open": ("verbale.surfaces.tables", "open_record"),
    "read": ("verbale.surfaces.api", "read"),
}
__all__ = ["__version__", "find_actors", "find_amounts", "find_dates", "find_quotes", "open", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
