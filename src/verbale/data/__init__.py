"""Tables and language packs: TOML and CSV files beside this module, read once.

A CSV file may open with lines that begin with `#`: its source and licence. A directory given to
`use()` is looked in first, file by file, so that a pack can be tried without changing the package.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

HERE = Path(__file__).parent
_UNREAD = ("corpus/", "texts/")  # folders that the reader never looks into
_overlays: list[Path] = []
_Function = TypeVar("_Function", bound=Callable[..., Any])


def use(folder: Path | None) -> None:
    """Look in `folder` first (None: only in the package) and forget what was read before."""
    _overlays[:] = [folder] if folder else []
    for cached in _cached:
        cached.cache_clear()


def in_use() -> Path | None:
    """The folder given to `use`, so that another process can be given it too."""
    return _overlays[0] if _overlays else None


def names(under: str = "") -> list[str]:
    """The names of all tables and packs in a folder of the package and of the overlay, in order."""
    found = {
        p.relative_to(root).as_posix()
        for root in (HERE, *_overlays)
        for p in (root / under).rglob("*")
        if p.suffix in (".csv", ".toml")
    }
    return sorted(found)


def path(name: str) -> Path:
    """The file of that name, `world/countries.csv` say: the overlay's if it has one."""
    for folder in _overlays:
        if (folder / name).exists():
            return folder / name
    return HERE / name


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, as dicts of strings. Raises ValueError on a row that is not as long as the
    header."""
    with path(name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(line for line in lines if not line.startswith("#"))
        header = next(rows)
        return tuple(dict(zip(header, row, strict=True)) for row in rows if row)


@cache
def toml(name: str) -> dict[str, Any]:
    """A TOML file as a dict."""
    return tomllib.loads(path(name).read_text(encoding="utf-8"))


@cache
def digest() -> str:
    """Sixteen hex digits of the SHA-256 of every table and pack in use: part of a reading's name.

    The sample corpus and the wording of briefs are left out: no reading depends on them."""
    total = hashlib.sha256()
    for name in names():
        if not name.startswith(_UNREAD):
            total.update(name.encode() + b"\0" + path(name).read_bytes())
    return total.hexdigest()[:16]


_cached: list[Any] = [table, toml, digest]


def derived(function: _Function) -> _Function:
    """Decorator: cache what is built from tables, until `use()` changes them."""
    cached = lru_cache(maxsize=None)(function)
    _cached.append(cached)
    return cast(_Function, cached)
