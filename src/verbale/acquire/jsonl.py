"""From lines of JSON to articles, one at a time: a file of any size takes the room of its longest line."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from verbale.acquire.decoding import UnreadableError, decode, marked_encoding, unix_lines
from verbale.acquire.failure import InputFailure
from verbale.acquire.published import HINT, parse_published
from verbale.records import Article

LONGEST = 64 * 1024 * 1024  # bytes in a line, or a file that is one article; a long novel has 3 million
_ONE_OBJECT = 'give one JSON object a line, with at least "text"'
_KEPT = ("title", "outlet", "url")


def read_jsonl(
    stream: io.BufferedReader, *, source: str, stem: str, skipped: int = 0
) -> Iterator[Article | InputFailure]:
    """The articles of a JSON Lines stream in order; a bad line gives a failure and the rest goes on.

    Keys: `text`, and optionally `id`, `title`, `published`, `outlet`, `url`; others are ignored. An
    article without `id` is called `stem:line`. `skipped` lines were read before."""
    empty = True
    for number, line in _lines(stream, skipped):
        if line is None:
            empty = False
            reason = f"line of more than {LONGEST >> 20} MiB"
            yield InputFailure(source, number, reason, "give one article a line, or split it")
        elif line.strip():
            empty = False
            try:
                yield _article(line, where=f"{source}, line {number}", name=f"{stem}:{number}")
            except UnreadableError as error:
                yield InputFailure(source, number, str(error), error.hint)
    if empty:
        yield InputFailure(source, None, "is empty", _ONE_OBJECT)


def _lines(stream: io.BufferedReader, before: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines in UTF-8 or another encoding that keeps ASCII; None stands for one too long."""
    wide = marked_encoding(stream.peek(4)[:4])
    if wide not in ("utf-16", "utf-32"):
        yield from _numbered(stream.readline, before)
        return
    wrapped = io.TextIOWrapper(stream, encoding=wide, newline="\n")
    try:
        yield from _numbered(lambda size: wrapped.readline(size).encode(), before)
    finally:
        wrapped.detach()  # the stream is not ours to close


def _numbered(readline: Callable[[int], bytes], before: int) -> Iterator[tuple[int, bytes | None]]:
    number = before
    while line := readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST and not line.endswith(b"\n"):
            while (rest := readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def _article(line: bytes, *, where: str, name: str) -> Article:
    """The article of one line; raises UnreadableError with the reason."""
    record = _object(line)
    if "text" not in record:
        raise UnreadableError('has no "text"', _ONE_OBJECT)
    text = _string(record, "text")
    if not text or not text.strip():
        raise UnreadableError('has an empty "text"', "put the article's text there, or leave the line out")
    title, outlet, url = (_optional(record, key) for key in _KEPT)
    title = " ".join(title.split("\n")) if title else None
    return Article(
        text=f"{title}\n{text}" if title else text,
        title=title,
        published=_published(record),
        outlet=outlet,
        url=url,
        id=_id(record) or name,
        source=where,
    )


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object on a line, whatever the encoding."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return _object(decode(line).encode())
        raise UnreadableError(f"is not JSON ({_first_words(error)})", _ONE_OBJECT) from error
    if not isinstance(record, dict):
        raise UnreadableError(f"is a JSON {_named(record)}, not an object", _ONE_OBJECT)
    return record


def _first_words(error: orjson.JSONDecodeError) -> str:
    """Reason and column. orjson counts lines within the one line it was given: leave that out."""
    return f"{error.msg}, column {error.colno}"


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record[key]
    if value is None and key != "text":
        return None
    if not isinstance(value, str):
        raise UnreadableError(
            f'has a "{key}" that is a {_named(value)}, not a string', f'give "{key}" as a string'
        )
    if "\x00" in value:
        raise UnreadableError(f'has a NUL character in "{key}"', "take it out: it is no text")
    return unix_lines(value)


def _optional(record: dict[str, Any], key: str) -> str | None:
    """A string that may be missing, null or blank: all mean absent."""
    value = _string(record, key) if key in record else None
    return value.strip() or None if value else None


def _id(record: dict[str, Any]) -> str | None:
    """The caller's id; whole numbers are taken too."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _optional(record, "id")


def _published(record: dict[str, Any]) -> str | None:
    value = _optional(record, "published")
    try:
        return parse_published(value) if value else None
    except ValueError as error:
        raise UnreadableError(f"has a bad date: {error}", HINT) from error


def _named(value: Any) -> str:
    names = {dict: "object", list: "list", str: "string", bool: "truth value", type(None): "null"}
    return names.get(type(value), "number")
