"""The command line. Each command is a few lines around functions of the other surfaces.

Heavy libraries are imported inside the commands: `verbale --help` must answer at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale import __version__
from verbale.errors import NotFoundError, UsageError
from verbale.ontology import SECTORS
from verbale.records import KINDS
from verbale.surfaces import decide
from verbale.surfaces.common import (
    DEFAULT,
    Commands,
    database_option,
    date_option,
    emit,
    existing,
    now,
    write_whole,
)
from verbale.surfaces.packs import packs_option

if TYPE_CHECKING:
    from verbale.records import Fusion
    from verbale.store import Database
    from verbale.surfaces.ingest import Totals
    from verbale.surfaces.progress import Progress


def _version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from verbale import data

        click.echo(f"verbale {__version__}, data {data.digest()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Print the version and the digest of the data, and stop.",
)  # fmt: skip
def cli() -> None:
    """Read the French-language diplomatic press and keep a sourced record of it: who met whom, where and
    when, what was signed, promised and said, each with the words that prove it.

    \b
    Examples:
      verbale demo                          a tour with a small sample of made-up articles
      verbale read articles/                read a folder into verbale.db
      verbale show visits --country KAZ     visits from and to Kazakhstan
      verbale brief KAZ -o kaz.html         a country brief with its sources
    """


@cli.command(short_help="Read articles into a database, or print them as JSON.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--db", metavar="FILE", default=None, help=f"The database, made if need be.  [default: {DEFAULT}]"
)
@click.option("--published", metavar="DATE", help="Day of publication of articles that carry none.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article; use no database.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes.  [default: processors]"
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
    help="With --json: leave out records less sure than this, from 0 to 1.",
)  # fmt: skip
@click.option(
    "--no-parser", is_flag=True, expose_value=False,
    help="Read by the grammar alone. It always does: no statistical parser is used.",
)  # fmt: skip
@packs_option
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors are still told.")
def read(
    paths: tuple[str, ...],
    db: str | None,
    published: str | None,
    as_json: bool,
    jobs: int | None,
    min_confidence: float,
    quiet: bool,
) -> None:
    """Read articles: .txt, .html and .jsonl files, folders of them, or - for standard input.

    A line of .jsonl has "text", and optionally "id", "title", "published", "outlet" and "url". What was
    read before by the same version is passed over. An input that cannot be read is named on standard
    error and the rest goes on. Exit status: 0 all read, 1 some inputs failed, 2 wrong use.

    \b
    Examples:
      verbale read articles/ more.jsonl --db press.db
      verbale read note.txt --published 2025-06-04
      curl -s https://example.org/article.html | verbale read - --json
      verbale read articles/ --json --min-confidence 0.9 > sure.jsonl
    """
    if as_json and db is not None:
        raise UsageError("--json prints and --db stores: choose one of them.")
    if min_confidence and not as_json:
        raise UsageError(
            "--min-confidence goes with --json. A database keeps every record: give it to verbale show or "
            "verbale brief instead."
        )
    from verbale.acquire import estimate, read_paths
    from verbale.surfaces.ingest import told
    from verbale.surfaces.progress import Progress
    from verbale.surfaces.reading import processes

    items = read_paths(paths, published=published)
    fusion: Fusion | None = None
    country: str | None = None
    with Progress(estimate(paths), quiet=quiet) as progress:
        if as_json:
            from verbale.surfaces.ingest import to_json

            totals = to_json(
                items, sys.stdout.buffer, jobs=jobs or processes(), progress=progress, least=min_confidence
            )
        else:
            totals, fusion, country = _store(items, db or DEFAULT, jobs or processes(), progress)
    if not quiet:
        for line in told(totals, progress.seconds, fusion):
            click.echo(line, err=as_json)
        if not as_json:
            from verbale.surfaces.ingest import next_steps

            click.echo("\n".join(next_steps(db or DEFAULT, country)))
    if totals.failed:
        sys.exit(1)


def _store(items: Any, path: str, jobs: int, progress: Progress) -> tuple[Totals, Fusion, str | None]:
    """Read into the database at `path` and fuse; the country that most events are about comes third."""
    from verbale.fuse import fuse
    from verbale.pipeline import reader
    from verbale.store import open_database
    from verbale.surfaces.ingest import busiest, to_database

    with open_database(path) as record:
        try:
            totals = to_database(items, record, jobs=jobs, reader=reader(), now=now, progress=progress)
        except KeyboardInterrupt:
            progress.say(
                f"verbale: stopped. What was read is kept in {path}; the same command goes on from here."
            )
            sys.exit(130)
        fusion = record.fuse(fuse)
    return totals, fusion, busiest(fusion)


@cli.command(short_help="List visits, meetings, agreements, figures, quotes, commitments.")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--country", metavar="KAZ", help="Code or French or English name of a country or organisation.")
@click.option("--with", "with_", metavar="RWA", help="And this one as well.")
@click.option("--person", metavar="NAME", help="Someone who takes part, in any spelling.")
@click.option("--sector", type=click.Choice(list(SECTORS)), metavar="SECTOR", help="space, trade, energy …")
@click.option("--since", metavar="DATE", help="Acts of this year, month or day and later; undated ones stay.")
@click.option("--until", metavar="DATE", help="Acts up to and with this year, month or day.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="From 0 to 1.")
@click.option("--reports", is_flag=True, help="What single articles say, before it is joined to events.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "markdown"]), default="table")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the terminal.")
@database_option
def show(
    kind: str,
    form: str,
    output: str | None,
    db: str,
    reports: bool,
    min_confidence: float,
    **filters: str | None,
) -> None:
    """List the visits, meetings, agreements, figures, quotes or commitments of the record.

    Dates are those of the act; records without one come last and are never left out. Each line ends with
    the number of articles that tell it, its confidence and its id (see verbale explain).

    \b
    Examples:
      verbale show visits --country KAZ --with RWA
      verbale show meetings --person "Doumbé" --since 2024
      verbale show agreements --sector space --format csv -o space.csv
      verbale show quotes --country Kazakhstan --reports --format json
    """
    from rich.console import Console

    from verbale.surfaces.countries import side_or_fail
    from verbale.surfaces.show import render

    given: dict[str, Any] = {
        **filters,
        "country": side_or_fail(filters["country"]) if filters["country"] is not None else None,
        "with_": side_or_fail(filters["with_"]) if filters["with_"] is not None else None,
        "since": date_option(filters["since"], "--since"),
        "until": date_option(filters["until"], "--until"),
    }
    with existing(db) as record:
        listed = record.reports if reports else record.events
        rows = listed(kind, min_confidence=min_confidence, **given)
    console = Console() if output is None else None
    emit(render(kind, rows, form, console=console, reports=reports), output)
    if not rows:
        click.echo("Nothing answers to that: widen the filters, or see verbale coverage.", err=True)


@cli.command(short_help="Write a brief on a country, with its sources.")
@click.argument("country", metavar="COUNTRY")
@click.option("--with", "with_", metavar="RWA", help="Only what is between the two.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write FILE.md or FILE.html instead of printing Markdown."
)
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="From 0 to 1.")
@database_option
def brief(
    country: str, with_: str | None, output: str | None, lang: str, min_confidence: float, db: str
) -> None:
    """Write a brief on a country, or on two: visits, meetings, agreements, figures, promises, statements.

    It opens with what it rests on, and every sentence cites the articles and the very words.

    \b
    Examples:
      verbale brief KAZ
      verbale brief KAZ --with RWA -o kazakhstan-rwanda.html
      verbale brief "Côte d'Ivoire" --lang en -o brief.md
    """
    from verbale.surfaces.countries import side_or_fail

    suffix = Path(output).suffix.lower() if output else ".md"
    if suffix not in (".md", ".html", ".htm"):
        raise UsageError(f"{output}: name the file .md or .html.")
    pair = side_or_fail(country), side_or_fail(with_) if with_ is not None else None
    with existing(db) as record:
        text = brief_text(record, *pair, lang=lang, html=suffix != ".md", min_confidence=min_confidence)
    emit(text, output)


def brief_text(
    record: Database, country: str, with_: str | None, *, lang: str, html: bool, min_confidence: float = 0.0
) -> str:
    """A brief as HTML or Markdown. Raises NotFoundError if the record holds nothing on it."""
    from verbale.surfaces.brief import make_brief
    from verbale.surfaces.briefpage import to_html, to_markdown
    from verbale.surfaces.countries import name

    made = make_brief(record, country, with_, lang=lang, min_confidence=min_confidence)
    if not any(section.lines for section in made.sections):
        about = " and ".join(name(code, "en") for code in (country, with_) if code)
        raise NotFoundError(f"the record holds nothing on {about}. See what it rests on: verbale coverage")
    return to_html(made) if html else to_markdown(made)


@cli.command(short_help="Explain a record field by field.")
@click.argument("id_", metavar="ID")
@database_option
def explain(id_: str, db: str) -> None:
    """Explain a record field by field: the words it rests on, the rule that read them, how sure it is.

    ID is that of an event, of what one article says, of an article or a decision; its beginning will do.
    For an event: every witness, the values that differ, and why the reports are one event.

    \b
    Examples:
      verbale explain ev-4f2a91c07d3e
      verbale explain v-0b77
    """
    from rich.console import Console
    from rich.text import Text

    from verbale.store import ArticleRow, DecisionRow
    from verbale.surfaces.evidence import Sources
    from verbale.surfaces.explain import decision_line, explain_article, marked
    from verbale.surfaces.explain import explain as explained

    with existing(db) as record:
        found = record.find(id_)
        if isinstance(found, ArticleRow):
            text = explain_article(found)
        elif isinstance(found, DecisionRow):
            text = Text(decision_line(found))
        else:
            text = explained(found, Sources(record.article), record.decisions())
    console = Console(soft_wrap=True)
    if console.is_terminal and not console.no_color:
        console.print(text)
    else:
        click.echo(marked(text, colour=False))


for command in decide.COMMANDS:
    cli.add_command(command)


@cli.command(short_help="Say what the database rests on.")
@click.option("--country", metavar="KAZ", help="Only the articles with records of this country.")
@click.option("--with", "with_", metavar="RWA", help="And of this one as well.")
@database_option
def coverage(country: str | None, with_: str | None, db: str) -> None:
    """Say what the database rests on: articles, outlets, period, records, and a bar for each month.

    \b
    Examples:
      verbale coverage
      verbale coverage --country KAZ --with RWA --db press.db
    """
    from verbale.surfaces.countries import name, side_or_fail
    from verbale.surfaces.coverage import render_coverage

    pair = [side_or_fail(text) if text is not None else None for text in (country, with_)]
    with existing(db) as record:
        found = record.coverage(country=pair[0], with_=pair[1])
    about = " and ".join(name(code, "en") for code in pair if code)
    emit(render_coverage(found, about or None), None)


@cli.command(short_help="Take a tour with a small made-up sample.")
@click.option("--db", metavar="FILE", default=DEFAULT, help=f"The database to make.  [default: {DEFAULT}]")
def demo(db: str) -> None:
    """Read the bundled sample corpus, show what was found, and leave a database and a country brief.

    Every article of the sample is made up, and so are its people and their words.

    \b
    Examples:
      verbale demo
      verbale demo --db /tmp/demo.db
    """
    from verbale.surfaces.demo import run_demo

    run_demo(db, store=_store, brief=brief_text, write=write_whole)


def main() -> None:
    """Entry point of the `verbale` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old terminal shows "?" instead of stopping us
            stream.reconfigure(errors="replace")
    cli(prog_name="verbale")
