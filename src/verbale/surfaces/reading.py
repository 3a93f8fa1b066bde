"""Reading many articles, one after the other or on several processors, in the order they came."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Generic, TypeVar

from verbale import data
from verbale.errors import VerbaleError
from verbale.records import Article

T = TypeVar("T")
F = TypeVar("F")

FEW = 40  # fewer articles than this are read before a second process has started (about half a second)
CHUNK = 8  # articles sent at a time: small enough to keep all processors busy to the end
AHEAD = 4  # chunks in flight for each process: bounds what is held in memory


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of one article: `result` what the task gave, or `reason` why it could not."""

    article: Article
    result: T | None = None
    reason: str | None = None
    skipped: bool = False


def _tried(task: Callable[[Article], T], article: Article) -> Done[T]:
    try:
        return Done(article, task(article))
    except VerbaleError as error:
        return Done(article, reason=str(error))
    except Exception as error:  # one article that trips the reader must not cost the others
        return Done(article, reason=_fault(error))


def _fault(error: Exception) -> str:
    """What went wrong inside the reader, and where, for a report to us."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"the reader failed on it, which is a fault of Verbale ({type(error).__name__}: {error}{where})"


def _tried_all(task: Callable[[Article], T], articles: list[Article]) -> list[Done[T]]:
    return [_tried(task, a) for a in articles]


def _begin(packs: Path | None) -> None:
    # Ctrl-C reaches every process of the terminal's group; only the parent is to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    data.use(packs)


def processes() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def read_in_order(
    items: Iterable[Article | F],
    task: Callable[[Article], T],
    *,
    jobs: int,
    skip: Callable[[Article], bool] = lambda article: False,
    few: int = FEW,
) -> Iterator[Done[T] | F]:
    """Each article's outcome, in the order of `items`; what is no article passes through.

    `task` must be importable by name (it is sent to other processes). `skip` is asked in this process,
    just before an article would be read. Starts no process for fewer than `few` items."""
    stream = iter(items)
    first = list(islice(stream, few)) if jobs > 1 else []
    if jobs > 1 and len(first) == few:
        yield from _in_pool(chain(first, stream), task, jobs=jobs, skip=skip)
        return
    for item in chain(first, stream):
        if not isinstance(item, Article):
            yield item
        elif skip(item):
            yield Done(item, skipped=True)
        else:
            yield _tried(task, item)


def _in_pool(
    items: Iterator[Article | F],
    task: Callable[[Article], T],
    *,
    jobs: int,
    skip: Callable[[Article], bool],
) -> Iterator[Done[T] | F]:
    # spawn, not fork: the progress bar runs a thread, and a forked copy of its lock may never open
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(data.in_use(),),
    )
    waiting: deque[tuple[list[Done[T] | F | None], Future[list[Done[T]]]]] = deque()
    chunks: Iterator[tuple[list[Done[T] | F | None], list[Article]]] = _chunks(items, skip)
    try:
        for slots, articles in chunks:
            waiting.append((slots, pool.submit(_tried_all, task, articles)))
            if len(waiting) >= jobs * AHEAD:
                yield from _filled(*waiting.popleft())
        while waiting:
            yield from _filled(*waiting.popleft())
    except BrokenProcessPool as error:
        raise VerbaleError(
            "a reading process was killed, perhaps for want of memory. What was read so far is kept: "
            "run the same command again with -j 1."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(
    items: Iterator[Article | F], skip: Callable[[Article], bool]
) -> Iterator[tuple[list[Done[T] | F | None], list[Article]]]:
    """Outcomes known at once with a None for each article to be read, and those articles."""
    slots: list[Done[T] | F | None] = []
    articles: list[Article] = []
    for item in items:
        if not isinstance(item, Article):
            slots.append(item)
        elif skip(item):
            slots.append(Done(item, skipped=True))
        else:
            slots.append(None)
            articles.append(item)
        if len(articles) == CHUNK or len(slots) == CHUNK * 8:
            yield slots, articles
            slots, articles = [], []
    if slots:
        yield slots, articles


def _filled(slots: list[Done[T] | F | None], future: Future[list[Done[T]]]) -> Iterator[Done[T] | F]:
    read = iter(future.result())
    for slot in slots:
        yield next(read) if slot is None else slot
