"""Articles into a database, or out again as lines of JSON; what became of them, in numbers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

import orjson

from verbale.acquire import InputFailure
from verbale.acts import countries_of
from verbale.codec import document_to_dict
from verbale.errors import InputError
from verbale.records import KINDS, Article, Document, Fusion
from verbale.store import Database
from verbale.surfaces.countries import is_country
from verbale.surfaces.progress import Progress, duration
from verbale.surfaces.reading import Done, read_in_order
from verbale.surfaces.show import counted

BATCH = 64  # articles stored together
HELD = 2.0  # seconds that a read article waits for others at most before it is stored

Items = Iterable[Article | InputFailure]


@dataclass(slots=True)
class Totals:
    """What became of the inputs: articles by `new`, `same`, `reread`; inputs that failed; records by kind."""

    articles: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    records: Counter[str] = field(default_factory=Counter)
    foreign: int = 0  # articles in another language than the packs read

    def add(self, document: Document, outcome: str) -> None:
        """Count one article that was read."""
        self.articles[outcome] += 1
        if outcome != "same":
            self.foreign += document.language != "fr"
            self.records.update({kind: len(getattr(document, kind)) for kind in KINDS})

    @property
    def read(self) -> int:
        return sum(self.articles.values())


def read_document(article: Article) -> Document:
    """The reader, importable by name so that other processes find it."""
    from verbale.pipeline import read_article

    return read_article(article)


def end_of_reading(document: Document) -> int | None:
    """Up to where a text that is longer than any article was read; None for all others."""
    last = document.furniture[-1:]
    return last[0].start if last and last[0].kind == "beyond" else None


def read_line(article: Article, least: float = 0.0) -> tuple[bytes, Counter[str], int | None]:
    """One article as a line of JSON, the number of its records by kind, and where its reading ended.

    Records less sure than `least` are left out."""
    document = read_document(article).at_least(least)
    line = orjson.dumps(document_to_dict(document), option=orjson.OPT_APPEND_NEWLINE)
    records = Counter({kind: len(getattr(document, kind)) for kind in KINDS})
    return line, records, end_of_reading(document)


def to_json(items: Items, out: IO[bytes], *, jobs: int, progress: Progress, least: float = 0.0) -> Totals:
    """One object a line for each article, in the order of the inputs; no record less sure than `least`."""
    totals = Totals()
    for outcome in read_in_order(items, partial(read_line, least=least), jobs=jobs):
        progress.advance()
        if isinstance(outcome, InputFailure) or outcome.result is None:
            _complain(outcome, totals, progress)
            continue
        line, records, end = outcome.result
        _warn(outcome.article, end, progress)
        out.write(line)
        totals.articles["new"] += 1
        totals.records += records
    out.flush()
    return totals


def to_database(
    items: Items, db: Database, *, jobs: int, reader: str, now: Callable[[], str], progress: Progress
) -> Totals:
    """Read what this reader has not read before, and store it. Fuse afterwards.

    What is read is stored in small batches: Ctrl-C loses at most the articles of the last seconds."""
    totals = Totals()
    outcomes = read_in_order(items, read_document, jobs=jobs, skip=lambda article: db.has(article, reader))
    for batch in _batches(_told(outcomes, totals, progress)):
        with db.saving():
            for article, document in batch:
                try:
                    outcome = db.save(article, document, reader=reader, read_at=now())
                except InputError as error:
                    _complain(Done(article, reason=str(error)), totals, progress)
                else:
                    totals.add(document, outcome)
    return totals


def _told(
    outcomes: Iterator[Done[Document] | InputFailure], totals: Totals, progress: Progress
) -> Iterator[tuple[Article, Document] | None]:
    """Articles to store; None for each of the others, once it is counted and complained of."""
    for outcome in outcomes:
        progress.advance()
        if not isinstance(outcome, InputFailure) and outcome.result is not None:
            _warn(outcome.article, end_of_reading(outcome.result), progress)
            yield outcome.article, outcome.result
            continue
        if isinstance(outcome, Done) and outcome.skipped:
            totals.articles["same"] += 1
        else:
            _complain(outcome, totals, progress)
        yield None


def _complain(outcome: Done[Any] | InputFailure, totals: Totals, progress: Progress) -> None:
    totals.failed += 1
    if isinstance(outcome, InputFailure):
        progress.say(f"verbale: {outcome}")
    else:
        progress.say(f"verbale: {_name(outcome.article)}: {outcome.reason}")


def _warn(article: Article, end: int | None, progress: Progress) -> None:
    """Say that a text was too long to be read to its end; it is stored whole all the same."""
    if end is not None:
        progress.say(
            f"verbale: {_name(article)}: has {len(article.text):,} characters, more than any article; only "
            f"the first {end:,} were read. If it holds several articles, split it: one a file, or one a line "
            "of .jsonl."
        )


def _name(article: Article) -> str:
    return article.source or article.id or "an article"


def _batches(
    pairs: Iterator[tuple[Article, Document] | None],
) -> Iterator[list[tuple[Article, Document]]]:
    """Lists of at most BATCH, none held back longer than HELD seconds; an interruption gives the last."""
    batch: list[tuple[Article, Document]] = []
    began = time.monotonic()
    try:
        for pair in pairs:
            if pair is not None:
                batch.append(pair)
            if len(batch) >= BATCH or (batch and time.monotonic() - began >= HELD):
                yield batch
                batch, began = [], time.monotonic()
    except KeyboardInterrupt:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def busiest(fusion: Fusion) -> str | None:
    """The country that most events are about: a good first brief. None without events."""
    counts = Counter(
        code
        for event in fusion.events
        if event.rejected is None
        for code in countries_of(event.kind, event.fields)
        if is_country(code)
    )
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def told(totals: Totals, seconds: float, fusion: Fusion | None) -> list[str]:
    """What was done, in a few lines."""
    parts = [
        f"{totals.articles['new']} new",
        f"{totals.articles['reread']} read again",
        f"{totals.articles['same']} as before",
    ]
    lines = [f"{counted(totals.read, 'article')} in {duration(seconds)}: {', '.join(parts)}."]
    if fusion is None:
        lines = [f"{counted(totals.read, 'article')} read in {duration(seconds)}."]
    if totals.failed:
        lines.append(f"{counted(totals.failed, 'input')} could not be read (named above).")
    if totals.foreign:
        lines.append(f"{counted(totals.foreign, 'article')} not in French: stored, without records.")
    found = [counted(totals.records[kind], kind[:-1]) for kind in KINDS if totals.records[kind]]
    if totals.articles["new"] or totals.articles["reread"]:
        lines.append(f"Found {', '.join(found)}." if found else "No records found.")
    if fusion is not None:
        events = Counter(e.kind for e in fusion.events if e.rejected is None)
        shown = [counted(events[kind], kind[:-1]) for kind in KINDS if events[kind]]
        lines.append(f"In the database now: {', '.join(shown) or 'no records'}.")
    return lines


def next_steps(db: str, country: str | None) -> list[str]:
    """What to type next."""
    option = "" if db == "verbale.db" else f" --db {db}"
    if country is None:
        return [f"Next: verbale coverage{option}"]
    return [
        f"Next: verbale show visits{option}",
        f"      verbale brief {country}{option} -o {country}.html",
        f"      verbale coverage{option}",
    ]
