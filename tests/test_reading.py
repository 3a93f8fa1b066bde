"""Reading many articles in order, on one processor or several, and the progress that is shown."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from verbale.acquire import InputFailure
from verbale.errors import InputError, VerbaleError
from verbale.records import Article
from verbale.surfaces.progress import EVERY, Progress, duration, line
from verbale.surfaces.reading import CHUNK, Done, read_in_order


def shout(article: Article) -> tuple[str, int]:
    """A task that other processes find by name: the text in capitals, and who did it."""
    if article.text == "bad":
        raise InputError("this one is bad.")
    if article.text == "bug":
        raise KeyError("lost")
    if article.text == "killed":
        os._exit(9)
    return article.text.upper(), os.getpid()


def articles(n: int) -> list[Article | InputFailure]:
    made: list[Article | InputFailure] = [Article(f"article {i}") for i in range(n)]
    made[3:3] = [InputFailure("x.jsonl", 4, "is broken", "mend it"), Article("bad"), Article("bug")]
    return made


def outcomes(jobs: int, *, few: int = 1) -> list[Done[tuple[str, int]] | InputFailure]:
    return list(
        read_in_order(articles(5 * CHUNK), shout, jobs=jobs, skip=lambda a: a.text.endswith("7"), few=few)
    )


def told(outcome: Done[tuple[str, int]] | InputFailure) -> str:
    if isinstance(outcome, InputFailure):
        return str(outcome)
    return outcome.reason or ("skipped" if outcome.skipped else (outcome.result or ("", 0))[0])


def test_several_processes_give_what_one_gives_in_the_same_order() -> None:
    one, two = outcomes(1), outcomes(2)
    assert [told(o) for o in one] == [told(o) for o in two]
    assert told(one[2]) == "ARTICLE 2"
    assert told(one[3]) == "x.jsonl, line 4: is broken; mend it"
    assert told(one[4]) == "this one is bad."
    assert "KeyError: 'lost' at test_reading.py:" in told(one[5])
    assert [told(o) for o in one].count("skipped") == 4
    workers = {o.result[1] for o in two if isinstance(o, Done) and o.result}
    assert os.getpid() not in workers


def test_few_articles_are_read_in_this_process() -> None:
    workers = {o.result[1] for o in outcomes(2, few=500) if isinstance(o, Done) and o.result}
    assert workers == {os.getpid()}


def test_a_killed_reader_is_an_error_that_says_what_to_do() -> None:
    items = [Article("killed"), *(Article(f"{i}") for i in range(30))]
    with pytest.raises(VerbaleError, match="-j 1"):
        list(read_in_order(items, shout, jobs=2, few=1))


def test_reading_ahead_is_bounded() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(f"article {taken}")

    stream = read_in_order(endless(), shout, jobs=2, few=1)
    assert told(next(stream)) == "ARTICLE 1"
    stream.close()
    assert taken <= 10 * CHUNK


@pytest.mark.parametrize(
    ("done", "total", "seconds", "shown"),
    [
        (0, 100, 0.0, "0 of 100 articles, 0.0 a second"),
        (50, 100, 10.0, "50 of 100 articles, 5.0 a second, 10 s left"),
        (5, 100, 10.0, "5 of 100 articles, 0.5 a second"),
        (50, None, 10.0, "50 articles, 5.0 a second"),
        (100, 100, 10.0, "100 of 100 articles, 10.0 a second"),
        (120, 100, 10.0, "120 of 100 articles, 12.0 a second"),
    ],
)
def test_progress_lines_say_how_many_how_fast_and_how_long(
    done: int, total: int | None, seconds: float, shown: str
) -> None:
    assert line(done, total, seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.2, "0 s"), (59, "59 s"), (60, "1 min 00 s"), (3599, "59 min 59 s"), (7500, "2 h 05 min")],
)
def test_durations_read_well(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_without_a_terminal_a_plain_line_comes_every_few_seconds() -> None:
    now, stream = [0.0], io.StringIO()
    with Progress(100, stream=stream, clock=lambda: now[0]) as progress:
        for _ in range(10):
            now[0] += EVERY / 4
            progress.advance()
    assert stream.getvalue().splitlines() == [
        "4 of 100 articles, 0.8 a second",
        "8 of 100 articles, 0.8 a second",
    ]


def test_quiet_progress_still_says_what_failed() -> None:
    now, stream = [0.0], io.StringIO()
    with Progress(10, quiet=True, stream=stream, clock=lambda: now[0]) as progress:
        now[0] += 100 * EVERY
        progress.advance()
        progress.say("verbale: x.txt: is empty")
    assert stream.getvalue() == "verbale: x.txt: is empty\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_count_rate_and_time_left() -> None:
    stream = Terminal()
    with Progress(4, stream=stream) as progress:
        progress.advance()
        progress.advance()
        progress.say("verbale: [bold]x.txt[/bold]: is empty")
        assert progress.done == 2
    shown = stream.getvalue()
    assert "verbale: [bold]x.txt[/bold]: is empty" in shown
    assert "2/4" in shown
    assert "a second" in shown
