"""How far a long command is: a bar on a terminal, a plain line now and then elsewhere, or nothing.

All of it goes to standard error; standard output belongs to what was asked for.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

EVERY = 5.0  # seconds between plain lines: a log of an hour stays under a thousand lines
ENOUGH = 20  # articles before a rate says anything: the first wait for processes to start


def duration(seconds: float) -> str:
    """Seconds as people say them: `12 s`, `3 min 20 s`, `2 h 05 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def line(done: int, total: int | None, seconds: float) -> str:
    """One plain line: how many of how many, how fast, how long still."""
    rate = done / seconds if seconds > 0 else 0.0
    counted = f"{done} of {total}" if total is not None else f"{done}"
    text = f"{counted} articles, {rate:.1f} a second"
    if total is not None and ENOUGH <= done < total and rate:
        text += f", {duration((total - done) / rate)} left"
    return text


class _Rate(ProgressColumn):
    """Articles a second since the start, and the time that leaves."""

    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0.0
        total = None if task.total is None else int(task.total)
        return Text(line(int(task.completed), total, seconds).partition(", ")[2], style="dim")


class Progress:
    """Counts articles for the person at the terminal. Use it as a context manager.

    `quiet` shows no progress; messages given to `say` still appear."""

    def __init__(
        self,
        total: int | None = None,
        *,
        quiet: bool = False,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.total = total
        self.done = 0
        self._quiet = quiet
        self._stream = stream if stream is not None else sys.stderr
        self._clock = clock
        self._began = self._last = clock()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if not self._quiet and self._stream.isatty():
            self._bar = Bar(
                SpinnerColumn(),
                TextColumn("reading"),
                BarColumn(),
                MofNCompleteColumn(),
                _Rate(),
                console=Console(file=self._stream),
                transient=True,
            )
            self._bar.add_task("reading", total=self.total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def advance(self) -> None:
        """One more article is done with."""
        self.done += 1
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])
        elif not self._quiet and self._clock() - self._last >= EVERY:
            self._last = self._clock()
            self.say(line(self.done, self.total, self.seconds))

    def say(self, message: str) -> None:
        """A line on the same stream, above the bar where there is one."""
        if self._bar:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            print(message, file=self._stream, flush=True)

    @property
    def seconds(self) -> float:
        """Seconds since this was made."""
        return self._clock() - self._began
