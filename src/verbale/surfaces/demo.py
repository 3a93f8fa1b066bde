"""The tour: the bundled sample corpus read, shown, and put into a database and a brief."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale import data
from verbale.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from verbale.records import Fusion
    from verbale.store import Database
    from verbale.surfaces.ingest import Totals
    from verbale.surfaces.progress import Progress

CORPUS = "corpus/articles.jsonl"
BUILT = "article construit"
Store = Callable[[Any, str, int, "Progress"], "tuple[Totals, Fusion, str | None]"]


def run_demo(db: str, *, store: Store, brief: Callable[..., str], write: Callable[[Path, str], None]) -> None:
    """Read the sample into `db`, print its visits and meetings, write a brief beside it."""
    from rich.console import Console

    from verbale.acquire import estimate, read_paths
    from verbale.store import open_database
    from verbale.surfaces.ingest import next_steps, told
    from verbale.surfaces.progress import Progress
    from verbale.surfaces.reading import processes
    from verbale.surfaces.show import render

    paths = [str(data.path(CORPUS))]
    _refuse_foreign(db, paths)
    click.echo(f"Reading the sample corpus. Each of its articles is an \u00ab {BUILT} \u00bb:")
    click.echo("made up for this tour, with invented people and words, about real countries.\n")
    with Progress(estimate(paths)) as progress:
        totals, fusion, country = store(read_paths(paths), db, processes(), progress)
    click.echo("\n".join(told(totals, progress.seconds, fusion)) + "\n")
    with open_database(db, create=False) as record:
        for kind in ("visits", "meetings"):
            click.echo(f"{kind.upper()} ({BUILT})")
            click.echo(render(kind, record.events(kind), "table", console=Console()))
        if country is not None:
            path = Path(db).with_name(f"brief-{country}.html")
            write(path, brief(record, country, None, lang="fr", html=True))
            click.echo(f"Written: {db} and {path}")
    click.echo("\n".join(next_steps(db, country)))
    example = next((e.id for e in fusion.events if len(e.members) > 1), None)
    if example:
        click.echo(f"      verbale explain {example}" + ("" if db == "verbale.db" else f" --db {db}"))
    click.echo("Your own articles: verbale read PATH --db FILE")
    if totals.failed:
        sys.exit(1)


def _refuse_foreign(db: str, paths: list[str]) -> None:
    """The tour must not mix made-up articles into a database of real ones. Raises UsageError."""
    from verbale.acquire import InputFailure, read_paths
    from verbale.surfaces.common import existing

    if "://" in db:
        raise UsageError("the tour writes a file: verbale demo --db FILE.")
    if not Path(db).exists():
        return
    with existing(db) as record:
        others = record.coverage().articles
        for item in read_paths(paths):
            if not isinstance(item, InputFailure) and item.id is not None:
                others -= _holds(record, item.id, item.text)
    if others > 0:
        raise UsageError(
            f"{db} holds other articles: name another file for the tour, verbale demo --db demo.db"
        )


def _holds(record: Database, id_: str, text: str) -> bool:
    try:
        return record.article(id_).text == text
    except NotFoundError:
        return False
