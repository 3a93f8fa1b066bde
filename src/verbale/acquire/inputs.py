"""From the paths of a call to articles, in order, one at a time."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from verbale.acquire.decoding import UnreadableError, decode, unix_lines
from verbale.acquire.failure import InputFailure
from verbale.acquire.jsonl import LONGEST, read_jsonl
from verbale.acquire.page import is_page, read_page
from verbale.acquire.published import HINT, parse_published
from verbale.errors import UsageError
from verbale.records import Article

STDIN = "-"
_TEXTS, _PAGES, _LINES = {".txt"}, {".html", ".htm"}, {".jsonl"}
_SUFFIXES = _TEXTS | _PAGES | _LINES
_KINDS = ".txt, .html, .htm or .jsonl"
_SAMPLE = 16 * 1024 * 1024  # bytes of a JSON Lines file that are counted before the rest is extrapolated


def read_paths(
    paths: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | InputFailure]:
    """The articles of files, of folders (recursively, by name, hidden files left out) and of `-`, standard
    input; in order, and never more than one in memory.

    `.txt` is one article without a title, `.html` and `.htm` are pages, `.jsonl` has one article a line;
    standard input is JSON Lines when it begins with `{`, a page when it looks like one, else one plain
    text. What cannot be read gives an InputFailure in its place. `published` dates the articles that
    carry no day of their own; raises UsageError if it is no date."""
    try:
        day = parse_published(published) if published is not None else None
    except ValueError as error:
        raise UsageError(f"{error}; {HINT}") from error
    return _read_all(paths, day, stdin)


def _read_all(
    paths: Sequence[str], day: str | None, stdin: BinaryIO | None
) -> Iterator[Article | InputFailure]:
    for given in paths:
        found = _read_stdin(stdin) if given == STDIN else _read_path(Path(given))
        for item in found:
            if isinstance(item, Article) and item.published is None and day is not None:
                item = replace(item, published=day)
            yield item


def _read_path(path: Path) -> Iterator[Article | InputFailure]:
    """A file or a folder, as named by the caller."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield _refused(path, error)
        return
    if not stat.S_ISDIR(mode):
        yield from _read_file(path, known=stat.S_ISREG(mode))
        return
    empty = True
    for item in _walk(path, set()):
        empty = False
        if isinstance(item, InputFailure):
            yield item
        else:
            yield from _read_file(item, known=True)
    if empty:
        yield InputFailure(
            _shown(path), None, "is a folder without readable files", f"put {_KINDS} files in it"
        )


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | InputFailure]:
    """Files to read below a folder, by name. Each folder is entered once, however many links lead there;
    pipes and devices are left out, for they would never end; a broken link is a file that is missing."""
    try:
        here = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _refused(folder, error)
        return
    if (here.st_dev, here.st_ino) in seen:
        return
    seen.add((here.st_dev, here.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if os.path.isdir(entry):
            yield from _walk(entry, seen)
        elif entry.suffix.lower() in _SUFFIXES and (os.path.isfile(entry) or not os.path.exists(entry)):
            yield entry


def _read_file(path: Path, *, known: bool) -> Iterator[Article | InputFailure]:
    """The articles of one file; `known` False: a pipe or device, whose kind only its content tells."""
    suffix = path.suffix.lower()
    try:
        if known and suffix not in _SUFFIXES:
            reason = f"is of no known kind ({suffix or 'no suffix'})"
            yield InputFailure(
                _shown(path), None, reason, f"name it {_KINDS}, or pipe it to `verbale read -`"
            )
            return
        with path.open("rb") as stream:
            if not known:
                yield from _read_stream(stream, source=_shown(path), stem=_stem(path))
            elif suffix in _LINES:
                yield from read_jsonl(stream, source=_shown(path), stem=_stem(path))
            else:
                yield _read_one(stream, source=_shown(path), stem=_stem(path), page=suffix in _PAGES)
    except (OSError, UnicodeError) as error:  # UnicodeError: UTF-16 that breaks off in a stream
        yield _refused(path, error)


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Article | InputFailure]:
    given: Any = stdin if stdin is not None else sys.stdin.buffer
    stream: io.BufferedReader = given if isinstance(given, io.BufferedReader) else io.BufferedReader(given)
    try:
        yield from _read_stream(stream, source="standard input", stem="stdin")
    except (OSError, UnicodeError) as error:
        yield _refused(Path("standard input"), error)
    finally:
        if stream is not given:
            stream.detach()  # its owner's to close


def _read_stream(stream: io.BufferedReader, *, source: str, stem: str) -> Iterator[Article | InputFailure]:
    """Standard input and pipes: the first byte that is no blank tells JSON Lines from the rest."""
    blank = b""
    while (head := stream.peek(1)) and not head.strip() and len(blank) < LONGEST:
        blank += stream.read(len(head))
    if _starts_object(head):
        yield from read_jsonl(stream, source=source, stem=stem, skipped=blank.count(b"\n"))
    else:
        yield _read_one(stream, source=source, stem=stem, page=None, before=blank)


def _starts_object(head: bytes) -> bool:
    """Whether `{` comes first, after a byte order mark and the zero bytes of UTF-16."""
    return head[:8].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"{"


def _read_one(
    stream: io.BufferedReader, *, source: str, stem: str, page: bool | None, before: bytes = b""
) -> Article | InputFailure:
    """One text or page; `page` None: tell by its beginning."""
    data = before + stream.read(LONGEST + 1 - len(before))
    if len(data) > LONGEST:
        reason = f"is larger than {LONGEST >> 20} MiB, which no article is"
        return InputFailure(source, None, reason, "split it, one article a file, or a line of .jsonl")
    try:
        if page or (page is None and is_page(data)):
            article = read_page(data)
        else:
            article = Article(text=unix_lines(decode(data)).removeprefix("\ufeff"))
            if not article.text.strip():
                raise UnreadableError("is empty", "leave it out, or put the article's text in it")
    except UnreadableError as error:
        return InputFailure(source, None, str(error), error.hint)
    return replace(article, id=stem, source=source)


def estimate(paths: Sequence[str]) -> int | None:
    """About how many articles `read_paths` will give, for a progress bar; None if a pipe is among them.

    Counts files and the lines of JSON Lines; beyond the first 16 MiB of a file by the mean line."""
    total = 0
    for given in paths:
        path = Path(given)
        whole = os.path.isfile(path) or os.path.isdir(path)
        if given == STDIN or (os.path.exists(path) and not whole):
            return None
        files = _walk(path, set()) if os.path.isdir(path) else [path]
        total += sum(_count(item) for item in files if isinstance(item, Path))
    return total


def _count(path: Path) -> int:
    """Articles in a file. What cannot be opened gives one failure, and counts as one."""
    if path.suffix.lower() not in _LINES:
        return 1
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
            size = os.fstat(stream.fileno()).st_size
    except OSError:
        return 1
    lines = sum(1 for line in head.splitlines() if line.strip())
    return max(1, lines if size <= len(head) else round(lines * size / len(head)))


def _shown(path: Path) -> str:
    """The path as given, printable whatever its bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _stem(path: Path) -> str:
    return os.fsencode(path.stem).decode("utf-8", "replace")


def _refused(path: Path, error: Exception) -> InputFailure:
    """What the system said, and what to do about it."""
    hints: dict[type[Exception], tuple[str, str]] = {
        FileNotFoundError: ("does not exist", "check the path"),
        PermissionError: ("may not be read", "ask for the right to read it"),
    }
    said = (isinstance(error, OSError) and error.strerror) or str(error)
    reason, hint = hints.get(type(error), (f"cannot be read ({said.lower()})", "check the path"))
    return InputFailure(_shown(path), None, reason, hint)
